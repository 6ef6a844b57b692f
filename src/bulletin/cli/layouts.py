"""`bulletin layouts`: which layouts there are, what they say, whether one is right, and how to begin one's own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from bulletin.cli.terminal import print_table, say
from bulletin.cli.vietnamese import VietnameseGroup
from bulletin.context import DiskFiles, printable_path
from bulletin.errors import BulletinError, Mistake
from bulletin.fonts.catalogue import Catalogue, load_catalogue
from bulletin.layout.commented import layout_to_yaml, new_layout
from bulletin.layout.json_schema import layout_json_schema
from bulletin.layout.load import SUFFIXES, examine_layout, load_with_places, shipped_layouts
from bulletin.save import save, save_new
from bulletin.settings import Mapping, Node, Scalar, Sequence, did_you_mean, shown


@click.group("layouts", cls=VietnameseGroup, help="Xem, kiểm tra và tạo bố cục.")
def command() -> None:
    pass


@command.command("list", help="Liệt kê các bố cục có sẵn, mỗi bố cục một dòng.")
def list_command() -> None:
    rows = [("Bố cục", "Khổ", "Là gì")]
    for name in shipped_layouts():
        loaded = load_with_places(name, DiskFiles())
        rows.append((name, loaded.text("page", "size"), loaded.layout.description))
    print_table(rows)


@command.command("show", help="In mọi khóa của một bố cục, kể cả khóa kế thừa, kèm ý nghĩa từng khóa.")
@click.argument("name", metavar="BỐ_CỤC")
@click.option("--why", is_flag=True, help="Thay cho ý nghĩa, ghi mỗi giá trị đến từ tệp nào, dòng nào.")
def show_command(name: str, *, why: bool) -> None:
    click.echo(layout_to_yaml(load_with_places(name, DiskFiles()), origins=why), nl=False)


@command.command("check", help="Kiểm tra tệp bố cục: kể mọi chỗ sai, mỗi chỗ một dòng.", epilog="Mã thoát: 0 mọi tệp đều đúng; 11 có khóa sai; 12 có bố cục không tìm thấy hoặc kế thừa sai.")
@click.argument("names", nargs=-1, required=True, metavar="TỆP...")
def check_command(names: tuple[str, ...]) -> int:
    catalogue = load_catalogue(DiskFiles(), Path())
    failures: list[BulletinError] = []
    for name in names:
        _, errors = examine_layout(name, DiskFiles(), also=lambda node: _family_mistakes(node, catalogue))
        for error in errors:
            say(error, err=True)
        if not errors:
            say(f"{printable_path(Path(name))}: đúng")
        failures += errors
    return failures[0].exit_code if failures else 0


@command.command("new", help="Tạo một bố cục mới từ một bố cục đã có.", epilog="Tệp mới kế thừa bố cục đã có; các khóa hay đổi nhất đã ghi sẵn, chỉ cần bỏ dấu # rồi sửa.")
@click.argument("name", metavar="TÊN")
@click.option("--from", "base", default="ban-tin", metavar="BỐ_CỤC", help="Tên bố cục có sẵn, hoặc một tệp .yaml (mặc định: ban-tin).")
def new_command(name: str, base: str) -> None:
    path = Path(name if name.endswith(SUFFIXES) else f"{name}.yaml")
    if not name.strip() or not path.stem.strip() or any(not character.isprintable() for character in name):
        raise click.UsageError(f"“{name}” không phải một tên tệp")
    if path.stem in shipped_layouts():
        raise click.UsageError(f"“{path.stem}” là tên một bố cục có sẵn; chọn tên khác")
    loaded = load_with_places(base, DiskFiles())
    save_new(path, new_layout(path, _base_seen_from(path, base), loaded).encode("utf-8"))
    say(f"Đã ghi {path}")
    say(f"  → dùng: bulletin build --layout {path}, hoặc “layout: {path}” trong bulletin.yaml")


@command.command("schema", help="In JSON Schema của bố cục, để VS Code gợi ý và kiểm tra khi gõ.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi vào tệp này, không in ra.")
def schema_command(out: Path | None) -> None:
    text = json.dumps(layout_json_schema(), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        save([(out, text.encode("utf-8"))])
        say(f"Đã ghi {out}")


def _base_seen_from(path: Path, base: str) -> str:
    """Return the base as a layout at `path` must write it. Raises UsageError for one that it could not extend."""
    if base in shipped_layouts():
        return base
    inside = Path(base).resolve().is_relative_to(_folder_of(path))
    if not inside:
        raise click.UsageError(f"“{base}” nằm ngoài thư mục của dự án; chép tệp ấy vào đây rồi kế thừa bản chép")
    return Path(os.path.relpath(Path(base).resolve(), path.resolve().parent)).as_posix()


def _folder_of(path: Path) -> Path:
    """Return the folder whose files a layout may extend, as reading it will see it."""
    here = Path.cwd()
    return here if path.resolve().is_relative_to(here) else path.resolve().parent


def _family_mistakes(node: Node, catalogue: Catalogue) -> list[Mistake]:
    """Return a mistake for each family under `fonts` in a layout's tree that no fonts.yaml has."""
    fonts = node.entries["fonts"][1] if isinstance(node, Mapping) and "fonts" in node.entries else None
    mistakes = []
    for key, (_, value) in fonts.entries.items() if isinstance(fonts, Mapping) else ():
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Scalar) and not item.null and item.text.strip() not in catalogue.families:
                hint = did_you_mean(item.text, catalogue.families) or "các họ phông: bulletin fonts list"
                mistakes.append(Mistake(item.place, f"fonts.{key}", f"không có họ phông “{shown(item.text)}”", hint))
    return mistakes
