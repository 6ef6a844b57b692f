"""A draft → the stretch of it that is the article's text: where paragraphs stand thick, menus and link lists do not.

Each line weighs for or against being inside; the best stretch is the one with the greatest sum (Kadane's algorithm),
as in Pasternack & Roth, “Extracting article text from the web with maximum subsequence segmentation” (WWW 2009).
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import LABEL_WORDS, ends_sentence, is_running_text
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import byline, source, tail

_TEASER = 330  # a related article's lead is seldom longer
_LEAD_WITHIN = 14  # lines of buttons between a lead and the text
_ENOUGH_TEXT = 3  # paragraphs above a label that opens the tail
_LONGEST_SIGNATURE = 60
_UNENDED = 150  # longer than any headline: a paragraph cut off
_ITEM = re.compile(r"[-–+•*]\s|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)[.)]\s")


def find_span(draft: Draft) -> tuple[int, int]:
    """Return the first and the last line of the article's text; the last is before the first where there is none."""
    lines = draft.lines
    best, first, last = 0.0, 0, -1
    total, start = 0.0, 0
    opened, texts = False, 0  # below a label of related news or a signature, paragraphs may be teasers
    for index, line in enumerate(lines):
        if _opens(line) and (not line.pieces or texts >= _ENOUGH_TEXT) and not _goes_on(lines, index):
            opened = opened or texts > 0
            weight = -5.0
        else:
            weight = _weigh(lines, index, opened=opened)
            opened = opened or (texts >= _ENOUGH_TEXT and _signs(line))
        texts += line.is_text
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best and weight > 0:
            best, first, last = total, start, index
    return _with_lead(lines, first), last


def _with_lead(lines: list[Line], first: int) -> int:
    """Return the first line of the span once a lead above it, parted from it by buttons, is taken in."""
    index = first - 1
    while index >= max(0, first - _LEAD_WITHIN):
        if not lines[index].pieces and _opens(lines[index]):
            break
        if lines[index].is_text and not lines[index].is_claimed:
            first = index
        index -= 1
    return first


def _opens(line: Line) -> bool:
    return len(line.text) <= tail.LONGEST_LABEL and tail.is_opener(line.text)


def _goes_on(lines: list[Line], index: int) -> bool:
    """Whether a paragraph follows a label that may be a mere button ("Đọc thêm"), and no reader's comment does."""
    paragraphs = 1 if lines[index].pieces else 2
    below = lines[index + 1 : index + 1 + paragraphs]
    goes_on = len(below) == paragraphs and all(line.is_text for line in below)
    return goes_on and not _COMMENTS.search(lines[index].text)


_COMMENTS = re.compile(r"bình luận|ý kiến|phản hồi|comment|thảo luận|reply", re.IGNORECASE)


def _signs(line: Line) -> bool:
    if line.pieces or len(line.text) > _LONGEST_SIGNATURE:
        return False
    return are_names(line.text) or byline.is_labelled(line.text) or source.is_labelled(line.text)


def _weigh(lines: list[Line], index: int, *, opened: bool) -> float:
    line = lines[index]
    length = len(line.text)
    if line.is_claimed:
        return _weigh_claimed(line)
    if line.is_verse:
        return 1.0
    if line.is_text:
        if opened and length < _TEASER and _is_teaser(lines, index):
            return -0.4
        return min(2.5 + length / 400, 6) if is_running_text(line.text) else 2
    if tail.is_foot(line.text):
        return -3
    if ends_sentence(line.text):
        return 0.6 if length >= 40 else 0.1
    if length >= _UNENDED or (length >= 60 and index == len(lines) - 1):
        return 0.5
    if _ITEM.match(line.text) and not opened:
        return 0.3
    return -0.5 if len(line.text.split()) > LABEL_WORDS else -0.6


def _weigh_claimed(line: Line) -> float:
    """Weigh what a rule knows already: buttons stand inside articles too, stamps seldom."""
    if line.has(Role.DATE) or line.has(Role.METADATA):
        return -1.0
    return -0.25 if line.has(Role.CHROME) else 0.2


def _is_teaser(lines: list[Line], index: int) -> bool:
    """Whether a paragraph stands alone under a headline, and the next headline or date right below it."""
    above = lines[index - 1] if index else None
    below = lines[index + 1] if index + 1 < len(lines) else None
    if above is None or not _is_headline(above):
        return False
    return below is None or _is_headline(below) or below.has(Role.DATE) or below.has(Role.CHROME)


def _is_headline(line: Line) -> bool:
    return not line.is_text and len(line.text.split()) >= LABEL_WORDS - 2 and not ends_sentence(line.text)
