"""`bulletin index`: a project's articles → a starting file for the index, with every name that was found."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.encoding import encoding_option
from bulletin.cli.terminal import clear_progress, print_failures, print_progress, say
from bulletin.cli.vietnamese import VietnameseCommand
from bulletin.context import DiskFiles
from bulletin.index.editing import starting_file
from bulletin.index.entries import index_entries
from bulletin.pipeline import Request, read_project
from bulletin.project import PROJECT_FILE, load_project
from bulletin.save import save_new

_NAME = "bang-tra-cuu.yaml"


@click.command("index", cls=VietnameseCommand, help="In tệp mẫu để sửa bảng tra cứu: mọi người, cơ quan và văn bản tìm thấy trong các bài.")
@click.option("-p", "--project", type=click.Path(path_type=Path), default=PROJECT_FILE, metavar="TỆP", help=f"Tệp dự án (mặc định: {PROJECT_FILE} ở đây).")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi vào tệp này, không in ra; không ghi đè.")
@encoding_option
def command(project: Path, out: Path | None, encoding: str | None) -> int:
    files = DiskFiles()
    loaded = load_project(project, files)
    request = Request(loaded=loaded, encoding=encoding, progress=print_progress)
    try:
        composed = read_project(request, files)
    finally:
        clear_progress()
    print_failures(composed.failures)
    text = starting_file(index_entries(composed.bulletin), out.name if out else _NAME)
    if out is None:
        click.echo(text, nl=False)
    else:
        save_new(out, text.encode("utf-8"))
        say(f"Đã ghi {out}")
        say(f"  → dùng: “index: {out}” trong {project}")
    return composed.failures[0].exit_code if composed.failures else 0
