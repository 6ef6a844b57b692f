"""Text → the same text in NFC, in time that any input keeps.

After UAX #15. Putting marks in order takes time that grows with the square of their number, so text with more than
thirty of them on one letter is not composed; part 13 of the standard (Stream-Safe Text) says how it is parted: by
U+034F.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin.text.edits import Edit

_MOST_MARKS = 30
_PARTING = "\u034f"
# Marks are no part of words for Python; so a long run of marks is found among what else is none.
_MAYBE_MARKS = re.compile(f"[^\\w\x00-\u02ff{_PARTING}]{{{_MOST_MARKS + 1},}}")


def compose(text: str) -> str:
    """Return the text in NFC, or as it stands where a run of marks is too long."""
    return text if text.isascii() or any(part_marks(text)) else unicodedata.normalize("NFC", text)


def part_marks(text: str) -> Iterator[Edit]:
    """Yield the edits that part runs of marks after every thirtieth."""
    for run in _MAYBE_MARKS.finditer(text):
        marks = 0
        for position, character in enumerate(run.group(), run.start()):
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks > _MOST_MARKS:
                yield Edit(position, position + 1, _PARTING + character, "mark-run")
                marks = 1
