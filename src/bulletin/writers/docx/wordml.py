"""Names and values → WordprocessingML elements (ECMA-376, part 1, clause 17), built without python-docx's own classes.

python-docx looks every style up by its name and makes a Python class of every element: ten times slower (1.2.0).
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from bulletin.text.characters import xml_text

Element: TypeAlias = _Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"

_W = f"{{{MAIN}}}"
_NAMESPACES = {"w": MAIN, "r": RELATIONSHIPS, "wp": DRAWING, "a": GRAPHIC, "pic": PICTURE}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH = _W + "p"
SECTION = _W + "sectPr"
NOTE_SEPARATORS = {"separator": -1, "continuationSeparator": 0}  # the notes that are rules above notes, and their ids

# White space that Word would show as a tab or swallow: a space does it.
_TABS_AND_LINE_ENDS = str.maketrans("\t\n\r", "   ")


def root(name: str) -> Element:
    """Return the root element of a part."""
    return etree.Element(_W + name, nsmap=_NAMESPACES)


def child(parent: Element, name: str, /, **attributes: object) -> Element:
    """Return a new last child of `parent`; element and attributes are in the main namespace."""
    node = etree.SubElement(parent, _W + name)
    for key, value in attributes.items():
        node.set(_W + key, str(value))
    return node


def paragraph(parent: Element, style: str) -> Element:
    """Return a new last paragraph of `parent`; its properties are its first child."""
    node = etree.SubElement(parent, PARAGRAPH)
    child(child(node, "pPr"), "pStyle", val=style)
    return node


def run(parent: Element, text: str, style: str | None = None) -> Element:
    """Return a new run with cleaned text, in a character style where one is given."""
    node = child(parent, "r")
    if style:
        child(child(node, "rPr"), "rStyle", val=style)
    add_text(node, text)
    return node


def add_text(node: Element, text: str) -> None:
    """Add cleaned text to a run."""
    holder = child(node, "t")
    holder.text = text
    if text != " ".join(text.split()):
        holder.set(_SPACE, "preserve")


def field(parent: Element, instruction: str, result: str = "") -> None:
    """Add a complex field, as Word writes it, with the result that shows until it is brought up to date."""
    begin_field(parent, instruction)
    if result:
        run(parent, result)
    end_field(parent)


def begin_field(parent: Element, instruction: str) -> None:
    """Open a complex field: what follows is its result."""
    child(child(parent, "r"), "fldChar", fldCharType="begin")
    code = child(child(parent, "r"), "instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    child(child(parent, "r"), "fldChar", fldCharType="separate")


def end_field(parent: Element) -> None:
    """Close the field that `begin_field` opened."""
    child(child(parent, "r"), "fldChar", fldCharType="end")


def relation(name: str) -> str:
    """Return the name of an attribute that points to a relationship (`id`, `embed`)."""
    return f"{{{RELATIONSHIPS}}}{name}"


def clean(text: str) -> str:
    """Return `text` without what XML cannot hold; whatever parts words there becomes a space."""
    return xml_text(text.translate(_TABS_AND_LINE_ENDS))


def forbidden(text: str) -> list[str]:
    """Return the distinct characters of `text` that XML cannot hold, in order."""
    return [character for character in dict.fromkeys(text) if not xml_text(character)]


def twips(points: float) -> int:
    """Return points as Word counts lengths: in twentieths."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return points as Word counts the size of type."""
    return round(points * 2)


def border_eighths(points: float) -> int:
    """Return points as Word counts the thickness of borders: in eighths, from a quarter of a point to twelve."""
    return min(96, max(2, round(points * 8)))


def emus(points: float) -> int:
    """Return points as drawings count lengths (English Metric Units)."""
    return round(points * 12700)
