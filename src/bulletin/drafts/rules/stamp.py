"""The stamp of an article ("[ Cập nhật vào ngày (03/06/2021) ] - [ Số lần xem: 552 ]"): its date, and counts.

A line is a stamp when nothing is left of it once dates, times, weekdays, counts and their labels are taken away. The
date counts as the article's where a label says so, or where it stands beside the headline; a bare date among the
chrome at the top is the site's clock.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import is_running_text

NAME = "stamp"
CLOCK = "site-clock"
COUNT = "view-count"

_DAY = r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
_WORDS = r"ngày\s+(?P<day_w>\d{1,2})\s+tháng\s+(?P<month_w>\d{1,2})(?:\s+năm|,)?\s+(?P<year_w>\d{4})"
_ISO = r"(?P<year_i>\d{4})-(?P<month_i>\d{2})-(?P<day_i>\d{2})"
_DATE = re.compile(rf"{_ISO}|{_WORDS}|(?<!\d){_DAY}(?!\d)", re.IGNORECASE)
_TIME = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s*(?::|h|giờ)\s*(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s*phút)?"
    r"(?:\s*(?P<half>[AP]M|SA|CH))?(?!\d)",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\(?(?:GMT|UTC)\s*(?P<zone>[+-]\d{1,2})(?::?00)?\)?|(?<=\d)(?P<iso_zone>[+-]\d{2}):?00|(?<=\d)Z", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|cn)\b", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:thời gian\s+)?(?:ngày\s+)?(?:cập nhật|đăng(?:\s+tải|\s+bài|\s+tin)?|xuất bản|phát hành|đưa tin|gửi|viết|tạo)"
    r"(?:\s+(?:lần cuối|vào|lúc|ngày|bởi|mới nhất))*\s*:?|\bngày\s*:|\bthời gian\s*:|\bpublished\b|\bupdated\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|truy cập|nghe)\s*:?\s*(?P<count>[\d.,]*)|(?P<count_f>[\d.,]+)\s*(?:lượt\s+)?(?:xem|đọc|views?)\b"
    r"|(?:đã xem|views?|hits)\s*:?\s*(?P<count_e>[\d.,]+)",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(r"\b(?:vào|lúc|ngày|giờ|và|t)\b|[\W_]", re.IGNORECASE)
LONGEST = 160
_NEAR = 4  # lines: how far below or above the headline a stamp stands
_HEADLINE_WORDS = 5  # a menu's labels are shorter
HANOI = timezone(timedelta(hours=7))


def claim(draft: Draft) -> None:
    for index, line in draft.free():
        if len(line.text) <= LONGEST and is_stamp(line.text):
            _claim_pieces(line, own=_is_own(draft, index))


def is_stamp(text: str) -> bool:
    """Return whether the text is nothing but dates, times, counts and their labels."""
    if not (_DATE.search(text) or _COUNT.search(text)):
        return False
    rest = text
    for pattern in (_COUNT, _DATE_LABEL, _ZONE, _DATE, _TIME, _WEEKDAY, _LEFTOVER):
        rest = pattern.sub(" ", rest)
    return not rest.strip()


def _is_own(draft: Draft, index: int) -> bool:
    """Whether the date on this line is the article's, not the site's clock."""
    if _DATE_LABEL.search(draft.lines[index].text) or _COUNT.search(draft.lines[index].text):
        return True
    nearby = draft.lines[max(0, index - _NEAR) : index]
    if any(line.is_free and len(line.text.split()) >= 4 for line in nearby):
        return True  # a headline or text stands above it
    below = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    if below is None or len(below.text.split()) < _HEADLINE_WORDS or is_running_text(below.text):
        return False  # menus follow, or text: the site's clock
    return not any(is_stamp(line.text) for line in draft.lines[index + 1 : index + 1 + _NEAR] if line.is_free)


def _claim_pieces(line: Line, *, own: bool) -> None:
    """Claim the line: its counts as metadata, its date as the article's or as chrome."""
    text, position = line.text, 0
    counts = list(_COUNT.finditer(text))
    for found in counts:
        start = _piece_start(text, position, found.start())
        if start > position:
            _claim_date(line, text[position:start], own=own)
        end = _piece_end(text, found.end())
        _claim_count(line, end - line.free_start, found)
        position = end
    if not line.is_claimed:
        _claim_date(line, text[position:], own=own)


def _piece_start(text: str, position: int, found: int) -> int:
    """Return where the piece of a count begins: with its opening bracket, after the separator before it."""
    while found > position and text[found - 1] in "[( ":
        found -= 1
    return found


def _piece_end(text: str, found: int) -> int:
    while found < len(text) and not (text[found].isalnum() or text[found] in "[("):
        found += 1
    return found


def _claim_count(line: Line, length: int, found: re.Match[str]) -> None:
    digits = re.sub(r"\D", "", next((group for group in found.groups() if group), ""))
    line.claim_front(length, Role.METADATA, COUNT)
    line.pieces[-1].value = int(digits[:15]) if digits else 0


def _claim_date(line: Line, text: str, *, own: bool) -> None:
    moment = read_moment(text)
    if moment is not None and own:
        line.claim_front(len(text), Role.DATE, NAME)
        line.pieces[-1].value = moment
    else:
        line.claim_front(len(text), Role.CHROME, CLOCK if moment else NAME)


def read_moment(text: str) -> date | datetime | None:
    """Return the date in the text, with its time where one is given (at Hà Nội's zone unless it says another)."""
    found = _DATE.search(text)
    if not found:
        return None
    parts = {name.partition("_")[0]: int(value) for name, value in found.groupdict().items() if value}
    try:
        day = date(parts["year"], parts["month"], parts["day"])
    except ValueError:
        return None
    clock = _TIME.search(text[: found.start()]) or _TIME.search(text[found.end() :])
    if not clock:
        return day
    hour = int(clock["hour"])
    if clock["half"] and clock["half"].casefold() in ("pm", "ch") and hour < 12:
        hour += 12
    return datetime(day.year, day.month, day.day, hour, int(clock["minute"]), tzinfo=_zone(text))


def _zone(text: str) -> timezone:
    found = _ZONE.search(text)
    hours = (found["zone"] or found["iso_zone"]) if found else None
    if found and not hours:
        return UTC
    return timezone(timedelta(hours=int(hours))) if hours and abs(int(hours)) <= 14 else HANOI
