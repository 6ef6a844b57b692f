"""Words that are wanted and words that a file has, which differ at once → the nearest place from which they agree."""

from __future__ import annotations

from bulletin.verify.expectation import Passage

_GRAM = 3  # words that must agree for the two to be together again


def together_again(wanted: list[str], have: list[str]) -> tuple[int, int] | None:
    """Return after how many wanted words, and how many of the file's, both agree again: the fewest of all."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(have) - _GRAM + 1):
        places.setdefault(tuple(have[place : place + _GRAM]), []).append(place)
    best: tuple[int, int] | None = None
    for lost in range(len(wanted) - _GRAM + 1):
        if best and lost >= sum(best):
            break
        for added in places.get(tuple(wanted[lost : lost + _GRAM]), ()):
            cost = lost + added
            if (best is None or cost < sum(best)) and _agree(wanted[lost:], have[added:], _enough(cost)):
                best = (lost, added)
    return best


def by_start(passages: list[Passage], count: int) -> dict[tuple[str, ...], list[int]]:
    """Return the numbers of the strict passages by their first `count` words."""
    starts: dict[tuple[str, ...], list[int]] = {}
    for number, passage in enumerate(passages):
        if len(passage.words) >= count and not passage.loose:
            starts.setdefault(tuple(passage.words[:count]), []).append(number)
    return starts


def _enough(cost: int) -> int:
    """Return how many words must agree after a difference of `cost` words: phrases come again by chance."""
    return _GRAM if cost <= 8 else 6 if cost <= 60 else 12


def _agree(one: list[str], other: list[str], count: int) -> bool:
    """Return whether both begin with the same `count` words, or with the same words to their ends."""
    count = min(count, max(len(one), len(other)))
    return one[:count] == other[:count]
