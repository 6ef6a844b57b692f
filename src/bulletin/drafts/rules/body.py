"""Whatever no other rule has claimed is body text: nothing is lost for want of a rule."""

from __future__ import annotations

from bulletin.drafts.draft import Draft, Role

NAME = "body"


def claim(draft: Draft) -> None:
    for line in draft.lines:
        if not line.is_claimed:
            line.claim(Role.PARAGRAPH, NAME)
