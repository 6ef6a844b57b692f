"""Pages → PDF bytes, by reportlab's canvas.

Text is written as PDF operators, word by word, through the font's own encoder: reportlab's mini-markup never sees an
article. The canvas is told the date, so that the same pages always give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from bulletin import __version__, wording
from bulletin.context import Context
from bulletin.errors import FontError
from bulletin.fonts.instances import Face
from bulletin.layout.schema import Layout
from bulletin.layout.units import Colour
from bulletin.model import Bulletin
from bulletin.notices import Place
from bulletin.pictures import read_picture
from bulletin.text.typography import NO_BREAK_SPACE
from bulletin.writers.pdf import trim
from bulletin.writers.pdf.flow import Page
from bulletin.writers.pdf.marks import (
    Fragment,
    Ink,
    LeaderMark,
    PictureMark,
    Placed,
    RuleMark,
    TextLine,
    TextMark,
)
from bulletin.writers.pdf.setter import Setter

# Colours given as text are evaluated by reportlab (CVE-2023-33733); none ever comes from an article here.
rl_config.toColorCanUse = None
rl_config.useA85 = 0  # base-85 text would make every stream a quarter larger

_HEAD_GAP = 20.0  # points from the running head's baseline to the type area
_FRAME_GAP = 6.0  # points from the type area to the frame
_FOLIO_GAP = 30.0  # points from the type area to the folio's baseline


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its text, where it leads, and its depth from 0."""

    text: str
    anchor: str
    level: int


@dataclass(slots=True)
class _Pen:
    """Draws marks on a canvas; remembers the fonts that the document has."""

    canvas: Canvas
    page_height: float  # from the trimmed page's top edge to the sheet's bottom edge
    left: float  # from the sheet's left edge to the trimmed page's
    context: Context
    fonts: dict[str, TTFont] = field(default_factory=dict)
    shown: dict[tuple[str, str, bool], list[tuple[str, str]]] = field(default_factory=dict)
    images: dict[str, ImageReader] = field(default_factory=dict)
    heads: dict[tuple[str, float], TextLine] = field(default_factory=dict)

    def text(self, x: float, y: float, line: TextLine) -> None:
        """Draw a line of text with its baseline at (x, y) from the top left corner, in as few operators as it takes."""
        ops = ["BT", f"1 0 0 1 {_n(self.left + x)} {_n(self.page_height - y)} Tm"]
        array: list[str] = []
        state: tuple[str, Ink] | None = None
        for index, word in enumerate(line.words):
            spaced = index < len(line.words) - 1
            for number, fragment in enumerate(word.fragments):
                ends = number == len(word.fragments) - 1
                for font, shown in self._shown(fragment, followed_by_space=spaced and ends):
                    if (font, fragment.ink) != state:
                        ops += [*_shows(array), *_changes(state, font, fragment.ink)]
                        state, array = (font, fragment.ink), []
                    array.append(shown)
            if spaced and line.stretch and word.fragments:
                array.append(_n(-line.stretch * 1000 / word.fragments[-1].ink.size))
        ops += [*_shows(array), "ET"]
        self.canvas._code.append(" ".join(ops))  # noqa: SLF001 — the canvas has no public way to write operators
        self._links(x, y, line)

    def _shown(self, fragment: Fragment, *, followed_by_space: bool) -> list[tuple[str, str]]:
        """Return (font, strings and kerns of a TJ array) for a fragment: one pair a subset of its font."""
        key = (fragment.ink.face.name, fragment.text, followed_by_space)
        known = self.shown.get(key)
        if known is None:
            font = self.font(fragment.ink.face)
            text = fragment.text.replace(NO_BREAK_SPACE, " ") + (" " if followed_by_space else "")
            known, start = [], 0
            for subset, codes in font.splitString(text, self.canvas._doc):  # noqa: SLF001 — as above
                name = font.getSubsetInternalName(subset, self.canvas._doc)  # noqa: SLF001 — as above
                known.append((name, self._strings(codes, dict(fragment.kerns), start)))
                start += len(codes)
            self.shown[key] = known
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
            font = self.fonts[face.name] = _registered(face)
        return font

    def _links(self, x: float, y: float, line: TextLine) -> None:
        x += self.left
        for word in line.words:
            left = x
            for fragment in word.fragments:
                if fragment.link:
                    size = fragment.ink.size
                    baseline = self.page_height - y
                    rectangle = (left, baseline - 0.25 * size, left + fragment.width, baseline + size)
                    self.canvas.linkURL(fragment.link, rectangle, relative=0, thickness=0)
                left += fragment.width
            x += word.width + line.style.space + line.stretch

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

    def rule(self, x: float, y: float, mark: RuleMark) -> None:
        if mark.colour.cmyk:
            self.canvas.setStrokeColorCMYK(*mark.colour.cmyk)
        else:
            self.canvas.setStrokeColorRGB(mark.colour.red, mark.colour.green, mark.colour.blue)
        self.canvas.setLineWidth(mark.thickness)
        left, baseline = self.left + x, self.page_height - y
        self.canvas.line(left, baseline, left + mark.width, baseline)

    def picture(self, x: float, y: float, mark: PictureMark) -> None:
        reader = self.images.get(mark.picture.path)
        if reader is None:
            data = io.BytesIO(read_picture(mark.picture, self.context))
            reader = self.images[mark.picture.path] = ImageReader(data)
        bottom = self.page_height - y - mark.height
        self.canvas.drawImage(reader, self.left + x, bottom, mark.width, mark.height, mask="auto")

    def leader(self, x: float, y: float, mark: LeaderMark, number: TextLine, setter: Setter) -> None:
        """Draw the dots, on one grid for all entries, and the number; the whole entry is a link."""
        right = x + mark.right - mark.x
        self.text(right - number.width, y, number)
        dot = setter.one_line(".", mark.style.role)
        step = mark.style.ink.size * 0.45
        position = right - 2.2 * mark.style.ink.size
        while position > x + 2:
            self.text(position, y, dot)
            position -= step
        left = x - mark.x + mark.link_left
        bottom = self.page_height - y - 0.3 * mark.style.ink.size
        top = self.page_height - y + mark.link_top - 0.3 * mark.style.ink.size
        rectangle = (self.left + left, bottom, self.left + right, top)
        self.canvas.linkRect("", mark.anchor, rectangle, relative=0, thickness=0)


def draw(
    pages: list[Page], outline: list[OutlineEntry], bulletin: Bulletin, setter: Setter, context: Context
) -> bytes:
    """Return the finished PDF."""
    out = io.BytesIO()
    page = setter.layout.page
    edge = _sheet_edge(setter.layout)
    first = setter.style("body").ink.face
    font = _registered(first)
    canvas = Canvas(
        out, (page.size.width + 2 * edge, page.size.height + 2 * edge), pageCompression=1, invariant=1,
        lang=bulletin.language,
        initialFontName=first.name, pdfVersion=(1, 7),
    )  # fmt: skip
    _describe(canvas, bulletin, context.timestamp)
    pen = _Pen(canvas, page.size.height + edge, edge, context, {first.name: font})
    numbers = {anchor: placed.number for placed in pages for anchor, _ in placed.anchors}
    for placed in pages:
        if edge:
            trim.mark_sheet(canvas, setter.layout, edge)
        _draw_page(placed, pen, setter, bulletin, numbers)
        canvas.showPage()
    for entry in outline:
        canvas.addOutlineEntry(entry.text, entry.anchor, entry.level, closed=0)
    canvas.save()
    return out.getvalue()


def _sheet_edge(layout: Layout) -> float:
    """Return how far the sheet reaches beyond the trimmed page, in points."""
    bleed = layout.page.bleed.points()
    return bleed + trim.ROOM if layout.page.crop_marks else bleed


def _registered(face: Face) -> TTFont:
    """Return reportlab's font for the face. Raises FontError where reportlab cannot read it."""
    try:
        font = TTFont(face.name, io.BytesIO(face.data))
    except TTFError as error:
        problem = f"reportlab không dùng được phông {face.name} ({error})"
        raise FontError(problem, place=Place(str(face.path))) from error
    font.face.name = face.name.encode("ascii", "replace")  # instances of one family share a PostScript name
    pdfmetrics.registerFont(font)
    return font


def _describe(canvas: Canvas, bulletin: Bulletin, timestamp: datetime) -> None:
    canvas.setTitle(wording.running_title(bulletin))
    canvas.setAuthor(bulletin.publisher or "")
    canvas.setSubject(bulletin.subtitle or "")
    canvas.setCreator(f"bulletin {__version__}")
    canvas.setProducer(f"bulletin {__version__}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setPageTransition()
    stamp = canvas._doc._timeStamp  # noqa: SLF001 — reportlab takes a date from its own clock or environment only
    stamp.t, stamp.lt = timestamp.timestamp(), timestamp.utctimetuple()
    stamp.YMDhms, stamp.dhh, stamp.dmm, stamp.tzname = tuple(stamp.lt)[:6], 0, 0, "UTC"


def _draw_page(
    page: Page, pen: _Pen, setter: Setter, bulletin: Bulletin, numbers: dict[str, int]
) -> None:
    for anchor, y in page.anchors:
        pen.canvas.bookmarkHorizontal(anchor, 0, pen.page_height - y + 12)
    _draw_frame(page, pen, setter.layout)
    if page.number > 1 and setter.layout.furniture.running_head:
        _draw_head(page, pen, setter, bulletin)
    for placed in page.placed:
        _draw_mark(placed, pen, setter, numbers)
    furniture = setter.layout.furniture
    if furniture.folio != "none" and (page.number > 1 or furniture.folio_on_first):
        _draw_folio(page, pen, setter)


def _draw_mark(placed: Placed, pen: _Pen, setter: Setter, numbers: dict[str, int]) -> None:
    mark = placed.mark
    x, y = placed.x + mark.x, placed.y + mark.y
    match mark:
        case TextMark():
            pen.text(x, y, mark.line)
        case RuleMark():
            pen.rule(x, y, mark)
        case PictureMark():
            pen.picture(x, y, mark)
        case LeaderMark():
            number = setter.one_line(str(numbers[mark.anchor]), mark.style.role)
            pen.leader(x, y, mark, number, setter)


def _edges(page: Page, layout: Layout) -> tuple[float, float, bool]:
    """Return the left and right edges of the type area, and whether the outside is at the left."""
    margins = layout.page.margins
    even = layout.page.mirrored and page.number % 2 == 0
    left = (margins.outside if even else margins.inside).points()
    return left, left + layout.type_width, even


def _draw_head(page: Page, pen: _Pen, setter: Setter, bulletin: Bulletin) -> None:
    """Draw the title at the left and the section at the right, beside a folio that stands at the top."""
    left, right, even = _edges(page, setter.layout)
    first, last = left, right
    baseline = setter.layout.page.margins.top.points() - _HEAD_GAP
    gap = setter.style("running_head").ink.size
    title, section = wording.running_title(bulletin), page.section or ""
    if setter.layout.folio_at_top:
        folio = setter.one_line(str(page.number), "folio").width + gap
        if setter.layout.furniture.folio == "top-centred":
            room = (right - left - folio) / 2 - gap
            ends = pen.cut(title, room, setter), pen.cut(section, room, setter)
        else:
            first, last = (left + folio, right) if even else (left, right - folio)
            ends = _ends(title, section, last - first, pen, setter)
    else:
        ends = _ends(title, section, last - first, pen, setter)
    pen.text(first, baseline, ends[0])
    pen.text(last - ends[1].width, baseline, ends[1])
    stroke = setter.layout.furniture.running_head_rule
    if stroke.thickness.points():
        colour = setter.layout.colours[stroke.colour]
        pen.rule(left, baseline + 5, RuleMark(0, 0, right - left, stroke.thickness.points(), colour))


def _ends(title: str, section: str, width: float, pen: _Pen, setter: Setter) -> tuple[TextLine, TextLine]:
    """Return both ends of a running head; where they do not fit, the section alone: it tells more."""
    right = pen.cut(section, width, setter)
    room = width - (right.width + setter.style("running_head").ink.size if section else 0.0)
    whole = setter.one_line(title, "running_head")
    if whole.width <= room:
        return whole, right
    return (setter.one_line("", "running_head") if section else pen.cut(title, width, setter)), right


def _draw_folio(page: Page, pen: _Pen, setter: Setter) -> None:
    layout = setter.layout
    left, right, even = _edges(page, layout)
    line = setter.one_line(str(page.number), "folio")
    baseline = layout.page.size.height - layout.page.margins.bottom.points() + _FOLIO_GAP
    if layout.folio_at_top:
        top = layout.page.margins.top.points()
        # On the running head's line, where the layout has one.
        baseline = top - _HEAD_GAP if layout.furniture.running_head else top / 2 + 0.35 * line.style.ink.size
    outside = left if even else right - line.width
    pen.text((left + right - line.width) / 2 if layout.furniture.folio.endswith("centred") else outside, baseline, line)


def _draw_frame(page: Page, pen: _Pen, layout: Layout) -> None:
    """Draw the frame around the type area, a little outside of it."""
    stroke = layout.furniture.frame
    thickness = stroke.thickness.points()
    if not thickness:
        return
    left, right, _ = _edges(page, layout)
    top = layout.page.margins.top.points() - _FRAME_GAP
    bottom = layout.page.size.height - layout.page.margins.bottom.points() + _FRAME_GAP
    wide, high = right - left + 2 * _FRAME_GAP, bottom - top
    colour = layout.colours[stroke.colour]
    for y in (top, bottom):
        pen.rule(left - _FRAME_GAP, y, RuleMark(0, 0, wide, thickness, colour))
    for x in (left - _FRAME_GAP, right + _FRAME_GAP):
        pen.rule(x - thickness / 2, (top + bottom) / 2, RuleMark(0, 0, thickness, high, colour))


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
