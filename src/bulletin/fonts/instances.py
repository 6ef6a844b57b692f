"""A family, a weight and a slope → one static TrueType face, ready to embed.

Static files are used as they are. From a variable file an instance is made once and kept in the user's cache
folder: subset first, then instanced (0.7-1.1 s and some 60 KiB a face; the other way round costs 2-7 s and more).
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.errors import FontError
from bulletin.fonts.catalogue import Catalogue, FaceFile
from bulletin.fonts.coverage import codepoints
from bulletin.notices import Notice, Place, Report, Severity

_RECIPE = "1"  # raised whenever the steps below change, so that old instances are not used

# What every instance keeps: Latin as far as Vietnamese and the languages of Europe need it, combining tones,
# punctuation, sub- and superscripts, currency, letter-like signs. The other ranges cost seconds and are added only
# for a build whose text has letters in them.
_BASE_RANGES = (
    (0x20, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x218, 0x21B), (0x2BB, 0x2BC), (0x300, 0x323),
    (0x1EA0, 0x1EF9), (0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x2122), (0x2212, 0x2212), (0xFFFD, 0xFFFD),
)  # fmt: skip
_FURTHER_RANGES = (
    (0x180, 0x19F), (0x1B1, 0x217), (0x21C, 0x2BA), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1E9F),
    (0x2123, 0x218F), (0x2190, 0x21FF), (0x2200, 0x23FF), (0x2500, 0x27BF), (0xFB00, 0xFB06),
)  # fmt: skip
_KEPT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

# The first bytes of a TrueType file; OpenType with PostScript outlines ("OTTO") cannot be drawn by reportlab.
_TRUETYPE = (b"\0\1\0\0", b"true")


@dataclass(frozen=True, slots=True)
class Face:
    """One static face: its name for files and PDF objects, its bytes (TrueType) and its letters."""

    name: str
    family: str
    weight: int
    italic: bool
    data: bytes = field(repr=False)
    letters: frozenset[int] = field(repr=False)


@dataclass(slots=True)
class FontBook:
    """The faces of one build, each made or found once."""

    catalogue: Catalogue
    report: Report
    text: str = field(default="", repr=False)  # all that the build will draw; only its letters matter
    cache_folder: Path | None = None  # the user's, where none is given
    _faces: dict[tuple[str, int, bool], Face] = field(default_factory=dict)

    def face(self, family: str, weight: int = 400, *, italic: bool = False) -> Face:
        """Return the face. Raises FontError where it cannot be had or is not TrueType."""
        key = (family, weight, italic)
        if key not in self._faces:
            self._faces[key] = self._load(*key)
        return self._faces[key]

    def _load(self, family: str, weight: int, italic: bool) -> Face:  # noqa: FBT001
        file = self.catalogue.face_file(family, weight, italic=italic)
        data = self._instance(file, family, weight) if file.variable else _read(file.path)
        if not data.startswith(_TRUETYPE):
            hint = "dùng bản TrueType (.ttf) của phông này"
            raise FontError("phông không phải TrueType", place=Place(str(file.path)), hint=hint)
        name = f"{family.replace(' ', '')}-{weight}{'i' if italic else ''}"
        return Face(name, family, weight, italic, data, codepoints(data, file.path))

    def _instance(self, file: FaceFile, family: str, weight: int) -> bytes:
        source = _read(file.path)
        axes = {"wght": float(weight), **(self.catalogue.family(family).axes or {})}
        ranges = (*_BASE_RANGES, *self._further_ranges())
        recipe = f"{_RECIPE} {sorted(axes.items())} {ranges} ".encode()
        folder = self.cache_folder or default_cache_folder()
        key = hashlib.sha256(recipe + source).hexdigest()[:32]
        kept = _kept_instance(folder, key)
        if kept is None:
            kept = _make_instance(source, axes, ranges, file.path)
            self._keep(folder / f"{key}-{_checksum(kept)}.ttf", kept)
        return kept

    def _further_ranges(self) -> list[tuple[int, int]]:
        letters = {ord(character) for character in set(self.text)}
        return [span for span in _FURTHER_RANGES if any(span[0] <= letter <= span[1] for letter in letters)]

    def _keep(self, target: Path, data: bytes) -> None:
        """Write an instance beside its place and rename it there: two builds at once cannot harm each other."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=target.parent)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            Path(name).replace(target)
        except OSError as error:
            problem = f"không lưu được phông đã chuẩn bị vào {target.parent} ({error.strerror}); lần sau sẽ làm lại"
            self.report.add(Notice("font-cache", problem, severity=Severity.NOTE))


def _kept_instance(folder: Path, key: str) -> bytes | None:
    """Return the instance kept under the key; a damaged file, whose name belies its content, is passed over."""
    try:
        for path in folder.glob(f"{key}-*.ttf"):
            data = path.read_bytes()
            if path.stem == f"{key}-{_checksum(data)}":
                return data
    except OSError:
        pass
    return None


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def default_cache_folder() -> Path:
    """Return where instances are kept: $XDG_CACHE_HOME/bulletin/fonts, or ~/.cache/bulletin/fonts."""
    base = os.environ.get("XDG_CACHE_HOME")
    # expanduser of os.path never raises, not even for a user without a home.
    return Path(base or os.path.expanduser("~/.cache")) / "bulletin" / "fonts"  # noqa: PTH111 — see above


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FontError(f"không đọc được phông ({error.strerror})", place=Place(str(path))) from error


def _make_instance(
    source: bytes, axes: dict[str, float], ranges: tuple[tuple[int, int], ...], path: Path
) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont, TTLibError
    from fontTools.varLib import instancer

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        font = TTFont(io.BytesIO(source), recalcTimestamp=False)
        known = {axis.axisTag for axis in font["fvar"].axes}
        options = subset.Options(layout_features=_KEPT_FEATURES, name_IDs=["*"], notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
        subsetter.subset(font)
        instancer.instantiateVariableFont(
            font, {tag: value for tag, value in axes.items() if tag in known}, inplace=True, overlap=False
        )
        out = io.BytesIO()
        font.save(out)
    except (TTLibError, KeyError, ValueError, AssertionError) as error:
        raise FontError(f"không tạo được phông tĩnh ({error})", place=Place(str(path))) from error
    return out.getvalue()
