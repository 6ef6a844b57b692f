"""The bytes of a PDF → what stands on its pages: pieces of text with face, size, colour and place, and level rules.

Read with PDFium, the engine that browsers show PDFs with. Lengths are in points from the page's left and bottom edges.
The only home of pypdfium2.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from bulletin.errors import ReadError
from bulletin.notices import Place

_DEEPEST_FORM = 6
_MOST_OBJECTS = 20_000  # of a page
# PDFium looks through all letters of a page for the text of each object: the product is what a page costs.
_MOST_WORK = 400_000_000
_THICKEST_RULE = 3.0  # points
_SHORTEST_RULE = 12.0
_BOLD = 600
_ITALIC_FLAG = 64  # ISO 32000-1, table 123
_BOLD_FLAG = 262_144
_SUBSET = re.compile(r"[A-Z]{6}\+")
_NAMED_WEIGHT = re.compile(r"-([1-9]00)(?:\D|$)")


@dataclass(frozen=True, slots=True)
class PrintedFace:
    """A face as the PDF names it, without the tag of a subset."""

    name: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on one baseline."""

    text: str
    face: PrintedFace
    size: float
    colour: str
    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A thin level line."""

    left: float
    right: float
    height: float  # above the page's bottom edge


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page; `whole` is False where it holds more than is looked at, or stands turned."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[LevelRule, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """A document: how many pages it has, and those that were looked at."""

    count: int
    pages: tuple[PrintedPage, ...]


def read_printed(data: bytes, place: Place, most: int) -> Printed:
    """Return at most the first `most` pages. Raises ReadError for bytes that are no PDF, or are locked or broken."""
    if b"%PDF-" not in data[:1024]:
        raise ReadError("không phải tệp PDF", place=place)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ReadError("tệp PDF có mật khẩu", place=place, hint="xuất lại tệp không đặt mật khẩu") from error
        raise ReadError("tệp PDF hỏng hoặc bị cắt cụt", place=place, hint="xuất lại tệp") from error
    try:
        count = len(document)
        if not count:
            raise ReadError("tệp PDF không có trang nào", place=place)
        return Printed(count, tuple(_pages(document, min(count, most))))
    except pdfium.PdfiumError as error:
        raise ReadError("tệp PDF hỏng: có trang không đọc được", place=place, hint="xuất lại tệp") from error
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument, count: int) -> Iterator[PrintedPage]:
    faces: dict[int, PrintedFace] = {}
    budget = _MOST_WORK
    for number in range(1, count + 1):
        page = document[number - 1]
        try:
            shown, spent = _page(page, number, faces, budget)
            budget -= spent
            yield shown
        finally:
            page.close()
        if budget <= 0:
            return


def _page(page: pdfium.PdfPage, number: int, faces: dict[int, PrintedFace], budget: int) -> tuple[PrintedPage, int]:
    width, height = page.get_size()
    if page.get_rotation():
        return PrintedPage(number, width, height, (), (), whole=False), 0
    left, bottom = page.get_bbox()[:2]
    textpage = page.get_textpage()
    letters = max(1, textpage.count_chars())
    pieces: list[Piece] = []
    rules: list[LevelRule] = []
    looked, whole = 0, True
    kinds = [pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_PATH]
    for thing in page.get_objects(filter=kinds, max_depth=_DEEPEST_FORM, textpage=textpage):
        looked += 1
        if looked > _MOST_OBJECTS or looked * letters > budget:
            whole = False
            break
        if isinstance(thing, pdfium.PdfTextObj):
            piece = _piece(thing, left, bottom, faces)
            if piece is not None:
                pieces.append(piece)
        else:
            rules += _level_rules(thing, left, bottom)
    textpage.close()
    return PrintedPage(number, width, height, tuple(pieces), tuple(rules), whole), looked * letters


def _piece(thing: pdfium.PdfTextObj, left: float, bottom: float, faces: dict[int, PrintedFace]) -> Piece | None:
    try:
        text = thing.extract()
    except pdfium.PdfiumError:  # nothing in it
        return None
    a, b, c, d, e, f = _matrix(thing)
    if not text.strip() or abs(b) > 0.01 * max(abs(a), 1e-6):  # turned text is a mark on the page, no line of it
        return None
    x0, _, x1, _ = thing.get_bounds()
    scale = math.hypot(c, d)
    within = _matrix(thing.container) if thing.container is not None else None
    if within is not None:
        x0, x1 = (within[0] * x + within[4] for x in (x0, x1))
        e, f = within[0] * e + within[2] * f + within[4], within[1] * e + within[3] * f + within[5]
        scale *= math.hypot(within[2], within[3])
    size = thing.get_font_size() * scale
    return Piece(text, _face(thing, faces), size, _colour(thing), e - left, max(x0, x1) - left, f - bottom)


def _matrix(thing: pdfium.PdfObject) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = thing.get_matrix().get()
    return a, b, c, d, e, f


def _face(thing: pdfium.PdfTextObj, faces: dict[int, PrintedFace]) -> PrintedFace:
    font = thing.get_font()
    key = ctypes.cast(font.raw, ctypes.c_void_p).value or 0
    if key not in faces:
        faces[key] = _look_at(font)
    return faces[key]


def _look_at(font: pdfium.PdfFont) -> PrintedFace:
    """Return a face by its name, its descriptor's flags and its angle: files seldom have all three right."""
    try:
        name = _SUBSET.sub("", font.get_base_name())
    except pdfium.PdfiumError:
        name = "không tên"
    folded = name.casefold()
    flags = pdfium_c.FPDFFont_GetFlags(font)
    angle = ctypes.c_int()
    pdfium_c.FPDFFont_GetItalicAngle(font, angle)
    weight = _NAMED_WEIGHT.search(name)
    if weight:
        bold = int(weight[1]) >= _BOLD
    else:
        bold = "bold" in folded or "black" in folded or (flags > 0 and bool(flags & _BOLD_FLAG))
    italic = "italic" in folded or "oblique" in folded or angle.value != 0 or (flags > 0 and bool(flags & _ITALIC_FLAG))
    return PrintedFace(name, bold, italic)


def _colour(thing: pdfium.PdfObject) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return "000000"  # the colour that a page begins with
    return "".join(f"{part.value:02x}" for part in (red, green, blue))


def _level_rules(thing: pdfium.PdfObject, left: float, bottom: float) -> Iterator[LevelRule]:
    try:
        x0, y0, x1, y1 = thing.get_bounds()
    except pdfium.PdfiumError:
        return
    stroke = ctypes.c_float()
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    if pdfium_c.FPDFPath_GetDrawMode(thing, mode, is_stroked) and is_stroked.value:
        pdfium_c.FPDFPageObj_GetStrokeWidth(thing, stroke)  # bounds are wider by it on all sides (PDFium 8149)
        x0, y0, x1, y1 = x0 + stroke.value, y0 + stroke.value, x1 - stroke.value, y1 - stroke.value
    if thing.container is not None:
        a, b, c, d, e, f = _matrix(thing.container)
        x0, y0, x1, y1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
    if abs(x1 - x0) >= _SHORTEST_RULE and abs(y1 - y0) <= _THICKEST_RULE:
        yield LevelRule(min(x0, x1) - left, max(x0, x1) - left, (y0 + y1) / 2 - bottom)
