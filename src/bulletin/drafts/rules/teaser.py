"""Teasers of other articles below or between the paragraphs, each a headline and its lead: chrome.

They are known by the paper's tag ("(BĐT) - …"), with which they open as the article's own lead does; or by their
form: a text that ran on paragraph after paragraph ends in headlines with one short paragraph each.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Remark, Role
from bulletin.drafts.evidence import ends_sentence

TAGGED = "tagged-teaser"
PAIRED = "paired-teaser"

_TAG = re.compile(r"\([A-ZĐ][\w. ]{1,20}\)\s*[-–]")
_OWN_TAG = "paper-tag"
_NUMBERED = re.compile(r"\W*(?:\d{1,2}|[IVX]{1,4}|[a-dđ])[.):/]")
_WORDS, _MEAN_WORDS = 6, 9  # of the headlines; sub-heads have seldom so many
_SHORTEST, _LONGEST = 60, 260  # characters of the paragraph
_FEWEST = 2
_CUT_OFF = 150  # of a paragraph without its end mark
_TEXT_ABOVE = 3  # paragraphs on end right above: more than stand under a sub-head of an article in such pairs


def claim_tagged(draft: Draft) -> None:
    """Claim paragraphs that open with a paper's tag though they are no lead, and the headline above each."""
    first = draft.first_text_line()
    tags = (line.text[: line.pieces[0].end] for line in draft.lines[first:] if line.pieces and line.pieces[0].rule == _OWN_TAG)
    own = next(tags, "").strip(" -–")
    for index, line in enumerate(draft.lines):
        if index <= first + 1 or not (line.is_free and line.is_text and _opens_with_tag(line.text, own)):
            continue
        above = draft.lines[index - 1]
        if above.is_free and not above.is_text and not ends_sentence(above.text):
            above.claim(Role.CHROME, TAGGED)
            line.claim(Role.CHROME, TAGGED)


def _opens_with_tag(text: str, own: str) -> bool:
    return _TAG.match(text) is not None or (bool(own) and text.startswith(own) and text[len(own) :].lstrip()[:1] in "-–")


def claim_paired(draft: Draft) -> None:
    """Claim headlines with one short paragraph each that stand below the text."""
    if draft.has_markup:  # a page's own elements say where its article ends
        return
    lines = _stretch(draft)
    start = _TEXT_ABOVE
    while start < len(lines):
        end = start
        while end + 1 < len(lines) and _is_pair(lines[end], lines[end + 1]):
            end += 2
        if _are_teasers(lines, start, end):
            _drop(draft, lines[start:end])
            return
        start = max(end, start + 1)


def _are_teasers(lines: list[Line], start: int, end: int) -> bool:
    heads = lines[start:end:2]
    if len(heads) < _FEWEST or sum(len(line.text.split()) for line in heads) < _MEAN_WORDS * len(heads):
        return False
    if end < len(lines) and lines[end].is_text:  # the last has a further paragraph: sub-heads
        return False
    return all(line.is_text or len(line.text) >= _CUT_OFF for line in lines[start - _TEXT_ABOVE : start])


def _drop(draft: Draft, teasers: list[Line]) -> None:
    for line in teasers:
        line.claim(Role.CHROME, PAIRED)
    opening = teasers[0].text
    problem = f"bỏ {len(teasers) // 2} lời giới thiệu bài khác ở cuối bài (“{opening}” …)"
    draft.remarks.append(Remark("text-dropped", problem, teasers[0].number))


def _stretch(draft: Draft) -> list[Line]:
    """Return the lines of the text, but for the page's own, as far as the first of those below it."""
    first, last = draft.span
    lines = []
    for index, line in enumerate(draft.lines[first:], first):
        if not line.has(Role.CHROME):
            lines.append(line)
        elif index > last:
            break
    return lines


def _is_pair(head: Line, text: Line) -> bool:
    is_headline = head.is_free and not head.is_text and not ends_sentence(head.text) and not _NUMBERED.match(head.text)
    is_short = text.is_free and _SHORTEST <= len(text.text) <= _LONGEST and ends_sentence(text.text)
    return is_headline and is_short and len(head.text.split()) >= _WORDS
