"""Tables, lists and quotations of the story. Tables that only place things on the page are no tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from bulletin.drafts.draft import Role, Structure
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.story import Story
from bulletin.readers.html.tree import Element

TABLE, LIST, QUOTATION = "html-table", "html-list", "html-quotation"
_MEAN_CELL = 160  # characters: longer cells hold articles, not data
_LONGEST_CELL = 800
_MOST_LINES = 5_000  # of one table or list
_MOST_SPAN = 200
_MOST_BLOCKS = 3  # of one list item; more are a page laid out with a list


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    row: int
    column: int


@dataclass(slots=True)
class Structures:
    """Claims the structures of a story, the outermost first."""

    page: Page
    story: Story
    groups: count[int]

    def claim(self) -> None:
        for element in self.page.elements:
            if not (self.story.first <= element.first < element.last <= self.story.last):
                continue
            if element.last - element.first > _MOST_LINES:
                continue
            if element.tag == "table":
                self._claim_table(element)
            elif element.tag in ("ul", "ol"):
                self._claim_list(element)
            elif element.tag == "blockquote":
                self._claim_quotation(element)

    def _claim_table(self, table: Element) -> None:
        cells = list(_cells(table))
        if not self._is_data(table, cells):
            return
        group = next(self.groups)
        for cell in cells:
            for block in self._free(cell.element):
                if block.image is not None:
                    block.line.claim(Role.CHROME, "html-table-image")
                    continue
                block.line.claim(Role.TABLE, TABLE)
                block.line.structure = Structure(group, cell.row, cell.column, cell.element.tag == "th")

    def _is_data(self, table: Element, cells: list[_Cell]) -> bool:
        """Whether a table holds data: rows and columns of short cells, no table inside or around it."""
        if len({cell.row for cell in cells}) < 2 or len({cell.column for cell in cells}) < 2:
            return False
        if _holds_table(table) or any(not block.line.is_free for block in self.page.blocks_in(table)):
            return False
        lengths = [
            sum(len(block.text) for block in self.page.blocks_in(cell.element) if block.image is None) for cell in cells
        ]
        filled = [length for length in lengths if length]
        has_heads = any(cell.element.tag == "th" for cell in cells)
        if len(filled) < max(2, len(cells) // 4):
            return False
        return max(filled) <= _LONGEST_CELL * (1 + has_heads) and sum(filled) / len(filled) <= _MEAN_CELL * (
            1 + has_heads
        )

    def _claim_list(self, element: Element) -> None:
        items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
        if any(item.last - item.first > _MOST_BLOCKS and not _holds_list(item) for item in items):
            return
        blocks = self._free(element)
        if not blocks or any(len(block.text) > 1500 for block in blocks):
            return
        group = next(self.groups)
        for block in blocks:
            if block.image is None and block.element.tag != "dt":
                block.line.claim(Role.LIST_ITEM, LIST)
                block.line.structure = Structure(group)

    def _claim_quotation(self, element: Element) -> None:
        blocks = self._free(element)
        body = self.story.weights[self.story.body].running
        if self.story.weights[element].running > 0.4 * body or any(block.image is not None for block in blocks):
            return  # an indented article, not words of somebody else
        group = next(self.groups)
        for block in blocks:
            block.line.claim(Role.QUOTATION, QUOTATION)
            block.line.structure = Structure(group)

    def _free(self, element: Element) -> list[Block]:
        return [block for block in self.page.blocks_in(element) if block.line.is_free]


def _cells(table: Element) -> Iterator[_Cell]:
    """Yield a table's cells with their row and column; spans push what follows to the right."""
    taken: dict[int, int] = {}  # column → the last row that a cell from above reaches
    for row, element in enumerate(_rows(table)):
        column = 0
        for child in element.children:
            if not isinstance(child, Element) or child.tag not in ("td", "th"):
                continue
            while taken.get(column, -1) >= row:
                column += 1
            yield _Cell(child, row, column)
            across, down = _span(child, "colspan"), _span(child, "rowspan")
            for covered in range(column, column + across):
                taken[covered] = row + down - 1
            column += across


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from (row for row in child.children if isinstance(row, Element) and row.tag == "tr")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    return min(_MOST_SPAN, max(1, int(value[:6]))) if value.isdecimal() else 1


def _holds_table(table: Element) -> bool:
    return _holds(table, ("table",))


def _holds_list(item: Element) -> bool:
    return _holds(item, ("ul", "ol"))


def _holds(element: Element, tags: tuple[str, ...]) -> bool:
    stack = [child for child in element.children if isinstance(child, Element)]
    while stack:
        node = stack.pop()
        if node.tag in tags:
            return True
        stack.extend(child for child in node.children if isinstance(child, Element))
    return False
