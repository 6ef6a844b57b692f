"""The model ⇄ JSON values: what `--to json` writes and the JSON reader reads.

Every node is an object with a "type"; what is None, empty or at its default is left out. `picture` is not written:
it is found again from the image's source when the article is read.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypedDict, TypeVar, assert_never

from bulletin.errors import ReadError
from bulletin.model import (
    Article,
    Block,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    Origin,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from bulletin.notices import Span

FORMAT = "bulletin-article"
BULLETIN_FORMAT = "bulletin"
MAX_DEPTH = 20  # of marks inside one another; lawful articles have three
FORMAT_NUMBER = 1  # raised when an older reader would misread what a newer one wrote

Json = dict[str, Any]
T = TypeVar("T")

_TEXT_FIELDS = ("title", "lead", "section", "place", "byline", "source", "source_url", "url")


# ── model → JSON ─────────────────────────────────────────────────────────────────────────────────────────────


def article_to_json(article: Article) -> Json:
    """Return the article as JSON values, with its format and format number."""
    value: Json = {"format": FORMAT, "version": FORMAT_NUMBER}
    value |= {name: getattr(article, name) for name in _TEXT_FIELDS}
    value["published"] = article.published.isoformat() if article.published else None
    value["updated"] = article.updated.isoformat() if article.updated else None
    value["authors"] = list(article.authors)
    value["views"] = article.views
    value["language"] = article.language
    value["blocks"] = [block_to_json(block) for block in article.blocks]
    if article.origin:
        value["origin"] = _without_missing(asdict(article.origin))
    return _without_missing(value)


def bulletin_to_json(bulletin: Bulletin) -> Json:
    """Return a whole bulletin as JSON values: its masthead, and its sections of articles."""
    value: Json = {"format": BULLETIN_FORMAT, "version": FORMAT_NUMBER}
    value |= {name: getattr(bulletin, name) for name in ("title", "subtitle", "issue", "publisher", "note", "language")}
    value["date"] = bulletin.date.isoformat() if bulletin.date else None
    value["imprint"] = _without_missing(asdict(bulletin.imprint)) if bulletin.imprint else None
    value["official"] = _without_missing(asdict(bulletin.official)) if bulletin.official else None
    value["logo"] = bulletin.logo.source if bulletin.logo else None
    value["foreword"] = article_to_json(bulletin.foreword) if bulletin.foreword else None
    value["sections"] = [
        _without_missing({"title": section.title, "articles": [article_to_json(a) for a in section.articles]})
        for section in bulletin.sections
    ]
    return _without_missing(value)


def block_to_json(block: Block) -> Json:
    """Return one block as JSON values."""
    match block:
        case Paragraph(content):
            value: Json = {"type": "paragraph", "content": inlines_to_json(content)}
        case Heading(content, level):
            value = {"type": "heading", "level": level, "content": inlines_to_json(content)}
        case Figure(image, caption, credit):
            value = {"type": "figure", "image": _image_to_json(image)}
            value |= {"caption": inlines_to_json(caption), "credit": credit}
        case ListBlock(items, ordered):
            value = {"type": "list", "ordered": ordered, "items": [_item_to_json(item) for item in items]}
        case Quotation(paragraphs):
            value = {"type": "quotation", "paragraphs": [inlines_to_json(content) for content in paragraphs]}
        case Table(rows, header_rows):
            cells = [[inlines_to_json(cell) for cell in row] for row in rows]
            value = {"type": "table", "header_rows": header_rows, "rows": cells}
        case Rule():
            value = {"type": "rule"}
        case _:
            assert_never(block)
    if block.id:
        value["id"] = block.id
    if block.span:
        value["span"] = [block.span.start, block.span.end, block.span.line]
    return _without_missing(value)


def inlines_to_json(content: Inlines) -> list[Json]:
    """Return inlines as a list of JSON values."""
    return [_inline_to_json(inline) for inline in content]


def _inline_to_json(inline: Inline) -> Json:
    match inline:
        case Text(text):
            return {"type": "text", "text": text}
        case Emphasis(content):
            return {"type": "emphasis", "content": inlines_to_json(content)}
        case Strong(content):
            return {"type": "strong", "content": inlines_to_json(content)}
        case Link(target, content):
            return {"type": "link", "target": target, "content": inlines_to_json(content)}
        case LineBreak():
            return {"type": "line-break"}
        case Note(content):
            return {"type": "note", "content": inlines_to_json(content)}
        case _:
            assert_never(inline)


def _item_to_json(item: ListItem) -> Json:
    return _without_missing({"marker": item.marker, "content": inlines_to_json(item.content)})


def _image_to_json(image: Image | None) -> Json | None:
    return _without_missing({"source": image.source, "alt": image.alt}) if image else None


def _without_missing(value: Json) -> Json:
    return {key: item for key, item in value.items() if item is not None and item != [] and item is not False}


# ── JSON → model ─────────────────────────────────────────────────────────────────────────────────────────────
# A refusal names the key that is wrong as settings do: "blocks[3].content[1].text", lists counted from 1.


def articles_from_json(value: object) -> list[Article]:
    """Return the one article, or all those of a bulletin. Raises ReadError where the value is neither."""
    if isinstance(value, dict) and value.get("format") == BULLETIN_FORMAT:
        _check_version(value)
        foreword, sections = _Value(value).get("foreword"), _Value(value).required("sections").items()
        articles = [article for section in sections for article in section.required("articles").items()]
        return [_article(article) for article in ([foreword, *articles] if foreword else articles)]
    return [article_from_json(value)]


def article_from_json(value: object) -> Article:
    """Return the article that `article_to_json` wrote. Raises ReadError where the value is something else."""
    return _article(_Value(value))


def _check_version(value: Json) -> None:
    version = value.get("version")
    if type(version) is not int or version != FORMAT_NUMBER:
        raise ReadError(f"phiên bản JSON {str(version)[:20]} không được hỗ trợ (cần {FORMAT_NUMBER})")


_NAMES = {
    str: "một chuỗi chữ",
    int: "một số nguyên",
    bool: "true hoặc false",
    list: "một danh sách",
    dict: "một đối tượng",
}


@dataclass(frozen=True, slots=True)
class _Value:
    """A JSON value and the keys that lead to it."""

    value: object
    path: str = ""

    def refuse(self, problem: str) -> ReadError:
        """Return the error that says what is wrong here."""
        return ReadError(f"JSON sai cấu trúc: {self.path}: {problem}" if self.path else f"JSON sai cấu trúc: {problem}")

    def as_kind(self, kind: type[T]) -> T:
        """Return the value, which must be of this kind; a boolean is no number."""
        if type(self.value) is not kind:
            raise self.refuse(f"cần {_NAMES[kind]}")
        return self.value

    def get(self, key: str) -> _Value | None:
        """Return what stands under a key, or None where nothing or null does."""
        found = self.as_kind(dict).get(key)
        return None if found is None else _Value(found, f"{self.path}.{key}" if self.path else key)

    def required(self, key: str) -> _Value:
        found = self.get(key)
        if found is None:
            raise self.refuse(f"thiếu khóa “{key}”")
        return found

    def optional(self, key: str, kind: type[T]) -> T | None:
        found = self.get(key)
        return None if found is None else found.as_kind(kind)

    def items(self) -> list[_Value]:
        return [_Value(item, f"{self.path}[{number}]") for number, item in enumerate(self.as_kind(list), 1)]

    def items_of(self, key: str) -> list[_Value]:
        found = self.get(key)
        return [] if found is None else found.items()

    def only(self, *keys: str) -> None:
        """Refuse keys that are not these: a misspelt one would be lost in silence."""
        for key in self.as_kind(dict):
            if key not in keys:
                near = difflib.get_close_matches(key, keys, n=1)
                raise self.refuse(f"khóa không có ở đây: “{key[:40]}”" + (f"; ý bạn là “{near[0]}”?" if near else ""))


def _article(value: _Value) -> Article:
    inner = value.value
    if not isinstance(inner, dict) or inner.get("format") != FORMAT:
        where = f"{value.path}: " if value.path else ""
        raise ReadError(f'{where}không phải bài viết ở dạng JSON của bulletin (thiếu "format": "{FORMAT}")')
    _check_version(inner)
    others = ("published", "updated", "authors", "views", "language", "blocks", "origin")
    value.only("format", "version", *_TEXT_FIELDS, *others)
    return Article(
        **{name: value.optional(name, str) for name in _TEXT_FIELDS},  # type: ignore[arg-type]  # all are texts
        published=_moment(value.get("published")),
        updated=_moment(value.get("updated")),
        authors=tuple(author.as_kind(str) for author in value.items_of("authors")),
        views=value.optional("views", int),
        language=value.optional("language", str) or "vi",
        blocks=tuple(_block(block) for block in value.items_of("blocks")),
        origin=_origin(value.get("origin")),
    )


def _origin(value: _Value | None) -> Origin | None:
    if value is None:
        return None
    value.only("path", "sha256", "encoding", "kept_in")
    path, sha256, encoding = (value.required(name).as_kind(str) for name in ("path", "sha256", "encoding"))
    return Origin(path, sha256, encoding, value.optional("kept_in", str))


def _moment(value: _Value | None) -> date | datetime | None:
    if value is None:
        return None
    text = value.as_kind(str)
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError as error:
        problem = f"“{text[:40]}” không phải một ngày (2024-07-31) hay ngày giờ (2024-07-31T16:20:00+07:00)"
        raise value.refuse(problem) from error


def _block(value: _Value) -> Block:
    kind = value.required("type")
    reader = _BLOCKS.get(kind.as_kind(str))
    if reader is None:
        raise kind.refuse(f"“{str(kind.value)[:40]}” không phải một trong: {', '.join(_BLOCKS)}")
    return reader(value)


class _Common(TypedDict):
    id: str
    span: Span | None


def _common(value: _Value, *keys: str) -> _Common:
    """Return what every block may have; `keys` are the block's own."""
    value.only("type", "id", "span", *keys)
    span = value.get("span")
    numbers = [number.as_kind(int) for number in span.items()] if span else []
    if span and len(numbers) != 3:
        raise span.refuse("cần ba số nguyên")
    return {"id": value.optional("id", str) or "", "span": Span(*numbers) if numbers else None}


def _heading(value: _Value) -> Heading:
    level = value.required("level").as_kind(int)
    return Heading(_inlines(value.required("content").items()), level, **_common(value, "content", "level"))


def _quotation(value: _Value) -> Quotation:
    paragraphs = tuple(_inlines(paragraph.items()) for paragraph in value.required("paragraphs").items())
    return Quotation(paragraphs, **_common(value, "paragraphs"))


def _figure(value: _Value) -> Figure:
    common = _common(value, "image", "caption", "credit")
    image = value.get("image")
    if image:
        image.only("source", "alt")
    return Figure(
        Image(image.required("source").as_kind(str), image.optional("alt", str)) if image else None,
        _inlines(value.items_of("caption")),
        value.optional("credit", str),
        **common,
    )


def _list(value: _Value) -> ListBlock:
    items = tuple(_item(item) for item in value.required("items").items())
    return ListBlock(items, value.optional("ordered", bool) or False, **_common(value, "items", "ordered"))


def _item(value: _Value) -> ListItem:
    value.only("marker", "content")
    return ListItem(_inlines(value.required("content").items()), value.optional("marker", str))


def _table(value: _Value) -> Table:
    rows = tuple(tuple(_inlines(cell.items()) for cell in row.items()) for row in value.required("rows").items())
    return Table(rows, value.optional("header_rows", int) or 0, **_common(value, "rows", "header_rows"))


_BLOCKS: dict[str, Callable[[_Value], Block]] = {
    "paragraph": lambda value: Paragraph(_inlines(value.required("content").items()), **_common(value, "content")),
    "heading": _heading,
    "figure": _figure,
    "list": _list,
    "quotation": _quotation,
    "table": _table,
    "rule": lambda value: Rule(**_common(value)),
}


def _inlines(values: list[_Value], depth: int = 0) -> Inlines:
    return tuple(_inline(value, depth) for value in values)


def _inline(value: _Value, depth: int) -> Inline:
    kind = value.required("type")
    if depth > MAX_DEPTH:
        raise value.refuse(f"lồng nhau quá {MAX_DEPTH} tầng")
    match kind.as_kind(str):
        case "text":
            value.only("type", "text")
            return Text(value.required("text").as_kind(str))
        case "emphasis":
            return Emphasis(_marked(value, depth))
        case "strong":
            return Strong(_marked(value, depth))
        case "link":
            return Link(value.required("target").as_kind(str), _marked(value, depth, "target"))
        case "line-break":
            value.only("type")
            return LineBreak()
        case "note":
            return Note(_marked(value, depth))
        case other:
            names = "text, emphasis, strong, link, line-break, note"
            raise kind.refuse(f"“{other[:40]}” không phải một trong: {names}")


def _marked(value: _Value, depth: int, *keys: str) -> Inlines:
    value.only("type", "content", *keys)
    return _inlines(value.required("content").items(), depth + 1)
