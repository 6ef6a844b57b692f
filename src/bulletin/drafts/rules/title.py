"""The headline: among the first lines, the one whose length, end mark, place and neighbours fit best.

The same words again, later, are the headline doubled by the page: chrome.
"""

from __future__ import annotations

from collections import Counter

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import LABEL_WORDS, ends_sentence, is_name, is_running_text

NAME = "title"
DOUBLED = "doubled-title"

_FIRST_LINES = 80  # menus above a headline are seldom longer
_LONGEST = 300
_ENOUGH = 3
_MOST_DOUBLES = 2


def claim(draft: Draft) -> None:
    candidates = _candidates(draft)
    if not candidates:
        return
    times = Counter(_key(line) for _, line in draft.free())
    scores = {index: _score(draft, index, times) for index in candidates}
    best = max(candidates, key=lambda index: (scores[index], -index))
    if scores[best] < _ENOUGH:
        return
    draft.lines[best].claim(Role.TITLE, NAME)
    _claim_doubles(draft, draft.lines[best])


def _candidates(draft: Draft) -> list[int]:
    """Return the free lines down to the first running text, that text left out."""
    found = []
    for index, line in enumerate(draft.lines[:_FIRST_LINES]):
        if is_running_text(line.text):
            break
        if line.is_free and 2 <= len(line.text) <= _LONGEST:
            found.append(index)
    return found


def _score(draft: Draft, index: int, times: Counter[str]) -> int:
    line = draft.lines[index]
    words = len(line.text.split())
    score = 2 if 6 <= words <= 40 else 1 if words >= 4 else -1
    if line.text.rstrip('”"’)').endswith((".", ":", ";", ",")):
        score -= 3
    elif not ends_sentence(line.text) or line.text.endswith(("?", "!")):
        score += 1
    if is_name(line.text):
        score -= 2
    if line.text.startswith(("-", "–", "+", "•", "*")):
        score -= 2
    return score + _neighbour_score(draft, index, times)


def _neighbour_score(draft: Draft, index: int, times: Counter[str]) -> int:
    """Weigh what follows: a stamp near by, and text; and whether the same line returns."""
    line, score = draft.lines[index], 0
    following = draft.lines[index + 1 : index + 5]
    if any(other.has(Role.DATE) or other.has(Role.METADATA) for other in following[:2]):
        score += 2
    free = [other for other in following if other.is_free]
    if free and (len(free[0].text) >= 100 or is_running_text(free[0].text)) and ends_sentence(free[0].text):
        score += 2
    doubles = times[_key(line)] - 1
    if doubles:
        score += 2 if doubles <= _MOST_DOUBLES else -2  # what returns again and again is a caption or a menu
    above = [other for other in draft.lines[:index] if other.is_free]
    if any(len(other.text.split()) > LABEL_WORDS for other in above):
        score -= 2  # a headline is the first real line; a caption or a sub-head comes later
    return score


def _claim_doubles(draft: Draft, title: Line) -> None:
    for _, line in draft.free():
        if _key(line) == _key(title):
            line.claim(Role.CHROME, DOUBLED)


def _key(line: Line) -> str:
    """Return what two lines that say the same have in common: capitals and a full stop make no difference."""
    return line.text.casefold().rstrip(" .")
