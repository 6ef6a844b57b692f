"""A word and its face → faces that have its letters: the font gate.

A letter that neither its face nor a fallback of the layout has is remembered with its place, and `check` raises for all
of them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.errors import FontError
from bulletin.fonts.coverage import INVISIBLE
from bulletin.fonts.instances import Face, FontBook
from bulletin.notices import Place
from bulletin.text.typography import NO_BREAK_SPACE

_HELPED = 5  # of the missing letters are looked for in other families


@dataclass(frozen=True, slots=True)
class Where:
    """What is being set, for the message about a missing letter, and its place in a file."""

    what: str
    place: Place | None = None


@dataclass(slots=True)
class LetterGate:
    """Finds a face for every letter; `fallback` are the families that are asked after a letter's own."""

    fonts: FontBook
    fallback: tuple[str, ...]
    _missing: dict[tuple[str, str], Where] = field(default_factory=dict)  # (letter, family) → where first met

    def by_face(self, text: str, face: Face, where: Where) -> Iterator[tuple[Face, str]]:
        """Yield the text in stretches, each with the face that has its letters."""
        if not INVISIBLE.isdisjoint(text):
            text = "".join(character for character in text if character not in INVISIBLE)
        if face.letters.issuperset(map(ord, text.replace(NO_BREAK_SPACE, ""))):
            yield face, text
            return
        start, current = 0, face
        for index, character in enumerate(text):
            chosen = self._face_for(character, face, where)
            if chosen is not current:
                if index > start:
                    yield current, text[start:index]
                start, current = index, chosen
        yield current, text[start:]

    def _face_for(self, character: str, face: Face, where: Where) -> Face:
        if ord(character) in face.letters or character == NO_BREAK_SPACE:
            return face
        for family in self.fallback:
            other = self.fonts.face(family, face.weight, italic=face.italic)
            if ord(character) in other.letters:
                return other
        known = self._missing.get((character, face.family))
        if known is None or (known.place is None and where.place is not None):
            self._missing[character, face.family] = where
        return face

    def check(self) -> None:
        """Raise FontError with every letter that no face has; call it before anything is saved."""
        if not self._missing:
            return
        problems = []
        for (character, family), where in self._missing.items():
            at = f"{where.place}: " if where.place else ""
            letter = f"“{character}” (U+{ord(character):04X})"
            problems.append(f"{at}phông {family} không có chữ {letter} trong {where.what}")
        hint = "khai báo một họ phông có chữ này trong fonts/fonts.yaml rồi ghi tên vào fonts.fallback của bố cục"
        letters = "".join(dict.fromkeys(character for character, _ in self._missing))
        helpful = self.fonts.families_with(letters)
        each = [helpful] if helpful else [self.fonts.families_with(character) for character in letters[:_HELPED]]
        hint += "".join(f"\n  → {known}" for known in each if known)
        raise FontError("\n".join(problems), hint=hint)
