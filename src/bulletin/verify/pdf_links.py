"""The links and bookmarks of a PDF → where each leads (ISO 32000-1, 12.3 and 12.5).

With `pdf_tags` and `pdf_content` the only home of pikepdf, which reads the objects of a PDF by qpdf. Nothing is
repaired: a file that must be repaired is not the one that was built.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from bulletin.errors import ReadError
from bulletin.notices import Place

# What a key holds shows only when it is looked at; where that is something else, the file is broken.
PdfObject = Any

_MOST_NODES = 2_000_000  # of a tree of names or bookmarks
_BOOKLET_KEY = "/Imposition"  # of the document information of booklets


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link annotation: its page from 1, and the address or the page that it leads to; `key` names the annotation."""

    page: int
    key: tuple[int, int]
    address: str | None
    target: int | None
    parent: int | None  # its number in the tree of parents


@dataclass(slots=True)
class DocumentLinks:
    """All links of a document, page by page, and those that lead nowhere."""

    links: list[PageLink] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def is_booklet(pdf: pikepdf.Pdf) -> bool:
    """Return whether the pages are imposed, as our booklets say of themselves."""
    try:
        return _BOOKLET_KEY in pdf.docinfo
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):  # none that can be read
        return False


def open_pdf(data: bytes, place: Place) -> pikepdf.Pdf:
    """Return the opened PDF. Raises ReadError for bytes that are no PDF, are locked, or would have to be repaired."""
    if b"%PDF-" not in data[:1024]:
        raise ReadError("không phải tệp PDF", place=place)
    try:
        return pikepdf.Pdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise ReadError("tệp PDF có mật khẩu", place=place, hint="xuất lại tệp không đặt mật khẩu") from error
    except (pikepdf.PdfError, ValueError) as error:
        raise ReadError("tệp PDF hỏng hoặc bị cắt cụt", place=place, hint="dựng lại tệp") from error


def document_links(pdf: pikepdf.Pdf, place: Place) -> DocumentLinks:
    """Return the document's links. Raises ReadError where its objects are not what they must be."""
    try:
        return _Finder(pdf).find()
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ReadError(f"tệp PDF hỏng: không đọc được các liên kết ({error})", place=place) from error


def _key(thing: PdfObject) -> tuple[int, int]:
    """Return what an object is known by in its file: (0, 0) where it stands within another."""
    key: tuple[int, int] = thing.objgen
    return key


class _Finder:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = {_key(page.obj): number for number, page in enumerate(pdf.pages, 1)}
        self.names = dict(self._names())
        self.found = DocumentLinks()

    def find(self) -> DocumentLinks:
        for number, page in enumerate(self.pdf.pages, 1):
            annotations: PdfObject = page.obj.get("/Annots", ())
            for annotation in annotations:
                if annotation.get("/Subtype") == "/Link":
                    self._add(annotation, number)
        for title, entry in self._bookmarks():
            if self._page_of(entry) is None and "/URI" not in entry.get("/A", {}):
                self.found.faults.append(f"dấu trang “{title}” dẫn tới chỗ không có")
        return self.found

    def _add(self, annotation: PdfObject, number: int) -> None:
        action = annotation.get("/A", {})
        address = str(action["/URI"]) if action.get("/S") == "/URI" and "/URI" in action else None
        target = self._page_of(annotation) if address is None else None
        if address is None and target is None:
            self.found.faults.append(f"trang {number}: một liên kết dẫn tới chỗ không có")
        parent = annotation.get("/StructParent")
        key = _key(annotation)
        self.found.links.append(PageLink(number, key, address, target, None if parent is None else int(parent)))

    def _page_of(self, holder: PdfObject) -> int | None:
        """Return the page that a link or a bookmark leads to, None where there is no such page."""
        action = holder.get("/A", {})
        destination = holder.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None)
        if isinstance(destination, pikepdf.String | pikepdf.Name):
            name = str(destination)
            destination = self.names.get(name.removeprefix("/") if isinstance(destination, pikepdf.Name) else name)
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        if not isinstance(destination, pikepdf.Array) or not len(destination):
            return None
        page: PdfObject = destination[0]
        if isinstance(page, pikepdf.Dictionary):
            return self.pages.get(_key(page))
        return int(page) + 1 if 0 <= int(page) < len(self.pages) else None

    def _names(self) -> Iterator[tuple[str, PdfObject]]:
        root: PdfObject = self.pdf.Root
        for name, value in root.get("/Dests", {}).items():
            yield name.removeprefix("/"), value
        nodes: list[PdfObject] = [root.get("/Names", {}).get("/Dests", {})]
        seen: set[tuple[int, int]] = set()
        while nodes and len(seen) < _MOST_NODES:
            node = nodes.pop()
            if isinstance(node, pikepdf.Object) and node.is_indirect:
                if node.objgen in seen:
                    continue
                seen.add(node.objgen)
            pairs = list(node.get("/Names", ()))
            yield from ((str(name), value) for name, value in zip(pairs[::2], pairs[1::2], strict=False))
            nodes += list(node.get("/Kids", ()))

    def _bookmarks(self) -> Iterator[tuple[str, PdfObject]]:
        root: PdfObject = self.pdf.Root
        nodes = [root.get("/Outlines", {}).get("/First")]
        seen: set[tuple[int, int]] = set()
        while nodes:
            node = nodes.pop()
            if node is None or node.objgen in seen or len(seen) > _MOST_NODES:
                continue
            seen.add(node.objgen)
            yield str(node.get("/Title", "")), node
            nodes += [node.get("/Next"), node.get("/First")]
