"""Text files in old encodings or spoilt by wrong ones → the same files in UTF-8, repaired, and what was repaired.

read → repair → save: nothing of an article is looked for, spaces and line ends stay (`convert --repair-only`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.context import Context, Files
from bulletin.conversion import Names, refuse_to_lose
from bulletin.errors import BulletinError, ReadError
from bulletin.notices import Notice, Place, Report, Severity
from bulletin.readers import MAX_ARTICLE_BYTES
from bulletin.save import save
from bulletin.text.encodings import DecodingError
from bulletin.text.restoration import Restoration, repair_bytes

_SHOWN_EDITS = 200  # a whole file in an old encoding has thousands; the table gives their number


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairing:
    """Which files to repair, and where to."""

    paths: Sequence[Path]
    out: Path
    encoding: str | None = None
    wish: Callable[[str], str] = field(default=lambda text: text)  # tone places, quotation marks
    overwrite: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class RepairedFile:
    """One file that was written, what it was made from, and what was repaired in it."""

    path: Path
    source: Path
    restoration: Restoration
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was written, the files that had to be left out, and what there is to say."""

    files: list[RepairedFile]
    failures: list[BulletinError]
    report: Report


def repair_files(repairing: Repairing, files: Files) -> Repaired:
    """Write every file repaired: all or none. Raises SaveError before a file with other content is lost."""
    context = Context(files)
    names = Names(repairing.out, repairing.paths)
    failures: list[BulletinError] = []
    written: list[RepairedFile] = []
    for path in repairing.paths:
        try:
            restoration = _repair(path, repairing.encoding, context)
        except ReadError as error:
            if repairing.strict or len(repairing.paths) == 1:
                raise
            failures.append(error)
            continue
        data = repairing.wish(restoration.text).encode("utf-8")
        written.append(RepairedFile(names.free(path.stem, path.suffix), path, restoration, data))
    if failures and not written:
        raise failures[0]
    outputs = [(file.path, file.data) for file in written]
    if not repairing.overwrite:
        refuse_to_lose(outputs, files)
    save(outputs)
    return Repaired(written, failures, context.report)


def _repair(path: Path, encoding: str | None, context: Context) -> Restoration:
    try:
        restoration = repair_bytes(context.files.read(path, MAX_ARTICLE_BYTES), encoding)
    except DecodingError as error:
        raise ReadError(error.problem, place=Place(str(path), error.line, error.column)) from error
    for edit in restoration.edits[:_SHOWN_EDITS]:
        place = Place(str(path), edit.line, edit.column)
        change = f"{edit.before!r} → {edit.after!r} ({edit.rule})"
        context.report.add(Notice("repaired", change, place, severity=Severity.NOTE))
    if restoration.doubtful_lines:
        count, first = len(restoration.doubtful_lines), restoration.doubtful_lines[0]
        problem = f"{count} dòng trông như chữ của một bảng mã cũ nhưng chưa đủ bằng chứng để sửa; để nguyên"
        context.report.add(Notice("encoding-doubtful", problem, Place(str(path), first), "nêu bảng mã bằng --encoding"))
    return restoration
