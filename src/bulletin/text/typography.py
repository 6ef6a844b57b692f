"""A paragraph's text → the same text with no-break spaces where Vietnamese print never ends a line.

Never apart: a number and its unit; a date; a range; a document number and its label; ordinals ("lần thứ 20"); an
opening quotation mark and what follows, a closing one and what precedes; an initial and a name; a dash between
clauses and the words beside it. Slashes and hyphens inside words never break: lines end only at spaces.

Every replacement is one space for one no-break space: positions in the text stay the same.
"""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\u00a0"

_NUMBER = r"\d[\d.,]*"
_ROMAN = r"[IVXLC]+\b"
_UNITS = (
    r"%|‰|°C|°|pt|mm2?|cm2?|m[2²3³]?|km[2²]?|ha|kg|g|tạ|tấn|lít|kWh|MW|GB|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|đồng|USD|giờ|phút|giây|độ"
)
_LABELS = (
    r"số|điều|khoản|điểm|chương|mục|phần|khóa|khoá|kỳ|thứ|quý|tháng|năm|ngày|mồng|mùng|tập|trang|quyển|lớp|khối|tổ|phường|quận|khu|đường|ngõ"
    r"|thế kỷ|trung ương|giai đoạn|nhiệm kỳ|thời kỳ"
)

# What stands on both sides of a space that must hold; the space itself is what gets replaced.
_AFTER_NUMBER = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))")
_AFTER_MAGNITUDE = re.compile(r"(\b(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)) (?=(?:đồng|USD|đô la|euro|tấn|lượt)\b)")
_AFTER_LABEL = re.compile(rf"(\b(?:{_LABELS})) (?=(?:{_NUMBER}|{_ROMAN}))", re.IGNORECASE)
_ORDINAL = re.compile(r"(\blần) (?=thứ\b)", re.IGNORECASE)
_IN_DATE = re.compile(r"(?<=\d) (?=(?:tháng|năm)[ \u00a0]\d)|(?<=\d) (?=tháng\b)")
_RANGE = re.compile(r"(?<=[\dIVX]) ([-–—]) (?=[\dIVX])")
_INITIAL = re.compile(r"(\b(?:[A-ZĐ]|TP|Tp|TS|ThS|GS|PGS|BS|KS|Ths|Ts)\.) (?=[A-ZĐ])")
_DASH = re.compile(r" ([-–—]) ")
_DASH_BEFORE = re.compile(r"(?<=\w) ([-–—])(?=\w)")
_DASH_AFTER = re.compile(r"((?<=[^\W_])[-–—]) ")
_OPENING = re.compile(r"([“‘«(\[]) ")
_CLOSING = re.compile(r" (?=[”’»)\]…,.;:!?%])")


def glue(text: str) -> str:
    """Return the text with no-break spaces where no line may end. Its length does not change."""
    if _HAS_NUMBER.search(text):
        text = _glue_numbers(text)
    if _HAS_MARK.search(text):
        text = _glue_marks(text)
    return text


_HAS_NUMBER = re.compile(r"\d|\b[IVXLC]+\b")
_HAS_MARK = re.compile(r"[-–—“‘«(\[]| [”’»)\]…,.;:!?%]|\. ")


def _glue_numbers(text: str) -> str:
    text = _AFTER_NUMBER.sub(NO_BREAK_SPACE, text)
    text = _AFTER_MAGNITUDE.sub(_hold, text)
    text = _AFTER_LABEL.sub(_hold, text)
    text = _ORDINAL.sub(_hold, text)
    text = _IN_DATE.sub(NO_BREAK_SPACE, text)
    return _RANGE.sub(_hold, text)


def _glue_marks(text: str) -> str:
    for pattern in (_INITIAL, _DASH, _DASH_BEFORE, _DASH_AFTER, _OPENING):
        text = pattern.sub(_hold, text)
    return _CLOSING.sub(NO_BREAK_SPACE, text)


def _hold(found: re.Match[str]) -> str:
    return found.group().replace(" ", NO_BREAK_SPACE)
