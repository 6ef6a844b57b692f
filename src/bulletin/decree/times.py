"""How wide words are in bold Times: for rules under words in files that hold no widths.

Adobe Core 14 AFM, Times-Bold, in thousandths of an em; Times New Roman Bold has the same widths. Marks do not widen a
letter; the horn of ơ and ư adds a little that is left out.
"""

from __future__ import annotations

import unicodedata
from string import ascii_lowercase, ascii_uppercase

_CAPITALS = (
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667,
)  # fmt: skip
_SMALL = (
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833,
    556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444,
)  # fmt: skip
_MARKS = {"-": 333, "–": 500, ",": 250, ".": 250, " ": 250, "/": 278, "&": 833, "(": 333, ")": 333}
_WIDTHS = (
    dict(zip(ascii_uppercase, _CAPITALS, strict=True))
    | dict(zip(ascii_lowercase, _SMALL, strict=True))
    | {"Đ": 722, "đ": 556}
    | _MARKS
)
_OTHER = 500  # figures, and about what the rest takes


def bold_width(text: str, size: float) -> float:
    """Return how wide the words are in points."""
    letters = (character for character in unicodedata.normalize("NFD", text) if not unicodedata.combining(character))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in letters) * size / 1000
