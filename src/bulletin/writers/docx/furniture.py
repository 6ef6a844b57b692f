"""A bulletin's masthead, contents, imprint, running heads and folios → paragraphs and parts of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from bulletin import wording
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin
from bulletin.text import terms
from bulletin.writers.docx import wordml
from bulletin.writers.docx.drawings import add_drawing
from bulletin.writers.docx.package import DocumentParts
from bulletin.writers.docx.pages import Furniture, Pages
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.wordml import Element, child, twips

FOREWORD = "_Toc3000000"
_FIRST = 3  # the number of the part that stands on the first page
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


def openings(bulletin: Bulletin) -> Iterator[Opening]:
    """Yield the titles of sections and articles in reading order, each with its bookmark.

    Word itself names the bookmarks of a table of contents so: `_Toc` and digits.
    """
    if bulletin.foreword:
        yield Opening(wording.article_title(bulletin.foreword), FOREWORD, bulletin.foreword)
    numbers = count(1)
    for place, section in enumerate(bulletin.sections, 1):
        if section.title and section.articles:
            yield Opening(section.title, f"_Toc{1_000_000 + place}")
        for index, article in enumerate(section.articles):
            number = next(numbers)
            opens = index == 0 and section.title is not None
            yield Opening(wording.article_title(article), f"_Toc{2_000_000 + number}", article, number, opens)


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
    if not _fit_on_tabs(pieces, story.layout):
        pieces = [" · ".join(lines)]
    for index, piece in enumerate(pieces):
        if index:
            child(child(node, "r"), "tab")
        if piece:
            wordml.run(node, story.text(piece))


def _fit_on_tabs(pieces: list[str], layout: Layout) -> bool:
    letter = layout.styles.masthead_small.size.points() * _LETTER
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
        node = wordml.paragraph(holder, "TOC2" if entry.article else "TOC1")
        if index == 0:
            # Headings 1 and 2, sections without a page number, each entry a link.
            wordml.begin_field(node, r'TOC \o "1-2" \n 1-1 \h \z')
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


def add_running_heads(bulletin: Bulletin, layout: Layout, parts: DocumentParts) -> None:
    """Add running heads and folios where the layout wants them, with their own for even pages where pages face.

    The first page has no running head, and its folio only where the layout says so.
    """
    title = wording.running_title(bulletin) if layout.furniture.running_head else None
    at_top, shown = layout.folio_at_top, layout.furniture.folio != "none"
    sides: list[Pages] = ["default", "even"] if layout.page.mirrored else ["default"]
    for number, pages in enumerate(sides, 1):
        suffix = "Even" if pages == "even" else ""
        head = _furniture_part("hdr", title, suffix, with_folio=shown and at_top)
        parts.furniture.append(Furniture("header", pages, parts.add("header", head, number)))
        foot = _furniture_part("ftr", None, suffix, with_folio=shown and not at_top)
        folio = parts.add("footer", foot, number)
        parts.furniture.append(Furniture("footer", pages, folio))
        if pages == "default" and shown and layout.furniture.folio_on_first and not at_top:
            parts.furniture.append(Furniture("footer", "first", folio))
    if shown and layout.furniture.folio_on_first and at_top:  # without the running head of the other pages
        first = parts.add("header", _furniture_part("hdr", None, "", with_folio=True), _FIRST)
        parts.furniture.append(Furniture("header", "first", first))


def _furniture_part(name: str, title: str | None, suffix: str, *, with_folio: bool) -> Element:
    """Return what stands at the head or foot of pages; Word wants at least one paragraph there."""
    part = wordml.root(name)
    if title:
        wordml.run(wordml.paragraph(part, f"Header{suffix}"), wordml.clean(title))
    if with_folio:
        wordml.field(wordml.paragraph(part, f"Footer{suffix}"), "PAGE", "1")
    elif not title:
        wordml.paragraph(part, "Spacer")
    return part
