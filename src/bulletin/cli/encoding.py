"""The option `--encoding`, for every command that reads raw texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bulletin.settings import did_you_mean
from bulletin.text.encodings import ENCODINGS, encoding_named


def _checked(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the encoding's own name. Raises UsageError for one that is not known."""
    if value is None:
        return None
    encoding = encoding_named(value)
    if encoding is None:
        hint = did_you_mean(value.casefold(), ENCODINGS) or f"các bảng mã: {', '.join(ENCODINGS)}"
        raise click.UsageError(f"không biết bảng mã “{value}”; {hint}")
    return encoding


def check_encoding(encoding: str | None, paths: Iterable[Path]) -> None:
    """Raise UsageError where an encoding is named for a file whose form has only one."""
    fixed = next((path for path in paths if path.suffix.casefold() in _ALWAYS_UTF_8), None) if encoding else None
    if fixed is not None:
        raise click.UsageError(f"--encoding dành cho văn bản và trang lưu; “{fixed}” luôn là UTF-8")


_ALWAYS_UTF_8 = frozenset({".md", ".markdown", ".json"})

encoding_option = click.option(
    "--encoding",
    metavar="BẢNG_MÃ",
    callback=_checked,
    help="Đọc văn bản theo bảng mã này (tcvn3, vni, viscii, viqr, windows-1258, utf-8 …), không tự nhận.",
)
