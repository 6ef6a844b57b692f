"""A line that stands for an image ("3.png", "[img]", "![](…)"): the figure's image."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence

NAME = "image-file"
PLACEHOLDER = "image-placeholder"
ALTERNATIVE = "image-name"

_SUFFIX = r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|heic|jfif)"
_FILE = re.compile(rf"[^\s|<>?*\"][^|<>?*\"]{{0,150}}{_SUFFIX}", re.IGNORECASE)
_WORD = "(?:ảnh|anh|hình(?: ảnh)?|hinh(?: anh)?|image|img|photo|picture)"
_LABEL = rf"{_WORD}(?:\s*:\s*|\s+)"
_LABELLED_FILE = re.compile(rf"[\[(<]\s*(?:{_LABEL})?(?P<name>[^\[\]()<>\s][^\[\]()<>]{{0,149}}{_SUFFIX})\s*[\])>]|(?:{_WORD})\s*:\s*(?P<bare>[^\s:|<>][^:|<>]{{0,149}}{_SUFFIX})|!\[[^\]]{{0,200}}\]\((?P<marked>[^()\s]{{1,200}}{_SUFFIX})\)", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"[\[(<]\s*(?:img|image|photo|picture|hình(?: ảnh)?|ảnh)\s*\d*\s*[\])>]|!\[[^\]]{0,200}\]\([^)]{0,300}\)[ |]*|chú thích ảnh|(?:spot_)?img|(?:img|dsc|dscn|image|hinh|anh)[ _-]?\d+|image|leftcenterrightdel|\.(?:jpe?g|png|gif|webp)\)?|<image>.*</image>|\ufffc|(?:[a-z]?\d{6,}_[0-9a-f]{16,}\s*)+|\[?\s*(?:nhấp|click|bấm) (?:vào )?(?:ảnh|hình) để (?:xem|phóng).{0,30}",
    re.IGNORECASE,
)


def claim(draft: Draft) -> None:
    for index, line in draft.free():
        text = line.text
        if len(text) > 320:
            continue
        labelled = _LABELLED_FILE.fullmatch(text)
        if labelled:
            line.claim(Role.IMAGE, NAME, inner=labelled.span(labelled.lastgroup or 0))
        elif _FILE.fullmatch(text) and len(text.split()) <= 6:
            line.claim(Role.IMAGE, NAME)
        elif _PLACEHOLDER.fullmatch(text):
            line.claim(Role.IMAGE, PLACEHOLDER)
        elif _is_alternative_text(text) and nearby_text(draft, index):
            line.claim(Role.IMAGE, ALTERNATIVE)


def _is_alternative_text(text: str) -> bool:
    """Whether it is a picture's name in Vietnamese words without their marks ("Quang canh hoi nghi 2")."""
    return _BARE_NAME.fullmatch(text) is not None and 4 <= len(text.split()) <= 25 and not ends_sentence(text)


_BARE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 :,()_-]*(?:\d|\))")


def nearby_text(draft: Draft, index: int) -> bool:
    """Return whether a paragraph stands within three lines of the line at `index`."""
    return any(line.is_text for line in draft.lines[max(0, index - 3) : index + 4])
