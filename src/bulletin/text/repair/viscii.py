"""VISCII seen as Western text → Unicode: "Ð°ng chí" → "Đồng chí".

RFC 1456, section 3: one byte a letter, all 134 of them; six capitals stand on control characters (02 05 06 14 19 1E).
"""

from __future__ import annotations

from bulletin.text.repair.renderings import table_by_character

RULE = "viscii"

_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"  # 80
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"  # 90
    "Õắằặấầẩậẽẹếềểễệố"  # A0
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"  # B0
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"  # C0
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"  # D0
    "àáâãảăữẫèéêẻìíĩỉ"  # E0
    "đựòóôõỏọụùúũủýợỮ"  # F0
)
CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

# byte → letter
LETTERS = CONTROLS | {0x80 + place: letter for place, letter in enumerate(_HIGH)}
_TABLE = table_by_character(LETTERS)


def read(line: str) -> str:
    """Return the line read as VISCII."""
    return line.translate(_TABLE)
