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
TAG = "paper-tag"

# Newspapers keep a sapo under 60 syllables; a longer first paragraph is body.
_SHORTEST, _LONGEST = 80, 300
_DATELINE = re.compile(r"(?P<place>[^\W\d_][^\d,.;:()–—]{1,38}?)\s*(?:[–—]|\s-)\s+(?=[\w“\"])")
_TAG = re.compile(r"\(\s*[^()]{2,30}\)\s*[–—-]\s*")


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    if first == 0:
        return
    texts = [line for line in draft.lines[first:] if not line.is_claimed]
    if len(texts) < 2:
        return
    line = texts[0]
    if not (_SHORTEST <= len(line.rest) <= _LONGEST and ends_sentence(line.rest)):
        return
    if line.rest.rstrip().endswith((":", ";")) or line.rest.startswith(("-", "+", "•")):
        return
    tag = _TAG.match(line.rest)
    place = _DATELINE.match(line.rest)
    if tag:
        line.claim_front(tag.end(), Role.CHROME, TAG)
    elif place and place["place"].isupper():
        line.claim_front(place.end(), Role.PLACE, DATELINE, inner=place.span("place"))
    line.claim(Role.LEAD, NAME)
