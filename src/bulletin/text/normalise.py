"""One line as decoded → the same line normalised: NFC, single plain spaces, nothing invisible; with every edit.

After UAX #15 (normalisation forms). Nothing is mended here that an editor would call wording: quotation marks, tone
places and missing spaces stay as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Spaces that a page uses for looks: no-break, figure, thin, ideographic …, and tabs.
_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Characters without a picture of their own that copying drags along: zero-width, direction marks, soft hyphens,
# object replacement, and the control characters. (U+00AD is a letter in TCVN3, but that is decoded before.)
_INVISIBLE = "\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc"

_ODD = re.compile(f"[{_SPACES[1:]}{_INVISIBLE}\ud800-\udfff]|  |^ | $")
_RUN = re.compile(f"[{_SPACES}{_INVISIBLE}]+")
_SPACE = re.compile(f"[{_SPACES}]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CLUSTER = re.compile(
    r"[^\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]?[\u0300-\u036f]+|[^\x00-\u02ff]"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the characters from `start` to `end` of the raw line became `after`, by `rule`."""

    start: int
    end: int
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class NormalisedLine:
    """A line after normalising, and how it came about."""

    text: str
    edits: tuple[Edit, ...] = ()


def normalise_line(raw: str) -> NormalisedLine:
    """Return the normalised line. Normalising its text again changes nothing."""
    odd = _ODD.search(raw)
    composed = unicodedata.is_normalized("NFC", raw)
    if not odd and composed:
        return NormalisedLine(raw)
    edits = [*_space_edits(raw), *_surrogate_edits(raw)]
    if not composed:
        edits += [edit for edit in _composition_edits(raw) if not _overlaps(edit, edits)]
    edits.sort(key=lambda edit: edit.start)
    text = _apply(raw, edits)
    if not unicodedata.is_normalized("NFC", text):  # letters that compose across clusters: Hangul, and rarer
        whole = _RUN.sub(_space_or_nothing, unicodedata.normalize("NFC", text)).strip()
        return NormalisedLine(whole, (Edit(0, len(raw), whole, "composed"),))
    return NormalisedLine(text, tuple(edits))


def _space_edits(raw: str) -> list[Edit]:
    edits = []
    for run in _RUN.finditer(raw):
        found = run.group()
        outer = run.start() == 0 or run.end() == len(raw)
        after = "" if outer else _space_or_nothing(run)
        if found != after:
            edits.append(Edit(run.start(), run.end(), after, _space_rule(found, outer=outer)))
    return edits


def _space_or_nothing(run: re.Match[str]) -> str:
    return " " if _SPACE.search(run.group()) else ""


def _space_rule(found: str, *, outer: bool) -> str:
    if not _SPACE.search(found):
        return "invisible-character"
    if outer:
        return "outer-space"
    return "double-space" if len(found) > 1 else "odd-space"


def _surrogate_edits(raw: str) -> list[Edit]:
    return [Edit(m.start(), m.end(), "\ufffd", "lone-surrogate") for m in _LONE_SURROGATE.finditer(raw)]


def _composition_edits(raw: str) -> list[Edit]:
    edits = []
    for cluster in _CLUSTER.finditer(raw):
        after = unicodedata.normalize("NFC", cluster.group())
        if after != cluster.group():
            edits.append(Edit(cluster.start(), cluster.end(), after, "composed"))
    return edits


def _overlaps(edit: Edit, others: list[Edit]) -> bool:
    return any(edit.start < other.end and other.start < edit.end for other in others)


def _apply(raw: str, edits: list[Edit]) -> str:
    pieces, position = [], 0
    for edit in edits:
        pieces += [raw[position : edit.start], edit.after]
        position = edit.end
    return "".join([*pieces, raw[position:]])
