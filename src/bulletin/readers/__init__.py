"""The formats that bulletin reads: one literal table, each loaded when a file of its kind is met.

A reader is a module with `SUFFIXES` and `read(path, context) -> list[Article]`. It raises only ReadError, for bytes
that are not the format at all; anything odd inside readable text is a notice.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.model import Article
from bulletin.notices import Notice, Place, Report

if TYPE_CHECKING:  # the rules and their patterns take a while to load: only who reads raw text waits for them
    from importlib.metadata import EntryPoints

    from bulletin.drafts.recognise import Recognised

# name → (suffixes, module): the suffixes stand here so that listing a folder loads no reader
READERS = {
    "text": ((".txt", ".text"), "bulletin.readers.text"),
    "html": ((".html", ".htm", ".xhtml", ".mht", ".mhtml"), "bulletin.readers.html"),
    "markdown": ((".md", ".markdown"), "bulletin.readers.markdown"),
    "json": ((".json",), "bulletin.readers.json"),
}

ENTRY_POINTS = "bulletin.readers"  # where other packages add theirs; each names a module with SUFFIXES and read

MAX_ARTICLE_BYTES = 16 * 2**20  # some 2,500 pages: a larger file is not one article


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader as the pipeline sees it."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, Context], list[Article]]


def readable_suffixes() -> list[str]:
    """Return every suffix that some reader claims."""
    built_in = _built_in()
    added = [suffix for point in _added() for suffix in point.load().SUFFIXES]
    return [*built_in, *(suffix for suffix in added if suffix not in built_in)]


def readable_paths(paths: Iterable[Path]) -> list[Path]:
    """Return the paths that some reader claims; other packages are asked only for what no built-in reader claims."""
    with_suffixes = [(path, path.suffix.casefold()) for path in paths]
    readable = _built_in()
    if any(suffix not in readable for _, suffix in with_suffixes):
        readable = readable_suffixes()
    return [path for path, suffix in with_suffixes if suffix in readable]


def _built_in() -> list[str]:
    return [suffix for suffixes, _ in READERS.values() for suffix in suffixes]


def _added() -> EntryPoints:
    """Return the readers of other packages; looking for them takes longer than many a build's start."""
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)


def load_reader(path: Path) -> Reader:
    """Return the reader for a file, by its suffix. Raises ReadError where no reader claims it."""
    suffix = path.suffix.casefold()
    for name, (suffixes, module) in READERS.items():
        if suffix in suffixes:
            return Reader(name, suffixes, importlib.import_module(module).read)
    for point in _added():
        added = point.load()
        if suffix in added.SUFFIXES:
            return Reader(point.name, added.SUFFIXES, added.read)
    hint = f"các đuôi tệp đọc được: {', '.join(readable_suffixes())}"
    raise ReadError(f"chưa đọc được tệp có đuôi “{path.suffix}”", place=Place(str(path)), hint=hint)


Examiner: TypeAlias = "Callable[[Path, Context], list[Recognised]]"


def load_examiner(path: Path) -> Examiner:
    """Return what shows how a file is read, line by line. Raises ReadError where its format is not read by rules."""
    suffix = path.suffix.casefold()
    modules = [module for suffixes, module in READERS.values() if suffix in suffixes]
    if not path.is_file():
        modules.append(READERS["text"][1])  # it says what stands there instead
    for module in modules:
        examine: Examiner | None = getattr(importlib.import_module(module), "examine", None)
        if examine is not None:
            return examine
    hint = "inspect xem các bài dán thành văn bản (.txt) và các trang đã lưu (.html)"
    raise ReadError(f"không xem được tệp có đuôi “{path.suffix}”", place=Place(str(path)), hint=hint)


def report_foreign_lines(lines: Sequence[int], file: str, report: Report) -> None:
    """Add a notice of the lines whose bytes are in no encoding that fits: each byte has become one character."""
    if lines:
        problem = f"{len(lines)} dòng không phải UTF-8 và không sửa được; giữ từng byte thành một ký tự"
        report.add(Notice("encoding-unknown", problem, Place(file, lines[0]), "nêu bảng mã bằng --encoding"))
