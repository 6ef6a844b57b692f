"""A face in a font file of any kind → a static TrueType file with the characters of a build, ready to embed.

HarfBuzz subsets the face and pins its axes in one step (4 ms a face; fontTools needs 1.4 s for the same outlines),
and is built to bear hostile files. PostScript outlines are drawn by it, too, and turned into quadratic curves.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz

from bulletin.errors import FontError
from bulletin.fonts.containers import ANOTHER_FILE, unpacked
from bulletin.fonts.description import embedding_rights, rights_problem
from bulletin.fonts.vetting import vet
from bulletin.notices import Place

VERSION = "2"  # raised whenever the steps below change, so that old faces are not used

_KEPT_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl")
_LAST_NAME = 25  # of the name table's entries that the standard gives a meaning
_OUTLINES = ("glyf", "CFF ", "CFF2")
_FINENESS = 1000  # a curve may miss its place by the em divided by this
_MOST_SEGMENTS = 100_000  # of one letter: more are no letter


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is to be made of a face: the characters to keep, and where a variable one is to stand."""

    ranges: tuple[tuple[int, int], ...]
    weight: int
    italic: bool
    axes: tuple[tuple[str, float], ...] = ()  # the design axes


def prepare(source: bytes, path: Path, index: int, recipe: Recipe) -> bytes:
    """Return the face as static TrueType, as the recipe says. Raises FontError where that cannot be."""
    place = Place(str(path))
    face = uharfbuzz.Face(unpacked(source, path), index)
    problem = rights_problem(embedding_rights(face))
    if problem:
        raise FontError(problem, place=place, hint="chọn một họ phông khác")
    outlines = [tag for tag in _OUTLINES if face.reference_table(tag).data]
    if not outlines or face.glyph_count <= 0:
        raise FontError("phông không có nét chữ, chỉ có ảnh điểm", place=place, hint="chọn một họ phông khác")
    try:
        static = bytes(_subset(face, recipe).blob.data)
        if "glyf" not in outlines:
            static = _with_quadratic_outlines(static)
    except Exception as error:  # both libraries raise whatever a broken table leads them to
        reason = str(error) or type(error).__name__
        problem = f"tệp phông hỏng, không chuẩn bị được ({reason})"
        raise FontError(problem, place=place, hint=ANOTHER_FILE) from error
    problem = vet(static)
    if problem:
        raise FontError(f"tệp phông hỏng: {problem}", place=place, hint=ANOTHER_FILE)
    return static


def _pins(face: uharfbuzz.Face, recipe: Recipe) -> dict[str, float]:
    """Return where each axis of the face is to stand: as wished where its range has it, else as near as it goes."""
    wished = {"wght": float(recipe.weight), "ital": float(recipe.italic), **dict(recipe.axes)}
    result = {}
    for axis in face.axis_infos:
        slant = axis.min_value if axis.min_value < 0 and recipe.italic else axis.default_value
        value = wished.get(axis.tag, slant if axis.tag == "slnt" else axis.default_value)
        result[axis.tag] = min(max(value, axis.min_value), axis.max_value)
    return result


def _subset(face: uharfbuzz.Face, recipe: Recipe) -> uharfbuzz.Face:
    wish = uharfbuzz.SubsetInput()
    for first, last in recipe.ranges:
        wish.unicode_set.add_range(first, last)
    features = wish.layout_feature_tag_set
    features.clear()
    for feature in _KEPT_FEATURES:
        features.add(int.from_bytes(feature.encode(), "big"))
    wish.name_id_set.add_range(0, _LAST_NAME)
    wish.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    for tag, value in _pins(face, recipe).items():
        wish.pin_axis_location(face, tag, value)
    return uharfbuzz.subset(face, wish)


def _with_quadratic_outlines(source: bytes) -> bytes:
    """Return the static face with TrueType outlines in the place of PostScript ones (`CFF `, `CFF2`)."""
    from fontTools.ttLib import TTFont, newTable

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of what HarfBuzz has let pass
    face = uharfbuzz.Face(source)
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    names = [".notdef", *(f"glyph{number:05}" for number in range(1, face.glyph_count))]
    font.setGlyphOrder(names)
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = names
    glyf.glyphs = {name: _quadratic_glyph(face, number) for number, name in enumerate(names)}
    metrics = font["hmtx"].metrics
    for name, glyph in glyf.glyphs.items():
        glyph.recalcBounds(glyf)
        metrics[name] = (metrics[name][0], getattr(glyph, "xMin", 0))  # TrueType draws from the left side bearing
    _complete(font)
    font.sfntVersion = "\0\1\0\0"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _quadratic_glyph(face: uharfbuzz.Face, number: int) -> Any:  # noqa: ANN401 — fontTools has no types
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawing = RecordingPen()
    uharfbuzz.Font(face).draw_glyph_with_pen(number, drawing)
    if len(drawing.value) > _MOST_SEGMENTS:
        raise ValueError("một chữ có quá nhiều nét")
    pen = TTGlyphPen(None)
    # PostScript contours run the other way round.
    drawing.replay(Cu2QuPen(pen, max_err=face.upem / _FINENESS, reverse_direction=True))
    return pen.glyph()


def _complete(font: Any) -> None:  # noqa: ANN401 — as above
    """Add what TrueType demands of `maxp` and `post` beyond what PostScript outlines need."""
    maximum = font["maxp"]
    maximum.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
        "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maximum, field, 0)
    maximum.maxZones = 1
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
