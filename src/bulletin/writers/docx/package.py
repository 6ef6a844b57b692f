"""Parts → one .docx: python-docx's package and relationships, zipped so that the same parts give the same bytes.

Every part is made here: python-docx's stock template would bring its author, its dates of 2013, its thumbnail and a
`stylesWithEffects` part.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from bulletin import wording
from bulletin.model import Bulletin
from bulletin.writers.docx.wordml import Element, clean

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # where the dates of ZIP files begin
_EXTENSIONS = {"image/jpeg": "jpeg", "image/png": "png"}
_PACKED_ALREADY = (".jpeg", ".png")
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_LONGEST_PROPERTY = 255  # python-docx raises ValueError for more

# kind of part → (content type, type of relationship)
_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


@dataclass(slots=True)
class DocumentParts:
    """The main document, and the parts and addresses that it points to."""

    document: Element
    _package: Package = field(init=False)
    _main: XmlPart = field(init=False)
    _notes: XmlPart | None = None
    _pictures: int = 0

    def __post_init__(self) -> None:
        self._package = Package()
        self._main = self._part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, self.document)
        self._package.relate_to(self._main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)

    def relate(self, kind: str, target: str | Part, *, in_note: bool = False) -> str:
        """Return a new relationship of the document, or of its notes; python-docx's own search takes ever longer."""
        relationships = self._notes.rels if in_note and self._notes else self._main.rels
        name = f"rId{len(relationships) + 1}"
        relationships.add_relationship(kind, target, name, is_external=isinstance(target, str))
        return name

    def add(self, kind: str, element: Element, number: int | None = None) -> str:
        """Add a part of the document, "word/<kind><number>.xml", and return its relationship."""
        content_type, relationship = _KINDS[kind]
        part = self._part(f"/word/{kind}{number or ''}.xml", content_type, element)
        return self.relate(relationship, part)

    def add_notes(self, element: Element) -> None:
        """Add the part that holds the footnotes; it may still grow."""
        content_type, relationship = _KINDS["footnotes"]
        self._notes = self._part("/word/footnotes.xml", content_type, element)
        self.relate(relationship, self._notes)

    def add_picture(self, data: bytes, media_type: str) -> str:
        """Add the bytes of a picture and return their relationship."""
        self._pictures += 1
        name = PackURI(f"/word/media/image{self._pictures}.{_EXTENSIONS[media_type]}")
        return self.relate(RELATIONSHIP_TYPE.IMAGE, Part(name, media_type, data, self._package))

    def to_bytes(self, bulletin: Bulletin, timestamp: datetime) -> bytes:
        """Return the finished file."""
        _set_properties(self._package, bulletin, timestamp)
        extended = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES})
        etree.SubElement(extended, f"{{{_PROPERTIES}}}Application").text = "bulletin"
        part = self._part("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, extended)
        self._package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
        return _zipped(_members(self._package))

    def _part(self, name: str, content_type: str, element: Element) -> XmlPart:
        return XmlPart(PackURI(name), content_type, element, self._package)


def _set_properties(package: Package, bulletin: Bulletin, timestamp: datetime) -> None:
    """Set the core properties, all that python-docx fills in by itself among them."""
    properties = package.core_properties
    moment = timestamp.astimezone(UTC) if timestamp.tzinfo else timestamp
    properties.title = _property(bulletin.title)
    properties.subject = _property(wording.issue_line(bulletin) or bulletin.subtitle)
    properties.author = _property(bulletin.publisher)
    properties.last_modified_by = _property(bulletin.publisher)
    properties.language = _property(bulletin.language)
    properties.comments = _property(bulletin.note)
    properties.created = properties.modified = moment.replace(microsecond=0)
    properties.revision = 1


def _property(text: str | None) -> str:
    return clean(text or "")[:_LONGEST_PROPERTY]


def _members(package: Package) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the package: content types, relationships and parts."""
    parts = package.parts
    yield "[Content_Types].xml", _content_types(parts)
    yield "_rels/.rels", package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: Iterable[Part]) -> bytes:
    types = etree.Element(f"{{{_CONTENT_TYPES}}}Types", nsmap={None: _CONTENT_TYPES})
    defaults = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    defaults |= {extension: media_type for media_type, extension in _EXTENSIONS.items()}
    for extension, content_type in defaults.items():
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Default", Extension=extension, ContentType=content_type)
    for part in parts:
        if defaults.get(part.partname.ext) != part.content_type:
            name = f"{{{_CONTENT_TYPES}}}Override"
            etree.SubElement(types, name, PartName=str(part.partname), ContentType=part.content_type)
    return bytes(etree.tostring(types, encoding="UTF-8", standalone=True))


def _zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.create_system = 0  # the machine's own otherwise
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return stream.getvalue()
