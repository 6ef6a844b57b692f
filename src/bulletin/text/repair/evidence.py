"""A line and a reading of it → what speaks for the reading and what against it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bulletin.text.repair.judgement import Judgement, judge, judge_all

# Letters that no byte shows as: where they stand in good Vietnamese, the line is Unicode already.
_BEYOND_BYTES = re.compile("[ăđĩũơưĂĐĨŨƠƯạ-ỹẠ-Ỹ]")
_BEYOND_ASCII = re.compile("[^ -~]")


@dataclass(slots=True)
class Words:
    """The words of a raw line, between its ASCII spaces, and what each is worth as it stands."""

    raw: list[str]
    judged: list[Judgement]

    @classmethod
    def of(cls, line: str) -> Words:
        """Return the words of the line."""
        raw = line.split(" ")
        return cls(raw, judge_all(raw))


@dataclass(slots=True)
class Evidence:
    """What a reading of a line would do.

    `gained` are the words that become Vietnamese, `signs` the odd characters that they lose; `lost` counts the words
    that were not spoilt and would be, or that are spoilt still; `contradictions` the words that are good Vietnamese in
    letters that the old encoding does not have; `plain`, `strange` and `names` count the runs of ASCII letters as a
    judgement does.
    """

    words: list[str]  # as the reading would leave them
    gained: set[str] = field(default_factory=set)
    signs: set[str] = field(default_factory=set)
    gains: int = 0
    kept: int = 0  # words that are good Vietnamese either way
    lost: int = 0
    contradictions: int = 0
    plain: int = 0
    strange: int = 0
    names: int = 0

    @property
    def balance(self) -> int:
        """How much better the reading is than the line as it stands."""
        return self.gains - 2 * (self.lost + self.contradictions)


# A reading that has spoilt so many words, and more than it mended, is given up; and a line that is longer than a page
# is read as a whole only where its first page is not given up. So a hostile line costs little more than a kind one.
_HOPELESS = 200
_PAGE = 20_000


def weigh(line: str, words: Words, reader: Callable[[str], str]) -> Evidence | None:
    """Return the evidence for a reading of the line, or None where it is hopeless or has other words than the line."""
    if len(line) > _PAGE:
        head = line[: line.rfind(" ", 0, _PAGE)] if " " in line[:_PAGE] else line[:_PAGE]
        if _weigh(Words.of(head), reader(head)) is None:
            return None
    return _weigh(words, reader(line))


def _weigh(words: Words, reading: str) -> Evidence | None:
    read = reading.split(" ")
    if len(read) != len(words.raw):
        return None
    evidence = Evidence(read)
    for index, (raw, new, before) in enumerate(zip(words.raw, read, words.judged, strict=True)):
        after = before if raw == new else judge(new)
        evidence.plain += after.plain
        evidence.strange += after.strange
        evidence.names += after.names
        if evidence.lost > _HOPELESS and evidence.lost > evidence.gains:
            return None
        if raw == new:
            _count_unchanged(evidence, raw, before)
            continue
        if after.bad and (trimmed := _without_edges(raw, new)) and judge(trimmed).bad < after.bad:
            new, after = trimmed, judge(trimmed)  # noqa: PLW2901 - the better reading of the same word
        is_taken = before.bad or after.good or (not after.bad and _is_one_letter(new))
        read[index] = new if is_taken else raw
        _count_changed(evidence, raw, new, before, after)
    return evidence


def _is_one_letter(word: str) -> bool:
    return len(word.strip(_EDGES)) == 1


def _count_unchanged(evidence: Evidence, raw: str, before: Judgement) -> None:
    if before.bad:
        evidence.lost += 1
    elif before.good:
        if _BEYOND_BYTES.search(raw):
            evidence.contradictions += 1
        else:
            evidence.kept += 1


def _count_changed(evidence: Evidence, raw: str, new: str, before: Judgement, after: Judgement) -> None:
    if before.good and not before.bad and _BEYOND_BYTES.search(raw):
        evidence.contradictions += 1
    elif after.bad:
        evidence.lost += 1
    elif after.good and (before.bad or not before.good):
        evidence.gains += after.good
        evidence.gained.add(new.lower())
        evidence.signs.update(_BEYOND_ASCII.findall(raw))
    elif before.bad:  # an abbreviation, or punctuation, that the reading cleans
        evidence.signs.update(_BEYOND_ASCII.findall(raw))
    elif after.good:
        evidence.kept += 1


# Punctuation that may be real in a word whose letters are not: typed on Windows, pasted with the word.
_EDGES = "“”‘’–—…•«»°²³\u00a0\"'.,;:!?()[]"


def _without_edges(raw: str, new: str) -> str | None:
    """Return the reading with the raw word's own punctuation at its ends, where letter stands for letter.

    A no-break space inside stays one too: in VISCII it is Õ, in a page it is a space.
    """
    if len(raw) != len(new):
        return None
    start = len(raw) - len(raw.lstrip(_EDGES))
    end = max(start, len(raw.rstrip(_EDGES)))
    pairs = zip(raw[start:end], new[start:end], strict=True)
    inner = "".join(old if old == "\u00a0" else letter for old, letter in pairs)
    return raw[:start] + inner + raw[end:]
