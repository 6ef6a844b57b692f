"""A paragraph's text → where Vietnamese print never ends a line (no-break spaces), and where it seldom does.

Never apart: a number and its unit; a date; a time; a range; a number, Roman or Arabic, and its label ("số 27-NQ/TW",
"lần thứ 20"); an opening quotation mark and what follows, a closing one and what precedes; an initial, a degree or
"TP." and a name; a dash between clauses and the words beside it. Slashes and hyphens inside words never break: lines
end only at spaces. Seldom apart: the syllables of a name, and a title and the name after it.

Every replacement is one space for one no-break space: positions in the text stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NO_BREAK_SPACE = "\u00a0"

_AFTER_LETTER = ("", ",", ";", ":", ")", "”")
_CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2))) + "]"
_MAGNITUDES = "trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_UNITS = (
    r"%|‰|°C|°|pt|[mdcµ]?m[23²³]?|km[2²]?|ha|hecta|héc-ta|sào|kg|g|tạ|tấn|lít|m?l|[kMGT]?Wh?|[kMG]Wp|kV|[kMG]Hz|[kMGT]B|dB"
    r"|đồng|đ|đô la|USD|VNĐ|VND|EUR|euro|€|\$|giờ|phút|giây|h|độ|phần trăm"
)
# The last syllable of what a number follows: "thứ 20", "nhiệm kỳ 2020-2025", "Trung ương 4".
_LABELS = frozenset({
    "số", "điều", "khoản", "điểm", "chương", "mục", "phần", "khóa", "khoá", "kỳ", "kì", "thứ", "quý", "quí", "tháng",
    "năm", "ngày", "mồng", "mùng", "tập", "trang", "quyển", "lớp", "khối", "tổ", "phường", "quận", "khu", "đường",
    "ngõ", "ngách", "hẻm", "tầng", "thôn", "xóm", "ấp", "lộ", "kỷ", "ương", "đoạn", "giờ", "h", "hình", "bảng",
    "q.", "p.", "h.", "t.",
})  # fmt: skip
# Degrees, and towns as addresses shorten them; a full stop may follow.
_SHORTENED = frozenset({
    "TP", "Tp", "TX", "Tx", "TT", "Tt", "GS", "PGS", "TS", "Ts", "ThS", "Ths", "BS", "KS", "LS", "GS.TS", "PGS.TS",
    "BSCKI", "BSCKII", "NSND", "NSƯT", "NGND", "NGƯT",
})  # fmt: skip
# A title ends in one of these; those of one syllable that are titles by themselves, and those of longer ones.
_ADDRESSES = frozenset({"ông", "bà", "anh", "chị", "cụ", "cô", "chú", "bác", "thầy", "ngài", "chí"})
_OFFICES = frozenset({"tịch", "thư", "trưởng", "viên", "tướng", "tá", "úy", "uý", "sĩ", "sỹ", "sư", "báo"})

# What stands on both sides of a space that must hold; the space itself is what gets replaced.
_BEFORE_NUMBER = re.compile(r" (?=\d|[IVXL]+\b)")
_AFTER_NUMBER = re.compile(rf"(?<=\d) (?=(?:{_MAGNITUDES}|tháng|{_UNITS})(?!\w)|năm[ \u00a0]\d)")
_AFTER_MAGNITUDE = re.compile(rf"(\b(?:{_MAGNITUDES}|độ)) (?=(?:{_MAGNITUDES}|lượt|C|{_UNITS})(?!\w))")
_ORDINAL = re.compile(r"(?<=lần) (?=thứ\b)")
_RANGE = re.compile(r"(?<=[\dIVX]) ([-–—/x×]) (?=[\dIVX])")
_BEFORE_CAPITAL = re.compile(rf" (?={_CAPITAL})")
_BEFORE_LETTER = re.compile(r"(?<=\bđiểm) (?=[a-hđ]\b)")
_BEFORE_DASH = re.compile(r" (?=[-–—][ \u00a0\w])")
_AFTER_DASH = re.compile(r"(?<=[-–—]) (?=\S)")
_AFTER_OPENING = re.compile(r"(?<=[“‘«(\[]) ")
_BEFORE_CLOSING = re.compile(r" (?=[”’»)\]…,.;:!?%])")


def glue(text: str) -> str:
    """Return the text with no-break spaces where no line may end. Its length does not change."""
    text = _BEFORE_CAPITAL.sub(_named, text)
    if _HAS_NUMBER.search(text):
        text = _glue_numbers(text)
    if _HAS_MARK.search(text):
        text = _glue_marks(text)
    return text


_HAS_NUMBER = re.compile(r"\d| [IVXL]+\b|lần thứ| tỷ | tỉ |triệu |nghìn |ngàn |điểm ")
_HAS_MARK = re.compile(r"[-–—“‘«(\[]| [”’»)\]…,.;:!?%]")


def _named(found: re.Match[str]) -> str:
    """Hold an initial, a degree or "TP." with the name after it, and a letter for a name with the word before."""
    text, at = found.string, found.start()
    before = text[text.rfind(" ", 0, at) + 1 : at]
    bare = before.removesuffix(".").lstrip("“‘«([")
    initial = len(bare) == 1 and bare.isupper() and before[-1] == "."
    letter = text[at + 2 : at + 3] in _AFTER_LETTER and before.isalpha()
    return NO_BREAK_SPACE if initial or letter or bare in _SHORTENED else " "


def _glue_numbers(text: str) -> str:
    text = _BEFORE_NUMBER.sub(_labelled, text)
    text = _AFTER_NUMBER.sub(NO_BREAK_SPACE, text)
    text = _AFTER_MAGNITUDE.sub(_hold, text)
    text = _BEFORE_LETTER.sub(NO_BREAK_SPACE, _ORDINAL.sub(NO_BREAK_SPACE, text))
    return _RANGE.sub(_hold, text)


def _labelled(found: re.Match[str]) -> str:
    """Hold a number with the label before it; a Roman number with any word."""
    text, at = found.string, found.start()
    word = text[text.rfind(" ", 0, at) + 1 : at].rstrip(":").lstrip("“‘«([").casefold()
    holds = word in _LABELS or (word.isalpha() and not text[at + 1].isdigit())
    return NO_BREAK_SPACE if holds else " "


def _glue_marks(text: str) -> str:
    for pattern in (_BEFORE_DASH, _AFTER_DASH, _AFTER_OPENING, _BEFORE_CLOSING):
        text = pattern.sub(NO_BREAK_SPACE, text)
    return text


def _hold(found: re.Match[str]) -> str:
    return found.group().replace(" ", NO_BREAK_SPACE)


def reluctances(words: Sequence[str]) -> list[float]:
    """Return how loath a line should be to end after each of the words, from 0 to 1: inside names, before a name."""
    result = [0.0] * len(words)
    before, capital = "", False
    for index, word in enumerate(words):
        if word[:1].isupper():
            if before[-1:].isalpha() and (capital or _precedes_name(before, words, index)):
                result[index - 1] = 1.0
            capital = True
        else:
            capital = NO_BREAK_SPACE in word and word.rpartition(NO_BREAK_SPACE)[2][:1].isupper()
        before = word
    return result


def _precedes_name(word: str, words: Sequence[str], index: int) -> bool:
    """Return whether a word, in small letters, is the end of a title before the name that opens at `index`."""
    if word in _ADDRESSES:
        return True
    return word in _OFFICES and index + 1 < len(words) and words[index + 1][:1].isupper()
