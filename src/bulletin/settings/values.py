"""A tree of settings → one value of a schema, or all the mistakes that stand between the two.

A schema is a frozen dataclass whose fields carry their meaning (`setting(doc=…)`) and type. Its `__post_init__` may
refuse values that do not go together: `ValueError("key.path: what is wrong", …)`, one text a mistake.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, Protocol, TypeVar, Union, runtime_checkable

from bulletin.errors import Mistake, SettingsError
from bulletin.notices import Place
from bulletin.settings.tree import Mapping, Node, Scalar, Sequence, Unreadable, shown, stop_at_too_many
from bulletin.text.vietnamese import grouped

MAX_TEXT = 2_000  # of one value: a title, a path
MISSING_KEY = "thiếu khóa bắt buộc"

T = TypeVar("T")


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


def is_group(kind: object) -> bool:
    """Return whether a type is a group of keys: a dataclass that does not read itself from one scalar."""
    return dataclasses.is_dataclass(kind) and not isinstance(kind, Parsable)


@functools.cache
def field_types(schema: type) -> dict[str, Any]:
    """Return the type of each field of a schema."""
    return typing.get_type_hints(schema)


def read(node: Node, schema: type[T]) -> T:
    """Return the value of type `schema` that the tree describes. Raises SettingsError with all mistakes."""
    value, mistakes = examine(node, schema)
    if mistakes:
        raise SettingsError(mistakes)
    return typing.cast("T", value)


def examine(
    node: Node, schema: type[T], sound: T | None = None, *, partial: bool = False, also: Iterable[str] = ()
) -> tuple[T | None, list[Mistake]]:
    """Return the value of type `schema` that the tree describes, and all mistakes.

    Where there are mistakes, the value has in their place what `sound` has there, so that checks between keys go on;
    without that it is None. A `partial` tree may lack keys. `also` are keys of the tree's root that somebody else
    reads: they are thought of when a key looks misspelt.
    """
    reader = _SchemaReader(schema, partial=partial, also=tuple(also))
    value = reader.mapping(node, schema, "", _MISTAKEN if sound is None else sound)
    return (None if value is _MISTAKEN else typing.cast("T", value)), reader.mistakes


_MISTAKEN = object()  # stands for a value that could not be read, so that reading goes on to the next mistake


class _SchemaReader:
    """Reads a tree against a schema and gathers the mistakes on the way.

    Every method returns the value; in place of a mistaken one the sound value that it is handed, which is _MISTAKEN
    where none is known.
    """

    def __init__(self, schema: type, *, partial: bool, also: tuple[str, ...]) -> None:
        self.mistakes: list[Mistake] = []
        self.schema = schema
        self.partial = partial
        self.also = also

    def mapping(self, node: Node, schema: type, path: str, sound: object) -> object:
        if not isinstance(node, Mapping):
            return self._mistake(node, path, "cần một nhóm khóa (khóa: giá trị)", sound)
        fields = {field.name: field for field in dataclasses.fields(schema)}
        for key, (place, _) in node.entries.items():
            if key not in fields:
                self._add(place, join(path, shown(key)), "khóa không có ở đây", self._near_key(key, fields, path))
        values = {}
        for name, field in fields.items():
            inherited = getattr(sound, name, _MISTAKEN)
            if name in node.entries:
                kind = field_types(schema)[name]
                values[name] = self.value(node.entries[name][1], kind, join(path, name), inherited)
            elif field.default is dataclasses.MISSING:
                if not self.partial:
                    self._add(node.place, join(path, name), MISSING_KEY)
                values[name] = inherited
        if any(value is _MISTAKEN for value in values.values()):
            return _MISTAKEN
        try:
            return schema(**values)
        except ValueError as error:  # the schema's own word on values that do not go together
            for problem in error.args:
                self._own_mistake(node, fields, path, str(problem))
            return sound

    def value(self, node: Node, kind: Any, path: str, sound: object) -> object:  # noqa: ANN401 — a type hint
        origin = typing.get_origin(kind)
        if origin in (Union, types.UnionType):
            if isinstance(node, Scalar) and node.null:
                return None
            arm = next(arm for arm in typing.get_args(kind) if arm is not type(None))
            return self.value(node, arm, path, sound)
        if origin is tuple:
            return self._sequence(node, typing.get_args(kind)[0], path, sound)
        if origin is dict:
            return self._table(node, typing.get_args(kind)[1], path, sound)
        if is_group(kind):
            return self.mapping(node, typing.cast("type", kind), path, sound)
        if not isinstance(node, Scalar) or node.null:
            return self._mistake(node, path, f"cần {expected(kind)}", sound)
        return self._scalar(node, kind, path, sound)

    def _sequence(self, node: Node, item: Any, path: str, sound: object) -> object:  # noqa: ANN401 — a type hint
        if isinstance(node, Scalar) and not node.null:
            node = Sequence((node,), node.place)  # one value is a list of one
        if not isinstance(node, Sequence):
            return self._mistake(node, path, "cần một danh sách (mỗi dòng bắt đầu bằng “- ”)", sound)
        values = [self.value(child, item, f"{path}[{n}]", _MISTAKEN) for n, child in enumerate(node.items, 1)]
        return sound if any(value is _MISTAKEN for value in values) else tuple(values)

    def _table(self, node: Node, item: Any, path: str, sound: object) -> object:  # noqa: ANN401 — a type hint
        if not isinstance(node, Mapping):
            return self._mistake(node, path, "cần một nhóm khóa (khóa: giá trị)", sound)
        inherited = sound if isinstance(sound, dict) else {}
        values = {
            key: self.value(child, item, join(path, shown(key)), inherited.get(key, _MISTAKEN))
            for key, (_, child) in node.entries.items()
        }
        return _MISTAKEN if any(value is _MISTAKEN for value in values.values()) else values

    def _scalar(self, node: Scalar, kind: Any, path: str, sound: object) -> object:  # noqa: ANN401 — a type hint
        if typing.get_origin(kind) is Literal:
            choices = typing.get_args(kind)
            if node.text in choices:
                return node.text
            problem = f"“{shown(node.text)}” không phải {expected(kind)}"
            return self._mistake(node, path, problem, sound, did_you_mean(node.text, choices))
        if kind is str and len(node.text) > MAX_TEXT:
            problem = f"“{shown(node.text)}” dài {grouped(len(node.text))} ký tự, nhiều nhất {grouped(MAX_TEXT)}"
            return self._mistake(node, path, problem, sound, "viết ngắn lại")
        try:
            return kind.parse(node.text) if isinstance(kind, Parsable) else _SCALARS[kind](node.text)
        except ValueError:
            if not node.text.strip():
                return self._mistake(node, path, "để trống", sound, f"ghi {expected(kind)}, hoặc bỏ khóa này")
            return self._mistake(node, path, f"“{shown(node.text)}” không phải {expected(kind)}", sound)

    def _own_mistake(self, node: Mapping, fields: Iterable[str], path: str, problem: str) -> None:
        """Add a schema's own mistake; where it opens with a key ("body.colour: …", "add[2].name: …"), at its place."""
        keys, colon, rest = problem.partition(": ")
        steps = re.split(r"\.|\[|\]\.?", keys)
        if not colon or steps[0] not in fields:
            self._add(node.place, path, problem)
            return
        place, at = node.place, typing.cast("Node", node)
        for step in steps:
            if isinstance(at, Mapping) and step in at.entries:
                place, at = at.entries[step]
            elif isinstance(at, Sequence) and step.isdecimal():
                at = at.items[int(step) - 1]
                place = at.place
            else:
                break
        self._add(place, join(path, keys), rest)

    def _near_key(self, key: str, fields: Iterable[str], path: str) -> str | None:
        """Return what the key may have meant: one of its neighbours, or the same key in another group."""
        near = did_you_mean(key, [*fields, *(() if path else self.also)])
        if near:
            return near
        elsewhere = [place for place in _key_paths(self.schema, "") if place.rpartition(".")[2] == key][:2]
        return f"khóa này thuộc nhóm khác: {', '.join(elsewhere)}" if elsewhere else None

    def _mistake(self, node: Node, path: str, problem: str, sound: object, hint: str | None = None) -> object:
        if not isinstance(node, Unreadable):  # that has been told
            self._add(node.place, path, problem, hint)
        return sound

    def _add(self, place: Place, path: str, problem: str, hint: str | None = None) -> None:
        self.mistakes.append(Mistake(place, path, problem, hint))
        stop_at_too_many(self.mistakes)


def _key_paths(schema: type, path: str) -> Iterator[str]:
    """Yield the path of every key of a schema; a group that comes again and again is entered each time."""
    for name, kind in field_types(schema).items():
        yield join(path, name)
        group = next((arm for arm in (kind, *typing.get_args(kind)) if is_group(arm)), None)
        if group is not None:
            yield from _key_paths(group, join(path, name))


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return "ý bạn là …?" with the nearest of the choices, where one is near."""
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f"ý bạn là “{near[0]}”?" if near else None


def join(path: str, key: str) -> str:
    """Return the path of a key inside a group."""
    return f"{path}.{key}" if path else key


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _boolean(text: str) -> bool:
    if text.casefold() in ("true", "yes", "có"):
        return True
    if text.casefold() in ("false", "no", "không"):
        return False
    raise ValueError(text)


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    """Read "0.45", or "0,45" as Vietnamese writes it."""
    if not re.fullmatch(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?", text):
        raise ValueError(text)
    return float(text.replace(",", "."))


def _date(text: str) -> date:
    """Read "2024-07-31" or "31/7/2024": day first, as Vietnamese writes it."""
    day_first = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text)
    if day_first:
        day, month, year = map(int, day_first.groups())
        return date(year, month, day)
    return date.fromisoformat(text)


_SCALARS: dict[type, Callable[[str], object]] = {
    str: _text,
    int: _integer,
    float: _number,
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


def expected(kind: Any) -> str:  # noqa: ANN401 — a type hint
    """Return in words what a value of the type looks like."""
    if typing.get_origin(kind) is Literal:
        return "một trong: " + ", ".join(typing.get_args(kind))
    return kind.expected if isinstance(kind, Parsable) else _NAMES.get(kind, kind.__name__)
