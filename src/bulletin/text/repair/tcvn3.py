"""TCVN3 (ABC) seen as Western text → Unicode: "§ång chÝ" → "Đồng chí".

TCVN 5712:1993, third table, as the fonts .VnTime and .VnArial have it: one byte a letter. The table has capitals for
Ă Â Ê Ô Ơ Ư Đ only; a capital with a tone is the byte of the small letter, which the font .VnTimeH draws as a capital.
The toned capitals of the second table stand on bytes that the third leaves free, and are read too.
"""

from __future__ import annotations

from itertools import chain

from bulletin.text.repair.capitals import restore_capitals
from bulletin.text.repair.renderings import PUNCTUATION, table_by_character

RULE = "tcvn3"

# First byte of a run → the letters from there on.
_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
# Of the second table (VN2): what the third has no letter for.
_SECOND_TABLE = {0xAF: "Ằ", 0xBA: "Ẳ", 0xBF: "ẴẮẦẨẪẤỀ", 0xCD: "Ể", 0xD9: "ỄẾỒ", 0xE0: "Ổ", 0xF0: "Ỗ", 0xFF: "Ố"}


def _letters() -> dict[int, str]:
    runs = chain(_RUNS.items(), _SECOND_TABLE.items())
    return {first + place: letter for first, run in runs for place, letter in enumerate(run)}


# byte → letter
LETTERS = _letters()
_TABLE = table_by_character(PUNCTUATION | LETTERS)


def read(line: str) -> str:
    """Return the line read as TCVN3, with the capitals that its words show."""
    return restore_capitals(line.translate(_TABLE))
