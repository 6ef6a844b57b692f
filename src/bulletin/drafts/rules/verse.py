"""Verses: lines on end that count their syllables alike (five, seven, eight), or six and eight by turns (lục bát).

They are the article's text although each is as short as a menu's label. Free verse cannot be told from other short
lines and is not looked for.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import tail

NAME = "verse"

_FEWEST = 4  # a quatrain
_EVEN = (5, 7, 8)
_SIX, _EIGHT = 6, 8
_SHORTEST_VERSE, _LONGEST_VERSE = 4, 9
_LONGEST = 70
_SYLLABLE = re.compile(r"[^\W\d_]+")
_NO_VERSE = re.compile(r"[\d/|@»>•]|[^:]*:$|[-–+*]\s|[^.]*\.\s+\w")


def mark(draft: Draft) -> None:
    """Note which lines are verses: they count as text for the rules that look for the article."""
    counts = [_syllables(line) for line in draft.lines]
    index = 0
    while index < len(counts):
        length = max(_even(counts, index), _six_and_eight(counts, index))
        if length < _FEWEST:
            index += 1
            continue
        first, last = _poem(draft, counts, index, index + length - 1)
        for line in draft.lines[first : last + 1]:
            line.is_text = line.is_verse = True
        index = last + 1


def _poem(draft: Draft, counts: list[int], first: int, last: int) -> tuple[int, int]:
    """Return the first and last line of a poem around verses that count alike: others of its verses count freely."""
    lines = draft.lines
    gap = max(line.blank_lines_before for line in lines[first + 1 : last + 1]) + 1  # a stanza's
    while last + 1 < len(lines) and _goes_on(lines[last + 1], counts[last + 1], gap):
        last += 1
    while first and lines[first].blank_lines_before < gap and _goes_on(lines[first - 1], counts[first - 1], gap):
        first -= 1
    return first, last


def _goes_on(line: Line, syllables: int, gap: int) -> bool:
    if not _SHORTEST_VERSE <= syllables <= _LONGEST_VERSE or line.blank_lines_before > gap:
        return False
    return not (tail.is_opener(line.text) or are_names(line.text) or line.is_verse)


def claim(draft: Draft) -> None:
    """Claim the verses that no other rule has claimed."""
    for _, line in draft.free():
        if line.is_verse:
            line.claim(Role.PARAGRAPH, NAME)


def _syllables(line: Line) -> int:
    """Return how many syllables a line has that may be a verse, or 0."""
    text = line.text
    if len(text) > _LONGEST or line.structure is not None or text.isupper() or not text[:1].isupper() or _NO_VERSE.match(text):
        return 0
    return 0 if _NO_VERSE.search(text[1:]) else len(_SYLLABLE.findall(text))


def _even(counts: list[int], start: int) -> int:
    if counts[start] not in _EVEN:
        return 0
    end = start
    while end < len(counts) and counts[end] == counts[start]:
        end += 1
    return end - start


def _six_and_eight(counts: list[int], start: int) -> int:
    end = start
    while end + 1 < len(counts) and (counts[end], counts[end + 1]) == (_SIX, _EIGHT):
        end += 2
    return end - start
