"""A line → the reading of it that turns it into Vietnamese, if there is one.

Each old encoding offers its reading of the whole line; each is weighed by the same evidence; one must win clearly. A
wrong repair is worse than none: the thresholds ask for several different words and several different signs, unless the
neighbouring lines are in that encoding already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bulletin.text.repair import mojibake, tcvn3, viqr, viscii, vni, windows1258
from bulletin.text.repair.evidence import Evidence, Words, weigh
from bulletin.text.repair.judgement import judge

# The encodings of one byte, or two, a letter, by rule name.
LEGACY: dict[str, Callable[[str], str]] = {
    tcvn3.RULE: tcvn3.read,
    vni.RULE: vni.read,
    viscii.RULE: viscii.read,
    windows1258.RULE: windows1258.read,
}
MOJIBAKE: dict[str, Callable[[str], str]] = {mojibake.RULE: mojibake.read, mojibake.RULE_TWICE: mojibake.read_twice}
READERS: dict[str, Callable[[str], str]] = LEGACY | MOJIBAKE | {viqr.RULE: viqr.read}

# How many different words, and how many different signs in them, a line must gain when it stands alone; fewer where
# all of it becomes Vietnamese. Three signs are too few: Swedish å, ä and ö are three, and make syllables of TCVN3.
_ENOUGH_WORDS, _ENOUGH_SIGNS = 3, 4
_ENOUGH_WORDS_IN_ALL, _ENOUGH_SIGNS_IN_ALL = 2, 3
# Windows-1258 has five signs for the tones, and no other text has them after vowels so that syllables come of it.
_ENOUGH_SIGNS_OF = {windows1258.RULE: 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """A line's words as an encoding reads them; `is_sure` where the line alone proves it."""

    rule: str
    words: list[str]
    balance: int
    is_sure: bool


def find_reading(line: str, words: Words, *, expected: Collection[str] = ()) -> Reading | None:
    """Return the best reading of the line; one of the `expected` encodings needs less evidence.

    A reading that is not sure is returned only so that the line can be reported.
    """
    found = [*_mojibake_readings(line, words, expected), *_legacy_readings(line, words, expected)]
    if line.isascii():
        found += _viqr_readings(line, words, expected)
    if not found:
        return None
    found.sort(key=lambda reading: (reading.is_sure, reading.rule in expected, reading.balance), reverse=True)
    best, *others = found
    rival = next((other for other in others if other.words != best.words), None)
    if rival and rival.is_sure == best.is_sure and rival.balance == best.balance and best.rule not in expected:
        return Reading(best.rule, best.words, best.balance, is_sure=False)
    return best


def _legacy_readings(line: str, words: Words, expected: Collection[str]) -> list[Reading]:
    if line.isascii() and not _CONTROL.search(line):
        return []
    readings = [_judged(rule, weigh(line, words, read), expected) for rule, read in LEGACY.items()]
    return [reading for reading in readings if reading]


def _judged(rule: str, evidence: Evidence | None, expected: Collection[str]) -> Reading | None:
    if evidence is None or not evidence.gains or evidence.balance <= 0:
        return None
    against = evidence.lost + evidence.contradictions
    is_vietnamese = evidence.gains + evidence.kept + evidence.plain >= 2 * evidence.strange
    if rule in expected:
        known = evidence.gains + evidence.kept + evidence.plain
        is_sure = evidence.gains >= 6 * against and known >= 2 * evidence.strange + evidence.names
    else:
        is_whole = against + evidence.strange + evidence.names == 0
        is_sure = (
            len(evidence.gained) >= (_ENOUGH_WORDS_IN_ALL if is_whole else _ENOUGH_WORDS)
            and len(evidence.signs) >= (_ENOUGH_SIGNS_OF.get(rule, _ENOUGH_SIGNS_IN_ALL) if is_whole else _ENOUGH_SIGNS)
            and 6 * against <= evidence.gains
            and is_vietnamese
        )
    if not is_sure and against + evidence.strange:
        return None
    return Reading(rule, evidence.words, evidence.balance, is_sure)


_CONTROL = re.compile("[\x02\x05\x06\x14\x19\x1e]")  # letters of VISCII


def _mojibake_readings(line: str, words: Words, expected: Collection[str]) -> list[Reading]:
    """Return what is read back from UTF-8, once, twice, and once and then from an old encoding."""
    once = mojibake.read(line)
    if once == line:
        return []
    readings = [_judged_mojibake(mojibake.RULE, line, words, expected)]
    if mojibake.read(once) != once:
        readings.append(_judged_mojibake(mojibake.RULE_TWICE, line, words, expected))
    if not any(readings):
        readings = [
            _judged(rule, weigh(line, words, _after_mojibake(reader)), ()) for rule, reader in LEGACY.items()
        ]
    return [reading for reading in readings if reading]


def _after_mojibake(reader: Callable[[str], str]) -> Callable[[str], str]:
    return lambda line: reader(mojibake.read(line))


def _judged_mojibake(rule: str, line: str, words: Words, expected: Collection[str]) -> Reading | None:
    """Return the reading where it makes any word Vietnamese: no other text has such sequences in its words.

    Words that are Vietnamese already, and words that the reading would spoil, stay: Unicode and mojibake do mix.
    """
    evidence = weigh(line, words, MOJIBAKE[rule])
    if evidence is None:
        return None
    together = list(zip(words.raw, evidence.words, words.judged, strict=True))
    cleans = any(before.bad and new != raw for raw, new, before in together)
    is_punctuation = cleans and evidence.kept + evidence.contradictions and not evidence.lost
    is_neighbourly = rule in expected and not evidence.contradictions + evidence.lost
    if not evidence.gains and not is_punctuation and not is_neighbourly:
        return None
    if evidence.contradictions:
        evidence.words = [new if before.bad else raw for raw, new, before in together]
    return Reading(rule, evidence.words, evidence.gains - evidence.lost, is_sure=True)


def _viqr_readings(line: str, words: Words, expected: Collection[str]) -> list[Reading]:
    """Return the VIQR reading. ASCII proves little: two marks that Western text never has must come out as letters."""
    marked = sum(1 for raw in words.raw if viqr.SIGN.search(raw))
    is_expected = viqr.RULE in expected
    if not marked and not is_expected:
        return []
    read = viqr.read(line).split(" ")
    gained, resolved, inner, left, plain = set(), 0, 0, 0, 0
    for raw, new, judged in zip(words.raw, read, words.judged, strict=True):
        after = judge(new) if raw != new else judged
        left += after.strange
        plain += after.plain
        resolved += raw != new and viqr.SIGN.search(raw) is not None
        if after.good:
            gained.add(new.lower())
            inner += viqr.INNER_SIGN.search(raw) is not None
    is_vietnamese = len(gained) + plain >= 2 * left
    is_sure = resolved >= 2 and resolved * 4 >= marked * 3 and len(gained) >= _ENOUGH_WORDS and is_vietnamese
    is_sure = is_sure or (inner >= (1 if is_expected else _ENOUGH_WORDS) and left == 0)
    if not gained or (left and not is_sure):
        return []
    return [Reading(viqr.RULE, read, len(gained), is_sure)]
