"""The laws of the model, stated once; readers are held to them, writers may rely on them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin import walk
from bulletin.model import Article, Block, Figure, Heading, Inlines, ListBlock, Quotation, Table, Text

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def violations(article: Article) -> list[str]:
    """Return every law that the article breaks, one sentence each; an empty list for a lawful article."""
    return [*_field_violations(article), *_block_violations(article), *_heading_violations(article)]


def _field_violations(article: Article) -> Iterator[str]:
    for name in ("title", "lead", "section", "place", "byline", "source", "source_url", "url"):
        value: str | None = getattr(article, name)
        if value is not None:
            yield from (f"{name}: {problem}" for problem in _text_problems(value))
    for author in article.authors:
        yield from (f"authors: {problem}" for problem in _text_problems(author))
    if not _LANGUAGE.fullmatch(article.language):
        yield f"language: {article.language!r} is no language tag (BCP 47)"


def _block_violations(article: Article) -> Iterator[str]:
    seen: set[str] = set()
    for block in article.blocks:
        name = f"{type(block).__name__} {block.id}".strip()
        if block.id and block.id in seen:
            yield f"{name}: the id stands twice"
        seen.add(block.id)
        yield from (f"{name}: {problem}" for problem in _shape_problems(block))
        for content in walk.block_contents(block):
            if content:
                yield from (f"{name}: {problem}" for problem in _content_problems(content))
            elif not isinstance(block, Figure | Table):
                yield f"{name}: is empty"


def _shape_problems(block: Block) -> Iterator[str]:
    match block:
        case Figure(image=None, caption=()):
            yield "has neither image nor caption"
        case Figure(credit=str() as credit):
            yield from _text_problems(credit)
        case ListBlock(items=()) | Quotation(paragraphs=()) | Table(rows=()):
            yield "is empty"
        case Table(rows=rows, header_rows=header_rows):
            if len({len(row) for row in rows}) > 1:
                yield "has rows of different lengths"
            if not 0 <= header_rows <= len(rows):
                yield "has more header rows than rows"


def _heading_violations(article: Article) -> Iterator[str]:
    above = 0
    for block in article.blocks:
        if isinstance(block, Heading):
            if not 1 <= block.level <= above + 1:
                yield f"Heading {block.id}: level {block.level} after level {above}"
            above = block.level


def _content_problems(content: Inlines) -> Iterator[str]:
    if any(isinstance(inline, Text) and not inline.text for inline in content):
        yield "holds an empty text"
    if any(_LONE_SURROGATE.search(target) for target in walk.link_targets(content)):
        yield "links to an address with half a character in it"
    yield from _text_problems(walk.plain_text(content))


def _text_problems(text: str) -> Iterator[str]:
    if not text.strip():
        yield "is empty"
    if text != text.strip():
        yield "has space at an end"
    if not unicodedata.is_normalized("NFC", text):
        yield "is not NFC"
    if _LONE_SURROGATE.search(text):
        yield "holds half a character (a lone surrogate)"
