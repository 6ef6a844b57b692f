"""Strings → well-formed XHTML: what XML forbids is taken out, the rest is escaped (XML 1.0, EPUB 3.3 §6.1)."""

from __future__ import annotations

import re
from html import escape

from bulletin.text.characters import has_forbidden, xml_text

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")


# "27-NQ/TW", "30/2020/NĐ-CP": browsers break a document's number after "-" and "/" where a letter follows.
_DOCUMENT_NUMBER = re.compile(r"(?<!\w)\d[\w./-]{0,16}[-/][^\W\d](?:[\w./-]{0,10}\w)?(?!\w)")


def forbidden(text: str) -> list[str]:
    """Return the distinct characters of `text` that XML cannot hold, in order."""
    return [character for character in dict.fromkeys(text) if has_forbidden(character)]


def text_to_xhtml(text: str) -> str:
    """Return cleaned text as character data in which the numbers of documents stay on one line."""
    return _DOCUMENT_NUMBER.sub(r'<span class="whole">\g<0></span>', escape(text, quote=False))


def attribute(value: str) -> str:
    """Return `value` as it stands between the quotes of an attribute."""
    return escape(xml_text(value))


def language_tag(language: str) -> str:
    """Return the language without its region: voices, hyphenation and fonts follow the language alone."""
    found = _LANGUAGE.fullmatch(language)
    return found[1].lower() if found else "vi"


def document(title: str, language: str, body: str, *, kind: str) -> bytes:
    """Return a whole XHTML file; `kind` is the class of its body."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}">\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{escape(xml_text(title), quote=False)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f'<body class="{kind}">\n{body}\n</body>\n</html>\n'
    ).encode()
