"""A tree of elements → lines of text as a person would copy them, with the markup that stands on each.

White space collapses as CSS says (https://www.w3.org/TR/css-text-3/#white-space-processing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bulletin.drafts.draft import Mark, MarkKind
from bulletin.readers.html.addresses import image_address, is_ornament, link_target
from bulletin.readers.html.names import BLOCKS, SPACED, UNSHOWN
from bulletin.readers.html.tree import Element

# Line ends of any kind are white space in HTML text: a line of the draft has none inside.
SPACE = re.compile("[ \t-\r\x1c-\x1e\x85\u2028\u2029]+")
_PRE_END = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]")
_MARKS = {
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
}
IMAGES = ("img", "amp-img")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
UNSAFE = ""  # the target of a link whose address was dropped with a notice
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|table)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """Markup whose end has not come: where it began on the current line."""

    kind: MarkKind
    target: str | None
    start: int


@dataclass(slots=True)
class Raw:
    text: str
    element: Element
    gap: int
    marks: tuple[Mark, ...] = ()
    image: Element | None = None
    rule: str | None = None


@dataclass(slots=True)
class Copyist:
    """Walks the tree once; the current line grows in `pieces` until a boundary ends it."""

    shows_hidden: bool = False
    note_marks: dict[Element, str] = field(default_factory=dict)  # links that are marks → their note; or that lead back
    elements: list[Element] = field(default_factory=list)
    shown: list[Raw] = field(default_factory=list)
    unshown: list[Raw] = field(default_factory=list)
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
        if is_block(element):
            self._end_line(gap=tag in SPACED)
            self.containers.append(element)
        element.first = len(self.shown)
        if tag == "br":
            self._end_line()
        elif tag in IMAGES:
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
        if is_block(element):
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
        if element in self.note_marks:
            self.open.append(_Open(MarkKind.NOTE, self.note_marks[element], self.length))
            return
        target, unsafe = link_target(element.get("href"))
        # A link without an address still counts as one when links are weighed; it leaves no mark on the line.
        self.open.append(_Open(MarkKind.LINK, UNSAFE if unsafe else target, self.length))

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
            self.unshown.append(Raw(address, self.containers[-1], 0, rule="html-icon"))
            return
        self._end_line()
        image.first = len(self.shown)
        links = tuple(Mark(0, len(address), mark.kind, mark.target) for mark in self.open if mark.kind is MarkKind.LINK)
        self.shown.append(Raw(address, self.containers[-1], self._take_gap(), links, image))
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
            self.unshown.append(Raw(SPACE.sub(" ", text).strip(" "), element, 0, rule=rule))

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
        text = SPACE.sub(" ", text)
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
                Raw(text, self.containers[-1], self._take_gap(), tuple(m for m in inside if m.end > m.start))
            )
        self.pieces, self.length, self.marks = [], 0, []
        self.gap = max(self.gap, int(gap))

    def _take_gap(self) -> int:
        gap, self.gap = self.gap, 0
        return gap


def _hidden_rule(element: Element) -> str | None:
    if "hidden" in element.attributes or _HIDDEN.search(element.attributes.get("style", "")):
        return "html-hidden"
    if element.get("aria-hidden") == "true" and element.tag not in ("html", "body", "img", "br"):
        return "html-hidden"
    return None


def is_block(element: Element) -> bool:
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
