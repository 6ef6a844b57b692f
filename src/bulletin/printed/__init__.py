"""The bytes of a PDF → what stands on its pages: pieces of text with face, size, colour and place, and level rules;
or a picture of them.

Read with PDFium, the engine that browsers show PDFs with. Lengths are in points from the page's left and bottom edges.
This package is the only home of pypdfium2.
"""

from __future__ import annotations

import ctypes
import io
import itertools
import math
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.printed.runs import TextRun, address_of, text_runs

_DEEPEST_FORM = 6
_MOST_OBJECTS = 20_000  # of a page
# PDFium looks through all letters of a page for the text of each object: the product is what a page costs.
_MOST_WORK = 400_000_000
# Content streams of real pages stay far below; PDFium would unpack a gigabyte, and make objects of all of it.
_MOST_CONTENT = 8 * 2**20
_MOST_FONT = 64 * 2**20
_STREAM = re.compile(rb"FlateDecode|/Fl\b")
_IS_FONT = re.compile(rb"/Length1|/Type1C|/CIDFontType0C|/OpenType")
_DICTIONARY = 2_000  # bytes before a stream, among them its dictionary
_THICKEST_RULE = 3.0  # points
_SHORTEST_RULE = 12.0
_BOLD = 600
_ITALIC_FLAG = 64  # ISO 32000-1, table 123
_BOLD_FLAG = 262_144
_LETTER_GAP = 0.08  # em between two letters of a word
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


def pdf_to_png(data: bytes, dots: int = 110) -> bytes:
    """Return the pages of a PDF of our own as one picture, one under the other, at `dots` an inch."""
    from PIL import Image  # here: `bulletin check` reads PDFs without Pillow, 20 ms sooner

    document = pdfium.PdfDocument(data)
    pages = [page.render(scale=dots / 72).to_pil() for page in document]
    picture = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        picture.paste(page, (0, top))
        top += page.height
    document.close()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def read_printed(data: bytes, place: Place, most: int) -> Printed:
    """Return at most the first `most` pages. Raises ReadError for bytes that are no PDF, or are locked or broken."""
    document = _opened(data, place)
    count = len(document)
    pages: list[PrintedPage] = []
    try:
        for page in _pages(document, min(count, most)):
            pages.append(page)  # noqa: PERF402 — the error tells which page is the first that cannot be read
        return Printed(count, tuple(pages))
    except pdfium.PdfiumError as error:
        raise _broken_page(count, len(pages) + 1, place) from error
    finally:
        document.close()


def page_runs(data: bytes, place: Place) -> Iterator[list[TextRun]]:
    """Yield each page's text in the order in which it is drawn, parted where another piece of marked content begins.

    Raises ReadError as `read_printed` does.
    """
    document = _opened(data, place)
    count, number = len(document), 0
    try:
        for number in range(count):
            page = document[number]
            textpage = page.get_textpage()
            yield list(text_runs(textpage))
            textpage.close()
            page.close()
    except pdfium.PdfiumError as error:
        raise _broken_page(count, number + 1, place) from error
    finally:
        document.close()


def _opened(data: bytes, place: Place) -> pdfium.PdfDocument:
    """Return the document. Raises ReadError for bytes that are no PDF, are locked or broken, or swell."""
    if b"%PDF-" not in data[:1024]:
        raise ReadError("không phải tệp PDF", place=place)
    if _swells(data):
        raise ReadError("tệp PDF có phần phình ra quá lớn khi giải nén", place=place, hint="xuất lại tệp")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ReadError("tệp PDF có mật khẩu", place=place, hint="xuất lại tệp không đặt mật khẩu") from error
        raise ReadError("tệp PDF hỏng hoặc bị cắt cụt", place=place, hint="xuất lại tệp") from error


def _broken_page(count: int, number: int, place: Place) -> ReadError:
    problem = f"tệp PDF hỏng: khai có {count} trang, nhưng trang {number} không đọc được"
    return ReadError(problem, place=place, hint="xuất lại tệp")


def _swells(data: bytes) -> bool:
    """Return whether a packed stream, also one packed twice, unpacks to more than any page or face needs.

    Pictures are not looked at: PDFium does not unpack them here. This stops careless files, not hostile ones: a stream
    that lies about itself (as a picture, as a face, in its filter's spelling) costs PDFium's own bounds, some 1.4 GB.
    """
    end = 0
    for mark in re.finditer(rb"stream\r?\n", data):
        if mark.start() < end or data[mark.start() - 3 : mark.start()] == b"end":
            continue
        opening = data[max(end, mark.start() - _DICTIONARY) : mark.start()]
        opening = opening[opening.rfind(b" obj") + 1 :]
        end = data.find(b"endstream", mark.end())
        end = len(data) if end < 0 else end
        filters = len(_STREAM.findall(opening))
        if filters and not re.search(rb"/Subtype\s*/Image", opening):
            most = _MOST_FONT if _IS_FONT.search(opening) else _MOST_CONTENT
            if _unpacks_beyond(data[mark.end() : end], filters, most):
                return True
    return False


def _unpacks_beyond(packed: bytes, times: int, most: int) -> bool:
    for _ in range(min(times, 4)):
        try:
            unpacked = zlib.decompressobj().decompress(packed, most + 1)
        except zlib.error:  # PDFium mends what it can, or shows nothing
            return False
        if len(unpacked) > most:
            return True
        packed = unpacked
    return False


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
    pieces: dict[int, Piece] = {}  # by the address of the object, as PDFium gives it
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
                pieces[address_of(thing.raw)] = piece
        else:
            rules += _level_rules(thing, left, bottom)
    if _overlapping(pieces.values()):
        shown = tuple(_by_letters(textpage, letters, pieces, left))
    else:
        shown = tuple(pieces.values())
    textpage.close()
    return PrintedPage(number, width, height, shown, tuple(rules), whole), looked * letters


def _overlapping(pieces: Iterable[Piece]) -> bool:
    """Return whether pieces lie in one another, as where a second face fills in letters that the first one lacks."""
    ordered = sorted(pieces, key=lambda piece: (round(piece.baseline), piece.left))
    return any(
        abs(before.baseline - piece.baseline) < 1 and piece.right < before.right - _LETTER_GAP * piece.size
        for before, piece in itertools.pairwise(ordered)
    )


def _by_letters(textpage: pdfium.PdfTextPage, count: int, pieces: dict[int, Piece], left: float) -> Iterator[Piece]:
    """Yield the pieces parted where there is room between two of their letters."""
    box = pdfium_c.FS_RECTF()
    part, at = "", 0
    start = end = 0.0
    for index in range(count):
        thing = pdfium_c.FPDFText_GetTextObject(textpage, index)
        address = address_of(thing)
        letter = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
        is_known = address in pieces and not letter.isspace()
        is_inked = is_known and pdfium_c.FPDFText_GetLooseCharBox(textpage, index, box)
        if part and not (is_inked and address == at and abs(box.left - end) < _LETTER_GAP * pieces[at].size):
            yield replace(pieces[at], text=part, left=start - left, right=end - left)
            part = ""
        if is_inked:
            start, at = (start, at) if part else (box.left, address)
            part, end = part + letter, box.right
    if part:
        yield replace(pieces[at], text=part, left=start - left, right=end - left)


def _piece(thing: pdfium.PdfTextObj, left: float, bottom: float, faces: dict[int, PrintedFace]) -> Piece | None:
    try:
        text = thing.extract()
    except pdfium.PdfiumError:  # nothing in it
        return None
    within = _within(thing)
    matrix = thing.get_matrix().multiply(within)
    if not text.strip() or abs(matrix.b) > 0.01 * max(abs(matrix.a), 1e-6):  # turned text is no line of the page
        return None
    x0, y0, x1, y1 = thing.get_bounds()
    right = within.on_rect(x0, y0, x1, y1)[2]
    size = thing.get_font_size() * math.hypot(matrix.c, matrix.d)
    return Piece(text, _face(thing, faces), size, _colour(thing), matrix.e - left, right - left, matrix.f - bottom)


def _within(thing: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """Return the matrix from what holds an object (forms in forms) to the page."""
    matrix, holder = pdfium.PdfMatrix(), thing.container
    while holder is not None:
        matrix = matrix.multiply(holder.get_matrix())
        holder = holder.container
    return matrix


def _face(thing: pdfium.PdfTextObj, faces: dict[int, PrintedFace]) -> PrintedFace:
    font = thing.get_font()
    key = address_of(font.raw)
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
    x0, y0, x1, y1 = _within(thing).on_rect(x0, y0, x1, y1)
    if x1 - x0 >= _SHORTEST_RULE and y1 - y0 <= _THICKEST_RULE:
        yield LevelRule(x0 - left, x1 - left, (y0 + y1) / 2 - bottom)
