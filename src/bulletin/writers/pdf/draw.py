"""Pages → PDF bytes, by reportlab's canvas; it is told the date, so that the same pages always give the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from bulletin import __version__, wording
from bulletin.context import Context
from bulletin.layout.schema import Layout
from bulletin.model import Bulletin
from bulletin.writers.pdf import archival, attachments, trim
from bulletin.writers.pdf.flow import Page
from bulletin.writers.pdf.marks import (
    LeaderMark,
    PictureMark,
    Placed,
    RuleMark,
    TextLine,
    TextMark,
)
from bulletin.writers.pdf.packing import Shown, finish_page, name_places, pack
from bulletin.writers.pdf.pen import FOOTER, HEADER, Pen, registered
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


def draw(
    pages: list[Page], outline: list[OutlineEntry], bulletin: Bulletin, setter: Setter, context: Context
) -> bytes:
    """Return the finished PDF."""
    page = setter.layout.page
    edge = _sheet_edge(setter.layout)
    first = setter.style("body").ink.face
    font = registered(first)
    inks = any(colour.cmyk for colour in setter.layout.colours.values())
    shown = Shown() if setter.layout.page.tags else None
    canvas = Canvas(
        io.BytesIO(), (page.size.width + 2 * edge, page.size.height + 2 * edge), pageCompression=1, invariant=1,
        lang=bulletin.language,
        initialFontName=first.name, pdfVersion=(1, 7),
    )  # fmt: skip
    _describe(canvas, bulletin, context.timestamp)
    root = archival.declare(canvas, tagged=shown is not None, archival=not inks)
    part = None if inks else 3 if page.attach_sources else 2  # only the third part lets any file be attached
    archival.describe(canvas, tagged=shown is not None, part=part, timestamp=context.timestamp)
    pen = Pen(canvas, page.size.height + edge, edge, context, shown, len(pages), {first.name: font})
    numbers = {anchor: placed.number for placed in pages for anchor, _ in placed.anchors}
    for placed in pages:
        pen.begin_page()
        if edge:
            pen.begin_sheet()
            trim.mark_sheet(canvas, setter.layout, edge, inks=inks)
        _draw_page(placed, pen, setter, bulletin, numbers)
        pen.end_page()
        canvas.showPage()
        finish_page(canvas, placed.number, tagged=shown is not None, transparent=pen.transparent)
        placed.placed.clear()  # drawn: nobody needs it any more, and all pages together are the most of the memory
    for entry in outline:
        canvas.addOutlineEntry(entry.text, entry.anchor, entry.level, closed=0)
    places = {anchor: (placed.number, pen.top(y)) for placed in pages for anchor, y in placed.anchors}
    name_places(canvas, places | pen.places)
    if page.attach_sources:
        attachments.attach_sources(canvas, context)
    document = setter.tags.document
    prune(document)
    return pack(canvas, document if shown else None, shown or Shown(), root)


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


def _draw_page(
    page: Page, pen: Pen, setter: Setter, bulletin: Bulletin, numbers: dict[str, int]
) -> None:
    for anchor, y in page.anchors:
        pen.canvas.bookmarkHorizontal(anchor, 0, pen.top(y))
    _draw_frame(page, pen, setter.layout)
    if page.number > 1 and setter.layout.furniture.running_head:
        _draw_head(page, pen, setter, bulletin)
    for placed in page.placed:
        _draw_mark(placed, pen, setter, numbers)
    furniture = setter.layout.furniture
    if furniture.folio != "none" and (page.number > 1 or furniture.folio_on_first):
        _draw_folio(page, pen, setter)


def _draw_mark(placed: Placed, pen: Pen, setter: Setter, numbers: dict[str, int]) -> None:
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
            number = setter.one_line(str(numbers[mark.anchor]), mark.style.role)
            pen.leader(x, y, mark, number, setter)


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
