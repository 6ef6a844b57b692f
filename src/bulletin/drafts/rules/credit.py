"""Who took a picture ("Ảnh: Thành Chung", "(Ảnh: TTXVN)"): alone on a line, or at the end of a caption."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import is_running_text
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import caption

NAME = "credit"

_CREDIT = r"(?:ảnh|ảnh chụp|nguồn(?: ảnh| video| clip)|photo|hình|hình ảnh|ảnh và video|ảnh, video|video|clip)\s*[:;]\s*(?P<name>[^:;]{2,60}?)|(?P<provided>(?-i:[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ .]{3,30}) CUNG CẤP)|(?P<plain>ảnh (?:minh h[oọ][aạạ]|sưu tầm|tư liệu|internet|nvcc|fbnv|cắt từ (?:clip|video)|chụp màn hình))"
_ALONE = re.compile(rf"[(\[]?\s*(?:{_CREDIT})\s*[)\]]?\.?", re.IGNORECASE)
# Behind white space or a mark; or glued to the last word, as when a page's own elements lose the space between them.
_AT_END = re.compile(rf"(?:(?<=[\s.,;)”])|(?<=[^\W_])(?=(?-i:Ảnh|Nguồn ảnh|Photo)\s*:))[(\[–—-]?\s*(?:{_CREDIT})\s*[)\]]?\.?$", re.IGNORECASE)
# Without a colon, behind a full stop: "… ngày 27/7. Ảnh Việt Hùng".
_UNMARKED = re.compile(r"(?<=[.)”\w])\s*[-–]?\s+\(?ảnh\s+(?P<name>(?-i:[A-ZĐ])[^:;.]{1,40}?)\)?\.?$", re.IGNORECASE)
_WORDS = ("ảnh", "nguồn", "hình", "photo", "video", "clip", "cung cấp")  # no credit is without one of these
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 120  # no label, name and brackets are longer together
_BRACKETED_SOURCE = re.compile(r"\((?:nguồn|ảnh)\s*:\s*(?P<name>[^():]{2,40})\)\.?$", re.IGNORECASE)
LABELLED_CAPTION = "labelled-caption"


def names_taker(text: str) -> bool:
    """Return whether the text ends in a credit."""
    return (_at_end(text) or _unmarked(text)) is not None


def claim(draft: Draft) -> None:
    for line in draft.lines[draft.first_text_line() :]:
        if line.is_claimed or len(line.rest) > _LONGEST_CAPTION or not _has_word(line.rest):
            continue
        alone = _ALONE.fullmatch(line.rest)
        if alone and _is_taker(alone):
            line.claim(Role.CREDIT, NAME, inner=_name_span(alone))
        elif alone:  # "Ảnh: Toàn cảnh hội nghị"
            line.claim(Role.CAPTION, LABELLED_CAPTION, inner=alone.span("name"))
        else:
            _claim_end(line)


def _has_word(text: str) -> bool:
    folded = text.casefold()
    for word in _WORDS:  # noqa: SIM110 — asked of every line: any() takes twice as long
        if word in folded:
            return True
    return False


def _claim_end(line: Line) -> None:
    found = _at_end(line.rest) or _unmarked(line.rest) or _BRACKETED_SOURCE.search(line.rest)
    before = line.rest[: found.start()].strip(" .-–(") if found else ""
    if found and before and not is_running_text(line.rest):
        first, last = _name_span(found)
        line.claim_back(found.start(), Role.CREDIT, NAME, inner=(first - found.start(), last - found.start()))


def _at_end(text: str) -> re.Match[str] | None:
    return _AT_END.search(text, max(0, len(text) - _LONGEST_CREDIT))


def _unmarked(text: str) -> re.Match[str] | None:
    found = _UNMARKED.search(text, max(0, len(text) - 60))
    return found if found and are_names(found["name"]) else None


def _is_taker(found: re.Match[str]) -> bool:
    """Whether the label is followed by who took the picture, not by what it shows."""
    name = found["name"] or ""
    if not name or are_names(name) or "/" in name or "." in name.strip("."):
        return True
    return len(name.split()) <= 5 and not caption.is_scene(name) and not _PERSON.match(name)


_PERSON = re.compile(r"(?:đ/c|đồng chí|ông|bà|anh|chị|các|lãnh đạo|đoàn|đại biểu)\b", re.IGNORECASE)


def _name_span(found: re.Match[str]) -> tuple[int, int]:
    return next(found.span(name) for name, value in found.groupdict().items() if value)
