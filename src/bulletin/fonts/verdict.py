"""A font file → a verdict on each of its faces: can a bulletin be set in it, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.errors import FontError
from bulletin.fonts.containers import read_font, unpacked
from bulletin.fonts.coverage import codepoints, lacking_letters, lacking_signs
from bulletin.fonts.description import FaceDescription, describe, print_only, rights_problem
from bulletin.fonts.preparation import Recipe, prepare
from bulletin.notices import Place

_VIETNAMESE_RANGES = ((0x20, 0x17F), (0x1A0, 0x1B0), (0x300, 0x323), (0x1EA0, 0x1EF9), (0x2000, 0x206F))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What there is to know of one face before it is used.

    `problem` says why it cannot be used at all; `letters` and `signs` are what it lacks of Vietnamese and of the
    signs of a Vietnamese text.
    """

    place: Place
    face: FaceDescription | None
    problem: str | None = None
    letters: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Return whether a build in this face would stop, at once or at a letter."""
        return self.problem is not None or bool(self.letters)

    @property
    def print_only(self) -> bool:
        return self.face is not None and print_only(self.face.fs_type)


def file_verdicts(path: Path) -> list[Verdict]:
    """Return a verdict on every face of the file; one without a face for a file that cannot be read."""
    try:
        return [face_verdict(face) for face in describe(path)]
    except FontError as error:
        return [Verdict(Place(str(path)), None, _reason(error))]


def face_verdict(face: FaceDescription) -> Verdict:
    """Return the verdict on a face: as a build would, it is read, and prepared with the letters of Vietnamese."""
    place = Place(str(face.path))
    problem = rights_problem(face.fs_type)
    try:
        source = read_font(face.path)
        data = unpacked(source, face.path)
        letters = codepoints(data, face.path, face.index)
        missing, signs = tuple(lacking_letters(letters)), tuple(lacking_signs(letters))
        if problem is None:
            _try_preparing(source, face)
    except FontError as error:
        return Verdict(place, face, problem or _reason(error))
    return Verdict(place, face, problem, missing, signs)


def _try_preparing(source: bytes, face: FaceDescription) -> None:
    """Prepare the face as a build would. Raises FontError where a build would."""
    prepare(source, face.path, face.index, Recipe(_VIETNAMESE_RANGES, face.weight, face.italic))


def _reason(error: FontError) -> str:
    return f"{error.problem}; {error.hint}" if error.hint else error.problem
