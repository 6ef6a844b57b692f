"""Rows of a table as copying leaves them, with a tab or an upright stroke between cells: two rows at least, of as many
cells each.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role, Structure
from bulletin.drafts.ledger import normalised_offset

NAME = "table-row"

_FEWEST_ROWS = 2
_LONGEST_LINK = 300
_MOST_CELLS = 50  # more tabs are no row
_STROKES = re.compile(r"[^|]+\S ++\|(?: [^|]*\|)* [^|]*\S\s*")  # cells with a stroke and white space between them
_DIGIT = re.compile(r"\d")
_LINK = re.compile(r".{20,}[\t|]\s*[(\[]?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[)\]]?\s*")  # a headline and its date: no table
# A list whose marks have a tab behind them, and a letter's head ("Kính gửi:	Ban Biên tập").
_ITEM = re.compile(r"\s*+(?:[-–+•*○▪]|\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,4})[.)]|[^\t]{1,40}:)\s*\t")


def claim(draft: Draft) -> None:
    run: list[Line] = []
    for line in [*draft.lines, None]:
        if line is not None and _is_row(line) and (not run or _cells(line) == _cells(run[0])):
            run.append(line)
            continue
        if len(run) >= _FEWEST_ROWS and any(_DIGIT.search(row.raw) for row in run):  # a menu has no figures
            _claim_table(run)
        run = [line] if line is not None and _is_row(line) else []


def _is_row(line: Line) -> bool:
    if not line.is_free or not 2 <= _cells(line) <= _MOST_CELLS or "\n" in line.raw:
        return False
    return not _ITEM.match(line.raw) and not (len(line.raw) <= _LONGEST_LINK and _LINK.fullmatch(line.raw))


def _gap(line: Line) -> str:
    """Return what stands between the cells of a line, or "" where it is no row."""
    if "\t" in line.raw and "\t" in line.raw.strip():
        return "\t"
    return "|" if "|" in line.raw and _STROKES.fullmatch(line.raw) else ""


def _cells(line: Line) -> int:
    """Return how many cells the line has; the first and the last may be empty."""
    gap = _gap(line)
    return line.raw.rstrip(" \r").count(gap) + 1 if gap else 0


def _claim_table(rows: list[Line]) -> None:
    """Claim each cell as a piece of its own. A first row without any figure, above rows with some, is the head."""
    has_head = len(rows) > 1 and not _DIGIT.search(rows[0].raw)
    for number, line in enumerate(rows):
        gap = _gap(line)
        tabs = [index for index, character in enumerate(line.raw) if character == gap]
        for column, tab in enumerate([*tabs, None]):
            end = line.free_end if tab is None else normalised_offset(line, tab)
            cell = line.text[line.free_start : end]
            bare = cell.strip(" |")
            if bare:  # an empty cell is nothing but the gap
                start = cell.index(bare)
                line.claim_front(len(cell), Role.TABLE, NAME, inner=(start, start + len(bare)))
                line.pieces[-1].structure = Structure(-rows[0].number, number, column, is_header=has_head and not number)
