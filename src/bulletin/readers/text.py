"""A text file as copied from a page → one Article."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from bulletin.context import Context, printable_path
from bulletin.drafts.recognise import Recognised, recognise
from bulletin.errors import ReadError
from bulletin.model import Article, Origin
from bulletin.notices import Notice, Place
from bulletin.pictures import with_pictures
from bulletin.readers import MAX_ARTICLE_BYTES
from bulletin.text.encodings import DecodingError, decode

SUFFIXES = (".txt", ".text")


def read(path: Path, context: Context) -> list[Article]:
    """Return the article in the file. Raises ReadError where there is no text in it."""
    article = examine(path, context).article
    if article.title is None and not article.blocks:
        hint = "xem từng dòng bằng “bulletin inspect”, hoặc dán lại cả bài"
        raise ReadError("không còn chữ nào sau khi bỏ phần thừa của trang", place=Place(str(path)), hint=hint)
    return [article]


def examine(path: Path, context: Context) -> Recognised:
    """Return the article with its draft and its ledger, for `inspect`. Raises ReadError as `read` does."""
    data = context.files.read(path, MAX_ARTICLE_BYTES)
    place = Place(str(path))
    try:
        decoded = decode(data)
    except DecodingError as error:
        where = Place(str(path), error.line, error.column)
        hint = "lưu lại tệp ở dạng văn bản UTF-8 rồi thử lại"
        raise ReadError(error.problem, place=where, hint=hint) from error
    if not decoded.text.strip():
        raise ReadError("tệp không có chữ nào", place=place, hint="dán bài viết vào tệp rồi thử lại")
    recognised = recognise(decoded.text)
    article = recognised.article
    if article.title is None:
        problem = "không nhận ra tiêu đề của bài"
        context.report.add(Notice("title-missing", problem, place, "thêm tiêu đề vào dòng đầu của tệp"))
    origin = Origin(printable_path(path), hashlib.sha256(data).hexdigest(), decoded.encoding)
    return replace(recognised, article=with_pictures(replace(article, origin=origin), path, context))

