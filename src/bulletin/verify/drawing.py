"""Passages found in the order of a PDF's tags → those that its pages draw in another order.

Who reads a page without its tags reads what is drawn first, first. Figures, notes and tables may stand elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from bulletin.verify.expectation import Expected
from bulletin.verify.outcome import Alignment
from bulletin.verify.reading import Reading


def misdrawn(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[int]:
    """Yield the passages that are drawn before what they follow, or whose own words are not drawn in their order."""
    if not reading.drawn:
        return
    latest = -1
    above: dict[tuple[int, int], int] = {}  # (table, column) → the last piece of the cell above
    beside: dict[tuple[int, int], int] = {}  # (table, row) → the first piece of the cell before
    for index, passage in enumerate(expected.passages):
        pieces = list(_pieces(reading, alignment, index))
        if not pieces:
            continue
        is_sound = all(one <= other for one, other in pairwise(pieces))
        if passage.cell:
            column = passage.cell.table, passage.cell.column
            row = passage.cell.table, passage.cell.row
            is_sound = is_sound and pieces[0] >= max(above.get(column, -1), beside.get(row, -1))
            above[column], beside[row] = pieces[-1], pieces[0]
        elif not passage.loose:
            is_sound = is_sound and pieces[0] >= latest
            latest = max(latest, *pieces)
        if not is_sound:
            yield index


def _pieces(reading: Reading, alignment: Alignment, index: int) -> Iterator[int]:
    """Yield which pieces of the pages' content a passage's words are in, in the passage's order."""
    for _, at, count in sorted(alignment.found.get(index, ())):
        first = bisect_right(reading.drawn, at, key=itemgetter(0)) - 1
        last = bisect_left(reading.drawn, at + count, key=itemgetter(0))
        yield from (piece for _, piece in reading.drawn[max(first, 0) : last])
