"""Marks of a page → operators on a canvas, each in its structure element or as an artifact.

Text is written as PDF operators (ISO 32000-1, 9.4): reportlab's mini-markup never sees an article. Lines of one element
stand in one text object, each a step from the one before; font, ink and the stretch of spaces stay in force.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bulletin.context import Context
from bulletin.layout.units import Colour
from bulletin.model import Picture
from bulletin.pictures import read_plate
from bulletin.writers.pdf.images import ImageObject, add_image, draw_image
from bulletin.writers.pdf.lettering import FIXED, Lettering, short
from bulletin.writers.pdf.marks import Fragment, Ink, LeaderMark, PictureMark, RuleMark, TextLine, TextStyle
from bulletin.writers.pdf.packing import Parents, link_name
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

OPEN = "\x1a"  # stands in a page's content where a number is still open: escaped strings hold no controls

_Rectangle = tuple[float, float, float, float]
OpenNumber = tuple[float, float, LeaderMark]  # where a page number ends, its baseline, and whose it is


@dataclass(slots=True)
class Pen:
    """Draws marks on a canvas."""

    canvas: Canvas
    page_height: float  # from the trimmed page's top edge to the sheet's bottom edge
    left: float  # from the sheet's left edge to the trimmed page's
    context: Context
    parents: Parents | None  # what is drawn of the structure; None where nothing is tagged
    lettering: Lettering
    pictures: dict[str, ImageObject] = field(default_factory=dict)  # by path
    images: dict[str, ImageObject] = field(default_factory=dict)  # by what they show
    heads: dict[tuple[str, float], TextLine] = field(default_factory=dict)
    places: dict[str, tuple[int, float]] = field(default_factory=dict)  # of notes and their marks: page from 1, height
    # Of the page in hand:
    transparent: bool = False  # whether anything shows through a picture
    numbers: list[OpenNumber] = field(default_factory=list)  # those that are left open
    _page: int = -1  # its index
    _marked: list[Element] = field(default_factory=list)  # by number of marked content the element
    _open: Element | None = None  # the element whose content is being drawn
    _at: tuple[int, int] | None = None  # where the last line of the open text object begins, in thousandths of a point
    _state: tuple[str, Ink] | None = None  # the font and ink in force, where they are known
    _stretch: float | None = None  # the white in force that each space gets
    _link: tuple[Element, str, Element] | None = None  # the last link drawn: in which element, to where, its own

    # ── marked content ───────────────────────────────────────────────────────────────────────────────────────

    def begin_page(self) -> int | None:
        """Count marked content anew; return the page's key among the parents, or None where nothing is tagged."""
        self.transparent, self.numbers, self._marked = False, [], []
        self._state, self._stretch = None, 0.0
        self._page += 1
        if self.parents is None:
            return None
        self.parents.append(self._marked)
        return len(self.parents) - 1

    def begin_sheet(self) -> None:
        """Draw what follows outside the trimmed page: marks for the printer."""
        self._within(LAYOUT)

    def top(self, y: float) -> float:
        """Return the height at which a reader lands who is led to `y` from the top: a little above the line."""
        return self.page_height - y + 12

    def end_page(self) -> None:
        """Close what is open."""
        self._end_text()
        self._within(None)

    def _within(self, element: Element | None) -> None:
        """Draw what follows as content of the element; nothing stays open where it is None."""
        if element is self._open or self.parents is None:
            return
        self._end_text()  # marked content may not begin outside a text object and end in it
        if self._open is not None:
            self._write("EMC")
        self._open = element
        if element is not None:
            self._write(self._beginning(element))

    def _beginning(self, element: Element) -> str:
        """Return the operator that begins a further piece of an element's content, and remember the piece."""
        if element in _ARTIFACTS:
            return element.role
        number = len(self._marked)
        self._marked.append(element)
        element.kids.append(Content(self._page, number))
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
        plain = self.lettering.plain(line) if line.tag is not None else None
        if plain is None:
            self._mixed_text(x, y, line, artifact)
            return
        hand, shown = plain
        if line.tag is not self._open:
            self._within(line.tag)
        self._link = None
        if FIXED in shown:
            shown = shown.replace(FIXED, _unstretched(line.stretch, hand.ink))
        begins = self._begin_line(x, y, line.stretch)
        state = self._state
        if state is None or state[1] is not hand.ink or state[0] != hand.font:
            begins = " ".join([begins, *_changes(state, hand.font, hand.ink)])
            self._state = (hand.font, hand.ink)
        self._write(f"{begins}[({shown})]TJ")

    def _begin_line(self, x: float, y: float, stretch: float) -> str:
        """Return the operators that begin a line of text, in a text object of its own where none is open."""
        left, height = round(1000 * (self.left + x)), round(1000 * (self.page_height - y))
        if self._at is None:
            move = f"BT {_thousandths(left)} {_thousandths(height)} Td"
        else:
            move = f"{_thousandths(left - self._at[0])} {_thousandths(height - self._at[1])} Td"
        self._at = left, height
        if stretch == self._stretch:
            return move
        self._stretch = stretch
        return f"{move} {stretch:.4f} Tw" if stretch else f"{move} 0 Tw"

    def _end_text(self) -> None:
        """Close the text object that is open, if one is."""
        if self._at is not None:
            self._write("ET")
            self._at = None

    def _mixed_text(self, x: float, y: float, line: TextLine, artifact: Element) -> None:
        """Draw a line of several inks, or with links, or of no element."""
        within = line.tag or artifact
        linked = line.tag is not None and _has_links(line)
        if line.tag is not None and not linked:
            self._link = None  # text stands between the link before and the next
        parted = linked and self.parents is not None
        self._within(None if parted else within)
        inner: Element | None = None
        links: list[Element] = []
        ops = [self._begin_line(x, y, line.stretch)]
        array: list[str] = []
        for index, word in enumerate(line.words):
            # A tagged line ends with a space too: whoever reads by tags joins it to the next.
            spaced = index < len(line.words) - 1 or line.tag is not None
            for number, fragment in enumerate(word.fragments):
                ends = number == len(word.fragments) - 1
                if parted:
                    element = within
                    if fragment.link:
                        element = self._link_in(within, fragment.link)
                        links.append(element)
                    if element is not inner:
                        ops += [*_shows(array), *(["EMC"] if inner else []), self._beginning(element)]
                        inner, array = element, []
                    if element is within:
                        self._link = None
                for font, shown in self.lettering.pieces(fragment, followed_by_space=ends and spaced):
                    if (font, fragment.ink) != self._state:
                        ops += [*_shows(array), *_changes(self._state, font, fragment.ink)]
                        self._state, array = (font, fragment.ink), []
                    array.append(shown.replace(FIXED, _unstretched(line.stretch, fragment.ink)))
            if index < len(line.words) - 1:
                array.append(self._measured_space(line.style, word.fragments[-1].ink))
        ops += _shows(array)
        if self._state is not None and self._state[1].rise:  # all lines begin without
            ops.append("0 Ts")
            self._state = None
        self._write(" ".join([*ops, *(["EMC"] if inner else [])]))
        if parted:
            self._end_text()
        self._links(x, y, line, iter(links))

    def _measured_space(self, style: TextStyle, ink: Ink) -> str:
        """Return what makes the space behind letters of another face or size as wide as lines are measured.

        The figure of a note has its space with it: readers of PDF would take a space of another size for a new line.
        """
        if ink.face is style.ink.face and ink.size == style.ink.size:
            return ""
        drawn = self.lettering.font(ink.face).face.getCharWidth(ord(" ")) * ink.size / 1000 + ink.tracking
        return f"{short((drawn - style.space) * 1000 / ink.size)} "

    def apart(self, x: float, y: float, line: TextLine) -> str:
        """Return the operators of a line that is put into content of the same element."""
        code = self.canvas._code  # noqa: SLF001 — as above
        self.canvas._code = []  # noqa: SLF001 — as above
        self._open, self._state, self._stretch = line.tag or LAYOUT, None, None
        self.text(x, y, line)
        self._end_text()
        operators, self.canvas._code = self.canvas._code, code  # noqa: SLF001 — as above
        self._open = None
        return "\n".join(operators)

    def _links(self, x: float, y: float, line: TextLine, elements: Iterator[Element]) -> None:
        """Make the linked words of a line links: one rectangle for all words in a row that lead to one place.

        A table's heads that stand again lead nowhere: as artifacts they have no element that could hold the link.
        """
        if self.parents is not None and line.tag is None:
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
                self.places.setdefault(fragment.anchor, (self._page + 1, self.top(y - line.style.ink.size)))
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
        if self.parents is not None and element is not None:
            key = entries["StructParent"] = len(self.parents)
            name = link_name(key)
            self.parents.append(element)
            element.kids.append(Annotation(self._page, key))
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
        self._end_text()
        left, height = self.left + x, short(self.page_height - y, 5)
        way = f"{short(left, 5)} {height} m {short(left + mark.width, 5)} {height} l"
        self._write(f"{_colour(mark.colour, 'RG', 'K')} {short(mark.thickness)} w {way} S")

    def picture(self, x: float, y: float, mark: PictureMark) -> None:
        """Draw a picture."""
        self._within(mark.tag or LAYOUT)
        self._end_text()
        bottom = self.page_height - y - mark.height
        left = self.left + x
        image = self._image(mark.picture)
        self.transparent = self.transparent or image.transparent
        draw_image(image, self.canvas, (left, bottom, mark.width, mark.height))
        if mark.tag is not None:
            box = " ".join(map(short, (left, bottom, left + mark.width, bottom + mark.height)))
            mark.tag.attributes = f"<</O/Layout/Placement/Block/BBox [{box}]>>"

    def _image(self, picture: Picture) -> ImageObject:
        """Return the document's image of a picture; the same picture under two names is one."""
        image = self.pictures.get(picture.path)
        if image is None:
            plate = read_plate(picture, self.context)
            image = self.images.get(plate.digest) or add_image(plate, self.canvas)
            self.pictures[picture.path] = self.images[plate.digest] = image
        return image

    def leader(self, x: float, y: float, mark: LeaderMark, setter: Setter) -> None:
        """Draw the dots, on one grid for all entries, and leave the number open; the whole entry is a link."""
        right = x + mark.right - mark.x
        self._within(mark.tag or LAYOUT)
        self._end_text()
        self._write(OPEN)
        self.numbers.append((right, y, mark))
        self._link = self._state = self._stretch = None
        step = mark.style.ink.size * 0.45
        last = right - 2.2 * mark.style.ink.size
        count = math.ceil((last - x - 2) / step)
        if count > 0:
            self.text(last - (count - 1) * step, y, _row(setter.one_line(".", mark.style.role), count, step))
        left = x - mark.x
        bottom = self.page_height - y - 0.3 * mark.style.ink.size
        top = self.page_height - y + mark.link_top - 0.3 * mark.style.ink.size
        rectangle = (self.left + left, bottom, self.left + right, top)
        self._annotate(rectangle, mark.text, mark.tag, Dest=pdfdoc.PDFString(mark.anchor))


def _row(dot: TextLine, count: int, step: float) -> TextLine:
    """Return a line of so many dots, a step apart, and the space that parts them from the number."""
    (word,) = dot.words
    (fragment,) = word.fragments
    ink = replace(fragment.ink, tracking=fragment.ink.tracking + step - fragment.width)
    dots = replace(fragment, ink=ink, text=fragment.text * count + " ")
    return dot._replace(words=(replace(word, fragments=(dots,), width=count * step, text=dots.text),))


def _has_links(line: TextLine) -> bool:
    return any(fragment.link for word in line.words for fragment in word.fragments)


def _shows(array: list[str]) -> list[str]:
    return [f"[{''.join(array)}]TJ"] if array else []


def _unstretched(stretch: float, ink: Ink) -> str:
    """Return what takes the stretch back in a TJ array, behind a space that does not break a line."""
    return f"{short(stretch * 1000 / ink.size)} " if stretch else ""


def _changes(state: tuple[str, Ink] | None, font: str, ink: Ink) -> list[str]:
    """Return the operators that bring the pen from one font and ink to the next."""
    before = state[1] if state else None
    ops = []
    if before is None or before.colour != ink.colour:
        ops.append(_colour(ink.colour, "rg", "k"))
    if before is None or before.tracking != ink.tracking:
        ops.append(f"{short(ink.tracking, 5)} Tc")
    if ink.rise != (before.rise if before else 0.0):
        ops.append(f"{short(ink.rise)} Ts")
    if state is None or state[0] != font or state[1].size != ink.size:
        ops.append(f"{font} {short(ink.size)} Tf")
    return ops


def _colour(colour: Colour, rgb: str, cmyk: str) -> str:
    """Return the operator that takes a colour, by its name for either kind."""
    if colour.cmyk:
        return f"{' '.join(map(short, colour.cmyk))} {cmyk}"
    return f"{short(colour.red)} {short(colour.green)} {short(colour.blue)} {rgb}"


@lru_cache(maxsize=4096)  # lines stand on a grid
def _thousandths(value: int) -> str:
    """Return a whole number of thousandths as PDF writes it."""
    return short(value / 1000)
