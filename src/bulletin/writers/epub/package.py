"""Finished files → the EPUB: package document, NCX and container by EbookLib, then zipped anew for fixed bytes.

EbookLib 0.20 re-parses whatever it takes for a chapter, and so changes its text: it is handed plain items only.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ebooklib import epub

from bulletin.errors import InternalError
from bulletin.writers.epub.metadata import Metadata
from bulletin.writers.epub.pages import Entry

XHTML = "application/xhtml+xml"
NAVIGATION = "nav"
COVER_IMAGE = "cover-image"

_PACKAGE_FILE = "EPUB/content.opf"
_OLDEST = (1980, 1, 1, 0, 0, 0)  # where the dates of ZIP files begin
_UNIX = 3
_READABLE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class File:
    """One file of the book; `name` is its id in the manifest, `role` its property there."""

    name: str
    href: str
    media_type: str
    data: bytes = field(repr=False)
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """All that goes into one EPUB; `spine` names the files that are read one after another."""

    metadata: Metadata
    files: list[File]
    spine: list[str]
    entries: list[Entry]


def publication_to_epub(publication: Publication, modified: datetime) -> bytes:
    """Return the bytes of the EPUB; `modified` is the only time that it holds."""
    book = _book(publication)
    out = io.BytesIO()
    options = {"mtime": modified.astimezone(UTC), "raise_exceptions": True, "epub3_pages": False, "compresslevel": 0}
    epub.write_epub(out, book, options)
    return _zip_again(out, publication.metadata.language)


def _book(publication: Publication) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier, and the library's own name
    _add_metadata(book, publication.metadata)
    for file in publication.files:
        item = epub.EpubItem(file.name, file.href, file.media_type, file.data)
        if file.role:
            item.properties = [file.role]
        book.add_item(item)
    book.add_item(epub.EpubNcx(uid="ncx", file_name="toc.ncx"))
    book.spine = list(publication.spine)
    book.toc = [_toc_entry(entry, str(number)) for number, entry in enumerate(publication.entries, 1)]
    return book


def _add_metadata(book: epub.EpubBook, metadata: Metadata) -> None:
    book.set_identifier(metadata.identifier)
    book.title, book.language = metadata.title, metadata.language
    for name, value, attributes in metadata.elements:
        book.add_metadata("DC", name, value, attributes)
    for value, attributes in metadata.properties:
        book.add_metadata(None, "meta", value, attributes)


def _toc_entry(entry: Entry, number: str) -> object:
    if not entry.children:
        return epub.Link(entry.href, entry.title, f"entry-{number}")
    children = [_toc_entry(child, f"{number}-{place}") for place, child in enumerate(entry.children, 1)]
    return (epub.Section(entry.title, entry.href), children)


def _zip_again(stream: io.BytesIO, language: str) -> bytes:
    """Return the archive with dates and order fixed, its `mimetype` first and stored (OCF 3.3 §4.3)."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == _PACKAGE_FILE:
                data = _with_language(data, language)
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return out.getvalue()


def _with_language(package: bytes, language: str) -> bytes:
    """Return the package document with the language of its own texts, which EbookLib 0.20 cannot say."""
    if package.count(b"<package ") != 1:
        raise InternalError("EbookLib không viết phần tử package như đã biết")
    return package.replace(b"<package ", f'<package xml:lang="{language}" '.encode(), 1)
