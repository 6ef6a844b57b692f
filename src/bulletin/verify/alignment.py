"""What an output must say, and what it says → where the two differ, and which words of the file are which passage's.

The two are walked side by side, once. Where they part, the words of the file are first held against what may stand in
between (a picture's caption that floats, the head of a table on its further page, a page's furniture); only then is it
a difference, and the nearest place is looked for from which they agree again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from bulletin.verify.differences import Difference, settled
from bulletin.verify.expectation import Expected, Passage
from bulletin.verify.reading import Reading

_GRAM = 3  # words that must agree for the two to be together again
_WINDOW = 400  # words in which this is looked for first
_START = 4  # words of a passage by which it is found from afar
_MOST_DIFFERENCES = 60
_FURTHEST_BACK = 24  # words taken for the text's own before something in between is known for what it is
_MOST_PIECES = 200  # of a word cut into lines
_DOTS = ".…·"
_PLACE = re.compile(r"[\d–•]+,?|,")  # "3–5,"; Word's page numbers may not be filled in yet


@dataclass(slots=True)
class Alignment:
    """What came of the walk. `found` holds a passage's stretches: (its word, the file's word, how many)."""

    differences: list[Difference] = field(default_factory=list)
    found: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)  # the page behind an entry of the contents, by passage
    is_whole: bool = True  # False where the walk was given up

    def held(self, passage: int) -> int:
        """Return how many words of a passage the file has in their place."""
        return sum(count for _, _, count in self.found.get(passage, ()))

    def file_word(self, passage: int, word: int) -> int | None:
        """Return which word of the file a word of a passage is."""
        for start, at, count in self.found.get(passage, ()):
            if start <= word < start + count:
                return at + word - start
        return None


def align(expected: Expected, reading: Reading) -> Alignment:
    """Return how the file's words follow the model's."""
    walk = _Walk(expected, reading)
    walk.run()
    walk.result.differences = settled(walk.result.differences, expected.passages)
    return walk.result


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Words that may stand in between, up to before `after`: a loose passage, or a line that comes again."""

    after: int
    passage: int | None = None
    runs: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    expected: Expected
    reading: Reading
    result: Alignment = field(default_factory=Alignment)
    at: int = 0  # the file's next word
    loose: dict[str, list[int]] = field(default_factory=dict)  # first word → passages that may yet come
    done: set[int] = field(default_factory=set)
    trail: list[tuple[int, int, int, int]] = field(default_factory=list)  # (passage, word, word of the file, count)
    group: int = -1
    opened: set[int] = field(default_factory=set)
    starts: dict[tuple[str, ...], list[int]] | None = None
    by_group: dict[int, list[int]] = field(default_factory=dict)
    following: dict[int, int] = field(default_factory=dict)
    optional_starts: list[int] = field(default_factory=list)
    optional_ends: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        order: list[int] = []
        for index, passage in enumerate(self.expected.passages):
            if passage.loose:
                self.by_group.setdefault(passage.group, []).append(index)
            if not order or order[-1] != passage.group:
                order.append(passage.group)
        self.following = dict(pairwise(order))
        self.optional_starts = [start for start, _ in self.reading.optional]
        self.optional_ends = dict(self.reading.optional)

    # ── the walk ─────────────────────────────────────────────────────────────────────────────────────────────

    def run(self) -> None:
        passages = self.expected.passages
        index, word = 0, 0
        while index < len(passages):
            passage = passages[index]
            self._open(passage.group)
            if passage.loose and word == 0 and (index in self.done or not self._stands_here(index)):
                index += 1
                continue
            word = self._match(index, word)
            if word == len(passage.words):
                if passage.loose:
                    self._take(_Insertion(self.at, index, self.result.found[index]))
                self._pass_number(passage, index)
                self._pass_places(passage)
                index, word = index + 1, 0
                continue
            onwards = self._pass_insertion(index, word)
            if onwards:
                index, word = onwards
                continue
            if passage.loose:  # it is damaged
                self._take(_Insertion(self.at, index, self.result.found[index]))
            index, word = self._differ(index, word)
            if len(self.result.differences) >= _MOST_DIFFERENCES:
                self.result.is_whole = False
                return
        self._end()

    def _stands_here(self, index: int) -> bool:
        """Return whether a loose passage, or most of its beginning, stands at the file's next word."""
        words = self.expected.passages[index].words
        reached, _, _ = self._run(words, 0, self.at)
        if reached == len(words):
            return True
        is_likely = reached >= _GRAM or (reached > 0 and 2 * reached >= len(words))
        return is_likely and self._insertion(self.at) is None

    def _open(self, group: int) -> None:
        """Let the loose passages of a group come, and of the one after it: a picture may float above its article."""
        if group == self.group:
            return
        self.group = group
        for number in (group, self.following.get(group, -1)):
            if number not in self.opened:
                self.opened.add(number)
                for index in self.by_group.get(number, ()):
                    self.loose.setdefault(self.expected.passages[index].words[0], []).append(index)

    def _match(self, index: int, word: int) -> int:
        """Go on as long as the file's words are the passage's; return the passage's next word."""
        words = self.expected.passages[index].words
        word, self.at, runs = self._run(words, word, self.at)
        if runs:
            self.result.found.setdefault(index, []).extend(runs)
            self.trail += [(index, *run) for run in runs]
        return word

    def _run(self, words: list[str], word: int, at: int) -> tuple[int, int, list[tuple[int, int, int]]]:
        """Return how far `words` from `word` on are the file's from `at` on, and in which stretches."""
        file = self.reading.words
        runs = []
        while word < len(words):
            at = self._past_optional(at, words, word)
            count = min(len(words) - word, self._until_optional(at) - at)
            if count <= 0:
                break
            if file[at : at + count] != words[word : word + count]:
                count = next(n for n in range(count) if file[at + n] != words[word + n])
            if count:
                runs.append((word, at, count))
                word, at = word + count, at + count
                continue
            after = self._after_pieces(words[word], at) if self.reading.cuts_words else None
            if after is None:
                break
            runs.append((word, at, 1))
            word, at = word + 1, after
        return word, at, runs

    def _after_pieces(self, word: str, at: int) -> int | None:
        """Return the place after the words of the file that, one after the other, make one word; None where none do."""
        file, made = self.reading.words, ""
        for _ in range(_MOST_PIECES):
            while at in self.optional_ends and made:  # it goes on on the next page
                at = self.optional_ends[at]
            if at >= len(file) or not word.startswith(made + file[at]):
                return None
            made += file[at]
            at += 1
            if made == word:
                return at
        return None

    # ── what may stand in between ────────────────────────────────────────────────────────────────────────────

    def _until_optional(self, at: int) -> int:
        """Return where the next stretch after `at` begins that may be a page's furniture."""
        index = bisect_right(self.optional_starts, at)
        return self.optional_starts[index] if index < len(self.optional_starts) else len(self.reading.words)

    def _past_optional(self, at: int, words: list[str], word: int = 0) -> int:
        """Return the place after running heads and folios at `at`, unless it is these that are the passage's words."""
        if at not in self.optional_ends:
            return at
        stops = [at]
        while stops[-1] in self.optional_ends:
            stops.append(self.optional_ends[stops[-1]])
        want = words[word : word + _START]
        return next((p for p in reversed(stops) if self.reading.words[p : p + len(want)] == want), stops[-1])

    def _insertion(self, at: int) -> _Insertion | None:
        """Return what there is at `at` that may stand in between."""
        file = self.reading.words
        if at >= len(file):
            return None
        for index in self.loose.get(file[at], ()):
            words = self.expected.passages[index].words
            reached, after, runs = self._run(words, 0, at)
            if reached == len(words):
                return _Insertion(after, index, runs)
        for head in self.expected.repeated.get(self.group, ()):
            if file[at : at + len(head)] == head:
                return _Insertion(at + len(head))
        return None

    def _take(self, insertion: _Insertion) -> None:
        self.at = insertion.after
        index = insertion.passage
        if index is not None and index not in self.done:
            self.done.add(index)
            self.loose[self.expected.passages[index].words[0]].remove(index)
            self.result.found[index] = insertion.runs

    def _pass_insertion(self, index: int, word: int) -> tuple[int, int] | None:
        """Pass over what may stand in between, here or a few words back, where words are the same by chance.

        Return the passage and the word from which to read on, or None where nothing of the kind is there.
        """
        insertion = self._insertion(self.at)
        if insertion:
            self._take(insertion)
            return index, word
        at = self.at
        for number, start, first, count in reversed(self.trail[-_FURTHEST_BACK:]):
            if first + count != at or self.at - first - count >= _FURTHEST_BACK:
                break
            for back in range(1, count + 1):
                insertion = self._insertion(at - back)
                place = start + count - back
                if insertion and self._goes_on(insertion, number, place):
                    self._forget(at - back)
                    self._take(insertion)
                    return number, place
            at = first
        return None

    def _goes_on(self, insertion: _Insertion, index: int, word: int) -> bool:
        """Return whether the passage goes on after an insertion, and after others that follow it."""
        coming = islice(self._coming(index, word), _START)
        want = [self.expected.passages[number].words[place] for number, place in coming]
        file, after = self.reading.words, insertion.after
        while file[after : after + len(want)] != want:
            following = self._insertion(after)
            if following is None:
                return False
            after = following.after
        return True

    def _forget(self, at: int) -> None:
        """Give back what was taken of the file from `at` on."""
        while self.trail and self.trail[-1][2] + self.trail[-1][3] > at:
            number, start, first, count = self.trail.pop()
            runs = self.result.found[number]
            runs.remove((start, first, count))
            if first < at:
                runs.append((start, first, at - first))
                self.trail.append((number, start, first, at - first))

    def _pass_number(self, passage: Passage, index: int) -> None:
        """Pass over dots and the page number behind an entry of the contents."""
        if not passage.is_numbered:
            return
        file = self.reading.words
        while self.at < len(file) and not file[self.at].strip(_DOTS):
            self.at += 1
        following = self.expected.passages[index + 1].words[:2] if index + 1 < len(self.expected.passages) else []
        number = file[self.at].strip(_DOTS) if self.at < len(file) else ""
        if number.isdecimal() and (file[self.at : self.at + 2] != following or len(following) < 2):
            self.at += 1
            self.result.numbers[index] = int(number)

    def _pass_places(self, passage: Passage) -> None:
        """Pass over the page numbers behind an entry of the index, which may go on over a page's furniture."""
        file = self.reading.words
        while passage.is_indexed:
            at = self.at
            while at in self.optional_ends:
                at = self.optional_ends[at]
            if at >= len(file) or not _PLACE.fullmatch(file[at]):
                return
            self.at = at + 1

    # ── differences ──────────────────────────────────────────────────────────────────────────────────────────

    def _coming(self, index: int, word: int) -> Iterator[tuple[int, int]]:
        """Yield the strict words from here on, each as (passage, word)."""
        for number in range(index, len(self.expected.passages)):
            passage = self.expected.passages[number]
            if number == index or not passage.loose:
                for place in range(word if number == index else 0, len(passage.words)):
                    yield number, place

    def _differ(self, index: int, word: int) -> tuple[int, int]:
        """Note a difference; return the passage and the word from which the two agree again."""
        passages = self.expected.passages
        near = list(islice(self._coming(index, word), _WINDOW))
        wanted = [passages[number].words[place] for number, place in near]
        together = self._together_again(wanted)
        if together:
            lost, added = together
            self._note(wanted[:lost], self.at + added, index, word)
            return near[lost] if lost < len(near) else (len(passages), 0)
        to, at = self._from_afar(index)
        coming = takewhile(lambda one: one[0] < to, self._coming(index, word))
        self._note([passages[number].words[place] for number, place in coming], at, index, word)
        return to, 0

    def _together_again(self, wanted: list[str]) -> tuple[int, int] | None:
        """Return after how many wanted words, and how many of the file's, both agree again: the fewest of all."""
        have = self.reading.words[self.at : self.at + _WINDOW]
        places: dict[tuple[str, ...], list[int]] = {}
        for place in range(len(have) - _GRAM + 1):
            places.setdefault(tuple(have[place : place + _GRAM]), []).append(place)
        best: tuple[int, int] | None = None
        for lost in range(len(wanted) - _GRAM + 1):
            if best and lost >= sum(best):
                break
            for added in places.get(tuple(wanted[lost : lost + _GRAM]), ()):
                cost = lost + added
                if (best is None or cost < sum(best)) and _agree(wanted[lost:], have[added:], _enough(cost)):
                    best = (lost, added)
        return best

    def _from_afar(self, index: int) -> tuple[int, int]:
        """Return the next passage that begins anywhere further on in the file, and where; the ends where none does."""
        if self.starts is None:
            self.starts = {}
            for number, passage in enumerate(self.expected.passages):
                if len(passage.words) >= _START and not passage.loose:
                    self.starts.setdefault(tuple(passage.words[:_START]), []).append(number)
        file = self.reading.words
        for at in range(self.at, len(file) - _START + 1):
            numbers = self.starts.get(tuple(file[at : at + _START]), ())
            later = next((number for number in numbers if number > index), None)
            if later is not None:
                return later, at
        return len(self.expected.passages), len(file)

    def _note(self, lost: list[str], to: int, index: int, word: int) -> None:
        """Note the difference, and go on at `to` in the file; captions among the words that are too many are taken."""
        added: list[str] = []
        at = self.at
        while self.at < to:
            insertion = self._insertion(self.at)
            if insertion and insertion.after <= to:
                self._take(insertion)
            elif self.at in self.optional_ends:
                self.at = self.optional_ends[self.at]
            else:
                added.append(self.reading.words[self.at])
                self.at += 1
        if lost or added:
            self.result.differences.append(Difference(tuple(lost), tuple(added), index, word, at))

    def _end(self) -> None:
        """Note what the file says after the last passage, and the loose passages that never came."""
        last = len(self.expected.passages)
        self._note([], len(self.reading.words), last, 0)
        for index, passage in enumerate(self.expected.passages):
            if passage.loose and passage.required and index not in self.done:
                before = next((i for i in range(index - 1, -1, -1) if i in self.result.found), None)
                runs = self.result.found[before] if before is not None else [(0, 0, 0)]
                at = runs[-1][1] + runs[-1][2] if runs else 0
                self.result.differences.append(Difference(tuple(passage.words), (), index, 0, at))


def _enough(cost: int) -> int:
    """Return how many words must agree after a difference of `cost` words: phrases come again by chance."""
    return _GRAM if cost <= 8 else 6 if cost <= 60 else 12


def _agree(one: list[str], other: list[str], count: int) -> bool:
    """Return whether both begin with the same `count` words, or with the same words to their ends."""
    count = min(count, max(len(one), len(other)))
    return one[:count] == other[:count]
