"""A PDF → facts: what ink on the pages shows of sheet, margins, faces, lines and rules.

A PDF says nothing of margins, paragraphs or page numbers: they are measured, and what measuring leaves open is given
as slack or left out.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.decree.elements import HEAD, find_roles, is_recipients_title, is_typed_rule
from bulletin.decree.facts import (
    POINTS_PER_MM,
    SINGLE_LINE,
    ColumnCount,
    Encoding,
    Facts,
    Family,
    FirstPage,
    Ink,
    Lettering,
    Margin,
    Numbering,
    Paragraphs,
    Presence,
    Role,
    Sheet,
    Underline,
)
from bulletin.decree.pdf_lines import PrintedLine, PrintedParagraph, find_paragraphs, page_lines, rule_below
from bulletin.decree.rules import STAND_INS
from bulletin.decree.scripts import find_encodings
from bulletin.notices import Place
from bulletin.printed import Printed, PrintedPage, read_printed

_MOST_PAGES = 100
_ASCENT, _DESCENT = 0.891, 0.216  # em: Times New Roman's, the box that Word keeps inside the margins
_LONG = 20  # letters of a line that may show where the type area ends
_FOLIO = re.compile(r"(?:trang\s*)?[-–]?\s*(\d{1,5}|[ivxlc]{1,7})\s*[-–]?(?:\s*/\s*\d{1,5})?", re.IGNORECASE)
_CENTRE = 3 * POINTS_PER_MM
_ONE_EDGE = 12.0  # points between lines that begin at one edge, the signs of lists included
_JUSTIFIED = 0.4  # of the lines end at the right edge: in paragraphs of two lines it is a half
_RAGGED = 3.0  # points: ink ends before or behind the edge by less, marks of punctuation included


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with its lines; `folio` is the page number among them."""

    page: PrintedPage
    lines: list[PrintedLine]
    folio: PrintedLine | None

    @property
    def place(self) -> str:
        return f"trang {self.page.number}"


@dataclass(frozen=True, slots=True)
class _Area:
    """The type area's edges; `justified` is whether lines end at the right one."""

    left: float
    right: float
    justified: bool


def pdf_to_facts(data: bytes, place: Place) -> Facts:
    """Return the facts of a PDF. Raises ReadError for bytes that are none."""
    printed = read_printed(data, place, _MOST_PAGES)
    pages = [_sheet(page) for page in printed.pages]
    head, rest = _head(pages[0])
    lines = _foot_first([*head, *rest, *(line for page in pages[1:] for line in page.lines if line is not page.folio)])
    roles = find_roles([line.text for line in lines])
    form = dict(zip((id(line) for line in lines), roles, strict=True))
    running = _running_text(lines, roles, len(head))
    area = _area(running or lines)
    count = _columns(running, area)
    paragraphs = [] if area is None or count.count > 1 else find_paragraphs(running, area.left, area.right)
    return Facts(
        sheets=tuple(Sheet(page.page.width, page.page.height, page.place) for page in pages),
        margins=tuple(_margins(pages, area)),
        columns=(count,) if running else (),
        families=tuple(_families(pages)),
        inks=tuple(_inks(pages)),
        encodings=_encodings(pages),
        letterings=(
            *(_lettering(line, role) for line, role in zip(lines, roles, strict=True) if role is not None),
            *_body_letterings(paragraphs, running),
            *(_lettering(page.folio, Role.FOLIO) for page in pages[1:] if page.folio is not None),
        ),
        paragraphs=tuple(_measured(paragraphs, area)) if area is not None else (),
        numberings=tuple(_numbering(page, area) for page in pages[1:]),
        first_pages=(FirstPage(pages[0].folio is not None, "trang 1"),),
        presences=(
            *(Presence(role, role in roles, "trang 1") for role in HEAD),
            Presence(Role.RECIPIENTS_TITLE, Role.RECIPIENTS_TITLE in roles, "cả tệp"),
        ),
        underlines=tuple(_underlines(pages[0], head, form)),
        remarks=tuple(_remarks(printed, pages)),
    )


# ── pages and lines ──────────────────────────────────────────────────────────────────────────────────────────


def _sheet(page: PrintedPage) -> _Sheet:
    lines = page_lines(page)
    return _Sheet(page, lines, _find_folio(page, lines))


def _find_folio(page: PrintedPage, lines: list[PrintedLine]) -> PrintedLine | None:
    """Return the page number: figures alone on the topmost or lowest row, in the outer fifth of the page."""
    if not lines:
        return None
    for row, is_outside in (
        (lines[0].baseline, lines[0].baseline > page.height * 0.8),
        (lines[-1].baseline, lines[-1].baseline < page.height * 0.2),
    ):
        for line in lines:
            if is_outside and abs(line.baseline - row) < 2 and _FOLIO.fullmatch(line.text):
                return line
    return None


def _head(first: _Sheet) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Return the lines of page 1 that are the form's head, its left block before its right one, and the rest."""
    lines = [line for line in first.lines if line is not first.folio]
    parts = [line for line, role in zip(lines, find_roles([line.text for line in lines]), strict=True) if role in HEAD]
    top = [line for line in parts if line.baseline > first.page.height / 2]
    if not top:
        return [], lines
    end = min(line.baseline for line in top) - 1
    head = [line for line in lines if line.baseline >= end]
    middle = first.page.width / 2
    ordered = [line for line in head if line.centre < middle] + [line for line in head if line.centre >= middle]
    return ordered, [line for line in lines if line.baseline < end]


def _foot_first(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with those under "Nơi nhận:" before the signature beside them."""
    for index, line in enumerate(lines):
        if is_recipients_title(line.text):
            rest = lines[index + 1 :]
            under = [each for each in rest if each.page == line.page and abs(each.left - line.left) < _ONE_EDGE]
            return [*lines[: index + 1], *under, *(each for each in rest if each not in under)]
    return lines


def _running_text(lines: list[PrintedLine], roles: list[Role | None], start: int) -> list[PrintedLine]:
    """Return the lines between the form's head and its foot."""
    end = roles.index(Role.RECIPIENTS_TITLE) if Role.RECIPIENTS_TITLE in roles else len(lines)
    return [line for line, role in zip(lines[start:end], roles[start:end], strict=True) if role is None]


def _area(lines: list[PrintedLine]) -> _Area | None:
    long = [line for line in lines if len(line.text) >= _LONG]
    if not long:
        return None
    left, right = min(line.left for line in long), max(line.right for line in long)
    at_edge = sum(1 for line in long if right - line.right < _RAGGED)
    return _Area(left, right, justified=at_edge >= _JUSTIFIED * len(long))


def _columns(running: list[PrintedLine], area: _Area | None) -> ColumnCount:
    """Return the number of columns: a second one shows in many long lines that begin beyond the middle."""
    if area is None:
        return ColumnCount(1, "trang 1")
    middle = (area.left + area.right) / 2
    long = [line for line in running if len(line.text) >= _LONG]
    beyond = [line for line in long if line.left > middle - 6]
    if len(beyond) < max(6, len(long) / 5):
        return ColumnCount(1, "trang 1")
    return ColumnCount(2, f"trang {beyond[0].page}")


# ── margins and page numbers ─────────────────────────────────────────────────────────────────────────────────


def _margins(pages: list[_Sheet], area: _Area | None) -> Iterator[Margin]:
    """Yield the white around the ink of each page; that it may be too large shows only where text fills the page."""
    inked = [(page, lines) for page in pages if (lines := [line for line in page.lines if line is not page.folio])]
    if area is None or not inked:
        return
    tops = [page.page.height - max(line.baseline + _ASCENT * line.size for line in lines) for page, lines in inked]
    feet = [min(line.baseline - _DESCENT * line.size for line in lines) for _, lines in inked]
    fullest = min(feet[:-1], default=None)  # the last page ends where the text ends
    for (page, lines), top, foot in zip(inked, tops, feet, strict=True):
        long = [line for line in lines if len(line.text) >= _LONG] or lines
        box, whole = lines[0].size * SINGLE_LINE, page.page.height
        yield Margin("top", top, page.place, box / 2 if top == min(tops) else whole)  # wider lines have white above
        yield Margin("bottom", foot, page.place, 3 * box if foot == fullest else whole)
        left, right = min(line.left for line in long), page.page.width - max(line.right for line in long)
        is_full = sum(1 for line in long if area.right - line.right < _RAGGED) >= 2 and area.justified
        yield Margin("left", left, page.place, 0.0 if abs(left - area.left) < _RAGGED else page.page.width)
        yield Margin("right", right, page.place, 1.0 if is_full else page.page.width)


def _numbering(page: _Sheet, area: _Area | None) -> Numbering:
    folio = page.folio
    if folio is None:
        return Numbering(page.place, None)
    side = "top" if folio.baseline > page.page.height / 2 else "bottom"
    middles = [page.page.width / 2] + ([(area.left + area.right) / 2] if area else [])
    centred = min(abs(folio.centre - middle) for middle in middles) <= _CENTRE
    found = _FOLIO.fullmatch(folio.text)
    shown = found[1] if found else folio.text
    figures = None if shown == str(page.page.number) else f"“{folio.text}”"
    return Numbering(page.place, "top" if side == "top" else "bottom", centred, figures)


# ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────


def _families(pages: list[_Sheet]) -> Iterator[Family]:
    for page in pages:
        for name in dict.fromkeys(piece.face.name for piece in page.page.pieces):
            yield Family(name, page.place)


def _inks(pages: list[_Sheet]) -> Iterator[Ink]:
    for page in pages:
        for colour in dict.fromkeys(piece.colour for piece in page.page.pieces):
            yield Ink(colour, page.place)


def _encodings(pages: list[_Sheet]) -> tuple[Encoding, ...]:
    return find_encodings([(line.text, page.place) for page in pages for line in page.lines], "cả tệp")


def _lettering(line: PrintedLine, role: Role) -> Lettering:
    face, text = line.main.face, line.text
    return Lettering(role, line.size, face.bold, face.italic, f"trang {line.page}", text, text == text.upper())


def _body_letterings(paragraphs: list[PrintedParagraph], running: list[PrintedLine]) -> Iterator[Lettering]:
    """Yield the size of each paragraph; in columns, where none is told apart, the commonest of lines."""
    if paragraphs:
        for each in paragraphs:
            if len(each.lines) > 1 and not each.lines[0].main.face.bold:
                yield _lettering(each.lines[0], Role.BODY)
        return
    sizes = Counter(round(line.size, 1) for line in running if len(line.text) >= _LONG)
    if sizes:
        common = sizes.most_common(1)[0][0]
        yield _lettering(next(line for line in running if round(line.size, 1) == common), Role.BODY)


# ── running text ─────────────────────────────────────────────────────────────────────────────────────────────


def _measured(paragraphs: list[PrintedParagraph], area: _Area) -> Iterator[Paragraphs]:
    """Yield what paragraphs of several lines show; the white above one needs the paragraph before it on its page."""
    for before, paragraph in itertools.pairwise([None, *paragraphs]):
        if paragraph is None or len(paragraph.lines) < 2 or paragraph.lines[0].main.face.bold:
            continue
        first, leading = paragraph.lines[0], paragraph.leading or 0.0
        ragged = [line for line in paragraph.lines[:-1] if area.right - line.right > _RAGGED]
        yield Paragraphs(
            f"trang {first.page} (“{first.text[:30].rstrip()}…”)",
            "left" if len(ragged) > 1 or (ragged and not area.justified) else "justified",
            None if paragraph.goes_on or paragraph.hangs else max(0.0, first.left - area.left),
            _white_between(before, paragraph, leading),
            leading / (first.size * SINGLE_LINE),
        )


def _white_between(before: PrintedParagraph | None, paragraph: PrintedParagraph, leading: float) -> float | None:
    if before is None:
        return None
    last, first = before.lines[-1], paragraph.lines[0]
    is_text = last.page == first.page and abs(last.size - first.size) < 0.3 and not last.main.face.bold
    return last.baseline - first.baseline - leading if is_text else None


# ── rules under words ────────────────────────────────────────────────────────────────────────────────────────


def _underlines(first: _Sheet, head: list[PrintedLine], form: dict[int, Role | None]) -> Iterator[Underline]:
    for index, line in enumerate(head):
        role = form[id(line)]
        if role not in (Role.MOTTO, Role.ISSUING_BODY):
            continue
        slack = 0.04 if role is Role.MOTTO else 0.02
        rule = rule_below(line, first.page.rules)
        if rule is not None:
            off = abs((rule.left + rule.right) / 2 - line.centre)
            yield Underline(role, True, first.place, (rule.right - rule.left) / line.width, slack, off_centre=off)
        elif index + 1 < len(head) and is_typed_rule(head[index + 1].text):
            typed = head[index + 1]
            solid = set(typed.text) <= {"_", "—"}
            yield Underline(role, True, first.place, typed.width / line.width, slack, solid)
        else:
            yield Underline(role, present=False, place=first.place)


# ── remarks ──────────────────────────────────────────────────────────────────────────────────────────────────


def _remarks(printed: Printed, pages: list[_Sheet]) -> Iterator[str]:
    names = dict.fromkeys(piece.face.name for page in pages for piece in page.page.pieces)
    stand_ins = [name for name in names if re.sub(r"[^a-z]", "", name.casefold()).startswith(STAND_INS)]
    if stand_ins:
        shown = ", ".join(f"“{name}”" for name in stand_ins)
        yield f"mặt chữ nhúng là {shown}: cùng số đo với Times New Roman, nhưng không phải phông mà Nghị định gọi tên"
    if len(pages) < printed.count:
        yield f"chỉ xem {len(pages)} trang đầu trong {printed.count} trang"
    partial = [str(page.page.number) for page in pages if not page.page.whole]
    if partial:
        yield f"có trang xoay ngang hoặc quá nhiều nét nên chỉ xem được một phần: trang {', '.join(partial[:10])}"
    if not any(page.page.pieces for page in pages):
        yield "tệp không có lớp chữ (có thể là ảnh quét): chỉ kiểm được khổ giấy"
