"""VNI-Windows seen as Western text → Unicode: "Ñoàng chí" → "Đồng chí".

The fonts VNI-Times and their like: a vowel and, after it, one sign that carries the tone, the hat or both; đ, ơ, ư and
the toned i are signs of their own. After the published table of VNI Software.
"""

from __future__ import annotations

import re

from bulletin.text.repair.renderings import PUNCTUATION, table_by_character

RULE = "vni"

# The sign after a vowel → the letter of that vowel: first for a, e, o (a hat), then for a alone (a breve).
_HATS = {
    "a": dict(zip("âáàåãäêéèúüë", "âấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("âáàåãä", "êếềểễệ", strict=True)),
    "o": dict(zip("âáàåãä", "ôốồổỗộ", strict=True)),
}
_TONED = {
    "a": "áàảãạ", "e": "éèẻẽẹ", "o": "óòỏõọ", "u": "úùủũụ", "y": "ýỳỷỹỵ", "ô": "ớờởỡợ", "ö": "ứừửữự",
}  # fmt: skip
SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _pairs() -> dict[str, str]:
    pairs = {vowel + sign: letter for vowel, signs in _HATS.items() for sign, letter in signs.items()}
    for vowel, letters in _TONED.items():
        pairs |= {vowel + sign: letter for sign, letter in zip("ùøûõï", letters, strict=True)}
    return pairs


# small vowel and sign → letter; the sign after a capital may be of either case, the vowel's case decides
PAIRS = _pairs()
_ALL = (
    PAIRS
    | {pair[0].upper() + pair[1]: letter.upper() for pair, letter in PAIRS.items()}
    | {pair.upper(): letter.upper() for pair, letter in PAIRS.items()}
    | {pair[0] + pair[1].upper(): letter for pair, letter in PAIRS.items()}
    | SINGLE
    | {sign.upper(): letter.upper() for sign, letter in SINGLE.items()}
)
_SIGNS = "".join({pair[1] for pair in _ALL if len(pair) == 2})
_UNIT = re.compile(f"[aeouyôöAEOUYÔÖ][{_SIGNS}]|[{''.join(sign for sign in _ALL if len(sign) == 1)}]")
_PUNCTUATION = table_by_character(PUNCTUATION)


def read(line: str) -> str:
    """Return the line read as VNI."""
    return _UNIT.sub(_letter, line).translate(_PUNCTUATION)


def _letter(unit: re.Match[str]) -> str:
    found = unit.group()
    letter = _ALL.get(found)
    if letter is not None:
        return letter
    # Two signs that make no pair: each is read alone ("uí" in "Quí").
    return "".join(_ALL.get(sign, sign) for sign in found)
