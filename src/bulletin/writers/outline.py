"""Bulletin → its outline: one line a node, for people and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bulletin import walk
from bulletin.context import Context
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import (
    Article,
    Block,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from bulletin.walk import plain_text
from bulletin.writers import Written

SUFFIX = ".outline.txt"
MEDIA_TYPE = "text/plain"

_FIELDS = (
    "section", "title", "place", "lead", "published", "updated", "byline", "source", "source_url", "url", "views",
)  # fmt: skip


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:  # noqa: ARG001
    """Return the outline of every article as UTF-8 text."""
    lines = [f"bulletin: {bulletin.title}"]
    if bulletin.foreword:
        lines += ["", *article_to_outline(bulletin.foreword)]
    for section in bulletin.sections:
        if section.title:
            lines.append(f"section: {section.title}")
        for article in section.articles:
            lines += ["", *article_to_outline(article)]
    text = "\n".join(lines) + "\n"
    return Written(text.encode("utf-8"), sum(1 for _ in walk.articles(bulletin)), "bài")


def write_article(article: Article) -> bytes:
    """Return one article's outline as UTF-8 text."""
    return ("\n".join(article_to_outline(article)) + "\n").encode("utf-8")


def article_to_outline(article: Article, width: int | None = None) -> Iterator[str]:
    """Yield the lines of one article's outline; texts longer than `width` characters show their two ends."""
    for name in _FIELDS:
        value = getattr(article, name)
        if value is not None:
            yield f"{name}: {_shortened(str(value), width)}"
    for block in article.blocks:
        for line in block_to_outline(block):
            yield _shortened(line, width)


def block_to_outline(block: Block) -> Iterator[str]:
    """Yield the lines of one block."""
    match block:
        case Paragraph(content):
            yield f"paragraph: {_one_line(content)}"
        case Heading(content, level):
            yield f"heading {level}: {_one_line(content)}"
        case Figure(image, caption, credit):
            yield "figure:" + (f" {image.source}" if image else "")
            if caption:
                yield f"  caption: {_one_line(caption)}"
            if credit:
                yield f"  credit: {credit}"
        case ListBlock(items):
            yield "list:"
            for item in items:
                yield f"  {item.marker or '•'} {_one_line(item.content)}"
        case Quotation(paragraphs):
            yield "quotation:"
            yield from (f"  {_one_line(content)}" for content in paragraphs)
        case Table(rows):
            yield "table:"
            yield from ("  " + " | ".join(_one_line(cell) for cell in row) for row in rows)
        case Rule():
            yield "rule"
        case _:
            assert_never(block)


def _one_line(content: Inlines) -> str:
    """Return the text of inlines on one line; the author's line breaks show as strokes, notes stand in brackets."""
    pieces = []
    for inline in content:
        match inline:
            case Note(inner):
                pieces.append(f" [note: {_one_line(inner)}]")
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                pieces.append(_one_line(inner))
            case Text() | LineBreak():
                pieces.append(plain_text((inline,)).replace("\n", " / "))
            case _:
                assert_never(inline)
    return "".join(pieces)


def _shortened(text: str, width: int | None) -> str:
    if width is None or len(text) <= width:
        return text
    return f"{text[: width * 2 // 3].rstrip()} … {text[-(width // 3 - 3) :].lstrip()}"
