"""An index and an output → the entries whose places are not where their names stand.

On paper a place is a page: all pages on which a name begins, and no other, and each number leads to its page. An EPUB
counts the blocks that name it: each place leads to such a block, or to the title above it. Word's numbers are its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from bulletin.model import Mention
from bulletin.verify.expectation import Expected, Passage, Source
from bulletin.verify.outcome import Alignment
from bulletin.verify.reading import Reading, ReadLink, page_station

_PAGES = re.compile(r"(\d{1,7})(?:–(\d{1,7}))?,?")
_LONGEST_RANGE = 100_000


@dataclass(frozen=True, slots=True)
class Misplaced:
    """An entry with the places that the file gives it, and what is wrong with them."""

    name: str
    printed: str
    problem: str


def misplaced(
    expected: Expected, reading: Reading, alignment: Alignment, beginnings: dict[int, tuple[int, int]]
) -> Iterator[Misplaced]:
    """Yield the entries of the index whose places are wrong; `beginnings` says where each group begins in the file."""
    index = _Index(expected, reading, alignment, beginnings)
    for number, passage in enumerate(expected.passages):
        if passage.mentions and alignment.held(number):
            name = " ".join(passage.words).removesuffix(",")
            places = alignment.places.get(number, [])
            printed = " ".join(reading.words[at] for at in places)
            for problem in index.problems(passage, places):
                yield Misplaced(name, printed, problem)


@dataclass(slots=True)
class _Index:
    expected: Expected
    reading: Reading
    alignment: Alignment
    beginnings: dict[int, tuple[int, int]]
    blocks: dict[Source, list[int]] = field(default_factory=dict)  # → their passages
    links: dict[int, list[ReadLink]] = field(default_factory=dict)  # by the words that they lie on

    def __post_init__(self) -> None:
        for number, passage in enumerate(self.expected.passages):
            if passage.source:
                self.blocks.setdefault(passage.source, []).append(number)
        for link in self.reading.links:
            for word in range(link.first, link.last) if link.target is not None else ():
                self.links.setdefault(word, []).append(link)

    def problems(self, passage: Passage, places: list[int]) -> Iterator[str]:
        if self.expected.suffix == ".pdf":
            yield from self._wrong_pages(passage, places)
        elif self.expected.suffix == ".epub":
            yield from self._wrong_links(passage, places)

    # ── pages ────────────────────────────────────────────────────────────────────────────────────────────────

    def _wrong_pages(self, passage: Passage, places: list[int]) -> Iterator[str]:
        words = [self._word(mention) for mention in passage.mentions]
        named = {self.reading.station(word) for word in words if word is not None}
        printed: dict[str, None] = {}
        for at in places:
            found = _PAGES.fullmatch(self.reading.words[at])
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
            printed |= dict.fromkeys(page_station(page) for page in range(first, min(last, first + _LONGEST_RANGE) + 1))
            if self.reading.knows_links and not any(link.page == first for link in self.links.get(at, ())):
                yield f"số {self.reading.words[at].strip(',')} không dẫn tới trang đó"
        for page in printed:
            if page not in named and None not in words:
                yield f"không đứng ở {page}"
        for station in sorted(named - set(printed), key=str):
            yield f"đứng ở {station} mà không ghi"

    def _word(self, mention: Mention) -> int | None:
        """Return the file's word with which a mention begins; None where that is not found."""
        if mention.block is None:
            group = self.expected.heads.get(mention.article)
            bounds = self.beginnings.get(group) if group is not None else None
            return bounds[0] if bounds else None
        letters = mention.letters
        for number in self.blocks.get(_source(mention), ()):
            passage = self.expected.passages[number]
            own = sum(map(len, passage.words)) - sum(len(figure) for _, figure in passage.unsaid)
            if letters < own:
                printed = letters + sum(len(figure) for before, figure in passage.unsaid if before <= letters)
                return self._word_at(number, printed)
            letters -= own
        return None

    def _word_at(self, number: int, letters: int) -> int | None:
        """Return the file's word in which a passage's letter stands, before which there are so many."""
        ends = list(accumulate(map(len, self.expected.passages[number].words)))
        return self.alignment.file_word(number, bisect_right(ends, letters))

    # ── links ────────────────────────────────────────────────────────────────────────────────────────────────

    def _wrong_links(self, passage: Passage, places: list[int]) -> Iterator[str]:
        """Yield where places do not lead: each to a block that names the entry, and all of them to all that do."""
        starts = {mention: self._starts(mention) for mention in passage.mentions}
        if not all(starts.values()):  # told as lost words
            return
        wanted = {word for words in starts.values() for word in words}
        led = [{link.target[0] for link in self.links.get(at, ()) if link.target} for at in places]
        for number, targets in enumerate(led, 1):
            if not targets & wanted:
                yield f"chỗ thứ {number} không dẫn tới nơi có tên"
        reached = set().union(*led)
        missed = {_source(mention) for mention, words in starts.items() if not reached & words}
        if missed:
            yield f"{len(missed)} nơi có tên không có liên kết"

    def _starts(self, mention: Mention) -> set[int]:
        """Return the file's words to which a place may lead: where the mention's block begins, and its article.

        To a note its mark leads.
        """
        bounds = self.beginnings.get(self.expected.heads.get(mention.article, -1))
        starts: set[int | None] = set(bounds) if bounds else set()
        blocks = self.blocks.get((mention.article, mention.block, None), [])
        if mention.note:
            starts = {at for number in blocks for at in self._marks_of(number, str(mention.note))}
        elif blocks:
            starts.add(self.alignment.file_word(blocks[0], 0))
        return {at for at in starts if at is not None}

    def _marks_of(self, number: int, wanted: str) -> Iterator[int | None]:
        """Yield the file's word of a passage in which a note's figure stands."""
        figures = 0
        for before, figure in self.expected.passages[number].unsaid:
            if figure == wanted:
                yield self._word_at(number, before + figures)
            figures += len(figure)


def _source(mention: Mention) -> Source:
    return mention.article, None if mention.note else mention.block, mention.note
