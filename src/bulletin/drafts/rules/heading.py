"""Sub-heads: a short line without an end mark, with text right below it."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence, sentence_count

NAME = "heading"

_NUMBERED = re.compile(r"(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-D])[.)/-]?\s+\S")
_LONGEST, _MOST_WORDS = 140, 25
_TEXT_BELOW = 120


def claim(draft: Draft) -> None:
    lines = draft.lines
    for index in range(draft.first_text_line(), len(lines) - 1):
        line = lines[index]
        if not line.is_free or (ends_sentence(line.text) and not _NUMBERED.match(line.text)):
            continue
        if len(line.text) > _LONGEST or len(line.text.split()) > _MOST_WORDS or sentence_count(_NUMBERED.sub("", line.text, count=1)) > 1:
            continue
        if line.text.endswith((".", ";", ":", ",")) or not (line.text[0].isupper() or _NUMBERED.match(line.text)):
            continue
        if lines[index + 1].is_free and len(lines[index + 1].text) >= _TEXT_BELOW:
            line.claim(Role.HEADING, NAME)
