"""Pages, one by one → PDF bytes, by reportlab's canvas, which is told the date: the same pages give the same bytes.

A page is drawn and packed as soon as it is set; of its marks nothing is kept. Only the numbers of pages to come, in the
contents, are left open until all pages are known.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from bulletin import __version__, wording
from bulletin.context import Context
from bulletin.layout.schema import Layout
from bulletin.model import Bulletin
from bulletin.writers.pdf import archival, attachments, trim
from bulletin.writers.pdf.flow import Page
from bulletin.writers.pdf.lettering import Lettering, registered
from bulletin.writers.pdf.marks import (
    LeaderMark,
    PictureMark,
    Placed,
    RuleMark,
    TextLine,
    TextMark,
)
from bulletin.writers.pdf.packing import Later, Parents, Store, finish_page, name_places, pack
from bulletin.writers.pdf.pen import FOOTER, HEADER, OPEN, OpenNumber, Pen
from bulletin.writers.pdf.setter import Setter
from bulletin.writers.pdf.tags import prune

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
class Press:
    """Draws one bulletin."""

    bulletin: Bulletin
    setter: Setter
    context: Context
    edge: float = field(init=False)  # how far the sheet reaches beyond the trimmed page, in points
    inks: bool = field(init=False)  # whether the layout's colours are the press's
    pen: Pen = field(init=False)
    store: Store = field(init=False)
    _structure: Later = field(init=False)
    _open: list[tuple[int, str, list[OpenNumber]]] = field(default_factory=list)  # contents of pages

    def __post_init__(self) -> None:
        layout = self.setter.layout
        page = layout.page
        self.edge = edge = _sheet_edge(layout)
        self.inks = any(colour.cmyk for colour in layout.colours.values())
        first = self.setter.style("body").ink.face
        font = registered(first)
        canvas = Canvas(
            io.BytesIO(), (page.size.width + 2 * edge, page.size.height + 2 * edge), pageCompression=1, invariant=1,
            lang=self.bulletin.language,
            initialFontName=first.name, pdfVersion=(1, 7),
        )  # fmt: skip
        _describe(canvas, self.bulletin, self.context.timestamp)
        self._structure = archival.declare(canvas, tagged=page.tags, archival=not self.inks)
        part = None if self.inks else 3 if page.attach_sources else 2  # only the third part lets any file be attached
        archival.describe(canvas, tagged=page.tags, part=part, timestamp=self.context.timestamp)
        parents: Parents | None = [] if page.tags else None
        lettering = Lettering(canvas, {first.name: font})
        self.pen = Pen(canvas, page.size.height + edge, edge, self.context, parents, lettering)
        self.store = Store(canvas)

    def draw(self, page: Page) -> None:
        """Draw the next page; of its marks only the pictures are kept."""
        pen, canvas = self.pen, self.pen.canvas
        key = pen.begin_page()
        if self.edge:
            pen.begin_sheet()
            trim.mark_sheet(canvas, self.setter.layout, self.edge, inks=self.inks)
        with self.setter.tags.outside():
            _draw_page(page, pen, self.setter, self.bulletin)
        pen.end_page()
        number, content = finish_page(self.store, key=key, transparent=pen.transparent)
        if pen.numbers:
            self._open.append((number, content, pen.numbers))
        else:
            self.store.add_content(number, content)
        page.placed = [placed for placed in page.placed if isinstance(placed.mark, PictureMark)]

    def finish(self, pages: list[Page], outline: list[OutlineEntry]) -> bytes:
        """Return the finished PDF of all pages that were drawn."""
        canvas, layout = self.pen.canvas, self.setter.layout
        numbers = {anchor: page.number for page in pages for anchor, _ in page.anchors}
        for number, content, open_numbers in self._open:
            self.store.add_content(number, self._filled(content, open_numbers, numbers))
        for entry in outline:
            canvas.addOutlineEntry(entry.text, entry.anchor, entry.level, closed=0)
        places = {anchor: (page.number, self.pen.top(y)) for page in pages for anchor, y in page.anchors}
        name_places(canvas, places | self.pen.places, [entry.anchor for entry in outline])
        if layout.page.attach_sources:
            attachments.attach_sources(canvas, self.context)
        document = self.setter.tags.document
        prune(document)
        return pack(self.store, document if layout.page.tags else None, self.pen.parents or [], self._structure)

    def _filled(self, content: str, open_numbers: list[OpenNumber], numbers: dict[str, int]) -> str:
        """Return the content of a page with the numbers that were left open."""
        parts = content.split(OPEN)
        filled = [parts[0]]
        for (right, y, mark), after in zip(open_numbers, parts[1:], strict=True):
            line = self.setter.one_line(str(numbers[mark.anchor]), mark.style.role)
            filled += [self.pen.apart(right - line.width, y, line._replace(tag=mark.tag)), after]
        return "".join(filled)


def _sheet_edge(layout: Layout) -> float:
    """Return how far the sheet reaches beyond the trimmed page, in points."""
    bleed = layout.page.bleed.points()
    return bleed + trim.ROOM if layout.page.crop_marks else bleed


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


def _draw_page(page: Page, pen: Pen, setter: Setter, bulletin: Bulletin) -> None:
    _draw_frame(page, pen, setter.layout)
    if page.number > 1 and setter.layout.furniture.running_head:
        _draw_head(page, pen, setter, bulletin)
    for placed in page.placed:
        _draw_mark(placed, pen, setter)
    furniture = setter.layout.furniture
    if furniture.folio != "none" and (page.number > 1 or furniture.folio_on_first):
        _draw_folio(page, pen, setter)


def _draw_mark(placed: Placed, pen: Pen, setter: Setter) -> None:
    mark = placed.mark
    x, y = placed.x + mark.x, placed.y + mark.y
    match mark:
        case TextMark():
            pen.text(x, y, mark.line._replace(tag=None) if placed.repeated else mark.line)
        case RuleMark():
            pen.rule(x, y, mark)
        case PictureMark():
            pen.picture(x, y, mark)
        case LeaderMark():
            pen.leader(x, y, mark, setter)


def _edges(page: Page, layout: Layout) -> tuple[float, float, bool]:
    """Return the left and right edges of the type area, and whether the outside is at the left."""
    margins = layout.page.margins
    even = layout.page.mirrored and page.number % 2 == 0
    left = (margins.outside if even else margins.inside).points()
    return left, left + layout.type_width, even


def _draw_head(page: Page, pen: Pen, setter: Setter, bulletin: Bulletin) -> None:
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
    pen.text(first, baseline, ends[0], HEADER)
    pen.text(last - ends[1].width, baseline, ends[1], HEADER)
    stroke = setter.layout.furniture.running_head_rule
    if stroke.thickness.points():
        colour = setter.layout.colours[stroke.colour]
        pen.rule(left, baseline + 5, RuleMark(0, 0, right - left, stroke.thickness.points(), colour), HEADER)


def _ends(title: str, section: str, width: float, pen: Pen, setter: Setter) -> tuple[TextLine, TextLine]:
    """Return both ends of a running head; where they do not fit, the section alone: it tells more."""
    right = pen.cut(section, width, setter)
    room = width - (right.width + setter.style("running_head").ink.size if section else 0.0)
    whole = setter.one_line(title, "running_head")
    if whole.width <= room:
        return whole, right
    return (setter.one_line("", "running_head") if section else pen.cut(title, width, setter)), right


def _draw_folio(page: Page, pen: Pen, setter: Setter) -> None:
    layout = setter.layout
    left, right, even = _edges(page, layout)
    line = setter.one_line(str(page.number), "folio")
    baseline = layout.page.size.height - layout.page.margins.bottom.points() + _FOLIO_GAP
    if layout.folio_at_top:
        top = layout.page.margins.top.points()
        # On the running head's line, where the layout has one.
        baseline = top - _HEAD_GAP if layout.furniture.running_head else top / 2 + 0.35 * line.style.ink.size
    outside = left if even else right - line.width
    x = (left + right - line.width) / 2 if layout.furniture.folio.endswith("centred") else outside
    pen.text(x, baseline, line, HEADER if layout.folio_at_top else FOOTER)


def _draw_frame(page: Page, pen: Pen, layout: Layout) -> None:
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
