"""The data folders that travel with bulletin: `layouts/` and `fonts/`.

In a wheel they lie inside the package (`data/`); in a checkout they are the folders at its root.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """Return the shipped folder `name` ("layouts" or "fonts")."""
    packed = _PACKAGE / "data" / name
    return packed if packed.is_dir() else _PACKAGE.parent.parent / name
