"""`bulletin convert`: raw articles to the form that people keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce
from pathlib import Path

import click

from bulletin.cli.articles import article_paths
from bulletin.cli.encoding import check_encoding, encoding_option
from bulletin.cli.terminal import (
    clear_progress,
    exit_code,
    print_failures,
    print_notices,
    print_progress,
    print_table,
    size,
)
from bulletin.cli.vietnamese import VietnameseCommand
from bulletin.context import DiskFiles
from bulletin.conversion import Conversion, Converted, convert
from bulletin.repairing import Repaired, Repairing, repair_files
from bulletin.settings import did_you_mean
from bulletin.text.quotation import curl_quotes
from bulletin.text.tone_places import ToneStyle, place_tones
from bulletin.text.vietnamese import grouped
from bulletin.writers import ARTICLE_FORMATS

_TONES = {"moi": ToneStyle.NEW, "cu": ToneStyle.OLD}


@click.command(
    "convert",
    cls=VietnameseCommand,
    help="Đổi bài thô thành tệp Markdown sạch, mỗi bài một tệp kèm ảnh, để giữ và sửa; hoặc thành JSON, dàn bài.",
)
@click.argument("articles", nargs=-1, required=True, metavar="BÀI...")
@click.option("-t", "--to", "name", metavar="DẠNG", help="md (mặc định), json hoặc outline.")
@click.option("-o", "--out", type=click.Path(path_type=Path), default="out", metavar="THƯ_MỤC", help="Nơi ghi kết quả (mặc định: out).")
@encoding_option
@click.option("--repair-only", is_flag=True, help="Chỉ sửa bảng mã cũ và chữ hỏng của các tệp văn bản; không nhận dạng bài.")
@click.option("--tones", type=click.Choice(list(_TONES)), metavar="KIỂU", help="Đặt dấu kiểu mới (hoà, thuý, uỷ) hay cũ (hòa, thúy, ủy): moi hoặc cu.")
@click.option("--curly-quotes", is_flag=True, help="Đổi ngoặc kép thẳng thành “…”.")
@click.option("--force", is_flag=True, help="Ghi đè cả những tệp đã có nội dung khác.")
@click.option("--strict", is_flag=True, help="Dừng ở bài đầu tiên không đọc được; có lưu ý thì mã thoát là 3.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in lỗi.")
@click.option("-v", "--verbose", is_flag=True, help="In cả những ghi chú nhỏ.")
def command(
    articles: tuple[str, ...],
    name: str | None,
    out: Path,
    encoding: str | None,
    tones: str | None,
    *,
    repair_only: bool,
    curly_quotes: bool,
    force: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    wish = _wish(tones, curly_quotes=curly_quotes)
    if repair_only:
        if name is not None:
            raise click.UsageError("--repair-only giữ nguyên dạng của tệp; đừng kèm --to")
        repairing = Repairing(
            paths=_files(articles), out=out, encoding=encoding, wish=wish or str, overwrite=force, strict=strict
        )
        repaired = repair_files(repairing, DiskFiles())
        return _report(repaired, _repair_rows(repaired), strict=strict, quiet=quiet, verbose=verbose)
    name = name or "md"
    if name not in ARTICLE_FORMATS:
        hint = did_you_mean(name, ARTICLE_FORMATS) or f"các dạng: {', '.join(ARTICLE_FORMATS)}"
        raise click.UsageError(f"không đổi sang “{name}” được; {hint}")
    paths = article_paths(articles)
    check_encoding(encoding, paths)
    conversion = Conversion(
        paths=paths,
        format=name,
        out=out,
        encoding=encoding,
        wish=wish,
        overwrite=force,
        strict=strict,
        progress=(lambda _: None) if quiet else print_progress,
    )
    try:
        converted = convert(conversion, DiskFiles())
    finally:
        clear_progress()
    return _report(converted, _rows(converted), strict=strict, quiet=quiet, verbose=verbose)


def _wish(tones: str | None, *, curly_quotes: bool) -> Callable[[str], str] | None:
    """Return what to change in every text because the user asks for it; None where nothing is asked."""
    changes: list[Callable[[str], str]] = []
    if tones is not None:
        changes.append(partial(place_tones, style=_TONES[tones]))
    if curly_quotes:
        changes.append(curl_quotes)
    return (lambda text: reduce(lambda done, change: change(done), changes, text)) if changes else None


def _files(names: tuple[str, ...]) -> list[Path]:
    """Return the files of any suffix that the names stand for, and the articles of folders and patterns."""
    return [path for name in names for path in ([Path(name)] if Path(name).is_file() else article_paths([name]))]


def _report(
    done: Converted | Repaired, rows: Sequence[tuple[str, ...]], *, strict: bool, quiet: bool, verbose: bool
) -> int:
    print_failures(done.failures)
    if not quiet:
        print_notices(done.report, verbose=verbose)
        print_table(rows)
    return exit_code(done.failures, done.report, strict=strict)


def _rows(converted: Converted) -> Sequence[tuple[str, ...]]:
    about = [notice.place.file for notice in converted.report.warnings if notice.place]
    head = ("Tệp", "Từ", "Cỡ", "Lưu ý")
    return [head] + [
        (str(file.path), str(file.source), size(len(file.data)), str(about.count(str(file.source))))
        for file in converted.files
    ]


def _repair_rows(repaired: Repaired) -> Sequence[tuple[str, ...]]:
    head = ("Tệp", "Từ", "Bảng mã", "Chỗ sửa")
    return [head] + [
        (str(file.path), str(file.source), file.restoration.encoding, grouped(len(file.restoration.edits)))
        for file in repaired.files
    ]
