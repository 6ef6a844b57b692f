"""Font files for tests, made from the shipped faces by fontTools: holes, other formats, other names, other rights."""

from __future__ import annotations

import functools
import io
import struct
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from bulletin.fonts.catalogue import package_folder
from bulletin.fonts.coverage import ALPHANUMERICS, PUNCTUATION
from bulletin.text.vietnamese import ACCENTED_LETTERS

LETTERS = ACCENTED_LETTERS + PUNCTUATION + ALPHANUMERICS + " "

STATIC = package_folder("fontpkg-be-vietnam-pro") / "files"
VARIABLE = package_folder("fontpkg-source-serif-4") / "files" / "SourceSerif4[opsz,wght].ttf"
FORMATS = ("ttf", "otf", "ttc", "woff", "variable")


@functools.cache
def _small(path: Path, letters: str) -> bytes:
    """Return the face with only these letters: small files make quick tests."""
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(text=letters)
    subsetter.subset(font)
    return _saved(font)


def _saved(font) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _open(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data), recalcTimestamp=False)


def font_file(
    kind: str = "ttf", *, without: str = "", family: str | None = None, fs_type: int = 0, weight: str = "Regular",
    letters: str = LETTERS,
) -> bytes:  # fmt: skip
    """Return a font file of the kind, whose character map lacks the letters of `without`."""
    source = VARIABLE if kind == "variable" else STATIC / f"BeVietnamPro-{weight}.ttf"
    font = _open(_small(source, letters))
    for table in font["cmap"].tables:
        for letter in without:
            table.cmap.pop(ord(letter), None)
    font["OS/2"].fsType = fs_type
    if family:
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = family
    match kind:
        case "otf":
            return _saved(_with_postscript_outlines(font))
        case "ttc":
            collection = TTCollection()
            collection.fonts = [_open(font_file(family="Mặt khác")), font]
            out = io.BytesIO()
            collection.save(out)
            return out.getvalue()
        case "woff" | "woff2":
            font.flavor = kind
    return _saved(font)


def _with_postscript_outlines(font: TTFont) -> TTFont:
    glyphs = font.getGlyphSet()
    names = font.getGlyphOrder()
    outlines = {}
    for name in names:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        outlines[name] = pen.getCharString()
    builder = FontBuilder(font=font)
    builder.isTTF = False
    builder.setupCFF("ThuOTF", {}, outlines, {})
    for tag in ("glyf", "loca", "cvt ", "fpgm", "prep", "gasp"):
        if tag in font:
            del font[tag]
    font["maxp"].tableVersion = 0x00005000
    font.sfntVersion = "OTTO"
    return font


def with_table(data: bytes, tag: str, content: bytes) -> bytes:
    """Return the sfnt file with other bytes as one of its tables, whatever they mean."""
    (count,) = struct.unpack_from(">4xH", data)
    tables = {}
    for number in range(count):
        name, offset, length = struct.unpack_from(">4s4x2I", data, 12 + 16 * number)
        tables[name] = data[offset : offset + length]
    tables[tag.encode()] = content
    body = b""
    entries = []
    start = 12 + 16 * len(tables)
    for name, table in sorted(tables.items()):
        entries.append(struct.pack(">4s3I", name, 0, start + len(body), len(table)))
        body += table + b"\0" * (-len(table) % 4)
    return struct.pack(">4s4H", data[:4], len(tables), 0, 0, 0) + b"".join(entries) + body


def table(data: bytes, tag: str) -> bytes:
    """Return the bytes of one table."""
    (count,) = struct.unpack_from(">4xH", data)
    for number in range(count):
        name, offset, length = struct.unpack_from(">4s4x2I", data, 12 + 16 * number)
        if name == tag.encode():
            return data[offset : offset + length]
    raise KeyError(tag)
