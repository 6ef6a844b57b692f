"""A text file as copied from a page → its articles, most often one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from bulletin.context import Context, printable_path
from bulletin.drafts.recognise import Recognised, recognise, report_remarks
from bulletin.errors import ReadError
from bulletin.model import Article, Origin
from bulletin.notices import Notice, Place, Severity
from bulletin.pictures import with_pictures
from bulletin.readers import MAX_ARTICLE_BYTES, report_foreign_lines
from bulletin.text.encodings import DecodingError, decode

SUFFIXES = (".txt", ".text")
MAX_LINES = 300_000  # blank ones, too: three thousand pages


def read(path: Path, context: Context) -> list[Article]:
    """Return the articles in the file, most often one. Raises ReadError where there is no text in it."""
    articles = [recognised.article for recognised in examine(path, context)]
    whole = [article for article in articles if article.title is not None or article.blocks]
    if not whole:
        hint = "xem từng dòng bằng “bulletin inspect”, hoặc dán lại cả bài"
        raise ReadError("không còn chữ nào sau khi bỏ phần thừa của trang", place=Place(str(path)), hint=hint)
    return whole


def examine(path: Path, context: Context) -> list[Recognised]:
    """Return the articles with their drafts and ledgers, for `inspect`. Raises ReadError as `read` does."""
    data = context.files.read(path, MAX_ARTICLE_BYTES)
    place = Place(str(path))
    try:
        decoded = decode(data, context.encoding)
    except DecodingError as error:
        where = Place(str(path), error.line, error.column)
        hint = "lưu lại tệp ở dạng văn bản UTF-8, hoặc nêu bảng mã bằng --encoding"
        raise ReadError(error.problem, place=where, hint=hint) from error
    if not decoded.text.strip():
        raise ReadError("tệp không có chữ nào", place=place, hint="dán bài viết vào tệp rồi thử lại")
    if decoded.text.count("\n") > MAX_LINES or decoded.text.count("\r") > MAX_LINES:
        raise ReadError(f"tệp có hơn {MAX_LINES} dòng", place=place, hint="chia tệp thành nhiều tệp nhỏ")
    origin = Origin(printable_path(path), hashlib.sha256(data).hexdigest(), decoded.encoding)
    report_foreign_lines(decoded.foreign_lines, str(path), context.report)
    found = recognise(decoded.text)
    if len(found) > 1:
        problem = f"tệp có {len(found)} bài, đã tách riêng từng bài"
        context.report.add(Notice("several-articles", problem, place, "xem “bulletin inspect”", Severity.NOTE))
    return [_complete(recognised, origin, path, context) for recognised in found]


def _complete(recognised: Recognised, origin: Origin, path: Path, context: Context) -> Recognised:
    """Return the recognised article with its origin and its pictures; what is missing or guessed is said."""
    article = recognised.article
    first = recognised.draft.lines[0].number if recognised.draft.lines else None
    if article.title is None:
        problem, hint = "không nhận ra tiêu đề của bài", "thêm tiêu đề vào dòng đầu của tệp"
        context.report.add(Notice("title-missing", problem, Place(str(path), first), hint))
    report_remarks(recognised, str(path), context.report)
    return replace(recognised, article=with_pictures(replace(article, origin=origin), path, context))
