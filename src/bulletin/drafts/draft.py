"""Decoded text → a draft: its lines, normalised, each waiting for the rules to say what it is.

After the rules, every character of every line lies in exactly one piece, and each piece has a role and the name of
the rule that gave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bulletin.drafts.evidence import Weight, ends_sentence, is_paragraph
from bulletin.drafts.wrapping import Row, join_rows
from bulletin.text.edits import Edit
from bulletin.text.line_ends import COUNTED, LINE_END
from bulletin.text.normalise import NormalisedLine, normalise_line, normalise_lines


class Role(StrEnum):
    """What a piece of a line is."""

    TITLE = "title"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    IMAGE = "image"
    NOTE = "note"
    SECTION = "section"
    DATE = "date"
    PLACE = "place"
    BYLINE = "byline"
    SOURCE = "source"
    METADATA = "metadata"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Structure:
    """Where markup puts a line: lines with the same `group` make one figure, list, quotation, table or note.

    `row`, `column` and `is_header` place a table's cell. A list item's number stands in the line's own text.
    """

    group: int
    row: int = 0
    column: int = 0
    is_header: bool = False


@dataclass(slots=True)
class Piece:
    """A stretch of a line's normalised text, from `start` to `end`, and what it is.

    `inner` is the part that the article keeps, where labels around it ("Theo ", "Ảnh: ") go. `value` is what a date
    or a count became. `target` is the block or field of the article that holds the text. `evidence` is what a rule
    that weighs put on the scale.
    """

    start: int
    end: int
    role: Role
    rule: str
    inner: tuple[int, int]
    value: date | int | None = None
    target: str | None = None
    evidence: tuple[Weight, ...] = ()
    structure: Structure | None = None  # where a cell stands whose line holds several


class MarkKind(StrEnum):
    """The inline markup that the model holds."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup on a stretch of a raw line, from `start` to `end`.

    A link has its `target`. That of a note's mark is the `group` of the note's lines; the mark is no part of the text.
    """

    start: int
    end: int
    kind: MarkKind
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says of itself outside its text (JSON-LD, OpenGraph, meta): evidence for rules, and a last resort.

    A field that the text gives is taken from the text; the moments here are exact and come first.
    """

    title: str | None = None
    lead: str | None = None
    section: str | None = None
    published: date | None = None
    updated: date | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Line:
    """A non-blank line. Rules claim it whole, or from its front or back; what no rule has claimed is `rest`.

    `marks`, `structure`, `level` (of a heading) and `alt` (of an image) are what markup says; plain text has none.
    """

    number: int  # in the file, from 1
    start: int  # of the raw line in the decoded text
    raw: str
    text: str  # normalised
    edits: tuple[Edit, ...]
    blank_lines_before: int
    marks: tuple[Mark, ...] = ()
    structure: Structure | None = None
    level: int = 1
    alt: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    is_verse: bool = False
    free_start: int = 0
    free_end: int = field(init=False)
    is_text: bool = field(init=False)  # a paragraph, by its looks

    def __post_init__(self) -> None:
        self.free_end = len(self.text)
        self.is_text = is_paragraph(self.text)

    @property
    def rest(self) -> str:
        """The text that no rule has claimed yet."""
        return self.text[self.free_start : self.free_end]

    @property
    def is_free(self) -> bool:
        """Whether no rule has claimed any of the line."""
        return not self.pieces

    @property
    def is_claimed(self) -> bool:
        """Whether nothing is left to claim."""
        return self.free_start >= self.free_end

    def has(self, role: Role) -> bool:
        """Return whether a piece of the line has the role."""
        for piece in self.pieces:  # noqa: SIM110 — asked some hundred times an article: any() takes twice as long
            if piece.role is role:
                return True
        return False

    def claim(
        self,
        role: Role,
        rule: str,
        *,
        inner: tuple[int, int] | None = None,
        value: date | int | None = None,
        evidence: tuple[Weight, ...] = (),
    ) -> None:
        """Claim all that is left; `inner` counts in the rest's own characters."""
        self._add(self.free_start, self.free_end, role, rule, inner, evidence)
        if value is not None:
            self.pieces[-1].value = value
        self.free_start = self.free_end

    def claim_front(
        self, length: int, role: Role, rule: str, *, inner: tuple[int, int] | None = None
    ) -> None:
        """Claim the first `length` characters of the rest."""
        self._add(self.free_start, self.free_start + length, role, rule, inner, ())
        self.free_start += length

    def claim_back(self, start: int, role: Role, rule: str, *, inner: tuple[int, int] | None = None) -> None:
        """Claim the rest from its character `start` on; `inner` counts in the claimed part's own characters."""
        self._add(self.free_start + start, self.free_end, role, rule, inner, ())
        self.free_end = self.free_start + start

    def release(self) -> None:
        """Take back every claim: what looked like the page's is the article's after all."""
        self.pieces.clear()
        self.free_start, self.free_end = 0, len(self.text)

    def _add(
        self,
        start: int,
        end: int,
        role: Role,
        rule: str,
        inner: tuple[int, int] | None,
        evidence: tuple[Weight, ...],
    ) -> None:
        first, last = (start + inner[0], start + inner[1]) if inner else (start, end)
        text = self.text[first:last]
        first += len(text) - len(text.lstrip())
        last -= len(text) - len(text.rstrip())
        self.pieces.append(Piece(start, end, role, rule, (min(first, last), last), evidence=evidence))
        if len(self.pieces) > 1:
            self.pieces.sort(key=lambda piece: piece.start)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule wants the reader of the article to know: a stable code, a Vietnamese sentence, the line."""

    code: str
    message: str
    line: int


@dataclass(slots=True)
class Draft:
    """The non-blank lines of one article's text, in order, and what its page says of itself.

    `start` is where the text begins in the decoded source; where lines stand is counted in that source, too.
    """

    text: str
    lines: list[Line]
    facts: Facts = field(default_factory=Facts)
    start: int = 0
    remarks: list[Remark] = field(default_factory=list)
    has_markup: bool = False  # a page of HTML: its pictures are there, none was lost in copying
    span: tuple[int, int] = (0, -1)  # the first and the last line of the article's text, once it is found

    def free(self) -> Iterator[tuple[int, Line]]:
        """Yield the lines that no rule has touched, with their indices."""
        return ((index, line) for index, line in enumerate(self.lines) if not line.pieces)

    def index_of(self, role: Role) -> int | None:
        """Return the index of the first line with a piece of that role."""
        return next((index for index, line in enumerate(self.lines) if line.has(role)), None)

    def first_text_line(self) -> int:
        """Return the index of the first line after the title, or 0 where there is no title."""
        title = self.index_of(Role.TITLE)
        return 0 if title is None else title + 1

    def texts(self) -> list[int]:
        """Return the indices of the article's paragraphs, by their looks, that no rule has claimed whole.

        In news so short that it has none, they are its sentences.
        """
        first, last = self.span
        span = self.lines[first : last + 1]
        found = [index for index, line in enumerate(span, first) if line.is_text and line.free_start < line.free_end]
        return found or [index for index, line in enumerate(span, first) if index and _is_sentence(line)]


def _is_sentence(line: Line) -> bool:
    return not line.is_claimed and ends_sentence(line.text) and len(line.text) >= _SHORTEST_SENTENCE


_SHORTEST_SENTENCE = 40
_OBJECT = "\ufffc"  # object replacement character: what copying leaves of a picture


def draft_text(text: str) -> Draft:
    """Return the draft of a decoded text: every line with more in it than white space, wrapped rows joined."""
    rows = _rows(text)
    draft = Draft(text, [_line(text, joined) for joined in join_rows(rows)])
    doubtful = [row.number for row in rows if row.is_doubtful]
    if doubtful:
        problem = f"{len(doubtful)} dòng trông như chữ của một bảng mã cũ nhưng chưa đủ bằng chứng để sửa"
        draft.remarks.append(Remark("encoding-doubtful", problem, doubtful[0]))
    return draft


def make_line(number: int, start: int, raw: str, blanks: int) -> Line:
    """Return the line of a raw text that stands at `start`; one without anything to see is chrome already."""
    normalised = normalise_line(raw)
    return _visible(Line(number, start, raw, normalised.text, normalised.edits, blanks))


def _rows(text: str) -> list[Row]:
    places = list(_places(text))
    normalised = normalise_lines([raw for _, _, raw, _ in places])
    return [
        Row(number, start, raw, blanks, line.text, line.edits, line.is_doubtful)
        for (number, start, raw, blanks), line in zip(places, map(_without_remains, places, normalised), strict=True)
    ]


def _places(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield the number, the start and the raw text of each row that is not blank, and the blank rows above it."""
    number, position, blanks = 1, 0, 0
    for end in [*(match.span() for match in LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[position : end[0]]
        if raw and not raw.isspace():
            yield number, position, raw, blanks
            blanks = 0
        else:
            blanks += 1
        number += text[end[0] : end[1]] in COUNTED
        position = end[1]


def _without_remains(place: tuple[int, int, str, int], normalised: NormalisedLine) -> NormalisedLine:
    """Return the line with what copying leaves of pictures and tables mended: a lone U+FFFC, a stroke at the end."""
    raw = place[2]
    if not normalised.text and _OBJECT in raw:
        return NormalisedLine("[ảnh]", (Edit(0, len(raw), "[ảnh]", "object-placeholder"),))
    if normalised.text.endswith(" |") and normalised.text.count("|") == 1:
        start = len(raw[: raw.rindex("|")].rstrip())
        edits = (*(edit for edit in normalised.edits if edit.end <= start), Edit(start, len(raw), "", "table-remains"))
        return NormalisedLine(normalised.text[:-2], edits)
    return normalised


def _line(text: str, rows: list[Row]) -> Line:
    """Return the line that the rows make together; the line ends between them become spaces."""
    first, last = rows[0], rows[-1]
    if first is last:
        return _visible(Line(first.number, first.start, first.raw, first.text, first.edits, first.blank))
    raw = text[first.start : last.start + len(last.raw)]
    edits: list[Edit] = []
    for above, row in zip([None, *rows], rows, strict=False):
        offset = row.start - first.start
        if above is not None:
            edits.append(Edit(above.start - first.start + len(above.raw), offset, " ", "hard-wrap"))
        edits += (Edit(edit.start + offset, edit.end + offset, edit.after, edit.rule) for edit in row.edits)
    return _visible(Line(first.number, first.start, raw, " ".join(row.text for row in rows), tuple(edits), first.blank))


def _visible(line: Line) -> Line:
    """Return the line; one without anything to see is chrome already."""
    if not line.text:
        line.claim(Role.CHROME, "invisible-characters")
    return line
