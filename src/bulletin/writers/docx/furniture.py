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
from bulletin.writers.docx.package import DocumentParts
from bulletin.writers.docx.pages import Furniture, Pages
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.wordml import Element, child

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
    """Add the masthead: publisher, name, subtitle, and the line of issue and date on the accent rule."""
    story.set_columns(1)
    if bulletin.publisher:
        story.paragraph("MastheadPublisher", bulletin.publisher)
    story.paragraph("Title", bulletin.title)
    if bulletin.subtitle:
        story.paragraph("Subtitle", bulletin.subtitle)
    lines = wording.masthead_lines(bulletin)
    if lines or story.layout.rule.points():
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


# ── contents ─────────────────────────────────────────────────────────────────────────────────────────────────


def add_contents(bulletin: Bulletin, story: Story) -> None:
    """Add the contents: a field that Word brings up to date, showing all titles already.

    It stands in a content control of the kind that Word gives its own tables of contents, with the button to renew it.
    """
    entries = list(openings(bulletin))
    if not entries:
        return
    story.set_columns(1)
    control = child(story.body, "sdt")
    kind = child(child(control, "sdtPr"), "docPartObj")
    child(kind, "docPartGallery", val="Table of Contents")
    child(kind, "docPartUnique")
    holder = child(control, "sdtContent")
    wordml.run(wordml.paragraph(holder, "TOCHeading"), terms.CONTENTS)
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
    """Add the heads from page 2 on and the folios of all pages, with their own for even pages where pages face."""
    title = wordml.clean(wording.running_title(bulletin))
    sides: list[Pages] = ["default", "even"] if layout.page.mirrored else ["default"]
    for number, pages in enumerate(sides, 1):
        suffix = "Even" if pages == "even" else ""
        head = wordml.root("hdr")
        wordml.run(wordml.paragraph(head, f"Header{suffix}"), title)
        parts.furniture.append(Furniture("header", pages, parts.add("header", head, number)))
        foot = wordml.root("ftr")
        wordml.field(wordml.paragraph(foot, f"Footer{suffix}"), "PAGE", "1")
        folio = parts.add("footer", foot, number)
        parts.furniture.append(Furniture("footer", pages, folio))
        if pages == "default":
            parts.furniture.append(Furniture("footer", "first", folio))
