"""What is left below the end of an article: links and labels of the page, chrome."""

from __future__ import annotations

import re
from collections import Counter

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import LABEL_WORDS, ends_sentence
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import byline, caption, tail

NAME = "below-article"

_ITEM = re.compile(r"[-–+•*]\s*\S|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)[.)]\s")
_LINK = re.compile(r"[>»▪►◆■#]|.*[(\[\s–-]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*[)\]]?$|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_POINTER = re.compile(r"\b(?:xem|video|clip|tại đây|đường dẫn|link|bài viết|tin liên quan)\b", re.IGNORECASE)
_SENTENCE = 40
_LONG = 150  # longer than any headline


def claim(draft: Draft) -> None:
    """Claim what stands below the last paragraph and is neither a sentence, an item nor a caption.

    The first headline, and whatever label opens the page's own parts, closes the article: below it all is chrome.
    """
    first, last = draft.span
    if last < first or draft.has_markup:  # a page's own elements say where its article ends
        return
    times = Counter(line.rest for line in draft.lines[last + 1 :])
    closed = signed = official = False
    end = draft.lines[last].text[-_LONG:]
    listed = end.endswith(":") and not _POINTER.search(end)  # who was elected, who won, what was decided
    for index in range(last + 1, len(draft.lines)):
        line = draft.lines[index]
        if line.has(Role.BYLINE) or line.has(Role.SOURCE):
            signed = True
        official = official or (line.is_free and not closed and byline.opens_official(line.text))
        if line.is_claimed:
            closed = closed or (line.has(Role.CHROME) and _closes(line, signed=signed))
            continue
        if not line.is_free and not closed and not line.pieces[0].start:  # a stamp or a label stands before its text
            continue
        if not closed and line.has(Role.BYLINE):  # the paragraph that the byline is glued to
            continue
        listed = listed and len(line.text.split()) <= LABEL_WORDS
        if not closed and (line.is_text or official or listed):
            continue
        if not closed and not signed and not _is_link(line) and _opens_text(draft, index):
            continue
        if closed or (signed and not _is_note(line)) or _is_link(line) or not _belongs(draft, index, times):
            if not closed and line.is_free and len(line.text.split()) > LABEL_WORDS:
                closed = True
            line.claim(Role.CHROME, NAME)


def _closes(line: Line, *, signed: bool) -> bool:
    """Whether chrome opens the page's own parts; below a signature even a button does ("Bình luận (3)")."""
    return line.pieces[-1].rule in (tail.NAME, tail.GLUED, tail.FOOT) or (signed and tail.is_opener(line.text))


def _is_link(line: Line) -> bool:
    return _LINK.match(line.text) is not None and not ends_sentence(line.text)


def _is_note(line: Line) -> bool:
    """Whether it is a sentence, an item or a caption below a signature."""
    is_item = _ITEM.match(line.text) is not None and ends_sentence(line.text)  # without its end mark, a link
    return line.has(Role.CREDIT) or caption.is_scene(line.text) or is_item


def _belongs(draft: Draft, index: int, times: Counter[str]) -> bool:
    """Whether a line below the last paragraph may still be the article's."""
    line = draft.lines[index]
    if len(line.text) >= _LONG or (index == len(draft.lines) - 1 and len(line.text) >= _LONG / 2):
        return True  # a paragraph cut off
    if ends_sentence(line.text) or _ITEM.match(line.text) or line.has(Role.CREDIT) or not line.is_free:
        return True
    return caption.may_be(draft, index, times[line.rest])


def _opens_text(draft: Draft, index: int) -> bool:
    """Whether a label stands right above a sentence of the article's own: a sub-head below its last long paragraph."""
    below = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    if below is None or not below.is_free or are_names(draft.lines[index].text):
        return False
    if index + 2 == len(draft.lines) and len(below.text) >= _LONG / 2:  # cut off
        return True
    return below.is_text or (ends_sentence(below.text) and len(below.text) >= _SENTENCE and not _is_link(below))
