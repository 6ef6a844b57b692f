"""What a run has to say → lines on the terminal: failures, notices, the table of files, progress."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence

import click

from bulletin.errors import BulletinError, StrictError
from bulletin.notices import Report, Severity

# What steers a terminal, or turns the order of what stands around it: names and texts of others may hold any of it.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return the text with every character that steers a terminal or turns the order of writing as U+XXXX."""
    return _STEERING.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def say(message: object, *, err: bool = False) -> None:
    """Print a message, in which nothing steers the terminal."""
    click.echo(visible(str(message)), err=err)


def print_notices(report: Report, *, verbose: bool) -> None:
    """Print what every reader should know, and with `verbose` the small things too."""
    for notice in report.notices if verbose else report.warnings:
        label = "ghi chú" if notice.severity is Severity.NOTE else "lưu ý"
        say(f"{label}: {notice}", err=True)


def print_failures(failures: Sequence[BulletinError]) -> None:
    """Print the articles that were left out, and why."""
    for failure in failures:
        say(f"bulletin: bỏ qua một bài: {failure}", err=True)


def exit_code(failures: Sequence[BulletinError], report: Report, *, strict: bool) -> int:
    """Return the exit code of a run that came to its end. Raises StrictError where notices count."""
    if failures:
        return failures[0].exit_code
    if strict and report.warnings:
        raise StrictError(f"có {len(report.warnings)} lưu ý (--strict)")
    return 0


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows of cells under one another."""
    rows = [tuple(map(visible, row)) for row in rows]
    widths = [max(_columns(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        cells = [cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def size(count: int) -> str:
    """Return a size with a decimal comma: "135,5 KB"."""
    kilobytes = count / 1000
    text = f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.1f} KB"
    return text.replace(".", ",")


def _columns(text: str) -> int:
    """Return how many terminal columns the text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def print_progress(message: str) -> None:
    """Show what is being done, where somebody watches."""
    if _on_terminal():
        click.echo(f"\r\033[K{visible(message)} …", err=True, nl=False)


def clear_progress() -> None:
    """Take the line of progress away."""
    if _on_terminal():
        click.echo("\r\033[K", err=True, nl=False)


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()  # None where the caller has closed it
