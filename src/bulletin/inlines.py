"""Inlines as they were found → lawful inlines: joined texts, nothing empty, no mark inside its own kind.

Readers of marked-up text meet `<b><b>x</b></b>`, empty links and texts in crumbs; the model holds one form of each.
A note stands in no link, because its mark is a link itself, and in no other note.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bulletin.model import Emphasis, Inline, Inlines, LineBreak, Link, Note, Strong, Text
from bulletin.walk import notes, plain_text

_Mark = type[Emphasis] | type[Strong] | type[Link] | type[Note]


def tidy_inlines(content: Inlines) -> Inlines:
    """Return the same words and marks in the one lawful form, without space or line breaks at the ends.

    Notes without a word to stand at become the words.
    """
    tidy = _trimmed(_trimmed(join_inlines(content), end=0), end=-1)
    if tidy and not plain_text(tidy).strip():
        texts = [inline for note in notes(tidy) for inline in (Text(" "), *note.content)]
        return tidy_inlines(tuple(texts)) if texts else ()
    return tidy


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
        case Note(content):
            if Note in inside:
                return (Text(" ("), *join_inlines(content, inside), Text(")")) if content else ()
            inner = _trimmed(_trimmed(join_inlines(content, frozenset({Note})), end=0), end=-1)
            return (Note(inner),) if inner else ()
        case Emphasis(content) | Strong(content) | Link(_, content):
            kind = type(inline)
            inner = join_inlines(content, inside | {kind})
            if kind in inside or all(isinstance(part, Note) for part in inner):
                return inner
            if kind is Link and (found := tuple(notes(inner))):
                return (*_joined(replace(inline, content=without_notes(inner)), inside), *found)
            return (replace(inline, content=inner),)
        case _:
            assert_never(inline)


def without_notes(content: Inlines) -> Inlines:
    """Return the inlines without their notes."""
    kept: list[Inline] = []
    for inline in content:
        match inline:
            case Note():
                pass
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                kept.append(replace(inline, content=without_notes(inner)))
            case Text() | LineBreak():
                kept.append(inline)
            case _:
                assert_never(inline)
    return tuple(kept)


def _trimmed(content: Inlines, *, end: int) -> Inlines:
    """Return the inlines without white space and line breaks at one end: the first (0) or the last (-1)."""
    skipped: list[Note] = []  # what stands before or behind the marks of notes is the end of the words
    while content:
        outer = content[end]
        rest = content[1:] if end == 0 else content[:-1]
        match outer:
            case Note():
                skipped.append(outer)
                content = rest
                continue
            case Text(text):
                kept: Inline | None = Text(text.lstrip() if end == 0 else text.rstrip())
                kept = kept if kept.text else None  # type: ignore[union-attr]  # a Text, one line above
            case LineBreak():
                kept = None
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                left = _trimmed(inner, end=end)
                if all(isinstance(part, Note) for part in left):  # its words were white space
                    content = (*left, *rest) if end == 0 else (*rest, *left)
                    continue
                kept = replace(outer, content=left)
            case _:
                assert_never(outer)
        if kept is not None:
            return (*skipped, kept, *rest) if end == 0 else (*rest, kept, *reversed(skipped))
        content = rest
    return tuple(skipped) if end == 0 else tuple(reversed(skipped))
