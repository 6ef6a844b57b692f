"""The tags of a PDF → its text in their order, and whether they are sound (ISO 32000-1, 14.7 and 14.8).

Sound: all that is shown is tagged or an artifact; a mark stands once on its page and once in the tree; the tree of
parents says of each mark and each link what the tree of tags says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf

from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.verify.pdf_content import Faces, Marked, PageContent, page_to_content
from bulletin.verify.pdf_links import DocumentLinks, PageLink, PdfObject
from bulletin.verify.reading import Reading, ReadLink, Scribe, page_station

# Tags inside a line: the words at either side of them may go on.
_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Sub", "Annot", "NonStruct"})
_MOST_TOLD = 10  # faults of one kind
_MOST_ELEMENTS = 20_000_000

Key = tuple[int, int]
# What is still to be read: what it is, itself, the element that holds it, its page. A mark is a number, an end what
# `_leave` takes.
_Stack = list[tuple[str, PdfObject, PdfObject | None, int | None]]


def is_tagged(pdf: pikepdf.Pdf) -> bool:
    """Return whether the PDF has a tree of tags."""
    return "/StructTreeRoot" in pdf.Root


@dataclass(frozen=True, slots=True)
class TaggedMark:
    """A mark of a page (from 0) in the order of the tags, and its text; `goes_on` on the line of the one before it."""

    page: int
    number: int
    text: str
    goes_on: bool = False


def tags_to_reading(pdf: pikepdf.Pdf, links: DocumentLinks, place: Place) -> tuple[Reading, list[TaggedMark]]:
    """Return the text in the order of the tags, with what is wrong with them; and that order. Raises ReadError."""
    try:
        tree = _Tree(pdf, links)
        return tree.read(), tree.order
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        raise ReadError(f"tệp PDF hỏng: không đọc được cây thẻ ({error})", place=place) from error


@dataclass(slots=True)
class _Tree:
    pdf: pikepdf.Pdf
    links: DocumentLinks
    reading: Reading = field(default_factory=lambda: Reading("thẻ", cuts_words=True))
    faults: dict[str, list[str]] = field(default_factory=dict)
    pages: list[PageContent] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)  # of pages, from 0
    roles: dict[str, str] = field(default_factory=dict)
    parents: dict[tuple[int, int], Key] = field(default_factory=dict)  # (page, mark) → the element that has it
    link_parents: dict[Key, Key] = field(default_factory=dict)  # annotation → the element that has it
    spans: dict[int, list[int]] = field(default_factory=dict)  # page → its first and last word in the tags' order
    waiting: list[tuple[int, int, PageLink]] = field(default_factory=list)
    by_key: dict[Key, PageLink] = field(default_factory=dict)
    order: list[TaggedMark] = field(default_factory=list)
    scribe: Scribe = field(init=False)
    before: tuple[int, Marked] | None = None
    page: int = -1

    def __post_init__(self) -> None:
        self.scribe = Scribe(self.reading.words)
        self.by_key = {link.key: link for link in self.links.links}

    def read(self) -> Reading:
        faces = Faces()
        for number, page in enumerate(self.pdf.pages):
            self.numbers[page.obj.objgen] = number
            self.pages.append(page_to_content(page, faces))
        root: PdfObject = self.pdf.Root["/StructTreeRoot"]
        self.roles = {str(key): str(value).removeprefix("/") for key, value in root.get("/RoleMap", {}).items()}
        self._walk(root)
        self.scribe.part()
        self._add_links()
        self._look_at_pages()
        self._look_at_parents(root)
        for what, places in self.faults.items():
            more = f" và {len(places) - _MOST_TOLD} chỗ nữa" if len(places) > _MOST_TOLD else ""
            self.reading.faults.append(f"{what}: {'; '.join(places[:_MOST_TOLD])}{more}")
        return self.reading

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────

    def _walk(self, root: PdfObject) -> None:
        """Take the elements down in their order; a stack, since trees of hostile files are deep."""
        stack: _Stack = []
        self._push(root.get("/K"), None, None, stack)
        seen: set[Key] = set()
        count = 0
        while stack:
            count += 1
            if count > _MOST_ELEMENTS:
                raise ValueError("too many elements")
            kind, value, holder, page = stack.pop()
            if kind == "end":
                self._leave(value)
            elif kind == "mark":
                self._take_mark(int(value), holder, page)
            elif kind == "annotation":
                link = self.by_key.get(value.objgen)
                if link and holder is not None:
                    self.link_parents[link.key] = holder.objgen
            else:
                self._enter(value, page, stack, seen)

    def _enter(self, element: PdfObject, page: int | None, stack: _Stack, seen: set[Key]) -> None:
        key = element.objgen
        if key in seen and key != (0, 0):
            self._fault("thẻ đứng hai lần trong cây", str(element.get("/S", "")))
            return
        seen.add(key)
        role = self._role(element)
        if role not in _INLINE:
            self._part()
        page = self._page(element, page)
        annotations = self._annotations(element) if role in ("Link", "Reference", "Annot") else []
        stack.append(("end", (role, self.scribe.next, annotations), element, page))
        if "/ActualText" in element:
            self.scribe.write(str(element["/ActualText"]))
            self._drop(element, page)
            return
        self._push(element.get("/K"), element, page, stack)

    def _push(self, kids: PdfObject | None, holder: PdfObject | None, page: int | None, stack: _Stack) -> None:
        """Put what an element holds on the stack, its first on top."""
        if kids is None:
            return
        for kid in reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids]):
            if not isinstance(kid, pikepdf.Dictionary):
                stack.append(("mark", int(kid), holder, page))
            elif kid.get("/Type") == "/MCR":
                stack.append(("mark", int(kid["/MCID"]), holder, self._page(kid, page)))
            elif kid.get("/Type") == "/OBJR":
                stack.append(("annotation", kid["/Obj"], holder, page))
            else:
                stack.append(("element", kid, holder, page))

    def _leave(self, opened: tuple[str, int, list[Key]]) -> None:
        role, first, annotations = opened
        if role not in _INLINE:
            self._part()
        found = (self.by_key.get(key) for key in annotations)
        self.waiting += [(first, self.scribe.end, link) for link in found if link]

    def _annotations(self, element: PdfObject) -> list[Key]:
        kids = element.get("/K")
        kids = [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        return [
            kid["/Obj"].objgen for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        ]

    def _drop(self, element: PdfObject, page: int | None) -> None:
        """Let the marks of an element whose text is given in other words count as read."""
        stack: _Stack = []
        self._push(element.get("/K"), element, page, stack)
        count = 0
        while stack:
            count += 1
            if count > _MOST_ELEMENTS:
                raise ValueError("too many elements")
            kind, value, holder, at = stack.pop()
            if kind == "mark":
                marked = self._own(int(value), holder, at)
                if marked and at is not None:
                    self.order.append(TaggedMark(at, int(value), "".join(marked.text)))
            elif kind == "element":
                self._push(value.get("/K"), value, self._page(value, at), stack)

    def _role(self, element: PdfObject) -> str:
        name = str(element.get("/S", ""))
        return self.roles.get(name, name.removeprefix("/"))

    def _page(self, holder: PdfObject, page: int | None) -> int | None:
        return self.numbers.get(holder["/Pg"].objgen) if "/Pg" in holder else page

    def _part(self) -> None:
        self.scribe.part()
        self.before = None

    def _own(self, mark: int, holder: PdfObject | None, page: int | None) -> Marked | None:
        """Note whose a mark is; return what stands under it."""
        if page is None or mark not in self.pages[page].marked:
            self._fault("thẻ chỉ tới nội dung không có", f"trang {0 if page is None else page + 1}, MCID {mark}")
            return None
        if (page, mark) in self.parents:
            self._fault("nội dung có hai thẻ", f"trang {page + 1}, MCID {mark}")
        elif holder is not None:
            self.parents[page, mark] = holder.objgen
        return self.pages[page].marked[mark]

    def _take_mark(self, mark: int, holder: PdfObject | None, page: int | None) -> None:
        marked = self._own(mark, holder, page)
        if marked is None or page is None:
            return
        goes_on = self.before is not None and self.before[0] == page and marked.follows(self.before[1])
        text = "".join(marked.text)
        self.order.append(TaggedMark(page, mark, text, goes_on))
        if not goes_on:
            self.scribe.part()
        first = self.scribe.next
        if page != self.page:
            self.reading.stations.append((first, page_station(page + 1)))
            self.page = page
        self.scribe.write(text)
        self.before = (page, marked)
        span = self.spans.setdefault(page, [first, first])
        span[0], span[1] = min(span[0], first), max(span[1], self.scribe.end)

    # ── what must agree ──────────────────────────────────────────────────────────────────────────────────────

    def _add_links(self) -> None:
        for first, last, link in self.waiting:
            if link.address is not None:
                self.reading.links.append(ReadLink(first, last, link.address))
            elif link.target is not None:
                span = self.spans.get(link.target - 1, [0, 0])
                self.reading.links.append(ReadLink(first, last, target=(span[0], span[1]), page=link.target))
        for link in self.links.links:
            if link.key not in self.link_parents:
                self._fault("liên kết không có thẻ", f"trang {link.page}")
                if link.address is not None:  # an invented address is told all the same
                    self.reading.links.append(ReadLink(0, 0, link.address))

    def _look_at_pages(self) -> None:
        for number, page in enumerate(self.pages):
            where = f"trang {number + 1}"
            if page.stray:
                self._fault("chữ không có thẻ", f"{where} “{''.join(page.stray)[:60].strip()}”")
            if page.stray_pictures:
                self._fault("hình không có thẻ", where)
            for mark in page.repeated:
                self._fault("MCID đứng hai lần trên một trang", f"{where}, MCID {mark}")
            for mark, marked in page.marked.items():
                if (number, mark) not in self.parents:
                    text = "".join(marked.text)[:60].strip()
                    self._fault("nội dung không thẻ nào chỉ tới", f"{where}, MCID {mark} “{text}”")

    def _look_at_parents(self, root: PdfObject) -> None:
        """Hold the tree of parents against the tree of tags."""
        entries = dict(_numbers(root.get("/ParentTree")))
        for number, page in enumerate(self.pdf.pages):
            marks = self.pages[number].marked
            if not marks:
                continue
            row = entries.get(int(page.obj.get("/StructParents", -1)))
            parents = [item.objgen if isinstance(item, pikepdf.Dictionary) else None for item in row or ()]
            for mark in marks:
                known = self.parents.get((number, mark))
                if known is not None and (mark >= len(parents) or parents[mark] != known):
                    self._fault("ParentTree không khớp cây thẻ", f"trang {number + 1}, MCID {mark}")
        for link in self.links.links:
            known = self.link_parents.get(link.key)
            entry = entries.get(link.parent) if link.parent is not None else None
            if known is not None and (entry is None or entry.objgen != known):
                self._fault("ParentTree không khớp cây thẻ", f"trang {link.page}, một liên kết")

    def _fault(self, what: str, where: str) -> None:
        self.faults.setdefault(what, []).append(where)


def _numbers(tree: PdfObject | None) -> list[tuple[int, PdfObject]]:
    """Return the entries of a number tree."""
    entries: list[tuple[int, PdfObject]] = []
    nodes: list[PdfObject] = [tree]
    seen: set[Key] = set()
    while nodes:
        node = nodes.pop()
        if node is None or (node.objgen in seen and node.objgen != (0, 0)) or len(seen) > _MOST_ELEMENTS:
            continue
        seen.add(node.objgen)
        pairs = list(node.get("/Nums", ()))
        entries += [(int(number), value) for number, value in zip(pairs[::2], pairs[1::2], strict=False)]
        nodes += list(node.get("/Kids", ()))
    return entries
