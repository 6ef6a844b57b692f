"""The names of articles on a command line → their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bulletin.project import expand


def article_paths(names: Iterable[str]) -> list[Path]:
    """Return the files that paths, folders and patterns stand for. Raises UsageError for a name that finds none."""
    paths = []
    for name in names:
        if not name.strip():
            raise click.UsageError("tên bài để trống; “.” là cả thư mục này")
        found = expand(name, Path())
        if not found:
            raise click.UsageError(f"“{name}” không có bài nào đọc được")
        paths += found
    return paths
