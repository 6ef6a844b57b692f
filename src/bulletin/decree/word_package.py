"""The bytes of a .docx → its parts, parsed, with every limit looked at before anything is unpacked.

Office Open XML (ECMA-376, part 2). A part with a DOCTYPE is refused: Word writes none, and entities can be bombs.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bulletin.errors import ReadError
from bulletin.notices import Place

MAIN = "word/document.xml"
_MOST_MEMBERS = 5_000
_MOST_BYTES = 16 * 2**20  # of one part; a bulletin of 1,000 articles stays below it
_MOST_RATIO = 500  # XML of one repeated paragraph packs to a two-hundredth
_SMALL = 2**20  # below it any ratio is harmless
_OLE = b"\xd0\xcf\x11\xe0"
# What zipfile raises for members that are cut short, packed in ways it does not know, or locked.
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = ET.Element


class _NoDoctype(ET.TreeBuilder):
    """Builds a tree, and stops at a DOCTYPE."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ET.ParseError(f"DOCTYPE {name} {pubid} {system}")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A .docx whose members are within bounds."""

    archive: zipfile.ZipFile
    place: Place

    def part(self, name: str) -> Element | None:
        """Return a part's root element, None where the package has no such part. Raises ReadError."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        data = self._unpacked(info)
        if b"<!DOCTYPE" in data.replace(b"\0", b"")[:4096]:
            raise self._unreadable(f"phần {name} có DOCTYPE, Word không bao giờ ghi như vậy")
        try:
            return ET.fromstring(data, ET.XMLParser(target=_NoDoctype()))  # noqa: S314 — as above
        except (ET.ParseError, ValueError, LookupError) as error:  # the others: an encoding that is none
            raise self._unreadable(f"phần {name} không phải XML đúng cú pháp") from error

    def targets(self) -> dict[str, str]:
        """Return the relationships of the main part: id → the member's name."""
        rels = self.part(posixpath.join(posixpath.dirname(MAIN), "_rels", posixpath.basename(MAIN) + ".rels"))
        found = {}
        for relation in rels.iter(_RELATIONSHIP) if rels is not None else ():
            target = posixpath.join(posixpath.dirname(MAIN), relation.get("Target", ""))
            found[relation.get("Id", "")] = posixpath.normpath(target).lstrip("/")
        return found

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        if info.file_size > _MOST_BYTES or info.file_size > max(_SMALL, info.compress_size * _MOST_RATIO):
            raise self._unreadable(f"phần {info.filename} phình ra quá lớn khi giải nén")
        try:
            with self.archive.open(info) as stream:
                data = stream.read(_MOST_BYTES + 1)
        except _BROKEN as error:
            raise self._unreadable(f"phần {info.filename} hỏng hoặc có mật khẩu") from error
        if len(data) > _MOST_BYTES:
            raise self._unreadable(f"phần {info.filename} phình ra quá lớn khi giải nén")
        return data

    def _unreadable(self, problem: str) -> ReadError:
        return ReadError(problem, place=self.place, hint="mở tệp bằng Word rồi lưu lại dạng .docx")


def open_package(data: bytes, place: Place) -> WordPackage:
    """Return the package. Raises ReadError for bytes that are no .docx, or whose members are too many."""
    if data.startswith(_OLE):
        hint = "mở bằng Word, bỏ mật khẩu rồi lưu lại dạng .docx"
        raise ReadError("tệp Word có mật khẩu, hoặc là Word đời cũ (.doc)", place=place, hint=hint)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ReadError("không phải tệp Word (.docx), hoặc tệp bị cắt cụt", place=place) from error
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise ReadError(f"tệp có tới {len(members)} phần, không phải tệp Word bình thường", place=place)
    if MAIN not in archive.namelist():
        raise ReadError(f"không phải tệp Word (.docx): thiếu phần {MAIN}", place=place)
    return WordPackage(archive, place)
