"""Sub-heads: a short line without an end mark with text below it, or a numbered one."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import ends_sentence, is_capitals, sentence_count
from bulletin.drafts.rules import list_item

NAME = "heading"

_NUMBERED = re.compile(
    r"(?:(?i:phần|chương|mục|bài|kỳ)\s+)?(?:(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-Da-dđ])\s?[.)/:–-]+\s*|\d{1,2}(?:\.\d{1,2})+\s+|[IVX]{1,5}\s+)(?=\S)"
)
_LONGEST, _MOST_WORDS = 160, 28
_LONGEST_NUMBERED = 220
_QUESTIONS = 3  # so many lines that ask are an interview's


def claim(draft: Draft) -> None:
    lines = draft.lines
    is_interview = sum(line.text.endswith("?") for line in lines) >= _QUESTIONS
    for index in range(draft.first_text_line(), len(lines) - 1):
        line = lines[index]
        if not line.is_free or not _may_be(line.text) or (is_interview and line.text.endswith("?")):
            continue
        below = _next_open(lines, index)
        if below is not None and (below.is_text or ends_sentence(below.text) or len(below.text) >= 60 or below.has(Role.LIST_ITEM) or below.has(Role.TABLE) or _NUMBERED.match(below.text)):
            line.claim(Role.HEADING, NAME)


_STAR = re.compile(r"[*•]\s+")  # an item of several pieces of news in one article
_SPEAKER = re.compile(r"(?:pv|p\.v|phóng viên|hỏi|đáp|trả lời|nhà báo|btv|mc|ông|bà|đồng chí|đ/c|anh|chị)\b[^:]{0,40}:\s", re.IGNORECASE)


def _may_be(text: str) -> bool:
    if len(text) > _LONGEST_NUMBERED and "*" not in text and "•" not in text:
        return False
    if _SPEAKER.match(text) or list_item.is_spoken(text):
        return False
    text = _STAR.sub("", text)
    number = _NUMBERED.match(text)
    bare = text[number.end() :] if number else text
    if number and len(text) <= _LONGEST_NUMBERED and (text.endswith(":") or not ends_sentence(text)):
        return bare[:1].isupper() and sentence_count(bare) == 1
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or sentence_count(text) > 1:
        return False
    if is_capitals(text) and len(text) >= 4 and not text.endswith((".", ";", ",")):
        return True
    return text.lstrip('“"‘')[:1].isupper() and not text.endswith((".", ";", ":", ",", "!", "…"))


def _next_open(lines: list[Line], index: int) -> Line | None:
    """Return the line below; chrome between (a related link) is passed over."""
    return next((line for line in lines[index + 1 : index + 4] if not line.has(Role.CHROME)), None)
