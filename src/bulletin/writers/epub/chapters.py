"""An article → one finished XHTML file: a chapter in DPUB-ARIA's sense, with the author's words untouched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from bulletin import walk, wording
from bulletin.errors import ReadError
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style, Styles
from bulletin.model import (
    Article,
    Block,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from bulletin.text.addresses import web_address
from bulletin.walk import plain_text
from bulletin.writers.epub.compositor import Compositor
from bulletin.writers.epub.illustrations import Illustrations
from bulletin.writers.epub.markup import attribute, document, language_tag

TABLE_HEAD_WEIGHT = 600
_DEEPEST = 6  # HTML has h1 to h6


@dataclass(frozen=True, slots=True)
class Opening:
    """The section that a chapter stands in; `first` where the chapter opens it and so carries its title."""

    title: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class _Voice:
    """How the words in hand are spoken: what surrounds them inside their block."""

    style: Style
    strong: bool = False
    emphasised: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that the functions below share while they set one article."""

    compositor: Compositor
    illustrations: Illustrations
    styles: Styles
    title_level: int
    source: Literal["full", "source", "date", "none"]
    notes: list[str] = field(default_factory=list)  # as elements, in the order of their marks


def article_to_xhtml(
    article: Article, opening: Opening, layout: Layout, compositor: Compositor, illustrations: Illustrations
) -> bytes:
    """Return the chapter. In a section its title is an h2 under the section's h1, wherever that stands."""
    section_id, title_id = compositor.claim_id("section-title"), compositor.claim_id("title")
    for number, _ in enumerate(walk.article_notes(article), 1):  # before the blocks, which may be called so
        compositor.claim_id(f"note-{number}")
        compositor.claim_id(f"note-mark-{number}")
    styles = layout.styles
    desk = _Desk(compositor, illustrations, styles, 2 if opening.title else 1, layout.article.source)
    above = ""
    if opening.first and opening.title:
        above = f'<h1 class="section"{section_id}>{compositor.set_text(opening.title, styles.section)}</h1>\n'
    body = (
        '<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">\n'
        f"{_head(article, desk, title_id)}{''.join(_blocks(article, desk))}{_foot(article, desk)}"
        f"{_notes(desk)}</section>"
    )
    if above:
        part = '<section epub:type="part" role="doc-part" aria-labelledby="section-title">'
        body = f"{part}\n{above}{body}\n</section>"
    return document(wording.article_title(article), language_tag(article.language), body, kind="article")


def _head(article: Article, desk: _Desk, title_id: str) -> str:
    set_line, styles = desk.compositor.set_line, desk.styles
    lines = (
        set_line("p", "kicker", article.section, styles.kicker),
        set_line(f"h{desk.title_level}", "title", wording.article_title(article), styles.title, title_id),
        set_line("p", "lead", wording.lead_line(article), styles.lead),
    )
    return f"<header>\n{''.join(lines)}</header>\n"


def _foot(article: Article, desk: _Desk) -> str:
    desk.compositor.span = None
    byline = desk.compositor.set_line("p", "byline", article.byline, desk.styles.byline)
    source = wording.source_line(article, desk.source)
    if source:
        words = desk.compositor.set_text(source, desk.styles.source)
        address = web_address(article.url) if article.url else None
        linked = f'<a href="{attribute(address)}">{words}</a>' if address else words
        byline += f'<p class="source">{linked}</p>\n'
    return f"<footer>\n{byline}</footer>\n" if byline else ""


def _notes(desk: _Desk) -> str:
    return f'<div class="footnotes">\n{"".join(desk.notes)}</div>\n' if desk.notes else ""


def _blocks(article: Article, desk: _Desk) -> list[str]:
    pieces = []
    for block in article.blocks:
        desk.compositor.span = block.span
        pieces.append(block_to_xhtml(block, desk))
    return pieces


def block_to_xhtml(block: Block, desk: _Desk) -> str:
    """Return the block as elements that end in a newline."""
    key = desk.compositor.claim_id(block.id)
    styles = desk.styles
    match block:
        case Paragraph(content):
            return f'<p class="body"{key}>{inlines_to_xhtml(content, _Voice(styles.body), desk)}</p>\n'
        case Heading(content, level):
            # Below the first level in italics: layouts have one style for all sub-heads.
            style = styles.heading if level == 1 else replace(styles.heading, italic=True)
            words = inlines_to_xhtml(content, _Voice(style), desk)
            name = f"h{min(desk.title_level + level, _DEEPEST)}"
            return f'<{name} class="heading{"" if level == 1 else " lower"}"{key}>{words}</{name}>\n'
        case Figure():
            return figure_to_xhtml(block, key, desk)
        case ListBlock(items, ordered):
            name = "ol" if ordered else "ul"
            rows = "".join(item_to_xhtml(item, desk) for item in items)
            return f'<{name} class="list" role="list"{key}>\n{rows}</{name}>\n'
        case Quotation(paragraphs):
            voice = _Voice(styles.quotation)
            lines = "".join(f"<p>{inlines_to_xhtml(content, voice, desk)}</p>\n" for content in paragraphs)
            return f"<blockquote{key}>\n{lines}</blockquote>\n"
        case Table():
            return table_to_xhtml(block, key, desk)
        case Rule():
            return f"<hr{key}/>\n"
        case _:
            assert_never(block)


def figure_to_xhtml(figure: Figure, key: str, desk: _Desk) -> str:
    """Return the figure; where no file stands behind the image, its caption alone."""
    words = inlines_to_xhtml(figure.caption, _Voice(desk.styles.caption), desk)
    credit = wording.credit_line(figure)
    if credit:
        words += f' <span class="credit">{desk.compositor.set_text(credit, desk.styles.credit)}</span>'
    caption = f"<figcaption>{words.strip()}</figcaption>\n" if words else ""
    image = _image(figure, desk)
    if not image and not caption:
        return ""
    return f"<figure{key}>\n{image}{caption}</figure>\n"


def _image(figure: Figure, desk: _Desk) -> str:
    if figure.image is None or figure.image.picture is None:
        return ""
    described = wording.description(figure) is not None
    placed = desk.illustrations.place(figure.image.picture, described=described)
    if isinstance(placed, ReadError):
        problem = f"ảnh “{figure.image.source}” không đọc lại được: {placed.problem}; chỉ giữ chú thích"
        desk.compositor.tell("image-unusable", problem)
        return ""
    alt = attribute(wording.alternative_text(figure))
    return f'<img src="{placed.href}" alt="{alt}"/>\n'


def item_to_xhtml(item: ListItem, desk: _Desk) -> str:
    """Return the item; the author's own marker is text, so that no reading system counts anew."""
    style = desk.styles.list
    words = inlines_to_xhtml(item.content, _Voice(style), desk)
    if item.marker is None:
        return f"<li>{words}</li>\n"
    marker = desk.compositor.set_text(item.marker, style)
    return f'<li class="marked"><span class="marker">{marker}</span> {words}</li>\n'


def table_to_xhtml(table: Table, key: str, desk: _Desk) -> str:
    """Return the table: head rows are column heads, all others data."""
    head = "".join(_row(row, desk, head=True) for row in table.rows[: table.header_rows])
    data = "".join(_row(row, desk, head=False) for row in table.rows[table.header_rows :])
    groups = f"<thead>\n{head}</thead>\n" if head else ""
    groups += f"<tbody>\n{data}</tbody>\n" if data else ""
    return f"<table{key}>\n{groups}</table>\n"


def _row(cells: tuple[Inlines, ...], desk: _Desk, *, head: bool) -> str:
    style = desk.styles.table
    if head:
        style = replace(style, weight=TABLE_HEAD_WEIGHT)
    pieces = []
    for content in cells:
        # An empty head is no head: assistive technology would announce it as one.
        name, scope = ("th", ' scope="col"') if head and content else ("td", "")
        pieces.append(f"<{name}{scope}>{inlines_to_xhtml(content, _Voice(style), desk)}</{name}>\n")
    return f"<tr>\n{''.join(pieces)}</tr>\n"


def inlines_to_xhtml(content: Inlines, voice: _Voice, desk: _Desk) -> str:
    """Return the inlines as phrasing content, without a character of white space added."""
    pieces: list[str] = []
    for inline in content:
        match inline:
            case Text(text):
                set_text = desk.compositor.set_text
                pieces.append(set_text(text, voice.style, strong=voice.strong, emphasised=voice.emphasised))
            case Emphasis(inner):
                pieces.append(f"<em>{inlines_to_xhtml(inner, replace(voice, emphasised=True), desk)}</em>")
            case Strong(inner):
                pieces.append(f"<strong>{inlines_to_xhtml(inner, replace(voice, strong=True), desk)}</strong>")
            case Link(target, inner):
                pieces.append(_link(target, inner, voice, desk))
            case LineBreak():
                pieces.append("<br/>\n")
            case Note(inner):
                pieces.append(_note_mark(inner, voice, desk))
            case _:
                assert_never(inline)
    return "".join(pieces)


def _note_mark(content: Inlines, voice: _Voice, desk: _Desk) -> str:
    """Return the mark of a note, and leave the note for the end of the article; each leads to the other."""
    number = len(desk.notes) + 1
    mark_id, note_id = f"note-mark-{number}", f"note-{number}"
    set_text, style = desk.compositor.set_text, desk.styles.footnote
    words = inlines_to_xhtml(content, _Voice(style), desk)
    back = f'<a class="note-number" role="doc-backlink" href="#{mark_id}">{set_text(str(number), style)}</a>'
    mark = set_text(str(number), voice.style, strong=voice.strong, emphasised=voice.emphasised)
    desk.notes.append(
        f'<aside class="footnote" epub:type="footnote" role="doc-footnote" id="{note_id}">\n'
        f"<p>{back} {words}</p>\n</aside>\n"
    )
    return (
        f'<a class="note-mark" epub:type="noteref" role="doc-noteref" id="{mark_id}" href="#{note_id}">{mark}</a>'
    )


def _link(target: str, inner: Inlines, voice: _Voice, desk: _Desk) -> str:
    """Return a link to the web or to a mailbox; the words of any other link stand as plain text."""
    address = web_address(target)
    if address is None:
        problem = f"liên kết tới “{target}” không phải http, https hay mailto nên chỉ giữ phần chữ"
        desk.compositor.tell("link-dropped", problem)
    # HTML has no link inside a link, and a link without words cannot be chosen.
    if address is None or voice.linked or not plain_text(inner).strip():
        return inlines_to_xhtml(inner, voice, desk)
    words = inlines_to_xhtml(inner, replace(voice, linked=True), desk)
    return f'<a href="{attribute(address)}">{words}</a>'
