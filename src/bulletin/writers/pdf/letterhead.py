"""The head and the foot of an official letter (Nghị định 30/2020/NĐ-CP, appendix I) → slugs across the page."""

from __future__ import annotations

from bulletin import wording
from bulletin.layout.styles import SIGNING_ROOM
from bulletin.model import Bulletin, Official
from bulletin.text import terms
from bulletin.writers.pdf.marks import Mark, RuleMark, Slug, TextMark
from bulletin.writers.pdf.setter import Setter
from bulletin.writers.pdf.slugs import text_slugs

_LEFT = 0.42  # of the type area: the issuing body's side
_GAP = 6.0  # points between the two sides
_RULE = 0.6  # points
_UNDER_BODY = 0.4  # of the issuing body's width: the decree wants a third to a half


def letterhead(bulletin: Bulletin, setter: Setter) -> list[Slug]:
    """Return the issuing body and the number at the left, the national title, motto, place and date at the right."""
    official = bulletin.official or Official()
    width = setter.layout.type_width
    left_width = width * _LEFT - _GAP
    right = width * _LEFT
    parent, body = wording.letter_bodies(bulletin)
    left_marks, left_height = _column(
        [(parent, "parent_body"), (body, "issuing_body")], setter, 0.0, left_width, _UNDER_BODY
    )
    right_marks, right_height = _column(
        [(terms.NATIONAL_TITLE, "national_title"), (terms.MOTTO, "motto")], setter, right, width - right, 1.0
    )
    second = max(left_height, right_height)
    number, number_height = _column([(official.number, "document_number")], setter, 0.0, left_width)
    place, place_height = _column([(wording.place_and_date(bulletin), "place_date")], setter, right, width - right)
    marks = [*left_marks, *right_marks, *(mark._replace(y=mark.y + second) for mark in (*number, *place))]
    height = second + max(number_height, place_height) + setter.style("body").leading
    return [Slug(height, tuple(marks))]


def _column(
    lines: list[tuple[str | None, str]], setter: Setter, left: float, width: float, rule: float = 0.0
) -> tuple[list[Mark], float]:
    """Return lines one under the other in a column, and its height; `rule` is that of the last, of its width."""
    marks: list[Mark] = []
    y = 0.0
    for text, role in lines:
        if not text:
            continue
        for slug in text_slugs(setter.plain_passage(text, role), setter, role, width):
            marks += [mark._replace(x=mark.x + left, y=mark.y + y) for mark in slug.marks]
            y += slug.height
    last = marks[-1] if marks else None
    if rule and isinstance(last, TextMark):
        wide = last.line.width * rule
        middle = last.x + last.line.width / 2
        colour = last.line.style.ink.colour
        # Below the dots of ộ and ự in the line above.
        y += 3.0
        marks.append(RuleMark(middle - wide / 2, y, wide, _RULE, colour))
        y += 6.0
    return marks, y


def signature(bulletin: Bulletin, setter: Setter) -> list[Slug]:
    """Return "Nơi nhận" with its list at the left, the signatory's office and name at the right; never parted."""
    official = bulletin.official or Official()
    width = setter.layout.type_width
    right = width / 2
    recipients = [(terms.RECIPIENTS, "recipients_title")] if official.recipients else []
    recipients += [(line, "recipients") for line in wording.recipient_lines(official)]
    marks, left_height = _column([*recipients], setter, 0.0, right - _GAP)
    office, office_height = _column([(line, "signature") for line in official.office], setter, right, width - right)
    name_top = office_height + SIGNING_ROOM * setter.style("signature").leading
    name, name_height = _column([(official.signer, "signature")], setter, right, width - right)
    marks += [*office, *(mark._replace(y=mark.y + name_top) for mark in name)]
    height = max(left_height, name_top + name_height if official.signer else office_height)
    above = setter.style("body").leading
    return [Slug(height + above, tuple(mark._replace(y=mark.y + above) for mark in marks), skip=above)] if marks else []
