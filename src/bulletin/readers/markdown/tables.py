r"""The lines of a GFM table → its rows of cells, all of them.

markdown-it cuts the cells of a row that go beyond the head; no word may be lost, so the lines are split here again,
by the same rule (GFM 4.10: `\|` is a pipe inside a cell).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIPE = re.compile(r"(?<!\\)\|")


def split_rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number (from 0) and the cells of each row; the line under the head is none."""
    for number, line in enumerate(lines):
        if number != 1 and line.strip():
            yield number, _cells(line.strip())


def _cells(line: str) -> list[str]:
    cells = _PIPE.split(line)
    if cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return [cell.replace("\\|", "|").strip() for cell in cells]
