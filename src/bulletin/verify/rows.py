"""The cells of a table → the ways in which a PDF may lay them out: in parts below one another, and rows in slices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bulletin.verify.expectation import Cell, Passage
from bulletin.verify.stretches import Follower, Stretch

_LEAST_LINES = 4  # of each cell of a row that is cut between its lines, where the cell has so many left
_LEAST_ROW = 10  # lines of such a row: lower ones are never cut

InCell = tuple[Cell, Passage]


def heads_of(cells: list[InCell], part: int, rows: int) -> list[list[str]]:
    """Return the words of each of the first `rows` rows, in each part of so many columns."""
    heads: dict[tuple[int, int], list[str]] = {}
    for cell, passage in cells:
        if cell.row < rows:
            heads.setdefault((cell.column // part, cell.row), []).extend(passage.words)
    return list(heads.values())


def orders(cells: list[InCell]) -> Iterator[tuple[int, list[InCell]]]:
    """Yield how many columns each part of a table may have, with the cells part by part; first the table in one."""
    for part in parts_of(columns_of(cells)):
        yield part, sorted(cells, key=lambda each: (each[0].column // part, each[0].row, each[0].column))


def parts_of(columns: int) -> list[int]:
    """Return how many columns each part of a table of so many may have, all of them first."""
    return list(dict.fromkeys(-(-columns // parts) for parts in range(1, columns + 1)))


def columns_of(cells: list[InCell]) -> int:
    return 1 + max(cell.column for cell, _ in cells)


def words_in_order(
    cells: list[InCell], at: int, follower: Follower, after_insertion: Callable[[int], int | None]
) -> int:
    """Return how many words follow one another in the file, from `at` on, as they do in these cells."""
    reach = 0
    for _, passage in cells:
        word = 0
        while True:
            before = word
            word, at, _ = follower.run(passage.words, word, at)
            reach += word - before
            if word == len(passage.words):
                break
            after = after_insertion(at)
            if after is None:
                return reach
            at = after
    return reach


def row_around(passages: list[Passage], part: int, index: int) -> tuple[int, int]:
    """Return the first passage of a cell's row, in its part of the table, and the one behind the last."""

    def row(place: int) -> tuple[int, int, int] | None:
        cell = passages[place].cell if 0 <= place < len(passages) else None
        return (cell.table, cell.row, cell.column // part) if cell else None

    first, last, own = index, index + 1, row(index)
    while row(first - 1) == own:
        first -= 1
    while row(last) == own:
        last += 1
    return first, last


@dataclass(slots=True)
class _Slicing:
    """A cell that is read a few lines at a time."""

    words: list[str]
    word: int = 0  # the next one, of which so many letters are read
    letters: int = 0
    taken: int = 0  # words of the file
    found: list[Stretch] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.word < len(self.words)

    def take(self, piece: str, at: int) -> bool:
        """Take the file's word `at` where it is the cell's next word, or the next letters of it."""
        if not self.is_open or not self.words[self.word].startswith(piece, self.letters):
            return False
        if not self.letters:
            self.found.append((self.word, at, 1))
        self.letters += len(piece)
        self.taken += 1
        if self.letters == len(self.words[self.word]):
            self.word, self.letters = self.word + 1, 0
        return True


def read_slices(
    cells: list[list[str]], at: int, follower: Follower, after_insertion: Callable[[int], int | None]
) -> tuple[int, list[list[Stretch]]] | None:
    """Return the file's word behind a row whose cells stand a few lines of each in turn, and each cell's stretches.

    `after_insertion` returns the place behind what may stand in between. None where the row does not stand so.
    """
    file = follower.reading.words
    slices = [_Slicing(words) for words in cells]
    while any(cell.is_open for cell in slices):
        for cell in [cell for cell in slices if cell.is_open]:
            before = cell.taken
            while True:
                at = follower.furniture.get(at, at)
                if at < len(file) and cell.take(file[at], at):
                    at += 1
                    continue
                after = after_insertion(at) if cell.taken == before else None
                if after is None:
                    break
                at = after
            if cell.taken - before < (_LEAST_LINES if cell.is_open else 1):
                return None
    if max(cell.taken for cell in slices) < _LEAST_ROW:
        return None
    return at, [cell.found for cell in slices]
