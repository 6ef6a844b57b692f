"""A font file → the text of its licence, which travels with every copy of the face: in books, and in the cache.

The file's own words come first (name table 0, 13, 14), then the licence file that lies beside it (OFL 1.1, part 2).
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import uharfbuzz

_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14
_FILE_PATTERNS = ("ofl*.txt", "license*", "licence*", "copying*")
_LONGEST = 100_000
OWN_SUFFIX = ".licence.txt"  # beside the font file, for one of several fonts in a folder


def licence_text(path: Path, data: bytes, index: int = 0) -> str:
    """Return what is known of the licence of a face: of the font file `path`, whose sfnt bytes are `data`."""
    face = uharfbuzz.Face(data, index)
    parts = [face.get_name(number) for number in (_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS)]
    file = licence_file(path)
    if file is not None:
        parts.append(_read(file))
    known = [part.strip()[:_LONGEST] for part in parts if part and part.strip()]
    return "\n\n".join(dict.fromkeys(known)) + "\n" if known else ""


def licence_file(path: Path) -> Path | None:
    """Return the licence file beside a font file, or above the folder `files` of a font package."""
    own = path.with_suffix(OWN_SUFFIX)
    folders = [path.parent, *([path.parent.parent] if path.parent.name == "files" else [])]
    try:
        if own.is_file():
            return own
        for folder in folders:
            files = sorted(file for file in folder.iterdir() if file.is_file())
            for pattern in _FILE_PATTERNS:
                found = next((file for file in files if fnmatch(file.name.lower(), pattern)), None)
                if found:
                    return found
    except OSError:
        pass
    return None


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_LONGEST).decode("utf-8", "replace")
    except OSError:
        return ""
