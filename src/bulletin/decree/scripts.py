"""Stretches of text → the encodings that they are in, where that is not Unicode.

The text decides, not the name of the face: Word files call a face .VnTime over text that is Unicode.
"""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.decree.facts import Encoding
from bulletin.text.repair.lines import repair_lines

_MOST_LINES = 5_000  # looked at; a document is typed in one encoding, or changes it early


def find_encodings(written: Sequence[tuple[str, str]], place: str) -> tuple[Encoding, ...]:
    """Return one fact for every stretch (text, place) that is in an old encoding; one of Unicode where none is."""
    looked = written[:_MOST_LINES]
    repairs = repair_lines([text[:2_000] for text, _ in looked])
    found = [
        Encoding(repair.encoding, where)
        for repair, (_, where) in zip(repairs, looked, strict=True)
        if repair.encoding is not None
    ]
    return tuple(found) or (Encoding(None, place),)
