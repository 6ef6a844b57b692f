"""The model ⇄ JSON values: what `--to json` writes and the JSON reader reads.

Every node is an object with a "type"; what is None, empty or at its default is left out. `picture` is not written:
it is found again from the image's source when the article is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeVar, assert_never

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
        value["origin"] = {
            "path": article.origin.path,
            "sha256": article.origin.sha256,
            "encoding": article.origin.encoding,
        }
    return _without_missing(value)


def bulletin_to_json(bulletin: Bulletin) -> Json:
    """Return a whole bulletin as JSON values: its masthead, and its sections of articles."""
    value: Json = {"format": BULLETIN_FORMAT, "version": FORMAT_NUMBER}
    value |= {name: getattr(bulletin, name) for name in ("title", "subtitle", "issue", "publisher", "note", "language")}
    value["date"] = bulletin.date.isoformat() if bulletin.date else None
    value["imprint"] = _without_missing(asdict(bulletin.imprint)) if bulletin.imprint else None
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
        case _:
            assert_never(inline)


def _item_to_json(item: ListItem) -> Json:
    return _without_missing({"marker": item.marker, "content": inlines_to_json(item.content)})


def _image_to_json(image: Image | None) -> Json | None:
    return _without_missing({"source": image.source, "alt": image.alt}) if image else None


def _without_missing(value: Json) -> Json:
    return {key: item for key, item in value.items() if item is not None and item != [] and item is not False}


# ── JSON → model ─────────────────────────────────────────────────────────────────────────────────────────────


def articles_from_json(value: object) -> list[Article]:
    """Return the one article, or all those of a bulletin. Raises ReadError where the value is neither."""
    if isinstance(value, dict) and value.get("format") == BULLETIN_FORMAT:
        _check_version(value)
        try:
            articles = [article for section in value["sections"] for article in section["articles"]]
        except (KeyError, TypeError) as error:
            raise ReadError(f"JSON sai cấu trúc: {type(error).__name__} {error}") from error
        return [article_from_json(article) for article in articles]
    return [article_from_json(value)]


def article_from_json(value: object) -> Article:
    """Return the article that `article_to_json` wrote. Raises ReadError where the value is something else."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ReadError(f'không phải bài viết ở dạng JSON của bulletin (thiếu "format": "{FORMAT}")')
    _check_version(value)
    try:
        return _article(value)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ReadError(f"JSON sai cấu trúc: {type(error).__name__} {error}") from error


def _check_version(value: Json) -> None:
    version = value.get("version")
    if type(version) is not int or version != FORMAT_NUMBER:
        raise ReadError(f"phiên bản JSON {version!r} không được hỗ trợ (cần {FORMAT_NUMBER})")


def _article(value: Json) -> Article:
    origin = value.get("origin")
    return Article(
        **{name: _optional(value, name, str) for name in _TEXT_FIELDS},
        published=_moment(_optional(value, "published", str)),
        updated=_moment(_optional(value, "updated", str)),
        authors=tuple(_checked(author, str) for author in _checked(value.get("authors", []), list)),
        views=_optional(value, "views", int),
        language=_checked(value.get("language", "vi"), str),
        blocks=tuple(_block(block) for block in _checked(value.get("blocks", []), list)),
        origin=Origin(*(_checked(origin[name], str) for name in ("path", "sha256", "encoding"))) if origin else None,
    )


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _block(value: Json) -> Block:
    kind = value["type"]
    if kind not in _BLOCKS:
        raise ValueError(f"unknown block {kind!r}")
    return _BLOCKS[kind](value)


def _common(value: Json) -> Json:
    numbers = [_checked(number, int) for number in value.get("span") or ()]
    return {"id": _checked(value.get("id", ""), str), "span": Span(*numbers) if numbers else None}


def _figure(value: Json) -> Figure:
    image = value.get("image")
    return Figure(
        Image(_checked(image["source"], str), _optional(image, "alt", str)) if image else None,
        _inlines(value.get("caption", [])),
        _optional(value, "credit", str),
        **_common(value),
    )


def _list(value: Json) -> ListBlock:
    items = [ListItem(_inlines(item["content"]), _optional(item, "marker", str)) for item in value["items"]]
    return ListBlock(tuple(items), bool(value.get("ordered", False)), **_common(value))


def _table(value: Json) -> Table:
    rows = tuple(tuple(_inlines(cell) for cell in row) for row in value["rows"])
    return Table(rows, _checked(value.get("header_rows", 0), int), **_common(value))


_BLOCKS: dict[str, Callable[[Json], Block]] = {
    "paragraph": lambda value: Paragraph(_inlines(value["content"]), **_common(value)),
    "heading": lambda value: Heading(_inlines(value["content"]), _checked(value["level"], int), **_common(value)),
    "figure": _figure,
    "list": _list,
    "quotation": lambda value: Quotation(tuple(map(_inlines, value["paragraphs"])), **_common(value)),
    "table": _table,
    "rule": lambda value: Rule(**_common(value)),
}


def _inlines(values: list[Json]) -> Inlines:
    return tuple(_inline(value) for value in values)


def _inline(value: Json) -> Inline:
    match value["type"]:
        case "text":
            return Text(_checked(value["text"], str))
        case "emphasis":
            return Emphasis(_inlines(value["content"]))
        case "strong":
            return Strong(_inlines(value["content"]))
        case "link":
            return Link(_checked(value["target"], str), _inlines(value["content"]))
        case "line-break":
            return LineBreak()
        case kind:
            raise ValueError(f"unknown inline {kind!r}")


def _checked(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _optional(value: Json, key: str, kind: type[T]) -> T | None:
    return None if value.get(key) is None else _checked(value[key], kind)
