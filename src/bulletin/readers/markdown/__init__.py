"""Markdown with YAML front matter → its articles: the form in which people keep and edit them.

CommonMark 0.31.2 with GFM tables, and the few conventions of `bulletin.dialect`. What `bulletin.writers.markdown`
writes comes back equal; what people write by hand is read as nearly as the model can hold it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.context import Context, printable_path
from bulletin.errors import Mistake, ReadError, SettingsError
from bulletin.front_matter import read_front_matter
from bulletin.model import Article, Origin
from bulletin.notices import Notice, Place, Span
from bulletin.pictures import with_pictures
from bulletin.readers import MAX_ARTICLE_BYTES
from bulletin.readers.markdown.blocks import BlockReader
from bulletin.readers.markdown.files import Part, Source, split_articles, split_lines
from bulletin.readers.markdown.parser import MAX_LINE_ENDS, MAX_LINES, Budget, parse_blocks
from bulletin.text.encodings import Decoded, DecodingError, decode

SUFFIXES = (".md", ".markdown")

_MAX_MISTAKES = 30
_MAX_NOTICES = 100  # of one file; a person reads no more
_PARTING = re.compile("[\x0b\x0c\x1c-\x1f\x85]")  # control characters that part words
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def read(path: Path, context: Context) -> list[Article]:
    """Return the articles in the file. Raises ReadError where it is no text, or where its front matter has mistakes."""
    file = str(path)
    data = context.files.read(path, MAX_ARTICLE_BYTES)
    decoded = _decode(data, file)
    if decoded.text.count("\n") + decoded.text.count("\r") > MAX_LINE_ENDS:
        raise _too_many_lines(MAX_LINE_ENDS, file)
    source = split_lines(decoded.text)
    if sum(1 for line in source.lines if line and not line.isspace()) > MAX_LINES:
        raise _too_many_lines(MAX_LINES, file)
    notices = _Notices(context, file)
    lines = _clean_lines(source.lines, notices)
    parts = split_articles(lines, file)
    file_origin = Origin(printable_path(path), hashlib.sha256(data).hexdigest(), decoded.encoding)
    budget = Budget()
    articles = []
    for part, known in zip(parts, _read_fronts(parts, lines, file), strict=True):
        try:
            article = _with_body(known, part, source, lines, budget, notices)
        except RecursionError as error:
            problem = "chữ đậm, chữ nghiêng, liên kết lồng nhau quá nhiều lớp"
            raise ReadError(problem, place=Place(file), hint="bỏ bớt dấu * và _ thừa") from error
        origin = replace(article.origin, kept_in=file_origin.path) if article.origin else file_origin
        articles.append(with_pictures(replace(article, origin=origin), path, context))
    return articles


def _decode(data: bytes, file: str) -> Decoded:
    try:
        decoded = decode(data)
    except DecodingError as error:
        where = Place(file, error.line, error.column)
        raise ReadError(error.problem, place=where, hint="lưu lại tệp ở dạng văn bản UTF-8 rồi thử lại") from error
    if decoded.foreign_lines or not decoded.encoding.startswith("utf"):
        line = decoded.foreign_lines[0] if decoded.foreign_lines else None
        hint = f"sửa thành UTF-8 trước: bulletin convert --repair-only {file}"
        raise ReadError("tệp Markdown không phải Unicode", place=Place(file, line), hint=hint)
    if not decoded.text.strip():
        raise ReadError("tệp không có chữ nào", place=Place(file), hint="viết bài vào tệp rồi thử lại")
    return decoded


@dataclass(slots=True)
class _Notices:
    """Adds the notices of one file to the report, as many as a person would read."""

    context: Context
    file: str
    count: int = 0

    def say(self, code: str, message: str, line: int, hint: str | None = None) -> None:
        """Add a notice; `line` counts from 0."""
        self.count += 1
        if self.count <= _MAX_NOTICES:
            self.context.report.add(Notice(code, message, Place(self.file, line + 1), hint))
        elif self.count == _MAX_NOTICES + 1:
            self.context.report.add(Notice("more-notices", "còn nhiều lưu ý khác về tệp này", Place(self.file)))


def _clean_lines(lines: list[str], notices: _Notices) -> list[str]:
    """Return the lines in NFC and without control characters, which no output can show."""
    cleaned = []
    for number, line in enumerate(lines):
        clean = _CONTROL.sub("", _PARTING.sub(" ", line))
        if clean != line:
            notices.say("control-character", "bỏ ký tự điều khiển không in được", number)
        cleaned.append(unicodedata.normalize("NFC", clean))
    return cleaned


def _too_many_lines(limit: int, file: str) -> ReadError:
    return ReadError(f"tệp có hơn {limit} dòng", place=Place(file), hint="chia tệp thành nhiều tệp nhỏ")


def _read_fronts(parts: list[Part], lines: list[str], file: str) -> list[Article]:
    """Return what each part's front matter says. Raises ReadError with the mistakes of all of them."""
    mistakes: list[Mistake] = []
    articles = []
    for part in parts:
        if part.front is None:
            articles.append(Article())
            continue
        text = "\n".join(lines[part.front.start : part.front.stop])
        try:
            articles.append(read_front_matter(text, file).to_model())
        except SettingsError as error:
            mistakes += [_moved(mistake, part.front.start) for mistake in error.mistakes]
    if mistakes:
        shown = [str(mistake) for mistake in mistakes[:_MAX_MISTAKES]]
        more = [f"… và {len(mistakes) - _MAX_MISTAKES} lỗi khác"] if len(mistakes) > _MAX_MISTAKES else []
        raise ReadError("\n".join([*shown, *more]))
    return articles


def _moved(mistake: Mistake, lines: int) -> Mistake:
    line = (mistake.place.line or 1) + lines
    return replace(mistake, place=replace(mistake.place, line=line))


def _with_body(
    known: Article, part: Part, source: Source, lines: list[str], budget: Budget, notices: _Notices
) -> Article:
    """Return the article with its text; a first `# ` heading is its title where the front matter has none."""
    first = part.body.start
    body = lines[first : part.body.stop]

    def say(code: str, message: str, line: int) -> None:
        notices.say(code, message, first + line)

    reader = BlockReader(parse_blocks(body), body, budget, say)
    reader.read(known_title=known.title)
    blocks = []
    for number, found in enumerate(reader.found, 1):
        begin, end = first + found.lines[0], first + max(found.lines[1], found.lines[0] + 1) - 1
        span = Span(source.starts[begin], source.starts[end] + len(source.lines[end]), begin + 1)
        blocks.append(replace(found.block, id=f"b{number}", span=span))
    title = known.title or reader.title
    if title is None:
        line = part.front.start if part.front else first
        notices.say("title-missing", "bài không có tiêu đề", line, "thêm “title: …” vào phần đầu bài")
    return replace(known, title=title, title_span=_title_span(part, source, lines), blocks=tuple(blocks))


def _title_span(part: Part, source: Source, lines: list[str]) -> Span | None:
    """Return the line of the title: of its key in the front matter, else the first of the text."""
    keys = (number for number in part.front or () if lines[number].startswith("title:"))
    line = next(keys, None)
    if line is None:
        line = next((number for number in part.body if lines[number].strip()), None)
    return None if line is None else Span(source.starts[line], source.starts[line] + len(source.lines[line]), line + 1)
