"""A file's bytes → its text repaired, and what was repaired where; the rest of it as it was (`convert --repair-only`).

Spaces, line ends and wording stay. What is mended: old encodings, mojibake, letters of other alphabets in Vietnamese
words, letters in pieces (NFD), and characters that have no picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.text.edits import Edit, apply_edits
from bulletin.text.encodings import decode
from bulletin.text.line_ends import COUNTED, LINE_END
from bulletin.text.normalise import SPACE, normalise_lines

# Rules of `normalise` that change spaces only.
_SPACE_RULES = frozenset(("double-space", "odd-space", "outer-space"))


@dataclass(frozen=True, slots=True)
class LineEdit:
    """A change in a line: `line` counts from 1 as editors count, `column` from 1 in the line as decoded."""

    line: int
    column: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Restoration:
    """A file's repaired text, what most of it was in, every change, and the lines that a person must look at."""

    text: str
    encoding: str
    edits: tuple[LineEdit, ...]
    doubtful_lines: tuple[int, ...] = ()


def repair_bytes(data: bytes, encoding: str | None = None) -> Restoration:
    """Return the file repaired. Raises DecodingError as `decode` does.

    Where an old encoding is named, reading in it is no edit: the text is read in it everywhere from the start.
    """
    decoded = decode(data, encoding)
    pieces, numbers, ends = _split_lines(decoded.text)
    texts, edits = [], []
    doubtful = set(decoded.foreign_lines)
    for raw, number, end, line in zip(pieces, numbers, ends, normalise_lines(pieces), strict=True):
        kept = [kept for edit in line.edits for kept in _without_spaces(raw, edit)]
        texts += [apply_edits(raw, kept), end]
        edits += [LineEdit(number, e.start + 1, raw[e.start : e.end], e.after, e.rule) for e in kept]
        if line.is_doubtful:
            doubtful.add(number)
    return Restoration("".join(texts), decoded.encoding, tuple(edits), tuple(sorted(doubtful)))


def _without_spaces(raw: str, edit: Edit) -> Iterator[Edit]:
    """Yield the edit; of one that changes spaces only the invisible characters among them."""
    if edit.rule not in _SPACE_RULES:
        yield edit
        return
    for position in range(edit.start, edit.end):
        if not SPACE.match(raw[position]):
            yield Edit(position, position + 1, "", "invisible-character")


def _split_lines(text: str) -> tuple[list[str], list[int], list[str]]:
    """Return the lines, their numbers and their ends."""
    pieces, numbers, ends = [], [], []
    number, position = 1, 0
    for end in LINE_END.finditer(text):
        pieces.append(text[position : end.start()])
        numbers.append(number)
        ends.append(end.group())
        number += end.group() in COUNTED
        position = end.end()
    return [*pieces, text[position:]], [*numbers, number], [*ends, ""]
