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
from itertools import accumulate

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

# The first bound on what a paragraph may cost, for lines of one gap (with more of them, a line costs less by the square
# of their number); where that was too little, so many times more.
_FIRST_BOUND, _NEXT_BOUND = 42.0, 3.0

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
    if not widths:
        return []
    opens, ends = _sums(widths, measure, hangs)
    lines = (ends[-1] + len(widths) * measure.space) / measure.width
    bound = max(_FIRST_BOUND * lines * (lines / len(widths)) ** 2, _ROUNDING)
    while True:
        breaks = _breaks_within(bound, opens, ends, measure, holds or [0.0] * len(widths))
        if breaks:
            return breaks
        bound *= _NEXT_BOUND


def giving_up_costs(width: float) -> tuple[float, float]:
    """Return what it costs to give up a line of a measure of so many natural spaces, and the white of a whole one."""
    return _IN_NARROW if width < _NARROW else _IN_WIDE


def _sums(widths: Sequence[float], measure: Measure, hangs: Hangs | None) -> tuple[list[float], list[float]]:
    """Return `opens` and `ends`: the words of a line from `start` up to `end` fill ends[end] - opens[start] points."""
    ends = list(accumulate(widths, initial=0.0))
    opens = ends[:]
    opens[0] -= measure.indent
    if hangs:
        opens = [each + hang for each, hang in zip(opens, hangs.left, strict=False)]
        ends[1:] = [each - hang for each, hang in zip(ends[1:], hangs.right, strict=True)]
    return opens, ends


def _breaks_within(  # noqa: PLR0912, PLR0915 — see there
    bound: float, opens: list[float], ends: list[float], measure: Measure, holds: Sequence[float]
) -> list[int]:
    """Return the ends of the lines that cost least together, if they cost no more than the bound; else nothing.

    As no line costs less than nothing, what is dearer than the bound need not be looked at: a small one saves most of
    the work. All is one loop in which nothing is called, as it is run for every word of every article.
    """
    count = len(ends) - 1
    scale = 1 / measure.space
    width = measure.width * scale  # in natural spaces
    giving_up, white = giving_up_costs(width)
    white, emptiest = white / (width * width), _EMPTIEST * width
    narrowest = (1 - MOST_SHRINK) * measure.space
    # What the best lines up to each word cost where the last of them is of each class, and where that line begins.
    never, nowhere = [0.0] + [_NEVER] * count, [0] * count
    costs0, costs1, costs2, costs3 = costs = never, never[:], never[:], never[:]
    starts0, starts1, starts2, starts3 = starts = nowhere, nowhere[:], nowhere[:], nowhere[:]
    best, begin, kind = bound, -1, 1
    reached = bytearray(b"\1" + bytes(count))  # 1 where a line may end
    last = 0  # the end of the fullest line that begins at `start`
    start = -1
    while (start := reached.find(1, start + 1)) >= 0:
        cost0, cost1, cost2, cost3 = costs0[start], costs1[start], costs2[start], costs3[start]
        tight = cost0 if cost0 < cost1 else cost1
        very_loose = cost2 if cost2 < cost3 else cost3
        least = tight if tight < very_loose else very_loose
        if least > bound:
            continue
        # The same where the next line is of each class, the jump between classes included.
        jump = least + _JUMP
        loose = cost1 if cost1 < very_loose else very_loose
        decent = cost2 if cost2 < tight else tight
        tight = tight if tight < jump else jump
        decent = decent if decent < jump else jump
        loose = loose if loose < jump else jump
        very_loose = very_loose if very_loose < jump else jump
        filled = opens[start] + measure.width  # by a line without any white, at its end
        last = last if last > start else start + 1
        while last < count and filled - ends[last + 1] >= narrowest * (last - start) - _ROUNDING:
            last += 1
        if last == count:
            gaps = count - start - 1
            cost, each = _last_line((filled - ends[count]) * scale - gaps, gaps, width, tight, decent)
            if cost < best:
                best, begin, kind = cost, start, each
        longest = last if last < count else count - 1
        loosest = min(LOOSEST, (bound - least) ** 0.5)
        for end in range(longest, start + 1, -1):
            stretch = (filled - ends[end]) * scale / (end - start - 1) - 1
            if stretch > loosest:
                break
            if stretch < _DECENT:
                of, begins, cost = costs0, starts0, tight + _SHRINKING * stretch * stretch
            elif stretch < _LOOSE:
                of, begins, cost = costs1, starts1, decent + stretch * stretch * (1.0 if stretch >= 0 else _SHRINKING)
            elif stretch < _VERY_LOOSE:
                of, begins, cost = costs2, starts2, loose + stretch * stretch
            else:
                of, begins, cost = costs3, starts3, very_loose + stretch * stretch + _HOLES
            cost += holds[end - 1]
            if cost < of[end]:
                of[end], begins[end], reached[end] = cost, start, 1
        if least + giving_up <= bound:
            for end in range(longest, start, -1):
                gaps = end - start - 1
                free = (filled - ends[end]) * scale - gaps
                if gaps and free <= LOOSEST * gaps:
                    continue
                cost = very_loose + giving_up + white * free * free + holds[end - 1]
                if cost < costs3[end]:
                    costs3[end], starts3[end], reached[end] = cost, start, 1
                if free > emptiest:
                    break  # what ends still earlier is emptier still
    return _traced(count, begin, kind, costs, starts) if begin >= 0 else []


def _last_line(free: float, gaps: int, width: float, tight: float, decent: float) -> tuple[float, int]:
    """Return what all lines cost with the last one, and its class: it may be of any length.

    `tight` and `decent` are what the lines before cost if it is of these classes.
    """
    if free < 0 < gaps:
        return tight + _SHRINKING * (free / gaps) ** 2, 0
    return decent + _last_line_cost(width - free, gaps, width), 1


def _last_line_cost(length: float, gaps: int, width: float) -> float:
    """Return what a last line costs that need not shrink: it may be short, but not one short syllable."""
    return _ONE_SYLLABLE if gaps == 0 and length < width * _SYLLABLE else 0.0


def _traced(
    count: int, end: int, kind: int, costs: tuple[list[float], ...], starts: tuple[list[int], ...]
) -> list[int]:
    """Return the ends of the lines, from the last line back: it begins at word `end` and is of class `kind`."""
    breaks = [count]
    while end:
        breaks.append(end)
        each = [of[end] for of in costs]
        cheapest = each.index(min(each))
        if abs(cheapest - kind) > 1:  # it is a jump, which may make another cheaper
            near = range(max(0, kind - 1), min(4, kind + 2))
            closest = min(near, key=each.__getitem__)
            cheapest = closest if each[closest] <= each[cheapest] + _JUMP else cheapest
        kind = cheapest
        end = starts[kind][end]
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
