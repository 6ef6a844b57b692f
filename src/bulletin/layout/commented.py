"""A layout → commented YAML: whole, with everything that it extends, or as the first lines of a layout of one's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.layout.load import EXTENDS, LoadedLayout
from bulletin.layout.units import Colour, Length
from bulletin.notices import Place
from bulletin.settings import Mapping, Node, Scalar, Sequence, is_group, plain_or_quoted

_COMMENT_COLUMN = 34

# The keys that most people want to change first, as a new layout shows them; those that the base has.
TAUGHT = (
    "page.size", "page.margins", "grid", "fonts.text", "fonts.display", "colours.ink", "colours.accent",
    "styles.body.size", "styles.body.leading", "styles.body.align", "styles.title.size", "styles.title.leading",
    "styles.title.colour", "parts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """A key of the layout, as a line of YAML."""

    path: str
    depth: int
    text: str
    meaning: str
    place: Place | None  # None for a default


def layout_to_yaml(loaded: LoadedLayout, *, origins: bool = False) -> str:
    """Return the whole layout, nothing left out, as YAML that reads back as the same layout.

    Every key has its meaning beside it, or with `origins` the file and line that its value comes from.
    """
    head = [f"# {loaded.layout.name}: mọi khóa của bố cục này, kể cả khóa kế thừa và khóa để mặc định."]
    if len(loaded.paths) > 1:
        head.append(f"# Kế thừa: {' → '.join(path.name for path in loaded.paths)}")
    lines = [_line(row, _origin(row) if origins else row.meaning) for row in _layout_rows(loaded)]
    return "\n".join([*head, "", *lines]) + "\n"


def new_layout(path: Path, base: str, loaded: LoadedLayout) -> str:
    """Return the text of a layout at `path` that extends `base` (loaded), with the keys to change first as comments."""
    name = path.stem
    head = [
        f"# {name}: bố cục kế thừa {base}.",
        "#",
        "# Khóa nào không ghi ở đây thì lấy theo bố cục được kế thừa. Muốn đổi khóa nào, bỏ dấu # đầu dòng của khóa ấy",
        "# và của các nhóm chứa nó, rồi sửa giá trị. Mọi độ dài có đơn vị: pt, mm, cm, in, hoặc em (bằng cỡ chữ).",
        f"# Xem đủ các khóa: bulletin layouts show {path}    Kiểm tra: bulletin layouts check {path}",
        "",
        f"{EXTENDS}: {plain_or_quoted(base)}",
        f"description: {plain_or_quoted(f'Bố cục {name}, theo {base}.')}",
        "",
    ]
    rows = [row for row in _layout_rows(loaded) if _is_taught(row.path)]
    return "\n".join([*head, *(f"#{_line(row, row.meaning)}" for row in rows)]) + "\n"


def value_to_text(value: object) -> str:
    """Return a setting's value as a layout writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Length():
            return f"{value.value:g}{value.unit}"
        case Colour():
            return f"#{value.hex}"
        case _:
            return str(value)


def _is_taught(path: str) -> bool:
    return any(f"{path}.".startswith(f"{taught}.") or taught.startswith(f"{path}.") for taught in TAUGHT)


def _layout_rows(loaded: LoadedLayout) -> Iterator[_Row]:
    return (row for row in _rows(loaded.layout, loaded.node, "", 0) if row.path != "name")


def _rows(group: Any, node: Node | None, path: str, depth: int) -> Iterator[_Row]:  # noqa: ANN401 — any group of keys
    for field in dataclasses.fields(group):
        value = getattr(group, field.name)
        place, inner = _entry(node, field.name)
        key = f"{path}.{field.name}" if path else field.name
        row = _Row(key, depth, f"{field.name}:", field.metadata["doc"], place)
        if is_group(type(value)):
            yield row
            yield from _rows(value, inner, key, depth + 1)
        elif isinstance(value, dict):
            yield dataclasses.replace(row, text=row.text if value else f"{field.name}: {{}}")
            for name, item in value.items():
                at, leaf = _entry(inner, name)
                text = f"{plain_or_quoted(name)}: {_leaf(item, leaf)}"
                yield _Row(f"{key}.{name}", depth + 1, text, "", at)
        elif value is None:
            yield dataclasses.replace(row, text=f"{field.name}: null")
        elif isinstance(value, tuple):
            items = inner.items if isinstance(inner, Sequence) else (inner,) * len(value)
            texts = [_leaf(item, leaf) for item, leaf in zip(value, items, strict=True)]
            yield dataclasses.replace(row, text=f"{field.name}: [{', '.join(texts)}]")
        else:
            yield dataclasses.replace(row, text=f"{field.name}: {_leaf(value, inner)}")


def _entry(node: Node | None, key: str) -> tuple[Place | None, Node | None]:
    return node.entries.get(key, (None, None)) if isinstance(node, Mapping) else (None, None)


def _leaf(value: object, node: Node | None) -> str:
    """Return a single value as the layout's own file writes it, so that "19x27" stays "19x27"."""
    return plain_or_quoted(node.text.strip() if isinstance(node, Scalar) else value_to_text(value))


def _line(row: _Row, comment: str) -> str:
    text = "  " * row.depth + row.text
    return f"{text.ljust(_COMMENT_COLUMN - 2)}  # {comment}" if comment else text


def _origin(row: _Row) -> str:
    if row.text.endswith(":"):
        return ""  # a group may come from several files
    if row.place is None:
        return "mặc định"
    line = "" if row.place.line is None else f":{row.place.line}"
    return f"{Path(row.place.file).name}{line}"
