"""fonts.yaml → families, and where the file of each face is.

Font packages are looked up by their module and their own metadata.json: asking the `fontpkg` library for the same
loads the entry points of every installed distribution, 0.1 s a run (fontpkg 0.2.2).
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bulletin.context import Files
from bulletin.errors import FontError
from bulletin.resources import shipped_folder
from bulletin.settings import Node, did_you_mean, merge, parse, read, setting

_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FontSource:
    """One place to find a family: a font package, or a file."""

    package: str | None = setting(doc="the name of a font package on PyPI", default=None)
    file: str | None = setting(doc="a .ttf file, relative to the folder of this file", default=None)

    def __post_init__(self) -> None:
        if (self.package is None) == (self.file is None):
            raise ValueError("cần đúng một trong hai khóa: package hoặc file")


@dataclass(frozen=True, slots=True)
class Family:
    """A family as fonts.yaml describes it."""

    generic: Literal["serif", "sans-serif"] = setting(doc="the generic family that may stand in for it")
    find: tuple[FontSource, ...] = setting(doc="where to look, first place first")
    axes: dict[str, float] | None = setting(doc="design axes of a variable family but weight", default=None)


@dataclass(frozen=True, slots=True)
class _FontList:
    families: dict[str, Family] = setting(doc="the families, by name")


@dataclass(frozen=True, slots=True)
class FaceFile:
    """The file that holds a face; a `variable` one must be instanced first."""

    path: Path
    variable: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The families that a build may use."""

    families: dict[str, Family]
    folders: tuple[Path, ...]  # of the font lists, nearest first: `file` entries are looked for there

    def family(self, name: str) -> Family:
        """Return the family. Raises FontError where fonts.yaml does not know it."""
        if name not in self.families:
            hint = did_you_mean(name, self.families) or f"các họ đã khai báo: {', '.join(sorted(self.families))}"
            raise FontError(f"fonts.yaml không có họ phông “{name}”", hint=hint)
        return self.families[name]

    def face_file(self, name: str, weight: int, *, italic: bool) -> FaceFile:
        """Return the file of the face nearest to the weight. Raises FontError where no place has the family."""
        for source in self.family(name).find:
            found = self._packaged(source, weight, italic) if source.package else self._dropped(source)
            if found:
                return found
        places = ", ".join(source.package or source.file or "" for source in self.family(name).find)
        packages = " ".join(source.package for source in self.family(name).find if source.package)
        hint = f"pip install {packages}" if packages else f"đặt tệp phông vào {self.folders[0]}"
        raise FontError(f"không tìm thấy họ phông “{name}” ở: {places or '(find trống)'}", hint=hint)

    def _dropped(self, source: FontSource) -> FaceFile | None:
        for folder in self.folders:
            path = folder / (source.file or "")
            if path.is_file():
                return FaceFile(path, variable=False)
        return None

    def _packaged(self, source: FontSource, weight: int, italic: bool) -> FaceFile | None:  # noqa: FBT001
        module = (source.package or "").replace("-", "_")
        spec = importlib.util.find_spec(module) if module.isidentifier() else None
        if spec is None or spec.origin is None:
            return None
        root = Path(spec.origin).parent
        try:
            files = json.loads((root / "metadata.json").read_text("utf-8"))["files"]
        except (OSError, ValueError, KeyError):  # a module, but no font package
            return None
        style = "italic" if italic else "normal"
        upright_or_italic = [file for file in files if file["style"] == style] or files
        for file in upright_or_italic:
            if file["variable"]:
                return FaceFile(root / file["path"], variable=True)
        nearest = min(upright_or_italic, key=lambda file: (abs(int(file["weight"]) - weight), file["path"]))
        return FaceFile(root / nearest["path"], variable=False)


def load_catalogue(files: Files, project_folder: Path | None = None) -> Catalogue:
    """Return the shipped families, with those of the project's own fonts/fonts.yaml laid over them."""
    shipped = shipped_folder("fonts") / "fonts.yaml"
    node = _tree(shipped, files)
    folders = [shipped.parent]
    own = (project_folder or Path()) / "fonts" / "fonts.yaml"
    if project_folder and files.is_file(own) and own.resolve() != shipped:
        node = merge(node, _tree(own, files))
        folders.insert(0, own.parent)
    return Catalogue(read(node, _FontList).families, tuple(folders))


def _tree(path: Path, files: Files) -> Node:
    return parse(files.read(path, _MAX_BYTES).decode("utf-8", "replace"), str(path))
