"""Enumerations on lines of their own ("1. …", "- …", "a) …"): list items, where at least two follow one another.

A single dash opens a speech in an interview, and a single number may be a sub-head: they stay text.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role

NAME = "list-item"

MARKER = re.compile(r"(?P<dash>[-–+•*●▪○✅✔☑➡👉🔹🔸🔻📌📍🌿🌱⭐]|[\U0001F300-\U0001FAFF]\ufe0f?)\s+|\(?(?P<number>\d{1,2})[.)]\s+|(?P<letter>[a-zđ])[.)]\s+|bước (?P<step>\d{1,2})\s*[:.]\s+", re.IGNORECASE)
_SPEECH = re.compile(r"[?!]”?$|[?!…]\s+[-–]|\b(?:dạ|vâng|ạ|tôi|con|mình|cảm ơn)\b", re.IGNORECASE)
_LONGEST, _LONGEST_LETTERED = 600, 300


def claim(draft: Draft) -> None:
    run: list[Line] = []
    latest: dict[int, tuple[int, Line]] = {}  # number → the last line that opens with it, and its place
    for place, line in enumerate([*draft.lines[draft.first_text_line() :], None]):
        if line is not None and line.is_free and _continues(run, line):
            run.append(line)
            continue
        _claim_run(run, latest)
        for above, item in enumerate(run, place - len(run)):
            _note(item, above, latest)
        run = [line] if line is not None and line.is_free and _kind(line) else []


def _note(line: Line, place: int, latest: dict[int, tuple[int, Line]]) -> None:
    found = MARKER.match(line.text)
    if found and found["number"]:
        latest[int(found["number"])] = (place, line)


_SPEAKER = re.compile(r"[-–+•*]\s*(?:pv|p\.v|phóng viên|hỏi|đáp|nhà báo|btv|(?:ông|bà|anh|chị|đồng chí|đ/c)\s+(?-i:[A-ZĐ])[^:.,]{1,40})\s*:", re.IGNORECASE)


def is_spoken(text: str) -> bool:
    """Return whether a mark and who speaks open the text: "* PV: …", "+ Ông Trần Lam: …"."""
    return _SPEAKER.match(text) is not None


def _kind(line: Line) -> str | None:
    found = MARKER.match(line.text)
    if not found or is_spoken(line.text) or len(line.text) > (_LONGEST_LETTERED if found["letter"] else _LONGEST):
        return None
    return found.lastgroup


def _continues(run: list[Line], line: Line) -> bool:
    return bool(run) and _kind(run[-1]) == _kind(line) and _follows(run[-1], line)


def _follows(before: Line, line: Line) -> bool:
    """Whether the numbers count on: "1." and "3." are not one list."""
    first, second = MARKER.match(before.text), MARKER.match(line.text)
    if first is None or second is None or not (first["number"] or first["step"]):
        return True
    return int(second["number"] or second["step"]) == int(first["number"] or first["step"]) + 1


def _claim_run(run: list[Line], latest: dict[int, tuple[int, Line]]) -> None:
    if len(run) >= 2 and not _is_talk(run):
        for line in (*_earlier(run[0], latest), *run):
            line.claim(Role.LIST_ITEM, NAME)


def _earlier(first: Line, latest: dict[int, tuple[int, Line]]) -> list[Line]:
    """Return the items of the same list that stand above, with text between them: "1. …", "2. …" before "3. …".

    Only the last line of each number is asked: a nearer one belongs to another list.
    """
    found = MARKER.match(first.text)
    if found is None or not found["number"]:
        return []
    items: list[Line] = []
    below: int | None = None
    for number in range(int(found["number"]) - 1, 0, -1):
        place, line = latest.get(number, (0, None))
        if line is None or not line.is_free or (below is not None and place > below):
            return []
        items.append(line)
        below = place
    return items


def _is_talk(run: list[Line]) -> bool:
    """Whether dashes open what people say to one another."""
    return _kind(run[0]) == "dash" and run[0].text[0] in "-–" and 3 * sum(_SPEECH.search(line.text) is not None for line in run) >= len(run)
