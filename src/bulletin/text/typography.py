"""A paragraph's text → where Vietnamese print never ends a line (no-break spaces), and where it seldom does.

Never apart: a number and its unit; a date; a time; a range; a number, Roman or Arabic, and its label ("số 27-NQ/TW",
"lần thứ 20"); an opening quotation mark and what follows, a closing one and what precedes; an initial, a degree or
"TP." and a name; a dash between clauses and the words beside it. Slashes and hyphens inside words never break: lines
end only at spaces. Seldom apart: the syllables of a name, and a title and the name after it.

Whether a space holds is asked of the two words beside it, each of which says once what it is beside a space: as bits,
of which both have one in common where a rule fits. Every replacement is one space for one no-break space: positions in
the text stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count, islice
from operator import and_

NO_BREAK_SPACE = "\u00a0"

_OPENING, _CLOSING, _DASHES = "“‘«([", "”’»)]…,.;:!?%", "-–—"
_MAGNITUDES = "trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_UNITS = (
    r"%|‰|°C|°|pt|[mdcµ]?m[23²³]?|km[2²]?|ha|hecta|héc-ta|sào|kg|g|tạ|tấn|lít|m?l|[kMGT]?Wh?|[kMG]Wp|kV|[kMG]Hz|[kMGT]B|dB"
    r"|đồng|đ|đô|USD|VNĐ|VND|EUR|euro|€|\$|giờ|phút|giây|h|độ|phần"
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
# A title ends in one of these; those of one syllable that are titles by themselves, and those of longer ones. What is
# said of a title and a name is true of "thứ" and a number that has a capital, too: "lần thứ Sáu".
_ADDRESSES = frozenset({"ông", "bà", "anh", "chị", "cụ", "cô", "chú", "bác", "thầy", "ngài", "chí", "thứ"})
_OFFICES = frozenset({"tịch", "thư", "trưởng", "viên", "tướng", "tá", "úy", "uý", "sĩ", "sỹ", "sư", "báo"})

# By which rules a word holds to its neighbour: the space between holds where both have the bit.
_LABEL, _ROMAN, _NUMBER, _YEAR, _MAGNITUDE, _ORDINAL, _POINT, _SIGN, _SIGNED, _MARK_BEFORE, _MARK_AFTER = (
    1 << bit for bit in range(11)
)
_INITIAL, _LETTER, _LAST_LETTER = (1 << bit for bit in range(11, 14))
_MUST = (1 << 14) - 1
_NAME, _ADDRESS, _OFFICE = (1 << bit for bit in range(14, 17))
_SHOULD = _NAME | _ADDRESS | _OFFICE
_SOMETIMES = _YEAR | _SIGN | _SIGNED | _LAST_LETTER | _OFFICE  # if a third word allows it
_DIGIT_OPENS = 1 << 17  # what only a third word is asked

_NUMERAL = re.compile(r"[\dIVX]")
_ROMAN_NUMBER = re.compile(r"[IVXL]+\b")
_MEASURED = re.compile(rf"(?:{_MAGNITUDES}|tháng|{_UNITS})(?!\w)|năm\u00a0\d")
_MULTIPLIED = re.compile(rf"(?:{_MAGNITUDES}|lượt|C|{_UNITS})(?!\w)")
_MAGNITUDE_ENDS = re.compile(rf"\b(?:{_MAGNITUDES}|độ)$")
_POINT_ENDS = re.compile(r"\bđiểm$")
_POINT_OPENS = re.compile(r"[a-hđ]\b")
_DASH_OPENS = re.compile(r"[-–—](?:\w|$)")
_LETTER_OPENS = re.compile(r"[^\W\d_][,;:)”]")
_BETWEEN_NUMERALS = frozenset("/x×")
_MOST_KNOWN = 100_000  # words


def glue(text: str) -> str:
    """Return the text with no-break spaces where no line may end. Its length does not change."""
    words = text.split(" ")
    parts, start = [], 0
    never, _ = held_spaces([*map(before_space, words)], [*map(after_space, words)])
    for first, end in held_together(never):
        parts += [*words[start:first], NO_BREAK_SPACE.join(words[first : end + 1])]
        start = end + 1
    return " ".join([*parts, *words[start:]])


def held_together(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the words from first to last that hold together, by index, given after which words a space holds."""
    first, last = -1, -1
    for place in places:
        if place != last:
            if first >= 0:
                yield first, last
            first = place
        last = place + 1
    if first >= 0:
        yield first, last


def held_spaces(befores: Sequence[int], afters: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return after which words no line may end, and after which it seldom should: inside names, before a name.

    Given is what `before_space` and `after_space` say of each word.
    """
    common = [*map(and_, befores, islice(afters, 1, None))]
    never: list[int] = []
    seldom: list[int] = []
    for place in compress(count(), common):
        for rules, places in ((_MUST, never), (_SHOULD, seldom)):
            bits = common[place] & rules
            if bits & ~_SOMETIMES or (bits and _third_word_agrees(befores, afters, place, bits)):
                places.append(place)
                break
    return never, seldom


def _third_word_agrees(befores: Sequence[int], afters: Sequence[int], place: int, bits: int) -> bool:
    """Return whether the space after a word holds by one of these rules, which ask the word beyond too."""
    if bits & _LAST_LETTER and place + 2 == len(befores):
        return True
    if bits & _SIGNED and place > 0 and befores[place - 1] & _SIGN:
        return True
    follows = afters[place + 2] if place + 2 < len(afters) else 0
    asked = (_YEAR, _DIGIT_OPENS), (_SIGN, _SIGNED), (_OFFICE, _OFFICE)
    return any(bits & rule and follows & wanted for rule, wanted in asked)


@lru_cache(_MOST_KNOWN)
def before_space(word: str) -> int:
    """Return, as bits, by which rules a word may hold to the next."""
    pieces = word.split()  # at no-break spaces and line breaks
    if not pieces:
        return _MARK_AFTER
    last = pieces[-1]
    bare = last.lstrip(_OPENING)
    label = bare.rstrip(":")
    initial = len(bare) == 2 and bare[0].isupper() and bare[1] == "."
    fits = {
        _MARK_AFTER: True,
        _MARK_BEFORE: last[-1] in _OPENING or last[-1] in _DASHES,
        _LABEL: label.casefold() in _LABELS,
        _ROMAN: label.isalpha(),
        _LETTER | _LAST_LETTER: last.isalpha(),
        _NUMBER | _YEAR: last[-1].isdecimal(),
        _SIGN: bool(_NUMERAL.match(last[-1])),
        _SIGNED: last in _BETWEEN_NUMERALS,
        _MAGNITUDE: bool(_MAGNITUDE_ENDS.search(last)),
        _ORDINAL: last.endswith("lần"),
        _POINT: bool(_POINT_ENDS.search(last)),
        _INITIAL: initial or bare.removesuffix(".") in _SHORTENED,
        _ADDRESS: last in _ADDRESSES,
        _OFFICE: last in _OFFICES,
        _NAME: last[0].isupper() and last[-1].isalpha(),
    }
    return sum(bits for bits, fit in fits.items() if fit)


@lru_cache(_MOST_KNOWN)
def after_space(word: str) -> int:
    """Return, as bits, by which rules a word may hold to the one before."""
    pieces = word.split()
    if not pieces:
        return 0
    first = pieces[0]
    roman = bool(_ROMAN_NUMBER.match(first))
    fits = {
        _MARK_BEFORE: True,
        _MARK_AFTER: first[0] in _CLOSING or bool(_DASH_OPENS.match(first)),
        _LABEL: first[0].isdecimal() or roman,
        _DIGIT_OPENS: first[0].isdecimal(),
        _ROMAN: roman,
        _NUMBER: bool(_MEASURED.match(word)),
        _YEAR: word == "năm",
        _SIGN: first in _BETWEEN_NUMERALS,
        _SIGNED: bool(_NUMERAL.match(first)),
        _MAGNITUDE: bool(_MULTIPLIED.match(first)),
        _ORDINAL: first == "thứ",
        _POINT: bool(_POINT_OPENS.match(first)),
        _INITIAL | _SHOULD: first[0].isupper(),
        _LETTER: first[0].isupper() and bool(_LETTER_OPENS.match(first)),
        _LAST_LETTER: first[0].isupper() and len(word) == 1,
    }
    return sum(bits for bits, fit in fits.items() if fit)
