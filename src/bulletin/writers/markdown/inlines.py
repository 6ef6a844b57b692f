"""Inlines → one run of Markdown.

`*` and `**` stand where CommonMark's rules for them (6.2, flanking runs) give back the same words; where they would
not – "chữ**“đậm”**chữ" – Emphasis becomes `_`, and at last the tags `<em>` and `<strong>`, which always hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from bulletin.model import Emphasis, Inlines, LineBreak, Link, Note, Strong, Text
from bulletin.walk import link_targets, notes, plain_text
from bulletin.writers.markdown.escapes import can_stand_alone, escape_address, escape_text

HARD_BREAK = "\\\n"  # where lines may follow one another
BREAK_TAG = "<br>"  # where all is one line: headings, cells, captions

_STYLES = {Emphasis: (("*", "*"), ("_", "_"), ("<em>", "</em>")), Strong: (("**", "**"), ("<strong>", "</strong>"))}


@dataclass(slots=True)
class _Pair:
    """The two marks around stressed words; `style` moves on where a simpler one would be misread."""

    kind: type[Emphasis | Strong]
    style: int = 0

    @property
    def is_last(self) -> bool:
        return self.style == len(_STYLES[self.kind]) - 1


@dataclass(frozen=True, slots=True)
class _Mark:
    """One end of a pair: 0 opens, 1 closes."""

    pair: _Pair
    end: int

    def __str__(self) -> str:
        return _STYLES[self.pair.kind][self.pair.style][self.end]


_Part = str | _Mark


def inlines_to_markdown(
    content: Inlines, marked: list[Note], *, line_break: str = HARD_BREAK, in_brackets: bool = False
) -> str:
    """Return the Markdown of inlines. `in_brackets`: they will stand in a caption's brackets.

    Notes add themselves to `marked`, those of the article so far: their place in it is their number.
    """
    text = plain_text(content)
    has_link = next(link_targets(content), None) is not None or next(notes(content), None) is not None
    # a link's, a note's, or those of its definition
    brackets = in_brackets or has_link or any(sign in text for sign in ("](", "]:", "[^", "^["))
    parts = list(_parts(content, line_break, marked, brackets=brackets))
    _settle_marks(parts)
    return "".join(map(str, parts))


def _parts(content: Inlines, line_break: str, marked: list[Note], *, brackets: bool) -> Iterator[_Part]:
    for index, inline in enumerate(content):
        before = content[index - 1] if index else None
        after = content[index + 1] if index + 1 < len(content) else None
        match inline:
            case Text(text):
                before_link, after_note = isinstance(after, Link | Note), isinstance(before, Note)
                yield escape_text(text, brackets=brackets, before_link=before_link, after_note=after_note)
            case Note():
                marked.append(inline)
                yield f"[^{len(marked)}]"
            case LineBreak():
                yield line_break
            case Link(target, inner):
                if inner == (Text(target),) and can_stand_alone(target):
                    yield f"<{target}>"
                    continue
                yield "["
                yield from _parts(inner, line_break, marked, brackets=True)
                yield f"]({escape_address(target)})"
            case Emphasis(inner) | Strong(inner):
                pair = _Pair(type(inline))
                yield _Mark(pair, 0)
                yield from _parts(inner, line_break, marked, brackets=brackets)
                yield _Mark(pair, 1)
            case _:
                assert_never(inline)


def _settle_marks(parts: list[_Part]) -> None:
    """Move every pair on to the first style that reads back as the same; nothing ever moves back, so this ends."""
    while True:
        moving = [part.pair for index, part in enumerate(parts) if isinstance(part, _Mark) and not _holds(parts, index)]
        if not moving:
            return
        for pair in {id(pair): pair for pair in moving}.values():
            pair.style += 1


def _holds(parts: list[_Part], index: int) -> bool:
    """Whether the mark at `index` opens (or closes) where it stands, and cannot run together with another."""
    mark = parts[index]
    assert isinstance(mark, _Mark)  # noqa: S101 — the caller looks only at marks
    if mark.pair.is_last:
        return True
    before = parts[index - 1] if index else " "
    after = parts[index + 1] if index + 1 < len(parts) else " "
    if any(_run_together(mark, other) for other in (before, after)):
        return False
    outer, inner = (str(before)[-1], str(after)[0]) if mark.end == 0 else (str(after)[0], str(before)[-1])
    apart = _is_space(outer) or _is_sign(outer)
    if inner.isspace() or not (_is_letter(inner) or apart):
        return False
    return apart or str(mark) != "_"


def _run_together(mark: _Mark, other: _Part) -> bool:
    """Whether two marks would make one run; of `**` and `*`, it is Emphasis that moves on to `_`."""
    if not isinstance(other, _Mark) or str(mark)[0] != str(other)[0]:
        return False
    return mark.pair.kind is Emphasis or other.pair.kind is Strong


def _is_space(character: str) -> bool:
    return character in "\t\n" or unicodedata.category(character) == "Zs"


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
