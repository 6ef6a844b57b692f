"""A bulletin and a layout → the cover image (PNG): what a library shows on its shelf.

White type on the layout's accent, set with the same kerning as the printed pages. Every pixel is a step between
two colours, so that the file is an 8-bit palette image: a third of the work and of the bytes of a true-colour one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bulletin import wording
from bulletin.fonts.instances import Face, FontBook
from bulletin.fonts.shaping import Shaper
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style
from bulletin.layout.units import Colour
from bulletin.model import Bulletin
from bulletin.text.characters import xml_text
from bulletin.writers.epub.faces import family_of

MEDIA_TYPE = "image/png"

# Pixels: 2 to 3 is the shape of shelves, and 1,200 by 1,800 is sharp on all of them.
_WIDTH, _HEIGHT, _MARGIN = 1200, 1800, 110
_MEASURE = _WIDTH - 2 * _MARGIN
_TITLE_SIZES = range(230, 70, -10)
_TITLE_LINES = 4
_LEADING = 1.3
_SMALL = 46
_LARGE = 76
_GAP = 22  # between the issue and the small lines under it
_LONGEST = 160  # characters of one text: more than that no shelf can show
_FULL, _SOFT = 255, 215  # white, and white that steps back


@dataclass(frozen=True, slots=True)
class _Pen:
    """One face, drawn letter by letter at the places that HarfBuzz gives."""

    face: Face
    shaper: Shaper
    draw: ImageDraw.ImageDraw

    def width(self, text: str, size: int) -> float:
        return self.shaper.shape(text).width * size / 1000

    def line(self, text: str, size: int, baseline: float, strength: int) -> None:
        """Draw one line from the left margin, its baseline at `baseline`."""
        font = ImageFont.truetype(io.BytesIO(self.face.data), size, layout_engine=ImageFont.Layout.BASIC)
        kerns = dict(self.shaper.shape(text).kerns)
        x = float(_MARGIN)
        for index, character in enumerate(text):
            if x > _WIDTH:
                break
            self.draw.text((x, baseline), character, fill=strength, font=font, anchor="ls")
            x += (self.shaper.advance(character) + kerns.get(index, 0.0)) * size / 1000

    def wrap(self, text: str, size: int) -> list[str]:
        """Return the lines of `text` that fit the measure; a word wider than that stands alone."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}", size) <= _MEASURE:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def fit(self, text: str, sizes: range, most: int) -> tuple[int, list[str]]:
        """Return the largest size at which `text` takes at most `most` lines, and those lines."""
        for size in sizes:
            lines = self.wrap(text, size)
            if len(lines) <= most and all(self.width(line, size) <= _MEASURE for line in lines):
                return size, lines
        return sizes[-1], lines[:most]


def cover_image(bulletin: Bulletin, layout: Layout, fonts: FontBook) -> bytes | None:
    """Return the image, or None where the layout's faces lack a letter of it: no empty boxes on a cover."""
    image = Image.new("L", (_WIDTH, _HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    styles = layout.styles
    roles = (styles.masthead, styles.masthead_small)
    if "cover" in layout.parts:
        roles = (styles.cover_title, styles.cover_small)
    bold, plain = (_pen(style, layout, fonts, draw) for style in roles)
    texts = [xml_text(line)[:_LONGEST] for line in (bulletin.publisher or "", *wording.masthead_lines(bulletin))]
    title = xml_text(bulletin.title)[:_LONGEST]
    if not (_covers(bold, title) and _covers(plain, "".join(texts))):
        return None
    top = _draw_top(title, texts[0], bold, plain)
    draw.rectangle((_MARGIN, top, _MARGIN + _MEASURE - 1, top + 13), fill=_FULL)
    _draw_foot(texts[1:], bulletin.issue is not None, bold, plain)
    return _encode(image, layout.colours["accent"])


def _pen(style: Style, layout: Layout, fonts: FontBook, draw: ImageDraw.ImageDraw) -> _Pen:
    face = fonts.face(family_of(style, layout), style.weight, italic=style.italic)
    return _Pen(face, Shaper(face), draw)


def _covers(pen: _Pen, text: str) -> bool:
    return all(ord(character) in pen.face.letters for character in "".join(text.split()))


def _draw_top(title: str, publisher: str, bold: _Pen, plain: _Pen) -> float:
    """Draw the publisher and the title; return where the rule under them begins."""
    y = float(_MARGIN)
    for line in plain.wrap(publisher, _SMALL)[:2]:
        y += _SMALL * _LEADING
        plain.line(line, _SMALL, y, _SOFT)
    y += 150
    size, lines = bold.fit(title, _TITLE_SIZES, _TITLE_LINES)
    for line in lines:
        y += size * _LEADING
        bold.line(line, size, y, _FULL)
    return y + size * 0.48  # clear of the dots under Ộ and Ự


def _draw_foot(lines: list[str], with_issue: bool, bold: _Pen, plain: _Pen) -> None:  # noqa: FBT001 — private
    """Draw the issue, large, and the lines after it up from the foot."""
    y = float(_HEIGHT - _MARGIN)
    for index, line in reversed(list(enumerate(lines))):
        large = with_issue and index == 0
        size, pen, strength = (_LARGE, bold, _FULL) if large else (_SMALL, plain, _SOFT)
        y -= _GAP if large and y < _HEIGHT - _MARGIN else 0
        for piece in reversed(pen.wrap(line, size)[:2]):
            pen.line(piece, size, y, strength)
            y -= size * _LEADING


def _encode(image: Image.Image, accent: Colour) -> bytes:
    """Return the PNG: 0 is the accent, 255 the type upon it, and what lies between is between."""
    ground = (accent.red, accent.green, accent.blue)
    light = 0.2126 * accent.red + 0.7152 * accent.green + 0.0722 * accent.blue > 0.6
    letters = 0.1 if light else 1.0  # dark type where the accent is pale
    palette = [
        round(255 * (part + (letters - part) * step / 255)) for step in range(256) for part in ground
    ]
    image.putpalette(palette)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
