"""The option `--encoding`, for every command that reads raw texts."""

from __future__ import annotations

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


encoding_option = click.option(
    "--encoding",
    metavar="BẢNG_MÃ",
    callback=_checked,
    help="Đọc văn bản theo bảng mã này (tcvn3, vni, viscii, viqr, windows-1258, utf-8 …), không tự nhận.",
)
