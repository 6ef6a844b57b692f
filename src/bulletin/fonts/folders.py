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
    """The fonts of the machine: listed by fontconfig where it is installed, once a run and only if somebody asks."""

    _listed: list[tuple[Path, str]] | None = None  # font files, each with the names that fontconfig knows it by
    _families: dict[str, tuple[FaceDescription, ...]] = field(default_factory=dict)

    def faces(self, family: str) -> tuple[FaceDescription, ...]:
        """Return the faces that the machine has under the family's name, whatever letters they have."""
        wanted = family.casefold()
        if wanted not in self._families:
            if self._listed is None:
                self._listed = _listed_files()
            files = sorted({path for path, names in self._listed if wanted in names})
            faces = _readable_faces(files)
            self._families[wanted] = tuple(
                face for face in faces if wanted in (name.casefold() for name in face.families)
            )
        return self._families[wanted]

    def families_with(self, characters: str) -> list[str]:
        """Return the families that have all the characters, by name; none where fontconfig is not installed."""
        codes = " ".join(f"{ord(character):x}" for character in sorted(set(characters)))
        lines = _ask_fontconfig(f":charset={codes}:scalable=true", "%{family[0]}\n") or []
        return sorted({line for line in lines if not line.startswith(".")})


def _listed_files() -> list[tuple[Path, str]]:
    """Return the machine's font files with their families; without fontconfig the names must be read from the files."""
    lines = _ask_fontconfig(":scalable=true", "%{file}\t%{family}\n")
    if lines is None:
        return [
            (face.path, "\t".join(face.families).casefold())
            for folder in _system_folders()
            for face in _readable_faces(_font_files(folder))
        ]
    parts = (line.partition("\t") for line in lines)
    return [(Path(file), names.casefold()) for file, _, names in parts if file.lower().endswith(SUFFIXES) and names]


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
