"""YAML settings → checked values: project files, layouts and font lists, with the line and column of every key.

A schema is a frozen dataclass whose fields carry their meaning (`setting(doc=…)`) and type. Reading gives one
value, or one SettingsError with ALL the mistakes. The YAML that settings need is small, and the rest is refused:
no tags, no aliases, no duplicate keys, no deep nesting.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol, TypeVar, Union, runtime_checkable

import yaml

from bulletin.errors import Mistake, SettingsError
from bulletin.notices import Place

MAX_DEPTH = 20
MAX_CHARACTERS = 1_000_000
MAX_TEXT = 2_000  # of one value: a title, a path

T = TypeVar("T")


# ── the tree: what the YAML says, and where ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as written; `null` where it is empty, "~" or "null" without quotes."""

    text: str
    place: Place
    null: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values; each key with its own place."""

    entries: dict[str, tuple[Place, Node]]
    place: Place


Node = Scalar | Sequence | Mapping


def parse(text: str, file: str) -> Node:
    """Return the tree of a YAML text. Raises SettingsError with the place of every mistake in its form."""
    if len(text) > MAX_CHARACTERS:
        raise SettingsError([Mistake(Place(file), "", "phần YAML quá lớn")])
    try:
        _refuse_dangerous(text, file)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark, file)
        hint = _SYNTAX_HINTS.get(error.problem or "")
        raise SettingsError([Mistake(place, "", f"YAML sai cú pháp: {error.problem}", hint)]) from error
    except yaml.YAMLError as error:  # characters that YAML forbids
        raise SettingsError([Mistake(Place(file), "", f"YAML sai cú pháp: {error}")]) from error
    if root is None:
        return Mapping({}, Place(file, 1, 1))
    mistakes: list[Mistake] = []
    node = _convert(root, file, mistakes)
    if mistakes:
        raise SettingsError(mistakes)
    return node


# What libyaml says of the commonest slips, and what to do about them.
_SYNTAX_HINTS = {
    "mapping values are not allowed in this context": "giá trị có dấu “: ” thì đặt trong ngoặc kép",
    "found character that cannot start any token": "giá trị mở đầu bằng @, ` hay % thì đặt trong ngoặc kép",
    "did not find expected key": "giá trị mở đầu bằng ngoặc kép thì đặt cả trong ngoặc đơn, hoặc xem lại chỗ thụt dòng",
}

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_dangerous(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = _place(event.start_mark, file)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise SettingsError([Mistake(place, "", "không dùng được neo (&) và bí danh (*) ở đây")])
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise SettingsError([Mistake(place, "", f"không dùng được thẻ {tag} ở đây")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise SettingsError([Mistake(place, "", f"lồng nhau quá {MAX_DEPTH} tầng")])


def _convert(node: yaml.Node, file: str, mistakes: list[Mistake]) -> Node:
    place = _place(node.start_mark, file)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(item, file, mistakes) for item in node.value), place)
    if isinstance(node, yaml.MappingNode):
        entries: dict[str, tuple[Place, Node]] = {}
        for key, value in node.value:
            at = _place(key.start_mark, file)
            if not isinstance(key, yaml.ScalarNode):
                mistakes.append(Mistake(at, "", "khóa phải là một từ"))
            elif key.value in entries:
                mistakes.append(Mistake(at, key.value, "khóa này đã có ở trên", f"xem {entries[key.value][0]}"))
            else:
                entries[key.value] = (at, _convert(value, file, mistakes))
        return Mapping(entries, place)
    plain = not getattr(node, "style", None)
    return Scalar(node.value, place, null=plain and node.tag == "tag:yaml.org,2002:null")


def _place(mark: Any, file: str) -> Place:  # noqa: ANN401 — PyYAML has two classes of marks
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def merge(base: Node, over: Node) -> Node:
    """Return `base` with what `over` says in its place: mappings key by key, all else whole."""
    if not (isinstance(base, Mapping) and isinstance(over, Mapping)):
        return over
    entries = dict(base.entries)
    for key, (place, node) in over.entries.items():
        entries[key] = (place, merge(entries[key][1], node) if key in entries else node)
    return Mapping(entries, over.place)


def override(key: str, value: str, file: str) -> Mapping:
    """Return the tree that `--set key.path=value` stands for."""
    place = Place(file)
    try:
        node = parse(value, file)
    except SettingsError:
        node = Scalar(value, place)  # "Số 6: đặc biệt" is a title, not broken YAML
    if isinstance(node, Mapping) and not value.lstrip().startswith("{"):
        node = Scalar(value, place, null=not value.strip())
    for part in reversed(key.split(".")):
        node = Mapping({part: (place, node)}, place)
    assert isinstance(node, Mapping)  # noqa: S101 — a key has at least one part
    return node


# ── the schema: what may stand there ─────────────────────────────────────────────────────────────────────────


def setting(*, doc: str, default: Any = dataclasses.MISSING) -> Any:  # noqa: ANN401 — as dataclasses.field
    """Return a dataclass field with its meaning; without a default the key is required."""
    return dataclasses.field(default=default, metadata={"doc": doc}, kw_only=True)


@runtime_checkable
class Parsable(Protocol):
    """A type that reads itself from one scalar: lengths, colours."""

    expected: typing.ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Any:  # noqa: ANN401 — returns an instance of the class
        """Return the value. Raises ValueError where the text is none."""


def read(node: Node, schema: type[T]) -> T:
    """Return the value of type `schema` that the tree describes. Raises SettingsError with all mistakes."""
    reader = _SchemaReader()
    value = reader.mapping(node, schema, "")
    if reader.mistakes:
        raise SettingsError(reader.mistakes)
    return typing.cast("T", value)


_MISTAKEN = object()  # stands for a value that could not be read, so that reading goes on to the next mistake


class _SchemaReader:
    """Reads a tree against a schema and gathers the mistakes on the way."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def mapping(self, node: Node, schema: type, path: str) -> object:
        if not isinstance(node, Mapping):
            return self._mistake(node.place, path, "cần một nhóm khóa (khóa: giá trị)")
        fields = {field.name: field for field in dataclasses.fields(schema)}
        hints = _type_hints(schema)
        for key, (place, _) in node.entries.items():
            if key not in fields:
                self._mistake(place, _join(path, key), "khóa không có ở đây", did_you_mean(key, fields))
        values = {}
        for name, field in fields.items():
            if name in node.entries:
                values[name] = self.value(node.entries[name][1], hints[name], _join(path, name))
            elif field.default is dataclasses.MISSING:
                self._mistake(node.place, _join(path, name), "thiếu khóa bắt buộc")
        if any(value is _MISTAKEN for value in values.values()):
            return _MISTAKEN
        try:
            return schema(**values)
        except ValueError as error:  # the schema's own word on values that do not go together
            return self._own_mistake(node, path, str(error))
        except TypeError:  # a required key is missing, and said so above
            return _MISTAKEN

    def value(self, node: Node, kind: Any, path: str) -> object:  # noqa: ANN401 — a type hint
        origin = typing.get_origin(kind)
        if origin in (Union, types.UnionType):
            if isinstance(node, Scalar) and node.null:
                return None
            return self.value(node, next(arm for arm in typing.get_args(kind) if arm is not type(None)), path)
        if origin is tuple:
            return self._sequence(node, typing.get_args(kind)[0], path)
        if origin is dict:
            return self._table(node, typing.get_args(kind)[1], path)
        if dataclasses.is_dataclass(kind) and not isinstance(kind, Parsable):
            return self.mapping(node, typing.cast("type", kind), path)
        if not isinstance(node, Scalar) or node.null:
            return self._mistake(node.place, path, f"cần {_expected(kind)}")
        return self._scalar(node, kind, path)

    def _sequence(self, node: Node, item: Any, path: str) -> object:  # noqa: ANN401 — a type hint
        if isinstance(node, Scalar) and not node.null:
            node = Sequence((node,), node.place)  # one value is a list of one
        if not isinstance(node, Sequence):
            return self._mistake(node.place, path, "cần một danh sách (mỗi dòng bắt đầu bằng “- ”)")
        values = [self.value(child, item, f"{path}[{n}]") for n, child in enumerate(node.items, 1)]
        return _MISTAKEN if any(value is _MISTAKEN for value in values) else tuple(values)

    def _table(self, node: Node, item: Any, path: str) -> object:  # noqa: ANN401 — a type hint
        if not isinstance(node, Mapping):
            return self._mistake(node.place, path, "cần một nhóm khóa (khóa: giá trị)")
        values = {key: self.value(child, item, _join(path, key)) for key, (_, child) in node.entries.items()}
        return _MISTAKEN if any(value is _MISTAKEN for value in values.values()) else values

    def _scalar(self, node: Scalar, kind: Any, path: str) -> object:  # noqa: ANN401 — a type hint
        if typing.get_origin(kind) is Literal:
            choices = typing.get_args(kind)
            if node.text in choices:
                return node.text
            problem = f"“{node.text}” không phải {_expected(kind)}"
            return self._mistake(node.place, path, problem, did_you_mean(node.text, choices))
        try:
            return kind.parse(node.text) if isinstance(kind, Parsable) else _SCALARS[kind](node.text)
        except ValueError:
            shown = "".join(character if character.isprintable() else "�" for character in node.text[:60])
            return self._mistake(node.place, path, f"“{shown}” không phải {_expected(kind)}")

    def _own_mistake(self, node: Mapping, path: str, problem: str) -> object:
        """Add a schema's own mistake; where it opens with a key ("styles.body.colour: …"), at that key's place."""
        keys, colon, rest = problem.partition(": ")
        place, at = node.place, node
        for key in keys.split("."):
            if not colon or not isinstance(at, Mapping) or key not in at.entries:
                break
            place, at = at.entries[key]  # type: ignore[assignment]  # checked at the head of the loop
        if place is node.place:
            return self._mistake(place, path, problem)
        return self._mistake(place, _join(path, keys), rest)

    def _mistake(self, place: Place, path: str, problem: str, hint: str | None = None) -> object:
        self.mistakes.append(Mistake(place, path, problem, hint))
        return _MISTAKEN


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return "ý bạn là …?" with the nearest of the choices, where one is near."""
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f"ý bạn là “{near[0]}”?" if near else None


def _type_hints(schema: type) -> dict[str, Any]:
    return typing.get_type_hints(schema)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _boolean(text: str) -> bool:
    if text.casefold() in ("true", "yes", "có"):
        return True
    if text.casefold() in ("false", "no", "không"):
        return False
    raise ValueError(text)


def _text(text: str) -> str:
    if not text.strip() or len(text) > MAX_TEXT:
        raise ValueError(text[:MAX_TEXT])
    return text.strip()


def _date(text: str) -> date:
    """Read "2024-07-31" or "31/7/2024": day first, as Vietnamese writes it."""
    day_first = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text)
    if day_first:
        day, month, year = map(int, day_first.groups())
        return date(year, month, day)
    return date.fromisoformat(text)


_SCALARS: dict[type, Callable[[str], object]] = {
    str: _text,
    int: int,
    float: float,
    bool: _boolean,
    date: _date,
}

_NAMES: dict[Any, str] = {
    str: "một dòng chữ",
    int: "một số nguyên",
    float: "một số",
    bool: "“true” hoặc “false”",
    date: "một ngày (2024-07-31 hoặc 31/7/2024)",
}


def _expected(kind: Any) -> str:  # noqa: ANN401 — a type hint
    if typing.get_origin(kind) is Literal:
        return "một trong: " + ", ".join(typing.get_args(kind))
    return kind.expected if isinstance(kind, Parsable) else _NAMES.get(kind, kind.__name__)
