"""A table → slugs: one a row, cells ragged, a rule under each row, the head in bold.

Columns share the measure by what their longest cells need. Heads are not repeated on a further page.
"""

from __future__ import annotations

from bulletin.model import Inlines, Strong, Table
from bulletin.notices import Notice
from bulletin.writers.pdf.marks import Mark, RuleMark, Slug, TextLine, TextMark
from bulletin.writers.pdf.setter import Setter

_PADDING = 3.0  # points, left and right of a cell and above and below its text


def table_to_slugs(table: Table, setter: Setter, width: float) -> list[Slug]:
    """Return the rows as slugs; the head keeps with the first row below it."""
    with setter.tags.inside("Table"):
        return _table_to_slugs(table, setter, width)


def _table_to_slugs(table: Table, setter: Setter, width: float) -> list[Slug]:
    heads = [[_bold(cell) for cell in row] for row in table.rows[: table.header_rows]]
    rows = [*heads, *(list(row) for row in table.rows[table.header_rows :])]
    widths = _column_widths(rows, setter, width)
    slugs = [_row(row, setter, widths, keeps=index < table.header_rows) for index, row in enumerate(rows)]
    return [piece for slug in slugs for piece in slug]


def _bold(cell: Inlines) -> Inlines:
    return (Strong(cell),) if cell else cell


def _column_widths(rows: list[list[Inlines]], setter: Setter, width: float) -> list[float]:
    """Share the width: every column its longest word, the rest by what the cells would need on one line."""
    count = max(len(row) for row in rows)
    least, wanted = [0.0] * count, [1.0] * count
    for row in rows:
        for column, cell in enumerate(row):
            for words in setter.paragraphs(cell, "table"):
                least[column] = max(least[column], max(word.width for word in words) + 2 * _PADDING)
                wanted[column] = max(wanted[column], sum(word.width for word in words) + 2 * _PADDING)
    spare = width - sum(least)
    if spare <= 0:  # longest words do not fit beside one another: all columns are squeezed alike
        problem = f"bảng trong {setter.where.what} rộng hơn cột: có chữ, có số bị ngắt giữa chừng"
        hint = "bớt cột của bảng, hoặc dùng bố cục ít cột hơn"
        setter.fonts.report.add(Notice("table-squeezed", problem, setter.where.place, hint))
        return [width * part / sum(least) for part in least]
    hunger = [max(0.0, want - need) for want, need in zip(wanted, least, strict=True)]
    total = sum(hunger) or 1.0
    return [need + spare * part / total for need, part in zip(least, hunger, strict=True)]


def _row(row: list[Inlines], setter: Setter, widths: list[float], *, keeps: bool) -> list[Slug]:
    """Return a row as one slug; a row taller than half a page is cut between its lines."""
    style = setter.style("table")
    cells = [_cell_lines(cell, setter, width) for cell, width in zip(row, widths, strict=False)]
    height = max((len(lines) for lines in cells), default=1)
    most = max(1, int(setter.layout.type_height * 0.5 / style.leading))
    slugs = []
    for first in range(0, max(height, 1), most):
        shown = min(most, max(height, 1) - first)
        last = first + shown >= height
        marks = _row_marks([lines[first : first + shown] for lines in cells], setter, widths)
        below = _PADDING if last else 0.0
        total = _PADDING + shown * style.leading + below
        if last:
            stroke = setter.layout.furniture.table_rule
            if stroke.thickness.points():
                colour = setter.layout.colours[stroke.colour]
                marks.append(RuleMark(0.0, total, sum(widths), stroke.thickness.points(), colour))
        slugs.append(Slug(total, tuple(marks), keeps=keeps or not last))
    return slugs


def _cell_lines(cell: Inlines, setter: Setter, width: float) -> list[TextLine]:
    lines: list[TextLine] = []
    for words in setter.paragraphs(cell, "table"):
        lines += setter.lines(words, "table", max(width - 2 * _PADDING, 8.0))
    return lines


def _row_marks(cells: list[list[TextLine]], setter: Setter, widths: list[float]) -> list[Mark]:
    """Return the marks cell by cell: the order in which a row is read."""
    style = setter.style("table")
    marks: list[Mark] = []
    left = 0.0
    for lines, width in zip(cells, widths, strict=False):
        for index, line in enumerate(lines):
            marks.append(TextMark(left + _PADDING, _PADDING + index * style.leading + style.baseline, line))
        left += width
    return marks
