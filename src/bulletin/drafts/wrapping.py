"""Rows of a text → its lines: rows that a mail program or an editor broke at a fixed column are joined again.

A text is wrapped where its rows fill one width between 50 and 110 columns and sentences run on from row to row. Then a
full row and the one right below it are one line, unless that one opens an item, or stands indented as a paragraph does.
In any other text rows are joined only where a sentence surely runs on: a small letter below a long row without an end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bulletin.text.edits import Edit

_NARROWEST, _WIDEST = 50, 110
_SHORTEST_BROKEN = 40
_SLACK = 14  # the longest syllable, and a wrapper that is not greedy
_FEWEST_RUNS, _FEWEST_ROWS = 2, 5  # so many sentences must run on over a row's end, in so many rows
_LABEL = re.compile(r"[\d/:., -]+$|[A-ZĐ]\w*(?: \w+){0,2}:\s")  # a stamp, or "Người gửi: …"
_ITEM = re.compile(r"[-–+•*●>]\s|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)[.)]\s")


class Row(NamedTuple):
    """A row of the decoded text with something in it; `number` counts from 1, `blank` the blank rows above it."""

    number: int
    start: int
    raw: str
    blank: int
    text: str  # normalised
    edits: tuple[Edit, ...]
    is_doubtful: bool = False  # it may be in an old encoding


def join_rows(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows in groups, each one line of the text."""
    width = wrap_width(rows)
    lines: list[list[Row]] = []
    for row in rows:
        above = lines[-1][-1] if lines else None
        if above is None:
            lines.append([row])
        elif (width is not None and _continues(above, row, width)) or _goes_on(above, row):
            lines[-1].append(row)
        else:
            lines.append([row])
    return lines


def wrap_width(rows: Sequence[Row]) -> int | None:
    """Return the columns at which the text is wrapped, or None for a text that is not."""
    lengths = sorted(len(row.text) for row in rows)
    usual = [length for length in lengths if length <= _WIDEST]
    if len(usual) < _FEWEST_ROWS or (sum(lengths) - sum(usual)) * 10 > sum(lengths):
        return None
    width = usual[-1]
    if width < _NARROWEST:
        return None
    full = [(one, two) for one, two in pairwise(rows) if _is_full(one, width) and not two.blank]
    runs = sum(1 for one, two in full if _runs_on(one.text, two.text))
    return width if runs >= _FEWEST_RUNS and runs * 2 >= len(full) else None


def _goes_on(above: Row, row: Row) -> bool:
    return not row.blank and _SHORTEST_BROKEN <= len(above.text) <= _WIDEST and _runs_on(above.text, row.text)


def _continues(above: Row, row: Row, width: int) -> bool:
    if row.blank or not row.text or not _is_full(above, width) or _ITEM.match(row.text) or _LABEL.match(row.text):
        return False
    return _indent(row) <= _indent(above) or _runs_on(above.text, row.text)


def _is_full(row: Row, width: int) -> bool:
    return width - _SLACK <= len(row.text) <= width


def _indent(row: Row) -> int:
    return len(row.raw) - len(row.raw.lstrip())


def _runs_on(above: str, below: str) -> bool:
    """Whether a sentence surely runs on from one row to the next."""
    if above.endswith((".", "!", "?", ":", ";", "…", "”", '"')) or not below[:1].islower():
        return False
    return not _NO_WORDS.match(below)


# What opens in a small letter and is no middle of a sentence: "a)Tại …", a file, an address.
_NO_WORDS = re.compile(r"[a-zđ][.)]|\S+\.\w{2,5}$|(?:https?|www)\b|\S+@\S+$|spot_img$")
