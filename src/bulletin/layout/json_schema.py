"""The schema of layouts → a JSON Schema (draft 2020-12), so that an editor completes and checks a layout's YAML.

It is a little wider than bulletin itself: what stands between keys (geometry, names of colours) only `bulletin layouts
check` knows. It is never narrower: a layout that bulletin reads, an editor does not mark.
"""

from __future__ import annotations

import dataclasses
import typing
from typing import Any, Literal

from bulletin.layout.load import EXTENDS, shipped_layouts
from bulletin.layout.schema import Layout
from bulletin.layout.units import Colour, Length, PageSize
from bulletin.settings import expected, field_types, is_group

Json = dict[str, Any]

EXTENDS_DOC = "bố cục được kế thừa: tên một bố cục có sẵn, hoặc một tệp .yaml trong dự án, tính từ thư mục của tệp này"

_NUMBER = r"\d+([.,]\d+)?"
_LENGTH = rf"({_NUMBER}\s*(pt|mm|cm|in|em)|0(\.0*)?)"
_INK = r"\d{1,3}%?"
_COLOUR_NAMES = ("đen", "trắng", "đỏ", "lục", "lam", "xám", "black", "white", "red", "green", "blue", "grey")


def _any_case(word: str) -> str:
    """Return a pattern for a word in small or capital letters; JSON Schema has no flag for that."""
    return "".join(f"[{c.lower()}{c.upper()}]" if c.lower() != c.upper() else c for c in word)


# What each type looks like as text, and what an editor may offer; kept true by tests/layout/test_json_schema.py.
_SCALARS: dict[type, Json] = {
    Length: {"anyOf": [{"type": "string", "pattern": rf"^\s*{_LENGTH}\s*$"}, {"const": 0}]},
    PageSize: {
        "anyOf": [
            {"enum": ["A3", "A4", "A5", "B5", "19x27"]},
            {"type": "string", "pattern": rf"^\s*{_any_case('(A[345]|B5|19x27)')}\s*$"},
            {"type": "string", "pattern": rf"^\s*{_LENGTH}\s*[x×]\s*{_LENGTH}\s*$"},
        ]
    },
    Colour: {
        "anyOf": [
            {"type": "string", "pattern": r"^\s*#[0-9a-fA-F]{6}\s*$"},
            {"type": "string", "pattern": rf"^\s*{_any_case('cmyk')}\(\s*{_INK}([\s,]+{_INK}){{3}}\s*\)\s*$"},
            {"type": "string", "pattern": rf"^\s*({'|'.join(map(_any_case, _COLOUR_NAMES))})\s*$"},
        ]
    },
    # Text that YAML takes for a number or a truth is text to bulletin: `description: 2024`.
    str: {"type": ["string", "number", "boolean"], "pattern": r"\S", "maxLength": 2000},
    int: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[+-]?\d{1,9}$"}]},
    float: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": rf"^[+-]?{_NUMBER}$"}]},
    bool: {
        "anyOf": [
            {"type": "boolean"},
            {"type": "string", "pattern": rf"^({_any_case('true|false|yes|no|có|không')})$"},
        ]
    },
}


def layout_json_schema() -> Json:
    """Return the JSON Schema of a layout file."""
    schema = _group(Layout)
    properties = {EXTENDS: {"type": "string", "description": EXTENDS_DOC, "examples": shipped_layouts()}}
    properties |= {name: value for name, value in schema["properties"].items() if name != "name"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bố cục của bulletin",
        **schema,
        "properties": properties,
        # A layout that extends another may leave out any key.
        "if": {"required": [EXTENDS]},
        "else": _required(Layout),
        "$defs": {
            **{kind.__name__: {**value, "errorMessage": f"cần {expected(kind)}"} for kind, value in _SCALARS.items()},
            **{group.__name__: _group(group) for group in groups(Layout)},
        },
    }


def groups(schema: type) -> list[type]:
    """Return the groups of keys inside a schema, each once, in the order of their keys."""
    found: dict[type, None] = {}
    for kind in field_types(schema).values():
        group = group_in(kind)
        if group is not None:
            found |= dict.fromkeys([group, *groups(group)])
    return list(found)


def group_in(kind: Any) -> type | None:  # noqa: ANN401 — a type hint
    """Return the group of keys that a type is, or that it holds (X | None, tuple[X, ...], dict[str, X])."""
    return next((arm for arm in (kind, *typing.get_args(kind)) if is_group(arm)), None)


def _group(schema: type) -> Json:
    kinds = field_types(schema)
    properties = {
        field.name: {**_value(kinds[field.name]), "description": field.metadata["doc"]}
        for field in dataclasses.fields(schema)
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(kind: Any) -> Json:  # noqa: ANN401 — a type hint
    origin, arms = typing.get_origin(kind), typing.get_args(kind)
    if type(None) in arms:
        return {"anyOf": [_value(next(arm for arm in arms if arm is not type(None))), {"type": "null"}]}
    if origin is tuple:
        item = _value(arms[0])
        return {"anyOf": [{"type": "array", "items": item}, item]}  # one value is a list of one
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(arms[1])}
    if origin is Literal:
        return {"enum": list(arms)}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _required(schema: type) -> Json:
    """Return what a layout that extends nothing must have: the required keys of each group."""
    needed: Json = {}
    required = [f.name for f in dataclasses.fields(schema) if f.default is dataclasses.MISSING]
    if required:
        needed["required"] = required
    inner = {name: _required(group) for name, kind in field_types(schema).items() if (group := _only_group(kind))}
    inner = {name: value for name, value in inner.items() if value}
    if inner:
        needed["properties"] = inner
    return needed


def _only_group(kind: Any) -> type | None:  # noqa: ANN401 — a type hint
    """Return the group that a key holds, None where it holds lists or tables of groups."""
    return group_in(kind) if typing.get_origin(kind) not in (tuple, dict) else None
