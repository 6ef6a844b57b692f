"""Which characters a face has, read from the file itself, and which of a text it lacks.

Coverage is never trusted to a name: two files called "Liberation Serif" differ by 93 Vietnamese letters.
"""

from __future__ import annotations

from pathlib import Path

import uharfbuzz

from bulletin.errors import FontError
from bulletin.fonts.containers import ANOTHER_FILE
from bulletin.notices import Place
from bulletin.text.vietnamese import ACCENTED_LETTERS

# Characters that steer the line and are never drawn: they need no glyph.
INVISIBLE = frozenset("\t\n\r\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\ufeff")

# What a face needs besides the letters to set a Vietnamese text: the signs of newspapers and official papers.
PUNCTUATION = "“”‘’…–—-.,:;!?()[]/%&+=*@#'\"«»•·°²³×§"
ALPHANUMERICS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def codepoints(data: bytes, path: Path, index: int = 0) -> frozenset[int]:
    """Return the code points that the font file maps to a glyph. Raises FontError for a file that is no font."""
    face = uharfbuzz.Face(data, index)
    letters = frozenset(face.unicodes)
    if not letters or face.upem <= 0:
        raise FontError("tệp phông hỏng hoặc không có bảng chữ", place=Place(str(path)), hint=ANOTHER_FILE)
    return letters


def lacking(text: str, letters: frozenset[int]) -> list[str]:
    """Return the distinct characters of `text` that are drawn and are not among `letters`, in order."""
    missing = [character for character in dict.fromkeys(text) if ord(character) not in letters]
    return [character for character in missing if character not in INVISIBLE and character != "\u00a0"]


def lacking_letters(letters: frozenset[int]) -> list[str]:
    """Return which of the 134 accented letters of Vietnamese are not among `letters`."""
    return lacking(ACCENTED_LETTERS, letters)


def lacking_signs(letters: frozenset[int]) -> list[str]:
    """Return which signs, figures and bare letters of a Vietnamese text are not among `letters`."""
    return lacking(ALPHANUMERICS + PUNCTUATION, letters)


def some(words: list[str], most: int = 12, between: str = " ") -> str:
    """Return the first of the words for a message: "ẵ Ẵ ẳ …"."""
    return between.join(words[:most]) + (" …" if len(words) > most else "")
