"""`bulletin verify`: outputs read back and held, word for word, against the project that they were built from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bulletin.cli.articles import article_paths
from bulletin.cli.encoding import encoding_option
from bulletin.cli.overrides import load_with_overrides
from bulletin.cli.proofs import print_proof
from bulletin.cli.terminal import clear_progress, print_failures, print_progress, say
from bulletin.cli.vietnamese import VietnameseCommand
from bulletin.context import DiskFiles, printable_path
from bulletin.errors import BulletinError, ProofError
from bulletin.notices import Place
from bulletin.pipeline import Request, read_project
from bulletin.project import PROJECT_FILE
from bulletin.verify import verify

_MAX_BYTES = 512 * 2**20
_OTHER_LAYOUT = (
    "tệp có chữ của các bài, chỉ khác thứ tự hoặc khác ở các phần ngoài bài: nếu tệp không dựng với bố cục {} của dự án, "
    "nêu bố cục đã dùng: --layout BỐ_CỤC"
)


@click.command(
    "verify",
    cls=VietnameseCommand,
    help="Đọc ngược tệp PDF, Word (.docx) hay EPUB mà bulletin đã dựng và chứng minh tệp khớp bản tin: không mất chữ nào, "
    "giữ đúng thứ tự, không thừa chữ, liên kết còn đủ. Chạy trong thư mục của dự án, với các tùy chọn đã dùng khi dựng.",
    epilog="Mã thoát: 0 mọi tệp đều khớp; 16 có tệp không khớp; 10 có tệp hay bài không đọc được; 11, 12 cấu hình, bố cục sai.",
)
@click.argument("names", nargs=-1, required=True, metavar="TỆP...")
@click.option("-a", "--article", "articles", multiple=True, metavar="BÀI", help="Bài, hay thư mục bài, đã nêu khi dựng; lặp lại được.")
@click.option("-l", "--layout", metavar="BỐ_CỤC", help="Bố cục đã dùng khi dựng, nếu khác bố cục của dự án.")
@click.option("-p", "--project", type=click.Path(path_type=Path), metavar="TỆP", help=f"Tệp dự án (mặc định: {PROJECT_FILE} ở đây).")
@click.option("--set", "settings", multiple=True, metavar="KHÓA=GIÁ_TRỊ", help="Như khi dựng.")
@encoding_option
@click.option("-v", "--verbose", is_flag=True, help="In cả số chữ của từng bài.")
def command(
    names: tuple[str, ...],
    articles: tuple[str, ...],
    layout: str | None,
    project: Path | None,
    settings: tuple[str, ...],
    encoding: str | None,
    *,
    verbose: bool,
) -> int:
    files = DiskFiles()
    paths = article_paths(articles)
    loaded, layout_overrides = load_with_overrides(project, paths, settings, files)
    request = Request(
        loaded=loaded,
        articles=paths,
        layout=layout,
        layout_overrides=layout_overrides,
        encoding=encoding,
        progress=print_progress,
    )
    try:
        composed = read_project(request, files)
    finally:
        clear_progress()
    print_failures(composed.failures)
    failures: list[BulletinError] = list(composed.failures)
    broken = 0
    for name in names:
        path = Path(os.fsdecode(name))
        print_progress(f"Đối chiếu {printable_path(path)}")
        try:
            data = files.read(path, _MAX_BYTES)
            proof = verify(data, Place(printable_path(path)), composed.bulletin, composed.layout)
        except BulletinError as error:
            clear_progress()
            failures.append(error)
            say(f"bulletin: {error}", err=True)
            continue
        clear_progress()
        print_proof(proof, verbose=verbose)
        if proof.is_other_layout and layout is None:
            click.echo(f"  → {_OTHER_LAYOUT.format(loaded.project.layout)}")
        broken += not proof.holds
    if broken:
        raise ProofError(f"{broken} trong {len(names)} tệp không khớp bản tin")
    return failures[0].exit_code if failures else 0
