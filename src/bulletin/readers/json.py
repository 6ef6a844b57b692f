"""JSON of the model → its articles: one article, or all those of a bulletin."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

from bulletin import serial
from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.invariants import violations
from bulletin.model import Article
from bulletin.notices import Place
from bulletin.pictures import with_pictures
from bulletin.readers import MAX_ARTICLE_BYTES

SUFFIXES = (".json",)


def read(path: Path, context: Context) -> list[Article]:
    """Return the articles. Raises ReadError for JSON that is not ours, or that breaks the laws of the model."""
    place = Place(str(path))
    data = context.files.read(path, MAX_ARTICLE_BYTES)
    try:
        value = json.loads(_text(data), object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        where = Place(str(path), error.lineno, error.colno)
        raise ReadError(f"JSON sai cú pháp: {error.msg}", place=where) from error
    except _DuplicateKeyError as error:
        raise ReadError(f"JSON sai cấu trúc: khóa “{error}” có hai lần trong một đối tượng", place=place) from error
    except (ValueError, RecursionError) as error:  # not Unicode, a number of thousands of digits, nesting without end
        raise ReadError(f"không đọc được JSON ({_REASONS.get(type(error), 'số quá dài')})", place=place) from error
    try:
        articles = serial.articles_from_json(value)
    except ReadError as error:
        raise ReadError(error.problem, place=place) from error
    if not articles:
        raise ReadError("tệp JSON không có bài nào", place=place)
    for index, article in enumerate(articles, 1):
        broken = violations(article)
        if broken:
            more = f" (và {len(broken) - 1} lỗi khác)" if len(broken) > 1 else ""
            raise ReadError(f"bài viết trái luật của mô hình: {_at(index, articles)}{broken[0]}{more}", place=place)
    return [with_pictures(article, path, context) for article in articles]


class _DuplicateKeyError(Exception):
    """One object has a key twice: JSON would keep the last in silence."""


_REASONS: dict[type[Exception], str] = {UnicodeDecodeError: "không phải UTF-8", RecursionError: "lồng nhau quá sâu"}


def _text(data: bytes) -> str:
    """Return the text of JSON: UTF-8, UTF-16 or UTF-32, with or without a byte order mark (RFC 8259, 8.1)."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig")
    return data.decode(json.detect_encoding(data))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _DuplicateKeyError(key[:40])
            seen.add(key)
    return value


def _at(index: int, articles: list[Article]) -> str:
    return f"bài {index}: " if len(articles) > 1 else ""
