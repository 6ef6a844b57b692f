"""The options -p and --set → the project, and what is laid over its layout; the same for every command that reads one."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

import click

from bulletin.context import Files
from bulletin.layout.schema import Layout
from bulletin.project import PROJECT_FILE, LoadedProject, Project, default_project, load_project
from bulletin.settings import Mapping, did_you_mean, override

_PROJECT_KEYS = {field.name for field in dataclasses.fields(Project)}
_LAYOUT_KEYS = {field.name for field in dataclasses.fields(Layout)} - {"name"}


def load_with_overrides(
    project: Path | None, articles: Sequence[Path], settings: Sequence[str], files: Files
) -> tuple[LoadedProject, list[Mapping]]:
    """Return the project and the trees for its layout. Raises SettingsError, or click's UsageError."""
    project_overrides, layout_overrides = _overrides(settings)
    project_file = project or Path(PROJECT_FILE)
    if project is not None or os.path.lexists(project_file):  # a broken link is a mistake to name, not to pass by
        return load_project(project_file, files, project_overrides), layout_overrides
    if articles:
        return default_project(Path(), project_overrides), layout_overrides
    raise click.UsageError(f"không có {PROJECT_FILE} ở đây; hãy nêu tên các bài, hoặc chạy trong thư mục của dự án")


def _overrides(settings: Sequence[str]) -> tuple[list[Mapping], list[Mapping]]:
    """Return the trees of `--set`, those for the project and those for the layout."""
    for_project: list[Mapping] = []
    for_layout: list[Mapping] = []
    for text in settings:
        key, equals, value = text.partition("=")
        first = key.split(".")[0]
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise click.UsageError("--set: giá trị không phải UTF-8")
        if not equals or not all(key.split(".")):
            raise click.UsageError(f"--set cần KHÓA=GIÁ_TRỊ, không phải “{text}”")
        if first not in _PROJECT_KEYS | _LAYOUT_KEYS:
            hint = did_you_mean(first, _PROJECT_KEYS | _LAYOUT_KEYS)
            raise click.UsageError(f"--set: không có khóa “{first}”" + (f"; {hint}" if hint else ""))
        tree = override(key, value, f"--set {key}")
        (for_project if first in _PROJECT_KEYS else for_layout).append(tree)
    return for_project, for_layout
