"""Bytes ↔ the characters that a program shows for them when it takes them for Western text.

A byte from 80 to 9F is shown in one of two ways: as Windows code page 1252 has it, or as the control character of
ISO 8859-1. Five of them (81 8D 8F 90 9D) have no character in 1252; they keep the control character, so that no byte is
ever lost. All other bytes look the same in both.
"""

from __future__ import annotations

from collections.abc import Mapping

_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)

# The character of every byte: code page 1252, and ISO 8859-1 where that has none.
CHARACTERS = "".join(chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252") for byte in range(256))

# The byte of every character that shows one, in either rendering.
BYTES: dict[int, int] = dict(enumerate(range(256))) | {ord(shown): byte for byte, shown in enumerate(CHARACTERS)}

# Punctuation and signs that stay what they are when a text in a font encoding is read: it was typed on Windows.
PUNCTUATION: dict[int, str] = {byte: CHARACTERS[byte] for byte in range(0x80, 0xA0) if byte not in _UNDEFINED}


def table_by_character(letters: Mapping[int, str]) -> dict[int, str]:
    """Return a table for str.translate: every character that shows a byte of `letters` → its letter."""
    return {shown: letters[byte] for shown, byte in BYTES.items() if byte in letters}
