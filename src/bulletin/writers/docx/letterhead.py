"""The head and the foot of an official letter (Nghị định 30/2020/NĐ-CP, appendix I) → Word tables without rules."""

from __future__ import annotations

from bulletin import wording
from bulletin.layout.styles import SIGNING_ROOM
from bulletin.model import Bulletin, Official
from bulletin.text import terms
from bulletin.writers.docx import wordml
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.styles import cell_margins
from bulletin.writers.docx.wordml import Element, child, twips

_LEFT = 0.42  # of the type area: the issuing body's side
_LETTER = 0.458  # em: a little more than a letter of the motto takes in Times, bold: narrower, and it would turn
_CAPITAL = 0.72  # em: the same of a capital
_UNDER_BODY = 0.4  # of the issuing body's width: the decree wants a third to a half


def add_letterhead(bulletin: Bulletin, story: Story) -> None:
    """Add the issuing body and the number at the left, the national title, motto, place and date at the right."""
    official = bulletin.official or Official()
    story.set_columns(1)
    width = story.layout.type_width
    left_width, right_width = width * _LEFT, width * (1 - _LEFT)
    (left, right), (number, place) = _table(story, (left_width, right_width), 2)
    parent, body = wording.letter_bodies(bulletin)
    _lines(left, [("ParentBody", parent), ("IssuingBody", body)], story)
    if body:
        size = story.layout.styles.issuing_body.size.points() if story.layout.styles.issuing_body else 0.0
        _indent(wordml.paragraph(left, "LetterRule"), left_width, len(body) * size * _CAPITAL * _UNDER_BODY)
    _lines(right, [("NationalTitle", terms.NATIONAL_TITLE), ("Motto", terms.MOTTO)], story)
    size = story.layout.styles.motto.size.points() if story.layout.styles.motto else 0.0
    _indent(right[-1], right_width, len(terms.MOTTO) * size * _LETTER)
    _lines(number, [("DocumentNumber", official.number)], story)
    _lines(place, [("PlaceDate", wording.place_and_date(bulletin))], story)
    story.paragraph("Spacer")


def add_signature(bulletin: Bulletin, story: Story) -> None:
    """Add "Nơi nhận" with its list at the left, the signatory's office and name at the right."""
    if not wording.has_signature(bulletin):
        return
    official = bulletin.official or Official()
    recipients = wording.recipient_lines(official)
    story.set_columns(1)
    width = story.layout.type_width
    ((left, right),) = _table(story, (width / 2, width / 2), 1)
    title = terms.RECIPIENTS if recipients else None
    _lines(left, [("RecipientsTitle", title), *(("Recipients", line) for line in recipients)], story)
    _lines(right, [("Signature", line) for line in official.office], story)
    if official.signer:
        style = story.layout.styles.needed("signature")
        node = wordml.paragraph(right, "Signature")
        child(node[0], "spacing", before=twips(SIGNING_ROOM * style.leading_points))
        wordml.run(node, story.text(official.signer))
    story.paragraph("Spacer")


def _table(story: Story, widths: tuple[float, float], rows: int) -> list[tuple[Element, Element]]:
    """Add a table without rules; return its cells. A page that is to begin here begins with an empty line above it."""
    if story.breaks_page:
        story.paragraph("Spacer")
    node = child(story.body, "tbl")
    look = child(node, "tblPr")
    child(look, "tblW", w=sum(map(twips, widths)), type="dxa")
    child(look, "tblLayout", type="fixed")
    cell_margins(look, 0, 0)  # LibreOffice has its own where a table names none
    grid = child(node, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=twips(width))
    cells = []
    for _ in range(rows):
        row = child(node, "tr")
        child(child(row, "trPr"), "cantSplit")
        pair = []
        for width in widths:
            cell = child(row, "tc")
            child(child(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
            pair.append(cell)
        cells.append((pair[0], pair[1]))
    return cells


def _lines(cell: Element, lines: list[tuple[str, str | None]], story: Story) -> None:
    """Add a paragraph for every text; a cell has at least one."""
    shown = [line for line in lines if line[1]]
    for style, text in shown or [("Spacer", None)]:
        node = wordml.paragraph(cell, style)
        if text:
            wordml.run(node, story.text(text))


def _indent(node: Element, width: float, rule: float) -> None:
    """Indent a paragraph on both sides so far that the rule under it is `rule` points wide."""
    indent = twips(max(0.0, (width - rule) / 2))
    child(node[0], "ind", left=indent, right=indent)
