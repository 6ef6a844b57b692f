"""Windows code page 1258 seen as Western text → Unicode: "ÐôÌng chiì" → "Đồng chí".

The code page (Microsoft; Unicode's mapping table CP1258.TXT) writes most tones as a byte of their own after the vowel:
CC huyền, D2 hỏi, DE ngã, EC sắc, F2 nặng. Composing afterwards loses nothing.
"""

from __future__ import annotations

from bulletin.text.composition import compose
from bulletin.text.repair.renderings import table_by_character

RULE = "windows-1258"

# byte → character; the bytes that the code page leaves free are not in it.
LETTERS = {byte: shown for byte in range(0x80, 0x100) if (shown := bytes([byte]).decode("cp1258", "ignore"))}
_TABLE = table_by_character(LETTERS)


def read(line: str) -> str:
    """Return the line read as Windows-1258, composed."""
    return compose(line.translate(_TABLE))
