"""The body of a .docx → its lines: paragraphs, parted at line breaks, each with its runs as they are set.

Read from the XML itself: text in hyperlinks, insertions, content controls and text boxes counts, deleted text does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bulletin.decree.word_looks import Look, Looks, W, cell_margins, child_value, number
from bulletin.decree.word_package import Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML_LINE = "{urn:schemas-microsoft-com:vml}line"
_EMU = 12700  # to a point
_DELETED = frozenset({W + "del", W + "moveFrom", _FALLBACK})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one look."""

    text: str
    look: Look


@dataclass(slots=True)
class Line:
    """A line of a document: what stands between paragraph ends and line breaks."""

    number: int  # of its paragraph, from 1
    style: str
    look: Look  # of the paragraph
    in_table: bool
    width: float | None  # of the cell or column that it stands in, in points
    runs: list[Run] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)  # lengths of the lines drawn here, in points
    tabs_first: bool = False
    opens: bool = True  # the paragraph's first line

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def inked(self) -> list[Run]:
        """The runs that show anything."""
        return [run for run in self.runs if run.text.strip()]


def lines_of(nodes: Iterable[Element], looks: Looks, text_width: float | None) -> list[Line]:
    """Return the lines of the body's children (or of one paragraph) in order."""
    lines: list[Line] = []
    for count, (paragraph, in_table, cell_width) in enumerate(_paragraphs(nodes, looks.cell_margins), 1):
        width = cell_width if in_table else text_width
        lines += _paragraph_lines(paragraph, count, looks, in_table=in_table, width=width)
    return lines


def _paragraphs(nodes: Iterable[Element], margins: float) -> Iterator[tuple[Element, bool, float | None]]:
    """Yield every paragraph, whether it stands in a table, and its cell's width. No recursion: trees can be deep."""
    stack: list[tuple[Element, bool, float | None]] = [(node, False, None) for node in reversed(list(nodes))]
    own = margins
    while stack:
        node, in_table, width = stack.pop()
        if node.tag in _DELETED:
            continue
        if node.tag == W + "tbl":
            own = cell_margins(node.find(W + "tblPr"), margins)
        if node.tag == W + "tc":
            cell = node.find(f"{W}tcPr/{W}tcW")
            twips = number(cell.get(W + "w")) if cell is not None and cell.get(W + "type") == "dxa" else None
            in_table, width = True, None if twips is None else twips / 20 - own
        elif node.tag == W + "txbxContent":
            in_table, width = True, None
        if node.tag == W + "p":
            yield node, in_table, width
            stack += [(box, in_table, width) for box in reversed(list(_boxes(node)))]
        else:
            stack += [(child, in_table, width) for child in reversed(node)]


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in a paragraph."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in _DELETED:
            continue
        if node.tag == W + "txbxContent":
            yield node
        else:
            stack += reversed(node)


def _paragraph_lines(
    paragraph: Element, count: int, looks: Looks, *, in_table: bool, width: float | None
) -> list[Line]:
    properties = paragraph.find(W + "pPr")
    style = child_value(properties, "pStyle")
    look = looks.paragraph_look(properties).over(looks.paragraph(style))
    name = looks.name(style)
    lines = [Line(count, name, look, in_table, width)]
    stack = [(child, look) for child in reversed(paragraph)]
    while stack:
        node, at = stack.pop()
        if node.tag in _DELETED or node.tag == W + "txbxContent":
            continue
        if node.tag == W + "r":
            at = looks.run_look(node.find(W + "rPr")).over(look)
        line = lines[-1]
        if node.tag == W + "t":
            if not at.hidden:
                line.runs.append(Run(node.text or "", at))
        elif node.tag == W + "tab":
            line.tabs_first = line.tabs_first or not line.text.strip()
            line.runs.append(Run("\t", at))
        elif node.tag == W + "noBreakHyphen":
            line.runs.append(Run("-", at))
        elif node.tag == W + "br":
            lines.append(Line(count, name, look, in_table, width, opens=False))
        else:
            line.drawn += _drawn_lengths(node)
            if node.tag != W + "pPr":
                stack += [(child, at) for child in reversed(node)]
    return lines


def _drawn_lengths(node: Element) -> list[float]:
    """Return the length of a line drawn as a shape: DrawingML's anchor or inline, VML's line."""
    if node.tag in (_WP + "anchor", _WP + "inline"):
        extent = node.find(_WP + "extent")
        wide, high = (number(None if extent is None else extent.get(key)) for key in ("cx", "cy"))
        is_shape = next(node.iter(_WPS + "wsp"), None) is not None
        if is_shape and wide and high is not None and high <= 3 * _EMU:
            return [wide / _EMU]
    elif node.tag == _VML_LINE:
        start, end = (_vml_x(node.get(key)) for key in ("from", "to"))
        if start is not None and end is not None:
            return [abs(end - start)]
    return []


def _vml_x(pair: str | None) -> float | None:
    written = (pair or "").split(",")[0].strip()
    length = number(written or None)
    if length is None:
        return None
    return length / 20 if written[-2:].isalpha() else length * 0.75  # a bare number is in pixels
