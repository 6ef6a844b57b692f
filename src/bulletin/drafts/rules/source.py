"""Where an article was taken from ("Theo Thanhhoa.gov.vn", "Nguồn: …", "(Theo X)"), at its end."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import is_name, is_running_text

NAME = "source"

_LABELLED = re.compile(r"[(\[]?\s*(?:nguồn(?: tin| bài)?\s*:|nguồn\s+(?=[A-ZĐ])|theo\s*:?\s+)\s*(?P<name>[^()\[\]]{2,80}?)\s*[)\]]?\.?", re.IGNORECASE)
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)(?:\.vn)?(?:/\S*)?", re.IGNORECASE)
_LAST_LINES = 8
_MOST_WORDS = 10


def claim(draft: Draft) -> None:
    first = max(draft.first_text_line(), len(draft.lines) - _last_lines(draft))
    for line in draft.lines[first:]:
        if line.is_claimed or is_running_text(line.rest):
            continue
        found = _LABELLED.fullmatch(line.rest)
        if found and _is_source(found["name"]):
            line.claim(Role.SOURCE, NAME, inner=found.span("name"))


def _last_lines(draft: Draft) -> int:
    """Return how many lines from the end on to look at: the last ones that are not chrome, and those below."""
    chrome = sum(1 for line in draft.lines if line.is_claimed and line.has(Role.CHROME))
    return _LAST_LINES + chrome


def _is_source(name: str) -> bool:
    """Whether it names a paper, a site or a person, rather than going on as a sentence ("Theo đó, …")."""
    if _SITE.fullmatch(name):
        return True
    words = name.split()
    return len(words) <= _MOST_WORDS and name[:1].isupper() and not re.search(r"[,;:]\s", name) and (
        is_name(name) or len(words) <= _MOST_WORDS
    )
