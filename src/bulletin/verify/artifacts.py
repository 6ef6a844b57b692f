"""Words of pages that no tag has → those that are neither running head nor folio nor the head of a table come again.

Each of a page's running heads and its folio stands once; the head of a table stands again before more of its rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from bulletin.verify.expectation import Expected
from bulletin.verify.outcome import Alignment
from bulletin.verify.reading import Reading, page_station
from bulletin.verify.rows import InCell, columns_of, parts_of


def strange_artifacts(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[tuple[int, list[str]]]:
    """Yield the page and the words of each stretch that is none of them; leaders of dots may stand anywhere."""
    if not reading.artifacts:
        return
    tables = _Tables(expected, reading, alignment)
    running = [[_letters(head) for head in kind] for kind in expected.running]
    page, kinds = 0, running
    for number, words in reading.artifacts:
        if number != page:
            page, kinds = number, [*running, [str(number)]]
        left = _explained(_letters(words), kinds, tables, page)
        if left is None:
            yield page, words
        else:
            kinds = left


def _letters(words: list[str]) -> str:
    """Return the words as letters, since narrow heads break them; without leaders."""
    return "".join(word for word in words if word.strip("."))


def _explained(letters: str, kinds: list[list[str]], tables: _Tables | None, page: int) -> list[list[str]] | None:
    """Return which kinds of running heads may yet come on the page after these letters; None where they are strange."""
    if not letters:
        return kinds
    for place, kind in enumerate(kinds):
        for head in kind:
            if head and letters.startswith(head):
                left = _explained(letters[len(head) :], [*kinds[:place], *kinds[place + 1 :]], tables, page)
                if left is not None:
                    return left
    for head in tables.heads(page) if tables else ():
        if letters.startswith(head):
            left = _explained(letters[len(head) :], kinds, None, page)
            if left is not None:
                return left
    return None


@dataclass(slots=True)
class _Tables:
    """The heads that may stand again on each page: of the tables that have cells there."""

    expected: Expected
    reading: Reading
    alignment: Alignment
    _by_page: dict[str, list[int]] | None = None
    _heads: dict[int, list[str]] = field(default_factory=dict)
    _cells: dict[int, list[InCell]] = field(default_factory=dict)

    def heads(self, page: int) -> Iterator[str]:
        if self._by_page is None:
            self._by_page = self._tables_by_page()
        for table in dict.fromkeys(self._by_page.get(page_station(page), ())):
            yield from self._heads_of(table)

    def _tables_by_page(self) -> dict[str, list[int]]:
        """Return which tables stand on each page: from a table's first word on, up to what follows it."""
        stations = self.reading.stations
        by_page: dict[str, list[int]] = {}
        for table, start, end in self._stretches():
            first = bisect_right(stations, start, key=itemgetter(0)) - 1
            last = bisect_left(stations, end, key=itemgetter(0))
            for _, station in stations[max(first, 0) : last]:
                by_page.setdefault(station, []).append(table)
        return by_page

    def _stretches(self) -> Iterator[tuple[int, int, int]]:
        """Yield each table, its first word of the file and the first one behind it."""
        table, start = None, 0
        for index, passage in enumerate(self.expected.passages):
            here = passage.cell.table if passage.cell else None
            at = self.alignment.file_word(index, 0)
            if at is None or passage.loose or here == table:
                continue
            if table is not None:
                yield table, start, at
            table, start = here, at
        if table is not None:
            yield table, start, len(self.reading.words)

    def _heads_of(self, table: int) -> list[str]:
        """Return the letters of a table's head, as they are in each part into which it may be cut."""
        if table not in self._heads:
            rows = self.expected.head_rows[table]
            cells = self._cells_of(table)
            heads: dict[str, None] = {}
            for part in parts_of(columns_of(cells)):
                letters: dict[int, str] = {}
                for cell, passage in cells:
                    if cell.row < rows:
                        group = cell.column // part
                        letters[group] = letters.get(group, "") + "".join(passage.words)
                heads |= dict.fromkeys(letters.values())
            self._heads[table] = list(heads)
        return self._heads[table]

    def _cells_of(self, table: int) -> list[InCell]:
        if not self._cells:
            for passage in self.expected.passages:
                if passage.cell:
                    self._cells.setdefault(passage.cell.table, []).append((passage.cell, passage))
        return self._cells[table]
