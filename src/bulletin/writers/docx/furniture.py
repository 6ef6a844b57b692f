"""A bulletin's masthead, contents, imprint, running heads and folios → paragraphs and parts of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from bulletin import wording
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style
from bulletin.model import Article, Bulletin
from bulletin.text import terms
from bulletin.writers.docx import wordml
from bulletin.writers.docx.drawings import add_drawing
from bulletin.writers.docx.package import DocumentParts
from bulletin.writers.docx.pages import Furniture, Pages
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.styles import TITLE_ALONE
from bulletin.writers.docx.wordml import Element, child, twips

FOREWORD = "_Toc3000000"
_ABOVE_TITLE, _BELOW_TITLE = 0.22, 0.3  # of the type area's height, on a cover
_LETTER = 0.56  # em: what a letter takes on average


@dataclass(frozen=True, slots=True)
class Opening:
    """A title that the contents list: of a section, or of an article with its number from 1 through the bulletin."""

    title: str
    anchor: str
    article: Article | None = None
    number: int = 0
    opens_section: bool = False  # no other article stands between it and the section's title
    alone: bool = False  # of no section, after one
    section: str | None = None  # its title


def openings(bulletin: Bulletin) -> Iterator[Opening]:
    """Yield the titles of sections and articles in reading order, each with its bookmark.

    Word itself names the bookmarks of a table of contents so: `_Toc` and digits.
    """
    if bulletin.foreword:
        yield Opening(wording.article_title(bulletin.foreword), FOREWORD, bulletin.foreword)
    numbers = count(1)
    titled = False
    for place, section in enumerate(bulletin.sections, 1):
        if section.title and section.articles:
            yield Opening(section.title, f"_Toc{1_000_000 + place}", section=section.title)
        for index, article in enumerate(section.articles):
            number = next(numbers)
            opens = index == 0 and section.title is not None
            alone = titled and section.title is None
            anchor = f"_Toc{2_000_000 + number}"
            yield Opening(wording.article_title(article), anchor, article, number, opens, alone, section.title)
        titled = titled or section.title is not None


# ── masthead ─────────────────────────────────────────────────────────────────────────────────────────────────


def add_masthead(bulletin: Bulletin, story: Story) -> None:
    """Add the masthead: logo, publisher, name, subtitle, and the line of issue and date on its rule."""
    story.set_columns(1)
    _add_logo(bulletin, story, "left")
    if bulletin.publisher:
        story.paragraph("MastheadPublisher", bulletin.publisher)
    story.paragraph("Title", bulletin.title)
    if bulletin.subtitle:
        story.paragraph("Subtitle", bulletin.subtitle)
    lines = wording.masthead_lines(bulletin)
    if lines or story.layout.furniture.masthead_rule.thickness.points():
        _add_issue_line(lines, story)


def _add_issue_line(lines: list[str], story: Story) -> None:
    """Add the issue at the left, the date in the middle, the note at the right; one after another where they collide."""
    node = story.paragraph("MastheadIssue")
    pieces = [lines[0], "", lines[1]] if len(lines) == 2 else lines
    if not _fit_on_tabs(pieces, story.layout, story.layout.styles.masthead_small):
        pieces = [" · ".join(lines)]
    for index, piece in enumerate(pieces):
        if index:
            child(child(node, "r"), "tab")
        if piece:
            wordml.run(node, story.text(piece))


def _fit_on_tabs(pieces: list[str], layout: Layout, role: Style) -> bool:
    letter = role.size.points() * _LETTER
    left, middle, right = (len(piece) * letter for piece in [*pieces, "", "", ""][:3])
    half = layout.type_width / 2
    return max(left, right) + middle / 2 + letter < half if middle else left + right + letter < 2 * half


def add_cover(bulletin: Bulletin, story: Story) -> None:
    """Add a cover: publisher, logo, name, subtitle, issue and date, and a new page after them."""
    story.set_columns(1)
    layout = story.layout
    if bulletin.publisher:
        story.paragraph("CoverPublisher", bulletin.publisher)
    _add_logo(bulletin, story, "center")
    title = story.paragraph("CoverTitle", bulletin.title)
    child(title[0], "spacing", before=twips(layout.type_height * _ABOVE_TITLE))
    if layout.furniture.masthead_rule.thickness.points():
        story.paragraph("CoverRule")
    if bulletin.subtitle:
        story.paragraph("CoverText", bulletin.subtitle)
    for index, line in enumerate(wording.masthead_lines(bulletin)):
        node = story.paragraph("CoverText", line)
        if index == 0:
            child(node[0], "spacing", before=twips(layout.type_height * _BELOW_TITLE))
    story.break_page()


def _add_logo(bulletin: Bulletin, story: Story, align: str) -> None:
    height = story.layout.furniture.logo_height.points()
    picture = bulletin.logo.picture if bulletin.logo else None
    if bulletin.logo is None or picture is None or not height:
        return
    node = story.paragraph("Figure")
    child(node[0], "jc", val=align)
    wide = min(height * picture.width / picture.height, story.layout.type_width / 3)
    add_drawing(child(node, "r"), picture, bulletin.logo.alt or terms.LOGO, (wide, wide * picture.height / picture.width), story)


# ── contents ─────────────────────────────────────────────────────────────────────────────────────────────────


def add_contents(bulletin: Bulletin, story: Story) -> None:
    """Add the contents: a field that Word brings up to date, showing all titles already.

    It stands in a content control of the kind that Word gives its own tables of contents, with the button to renew it.
    """
    shown = "foreword" in story.layout.parts
    entries = [entry for entry in openings(bulletin) if shown or entry.anchor != FOREWORD]
    if not entries:
        return
    story.set_columns(1)
    control = child(story.body, "sdt")
    kind = child(child(control, "sdtPr"), "docPartObj")
    child(kind, "docPartGallery", val="Table of Contents")
    child(kind, "docPartUnique")
    holder = child(control, "sdtContent")
    wordml.run(story.break_before(wordml.paragraph(holder, "TOCHeading")), terms.CONTENTS)
    for index, entry in enumerate(entries):
        style = "TOC1" if entry.article is None else "TOC3" if entry.alone else "TOC2"
        node = wordml.paragraph(holder, style)
        if index == 0:
            # Headings 1 and 2, sections without a page number, each entry a link.
            also = rf' \t "{TITLE_ALONE};3"' if any(each.alone for each in entries) else ""
            wordml.begin_field(node, rf'TOC \o "1-2"{also} \n 1-1 \h \z')
        _add_entry(node, entry, story)
        if index == len(entries) - 1:
            wordml.end_field(node)


def _add_entry(node: Element, entry: Opening, story: Story) -> None:
    link = child(node, "hyperlink", anchor=entry.anchor, history=1)
    wordml.run(link, story.text(entry.title))
    if entry.article:
        child(child(link, "r"), "tab")
        wordml.field(link, rf"PAGEREF {entry.anchor} \h")


# ── imprint, running heads, folios ───────────────────────────────────────────────────────────────────────────


def add_imprint(bulletin: Bulletin, story: Story) -> None:
    """Add the imprint under a hairline, or nothing where the project gives none."""
    lines = list(wording.imprint_lines(bulletin))
    if not lines:
        return
    story.set_columns(1)
    for line in lines:
        node = story.paragraph("Imprint")
        wordml.run(node, f"{line.label}: ", "Strong")
        wordml.run(node, story.text(line.text))


class RunningHeads:
    """What stands at the head and foot of pages, with its own for even pages where pages face.

    The first page has no running head, and its folio only where the layout says so.
    """

    def __init__(self, bulletin: Bulletin, layout: Layout, parts: DocumentParts) -> None:
        self.bulletin = bulletin
        self.layout = layout
        self.parts = parts
        self.with_folio = layout.furniture.folio != "none" and layout.folio_at_top
        self.sides: list[Pages] = ["default", "even"] if layout.page.mirrored else ["default"]
        self._section: str | None = None
        self._heads = 0
        self._plain = self._add_heads(None)

    def of_all_pages(self) -> list[Furniture]:
        """Return the running heads outside of sections, and what the first page and all feet hold."""
        folio = self.layout.furniture.folio != "none"
        first = folio and self.layout.furniture.folio_on_first
        furniture = list(self._plain)
        for number, pages in enumerate(self.sides, 1):
            foot = _furniture_part("ftr", [], _suffix(pages), with_folio=folio and not self.with_folio)
            name = self.parts.add("footer", foot, number)
            furniture.append(Furniture("footer", pages, name))
            if pages == "default" and first and not self.with_folio:
                furniture.append(Furniture("footer", "first", name))
        if first and self.with_folio:  # without the running head of the other pages
            furniture.append(self._add_head("first", []))
        return furniture

    def turn_to(self, section: str | None, story: Story) -> None:
        """Let the pages that begin below name the section of that title, or none."""
        if section != self._section and self.layout.furniture.running_head:
            self._section = section
            story.set_running_heads(self._add_heads(section) if section else self._plain)

    def _add_heads(self, section: str | None) -> list[Furniture]:
        title = wording.running_title(self.bulletin)
        texts = [title, *([section] if section else [])] if self.layout.furniture.running_head else []
        if section and not _fit_on_tabs([title, "", section], self.layout, self.layout.styles.running_head):
            texts = ["", section]
        return [self._add_head(pages, texts) for pages in self.sides]

    def _add_head(self, pages: Pages, texts: list[str]) -> Furniture:
        self._heads += 1
        part = _furniture_part("hdr", texts, _suffix(pages), with_folio=self.with_folio)
        return Furniture("header", pages, self.parts.add("header", part, self._heads))


def _suffix(pages: Pages) -> str:
    return "Even" if pages == "even" else ""


def _furniture_part(name: str, texts: list[str], suffix: str, *, with_folio: bool) -> Element:
    """Return what stands at the head or foot of pages; Word wants at least one paragraph there.

    `texts` are the bulletin's title and, at the right, that of the section: as text, since Word's own field (STYLEREF)
    names the section that begins on a page instead of the one that the page begins in.
    """
    part = wordml.root(name)
    if texts:
        head = wordml.paragraph(part, "Header")
        for index, text in enumerate(texts):
            if index:
                child(child(head, "r"), "tab")
            if text:
                wordml.run(head, wordml.clean(text))
    if with_folio:
        wordml.field(wordml.paragraph(part, f"Footer{suffix}"), "PAGE", "1")
    elif not texts:
        wordml.paragraph(part, "Spacer")
    return part
