"""UTF-8 that was read as Western text, once or twice → Unicode: "Äá»“ng chÃ­" → "Đồng chí".

Every run of characters that shows the bytes of one UTF-8 character (RFC 3629), in either rendering, is read back. The
second byte of Đ (90) has no character in code page 1252, and programs drop it: beside other runs, a lone Ä is Đ too.
"""

from __future__ import annotations

import re

from bulletin.text.repair.renderings import BYTES, CHARACTERS

RULE = "mojibake"
RULE_TWICE = "mojibake-twice"

_TRAILS = re.escape("".join(map(chr, range(0x80, 0xC0))) + CHARACTERS[0x80:0xA0])
_TRAIL = f"[{_TRAILS}]"
_SEQUENCE = re.compile(f"[\u00c2-\u00df]{_TRAIL}|[\u00e0-\u00ef]{_TRAIL}{{2}}|[\u00f0-\u00f4]{_TRAIL}{{3}}")
_LONE_CAPITAL = re.compile("Ä(?=[a-zA-Zà-ýăơưạ-ỹ])(?!á[º»])")


def read(line: str) -> str:
    """Return the line with every sequence read back; what is no sequence stays."""
    read_back, count = _SEQUENCE.subn(_character, line)
    return _LONE_CAPITAL.sub("Đ", read_back) if count and "Ä" in read_back else read_back


def read_twice(line: str) -> str:
    """Return the line read back two times over."""
    return read(read(line))


def _character(sequence: re.Match[str]) -> str:
    data = bytes(BYTES[ord(shown)] for shown in sequence.group())
    return data.decode("utf-8", "ignore") or sequence.group()
