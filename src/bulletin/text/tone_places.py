"""Text → the same text with its tones in one place: "hòa, thúy, ủy" (old), "hoà, thuý, uỷ" (new).

On request only. Both places are lawful and differ only in open syllables that end in oa, oe or uy. The u of "qu" and
the i of "gi" belong to the onset: "quý" and "già" are the same in both styles.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

_TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTERS = "a-zA-ZÀ-ɏḀ-ỿ\u0300-\u036f"


class ToneStyle(StrEnum):
    """Where the tone of oa, oe and uy stands."""

    OLD = "old"  # hòa
    NEW = "new"  # hoà


def _written(rhyme: str, place: int, tone: str) -> str:
    return unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])


def _table(source: int, target: int) -> dict[str, str]:
    forms = [form for rhyme in ("oa", "oe", "uy") for form in (rhyme, rhyme.upper(), rhyme.capitalize())]
    return {_written(form, source, tone): _written(form, target, tone) for form in forms for tone in _TONES}


_TABLES = {ToneStyle.OLD: _table(1, 0), ToneStyle.NEW: _table(0, 1)}
# At the end of a syllable only, and not after q: "quý" is right in both styles.
_PATTERNS = {
    style: re.compile(f"(?<![qQ])(?:{'|'.join(table)})(?![{_LETTERS}])") for style, table in _TABLES.items()
}


def place_tones(text: str, style: ToneStyle) -> str:
    """Return the text (in NFC) with the tones of oa, oe and uy where the style has them."""
    table = _TABLES[style]
    return _PATTERNS[style].sub(lambda found: table[found.group()], text)
