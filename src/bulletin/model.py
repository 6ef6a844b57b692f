"""The normalised document model: what an article and a bulletin are, whatever they came from or go to.

Closed unions of frozen values. Semantics only: no font, size or colour. No behaviour: traversal is in `walk`,
dumps in `serial`, laws in `invariants`, rendering in the writers. A missing value is None, never "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bulletin.notices import Span

# ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters: NFC, never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words, shown in italics."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words, shown in bold."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    target: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line that ends here by the author's will (verse, addresses)."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote whose mark stands here, behind the words it belongs to; its text is no part of their sentence."""

    content: tuple[Inline, ...]


Inline = Text | Emphasis | Strong | Link | LineBreak | Note
Inlines = tuple[Inline, ...]

# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────
# `id` is stable for the same source and unique in its article; `span` is where the block stands in that source.
# Both are outside equality: two articles that say the same are equal.


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: Inlines
    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-head inside an article. `level` counts from 1: the article's title is above all of them."""

    content: Inlines
    level: int = 1
    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file that was found and can be shown; `width` and `height` are pixels."""

    path: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Image:
    """A reference to an image as the source writes it; `picture` is the file behind it, where there is one."""

    source: str
    alt: str | None = None
    picture: Picture | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption and credit. The picture may be missing, or the caption, not both."""

    image: Image | None = None
    caption: Inlines = ()
    credit: str | None = None
    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `marker` is its label as the author wrote it ("1.", "a)", "-"), or None for a plain bullet."""

    content: Inlines
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list whose items stand on lines of their own."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Paragraphs quoted from elsewhere."""

    paragraphs: tuple[Inlines, ...]
    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `header_rows` rows are heads."""

    rows: tuple[tuple[Inlines, ...], ...]
    header_rows: int = 0
    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between parts of an article (* * *)."""

    id: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


Block = Paragraph | Heading | Figure | ListBlock | Quotation | Table | Rule

# ── articles and bulletins ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that an article came from: its path as given, the SHA-256 of its bytes, its encoding.

    `kept_in` is the file in which people keep the article since then, where it was read from that; spans count there.
    """

    path: str
    sha256: str
    encoding: str
    kept_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: what is known about it, and its text."""

    title: str | None = None
    lead: str | None = None
    section: str | None = None  # the site's own label ("Tin trong tỉnh"), not the bulletin's section
    place: str | None = None  # of the dateline
    published: date | datetime | None = None
    updated: date | datetime | None = None
    byline: str | None = None  # as printed: "D.Trang – T.Phong"
    authors: tuple[str, ...] = ()  # the same as a list of names
    source: str | None = None  # the paper or site that it was taken from, by name
    source_url: str | None = None  # where it stood there
    url: str | None = None  # of the page itself
    views: int | None = None
    language: str = "vi"
    blocks: tuple[Block, ...] = ()
    origin: Origin | None = field(default=None, compare=False)
    title_span: Span | None = field(default=None, compare=False)  # where the title stands there


@dataclass(frozen=True, slots=True)
class Section:
    """A section (chuyên mục) of a bulletin; articles outside any section stand in one without a title."""

    title: str | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The imprint (phần ghi cuối bản tin); what is not given is not printed."""

    responsible: str | None = None  # chịu trách nhiệm xuất bản
    editors: tuple[str, ...] = ()  # ban biên tập
    licence: str | None = None  # giấy phép xuất bản
    print_run: str | None = None  # số lượng in, khổ
    printer: str | None = None  # in tại
    deposit: str | None = None  # nộp lưu chiểu
    address: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """What stands around an official letter (thể thức văn bản, Nghị định 30/2020/NĐ-CP); the issuing body is the
    bulletin's publisher."""

    parent: str | None = None  # cơ quan chủ quản
    number: str | None = None  # số, ký hiệu: "Số: 15/BC-UBND"
    place: str | None = None  # địa danh
    office: tuple[str, ...] = ()  # "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    signer: str | None = None
    recipients: tuple[str, ...] = ()  # nơi nhận


IndexKind = Literal["person", "body", "document"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a bulletin that names something.

    `article` counts from 1 through the sections, 0 is the foreword; `block` is the number of its block from 0, None for
    its head; `letters` counts the letters of the block that stand before, white space left out. `note` is the number of
    the article's note that says it, whose mark is in that block: then the letters are those of the note.
    """

    article: int
    block: int | None = None
    letters: int = 0
    note: int | None = None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An entry of the index: a name under the letter that it is sorted by, and its mentions in reading order."""

    name: str
    kind: IndexKind
    letter: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """One issue: its masthead, its sections and its imprint."""

    title: str
    subtitle: str | None = None
    issue: str | None = None
    date: date | None = None
    publisher: str | None = None
    note: str | None = None  # "Lưu hành nội bộ"
    language: str = "vi-VN"
    foreword: Article | None = None
    sections: tuple[Section, ...] = ()
    imprint: Imprint | None = None
    logo: Image | None = None
    official: Official | None = None
    index: tuple[IndexEntry, ...] = ()  # in the order in which it is printed
