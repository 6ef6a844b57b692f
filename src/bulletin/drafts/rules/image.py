"""A line that stands for an image ("3.png", "[img]"): the figure's image."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role

NAME = "image-file"
PLACEHOLDER = "image-placeholder"

_FILE = re.compile(r"[^\s|<>?*\"][^|<>?*\"]{0,150}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|heic)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"[\[(<]\s*(?:img|image|photo|picture|hình(?: ảnh)?|ảnh)\s*\d*\s*[\])>]", re.IGNORECASE)


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        if _FILE.fullmatch(line.text) and len(line.text.split()) <= 6:
            line.claim(Role.IMAGE, NAME)
        elif _PLACEHOLDER.fullmatch(line.text):
            line.claim(Role.IMAGE, PLACEHOLDER)
