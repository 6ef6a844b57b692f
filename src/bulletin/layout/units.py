"""Lengths, page sizes and colours as a layout writes them → the one type that each becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_NUMBER = r"([0-9]{1,5}(?:[.,][0-9]{1,6})?)"  # no layout needs a negative length, nor one of kilometres


@dataclass(frozen=True, slots=True)
class Length:
    """A length: `value` in `unit` (pt, mm, cm, in, or em: the size of the text it belongs to)."""

    expected: ClassVar[str] = "một độ dài có đơn vị (12pt, 6mm, 2.5cm, 1in, 1.1em)"

    value: float
    unit: str

    @classmethod
    def parse(cls, text: str) -> Length:
        found = re.fullmatch(_NUMBER + r"\s*(pt|mm|cm|in|em)", text.strip())
        if found:
            return cls(float(found[1].replace(",", ".")), found[2])
        if re.fullmatch(r"0(?:\.0*)?", text.strip()):
            return cls(0.0, "pt")
        raise ValueError(text)

    def points(self, em: float = 0.0) -> float:
        """Return the length in points (1/72 inch); `em` is the size in points that an em stands for."""
        return self.value * (em if self.unit == "em" else _POINTS[self.unit])


ZERO = Length(0.0, "pt")

# Width and height in millimetres, upright. "19x27" is the usual size of Vietnamese magazines.
_PAGE_SIZES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "B5": (176, 250), "19x27": (190, 270)}

_LEAST_PAGE, _MOST_PAGE = 26 * _POINTS["mm"], 1760 * _POINTS["mm"]


@dataclass(frozen=True, slots=True)
class PageSize:
    """The trimmed page, in points."""

    expected: ClassVar[str] = (
        f"một khổ giấy ({', '.join(_PAGE_SIZES)}, hoặc “190mm x 270mm”; mỗi chiều từ 26mm đến 1760mm)"
    )

    width: float
    height: float

    @classmethod
    def parse(cls, text: str) -> PageSize:
        for name, (width, height) in _PAGE_SIZES.items():
            if text.strip().casefold() == name.casefold():
                return cls(width * _POINTS["mm"], height * _POINTS["mm"])
        parts = re.split(r"\s*[x×]\s*", text.strip())
        if len(parts) != 2:
            raise ValueError(text)
        width_length, height_length = (Length.parse(part) for part in parts)
        size = cls(width_length.points(), height_length.points())
        if not (_LEAST_PAGE <= size.width <= _MOST_PAGE and _LEAST_PAGE <= size.height <= _MOST_PAGE):
            raise ValueError(text)
        return size


_NAMED = {
    "black": "#000000", "white": "#ffffff", "red": "#c00000", "green": "#006b3c", "blue": "#003f87", "grey": "#555555",
    "đen": "#000000", "trắng": "#ffffff", "đỏ": "#c00000", "lục": "#006b3c", "lam": "#003f87", "xám": "#555555",
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_CMYK = re.compile(r"cmyk\(\s*([0-9]{1,3})%?[\s,]+([0-9]{1,3})%?[\s,]+([0-9]{1,3})%?[\s,]+([0-9]{1,3})%?\s*\)")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB, each part from 0 to 1; `cmyk` where it was given as inks, each from 0 to 1.

    The inks go to the printer as they are; the sRGB that stands for them on a screen is the plain conversion
    (1 - ink) x (1 - black), without a profile.
    """

    expected: ClassVar[str] = "một màu: “#9f1220”, “cmyk(0, 100, 80, 30)”, hoặc tên (đen, trắng, đỏ, lục, lam, xám)"

    red: float
    green: float
    blue: float
    cmyk: tuple[float, float, float, float] | None = None

    @classmethod
    def parse(cls, text: str) -> Colour:
        text = text.strip()
        inks = _CMYK.fullmatch(text.casefold())
        if inks:
            cyan, magenta, yellow, black = (int(part) / 100 for part in inks.groups())
            if max(cyan, magenta, yellow, black) > 1:
                raise ValueError(text)
            red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
            return cls(red, green, blue, (cyan, magenta, yellow, black))
        found = _HEX.fullmatch(_NAMED.get(text.casefold(), text))
        if not found:
            raise ValueError(text)
        red, green, blue = (int(part, 16) / 255 for part in found.groups())
        return cls(red, green, blue)

    @property
    def hex(self) -> str:
        """The colour as six hexadecimal digits, as Word and CSS want it."""
        return "".join(f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue))
