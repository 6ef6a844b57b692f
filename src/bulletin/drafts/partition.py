"""A draft → one draft an article, where the file shows that several articles were pasted into it.

Signs: a ruled line or a page break between them; the top of the same page again; a headline with a stamp of its own
below it. Each counts only where running text stands before it and after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from bulletin.drafts.draft import Draft, Line
from bulletin.drafts.evidence import ends_sentence, is_running_text
from bulletin.drafts.rules import stamp

_RULED = re.compile(r"[-=_~#–—*]{5,}")
_HEADLINE_WORDS = 5
_LONGEST_HEADLINE = 220
_STAMP_WITHIN = 3  # lines below a headline
_TEXT_WITHIN = 8  # lines below a stamp


def part(draft: Draft) -> list[Draft]:
    """Return the drafts of the articles in this one, in order; most often it alone."""
    running = [index for index, line in enumerate(draft.lines) if is_running_text(line.text)]
    if len(running) < 2:
        return [draft]
    kept: list[int] = []
    for index in _starts(draft.lines, running):
        texts_between = bisect_left(running, index) - bisect_left(running, kept[-1] if kept else 0)
        if texts_between and running[-1] > index:
            kept.append(index)
    return _slices(draft, kept)


def _starts(lines: list[Line], running: list[int]) -> Iterator[int]:
    """Yield where an article may begin: between the first and the last running text."""
    for index in range(running[0] + 1, running[-1]):
        line = lines[index]
        if len(line.text) > _LONGEST_HEADLINE:
            continue
        if _RULED.fullmatch(line.text) or line.raw.startswith("\f"):
            if _is_headline(lines[index + 1]):
                yield index
            continue
        texts_below = len(running) - bisect_left(running, index)
        if _is_top_again(lines, index, texts_below) or _is_stamped_headline(lines, index):
            yield index


def _is_headline(line: Line) -> bool:
    if len(line.text) > _LONGEST_HEADLINE or line.text.endswith((".", ":", ";", ",")):
        return False
    return len(line.text.split()) >= _HEADLINE_WORDS


def _is_top_again(lines: list[Line], index: int, texts_below: int) -> bool:
    """Whether the first two lines of the file stand here once more, and more text than a footer below them."""
    same = lines[index].text == lines[0].text and lines[index + 1].text == lines[1].text
    return same and texts_below >= 2 and not ends_sentence(lines[0].text)


def _is_stamped_headline(lines: list[Line], index: int) -> bool:
    """Whether a headline stands here, a labelled date right below it, and running text right below that."""
    if not _is_headline(lines[index]) or stamp.is_stamp(lines[index].text):
        return False
    for below in range(index + 1, min(index + 1 + _STAMP_WITHIN, len(lines))):
        if len(lines[below].text) <= stamp.LONGEST and stamp.is_stamp(lines[below].text):
            texts = [line for line in lines[below + 1 : below + 1 + _TEXT_WITHIN] if is_running_text(line.text)]
            return len(texts) >= 2
    return False


def _slices(draft: Draft, starts: list[int]) -> list[Draft]:
    """Return the draft cut at these lines; the blank lines above a cut go with what is before it."""
    if not starts:
        return [draft]
    bounds = [0, *starts, len(draft.lines)]
    cuts = [draft.start, *(draft.lines[index].start for index in starts), draft.start + len(draft.text)]
    return [
        Draft(draft.text[cut - draft.start : end - draft.start], draft.lines[first:last], draft.facts, cut)
        for (first, last), (cut, end) in zip(pairwise(bounds), pairwise(cuts), strict=True)
    ]
