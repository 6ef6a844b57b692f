"""The sections of a .docx → sheets, margins, columns, and where the page numbers stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bulletin.decree.facts import ColumnCount, FirstPage, Lettering, Margin, Numbering, Role, Sheet
from bulletin.decree.word_lines import lines_of
from bulletin.decree.word_looks import Look, Looks, W, attribute, child_value, number, switch
from bulletin.decree.word_package import MAIN, Element, WordPackage

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS = 20  # to a point
_SIDES: tuple[Literal["top", "bottom", "left", "right"], ...] = ("top", "bottom", "left", "right")
_FURNITURE: tuple[tuple[str, Literal["top", "bottom"]], ...] = (
    (W + "headerReference", "top"),
    (W + "footerReference", "bottom"),
)
_ARABIC = frozenset({"decimal", "numberInDash"})


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running head or foot that holds the page number."""

    pages: str  # default, even or first
    side: Literal["top", "bottom"]
    centred: bool
    lettering: Lettering | None
    place: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its properties and its place."""

    node: Element
    place: str

    @property
    def text_width(self) -> float | None:
        """The width of the type area, in points."""
        size, margins = self.node.find(W + "pgSz"), self.node.find(W + "pgMar")
        width = number(attribute(size, "w"))
        sides = [number(attribute(margins, side)) or 0.0 for side in ("left", "right")]
        return None if width is None else (width - sum(sides)) / _TWIPS


def find_sections(document: Element) -> list[Section]:
    """Return the sections in order."""
    nodes = list(document.iter(W + "sectPr"))
    several = len(nodes) > 1
    return [Section(node, f"{MAIN}, phần (section) {n}" if several else MAIN) for n, node in enumerate(nodes, 1)]


def sheets(sections: list[Section]) -> Iterator[Sheet]:
    """Yield the size of each section's pages; a section that names none has Word's own, US Letter."""
    for section in sections:
        size = section.node.find(W + "pgSz")
        width, height = (number(attribute(size, key)) for key in ("w", "h"))
        yield Sheet((width or 12240) / _TWIPS, (height or 15840) / _TWIPS, section.place)


def margins(sections: list[Section], *, mirrored: bool) -> Iterator[Margin]:
    """Yield the margins of each section; facing pages are looked at on both sides."""
    for section in sections:
        node = section.node.find(W + "pgMar")
        gutter = (number(attribute(node, "gutter")) or 0) / _TWIPS
        for side in _SIDES:
            size = abs(number(attribute(node, side)) or 0) / _TWIPS
            yield Margin(side, size + (gutter if side == "left" else 0.0), section.place)
        if mirrored:
            left, right = (abs(number(attribute(node, side)) or 0) / _TWIPS for side in ("left", "right"))
            place = f"{section.place} (trang chẵn, lề đối xứng)"
            yield Margin("left", right, place)
            yield Margin("right", left + gutter, place)


def columns(sections: list[Section]) -> Iterator[ColumnCount]:
    """Yield in how many columns each section stands."""
    for section in sections:
        count = number(attribute(section.node.find(W + "cols"), "num")) or 1
        yield ColumnCount(int(count), section.place)


def first_page(sections: list[Section], found: list[Furniture]) -> FirstPage:
    """Return whether page 1 shows its number."""
    own = bool(sections) and switch(sections[0].node, "titlePg") is True
    numbered = [each for each in found if each.pages == ("first" if own else "default")]
    return FirstPage(bool(numbered), numbered[0].place if numbered else MAIN)


def numberings(sections: list[Section], found: list[Furniture], *, both_sides: bool) -> Iterator[Numbering]:
    """Yield where the number stands on the pages from 2 on."""
    figures = _figures(sections)
    for pages in ("default", "even") if both_sides else ("default",):
        here = [each for each in found if each.pages == pages]
        if not here:
            yield Numbering(f"{MAIN} ({'trang chẵn' if pages == 'even' else 'các trang từ trang 2'})", None)
        for each in here:
            yield Numbering(each.place, each.side, each.centred, figures)


def _figures(sections: list[Section]) -> str | None:
    """Return what is wrong with how pages are counted."""
    for section in sections:
        node = section.node.find(W + "pgNumType")
        form, start = attribute(node, "fmt"), attribute(node, "start")
        if form is not None and form not in _ARABIC:
            return f"kiểu số “{form}”"
        if section is sections[0] and start not in (None, "1"):
            return f"đánh từ {start}"
    return None


def numbered_furniture(package: WordPackage, sections: list[Section], looks: Looks) -> list[Furniture]:
    """Return the running heads and feet that hold a page number; each part once."""
    targets, found, seen = package.targets(), [], set()
    for section in sections:
        for tag, side in _FURNITURE:
            for reference in section.node.iterfind(tag):
                name = targets.get(reference.get(_R + "id", ""), "")
                pages = attribute(reference, "type") or "default"
                root = package.part(name) if name and (name, pages) not in seen else None
                seen.add((name, pages))
                if root is not None:
                    found += [replace(each, pages=pages, side=side) for each in _numbered(root, looks, name)]
    return found


def _numbered(root: Element, looks: Looks, name: str) -> Iterator[Furniture]:
    for paragraph in root.iter(W + "p"):
        if not _has_page_field(paragraph):
            continue
        properties = paragraph.find(W + "pPr")
        look = looks.paragraph_look(properties).over(looks.paragraph(child_value(properties, "pStyle")))
        lettering = _number_lettering(paragraph, looks, look, name)
        yield Furniture("", "top", _is_centred(paragraph, look), lettering, name)
        return


def _has_page_field(paragraph: Element) -> bool:
    codes = [node.text or "" for node in paragraph.iter(W + "instrText")]
    codes += [attribute(node, "instr") or "" for node in paragraph.iter(W + "fldSimple")]
    return any(code.split()[:1] == ["PAGE"] for code in (code.upper() for code in codes))


def _is_centred(paragraph: Element, look: Look) -> bool:
    if look.align == "center" or look.framed_centre:
        return True
    if any(attribute(tab, "alignment") == "center" for tab in paragraph.iter(W + "ptab")):
        return True
    tabs = len(list(paragraph.iter(W + "tab"))) - len(list(paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")))
    return bool(look.centre_tab) and tabs == 1


def _number_lettering(paragraph: Element, looks: Looks, look: Look, name: str) -> Lettering | None:
    """Return how the number is set: by the run that shows it, or the last run of the field where none does."""
    lines = lines_of([paragraph], looks, None)
    runs = [run for line in lines for run in line.inked if run.text.strip().isdecimal()]
    if runs:
        at = runs[-1].look
    else:
        own = [node.find(W + "rPr") for node in paragraph.iter(W + "r") if node.find(W + "instrText") is not None]
        at = looks.run_look(own[-1] if own else None).over(look)
    return Lettering(Role.FOLIO, (at.size or 20) / 2, bool(at.bold), bool(at.italic), name)
