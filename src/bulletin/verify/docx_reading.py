"""The bytes of a .docx → what it says: its story in document order, with links and bookmarks (ECMA-376, part 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from bulletin.archives import Archive
from bulletin.decree.word_package import MAIN, open_package
from bulletin.notices import Place
from bulletin.verify.reading import Reading, ReadLink, Scribe

_MOST_BYTES = 256 * 2**20  # of one part: 15,000 articles
_RELS = "word/_rels/document.xml.rels"
_NOTES, _NOTE_RELS = "word/footnotes.xml", "word/_rels/footnotes.xml.rels"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTING = {f"{_W}{name}" for name in ("p", "tab", "br", "cr", "tc")}
_FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml")
_PAGE_NUMBER = re.compile(r"\s*(?:PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b")  # Word fills these in when it lays pages out
_PAGE_REFERENCE = re.compile(r"\s*PAGEREF\s+(\S+)")


def read_docx(data: bytes, place: Place) -> Iterator[Reading]:
    """Yield the one reading of a Word file. Raises ReadError."""
    archive = open_package(data, place, most=_MOST_BYTES).archive
    story = _Story()
    archive.parse(MAIN, story)
    reading = Reading("thân văn bản", story.scribe.words)
    count = len(reading.words)
    _add_links(story, _relations(archive, _RELS), reading)
    if archive.has(_NOTES):
        notes = _Story()
        archive.parse(_NOTES, notes)
        below = Reading(words=notes.scribe.words)
        _add_links(notes, _relations(archive, _NOTE_RELS), below)
        reading.links += [replace(link, first=link.first + count, last=link.last + count) for link in below.links]
        reading.faults += below.faults
        reading.words += below.words
    for name in archive.names():
        if _FURNITURE.fullmatch(name):
            part = _Story()
            archive.parse(name, part)
            reading.furniture.append(part.scribe.words)
    yield reading


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class _Story:
    """Hears a part and takes down its text; what fields give as page numbers is left out."""

    scribe: Scribe = field(default_factory=Scribe)
    links: list[tuple[int, int, str | None, str | None]] = field(default_factory=list)  # first, last, relation, anchor
    bookmarks: dict[str, int] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    _open: list[tuple[int, str | None, str | None]] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _hearing: str = ""
    _deaf: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._deaf or tag == _FALLBACK:
            self._deaf += 1
            return
        if tag in _PARTING:
            self.scribe.part()
        match tag.removeprefix(_W):
            case "t" | "instrText":
                self._hearing = tag
            case "noBreakHyphen":
                self._write("-")
            case "hyperlink":
                self._open.append((self.scribe.next, attributes.get(f"{_R}id"), attributes.get(f"{_W}anchor")))
            case "bookmarkStart":
                self.bookmarks.setdefault(attributes.get(f"{_W}name", ""), self.scribe.next)
            case "fldChar":
                self._turn_field(attributes.get(f"{_W}fldCharType"))
            case _ if f"{_R}embed" in attributes:
                self.embedded.append(attributes[f"{_R}embed"])

    def end(self, tag: str) -> None:
        if self._deaf:
            self._deaf -= 1
            return
        self._hearing = ""
        if tag == f"{_W}hyperlink":
            first, relation, anchor = self._open.pop()
            self.links.append((first, self.scribe.end, relation, anchor))
        elif tag in _PARTING:
            self.scribe.part()

    def data(self, text: str) -> None:
        if self._hearing == f"{_W}t":
            self._write(text)
        elif self._hearing and self._fields:
            self._fields[-1].code += text

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise ET.ParseError(f"DOCTYPE {name}")

    def close(self) -> None:
        self.scribe.part()

    def _write(self, text: str) -> None:
        if not any(one.shows and _PAGE_NUMBER.match(one.code) for one in self._fields):
            self.scribe.write(text)

    def _turn_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].shows = True
        elif self._fields and kind == "end":
            found = _PAGE_REFERENCE.match(self._fields.pop().code)
            self.references += [found[1]] if found else []


@dataclass(slots=True)
class _Relations:
    """Hears a part's relationships: id → address outside, or the member's name."""

    outside: dict[str, str] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}Relationship"):
            side = self.outside if attributes.get("TargetMode") == "External" else self.inside
            side[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def close(self) -> None: ...


def _relations(archive: Archive, name: str) -> _Relations:
    relations = _Relations()
    if archive.has(name):
        archive.parse(name, relations)
    return relations


def _add_links(story: _Story, relations: _Relations, reading: Reading) -> None:
    for first, last, relation, anchor in story.links:
        if relation is not None:
            address = relations.outside.get(relation)
            if address is None:
                reading.faults.append(f"liên kết trên “{_shown(reading, first, last)}” không có địa chỉ ({relation})")
            else:
                reading.links.append(ReadLink(first, last, address))
        elif anchor in story.bookmarks:
            at = story.bookmarks[anchor]
            reading.links.append(ReadLink(first, last, target=(at, at)))
        else:
            words = _shown(reading, first, last)
            reading.faults.append(f"liên kết trên “{words}” dẫn tới dấu trang {anchor}, tệp không có")
    for name in story.references:
        if name not in story.bookmarks:
            reading.faults.append(f"số trang hỏi dấu trang {name}, tệp không có")
    used = {relation for _, _, relation, _ in story.links}
    reading.links += [ReadLink(0, 0, address) for key, address in relations.outside.items() if key not in used]
    reading.faults += [f"thiếu hình {key}" for key in story.embedded if key not in relations.inside]


def _shown(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.words[first:last][:8])
