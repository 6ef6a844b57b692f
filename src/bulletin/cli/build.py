"""`bulletin build`: the sample command of the whole tool."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.articles import article_paths
from bulletin.cli.encoding import encoding_option
from bulletin.cli.overrides import load_with_overrides
from bulletin.cli.proofs import print_proof
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
from bulletin.errors import ProofError
from bulletin.pipeline import Built, Request, build
from bulletin.project import PROJECT_FILE
from bulletin.settings import did_you_mean
from bulletin.writers import is_writer, writer_names


@click.command(
    "build",
    cls=VietnameseCommand,
    help="Dựng bản tin từ dự án trong thư mục này (bulletin.yaml), hoặc từ các tệp và thư mục được nêu tên.",
)
@click.argument("articles", nargs=-1, metavar="[BÀI]...")
@click.option("-f", "--format", "formats", multiple=True, metavar="DẠNG", help="pdf, docx, epub, md, json hoặc outline; lặp lại được.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Nơi ghi kết quả (mặc định: out của dự án).")
@click.option("-l", "--layout", metavar="BỐ_CỤC", help="Tên bố cục có sẵn, hoặc một tệp .yaml.")
@click.option("-p", "--project", type=click.Path(path_type=Path), metavar="TỆP", help=f"Tệp dự án (mặc định: {PROJECT_FILE} ở đây).")
@click.option("--set", "settings", multiple=True, metavar="KHÓA=GIÁ_TRỊ", help="Đổi một khóa của dự án hay bố cục, ví dụ issue=7 hoặc grid.columns=1.")
@encoding_option
@click.option("--booklet", is_flag=True, help="Làm thêm tệp …-gap-doi.pdf: hai trang cạnh nhau trên một mặt giấy, in hai mặt rồi gấp đôi và đóng ghim giữa.")
@click.option("--strict", is_flag=True, help="Dừng ở bài đầu tiên không đọc được; có lưu ý thì mã thoát là 3.")
@click.option("--verify", is_flag=True, help="Đọc ngược từng tệp PDF, Word, EPUB vừa dựng và đối chiếu từng chữ; không khớp thì không ghi tệp nào.")
@click.option("--no-tags", is_flag=True, help="PDF không có thẻ cấu trúc: nhỏ hơn, nhưng máy không đọc thành tiếng được.")
@click.option("--attach-sources", is_flag=True, help="PDF mang theo các tệp bài đã dựng nên nó, để lưu trữ (PDF/A-3).")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in lỗi.")
@click.option("-v", "--verbose", is_flag=True, help="In cả những ghi chú nhỏ.")
def command(
    articles: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    layout: str | None,
    project: Path | None,
    settings: tuple[str, ...],
    encoding: str | None,
    *,
    booklet: bool,
    strict: bool,
    verify: bool,
    no_tags: bool,
    attach_sources: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    files = DiskFiles()
    paths = article_paths(articles)
    if no_tags:
        settings += ("page.tags=false",)
    if attach_sources:
        settings += ("page.attach_sources=true",)
    loaded, layout_overrides = load_with_overrides(project, paths, settings, files)
    wanted = _formats(formats)
    for option, given in (("--booklet", booklet), ("--attach-sources", attach_sources)):
        if given and "pdf" not in (wanted or loaded.project.formats):
            raise click.UsageError(f"{option} cần định dạng pdf; thêm --format pdf")
    request = Request(
        loaded=loaded,
        articles=paths,
        formats=wanted,
        layout=layout,
        out=out,
        layout_overrides=layout_overrides,
        encoding=encoding,
        booklet=booklet,
        strict=strict,
        verify=verify,
        progress=(lambda _: None) if quiet else print_progress,
    )
    try:
        built = build(request, files)
    except ProofError as error:  # the notices may say why
        clear_progress()
        if error.report and not quiet:
            print_notices(error.report, verbose=verbose)
        raise
    finally:
        clear_progress()
    return _report(built, strict=strict, quiet=quiet, verbose=verbose)


def _formats(values: tuple[str, ...]) -> list[str]:
    """Return the formats asked for, also where several stand behind one option: "pdf,epub"."""
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    for name in names:
        if not is_writer(name):
            known = writer_names()
            hint = did_you_mean(name, known) or f"các định dạng: {', '.join(known)}"
            raise click.UsageError(f"không có định dạng “{name}”; {hint}")
    return names


def _report(built: Built, *, strict: bool, quiet: bool, verbose: bool) -> int:
    """Print what was made and what there is to say; return the exit code."""
    print_failures(built.failures)
    if not quiet:
        print_notices(built.report, verbose=verbose)
        notices = str(len(built.report.warnings))
        rows = [
            (str(output.path), f"{output.written.count} {output.written.unit}", size(len(output.written.data)), notices)
            for output in built.outputs
        ]
        print_table([("Tệp", "Số lượng", "Cỡ", "Lưu ý"), *rows])
        for proof in built.proofs:
            print_proof(proof, verbose=verbose)
    return exit_code(built.failures, built.report, strict=strict)
