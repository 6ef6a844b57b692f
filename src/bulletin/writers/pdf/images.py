"""Plates → image XObjects (ISO 32000-1, 8.9.5), without unpacking what PDF can hold as it is.

A JPEG goes in byte for byte, and so does the packed data of a PNG, whose row filters PDF knows (7.4.4.4). A PNG that is
interlaced or has transparent places is packed anew: its colours, and how opaque they are as a soft mask (11.6.5.3).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream
from reportlab.pdfgen.canvas import Canvas

from bulletin.plates import Plate, jpeg_frame, part_png

_COLOURS = {0: 1, 2: 3, 3: 1}  # a PNG's kind of colour (grey, RGB, palette) → its values a pixel


@dataclass(slots=True)
class ImageObject:
    """An image in the document: the name by which pages draw it, and whether anything shows through it."""

    name: str
    transparent: bool


class _ImageStream(PDFObject):  # type: ignore[misc]
    """A stream that is packed already; `dictionary` says how."""

    __RefOnly__ = 1

    def __init__(self, dictionary: dict[str, object], data: bytes) -> None:
        self.stream = PDFStream(PDFDictionary(dictionary), data)

    def format(self, document: object) -> bytes:
        return bytes(self.stream.format(document))


def add_image(plate: Plate, canvas: Canvas) -> ImageObject:
    """Add a plate to the canvas's document."""
    if plate.media_type == "image/jpeg":
        return ImageObject(_register(_jpeg(plate.data), plate.digest, canvas), transparent=False)
    if _passes(plate.data):
        return ImageObject(_register(_png(plate.data), plate.digest, canvas), transparent=False)
    colours, mask = part_png(plate)
    image = _png(colours)
    if mask is not None:
        stream = _png(mask)
        image.stream.dictionary["SMask"] = canvas._doc.Reference(stream, f"mask-{plate.digest}")  # noqa: SLF001 — reportlab's own images know no packed data
    return ImageObject(_register(image, plate.digest, canvas), transparent=mask is not None)


def draw_image(image: ImageObject, canvas: Canvas, box: tuple[float, float, float, float]) -> None:
    """Draw an image into a box: left and bottom from the sheet's lower left corner, width and height, in points."""
    left, bottom, width, height = box
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.scale(width, height)
    canvas._code.append(f"/{canvas._doc.getXObjectName(image.name)} Do")  # noqa: SLF001 — the same
    canvas.restoreState()
    canvas._formsinuse.append(image.name)  # noqa: SLF001 — the same


def _register(image: _ImageStream, name: str, canvas: Canvas) -> str:
    canvas._doc.addForm(name, image)  # noqa: SLF001 — the same
    return name


def _jpeg(data: bytes) -> _ImageStream:
    frame = jpeg_frame(data)
    space = PDFName("DeviceGray" if frame.components == 1 else "DeviceRGB")
    return _image(data, frame.width, frame.height, 8, space, {"Filter": PDFName("DCTDecode")})


def _png(data: bytes) -> _ImageStream:
    """Return the image of a PNG that passes (`_passes`)."""
    chunks = list(_chunks(data))
    width, height, bits, kind = struct.unpack_from(">IIBB", chunks[0][1])
    space: object = PDFName("DeviceRGB" if kind == 2 else "DeviceGray")
    if kind == 3:
        palette = next(content for name, content in chunks if name == b"PLTE")
        space = PDFArray([PDFName("Indexed"), PDFName("DeviceRGB"), len(palette) // 3 - 1, f"<{palette.hex()}>"])
    how = PDFDictionary({"Predictor": 15, "Colors": _COLOURS[kind], "BitsPerComponent": bits, "Columns": width})
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    return _image(packed, width, height, bits, space, {"Filter": PDFName("FlateDecode"), "DecodeParms": how})


def _image(data: bytes, width: int, height: int, bits: int, space: object, packing: dict[str, object]) -> _ImageStream:
    facts = {
        "Type": PDFName("XObject"), "Subtype": PDFName("Image"), "Width": width, "Height": height,
        "BitsPerComponent": bits, "ColorSpace": space,
    }  # fmt: skip
    return _ImageStream(facts | packing, data)


# ── PNG ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a PNG: name and content (PNG, third edition, 5.3)."""
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _passes(data: bytes) -> bool:
    """Whether the packed data of a PNG says the same in a PDF: not interlaced, nothing transparent, palette whole."""
    header = data[16:29]
    palette = 0
    for name, content in _chunks(data):
        if name == b"tRNS":
            return False
        if name == b"PLTE":
            palette = len(content) // 3
    return header[12] == 0 and header[8] <= 8 and header[9] in _COLOURS and (header[9] != 3 or 0 < palette <= 256)
