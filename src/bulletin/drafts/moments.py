"""Words and figures → dates, times and counts: how Vietnamese pages write when an article was published.

Day first, always (vietnamese.md would say: "14/6" is the fourteenth of June). Zones are those the page gives; Hà Nội's
where it gives none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7))

_MONTHS = (
    ["một|giêng", "hai", "ba", "tư", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười", "mười_một", "mười_hai"],
    ["jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?", "sep(?:t(?:ember)?)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"],
)
_VIETNAMESE_MONTH = "|".join(f"(?:{name.replace('_', ' ')})" for name in reversed(_MONTHS[0]))
_ENGLISH_MONTH = "|".join(_MONTHS[1])

_DAY = r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>(?:19|20)\d{2})"
_SHORT = r"(?P<day_s>\d{1,2})[/.-](?P<month_s>\d{1,2})[/.-](?P<year_s>\d{2})(?=[\s,|–-]{1,4}\d{1,2}[:h]\d\d)"  # a year of two figures, with the time
_WORDS = r"(?:ngày\s+)?(?P<day_w>\d{1,2})\s+tháng\s+(?P<month_w>\d{1,2})(?:\s+năm|\s*,)?\s+(?P<year_w>\d{4})"
_ISO = r"(?P<year_i>\d{4})-(?P<month_i>\d{2})-(?P<day_i>\d{2})(?:T(?=\d))?"
_NAMED = rf"tháng\s+(?P<name_v>{_VIETNAMESE_MONTH})\s+(?P<day_v>\d{{1,2}}),?\s+(?P<year_v>\d{{4}})"
_DAY_NAMED = rf"(?P<day_n>\d{{1,2}})\s+tháng\s+(?P<name_n>{_VIETNAMESE_MONTH})\s*,?\s+(?P<year_n>\d{{4}})"
_ENGLISH = rf"(?P<name_e>{_ENGLISH_MONTH})\.?\s+(?P<day_e>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_e>\d{{4}})"
_DAY_ENGLISH = rf"(?P<day_f>\d{{1,2}})\s+(?P<name_f>{_ENGLISH_MONTH})\.?,?\s+(?P<year_f>\d{{4}})"
# What each may begin with stands first: where it does not, none of the alternatives is tried.
DATE = re.compile(rf"(?=[\djfmasondt])(?:{_ISO}|{_WORDS}|(?<![\d/.]){_DAY}(?!\d)|(?<![\d/.:-]){_SHORT}|{_NAMED}|{_DAY_NAMED}|(?<!\w){_ENGLISH}|{_DAY_ENGLISH})", re.IGNORECASE)
DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})\s*[/-]\s*(?P<month>\d{1,2})(?![\d/.-]*\d)")
TIME = re.compile(
    r"(?<!\d)(?<!\d:)(?P<hour>[01]?\d|2[0-3])\s*(?::|h|giờ)\s*(?P<minute>[0-5]\d)(?:\s*:\s*[0-5]\d(?:\.\d+)?)?(?:\s*phút)?"
    r"(?:\s*(?P<half>[AP]M|SA|CH)(?!\w))?(?!\d)",
    re.IGNORECASE,
)
ZONE = re.compile(
    r"[(\[]?\s*(?:GMT|UTC)\s*(?P<zone>[+-]\s?\d{1,2})(?::?00)?\s*[)\]]?|(?<=\d)(?P<iso_zone>[+-]\d{2}):?00(?!\d)|(?<=\d)Z(?!\w)",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"(?=[tcmwfs])\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|cn|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)(?=,)|t[2-7](?=[\s,.-]))(?!\w)",
    re.IGNORECASE,
)


def read_moment(text: str, year: int | None = None) -> date | datetime | None:
    """Return the first date in the text, with its time where one is given; `year` completes a date without one."""
    found = DATE.search(text)
    day = _read_date(found) if found else None
    if day is None and year is not None:
        found = DAY_AND_MONTH.search(text)
        day = _day(year, int(found["month"]), int(found["day"])) if found else None
    if found is None or day is None:
        return None
    clock = TIME.match(text, found.end()) or TIME.search(text[: found.start()]) or TIME.search(text[found.end() :])
    if not clock:
        return day
    hour = int(clock["hour"])
    half = (clock["half"] or "").casefold()
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    elif half in ("am", "sa") and hour == 12:
        hour = 0
    return datetime(day.year, day.month, day.day, hour, int(clock["minute"]), tzinfo=_zone(text))


def _read_date(found: re.Match[str]) -> date | None:
    parts = {name.partition("_")[0]: value for name, value in found.groupdict().items() if value}
    month = parts.get("month") or str(_month_number(parts["name"]))
    year = int(parts["year"])
    return _day(year + 2000 if year < 100 else year, int(month), int(parts["day"]))


def _month_number(name: str) -> int:
    for names in _MONTHS:
        for number, pattern in enumerate(names, 1):
            if re.fullmatch(pattern.replace("_", r"\s+"), name, re.IGNORECASE):
                return number
    return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    found = ZONE.search(text)
    hours = (found["zone"] or found["iso_zone"]) if found else None
    if found and not hours:
        return UTC
    number = int(hours.replace(" ", "")) if hours else 7
    return timezone(timedelta(hours=number)) if abs(number) <= 14 else HANOI
