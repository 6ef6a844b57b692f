"""The language switch above an article ("23/4/2023 | English | 中文"): chrome.

A date beside it is today's on the site's clock, never the article's.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role

NAME = "language-switch"

_LANGUAGE = (
    r"english|tiếng việt|tiếng anh|vietnamese|việt nam|français|tiếng pháp|русский|español|中文|汉语|日本語|한국어|ລາວ|ខ្មែរ"
    r"|en|vi|vn|eng|vie"
)
_DATE = r"(?:(?:thứ \w+|chủ nhật),?\s*)?(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?:[\s,|-]*\d{1,2}[:h]\d{2}(?::\d{2})?)?"
_SEPARATOR = r"[\s|•·/,-]*"
_SWITCH = re.compile(rf"(?:{_DATE})?{_SEPARATOR}(?:(?:{_LANGUAGE})(?!\w){_SEPARATOR})+(?:{_DATE})?", re.IGNORECASE)


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        if len(line.text) <= 100 and _SWITCH.fullmatch(line.text):
            line.claim(Role.CHROME, NAME)
