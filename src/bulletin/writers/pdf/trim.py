"""The sheet around the trimmed page: its boxes (ISO 32000-1, 14.11.2) and the marks at which the printer cuts."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from bulletin.layout.schema import Layout

ROOM = 18.0  # points beyond the bleed, for the marks
_LENGTH = 12.0
_THICKNESS = 0.25


def mark_sheet(canvas: Canvas, layout: Layout, edge: float, *, inks: bool) -> None:
    """Set the boxes of the page in hand, and draw its crop marks; the sheet reaches `edge` points beyond the trim.

    Where the layout's colours are `inks`, the marks are on every plate.
    """
    size, bleed = layout.page.size, layout.page.bleed.points()
    right, top = edge + size.width, edge + size.height
    canvas.setTrimBox((edge, edge, right, top))
    canvas.setBleedBox((edge - bleed, edge - bleed, right + bleed, top + bleed))
    if not layout.page.crop_marks:
        return
    if inks:
        canvas.setStrokeColorCMYK(1, 1, 1, 1)  # registration
    else:
        canvas.setStrokeGray(0)
    canvas.setLineWidth(_THICKNESS)
    gap = bleed + ROOM - _LENGTH
    for x, outward in ((edge, -1), (right, 1)):
        for y, upward in ((edge, -1), (top, 1)):
            canvas.line(x + outward * gap, y, x + outward * (gap + _LENGTH), y)
            canvas.line(x, y + upward * gap, x, y + upward * (gap + _LENGTH))
