"""`bulletin convert`: raw articles to the form that people keep."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.articles import article_paths
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
from bulletin.settings import did_you_mean
from bulletin.writers import ARTICLE_FORMATS


@click.command(
    "convert",
    cls=VietnameseCommand,
    help="Đổi bài thô thành tệp Markdown sạch, mỗi bài một tệp kèm ảnh, để giữ và sửa; hoặc thành JSON, dàn bài.",
)
@click.argument("articles", nargs=-1, required=True, metavar="BÀI...")
@click.option("-t", "--to", "name", default="md", metavar="DẠNG", help="md (mặc định), json hoặc outline.")
@click.option("-o", "--out", type=click.Path(path_type=Path), default="out", metavar="THƯ_MỤC", help="Nơi ghi kết quả (mặc định: out).")
@click.option("--force", is_flag=True, help="Ghi đè cả những tệp đã có nội dung khác.")
@click.option("--strict", is_flag=True, help="Dừng ở bài đầu tiên không đọc được; có lưu ý thì mã thoát là 3.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in lỗi.")
@click.option("-v", "--verbose", is_flag=True, help="In cả những ghi chú nhỏ.")
def command(
    articles: tuple[str, ...], name: str, out: Path, *, force: bool, strict: bool, quiet: bool, verbose: bool
) -> int:
    if name not in ARTICLE_FORMATS:
        hint = did_you_mean(name, ARTICLE_FORMATS) or f"các dạng: {', '.join(ARTICLE_FORMATS)}"
        raise click.UsageError(f"không đổi sang “{name}” được; {hint}")
    conversion = Conversion(
        paths=article_paths(articles),
        format=name,
        out=out,
        overwrite=force,
        strict=strict,
        progress=(lambda _: None) if quiet else print_progress,
    )
    try:
        converted = convert(conversion, DiskFiles())
    finally:
        clear_progress()
    print_failures(converted.failures)
    if not quiet:
        print_notices(converted.report, verbose=verbose)
        print_table([("Tệp", "Từ", "Cỡ", "Lưu ý"), *_rows(converted)])
    return exit_code(converted.failures, converted.report, strict=strict)


def _rows(converted: Converted) -> list[tuple[str, ...]]:
    about = [notice.place.file for notice in converted.report.warnings if notice.place]
    return [
        (str(file.path), str(file.source), size(len(file.data)), str(about.count(str(file.source))))
        for file in converted.files
    ]
