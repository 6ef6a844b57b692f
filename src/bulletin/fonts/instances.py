"""A family, a weight and a slope → one static TrueType face, ready to embed.

Static TrueType files are used as they are. All others (variable, PostScript outlines, collections, WOFF) are prepared
once and kept in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import InitVar, dataclass, field
from pathlib import Path

import uharfbuzz

from bulletin.errors import FontError
from bulletin.fonts.cache import FaceCache, default_cache_folder, key_of
from bulletin.fonts.catalogue import Catalogue, FaceFile
from bulletin.fonts.containers import packing, read_font, unpacked
from bulletin.fonts.coverage import INVISIBLE, codepoints, lacking_letters, lacking_signs, some
from bulletin.fonts.description import embedding_rights, print_only, rights_problem
from bulletin.fonts.licences import licence_text
from bulletin.fonts.preparation import VERSION, Recipe, prepare
from bulletin.fonts.vetting import vet
from bulletin.notices import Notice, Place, Report, Severity

# What every prepared face keeps: Latin as far as Vietnamese and the languages of Europe need it, combining tones,
# punctuation, sub- and superscripts, currency, letter-like signs. The other ranges are added only for a build whose
# text has letters in them, and of what lies outside of both the single letters: books hold whole faces.
_BASE_RANGES = (
    (0x20, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x218, 0x21B), (0x2BB, 0x2BC), (0x300, 0x323),
    (0x1EA0, 0x1EF9), (0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x2122), (0x2212, 0x2212), (0xFFFD, 0xFFFD),
)  # fmt: skip
_BEYOND_BASE = re.compile("[^" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _BASE_RANGES) + "]")
_FURTHER_RANGES = (
    (0x180, 0x19F), (0x1B1, 0x217), (0x21C, 0x2BA), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1E9F),
    (0x2123, 0x218F), (0x2190, 0x21FF), (0x2200, 0x23FF), (0x2500, 0x27BF), (0xFB00, 0xFB06),
)  # fmt: skip

_LARGE = 1_000_000  # bytes: of such a fallback (Chinese, say) only the letters of the text are taken


@dataclass(frozen=True, slots=True)
class Face:
    """One static face: its name for files and PDF objects, its bytes (TrueType), its letters and its rights."""

    name: str
    family: str
    weight: int
    italic: bool
    data: bytes = field(repr=False)
    letters: frozenset[int] = field(repr=False)
    path: Path = field(default_factory=Path)  # of the font file that it comes from
    print_only: bool = False  # may be embedded in a PDF, but not lie in a book as a file of its own

    def licence(self) -> str:
        """Return the text of the licence, as the font file and its neighbours give it; "" where they give none."""
        return licence_text(self.path, self.data)


@dataclass(frozen=True, slots=True)
class _Source:
    """A font file as read: its bytes, their check sum, and whether they can be embedded as they are."""

    data: bytes = field(repr=False)
    digest: bytes
    ready: bool


@dataclass(slots=True)
class FontBook:
    """The faces of one build, each made or found once."""

    catalogue: Catalogue
    report: Report
    texts: InitVar[Iterable[str]] = ()  # all that the build will draw
    cache_folder: Path | None = None  # the user's, where none is given
    fallback: tuple[str, ...] = ()  # families of which only single letters are wanted
    _faces: dict[tuple[str, int, bool], Face] = field(default_factory=dict)
    _sources: dict[Path, _Source] = field(default_factory=dict)
    _beyond: list[int] = field(init=False)  # the letters of the texts that not every prepared face has, in their order

    def __post_init__(self, texts: Iterable[str]) -> None:
        letters = set[str]().union(*map(_BEYOND_BASE.findall, texts))
        self._beyond = sorted(map(ord, letters - INVISIBLE))

    def face(self, family: str, weight: int = 400, *, italic: bool = False) -> Face:
        """Return the face. Raises FontError where it cannot be had or embedded."""
        key = (family, weight, italic)
        if key not in self._faces:
            self._faces[key] = self._load(*key)
        return self._faces[key]

    def families_with(self, characters: str) -> str:
        """Return, for the hint of a message, which known and which installed families have all the characters."""
        known = self.catalogue.families_with(characters)
        installed = [name for name in self.catalogue.system.families_with(characters) if name not in known]
        letters = f"chữ “{characters}”" if len(characters) == 1 else "tất cả các chữ ấy"
        parts = []
        if known:
            parts.append(f"họ đã khai báo có {letters}: {some(known, 5, ', ')}")
        if installed:
            parts.append(f"họ của máy có {letters}: {some(installed, 5, ', ')}")
        return "; ".join(parts)

    def _load(self, family: str, weight: int, italic: bool) -> Face:  # noqa: FBT001
        file = self.catalogue.face_file(family, weight, italic=italic, report=self.report)
        source = self._sources.get(file.path) or _read(file.path)
        self._sources[file.path] = source
        large = family in self.fallback and len(source.data) > _LARGE
        data = source.data if source.ready and not large else self._prepared(source, file, weight, italic=italic)
        rights = embedding_rights(uharfbuzz.Face(data))
        problem = rights_problem(rights)
        if problem:
            raise FontError(problem, place=Place(str(file.path)), hint="chọn một họ phông khác")
        name = f"{file.family.replace(' ', '')}-{weight}{'i' if italic else ''}"
        letters = codepoints(data, file.path)
        if family not in self.fallback:
            self._tell_incomplete(file, letters)
        return Face(name, family, weight, italic, data, letters, file.path, print_only(rights))

    def _prepared(self, source: _Source, file: FaceFile, weight: int, *, italic: bool) -> bytes:
        """Return the prepared face: kept from an earlier run, or made now and kept."""
        ranges = (*_BASE_RANGES, *self._further_ranges(), *self._single_letters(source, file))
        recipe = Recipe(ranges, weight, italic, tuple(sorted(file.axes.items())))
        cache = FaceCache(self.cache_folder or default_cache_folder())
        key = key_of(f"{VERSION} {file.index} {recipe}", source.digest)
        data = cache.kept(key)
        if data is None:
            data = prepare(source.data, file.path, file.index, recipe)
            try:
                cache.keep(key, data, licence_text(file.path, data))
            except OSError as error:
                problem = f"không lưu được phông đã chuẩn bị vào {cache.folder} ({error.strerror}); lần sau sẽ làm lại"
                self.report.add(Notice("font-cache", problem, severity=Severity.NOTE))
        return data

    def _further_ranges(self) -> list[tuple[int, int]]:
        return [span for span in _FURTHER_RANGES if any(span[0] <= code <= span[1] for code in self._beyond)]

    def _single_letters(self, source: _Source, file: FaceFile) -> Iterable[tuple[int, int]]:
        """Return the letters of the texts that no range has and the face does."""
        outside = [code for code in self._beyond if not any(first <= code <= last for first, last in _FURTHER_RANGES)]
        if not outside:
            return []
        letters = codepoints(unpacked(source.data, file.path), file.path, file.index)
        return [(code, code) for code in outside if code in letters]

    def _tell_incomplete(self, file: FaceFile, letters: frozenset[int]) -> None:
        missing, signs = lacking_letters(letters), lacking_signs(letters)
        if not missing and not signs:
            return
        counts = [f"{len(missing)} trong 134 chữ tiếng Việt ({some(missing)})"] if missing else []
        counts += [f"{len(signs)} dấu và chữ thường dùng ({some(signs)})"] if signs else []
        problem = f"phông {file.family} thiếu {' và '.join(counts)}"
        hint = "bản tin lần này không dùng đến thì vẫn in được; nên chọn phông đủ chữ"
        severity = Severity.WARNING if missing else Severity.NOTE
        self.report.add(Notice("font-incomplete", problem, Place(str(file.path)), hint, severity))


def _read(path: Path) -> _Source:
    data = read_font(path)
    return _Source(data, hashlib.sha256(data).digest(), _ready(data, path))


def _ready(data: bytes, path: Path) -> bool:
    """Return whether the file can be embedded as it is: static TrueType that no writer can stumble over."""
    return packing(data, path) == "TrueType" and vet(data) is None
