"""The styles of a .docx and what stands on a paragraph or run itself → how it is really set.

ECMA-376, part 1, clause 17.7.2: document defaults, then paragraph styles along `basedOn`, then character styles, then
direct formatting.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from bulletin.decree.word_package import Element, WordPackage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CELL_MARGINS = 10.8  # points: the two sides of Word's own "Normal Table"
_DEEPEST = 50  # styles based on one another: a circle ends here
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """What formatting says; None is "as below". Lengths are in twips, `size` in half points, `line` as Word counts."""

    families: tuple[str, ...] | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    colour: str | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    align: str | None = None
    first_line: float | None = None
    left: float | None = None
    right: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    line_rule: str | None = None
    contextual: bool | None = None
    border: bool | None = None
    outline: int | None = None
    numbered: bool | None = None
    framed_centre: bool | None = None
    centre_tab: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look laid over another."""
        if self is NO_LOOK or below is NO_LOOK:
            return below if self is NO_LOOK else self
        said = {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}
        return replace(below, **said)


NO_LOOK = Look()


def attribute(node: Element | None, name: str) -> str | None:
    """Return an attribute in the main namespace."""
    return None if node is None else node.get(W + name)


def child_value(node: Element | None, name: str) -> str | None:
    """Return the value of a child such as `<w:jc w:val="both"/>`."""
    return None if node is None else attribute(node.find(W + name), "val")


def number(text: str | None) -> float | None:
    """Return a length; None for what is none ("12pt" is lawful in newer files, and rare)."""
    if text is None:
        return None
    scale = {"pt": 20.0, "mm": 1440 / 25.4, "cm": 14400 / 25.4, "in": 1440.0}.get(text[-2:])
    try:
        value = float(text[:-2]) * scale if scale else float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e7 else None


def switch(node: Element | None, name: str) -> bool | None:
    """Return whether an on/off property is on; None where it is not named."""
    found = None if node is None else node.find(W + name)
    return None if found is None else (attribute(found, "val") or "1").casefold() not in _OFF


def cell_margins(node: Element | None, below: float) -> float:
    """Return in points what a table's properties leave white at the two sides of a cell."""
    margins = None if node is None else node.find(W + "tblCellMar")
    if margins is None:
        return below
    sides = (margins.find(W + side) for side in ("left", "start", "right", "end"))
    return sum(number(attribute(side, "w")) or 0.0 for side in sides if side is not None) / 20


class Looks:
    """The looks that a package defines."""

    def __init__(self, package: WordPackage) -> None:
        self._themes = _theme_families(package)
        self._styles: dict[str, Element] = {}
        self._names: dict[str, str] = {}
        self._resolved: dict[str, Look] = {}
        self._paragraphs: dict[str | None, Look] = {}
        self._default: str | None = None
        self.base = NO_LOOK
        self.cell_margins = _CELL_MARGINS
        root = package.part("word/styles.xml")
        if root is None:
            return
        for style in root.iter(W + "style"):
            identity = attribute(style, "styleId") or ""
            self._styles[identity] = style
            self._names[identity] = child_value(style, "name") or identity
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                self._default = identity
            if attribute(style, "type") == "table" and attribute(style, "default") in ("1", "true"):
                self.cell_margins = cell_margins(style.find(W + "tblPr"), _CELL_MARGINS)
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            paragraph = self.paragraph_look(defaults.find(f"{W}pPrDefault/{W}pPr"))
            self.base = self.run_look(defaults.find(f"{W}rPrDefault/{W}rPr")).over(paragraph)

    def name(self, identity: str | None) -> str:
        """Return a style's name as Word shows it."""
        key = identity or self._default or ""
        return self._names.get(key, key or "Normal")

    def paragraph(self, identity: str | None) -> Look:
        """Return how a paragraph in this style is set, with the document's defaults."""
        if identity not in self._paragraphs:
            key = identity if identity in self._styles else self._default
            self._paragraphs[identity] = self.style(key).over(self.base)
        return self._paragraphs[identity]

    def style(self, identity: str | None) -> Look:
        """Return what a style and those that it is based on say."""
        if identity is None or identity not in self._styles:
            return NO_LOOK
        if identity not in self._resolved:
            look, at = NO_LOOK, identity
            for _ in range(_DEEPEST):
                style = self._styles.get(at)
                if style is None:
                    break
                own = self.run_look(style.find(W + "rPr")).over(self.paragraph_look(style.find(W + "pPr")))
                look = look.over(own)
                at = child_value(style, "basedOn") or ""
            self._resolved[identity] = look
        return self._resolved[identity]

    def run_look(self, node: Element | None) -> Look:
        """Return what an `rPr` says, its character style below it."""
        if node is None:
            return NO_LOOK
        colour = child_value(node, "color")
        underline = child_value(node, "u")
        own = Look(
            families=self._families(node.find(W + "rFonts")),
            size=number(child_value(node, "sz")),
            bold=switch(node, "b"),
            italic=switch(node, "i"),
            capitals=switch(node, "caps"),
            colour=None if colour is None else "000000" if colour == "auto" else colour.casefold(),
            underlined=None if underline is None else underline not in _OFF,
            hidden=switch(node, "vanish"),
        )
        return own.over(self.style(child_value(node, "rStyle")))

    def _families(self, node: Element | None) -> tuple[str, ...] | None:
        if node is None:
            return None
        found = []
        for name in ("ascii", "hAnsi"):
            theme = attribute(node, name + "Theme")
            family = self._themes.get(theme[:5], "") if theme else attribute(node, name)
            if family:
                found.append(family)
        return tuple(dict.fromkeys(found)) or None

    def paragraph_look(self, node: Element | None) -> Look:
        """Return what a `pPr` says itself."""
        if node is None:
            return NO_LOOK
        spacing, indents = node.find(W + "spacing"), node.find(W + "ind")
        hanging = number(attribute(indents, "hanging"))
        borders = node.find(W + "pBdr")
        bottom = None if borders is None else (child_value(borders, "bottom") or "none") not in ("none", "nil")
        outline = child_value(node, "outlineLvl")
        frame = attribute(node.find(W + "framePr"), "xAlign")
        tabs = [attribute(tab, "val") for tab in node.iterfind(f"{W}tabs/{W}tab")]
        return Look(
            align=child_value(node, "jc"),
            first_line=-hanging if hanging else number(attribute(indents, "firstLine")),
            left=number(attribute(indents, "left") or attribute(indents, "start")),
            right=number(attribute(indents, "right") or attribute(indents, "end")),
            before=_space(spacing, "before"),
            after=_space(spacing, "after"),
            line=number(attribute(spacing, "line")),
            line_rule=attribute(spacing, "lineRule"),
            contextual=switch(node, "contextualSpacing"),
            border=bottom,
            outline=int(outline) if outline and outline.isdecimal() and len(outline) < 3 else None,
            numbered=None if node.find(W + "numPr") is None else child_value(node.find(W + "numPr"), "numId") != "0",
            framed_centre=None if frame is None else frame == "center",
            centre_tab=("center" in tabs) or None,
        )


def _space(node: Element | None, side: str) -> float | None:
    if (attribute(node, side + "Autospacing") or "0").casefold() not in _OFF:
        return 280.0  # what Word's "auto" comes to
    return number(attribute(node, side))


def _theme_families(package: WordPackage) -> dict[str, str]:
    """Return the theme's Latin faces by the first letters of the names that styles give them."""
    root = package.part("word/theme/theme1.xml")
    if root is None:
        return {}
    found = {}
    for name in ("major", "minor"):
        latin = root.find(f".//{_A}{name}Font/{_A}latin")
        if latin is not None and latin.get("typeface"):
            found[name] = str(latin.get("typeface"))
    return found
