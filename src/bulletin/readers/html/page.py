"""A tree of elements → the page as text, as a person would copy it: one block a line, with its markup.

White space collapses as CSS says (https://www.w3.org/TR/css-text-3/#white-space-processing). What no page shows
(scripts, forms' controls, hidden parts) stands behind all that it shows, so that neighbours on the page are
neighbours in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.drafts.draft import Draft, Line, Mark, MarkKind, Role, make_line
from bulletin.readers.html.addresses import image_address, is_ornament, link_target
from bulletin.readers.html.names import BLOCKS, SPACED, UNSHOWN
from bulletin.readers.html.tree import Element

# Line ends of any kind are white space in HTML text: a line of the draft has none inside.
_SPACE = re.compile("[ \t-\r\x1c-\x1e\x85\u2028\u2029]+")
_PRE_END = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]")
_MARKS = {
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
}
_IMAGES = ("img", "amp-img")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_UNSAFE = ""  # the target of a link whose address was dropped with a notice
_SAYING = frozenset({"itemprop", "rel", "style"})
_WAITING_TEXT = 500  # characters
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|table)\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Block:
    """A line of the page and the innermost block element that it stands in; `image` where it stands for a picture.

    `wraps` are the inline elements that hold the whole line, the innermost first. `rule` is the chrome that an unshown
    line is. `linked`, `strong` and `emphasised` count its characters in links, in bold and in italics,
    `dropped_links` its links whose addresses are not kept.
    """

    line: Line
    element: Element
    image: Element | None = None
    rule: str | None = None
    linked: int = 0
    strong: int = 0
    emphasised: int = 0
    dropped_links: int = 0
    wraps: list[Element] = field(default_factory=list)

    def around(self, levels: int) -> Iterator[Element]:
        """Yield what holds the whole line: inline elements, its block element, and at most `levels` around that."""
        yield from self.wraps
        yield from self.element.around(levels)

    @property
    def text(self) -> str:
        return self.line.text

    def share(self, count: int) -> float:
        """Return which part of the raw line `count` characters are."""
        return count / max(1, len(self.line.raw.strip()))


@dataclass(slots=True)
class Page:
    """A page: its tree, its elements in order, its blocks."""

    root: Element
    elements: list[Element]
    blocks: list[Block]

    def draft(self) -> Draft:
        """Return the page's lines as a draft; unshown and invisible lines are claimed already."""
        text = "\n".join(block.line.raw for block in self.blocks)
        return Draft(text, [block.line for block in self.blocks])

    def blocks_in(self, element: Element) -> list[Block]:
        """Return the shown blocks that stand in an element."""
        return self.blocks[element.first : element.last]


def copy_page(root: Element) -> Page:
    """Return the page of a tree. A page whose text waits for a script to show it is copied as if it were shown."""
    copyist = _Copyist()
    copyist.copy(root)
    seen = sum(len(raw.text) for raw in copyist.shown)
    hidden = sum(len(raw.text) for raw in copyist.unshown if raw.rule == "html-hidden")
    if hidden > _WAITING_TEXT and hidden > 4 * seen:
        copyist = _Copyist(shows_hidden=True)
        copyist.copy(root)
    page = Page(root, copyist.elements, copyist.placed())
    _wrap(page)
    return page


def _wrap(page: Page) -> None:
    """Tell each line which inline elements that say something hold all of it."""
    for element in reversed(page.elements):
        if element.last - element.first != 1 or _is_block(element) or element.tag in _IMAGES:
            continue
        if (
            element.names.strip()
            or element.tag in ("time", "font", "big")
            or not _SAYING.isdisjoint(element.attributes)
        ):
            block = page.blocks[element.first]
            if block.image is None and len(_SPACE.sub(" ", element.text()).strip()) >= 0.9 * len(block.line.raw):
                block.wraps.append(element)


@dataclass(slots=True)
class _Open:
    """Markup whose end has not come: where it began on the current line."""

    kind: MarkKind
    target: str | None
    start: int


@dataclass(slots=True)
class _Raw:
    text: str
    element: Element
    gap: int
    marks: tuple[Mark, ...] = ()
    image: Element | None = None
    rule: str | None = None


@dataclass(slots=True)
class _Copyist:
    """Walks the tree once; the current line grows in `pieces` until a boundary ends it."""

    shows_hidden: bool = False
    elements: list[Element] = field(default_factory=list)
    shown: list[_Raw] = field(default_factory=list)
    unshown: list[_Raw] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    containers: list[Element] = field(default_factory=list)
    numbers: list[tuple[str, int] | None] = field(default_factory=list)
    pre: int = 0
    gap: int = 0

    def copy(self, root: Element) -> None:
        self.containers.append(root)
        stack: list[tuple[str, Element | str]] = [("in", root)]
        while stack:
            step, node = stack.pop()
            if isinstance(node, str):
                self._write(node)
            elif step == "out":
                self._leave(node)
            elif (rule := self._unshown_rule(node)) is not None:
                self._set_aside(node, rule)
            else:
                self._enter(node)
                stack.append(("out", node))
                stack.extend(("in", child) for child in reversed(node.children))
        self._end_line()

    # ── elements ─────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self, element: Element) -> None:
        self.elements.append(element)
        tag = element.tag
        if _is_block(element):
            self._end_line(gap=tag in SPACED)
            self.containers.append(element)
        element.first = len(self.shown)
        if tag == "br":
            self._end_line()
        elif tag in _IMAGES:
            self._add_image(element)
        elif tag in ("ol", "ul", "menu"):
            self.numbers.append(_numbering(element) if tag == "ol" else None)
        elif tag == "li":
            self._number_item(element)
        elif tag == "pre":
            self.pre += 1
        elif tag == "a":
            self._open_link(element)
        elif (kind := _mark_kind(element)) is not None:
            self.open.append(_Open(kind, None, self.length))

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if _is_block(element):
            self._end_line(gap=tag in SPACED)
            self.containers.pop()
        if tag in ("ol", "ul", "menu"):
            self.numbers.pop()
        elif tag == "pre":
            self.pre -= 1
        elif tag == "a" or _mark_kind(element) is not None:
            self._close_mark()
        element.last = len(self.shown) + (self.length > 0)

    def _open_link(self, element: Element) -> None:
        target, unsafe = link_target(element.get("href"))
        # A link without an address still counts as one when links are weighed; it leaves no mark on the line.
        self.open.append(_Open(MarkKind.LINK, _UNSAFE if unsafe else target, self.length))

    def _close_mark(self) -> None:
        mark = self.open.pop()
        self._mark(mark, self.length)

    def _mark(self, mark: _Open, end: int) -> None:
        if end > mark.start:
            self.marks.append(Mark(mark.start, end, mark.kind, mark.target))

    def _add_image(self, image: Element) -> None:
        address = image_address(image)
        if address is None:
            return
        if is_ornament(image, address):
            self.unshown.append(_Raw(address, self.containers[-1], 0, rule="html-icon"))
            return
        self._end_line()
        image.first = len(self.shown)
        links = tuple(Mark(0, len(address), mark.kind, mark.target) for mark in self.open if mark.kind is MarkKind.LINK)
        self.shown.append(_Raw(address, self.containers[-1], self._take_gap(), links, image))
        image.last = len(self.shown)

    def _number_item(self, element: Element) -> None:
        if not self.numbers or self.numbers[-1] is None:
            return
        kind, number = self.numbers[-1]
        if (value := element.get("value")).isdecimal():
            number = int(value[:6])
        self.numbers[-1] = (kind, number + 1)
        self._write(f"{_label(kind, number)}. ")

    def _set_aside(self, element: Element, rule: str) -> None:
        """Keep what the page does not show, for the end: a line each."""
        element.first = element.last = len(self.shown)
        if element.tag == "head":
            for child in element.children:
                if isinstance(child, Element):
                    self._set_aside(child, UNSHOWN.get(child.tag, rule))
            return
        text = element.text()
        if text.strip():
            self.unshown.append(_Raw(_SPACE.sub(" ", text).strip(" "), element, 0, rule=rule))

    def _unshown_rule(self, element: Element) -> str | None:
        return UNSHOWN.get(element.tag) or (None if self.shows_hidden else _hidden_rule(element))

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self, text: str) -> None:
        if self.pre:
            first, *others = _PRE_END.split(text)
            self._append(first)
            for line in others:
                self._end_line()
                self._append(line)
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            text = text[1:]
        self._append(text)

    def _append(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def _end_line(self, *, gap: bool = False) -> None:
        self.gap = max(self.gap, int(gap)) if not self.length else self.gap
        if not self.length:
            return
        for mark in self.open:
            self._mark(mark, self.length)
            mark.start = 0
        text = "".join(self.pieces).rstrip(" ")
        if text and not text.isspace():
            inside = (Mark(m.start, min(m.end, len(text)), m.kind, m.target) for m in self.marks)
            self.shown.append(
                _Raw(text, self.containers[-1], self._take_gap(), tuple(m for m in inside if m.end > m.start))
            )
        self.pieces, self.length, self.marks = [], 0, []
        self.gap = max(self.gap, int(gap))

    def _take_gap(self) -> int:
        gap, self.gap = self.gap, 0
        return gap

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────

    def placed(self) -> list[Block]:
        """Return the blocks with their lines, numbered and placed one after another."""
        for element in self.elements:  # a last line of mere space was counted, then left out
            element.last = min(element.last, len(self.shown))
        blocks, position = [], 0
        for number, raw in enumerate((*self.shown, *self.unshown), 1):
            blocks.append(_block(raw, number, position))
            position += len(raw.text) + 1
        return blocks


def _block(raw: _Raw, number: int, position: int) -> Block:
    line = make_line(number, position, raw.text, raw.gap)
    covered: Counter[MarkKind] = Counter()
    for kind in MarkKind:
        end = 0
        for mark in sorted((m for m in raw.marks if m.kind is kind), key=lambda m: m.start):
            covered[kind] += max(0, mark.end - max(end, mark.start))
            end = max(end, mark.end)
    line.marks = tuple(mark for mark in raw.marks if mark.kind is not MarkKind.LINK or mark.target)
    dropped = sum(1 for mark in raw.marks if mark.target == _UNSAFE)
    if raw.image is not None:
        line.alt = _SPACE.sub(" ", raw.image.get("alt"))[:500].strip() or None
    if raw.rule and not line.is_claimed:
        line.claim(Role.CHROME, raw.rule)
    return Block(
        line, raw.element, raw.image, raw.rule,
        covered[MarkKind.LINK], covered[MarkKind.STRONG], covered[MarkKind.EMPHASIS], dropped,
    )  # fmt: skip


def _hidden_rule(element: Element) -> str | None:
    if "hidden" in element.attributes or _HIDDEN.search(element.attributes.get("style", "")):
        return "html-hidden"
    if element.get("aria-hidden") == "true" and element.tag not in ("html", "body", "img", "br"):
        return "html-hidden"
    return None


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or (
        "style" in element.attributes and bool(_BLOCK_STYLE.search(element.attributes["style"]))
    )


def _mark_kind(element: Element) -> MarkKind | None:
    kind = _MARKS.get(element.tag)
    style = element.attributes.get("style", "") if element.tag in ("span", "font") else ""
    if kind is None and style:
        return MarkKind.STRONG if _BOLD.search(style) else MarkKind.EMPHASIS if _ITALIC.search(style) else None
    return kind


def _numbering(element: Element) -> tuple[str, int]:
    start = element.get("start")
    return element.get("type") or "1", int(start[:6]) if start.isdecimal() else 1


def _label(kind: str, number: int) -> str:
    """Return an item's number as the list's type writes it: 3 → "3", "c" or "III"."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return roman if kind == "I" else roman.lower()
    return str(number)
