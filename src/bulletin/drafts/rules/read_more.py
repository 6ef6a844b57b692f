"""Pointers to other articles between paragraphs (">>> Xem thêm: …", "Đọc thêm: …"): chrome."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role

NAME = "read-more"

_POINTER = re.compile(r"(?:[>»]{2,}|[-–=]+>|[►▶➤])\s*\S.*|\[(?!\s*(?:ảnh|hình|img|image|video|caption))[^\[\].]{25,}\]|[>»]?\s*(?:xem thêm|đọc thêm|mời xem|mời độc giả xem|tin liên quan)\s*:\s*\S.*", re.IGNORECASE)
_LONGEST = 200


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        if len(line.text) <= _LONGEST and _POINTER.fullmatch(line.text):
            line.claim(Role.CHROME, NAME)
