"""The breadcrumb above an article ("Trang chủ > Tin tức > Chính trị"): chrome."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role

NAME = "breadcrumb"

_STEP = re.compile(r"\s*[>»›→]+\s*|\s+/\s+")
_ARROW = re.compile("[>»›→]")
_HOME = re.compile(r"trang chủ|home|trang nhất|bạn đang ở", re.IGNORECASE)
_LONGEST = 200


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        if len(line.text) > _LONGEST:
            continue
        arrows = _ARROW.search(line.text)
        if not arrows and "/" not in line.text:  # one step at most
            continue
        steps = [step for step in _STEP.split(line.text) if step]
        home = bool(steps) and _HOME.match(steps[0])
        if (home or arrows) and len(steps) >= 2 and _are_labels(steps):
            line.claim(Role.CHROME, NAME)


def _are_labels(steps: list[str]) -> bool:
    """Whether every step but the last, which may repeat the headline, is a short label."""
    return all(len(step.split()) <= 8 for step in steps[:-1]) and not any(step[:1].isdigit() for step in steps)
