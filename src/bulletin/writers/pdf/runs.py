"""Inlines → runs: letters of one paragraph with the same markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from bulletin.model import Emphasis, Inlines, LineBreak, Link, Note, Strong, Text
from bulletin.text.addresses import web_address

NOTE_PLACE = "\u2060"  # word joiner: stands for a note's figure while words are told apart


@dataclass(frozen=True, slots=True)
class Run:
    """Letters with the same markup; a line break is a run of its own, and so is a note's place."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    note: Note | None = None


def inlines_to_runs(content: Inlines, outer: Run = Run("")) -> Iterator[Run]:
    """Yield the runs of inlines that stand in the markup of `outer`."""
    for inline in content:
        match inline:
            case Text(text):
                yield replace(outer, text=text)
            case Emphasis(inner):
                yield from inlines_to_runs(inner, replace(outer, italic=not outer.italic))
            case Strong(inner):
                yield from inlines_to_runs(inner, replace(outer, bold=True))
            case Link(target, inner):
                yield from inlines_to_runs(inner, replace(outer, link=web_address(target) or outer.link))
            case LineBreak():
                yield replace(outer, text="\n")
            case Note():
                yield replace(outer, text=NOTE_PLACE, link=None, note=inline)
            case _:
                assert_never(inline)
