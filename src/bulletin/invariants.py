"""The laws of the model, stated once; readers are held to them, writers may rely on them.

A violation reads "where: what is wrong": places as in settings, counted from 1 ("blocks[3].items[2]"), words in
Vietnamese, because a person who wrote JSON by hand reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from bulletin import walk
from bulletin.dialect import DEEPEST_HEADING
from bulletin.inlines import join_inlines
from bulletin.model import Article, Block, Figure, Heading, Inlines, ListBlock, Paragraph, Quotation, Rule, Table

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # no reader lets them through, and Markdown cannot hold them
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ACTIVE = ("javascript:", "vbscript:", "data:")

_TEXT_FIELDS = ("title", "lead", "section", "place", "byline", "source", "source_url", "url")


def violations(article: Article) -> list[str]:
    """Return every law that the article breaks, one sentence each; an empty list for a lawful article."""
    return [*_field_violations(article), *_block_violations(article), *_heading_violations(article)]


def is_language(tag: str) -> bool:
    """Return whether the tag has the form of a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(tag) is not None


def is_active(address: str) -> bool:
    """Return whether an address would run or carry something in itself, instead of leading somewhere."""
    return re.sub("[\x00-\x20]", "", address).casefold().startswith(_ACTIVE)


def _field_violations(article: Article) -> Iterator[str]:
    for name in _TEXT_FIELDS:
        value: str | None = getattr(article, name)
        if value is not None:
            yield from (f"{name}: {problem}" for problem in _text_problems(value))
    for number, author in enumerate(article.authors, 1):
        yield from (f"authors[{number}]: {problem}" for problem in _text_problems(author))
    if not is_language(article.language):
        yield f"language: “{article.language[:20]}” không phải nhãn ngôn ngữ (BCP 47), ví dụ vi"


def _block_violations(article: Article) -> Iterator[str]:
    seen: set[str] = set()
    for number, block in enumerate(article.blocks, 1):
        where = f"blocks[{number}]"
        if block.id and block.id in seen:
            yield f"{where}.id: “{block.id}” đã có ở khối khác"
        seen.add(block.id)
        yield from (f"{where}{problem}" for problem in _shape_problems(block))
        for key, content in _contents(block):
            if content:
                yield from (f"{where}.{key}: {problem}" for problem in _content_problems(content))
            elif not isinstance(block, Figure | Table):
                yield f"{where}.{key}: không có chữ nào"


def _contents(block: Block) -> Iterator[tuple[str, Inlines]]:
    """Yield each run of inlines in a block with its key, as JSON has it."""
    match block:
        case Paragraph(content) | Heading(content):
            yield "content", content
        case Figure():
            yield "caption", block.caption
        case ListBlock(items):
            yield from ((f"items[{n}].content", item.content) for n, item in enumerate(items, 1))
        case Quotation(paragraphs):
            yield from ((f"paragraphs[{n}]", content) for n, content in enumerate(paragraphs, 1))
        case Table(rows):
            for n, row in enumerate(rows, 1):
                yield from ((f"rows[{n}][{m}]", cell) for m, cell in enumerate(row, 1))
        case Rule():
            pass
        case _:
            assert_never(block)


def _shape_problems(block: Block) -> Iterator[str]:
    match block:
        case Figure():
            yield from _figure_problems(block)
        case ListBlock(items):
            if not items:
                yield ".items: danh sách trống"
            for number, item in enumerate(items, 1):
                if item.marker is not None:
                    yield from (f".items[{number}].marker: {problem}" for problem in _text_problems(item.marker))
        case Quotation(paragraphs=()):
            yield ".paragraphs: danh sách trống"
        case Table(rows=rows, header_rows=header_rows):
            if not rows or not all(rows):
                yield ".rows: bảng không có ô nào"
            if len({len(row) for row in rows}) > 1:
                yield ".rows: các hàng không cùng số ô"
            if not 0 <= header_rows <= len(rows):
                yield ".header_rows: nhiều hàng đầu bảng hơn số hàng"


def _figure_problems(figure: Figure) -> Iterator[str]:
    if figure.image is None and not figure.caption:
        yield ": không có cả ảnh lẫn chú thích"
    if figure.credit is not None:
        yield from (f".credit: {problem}" for problem in _text_problems(figure.credit))
    if figure.image is not None:
        for key, text in (("source", figure.image.source), ("alt", figure.image.alt)):
            if text is not None:
                yield from (f".image.{key}: {problem}" for problem in _text_problems(text))


def _heading_violations(article: Article) -> Iterator[str]:
    above = 0
    for number, block in enumerate(article.blocks, 1):
        if isinstance(block, Heading):
            if not 1 <= block.level <= above + 1:
                yield f"blocks[{number}].level: tít phụ cấp {block.level} đứng sau cấp {above}"
            if block.level > DEEPEST_HEADING:
                yield f"blocks[{number}].level: tít phụ chỉ có đến cấp {DEEPEST_HEADING}"
            above = block.level


def _content_problems(content: Inlines) -> Iterator[str]:
    if join_inlines(content) != content:
        yield "có phần trống, hai phần chữ liền nhau, một kiểu nhấn lồng trong chính nó, hay chú thích trong đường dẫn"
    for target in walk.link_targets(content):
        if _LONE_SURROGATE.search(target) or _CONTROL.search(target):
            yield "địa chỉ của đường dẫn có ký tự không in được"
        if is_active(target):
            yield f"đường dẫn “{target[:30]}” không phải một địa chỉ để mở"
    yield from _text_problems(walk.plain_text(content))
    for number, note in enumerate(walk.notes(content), 1):
        yield from (f"chú thích thứ {number}: {problem}" for problem in _content_problems(note.content))


def _text_problems(text: str) -> Iterator[str]:
    if not text.strip():
        yield "không có chữ nào"
    elif text != text.strip():
        yield "có khoảng trắng ở đầu hay cuối"
    if not unicodedata.is_normalized("NFC", text):
        yield "chữ chưa ở dạng NFC"
    if _LONE_SURROGATE.search(text):
        yield "có nửa ký tự (lone surrogate)"
    if _CONTROL.search(text):
        yield "có ký tự điều khiển"
