"""Traversal of the model: articles, blocks, plain text and words, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from bulletin.model import (
    Article,
    Block,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Inline,
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
from bulletin.notices import Place, Span


def articles(bulletin: Bulletin) -> Iterator[Article]:
    """Yield the articles of all sections, in order."""
    if bulletin.foreword:
        yield bulletin.foreword
    for section in bulletin.sections:
        yield from section.articles


def source_place(article: Article | None, span: Span | None = None) -> Place | None:
    """Return the file and line that a piece of an article was read from, where they are known."""
    if article is None or article.origin is None:
        return None
    return Place(article.origin.kept_in or article.origin.path, span.line if span else None)


def plain_text(content: Inlines) -> str:
    """Return the characters of inlines without their markup and their notes; a line break is a newline."""
    pieces: list[str] = []
    for inline in content:
        match inline:
            case Text(text):
                pieces.append(text)
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                pieces.append(plain_text(inner))
            case LineBreak():
                pieces.append("\n")
            case Note():
                pass
            case _:
                assert_never(inline)
    return "".join(pieces)


def link_targets(content: Inlines) -> Iterator[str]:
    """Yield the address of every link in inlines."""
    for inline in content:
        match inline:
            case Link(target, inner):
                yield target
                yield from link_targets(inner)
            case Emphasis(inner) | Strong(inner) | Note(inner):
                yield from link_targets(inner)
            case Text() | LineBreak():
                pass
            case _:
                assert_never(inline)


def notes(content: Inlines) -> Iterator[Note]:
    """Yield the notes whose marks stand in inlines, in order."""
    for inline in content:
        match inline:
            case Note():
                yield inline
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                yield from notes(inner)
            case Text() | LineBreak():
                pass
            case _:
                assert_never(inline)


def block_contents(block: Block) -> Iterator[Inlines]:
    """Yield each run of inlines in a block, in reading order (a figure's credit is a string, not inlines)."""
    match block:
        case Paragraph(content) | Heading(content):
            yield content
        case Figure():
            yield block.caption
        case ListBlock(items):
            for item in items:
                yield item.content
        case Quotation(paragraphs):
            yield from paragraphs
        case Table(rows):
            for row in rows:
                yield from row
        case Rule():
            pass
        case _:
            assert_never(block)


def block_texts(block: Block) -> Iterator[str]:
    """Yield each plain text of a block, in reading order: markers, captions and credits included, notes not."""
    if isinstance(block, ListBlock):
        for item in block.items:
            if item.marker:
                yield item.marker
            yield plain_text(item.content)
        return
    for content in block_contents(block):
        if content:
            yield plain_text(content)
    if isinstance(block, Figure) and block.credit:
        yield block.credit


def article_notes(article: Article) -> Iterator[Note]:
    """Yield an article's notes in the order of their marks, which is that of their numbers."""
    for block in article.blocks:
        for content in block_contents(block):
            yield from notes(content)


def with_own_notes(article: Article) -> Article:
    """Return the article with a note of its own behind every mark, so that notes are told apart by their identity.

    Equal notes are one value to whoever makes an article; every format prints one for each mark.
    """
    marked = [id(note) for note in article_notes(article)]
    return article if len(set(marked)) == len(marked) else with_texts(article, lambda text: text)


def note_numbers(article: Article) -> dict[int, int]:
    """Return the numbers of an article's notes, from 1, by their identity; every note has but one mark."""
    return {id(note): number for number, note in enumerate(article_notes(article), 1)}


def article_texts(article: Article) -> Iterator[str]:
    """Yield every text of an article that each output prints, in the order in which it prints them.

    Notes stand elsewhere in each of them: `note_texts` has those.
    """
    for text in (article.section, article.title, article.place, article.lead):
        if text:
            yield text
    for block in article.blocks:
        yield from block_texts(block)
    for text in (article.byline, article.source):
        if text:
            yield text


def note_texts(article: Article) -> Iterator[str]:
    """Yield the plain text of each note, in order; every output prints these too."""
    for note in article_notes(article):
        yield plain_text(note.content)


def words(article: Article) -> list[str]:
    """Return the words of an article in reading order, without those of its notes: what no output may lose."""
    return [word for text in article_texts(article) for word in text.split()]


def note_words(article: Article) -> list[str]:
    """Return the words of an article's notes in order: no output may lose them either."""
    return [word for text in note_texts(article) for word in text.split()]


def with_texts(article: Article, change: Callable[[str], str]) -> Article:
    """Return the article with every text of it changed: fields, captions, cells; addresses and markers stay."""

    def inlines(content: Inlines) -> Inlines:
        return tuple(_changed(inline) for inline in content)

    def _changed(inline: Inline) -> Inline:
        match inline:
            case Text(text):
                return Text(change(text))
            case Emphasis(inner) | Strong(inner) | Link(_, inner) | Note(inner):
                return replace(inline, content=inlines(inner))
            case LineBreak():
                return inline
            case _:
                assert_never(inline)

    def block(found: Block) -> Block:
        match found:
            case Paragraph(content) | Heading(content):
                return replace(found, content=inlines(content))
            case Figure(_, caption, credit):
                return replace(found, caption=inlines(caption), credit=change(credit) if credit else None)
            case ListBlock(items):
                return replace(found, items=tuple(replace(item, content=inlines(item.content)) for item in items))
            case Quotation(paragraphs):
                return replace(found, paragraphs=tuple(map(inlines, paragraphs)))
            case Table(rows):
                return replace(found, rows=tuple(tuple(map(inlines, row)) for row in rows))
            case Rule():
                return found
            case _:
                assert_never(found)

    texts = {name: getattr(article, name) for name in ("title", "lead", "section", "place", "byline", "source")}
    return replace(
        article,
        **{name: change(text) for name, text in texts.items() if text is not None},  # type: ignore[arg-type]
        authors=tuple(map(change, article.authors)),
        blocks=tuple(map(block, article.blocks)),
    )
