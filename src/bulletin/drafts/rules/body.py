"""Whatever no other rule has claimed is body text: nothing is lost for want of a rule.

A paragraph that stands twice, word for word, is the page's own copy of it (a summary for search engines): chrome.
"""

from __future__ import annotations

from bulletin.drafts.draft import Draft, Role

NAME = "body"
DOUBLED = "doubled-text"


def claim_doubles(draft: Draft) -> None:
    seen: set[str] = set()
    for index in draft.texts():
        line = draft.lines[index]
        if line.is_free and line.text in seen:
            line.claim(Role.CHROME, DOUBLED)
        seen.add(line.text)


def claim(draft: Draft) -> None:
    for line in draft.lines:
        if not line.is_claimed:
            line.claim(Role.PARAGRAPH, NAME)
