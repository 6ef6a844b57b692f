"""Pointers to other articles between paragraphs (">>> Xem thêm: …", "Đọc thêm: …"), and their teasers: chrome.

A teaser opens with the paper's tag, as the lead does: "(BĐT) - …".
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence

NAME = "read-more"
TEASER = "teaser"

_POINTER = re.compile(r"(?:[>»]{2,}|[-–=]+>|[►▶➤])\s*\S.*|[>»]?\s*(?:xem thêm|đọc thêm|mời xem|mời độc giả xem|tin liên quan)\s*:\s*\S.*", re.IGNORECASE)
_LONGEST = 200


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        if len(line.text) <= _LONGEST and _POINTER.fullmatch(line.text):
            line.claim(Role.CHROME, NAME)


_TAG = re.compile(r"\(?[A-ZĐ][\w. ]{1,20}\)?\s*[-–]")


def claim_teasers(draft: Draft) -> None:
    """Claim paragraphs that open with the tag of the lead, and the headline above each."""
    first = draft.first_text_line()
    tag = next((line.text[: line.pieces[0].end] for line in draft.lines[first:] if line.pieces and line.pieces[0].rule == "paper-tag"), "")
    mark = tag.strip(" -–")
    if not mark:
        return
    for index, line in enumerate(draft.lines):
        if index > first and line.is_free and line.text.startswith(mark) and _TAG.match(line.text) and line.is_text:
            line.claim(Role.CHROME, TEASER)
            above = draft.lines[index - 1]
            if above.is_free and not above.is_text and not ends_sentence(above.text):
                above.claim(Role.CHROME, TEASER)
