"""Slugs → pages: strips across the page, and strips in columns that end level.

A page's type area is filled from the top. White that may be skipped is skipped at the top; a break falls only where
the slug above does not keep the one below, so that no widow, orphan or stranded heading is left.

A figure that does not fit waits, while the text goes on: it stands at the top of the next column, one across the
columns above or below them on its own page or at the top of the next. Figures keep their order; none stands on a page
before its place in the text, none after the article's last lines. A page's marks are in the order of the text all the
same, wherever on the page they stand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from bulletin.layout.schema import Layout
from bulletin.writers.pdf.columns import LINES_PARTED, SLACK, Column, Filled, Room, Stand, Strip, slugs_to_strip
from bulletin.writers.pdf.marks import Placed, RuleMark, Slug
from bulletin.writers.pdf.slugs import without_skip

_NOTE_RULE = 0.3  # of a column: how long the rule above notes is
_DEEPEST_START = 0.75  # of the type area: no further down begins what is taller than a page
_LINES_BY_FIGURE = 4  # of text that must stand in the columns above or below a figure across them


@dataclass(slots=True)
class Page:
    """One page: its number from 1, its marks in reading order, and the section for its running head."""

    number: int
    placed: list[Placed] = field(default_factory=list)
    anchors: list[tuple[str, float]] = field(default_factory=list)  # (anchor, y)
    section: str | None = None
    letters: dict[tuple[str, int], int] = field(default_factory=dict)  # by trace, how many of a block stand here


@dataclass(slots=True)
class Flow:
    """Places slugs on pages, one strip after another; hands each page on when nothing more will stand on it."""

    layout: Layout
    hand_on: Callable[[Page], None] | None = None
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0  # in the type area of the last page
    section: str | None = None
    _carried: tuple[Slug, ...] = ()  # lines of notes that the last page had no room for

    @property
    def grid(self) -> float:
        """The step in which heights are counted."""
        return self.layout.baseline

    @property
    def leading(self) -> float:
        """From baseline to baseline in running text."""
        return self.layout.styles.body.leading_points

    @property
    def height(self) -> float:
        """The height of the type area: a whole number of lines."""
        return math.floor(self.layout.type_height / self.grid + SLACK) * self.grid

    @property
    def remaining(self) -> float:
        """What is left of the last page, in whole lines from where the next line would stand."""
        return math.floor((self.height - self.y) / self.grid + SLACK) * self.grid if self.pages else 0.0

    def new_page(self) -> None:
        """Begin a page."""
        self.close_page()
        self.pages.append(Page(len(self.pages) + 1, section=self.section))
        self.y = 0.0

    def close_page(self) -> None:
        """Hand the last page on; nothing more may be placed on it."""
        if self.pages and self.hand_on:
            self.hand_on(self.pages[-1])

    def across(self, slugs: list[Slug], *, room_below: float = 0.0) -> None:
        """Place slugs across the type area, and under them their notes.

        The last of them wants `room_below` points under it on its page.
        """
        notes = [line for slug in slugs for line in slug.notes]
        slugs = [*slugs, self._note_rule, *notes] if notes else slugs
        for group in groups(slugs):
            depth = sum(slug.height for slug in group)
            wanted = depth + (room_below if group[-1] is slugs[-1] else 0.0)
            begins_here = depth > self.height + SLACK and self.y < self.height * _DEEPEST_START  # it is parted anyway
            if not self.pages or (self.y > 0 and self.y + wanted > self.height + SLACK and not begins_here):
                self.new_page()
            for slug in group:
                if self.y + slug.height > self.height + SLACK and self.y > 0:  # a group taller than a page
                    self.new_page()
                if slug.head and self.y == 0:
                    self._place(without_skip(slug.head), self._left(0), self.y, repeated=True)
                self._place(slug if self.y else without_skip(slug), self._left(0), self.y)
        self.y = self._on_grid(self.y)  # what follows in columns stands on the grid again

    def columns(self, slugs: list[Slug], *, headed: bool = False) -> None:
        """Place slugs in the layout's columns, level at the end; a long table across them parts what is level.

        `headed`: the article's head is among them, so that no figure may stand above them all.
        """
        runs = [(wide, list(run)) for wide, run in groupby(slugs, key=lambda slug: slug.wide and not slug.floats)]
        for index, (wide, run) in enumerate(runs):
            if wide:
                self.across(run)
                continue
            if index < len(runs) - 1:  # a heading above the table goes with it
                while run and run[-1].keeps and not run[-1].floats:
                    runs[index + 1][1].insert(0, run.pop())
            self._columns(slugs_to_strip(run, self.grid, headed=headed and index == 0))

    def least_depth(self, group: list[Slug]) -> float:
        """Return what a group takes of a column at least: of its notes, only the lines that must stand under it."""
        depth = sum(slug.height for slug in group)
        notes = [line for slug in group for line in slug.notes]
        return depth + (self._note_rule.height + sum(line.height for line in notes[:LINES_PARTED]) if notes else 0.0)

    def space(self, white: float) -> None:
        """Leave white before the next strip, unless it begins a page."""
        if self.pages and self.y > 0:
            self.y += white

    def foot(self, slugs: list[Slug]) -> None:
        """Place slugs across the type area at the foot of the last page, or of one more where they do not fit."""
        if not slugs:
            return
        height = sum(slug.height for slug in slugs)
        if not self.pages or self.y + height > self.height + SLACK:
            self.new_page()
        self.y = max(self.y, self.height - height)
        self.across(slugs)

    # ── columns ──────────────────────────────────────────────────────────────────────────────────────────────

    def _columns(self, strip: Strip) -> None:
        position = 0
        waiting: tuple[int, ...] = ()
        self._carried = ()
        while position < len(strip.slugs) or waiting or self._carried:
            if not self.pages or (self.y > 0 and self.remaining < 2 * self.leading):
                self.new_page()
            filled = self._best(strip, position, waiting)
            if self.y > 0 and not filled.stands and not filled.across and not filled.in_order:
                self.new_page()
                continue
            self._set(filled, strip)
            position, waiting, self._carried = filled.position, filled.waiting, filled.carried
            if position < len(strip.slugs) or waiting or self._carried:
                self.new_page()

    def _best(self, strip: Strip, position: int, waiting: tuple[int, ...]) -> Filled:
        """Return the columns of this page with as many of the figures across them as may stand here."""
        slugs, room = strip.slugs, self.remaining
        least = min(_LINES_BY_FIGURE * self.leading, room / 2)
        across: tuple[int, ...] = ()
        while waiting and slugs[waiting[0]].wide and (slugs[waiting[0]].height <= room - least or not across):
            room -= slugs[waiting[0]].height
            across, waiting = (*across, waiting[0]), waiting[1:]
        filled = self._level(strip, position, waiting, across, room)
        while filled.waiting and slugs[filled.waiting[0]].wide and filled.waiting[0] >= position:
            figure = filled.waiting[0]
            room -= slugs[figure].height
            if room < least:
                break
            tried = self._level(strip, position, waiting, (*across, figure), room)
            if tried.position <= figure or any(other < figure for other in tried.waiting):
                break  # its place in the text, or a figure before it, is pushed to the next page
            across, filled = tried.across, tried
        return filled

    def _level(
        self, strip: Strip, position: int, waiting: tuple[int, ...], across: tuple[int, ...], most: float
    ) -> Filled:
        """Return columns of the least height that holds all of the strip's rest, or full ones where none does."""
        count = self.layout.grid.columns
        total = strip.heights[-1] - strip.heights[position] + sum(strip.slugs[index].height for index in waiting)
        total += sum(line.height for line in self._carried)
        lines = max(1, math.ceil(total / count / self.grid - SLACK))
        while lines * self.grid <= most + SLACK:
            filled = self._fill(strip, position, waiting, across, lines * self.grid, forced=False, full=False)
            holds_all = filled.position == len(strip.slugs) and not filled.waiting and not filled.carried
            if holds_all and not self._has_lone_line(filled):
                return filled
            lines += 1
        return self._fill(strip, position, waiting, across, most, forced=self.y == 0 and not across, full=True)

    def _fill(
        self,
        strip: Strip,
        position: int,
        waiting: tuple[int, ...],
        across: tuple[int, ...],
        height: float,
        *,
        forced: bool,
        full: bool,
    ) -> Filled:
        """Return the columns filled one after the other to the height; `full` ones may part notes."""
        stands: list[Stand] = []
        in_order: list[Stand] = []
        carried, rule = self._carried, self._note_rule
        begun = self.y == 0
        for column in range(self.layout.grid.columns):
            room = Room(column, height, self.grid, strip.closing, across, 2 * self.leading, forced, begun, rule, full)
            filled = Column(strip.slugs, room, position, waiting, carried)
            filled.fill()
            position, waiting, carried = filled.position, filled.waiting, filled.carried
            stands += filled.stands
            in_order += filled.in_order()
            begun = begun or bool(stands)
            if position == len(strip.slugs) and not waiting and not carried:
                break
        return Filled(stands, position, waiting, across, tuple(in_order), carried)

    @property
    def _note_rule(self) -> Slug:
        """The short rule above the notes at a column's foot, and the white around it."""
        stroke, style = self.layout.furniture.footnote_rule, self.layout.styles.footnote
        height = style.leading.points(style.size.points())
        thickness, colour = stroke.thickness.points(), self.layout.colours[stroke.colour]
        rule = RuleMark(0.0, height * 0.6, self.layout.column_width * _NOTE_RULE, thickness, colour)
        return Slug(height, (rule,) if thickness else ())

    def _has_lone_line(self, filled: Filled) -> bool:
        """Whether a line stands alone in a column, with more of the strip in the next."""
        stands = filled.stands
        return any(
            stand.y == 0 and after.column > stand.column and stand.slug.height < 2 * self.leading
            for stand, after in pairwise(stands)
        )

    def _set(self, filled: Filled, strip: Strip) -> None:
        """Draw columns and the figures across them, in the order of the strip."""
        origin = self.y
        depth = sum(strip.slugs[index].height for index in filled.across)
        at_foot = strip.headed and bool(filled.stands) and filled.stands[0].place == 0
        top = origin if at_foot else origin + depth
        stands = filled.in_order
        bottom = self._on_grid(max((top + stand.y + stand.slug.height for stand in stands), default=top))
        y = bottom if at_foot else origin
        lefts = [self._left(column) for column in range(self.layout.grid.columns)]
        marks = [(stand, lefts[stand.column], top + stand.y) for stand in stands]
        for index in filled.across:
            figure = strip.slugs[index]
            marks.append((Stand(index, figure if at_foot else without_skip(figure), 0, 0.0), self._left(0), y))
            y += figure.height
        if any(stand.slug.floats for stand, _, _ in marks):
            marks.sort(key=lambda mark: mark[0].place)
        for stand, x, y in marks:
            self._place(stand.slug, x, y, repeated=stand.repeated)
        self._rule_columns(filled.stands, top, bottom)
        self.y = bottom + depth if at_foot else bottom

    def _rule_columns(self, stands: list[Stand], top: float, bottom: float) -> None:
        """Draw the rules between columns, as deep as the deepest of them."""
        stroke = self.layout.furniture.column_rule
        thickness = stroke.thickness.points()
        if not thickness or not stands:
            return
        depth = bottom - top
        upright = RuleMark(-thickness / 2, depth / 2, thickness, depth, self.layout.colours[stroke.colour])
        origin = self.layout.page.margins.top.points() + top
        for column in range(1, self.layout.grid.columns):
            middle = self._left(column) - self.layout.grid.gutter.points() / 2
            self.pages[-1].placed.append(Placed(middle, origin, upright))

    def _place(self, slug: Slug, x: float, y: float, *, repeated: bool = False) -> None:
        page = self.pages[-1]
        origin = self.layout.page.margins.top.points() + y
        page.placed += [Placed(x, origin, mark, repeated) for mark in slug.marks]
        if slug.trace and not repeated and "index" in self.layout.parts:
            page.letters[slug.trace] = page.letters.get(slug.trace, 0) + slug.letters
        if slug.anchor:
            page.anchors.append((slug.anchor, origin + slug.skip))
        self.y = y + slug.height

    def _left(self, column: int) -> float:
        """Return the left edge of a column, from the page's left edge."""
        margins = self.layout.page.margins
        even = self.layout.page.mirrored and self.pages[-1].number % 2 == 0
        left = margins.outside if even else margins.inside
        return left.points() + column * (self.layout.column_width + self.layout.grid.gutter.points())

    def _on_grid(self, y: float) -> float:
        return math.ceil(y / self.grid - SLACK) * self.grid


def groups(slugs: list[Slug]) -> Iterator[list[Slug]]:
    """Yield the slugs in groups that no page may part."""
    group: list[Slug] = []
    for slug in slugs:
        group.append(slug)
        if not slug.keeps:
            yield group
            group = []
    if group:
        yield group
