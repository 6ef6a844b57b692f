"""Blocks and inlines → WordprocessingML text.

Every block carries a bookmark made of its article's number and its id ("a2_b7"): by it an edited file finds the way
back to the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from bulletin import wording
from bulletin.layout.schema import Layout
from bulletin.model import (
    Article,
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from bulletin.writers.docx import xml

_TALLEST_PICTURE = 0.45  # of the type area's height
_LAWFUL_LINKS = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Body:
    """Writes the body of one document. `add_link` and `add_picture` return relationship ids."""

    layout: Layout
    add_link: Callable[[str], str]
    add_picture: Callable[[Picture], str]
    article: int = 0
    bookmarks: int = 0
    pictures: int = 0

    def article_to_xml(self, article: Article, bookmark: str, *, opens_section: bool) -> tuple[list[str], list[str]]:
        """Return the paragraphs of the article's head and of its body; `opens_section`: a section's title is above."""
        self.article += 1
        head = []
        if article.section:
            head.append(xml.paragraph("BulletinKicker", xml.run(article.section)))
        title = self.bookmarked(bookmark, xml.run(wording.article_title(article)))
        labelled = bool(article.section) or opens_section
        head.append(xml.paragraph("BulletinTitleBelow" if labelled else "Heading2", title))
        lead = wording.lead_line(article)
        if lead:
            head.append(xml.paragraph("BulletinLead", xml.run(lead)))
        body: list[str] = []
        before: Block | None = None
        for block in article.blocks:
            body += self.block_to_xml(block, follows_text=isinstance(before, Paragraph))
            before = block
        for style, text in (("BulletinByline", article.byline), ("BulletinSource", wording.source_line(article))):
            if text:
                body.append(xml.paragraph(style, xml.run(text)))
        return head, body

    def block_to_xml(self, block: Block, *, follows_text: bool) -> list[str]:
        """Return the paragraphs (and tables) of one block."""
        match block:
            case Paragraph(content):
                style = "BulletinBodyIndented" if follows_text else "BulletinBody"
                return [xml.paragraph(style, self._marked(block, self.inlines_to_xml(content)))]
            case Heading(content, level):
                style = f"Heading{min(level + 2, 4)}"
                return [xml.paragraph(style, self._marked(block, self.inlines_to_xml(content)))]
            case Figure():
                return self._figure(block)
            case ListBlock():
                return self._list(block)
            case Quotation(paragraphs):
                return [xml.paragraph("Quote", self.inlines_to_xml(content)) for content in paragraphs]
            case Table():
                return self._table(block)
            case Rule():
                return [xml.paragraph("BulletinRule", "", properties=_RULE_PROPERTIES)]
            case _:
                assert_never(block)

    def inlines_to_xml(self, content: Inlines, *, bold: bool = False, italic: bool = False) -> str:
        """Return inlines as runs."""
        return "".join(self._inline(inline, bold=bold, italic=italic) for inline in content)

    def _inline(self, inline: Inline, *, bold: bool, italic: bool) -> str:
        match inline:
            case Text(text):
                return xml.run(text, _character_style(bold=bold, italic=italic))
            case Emphasis(content):
                return self.inlines_to_xml(content, bold=bold, italic=True)
            case Strong(content):
                return self.inlines_to_xml(content, bold=True, italic=italic)
            case Link(target, content):
                inner = self.inlines_to_xml(content, bold=bold, italic=italic)
                lawful = target.startswith(_LAWFUL_LINKS) and not re.search(r"\s", target)
                return xml.external_link(self.add_link(target), inner) if lawful else inner
            case LineBreak():
                return xml.line_break()
            case _:
                assert_never(inline)

    def _figure(self, figure: Figure) -> list[str]:
        """Return the picture's paragraph, which keeps with its caption, and the captions."""
        parts = []
        picture = figure.image.picture if figure.image else None
        if picture:
            self.pictures += 1
            width, height = self._picture_size(picture)
            alt = wording.alternative_text(figure)
            drawn = xml.picture(self.add_picture(picture), self.pictures, alt, width, height)
            parts.append(xml.paragraph("BulletinPicture", self._marked(figure, drawn)))
        border = "" if picture else _caption_bar(self.layout)
        credit = wording.credit_line(figure)
        if figure.caption:
            keep = "<w:keepNext/>" if credit else ""
            runs = self.inlines_to_xml(figure.caption)
            runs = runs if picture else self._marked(figure, runs)
            parts.append(xml.paragraph("Caption", runs, properties=keep + border))
        if credit:
            parts.append(xml.paragraph("Caption", xml.run(credit), properties=border))
        return parts

    def _picture_size(self, picture: Picture) -> tuple[float, float]:
        width = self.layout.column_width
        height = min(width * picture.height / picture.width, self.layout.type_height * _TALLEST_PICTURE)
        return height * picture.width / picture.height, height

    def _list(self, block: ListBlock) -> list[str]:
        paragraphs = []
        for index, item in enumerate(block.items):
            runs = xml.run(item.marker or "•") + xml.tab() + self.inlines_to_xml(item.content)
            paragraphs.append(xml.paragraph("ListParagraph", self._marked(block, runs) if index == 0 else runs))
        return paragraphs

    def _table(self, table: Table) -> list[str]:
        columns = len(table.rows[0])
        width = xml.twips(self.layout.column_width / columns)
        grid = f'<w:gridCol w:w="{width}"/>' * columns
        look = f'<w:tblLook w:val="0020" w:firstRow="{int(bool(table.header_rows))}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        rows = "".join(self._row(row, width, head=index < table.header_rows) for index, row in enumerate(table.rows))
        properties = f'<w:tblPr><w:tblStyle w:val="BulletinGrid"/><w:tblW w:w="5000" w:type="pct"/>{look}</w:tblPr>'
        # Two tables in a row would become one, and a section cannot end in a table: an empty line follows.
        return [f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>", xml.paragraph("BulletinTable", "")]

    def _row(self, row: tuple[Inlines, ...], width: int, *, head: bool) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{xml.paragraph('BulletinTable', self.inlines_to_xml(cell, bold=head))}</w:tc>"
            for cell in row
        )
        properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _marked(self, block: Block, inner: str) -> str:
        name = re.sub(r"\W", "_", f"a{self.article}_{block.id}")[:40]
        return self.bookmarked(name, inner) if block.id else inner

    def bookmarked(self, name: str, inner: str) -> str:
        """Return content in a bookmark of that name."""
        self.bookmarks += 1
        return xml.bookmarked(name, self.bookmarks, inner)


_RULE_PROPERTIES = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'


def _caption_bar(layout: Layout) -> str:
    """A caption whose picture is not there would read as a stray line: a bar at its left sets it apart."""
    colour = layout.colours["accent"].hex
    return f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="{colour}"/></w:pBdr>'


def _character_style(*, bold: bool, italic: bool) -> str:
    name = "StrongEmphasis" if bold and italic else "Strong" if bold else "Emphasis" if italic else ""
    return f'<w:rStyle w:val="{name}"/>' if name else ""
