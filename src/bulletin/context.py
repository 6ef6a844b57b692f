"""All of the outside world that a reader or a writer may touch: files, the time stamp, the report.

The real context reads the disk; `memory_context` ships with the package, so that tests need no patching.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bulletin.errors import ReadError
from bulletin.notices import Place, Report

# The day outputs carry when neither SOURCE_DATE_EPOCH, nor the project, nor an article gives one: the clock is
# never asked, so that the same inputs always give the same bytes. (1980 is where the dates of ZIP files begin.)
DATELESS = datetime(1980, 1, 1, tzinfo=UTC)

_USUAL = 2**16  # bytes: nearly every article is shorter


class Files(Protocol):
    """Bytes by path."""

    def read(self, path: Path, limit: int) -> bytes:
        """Return the whole file. Raises ReadError where it cannot be read or is larger than `limit` bytes."""

    def is_file(self, path: Path) -> bool:
        """Return whether a readable path names a plain file."""


class DiskFiles:
    """The files of this machine."""

    def read(self, path: Path, limit: int) -> bytes:
        place = Place(str(path))
        try:
            kind = path.stat().st_mode
            if stat.S_ISDIR(kind):
                raise ReadError("đây là một thư mục, không phải một tệp", place=place)
            if not stat.S_ISREG(kind):  # a pipe or a device could keep us waiting for ever
                raise ReadError("đây không phải một tệp thường", place=place)
            with path.open("rb") as stream:
                data = stream.read(_USUAL)
                if len(data) == _USUAL:  # asking for all at once makes room for the limit, however short the file is
                    data += stream.read(max(0, limit + 1 - _USUAL))
        except FileNotFoundError as error:
            raise ReadError("không tìm thấy tệp", place=place, hint="kiểm tra lại đường dẫn") from error
        except PermissionError as error:
            raise ReadError("không có quyền đọc tệp", place=place, hint="kiểm tra quyền của tệp") from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            raise ReadError(f"không đọc được tệp ({error})", place=place) from error
        if len(data) > limit:
            raise _too_large(limit, place)
        return data

    def is_file(self, path: Path) -> bool:
        try:
            return path.is_file()
        except (OSError, ValueError):
            return False


@dataclass(frozen=True, slots=True)
class MemoryFiles:
    """Files that exist only in memory, for tests and for programs."""

    contents: Mapping[Path, bytes]

    def read(self, path: Path, limit: int) -> bytes:
        if path not in self.contents:
            raise ReadError("không tìm thấy tệp", place=Place(str(path)))
        if len(self.contents[path]) > limit:
            raise _too_large(limit, Place(str(path)))
        return self.contents[path]

    def is_file(self, path: Path) -> bool:
        return path in self.contents


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader or a writer is handed: nothing else reaches it from outside."""

    files: Files = field(default_factory=DiskFiles)
    timestamp: datetime = DATELESS
    report: Report = field(default_factory=Report)
    encoding: str | None = None  # of the raw texts, where the user names it
    # Pictures that were converted in this run, by the SHA-256 of their files: one conversion serves all formats.
    converted: dict[str, bytes] = field(default_factory=dict)
    sources: list[Path] = field(default_factory=list)  # the files that the articles in hand were read from


def memory_context(contents: Mapping[str, bytes] | None = None, timestamp: datetime = DATELESS) -> Context:
    """Return a context that sees only `contents` (path → bytes)."""
    files = {Path(name): data for name, data in (contents or {}).items()}
    return Context(MemoryFiles(files), timestamp)


def _too_large(limit: int, place: Place) -> ReadError:
    return ReadError(f"tệp lớn hơn giới hạn {limit / 2**20:.3g} MiB", place=place, hint="chia tệp thành nhiều tệp nhỏ")


def printable_path(path: Path) -> str:
    """Return the path as text that can be written: bytes of a file name that are not UTF-8 become U+FFFD."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
