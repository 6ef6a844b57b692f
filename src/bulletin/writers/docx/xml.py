"""WordprocessingML as text: paragraphs, runs, fields and bookmarks (ECMA-376, part 1).

Building paragraphs through python-docx looks every style up by name (0.7 ms each); a body written as text and parsed
once costs a hundredth of that.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from bulletin.text.characters import xml_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

EMU_PER_POINT = 12700


def twips(points: float) -> int:
    """Return a length in twentieths of a point, Word's unit."""
    return round(points * 20)


def attribute(text: str) -> str:
    """Return the text as a quoted XML attribute."""
    return quoteattr(xml_text(text))


def paragraph(style: str, runs: str, *, properties: str = "") -> str:
    """Return a paragraph in a style; `properties` are further children of its pPr, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def run(text: str, properties: str = "") -> str:
    """Return a run of text, its spaces kept and its tabs and line ends as Word has them."""
    if not text:
        return ""
    inner = f'<w:t xml:space="preserve">{escape(xml_text(text))}</w:t>'
    return f"<w:r>{_run_properties(properties)}{inner}</w:r>"


def tab() -> str:
    """Return a run that holds a tab."""
    return "<w:r><w:tab/></w:r>"


def line_break() -> str:
    """Return a run that ends the line."""
    return "<w:r><w:br/></w:r>"


def field(instruction: str, shown: str, *, dirty: bool = False) -> str:
    """Return a field with what it shows until Word computes it."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(name: str, number: int, inner: str) -> str:
    """Return content between the ends of a bookmark; `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def internal_link(bookmark: str, inner: str) -> str:
    """Return content that leads to a bookmark."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inner}</w:hyperlink>'


def external_link(relationship: str, inner: str) -> str:
    """Return content that leads to an address outside."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{inner}</w:hyperlink>'


def picture(relationship: str, number: int, alt: str, width: float, height: float) -> str:
    """Return a run with a picture in the line; `width` and `height` are points."""
    wide, high = round(width * EMU_PER_POINT), round(height * EMU_PER_POINT)
    properties = f'id="{number}" name="Ảnh {number}" descr={attribute(alt)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr {properties}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {properties}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _run_properties(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""
