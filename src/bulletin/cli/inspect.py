"""`bulletin inspect`: what each line of a file became, which rule said so and why, and where every character went."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bulletin.cli.encoding import encoding_option
from bulletin.cli.terminal import say, visible
from bulletin.cli.vietnamese import VietnameseCommand
from bulletin.context import Context, printable_path
from bulletin.drafts.draft import Line, Piece, Role
from bulletin.drafts.ledger import Fate, Ledger
from bulletin.drafts.proof import FATE_NAMES, recognised_to_html
from bulletin.drafts.reasons import ROLE_NAMES, reason, rows, shown_rows, weights
from bulletin.drafts.recognise import Recognised
from bulletin.readers import load_examiner
from bulletin.save import save
from bulletin.serial import article_to_json
from bulletin.text.vietnamese import grouped
from bulletin.writers.outline import article_to_outline

# A terminal would obey control characters: their pictures instead.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\v\f\r"} | {0x7F: 0x2421}
# role → the colour it has on a terminal
_COLOURS = {
    Role.TITLE: "bright_red",
    Role.LEAD: "yellow",
    Role.HEADING: "bright_yellow",
    Role.LIST_ITEM: "bright_white",
    Role.QUOTATION: "bright_white",
    Role.TABLE: "bright_white",
    Role.CAPTION: "bright_cyan",
    Role.CREDIT: "cyan",
    Role.IMAGE: "blue",
    Role.NOTE: "bright_white",
    Role.SECTION: "magenta",
    Role.DATE: "bright_magenta",
    Role.PLACE: "magenta",
    Role.BYLINE: "bright_green",
    Role.SOURCE: "green",
    Role.METADATA: "bright_black",
    Role.CHROME: "bright_black",
}


@click.command("inspect", cls=VietnameseCommand, help="Xem từng dòng của một bài được hiểu là gì, do quy tắc nào, vì sao, và từng ký tự đi đâu.")
@click.argument("path", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--outline", is_flag=True, help="Chỉ in dàn bài.")
@click.option("--why", is_flag=True, help="In cả lý do của từng dòng, với các trọng số.")
@click.option("--ledger", "with_ledger", is_flag=True, help="In cả từng chỗ bị đổi hay bị bỏ.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi thành một trang HTML để xem trong trình duyệt.")
@encoding_option
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON: article, lines, ledger, changes.")
def command(path: Path, *, outline: bool, why: bool, with_ledger: bool, page: Path | None, encoding: str | None, as_json: bool) -> None:
    if page is not None and (as_json or outline or why or with_ledger):
        raise click.UsageError("--html ghi cả trang, với lý do của từng dòng; đừng kèm --json, --outline, --why hay --ledger")
    if as_json and (outline or why or with_ledger):
        raise click.UsageError("--json đã có đủ dòng và sổ cái; đừng kèm --outline, --why hay --ledger")
    examine = load_examiner(path)
    context = Context(encoding=encoding)
    found = examine(path, context)
    if page is not None:
        save([(page, recognised_to_html(found, printable_path(Path(path.name))).encode("utf-8"))])
        say(f"Đã ghi {page}")
    elif as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
        return
    else:
        for number, recognised in enumerate(found, 1):
            if len(found) > 1:
                click.echo(f"{'' if number == 1 else chr(10)}── Bài {number} trong {len(found)} ──")
            _print_article(recognised, outline=outline, why=why, entries=with_ledger)
    for notice in context.report.warnings:
        say(f"lưu ý: {notice}", err=True)


# ── for programs ─────────────────────────────────────────────────────────────────────────────────────────────


def _as_json(found: Sequence[Recognised]) -> dict[str, Any]:
    """Return the file as JSON values: its first article, all of them where there are several, and every row."""
    sums = [recognised.ledger.sums() for recognised in found]
    several = {"articles": [article_to_json(recognised.article) for recognised in found]} if len(found) > 1 else {}
    return {
        "article": article_to_json(found[0].article),
        **several,
        "lines": [row for recognised in found for line in recognised.draft.lines for row in _line_to_json(line)],
        "ledger": {key: sum(each[key] for each in sums) for key in sums[0]},
        "changes": [change for recognised in found for change in _changes(recognised)],
    }


def _line_to_json(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "text": text,
            "pieces": [
                {"start": start, "end": end, "role": piece.role.value, "rule": piece.rule} for start, end, piece in parts
            ],
        }
        for number, text, parts in rows(line)
    ]


def _changes(recognised: Recognised) -> list[dict[str, Any]]:
    """Return every stretch that was changed or dropped, but for mere line ends."""
    ledger, draft = recognised.ledger, recognised.draft
    return [
        {
            "start": entry.start,
            "end": entry.end,
            "fate": entry.fate.value,
            "rule": entry.rule,
            "before": draft.text[entry.start - draft.start : entry.end - draft.start],
            "after": entry.after,
        }
        for entry in ledger.entries
        if entry.fate is not Fate.KEPT and entry.rule != "line-end"
    ]


# ── for people ───────────────────────────────────────────────────────────────────────────────────────────────


def _print_article(recognised: Recognised, *, outline: bool, why: bool, entries: bool) -> None:
    width = shutil.get_terminal_size((100, 24)).columns
    if outline:
        for text in article_to_outline(recognised.article, max(40, width)):
            say(text)
    else:
        for line in recognised.draft.lines:
            _print_line(line, max(30, width - 46), why=why)
    _print_sums(recognised.ledger)
    if entries:
        for change in _changes(recognised):
            after = "" if change["after"] is None else f" → {change['after']!r}"
            click.echo(f"  {FATE_NAMES[Fate(change['fate'])]}  {change['rule']:20}  {change['before']!r}{after}")


def _print_line(line: Line, width: int, *, why: bool) -> None:
    for number, parts in shown_rows(line):
        for index, (text, _, piece) in enumerate(parts):
            colour = _COLOURS.get(piece.role)
            label = f"{number:5}" if index == 0 else " " * 5
            shown = _shortened(visible(" ".join(text.translate(_PICTURES).split())), width)
            role = click.style(f"{ROLE_NAMES[piece.role]:14}  ", fg=colour, bold=True)
            click.echo(f"{label}  {role}{piece.rule:20}  {click.style(shown, fg=colour)}")
            if why:
                _print_reason(piece)


def _print_reason(piece: Piece) -> None:
    click.echo(click.style(f"{'':7}└ {reason(piece)}", dim=True))
    if piece.evidence:
        click.echo(click.style(f"{'':9}{weights(piece)}", dim=True))


def _print_sums(ledger: Ledger) -> None:
    sums = ledger.sums()
    parts = [f"{FATE_NAMES[fate]} {grouped(sums[fate.value])}" for fate in Fate]
    click.echo(f"\nSổ cái: đọc {grouped(sums['read'])} ký tự = {' + '.join(parts)}")


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
