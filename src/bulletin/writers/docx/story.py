"""Texts and blocks → the growing body of a Word file: cleaned text, addresses, pictures, bookmarks, columns.

The story is the one place where text enters the file, so that nothing reaches it that XML cannot hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE

from bulletin import walk
from bulletin.context import Context
from bulletin.layout.schema import Layout
from bulletin.model import Article, Picture
from bulletin.notices import Notice, Span
from bulletin.pictures import read_plate
from bulletin.text.addresses import web_address
from bulletin.writers.docx import pages, wordml
from bulletin.writers.docx.package import DocumentParts
from bulletin.writers.docx.pages import Furniture
from bulletin.writers.docx.wordml import Element, child

# Word takes two bookmarks that differ only in their capitals for one, and names of at most 40 characters.
_PLAIN_ID = re.compile(r"[a-z0-9_]{1,24}")
_LONGEST_ADDRESS = 2048  # Word calls a file with a longer one damaged


@dataclass(slots=True)
class Story:
    """The body of the document; `article` and `span` follow what is in hand, so that notices can say where."""

    layout: Layout
    context: Context
    parts: DocumentParts
    body: Element
    article: Article | None = None
    span: Span | None = None
    _columns: int = 1
    _furniture: list[Furniture] = field(default_factory=list)  # that Word's section in hand is to name
    _closed: Element | None = None  # the last element of the last closed Word section; lxml counts children slowly
    _sections: int = 0
    _addresses: dict[tuple[str, bool], str] = field(default_factory=dict)
    _notes: Element = field(default_factory=lambda: wordml.root("footnotes"))
    _in_note: bool = False
    _pictures: dict[str, str] = field(default_factory=dict)  # by path
    _plates: dict[str, str] = field(default_factory=dict)  # by what they show
    _bookmarks: set[str] = field(default_factory=set)
    _drawings: int = 0
    _breaks: bool = False

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def text(self, text: str) -> str:
        """Return text that XML can hold; what had to be left out is reported."""
        cleaned = wordml.clean(text)
        if cleaned != text:
            for character in wordml.forbidden(text):
                problem = f"đã bỏ ký tự điều khiển U+{ord(character):04X}, tệp Word không chứa được"
                self._tell("control-character", problem, "xoá ký tự này khỏi bài")
        return cleaned

    def paragraph(self, style: str, text: str | None = None) -> Element:
        """Return a new last paragraph of the body, with its text where that has no markup."""
        node = self.break_before(wordml.paragraph(self.body, style))
        if text:
            wordml.run(node, self.text(text))
        return node

    def break_page(self) -> None:
        """Let the next paragraph begin a page, unless it is the first of all."""
        self._breaks = self._last() is not None

    @property
    def breaks_page(self) -> bool:
        """Whether the next paragraph begins a page."""
        return self._breaks

    def break_before(self, node: Element) -> Element:
        """Return the paragraph, which begins a page where one is wanted."""
        if self._breaks:
            node[0].insert(1, child(node[0], "pageBreakBefore"))  # after the style
            self._breaks = False
        return node

    def link(self, target: str) -> str | None:
        """Return the relationship of an address, or None, with a notice, for one that Word shall not open."""
        key = (target, self._in_note)
        if key not in self._addresses:
            address, kind = web_address(target), RELATIONSHIP_TYPE.HYPERLINK
            address = address if address and len(address) <= _LONGEST_ADDRESS else None
            self._addresses[key] = self.parts.relate(kind, address, in_note=self._in_note) if address else ""
        if not self._addresses[key]:
            problem = f"liên kết “{wordml.clean(target)[:80]}” không phải địa chỉ http, https hay mailto dùng được; chỉ giữ lại chữ"
            self._tell("link-dropped", problem, "sửa địa chỉ của liên kết")
            return None
        return self._addresses[key]

    def _tell(self, code: str, message: str, hint: str) -> None:
        place = walk.source_place(self.article, self.span)
        self.context.report.add(Notice(code, message, place, hint))

    # ── notes ────────────────────────────────────────────────────────────────────────────────────────────────

    def open_notes(self) -> None:
        """Add the part that holds the footnotes, with the rules that Word draws above them."""
        self.parts.add_notes(self._notes)
        for kind, number in wordml.NOTE_SEPARATORS.items():
            rule = wordml.paragraph(child(self._notes, "footnote", type=kind, id=number), "FootnoteText")
            child(child(rule, "r"), kind)

    @contextmanager
    def note(self) -> Iterator[tuple[int, Element]]:
        """Give the number of a new footnote and its paragraph, which opens with the number; write into it inside."""
        number = len(self._notes) - len(wordml.NOTE_SEPARATORS) + 1
        node = wordml.paragraph(child(self._notes, "footnote", id=number), "FootnoteText")
        mark = child(node, "r")
        child(child(mark, "rPr"), "rStyle", val="FootnoteReference")
        child(mark, "footnoteRef")
        wordml.run(node, " ")
        self._in_note = True
        try:
            yield number, node
        finally:
            self._in_note = False

    # ── pictures and bookmarks ───────────────────────────────────────────────────────────────────────────────

    def picture(self, picture: Picture) -> str:
        """Return the relationship of a picture, whose bytes go into the file once."""
        if picture.path not in self._pictures:
            plate = read_plate(picture, self.context)
            if plate.digest not in self._plates:
                self._plates[plate.digest] = self.parts.add_picture(plate.data, plate.media_type)
            self._pictures[picture.path] = self._plates[plate.digest]
        return self._pictures[picture.path]

    def drawing_number(self) -> int:
        """Return a number that no other drawing of the file has."""
        self._drawings += 1
        return self._drawings

    def bookmark(self, name: str | None, first: Element, last: Element | None = None) -> None:
        """Mark the paragraphs from `first` to `last`; a name is given once."""
        if name is None or name in self._bookmarks:
            return
        self._bookmarks.add(name)
        number = len(self._bookmarks)
        start = child(first, "bookmarkStart", id=number, name=name)
        first.insert(1, start)  # after the paragraph's properties
        child(first if last is None else last, "bookmarkEnd", id=number)

    # ── columns ──────────────────────────────────────────────────────────────────────────────────────────────

    def set_columns(self, count: int) -> None:
        """Set what follows in that many columns, on the same page.

        Word writes a section's properties into its last paragraph: no empty paragraph stands between sections.
        """
        if count != self._columns:
            self._close_section()
        self._columns = count

    def set_running_heads(self, furniture: list[Furniture]) -> None:
        """Let these stand on the pages that begin below; where nothing is written yet, beside what all pages have."""
        if self._close_section():
            self._furniture = furniture
        else:
            replaced = {(item.kind, item.pages) for item in furniture}
            others = [item for item in self._furniture if (item.kind, item.pages) not in replaced]
            self._furniture = [*furniture, *others]

    def _close_section(self) -> bool:
        """End Word's section in the last paragraph, unless nothing stands in it; return whether it is the first no more."""
        last = self._last()
        if last is not None and last is not self._closed:
            if last.tag != wordml.PARAGRAPH:
                last = self.paragraph("Spacer")
            self._section_properties(last[0])
            self._closed = last
        return self._sections > 0

    def finish(self) -> None:
        """Close the last section: its properties end the body."""
        last, closed = self._last(), self._closed
        if closed is last and closed is not None:  # nothing has come after it
            self.body.extend([*closed.iter(wordml.SECTION)])
            return
        if last is None or last.tag != wordml.PARAGRAPH:
            self.paragraph("Spacer")
        self._section_properties(self.body)

    def _last(self) -> Element | None:
        return next(self.body.iterchildren(reversed=True), None)

    def _section_properties(self, parent: Element) -> None:
        first = self._sections == 0
        pages.add_section(parent, self.layout, self._columns, self._furniture, first=first)
        self._furniture = []
        self._sections += 1


def bookmark_name(article: int, block_id: str) -> str | None:
    """Return the bookmark that carries a block's id through Word, or None for a block without one.

    `article` counts from 1 through the bulletin. The underscore hides the bookmark from Word's list. An id that Word
    would not take as it is stands as its digest, which a reader that knows the article can look up.
    """
    if not block_id:
        return None
    if not _PLAIN_ID.fullmatch(block_id):
        block_id = "x" + hashlib.sha256(block_id.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"_Bai{article}_{block_id}"
