"""The schema of layouts → its reference in Markdown: every key with what it takes, its default and its meaning."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from typing import Any, Literal

from bulletin.layout.commented import value_to_text
from bulletin.layout.json_schema import EXTENDS_DOC, group_in
from bulletin.layout.load import EXTENDS
from bulletin.layout.schema import Layout
from bulletin.layout.units import Colour, Length, PageSize
from bulletin.settings import field_types, is_group

_HEAD = ("| khóa | giá trị | mặc định | là gì |", "|---|---|---|---|")
_NAMES: dict[Any, str] = {
    Length: "độ dài", PageSize: "khổ giấy", Colour: "màu",
    str: "chữ", int: "số nguyên", float: "số", bool: "`true` hoặc `false`",
}  # fmt: skip


def layout_reference() -> str:
    """Return the reference as Markdown: a table a group of keys, in the order of the schema."""
    places: dict[type, list[str]] = {}
    for path, group in _groups(Layout, ""):
        places.setdefault(group, []).append(path)
    tables = ["### Các khóa ngoài cùng", "", *_HEAD, f"| `{EXTENDS}` | tên hoặc tệp .yaml | | {EXTENDS_DOC} |"]
    tables += [row for row in _rows(Layout, places) if not row.startswith("| `name` |")]
    for group, paths in places.items():
        tables += ["", f"### {_title(paths)}", "", *_HEAD, *_rows(group, places)]
    return "\n".join([*tables, "", *_values()]) + "\n"


def _values() -> list[str]:
    """Return what the values with a form of their own look like, in the words of their types."""
    rows = [f"| {_NAMES[kind]} | {kind.expected.removeprefix('một ')} |" for kind in (Length, PageSize, Colour)]
    return ["### Giá trị viết thế nào", "", "| giá trị | viết |", "|---|---|", *rows]


def _groups(schema: type, path: str) -> Iterator[tuple[str, type]]:
    """Yield every group of keys with its path; a table's or list's groups as `path.*`."""
    for name, kind in field_types(schema).items():
        group = group_in(kind)
        if group is not None:
            inner = f"{path}.{name}" if path else name
            inner += ".*" if typing.get_origin(kind) in (tuple, dict) else ""
            yield inner, group
            yield from _groups(group, inner)


def _title(paths: list[str]) -> str:
    """Return what a group's table is called: its path, or what its paths have in common."""
    if len(paths) == 1:
        return f"`{paths[0]}`"
    parents = dict.fromkeys(path.rpartition(".")[0] for path in paths)
    return " và ".join(f"`{parent}.*`" if parent else "`*`" for parent in parents)


def _rows(schema: type, places: dict[type, list[str]]) -> Iterator[str]:
    kinds = field_types(schema)
    for field in dataclasses.fields(schema):
        kind = kinds[field.name]
        group = group_in(kind)
        takes = f"nhóm {_title(places[group])}" if group else _kind_in_words(kind)
        cells = (f"`{field.name}`", takes, _default(field, kind), field.metadata["doc"])
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _default(field: dataclasses.Field[Any], kind: Any) -> str:  # noqa: ANN401 — a type hint
    if field.default is dataclasses.MISSING:
        return "bắt buộc"
    if field.default in (None, ()) or is_group(kind):
        return ""
    return f"`{value_to_text(field.default)}`"


def _kind_in_words(kind: Any) -> str:  # noqa: ANN401 — a type hint
    """Return in a few words what a key takes."""
    origin, arms = typing.get_origin(kind), typing.get_args(kind)
    if type(None) in arms:
        return _kind_in_words(next(arm for arm in arms if arm is not type(None)))
    if origin is tuple:
        return f"danh sách: {_kind_in_words(arms[0])}"
    if origin is dict:
        return f"tên: {_kind_in_words(arms[1])}"
    if origin is Literal:
        return ", ".join(f"`{arm}`" for arm in arms)
    return _NAMES[kind]
