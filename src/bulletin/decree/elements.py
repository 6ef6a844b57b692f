"""The lines of a document → which of them are parts of the form (Quốc hiệu, Tiêu ngữ, số và ký hiệu …).

By their words alone: Word files seldom name such lines by a style, and a PDF never does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bulletin.decree.facts import Role

HEAD = (Role.NATIONAL_TITLE, Role.MOTTO, Role.ISSUING_BODY, Role.NUMBER, Role.PLACE_DATE)
_HEAD_LINES = 60  # a document's head stands above its 60th line
_MOST_RECIPIENTS = 40

_NATIONAL_TITLE = {"cộnghòaxãhộichủnghĩaviệtnam", "cộnghoàxãhộichủnghĩaviệtnam"}
_MOTTO = "độclậptựdohạnhphúc"
_GAP = r"[\s\d.…_]{0,12}"
_NUMBER = re.compile(r"số\s*:|số\s?[\d.…_]{0,6}\s?/", re.IGNORECASE)
_PLACE_DATE = re.compile(rf"[^,]{{2,60}},\s*ngày{_GAP}tháng{_GAP}năm{_GAP}", re.IGNORECASE)
_RECIPIENTS_TITLE = re.compile(r"nơi nhận\s*:?\s*$", re.IGNORECASE)
_RECIPIENT = re.compile(r"[-–]|lưu\s*:", re.IGNORECASE)
_TYPED_RULE = re.compile(r"[\s_\-–—~=*.]{3,}$")


def is_typed_rule(text: str) -> bool:
    """Return whether the line is a rule made of characters."""
    return bool(text.strip()) and _TYPED_RULE.match(text.strip()) is not None


def is_recipients_title(text: str) -> bool:
    """Return whether the line is the words "Nơi nhận:"."""
    return _RECIPIENTS_TITLE.match(unicodedata.normalize("NFC", text.strip())) is not None


def find_roles(texts: Sequence[str]) -> list[Role | None]:
    """Return the role of every line, None for what is no part of the form."""
    roles: list[Role | None] = [None] * len(texts)
    for index, text in enumerate(texts):
        words = unicodedata.normalize("NFC", " ".join(text[:400].split()))
        role = _role_by_words(words)
        if role is not None and role not in roles and (index < _HEAD_LINES or role is Role.RECIPIENTS_TITLE):
            roles[index] = role
    _mark_issuing_body(texts, roles)
    _mark_recipients(texts, roles)
    return roles


def _role_by_words(words: str) -> Role | None:
    letters = "".join(character for character in words.casefold() if character.isalpha())
    if letters in _NATIONAL_TITLE:
        return Role.NATIONAL_TITLE
    if letters == _MOTTO:
        return Role.MOTTO
    if len(words) < 60 and _NUMBER.match(words):
        return Role.NUMBER
    if _PLACE_DATE.fullmatch(words):
        return Role.PLACE_DATE
    return Role.RECIPIENTS_TITLE if is_recipients_title(words) else None


def _mark_issuing_body(texts: Sequence[str], roles: list[Role | None]) -> None:
    """Mark the last line of words above the number: the issuing body's, or its last where it takes several."""
    for below in (Role.NUMBER, Role.NATIONAL_TITLE):
        if below not in roles:
            continue
        for index in reversed(range(roles.index(below))):
            if roles[index] is None and texts[index].strip() and not is_typed_rule(texts[index]):
                roles[index] = Role.ISSUING_BODY
                return


def _mark_recipients(texts: Sequence[str], roles: list[Role | None]) -> None:
    if Role.RECIPIENTS_TITLE not in roles:
        return
    start = roles.index(Role.RECIPIENTS_TITLE) + 1
    for index in range(start, min(len(texts), start + _MOST_RECIPIENTS)):
        if _RECIPIENT.match(texts[index].strip()):
            roles[index] = Role.RECIPIENTS
        elif texts[index].strip():
            return
