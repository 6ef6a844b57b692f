"""Characters that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets): Word and EPUB files cannot hold them."""

from __future__ import annotations

import re

# The forbidden characters that part words (str.split() agrees): a space keeps the words apart.
_PARTING = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f", " "))

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return the text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text.translate(_PARTING)) if _FORBIDDEN.search(text) else text


def has_forbidden(text: str) -> bool:
    """Return whether the text holds a character that XML forbids."""
    return _FORBIDDEN.search(text) is not None
