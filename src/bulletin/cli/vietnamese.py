"""Click's own words in Vietnamese: headings of the help pages, and what is wrong with a command line."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from bulletin.settings import did_you_mean


class VietnameseCommand(click.Command):
    """A command whose help page is Vietnamese."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 — click's own
        super().__init__(*arguments, **{"options_metavar": "[TÙY_CHỌN]...", **options})

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("Tùy chọn"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "In hướng dẫn này rồi thoát."
        return option


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group whose help page is Vietnamese; it lists its commands in the order in which they were added."""

    command_class = VietnameseCommand

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 — click's own
        super().__init__(*arguments, subcommand_metavar="LỆNH ...", **options)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        return list(self.lines())

    def lines(self) -> dict[str, str]:
        """Return the names of the commands, each with one line on what it does."""
        return {name: command.help or "" for name, command in self.commands.items()}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            hint = did_you_mean(args[0], names) or f"các lệnh: {', '.join(names)}"
            raise click.UsageError(f"không có lệnh “{args[0]}”; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Các lệnh"):
            formatter.write_dl(list(self.lines().items()))


class LazyGroup(VietnameseGroup):
    """A group that loads a command's module when the command is called."""

    def __init__(self, *arguments: Any, commands_by_name: Mapping[str, tuple[str, str]], **options: Any) -> None:  # noqa: ANN401 — click's own
        super().__init__(*arguments, **options)
        self.commands_by_name = commands_by_name

    def lines(self) -> dict[str, str]:
        return {name: line for name, (_, line) in self.commands_by_name.items()}

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 — click's signature
        if name not in self.commands_by_name:
            return None
        module = importlib.import_module(self.commands_by_name[name][0])
        command: click.Command = module.command
        return command


def usage_problem(error: click.UsageError) -> str:
    """Return what is wrong with the command line, in Vietnamese."""
    match error:
        case click.NoSuchOption():
            near = did_you_mean(error.option_name, error.possibilities or ())
            return f"không có tùy chọn {error.option_name}" + (f"; {near}" if near else "")
        case click.MissingParameter():
            return f"thiếu {_name(error)}"
        case click.BadParameter():
            return f"giá trị của {_name(error)} không dùng được: {error.message}"
        case click.BadOptionUsage():
            return f"tùy chọn {error.option_name} cần một giá trị"
        case _:
            return error.message


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else "tham số"
