"""Pieces of text on a page → the lines that a reader sees, parted where a gap is too wide for a space."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.printed import LevelRule, Piece, PrintedPage

_RULE_BELOW = 2.0  # em: an empty line may stand between words and their rule
_ON_ONE_LINE = 1.5  # points between baselines
_GAP = 2.0  # em: wider than any space of a justified line
_COLUMN_GAP = 1.0  # em between two long pieces, or two faces
_LONG = 20  # letters
_SPACE = 0.12  # em
_MARKER = re.compile(r"[-–—•*+]|\(?\w{1,4}[.)]")  # of an item
_ONE_EDGE = 2.0  # points: lines that begin so near to one another begin at one edge


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Pieces beside one another on one baseline."""

    page: int
    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def main(self) -> Piece:
        """The piece with most of the line's letters: it gives size, face and baseline."""
        return max(self.pieces, key=lambda piece: len(piece.text.strip()))

    @property
    def size(self) -> float:
        return self.main.size

    @property
    def baseline(self) -> float:
        return self.main.baseline

    @property
    def text(self) -> str:
        parts = [self.pieces[0].text]
        for before, piece in itertools.pairwise(self.pieces):
            if piece.left - before.right > _SPACE * piece.size and not parts[-1].endswith(" "):
                parts.append(" ")
            parts.append(piece.text)
        return unicodedata.normalize("NFC", " ".join("".join(parts).split()))


def page_lines(page: PrintedPage) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom, from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(page.pieces, key=lambda each: (-each.baseline, each.left)):
        if rows and rows[-1][0].baseline - piece.baseline <= _ON_ONE_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [PrintedLine(page.number, tuple(part)) for row in rows for part in _parted(row)]


def _parted(row: list[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    end = 0.0
    for piece in sorted(row, key=lambda each: each.left):
        if part and _is_apart(part[-1], piece, piece.left - end):
            yield part
            part = []
        part.append(piece)
        end = max(end if len(part) > 1 else 0.0, piece.right)
    if part:
        yield part


def _is_apart(before: Piece, piece: Piece, gap: float) -> bool:
    """Return whether a gap parts two lines: number and date stand close, and in different faces."""
    is_gutter = min(len(before.text), len(piece.text)) >= _LONG or before.face != piece.face
    return gap > (_COLUMN_GAP if is_gutter else _GAP) * piece.size


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """Lines of running text that belong together; `goes_on` where they end a paragraph of the page before."""

    lines: tuple[PrintedLine, ...]
    goes_on: bool = False

    @property
    def hangs(self) -> bool:
        """Whether it is an item whose lines stand deeper than its marker."""
        return len(self.lines) > 1 and self.lines[1].left - self.lines[0].left > _ONE_EDGE

    @property
    def leading(self) -> float | None:
        """The distance between two of its baselines, None in a single line."""
        steps = sorted(a.baseline - b.baseline for a, b in itertools.pairwise(self.lines))
        return steps[len(steps) // 2] if steps else None


def find_paragraphs(lines: list[PrintedLine], left: float, right: float) -> list[PrintedParagraph]:
    """Return the paragraphs of lines in a type area from `left` to `right`; none crosses from page to page."""
    found: list[list[PrintedLine]] = []
    for line in lines:
        if found and found[-1][-1].page == line.page and _belongs(found[-1], line, left, right):
            found[-1].append(line)
        else:
            found.append([line])
    crossing = [False, *(_crosses(before[-1], after[0], left, right) for before, after in itertools.pairwise(found))]
    return [PrintedParagraph(tuple(each), goes_on) for each, goes_on in zip(found, crossing, strict=False)]


def _crosses(last: PrintedLine, first: PrintedLine, left: float, right: float) -> bool:
    return last.page != first.page and abs(first.left - left) < 2.0 and last.right > right - (right - left) / 4


def _belongs(paragraph: list[PrintedLine], line: PrintedLine, left: float, right: float) -> bool:
    last = paragraph[-1]
    step = last.baseline - line.baseline
    edge = paragraph[1].left if len(paragraph) > 1 else _edge(paragraph[0], line, left)
    is_same = abs(last.size - line.size) < 0.3 and abs(line.left - edge) < _ONE_EDGE
    is_full = last.right > right - (right - left) / 4
    is_near = 0 < step < 2.6 * line.size
    is_steady = len(paragraph) < 2 or abs(paragraph[-2].baseline - last.baseline - step) < 1.0
    return is_same and is_full and is_near and is_steady


def _edge(first: PrintedLine, line: PrintedLine, left: float) -> float:
    """Return where the further lines of a paragraph begin: at `left`, or under the words after an item's marker."""
    before = "".join(piece.text for piece in first.pieces if piece.left < line.left - _ONE_EDGE)
    hangs = any(abs(piece.left - line.left) < _ONE_EDGE for piece in first.pieces)
    return line.left if hangs and abs(first.left - left) < _ONE_EDGE and _MARKER.fullmatch(before.strip()) else left


def _meet(line: PrintedLine, rule: LevelRule) -> bool:
    return line.left < rule.right and rule.left < line.right


def rule_below(line: PrintedLine, rules: tuple[LevelRule, ...]) -> LevelRule | None:
    """Return the nearest rule under a line of words, where one is near enough to belong to it."""
    under = [
        rule
        for rule in rules
        if 0 <= line.baseline - rule.height <= _RULE_BELOW * line.size and _meet(line, rule)
    ]
    return max(under, key=lambda rule: rule.height, default=None)
