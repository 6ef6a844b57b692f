"""Pictures → drawings in a line of text (DrawingML, ECMA-376, part 1, clause 20)."""

from __future__ import annotations

from lxml import etree

from bulletin import wording
from bulletin.model import Figure, Picture
from bulletin.text import terms
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.wordml import DRAWING, GRAPHIC, PICTURE, Element, child, emus, relation


def add_figure(run: Element, figure: Figure, picture: Picture, story: Story) -> None:
    """Add a figure's picture to a run, as wide as the column, with its alternative text."""
    add_drawing(run, picture, wording.alternative_text(figure), _size(picture, story), story)


def add_drawing(run: Element, picture: Picture, words: str, size: tuple[float, float], story: Story) -> None:
    """Add the picture to a run at its width and height in points; `words` say what it shows."""
    relationship = story.picture(picture)
    number = story.drawing_number()
    alternative = story.text(words)
    width, height = (max(1, emus(length)) for length in size)
    inline = _add(child(run, "drawing"), DRAWING, "inline", distT=0, distB=0, distL=0, distR=0)
    _add(inline, DRAWING, "extent", cx=width, cy=height)
    _add(inline, DRAWING, "docPr", id=number, name=f"{terms.FIGURE} {number}", descr=alternative)
    locks = _add(inline, DRAWING, "cNvGraphicFramePr")
    _add(locks, GRAPHIC, "graphicFrameLocks", noChangeAspect=1)
    data = _add(_add(inline, GRAPHIC, "graphic"), GRAPHIC, "graphicData", uri=PICTURE)
    node = _add(data, PICTURE, "pic")
    names = _add(node, PICTURE, "nvPicPr")
    _add(names, PICTURE, "cNvPr", id=number, name=f"{terms.FIGURE} {number}", descr=alternative)
    _add(names, PICTURE, "cNvPicPr")
    fill = _add(node, PICTURE, "blipFill")
    _add(fill, GRAPHIC, "blip").set(relation("embed"), relationship)
    _add(_add(fill, GRAPHIC, "stretch"), GRAPHIC, "fillRect")
    _add_shape(_add(node, PICTURE, "spPr"), width, height)


def _add_shape(shape: Element, width: int, height: int) -> None:
    frame = _add(shape, GRAPHIC, "xfrm")
    _add(frame, GRAPHIC, "off", x=0, y=0)
    _add(frame, GRAPHIC, "ext", cx=width, cy=height)
    _add(_add(shape, GRAPHIC, "prstGeom", prst="rect"), GRAPHIC, "avLst")


def _size(picture: Picture, story: Story) -> tuple[float, float]:
    """Return width and height in points: the column's width, unless that makes the picture too tall."""
    layout = story.layout
    height = min(layout.column_width * picture.height / picture.width, layout.type_height * layout.article.tallest_picture)
    return height * picture.width / picture.height, height


def _add(parent: Element, namespace: str, name: str, /, **attributes: object) -> Element:
    node = etree.SubElement(parent, f"{{{namespace}}}{name}")
    for key, value in attributes.items():
        node.set(key, str(value))
    return node
