"""Texts → which syllables belong together in them, so that a headline does not part "Hội | nghị".

Vietnamese writes a space between syllables, not words. No dictionary is asked: in news, the words of a headline come
again in the text below, and two syllables that mostly stand side by side are one word (Dice's measure of a pair). Where
both syllables stand in many other words too, a capital tells: what mostly follows "Ủy" is "viên", though "ủy" stands in
other words as well ("Tỉnh ủy").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import InitVar, dataclass, field
from itertools import compress, pairwise

_SYLLABLE = re.compile(r"[^\W\d_]+")
_ENOUGH_TEXT = 300_000  # characters; what comes after says nothing new
_FEWEST = 2  # times that a pair must stand in the text


@dataclass(slots=True)
class Collocations:
    """How often syllables, and pairs of them, stand in texts; of those, no more are taken than are needed."""

    texts: InitVar[Iterable[str]]
    _single: Counter[str] = field(init=False)
    _pairs: Counter[tuple[str, str]] = field(init=False)
    _capitals: Counter[str] = field(init=False)  # syllables that begin with a capital, as they are written
    _opened: Counter[tuple[str, str]] = field(init=False)  # and the pairs that they open

    def __post_init__(self, texts: Iterable[str]) -> None:
        enough, length = [], 0
        for text in texts:
            enough.append(text)
            length += len(text)
            if length >= _ENOUGH_TEXT:
                break
        written = _SYLLABLE.findall("\n".join(enough)[:_ENOUGH_TEXT])
        syllables = [*map(str.casefold, written)]
        self._single = Counter(syllables)
        self._pairs = Counter(pairwise(syllables))
        self._capitals = Counter(filter(str.istitle, written))
        self._opened = Counter(compress(pairwise(written), map(str.istitle, written)))

    def hold(self, before: str, after: str) -> float:
        """Return how closely the last syllable of one word and the first of the next belong together, from 0 to 1."""
        last, first = _SYLLABLE.findall(before), _SYLLABLE.findall(after)
        if not last or not first or not before.endswith(last[-1]) or not after.startswith(first[0]):
            return 0.0
        one, two = last[-1].casefold(), first[0].casefold()
        together = self._pairs[one, two]
        if together < _FEWEST:
            return 0.0
        opened = self._opened[last[-1], first[0]] if first[0].islower() else 0
        share = opened / self._capitals[last[-1]] if opened >= _FEWEST else 0.0
        return max(share, 2 * together / (self._single[one] + self._single[two]))
