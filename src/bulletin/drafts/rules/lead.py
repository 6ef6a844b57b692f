"""The lead (sapo): one short paragraph right under the headline, with more text below it; and its dateline.

A dateline is a place before a dash, or a paper's tag in brackets: "HẢI DƯƠNG – …", "(TTXVN) - …". "Sáng 5/7, …" is text.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import ends_sentence, sentence_count

NAME = "lead"
DATELINE = "dateline"
DATELINE_ALONE = "dateline-alone"
TAG = "paper-tag"

# Newspapers keep a sapo under 55 syllables; nearly all labelled first paragraphs over 300 characters are body.
_SHORTEST, _LONGEST = 80, 300
_DATELINE = re.compile(r"(?P<place>[^\W\d_][^\d,.;:()–—-]{1,38}?)\s*(?:[–—]|-(?=\s)|\s-)\s*(?=[\w“\"(])")
_PLACE_TAG = re.compile(r"\((?P<place>[^()]{2,30})\)\s*[.–—-]*\s+(?=[\w“\"])")
# A place alone on its line, in capitals, between headline and lead: "HÀ NỘI".
_PLACE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,4}")
_TAG = re.compile(r"\((?:[A-ZĐ.]{2,10}|[A-ZĐ]{2,8} [A-Z][a-z]{2,9})\)\s+(?=[A-ZĐÁÀẢÃẠ“])|(?:\(\s*[^()]{2,30}\)|[A-ZĐ][A-Za-zĐ0-9.+]{1,14}|[\w-]+\.(?:vn|com|net))\s*[–—-]+\s*(?=[\w“\"])")
_BRACKETED_TAG = re.compile(r"\([^()]{2,30}\)\s*[–—-]")
_TAG_ALONE = re.compile(r"\(?[A-ZĐ][A-ZĐa-z.+]{1,14}\)?\s*[–—-]")


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    open_lines = [index for index in range(first, len(draft.lines)) if not draft.lines[index].is_claimed][:_LOOK_AT]
    texts = [index for index in draft.texts() if index >= first]
    lines = [draft.lines[index] for index in open_lines]
    if len(lines) >= 2 and first and lines[0].is_free and _TAG_ALONE.fullmatch(lines[0].text):
        lines.pop(0).claim(Role.CHROME, TAG)
    if len(lines) >= 3 and first and lines[0].is_free and draft.index_of(Role.TITLE) is not None and _is_place(lines[0].text) and lines[1].is_text:
        lines.pop(0).claim(Role.PLACE, DATELINE_ALONE)
    if len(lines) < 2:
        return
    line = draft.lines[texts[0]] if texts and texts[0] in open_lines else lines[0]
    if _can_be_lead(lines[0].rest):
        line = lines[0]
    elif not line.is_text:
        return
    _claim_dateline(line)
    if first and _can_be_lead(line.rest) and draft.index_of(Role.LEAD) is None:
        line.claim(Role.LEAD, NAME)


_LONG_SCENE = 200
_NO_LEAD = re.compile(r"[-+•*]|(?:tham |đến |cùng )?dự (?:có|hội|buổi|lễ|và)\b|địa điểm\s*:|thời gian\s*:|kính gửi", re.IGNORECASE)
_LOOK_AT = 4  # a byline that no rule knew, a caption, a player's label may stand above the lead


def _claim_dateline(line: Line) -> None:
    """Claim the place or the paper's tag that opens the first paragraph."""
    place = _DATELINE.match(line.rest)
    bracketed = _PLACE_TAG.match(line.rest)
    tag = _TAG.match(line.rest)
    if place and _names_place(place["place"]):
        line.claim_front(place.end(), Role.PLACE, DATELINE, inner=place.span("place"))
    elif bracketed and not tag and _names_place(bracketed["place"]):
        line.claim_front(bracketed.end(), Role.PLACE, DATELINE, inner=bracketed.span("place"))
    elif tag:
        line.claim_front(tag.end(), Role.CHROME, TAG)


def opens_with_tag(text: str) -> bool:
    """Return whether the text opens with a paper's tag in brackets and a dash, as leads do: "(TTXVN) - …"."""
    return text.startswith("(") and _TAG.match(text) is not None and _BRACKETED_TAG.match(text) is not None


def _names_place(text: str) -> bool:
    """Whether it is a place as datelines write it: every syllable with a capital, two or more of them."""
    syllables = re.split(r"[ -]", text)
    if not text.isupper() and any(len(syllable) > 1 and syllable.isupper() for syllable in syllables):
        return False  # "VBSP News"
    return 2 <= len(syllables) <= 5 and all(syllable[:1].isupper() for syllable in syllables if syllable)


def _is_place(text: str) -> bool:
    return text.isupper() and len(text) <= 30 and _PLACE.fullmatch(text) is not None and (" " in text or not text.isascii())


def _can_be_lead(text: str) -> bool:
    """Whether the length, the end and the beginning of a paragraph are those of a lead."""
    if not (_SHORTEST <= len(text) <= _LONGEST and ends_sentence(text)):
        return False
    if len(text) > _LONG_SCENE and sentence_count(text) >= 3:  # a scene that opens the story sums nothing up
        return False
    return not text.rstrip().endswith((":", ";")) and not _NO_LEAD.match(text)
