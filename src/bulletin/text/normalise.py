"""One line as decoded → the same line normalised: repaired, NFC, single plain spaces, nothing invisible; with every
edit.

After UAX #15 (normalisation forms). Words in an old encoding are repaired first (`repair/`), for a soft hyphen or a
control character may be one of its letters. Nothing is mended here that an editor would call wording: quotation
marks, tone places and missing spaces stay as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from bulletin.text.composition import part_marks
from bulletin.text.edits import Edit, apply_edits, chain_edits
from bulletin.text.repair.lines import Repair, repair_line, repair_lines

__all__ = ["Edit", "NormalisedLine", "normalise_line", "normalise_lines"]

# Spaces that a page uses for looks: no-break, figure, thin, ideographic …, and tabs.
_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Characters without a picture of their own that copying drags along: zero-width, direction marks, soft hyphens,
# object replacement, and the control characters. (Where U+00AD and controls are letters, they are read before.)
_INVISIBLE = "\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc"
# Joiners shape Persian and Indian letters and emoji; between two Latin letters they are dirt.
_LATIN = "A-Za-zÀ-ɏḀ-ỿ"
_BETWEEN_LATIN = f"(?<=[{_LATIN}])[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[{_LATIN}])"

# What a clean line is made of: ASCII without the marks of VIQR, the letters of Vietnamese, the punctuation of print;
# all of it in NFC whatever its neighbours. Some of these letters are the marks of an old encoding after a vowel:
# "nghiò".
_SUSPECT = "ìòõùÌÒÕÙ+"
_CLEAN = " !-*,-\\[\\]_a-}À-ÃÈ-ÊÍÓÔÚÝà-ãè-êíóôúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–—‘’“”…"
_BEFORE_SUSPECT = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYáàãéèýõÁÀÃÉÈÝÕ"
_UNCLEAN = re.compile(f"[^{_CLEAN}](?:(?<=[^{_CLEAN}{_SUSPECT}])|(?<=[{_BEFORE_SUSPECT}][{_SUSPECT}]))")

_ODD = re.compile(f"[{_SPACES[1:]}{_INVISIBLE}\u200c\u200d\ud800-\udfff]")
# All but a plain space alone between two words.
_RUN = re.compile(
    f"{_BETWEEN_LATIN}|[{_SPACES[1:]}{_INVISIBLE}][{_SPACES}{_INVISIBLE}]*| [{_SPACES}{_INVISIBLE}]+|^ | \\Z"
)
SPACE = re.compile(f"[{_SPACES}]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_CLUSTER = re.compile(f"[^{_MARK}]?[\u0300-\u036f]+|[^\x00-\u02ff]")

# Rounds of repairing and tidying until nothing changes. Every repair leaves a small part of the spoilt words, so this
# is far more than any line needs.
_ROUNDS = 40


class NormalisedLine(NamedTuple):
    """A line after normalising, and how it came about.

    `is_doubtful` where it looks like an old encoding but proves it too little to be repaired.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    is_doubtful: bool = False


def normalise_line(raw: str) -> NormalisedLine:
    """Return the normalised line. Normalising its text again changes nothing."""
    if _is_clean(raw):
        return NormalisedLine(raw)
    return _normalise(raw, repair_line(raw))


def normalise_lines(raws: Sequence[str]) -> list[NormalisedLine]:
    """Return the normalised lines of one text: as `normalise_line`, but a short line in an old encoding is repaired too
    where its neighbours are in that encoding.
    """
    usual = [_is_usual(raw) for raw in raws]
    repairs = [Repair()] * len(raws) if all(usual) else repair_lines(raws, usual)
    return [
        _normalise(raw, repair) if not is_usual or repair.encoding or _has_loose_space(raw) else NormalisedLine(raw)
        for raw, is_usual, repair in zip(raws, usual, repairs, strict=True)
    ]


def _is_clean(raw: str) -> bool:
    """Return whether there is nothing to do; nearly every line of Vietnamese is so, and this scan is all it costs."""
    return _is_usual(raw) and not _has_loose_space(raw)


def _is_usual(raw: str) -> bool:
    """Return whether every character is one of those that clean lines are made of: nothing but spaces to mend."""
    return not _UNCLEAN.search(raw)


def _has_loose_space(raw: str) -> bool:
    return "  " in raw or raw[:1] == " " or raw[-1:] == " "


def _normalise(raw: str, repair: Repair) -> NormalisedLine:
    edits: tuple[Edit, ...] = ()
    text = raw
    for number in range(_ROUNDS):
        before = text
        repairing = repair.edits if number == 0 else repair_line(text).edits
        text, edits = _make(raw, text, edits, repairing)
        for step in (_part_marks, _space_edits, _composition_edits):
            text, edits = _make(raw, text, edits, step(text))
        if text == before or _is_clean(text):
            break
    return NormalisedLine(text, edits, repair.is_doubtful)


def _make(raw: str, text: str, edits: tuple[Edit, ...], more: Sequence[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """Return the text and all edits so far after some more edits of it."""
    return (apply_edits(text, more), chain_edits(raw, edits, more)) if more else (text, edits)


def _part_marks(line: str) -> Sequence[Edit]:
    return () if line.isascii() else list(part_marks(line))


def _space_edits(line: str) -> Sequence[Edit]:
    if not (_has_loose_space(line) or _ODD.search(line)):
        return ()
    edits = [Edit(m.start(), m.end(), "\ufffd", "lone-surrogate") for m in _LONE_SURROGATE.finditer(line)]
    for run in _RUN.finditer(line):
        found = run.group()
        outer = run.start() == 0 or run.end() == len(line)
        after = "" if outer else _space_or_nothing(run)
        if found != after:
            edits.append(Edit(run.start(), run.end(), after, _space_rule(found, outer=outer)))
    return sorted(edits, key=lambda edit: edit.start)


def _space_or_nothing(run: re.Match[str]) -> str:
    return " " if SPACE.search(run.group()) else ""


def _space_rule(found: str, *, outer: bool) -> str:
    if not SPACE.search(found):
        return "invisible-character"
    if outer:
        return "outer-space"
    return "double-space" if len(found) > 1 else "odd-space"


def _composition_edits(line: str) -> Sequence[Edit]:
    if unicodedata.is_normalized("NFC", line):
        return ()
    edits = []
    for cluster in _CLUSTER.finditer(line):
        after = unicodedata.normalize("NFC", cluster.group())
        if after != cluster.group():
            edits.append(Edit(cluster.start(), cluster.end(), after, "composed"))
    if not unicodedata.is_normalized("NFC", apply_edits(line, edits)):  # letters that compose across clusters: Hangul
        return (Edit(0, len(line), unicodedata.normalize("NFC", line), "composed"),)
    return edits
