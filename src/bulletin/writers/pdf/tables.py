"""A table → slugs: one a row, cells ragged, a rule under each row, the head in bold.

Columns share the measure by what their longest cells need. The heads stand again wherever the table goes on. A table
too broad for a column is set across the page; one too broad for the page has its words cut, and one of more columns
than the page has room for is cut upright into parts that stand below one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model import Inlines, Strong, Table
from bulletin.notices import Notice
from bulletin.writers.pdf.marks import Mark, RuleMark, Slug, TextLine, TextMark, joined
from bulletin.writers.pdf.setter import Setter

_PADDING = 3.0  # points, left and right of a cell and above and below its text
_ABOVE, _BELOW = 4.0, 8.0  # points, around a table
_NARROWEST = 1.3  # em of a cell's text: one letter fits, whichever it is
_TALLEST_ROW = 0.5  # of the type area: a taller row is cut between its lines
_STEP = 4  # lines of such a row that stay together
_TALLEST_HEAD = 0.2  # taller heads are not repeated
_FLOATING = 0.5  # a table across the page that is no higher stands where a figure would

_Rows = list[list[Inlines]]


@dataclass(frozen=True, slots=True)
class _Needs:
    """What each column needs for its longest word, and for its longest cell on one line; in points."""

    least: list[float]
    wanted: list[float]


def table_to_slugs(table: Table, setter: Setter) -> list[Slug]:
    """Return the rows as slugs, in the layout's column or across all of them."""
    heads = [[_bold(cell) for cell in row] for row in table.rows[: table.header_rows]]
    rows = [*heads, *(list(row) for row in table.rows[table.header_rows :])]
    needs = _needs(rows, setter)
    layout = setter.layout
    wide = layout.grid.columns > 1 and sum(needs.least) > layout.column_width
    width = layout.type_width if wide else layout.column_width
    slugs: list[Slug] = []
    for first, last in _parts(needs, setter, width):
        part = _Needs(needs.least[first:last], needs.wanted[first:last])
        widths = _shared(part, setter, width)
        slugs += _part([row[first:last] for row in rows], len(heads), setter, widths)
    if wide and sum(slug.height for slug in slugs) <= layout.type_height * _FLOATING:
        return [joined(slugs)._replace(wide=True, floats=True)]
    return [slug._replace(wide=True) for slug in slugs] if wide else slugs


def _bold(cell: Inlines) -> Inlines:
    return (Strong(cell),) if cell else cell


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────


def _needs(rows: _Rows, setter: Setter) -> _Needs:
    count, space = max(len(row) for row in rows), setter.style("table").space
    least, wanted = [0.0] * count, [1.0] * count
    for row in rows:
        for column, cell in enumerate(row):
            for words, _ in setter.passages(cell, "table"):
                least[column] = max(least[column], max(word.width for word in words) + 2 * _PADDING)
                line = sum(word.width for word in words) + (len(words) - 1) * space
                wanted[column] = max(wanted[column], line + 2 * _PADDING)
    return _Needs(least, wanted)


def _parts(needs: _Needs, setter: Setter, width: float) -> list[tuple[int, int]]:
    """Return the first and the last column (and one) of each part that the width has room for."""
    count = len(needs.least)
    most = max(1, int(width / _narrowest(setter)))
    if count <= most:
        return [(0, count)]
    parts = -(-count // most)
    problem = f"bảng trong {setter.where.what} có {count} cột, nhiều hơn bề ngang trang: cắt dọc thành {parts} phần"
    hint = "các phần đứng dưới nhau; bớt cột, hoặc chia thành nhiều bảng"
    setter.fonts.report.add(Notice("table-split", problem, setter.where.place, hint))
    each = -(-count // parts)
    return [(first, min(first + each, count)) for first in range(0, count, each)]


def _narrowest(setter: Setter) -> float:
    return 2 * _PADDING + _NARROWEST * setter.style("table").ink.size


def _shared(needs: _Needs, setter: Setter, width: float) -> list[float]:
    """Share the width: to every column its longest word, then what its cells lack to stand on one line."""
    spare = width - sum(needs.least)
    if spare <= 0:  # longest words do not fit beside one another: all columns are squeezed alike
        problem = f"bảng trong {setter.where.what} rộng hơn cột: có chữ, có số bị ngắt giữa chừng"
        hint = "bớt cột của bảng, hoặc dùng bố cục ít cột hơn"
        setter.fonts.report.add(Notice("table-squeezed", problem, setter.where.place, hint))
        narrowest = _narrowest(setter)
        beyond = [max(0.0, need - narrowest) for need in needs.least]
        spare = width - narrowest * len(beyond)
        return [narrowest + spare * part / (sum(beyond) or 1.0) for part in beyond]
    hunger = [max(0.0, want - need) for want, need in zip(needs.wanted, needs.least, strict=True)]
    filled = min(1.0, spare / (sum(hunger) or 1.0))
    over = (spare - filled * sum(hunger)) / len(hunger)  # where every cell has its one line
    return [need + filled * part + over for need, part in zip(needs.least, hunger, strict=True)]


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _part(rows: _Rows, heads: int, setter: Setter, widths: list[float]) -> list[Slug]:
    """Return the rows of a table, or of a part of one; its heads keep with the first row below them."""
    with setter.tags.inside("Table"):
        pieces = [_row(row, setter, widths, "TH" if index < heads else "TD") for index, row in enumerate(rows)]
    for row in pieces[:heads]:
        row[-1] = row[-1]._replace(keeps=True)
    low = setter.layout.type_height * _TALLEST_HEAD
    body = pieces[heads:]
    for row in (body[0], body[-2]) if len(body) > 2 else body[:-1]:  # no row stands alone, where rows are low
        if len(row) == 1 and row[0].height <= low:
            row[0] = row[0]._replace(keeps=True)
    above = [slug for row in pieces[:heads] for slug in row]
    repeats = above and body and sum(slug.height for slug in above) <= low
    head = joined(above) if repeats else None
    slugs = [*above, *(slug._replace(head=head) for row in body for slug in row)]
    first = slugs[0]
    marks = tuple(mark._replace(y=mark.y + _ABOVE) for mark in first.marks)
    slugs[0] = first._replace(height=first.height + _ABOVE, marks=marks, skip=_ABOVE)
    slugs[-1] = slugs[-1]._replace(height=slugs[-1].height + _BELOW)
    return slugs


def _row(row: list[Inlines], setter: Setter, widths: list[float], tag: str) -> list[Slug]:
    """Return a row as one slug, or a few lines in each, where it is taller than half a page."""
    style = setter.style("table")
    row = [*row, *[()] * (len(widths) - len(row))]
    with setter.tags.inside("TR"):
        cells = [_cell_lines(cell, setter, width, tag) for cell, width in zip(row, widths, strict=True)]
    count = max(1, max((len(lines) for lines in cells), default=1))
    whole = count * style.leading <= setter.layout.type_height * _TALLEST_ROW
    step = count if whole else _STEP
    slugs = []
    for first in range(0, count, step):
        last = min(first + step, count)
        above, below = _PADDING if first == 0 else 0.0, _PADDING if last == count else 0.0
        marks = _row_marks([lines[first:last] for lines in cells], setter, widths, above)
        height = above + (last - first) * style.leading + below
        stroke = setter.layout.furniture.table_rule
        if last == count and stroke.thickness.points():
            colour = setter.layout.colours[stroke.colour]
            marks.append(RuleMark(0.0, height, sum(widths), stroke.thickness.points(), colour))
        slugs.append(Slug(height, tuple(marks), keeps=last == count - 1, loose=True))
    return slugs


def _cell_lines(cell: Inlines, setter: Setter, width: float, tag: str) -> list[TextLine]:
    lines: list[TextLine] = []
    with setter.tags.inside(tag) as element:
        if tag == "TH":
            element.attributes = "<</O/Table/Scope/Column>>"
        for passage in setter.passages(cell, "table"):
            lines += setter.lines(passage, "table", width - 2 * _PADDING)
    return lines


def _row_marks(cells: list[list[TextLine]], setter: Setter, widths: list[float], above: float) -> list[Mark]:
    """Return the marks cell by cell: the order in which a row is read."""
    style = setter.style("table")
    marks: list[Mark] = []
    left = 0.0
    for lines, width in zip(cells, widths, strict=False):
        for index, line in enumerate(lines):
            marks.append(TextMark(left + _PADDING, above + index * style.leading + style.baseline, line))
        left += width
    return marks
