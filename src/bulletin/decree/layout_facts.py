"""A layout → facts: what it says of the page and of the styles, each with the place of its key.

The one module of the decree that knows the layout's schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.context import Files
from bulletin.decree.facts import (
    BOLD,
    SINGLE_LINE,
    ColumnCount,
    Facts,
    Family,
    FirstPage,
    Ink,
    Lettering,
    Margin,
    Numbering,
    Paragraphs,
    Presence,
    Role,
    Sheet,
)
from bulletin.layout.load import load_with_places
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style
from bulletin.settings import Mapping, Node

_RUNNING_TEXT = ("body", "lead", "quotation", "list")
# style → the part of the form that it sets, and the part of the layout that shows it
_FORM = {
    "national_title": (Role.NATIONAL_TITLE, "letterhead"),
    "motto": (Role.MOTTO, "letterhead"),
    "issuing_body": (Role.ISSUING_BODY, "letterhead"),
    "document_number": (Role.NUMBER, "letterhead"),
    "place_date": (Role.PLACE_DATE, "letterhead"),
    "recipients_title": (Role.RECIPIENTS_TITLE, "signature"),
    "recipients": (Role.RECIPIENTS, "signature"),
}


@dataclass(frozen=True, slots=True)
class _Keys:
    """The layout's tree: where each key stands."""

    tree: Node

    def place(self, key: str) -> str:
        """Return "file:line:column: key", at the nearest key above where the layout leaves this one out."""
        node, at = self.tree, self.tree.place
        for part in key.split("."):
            if not isinstance(node, Mapping) or part not in node.entries:
                break
            at, node = node.entries[part]
        return f"{at}: {key}"


def layout_to_facts(name: str, files: Files) -> Facts:
    """Return the facts of a layout. Raises SettingsError and LayoutError as loading it does."""
    loaded = load_with_places(name, files)
    layout, keys = loaded.layout, _Keys(loaded.node)
    size = layout.page.size
    numbers_first = layout.furniture.folio != "none" and layout.furniture.folio_on_first
    return Facts(
        sheets=(Sheet(size.width, size.height, keys.place("page.size")),),
        margins=tuple(_margins(layout, keys)),
        columns=(_columns(layout, keys),),
        families=tuple(Family(getattr(layout.fonts, key), keys.place(f"fonts.{key}")) for key in ("text", "display")),
        inks=tuple(_inks(layout, keys)),
        letterings=tuple(_letterings(layout, keys)),
        paragraphs=(_paragraphs(layout.styles.body, keys),),
        numberings=(_numbering(layout, keys),),
        first_pages=(FirstPage(numbers_first, keys.place("furniture.folio_on_first")),),
        presences=tuple(_presences(layout, keys)),
    )


def _margins(layout: Layout, keys: _Keys) -> Iterator[Margin]:
    margins = layout.page.margins
    inside, outside = margins.inside.points(), margins.outside.points()
    yield Margin("top", margins.top.points(), keys.place("page.margins.top"))
    yield Margin("bottom", margins.bottom.points(), keys.place("page.margins.bottom"))
    yield Margin("left", inside, keys.place("page.margins.inside"))
    yield Margin("right", outside, keys.place("page.margins.outside"))
    if layout.page.mirrored:
        even = keys.place("page.mirrored") + " (trang chẵn)"
        yield Margin("left", outside, even)
        yield Margin("right", inside, even)


def _columns(layout: Layout, keys: _Keys) -> ColumnCount:
    return ColumnCount(layout.grid.columns, keys.place("grid.columns"))


def _inks(layout: Layout, keys: _Keys) -> Iterator[Ink]:
    for name in dict.fromkeys(style.colour for _, style in layout.styles.by_role()):
        yield Ink(layout.colours[name].hex, keys.place(f"colours.{name}"))


def _letterings(layout: Layout, keys: _Keys) -> Iterator[Lettering]:
    roles = dict.fromkeys(_RUNNING_TEXT, Role.BODY) | {name: role for name, (role, _) in _FORM.items()}
    if layout.furniture.folio != "none":
        roles["folio"] = Role.FOLIO
    for name, style in layout.styles.by_role():
        if name in roles:
            place = keys.place(f"styles.{name}")
            yield Lettering(roles[name], style.size.points(), style.weight >= BOLD, style.italic, place)


def _paragraphs(body: Style, keys: _Keys) -> Paragraphs:
    size = body.size.points()
    return Paragraphs(
        keys.place("styles.body"),
        body.align,
        body.indent.points(size),
        body.space_before.points(size) + body.space_after.points(size),
        body.leading_points / (size * SINGLE_LINE),
        indents_all=body.indents_all,
    )


def _numbering(layout: Layout, keys: _Keys) -> Numbering:
    place, at = layout.furniture.folio, keys.place("furniture.folio")
    if place == "none":
        return Numbering(at, None)
    return Numbering(at, "top" if place.startswith("top") else "bottom", place.endswith("centred"))


def _presences(layout: Layout, keys: _Keys) -> Iterator[Presence]:
    for name, (role, part) in _FORM.items():
        if role is not Role.RECIPIENTS:
            is_there = getattr(layout.styles, name, None) is not None
            yield Presence(role, is_there and part in layout.parts, keys.place("parts"))
