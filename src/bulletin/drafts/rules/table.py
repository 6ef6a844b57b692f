"""Rows of a table as copying leaves them, with a tab between cells: at least two rows of as many cells each."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.ledger import normalised_offset

NAME = "table-row"

_FEWEST_ROWS = 2
_LONGEST_LINK = 300


def claim(draft: Draft) -> None:
    run: list[Line] = []
    for line in [*draft.lines, None]:
        if line is not None and _is_row(line) and (not run or _cells(line) == _cells(run[0])):
            run.append(line)
            continue
        if len(run) >= _FEWEST_ROWS and any(_DIGIT.search(row.raw) for row in run):  # a menu has no figures
            for row in run:
                _claim_cells(row)
        run = []


_DIGIT = re.compile(r"\d")
_LINK = re.compile(r".{20,}\t\s*[(\[]?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[)\]]?\s*")  # a headline and its date: no table


def _is_row(line: Line) -> bool:
    return line.is_free and "\t" in line.raw.strip() and not (len(line.raw) <= _LONGEST_LINK and _LINK.fullmatch(line.raw))


def _cells(line: Line) -> int:
    return line.raw.strip().count("\t") + 1


def _claim_cells(line: Line) -> None:
    """Claim each cell as a piece of its own; an empty one is nothing but the gap."""
    raw = line.raw.rstrip()
    tabs = [index for index, character in enumerate(raw) if character == "\t" and raw[:index].strip()]
    for tab in tabs:
        end = normalised_offset(line, tab)
        if end > line.free_start and line.text[line.free_start : end].strip():
            line.claim_front(end - line.free_start, Role.TABLE, NAME)
    if not line.is_claimed:
        line.claim(Role.TABLE, NAME)
