"""The site's own name above an article ("Cổng thông tin điện tử tỉnh …", "Báo … điện tử"): chrome.

Only above the first paragraph of running text, and only a short line without an end mark.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence, is_running_text

NAME = "site-name"

_SITE = re.compile(
    r"(?:chào mừng (?:bạn|quý vị) đến với |kính chào quý khách.*)?"
    r"(?:(?:cổng|trang) (?:thông tin )?(?:điện tử|tttđt)|cổng ttđt|trang ttđt|trang tin điện tử|báo điện tử"
    r"|báo .{2,40} (?:điện tử|online)|tạp chí .{2,50} (?:điện tử|online)|cơ quan ngôn luận của|cơ quan chủ quản|tiếng nói của)\b.*"
    r"|https?://\S+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org)/?",
    re.IGNORECASE,
)
_LONGEST = 140


def claim(draft: Draft) -> None:
    for line in draft.lines:
        if is_running_text(line.text):
            return
        if line.is_free and len(line.text) <= _LONGEST and _SITE.fullmatch(line.text) and not ends_sentence(line.text):
            line.claim(Role.CHROME, NAME)
