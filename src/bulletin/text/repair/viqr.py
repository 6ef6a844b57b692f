r"""VIQR → Unicode: "DDo^`ng chi'" → "Đồng chí".

RFC 1456, section 4: a vowel, then ( ^ + for breve, hat and horn, then ' ` ? ~ . for the tone; dd for đ; a backslash
before a mark that is meant as itself. Typists leave the backslash out: a mark after a vowel that gives no syllable is
punctuation, and so is the last full stop of a paragraph that has full stops inside.
"""

from __future__ import annotations

import re

from bulletin.text.composition import compose
from bulletin.text.repair.judgement import judge

RULE = "viqr"

_HATS = {"(": "\u0306", "^": "\u0302", "+": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_UNIT = re.compile(
    r"\\([`'?~.^(+\\dD])|([dD][dD])"
    r"|(?:([aA])([(^]?)|([eE])(\^?)|([oO])([\^+]?)|([uU])(\+?)|([iIyY])())([`'?~.]?)"
)
# A mark that Western text hardly ever has after a vowel; without one a line is not looked at.
SIGN = re.compile(r"[aeoAEO]\^|[ouOU]\+|[aA]\(|[aeiouyAEIOUY][`~]|[dD][dD]")
WEAK_SIGN = re.compile(r"[aeiouyAEIOUY][(^+'`?~.]|[dD][dD]")  # any mark at all
INNER_SIGN = re.compile(r"[aeoAEO]\^|[ouOU]\+|[aA]\(|[aeiouyAEIOUY][`~'?.][a-z]|dd[aeiouy]|D[dD][aeiouyAEIOUY]")
_INNER_STOP = re.compile(r"[bcdghlmnpqrstvx`'~][.!?] [A-Z]")
_LAST_MARK = re.compile(r"[.?][\"”’)\]]?$")
_LONGEST = 100  # characters of a word: what is longer is an address or no text
_CLOSING = re.compile(r"([.?']+)([\"”’)\],;:!…]*)$")


def read(line: str) -> str:
    """Return the line read as VIQR: each word that becomes Vietnamese, the others as they stand."""
    words = line.split(" ")
    with_escapes = "\\" in line
    read_words = [read_word(word) for word in words]
    if not with_escapes and _INNER_STOP.search(line):
        read_words[-1] = _without_final_mark(words[-1], read_words[-1])
    return " ".join(read_words)


def read_word(word: str) -> str:
    """Return the word read as VIQR where that gives a syllable, or the word itself."""
    if len(word) > _LONGEST or (word.isalpha() and "dd" not in word.lower()):
        return word
    whole = _read_marks(word)
    if whole == word or not judge(whole).bad:
        return whole
    closing = _CLOSING.search(word)
    if closing:
        for length in range(1, len(closing.group(1)) + 1):
            cut = len(word) - len(closing.group(2)) - length
            shorter = _read_marks(word[:cut]) + word[cut:]
            if not judge(shorter).bad:
                return shorter
    return word


def _without_final_mark(word: str, read_as: str) -> str:
    """Return the reading of a paragraph's last word with its last mark as punctuation, where it was read as a tone."""
    closing = _LAST_MARK.search(word)
    if not closing or len(word) > _LONGEST or read_as.endswith(closing.group()):
        return read_as
    shorter = read_word(word[: closing.start()]) + closing.group()
    return read_as if judge(shorter).bad else shorter


def _read_marks(word: str) -> str:
    return compose(_UNIT.sub(_letter, word))


def _letter(unit: re.Match[str]) -> str:
    escaped, crossed = unit.group(1), unit.group(2)
    if escaped:
        return escaped
    if crossed:
        return "Đ" if crossed[0] == "D" else "đ"
    vowel = next(unit.group(group) for group in (3, 5, 7, 9, 11) if unit.group(group))
    hat = next((unit.group(group) for group in (4, 6, 8, 10) if unit.group(group)), "")
    return vowel + _HATS.get(hat, "") + _TONES.get(unit.group(13), "")
