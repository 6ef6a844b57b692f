"""What a run has to say: places, notices and the report that gathers them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a file that a person can go to; lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        numbers = [self.line, self.column] if self.line is not None else []
        return ":".join([self.file, *(str(number) for number in numbers if number is not None)])


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one decoded source, in characters; `line` counts from 1."""

    start: int
    end: int
    line: int


class Severity(StrEnum):
    """NOTE is for who asks (`--verbose`); WARNING is for every reader, and fails a `--strict` run."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of an output should know although the run went on.

    `code` is stable kebab-case English, for scripts; `message` and `hint` are Vietnamese, for people.
    """

    code: str
    message: str
    place: Place | None = None
    hint: str | None = None
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" → {self.hint}" if self.hint else ""
        return f"{where}{self.message} [{self.code}]{hint}"


@dataclass(slots=True)
class Report:
    """The notices of one run, in the order in which they came; the same notice is kept once."""

    notices: list[Notice] = field(default_factory=list)
    _seen: set[Notice] = field(default_factory=set)

    def add(self, notice: Notice) -> None:
        if notice not in self._seen:
            self._seen.add(notice)
            self.notices.append(notice)

    @property
    def warnings(self) -> list[Notice]:
        return [notice for notice in self.notices if notice.severity is Severity.WARNING]
