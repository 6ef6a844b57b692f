"""The text of a Markdown file → its articles: the lines of each one's front matter and of its body.

A file holds one article or several, one after another. An article begins where `---` stands alone on a line, with a
key ("title:") on the next and another `---` further down; what stands before the first such line is an article without
front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.dialect import FENCE
from bulletin.errors import ReadError
from bulletin.front_matter import KEYS
from bulletin.notices import Place

MAX_ARTICLES = 2_000

_KEY = re.compile(r"([^\s:#>*|`\[\]{}-][^:]{0,40}):(?:\s|$)")
_SIMPLE_KEY = re.compile(r"([a-z][a-z0-9_-]{0,40}):(?:\s|$)")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file, without their ends, and where each begins in the decoded text."""

    lines: list[str]
    starts: list[int]


@dataclass(frozen=True, slots=True)
class Part:
    """One article's lines, counted from 0: the front matter's, where it has one, and the body's."""

    front: range | None
    body: range


def split_lines(text: str) -> Source:
    """Return the lines of a decoded text, as an editor counts them."""
    lines, starts, position = [], [], 0
    for end in _LINE_END.finditer(text):
        lines.append(text[position : end.start()])
        starts.append(position)
        position = end.end()
    return Source([*lines, text[position:]], [*starts, position])


def split_articles(lines: list[str], file: str) -> list[Part]:
    """Return the parts of the file. Raises ReadError for front matter that never ends."""
    fronts = []
    for front in _fronts(lines, file):
        fronts.append(front)
        if len(fronts) > MAX_ARTICLES:
            raise ReadError(f"tệp có hơn {MAX_ARTICLES} bài", place=Place(file, front.start + 1), hint="chia tệp ra")
    ends = [front.start - 1 for front in fronts[1:]] + [len(lines)]
    parts = [Part(front, range(front.stop + 1, end)) for front, end in zip(fronts, ends, strict=True)] if fronts else []
    before = range(fronts[0].start - 1 if fronts else len(lines))
    if not fronts or any(lines[number].strip() for number in before):
        parts.insert(0, Part(None, before))
    return parts


def _fronts(lines: list[str], file: str) -> Iterator[range]:
    """Yield the lines between the fences of each front matter."""
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    position = 0
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    for index, opening in enumerate(fences):
        if opening < position:
            continue
        closing = fences[index + 1] if index + 1 < len(fences) else None
        if _opens_article(lines, opening, closing, is_first=opening == first):
            if closing is None:
                hint = f"thêm một dòng {FENCE} sau các khóa của bài"
                problem = f"phần đầu bài không có dòng {FENCE} kết thúc"
                raise ReadError(problem, place=Place(file, opening + 1), hint=hint)
            yield range(opening + 1, closing)
            position = closing + 1


def _opens_article(lines: list[str], opening: int, closing: int | None, *, is_first: bool) -> bool:
    if opening + 1 >= len(lines) or (not is_first and lines[opening - 1].strip()):
        return False  # the line under a heading is no fence
    below = lines[opening + 1]
    if is_first and closing is not None:
        between = [line for line in lines[opening + 1 : closing] if line.strip() and not line.startswith("#")]
        return not between or _KEY.match(between[0]) is not None
    key = _SIMPLE_KEY.match(below)
    if key is None:
        return False
    if key[1] in KEYS:
        return True
    return closing is not None and all(line.strip() for line in lines[opening + 1 : closing])
