"""Prepared faces kept in the user's cache folder, each with its licence beside it.

A file is written in full under a temporary name and renamed: two builds at once cannot harm each other. Its name
holds a check sum of its content: a half-written or changed file is passed over and made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def default_cache_folder() -> Path:
    """Return where prepared faces are kept: $XDG_CACHE_HOME/bulletin/fonts, or ~/.cache/bulletin/fonts."""
    base = os.environ.get("XDG_CACHE_HOME")
    # expanduser of os.path never raises, not even for a user without a home.
    return Path(base or os.path.expanduser("~/.cache")) / "bulletin" / "fonts"  # noqa: PTH111 — see above


@dataclass(frozen=True, slots=True)
class FaceCache:
    """The folder of prepared faces."""

    folder: Path

    def kept(self, key: str) -> bytes | None:
        """Return the face kept under the key, or None; a file whose name belies its content is passed over."""
        try:
            for name in sorted(os.listdir(self.folder)):  # noqa: PTH208 — the names are all that is needed
                if name.startswith(key) and name.endswith(".ttf"):
                    data = (self.folder / name).read_bytes()
                    if name == f"{_stem(key, data)}.ttf":
                        return data
        except OSError:
            pass
        return None

    def keep(self, key: str, data: bytes, licence: str) -> None:
        """Keep the face under the key. Raises OSError where the folder cannot be written."""
        stem = _stem(key, data)
        # The licence goes first: no face ever lies there without it.
        self._write([(f"{stem}.licence.txt", licence.encode("utf-8", "replace")), (f"{stem}.ttf", data)])

    def _write(self, files: Iterable[tuple[str, bytes]]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, data in files:
            descriptor, temporary = tempfile.mkstemp(dir=self.folder)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(data)
                Path(temporary).replace(self.folder / name)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
                raise


def key_of(recipe: str, source: bytes) -> str:
    """Return the key of what a recipe makes of a font file, of which `source` is the check sum."""
    return hashlib.sha256(source + recipe.encode()).hexdigest()[:32]


def _stem(key: str, data: bytes) -> str:
    return f"{key}-{hashlib.sha256(data).hexdigest()[:16]}"
