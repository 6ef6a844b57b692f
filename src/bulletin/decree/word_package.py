"""The bytes of a .docx → its parts, parsed, with every limit looked at before anything is unpacked.

Office Open XML (ECMA-376, part 2). A part with a DOCTYPE is refused: Word writes none, and entities can be bombs.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bulletin.archives import Archive, open_archive
from bulletin.errors import ReadError
from bulletin.notices import Place

MAIN = "word/document.xml"
_MOST_MEMBERS = 5_000
_MOST_BYTES = 16 * 2**20  # of one part; a bulletin of 1,000 articles stays below it
_OLE = b"\xd0\xcf\x11\xe0"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = ET.Element


class _NoDoctype(ET.TreeBuilder):
    """Builds a tree, and stops at a DOCTYPE."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ET.ParseError(f"DOCTYPE {name} {pubid} {system}")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A .docx whose members are within bounds."""

    archive: Archive

    def part(self, name: str) -> Element | None:
        """Return a part's root element, None where the package has no such part. Raises ReadError."""
        if not self.archive.has(name):
            return None
        root: Element = self.archive.parse(name, _NoDoctype())
        return root

    def targets(self) -> dict[str, str]:
        """Return the relationships of the main part: id → the member's name."""
        rels = self.part(posixpath.join(posixpath.dirname(MAIN), "_rels", posixpath.basename(MAIN) + ".rels"))
        found = {}
        for relation in rels.iter(_RELATIONSHIP) if rels is not None else ():
            target = posixpath.join(posixpath.dirname(MAIN), relation.get("Target", ""))
            found[relation.get("Id", "")] = posixpath.normpath(target).lstrip("/")
        return found


def open_package(data: bytes, place: Place, *, most: int = _MOST_BYTES) -> WordPackage:
    """Return the package; `most` bytes are unpacked of one part. Raises ReadError for bytes that are no .docx."""
    if data.startswith(_OLE):
        hint = "mở bằng Word, bỏ mật khẩu rồi lưu lại dạng .docx"
        raise ReadError("tệp Word có mật khẩu, hoặc là Word đời cũ (.doc)", place=place, hint=hint)
    hint = "mở tệp bằng Word rồi lưu lại dạng .docx"
    archive = open_archive(data, place, "tệp Word (.docx)", hint, most_members=_MOST_MEMBERS, most=most)
    if not archive.has(MAIN):
        raise ReadError(f"không phải tệp Word (.docx): thiếu phần {MAIN}", place=place)
    return WordPackage(archive)
