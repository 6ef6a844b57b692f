"""Whatever no other rule has claimed is body text: nothing is lost for want of a rule.

A paragraph that stands twice in a row, word for word, or the first one once more, is the page's own copy of it (a
summary for search engines): chrome, and so are the copies that follow a copy. Any other is a refrain: the article's.
"""

from __future__ import annotations

from bulletin.drafts.draft import Draft, Role

NAME = "body"
DOUBLED = "doubled-text"


def claim_doubles(draft: Draft) -> None:
    orders: dict[str, int] = {}
    last_copy = -1
    for order, index in enumerate(draft.texts()):
        line = draft.lines[index]
        first = orders.setdefault(line.text, order)
        if line.is_free and first < order and (first in (0, order - 1) or last_copy == order - 1):
            line.claim(Role.CHROME, DOUBLED)
            last_copy = order


def claim(draft: Draft) -> None:
    for line in draft.lines:
        if not line.is_claimed:
            line.claim(Role.PARAGRAPH, NAME)
