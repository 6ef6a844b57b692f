"""A bulletin's masthead, contents, section titles and imprint → slugs across the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletin import wording
from bulletin.model import Bulletin
from bulletin.text import terms
from bulletin.writers.pdf.galley import text_slugs
from bulletin.writers.pdf.marks import LeaderMark, Mark, RuleMark, Slug, TextLine, TextMark
from bulletin.writers.pdf.setter import Setter

_NUMBER_ROOM = 3.2  # em kept free at the right of a contents entry for its dots and its number


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: a section (no anchor of its own page number) or an article."""

    text: str
    anchor: str
    is_section: bool


def masthead(bulletin: Bulletin, setter: Setter) -> list[Slug]:
    """Return the masthead: publisher over the name, issue and date at the right, and the rule under them."""
    width = setter.layout.type_width
    small = setter.style("masthead_small")
    marks: list[Mark] = []
    y = 0.0
    if bulletin.publisher:
        marks.append(TextMark(0.0, small.baseline, setter.one_line(bulletin.publisher, "masthead_small")))
        y += small.leading
    side = [setter.one_line(line, "masthead_small") for line in wording.masthead_lines(bulletin)]
    side_width = max((line.width for line in side), default=0.0)
    title_marks, bottom = _masthead_title(bulletin, setter, width - side_width - 12, y)
    marks += title_marks
    if bulletin.subtitle:
        marks.append(TextMark(0.0, bottom + small.baseline, setter.one_line(bulletin.subtitle, "masthead_small")))
        bottom += small.leading
    bottom = max(bottom, y + small.leading * len(side))
    marks += _right_lines(side, setter, width, bottom)
    thickness = setter.layout.rule.points()
    if thickness:
        # The rule clears the dots under ộ and ự: the descent of the name is in its leading.
        marks.append(RuleMark(0.0, bottom + 6 + thickness / 2, width, thickness, setter.layout.colours["accent"]))
    return [Slug(bottom + thickness + 24, tuple(marks))]


def _masthead_title(bulletin: Bulletin, setter: Setter, width: float, y: float) -> tuple[list[Mark], float]:
    style = setter.style("masthead")
    lines = setter.lines(setter.plain_words(bulletin.title, "masthead"), "masthead", width)
    marks: list[Mark] = [
        TextMark(-0.04 * style.ink.size, y + index * style.leading + style.baseline, line)
        for index, line in enumerate(lines)
    ]
    return marks, y + len(lines) * style.leading


def _right_lines(lines: list[TextLine], setter: Setter, width: float, bottom: float) -> Iterator[Mark]:
    style = setter.style("masthead_small")
    top = bottom - style.leading * len(lines)
    for index, line in enumerate(lines):
        yield TextMark(width - line.width, top + index * style.leading + style.baseline, line)


def contents(entries: list[ContentsEntry], setter: Setter) -> list[Slug]:
    """Return the contents: its title, then sections and articles with dots and page numbers."""
    width = setter.layout.type_width
    slugs = text_slugs(setter.plain_words(terms.CONTENTS, "contents_title"), setter, "contents_title", width)
    slugs = [replace(slug, keeps=True) for slug in slugs]
    for entry in entries:
        slugs += _section_entry(entry, setter) if entry.is_section else [_article_entry(entry, setter)]
    if slugs:
        slugs[-1] = replace(slugs[-1], height=slugs[-1].height + 10)
    return slugs


def _section_entry(entry: ContentsEntry, setter: Setter) -> list[Slug]:
    words = setter.plain_words(entry.text, "contents_section")
    slugs = text_slugs(words, setter, "contents_section", setter.layout.type_width)
    return [replace(slug, keeps=True) for slug in slugs]


def _article_entry(entry: ContentsEntry, setter: Setter) -> Slug:
    style = setter.style("contents")
    width = setter.layout.type_width
    room = width - style.ink.size * _NUMBER_ROOM
    lines = setter.lines(setter.plain_words(entry.text, "contents"), "contents", room)
    marks: list[Mark] = [
        TextMark(0.0, index * style.leading + style.baseline, line) for index, line in enumerate(lines)
    ]
    baseline = (len(lines) - 1) * style.leading + style.baseline
    link_top = baseline - style.baseline + style.leading
    dots = lines[-1].width + style.space
    marks.append(LeaderMark(dots, width, baseline, entry.anchor, style, 0.0, link_top))
    return Slug(len(lines) * style.leading + style.space_after, tuple(marks))


def section_title(title: str, setter: Setter, anchor: str) -> list[Slug]:
    """Return a section's title over a hairline in its colour; it keeps with the article below it."""
    style = setter.style("section")
    width = setter.layout.type_width
    slugs = text_slugs(setter.plain_words(title, "section"), setter, "section", width)
    last = slugs[-1]
    rule = RuleMark(0.0, last.height - style.space_after + 1.5, width, 0.8, style.ink.colour)
    slugs[-1] = replace(last, marks=(*last.marks, rule))
    slugs[0] = replace(slugs[0], anchor=anchor)
    return [replace(slug, keeps=True) for slug in slugs]


def imprint(bulletin: Bulletin, setter: Setter) -> list[Slug]:
    """Return the imprint under a hairline, or nothing where the project gives none."""
    lines = list(wording.imprint_lines(bulletin))
    if not lines:
        return []
    style = setter.style("imprint")
    width = setter.layout.type_width
    slugs = [Slug(8.0, (RuleMark(0.0, 0.5, width, 0.4, style.ink.colour),), keeps=True)]
    for line in lines:
        slugs += text_slugs(setter.plain_words(f"{line.label}: {line.text}", "imprint"), setter, "imprint", width)
    return [*(replace(slug, keeps=True) for slug in slugs[:-1]), slugs[-1]]
