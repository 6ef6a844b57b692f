"""The bytes of a ZIP archive (a .docx, an .epub) → its members, with every limit looked at before one is unpacked.

XML can be had as events, so that a large part costs no tree. Entities are refused: they can be bombs.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from bulletin.errors import ReadError
from bulletin.notices import Place

_MOST_RATIO = 500  # XML of one repeated paragraph packs to a two-hundredth
_SMALL = 2**20  # below it any ratio is harmless
# What zipfile raises for members that are cut short, packed in ways it does not know, or locked.
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose members are within bounds; `most` bytes are unpacked of one, `hint` says how to mend it."""

    zip: zipfile.ZipFile
    place: Place
    hint: str
    most: int

    def has(self, name: str) -> bool:
        """Return whether there is such a member."""
        return name in self.zip.NameToInfo

    def names(self) -> list[str]:
        """Return the names of all members, in the archive's order."""
        return self.zip.namelist()

    def member(self, name: str) -> bytes:
        """Return a member's bytes. Raises ReadError where it is missing, broken, locked or too large."""
        info = self.zip.NameToInfo.get(name)
        if info is None:
            raise self.unreadable(f"thiếu phần {name}")
        if info.file_size > self.most or info.file_size > max(_SMALL, info.compress_size * _MOST_RATIO):
            raise self.unreadable(f"phần {name} phình ra quá lớn khi giải nén")
        try:
            with self.zip.open(info) as stream:
                data = stream.read(self.most + 1)
        except _BROKEN as error:
            raise self.unreadable(f"phần {name} hỏng hoặc có mật khẩu") from error
        if len(data) > self.most:
            raise self.unreadable(f"phần {name} phình ra quá lớn khi giải nén")
        return data

    def parse(self, name: str, target: object) -> Any:  # noqa: ANN401 — what the target's close() returns
        """Tell a member's XML to a target of ElementTree; return what it makes of it.

        Raises ReadError for what is no XML, or declares entities.
        """
        data = self.member(name)
        if b"<!ENTITY" in data.replace(b"\0", b""):  # whatever the encoding
            raise self.unreadable(f"phần {name} có DOCTYPE khai báo thực thể")
        parser = ET.XMLParser(target=target)  # noqa: S314 — as above
        try:
            parser.feed(data)
            return parser.close()
        except (ET.ParseError, ValueError, LookupError) as error:  # the others: an encoding that is none
            raise self.unreadable(f"phần {name} không phải XML đúng cú pháp") from error

    def tree(self, name: str) -> ET.Element:
        """Return a member's root element. Raises ReadError as `parse` does."""
        root: ET.Element = self.parse(name, ET.TreeBuilder())
        return root

    def unreadable(self, problem: str) -> ReadError:
        """Return the error that says so of this archive."""
        return ReadError(problem, place=self.place, hint=self.hint)


def open_archive(data: bytes, place: Place, kind: str, hint: str, *, most_members: int, most: int) -> Archive:
    """Return the archive. Raises ReadError for bytes that are none, or that have more members than allowed.

    `kind` names the format: "tệp Word (.docx)".
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ReadError(f"không phải {kind}, hoặc tệp bị cắt cụt", place=place) from error
    members = len(archive.infolist())
    if members > most_members:
        raise ReadError(f"tệp có tới {members} phần, không phải {kind} bình thường", place=place)
    return Archive(archive, place, hint, most)
