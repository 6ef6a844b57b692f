"""Folders that people drop font files into → the faces in them: the project's, the user's, the system's."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.errors import FontError
from bulletin.fonts.containers import SUFFIXES
from bulletin.fonts.description import FaceDescription, describe

_DEEPEST = 3  # folders below the one that is searched
_MOST_FILES = 5_000
_PATIENCE = 30  # seconds for fontconfig, which may have to read every font of the machine once


@dataclass(frozen=True, slots=True)
class FontFolder:
    """The faces of the font files in a folder, and the files that could not be read, with the reason."""

    path: Path
    faces: tuple[FaceDescription, ...]
    broken: tuple[FontError, ...]


def user_folder() -> Path:
    """Return where a user keeps fonts for bulletin: $XDG_DATA_HOME/bulletin/fonts or ~/.local/share/bulletin/fonts."""
    return _data_home() / "bulletin" / "fonts"


def search_folder(path: Path) -> FontFolder:
    """Return what the folder holds, in the order of the paths; nothing where there is no such folder."""
    faces: list[FaceDescription] = []
    broken: list[FontError] = []
    for file in _font_files(path):
        try:
            faces += describe(file)
        except FontError as error:
            broken.append(error)
    return FontFolder(path, tuple(faces), tuple(broken))


def _font_files(folder: Path) -> Iterator[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        depth = len(Path(parent).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if depth < _DEEPEST and not name.startswith("."))
        found += [Path(parent, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
        if len(found) > _MOST_FILES:
            break
    yield from sorted(found[:_MOST_FILES])


@dataclass(slots=True)
class SystemFonts:
    """The fonts of the machine, asked of fontconfig where it is installed; each question is asked once a run."""

    _families: dict[str, tuple[FaceDescription, ...]] = field(default_factory=dict)
    _all: tuple[FaceDescription, ...] | None = None  # read only where there is no fontconfig

    def faces(self, family: str) -> tuple[FaceDescription, ...]:
        """Return the faces that the machine has under the family's name, whatever letters they have."""
        if family not in self._families:
            wanted = family.casefold()
            self._families[family] = tuple(
                face
                for face in self._candidates(family)
                if wanted in (name.casefold() for name in face.families)
            )
        return self._families[family]

    def families_with(self, characters: str) -> list[str]:
        """Return the families that have all the characters, by name; none where fontconfig is not installed."""
        codes = " ".join(f"{ord(character):x}" for character in sorted(set(characters)))
        lines = _ask_fontconfig(f":charset={codes}:scalable=true", "%{family[0]}\n") or []
        return sorted({line for line in lines if not line.startswith(".")})

    def _candidates(self, family: str) -> Iterator[FaceDescription]:
        escaped = "".join(f"\\{character}" if character in "\\-:,=" else character for character in family)
        lines = _ask_fontconfig(f":family={escaped}", "%{file}\n")
        if lines is not None:
            files = sorted(Path(line) for line in set(lines) if line.lower().endswith(SUFFIXES))
            yield from _readable_faces(files)
            return
        if self._all is None:
            files = [file for folder in _system_folders() for file in _font_files(folder)]
            self._all = tuple(_readable_faces(files))
        yield from self._all


def _readable_faces(files: Iterable[Path]) -> Iterator[FaceDescription]:
    for file in files:
        # A broken file of the machine is not the editor's: the next one is asked.
        with contextlib.suppress(FontError):
            yield from describe(file)


def _ask_fontconfig(pattern: str, form: str) -> list[str] | None:
    """Return the lines that fc-list answers; None where it is not installed or does not answer."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 — no shell; the pattern is one argument that begins with a colon
            [program, "--format", form, pattern], capture_output=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError, ValueError):  # ValueError: a NUL in the family's name
        return None
    return [line for line in os.fsdecode(answer.stdout).splitlines() if line]


def _system_folders() -> Iterator[Path]:
    """Yield the folders where systems keep fonts."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 — never raises, not even for a user without a home
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", _data_home() / "fonts")


def _data_home() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base or os.path.expanduser("~/.local/share"))  # noqa: PTH111 — as above
