"""JSON of the model → its articles: one article, or all those of a bulletin."""

from __future__ import annotations

import json
from pathlib import Path

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
    try:
        value = json.loads(context.files.read(path, MAX_ARTICLE_BYTES))
    except json.JSONDecodeError as error:
        where = Place(str(path), error.lineno, error.colno)
        raise ReadError(f"JSON sai cú pháp: {error.msg}", place=where) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of thousands of digits, nesting without end
        raise ReadError(f"không đọc được JSON ({type(error).__name__})", place=place) from error
    try:
        articles = serial.articles_from_json(value)
    except ReadError as error:
        raise ReadError(error.problem, place=place) from error
    if not articles:
        raise ReadError("tệp JSON không có bài nào", place=place)
    for article in articles:
        broken = violations(article)
        if broken:
            raise ReadError(f"bài viết trái luật của mô hình: {broken[0]}", place=place)
    return [with_pictures(article, path, context) for article in articles]

