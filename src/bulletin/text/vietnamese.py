"""The Vietnamese alphabet: its letters, its order, its numerals, its dates in words.

Order after CLDR `vi`; the 134 accented letters are those of TCVN 6909:2001, all precomposed in Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_VOWELS = "aăâeêioôơuưy"
# Combining tones in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

TONED = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES if tone or not vowel.isascii()
)
# Every letter that Vietnamese adds to ASCII, small and capital: a face without one of them cannot set the language.
ACCENTED_LETTERS = TONED + "đ" + (TONED + "đ").upper()

_LETTER_RANK = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_RANK = {tone: rank for rank, tone in enumerate(_TONES)}


def sort_key(text: str) -> tuple[object, ...]:
    """Return a key that sorts as a Vietnamese dictionary does: letters first, tones only between equal letters."""
    letters: list[tuple[int, int | str]] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        letter, tone = _split_tone(character)
        if letter in _LETTER_RANK:
            letters.append((2, _LETTER_RANK[letter]))
            tones.append(_TONE_RANK[tone])
        else:
            letters.append((1 if character.isalnum() else 0, character))
    return (tuple((kind, str(rank).zfill(4)) for kind, rank in letters), tuple(tones), text)


def _split_tone(character: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", character)
    tone = next((part for part in parts[1:] if part in _TONE_RANK), "")
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part != tone or not tone))
    return letter, tone


def first_letter(text: str) -> str:
    """Return the letter under which a text stands in an alphabet, a capital without its tone: "ấp" → "Â"."""
    return _split_tone(text[:1].casefold())[0].upper()


def natural_key(text: str) -> list[tuple[int, object]]:
    """Return a key that sorts file names as people count: "bai-2" before "bai-10"."""
    parts = re.split(r"(\d+)", text)
    return [(0, int(part)) if part.isdigit() else (1, sort_key(part)) for part in parts if part]


def date_in_figures(day: date) -> str:
    """Return "03/6/2021": days, and the months 1 and 2, take a leading zero (Nghị định 30/2020/NĐ-CP)."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def date_in_words(day: date) -> str:
    """Return "ngày 03 tháng 6 năm 2021", as official papers write it."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)


_LONGEST_SLUG = 100  # with a suffix and a temporary name around it, a file name stays under 255 bytes


def slug(text: str) -> str:
    """Return `text` as a file name: "Bản tin nội bộ, số 6" → "ban-tin-noi-bo-so-6"."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_SLUG].strip("-")


def grouped(number: int) -> str:
    """Return a number with points between thousands: 8800 → "8.800"."""
    return f"{number:,}".replace(",", ".")
