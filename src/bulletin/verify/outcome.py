"""Where each passage of a model was found in a file, and where the two differ: what the alignment comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.verify.differences import Difference


@dataclass(slots=True)
class Alignment:
    """What came of the walk. `found` holds a passage's stretches: (its word, the file's word, how many)."""

    differences: list[Difference] = field(default_factory=list)
    found: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)  # the page behind an entry of the contents, by passage
    places: dict[int, list[int]] = field(default_factory=dict)  # the file's words behind an entry of the index
    is_whole: bool = True  # False where the walk was given up

    def held(self, passage: int) -> int:
        """Return how many words of a passage the file has in their place."""
        return sum(count for _, _, count in self.found.get(passage, ()))

    def file_word(self, passage: int, word: int) -> int | None:
        """Return which word of the file a word of a passage is."""
        for start, at, count in self.found.get(passage, ()):
            if start <= word < start + count:
                return at + word - start
        return None
