"""A strip of slugs → what stands in one column: text to the last lawful break that fits, figures, and notes.

A figure that does not fit waits; what waits stands first in the next column. Notes stand at the foot of the column that
has their marks; where a long one does not fit, its last lines stand at the foot of the next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from bulletin.writers.pdf.marks import Slug
from bulletin.writers.pdf.slugs import without_skip

SLACK = 0.01  # points, for sums of rounded numbers
LINES_PARTED = 2  # of a note: so many at least stand before and behind a break
_MOST_WAITING = 20  # figures: where more would wait, the text waits with them


class Strip(NamedTuple):
    """Slugs for columns, and what is known of them once for all pages."""

    slugs: list[Slug]
    heights: list[float]  # heights[i]: of the first i slugs together, those across the columns left out
    closing: int  # where the last slugs that no column may part begin: all figures stand before them
    headed: bool  # the article's head is part of it


class Stand(NamedTuple):
    """Where a slug of a strip stands: its column, and its offset from the top of the columns."""

    place: int  # in the strip
    slug: Slug
    column: int
    y: float
    repeated: bool = False


class Filled(NamedTuple):
    """The columns of one page: what stands in them, how much of the strip they hold, the figures that wait still.

    `in_order` are they and the notes at the foot of the columns as they are read; `carried` are the lines of notes that
    must stand in the next.
    """

    stands: list[Stand]
    position: int
    waiting: tuple[int, ...]
    across: tuple[int, ...] = ()
    in_order: tuple[Stand, ...] = ()
    carried: tuple[Slug, ...] = ()


class Room(NamedTuple):
    """A column to be filled, and what its page asks of it.

    `closing`: the place in the strip before which all figures stand, once text has `begun` on the page. `across`: the
    figures that stand across the columns. `low`: what is not as high does not stand alone under figures. `forced`: a
    column that no lawful break fits is cut where it is full, rather than left empty for ever. `rule`: stands above
    notes. `parts_notes`: a note may go on in the next column.
    """

    column: int
    height: float
    grid: float
    closing: int
    across: tuple[int, ...]
    low: float
    forced: bool
    begun: bool
    rule: Slug
    parts_notes: bool


def slugs_to_strip(slugs: list[Slug], grid: float, *, headed: bool) -> Strip:
    """Return the strip; `headed` as there. Figures across the columns stand above them, if no head does."""
    if not headed:
        slugs = [_lifted(slug, grid) if slug.wide and slug.floats else slug for slug in slugs]
    heights = accumulate((0.0 if slug.wide else slug.height_with_notes for slug in slugs), initial=0.0)
    closing = len(slugs)
    while closing and slugs[closing - 1].floats:
        closing -= 1
    closing = max(0, closing - 1)
    while closing and slugs[closing - 1].keeps and not slugs[closing - 1].floats:
        closing -= 1
    return Strip(slugs, list(heights), closing, headed)


@dataclass(slots=True)
class Column:
    """One column while it is filled with a strip from `position` on."""

    slugs: list[Slug]
    room: Room
    position: int
    waiting: tuple[int, ...]
    carried: tuple[Slug, ...]  # lines of notes: at first those from the column before, at last those for the next
    stands: list[Stand] = field(default_factory=list)
    notes: list[Slug] = field(default_factory=list)
    y: float = 0.0
    continued: int = 0  # of the notes: so many lines go on from before
    off_grid: bool = False  # until the end of the block at the top, which has lost the white above it

    def fill(self) -> None:
        """Fill the column to the last lawful break that fits."""
        carried, self.carried = self.carried, ()
        self.continued = len(carried)
        if not self._place_notes(carried, 0.0, 0.0, least=0):
            self.carried = carried
        self._place_waiting()
        start, figures = self.position, len(self.stands)
        lawful = empty = self._state()
        begins = True  # a table that goes on here wants its heads
        while self.position < len(self.slugs):
            slug = self.slugs[self.position]
            if slug.floats and len(self.waiting) == _MOST_WAITING:
                break
            if slug.floats:
                settled = lawful[0] == self.position
                if self._place_figure(slug) or settled:
                    lawful = self._state()
            elif self._place_text(slug, begins=begins):
                begins = False
                if not slug.keeps:
                    lawful = self._state()
            else:
                break
        if self.position == len(self.slugs) and (not self.waiting or lawful[0] == self.position):
            return
        barred = self.position == start and bool(self.waiting)  # by figures, which stand first
        if self.room.forced and lawful[0] == start and not figures and not barred:
            if self.position == start and not self.carried:  # taller than a page: it stands alone
                self._stand(start, self.slugs[start])
                self.carried = self.slugs[start].notes
                self.position += 1
            return
        if figures and lawful[1] == figures + 1 and self.stands[figures].slug.height < self.room.low:
            lawful = empty
        self.position, end, self.waiting, notes, self.carried = lawful
        del self.stands[end:], self.notes[notes:]

    def in_order(self) -> list[Stand]:
        """Return what stands in the column as it is read: the rest of a note from before, figures and text, notes."""
        if not self.notes:
            return self.stands
        # Those of the text: a figure that waited is read where it belongs, perhaps before what the column before had.
        places = [stand.place for stand in self.stands if not stand.slug.floats] or [self.position]
        top = self.room.height - self._foot(self.notes)
        before, behind = [], [Stand(max(places), self.room.rule, self.room.column, top)]
        y = top + self.room.rule.height
        for index, line in enumerate(self.notes):
            if index < self.continued:
                before.append(Stand(min(places), line, self.room.column, y))
            else:
                behind.append(Stand(max(places), line, self.room.column, y))
            y += line.height
        return [*before, *self.stands, *behind]

    def _state(self) -> tuple[int, int, tuple[int, ...], int, tuple[Slug, ...]]:
        return self.position, len(self.stands), self.waiting, len(self.notes), self.carried

    def _place_waiting(self) -> None:
        """Place the figures that wait at the column's top; those across the columns are none of its business."""
        while self.waiting:
            figure = self.slugs[self.waiting[0]]
            if figure.wide or not (self._fits(figure.height) or (self.room.forced and not self.stands)):
                return
            self._stand(self.waiting[0], figure)
            self.waiting = self.waiting[1:]

    def _place_figure(self, figure: Slug) -> bool:
        """Place a figure at its place in the text, or let it wait; return whether it stands."""
        stands = not figure.wide and not self.waiting and self._fits(figure.height)
        if stands:
            self._stand(self.position, figure)
        elif self.position not in self.room.across:
            self.waiting = (*self.waiting, self.position)
        self.position += 1
        return stands

    def _place_text(self, slug: Slug, *, begins: bool) -> bool:
        """Place a slug of text, under the heads of its table where the column begins; return whether it fits."""
        if self.waiting and self.position >= self.room.closing and (self.room.begun or not begins):
            return False
        if not slug.loose and self.position and self.slugs[self.position - 1].loose:
            self.y = _on_grid(self.y, self.room.grid)
        head = slug.head if begins else None
        height = slug.height + (head.height if head else 0.0) - (0.0 if self.y else (head or slug).skip)
        if not self._fits(height):
            return False
        if slug.notes and not self._place_notes(slug.notes, height, self._held(), least=LINES_PARTED):
            return False
        if head:
            self._stand(self.position, head, repeated=True)
        self._stand(self.position, slug)
        self.position += 1
        return True

    def _held(self) -> float:
        """Return the height of what must stand in the same column as the slug in hand, below it."""
        height, index = 0.0, self.position
        while self.slugs[index].keeps and index + 1 < len(self.slugs):
            index += 1
            height += self.slugs[index].height
        return height

    def _place_notes(self, lines: tuple[Slug, ...], height: float, held: float, *, least: int) -> bool:
        """Place notes at the foot, under text of that height; return whether they stand.

        Of a long one only the first lines stand, so that what is `held` below the text has room as well.
        """
        if self.carried:
            return False
        fitting = len(lines)
        if not self._fits(height, [*self.notes, *lines]):
            fitting -= least
            while fitting > 0 and not self._fits(height + held, [*self.notes, *lines[:fitting]]):
                fitting -= 1
            if not self.room.parts_notes or fitting < least:
                return False
        self.notes += lines[:fitting]
        self.carried = lines[fitting:]
        return True

    def _fits(self, height: float, notes: list[Slug] | None = None) -> bool:
        foot = self._foot(self.notes if notes is None else notes)
        return self.y + height + foot <= self.room.height + SLACK

    def _foot(self, notes: list[Slug]) -> float:
        return self.room.rule.height + sum(line.height for line in notes) if notes else 0.0

    def _stand(self, index: int, slug: Slug, *, repeated: bool = False) -> None:
        if slug.skip and not self.y:
            self.off_grid = slug.joins
            slug = without_skip(slug) if slug.joins or slug.loose else _lifted(slug, self.room.grid)
        self.stands.append(Stand(index, slug, self.room.column, self.y, repeated))
        self.y += slug.height
        if self.off_grid and not slug.joins:
            self.y, self.off_grid = _on_grid(self.y, self.room.grid), False


def _lifted(slug: Slug, grid: float) -> Slug:
    """Return a slug without the white above it, in as many lines of the grid as it then takes."""
    shown = without_skip(slug)
    return shown._replace(height=_on_grid(shown.height, grid))


def _on_grid(height: float, grid: float) -> float:
    return math.ceil(height / grid - SLACK) * grid
