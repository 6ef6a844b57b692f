"""Tables → Word tables: heads repeated on every page, rows whole, hairlines from the table's style."""

from __future__ import annotations

from itertools import zip_longest

from bulletin.model import Inlines, Table
from bulletin.walk import plain_text
from bulletin.writers.docx import wordml
from bulletin.writers.docx.inlines import Voice, inlines_to_runs
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.wordml import Element, child, twips

_PADDING = 6.0  # points: the white at the left and right of a cell, as the table's style says
_LETTER = 0.56  # em: what a letter takes on average; Word measures again where an editor asks for it


def table_to_rows(table: Table, story: Story) -> list[Element]:
    """Add a table and return the first and the last of its paragraphs that a bookmark may hold.

    The paragraph after it parts it from a table that follows: Word would make one of the two.
    """
    widths = _column_widths(table, story)
    node = child(story.body, "tbl")
    look = child(node, "tblPr")
    child(look, "tblStyle", val="BulletinTable")
    child(look, "tblW", w=sum(widths), type="dxa")
    child(look, "tblLayout", type="fixed")
    child(
        look,
        "tblLook",
        firstRow=int(table.header_rows > 0),
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    grid = child(node, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=width)
    for index, row in enumerate(table.rows):
        _add_row(node, row, widths, story, is_head=index < table.header_rows)
    after = story.paragraph("Spacer")
    first = node.find(f".//{wordml.PARAGRAPH}")
    return [after] if first is None else [first]


def _add_row(table: Element, row: tuple[Inlines, ...], widths: list[int], story: Story, *, is_head: bool) -> None:
    node = child(table, "tr")
    look = child(node, "trPr")
    child(look, "cantSplit")
    if is_head:
        child(look, "tblHeader")
    role = story.layout.styles.table
    for cell, width in zip_longest(row, widths, fillvalue=()):
        holder = child(node, "tc")
        child(child(holder, "tcPr"), "tcW", w=width or 0, type="dxa")
        content = wordml.paragraph(holder, "TableHead" if is_head else "TableText")
        inlines_to_runs(cell, content, Voice(role), story)


def _column_widths(table: Table, story: Story) -> list[int]:
    """Share the column's width, in twips: each its longest word, the rest by what the cells want on one line."""
    width = story.layout.column_width
    letter = story.layout.styles.table.size.points() * _LETTER
    count = max(1, *(len(row) for row in table.rows))
    least, wanted = [_PADDING] * count, [_PADDING] * count
    for row in table.rows:
        for column, cell in enumerate(row):
            text = plain_text(cell)
            longest = max((len(word) for word in text.split()), default=1)
            least[column] = max(least[column], longest * letter + _PADDING)
            wanted[column] = max(wanted[column], len(text) * letter + _PADDING)
    spare = width - sum(least)
    if spare <= 0:  # longest words do not fit beside one another: all columns are squeezed alike
        return [twips(width * part / sum(least)) for part in least]
    hunger = [want - need for want, need in zip(wanted, least, strict=True)]
    total = sum(hunger)
    shares = [part / total for part in hunger] if total else [1 / count] * count
    return [twips(need + spare * share) for need, share in zip(least, shares, strict=True)]
