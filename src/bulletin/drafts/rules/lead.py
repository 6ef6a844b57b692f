"""The lead (sapo): one short paragraph right under the headline, with more text below it; and its dateline.

A dateline is a place in capitals, or a paper's tag in brackets, before a dash: "HẢI DƯƠNG – …". "Sáng 5/7, …" is
text.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence

NAME = "lead"
DATELINE = "dateline"
DATELINE_ALONE = "dateline-alone"
TAG = "paper-tag"

# Newspapers keep a sapo under 60 syllables; a longer first paragraph is body.
_SHORTEST, _LONGEST = 80, 300
_DATELINE = re.compile(r"(?P<place>[^\W\d_][^\d,.;:()–—]{1,38}?)\s*(?:[–—]|\s-)\s+(?=[\w“\"])")
# A place alone on its line, in capitals, between headline and lead: "HÀ NỘI".
_PLACE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,4}")
_TAG = re.compile(r"\(\s*[^()]{2,30}\)\s*[–—-]\s*")


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    if first == 0:
        return
    texts = [line for line in draft.lines[first:] if not line.is_claimed]
    if len(texts) >= 3 and texts[0].is_free and _is_place(texts[0].text) and _can_be_lead(texts[1].rest):
        texts.pop(0).claim(Role.PLACE, DATELINE_ALONE)
    if len(texts) < 2:
        return
    line = texts[0]
    if not _can_be_lead(line.rest):
        return
    tag = _TAG.match(line.rest)
    place = _DATELINE.match(line.rest)
    if tag:
        line.claim_front(tag.end(), Role.CHROME, TAG)
    elif place and place["place"].isupper():
        line.claim_front(place.end(), Role.PLACE, DATELINE, inner=place.span("place"))
    line.claim(Role.LEAD, NAME)


def _is_place(text: str) -> bool:
    return text.isupper() and len(text) <= 30 and _PLACE.fullmatch(text) is not None


def _can_be_lead(text: str) -> bool:
    """Whether the length, the end and the beginning of a paragraph are those of a lead."""
    if not (_SHORTEST <= len(text) <= _LONGEST and ends_sentence(text)):
        return False
    return not text.rstrip().endswith((":", ";")) and not text.startswith(("-", "+", "•"))
