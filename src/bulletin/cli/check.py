"""`bulletin check`: layouts, Word files and PDFs held against a set of rules, every departure with its point."""

from __future__ import annotations

import click

from bulletin import decree
from bulletin.cli.terminal import say
from bulletin.cli.vietnamese import VietnameseCommand
from bulletin.context import DiskFiles
from bulletin.errors import BulletinError, RulesError
from bulletin.settings import did_you_mean

_RULES = {decree.NAME: decree.check}


@click.command(
    "check",
    cls=VietnameseCommand,
    help="Đối chiếu bố cục (.yaml hoặc tên bố cục có sẵn), tệp Word (.docx) hay PDF với thể thức văn bản hành chính "
    "của Nghị định 30/2020/NĐ-CP, Phụ lục I; nêu từng chỗ chưa đúng kèm điểm của Nghị định.",
    epilog="Mã thoát: 0 mọi tệp đúng thể thức; 15 có chỗ chưa đúng; 10 có tệp không đọc được; 11, 12 bố cục sai.",
)
@click.argument("names", nargs=-1, required=True, metavar="TỆP...")
@click.option("--rules", metavar="BỘ_QUY_TẮC", help=f"Bộ quy tắc, phải nêu: {', '.join(_RULES)}.")
def command(names: tuple[str, ...], rules: str | None) -> int:
    if rules is None:
        raise click.UsageError(f"thiếu --rules; các bộ quy tắc: {', '.join(_RULES)}")
    if rules not in _RULES:
        hint = did_you_mean(rules, _RULES) or f"các bộ quy tắc: {', '.join(_RULES)}"
        raise click.UsageError(f"không có bộ quy tắc “{rules}”; {hint}")
    files = DiskFiles()
    failures: list[BulletinError] = []
    wrong = 0
    for name in names:
        try:
            checked = _RULES[rules](name, files)
        except BulletinError as error:
            failures.append(error)
            say(f"bulletin: {error}", err=True)
            continue
        _print(checked)
        wrong += bool(checked.departures)
    if failures:
        return failures[0].exit_code
    if wrong:
        raise RulesError(f"{wrong} trong {len(names)} tệp chưa đúng thể thức")
    return 0


def _print(checked: decree.Checked) -> None:
    """Print what came out for a file, then its departures, then what else there is to know of it."""
    count = len(checked.departures)
    say(f"{checked.name}: {f'{count} điều chưa đúng thể thức' if count else 'đúng thể thức'}")
    for departure in checked.departures:
        say(f"  {departure}")
    for remark in checked.remarks:
        say(f"  ghi chú: {remark}")
    if checked.unseen:
        say(f"  ghi chú: không kiểm được ở tệp này: {'; '.join(checked.unseen)}")
