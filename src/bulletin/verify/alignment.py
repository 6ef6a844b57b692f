"""What an output must say, and what it says → where the two differ, and which words of the file are which passage's.

The two are walked side by side, once. Where they part, the words of the file are first held against what may stand in
between (a picture's caption that floats, the head of a table on its further page, a page's furniture); only then is it
a difference, and the nearest place is looked for from which they agree again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, takewhile

from bulletin.verify.differences import Difference, settled
from bulletin.verify.expectation import Expected, Passage
from bulletin.verify.loose import LoosePassages
from bulletin.verify.outcome import Alignment
from bulletin.verify.reading import Reading
from bulletin.verify.rejoining import by_start, together_again
from bulletin.verify.rows import columns_of, heads_of, orders, read_slices, row_around, words_in_order
from bulletin.verify.stretches import Follower, Stretch

_GRAM = 3  # words by which a loose passage is told
_WINDOW = 400  # words in which this is looked for first
_START = 4  # words of a passage by which it is found from afar
_MOST_DIFFERENCES = 60
_FURTHEST_BACK = 24  # words taken for the text's own before something in between is known for what it is
_DOTS = ".…·"
_PLACE = re.compile(r"[\d–•]+,?")  # "3–5,"
_BETWEEN_PLACES = re.compile(",")  # what Word fills in is not read


def align(expected: Expected, reading: Reading) -> Alignment:
    """Return how the file's words follow the model's."""
    walk = _Walk(expected, reading)
    walk.run()
    result, origin = walk.result, walk.origin
    result.found = {origin[place]: runs for place, runs in result.found.items()}
    moved = [replace(each, passage=origin[each.passage]) for each in result.differences]
    result.differences = settled(moved, expected.passages)
    return result


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Words that may stand in between, up to before `after`: a loose passage, or a line that comes again."""

    after: int
    passage: int | None = None
    runs: list[Stretch] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    expected: Expected
    reading: Reading
    passages: list[Passage] = field(default_factory=list)  # in the order in which they are looked for
    origin: list[int] = field(default_factory=list)  # which one each is of the expected, the end counted
    result: Alignment = field(default_factory=Alignment)
    at: int = 0  # the file's next word
    loose: LoosePassages = field(init=False)  # that may yet come
    done: set[int] = field(default_factory=set)
    # (passage, word, word of the file, how many, the file's word behind them)
    trail: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    tables: dict[int, tuple[int, int]] = field(default_factory=dict)  # the first passage of each, and the one behind
    table: int | None = None
    heads: list[list[str]] = field(default_factory=list)  # of the table in hand, or of the last one: may come again
    part: int = 0  # columns in each part of it
    sliced: int = -1  # the row that was last looked for in slices, by its first passage
    group: int = -1
    opened: set[int] = field(default_factory=set)
    starts: dict[tuple[str, ...], list[int]] | None = None
    by_group: dict[int, list[int]] = field(default_factory=dict)
    following: dict[int, int] = field(default_factory=dict)
    strict_after: list[int] = field(default_factory=list)  # by passage, the next one that is strict
    follower: Follower = field(init=False)

    def __post_init__(self) -> None:
        self.passages = list(self.expected.passages)
        self.origin = list(range(len(self.passages) + 1))
        order: list[int] = []
        for index, passage in enumerate(self.passages):
            if passage.loose:
                self.by_group.setdefault(passage.group, []).append(index)
            if passage.cell:
                first, _ = self.tables.get(passage.cell.table, (index, index))
                self.tables[passage.cell.table] = first, index + 1
            if not order or order[-1] != passage.group:
                order.append(passage.group)
        self.following = dict(pairwise(order))
        after = len(self.passages)
        self.strict_after = [after] * after
        for index in reversed(range(after)):
            self.strict_after[index] = after
            after = after if self.passages[index].loose else index
        self.follower = Follower(self.reading)
        self.loose = LoosePassages(self.follower)

    # ── the walk ─────────────────────────────────────────────────────────────────────────────────────────────

    def run(self) -> None:
        passages = self.passages
        index, word = 0, 0
        while index < len(passages):
            self._open(passages[index].group)
            self._enter(index)
            passage = passages[index]
            if passage.loose and word == 0 and (index in self.done or not self._stands_here(index)):
                index += 1
                continue
            word = self._match(index, word)
            if word == len(passage.words):
                if passage.loose:
                    self._take(_Insertion(self.at, index, self.result.found[index]))
                self._pass_number(passage, index)
                self._pass_places(passage, index)
                index, word = index + 1, 0
                continue
            onwards = self._pass_insertion(index, word) or self._pass_slices(index)
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
        words = self.passages[index].words
        reached, _, _ = self.follower.run(words, 0, self.at)
        if reached == len(words):
            return True
        is_likely = reached >= _GRAM or (reached > 0 and 2 * reached >= len(words))
        return is_likely and self._insertion(self.at) is None and not self._text_goes_further(index, reached)

    def _text_goes_further(self, index: int, words: int) -> bool:
        """Return whether more of the text behind a loose passage stands at the file's next word than so many words."""
        after = self.strict_after[index]
        coming = islice(self._coming(after, 0), words + 1)
        want = [self.passages[number].words[place] for number, place in coming]
        return len(want) > words and self.follower.run(want, 0, self.at)[0] == len(want)

    def _open(self, group: int) -> None:
        """Let the loose passages of a group come, and of the one after it: a picture may float above its article."""
        if group == self.group:
            return
        self.group, self.heads = group, []
        for number in (group, self.following.get(group, -1)):
            if number not in self.opened:
                self.opened.add(number)
                for index in self.by_group.get(number, ()):
                    self.loose.add(self.passages[index].words, index)

    def _match(self, index: int, word: int) -> int:
        """Go on as long as the file's words are the passage's; return the passage's next word."""
        words = self.passages[index].words
        word, self.at, runs = self.follower.run(words, word, self.at)
        if runs:
            self.result.found.setdefault(index, []).extend(run[:3] for run in runs)
            self.trail += [(index, *run) for run in runs]
        return word

    # ── what may stand in between ────────────────────────────────────────────────────────────────────────────

    def _insertion(self, at: int) -> _Insertion | None:
        """Return what there is at `at`, or behind the furniture that stands there, that may stand in between."""
        return next((found for found in map(self._insertion_at, self.follower.places(at)) if found), None)

    def _insertion_at(self, at: int) -> _Insertion | None:
        found = self.loose.find(at)
        if found:
            return _Insertion(*found)
        for head in self.heads if self.reading.is_laid_out else ():
            reached, after, _ = self.follower.run(head, 0, at)
            if reached == len(head):
                return _Insertion(after)
        return None

    def _after_insertion(self, at: int) -> int | None:
        insertion = self._insertion(at)
        return insertion.after if insertion else None

    def _take(self, insertion: _Insertion) -> None:
        self.at = insertion.after
        index = insertion.passage
        if index is not None and index not in self.done:
            self.done.add(index)
            self.loose.remove(self.passages[index].words, index)
            self.result.found[index] = insertion.runs

    def _pass_insertion(self, index: int, word: int) -> tuple[int, int] | None:
        """Pass over what may stand in between, here or a few words back, where words are the same by chance.

        Return the passage and the word from which to read on, or None where nothing of the kind is there.
        """
        within = self.reading.is_laid_out
        insertion = self._insertion(self.at) if within or word == 0 else None
        if insertion:
            self._take(insertion)
            return index, word
        at, furthest = self.at, max([_FURTHEST_BACK, *(2 * len(head) for head in self.heads)])
        gone = 0  # words of passages
        for number, start, first, count, after in reversed(self.trail[-furthest:]):
            if after != at or gone >= furthest:
                break
            for back in range(1, count + 1) if after - first == count else [1]:
                here = after - back if after - first == count else first
                place = start + count - back
                insertion = self._insertion(here) if within or place == 0 else None
                if insertion and self._goes_on(insertion, number, place):
                    self._forget(here)
                    self._take(insertion)
                    return number, place
            at, gone = first, gone + count
        return None

    def _goes_on(self, insertion: _Insertion, index: int, word: int) -> bool:
        """Return whether the passage goes on after an insertion, and after others that follow it."""
        coming = islice(self._coming(index, word), _START)
        want = [self.passages[number].words[place] for number, place in coming]
        after = insertion.after
        while self.follower.run(want, 0, after)[0] < len(want):
            following = self._insertion(after)
            if following is None:
                return False
            after = following.after
        return True

    def _forget(self, at: int) -> None:
        """Give back what was taken of the file from `at` on."""
        while self.trail and self.trail[-1][4] > at:
            number, start, first, count, _ = self.trail.pop()
            runs = self.result.found[number]
            runs.remove((start, first, count))
            if first < at:
                runs.append((start, first, at - first))
                self.trail.append((number, start, first, at - first, at))

    def _pass_number(self, passage: Passage, index: int) -> None:
        """Pass over dots and the page number behind an entry of the contents."""
        if not passage.is_numbered:
            return
        file = self.reading.words
        while self.at < len(file) and not file[self.at].strip(_DOTS):
            self.at += 1
        following = self.passages[index + 1].words[:2] if index + 1 < len(self.passages) else []
        number = file[self.at].strip(_DOTS) if self.at < len(file) else ""
        if number.isdecimal() and (file[self.at : self.at + 2] != following or len(following) < 2):
            self.at += 1
            self.result.numbers[index] = int(number)

    def _pass_places(self, passage: Passage, index: int) -> None:
        """Pass over the places behind an entry of the index, "3, 5–7", which may go on over a page's furniture."""
        file = self.reading.words
        place = _BETWEEN_PLACES if self.expected.suffix == ".docx" else _PLACE
        goes_on = bool(passage.mentions)
        while goes_on:
            at = self.follower.places(self.at)[-1]
            if at >= len(file) or not place.fullmatch(file[at]):
                return
            self.at = at + 1
            self.result.places.setdefault(index, []).append(at)
            goes_on = file[at].endswith(",")

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self, index: int) -> None:
        """Where a table begins, see how it is cut into parts, and put its cells in their order."""
        cell = self.passages[index].cell
        if cell is None or cell.table == self.table:
            return
        self.table = cell.table
        first, last = self.tables[cell.table]
        cells = [(each.cell, each) for each in self.passages[first:last] if each.cell]
        head_rows = self.expected.head_rows[cell.table]
        self.part = columns_of(cells)
        self.heads = heads_of(cells, self.part, head_rows)
        if index != first or not self.reading.cuts_words:
            return
        words, best, chosen = sum(len(each.words) for _, each in cells), -1, (self.part, self.heads, cells)
        for part, ordered in orders(cells):
            self.heads = heads_of(cells, part, head_rows)
            reach = words_in_order(ordered, self.at, self.follower, self._after_insertion)
            if reach > best:
                best, chosen = reach, (part, self.heads, ordered)
            if reach == words:
                break
        self.part, self.heads, ordered = chosen
        origin = {cell: first + place for place, (cell, _) in enumerate(cells)}
        self.origin[first:last] = [origin[cell] for cell, _ in ordered]
        self.passages[first:last] = [each for _, each in ordered]
        self.starts = None

    def _pass_slices(self, index: int) -> tuple[int, int] | None:
        """Read a row whose cells stand a few lines of each in turn; return from where to read on, or None.

        A tall row is cut between its lines, so that it can go on on the next page: the tags keep its cells whole, a
        page shows them as they are cut.
        """
        if not self.reading.is_laid_out or self.passages[index].cell is None:
            return None
        first, last = row_around(self.passages, self.part, index)
        runs = self.result.found.get(first)
        if self.sliced == first or last - first < 2 or not (runs or index == first):
            return None
        self.sliced = first
        start = min(at for _, at, _ in runs) if runs else self.at
        insertions: list[_Insertion] = []

        def after_insertion(at: int) -> int | None:
            insertion = self._insertion(at)
            if insertion is None or insertion.passage in {each.passage for each in insertions} - {None}:
                return None
            insertions.append(insertion)
            return insertion.after

        cells = [passage.words for passage in self.passages[first:last]]
        found = read_slices(cells, start, self.follower, after_insertion)
        if found is None:
            return None
        self._forget(start)
        for insertion in insertions:
            self._take(insertion)
        self.at = found[0]
        self.result.found.update(zip(range(first, last), found[1], strict=True))
        return last, 0

    # ── differences ──────────────────────────────────────────────────────────────────────────────────────────

    def _coming(self, index: int, word: int) -> Iterator[tuple[int, int]]:
        """Yield the strict words from here on, each as (passage, word)."""
        for number in range(index, len(self.passages)):
            passage = self.passages[number]
            if number == index or not passage.loose:
                for place in range(word if number == index else 0, len(passage.words)):
                    yield number, place

    def _differ(self, index: int, word: int) -> tuple[int, int]:
        """Note a difference; return the passage and the word from which the two agree again."""
        passages = self.passages
        near = list(islice(self._coming(index, word), _WINDOW))
        wanted = [passages[number].words[place] for number, place in near]
        together = together_again(wanted, self.reading.words[self.at : self.at + _WINDOW])
        if together:
            lost, added = together
            self._note(wanted[:lost], self.at + added, index, word)
            return near[lost] if lost < len(near) else (len(passages), 0)
        to, at = self._from_afar(index)
        coming = takewhile(lambda one: one[0] < to, self._coming(index, word))
        self._note([passages[number].words[place] for number, place in coming], at, index, word)
        return to, 0

    def _from_afar(self, index: int) -> tuple[int, int]:
        """Return the next passage that begins anywhere further on in the file, and where; the ends where none does."""
        if self.starts is None:
            self.starts = by_start(self.passages, _START)
        file = self.reading.words
        for at in range(self.at, len(file) - _START + 1):
            numbers = self.starts.get(tuple(file[at : at + _START]), ())
            later = next((number for number in numbers if number > index), None)
            if later is not None:
                return later, at
        return len(self.passages), len(file)

    def _note(self, lost: list[str], to: int, index: int, word: int) -> None:
        """Note the difference, and go on at `to` in the file; captions among the words that are too many are taken."""
        added: list[str] = []
        at = self.at
        while self.at < to:
            insertion = self._insertion(self.at)
            if insertion and insertion.after <= to:
                self._take(insertion)
            elif self.at in self.follower.furniture:
                self.at = self.follower.furniture[self.at]
            else:
                added.append(self.reading.words[self.at])
                self.at += 1
        if lost or added:
            self.result.differences.append(Difference(tuple(lost), tuple(added), index, word, at))

    def _end(self) -> None:
        """Note what the file says after the last passage, and the loose passages that never came."""
        self._note([], len(self.reading.words), len(self.passages), 0)
        at = 0
        for index, passage in enumerate(self.passages):
            runs = self.result.found.get(index)
            if passage.loose and passage.required and index not in self.done:
                self.result.differences.append(Difference(tuple(passage.words), (), index, 0, at))
            elif runs:
                at = runs[-1][1] + runs[-1][2]
