"""Enumerations on lines of their own ("1. …", "- …", "a) …"): list items, where at least two follow one another.

A single dash opens a speech in an interview, and a single number may be a sub-head: they stay text.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role

NAME = "list-item"

MARKER = re.compile(r"(?P<dash>[-–+•*●▪○])\s+|\(?(?P<number>\d{1,2})[.)]\s+|(?P<letter>[a-zđ])[.)]\s+")
_LONGEST = 600


def claim(draft: Draft) -> None:
    run: list[Line] = []
    for line in [*draft.lines[draft.first_text_line() :], None]:
        if line is not None and line.is_free and _continues(run, line):
            run.append(line)
            continue
        _claim_run(run)
        run = [line] if line is not None and line.is_free and _kind(line) else []


def _kind(line: Line) -> str | None:
    found = MARKER.match(line.text)
    if not found or len(line.text) > _LONGEST or line.text.endswith("?"):
        return None
    return found.lastgroup


def _continues(run: list[Line], line: Line) -> bool:
    return bool(run) and _kind(run[-1]) == _kind(line) and _follows(run[-1], line)


def _follows(before: Line, line: Line) -> bool:
    """Whether the numbers count on: "1." and "3." are not one list."""
    first, second = MARKER.match(before.text), MARKER.match(line.text)
    if first is None or second is None or not first["number"]:
        return True
    return int(second["number"]) == int(first["number"]) + 1


def _claim_run(run: list[Line]) -> None:
    if len(run) >= 2:
        for line in run:
            line.claim(Role.LIST_ITEM, NAME)
