"""A word → how Vietnamese it is: how many of its runs of letters are syllables with marks, and how many are spoilt.

A word is a stretch between ASCII spaces, with all the punctuation in it. Runs of plain ASCII letters are counted apart:
they prove little alone, but a paragraph of Vietnamese has many that are syllables, and one of anything else few.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bulletin.text.composition import compose
from bulletin.text.syllables import is_loosely_spelt, is_syllable
from bulletin.text.vietnamese import ACCENTED_LETTERS

_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN_TO_VIETNAMESE = re.compile(f"[^a-zA-Z{ACCENTED_LETTERS}]")
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_SIGNS = "€™¡¢£¤¥¦¨©¬\u00ad¯´¶¸¹¼½¾¿×÷ƒˆ˜†‡‰‹›„‚"
# Characters that are letters in an old encoding and stand beside no letter in Vietnamese: control characters anywhere,
# signs before a small letter or after any, and quotation marks between two letters.
_SPOILT = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x9f]"
    f"|[{_SIGNS}](?=[^\\W\\d_])|(?<=[^\\W\\d_])[¡¢£¤¥¦¨¬\u00ad¯´¶¸¼½¾¿×÷ƒˆ˜‡‰‹„‚]"
    "|(?<=[^\\W\\d_])[«»§·±°®©¹²³“”‘–—…•](?=[^\\W\\d_])|[§®](?=[^\\W\\d_])|»(?=[^\\W\\d_]|[“”‘’–—•])"
)
_ADDRESS = re.compile(r"[@/\\]|\.[a-zA-Z]|https?:|[=_{}<>|]")
# Letters and ordinals that stand alone as signs: 5 µm, 1º, 2ª.
_LONE_SIGNS = frozenset(("µ", "º", "ª"))


class Judgement(NamedTuple):
    """Counts of a word's runs of letters, and of what spoils it.

    `good` are syllables with marks, of two letters and more; `bad` what is no Vietnamese; `plain` and `strange` the
    runs of small ASCII letters that are syllables and that are not; `names` the latter where they begin with a capital.
    """

    good: int = 0
    bad: int = 0
    plain: int = 0
    strange: int = 0
    names: int = 0


_LONGEST_KEPT = 40


def judge(word: str) -> Judgement:
    """Return how Vietnamese the word is."""
    return _judge_kept(word) if len(word) <= _LONGEST_KEPT else _judge(word)


def judge_all(words: Iterable[str]) -> list[Judgement]:
    """Return how Vietnamese each of the words is: `judge`, without a call for every word of a text."""
    return [_judge_kept(word) if len(word) <= _LONGEST_KEPT else _judge(word) for word in words]


def _judge(word: str) -> Judgement:
    if word.isascii() and word.isprintable():
        return Judgement(0, 0, *_count_plain(word))
    word = compose(word)
    good, bad = 0, sum(1 for _ in _SPOILT.finditer(word))
    for run in _LETTERS.finditer(word):
        letters = run.group()
        if letters.isascii() or letters in _LONE_SIGNS:
            continue
        if len(letters) == 1:
            bad += _is_misplaced(word, run)
            continue
        verdict = _judge_letters(letters)
        good += verdict > 0
        bad += verdict < 0
    if not word.isascii():
        bad += sum(map(bool, map(unicodedata.combining, word)))
    return Judgement(good, bad, *_count_plain(word))


_judge_kept = lru_cache(maxsize=1 << 14)(_judge)


def _count_plain(word: str) -> tuple[int, int, int]:
    if _ADDRESS.search(word):
        return 0, 0, 0
    runs = [run for run in _LETTERS.findall(word) if len(run) > 1 and run.isascii() and run[1:].islower()]
    strange = [run for run in runs if not is_syllable(run.lower())]
    names = sum(1 for run in strange if run[0].isupper())
    small = sum(1 for run in runs if run[0].islower())
    return small - (len(strange) - names), len(strange) - names, names


def _is_misplaced(word: str, run: re.Match[str]) -> bool:
    """Return whether a single letter is no Vietnamese, or stands in a number ("A2ì4")."""
    if _judge_letters(run.group()) < 0:
        return True
    around = word[max(0, run.start() - 1) : run.start()] + word[run.end() : run.end() + 1]
    return is_syllable(run.group().lower()) and any(map(str.isdigit, around))


def _judge_letters(letters: str) -> int:
    """Return 1 for a syllable with marks, −1 for letters that are no Vietnamese, 0 for what tells nothing."""
    small = letters.lower()
    foreign = _FOREIGN_TO_VIETNAMESE.search(letters)
    if foreign:
        return -1 if _LATIN.search(letters) or ord(foreign.group()) < 0x250 else 0
    if not (letters == small or letters[1:] == small[1:] or letters.isupper()):
        return 0 if _is_abbreviation(letters) or _is_glued(letters) else -1
    if is_syllable(small):
        return 1
    return 0 if is_loosely_spelt(small) or _is_abbreviation(letters) else -1


_CAPITALS = "".join(filter(str.isupper, ACCENTED_LETTERS))
_GLUE = re.compile(f"(?=[A-Z{_CAPITALS}])(?<![A-Z{_CAPITALS}])")


def _is_glued(letters: str) -> bool:
    """Return whether the letters are whole words without the space between: "PhongCác"."""
    return len(letters) < 60 and all(is_syllable(part.lower()) for part in _GLUE.split(letters) if part)


_UNTONED = re.compile("[a-zA-ZĂÂĐÊÔƠƯăâđêôơư]+")


def _is_abbreviation(letters: str) -> bool:
    """Return whether the letters may be short for words: HĐND, ĐBQH, BCHTƯ, ThS, GDĐT."""
    return len(letters) < 9 and letters[0].isupper() and sum(map(str.isupper, letters)) * 2 > len(letters) and bool(
        _UNTONED.fullmatch(letters)
    )
