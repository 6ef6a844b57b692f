"""A line read from TCVN3, its toned capitals small → the same line with the capitals that its words show.

TCVN3 has no toned capitals: "TỈNH ỦY" is written "TØNH ñY", in a font that draws the small letters as capitals. So
whether a toned letter is a capital is told by the letters around it, in this order: the other letters of its word; the
nearest words that tell; the beginning of a sentence; and a few spellings that are fixed in official Vietnamese. A word
that none of these tells keeps its small letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[\s–-]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+[“\"‘'(\[]*$")
_LINE_START = re.compile(r"^[^\w]*(?:(?:\d{1,2}|[a-zđ]|[IVX]{1,4})[.)]\s+)?[“\"‘'(\[]*$")
_AFTER_BRACKET = re.compile(r"[(\[“]$")

# How a word tells: its unambiguous letters are capitals, or small after at most one capital, or it cannot tell.
_CAPITALS, _SMALL, _SILENT = "capitals", "small", "silent"

# A toned first letter that official spelling makes a capital: before these words, or after those.
_BEFORE = {("ủy", "ban"), ("ủy", "viên"), ("uỷ", "ban"), ("uỷ", "viên"), ("ấn", "độ"), ("ả", "rập")}
_AFTER = {(before, "á") for before in ("châu", "đông", "nam", "tây", "trung", "bắc", "lục địa")}
_AFTER |= {("nước", country) for country in ("úc", "ý", "áo")}
# … but not after what makes "ủy viên" the second half of a word: Tỉnh ủy viên.
_NOT_AFTER = frozenset(("tỉnh", "thành", "huyện", "quận", "thị", "đảng", "chi", "xã"))
_GIVEN_NAMES = frozenset(("ánh", "ái"))


def restore_capitals(line: str) -> str:
    """Return the line with capitals for the toned letters that must be."""
    words = list(_WORD.finditer(line))
    if not words:
        return line
    tellings = [_telling(word.group()) for word in words]
    joined = [_JOINT.fullmatch(line, one.end(), two.start()) is not None for one, two in pairwise(words)]
    before = _nearest(tellings, joined)
    after = _nearest(tellings[::-1], joined[::-1])[::-1]
    pieces, position = [], 0
    for index, word in enumerate(words):
        written = _restored(line, words, index, tellings[index], {before[index], after[index]} - {_SILENT})
        pieces += [line[position : word.start()], written]
        position = word.end()
    return "".join([*pieces, line[position:]])


def _restored(line: str, words: list[re.Match[str]], index: int, telling: str, around: set[str]) -> str:
    word = words[index].group()
    if telling == _CAPITALS or (telling == _SILENT and around == {_CAPITALS}):
        return word.upper()
    if not (_is_toned(word[0]) and word[0].islower()):
        return word
    is_capital = _opens_sentence(line, words[index]) or _is_fixed(line, words, index)
    return word[0].upper() + word[1:] if is_capital else word


@lru_cache(maxsize=1 << 12)
def _telling(word: str) -> str:
    plain = [letter for letter in word if not _is_toned(letter)]
    capitals = sum(letter.isupper() for letter in plain)
    if capitals < len(plain):
        return _SMALL
    if capitals > 1 or (capitals == 1 and len(word) > 1 and not word[0].isupper()):
        return _CAPITALS
    return _SILENT


@lru_cache(maxsize=512)
def _is_toned(letter: str) -> bool:
    return not letter.isascii() and not _TONES.isdisjoint(unicodedata.normalize("NFD", letter))


def _nearest(tellings: list[str], joined: list[bool]) -> list[str]:
    """Return for every word what the nearest telling word before it says, with nothing but spaces between."""
    found, last = [], _SILENT
    for telling, is_joined in zip(tellings, [False, *joined], strict=True):
        last = last if is_joined else _SILENT
        found.append(last)
        if telling != _SILENT:
            last = telling
    return found


def _opens_sentence(line: str, word: re.Match[str]) -> bool:
    # Sixty characters hold any run of marks between two sentences; so a long line costs no more than a short one.
    start = max(0, word.start() - 60)
    before = line[start : word.start()]
    return bool(_SENTENCE_END.search(before) or (start == 0 and _LINE_START.match(before)) or _opens_credit(line, word))


def _opens_credit(line: str, word: re.Match[str]) -> bool:
    """Return whether the word is the "Ảnh" of "(Ảnh: TTXVN)"."""
    return line[word.end() : word.end() + 1] == ":" and bool(_AFTER_BRACKET.search(line[: word.start()][-1:]))


def _is_fixed(line: str, words: list[re.Match[str]], index: int) -> bool:
    word = words[index].group()
    after = words[index + 1].group() if index + 1 < len(words) else ""
    is_joined = index > 0 and _JOINT.fullmatch(line, words[index - 1].end(), words[index].start())
    before = words[index - 1].group() if is_joined else ""
    if word in _GIVEN_NAMES:
        return index > 1 and all(words[place].group().istitle() for place in (index - 1, index - 2))
    if (word, after.lower()) in _BEFORE:
        return before.lower() not in _NOT_AFTER
    return (before.lower(), word) in _AFTER
