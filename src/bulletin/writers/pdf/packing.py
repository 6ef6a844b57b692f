"""A finished reportlab document and its structure → the bytes of a PDF, packed in object streams.

ISO 32000-1, 7.5.7 (object streams), 7.5.8 (cross-reference streams), 14.7 (structure). reportlab writes each object by
itself; packed together they take some 40 % less. Pages and structure elements are written here, not as reportlab's
objects: there are some twenty an article.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from struct import pack as pack_row

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bulletin.writers.pdf.tags import Annotation, Content, Element

_IN_ONE = 200  # objects of an object stream
_FIRST_LETTER = 0x20  # below are controls
_STREAM_END = b"endstream\n"
_EFFORT = 4  # zlib's for what pages show: half the time of its usual 6, the file becomes 5 % larger
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Later(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object that reportlab only numbers: its bytes are written here, when the numbers in it are known."""

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        return b"null"


# What is shown of the structure, by key: for a page its elements by number of marked content, for a link its own.
Parents = list[list[Element] | Element]


def link_name(key: int) -> str:
    """Return the name under which reportlab is told the annotation of a link, by its key among the parents."""
    return f"Link{key}"


def pack(store: Store, document: Element | None, parents: Parents, root: Later) -> bytes:
    """Return the file, whose pages are in the store. `root` is the structure's place in the catalogue.

    `document` is None where nothing is tagged. The canvas cannot be used afterwards.
    """
    canvas = store.canvas
    doc = canvas._doc  # noqa: SLF001 — reportlab's canvas has no public way to its objects
    for font in doc.delayedFonts:
        font.addObjects(doc)
    for name, thing in doc.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            thing.content = _lawful_map(thing.content)
    doc.info.invariant = doc.invariant
    doc.info.digest(doc.signature)
    catalogue, info = doc.Reference(doc.Catalog), doc.Reference(doc.info)
    doc.Outlines.prepare(doc, canvas)
    if doc.Outlines.ready < 0:
        doc.Catalog.Outlines = None
    number = 0
    while (number := number + 1) in doc.numberToId:  # formatting an object may add others
        _write(number, doc, store)
    if document is not None:
        numbers = {name: entry[0] for name, entry in doc.idToObjectNumberAndVersion.items()}
        place = numbers[root.__InternalName__]
        tree = _Tree(store, parents, numbers, place, next_number=number)
        store.add(place, tree.write(document))
        number = tree.next_number
    file_id = doc.ID().split(b"%", 1)[0].strip().decode("ascii")
    root_number, info_number = _number_of(doc, catalogue), _number_of(doc, info)
    return store.finish(number, f"/Root {root_number} 0 R/Info {info_number} 0 R/ID {file_id}")


def _write(number: int, doc: pdfdoc.PDFDocument, store: Store) -> None:
    """Write an object of reportlab's, if it is not written already, and forget it."""
    name = doc.numberToId[number]
    thing = doc.idToObject[name]
    if thing is not None and not isinstance(thing, Later):
        store.add(number, pdfdoc.format(thing, doc, toplevel=1))
        doc.idToObject[name] = None


def _lawful_map(content: str) -> str:
    """Return a ToUnicode map without the codes that stand for no letter, at most 100 in a block (Adobe's note 5411).

    reportlab gives codes that it leaves free to U+0000, and writes letters beyond U+FFFF as five digits, not in UTF-16.
    """
    lines = content.split("\n")
    first = next(index for index, line in enumerate(lines) if line.endswith("beginbfchar")) + 1
    last = lines.index("endbfchar")
    pairs = [(line[:4], int(line.rpartition("<")[2][:-1], 16)) for line in lines[first:last]]
    letters = [
        f"{code} <{chr(letter).encode('utf-16-be').hex().upper()}>" for code, letter in pairs if letter >= _FIRST_LETTER
    ]
    blocks = []
    for start in range(0, len(letters), 100):
        block = letters[start : start + 100]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines[: first - 1], *blocks, *lines[last + 1 :]])


def _number_of(doc: pdfdoc.PDFDocument, reference: pdfdoc.PDFObjectReference) -> int:
    """Return the object number behind a reference."""
    return int(doc.idToObjectNumberAndVersion[reference.name][0])


def finish_page(store: Store, *, key: int | None, transparent: bool) -> tuple[int, str]:
    """Write the canvas's page with its links and pictures; return the number of its content, and the content.

    `key` is the page's among the parents, or None where nothing is tagged; links are read in the structure's order.
    Where anything shows through a picture, the colours mix as light: viewers might mix them as inks else, the page's
    other colours too (ISO 32000-1, 11.4.7; ISO 19005-2, 6.2.10).
    """
    canvas = store.canvas
    doc = canvas._doc  # noqa: SLF001 — as above
    numbers = doc.idToObjectNumberAndVersion
    page = Later()
    doc.addPage(page)
    pictures = {doc.getXObjectName(name): None for name in canvas._formsinuse}  # noqa: SLF001 — as above
    shown = "".join(f"/{name} {numbers[name][0]} 0 R" for name in pictures)
    links = " ".join(f"{numbers[link.name][0]} 0 R" for link in canvas._annotationrefs)  # noqa: SLF001 — as above
    content = _number_of(doc, doc.Reference(Later(), f"Content.{page.__InternalName__}"))
    boxes = {"Media": (0, 0, *canvas._pagesize), "Trim": canvas._trimBox, "Bleed": canvas._bleedBox}  # noqa: SLF001 — as above
    parts = [
        f"<</Type/Page/Parent {_number_of(doc, doc.Reference(doc.Pages))} 0 R/Contents {content} 0 R/Resources <<",
        f"/Font {numbers[pdfdoc.BasicFonts][0]} 0 R",
        f"/XObject <<{shown}>>>>" if shown else ">>",
        *(f"/{name}Box [{pdfdoc.fp_str(*box)}]" for name, box in boxes.items() if box),
        f"/Annots [{links}]" if links else "",
        "/Group <</S/Transparency/CS/DeviceRGB>>" if transparent else "",
        f"/StructParents {key}/Tabs/S>>" if key is not None else ">>",
    ]
    store.add(numbers[page.__InternalName__][0], "".join(parts).encode("ascii"))
    for number in range(store.known + 1, doc.objectcounter + 1):
        _write(number, doc, store)
    store.known = doc.objectcounter
    operators = "\n".join(canvas._code)  # noqa: SLF001 — as above
    canvas._startPage()  # noqa: SLF001 — as above
    return content, operators


def name_places(canvas: Canvas, places: dict[str, tuple[int, float]], bookmarks: Iterable[str]) -> None:
    """Name destinations: each a page number from 1 and a height in points from its lower edge.

    Bookmarks lead to some of them.
    """
    doc = canvas._doc  # noqa: SLF001 — as above
    names: list[object] = []
    for name, (page, top) in sorted(places.items()):
        target = pdfdoc.PDFArray([pdfdoc.PDFObjectReference(f"Page{page}"), "/XYZ", 0, round(top, 2), "null"])
        names += [pdfdoc.PDFString(name), target]
    for name in bookmarks:
        page, top = places[name]
        destination = canvas._bookmarkReference(name)  # noqa: SLF001 — its public ways know only the page in hand
        destination.setPage(pdfdoc.PDFObjectReference(f"Page{page}"))
        destination.xyz(0, top, 0)
    if names:
        doc.Catalog.Names = pdfdoc.PDFDictionary({"Dests": pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})})


@dataclass(slots=True)
class _Tree:
    """Writes structure elements: every one is an object that names its parent."""

    store: Store
    parents: Parents
    numbers: dict[str, int]  # reportlab's name of an object → its number
    root: int
    next_number: int
    own: dict[int, int] = field(default_factory=dict)  # id of an element → its number

    def write(self, document: Element) -> bytes:
        """Write the tree below `document`; return its root's dictionary."""
        self._number(document)
        self._element(document, self.root)
        parents = self._take()
        self.store.add(parents, self._parent_tree())
        names = sorted((element.name, element) for element in _named(document) if element.name)
        ids = "".join(f"({name}) {self.own[id(element)]} 0 R " for name, element in names)
        id_tree = f"/IDTree <</Names [{ids}]>>" if ids else ""
        return (
            f"<</Type/StructTreeRoot/K {self.own[id(document)]} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(self.parents)}{id_tree}>>"
        ).encode("ascii")

    def _take(self) -> int:
        self.next_number += 1
        return self.next_number - 1

    def _number(self, element: Element) -> None:
        self.own[id(element)] = self._take()
        for kid in element.kids:
            if isinstance(kid, Element):
                self._number(kid)

    def _element(self, element: Element, parent: int) -> None:
        number = self.own[id(element)]
        parts = [f"<</Type/StructElem/S/{element.role}/P {parent} 0 R"]
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if page is not None:
            parts.append(f"/Pg {self._page(page)} 0 R")
        if element.alt is not None:
            parts.append(f"/Alt {text_string(element.alt)}")
        if element.language is not None:
            parts.append(f"/Lang ({element.language})")
        if element.attributes is not None:
            parts.append(f"/A {element.attributes}")
        if element.name is not None:
            parts.append(f"/ID ({element.name})")
        kids = [self._kid(kid, page) for kid in element.kids]
        if kids:
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]")
        parts.append(">>")
        self.store.add(number, "".join(parts).encode("ascii"))
        for kid in element.kids:
            if isinstance(kid, Element):
                self._element(kid, number)

    def _kid(self, kid: Element | Content | Annotation, page: int | None) -> str:
        match kid:
            case Element():
                return f"{self.own[id(kid)]} 0 R"
            case Content() if kid.page == page:
                return str(kid.number)
            case Content():
                return f"<</Type/MCR/Pg {self._page(kid.page)} 0 R/MCID {kid.number}>>"
            case Annotation():
                link = self.numbers[f"Annot.{link_name(kid.key)}"]
                return f"<</Type/OBJR/Pg {self._page(kid.page)} 0 R/Obj {link} 0 R>>"

    def _page(self, index: int) -> int:
        return self.numbers[f"Page{index + 1}"]

    def _parent_tree(self) -> bytes:
        own = self.own
        parts = [
            f"{key} {own[id(parent)]} 0 R"
            if isinstance(parent, Element)
            else f"{key} [{' '.join([f'{own[id(element)]} 0 R' for element in parent])}]"
            for key, parent in enumerate(self.parents)
        ]
        return f"<</Nums [{' '.join(parts)}]>>".encode("ascii")


def _named(element: Element) -> Iterator[Element]:
    if element.name:
        yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _named(kid)


@dataclass(slots=True)
class Store:
    """The objects of a file as they come, those without a stream packed together."""

    canvas: Canvas
    known: int = field(init=False)  # the last of reportlab's objects that is written, or was there before the pages
    file: io.BytesIO = field(default_factory=io.BytesIO)
    places: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # number → a row of the cross-reference
    waiting: list[tuple[int, bytes]] = field(default_factory=list)
    shelves: list[tuple[list[int], bytes]] = field(default_factory=list)  # object streams, until they have a number

    def __post_init__(self) -> None:
        doc = self.canvas._doc  # noqa: SLF001 — as above
        doc.Reference(doc.Pages)
        self.known = doc.objectcounter
        self.file.write(_HEADER)

    def add(self, number: int, data: bytes) -> None:
        """Add an object by its bytes."""
        if data.endswith(_STREAM_END):  # reportlab leaves out the line end before it
            self._write(number, _ended(data[: -len(_STREAM_END)]))
            return
        self.waiting.append((number, data.strip()))
        if len(self.waiting) == _IN_ONE:
            self._shelve()

    def add_content(self, number: int, content: str) -> None:
        """Add what a page shows."""
        self._write(number, _stream("", content.encode("ascii"), _EFFORT))

    def finish(self, number: int, trailer: str) -> bytes:
        """Return the whole file; `number` is the first that is free."""
        self._shelve()
        for numbers, data in self.shelves:
            for index, each in enumerate(numbers):
                self.places[each] = (2, number, index)
            self._write(number, data)
            number += 1
        start = self.file.tell()
        self.places[number] = (1, start, 0)
        rows = b"".join(pack_row(">BIH", *self.places.get(each, (0, 0, 65535))) for each in range(number + 1))
        dictionary = f"/Type/XRef/Size {number + 1}/W [1 4 2]{trailer}"
        self._write(number, _stream(dictionary, rows))
        self.file.write(f"startxref\n{start}\n%%EOF\n".encode("ascii"))
        return self.file.getvalue()

    def _shelve(self) -> None:
        """Pack what waits."""
        if not self.waiting:
            return
        head, at = [], 0
        for each, data in self.waiting:
            head.append(f"{each} {at}")
            at += len(data) + 1
        first = " ".join(head).encode("ascii") + b"\n"
        dictionary = f"/Type/ObjStm/N {len(self.waiting)}/First {len(first)}"
        body = _stream(dictionary, first + b"\n".join(data for _, data in self.waiting))
        self.shelves.append(([each for each, _ in self.waiting], body))
        self.waiting = []

    def _write(self, number: int, data: bytes) -> None:
        self.places[number] = (1, self.file.tell(), 0)
        self.file.write(f"{number} 0 obj\n".encode("ascii") + data + b"endobj\n")


def _stream(dictionary: str, content: bytes, effort: int = -1) -> bytes:
    body = zlib.compress(content, effort)
    start = f"<<{dictionary}/Filter/FlateDecode/Length {len(body)}>>\nstream\n".encode("ascii")
    return _ended(start + body)


def _ended(stream: bytes) -> bytes:
    """Return a stream with its end: a line end that cannot be taken for more, or less, than one."""
    return stream + (b"\r\n" if stream.endswith(b"\r") else b"\n") + _STREAM_END


def text_string(text: str) -> str:
    """Return a PDF text string in ASCII: UTF-16 with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
