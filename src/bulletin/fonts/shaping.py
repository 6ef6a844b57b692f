"""A word and a face → how wide it is, and where its letters stand closer than their widths say (kerning).

Each distinct word is shaped once by HarfBuzz, with `kern` only: ligatures would reach the text layer as private
characters. All Vietnamese letters are precomposed after NFC, so that one character is one glyph.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import uharfbuzz

from bulletin.fonts.instances import Face

_FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "calt": False}


@dataclass(frozen=True, slots=True)
class Shape:
    """A word in one face, in thousandths of an em.

    `kerns` holds, for each character but the last, what is to be added to the white after it: (index, amount).
    """

    width: float
    kerns: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Shaper:
    """Shapes words in one face and remembers them."""

    face: Face
    _font: uharfbuzz.Font = field(init=False)
    _scale: float = field(init=False)
    _words: dict[str, Shape] = field(default_factory=dict)
    _advances: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        hb_face = uharfbuzz.Face(self.face.data)
        self._font = uharfbuzz.Font(hb_face)
        self._scale = 1000 / hb_face.upem

    def shape(self, word: str) -> Shape:
        """Return the shape of `word`; characters that the face lacks count as its empty box."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._shape(word)
        return known

    def advance(self, character: str) -> float:
        """Return the width of one character without kerning, in thousandths of an em."""
        width = self._advances.get(character)
        if width is None:
            glyph = self._font.get_nominal_glyph(ord(character)) or 0
            width = self._advances[character] = self._font.get_glyph_h_advance(glyph) * self._scale
        return width

    def _shape(self, word: str) -> Shape:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        nominal = [self.advance(character) for character in word]
        positions = buffer.glyph_positions
        if positions is None or len(positions) != len(word):  # marks that do not compose: drawn unkerned
            return Shape(sum(nominal), ())
        kerned = [position.x_advance * self._scale for position in positions]
        pairs = enumerate(zip(kerned, nominal, strict=True))
        kerns = tuple((index, wide - plain) for index, (wide, plain) in pairs if abs(wide - plain) > 0.5)
        return Shape(sum(kerned), kerns)
