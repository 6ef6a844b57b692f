"""The content of a PDF's page → the text that it shows, by marked content (ISO 32000-1, 9.4 and 14.6).

Letters come from the fonts' ToUnicode maps, or from ActualText where that stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from bulletin.verify.pdf_links import PdfObject

_OPERATORS = "BT ET Tm Td TD T* Tf TL Tj TJ ' \" BDC BMC EMC q Q cm Do"
_MOST_DEPTH = 200
_SAME_LINE = 0.5  # points
_WIDE_GAP = -200  # thousandths of an em in a TJ array: white as wide as a space, by position only
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)
_LONGEST_RANGE = 65_536


@dataclass(slots=True)
class Marked:
    """The text under one mark, its lines parted by newlines; `order` counts the marks of a page."""

    order: int
    text: list[str] = field(default_factory=list)
    first: tuple[float, float] | None = None  # where its first letters stand
    last: tuple[float, float] | None = None  # where its last piece begins

    def follows(self, other: Marked) -> bool:
        """Return whether this goes on on the line of the other, with nothing between them."""
        if self.first is None or other.last is None or self.order != other.order + 1:
            return False
        return abs(self.first[1] - other.last[1]) < _SAME_LINE and self.first[0] >= other.last[0]


@dataclass(slots=True)
class PageContent:
    """What a page shows: its text by mark, what has no mark and is no artifact, and marks that come twice."""

    marked: dict[int, Marked] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)
    stray_pictures: int = 0
    repeated: list[int] = field(default_factory=list)


class Faces:
    """The fonts of a document: strings as they stand in content → text, each looked up once."""

    def __init__(self) -> None:
        self._faces: dict[tuple[int, int], _Face] = {}

    def face(self, font: PdfObject) -> _Face:
        key = font.objgen
        if key == (0, 0):
            return _Face(font)
        if key not in self._faces:
            self._faces[key] = _Face(font)
        return self._faces[key]


class _Face:
    """One font's way from codes to letters."""

    def __init__(self, font: PdfObject) -> None:
        self._known: dict[bytes, str] = {}
        self._width = 2 if font.get("/Subtype") == "/Type0" else 1
        self._letters: dict[int, str] = {}
        self._is_mapped = "/ToUnicode" in font
        if self._is_mapped:
            self._read(font["/ToUnicode"].read_bytes())

    def text(self, codes: bytes) -> str:
        known = self._known.get(codes)
        if known is None:
            known = self._known[codes] = self._decoded(codes)
        return known

    def _decoded(self, codes: bytes) -> str:
        if not self._is_mapped:
            return codes.decode("cp1252", "replace")
        width = self._width
        numbers = codes if width == 1 else [codes[i] << 8 | codes[i + 1] for i in range(0, len(codes) - 1, 2)]
        return "".join(self._letters.get(number, "\ufffd") for number in numbers)

    def _read(self, table: bytes) -> None:
        for kind, body in _SECTION.findall(table):
            if kind == b"bfchar":
                pairs = _HEX.findall(body)
                for code, letters in zip(pairs[::2], pairs[1::2], strict=False):
                    self._letters[int(code, 16)] = _utf16(letters)
            elif kind == b"bfrange":
                self._read_ranges(body)

    def _read_ranges(self, body: bytes) -> None:
        for low, high, start, each in _RANGE.findall(body):
            first, last = int(low, 16), int(high, 16)
            if last - first >= _LONGEST_RANGE:
                continue
            if start:
                text = _utf16(start)
                for code in range(first, last + 1):
                    self._letters[code] = text[:-1] + chr(min(0x10FFFF, ord(text[-1]) + code - first)) if text else ""
            else:
                for code, letters in zip(range(first, last + 1), _HEX.findall(each), strict=False):
                    self._letters[code] = _utf16(letters)


def _utf16(digits: bytes) -> str:
    digits = b"".join(digits.split())
    return bytes.fromhex(digits.decode("ascii") + "0" * (len(digits) % 2)).decode("utf-16-be", "replace")


def page_to_content(page: pikepdf.Page, faces: Faces) -> PageContent:
    """Return what a page shows. Raises pikepdf's errors for content that cannot be read."""
    reader = _Reader(page, faces)
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        reader.take(str(instruction.operator), list(instruction.operands))
    return reader.content


@dataclass(slots=True)
class _Scope:
    """One BDC or BMC that is open: what it belongs to; `actual` where its text is replaced."""

    mark: int | None
    is_artifact: bool
    actual: str | None = None


class _Reader:
    """Takes the operators of a page one by one."""

    def __init__(self, page: pikepdf.Page, faces: Faces) -> None:
        self.content = PageContent()
        self.faces = faces
        resources: PdfObject = page.obj.get("/Resources") or page.resources
        self.fonts = resources.get("/Font", {})
        self.properties = resources.get("/Properties", {})
        self.objects = resources.get("/XObject", {})
        self.by_name: dict[str, _Face | None] = {}
        self.face: _Face | None = None
        self.scopes: list[_Scope] = []
        self.matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # from the user's space to the page
        self.saved: list[tuple[tuple[float, ...], _Face | None]] = []
        self.line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.leading = 0.0
        self.order = 0
        self.current: Marked | None = None

    def take(self, operator: str, operands: list[PdfObject]) -> None:  # noqa: PLR0912 — a case an operator
        match operator:
            case "TJ":
                self._show(b"".join(self._strings(operands[0])))
            case "Tj":
                self._show(bytes(operands[0]))
            case "Tm":
                self.line = tuple(map(float, operands))  # type: ignore[assignment]  # six of them
            case "Tf":
                self._choose(str(operands[0]))
            case "BT":
                self.line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            case "Td" | "TD":
                x, y = float(operands[0]), float(operands[1])
                self.leading = -y if operator == "TD" else self.leading
                self._move(x, y)
            case "TL":
                self.leading = float(operands[0])
            case "T*":
                self._move(0.0, -self.leading)
            case "'" | '"':
                self._move(0.0, -self.leading)
                self._show(bytes(operands[-1]))
            case "BDC" | "BMC":
                self._open(operands)
            case "EMC":
                self._close()
            case "q":
                self.saved.append((self.matrix, self.face))
            case "Q" if self.saved:
                self.matrix, self.face = self.saved.pop()  # type: ignore[assignment]  # six of them
            case "cm":
                self.matrix = _product(tuple(map(float, operands)), self.matrix)
            case "Do":
                self._picture()

    def _strings(self, array: PdfObject) -> Iterator[bytes]:
        for item in array:
            if isinstance(item, pikepdf.String):
                yield bytes(item)

    def _choose(self, name: str) -> None:
        if name not in self.by_name:
            font = self.fonts.get(name)
            self.by_name[name] = None if font is None else self.faces.face(font)
        self.face = self.by_name[name]

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.line
        self.line = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)

    def _open(self, operands: list[PdfObject]) -> None:
        properties: PdfObject = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = self.properties.get(str(properties))
        properties = properties if isinstance(properties, pikepdf.Dictionary) else {}
        mark = int(properties["/MCID"]) if "/MCID" in properties else None
        outer = self.scopes[-1] if self.scopes else _Scope(None, is_artifact=False)
        actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
        artifact = outer.is_artifact or operands[0] == "/Artifact"
        if len(self.scopes) >= _MOST_DEPTH:
            raise ValueError("marked content is nested too deep")
        self.scopes.append(_Scope(outer.mark if mark is None else mark, artifact, outer.actual or actual))
        if mark is not None:
            self._begin(mark)
        if actual is not None and outer.actual is None:
            self._add(actual)

    def _begin(self, mark: int) -> None:
        self.order += 1
        if mark in self.content.marked:
            self.content.repeated.append(mark)
        self.content.marked[mark] = Marked(self.order)

    def _close(self) -> None:
        if self.scopes:
            self.scopes.pop()

    def _show(self, codes: bytes) -> None:
        scope = self.scopes[-1] if self.scopes else None
        if not codes or (scope and scope.actual is not None):
            return
        self._add(self.face.text(codes) if self.face else "\ufffd" * len(codes))

    def _add(self, text: str) -> None:
        scope = self.scopes[-1] if self.scopes else None
        if scope is None or (scope.mark is None and not scope.is_artifact):
            if text.strip():
                self.content.stray.append(text)
            return
        if scope.is_artifact:
            self.order += bool(text.strip())
            return
        if scope.mark is None:
            return
        marked = self.content.marked[scope.mark]
        x, y = self.line[4], self.line[5]
        a, b, c, d, e, f = self.matrix
        place = (a * x + c * y + e, b * x + d * y + f)
        if marked.last is not None and (abs(place[1] - marked.last[1]) >= _SAME_LINE or place[0] < marked.last[0]):
            marked.text.append("\n")
        marked.text.append(text)
        marked.first = marked.first or place
        marked.last = place

    def _picture(self) -> None:
        scope = self.scopes[-1] if self.scopes else None
        if scope is None or (scope.mark is None and not scope.is_artifact):
            self.content.stray_pictures += 1


def _product(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
