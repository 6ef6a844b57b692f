"""Articles and their blocks → paragraphs and tables in the styles of the layout."""

from __future__ import annotations

from typing import assert_never

from bulletin import wording
from bulletin.layout.styles import Style
from bulletin.model import (
    Article,
    Block,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Rule,
    Table,
)
from bulletin.writers.docx import wordml
from bulletin.writers.docx.drawings import add_figure
from bulletin.writers.docx.inlines import Voice, inlines_to_runs
from bulletin.writers.docx.story import Story, bookmark_name
from bulletin.writers.docx.styles import article_gap, heading_style
from bulletin.writers.docx.tables import table_to_rows
from bulletin.writers.docx.wordml import Element, child, twips


def article_to_paragraphs(article: Article, story: Story, number: int, anchor: str, *, opens_section: bool, title_style: str = "Heading2") -> None:
    """Add an article: its head across the page, its body in the layout's columns.

    `number` counts the bulletin's articles from 1; `anchor` is the bookmark that the contents point to.
    """
    story.article = article
    story.set_columns(story.layout.grid.columns if story.layout.article.title == "column" else 1)
    _add_head(article, story, number, anchor, opens_section=opens_section, title_style=title_style)
    if article.blocks or article.byline or _source_line(article, story):
        story.set_columns(story.layout.grid.columns)
    before: Block | None = None
    for block in article.blocks:
        story.span = block.span
        first, last = block_to_paragraphs(block, story, follows_text=isinstance(before, Paragraph))
        story.bookmark(bookmark_name(number, block.id), first, last)
        before = block
    story.span = None
    _add_foot(article, story)
    story.article = None


def _add_head(article: Article, story: Story, number: int, anchor: str, *, opens_section: bool, title_style: str) -> None:
    if story.layout.article.opens == "page" and not opens_section:
        story.break_page()
    opening = story.paragraph("Kicker", article.section) if article.section else None
    title = story.paragraph(title_style, wording.article_title(article))
    story.bookmark(anchor, title)
    story.bookmark(f"_Bai{number}", title)
    top = title if opening is None else opening
    if story.layout.article.opens == "below" and not opens_section and top is not story.body[0]:
        # The only white that belongs to a place and not to a style: above an article that follows another.
        child(top[0], "spacing", before=twips(article_gap(story.layout)))
    lead = wording.lead_line(article)
    if lead:
        story.paragraph("Lead", lead)


def _source_line(article: Article, story: Story) -> str | None:
    return wording.source_line(article, story.layout.article.source)


def _add_foot(article: Article, story: Story) -> None:
    """Add byline and source line; they stay with the end of the text.

    They do not hold a last picture, which would leave a hole where it stood when all go to the next page.
    """
    held = story.body[-1] if article.blocks and not isinstance(article.blocks[-1], Figure | Table) else None
    for style, text in (("Byline", article.byline), ("Source", _source_line(article, story))):
        if text:
            if held is not None:
                look = held[0]
                look.insert(1, child(look, "keepNext"))  # after the style
            held = story.paragraph(style, text)


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────


def block_to_paragraphs(block: Block, story: Story, *, follows_text: bool) -> tuple[Element, Element]:
    """Add one block and return its first and its last paragraph."""
    styles = story.layout.styles
    match block:
        case Paragraph(content):
            style = "BodyTextFirstIndent" if follows_text else "BodyText"
            added = [_paragraph(content, style, styles.body, story)]
        case Heading(content, level):
            added = [_paragraph(content, heading_style(level), styles.heading, story)]
        case Figure():
            added = _figure(block, story)
        case ListBlock(items):
            added = [_list_item(item, story) for item in items]
        case Quotation(paragraphs):
            added = [
                _paragraph(content, "QuoteContinued" if index else "Quote", styles.quotation, story)
                for index, content in enumerate(paragraphs)
            ]
        case Table():
            added = table_to_rows(block, story)
        case Rule():
            added = [story.paragraph("Separator")]
        case _:
            assert_never(block)
    return added[0], added[-1]


def _paragraph(content: Inlines, style: str, role: Style, story: Story) -> Element:
    node = story.paragraph(style)
    inlines_to_runs(content, node, Voice(role), story)
    return node


def _list_item(item: ListItem, story: Story) -> Element:
    """Add an item: the author's marker as typed text, so that it stays what it was; Word's own bullet where there is none."""
    if item.marker is None:
        return _paragraph(item.content, "ListBullet", story.layout.styles.list, story)
    node = story.paragraph("List", item.marker)
    child(child(node, "r"), "tab")
    inlines_to_runs(item.content, node, Voice(story.layout.styles.list), story)
    return node


def _figure(figure: Figure, story: Story) -> list[Element]:
    """Add a picture, where there is one behind the figure, and its caption with the credit on a line of its own."""
    picture = figure.image.picture if figure.image else None
    added: list[Element] = []
    if picture:
        holder = story.paragraph("Figure")
        add_figure(wordml.child(holder, "r"), figure, picture, story)
        added.append(holder)
    credit = wording.credit_line(figure)
    if figure.caption or credit or not added:
        node = story.paragraph("Caption" if picture else "CaptionAlone")
        inlines_to_runs(figure.caption, node, Voice(story.layout.styles.caption), story)
        if figure.caption and credit:
            child(child(node, "r"), "br")
        if credit:
            wordml.run(node, story.text(credit), "PhotoCredit")
        added.append(node)
    return added
