"""Who took a picture ("Ảnh: Thành Chung", "(Ảnh: TTXVN)"): alone on a line, or at the end of a caption."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import is_running_text

NAME = "credit"

_CREDIT = r"(?:ảnh|ảnh chụp|nguồn ảnh|photo)\s*:\s*(?P<name>[^:;]{2,60}?)|(?P<plain>ảnh (?:minh h[oọ][aạạ]|tư liệu|internet))"
_ALONE = re.compile(rf"[(\[]?\s*(?:{_CREDIT})\s*[)\]]?\.?", re.IGNORECASE)
_AT_END = re.compile(rf"(?<=[\s.,;)”])[(\[–—-]?\s*(?:{_CREDIT})\s*[)\]]?\.?$", re.IGNORECASE)
_LONGEST_CAPTION = 400


def claim(draft: Draft) -> None:
    for line in draft.lines[draft.first_text_line() :]:
        if line.is_claimed or len(line.rest) > _LONGEST_CAPTION:
            continue
        alone = _ALONE.fullmatch(line.rest)
        if alone:
            line.claim(Role.CREDIT, NAME, inner=_name_span(alone))
        else:
            _claim_end(line)


def _claim_end(line: Line) -> None:
    found = _AT_END.search(line.rest)
    caption = line.rest[: found.start()].strip(" .-–(") if found else ""
    if found and caption and not is_running_text(line.rest):
        first, last = _name_span(found)
        line.claim_back(found.start(), Role.CREDIT, NAME, inner=(first - found.start(), last - found.start()))


def _name_span(found: re.Match[str]) -> tuple[int, int]:
    return found.span("name") if found["name"] else found.span("plain")
