"""A bulletin's masthead, contents, section titles and imprint → slugs across the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin import wording
from bulletin.model import Bulletin
from bulletin.text import terms
from bulletin.writers.pdf.gate import Where
from bulletin.writers.pdf.marks import LeaderMark, Mark, PictureMark, RuleMark, Slug, TextLine, TextMark
from bulletin.writers.pdf.setter import Setter
from bulletin.writers.pdf.slugs import text_slugs

_LOGO_GAP = 10.0  # points between the logo and what stands beside it
_SIDE = 0.4  # of the masthead's width: the most that issue, date and note take at its right
_NAME = 0.5  # of the masthead's width: the least that a name of several lines has beside a logo
_COVER_TITLE = 0.3  # of the type area's height: where the name on a cover begins
_ENTRY_LINES = 4  # of a contents entry that no page parts
_NUMBER_ROOM = 3.2  # em kept free at the right of a contents entry for its dots and its number


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: a section (no anchor of its own page number) or an article.

    White parts an article of no section from the section before it: it is `apart`.
    """

    text: str
    anchor: str
    where: Where  # for the message about a missing letter
    is_section: bool
    apart: bool = False


def masthead(bulletin: Bulletin, setter: Setter) -> list[Slug]:
    """Return the masthead: publisher over the name, issue and date at the right, and the rule under them.

    A logo stands at the left of all of it, or above it where it would leave a long name too little room.
    """
    width = setter.layout.type_width
    small = setter.style("masthead_small")
    side = [line for text in wording.masthead_lines(bulletin) for line in _side_lines(text, setter, width)]
    side_width = max((line.width for line in side), default=0.0)
    marks, left, top = _placed_logo(bulletin, setter, width - side_width - 12)
    publisher = _small_lines(bulletin.publisher, setter, width - left)
    marks += _stack(publisher, setter, left, top)
    y = top + small.leading * len(publisher)
    title_marks, bottom = _masthead_title(bulletin, setter, width - left - side_width - 12, (left, y))
    marks += title_marks
    subtitle = _small_lines(bulletin.subtitle, setter, width - left - side_width - 12)
    marks += _stack(subtitle, setter, left, bottom)
    bottom += small.leading * len(subtitle)
    logo = max((mark.height for mark in marks if isinstance(mark, PictureMark)), default=0.0)
    bottom = max(bottom, y + small.leading * len(side), logo if left else 0.0)
    marks += _right_lines(side, setter, width, bottom)
    stroke = setter.layout.furniture.masthead_rule
    thickness = stroke.thickness.points()
    if thickness:
        # The rule clears the dots under ộ and ự: the descent of the name is in its leading.
        marks.append(RuleMark(0.0, bottom + 6 + thickness / 2, width, thickness, setter.layout.colours[stroke.colour]))
    return [Slug(bottom + thickness + 24, tuple(marks))]


def _small_lines(text: str | None, setter: Setter, width: float) -> list[TextLine]:
    with setter.tags.inside("P"):
        return setter.lines(setter.plain_passage(text, "masthead_small"), "masthead_small", width) if text else []


def _side_lines(text: str, setter: Setter, width: float) -> list[TextLine]:
    """Return the lines of issue, date or note: a little wider where a date, which is never parted, needs it."""
    widest = max((word.width for word in setter.plain_passage(text, "masthead_small").words), default=0.0)
    return _small_lines(text, setter, min(max(width * _SIDE, widest), width * (1 - _NAME)))


def _stack(lines: list[TextLine], setter: Setter, left: float, top: float) -> Iterator[Mark]:
    style = setter.style("masthead_small")
    for index, line in enumerate(lines):
        yield TextMark(left, top + index * style.leading + style.baseline, line)


def _placed_logo(bulletin: Bulletin, setter: Setter, room: float) -> tuple[list[Mark], float, float]:
    """Return the logo, and the left and top edges of what stands beside or below it.

    `room` is what the name has without a logo: beside one it must fit on a line, or have half of the masthead's width.
    """
    logo = logo_mark(bulletin, setter, 0.0)
    if logo is None:
        return [], 0.0, 0.0
    left = logo.width + _LOGO_GAP
    name = setter.one_line(bulletin.title, "masthead").width
    if min(name, setter.layout.type_width * _NAME) <= room - left:
        return [logo], left, 0.0
    return [logo], 0.0, logo.height + _LOGO_GAP


def logo_mark(bulletin: Bulletin, setter: Setter, y: float) -> PictureMark | None:
    """Return the bulletin's logo as high as the layout wants it, or None where either gives none."""
    height = setter.layout.furniture.logo_height.points()
    picture = bulletin.logo.picture if bulletin.logo else None
    if picture is None or not height:
        return None
    width = min(height * picture.width / picture.height, setter.layout.type_width / 3)
    with setter.tags.inside("Figure") as element:
        element.alt = (bulletin.logo.alt if bulletin.logo else None) or terms.LOGO
    return PictureMark(0.0, y, width, width * picture.height / picture.width, picture, element)


def _masthead_title(
    bulletin: Bulletin, setter: Setter, width: float, place: tuple[float, float]
) -> tuple[list[Mark], float]:
    style = setter.style("masthead")
    left, top = place
    with setter.tags.inside("H1"):
        lines = setter.lines(setter.plain_passage(bulletin.title, "masthead"), "masthead", width)
    marks: list[Mark] = [
        TextMark(left - 0.04 * style.ink.size, top + index * style.leading + style.baseline, line)
        for index, line in enumerate(lines)
    ]
    return marks, top + len(lines) * style.leading


def _right_lines(lines: list[TextLine], setter: Setter, width: float, bottom: float) -> Iterator[Mark]:
    style = setter.style("masthead_small")
    top = bottom - style.leading * len(lines)
    with setter.tags.inside("P") as element:  # measured first, read after the name
        lines = [line._replace(tag=element) for line in lines]
    for index, line in enumerate(lines):
        yield TextMark(width - line.width, top + index * style.leading + style.baseline, line)


def cover(bulletin: Bulletin, setter: Setter, height: float) -> list[Slug]:
    """Return a cover `height` points high: publisher at the head, name above the middle, issue and date below."""
    width = setter.layout.type_width
    small = setter.style("cover_small")
    head = _lines_from(bulletin.publisher, setter, "cover_small", width)
    title = _lines_from(bulletin.title, setter, "cover_title", width, "H1")
    below = _lines_from(bulletin.subtitle, setter, "cover_small", width)
    foot = []
    for line in wording.masthead_lines(bulletin):
        foot += _lines_from(line, setter, "cover_small", width)
    marks: list[Mark] = _stacked(head, 0.0)
    top = height * _COVER_TITLE
    logo = logo_mark(bulletin, setter, 0.0)
    if logo is not None:
        y = max(top - logo.height - small.leading, small.leading * len(head))
        marks.append(logo._replace(x=(width - logo.width) / 2, y=y))
    marks += _stacked(title, top)
    bottom = top + sum(slug.height for slug in title)
    stroke = setter.layout.furniture.masthead_rule
    thickness = stroke.thickness.points()
    if thickness:
        colour = setter.layout.colours[stroke.colour]
        marks.append(RuleMark(width * 0.3, bottom + small.leading / 2, width * 0.4, thickness, colour))
        bottom += small.leading
    marks += _stacked(below, bottom)
    marks += _stacked(foot, height - sum(slug.height for slug in foot))
    return [Slug(height, tuple(marks))]


def _lines_from(text: str | None, setter: Setter, role: str, width: float, tag: str = "P") -> list[Slug]:
    return text_slugs(setter.plain_passage(text, role), setter, role, width, tag) if text else []


def _stacked(slugs: list[Slug], top: float) -> list[Mark]:
    """Return the marks of slugs that stand one under the other from `top`."""
    marks: list[Mark] = []
    for slug in slugs:
        marks += [mark._replace(y=mark.y + top) for mark in slug.marks]
        top += slug.height
    return marks


def contents(entries: list[ContentsEntry], setter: Setter) -> list[Slug]:
    """Return the contents: its title, then sections and articles with dots and page numbers."""
    width = setter.layout.type_width
    title = setter.plain_passage(terms.CONTENTS, "contents_title")
    slugs = text_slugs(title, setter, "contents_title", width, setter.tags.heading())
    slugs = [slug._replace(keeps=True) for slug in slugs]
    with setter.tags.inside("TOC"):
        for entry in entries:
            setter.where = entry.where
            with setter.tags.inside("TOCI"):
                slugs += _section_entry(entry, setter) if entry.is_section else _article_entry(entry, setter)
    if slugs:
        slugs[-1] = slugs[-1]._replace(height=slugs[-1].height + 10)
    return slugs


def _section_entry(entry: ContentsEntry, setter: Setter) -> list[Slug]:
    passage = setter.plain_passage(entry.text, "contents_section")
    slugs = text_slugs(passage, setter, "contents_section", setter.layout.type_width)
    return [slug._replace(keeps=True) for slug in slugs]


def _article_entry(entry: ContentsEntry, setter: Setter) -> list[Slug]:
    """Return an entry in one slug; of a longer one no page parts the first two lines, nor the last two."""
    style = setter.style("contents")
    width = setter.layout.type_width
    room = width - style.ink.size * _NUMBER_ROOM
    white = style.leading if entry.apart else 0.0
    with setter.tags.inside("Reference"), setter.tags.inside("Link") as link:
        lines = setter.lines(setter.plain_passage(entry.text, "contents"), "contents", room)
    parts = [lines] if len(lines) <= _ENTRY_LINES else [lines[:2], *([line] for line in lines[2:-2]), lines[-2:]]
    slugs: list[Slug] = []
    for part in parts:
        top = 0.0 if slugs else white
        marks = [TextMark(0.0, top + index * style.leading + style.baseline, line) for index, line in enumerate(part)]
        slugs.append(Slug(top + len(part) * style.leading, tuple(marks), skip=top))
    last, part = slugs[-1], parts[-1]
    baseline = last.height - style.leading + style.baseline
    dots, link_top = part[-1].width + style.space, len(part) * style.leading
    leader = LeaderMark(dots, width, baseline, entry.anchor, style, link_top, entry.text, link)
    slugs[-1] = last._replace(height=last.height + style.space_after, marks=(*last.marks, leader))
    return slugs


def section_title(title: str, setter: Setter, anchor: str) -> list[Slug]:
    """Return a section's title over its rule."""
    style = setter.style("section")
    width = setter.layout.type_width
    slugs = text_slugs(setter.plain_passage(title, "section"), setter, "section", width, setter.tags.heading())
    stroke = setter.layout.furniture.section_rule
    thickness = stroke.thickness.points()
    if thickness:
        last = slugs[-1]
        colour = setter.layout.colours[stroke.colour]
        rule = RuleMark(0.0, last.height - style.space_after + 1.5, width, thickness, colour)
        slugs[-1] = last._replace(marks=(*last.marks, rule))
    slugs[0] = slugs[0]._replace(anchor=anchor)
    return slugs


def imprint(bulletin: Bulletin, setter: Setter) -> list[Slug]:
    """Return the imprint under its rule, or nothing where the project gives none."""
    lines = list(wording.imprint_lines(bulletin))
    if not lines:
        return []
    width = setter.layout.type_width
    stroke = setter.layout.furniture.imprint_rule
    rule = RuleMark(0.0, 0.5, width, stroke.thickness.points(), setter.layout.colours[stroke.colour])
    slugs = [Slug(8.0, (rule,) if stroke.thickness.points() else (), keeps=True)]
    for line in lines:
        slugs += text_slugs(setter.plain_passage(f"{line.label}: {line.text}", "imprint"), setter, "imprint", width)
    return [*(slug._replace(keeps=True) for slug in slugs[:-1]), slugs[-1]]
