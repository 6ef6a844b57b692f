"""A bulletin → what its EPUB says of itself (EPUB 3.3 §5.5, EPUB Accessibility 1.1 §2)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin import walk, wording
from bulletin.model import Bulletin
from bulletin.text.characters import xml_text
from bulletin.writers.epub.illustrations import Illustrations
from bulletin.writers.epub.markup import language_tag

# The name space of the identifiers, drawn once.
_BULLETINS = uuid.UUID("6d1f6f0e-0d0b-5c0f-9a52-3a5a1b1f7f5e")

_SUMMARY = (
    "Toàn bộ nội dung là văn bản có cấu trúc: mục lục, đề mục nhiều cấp, danh sách và bảng có đầu cột; "
    "chữ đổi được cỡ và màu, thứ tự đọc theo thứ tự các bài."
)
_SUMMARY_DESCRIBED = " Mỗi ảnh có lời mô tả hoặc chú thích."
_SUMMARY_UNDESCRIBED = " Một số ảnh chưa có lời mô tả."


@dataclass(slots=True)
class Metadata:
    """The metadata of one EPUB: Dublin Core elements, then properties, in the order in which they are written."""

    identifier: str
    title: str
    language: str
    elements: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    properties: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def bulletin_to_metadata(bulletin: Bulletin, illustrations: Illustrations, *, cover_image: str | None) -> Metadata:
    """Return the metadata; `cover_image` is the manifest's id of the cover image."""
    title = xml_text(wording.running_title(bulletin))
    metadata = Metadata(identifier(bulletin), title, language_tag(bulletin.language))
    metadata.elements += [("title", title, {"id": "title"}), ("language", metadata.language, {})]
    metadata.properties.append(_refines("title", "title-type", "main"))
    _add_people(metadata, bulletin)
    if bulletin.date:
        metadata.elements.append(("date", bulletin.date.isoformat(), {}))
    if bulletin.issue:
        # Issues of one bulletin stand together on the shelf.
        metadata.properties += [
            (xml_text(bulletin.title), {"property": "belongs-to-collection", "id": "series"}),
            _refines("series", "collection-type", "series"),
        ]
        if bulletin.issue.isascii() and bulletin.issue.isdigit():
            metadata.properties.append(_refines("series", "group-position", bulletin.issue))
    metadata.properties += [(value, {"property": f"schema:{name}"}) for name, value in _accessibility(illustrations)]
    if cover_image:
        # Of EPUB 2: older shelves know no other way to the cover.
        metadata.properties.append(("", {"name": "cover", "content": cover_image}))
    return metadata


def _add_people(metadata: Metadata, bulletin: Bulletin) -> None:
    if bulletin.subtitle:
        metadata.elements.append(("title", xml_text(bulletin.subtitle), {"id": "subtitle"}))
        metadata.properties.append(_refines("subtitle", "title-type", "subtitle"))
    if bulletin.publisher:
        metadata.elements.append(("creator", xml_text(bulletin.publisher), {"id": "creator"}))
        metadata.elements.append(("publisher", xml_text(bulletin.publisher), {}))
        metadata.properties.append(_role("creator", "isb"))  # issuing body
    editors = bulletin.imprint.editors if bulletin.imprint else ()
    for number, editor in enumerate(editors, 1):
        metadata.elements.append(("contributor", xml_text(editor), {"id": f"editor-{number}"}))
        metadata.properties.append(_role(f"editor-{number}", "edt"))


def _refines(target: str, name: str, value: str) -> tuple[str, dict[str, str]]:
    return (value, {"refines": f"#{target}", "property": name})


def _role(target: str, relator: str) -> tuple[str, dict[str, str]]:
    value, attributes = _refines(target, "role", relator)
    return (value, {**attributes, "scheme": "marc:relators"})


def identifier(bulletin: Bulletin) -> str:
    """Return the same urn:uuid for the same issue with the same words, whatever the layout and the day."""
    day = bulletin.date.isoformat() if bulletin.date else ""
    head = (bulletin.title, bulletin.subtitle or "", bulletin.issue or "", day, bulletin.publisher or "")
    articles = list(walk.articles(bulletin))
    texts = [text for article in articles for text in (*walk.article_texts(article), *walk.note_texts(article))]
    return uuid.uuid5(_BULLETINS, xml_text("\n".join((*head, *texts)))).urn


def _accessibility(illustrations: Illustrations) -> Iterator[tuple[str, str]]:
    """Yield only what the writer itself sees to; conformance to a standard is for people to claim."""
    pictures, described = bool(illustrations.files), illustrations.all_described
    yield "accessMode", "textual"
    if pictures:
        yield "accessMode", "visual"
    if not pictures or described:
        yield "accessModeSufficient", "textual"
    else:
        yield "accessModeSufficient", "textual,visual"
    for feature in ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"):
        yield "accessibilityFeature", feature
    if pictures and described:
        yield "accessibilityFeature", "alternativeText"
    yield "accessibilityHazard", "none"  # no picture moves: plates are still
    note = (_SUMMARY_DESCRIBED if described else _SUMMARY_UNDESCRIBED) if pictures else ""
    yield "accessibilitySummary", _SUMMARY + note
