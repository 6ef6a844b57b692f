"""Lengths, page sizes and colours as a layout writes them → the one type that each becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_NUMBER = r"(\d+(?:[.,]\d+)?)"  # no layout needs a negative length


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


@dataclass(frozen=True, slots=True)
class PageSize:
    """The trimmed page, in points."""

    expected: ClassVar[str] = f"một khổ giấy ({', '.join(_PAGE_SIZES)}, hoặc “190mm x 270mm”)"

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
        if not (72 <= size.width <= 5000 and 72 <= size.height <= 5000):
            raise ValueError(text)
        return size


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB, each part from 0 to 1."""

    expected: ClassVar[str] = "một màu dạng “#9f1220”"

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Colour:
        found = re.fullmatch(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", text.strip())
        if not found:
            raise ValueError(text)
        return cls(*(int(part, 16) / 255 for part in found.groups()))

    @property
    def hex(self) -> str:
        """The colour as six hexadecimal digits, as Word and CSS want it."""
        return "".join(f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue))
