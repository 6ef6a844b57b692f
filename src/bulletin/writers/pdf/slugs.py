"""Words in a role → slugs: lines that leave no widow and no orphan, their notes, the white around them, the grid."""

from __future__ import annotations

import math
from collections.abc import Iterable

from bulletin import walk
from bulletin.model import Inlines, Note
from bulletin.writers.pdf.marks import Passage, Slug, TextLine, TextMark, joined
from bulletin.writers.pdf.setter import Setter

_BELOW_NOTES = 6.0  # points, under the notes of a figure or a table


def text_slugs(passage: Passage, setter: Setter, role: str, width: float, tag: str = "P") -> list[Slug]:
    """Return lines with the role's white above and below them; the white below belongs to the last line."""
    style = setter.style(role)
    measure = width - style.left - style.right
    indent = style.indent if style.indents_all else 0.0
    with setter.tags.inside(tag):
        lines = setter.lines(passage, role, measure, indent=indent)
    return spaced(_line_slugs(lines, setter, role, measure, indent=indent, left=style.left), setter, role)


def inlines_to_slugs(
    content: Inlines, setter: Setter, role: str, width: float, *, indented: bool = False, left: float = 0.0
) -> list[Slug]:
    """Return a paragraph's lines as slugs that leave no widow and no orphan; `left` is added to the role's own."""
    style = setter.style(role)
    indent = style.indent if indented or style.indents_all else 0.0
    measure = width - left - style.left - style.right
    lines: list[TextLine] = []
    for passage in setter.passages(content, role):
        lines += setter.lines(passage, role, measure, indent=0.0 if lines else indent)
    slugs = _line_slugs(lines, setter, role, measure, indent=indent, left=left + style.left)
    if any(True for _ in walk.notes(content)):
        return [slug._replace(notes=_notes_of(line, setter, width)) for slug, line in zip(slugs, lines, strict=True)]
    return slugs


def _line_slugs(
    lines: list[TextLine], setter: Setter, role: str, measure: float, *, indent: float = 0.0, left: float = 0.0
) -> list[Slug]:
    style = setter.style(role)
    slugs = []
    for index, line in enumerate(lines):
        x = left + _offset(line, measure) + (indent if index == 0 else 0.0)
        mark = TextMark(x, style.baseline, line)
        # Two lines at least stand before a break, and two after it.
        keeps = index == 0 < len(lines) - 1 or index == len(lines) - 2
        slugs.append(Slug(style.leading, (mark,), keeps=keeps, joins=index < len(lines) - 1))
    return slugs


def _offset(line: TextLine, width: float) -> float:
    if line.style.align == "right":
        return width - line.width
    return (width - line.width) / 2 if line.style.align == "centred" else -line.hang


def _notes_of(line: TextLine, setter: Setter, width: float) -> tuple[Slug, ...]:
    """Return the lines of the notes whose marks stand in a line."""
    marked = {id(part.note): part.note for word in line.words for part in word.fragments if part.note}
    return tuple(slug for note in marked.values() for slug in note_to_slugs(note, setter, width))


def note_to_slugs(note: Note, setter: Setter, width: float) -> list[Slug]:
    """Return the lines of a note, its figure before them."""
    style = setter.style("footnote")
    measure = width - style.left - style.right
    anchor = setter.note_anchor(note)
    with setter.tags.note(anchor):
        lines = [line for passage in setter.note_passages(note) for line in setter.lines(passage, "footnote", measure)]
    slugs = _line_slugs(lines, setter, "footnote", measure, left=style.left)
    return [slug._replace(trace=(anchor, 0)) for slug in slugs] if "index" in setter.layout.parts else slugs


def with_notes_below(slugs: list[Slug], notes: list[Slug]) -> list[Slug]:
    """Return the slugs of a figure or a table with its notes under it, where a reader looks for them."""
    if not notes:
        return slugs
    *others, last = (slug._replace(notes=()) for slug in slugs)
    below = joined([*notes, Slug(_BELOW_NOTES, ())])
    if last.floats:
        return [*others, joined([last, below])._replace(floats=True, wide=last.wide)]
    return [*others, last._replace(keeps=True), below._replace(wide=last.wide, loose=last.loose, keeps=False)]


def spaced(slugs: list[Slug], setter: Setter, role: str) -> list[Slug]:
    """Return the slugs with the role's white above and below, kept together and with what follows as the role says."""
    if not slugs:
        return slugs
    style = setter.style(role)
    slugs[0] = with_skip(slugs[0], style.space_before)
    slugs[-1] = slugs[-1]._replace(height=slugs[-1].height + style.space_after, keeps=style.with_next)
    return [*(slug._replace(keeps=True) for slug in slugs[:-1]), slugs[-1]] if style.together else slugs


def apart(paragraphs: Iterable[list[Slug]], setter: Setter, role: str) -> list[Slug]:
    """Return the paragraphs or items of one block, with the role's white between any two."""
    style, slugs = setter.style(role), list[Slug]()
    for paragraph in paragraphs:
        if slugs:
            slugs[-1] = slugs[-1]._replace(height=slugs[-1].height + style.space_after)
            paragraph[0] = with_skip(paragraph[0], style.space_before)
        slugs += paragraph
    return slugs


def on_grid(slug: Slug, grid: float, *, below: bool = False, goes_on: bool = False) -> Slug:
    """Return the slug with its height rounded up to the grid, in points; the white this adds goes above it, or below.

    Above a line that goes on with its block the white is no skip: its lines stand as far apart everywhere.
    """
    if slug.loose:
        return slug
    height = math.ceil(slug.height / grid - 0.001) * grid
    if height - slug.height <= 0.001:
        return slug
    if below:
        return slug._replace(height=height)
    return with_skip(slug, height - slug.height)._replace(skip=0.0 if goes_on else height - slug.height + slug.skip)


def strip_on_grid(slugs: list[Slug], setter: Setter) -> list[Slug]:
    """Return slugs that stand close to one another, and after them the white that brings what follows to the grid."""
    if not setter.layout.grid.baseline:
        return slugs
    height = sum(slug.height for slug in slugs)
    white = math.ceil(height / setter.layout.baseline - 0.001) * setter.layout.baseline - height
    return [*(slug._replace(joins=True) for slug in slugs[:-1]), slugs[-1]._replace(height=slugs[-1].height + white)]


def with_skip(slug: Slug, white: float) -> Slug:
    """Return the slug with so many points more above it, which the top of a page or column swallows."""
    if not white:
        return slug
    marks = tuple(mark._replace(y=mark.y + white) for mark in slug.marks)
    return slug._replace(height=slug.height + white, marks=marks, skip=slug.skip + white)


def without_skip(slug: Slug) -> Slug:
    """Return the slug as it stands at the top of a page or column: its leading white is gone."""
    if not slug.skip:
        return slug
    marks = tuple(mark._replace(y=mark.y - slug.skip) for mark in slug.marks)
    return slug._replace(height=slug.height - slug.skip, marks=marks, skip=0.0)
