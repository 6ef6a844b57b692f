"""A layout's page → the properties of Word's sections: sheet, margins, columns, what stands at head and foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bulletin.layout.schema import Layout
from bulletin.writers.docx.wordml import Element, border_eighths, child, relation, twips

Pages = Literal["default", "even", "first"]

_LEAST_EDGE = 14.0  # points that printers need at the edge of a sheet
_GUTTER = 14.0  # points, where a layout of one column has none: for its index


@dataclass(frozen=True, slots=True)
class Furniture:
    """One running head or foot: which pages it stands on, and its relationship."""

    kind: Literal["header", "footer"]
    pages: Pages
    relationship: str


def add_section(
    parent: Element, layout: Layout, columns: int, furniture: Iterable[Furniture], *, first: bool
) -> None:
    """Add the properties of one section, all but the first of which go on where the one before them ended.

    A section inherits the running heads and feet that it does not name.
    """
    section = child(parent, "sectPr")
    for item in furniture:
        child(section, f"{item.kind}Reference", type=item.pages).set(relation("id"), item.relationship)
    child(section, "type", val="nextPage" if first else "continuous")
    _add_sheet(section, layout)
    _add_frame(section, layout)
    if columns > 1:
        gutter = twips(layout.grid.gutter.points() or _GUTTER)
        rule = {"sep": 1} if layout.furniture.column_rule.thickness.points() else {}
        child(section, "cols", num=columns, space=gutter, equalWidth=1, **rule)
    else:
        child(section, "cols", space=0)
    if first:
        child(section, "titlePg")


def _add_frame(section: Element, layout: Layout) -> None:
    stroke = layout.furniture.frame
    if not stroke.thickness.points():
        return
    borders = child(section, "pgBorders", offsetFrom="text")
    size, colour = border_eighths(stroke.thickness.points()), layout.colours[stroke.colour].hex
    for side in ("top", "left", "bottom", "right"):
        child(borders, side, val="single", sz=size, space=6, color=colour)


def _add_sheet(section: Element, layout: Layout) -> None:
    size, margins = layout.page.size, layout.page.margins
    lying = {"orient": "landscape"} if size.width > size.height else {}
    child(section, "pgSz", w=twips(size.width), h=twips(size.height), **lying)
    body = layout.styles.body.leading_points
    head = layout.styles.running_head.leading_points
    # The running head ends a line of the body above the type area, the folio stands as far below it.
    top, bottom = margins.top.points(), margins.bottom.points()
    folio = layout.styles.folio.leading_points
    child(
        section,
        "pgMar",
        top=twips(top),
        right=twips(margins.outside.points()),
        bottom=twips(bottom),
        left=twips(margins.inside.points()),
        header=twips(max(_LEAST_EDGE, top - head - 1.5 * body)),
        footer=twips(max(_LEAST_EDGE, bottom - folio - 1.5 * body)),
        gutter=0,
    )
