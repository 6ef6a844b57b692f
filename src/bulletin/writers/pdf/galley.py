"""An article → its galley: a strip of slugs, in reading order, ready to be cut into pages and columns.

In columns every slug's height is a multiple of the baseline grid, where the layout has one, so that lines stand level
across columns whatever stands above them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from bulletin import walk, wording
from bulletin.model import (
    Article,
    Block,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Quotation,
    Rule,
    Table,
    Text,
)
from bulletin.writers.pdf.gate import Where
from bulletin.writers.pdf.marks import Mark, PictureMark, RuleMark, Slug, TextMark, joined
from bulletin.writers.pdf.setter import Setter
from bulletin.writers.pdf.slugs import (
    apart,
    inlines_to_slugs,
    note_to_slugs,
    on_grid,
    spaced,
    strip_on_grid,
    text_slugs,
    with_notes_below,
    with_skip,
)
from bulletin.writers.pdf.tables import table_to_slugs

_TALLEST_FLOAT = 0.7  # of the type area: a figure with a longer caption stands in the text, and its caption flows on
_TALLEST_WIDE = 0.5  # of the type area: a picture across all columns
LEAST_DPI = 150  # below it, pixels of a printed picture show at arm's length
_LETTER = 0.48  # em: the mean advance of a letter or space of Vietnamese text


@dataclass(frozen=True, slots=True)
class Galley:
    """An article in two strips: its head across the page, empty where titles stand in columns, and its body."""

    head: list[Slug]
    body: list[Slug]


def article_to_galley(article: Article, setter: Setter, anchor: str, language: str) -> Galley:
    """Return the slugs of an article; `anchor` names the place where it begins, `language` is the bulletin's."""
    with setter.tags.inside("Art") as element:
        if article.language != language:
            element.language = article.language
        galley = _galley(walk.with_own_notes(article), setter, anchor)
        setter.tags.close_notes(element)
        return galley


def _galley(article: Article, setter: Setter, anchor: str) -> Galley:
    title = wording.article_title(article)
    setter.number_notes(article, anchor)
    in_column = setter.layout.article.title == "column"
    width = setter.layout.column_width if in_column else setter.layout.type_width
    head = list(_head(article, title, setter, anchor, width))
    body: list[Slug] = strip_on_grid(head, setter) if in_column else []
    before: Block | None = None
    wide = _wide_figures(article, setter)
    indexed = "index" in setter.layout.parts
    for number, block in enumerate(article.blocks):
        if block.span:
            setter.where = Where(f"bài “{title}”", walk.source_place(article, block.span))
        follows_text = isinstance(before, Paragraph)
        slugs = block_to_slugs(block, setter, follows_text=follows_text, wide=id(block) in wide)
        body += [slug._replace(trace=(anchor, number)) for slug in slugs] if indexed else slugs
        if not (isinstance(block, Figure) and block.image and block.image.picture):  # it may float away
            before = block
    setter.where = Where(f"dòng cuối bài “{title}”", walk.source_place(article))
    foot = list(_foot(article, setter, after_text=bool(article.blocks)))
    if foot and article.blocks and not (body[-1].floats or body[-1].wide):
        body[-1] = body[-1]._replace(keeps=True)
    body += foot
    return Galley([] if in_column else head, body)


def title_place(article: Article) -> Where:
    """Return where the title of an article comes from, for messages."""
    return Where(f"tít bài “{wording.article_title(article)}”", walk.source_place(article, article.title_span))


def _head(article: Article, title: str, setter: Setter, anchor: str, width: float) -> Iterator[Slug]:
    slugs: list[Slug] = []
    whole = Where(f"nhãn hoặc sa-pô của bài “{title}”", walk.source_place(article))
    setter.where = whole
    if article.section:
        slugs += text_slugs(setter.plain_passage(article.section, "kicker"), setter, "kicker", width)
    setter.where = title_place(article)
    slugs += text_slugs(setter.plain_passage(title, "title"), setter, "title", width, setter.tags.heading())
    setter.where = whole
    lead = wording.lead_line(article)
    if lead:
        slugs += text_slugs(setter.plain_passage(lead, "lead"), setter, "lead", width)
    slugs[0] = slugs[0]._replace(anchor=anchor)
    yield from slugs


def _foot(article: Article, setter: Setter, *, after_text: bool) -> Iterator[Slug]:
    """Yield the byline and the source line; they stay with the end of the text."""
    texts = [("byline", article.byline), ("source", wording.source_line(article, setter.layout.article.source))]
    slugs: list[Slug] = []
    for role, text in texts:
        if text:
            slugs += text_slugs(setter.plain_passage(text, role), setter, role, setter.layout.column_width)
    for index, slug in enumerate(slugs):
        goes_on = index > 0 and slugs[index - 1].joins
        set_slug = on_grid(slug, setter.layout.baseline, goes_on=goes_on) if setter.layout.grid.baseline else slug
        yield set_slug._replace(keeps=after_text and index < len(slugs) - 1)


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────


def block_to_slugs(block: Block, setter: Setter, *, follows_text: bool, wide: bool = False) -> list[Slug]:
    """Return the slugs of one block, on the grid; a `wide` figure is set across all columns."""
    width = setter.layout.column_width
    match block:
        case Paragraph(content):
            with setter.tags.inside("P"):
                slugs = spaced(inlines_to_slugs(content, setter, "body", width, indented=follows_text), setter, "body")
        case Heading():
            with setter.tags.inside(setter.tags.heading(block.level)):
                slugs = _heading(block, setter, width)
        case Figure(image):
            with setter.tags.inside("Figure" if image and image.picture else "Div") as element:
                element.alt = wording.alternative_text(block) if element.role == "Figure" else None
                slugs = _figure(block, setter, wide=wide)
        case ListBlock():
            with setter.tags.inside("L") as element:
                element.attributes = f"<</O/List/ListNumbering/{'Decimal' if block.ordered else 'Disc'}>>"
                slugs = spaced(apart(_list(block, setter, width), setter, "list"), setter, "list")
        case Quotation(paragraphs):
            with setter.tags.inside("BlockQuote"):
                slugs = spaced(apart(_quotation(paragraphs, setter, width), setter, "quotation"), setter, "quotation")
        case Table():
            slugs = _table(block, setter)
        case Rule():
            slugs = [_ornament(setter, width)]
        case _:
            assert_never(block)
    if not setter.layout.grid.baseline:
        return slugs
    grid = setter.layout.baseline
    running = isinstance(block, Paragraph | ListBlock | Quotation)
    goes_on = [False, *(slug.joins for slug in slugs)]
    return [
        slug if slug.height == grid else on_grid(slug, grid, below=running, goes_on=on)
        for slug, on in zip(slugs, goes_on, strict=False)
    ]


def _heading(heading: Heading, setter: Setter, width: float) -> list[Slug]:
    content = heading.content
    if heading.level > 1 and not setter.layout.styles.heading.italic:  # as Word and EPUB have it
        content = (Emphasis(content),)
    slugs = spaced(inlines_to_slugs(content, setter, "heading", width), setter, "heading")
    return [joined(slugs)] if setter.style("heading").together else slugs


def _figure(figure: Figure, setter: Setter, *, wide: bool) -> list[Slug]:
    """Return a picture with its caption as one slug that floats; a caption that takes most of a page flows on."""
    style, layout = setter.style("caption"), setter.layout
    width = layout.type_width if wide else layout.column_width
    slugs: list[Slug] = []
    picture = figure.image.picture if figure.image else None
    if picture:
        tallest = layout.type_height * (_TALLEST_WIDE if wide else layout.article.tallest_picture)
        height = min(width * picture.height / picture.width, tallest)
        broad = height * picture.width / picture.height
        mark = PictureMark((width - broad) / 2, style.space_before, broad, height, picture, setter.tags.current)
        slugs.append(Slug(height + style.space_before, (mark,), skip=style.space_before, keeps=True))
    captions = _caption_slugs(figure, setter, width, marked=picture is None)
    if captions:
        captions[0] = with_skip(captions[0], style.space_before)
    slugs += captions
    if slugs:
        slugs[-1] = slugs[-1]._replace(height=slugs[-1].height + style.space_after)
    slugs = with_notes_below(slugs, [line for slug in captions for line in slug.notes])
    if slugs and style.together and sum(slug.height for slug in slugs) <= layout.type_height * _TALLEST_FLOAT:
        slugs = [joined(slugs)._replace(floats=picture is not None)]
    elif picture and sum(slug.height for slug in slugs[:3]) <= layout.type_height - 2 * layout.baseline:
        slugs = [joined(slugs[:3]), *slugs[3:]]  # two lines at least stand right under it
    return [slug._replace(wide=True) for slug in slugs] if wide else slugs


def _table(table: Table, setter: Setter) -> list[Slug]:
    slugs = table_to_slugs(table, setter)
    width = setter.layout.type_width if slugs[-1].wide else setter.layout.column_width
    notes = [note for content in walk.block_contents(table) for note in walk.notes(content)]
    return with_notes_below(slugs, [line for note in notes for line in note_to_slugs(note, setter, width)])


def _wide_figures(article: Article, setter: Setter) -> set[int]:
    """Return the identities of the figures that stand across all columns.

    Their pictures are broad and sharp enough to fill the page's width, and there is text enough to stand as high in
    the columns as they do: a short news item would drown under its picture.
    """
    layout = setter.layout
    figures = [block for block in article.blocks if isinstance(block, Figure)]
    if layout.grid.columns == 1 or layout.article.wide_pictures == "none" or not figures:
        return set()
    body = setter.style("body")
    area = sum(map(len, walk.article_texts(article))) * _LETTER * body.ink.size * body.leading
    room, wide = area / layout.column_width / layout.grid.columns, set()
    for figure in figures if layout.article.wide_pictures == "all" else figures[:1]:
        picture = figure.image.picture if figure.image else None
        if picture is None or picture.width * 72 < LEAST_DPI * layout.type_width:
            continue
        height = layout.type_width * picture.height / picture.width
        if height <= min(room, layout.type_height * _TALLEST_WIDE):
            room -= height
            wide.add(id(figure))
    return wide


def _caption_slugs(figure: Figure, setter: Setter, width: float, *, marked: bool) -> list[Slug]:
    """Return the lines of a caption and its credit.

    A caption whose picture is not there would read as a stray line: an accent rule at its left sets it apart.
    """
    left = setter.style("caption").ink.size * 0.9 if marked else 0.0
    credit = wording.credit_line(figure)
    with setter.tags.inside("P" if marked else "Caption"):
        slugs = inlines_to_slugs(figure.caption, setter, "caption", width, left=left) if figure.caption else []
        if credit:
            slugs += inlines_to_slugs((Text(credit),), setter, "credit", width, left=left)
    return [slug._replace(marks=(*slug.marks, _bar(slug, setter))) for slug in slugs] if marked else slugs


def _bar(slug: Slug, setter: Setter) -> Mark:
    """Return a thin upright rule as high as the slug (a very thick, very short one)."""
    stroke = setter.layout.furniture.caption_rule
    return RuleMark(0.0, slug.height / 2, stroke.thickness.points(), slug.height, setter.layout.colours[stroke.colour])


def _list(block: ListBlock, setter: Setter, width: float) -> Iterator[list[Slug]]:
    style = setter.style("list")
    for item in block.items:
        with setter.tags.inside("LI"):
            with setter.tags.inside("Lbl"):
                marker = setter.one_line(item.marker or "•", "list")
            wider = max(0.0, marker.width + style.space - style.left)
            with setter.tags.inside("LBody"):
                slugs = inlines_to_slugs(item.content, setter, "list", width, left=wider)
        slugs[0] = slugs[0]._replace(marks=(TextMark(0.0, style.baseline, marker), *slugs[0].marks))
        yield slugs


def _quotation(paragraphs: tuple[Inlines, ...], setter: Setter, width: float) -> Iterator[list[Slug]]:
    for index, content in enumerate(paragraphs):
        with setter.tags.inside("P"):
            slugs = inlines_to_slugs(content, setter, "quotation", width, indented=index > 0)
        yield slugs


def _ornament(setter: Setter, width: float) -> Slug:
    style, stroke = setter.style("body"), setter.layout.furniture.ornament_rule
    thickness = stroke.thickness.points()
    rule = RuleMark(width * 0.35, style.leading / 2, width * 0.3, thickness, setter.layout.colours[stroke.colour])
    return Slug(style.leading, (rule,) if thickness else ())
