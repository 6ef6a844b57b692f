"""fonts.yaml, and the font files that people dropped into folders → families, and where the file of each face is.

A family is looked for in the project's `fonts` folder, in the user's, then in the places of fonts.yaml, in their
order. Font packages are looked up by their module and their own metadata.json: asking the `fontpkg` library for the
same loads the entry points of every installed distribution, 0.1 s a run (fontpkg 0.2.2).
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bulletin.context import Files
from bulletin.errors import FontError
from bulletin.fonts.containers import read_font, unpacked
from bulletin.fonts.coverage import codepoints, lacking, lacking_letters
from bulletin.fonts.description import FaceDescription, describe
from bulletin.fonts.folders import FontFolder, SystemFonts, search_folder, user_folder
from bulletin.notices import Notice, Place, Report, Severity
from bulletin.resources import shipped_folder
from bulletin.settings import Node, did_you_mean, merge, parse, read, setting

_MAX_BYTES = 1_000_000
_FAR = 200  # in weight: Regular stands this far from SemiBold


@dataclass(frozen=True, slots=True)
class FontSource:
    """One place to find a family: a font package, a file, or the fonts of the machine."""

    package: str | None = setting(doc="the name of a font package on PyPI", default=None)
    file: str | None = setting(doc="a font file, relative to the folder of this list and inside it", default=None)
    system: str | None = setting(doc="the name of a family that the machine may have installed", default=None)

    def __post_init__(self) -> None:
        if sum(place is not None for place in (self.package, self.file, self.system)) != 1:
            raise ValueError("cần đúng một trong ba khóa: package, file hoặc system")
        if self.file and (Path(self.file).is_absolute() or ".." in Path(self.file).parts):
            raise ValueError("file: phải nằm trong thư mục của danh sách phông; chép tệp vào đó, hoặc dùng system")

    def __str__(self) -> str:
        if self.system:
            return f"phông của máy “{self.system}”"
        return self.package or self.file or ""


@dataclass(frozen=True, slots=True)
class Family:
    """A family as fonts.yaml describes it."""

    generic: Literal["serif", "sans-serif"] = setting(doc="the generic family that may stand in for it")
    find: tuple[FontSource, ...] = setting(doc="where to look, first place first")
    axes: dict[str, float] | None = setting(doc="design axes of a variable family but weight", default=None)
    stand_in: str | None = setting(doc="the family to set instead, with a notice, where none is found", default=None)


@dataclass(frozen=True, slots=True)
class _FontList:
    families: dict[str, Family] = setting(doc="the families, by name")


@dataclass(frozen=True, slots=True)
class FaceFile:
    """A face in a font file: of which family it is by its own word, and where its design axes are to stand."""

    path: Path
    family: str
    index: int = 0
    axes: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """The face that is looked for."""

    weight: int
    italic: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The families that a build may use: those of fonts.yaml, and those that were dropped into the font folders."""

    families: dict[str, Family]
    folders: tuple[Path, ...]  # of the font lists, nearest first: `file` entries are looked for there
    dropped: tuple[FontFolder, ...] = ()  # the project's, then the user's
    system: SystemFonts = field(default_factory=SystemFonts)

    def family(self, name: str) -> Family:
        """Return the family. Raises FontError where neither fonts.yaml nor a font folder has it."""
        if name not in self.families:
            hint = did_you_mean(name, self.families) or f"các họ đã khai báo: {', '.join(sorted(self.families))}"
            if self.system.faces(name):
                hint = f"máy có họ này: khai báo trong fonts/fonts.yaml với find: [{{system: {name}}}]"
            problem = f"fonts.yaml và các thư mục phông không có họ phông “{name}”"
            raise FontError("\n".join([problem, *self._broken_files()]), hint=hint)
        return self.families[name]

    def face_file(self, name: str, weight: int, *, italic: bool, report: Report) -> FaceFile:
        """Return the file of the face nearest to the wish. Raises FontError where no place has the family."""
        self.family(name)
        tried = [name]
        found = self._find(name, Wish(weight, italic), report)
        while found is None and self.families[tried[-1]].stand_in:
            stand_in = self.families[tried[-1]].stand_in or ""
            if stand_in in tried or stand_in not in self.families:
                problem = f"họ thay thế (stand_in) của “{tried[-1]}” là “{stand_in}”, không dùng được"
                raise FontError(problem, hint="ghi tên một họ khác đã khai báo, trong fonts/fonts.yaml")
            tried.append(stand_in)
            found = self._find(stand_in, Wish(weight, italic), report)
        if found is None:
            raise self._not_found(name)
        if len(tried) > 1:
            report.add(_stand_in(name, tried[-1], self.families[name], Severity.WARNING))
        return found

    def dropped_faces(self, name: str) -> list[FaceDescription]:
        """Return the faces of the family in the nearest folder that has any."""
        for folder in self.dropped:
            faces = [face for face in folder.faces if name in face.families]
            if faces:
                return faces
        return []

    def faces(self, name: str) -> list[FaceDescription]:
        """Return the faces of the first place that has the family, as a build would choose from them."""
        dropped = self.dropped_faces(name)
        if dropped:
            return dropped
        for source in self.families[name].find:
            faces = self._source_faces(source)
            if faces:
                return faces
        return []

    def _source_faces(self, source: FontSource) -> list[FaceDescription]:
        if source.system:
            faces = self._machine_faces(source.system)
            return [face for face in faces if not lacking_letters(_letters_of(face.path, face.index))]
        if source.package:
            root = package_folder(source.package)
            return [] if root is None else list(search_folder(root).faces)
        paths = (folder / (source.file or "") for folder in self.folders)
        path = next((path for path in paths if path.is_file()), None)
        return [] if path is None else list(describe(path))

    def families_with(self, characters: str) -> list[str]:
        """Return the families of the catalogue that have all the characters."""
        return [name for name in sorted(self.families) if not lacking(characters, self._letters(name))]

    def _letters(self, name: str) -> frozenset[int]:
        try:
            file = self._find(name, Wish(400, italic=False), Report())
            return _letters_of(file.path, file.index) if file else frozenset()
        except FontError:
            return frozenset()

    def _find(self, name: str, wish: Wish, report: Report) -> FaceFile | None:
        family = self.families[name]
        axes = family.axes or {}
        dropped = self.dropped_faces(name)
        if dropped:
            return _nearest_file(dropped, wish, axes, report)
        passed_over: list[FaceDescription] = []
        for source in family.find:
            if source.system:
                found = self._installed(source.system, wish, axes, passed_over, report)
                if found and source.system != name:
                    report.add(_stand_in(name, source.system, family, Severity.NOTE))
            elif source.package:
                found = _packaged(source.package, name, wish, axes)
            else:
                found = self._listed(source.file or "", name, wish, axes, report)
            if found:
                return _told(passed_over, report, found)
        if family.stand_in is None and passed_over:  # nothing better will come: the font gate has the last word
            return _nearest_file(passed_over, wish, axes, report)
        return _told(passed_over, report, None)

    def _installed(
        self, system: str, wish: Wish, axes: dict[str, float], passed_over: list[FaceDescription], report: Report
    ) -> FaceFile | None:
        """Return the machine's nearest face of the family that has every Vietnamese letter."""
        faces = sorted(self._machine_faces(system), key=lambda face: _distance(face, wish))
        for face in faces:
            if _distance(face, wish)[:3] != _distance(faces[0], wish)[:3]:
                break
            if lacking_letters(_letters_of(face.path, face.index)):
                passed_over.append(face)
            else:
                return _nearest_file([face], wish, axes, report)
        return None

    def _machine_faces(self, name: str) -> list[FaceDescription]:
        """Return the faces of the family that were dropped into a font folder, else those that are installed."""
        return self.dropped_faces(name) or list(self.system.faces(name))

    def _listed(
        self, file: str, family: str, wish: Wish, axes: dict[str, float], report: Report
    ) -> FaceFile | None:
        for folder in self.folders:
            path = folder / file
            if path.is_file():
                if not path.resolve().is_relative_to(folder.resolve()):
                    problem = "tệp phông nằm ngoài thư mục của danh sách phông"
                    raise FontError(problem, place=Place(str(path)), hint="chép tệp vào thư mục ấy")
                faces = describe(path)
                named = [face for face in faces if family in face.families]  # of a collection, the family's own
                return _nearest_file(named or faces, wish, axes, report)
        return None

    def _not_found(self, name: str) -> FontError:
        sources = self.families[name].find
        packages = " ".join(source.package for source in sources if source.package)
        by_hand = f"đặt tệp phông vào {self.folders[0]}, hoặc: bulletin fonts add TỆP"
        hint = f"pip install {packages}" if packages else by_hand
        places = ", ".join(map(str, sources)) or "(find trống)"
        problem = f"không tìm thấy họ phông “{name}” ở: {places}"
        return FontError("\n".join([problem, *self._broken_files()]), hint=hint)

    def _broken_files(self) -> list[str]:
        """Return a line for each file in the font folders that might have been the one."""
        return [f"{error.place}: {error.problem}" for folder in self.dropped for error in folder.broken]


def load_catalogue(files: Files, project_folder: Path | None = None) -> Catalogue:
    """Return the shipped families, with the project's own fonts/fonts.yaml and all dropped families laid over them."""
    shipped = shipped_folder("fonts") / "fonts.yaml"
    node = _tree(shipped, files)
    folders = [shipped.parent]
    own = (project_folder or Path()) / "fonts" / "fonts.yaml"
    if project_folder and files.is_file(own) and own.resolve() != shipped:
        node = merge(node, _tree(own, files))
        folders.insert(0, own.parent)
    families = read(node, _FontList).families
    places = [*([own.parent] if project_folder else []), user_folder()]
    dropped = tuple(search_folder(place) for place in places)
    return Catalogue(_dropped_families(dropped) | families, tuple(folders), dropped)


def _dropped_families(folders: Iterable[FontFolder]) -> dict[str, Family]:
    faces = [face for folder in folders for face in folder.faces]
    return {name: Family(generic=face.generic, find=()) for face in reversed(faces) for name in face.families}


def _tree(path: Path, files: Files) -> Node:
    return parse(files.read(path, _MAX_BYTES).decode("utf-8", "replace"), str(path))


# ── faces ────────────────────────────────────────────────────────────────────────────────────────────────────


def _packaged(package: str, family: str, wish: Wish, axes: dict[str, float]) -> FaceFile | None:
    root = package_folder(package)
    if root is None:
        return None
    try:
        files = json.loads((root / "metadata.json").read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError):  # a module, but no font package
        return None
    style = "italic" if wish.italic else "normal"
    upright_or_italic = [file for file in files if file["style"] == style] or files
    for file in upright_or_italic:
        if file["variable"]:
            return FaceFile(root / file["path"], family, 0, axes)
    nearest = min(upright_or_italic, key=lambda file: (abs(int(file["weight"]) - wish.weight), file["path"]))
    return FaceFile(root / nearest["path"], family, 0, axes)


def package_folder(package: str) -> Path | None:
    """Return the folder of an installed font package; None where it is not installed."""
    module = package.replace("-", "_")
    spec = importlib.util.find_spec(module) if module.isidentifier() else None
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _nearest_file(
    faces: Iterable[FaceDescription], wish: Wish, axes: dict[str, float], report: Report
) -> FaceFile:
    face = min(faces, key=lambda face: _distance(face, wish))
    slope, _, weight, *_ = _distance(face, wish)
    if slope or weight >= _FAR:
        wished = f"{'nghiêng' if wish.italic else 'đứng'}, độ đậm {wish.weight}"
        problem = f"họ {face.family} không có kiểu {wished}: dùng kiểu gần nhất, {face.path.name}"
        report.add(Notice("font-nearest", problem, severity=Severity.NOTE))
    return FaceFile(face.path, face.family, face.index, axes)


def _distance(face: FaceDescription, wish: Wish) -> tuple[bool, float, float, str, int]:
    """Return how far a face is from the wish: in slope, in width from the normal, in weight."""
    slopes = face.axis("ital") or face.axis("slnt")
    weights = face.axis("wght")
    nearest = min(max(wish.weight, weights.least), weights.greatest) if weights else face.weight
    width = 0.0 if face.axis("wdth") else abs(face.width - 100)
    return (not slopes and face.italic != wish.italic, width, abs(nearest - wish.weight), str(face.path), face.index)


def _letters_of(path: Path, index: int) -> frozenset[int]:
    return codepoints(unpacked(read_font(path), path), path, index)


def _told(passed_over: list[FaceDescription], report: Report, found: FaceFile | None) -> FaceFile | None:
    """Report the faces of the machine that were passed over, and return what was found instead of them."""
    for face in passed_over:
        count = len(lacking_letters(_letters_of(face.path, face.index)))
        problem = f"bỏ qua phông “{face.family}” của máy: tệp này thiếu {count} trong 134 chữ tiếng Việt"
        report.add(Notice("font-incomplete", problem, Place(str(face.path)), severity=Severity.NOTE))
    return found


def _stand_in(name: str, stand_in: str, family: Family, severity: Severity) -> Notice:
    problem = f"máy không có họ phông “{name}” đủ chữ Việt: dùng “{stand_in}” để thay"
    wanted = " hoặc ".join(source.system for source in family.find if source.system) or name
    hint = None if severity is Severity.NOTE else f"cài {wanted} vào máy, hoặc chép tệp phông: bulletin fonts add TỆP"
    return Notice("font-stand-in", problem, hint=hint, severity=severity)
