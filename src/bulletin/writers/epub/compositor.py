"""Texts of one file of the book → XHTML, each noted for its face, cleaned and escaped on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from bulletin import walk
from bulletin.layout.styles import Style
from bulletin.model import Article
from bulletin.notices import Notice, Report, Span
from bulletin.text.characters import xml_text
from bulletin.writers.epub.faces import TypeCase
from bulletin.writers.epub.markup import forbidden, text_to_xhtml

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(slots=True)
class Compositor:
    """Sets the texts of one file; `span` follows the block in hand, so that notices can say where."""

    case: TypeCase
    report: Report
    article: Article | None = None
    span: Span | None = None
    ids: set[str] = field(default_factory=set)

    def set_text(self, text: str, style: Style, *, strong: bool = False, emphasised: bool = False) -> str:
        """Return `text` as character data."""
        cleaned = xml_text(text)
        if cleaned != text:
            for character in forbidden(text):
                problem = f"đã bỏ ký tự điều khiển U+{ord(character):04X}, EPUB không chứa được"
                self.tell("control-character", problem, "xoá ký tự này khỏi bài")
        self.case.use(cleaned, style, self.article, self.span, strong=strong, emphasised=emphasised)
        return text_to_xhtml(cleaned)

    def set_line(self, name: str, kind: str, text: str | None, style: Style, attributes: str = "") -> str:
        """Return `text` as an element of its own, or nothing where there is none."""
        if not text:
            return ""
        return f'<{name} class="{kind}"{attributes}>{self.set_text(text, style)}</{name}>\n'

    def claim_id(self, name: str) -> str:
        """Return ` id="…"` for the first element of the file that asks for the name, otherwise nothing."""
        if name in self.ids or not _ID.fullmatch(name):
            return ""
        self.ids.add(name)
        return f' id="{escape(name)}"'

    def tell(self, code: str, message: str, hint: str | None = None) -> None:
        """Report something about the text in hand."""
        self.report.add(Notice(code, message, walk.source_place(self.article, self.span), hint))
