"""A draft → one draft an article, where the file shows that several articles were pasted into it.

Signs: a ruled line or a page break, and a headline below it; an ornament ("* * *"), which needs a stamp or a signature
beside it as well; the top of the same page again; a headline with a stamp of its own below it. Each counts only where
sentences stand before it and after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise

from bulletin.drafts.draft import Draft, Line
from bulletin.drafts.evidence import ends_sentence, is_running_text
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import byline, source, stamp, tail

_RULED = re.compile(r"[-=_~–—]{5,}")
_ORNAMENT = re.compile(r"[-=_~#–—*• ]{3,}")  # parts an article as often as two articles
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 220
_STAMP_WITHIN = 3  # lines below a headline
_TEXT_WITHIN = 8  # lines below a stamp
_SHORTEST_SENTENCE = 40


def part(draft: Draft) -> list[Draft]:
    """Return the drafts of the articles in this one, in order; most often it alone."""
    sentences = [index for index, line in enumerate(draft.lines) if _is_sentence(line)]
    if len(sentences) < 2:
        return [draft]
    kept: list[int] = []
    for index in _starts(draft.lines, sentences):
        before = bisect_left(sentences, index) - bisect_left(sentences, kept[-1] if kept else 0)
        if before and sentences[-1] > index:
            kept.append(index)
    return _slices(draft, kept)


def _is_sentence(line: Line) -> bool:
    return len(line.text) >= _SHORTEST_SENTENCE and (is_running_text(line.text) or ends_sentence(line.text))


def _starts(lines: list[Line], sentences: list[int]) -> Iterator[int]:
    """Yield where an article may begin: between the first and the last sentence."""
    running = [index for index, line in enumerate(lines) if is_running_text(line.text)]
    for index in range(sentences[0] + 1, sentences[-1]):
        line = lines[index]
        if len(line.text) > _LONGEST_HEADLINE:
            continue
        if _ORNAMENT.fullmatch(line.text) or line.raw.startswith("\f"):
            if _is_cut(lines, index):
                yield index
            continue
        texts_below = len(running) - bisect_left(running, index)
        signed = _is_signed(lines, index) and _is_stamped_headline(lines, index, ends_sentence)
        inside = bool(running) and running[0] < index < running[-1]
        again = inside and _is_top_again(lines, index, texts_below)
        if signed or again or (inside and _is_stamped_headline(lines, index, is_running_text)):
            yield index


def _is_cut(lines: list[Line], index: int) -> bool:
    """Whether a line without words parts two articles: a headline stands right below it.

    A mere ornament needs the headline's stamp, or a signature above it, as well.
    """
    below = index if lines[index].raw.startswith("\f") and lines[index].text.strip("-=_~#–—*• ") else index + 1
    if not _is_headline(lines[below]) or tail.is_opener(lines[below].text):
        return False
    if not any(map(_is_sentence, lines[below + 1 : below + 1 + _TEXT_WITHIN])):
        return False
    if _RULED.fullmatch(lines[index].text) or lines[index].raw.startswith("\f"):
        return True
    return _is_signed(lines, index) or _stamp_below(lines, below) is not None


def _is_signed(lines: list[Line], index: int) -> bool:
    """Whether the line right above signs what is above it."""
    above = lines[index - 1].text
    if len(above) > _LONGEST_SIGNATURE:
        return False
    return are_names(above) or byline.is_labelled(above) or source.is_labelled(above)


_LONGEST_SIGNATURE = 90


def _is_headline(line: Line) -> bool:
    if len(line.text) > _LONGEST_HEADLINE or line.text.endswith((".", ":", ";", ",")):
        return False
    return len(line.text.split()) >= _HEADLINE_WORDS and line.text[:1].isalnum() | (line.text[:1] in "“\"‘'«[(")


def _is_top_again(lines: list[Line], index: int, texts_below: int) -> bool:
    """Whether the first two lines of the file stand here once more, and more text than a footer below them."""
    same = lines[index].text == lines[0].text and lines[index + 1].text == lines[1].text
    return same and texts_below >= 2 and not ends_sentence(lines[0].text)


def _is_stamped_headline(lines: list[Line], index: int, is_text: Callable[[str], bool]) -> bool:
    """Whether a headline stands here, its date right below it, and at least two paragraphs right below that."""
    if not _is_headline(lines[index]) or stamp.is_stamp(lines[index].text):
        return False
    below = _stamp_below(lines, index)
    if below is None:
        return False
    texts = [line for line in lines[below + 1 : below + 1 + _TEXT_WITHIN] if is_text(line.text) and _is_sentence(line)]
    return len(texts) >= 2


def _stamp_below(lines: list[Line], index: int) -> int | None:
    near = range(index + 1, min(index + 1 + _STAMP_WITHIN, len(lines)))
    return next((at for at in near if len(lines[at].text) <= stamp.LONGEST and stamp.is_stamp(lines[at].text)), None)


def _slices(draft: Draft, starts: list[int]) -> list[Draft]:
    """Return the draft cut at these lines; the blank lines above a cut go with what is before it."""
    if not starts:
        return [draft]
    bounds = [0, *starts, len(draft.lines)]
    cuts = [draft.start, *(draft.lines[index].start for index in starts), draft.start + len(draft.text)]
    slices = [
        Draft(draft.text[cut - draft.start : end - draft.start], draft.lines[first:last], draft.facts, cut)
        for (first, last), (cut, end) in zip(pairwise(bounds), pairwise(cuts), strict=True)
    ]
    for remark in draft.remarks:
        home = next((part for part in reversed(slices) if part.lines[0].number <= remark.line), slices[0])
        home.remarks.append(remark)
    return slices
