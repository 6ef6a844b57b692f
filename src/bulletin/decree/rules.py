"""The points of the decree's Appendix I → a table of rules, and facts held against them.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I: mục I (quy định chung) and mục II (các thành phần thể thức chính).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from bulletin.decree.facts import (
    POINTS_PER_MM,
    Alignment,
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
    Side,
    Underline,
)

MOTTO = "Độc lập - Tự do - Hạnh phúc"

# By the name in the file, without spaces and in small letters; the stand-ins have Times New Roman's own widths.
_NAMED = ("timesnewroman",)
STAND_INS = ("tinos", "liberationserif")


class _Placed(Protocol):
    @property
    def place(self) -> str: ...


T = TypeVar("T", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One point of the decree: what it is about, what it wants, and what of the facts it looks at.

    `departs` returns in words what was found, or None where the fact keeps the rule.
    """

    about: str
    wanted: str
    point: str
    subjects: Callable[[Facts], Iterable[T]]
    departs: Callable[[T], str | None]
    role: Role | None = None  # the part of the form that it is about


@dataclass(frozen=True, slots=True)
class Departure:
    """A rule that is not kept: where it is seen first, what stands there, and in how many more places."""

    rule: Rule[Any]
    place: str
    found: str
    more: int = 0

    def __str__(self) -> str:
        more = f" (và {self.more} chỗ nữa)" if self.more else ""
        return f"{self.place}: {self.rule.about}: {self.found}{more}; cần {self.rule.wanted} [{self.rule.point}]"


def departures(facts: Facts) -> tuple[Departure, ...]:
    """Return every departure in the order of the decree; one rule with one finding is told once."""
    told: list[Departure] = []
    for rule in RULES:
        places: dict[str, list[str]] = {}
        for subject in rule.subjects(facts):
            found = rule.departs(subject)
            if found is not None:
                places.setdefault(found, []).append(subject.place)
        told += [Departure(rule, where[0], found, len(where) - 1) for found, where in places.items()]
    return tuple(told)


def unseen(facts: Facts) -> tuple[str, ...]:
    """Return what no fact shows, apart from parts of the form that are missed as such."""
    missing = {presence.role for presence in facts.presences if not presence.present}
    if Role.RECIPIENTS_TITLE in missing:
        missing.add(Role.RECIPIENTS)
    return tuple(rule.about for rule in RULES if rule.role not in missing and not list(rule.subjects(facts)))


def point(section: str, clause: int, letter: str = "") -> str:
    """Return the name of a point of Appendix I, Part I."""
    return f"Phụ lục I, Phần I, mục {section}, khoản {clause}" + (f", điểm {letter}" if letter else "")


# ── numbers in words ─────────────────────────────────────────────────────────────────────────────────────────


def decimal(value: float, digits: int = 2) -> str:
    """Return a number with a decimal comma and no idle zeros."""
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def millimetres(points: float) -> str:
    """Return a length in millimetres."""
    return f"{decimal(points / POINTS_PER_MM, 1)} mm"


def _between(value: float, low: float, high: float, tolerance: float) -> bool:
    return low - tolerance <= value <= high + tolerance


# ── mục I: the page ──────────────────────────────────────────────────────────────────────────────────────────

_HALF_MM = 0.5 * POINTS_PER_MM


def _sheet(sheet: Sheet) -> str | None:
    right = abs(sheet.width - 210 * POINTS_PER_MM) <= _HALF_MM and abs(sheet.height - 297 * POINTS_PER_MM) <= _HALF_MM
    # Mục I, khoản 2: a page that lies is lawful for tables.
    lying = abs(sheet.height - 210 * POINTS_PER_MM) <= _HALF_MM and abs(sheet.width - 297 * POINTS_PER_MM) <= _HALF_MM
    if right or lying:
        return None
    return f"{decimal(sheet.width / POINTS_PER_MM, 0)} × {decimal(sheet.height / POINTS_PER_MM, 0)} mm"


_SIDES: tuple[tuple[Side, str, int, int], ...] = (
    ("top", "lề trên", 20, 25),
    ("bottom", "lề dưới", 20, 25),
    ("left", "lề trái", 30, 35),
    ("right", "lề phải", 15, 20),
)


def _margin_rule(side: Side, name: str, low: int, high: int) -> Rule[Margin]:
    def departs(margin: Margin) -> str | None:
        size = margin.size / POINTS_PER_MM
        # Word rounds to twentieths of a point, people to tenths of a centimetre.
        if low - 0.15 <= size and size - margin.slack / POINTS_PER_MM <= high + 0.15:
            return None
        return millimetres(margin.size)

    def subjects(facts: Facts) -> Iterable[Margin]:
        return (margin for margin in facts.margins if margin.side == side)

    return Rule(name, f"từ {low} đến {high} mm", point("I", 3), subjects, departs)


def _family(family: Family) -> str | None:
    name = re.sub(r"[^a-z]", "", family.name.casefold())
    return None if name.startswith((*_NAMED, *STAND_INS)) else f"“{family.name}”"


def _ink(ink: Ink) -> str | None:
    return None if ink.colour == "000000" else f"#{ink.colour}"


def _encoding(encoding: Encoding) -> str | None:
    return None if encoding.name is None else f"chữ theo bảng mã {encoding.name}"


def _folio_side(numbering: Numbering) -> str | None:
    return {"top": None, "bottom": "ở lề dưới", None: "không có"}[numbering.side]


def _folio_centre(numbering: Numbering) -> str | None:
    return "không ở giữa" if numbering.centred is False else None


def _folio_figures(numbering: Numbering) -> str | None:
    return numbering.figures


def _first_page(page: FirstPage) -> str | None:
    return "trang thứ nhất có số" if page.numbered else None


# ── mục II: the parts of the form ────────────────────────────────────────────────────────────────────────────


def _presence(role: Role, clause: int, letter: str = "") -> Rule[Presence]:
    def subjects(facts: Facts) -> Iterable[Presence]:
        return (presence for presence in facts.presences if presence.role is role)

    def departs(presence: Presence) -> str | None:
        return None if presence.present else "không thấy"

    return Rule(role.value, "có phần này", point("II", clause, letter), subjects, departs)


def _lettering(
    role: Role, about: str, wanted: str, where: str, departs: Callable[[Lettering], str | None]
) -> Rule[Lettering]:
    def subjects(facts: Facts) -> Iterable[Lettering]:
        return (lettering for lettering in facts.letterings if lettering.role is role)

    return Rule(f"{about} {role.value}", wanted, where, subjects, departs, role)


def _size(role: Role, low: float, high: float, where: str) -> Rule[Lettering]:
    def departs(lettering: Lettering) -> str | None:
        # A twentieth of a point is what printing to PDF may round.
        return None if _between(lettering.size, low, high, 0.05) else f"{decimal(lettering.size, 1)} pt"

    wanted = f"{low:g} pt" if low == high else f"từ {low:g} đến {high:g} pt"
    return _lettering(role, "cỡ chữ", wanted, where, departs)


def _posture(role: Role, where: str, *, bold: bool | None, italic: bool) -> Rule[Lettering]:
    def words(*, is_bold: bool | None, is_italic: bool) -> str:
        return ("nghiêng" if is_italic else "đứng") + {True: ", đậm", False: ", không đậm", None: ""}[is_bold]

    def departs(lettering: Lettering) -> str | None:
        seen = None if bold is None else lettering.bold
        return None if (seen, lettering.italic) == (bold, italic) else words(is_bold=seen, is_italic=lettering.italic)

    return _lettering(role, "kiểu chữ", words(is_bold=bold, is_italic=italic), where, departs)


def _capitals(role: Role, where: str) -> Rule[Lettering]:
    def subjects(facts: Facts) -> Iterable[Lettering]:
        return (each for each in facts.letterings if each.role is role and each.capitals is not None)

    def departs(lettering: Lettering) -> str | None:
        return None if lettering.capitals else "chữ thường"

    return Rule(f"loại chữ {role.value}", "chữ in hoa", where, subjects, departs, role)


def _motto_words(lettering: Lettering) -> str | None:
    words = unicodedata.normalize("NFC", lettering.text or "").strip()
    return None if words == MOTTO else f"“{words}”"


def _underline(role: Role, wanted: str, where: str, low: float, high: float) -> Rule[Underline]:
    def subjects(facts: Facts) -> Iterable[Underline]:
        return (underline for underline in facts.underlines if underline.role is role)

    def departs(underline: Underline) -> str | None:
        if not underline.present:
            return "không có"
        if not underline.solid:
            return "không phải nét liền"
        ratio = underline.ratio
        if ratio is not None and not _between(ratio, low, high, underline.slack):
            return f"dài bằng {decimal(ratio)} lần dòng chữ"
        if underline.off_centre is not None and underline.off_centre > 2 * POINTS_PER_MM:
            return f"lệch {millimetres(underline.off_centre)} so với dòng chữ"
        return None

    return Rule(f"đường kẻ dưới {role.value}", wanted, where, subjects, departs, role)


# ── mục II, khoản 6: running text ────────────────────────────────────────────────────────────────────────────

_ALIGNMENTS: dict[Alignment, str] = {"left": "canh trái", "centred": "canh giữa", "right": "canh phải"}
_INDENTS = (10 * POINTS_PER_MM, 12.7 * POINTS_PER_MM)


def _alignment(paragraphs: Paragraphs) -> str | None:
    value = paragraphs.alignment
    return None if value in ("justified", None) else _ALIGNMENTS[value]


def _indent(paragraphs: Paragraphs) -> str | None:
    if paragraphs.indent is None:
        return None
    if not any(abs(paragraphs.indent - wanted) <= _HALF_MM for wanted in _INDENTS):
        return f"{decimal(paragraphs.indent / POINTS_PER_MM / 10)} cm"
    return None if paragraphs.indents_all else "chỉ những đoạn đứng sau một đoạn khác mới lùi"


def _space(paragraphs: Paragraphs) -> str | None:
    between = paragraphs.between
    return None if between is None or between >= 6 - 0.3 else f"{decimal(max(0.0, between), 1)} pt"


def _spacing(paragraphs: Paragraphs) -> str | None:
    spacing = paragraphs.spacing
    # 0.02 of a line is a third of a point: faces and programs differ by that much in what a single line is.
    return None if spacing is None or _between(spacing, 1, 1.5, 0.02) else f"{decimal(spacing)} dòng"


def _running(about: str, wanted: str, measure: str, departs: Callable[[Paragraphs], str | None]) -> Rule[Paragraphs]:
    def subjects(facts: Facts) -> Iterable[Paragraphs]:
        return (each for each in facts.paragraphs if getattr(each, measure) is not None)

    return Rule(about, wanted, point("II", 6, "e"), subjects, departs)


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────

_TITLE, _MOTTO, _BODY_NAME, _NUMBER = point("II", 1, "a"), point("II", 1, "b"), point("II", 2, "b"), point("II", 3, "c")
_DATE, _TEXT, _SENT = point("II", 4, "c"), point("II", 6, "e"), point("II", 9, "d")
_FOLIO = point("I", 7)

RULES: tuple[Rule[Any], ...] = (
    Rule("khổ giấy", "A4 (210 × 297 mm)", point("I", 1), lambda facts: facts.sheets, _sheet),
    *(_margin_rule(*side) for side in _SIDES),
    Rule("phông chữ", "Times New Roman", point("I", 4), lambda facts: facts.families, _family),
    Rule("bảng mã", "Unicode", point("I", 4), lambda facts: facts.encodings, _encoding),
    Rule("màu chữ", "màu đen (#000000)", point("I", 4), lambda facts: facts.inks, _ink),
    Rule("số trang", "ở phần lề trên, từ trang 2", _FOLIO, lambda facts: facts.numberings, _folio_side),
    Rule(
        "vị trí số trang", "canh giữa theo chiều ngang", _FOLIO,
        lambda facts: (each for each in facts.numberings if each.centred is not None), _folio_centre,
    ),
    Rule(
        "chữ số của số trang", "chữ số Ả Rập, đánh từ 1", _FOLIO,
        lambda facts: (each for each in facts.numberings if each.side), _folio_figures,
    ),
    Rule("số trang thứ nhất", "không hiển thị", _FOLIO, lambda facts: facts.first_pages, _first_page),
    _size(Role.FOLIO, 13, 14, _FOLIO),
    _posture(Role.FOLIO, _FOLIO, bold=None, italic=False),
    _presence(Role.NATIONAL_TITLE, 1, "a"),
    _capitals(Role.NATIONAL_TITLE, _TITLE),
    _size(Role.NATIONAL_TITLE, 12, 13, _TITLE),
    _posture(Role.NATIONAL_TITLE, _TITLE, bold=True, italic=False),
    _presence(Role.MOTTO, 1, "b"),
    Rule(
        "cách viết Tiêu ngữ", f"“{MOTTO}”", _MOTTO,
        lambda facts: (each for each in facts.letterings if each.role is Role.MOTTO and each.text is not None),
        _motto_words, Role.MOTTO,
    ),
    _size(Role.MOTTO, 13, 14, _MOTTO),
    _posture(Role.MOTTO, _MOTTO, bold=True, italic=False),
    _underline(Role.MOTTO, "nét liền, dài bằng dòng chữ", _MOTTO, 1, 1),
    _presence(Role.ISSUING_BODY, 2, "b"),
    _capitals(Role.ISSUING_BODY, _BODY_NAME),
    _size(Role.ISSUING_BODY, 12, 13, _BODY_NAME),
    _posture(Role.ISSUING_BODY, _BODY_NAME, bold=True, italic=False),
    _underline(Role.ISSUING_BODY, "nét liền, dài từ 1/3 đến 1/2 dòng chữ, đặt cân đối", _BODY_NAME, 1 / 3, 1 / 2),
    _presence(Role.NUMBER, 3, "c"),
    _size(Role.NUMBER, 13, 13, _NUMBER),
    _posture(Role.NUMBER, _NUMBER, bold=None, italic=False),
    _presence(Role.PLACE_DATE, 4, "c"),
    _size(Role.PLACE_DATE, 13, 14, _DATE),
    _posture(Role.PLACE_DATE, _DATE, bold=None, italic=True),
    _size(Role.BODY, 13, 14, _TEXT),
    _running("canh lề lời văn", "canh đều cả hai lề", "alignment", _alignment),
    _running("chữ đầu dòng", "lùi vào 1 cm hoặc 1,27 cm ở mỗi đoạn", "indent", _indent),
    _running("khoảng cách giữa các đoạn", "ít nhất 6 pt", "between", _space),
    _running("khoảng cách giữa các dòng", "từ dòng đơn đến 1,5 dòng", "spacing", _spacing),
    Rule(
        "số cột", "một cột, hết chiều ngang vùng trình bày (ô số 6 của sơ đồ, mục IV)", point("II", 6, "g"),
        lambda facts: facts.columns, lambda columns: None if columns.count == 1 else f"{columns.count} cột",
    ),
    _presence(Role.RECIPIENTS_TITLE, 9, "d"),
    _size(Role.RECIPIENTS_TITLE, 12, 12, _SENT),
    _posture(Role.RECIPIENTS_TITLE, _SENT, bold=True, italic=True),
    _size(Role.RECIPIENTS, 11, 11, _SENT),
    _posture(Role.RECIPIENTS, _SENT, bold=None, italic=False),
)  # fmt: skip
