"""The exceptions of bulletin: one tree, one base that is never raised itself, the exit code on the class.

    BulletinError
    ├── InternalError    1   our fault: a law of the model or of the ledger is broken
    ├── StrictError      3   `--strict`, and there are notices
    ├── ReadError       10   an article cannot be read
    ├── SettingsError   11   a project file, a layout or a font list has mistakes (all of them at once)
    ├── LayoutError     12   an unknown layout, or one that cannot be set
    ├── FontError       13   a font is missing, broken, or lacks a letter that the build would draw
    ├── SaveError       14   an output cannot be written
    ├── RulesError      15   a file departs from the rules that it was checked against
    └── ProofError      16   an output does not say what the model says, word for word

0 is success, 2 a mistake on the command line (click's own), 130 an interrupted run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bulletin.notices import Place, Report


class BulletinError(Exception):
    """The base: says where, what is wrong, and what to do about it (in Vietnamese)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, place: Place | None = None, hint: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"\n  → {self.hint}" if self.hint else ""
        return f"{where}{self.problem}{hint}"


class InternalError(BulletinError):
    """A law that bulletin itself must keep is broken: never the reader's fault."""


class StrictError(BulletinError):
    """The run gave what was asked, with notices, and `--strict` asked for none."""

    exit_code = 3


class ReadError(BulletinError):
    """The bytes are not an article, or cannot be had."""

    exit_code = 10


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a settings file."""

    place: Place
    key: str
    problem: str
    hint: str | None = None

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        hint = f" → {self.hint}" if self.hint else ""
        return f"{self.place}: {key}{self.problem}{hint}"


class SettingsError(BulletinError):
    """All the mistakes of settings files: file by file, in the order of their lines."""

    exit_code = 11

    def __init__(self, mistakes: list[Mistake]) -> None:
        files = dict.fromkeys(mistake.place.file for mistake in mistakes)
        order = {file: number for number, file in enumerate(files)}
        self.mistakes = sorted(mistakes, key=lambda m: (order[m.place.file], m.place.line or 0, m.place.column or 0))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class LayoutError(BulletinError):
    """A layout that does not exist, or that no page can be set with."""

    exit_code = 12


class FontError(BulletinError):
    """A face that cannot be had, or that lacks letters which the build would draw."""

    exit_code = 13


class SaveError(BulletinError):
    """An output file cannot be written."""

    exit_code = 14


class RulesError(BulletinError):
    """A checked file departs from its rules: the run gave what was asked, and the exit code tells."""

    exit_code = 15


class ProofError(BulletinError):
    """An output, read back, does not say what the model says: words, order or links differ.

    `report` has the notices of the build, which would not be told otherwise.
    """

    exit_code = 16

    def __init__(self, problem: str, *, hint: str | None = None, report: Report | None = None) -> None:
        super().__init__(problem, hint=hint)
        self.report = report
