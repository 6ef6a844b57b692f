"""Bulletin → Word file (ECMA-376, WordprocessingML) that an editor can go on working in.

wordml  elements             styles, settings  what the layout says      package  parts → bytes
story   the growing body     pages  Word's sections and their columns    blocks, inlines, tables, drawings, furniture, index
"""

from __future__ import annotations

from bulletin import walk
from bulletin.context import Context
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import Bulletin
from bulletin.writers import Written
from bulletin.writers.docx import furniture, index, letterhead, settings, styles, wordml
from bulletin.writers.docx.blocks import article_to_paragraphs
from bulletin.writers.docx.package import DocumentParts
from bulletin.writers.docx.story import Story

SUFFIX = ".docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:
    """Return the bulletin as a Word file; the page numbers of its contents are filled in when Word opens it."""
    document = wordml.root("document")
    parts = DocumentParts(document)
    parts.add("styles", styles.layout_to_styles(layout, bulletin.language))
    has_notes = any(True for article in walk.articles(bulletin) for _ in walk.article_notes(article))
    parts.add("settings", settings.layout_to_settings(layout, bulletin.language, has_notes=has_notes))
    parts.add("numbering", settings.bullets())
    parts.add("fontTable", settings.layout_to_fonts(layout, fonts.catalogue))
    heads = furniture.RunningHeads(bulletin, layout, parts)
    story = _opened(Story(layout, context, parts, wordml.child(document, "body")), has_notes=has_notes)
    story.set_running_heads(heads.of_all_pages())
    for part in layout.parts:
        if part != "sections":
            heads.turn_to(None, story)
        match part:
            case "cover":
                furniture.add_cover(bulletin, story)
            case "letterhead":
                letterhead.add_letterhead(bulletin, story)
            case "signature":
                letterhead.add_signature(bulletin, story)
            case "masthead":
                furniture.add_masthead(bulletin, story)
            case "contents":
                furniture.add_contents(bulletin, story)
            case "foreword":
                if bulletin.foreword:
                    article_to_paragraphs(bulletin.foreword, story, 0, furniture.FOREWORD, opens_section=False)
            case "sections":
                _add_sections(bulletin, story, heads)
            case "index":
                index.add_index(bulletin, story)
            case "imprint":
                furniture.add_imprint(bulletin, story)
    story.finish()
    count = sum(len(section.articles) for section in bulletin.sections)
    return Written(parts.to_bytes(bulletin, context.timestamp), count, "bài")


def _opened(story: Story, *, has_notes: bool) -> Story:
    """Return the story, with a part for its notes where there are any."""
    if has_notes:
        story.open_notes()
    return story


def _add_sections(bulletin: Bulletin, story: Story, heads: furniture.RunningHeads) -> None:
    for opening in furniture.openings(bulletin):
        if opening.anchor == furniture.FOREWORD:
            continue
        heads.turn_to(opening.section, story)
        if opening.article:
            number, anchor = opening.number, opening.anchor
            article_to_paragraphs(
                opening.article, story, number, anchor, opens_section=opening.opens_section,
                title_style="TitleAlone" if opening.alone else "Heading2",
            )  # fmt: skip
        else:
            story.set_columns(1)
            if "page" in (story.layout.article.opens, story.layout.article.section_opens):
                story.break_page()
            story.bookmark(opening.anchor, story.paragraph("Heading1", opening.title))
