"""Text with straight quotation marks → the same text with curly ones, “ ” and ‘ ’. On request only.

A mark opens at the beginning, after a space, a dash or an opening mark; elsewhere it closes. After a figure it may mean
inches, feet, minutes or seconds ("15'"): there it stays, unless a quotation is open. Inside a word ' is an apostrophe.
"""

from __future__ import annotations

import re

_MARK = re.compile("[\"']")
_OPENING_BEFORE = frozenset(" \t\n\r\u00a0([{<–—-/“‘\"'")
_PAIRS = {'"': ("“", "”"), "'": ("‘", "’")}


def curl_quotes(text: str) -> str:
    """Return the text with curly quotation marks."""
    is_open = dict.fromkeys(_PAIRS, False)
    pieces: list[str] = []
    position = 0
    for mark in _MARK.finditer(text):
        straight = mark.group()
        curly = _curly(text, mark.start(), straight, is_open)
        pieces += [text[position : mark.start()], curly]
        position = mark.end()
    return "".join([*pieces, text[position:]])


def _curly(text: str, place: int, straight: str, is_open: dict[str, bool]) -> str:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    opening, closing = _PAIRS[straight]
    if (not before or before in _OPENING_BEFORE) and after.strip():
        is_open[straight] = True
        return opening
    if straight == "'" and before.isalpha() and after.isalpha():
        return closing
    if before.isdigit() and not is_open[straight]:
        return straight
    is_open[straight] = False
    return closing
