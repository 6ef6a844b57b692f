"""YAML text → a tree of nodes, each with its place: the small, harmless part of YAML 1.1; the rest is refused.

No tags, no aliases, no duplicate keys, no deep nesting; nothing is built but text, lists and groups of keys.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bulletin.context import Files
from bulletin.errors import Mistake, ReadError, SettingsError
from bulletin.notices import Place

MAX_DEPTH = 20
MAX_BYTES = 2**20  # of a file
MAX_CHARACTERS = 1_000_000
MAX_MISTAKES = 100  # told of one file: who writes more has given the wrong file


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


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that has been told as a mistake already."""

    place: Place


Node = Scalar | Sequence | Mapping | Unreadable


def load_tree(path: Path, files: Files, mistakes: list[Mistake] | None = None) -> Node:
    """Return the tree of a YAML file in UTF-8, as `parse` does. Raises SettingsError where it cannot be read, too."""
    try:
        data = files.read(path, MAX_BYTES)
    except ReadError as error:
        raise SettingsError([Mistake(Place(str(path)), "", error.problem, error.hint)]) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = data[: error.start].split(b"\n")
        place = Place(str(path), len(lines), len(lines[-1].decode("utf-8")) + 1)
        problem = "tệp không phải UTF-8"
        raise SettingsError([Mistake(place, "", problem, "lưu lại tệp với bảng mã UTF-8")]) from error
    return parse(text, str(path), mistakes)


def parse(text: str, file: str, mistakes: list[Mistake] | None = None) -> Node:
    """Return the tree of a YAML text. Raises SettingsError with the place of every mistake in its form.

    With a list of `mistakes`, those that leave the rest readable are added to it and not raised: what a schema finds
    can be told together with them.
    """
    if len(text) > MAX_CHARACTERS:
        hint = f"nhiều nhất {MAX_CHARACTERS} ký tự: bỏ phần không cần"
        raise SettingsError([Mistake(Place(file), "", "phần YAML quá lớn", hint)])
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        raise SettingsError([_forbidden_character(text, forbidden.start(), file)])
    found: list[Mistake] = []
    composer = _Composer(text, file, found)
    try:
        node = composer.document()
    except yaml.MarkedYAMLError as error:
        found.append(_syntax_mistake(error, text, file, composer.quoted))
        raise SettingsError(found) from error
    if found and mistakes is None:
        raise SettingsError(found)
    if mistakes is not None:
        mistakes += found
    return node


# Characters that YAML 1.1 (5.1) does not allow, and half surrogate pairs.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("", "~", "null", "Null", "NULL")  # YAML 1.1


class _Composer:
    """Makes the tree from YAML's events, and gathers what must not be there."""

    def __init__(self, text: str, file: str, mistakes: list[Mistake]) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self.file = file
        self.mistakes = mistakes
        self.depth = 0
        self.quoted: tuple[Any, Any] | None = None  # start and end of the last quoted scalar over several lines

    def document(self) -> Node:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Mapping({}, Place(self.file, 1, 1))
        node = self._node(next(self.events))
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._mistake(self._place(after), "", "chỉ một phần YAML trong một tệp", "bỏ từ dòng “---” này trở đi")
        return node

    def _node(self, event: Any) -> Node:  # noqa: ANN401 — PyYAML's events
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._mistake(place, "", "không dùng được bí danh (*) ở đây", "chép lại giá trị")
            return Unreadable(place)
        if event.anchor:
            self._mistake(place, "", "không dùng được neo (&) ở đây", "bỏ neo")
        if event.tag not in (None, "!"):
            self._mistake(place, "", f"không dùng được thẻ {shown(event.tag)} ở đây", "bỏ thẻ")
        if isinstance(event, yaml.ScalarEvent):
            start, end = typing.cast("tuple[Any, Any]", (event.start_mark, event.end_mark))
            if event.style in ("'", '"') and end.line > start.line:
                self.quoted = start, end
            return Scalar(event.value, place, null=not event.style and event.value in _NULLS)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            problem = f"lồng nhau quá {MAX_DEPTH} tầng"
            raise SettingsError([*self.mistakes, Mistake(place, "", problem, "bớt dấu ngoặc hay bậc thụt dòng ở đây")])
        node = self._sequence(place) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place)
        self.depth -= 1
        return node

    def _sequence(self, place: Place) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Sequence(tuple(items), place)

    def _mapping(self, place: Place) -> Mapping:
        entries: dict[str, tuple[Place, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event)
            value = self._node(next(self.events))
            if isinstance(key, Unreadable):
                continue
            if not isinstance(key, Scalar) or not key.text:
                self._mistake(key.place, "", "khóa phải là một từ", "viết “khóa: giá trị”")
            elif key.text in entries:
                first = entries[key.text][0]
                self._mistake(key.place, shown(key.text), "khóa này đã có ở trên", f"xem {first}; giữ một trong hai")
            else:
                entries[key.text] = (key.place, value)
        return Mapping(entries, place)

    def _mistake(self, place: Place, key: str, problem: str, hint: str | None = None) -> None:
        self.mistakes.append(Mistake(place, key, problem, hint))
        stop_at_too_many(self.mistakes)

    def _place(self, event: Any) -> Place:  # noqa: ANN401 — as above
        return _place(event.start_mark, self.file)


def stop_at_too_many(mistakes: list[Mistake]) -> None:
    """Raise SettingsError with the mistakes gathered so far, and a word on the rest, once there are too many."""
    if len(mistakes) >= MAX_MISTAKES:
        last = max(mistakes, key=lambda mistake: (mistake.place.line or 0, mistake.place.column or 0)).place
        problem = f"đã có {MAX_MISTAKES} lỗi; phần sau chưa xem"
        raise SettingsError([*mistakes, Mistake(last, "", problem, "sửa các lỗi trên rồi chạy lại")])


def shown(text: str) -> str:
    """Return a text of unknown length and characters so that it can stand in a message."""
    shortened = text if len(text) <= 60 else f"{text[:59]}…"
    return "".join(character if character.isprintable() else "�" for character in shortened)


def _place(mark: Any, file: str) -> Place:  # noqa: ANN401 — PyYAML has two classes of marks
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


# ── mistakes in the form ─────────────────────────────────────────────────────────────────────────────────────

_QUOTE = "giá trị có dấu “: ” hoặc mở đầu bằng ký hiệu thì đặt trong ngoặc kép"
_INDENT = "xem lại chỗ thụt dòng: các khóa cùng nhóm thẳng hàng nhau"

_OPEN_QUOTE = "found unexpected end of stream"

# What libyaml says of the commonest slips: the same in Vietnamese, and what to do about it.
_SYNTAX: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": ("dấu hai chấm ở chỗ không được có", _QUOTE),
    "found character that cannot start any token": (
        "ký tự này không mở đầu một giá trị được",
        "giá trị mở đầu bằng @, ` hay % thì đặt trong ngoặc kép",
    ),
    "did not find expected key": (
        "chờ một khóa ở đây",
        "giá trị mở đầu bằng ngoặc kép thì đặt cả trong ngoặc đơn, hoặc xem lại chỗ thụt dòng",
    ),
    "did not find expected ',' or ']'": ("danh sách […] chưa đóng, hoặc thiếu dấu phẩy", "thêm “,” hoặc “]”"),
    "did not find expected ',' or '}'": ("nhóm {…} chưa đóng, hoặc thiếu dấu phẩy", "thêm “,” hoặc “}”"),
    _OPEN_QUOTE: ("ngoặc kép mở ở đây chưa đóng", "thêm ngoặc đóng"),
    "could not find expected ':'": ("thiếu dấu hai chấm sau khóa", "viết “khóa: giá trị”"),
    "did not find expected '-' indicator": ("trong danh sách, mỗi mục mở đầu bằng “- ”", _INDENT),
    "did not find expected node content": ("thiếu giá trị", "bỏ dấu phẩy thừa, hoặc thêm giá trị"),
    "found unknown escape character": ("dấu \\ trong ngoặc kép không đi với chữ này", "viết \\\\, hoặc dùng ngoặc đơn"),
    "did not find expected <document start>": ("chữ ở đây không thuộc khóa nào", _INDENT),
    "block sequence entries are not allowed in this context": ("“- ” ở chỗ không được có", "xuống dòng trước “- ”"),
    "block mapping entries are not allowed in this context": ("khóa ở chỗ không được có", _INDENT),
    "found a tab character that violates indentation": ("thụt dòng bằng phím Tab", "thụt dòng bằng dấu cách"),
    "found a tab character where an indentation space is expected": ("thụt dòng bằng phím Tab", "dùng dấu cách"),
    "found undefined tag handle": ("không dùng được thẻ ở đây", _QUOTE),
}

# In these the place where the unfinished thing began says more than the place where the parser gave up.
_UNFINISHED = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")


def _syntax_mistake(error: yaml.MarkedYAMLError, text: str, file: str, quoted: tuple[Any, Any] | None) -> Mistake:
    mark = error.problem_mark or error.context_mark
    began = error.context_mark
    if mark and quoted and mark.line - quoted[1].line in (0, 1):
        # A quote that nobody closed was closed by the next quote in the file, and what follows makes no sense.
        unclosed, what_to_do = _SYNTAX[_OPEN_QUOTE]
        return Mistake(_place(quoted[0], file), "", f"YAML sai cú pháp: {unclosed}", what_to_do)
    if mark and began and began.line < mark.line and (error.context or "").startswith(_UNFINISHED):
        mark = began
    place = _place(mark, file)
    problem, hint = _SYNTAX.get(error.problem or "") or (str(error.problem), None)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line and place.line <= len(lines) else ""
    if line[(place.column or 1) - 1 :].startswith("\t"):
        problem, hint = _SYNTAX["found a tab character that violates indentation"]
    return Mistake(place, "", f"YAML sai cú pháp: {problem}", hint)


def _forbidden_character(text: str, position: int, file: str) -> Mistake:
    before = text[:position].split("\n")
    problem = f"YAML sai cú pháp: ký tự U+{ord(text[position]):04X} không được có trong tệp"
    return Mistake(Place(file, len(before), len(before[-1]) + 1), "", problem, "xóa ký tự ấy; tệp phải là văn bản")


# ── trees over trees ─────────────────────────────────────────────────────────────────────────────────────────


def merge(base: Node, over: Node) -> Node:
    """Return `base` with what `over` says in its place: mappings key by key, all else whole."""
    if not (isinstance(base, Mapping) and isinstance(over, Mapping)):
        return over
    entries = dict(base.entries)
    for key, (place, node) in over.entries.items():
        entries[key] = (place, merge(entries[key][1], node) if key in entries else node)
    return Mapping(entries, over.place)


def override(key: str, value: str, file: str) -> Mapping:
    """Return the tree that `--set key.path=value` stands for; `file` is its place, which has no lines."""
    place = Place(file)
    try:
        node = _relocated(parse(value, file), place)
    except SettingsError:
        node = Scalar(value, place)  # "Số 6: đặc biệt" is a title, not broken YAML
    if isinstance(node, Mapping) and not value.lstrip().startswith("{"):
        node = Scalar(value, place, null=not value.strip())
    for part in reversed(key.split(".")):
        node = Mapping({part: (place, node)}, place)
    assert isinstance(node, Mapping)  # noqa: S101 — a key has at least one part
    return node


def _relocated(node: Node, place: Place) -> Node:
    match node:
        case Scalar():
            return Scalar(node.text, place, node.null)
        case Sequence():
            return Sequence(tuple(_relocated(item, place) for item in node.items), place)
        case Mapping():
            return Mapping({key: (place, _relocated(value, place)) for key, (_, value) in node.entries.items()}, place)
        case Unreadable():
            return node


def place_of(text: str, node: Node) -> Place | None:
    """Return where a text stands first as a value in a tree, or None."""
    match node:
        case Scalar():
            return node.place if node.text.strip() == text else None
        case Sequence():
            return next((place for item in node.items if (place := place_of(text, item))), None)
        case Mapping():
            return next((place for _, item in node.entries.values() if (place := place_of(text, item))), None)
        case Unreadable():
            return None


# Letters and figures with what may stand between them; nothing that YAML reads as a mark of its own.
_PLAIN = re.compile(r"\w[\w .()/%°–-]*")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # forbidden, or a line's end to YAML


def plain_or_quoted(text: str) -> str:
    """Return a scalar as YAML that is read back as this text, quoted only where it must be."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text not in _NULLS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
