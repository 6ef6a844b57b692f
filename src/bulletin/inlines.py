"""Inlines as they were found → lawful inlines: joined texts, nothing empty, no mark inside its own kind.

Readers of marked-up text meet `<b><b>x</b></b>`, empty links and texts in crumbs; the model holds one form of each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bulletin.model import Emphasis, Inline, Inlines, LineBreak, Link, Strong, Text

_Mark = type[Emphasis] | type[Strong] | type[Link]


def tidy_inlines(content: Inlines) -> Inlines:
    """Return the same words and marks in the one lawful form, without space or line breaks at the ends."""
    return _trimmed(_trimmed(join_inlines(content), end=0), end=-1)


def join_inlines(content: Inlines, inside: frozenset[_Mark] = frozenset()) -> Inlines:
    """Return the inlines with neighbouring texts joined, and without empty ones or a mark inside its own kind."""
    joined: list[Inline] = []
    texts: list[str] = []
    for inline in content:
        for piece in _joined(inline, inside):
            if isinstance(piece, Text):
                texts.append(piece.text)
                continue
            joined += [Text("".join(texts))] if texts else []
            joined.append(piece)
            texts = []
    return (*joined, Text("".join(texts))) if texts else tuple(joined)


def _joined(inline: Inline, inside: frozenset[_Mark]) -> Inlines:
    match inline:
        case Text(text):
            return (inline,) if text else ()
        case LineBreak():
            return (inline,)
        case Emphasis(content) | Strong(content) | Link(_, content):
            kind = type(inline)
            inner = join_inlines(content, inside | {kind})
            if kind in inside or not inner:
                return inner
            return (replace(inline, content=inner),)
        case _:
            assert_never(inline)


def _trimmed(content: Inlines, *, end: int) -> Inlines:
    """Return the inlines without white space and line breaks at one end: the first (0) or the last (-1)."""
    while content:
        outer = content[end]
        rest = content[1:] if end == 0 else content[:-1]
        match outer:
            case Text(text):
                kept: Inline | None = Text(text.lstrip() if end == 0 else text.rstrip())
                kept = kept if kept.text else None  # type: ignore[union-attr]  # a Text, one line above
            case LineBreak():
                kept = None
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                left = _trimmed(inner, end=end)
                kept = replace(outer, content=left) if left else None
            case _:
                assert_never(outer)
        if kept is not None:
            return (kept, *rest) if end == 0 else (*rest, kept)
        content = rest
    return content
