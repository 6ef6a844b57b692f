"""Words that stand together → the stretches of a file that are them, over furniture and over words in pieces."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from bulletin.verify.reading import Reading

_START = 4  # words by which it is told that furniture is none

Stretch = tuple[int, int, int]  # a word of a passage, the file's word, how many
Run = tuple[int, int, int, int]  # the same, and the file's word behind them


@dataclass(slots=True)
class Follower:
    """Follows words in a reading. `furniture` says where each stretch ends that may be a page's, by its first word."""

    reading: Reading
    furniture: dict[int, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [start for start, _ in self.reading.optional]
        self.furniture = dict(self.reading.optional)

    def places(self, at: int) -> list[int]:
        """Return `at`, and the places behind each piece of furniture that stands there."""
        places = [at]
        while places[-1] in self.furniture:
            places.append(self.furniture[places[-1]])
        return places

    def run(self, words: list[str], word: int, at: int) -> tuple[int, int, list[Run]]:
        """Return how far `words` from `word` on are the file's from `at` on, and in which stretches."""
        file = self.reading.words
        runs: list[Run] = []
        while word < len(words):
            at = self._past_furniture(at, words, word)
            count = min(len(words) - word, self._until_furniture(at) - at)
            if count <= 0:
                break
            if file[at : at + count] != words[word : word + count]:
                count = next(n for n in range(count) if file[at + n] != words[word + n])
            if count:
                runs.append((word, at, count, at + count))
                word, at = word + count, at + count
                continue
            after = self._after_pieces(words[word], at) if self.reading.cuts_words else None
            if after is None:
                break
            runs.append((word, at, 1, after))
            word, at = word + 1, after
        return word, at, runs

    def _after_pieces(self, word: str, at: int) -> int | None:
        """Return the place after the words of the file that, one after the other, make one word; None where none do."""
        file, made = self.reading.words, 0
        while made < len(word):
            while at in self.furniture and made:  # it goes on on the next page
                at = self.furniture[at]
            if at >= len(file) or not word.startswith(file[at], made):
                return None
            made += len(file[at])
            at += 1
        return at

    def _until_furniture(self, at: int) -> int:
        """Return where the next stretch after `at` begins that may be a page's furniture."""
        index = bisect_right(self._starts, at)
        return self._starts[index] if index < len(self._starts) else len(self.reading.words)

    def _past_furniture(self, at: int, words: list[str], word: int = 0) -> int:
        """Return the place after running heads and folios at `at`, unless it is these that are the passage's words."""
        if at not in self.furniture:
            return at
        stops = self.places(at)
        want = words[word : word + _START]
        return next((p for p in reversed(stops) if self.reading.words[p : p + len(want)] == want), stops[-1])
