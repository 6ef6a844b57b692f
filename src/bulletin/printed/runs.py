"""The text of a page as PDFium gives it → runs, each within one piece of marked content (ISO 32000-1, 14.6)."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# PDFium takes a hyphen at a line's end for the sign of a parted word: it gives another character, and no new line.
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-\n", "\x02": "-\n"})
_WORD_OR_END = re.compile(r"\S+|\Z")
_BEYOND_FIRST_PLANE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text that is drawn at once within one piece of marked content: its number on the page, None outside of any."""

    mark: int | None
    text: str


def text_runs(textpage: pdfium.PdfTextPage) -> Iterator[TextRun]:
    """Yield the text of a page in the order in which it is drawn, parted wherever other marked content begins.

    A word is looked at where it begins; its other letters only where the next one stands in another run, or where both
    are in none: the dots and the number of a contents entry may come as one word, before a folio.
    """
    text = textpage.get_text_range()
    marks = _Marks(textpage, text)
    start, current = 0, None
    before: tuple[int, int] | None = None  # the word before
    for word in _WORD_OR_END.finditer(text):
        at, is_end = word.start(), word.start() == len(text)
        mark = None if is_end else marks.at(at)
        if before is None:
            current = mark
        elif mark != current or mark is None or is_end:
            for index in range(*before):
                inner = marks.at(index)
                if inner != current:
                    yield TextRun(current, text[start:index].translate(_LINE_END_HYPHENS))
                    start, current = index, inner
        if before is not None and (mark != current or is_end):
            yield TextRun(current, text[start:at].translate(_LINE_END_HYPHENS))
            start, current = at, mark
        before = word.span()


def address_of(raw: object) -> int:
    """Return the address that a pointer of PDFium's holds, by which its objects are known again; 0 for none."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


class _Marks:
    """The marked content in which each letter of a page stands, by the letter's place in the page's text."""

    def __init__(self, textpage: pdfium.PdfTextPage, text: str) -> None:
        self._textpage = textpage.raw
        self._doubles = [letter.start() for letter in _BEYOND_FIRST_PLANE.finditer(text)]  # PDFium counts them twice
        self._known: dict[int, int | None] = {}  # by the address of the object, as PDFium gives it

    def at(self, index: int) -> int | None:
        letter = pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._textpage, index + bisect_left(self._doubles, index))
        thing = pdfium_c.FPDFText_GetTextObject(self._textpage, letter)
        address = address_of(thing)
        if not address:
            return None
        if address not in self._known:
            mark = pdfium_c.FPDFPageObj_GetMarkedContentID(thing)
            self._known[address] = None if mark < 0 else mark
        return self._known[address]
