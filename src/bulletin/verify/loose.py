"""Passages that may stand anywhere, once → the one whose words stand at a place of the file.

Those that begin with one word stand sorted, so that thousands that begin alike are narrowed down word by word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.verify.stretches import Follower, Stretch

_LAST = "\U0010ffff"  # behind every other letter
_FEW = 8  # passages that are tried one by one

_Entry = tuple[list[str], int]  # the words of a passage, and its number


@dataclass(slots=True)
class LoosePassages:
    """The passages that may yet come, by their first words."""

    follower: Follower
    _by_word: dict[str, list[_Entry]] = field(default_factory=dict)

    def add(self, words: list[str], number: int) -> None:
        """Let a passage come."""
        insort(self._by_word.setdefault(words[0], []), (words, number))

    def remove(self, words: list[str], number: int) -> None:
        """Take a passage out, which has come."""
        entries = self._by_word[words[0]]
        del entries[bisect_left(entries, (words, number))]

    def find(self, at: int) -> tuple[int, int, list[Stretch]] | None:
        """Return the word behind the longest passage that stands whole at `at`, its number and its stretches."""
        best: tuple[int, int, list[Stretch]] | None = None
        longest = 0
        file = self.follower.reading.words
        entries = self._by_word.get(file[at]) if at < len(file) else None
        for words, number in self._likely(entries, at) if entries else ():
            if len(words) > longest:
                reached, after, runs = self.follower.run(words, 0, at)
                if reached == len(words):
                    best, longest = (after, number, [run[:3] for run in runs]), len(words)
        return best

    def _likely(self, entries: list[_Entry], at: int) -> Iterator[_Entry]:
        """Yield the entries that may stand at `at`, of those whose words are the same the first."""
        ranges = [(0, len(entries), 1, at + 1)]
        while ranges:
            low, high, depth, at = ranges.pop()
            if low < high and len(entries[low][0]) == depth:  # it ends here: such stand before those that go on
                yield entries[low]
                low = bisect_left(entries, True, low, high, key=lambda each: len(each[0]) > depth)
            if high - low <= _FEW or entries[low][0] == entries[high - 1][0]:
                yield from (entries[i] for i in range(low, high) if i == low or entries[i][0] != entries[i - 1][0])
            else:
                ranges += self._narrowed(entries, low, high, depth, at)

    def _narrowed(
        self, entries: list[_Entry], low: int, high: int, depth: int, at: int
    ) -> Iterator[tuple[int, int, int, int]]:
        """Yield the ranges whose next word stands at `at`, or behind the furniture there, whole or in pieces."""
        file = self.follower.reading.words

        def word(entry: _Entry) -> str:
            return entry[0][depth]

        for place in self.follower.places(at):
            first, last, made, after = low, high, "", place
            while first < last and after < len(file) and (self.follower.reading.cuts_words or not made):
                made += file[after]
                after += 1
                first = bisect_left(entries, made, first, last, key=word)
                end = bisect_right(entries, made, first, last, key=word)
                if first < end:
                    yield first, end, depth + 1, after
                first, last = end, bisect_left(entries, f"{made}{_LAST}", end, last, key=word)
                after = self.follower.places(after)[-1]  # a word in pieces goes on on the next page
