"""Differences as the walk met them → what they are: words lost or added, damaged captions, text out of order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bulletin.verify.expectation import Passage

_SHORTEST_MOVE = 3  # words; one or two come again by chance
_LONGEST_MOVE = 5_000
_LONGEST_CAPTION = 400  # words that are looked through for what is damaged in them
_LIKE = 0.6  # of two captions: the one is the other, damaged


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a passage that the file lacks, and words that it has in their place; one of the two may be empty.

    `passage` and `word` say before which word of the model this is, `at` before which of the file. `moved` says that
    the same words stand elsewhere: the order is not kept.
    """

    lost: tuple[str, ...]
    added: tuple[str, ...]
    passage: int
    word: int
    at: int
    moved: bool = False


def settled(differences: list[Difference], passages: list[Passage]) -> list[Difference]:
    """Return the differences, those that belong together told as one matter, in the file's order."""
    return _with_moves(sorted(_refined(differences, passages), key=lambda each: each.at))


def _refined(differences: list[Difference], passages: list[Passage]) -> list[Difference]:
    """Return the differences; where a caption is lost that stands elsewhere with other words, only those are told."""
    refined: list[Difference] = []
    told: set[int] = set()
    too_many = [(number, each) for number, each in enumerate(differences) if each.added and not each.lost]
    for number, one in enumerate(differences):
        if one.added or one.passage >= len(passages) or not passages[one.passage].loose:
            continue
        for other, having in too_many:
            if other in told or not len(one.lost) / 2 < len(having.added) < 2 * len(one.lost):
                continue
            if len(one.lost) <= _LONGEST_CAPTION and one.lost != having.added:
                matcher = SequenceMatcher(None, one.lost, having.added, autojunk=False)
                if matcher.ratio() > _LIKE:
                    refined += _inner(one, having, matcher)
                    told |= {number, other}
                    break
    return [*(each for number, each in enumerate(differences) if number not in told), *refined]


def _inner(one: Difference, other: Difference, matcher: SequenceMatcher[str]) -> Iterator[Difference]:
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(one.lost[first:last], other.added[start:end], one.passage, first, other.at + start)


def _with_moves(differences: list[Difference]) -> list[Difference]:
    """Return the differences; where one lacks the words that another has, both are a matter of order."""
    moved: set[int] = set()
    too_many = [(number, each) for number, each in enumerate(differences) if each.added]
    for one, lacking in enumerate(differences):
        for other, having in too_many:
            if one != other and not moved & {one, other} and _are_same(lacking.lost, having.added):
                moved |= {one, other}
    return [replace(each, moved=number in moved) for number, each in enumerate(differences)]


def _are_same(lost: tuple[str, ...], added: tuple[str, ...]) -> bool:
    if not _SHORTEST_MOVE <= len(lost) <= _LONGEST_MOVE or not 0.8 < len(added) / len(lost) < 1.25:
        return False
    return sum((Counter(lost) & Counter(added)).values()) > 0.9 * max(len(lost), len(added))
