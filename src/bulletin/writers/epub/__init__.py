"""A bulletin and a layout → an EPUB 3.3 publication, with its NCX for older reading systems.

Every page is finished XHTML before EbookLib sees it. A chapter an article; the title of a section stands above
its first article, where it is read, instead of alone on a page. Page size, columns, running heads and folios are
the reading system's own business and are left to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from bulletin import wording
from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin, Section
from bulletin.notices import Notice
from bulletin.text import terms
from bulletin.text.characters import xml_text
from bulletin.writers import Written
from bulletin.writers.epub import cover
from bulletin.writers.epub.chapters import Opening, article_to_xhtml
from bulletin.writers.epub.compositor import Compositor
from bulletin.writers.epub.faces import TypeCase
from bulletin.writers.epub.illustrations import Illustrations
from bulletin.writers.epub.index import Target, index_to_xhtml
from bulletin.writers.epub.markup import attribute
from bulletin.writers.epub.metadata import bulletin_to_metadata
from bulletin.writers.epub.package import COVER_IMAGE, NAVIGATION, XHTML, File, Publication, publication_to_epub
from bulletin.writers.epub.pages import (
    Entry,
    Landmark,
    contents_to_xhtml,
    cover_to_xhtml,
    imprint_to_xhtml,
    letterhead_to_xhtml,
    signature_to_xhtml,
)
from bulletin.writers.epub.stylesheet import layout_to_css

SUFFIX = ".epub"
MEDIA_TYPE = "application/epub+zip"

_CONTENTS = "nav.xhtml"


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:
    """Return the EPUB. Raises FontError where a face of the layout cannot be had."""
    book = _Book(bulletin, layout, fonts, context)
    for part in dict.fromkeys(layout.parts):
        book.add_part(part)
    data = publication_to_epub(book.publication(), context.timestamp)
    return Written(data, book.chapters, "chương")


@dataclass(slots=True)
class _Book:
    """The book while it is put together, part by part in the layout's order."""

    bulletin: Bulletin
    layout: Layout
    fonts: FontBook
    context: Context
    case: TypeCase = field(init=False)
    illustrations: Illustrations = field(init=False)
    pages: list[File] = field(default_factory=list)
    spine: list[str] = field(default_factory=list)
    chapters: int = 0
    entries: list[Entry] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)
    targets: dict[int, Target] = field(default_factory=dict)  # by the numbers with which an index counts articles

    def __post_init__(self) -> None:
        self.case = TypeCase(self.layout, self.fonts, self.context.report)
        self.illustrations = Illustrations(self.context)

    def add_part(self, part: str) -> None:
        match part:
            case "letterhead":
                page = letterhead_to_xhtml(self.bulletin, self.layout.styles, self._compositor())
                self._add_page("letterhead", page, "titlepage", terms.LETTERHEAD)
            case "signature":
                if wording.has_signature(self.bulletin):
                    page = signature_to_xhtml(self.bulletin, self.layout.styles, self._compositor())
                    self._add_page("signature", page, "backmatter", terms.SIGNATURE)
            case "cover" | "masthead" if "cover" in self.spine:
                pass  # one cover, whichever of the two comes first
            case "cover" | "masthead":
                page = cover_to_xhtml(self.bulletin, self.layout, self._compositor(), part, self._logo(part))
                self._add_page("cover", page, "cover", terms.COVER)
            case "contents":
                self.spine.append(NAVIGATION)  # its page is set last, when all entries are known
                self.landmarks.append(Landmark("toc", terms.CONTENTS, _CONTENTS))
            case "foreword":
                if self.bulletin.foreword:
                    self.entries.append(self._add_article(self.bulletin.foreword, 0, Section(None, ()), first=False))
            case "sections":
                self._add_sections()
            case "index":
                self._add_index()
            case "imprint":
                if any(wording.imprint_lines(self.bulletin)):
                    page = imprint_to_xhtml(self.bulletin, self.layout.styles, self._compositor())
                    self._add_page("imprint", page, "colophon", terms.IMPRINT)
                    self.entries.append(Entry(terms.IMPRINT, "imprint.xhtml"))

    def _logo(self, part: Literal["cover", "masthead"]) -> str:
        """Return the logo as an element as high against the name as on paper, or nothing."""
        height, logo = self.layout.furniture.logo_height.points(), self.bulletin.logo
        if not height or logo is None or logo.picture is None:
            return ""
        placed = self.illustrations.place(logo.picture, described=True)
        if isinstance(placed, ReadError):
            problem = f"biểu trưng “{logo.source}” không đọc lại được: {placed.problem}"
            self.context.report.add(Notice("image-unusable", problem))
            return ""
        em = height / self.layout.styles.body.size.points()
        sides = "auto" if part == "cover" else "0"
        style = f"height: {em:.2f}em; width: auto; max-width: 33%; margin: 0 {sides} 1em"
        return f'<img src="{placed.href}" alt="{attribute(logo.alt or terms.LOGO)}" style="{style}"/>\n'

    def publication(self) -> Publication:
        """Return the finished book."""
        image = self._cover_image()
        contents = self._contents()
        files = [contents, self._style_sheet(), *self.pages, *image, *self._plates(), *self._faces()]
        metadata = bulletin_to_metadata(
            self.bulletin, self.illustrations, cover_image=image[0].name if image else None
        )
        return Publication(metadata, files, self.spine or [NAVIGATION], self._entries())

    def _compositor(self, article: Article | None = None) -> Compositor:
        return Compositor(self.case, self.context.report, article)

    def _add_page(self, name: str, data: bytes, kind: str, title: str) -> None:
        self.pages.append(File(name, f"{name}.xhtml", XHTML, data))
        self.spine.append(name)
        self.landmarks.append(Landmark(kind, title, f"{name}.xhtml"))

    def _add_index(self) -> None:
        if self.bulletin.index:
            page = index_to_xhtml(self.bulletin, self.layout.styles, self._compositor(), self.targets)
            self._add_page("index", page, "index", terms.INDEX)
            self.entries.append(Entry(terms.INDEX, "index.xhtml#title"))

    def _add_sections(self) -> None:
        numbers = count(1)
        for section in self.bulletin.sections:
            self._add_section(section, numbers)

    def _add_section(self, section: Section, numbers: Iterator[int]) -> None:
        titles = [
            self._add_article(article, next(numbers), section, first=index == 0)
            for index, article in enumerate(section.articles)
        ]
        if section.title and titles:
            first = titles[0].href.partition("#")[0]
            self.entries.append(Entry(xml_text(section.title), f"{first}#section-title", tuple(titles)))
        else:
            self.entries += titles

    def _add_article(self, article: Article, number: int, section: Section, *, first: bool) -> Entry:
        self.chapters += 1
        name = f"article-{self.chapters:04}"
        compositor = self._compositor(article)
        data = article_to_xhtml(article, Opening(section.title, first), self.layout, compositor, self.illustrations)
        self.targets[number] = Target(f"{name}.xhtml", article, compositor.ids)
        if not any(mark.kind == "bodymatter" for mark in self.landmarks):
            self.landmarks.append(Landmark("bodymatter", terms.BEGINNING, f"{name}.xhtml"))
        self.pages.append(File(name, f"{name}.xhtml", XHTML, data))
        self.spine.append(name)
        return Entry(xml_text(wording.article_title(article)), f"{name}.xhtml#title")

    def _entries(self) -> list[Entry]:
        """Return the entries; a navigation document may not be empty (EPUB 3.3 §7.3)."""
        return self.entries or [Entry(xml_text(self.bulletin.title), self.pages[0].href if self.pages else _CONTENTS)]

    def _contents(self) -> File:
        data = contents_to_xhtml(
            self.bulletin, self._entries(), self.landmarks, self.layout.styles, self._compositor()
        )
        return File(NAVIGATION, _CONTENTS, XHTML, data, NAVIGATION)

    def _cover_image(self) -> list[File]:
        image = cover.cover_image(self.bulletin, self.layout, self.fonts)
        return [File("cover-image", "images/cover.png", cover.MEDIA_TYPE, image, COVER_IMAGE)] if image else []

    def _plates(self) -> list[File]:
        return [File(file.name, file.href, file.media_type, file.data) for file in self.illustrations.files]

    def _style_sheet(self) -> File:
        css = layout_to_css(self.layout, self.case.embedded(), self.fonts.catalogue)
        return File("style", "style.css", "text/css", css)

    def _faces(self) -> list[File]:
        fonts = [
            File(f"font-{number}", key.file_name, "font/ttf", face.data)
            for number, (key, face) in enumerate(self.case.embedded().items(), 1)
        ]
        licences = [
            File(f"licence-{number}", name, "text/plain", text)
            for number, (name, text) in enumerate(self.case.licences().items(), 1)
        ]
        return fonts + licences
