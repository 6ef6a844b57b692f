"""markdown-it's tree → blocks of the model; what the model cannot hold is kept in the nearest form, and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from markdown_it.tree import SyntaxTreeNode

from bulletin.dialect import (
    DEEPEST_HEADING,
    DIRECTIVE,
    IMAGE_ALT,
    IMAGE_ATTRIBUTES,
    ODD_MARKER,
    SEPARATOR,
    TEXT_MARKER,
    is_ordered,
    unquote_marker,
)
from bulletin.model import (
    Block,
    Figure,
    Heading,
    Inlines,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Rule,
    Table,
    Text,
)
from bulletin.readers.markdown.inlines import Content, clean_text, lawful_inlines, tokens_to_content
from bulletin.readers.markdown.notes import Notes
from bulletin.readers.markdown.parser import NOTE, Budget, Parsed, parse_inlines, plain_words
from bulletin.readers.markdown.tables import split_rows
from bulletin.walk import notes, plain_text

SayAt = Callable[[str, str, int], None]  # a notice's code and message, and the line, from 0

_HIDDEN = re.compile(r"\s*<(?:script|style|template)\b", re.IGNORECASE)
_TRUE = ("yes", "true", "có")


@dataclass(frozen=True, slots=True)
class Found:
    """A block and the lines that it was read from (first and one past the last, from 0)."""

    block: Block
    lines: tuple[int, int]


@dataclass(slots=True)
class BlockReader:
    """Reads one article's body. Directives in comments hold for the list or table that follows."""

    parsed: Parsed
    lines: list[str]
    budget: Budget
    say: SayAt
    found: list[Found] = field(default_factory=list)
    title: str | None = None
    _directives: dict[str, str] = field(default_factory=dict)
    _figures: list[Figure] = field(default_factory=list)
    _level: int = 0
    _open_items: list[ListItem] = field(default_factory=list)  # of the list that the next line could continue
    _open_lines: tuple[int, int] = (0, 0)
    _open_ordered: str | None = None
    _notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self._notes = Notes(self.parsed, self.budget, self.say, self._note_content)

    def read(self, *, known_title: str | None) -> None:
        """Read all blocks. A first `# ` heading is the title where none is known, or the known one once more."""
        for line in self.parsed.tamed:
            self.say("nesting-cut", "lồng nhau quá sâu; phần sâu hơn được giữ như chữ thường", line)
        nodes = self.parsed.root.children
        if nodes and nodes[0].type == "heading" and nodes[0].tag == "h1":
            content = self._parse(nodes[0].children[0])
            text = " ".join(plain_text(content.inlines).split())
            if known_title is None or text == known_title:
                self.title = text or None
                self._figures += content.figures
                self._put_figures(_lines_of(nodes[0]))
                for note in notes(content.inlines):
                    self.say("note-in-title", "chú thích của tít được giữ như một đoạn văn dưới tít", 0)
                    self._put(Paragraph(note.content), nodes[0])
                nodes = nodes[1:]
        for node in nodes:
            if node.type != NOTE:  # read where its mark stands
                self._block(node)
        self._close_list()
        self._put_unmarked_notes()
        for line in self.parsed.unused_references():
            self.say("reference-unused", "địa chỉ này không có đường dẫn nào dùng đến, nên không được in", line)

    # ── blocks ──

    def _block(self, node: SyntaxTreeNode) -> None:
        first, end = _lines_of(node)
        if node.type not in ("bullet_list", "ordered_list"):
            self._close_list()
        match node.type:
            case "paragraph":
                self._paragraph(node)
            case "heading":
                self._heading(node)
            case "hr":
                self._put(Rule(), node)
            case "bullet_list" | "ordered_list":
                self._list(node)
            case "blockquote":
                self._quotation(node)
            case "table":
                self._table(node)
            case "fence" | "code_block":
                for content in self._code(node):
                    self._put(Paragraph(content), node)
            case "html_block":
                self._html(node)
            case _:
                self.say("unknown-block", f"không rõ phần này của Markdown là gì ({node.type})", first)
        if node.type not in ("html_block", "bullet_list", "ordered_list"):
            self._directives.clear()
        self._put_figures((first, end))

    def _put(self, block: Block, node: SyntaxTreeNode) -> None:
        self.found.append(Found(block, _lines_of(node)))

    def _put_figures(self, lines: tuple[int, int]) -> None:
        self.found += [Found(figure, lines) for figure in self._figures]
        self._figures.clear()

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        content = self._parse(node.children[0])
        if content.figures:
            content = self._with_attributes(content, _lines_of(node)[0])
        words = content.inlines
        if content.figures and words:
            self.say("inline-image", "ảnh đứng giữa dòng chữ được tách thành ảnh riêng", _lines_of(node)[0])
        self._figures += content.figures
        if content.figure_first:
            self._put_figures(_lines_of(node))
        if words:
            self._put(Paragraph(words), node)

    def _with_attributes(self, content: Content, line: int) -> Content:
        """Return a picture's content with what stands in braces behind it: its other words, for who cannot see it."""
        text = plain_text(content.inlines)
        *others, figure = content.figures
        alt = IMAGE_ALT.fullmatch(text)
        if alt and figure.image and alt[1].strip():
            figure = replace(figure, image=replace(figure.image, alt=alt[1].strip()))
        elif IMAGE_ATTRIBUTES.fullmatch(text):
            self.say("image-attributes", f"bỏ các thuộc tính của ảnh: {text[:40]}", line)
        else:
            return content
        return Content((), (*others, figure), figure_first=True)

    def _heading(self, node: SyntaxTreeNode) -> None:
        content = self._content(node.children[0]).inlines
        if not content:
            return
        wanted = int(node.tag[1]) - 1
        level = min(max(wanted, 1), self._level + 1, DEEPEST_HEADING)
        if level != wanted:
            problem = f"tít phụ “{node.tag}” không theo thứ bậc, được đọc như “{'#' * (level + 1)}”"
            self.say("heading-level", problem, _lines_of(node)[0])
        self._level = level
        self._put(Heading(content, level), node)

    def _quotation(self, node: SyntaxTreeNode) -> None:
        paragraphs = tuple(content for child in node.children for content in self._flat(child, "quotation-blocks"))
        if paragraphs:
            self._put(Quotation(paragraphs), node)

    def _html(self, node: SyntaxTreeNode) -> None:
        line = _lines_of(node)[0]
        text = node.content.strip()
        for said in DIRECTIVE.finditer(text):
            self._directives[said[1]] = said[2]
        if not DIRECTIVE.sub("", text).strip() or text == SEPARATOR:
            return
        if _HIDDEN.match(text) or not _without_comments(text).strip():
            self.say("html-dropped", f"bỏ phần HTML không thành chữ: {text[:40]}", line)
            return
        content = self._parse_text(_without_comments(text), line)
        self._figures += content.figures
        if content.inlines:
            self._put(Paragraph(content.inlines), node)

    def _code(self, node: SyntaxTreeNode) -> Iterator[Inlines]:
        self.say("code-block", "đoạn mã được giữ như một đoạn văn, mỗi dòng một dòng", _lines_of(node)[0])
        parts = [part for line in node.content.splitlines() for part in (LineBreak(), Text(clean_text(line.strip())))]
        content = lawful_inlines(tuple(parts))
        if content:
            yield content

    # ── notes ──

    def _note_content(self, node: SyntaxTreeNode) -> Inlines:
        contents = [content for child in node.children for content in self._flat(child, "note-blocks")]
        return lawful_inlines(tuple(inline for content in contents for inline in (LineBreak(), *content)))

    def _put_unmarked_notes(self) -> None:
        """Put the text of every note that no mark has asked for where it stands, as a paragraph."""
        for node in self._notes.unmarked():
            lines = _lines_of(node)
            content = self._note_content(node)
            problem = "chú thích không có dấu nào trong bài được giữ như một đoạn văn tại chỗ của nó"
            self.say("note-unmarked", problem, lines[0])
            below = (index for index, found in enumerate(self.found) if found.lines[0] > lines[0])
            place = next(below, len(self.found))
            self.found[place:place] = [Found(figure, lines) for figure in self._figures]
            self.found[place:place] = [Found(Paragraph(content), lines)] if content else []
            self._figures.clear()

    # ── lists ──

    def _list(self, node: SyntaxTreeNode) -> None:
        first, end = _lines_of(node)
        items = tuple(self._items(node))
        while end > first and not self.lines[end - 1].strip():
            end -= 1
        if not items:
            return
        if self._open_items and self._open_lines[1] == first:
            self._open_items += items
            self._open_lines = (self._open_lines[0], end)
        else:
            self._close_list()
            self._open_items, self._open_lines = list(items), (first, end)
            self._open_ordered = self._directives.get("ordered")
        self._directives.clear()
        if self._figures:
            self._close_list()

    def _close_list(self) -> None:
        """Put the list whose lines have ended. One that changes its marks from line to line is still one list."""
        if self._open_items:
            said = self._open_ordered
            ordered = is_ordered([item.marker for item in self._open_items]) if said is None else said in _TRUE
            self.found.append(Found(ListBlock(tuple(self._open_items), ordered), self._open_lines))
            self._open_items = []

    def _items(self, node: SyntaxTreeNode) -> Iterator[ListItem]:
        for item in node.children:
            marker, contents, nested = self._item(item)
            if contents:
                joined = [inline for content in contents for inline in (LineBreak(), *content)]
                yield ListItem(lawful_inlines(tuple(joined)), marker)
            for inner in nested:
                self.say("nested-list", "danh sách lồng nhau được trải ra thành một cấp", _lines_of(inner)[0])
                yield from self._items(inner)

    def _item(self, item: SyntaxTreeNode) -> tuple[str | None, list[Inlines], list[SyntaxTreeNode]]:
        """Return an item's marker, its paragraphs and the lists inside it."""
        marker = None if item.markup == "*" else f"{item.info}{item.markup}"
        contents: list[Inlines] = []
        nested: list[SyntaxTreeNode] = []
        for index, child in enumerate(item.children):
            if child.type in ("bullet_list", "ordered_list"):
                nested.append(child)
            elif index == 0 and child.type == "paragraph" and marker is None:
                marker, text = _own_marker(child.children[0].content)
                content = self._parse_text(text, _lines_of(child)[0])
                self._figures += content.figures
                contents += [content.inlines] if content.inlines else []
            else:
                contents += self._flat(child, "list-item-blocks" if index else None)
        return marker, contents, nested

    # ── tables ──

    def _table(self, node: SyntaxTreeNode) -> None:
        first, end = _lines_of(node)
        rows = [
            tuple(self._cell(cell, first + number) for cell in row)
            for number, row in split_rows(self.lines[first:end])
        ]
        width = max(len(row) for row in rows)
        if end > first + 1 and ":" in self.lines[first + 1]:
            problem = "bản tin tự căn lề các cột của bảng; dấu “:” dưới hàng đầu không được giữ"
            self.say("table-alignment", problem, first + 1)
        if any(len(row) > len(rows[0]) for row in rows):
            self.say("table-width", "bảng có hàng nhiều ô hơn hàng đầu; thêm cột cho đủ", first)
        if width * len(rows) > 4 * sum(map(len, rows)) + 1_000:
            self.say("table-dropped", "bảng có quá nhiều ô trống; giữ các hàng như đoạn văn", first)
            for row in rows:
                content = lawful_inlines(tuple(inline for cell in row for inline in (*cell, Text(" "))))
                self.found += [Found(Paragraph(content), (first, end))] if content else []
            return
        full = [row + ((),) * (width - len(row)) for row in rows]
        heads = self._directives.get("header-rows", "")
        if heads.isdecimal() and len(heads) < 6:
            count = min(int(heads), len(full))
        elif any(full[0]):
            count = 1
        else:
            full, count = full[1:], 0
        if full:
            self._put(Table(tuple(full), count), node)

    def _cell(self, text: str, line: int) -> Inlines:
        content = self._parse_text(text, line)
        self._figures += content.figures
        return content.inlines

    # ── anything, as paragraphs ──

    def _flat(self, node: SyntaxTreeNode, code: str | None) -> Iterator[Inlines]:
        """Yield a block's paragraphs where only paragraphs can stand; `code` says so where it is another block."""
        line = _lines_of(node)[0]
        if node.type == "paragraph":
            content = self._content(node.children[0]).inlines
            if content:
                if code == "list-item-blocks":
                    self.say(code, "các đoạn trong một mục được nối lại, mỗi đoạn một dòng", line)
                yield content
            return
        if node.type == NOTE or (node.type == "html_block" and not _without_comments(node.content).strip()):
            return
        self.say(code or "list-item-blocks", "phần lồng bên trong được giữ như đoạn văn", line)
        match node.type:
            case "heading":
                yield from filter(None, [self._content(node.children[0]).inlines])
            case "bullet_list" | "ordered_list":
                for item in self._items(node):
                    marker = f"{item.marker or '•'} "
                    yield lawful_inlines((Text(marker), *item.content))
            case "fence" | "code_block":
                yield from self._code(node)
            case "html_block":
                yield from filter(None, [self._cell(node.content, line)])
            case "table":
                yield from self._flat_table(node)
            case _:
                for child in node.children:
                    yield from self._flat(child, code)

    def _flat_table(self, node: SyntaxTreeNode) -> Iterator[Inlines]:
        first, end = _lines_of(node)
        for number, row in split_rows([line.lstrip("> \t") for line in self.lines[first:end]]):
            cells = [self._cell(cell, first + number) for cell in row]
            content = lawful_inlines(tuple(inline for cell in cells for inline in (*cell, Text(" "))))
            if content:
                yield content

    # ── text ──

    def _content(self, node: SyntaxTreeNode) -> Content:
        content = self._parse(node)
        self._figures += content.figures
        return content

    def _parse(self, node: SyntaxTreeNode) -> Content:
        return self._parse_text(node.content, _lines_of(node)[0])

    def _parse_text(self, text: str, line: int) -> Content:
        if self.budget.allows(text):
            tokens = parse_inlines(text, self.parsed.references)
            say, find_note = partial(self._say_at, line), partial(self._notes.find, line=line)
            return tokens_to_content(tokens, say, find_note)
        self.say("markup-cut", "quá nhiều dấu Markdown; đoạn này được giữ như chữ thường", line)
        return Content(lawful_inlines((Text(clean_text(plain_words(text))),)))

    def _say_at(self, line: int, code: str, message: str) -> None:
        self.say(code, message, line)


def _own_marker(text: str) -> tuple[str | None, str]:
    """Return the marker that opens an item's text ("a) …"), and the rest."""
    odd = ODD_MARKER.match(text)
    if odd:
        return clean_text(unquote_marker(odd[1])).strip() or None, text[odd.end() :]
    found = TEXT_MARKER.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def _lines_of(node: SyntaxTreeNode) -> tuple[int, int]:
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map or (0, 1)


def _without_comments(text: str) -> str:
    """Return the text with a space in place of each comment and the white space around it, in linear time."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + len("<!--"))) >= 0:
        parts.append(text[position:start].strip())
        position = end + len("-->")
    return " ".join([*parts, text[position:].strip()]) if parts else text
