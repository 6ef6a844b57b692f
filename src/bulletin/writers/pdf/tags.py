"""What is set → the logical structure of a document: what belongs to what, in reading order (ISO 32000-1, 14.7-8).

The galley opens elements while it sets; the pen says on which page, in which piece of marked content, each is shown.
What is in no element is an artifact: rules, running heads, folios, leader dots.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: the index of its page, from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation: the index of its page, and its key in the tree of parents."""

    page: int
    key: int


@dataclass(slots=True, eq=False)
class Element:
    """A structure element. `attributes` are ready PDF; `alt` and `language` are None where there is nothing to say."""

    role: str
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    attributes: str | None = None
    alt: str | None = None
    language: str | None = None
    name: str | None = None  # unique, where the role needs one

    def add(self, role: str) -> Element:
        """Return a new last kid."""
        kid = Element(role)
        self.kids.append(kid)
        return kid


@dataclass(slots=True)
class Tags:
    """The structure of one document while it is set; `current` is the element of what is being set now."""

    document: Element = field(default_factory=lambda: Element("Document"))
    current: Element | None = None
    level: int = 1  # of an article's title among the headings
    notes: list[Element] = field(default_factory=list)  # of the article in hand

    @contextmanager
    def inside(self, role: str) -> Iterator[Element]:
        """Open an element in the current one: what is set meanwhile belongs to it."""
        before = self.current
        self.current = (before or self.document).add(role)
        try:
            yield self.current
        finally:
            self.current = before

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Set what follows in no element: what stands around the text."""
        before, self.current = self.current, None
        try:
            yield
        finally:
            self.current = before

    @contextmanager
    def note(self, name: str) -> Iterator[None]:
        """Set what follows as a note, read after its article's text; each has a name (PDF/UA-1, 7.9)."""
        element = Element("Note", name=name)
        self.notes.append(element)
        before, self.current = self.current, element
        try:
            yield
        finally:
            self.current = before

    def close_notes(self, article: Element) -> None:
        """Put the notes behind all else of the article."""
        article.kids += self.notes
        self.notes.clear()

    def heading(self, below: int = 0) -> str:
        """Return the role of a heading so many levels under an article's title; there are six in all."""
        return f"H{min(self.level + below, 6)}"


def prune(element: Element) -> bool:
    """Drop what is shown nowhere; return whether the element itself is empty. Empty cells stay: a table is regular."""
    kids = element.kids
    if any(isinstance(kid, Element) for kid in kids):
        kids[:] = [kid for kid in kids if not (isinstance(kid, Element) and prune(kid))]
    return not kids and element.role not in ("TD", "TH")
