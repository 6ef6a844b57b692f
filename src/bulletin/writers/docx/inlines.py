"""Inlines → runs: text, stress, links and line breaks inside one paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from bulletin.layout.styles import Style
from bulletin.model import Emphasis, Inlines, LineBreak, Link, Note, Strong, Text
from bulletin.walk import plain_text
from bulletin.writers.docx.story import Story
from bulletin.writers.docx.styles import is_bold
from bulletin.writers.docx.wordml import Element, add_text, child, relation


@dataclass(frozen=True, slots=True)
class Voice:
    """How words stand out from the paragraph that they are in, whose role is `role`."""

    role: Style
    strong: bool = False
    emphasised: bool = False
    linked: bool = False


def inlines_to_runs(content: Inlines, parent: Element, voice: Voice, story: Story) -> None:
    """Add the inlines to a paragraph, or to a hyperlink in it."""
    for inline in content:
        match inline:
            case Text(text):
                add_text(_run(parent, voice), story.text(text))
            case Emphasis(inner):
                inlines_to_runs(inner, parent, replace(voice, emphasised=not voice.emphasised), story)
            case Strong(inner):
                inlines_to_runs(inner, parent, replace(voice, strong=True), story)
            case Link():
                _link(inline, parent, voice, story)
            case LineBreak():
                child(_run(parent, voice), "br")
            case Note(inner):
                _note(inner, parent, story)
            case _:
                assert_never(inline)


def _link(link: Link, parent: Element, voice: Voice, story: Story) -> None:
    """Add a hyperlink; Word knows none inside another, nor one without words."""
    relationship = None if voice.linked or not plain_text(link.content) else story.link(link.target)
    if relationship is None:
        inlines_to_runs(link.content, parent, voice, story)
        return
    node = child(parent, "hyperlink", history=1)
    node.set(relation("id"), relationship)
    inlines_to_runs(link.content, node, replace(voice, linked=True), story)


def _note(content: Inlines, parent: Element, story: Story) -> None:
    """Add the mark of a footnote, which Word numbers, and the footnote itself."""
    with story.note() as (number, paragraph):
        inlines_to_runs(content, paragraph, Voice(story.layout.styles.footnote), story)
    mark = child(parent, "r")
    child(child(mark, "rPr"), "rStyle", val="FootnoteReference")
    child(mark, "footnoteReference", id=number)


def _run(parent: Element, voice: Voice) -> Element:
    """Return a new run: its character style, and what that style alone cannot say.

    A run has one character style only, and a style's bold or italic undoes that of the paragraph's style: stressed
    words in an italic lead stand upright, as they should, but strong words in a bold title must stay bold.
    """
    node = child(parent, "r")
    if not (voice.strong or voice.emphasised or voice.linked):
        return node
    look = child(node, "rPr")
    style = "Hyperlink" if voice.linked else "Strong" if voice.strong else "Emphasis"
    child(look, "rStyle", val=style)
    if voice.strong and (voice.linked or is_bold(voice.role)):
        child(look, "b")
        child(look, "bCs")
    if voice.emphasised and (style != "Emphasis" or voice.role.italic):
        value = 0 if voice.role.italic else 1
        child(look, "i", val=value)
        child(look, "iCs", val=value)
    return node
