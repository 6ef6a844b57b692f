"""Blocks → lines of Markdown, in the form that `bulletin.dialect` describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bulletin.dialect import (
    ODD_MARKER,
    OWN_MARKER,
    SEPARATOR,
    TEXT_MARKER,
    directive,
    is_ordered,
    quote_marker,
)
from bulletin.model import (
    Block,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Rule,
    Table,
    Text,
)
from bulletin.writers.markdown.escapes import escape_address, escape_title, guard_line, reference
from bulletin.writers.markdown.inlines import BREAK_TAG, HARD_BREAK, inlines_to_markdown


def blocks_to_markdown(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the lines of an article's text, its notes last; a blank line parts two blocks."""
    notes: list[Note] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            yield ""
        if isinstance(before, ListBlock) and isinstance(block, ListBlock):
            yield from (SEPARATOR, "")
        yield from block_to_markdown(block, notes)
        before = block
    if notes:
        yield ""
    for number, note in enumerate(notes, 1):
        yield f"[^{number}]: {guard_line(inlines_to_markdown(note.content, [], line_break=BREAK_TAG))}"


def block_to_markdown(block: Block, notes: list[Note]) -> Iterator[str]:
    """Yield the lines of one block; its notes are added to those of the blocks before it."""
    match block:
        case Paragraph(content):
            yield from _lines(content, notes)
        case Heading(content, level):
            yield f"{'#' * (level + 1)} {_heading_text(content, notes)}"
        case Figure():
            yield _figure(block, notes)
        case ListBlock():
            yield from _list(block, notes)
        case Quotation(paragraphs):
            for index, content in enumerate(paragraphs):
                if index:
                    yield ">"
                yield from (f"> {line}" for line in _lines(content, notes))
        case Table():
            yield from _table(block, notes)
        case Rule():
            yield "* * *"
        case _:
            assert_never(block)


def _lines(content: Inlines, notes: list[Note]) -> list[str]:
    """Return the lines of a paragraph: one, and one more after every line break."""
    lines = inlines_to_markdown(content, notes).split(HARD_BREAK)
    guarded = [guard_line(line) for line in lines]
    return [*(_keep_last_space(line) + "\\" for line in guarded[:-1]), guarded[-1]]


def _keep_last_space(line: str) -> str:
    """Spaces before a line break are nothing in Markdown; as a character reference they are."""
    return line[:-1] + "&#32;" if line.endswith(" ") else line


def _heading_text(content: Inlines, notes: list[Note]) -> str:
    text = inlines_to_markdown(content, notes, line_break=BREAK_TAG)
    return text[:-1] + "\\#" if text.endswith("#") else text  # or it would close the heading, and go


def _figure(figure: Figure, notes: list[Note]) -> str:
    caption = inlines_to_markdown(figure.caption, notes, line_break=BREAK_TAG, in_brackets=True)
    address = escape_address(figure.image.source) if figure.image else ""
    credit = f'"{escape_title(figure.credit)}"' if figure.credit else ""
    if credit and not address:
        address = "<>"
    alt = ""
    if figure.image and figure.image.alt is not None:
        alt = inlines_to_markdown((Text(f'{{alt="{figure.image.alt}"}}'),), [])
    return f"![{caption}]({' '.join(part for part in (address, credit) if part)}){alt}"


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────


def _list(block: ListBlock, notes: list[Note]) -> Iterator[str]:
    if block.ordered != is_ordered([item.marker for item in block.items]):
        yield directive("ordered", "yes" if block.ordered else "no")
    for item in block.items:
        yield from _item(item, notes)


def _item(item: ListItem, notes: list[Note]) -> Iterator[str]:
    first, *others = _lines(item.content, notes)
    bullet, marker = _bullet(item.marker)
    if bullet == "*" and not marker:
        first = _not_a_marker(first)
    yield f"{bullet} {marker}{first}"
    yield from (" " * (len(bullet) + 1) + line for line in others)


def _bullet(marker: str | None) -> tuple[str, str]:
    """Return the item's bullet, and what opens its text for a marker that Markdown does not have."""
    if marker is None:
        return "*", ""
    if OWN_MARKER.fullmatch(marker):
        return marker, ""
    found = TEXT_MARKER.match(f"{marker} x")
    if found and found[1] == marker:
        return "*", f"{marker} "
    return "*", quote_marker(marker) + " "


def _not_a_marker(line: str) -> str:
    """Return the first line of an item without a marker, so that its own first word is not taken for one."""
    found = TEXT_MARKER.match(line)
    if found:
        end = found.end(1) - 1
        return f"{line[:end]}\\{line[end:]}" if line[end] in ".)/" else reference(line)
    return "\\" + line if ODD_MARKER.match(line) else line


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────


def _table(table: Table, notes: list[Note]) -> Iterator[str]:
    """Yield the lines of a table: GFM has one row of heads, which is empty where there are none."""
    width = len(table.rows[0])
    rows = [[_cell(cell, notes) for cell in row] for row in table.rows]
    if table.header_rows == 0:
        rows.insert(0, [""] * width)
    elif table.header_rows > 1 or not any(rows[0]):
        yield directive("header-rows", str(table.header_rows))
    yield _row(rows[0])
    yield _row(["---"] * width)
    yield from map(_row, rows[1:])


def _row(cells: list[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _cell(content: Inlines, notes: list[Note]) -> str:
    return inlines_to_markdown(content, notes, line_break=BREAK_TAG).replace("|", "\\|")
