"""Marks of a page → operators on a canvas, each in its structure element or as an artifact.

Text is written as PDF operators, word by word, through the font's own encoder: reportlab's mini-markup never sees an
article.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from bulletin.context import Context
from bulletin.errors import FontError
from bulletin.fonts.instances import Face
from bulletin.layout.units import Colour
from bulletin.model import Picture
from bulletin.notices import Place
from bulletin.pictures import read_plate
from bulletin.text.typography import NO_BREAK_SPACE
from bulletin.writers.pdf.images import ImageObject, add_image, draw_image
from bulletin.writers.pdf.marks import Fragment, Ink, LeaderMark, PictureMark, RuleMark, TextLine
from bulletin.writers.pdf.packing import Shown
from bulletin.writers.pdf.setter import Setter
from bulletin.writers.pdf.tags import Annotation, Content, Element

# Colours given as text are evaluated by reportlab (CVE-2023-33733); none ever comes from an article here.
rl_config.toColorCanUse = None
rl_config.useA85 = 0  # base-85 text would make every stream a quarter larger

# What is no part of the text, by kind (ISO 32000-1, 14.8.2.2).
LAYOUT = Element("/Artifact <</Type/Layout>> BDC")
HEADER = Element("/Artifact <</Type/Pagination/Subtype/Header>> BDC")
FOOTER = Element("/Artifact <</Type/Pagination/Subtype/Footer>> BDC")
_ARTIFACTS = (LAYOUT, HEADER, FOOTER)

_Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class Pen:
    """Draws marks on a canvas; remembers the fonts that the document has."""

    canvas: Canvas
    page_height: float  # from the trimmed page's top edge to the sheet's bottom edge
    left: float  # from the sheet's left edge to the trimmed page's
    context: Context
    shown: Shown | None  # what is drawn of the structure; None where nothing is tagged
    links: int  # the key of the first link in the structure's tree of parents
    fonts: dict[str, TTFont] = field(default_factory=dict)
    strings: dict[tuple[str, str, bool], list[tuple[str, str]]] = field(default_factory=dict)
    spaced: dict[int, tuple[Ink, dict[str, tuple[str, str]]]] = field(default_factory=dict)  # by an ink's identity
    beginnings: dict[tuple[str, int], str] = field(default_factory=dict)  # of lines, by font and ink's identity
    pictures: dict[str, ImageObject] = field(default_factory=dict)  # by path
    images: dict[str, ImageObject] = field(default_factory=dict)  # by what they show
    heads: dict[tuple[str, float], TextLine] = field(default_factory=dict)
    places: dict[str, tuple[int, float]] = field(default_factory=dict)  # of notes and their marks: page from 1, height
    transparent: bool = False  # whether anything shows through a picture of the page in hand
    _open: Element | None = None  # the element whose content is being drawn
    _link: tuple[Element, str, Element] | None = None  # the last link drawn: in which element, to where, its own

    # ── marked content ───────────────────────────────────────────────────────────────────────────────────────

    def begin_page(self) -> None:
        """Count marked content anew."""
        self.transparent = False
        if self.shown is not None:
            self.shown.pages.append([])

    def begin_sheet(self) -> None:
        """Draw what follows outside the trimmed page: marks for the printer."""
        self._within(LAYOUT)

    def top(self, y: float) -> float:
        """Return the height at which a reader lands who is led to `y` from the top: a little above the line."""
        return self.page_height - y + 12

    def end_page(self) -> None:
        """Close what is open."""
        self._within(None)

    def _within(self, element: Element | None) -> None:
        """Draw what follows as content of the element; nothing stays open where it is None."""
        if element is self._open:
            return
        if self.shown is None:
            return
        if self._open is not None:
            self._write("EMC")
        self._open = element
        if element is not None:
            self._write(self._beginning(element, self.shown))

    def _beginning(self, element: Element, shown: Shown) -> str:
        """Return the operator that begins a further piece of an element's content, and remember the piece."""
        if element in _ARTIFACTS:
            return element.role
        page = shown.pages[-1]
        number = len(page)
        page.append(element)
        element.kids.append(Content(len(shown.pages) - 1, number))
        return f"/{element.role} <</MCID {number}>> BDC"

    def _link_in(self, element: Element, target: str) -> Element:
        """Return the element of a link: one for all its lines, as long as nothing comes between."""
        if self._link is None or self._link[:2] != (element, target):
            holder = element.add("Reference") if target.startswith("#") else element
            self._link = (element, target, holder.add("Link"))
        return self._link[2]

    def _write(self, operators: str) -> None:
        self.canvas._code.append(operators)  # noqa: SLF001 — the canvas has no public way to write operators

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def text(self, x: float, y: float, line: TextLine, artifact: Element = LAYOUT) -> None:
        """Draw a line of text with its baseline at (x, y) from the top left corner, in as few operators as it takes.

        A line of no element is the artifact.
        """
        if not line.words:
            return
        within = line.tag or artifact
        plain = self._plain(line) if line.tag is not None else None
        if plain is not None:
            self._within(within)
            self._link = None
            self._write(f"BT 1 0 0 1 {_n(self.left + x)} {_n(self.page_height - y)} Tm {plain} ET")
            return
        if line.tag is not None and not _has_links(line):
            self._link = None  # text stands between the link before and the next
        parted = self.shown if line.tag is not None and _has_links(line) else None
        self._within(None if parted else within)  # marked content may not begin outside a text object and end in it
        inner: Element | None = None
        links: list[Element] = []
        ops = ["BT", f"1 0 0 1 {_n(self.left + x)} {_n(self.page_height - y)} Tm"]
        array: list[str] = []
        state: tuple[str, Ink] | None = None
        for index, word in enumerate(line.words):
            spaced = index < len(line.words) - 1
            for number, fragment in enumerate(word.fragments):
                ends = number == len(word.fragments) - 1
                if parted:
                    element = within
                    if fragment.link:
                        element = self._link_in(within, fragment.link)
                        links.append(element)
                    if element is not inner:
                        ops += [*_shows(array), *(["EMC"] if inner else []), self._beginning(element, parted)]
                        inner, array = element, []
                    if element is within:
                        self._link = None
                # A tagged line ends with a space too: whoever reads by tags joins it to the next.
                for font, shown in self._shown(fragment, followed_by_space=ends and (spaced or line.tag is not None)):
                    if (font, fragment.ink) != state:
                        ops += [*_shows(array), *_changes(state, font, fragment.ink)]
                        state, array = (font, fragment.ink), []
                    array.append(shown)
            if spaced and line.stretch and word.fragments:
                array.append(_n(-line.stretch * 1000 / word.fragments[-1].ink.size))
        raised = state is not None and state[1].rise != 0  # which outlives ET
        ops += [*_shows(array), *(["0 Ts"] if raised else []), *(["EMC"] if inner else []), "ET"]
        self._write(" ".join(ops))
        self._links(x, y, line, iter(links))

    def _plain(self, line: TextLine) -> str | None:
        """Return the operators of a line in one ink and without links, as nearly all are; None for any other."""
        ink = line.words[0].fragments[0].ink
        _, known = self.spaced.setdefault(id(ink), (ink, {}))
        parts, font = [], None
        for word in line.words:
            fragment = word.fragments[0]
            if len(word.fragments) > 1 or fragment.ink is not ink or fragment.link:
                return None
            entry = known.get(fragment.text)
            if entry is None:
                pieces = self._shown(fragment, followed_by_space=True)
                if len(pieces) > 1:
                    return None
                entry = known[fragment.text] = pieces[0]
            if entry[0] != font:
                if font is not None:
                    return None
                font = entry[0]
            parts.append(entry[1])
        between = _n(-line.stretch * 1000 / ink.size) if line.stretch else ""
        key = (str(font), id(ink))
        beginning = self.beginnings.get(key)
        if beginning is None:
            beginning = self.beginnings[key] = " ".join(_changes(None, str(font), ink))
        return f"{beginning} [{between.join(parts)}] TJ"

    def _shown(self, fragment: Fragment, *, followed_by_space: bool) -> list[tuple[str, str]]:
        """Return (font, strings and kerns of a TJ array) for a fragment: one pair a subset of its font."""
        key = (fragment.ink.face.name, fragment.text, followed_by_space)
        known = self.strings.get(key)
        if known is None:
            font = self.font(fragment.ink.face)
            text = fragment.text.replace(NO_BREAK_SPACE, " ") + (" " if followed_by_space else "")
            known, start = [], 0
            for subset, codes in font.splitString(text, self.canvas._doc):  # noqa: SLF001 — as above
                name = font.getSubsetInternalName(subset, self.canvas._doc)  # noqa: SLF001 — as above
                known.append((name, self._strings(codes, dict(fragment.kerns), start)))
                start += len(codes)
            self.strings[key] = known
        return known

    def _strings(self, codes: bytes, kerns: dict[int, float], start: int) -> str:
        parts: list[str] = []
        cut = 0
        for index in range(len(codes)):
            kern = kerns.get(start + index)
            if kern:
                parts += [f"({self._escape(codes[cut : index + 1])})", _n(-kern)]
                cut = index + 1
        if cut < len(codes):
            parts.append(f"({self._escape(codes[cut:])})")
        return "".join(parts)

    def _escape(self, codes: bytes) -> str:
        return str(self.canvas._escape(codes))  # noqa: SLF001 — as above

    def font(self, face: Face) -> TTFont:
        """Return the document's font for a face, registered on first use."""
        font = self.fonts.get(face.name)
        if font is None:
            font = self.fonts[face.name] = registered(face)
        return font

    def _links(self, x: float, y: float, line: TextLine, elements: Iterator[Element]) -> None:
        """Make the linked words of a line links: one rectangle for all words in a row that lead to one place.

        A table's heads that stand again lead nowhere: as artifacts they have no element that could hold the link.
        """
        if self.shown is not None and line.tag is None:
            return
        x += self.left
        found: list[tuple[float, float, Fragment, Element | None]] = []
        begins = True  # the fragment does not stand right after another of the same link
        for word in line.words:
            left = x
            for fragment in word.fragments:
                if fragment.link:
                    element, right = next(elements, None), left + fragment.width
                    if begins or found[-1][2].link != fragment.link or found[-1][3] is not element:
                        found.append((left, right, fragment, element))
                    else:
                        found[-1] = (found[-1][0], right, found[-1][2], element)
                begins = not fragment.link
                left += fragment.width
            x += word.width + line.style.space + line.stretch
        for left, right, fragment, element in found:
            if fragment.anchor is not None:  # its first line is where links land
                place = self.canvas.getPageNumber(), self.top(y - line.style.ink.size)
                self.places.setdefault(fragment.anchor, place)
            size, baseline = fragment.ink.size, self.page_height - y + fragment.ink.rise
            self._annotate_link((left, baseline - 0.25 * size, right, baseline + size), fragment, element)

    def _annotate_link(self, rectangle: _Rectangle, fragment: Fragment, element: Element | None) -> None:
        """Make a fragment a link to its address, or to a place in this document."""
        address = fragment.link or ""
        if address.startswith("#"):
            self._annotate(rectangle, fragment.leads_to or "", element, Dest=pdfdoc.PDFString(address[1:]))
            return
        action = {"Type": "/Action", "S": "/URI", "URI": pdfdoc.PDFString(address)}
        self._annotate(rectangle, address, element, A=pdfdoc.PDFDictionary(action))

    def _annotate(
        self, rectangle: _Rectangle, contents: str, element: Element | None, **target: object
    ) -> None:
        """Make a rectangle of the page, in points from its lower left corner, a link that `contents` describes."""
        entries = {
            "Type": "/Annot", "Subtype": "/Link", "Rect": pdfdoc.PDFArray(rectangle), "Border": "[0 0 0]", "F": 4,
            "Contents": pdfdoc.PDFString(contents), **target,
        }  # fmt: skip
        name = None
        if self.shown is not None and element is not None:
            index = len(self.shown.links)
            name = f"Link{index}"
            entries["StructParent"] = self.links + index
            self.shown.links.append((f"Annot.{name}", element))
            element.kids.append(Annotation(len(self.shown.pages) - 1, index))
        self.canvas._addAnnotation(pdfdoc.PDFDictionary(entries), name)  # noqa: SLF001 — reportlab's own links lack keys

    def cut(self, text: str, width: float, setter: Setter) -> TextLine:
        """Return a running head on one line, cut short with … where it is wider than `width` points."""
        key = (text, width)
        if key not in self.heads:
            words = text.split()
            line = setter.one_line(text, "running_head")
            while words and line.width > width:
                words.pop()
                line = setter.one_line(" ".join(words) + (" …" if words else ""), "running_head")
            self.heads[key] = line
        return self.heads[key]

    # ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────

    def rule(self, x: float, y: float, mark: RuleMark, artifact: Element = LAYOUT) -> None:
        """Draw a rule; it is an artifact."""
        self._within(artifact)
        if mark.colour.cmyk:
            self.canvas.setStrokeColorCMYK(*mark.colour.cmyk)
        else:
            self.canvas.setStrokeColorRGB(mark.colour.red, mark.colour.green, mark.colour.blue)
        self.canvas.setLineWidth(mark.thickness)
        left, baseline = self.left + x, self.page_height - y
        self.canvas.line(left, baseline, left + mark.width, baseline)

    def picture(self, x: float, y: float, mark: PictureMark) -> None:
        """Draw a picture."""
        self._within(mark.tag or LAYOUT)
        bottom = self.page_height - y - mark.height
        left = self.left + x
        image = self._image(mark.picture)
        self.transparent = self.transparent or image.transparent
        draw_image(image, self.canvas, (left, bottom, mark.width, mark.height))
        if mark.tag is not None:
            box = " ".join(map(_n, (left, bottom, left + mark.width, bottom + mark.height)))
            mark.tag.attributes = f"<</O/Layout/Placement/Block/BBox [{box}]>>"

    def _image(self, picture: Picture) -> ImageObject:
        """Return the document's image of a picture; the same picture under two names is one."""
        image = self.pictures.get(picture.path)
        if image is None:
            plate = read_plate(picture, self.context)
            image = self.images.get(plate.digest) or add_image(plate, self.canvas)
            self.pictures[picture.path] = self.images[plate.digest] = image
        return image

    def leader(self, x: float, y: float, mark: LeaderMark, number: TextLine, setter: Setter) -> None:
        """Draw the dots, on one grid for all entries, and the number; the whole entry is a link."""
        right = x + mark.right - mark.x
        self.text(right - number.width, y, number._replace(tag=mark.tag))
        dot = setter.one_line(".", mark.style.role)
        step = mark.style.ink.size * 0.45
        position = right - 2.2 * mark.style.ink.size
        while position > x + 2:
            self.text(position, y, dot)
            position -= step
        left = x - mark.x
        bottom = self.page_height - y - 0.3 * mark.style.ink.size
        top = self.page_height - y + mark.link_top - 0.3 * mark.style.ink.size
        rectangle = (self.left + left, bottom, self.left + right, top)
        self._annotate(rectangle, mark.text, mark.tag, Dest=pdfdoc.PDFString(mark.anchor))


def _has_links(line: TextLine) -> bool:
    return any(fragment.link for word in line.words for fragment in word.fragments)


def registered(face: Face) -> TTFont:
    """Return reportlab's font for the face. Raises FontError where reportlab cannot read it."""
    try:
        font = TTFont(face.name, io.BytesIO(face.data))
    except TTFError as error:
        problem = f"reportlab không dùng được phông {face.name} ({error})"
        raise FontError(problem, place=Place(str(face.path))) from error
    font.face.name = face.name.encode("ascii", "replace")  # instances of one family share a PostScript name
    pdfmetrics.registerFont(font)
    return font


def _shows(array: list[str]) -> list[str]:
    return [f"[{''.join(array)}] TJ"] if array else []


def _changes(state: tuple[str, Ink] | None, font: str, ink: Ink) -> list[str]:
    """Return the operators that bring the pen from one font and ink to the next."""
    before = state[1] if state else None
    ops = []
    if before is None or before.colour != ink.colour:
        ops.append(_fill_colour(ink.colour))
    if before is None or before.tracking != ink.tracking:
        ops.append(f"{_n(ink.tracking)} Tc")
    if ink.rise != (before.rise if before else 0.0):
        ops.append(f"{_n(ink.rise)} Ts")
    ops.append(f"{font} {_n(ink.size)} Tf")
    return ops


def _fill_colour(colour: Colour) -> str:
    if colour.cmyk:
        return " ".join(map(_n, colour.cmyk)) + " k"
    return f"{_n(colour.red)} {_n(colour.green)} {_n(colour.blue)} rg"


def _n(value: float) -> str:
    """Return a number as PDF writes it: up to three decimals, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
