"""Letters of other alphabets that look like Latin ones → the Latin ones: "Нội" with a Cyrillic Н → "Hội" in Latin.

After Unicode's confusables (UTS #39), and of these only the pairs that print the same in every face; so no Greek small
letters but omicron: formulas are full of the others.
"""

from __future__ import annotations

import re

from bulletin.text.composition import compose

RULE = "look-alike"

_PAIRS = (
    ("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"),
    ("аеѕіјорсухһԁԛԝ", "aesijopcyxhdqw"),
    ("ӐӑЀѐ", "ĂăÈè"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("οόὸ", "oóò"),
    ("ÐðƉ", "ĐđĐ"),  # Icelandic and African letters that stand for Đ in old files
)
TABLE = {ord(other): latin for others, latins in _PAIRS for other, latin in zip(others, latins, strict=True)}

SIGN = re.compile(f"[{''.join(map(chr, TABLE))}]")


_LATIN = re.compile("[a-zA-Z\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u017f\u01a0-\u01b0\u1e00-\u1eff]")


def is_mixed(word: str) -> bool:
    """Return whether the word has letters of another alphabet that look Latin, and Latin letters beside them."""
    return SIGN.search(word) is not None and _LATIN.search(word) is not None


def read(word: str) -> str:
    """Return the word in Latin letters, composed."""
    return compose(word.translate(TABLE))
