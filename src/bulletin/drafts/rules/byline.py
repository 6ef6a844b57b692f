"""Who wrote an article ("Thu Hà", "D.Trang – T.Phong", "Tin, ảnh: Mạnh Minh"), at its end, or under its headline with
a label. A byline may be glued to the end of the last paragraph."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import are_names, is_name, is_running_text

NAME = "byline"
GLUED = "glued-byline"
LABELLED = "labelled-byline"

_LABEL = re.compile(
    r"[(\[]?\s*(?:tác giả(?: bài viết)?|người viết|người đăng|người đưa tin|tin(?: bài)?(?:\s*(?:,|và|-|&|/)\s*(?:ảnh|bài|clip|video))+|bài(?:\s*(?:,|và|-|&|/)\s*ảnh)?"
    r"|thực hiện|biên tập|bút danh|by)\s*:\s*(?P<name>[^:]{2,80}?)\s*[)\]]?\.?",
    re.IGNORECASE,
)
_COMPILED = re.compile(r"(?P<name>[^()]{2,40}?)\s*\((?:tổng hợp|biên tập|st|sưu tầm|t/h|lược ghi|thực hiện)\)", re.IGNORECASE)
# After the mark that ends the last sentence, with no space, or behind several: "… địa phương.D.Trang – T.Phong".
_GLUED = re.compile(r"(?<=[.!?…”\")])(?P<gap>\s*)(?P<name>[^\W\d_][^!?…:;()]{1,59}?)\.?$")
_LONGEST = 80
_LAST_LINES = 6


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    for line in draft.lines[first:]:
        if not line.is_claimed and len(line.rest) <= _LONGEST:
            _claim_labelled(line)
    _claim_signature(draft, first)


def _claim_labelled(line: Line) -> None:
    found = _LABEL.fullmatch(line.rest)
    if found:
        line.claim(Role.BYLINE, LABELLED, inner=found.span("name"))


def _claim_signature(draft: Draft, first: int) -> None:
    """Claim the bare name that signs the article: the last text of it, on a line of its own or glued."""
    open_lines = [line for line in draft.lines[first:] if not line.is_claimed]
    text_seen = any(is_running_text(line.text) for line in draft.lines[first:])
    for line in reversed(open_lines[-_LAST_LINES:]):
        if text_seen and len(open_lines) > 1 and _claim_alone(line):
            return
        if is_running_text(line.rest) or len(line.rest) > _LONGEST:
            _claim_glued(line)
            return


# "Hà Linh / baotinh.vn": the writer, then the site; "Nguyễn Văn Bình - Văn phòng Tỉnh ủy": the writer, then the office.
_NAME_AND_SITE = re.compile(r"(?P<name>[^/|]{2,40}?)\s*[/|]\s*(?P<site>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_NAME_AND_OFFICE = re.compile(
    r"(?P<name>[^-–]{2,40}?)\s+[-–]\s+(?:văn phòng|ban|sở|phòng|hội|đoàn|báo|đài|trung tâm|ubnd|công an|huyện|thành|tỉnh|trường|cttđt)\b.{2,60}",
    re.IGNORECASE,
)


def _claim_alone(line: Line) -> bool:
    both = _NAME_AND_SITE.fullmatch(line.rest)
    if both and is_name(both["name"]):
        line.claim_front(both.end("name"), Role.BYLINE, NAME)
        line.claim(Role.SOURCE, NAME, inner=(both.start("site") - both.end("name"), both.end("site") - both.end("name")))
        return True
    office = _NAME_AND_OFFICE.fullmatch(line.rest)
    if office and is_name(office["name"]) and len(office["name"].split()) >= 2:
        line.claim(Role.BYLINE, NAME)
        return True
    compiled = _COMPILED.fullmatch(line.rest)
    if compiled and are_names(compiled["name"]):
        line.claim(Role.BYLINE, NAME)
    elif len(line.rest) <= _LONGEST and are_names(line.rest.strip("()")):
        inner = (1, len(line.rest) - 1) if line.rest.startswith("(") and line.rest.endswith(")") else None
        line.claim(Role.BYLINE, NAME, inner=inner)
    else:
        return False
    return True


def _claim_glued(line: Line) -> None:
    for found in re.finditer(r"[.!?…”\")](?=\S)", line.rest):
        tail = _GLUED.match(line.rest, found.end())
        if tail and are_names(tail["name"]) and len(tail["name"]) >= 3:
            line.claim_back(found.end(), Role.BYLINE, GLUED)
            return
