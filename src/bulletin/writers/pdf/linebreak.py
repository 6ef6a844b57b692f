"""Word widths → where the lines of a paragraph end, by total fit.

After Knuth & Plass, "Breaking Paragraphs into Lines" (1981): the whole paragraph is weighed, not line by line. Words
here are what no line may part (`text.typography.glue`), so that every space between them is a lawful break, and
Vietnamese is never hyphenated: the dynamic programme needs no penalties or boxes of other kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# The least white between words, as a part of the natural white.
MOST_SHRINK = 0.3
# For every line end, this many beginnings are weighed: the fullest line that fits, and those with fewer words.
_CANDIDATES = 6
# What it costs to part two syllables that always stand together: as much as a line that is half empty and more.
_PARTING = 0.4


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of a paragraph: `width` of its lines, `indent` of the first, `space` between words; in points."""

    width: float
    indent: float
    space: float
    shrinks: bool  # whether spaces may be narrowed: in justified text only


def break_justified(widths: Sequence[float], measure: Measure) -> list[int]:
    """Return the index after the last word of each line, for lines that fill the measure."""

    def cost(free: float, gaps: int, *, last: bool) -> float:
        if last:
            return _last_line_cost(free, gaps, measure) if free >= 0 else _stretch_cost(free, gaps, measure)
        return _stretch_cost(free, gaps, measure)

    return _total_fit(widths, measure, cost)


def break_ragged(
    widths: Sequence[float], measure: Measure, *, balanced: bool = False, holds: Sequence[float] = ()
) -> list[int]:
    """Return the index after the last word of each line, for lines that end where they end.

    `balanced` makes the last line count too: for titles, whose lines should be of like length. `holds` says how closely
    each word belongs to the next, from 0 to 1.
    """

    def cost(free: float, gaps: int, *, last: bool) -> float:
        if last and not balanced:
            return _last_line_cost(free, gaps, measure)
        return (free / measure.width) ** 2 * (0.5 if last else 1.0)

    share = _PARTING if balanced else _PARTING / 3  # lines of running text bear it sooner than a headline
    return _total_fit(widths, measure, cost, [share * hold for hold in holds])


def _stretch_cost(free: float, gaps: int, measure: Measure) -> float:
    if gaps == 0:
        return 100.0 + free / measure.space  # a word alone on its line: anything else is better
    ratio = abs(free) / (gaps * measure.space)
    if free < 0:
        ratio *= 1.5  # tight lines offend sooner than loose ones
    return ratio * ratio * (1 + ratio)


def _last_line_cost(free: float, gaps: int, measure: Measure) -> float:
    """A last line may be short, but not one single short syllable ("mình.")."""
    if gaps == 0 and measure.width - free < measure.width * 0.2:
        return 1.0
    return 0.0 if measure.width - free > measure.width * 0.12 else 0.3


def _total_fit(
    widths: Sequence[float], measure: Measure, cost: Callable[..., float], partings: Sequence[float] = ()
) -> list[int]:
    count = len(widths)
    shrink = MOST_SHRINK if measure.shrinks else 0.0
    space, least_space = measure.space, measure.space * (1 - shrink)
    ends = [0.0]  # ends[i]: the width of the first i words
    for width in widths:
        ends.append(ends[-1] + width)
    best = [0.0] + [float("inf")] * count
    previous = [0] * (count + 1)
    fullest = 0  # the first word of the fullest line that ends before word `end`
    for end in range(1, count + 1):
        while fullest < end - 1 and _natural(ends, fullest, end, least_space) > _width(measure, fullest) + 0.001:
            fullest += 1
        last = end == count  # a last line may be of any length
        parting = partings[end - 1] if partings and not last else 0.0
        for start in range(fullest, end if last else min(end, fullest + _CANDIDATES)):
            free = _width(measure, start) - _natural(ends, start, end, space)
            total = best[start] + cost(free, end - start - 1, last=last) + parting
            if total < best[end]:
                best[end], previous[end] = total, start
    breaks = []
    while count:
        breaks.append(count)
        count = previous[count]
    return breaks[::-1]


def _natural(ends: Sequence[float], start: int, end: int, space: float) -> float:
    return ends[end] - ends[start] + (end - start - 1) * space


def _width(measure: Measure, start: int) -> float:
    return measure.width - (measure.indent if start == 0 else 0.0)
