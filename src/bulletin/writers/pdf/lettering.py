"""Words → strings and kerns of TJ arrays (ISO 32000-1, 9.4.3), through the encoders of the document's fonts."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from bulletin.errors import FontError
from bulletin.fonts.instances import Face
from bulletin.notices import Place
from bulletin.text.typography import NO_BREAK_SPACE
from bulletin.writers.pdf.marks import Fragment, Ink, TextLine, Word

Kerns = tuple[tuple[int, float], ...]  # as in fonts.shaping.Shape

FIXED = "\xa0"  # stands in an array of strings behind a space that does not stretch


@dataclass(slots=True)
class Hand:
    """One font in one ink: the words written so far, as strings and kerns of a TJ array without its outer brackets."""

    ink: Ink
    font: str = ""
    words: dict[Word, str] = field(default_factory=dict)


@dataclass(slots=True)
class Lettering:
    """Writes words; remembers them, and the fonts that the document has."""

    canvas: Canvas
    fonts: dict[str, TTFont] = field(default_factory=dict)
    _hands: dict[int, Hand] = field(default_factory=dict)  # by the identity of a style's ink
    _strings: dict[tuple[str, str, Kerns, bool], list[tuple[str, str]]] = field(default_factory=dict)

    def plain(self, line: TextLine) -> tuple[Hand, str] | None:
        """Return a line in its style's ink alone and without links, as nearly all are, as strings in one hand.

        None for any other.
        """
        ink = line.style.ink
        hand = self._hands.get(id(ink))
        if hand is None:
            hand = self._hands[id(ink)] = Hand(ink)
        try:
            return hand, "".join(map(hand.words.__getitem__, line.words))
        except KeyError:
            if all(word in hand.words or self._learns(hand, word) for word in line.words):
                return hand, "".join(map(hand.words.__getitem__, line.words))
            return None

    def _learns(self, hand: Hand, word: Word) -> bool:
        """Add a word to those of a hand; return whether it can be written in that hand alone."""
        fragment = word.fragments[0]
        if len(word.fragments) > 1 or fragment.ink is not hand.ink or fragment.link:
            return False
        pieces = self._pieces(fragment, followed_by_space=True)
        if len(pieces) > 1:
            return False
        hand.font, strings = pieces[0]  # the font that has the space, so it is always the same
        hand.words[word] = strings[1:-1]
        return True

    def pieces(self, fragment: Fragment, *, followed_by_space: bool) -> list[tuple[str, str]]:
        """Return (font, strings and kerns of a TJ array) for a fragment: one pair a subset of its font."""
        key = (fragment.ink.face.name, fragment.text, fragment.kerns, followed_by_space)
        known = self._strings.get(key)
        if known is None:
            known = self._strings[key] = self._pieces(fragment, followed_by_space=followed_by_space)
        return known

    def _pieces(self, fragment: Fragment, *, followed_by_space: bool) -> list[tuple[str, str]]:
        font, doc = self.font(fragment.ink.face), self.canvas._doc  # noqa: SLF001 — a canvas has no public way to it
        text = fragment.text + (" " if followed_by_space else "")
        pieces, start = [], 0
        for subset, codes in font.splitString(text.replace(NO_BREAK_SPACE, " "), doc):
            name = font.getSubsetInternalName(subset, doc)
            pieces.append((name, self._array(codes, text[start:], dict(fragment.kerns), start)))
            start += len(codes)
        return pieces

    def _array(self, codes: bytes, text: str, kerns: dict[int, float], start: int) -> str:
        parts: list[str] = []
        cut = 0
        for index in range(len(codes)):
            kern = kerns.get(start + index)
            fixed = text[index] == NO_BREAK_SPACE
            if kern or fixed:
                parts.append(f"({self._escape(codes[cut : index + 1])})")
                parts += [FIXED if fixed else "", short(-kern) if kern else ""]
                cut = index + 1
        if cut < len(codes):
            parts.append(f"({self._escape(codes[cut:])})")
        return "".join(parts)

    def _escape(self, codes: bytes) -> str:
        return str(self.canvas._escape(codes))  # noqa: SLF001 — as above

    def font(self, face: Face) -> TTFont:
        """Return the document's font for a face, registered on first use."""
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = registered(face)
        return font


def registered(face: Face) -> TTFont:
    """Return reportlab's font for the face. Raises FontError where reportlab cannot read it."""
    try:
        font = TTFont(face.name, io.BytesIO(face.data))
    except TTFError as error:
        problem = f"reportlab không dùng được phông {face.name} ({error})"
        raise FontError(problem, place=Place(str(face.path))) from error
    font.face.name = face.name.encode("ascii", "replace")  # instances of one family share a PostScript name
    pdfmetrics.registerFont(font)
    return font


def short(value: float, decimals: int = 3) -> str:
    """Return a number as PDF writes it: up to so many decimals, no trailing zeros."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
