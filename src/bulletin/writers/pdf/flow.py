"""Slugs → pages: strips across the page, and strips in columns that end level.

A page's type area is filled from the top. White that may be skipped is skipped at the top; a break falls only where
the slug above does not keep the one below, so that no widow, orphan or stranded heading is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from bulletin.layout.schema import Layout
from bulletin.writers.pdf.galley import without_skip
from bulletin.writers.pdf.marks import Placed, RuleMark, Slug

_SLACK = 0.01  # points, for sums of rounded numbers


@dataclass(slots=True)
class Page:
    """One page: its number from 1, its marks in reading order, and the section for its running head."""

    number: int
    placed: list[Placed] = field(default_factory=list)
    anchors: list[tuple[str, float]] = field(default_factory=list)  # (anchor, y)
    section: str | None = None


@dataclass(slots=True)
class Flow:
    """Places slugs on pages, one strip after another."""

    layout: Layout
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0  # in the type area of the last page
    section: str | None = None

    @property
    def grid(self) -> float:
        """The step in which heights are counted."""
        return self.layout.baseline

    @property
    def leading(self) -> float:
        """From baseline to baseline in running text."""
        body = self.layout.styles.body
        return body.leading.points(body.size.points())

    @property
    def height(self) -> float:
        """The height of the type area: a whole number of lines."""
        return math.floor(self.layout.type_height / self.grid + _SLACK) * self.grid

    @property
    def remaining(self) -> float:
        """What is left of the last page, in whole lines from where the next line would stand."""
        return math.floor((self.height - self.y) / self.grid + _SLACK) * self.grid if self.pages else 0.0

    def new_page(self) -> None:
        """Begin a page."""
        self.pages.append(Page(len(self.pages) + 1, section=self.section))
        self.y = 0.0

    def across(self, slugs: list[Slug], *, room_below: float = 0.0) -> None:
        """Place slugs across the type area; the last of them wants `room_below` points under it on its page."""
        for group in groups(slugs):
            wanted = sum(slug.height for slug in group) + (room_below if group[-1] is slugs[-1] else 0.0)
            if not self.pages or (self.y > 0 and self.y + wanted > self.height + _SLACK):
                self.new_page()
            for slug in group:
                if self.y + slug.height > self.height + _SLACK and self.y > 0:  # a group taller than a page
                    self.new_page()
                self._place(slug, self._left(0), self.y, top=self.y == 0)
        # What follows in columns stands on the grid again.
        self.y = math.ceil(self.y / self.grid - _SLACK) * self.grid

    def columns(self, slugs: list[Slug]) -> None:
        """Place slugs in the layout's columns, level at the end."""
        rest = slugs
        while rest:
            if not self.pages or (self.y > 0 and self.remaining < 2 * self.leading):
                self.new_page()
            height = self._balanced_height(rest, self.remaining)
            if height is None:
                if self.y > 0 and not self._fits_any(rest, self.remaining):
                    self.new_page()
                    continue
                rest = self._fill(rest, self.remaining)
                if rest:
                    self.new_page()
            else:
                self._fill(rest, height)
                return

    def space(self, white: float) -> None:
        """Leave white before the next strip, unless it begins a page."""
        if self.pages and self.y > 0:
            self.y += white

    def foot(self, slugs: list[Slug]) -> None:
        """Place slugs across the type area at the foot of the last page, or of one more where they do not fit."""
        height = sum(slug.height for slug in slugs)
        if not self.pages or self.y + height > self.height + _SLACK:
            self.new_page()
        self.y = max(self.y, self.height - height)
        self.across(slugs)

    def _balanced_height(self, slugs: list[Slug], most: float) -> float | None:
        """Return the least height in which all slugs fit in the columns; None where they need more than `most`."""
        total = sum(slug.height for slug in slugs)
        count = self.layout.grid.columns
        if total > most * count + _SLACK:
            return None
        lines = max(1, math.ceil(total / count / self.grid - _SLACK))
        while lines * self.grid <= most + _SLACK:
            if _columns_used(slugs, lines * self.grid, count) <= count:
                return lines * self.grid
            lines += 1
        return None

    def _fits_any(self, slugs: list[Slug], height: float) -> bool:
        return _column_end(slugs, 0, height, forced=False) > 0

    def _fill(self, slugs: list[Slug], height: float) -> list[Slug]:
        """Fill the columns of this page to the height; return what is left over."""
        top, deepest, start = self.y, self.y, 0
        for column in range(self.layout.grid.columns):
            end = _column_end(slugs, start, height, forced=top == 0)
            y = top
            for slug in slugs[start:end]:
                self._place(slug, self._left(column), y, top=y == top)
                y += slug.height
            deepest, start = max(deepest, y), end
        self._rule_columns(slugs, top, deepest)
        self.y = deepest
        return slugs[start:]

    def _rule_columns(self, slugs: list[Slug], top: float, bottom: float) -> None:
        """Draw the rules between columns, as deep as the deepest of them."""
        stroke = self.layout.furniture.column_rule
        thickness = stroke.thickness.points()
        if not thickness or not slugs:
            return
        depth = bottom - top
        upright = RuleMark(-thickness / 2, depth / 2, thickness, depth, self.layout.colours[stroke.colour])
        origin = self.layout.page.margins.top.points() + top
        for column in range(1, self.layout.grid.columns):
            middle = self._left(column) - self.layout.grid.gutter.points() / 2
            self.pages[-1].placed.append(Placed(middle, origin, upright))

    def _place(self, slug: Slug, x: float, y: float, *, top: bool) -> None:
        page = self.pages[-1]
        shown = without_skip(slug) if top else slug
        origin = self.layout.page.margins.top.points() + y
        page.placed += [Placed(x, origin, mark) for mark in shown.marks]
        if slug.anchor:
            page.anchors.append((slug.anchor, origin + shown.skip))
        self.y = y + slug.height

    def _left(self, column: int) -> float:
        """Return the left edge of a column, from the page's left edge."""
        margins = self.layout.page.margins
        even = self.layout.page.mirrored and self.pages[-1].number % 2 == 0
        left = margins.outside if even else margins.inside
        return left.points() + column * (self.layout.column_width + self.layout.grid.gutter.points())


def groups(slugs: list[Slug]) -> list[list[Slug]]:
    """Return the slugs in groups that no page may part."""
    groups: list[list[Slug]] = [[]]
    for slug in slugs:
        groups[-1].append(slug)
        if not slug.keeps:
            groups.append([])
    return [group for group in groups if group]


def _columns_used(slugs: list[Slug], height: float, most: int) -> int:
    """Return how many columns of that height the slugs take; `most` + 1 where more than `most`."""
    start, used = 0, 0
    while start < len(slugs) and used <= most:
        end = _column_end(slugs, start, height, forced=False)
        if end == start:
            return most + 1
        start, used = end, used + 1
    return used


def _column_end(slugs: list[Slug], start: int, height: float, *, forced: bool) -> int:
    """Return the index after the last slug of a column that begins at `start`: at the last lawful break that fits.

    `forced`: a column that no lawful break fits is cut where it is full, rather than left empty for ever.
    """
    filled, end, lawful = 0.0, start, start
    while end < len(slugs) and filled + slugs[end].height <= height + _SLACK:
        filled += slugs[end].height
        end += 1
        if end == len(slugs) or not slugs[end - 1].keeps:
            lawful = end
    if lawful > start or not forced or start >= len(slugs):
        return lawful
    return max(end, start + 1)
