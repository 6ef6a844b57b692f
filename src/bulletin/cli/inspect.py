"""`bulletin inspect`: what each line of a text file became, which rule said so, and where every character went."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click

from bulletin.cli.vietnamese import VietnameseCommand
from bulletin.context import Context
from bulletin.drafts.draft import Line, Role
from bulletin.drafts.ledger import Fate, Ledger, raw_bounds
from bulletin.drafts.recognise import Recognised
from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.readers.text import SUFFIXES, examine
from bulletin.serial import article_to_json
from bulletin.writers.outline import article_to_outline

# role → (what an editor calls it, the colour it has on a terminal)
_ROLES = {
    Role.TITLE: ("tiêu đề", "bright_red"),
    Role.LEAD: ("sa-pô", "yellow"),
    Role.PARAGRAPH: ("đoạn văn", None),
    Role.HEADING: ("tít phụ", "bright_yellow"),
    Role.LIST_ITEM: ("mục liệt kê", "bright_white"),
    Role.QUOTATION: ("trích dẫn", "bright_white"),
    Role.TABLE: ("bảng", "bright_white"),
    Role.CAPTION: ("chú thích ảnh", "bright_cyan"),
    Role.CREDIT: ("tác giả ảnh", "cyan"),
    Role.IMAGE: ("ảnh", "blue"),
    Role.SECTION: ("chuyên mục", "magenta"),
    Role.DATE: ("ngày đăng", "bright_magenta"),
    Role.PLACE: ("nơi viết", "magenta"),
    Role.BYLINE: ("người viết", "bright_green"),
    Role.SOURCE: ("nguồn", "green"),
    Role.METADATA: ("số liệu trang", "bright_black"),
    Role.CHROME: ("bỏ", "bright_black"),
}
_FATES = {Fate.KEPT: "giữ", Fate.CHANGED: "đổi", Fate.DROPPED: "bỏ"}


@click.command("inspect", cls=VietnameseCommand, help="Xem từng dòng của một bài được hiểu là gì, do quy tắc nào, và từng ký tự đi đâu.")
@click.argument("path", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--outline", is_flag=True, help="Chỉ in dàn bài.")
@click.option("--ledger", "with_ledger", is_flag=True, help="In cả từng chỗ bị đổi hay bị bỏ.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON: article, lines, ledger, changes.")
def command(path: Path, *, outline: bool, with_ledger: bool, as_json: bool) -> None:
    if path.suffix.casefold() not in SUFFIXES and path.is_file():
        hint = f"inspect đọc các tệp {', '.join(SUFFIXES)}"
        raise ReadError(f"không xem được tệp có đuôi “{path.suffix}”", place=Place(str(path)), hint=hint)
    context = Context()
    recognised = examine(path, context)
    if as_json:
        click.echo(json.dumps(_as_json(recognised), ensure_ascii=False, indent=1))
        return
    width = shutil.get_terminal_size((100, 24)).columns
    if outline:
        for text in article_to_outline(recognised.article, max(40, width)):
            click.echo(text)
    else:
        for line in recognised.draft.lines:
            _print_line(line, max(30, width - 46))
    _print_ledger(recognised, entries=with_ledger)
    for notice in context.report.warnings:
        click.echo(f"lưu ý: {notice}", err=True)


# ── for programs ─────────────────────────────────────────────────────────────────────────────────────────────


def _as_json(recognised: Recognised) -> dict[str, Any]:
    return {
        "article": article_to_json(recognised.article),
        "lines": [_line_to_json(line) for line in recognised.draft.lines],
        "ledger": recognised.ledger.sums(),
        "changes": _changes(recognised.ledger, recognised.draft.text),
    }


def _line_to_json(line: Line) -> dict[str, Any]:
    pieces = [
        {"start": start, "end": end, "role": piece.role.value, "rule": piece.rule}
        for piece, (start, end) in zip(line.pieces, raw_bounds(line), strict=True)
        if end > start
    ]
    return {"number": line.number, "text": line.raw, "pieces": pieces}


def _changes(ledger: Ledger, text: str) -> list[dict[str, Any]]:
    """Return every stretch that was changed or dropped, but for mere line ends."""
    return [
        {
            "start": entry.start,
            "end": entry.end,
            "fate": entry.fate.value,
            "rule": entry.rule,
            "before": text[entry.start : entry.end],
            "after": entry.after,
        }
        for entry in ledger.entries
        if entry.fate is not Fate.KEPT and entry.rule != "line-end"
    ]


# ── for people ───────────────────────────────────────────────────────────────────────────────────────────────


def _print_line(line: Line, width: int) -> None:
    for index, piece in enumerate(line.pieces):
        name, colour = _ROLES[piece.role]
        number = f"{line.number:5}" if index == 0 else " " * 5
        text = _shortened(line.text[piece.start : piece.end].strip(), width)
        click.echo(f"{number}  " + click.style(f"{name:14}  ", fg=colour, bold=True) + f"{piece.rule:20}  " + click.style(text, fg=colour))


def _print_ledger(recognised: Recognised, *, entries: bool) -> None:
    sums = recognised.ledger.sums()
    parts = [f"{_FATES[fate]} {_count(sums[fate.value])}" for fate in Fate]
    click.echo(f"\nSổ cái: đọc {_count(sums['read'])} ký tự = {' + '.join(parts)}")
    if not entries:
        return
    for change in _changes(recognised.ledger, recognised.draft.text):
        after = "" if change["after"] is None else f" → {change['after']!r}"
        click.echo(f"  {_FATES[Fate(change['fate'])]}  {change['rule']:20}  {change['before']!r}{after}")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
