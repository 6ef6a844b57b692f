"""Small tagged PDFs, made by hand: elements are (tag, what is in it), text is a line, and each may be spoilt."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase.pdfmetrics import stringWidth


@dataclass
class Artifact:
    text: str
    ends_line: bool = True


@dataclass
class Stray:
    """Text without a tag."""

    text: str


@dataclass
class Linked:
    """Text over which a link lies; without `tagged` the tree does not know of it."""

    text: str
    address: str
    tagged: bool = True


@dataclass
class Made:
    """A PDF while it is made; one page for each list of elements."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.Pdf.new)
    parents: list = field(default_factory=list)  # the tree of parents, row by row


def tagged_pdf(*pages, spoil=None) -> bytes:
    """Return a PDF with a page for each list of (tag, lines); `spoil` may change it before it is saved."""
    made = Made()
    root = made.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = made.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    root.K = document
    for elements in pages:
        _add_page(made, document, elements)
    rows = [item for number, row in enumerate(made.parents) for item in (number, row)]
    root.ParentTree = made.pdf.make_indirect(Dictionary(Nums=Array(rows)))
    made.pdf.Root.StructTreeRoot = root
    made.pdf.Root.MarkInfo = Dictionary(Marked=True)
    if spoil:
        spoil(made, document)
    out = io.BytesIO()
    made.pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _add_page(made, document, elements):
    page = made.pdf.add_blank_page(page_size=(400, 400))
    font = made.pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.StructParents = len(made.parents)
    row = Array()
    made.parents.append(row)
    ops, y, marks = [], 380, 0
    annotations = Array()
    for tag, lines in elements:
        element = made.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + tag), P=document, Pg=page.obj, K=Array()))
        document.K.append(element)
        x = 20
        for line in lines:
            text = line if isinstance(line, str) else line.text
            opening = f"/{tag} <</MCID {marks}>> BDC"
            holder = element
            if isinstance(line, Artifact):
                opening = "/Artifact BMC"
            elif isinstance(line, Stray):
                opening = "/Span <<>> BDC"
            else:
                if isinstance(line, Linked):
                    holder = _link(made, page, line, element, annotations, (x, y))
                holder.K.append(marks)
                row.append(holder)
                marks += 1
            shown = text.replace("(", r"\(").replace(")", r"\)")
            ops.append(f"{opening} BT /F1 8 Tf 1 0 0 1 {x:.3f} {y} Tm ({shown}) Tj ET EMC")
            goes_on = text.endswith(" ") or isinstance(line, Linked) or not getattr(line, "ends_line", True)
            x, y = (x + stringWidth(text, "Helvetica", 8), y) if goes_on else (20, y - 12)
        y -= 12 if x > 20 else 0
    page.obj.Contents = made.pdf.make_stream("\n".join(ops).encode("cp1252"))
    if len(annotations):
        page.obj.Annots = annotations


def _link(made, page, line, element, annotations, place):
    x, y = place
    action = Dictionary(S=Name.URI, URI=String(line.address))
    annotation = made.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([x, y, x + 50, y + 8]), A=action))
    annotations.append(annotation)
    if not line.tagged:
        return element
    link = made.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=element, Pg=page.obj, K=Array()))
    element.K.append(link)
    link.K.append(Dictionary(Type=Name.OBJR, Obj=annotation))
    annotation.StructParent = 100 + len(made.parents)
    made.parents.extend([Array()] * (annotation.StructParent - len(made.parents)))
    made.parents.append(link)
    return link
