"""Word widths → where the lines of a paragraph end, by total fit.

After Knuth & Plass, "Breaking Paragraphs into Lines" (1981): the whole paragraph is weighed, not line by line, with
their fitness classes, so that no loose line stands right under a tight one. Words here are what no line may part
(`text.typography.glue`): every space between them is a lawful break, and Vietnamese is never hyphenated. What a line
costs is the square of the stretch of its spaces, so that the sum over a text is the looseness that one sees.

A line that would have to stretch its spaces beyond `LOOSEST` is given up: it is set ragged, with its natural spaces,
and ends before the margin. In columns under 60 mm this happens; letters are never spaced out instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The least white between words, as a part of the natural white.
MOST_SHRINK = 0.3
# The most that is added to the white between words, in natural whites; a line that needs more is ragged.
LOOSEST = 2.0

# Fitness classes: tight, decent, loose and very loose lines, by the stretch where they begin; and what it costs where
# neighbouring lines are not of neighbouring classes.
_DECENT, _LOOSE, _VERY_LOOSE = -0.12, 0.5, 1.0
_JUMP = 0.1
_HOLES = 0.4  # what it costs beyond the square of the stretch that a line is very loose
_SHRINKING = 1.5  # a space that shrinks costs as much as one that stretches 1.2 times as far
# What giving a line up costs, and the white that it leaves at its end. In a narrow column, where loose lines are many,
# a line of which a fifth is empty costs as much as one that stretches its spaces by 1.7. In a wider one every ragged
# line strikes the eye as a mistake: there a line is given up only where no other setting is left.
_NARROW = 80.0  # natural spaces in the measure: some 65 mm of letters of 10 pt
_IN_NARROW, _IN_WIDE = (2.25, 25.0), (6.0, 60.0)
# How empty a line may be before no emptier one is weighed against it.
_EMPTIEST = 0.5
# A last line that is one short syllable ("mình."): how long it is at most, as a part of the measure, and what it costs.
_SYLLABLE, _ONE_SYLLABLE = 0.2, 1.0
# For every end of a ragged line, this many beginnings are weighed: the fullest line that fits, and shorter ones.
_CANDIDATES = 6

# A number for each fitness class; and for each class a list over all words.
Costs = tuple[float, float, float, float]
Starts = tuple[int, int, int, int]
Entries = tuple[list[float], list[float], list[float], list[float]]

_NEVER = float("inf")
_ROUNDING = 0.001


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of a paragraph: `width` of its lines, `indent` of the first, `space` between words; in points."""

    width: float
    indent: float
    space: float


@dataclass(frozen=True, slots=True)
class Hangs:
    """How far each word reaches into the left margin where it opens a line, and into the right where it ends one."""

    left: Sequence[float]
    right: Sequence[float]


def break_justified(
    widths: Sequence[float], measure: Measure, holds: Sequence[float] = (), hangs: Hangs | None = None
) -> list[int]:
    """Return the index after the last word of each line, for lines that fill the measure.

    `holds` says what it costs to end a line between each word and the next, in squared stretches.
    """
    opens, ends = _sums(widths, measure, hangs)
    count, width = len(widths), measure.width / measure.space
    # What the best lines up to each word cost where the next line is of each class, the jump between classes included.
    entries: Entries = ([0.0], [0.0], [0.0], [0.0])
    tight, decent, loose, very_loose = entries
    totals: list[Costs] = [(0.0, 0.0, 0.0, 0.0)]  # the same where the line before is of each class, without the jump
    starts: list[Starts] = [(0, 0, 0, 0)]  # and where that line begins
    giving_up, white = giving_up_costs(width)
    given_up = (giving_up, white / (width * width), _EMPTIEST * width)
    fullest = 0  # the first word of the fullest line that ends before word `end`
    for end in range(1, count):
        at = ends[end]
        while fullest < end - 1 and opens[fullest] - at < -MOST_SHRINK * (end - fullest - 1) - _ROUNDING:
            fullest += 1
        costs, begins = _cheapest(opens, at, fullest, end, entries, given_up)
        if holds and holds[end - 1]:
            hold = holds[end - 1]
            costs = (costs[0] + hold, costs[1] + hold, costs[2] + hold, costs[3] + hold)
        cost0, cost1, cost2, cost3 = costs
        jump = min(costs) + _JUMP
        tight.append(min(cost0, cost1, jump))
        decent.append(min(cost0, cost1, cost2, jump))
        loose.append(min(cost1, cost2, cost3, jump))
        very_loose.append(min(cost2, cost3, jump))
        totals.append(costs)
        starts.append(begins)
    start, kind = _last_line(opens, ends[count], fullest, entries, width)
    return _traced(count, start, kind, totals, starts)


def giving_up_costs(width: float) -> tuple[float, float]:
    """Return what it costs to give up a line of a measure of so many natural spaces, and the white of a whole one."""
    return _IN_NARROW if width < _NARROW else _IN_WIDE


def _sums(widths: Sequence[float], measure: Measure, hangs: Hangs | None) -> tuple[list[float], list[float]]:
    """Return `opens` and `ends`: a line of the words from `start` up to `end` leaves opens[start] - ends[end] empty.

    In natural spaces, as all lengths here: where that is divided by the number of gaps, it is the stretch.
    """
    scale = 1 / measure.space
    ends = [0.0]
    reach = 0.0
    for width in widths:
        reach += width * scale + 1
        ends.append(reach)
    room = measure.width * scale + 1
    opens = [end + room for end in ends]
    opens[0] -= measure.indent * scale
    if hangs:
        opens = [each + hang * scale for each, hang in zip(opens, hangs.left, strict=False)]
        ends[1:] = [each - hang * scale for each, hang in zip(ends[1:], hangs.right, strict=True)]
    return opens, ends


def _cheapest(
    opens: list[float], at: float, fullest: int, end: int, entries: Entries, given_up: tuple[float, float, float]
) -> tuple[Costs, Starts]:
    """Return, a fitness class, the least cost of lines up to word `end`, whose sum is `at`, and where the last begins.

    `given_up` is what it costs to give a line up, the cost of its squared white, and the most white there may be.
    Nothing is called in this loop, which is run for every word of every article.
    """
    tight, decent, loose, very_loose = entries
    giving_up, white, emptiest = given_up
    cost0 = cost1 = cost2 = cost3 = _NEVER
    start0 = start1 = start2 = start3 = fullest
    gaps = end - fullest
    for start in range(fullest, end):
        gaps -= 1
        free = opens[start] - at
        if free > LOOSEST * gaps or not gaps:
            cost = very_loose[start] + giving_up + white * free * free
            if cost < cost3:
                cost3, start3 = cost, start
            if free > emptiest:
                break  # what begins still later is emptier still
            continue
        stretch = free / gaps
        if stretch < _DECENT:
            cost = tight[start] + _SHRINKING * stretch * stretch
            if cost < cost0:
                cost0, start0 = cost, start
        elif stretch < _LOOSE:
            cost = decent[start] + stretch * stretch * (1.0 if stretch >= 0 else _SHRINKING)
            if cost < cost1:
                cost1, start1 = cost, start
        elif stretch < _VERY_LOOSE:
            cost = loose[start] + stretch * stretch
            if cost < cost2:
                cost2, start2 = cost, start
        else:
            cost = very_loose[start] + stretch * stretch + _HOLES
            if cost < cost3:
                cost3, start3 = cost, start
    return (cost0, cost1, cost2, cost3), (start0, start1, start2, start3)


def _last_line(opens: list[float], at: float, first: int, entries: Entries, width: float) -> tuple[int, int]:
    """Return with which word the last line begins, at `first` or later, and its class: it may be of any length."""
    tight, decent, _, _ = entries
    count = len(decent)
    best, begin, kind = _NEVER, count - 1, 1
    for start in range(first, count):
        free, gaps = opens[start] - at, count - start - 1
        if free < -MOST_SHRINK * gaps - _ROUNDING and gaps:
            continue
        shrinks = free < 0 < gaps
        if shrinks:
            cost = tight[start] + _SHRINKING * (free / gaps) ** 2
        else:
            cost = decent[start] + _last_line_cost(width - free, gaps, width)
        if cost < best:
            best, begin, kind = cost, start, 0 if shrinks else 1
    return begin, kind


def _last_line_cost(length: float, gaps: int, width: float) -> float:
    """Return what a last line costs that need not shrink: it may be short, but not one short syllable."""
    return _ONE_SYLLABLE if gaps == 0 and length < width * _SYLLABLE else 0.0


def _traced(count: int, end: int, kind: int, totals: list[Costs], starts: list[Starts]) -> list[int]:
    """Return the ends of the lines, from the last line back: it begins at word `end` and is of class `kind`."""
    breaks = [count]
    while end:
        breaks.append(end)
        costs = [cost if abs(each - kind) <= 1 else cost + _JUMP for each, cost in enumerate(totals[end])]
        kind = costs.index(min(costs))
        end = starts[end][kind]
    return breaks[::-1]


def break_ragged(
    widths: Sequence[float], measure: Measure, *, balanced: bool = False, holds: Sequence[float] = ()
) -> list[int]:
    """Return the index after the last word of each line, for lines that end where they end.

    `balanced` makes the last line count too: for titles, whose lines should be of like length. `holds` says what it
    costs to end a line between each word and the next; a line that is half empty costs 0.25.
    """
    count = len(widths)
    ends = [0.0]
    for each in widths:
        ends.append(ends[-1] + each + measure.space)
    opens = [end + measure.width + measure.space for end in ends]
    opens[0] -= measure.indent
    scale = 1 / measure.width
    best = [0.0] + [_NEVER] * count
    previous = [0] * (count + 1)
    fullest = 0
    for end in range(1, count + 1):
        while fullest < end - 1 and opens[fullest] - ends[end] < -_ROUNDING:
            fullest += 1
        last = end == count  # a last line may be of any length
        hold = holds[end - 1] if holds and not last else 0.0
        for start in range(fullest, end if last else min(end, fullest + _CANDIDATES)):
            empty = (opens[start] - ends[end]) * scale
            if not last:
                cost = empty * empty
            elif balanced:
                cost = empty * empty / 2
            else:
                cost = _last_line_cost(1 - empty, end - start - 1, 1.0)
            cost += best[start] + hold
            if cost < best[end]:
                best[end], previous[end] = cost, start
    breaks = []
    while count:
        breaks.append(count)
        count = previous[count]
    return breaks[::-1]
