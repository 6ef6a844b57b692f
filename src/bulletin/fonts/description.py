"""A font file → what each of its faces says of itself: family, weight, slope, axes, rights (`name`, `OS/2`, `fvar`).

What is read here is a claim: which letters a face has is asked of its character map alone (see `coverage`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import uharfbuzz

from bulletin.errors import FontError
from bulletin.fonts.containers import ANOTHER_FILE, Packing, packing, read_beginning, read_font, unpacked
from bulletin.notices import Place

_MOST_FACES = 100  # in one collection
_LONGEST_NAME = 200
_TYPOGRAPHIC_FAMILY, _FAMILY = 16, 1
_DESCRIBING_TABLES = frozenset([b"OS/2", b"name", b"head", b"hhea", b"maxp", b"fvar", b"post", b"STAT"])

# OS/2 fsType: who may embed the face, and how.
RESTRICTED, PREVIEW_AND_PRINT, NO_SUBSETTING, BITMAP_ONLY = 0x2, 0x4, 0x100, 0x200
_LEVEL = 0xF


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a variable face."""

    tag: str
    least: float
    default: float
    greatest: float


@dataclass(frozen=True, slots=True)
class FaceDescription:
    """One face of a font file, as its own tables describe it."""

    path: Path
    index: int
    packing: Packing
    families: tuple[str, ...]  # the typographic family first, then the others that it answers to
    weight: int
    width: float  # per cent of the normal width
    italic: bool
    axes: tuple[Axis, ...]
    fs_type: int
    generic: Literal["serif", "sans-serif"]

    @property
    def family(self) -> str:
        return self.families[0]

    def axis(self, tag: str) -> Axis | None:
        return next((axis for axis in self.axes if axis.tag == tag), None)


def describe(path: Path) -> tuple[FaceDescription, ...]:
    """Return the faces of the file. Raises FontError for a file that is no font, or a broken one."""
    kind = packing(read_beginning(path), path)
    if kind in ("WOFF", "WOFF2"):
        blob = uharfbuzz.Blob(unpacked(read_font(path), path, _DESCRIBING_TABLES))
    else:
        blob = uharfbuzz.Blob.from_file_path(str(path))  # mapped: of a large file only a few pages are read
    count = uharfbuzz.Face(blob).count if kind == "TTC/OTC" else 1
    if not 0 < count <= _MOST_FACES:
        raise FontError("bộ sưu tập phông hỏng", place=Place(str(path)), hint=ANOTHER_FILE)
    try:
        return tuple(_description(uharfbuzz.Face(blob, index), path, index, kind) for index in range(count))
    except UnicodeDecodeError as error:  # tags of tables or axes that are no letters
        problem = "tệp phông hỏng: tên bảng hay trục không đọc được"
        raise FontError(problem, place=Place(str(path)), hint=ANOTHER_FILE) from error


def _description(face: uharfbuzz.Face, path: Path, index: int, kind: Packing) -> FaceDescription:
    font = uharfbuzz.Font(face)
    families = tuple(dict.fromkeys(_families(face)))
    if not families or face.glyph_count <= 0 or face.upem <= 0:
        problem = "tệp phông hỏng: không có tên họ hoặc không có chữ nào"
        raise FontError(problem, place=Place(str(path)), hint=ANOTHER_FILE)
    weight = round(font.get_style_value(uharfbuzz.StyleTag.WEIGHT))
    italic = font.get_style_value(uharfbuzz.StyleTag.ITALIC) >= 0.5
    slanted = font.get_style_value(uharfbuzz.StyleTag.SLANT_ANGLE) != 0
    axes = tuple(
        Axis(axis.tag, axis.min_value, axis.default_value, axis.max_value) for axis in face.axis_infos
    )
    return FaceDescription(
        path,
        index,
        kind,
        families,
        weight * 100 if weight < 10 else weight,  # old files count from 1 to 9
        font.get_style_value(uharfbuzz.StyleTag.WIDTH),
        italic or slanted,
        axes,
        embedding_rights(face),
        _generic(face, families[0]),
    )


def _families(face: uharfbuzz.Face) -> Iterator[str]:
    """Yield the names of the family: the typographic one before that of four styles, English before other languages."""
    entries = [(entry.name_id, entry.language or "") for entry in face.list_names()]
    for wanted in (_TYPOGRAPHIC_FAMILY, _FAMILY):
        languages = sorted({language for number, language in entries if number == wanted}, key=_english_first)
        for language in languages:
            name = face.get_name(wanted, language) or ""
            printable = "".join(character for character in name if character.isprintable()).strip()
            if printable:
                yield printable[:_LONGEST_NAME]


def _english_first(language: str) -> tuple[bool, str]:
    return (not language.startswith("en"), language)


def embedding_rights(face: uharfbuzz.Face) -> int:
    """Return OS/2 fsType; 0, anything goes, where the table does not say."""
    table = face.reference_table("OS/2").data
    return int(struct.unpack_from(">8xH", table)[0]) if len(table) >= 10 else 0


def rights_problem(fs_type: int) -> str | None:
    """Return why the face may not be put into any output; None where it may."""
    if fs_type & _LEVEL == RESTRICTED:  # of several levels the most generous holds
        return "giấy phép của phông cấm nhúng (fsType 0x0002)"
    if fs_type & NO_SUBSETTING:
        return "giấy phép của phông cấm nhúng một phần, mà PDF chỉ nhúng những chữ có dùng (fsType 0x0100)"
    if fs_type & BITMAP_ONLY:
        return "giấy phép của phông chỉ cho nhúng ảnh điểm của chữ (fsType 0x0200)"
    return None


def print_only(fs_type: int) -> bool:
    """Return whether the face may go into a PDF for reading and printing, but not into a book as a file of its own."""
    return fs_type & _LEVEL in (PREVIEW_AND_PRINT, PREVIEW_AND_PRINT | RESTRICTED)


def _generic(face: uharfbuzz.Face, family: str) -> Literal["serif", "sans-serif"]:
    """Return what kind of letters they are, by IBM's family class, else by PANOSE, else by the name."""
    table = face.reference_table("OS/2").data
    if len(table) >= 42:
        family_class, kind, serifs = table[30], table[32], table[33]
        if family_class == 8 or (kind == 2 and 11 <= serifs <= 15):
            return "sans-serif"
        if 1 <= family_class <= 7 or (kind == 2 and 2 <= serifs <= 10):
            return "serif"
    lowered = family.casefold()
    return "serif" if "serif" in lowered and "sans" not in lowered else "sans-serif"
