"""HTML text → a tree of plain elements, as browsers build it (https://html.spec.whatwg.org/#parsing).

The only home of selectolax (lexbor). Its trees are those of the standard: nothing after </html> is lost, and depth has
no limit. What the standard itself makes grow without bound is refused before it is built.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bulletin.errors import ReadError
from bulletin.readers.html.names import FORMATTING, OPTIONAL_END, VOID
from bulletin.text.vietnamese import grouped

MAX_DEPTH = 2_000  # browsers flatten at 512; closing n nested elements costs the parser n²
MAX_ATTRIBUTES = 30_000  # of one tag (a quotation mark left open makes thousands): each is compared with all before
MAX_ELEMENTS = 300_000  # a long news page has some 20,000
MAX_REOPENED = 5_000_000  # unclosed <b>, <font> … that the standard opens again in every block

# Tags one after another; what holds no tags goes as a whole. Possessive, so that the time is linear.
_TAG = re.compile(
    r"<!--(?:.*?-->|.*+)|<(?:script|style|textarea|title|xmp)\b[^>]*+>(?:.*?</(?:script|style|textarea|title|xmp)\b|.*+)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)",
    re.DOTALL | re.IGNORECASE,
)
_LITTLE = 100  # characters: a page cut off at its end hides no more
_MOST_SUSPECTS = 5
_OPTION = re.compile("<option", re.IGNORECASE)
_MOST_OPTIONS = 20_000  # the parser takes quadratic time for one <select>
_LONG_TAG = 2_000
_ATTRIBUTE = re.compile(r"[^\s=/\"']++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# XHTML closes empty elements with a stroke, which HTML ignores: <script/> would swallow the page.
_EMPTY = re.compile(
    r"<(script|style|title|iframe|textarea|a|p|div|span|b|i|em|strong|td|th|li)\b([^<>]{0,2000}?)/>", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Element:
    """An element: its tag and attributes in lower case, its children (elements and texts) in order.

    `first` and `last` bound the blocks of the page's text that stand in it; the walk over the page sets them.
    """

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def get(self, name: str) -> str:
        """Return an attribute's value without space around it; "" where it is missing or empty."""
        return self.attributes.get(name, "").strip()

    @property
    def names(self) -> str:
        """The class names and the id, in lower case."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".casefold()

    @property
    def words(self) -> frozenset[str]:
        """The words that the class names and the id are made of."""
        return _words(self.names)

    def around(self, levels: int = MAX_DEPTH) -> Iterator[Element]:
        """Yield this element and at most so many around it, the nearest first."""
        element: Element | None = self
        while element is not None and levels >= 0:
            yield element
            element, levels = element.parent, levels - 1

    def text(self) -> str:
        """Return all text in it, as it stands."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack.extend(reversed(node.children))
        return "".join(parts)


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    return frozenset(re.split(r"[^a-z0-9]+", names)) - {""}


def parse(text: str) -> Element:
    """Return the root element. Raises ReadError for markup that no page has and that would take for ever.

    A tag or a comment that is never closed hides the rest of its page in every browser; here it becomes text, so that
    nothing is lost, and the root has the attribute `unclosed`.
    """
    text = _LONE_SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")
    if text.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        text = _EMPTY.sub(r"<\1\2></\1>", text)
    _refuse_options(text)
    unclosed = next((start for start in _refuse_bombs(text) if _hides_the_rest(text, start)), None)
    if unclosed is not None:
        text = f"{text[:unclosed]}&lt;{text[unclosed + 1 :]}"
    root = Element("#root", {} if unclosed is None else {"unclosed": ""}, None)
    stack: list[tuple[Any, Element]] = [(LexborHTMLParser(text).root, root)]
    count = 0
    while stack:
        node, parent = stack.pop()
        if node is None:
            continue
        if node.next is not None:
            stack.append((node.next, parent))
        tag = node.tag or "-instruction"  # "<?php … ?>"
        if tag == "-text":
            parent.children.append(node.text_content or "")
        elif tag == "-comment":
            content = node.comment_content or ""
            if content.startswith("[CDATA["):  # XHTML's text; HTML hides it
                parent.children.append(content.removeprefix("[CDATA[").removesuffix("]]"))
        elif not tag.startswith(("-", "!")):
            count += 1
            if count > MAX_ELEMENTS:
                raise ReadError(f"trang có hơn {MAX_ELEMENTS:,} thẻ: không phải một bài viết".replace(",", "."))
            attributes = {name: value or "" for name, value in node.attributes.items()}
            element = Element(tag, attributes, parent)
            parent.children.append(element)
            if tag == "template":  # its content is a document of its own, which the tree does not hold
                element.children.append(re.sub(r"^<template[^>]*>|</template>$", "", node.html or ""))
            elif node.child is not None:
                stack.append((node.child, element))
    return root


def _refuse_options(text: str) -> None:
    if len(_OPTION.findall(text)) > _MOST_OPTIONS:
        raise ReadError(f"trang có hơn {grouped(_MOST_OPTIONS)} mục chọn: không phải một trang báo")


def _hides_the_rest(text: str, start: int) -> bool:
    """Whether the tag or comment that starts there swallows all that follows it."""
    rest = text[start:]
    shown = LexborHTMLParser(f"<p>x</p>{rest}").root if len(rest) > _LITTLE else None
    return shown is not None and shown.text(strip=True) == "x"


def _refuse_bombs(text: str) -> list[int]:
    """Return where tags and comments start that may never be closed, the first few.

    Raises ReadError where nesting, attributes or unclosed formatting would make the tree take for ever.
    """
    open_tags: Counter[str] = Counter()
    suspects: list[int] = []
    depth = formatting = reopened = compared = 0
    for found in _TAG.finditer(text):
        name = found["name"]
        suspects += [found.start()] if _may_be_unclosed(text, found) else []
        if name is None:
            continue
        name = name.casefold()
        if found.end() - found.start() > _LONG_TAG:
            compared += _attribute_count(found["rest"]) ** 2
            if compared > MAX_ATTRIBUTES**2:
                raise ReadError(f"thẻ <{name[:20]}> có quá nhiều thuộc tính: không phải một trang báo")
        if name in OPTIONAL_END or name in VOID:
            reopened += formatting
        elif found["end"]:
            if open_tags[name]:
                open_tags[name] -= 1
                depth -= 1
                formatting -= name in FORMATTING
        else:
            open_tags[name] += 1
            depth += 1
            if name in FORMATTING:
                formatting += 1
            else:
                reopened += formatting
            if depth > MAX_DEPTH:
                raise ReadError(f"thẻ lồng nhau quá {MAX_DEPTH} lớp: không phải một trang báo")
        if reopened > MAX_REOPENED:
            raise ReadError("quá nhiều thẻ định dạng không được đóng: không phải một trang báo")
    return suspects[:_MOST_SUSPECTS]


def _may_be_unclosed(text: str, found: re.Match[str]) -> bool:
    if found["name"] is None:
        return text.startswith("<!--", found.start()) and not text.endswith("-->", found.start(), found.end())
    return not text.startswith(">", found.end())


def _attribute_count(rest: str) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(rest))
