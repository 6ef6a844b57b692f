"""A bulletin and a layout → what an output of them must say: passages of words in reading order, with their links.

A passage is strict, and stands after the one before it, or loose: pictures float, and formats lay out a masthead or
an official letter's head in their own ways, so that these may stand anywhere from their group's beginning on, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from bulletin import walk, wording
from bulletin.layout.schema import Layout
from bulletin.model import (
    Article,
    Block,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Mention,
    Note,
    Official,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from bulletin.notices import Place
from bulletin.text import terms
from bulletin.verify.reading import Scribe, to_words

BULLET = "•"


@dataclass(frozen=True, slots=True)
class Address:
    """A link of the model over words of a passage, from `first` to before `last`."""

    first: int
    last: int
    target: str


Source = tuple[int, int | None, int | None]  # article as an index counts, block or note
_Worded = tuple[list[str], list[Address], list[tuple[int, str]]]  # words, links, letters that an index leaves out


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a passage stands in a table: the number of the table, its row and its column, from 0."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Passage:
    """Words that stand together. `group` numbers articles and parts; `leads_to` is the group that an entry links to.

    `source` is the article and its block, or its note, as an index counts them; `unsaid` are the figures of notes
    among the words, which it leaves out: behind how many letters each. `mentions` are those of an entry of the index.
    """

    words: list[str]
    where: str
    group: int
    place: Place | None = None
    loose: bool = False
    required: bool = True
    links: list[Address] = field(default_factory=list)
    leads_to: int | None = None
    is_numbered: bool = False  # an entry of the contents behind which dots and a page number stand
    source: Source | None = None
    unsaid: list[tuple[int, str]] = field(default_factory=list)
    mentions: tuple[Mention, ...] = ()
    cell: Cell | None = None


@dataclass(slots=True)
class Expected:
    """All that an output must say; `head_rows` says by table how many of its rows may come again."""

    passages: list[Passage]
    titles: dict[int, str]  # of articles, by group
    head_rows: dict[int, int]
    running: list[list[list[str]]]  # what a running head may say: of the bulletin, and of the section
    also: list[str]  # addresses that an output may lead to, but need not
    suffix: str = ""
    heads: dict[int, int] = field(default_factory=dict)  # article as an index counts → its group

    @property
    def count(self) -> int:
        """How many words must be there."""
        return sum(len(passage.words) for passage in self.passages if passage.required)


def bulletin_to_expected(bulletin: Bulletin, layout: Layout, suffix: str) -> Expected:
    """Return what the output with this suffix (".pdf", ".docx", ".epub") must say."""
    return _Expectation(bulletin, layout, suffix).expected()


@dataclass(slots=True)
class _Expectation:
    bulletin: Bulletin
    layout: Layout
    suffix: str
    passages: list[Passage] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    head_rows: dict[int, int] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    heads: dict[int, int] = field(default_factory=dict)
    group: int = 0
    numbers: dict[int, int] = field(default_factory=dict)  # identity of a note → the figure that its mark shows

    def expected(self) -> Expected:
        groups = self._groups()
        masthead = False
        for part in dict.fromkeys(self.layout.parts):
            self.group = max([-1, *groups.values()]) + 1 + len(self.passages)  # no article's
            match part:
                case "cover" | "masthead":
                    if not (masthead and self.suffix == ".epub"):  # one cover, whichever of the two comes first
                        self._masthead("bìa" if part == "cover" else "măng-sét")
                    masthead = True
                case "letterhead":
                    self._lines(_letterhead_lines(self.bulletin), "đầu văn bản")
                case "signature":
                    self._lines(_signature_lines(self.bulletin), "cuối văn bản")
                case "contents":
                    self._contents(groups)
                case "foreword":
                    if self.bulletin.foreword:
                        self._article(self.bulletin.foreword, groups[0, 0], 0)
                case "sections":
                    self._sections(groups)
                case "imprint":
                    self._imprint()
                case "index":
                    self._index(groups)
        running = _running(self.bulletin)
        return Expected(self.passages, self.titles, self.head_rows, running, self.also, self.suffix, self.heads)

    def _groups(self) -> dict[tuple[int, int], int]:
        """Return the number of every article and section: (section, article) from 1, 0 for the section itself."""
        keys = [(0, 0)]
        for number, section in enumerate(self.bulletin.sections, 1):
            keys += [(number, index) for index in range(len(section.articles) + 1)]
        keys.append(self._index_key)
        return {key: group for group, key in enumerate(keys)}

    @property
    def _index_key(self) -> tuple[int, int]:
        return len(self.bulletin.sections) + 1, 0

    def _add(self, text: str | None, where: str, *, loose: bool = False, required: bool = True) -> None:
        words = to_words(text)
        if words:
            self.passages.append(Passage(words, where, self.group, loose=loose, required=required))

    def _lines(self, lines: list[str | None], where: str) -> None:
        for line in lines:
            self._add(line, where, loose=True)

    def _masthead(self, where: str) -> None:
        bulletin = self.bulletin
        lines = wording.masthead_lines(bulletin)
        self._lines([bulletin.publisher, bulletin.title, bulletin.subtitle, *lines], where)
        if self.suffix == ".docx":  # joined by dots where they do not fit beside one another
            for _ in lines[1:]:
                self._add("·", where, loose=True, required=False)

    def _contents(self, groups: dict[tuple[int, int], int]) -> None:
        entries = list(self._entries(groups))
        if not entries and self.suffix == ".docx":
            return
        where = "mục lục"
        self._add(terms.CONTENTS, where)
        for title, group, is_article in entries:
            passage = Passage(to_words(title), where, self.group)
            # On paper a section has neither link nor number: its first article stands below it.
            passage.leads_to = group if is_article or self.suffix != ".pdf" else None
            passage.is_numbered = is_article and self.suffix == ".pdf"
            self.passages.append(passage)
        if self.suffix == ".epub":
            self._add(terms.IMPRINT, where, loose=True, required=False)

    def _entries(self, groups: dict[tuple[int, int], int]) -> Iterator[tuple[str, int, bool]]:
        if self.bulletin.foreword and "foreword" in self.layout.parts:
            yield wording.article_title(self.bulletin.foreword), groups[0, 0], True
        for number, section in enumerate(self.bulletin.sections, 1):
            if section.title and section.articles:
                yield section.title, groups[number, 0], False
            for index, article in enumerate(section.articles, 1):
                yield wording.article_title(article), groups[number, index], True
        if self.bulletin.index and "index" in self.layout.parts and self.suffix != ".docx":
            yield terms.INDEX, groups[self._index_key], True

    def _sections(self, groups: dict[tuple[int, int], int]) -> None:
        indexed = 0
        for number, section in enumerate(self.bulletin.sections, 1):
            self.group = groups[number, 0]
            if section.articles:
                self._add(section.title, "tên chuyên mục")
            for index, article in enumerate(section.articles, 1):
                indexed += 1
                self._article(article, groups[number, index], indexed)

    def _imprint(self) -> None:
        where = "thông tin xuất bản"
        lines = list(wording.imprint_lines(self.bulletin))
        if lines and self.suffix == ".epub":
            self._add(terms.IMPRINT, where, loose=True, required=False)
            self._add(wording.running_title(self.bulletin), where, loose=True, required=False)
        for line in lines:
            self._add(f"{line.label}: {line.text}", where)

    def _index(self, groups: dict[tuple[int, int], int]) -> None:
        where = "bảng tra cứu"
        if self.bulletin.index:
            self.group = groups[self._index_key]
            self._add(terms.INDEX, where)
        for group in wording.index_groups(self.bulletin.index):
            self._add(group.title, where)
            for letter, entries in group.entries:
                self._add(letter, where)
                for entry in entries:
                    passage = Passage(to_words(f"{entry.name},"), where, self.group, mentions=entry.mentions)
                    self.passages.append(passage)

    # ── articles ─────────────────────────────────────────────────────────────────────────────────────────────

    def _article(self, article: Article, group: int, number: int) -> None:
        title = wording.article_title(article)
        where = f"bài “{title}”"
        self.group = group
        self.titles[group] = title
        self.heads[number] = group
        place = walk.source_place(article)
        article = walk.with_own_notes(article)
        self.numbers = walk.note_numbers(article) if self.suffix != ".docx" else {}  # Word counts by itself
        self.also += [address for address in (article.url, article.source_url) if address]
        for text in (article.section, title, wording.lead_line(article)):
            self._add(text, where)
        for block_number, block in enumerate(article.blocks):
            source = number, block_number, None
            at = walk.source_place(article, block.span) or place
            if isinstance(block, Table):
                self._table(block, where, at, source)
                continue
            for words, links, unsaid in self._block(block):
                passage = Passage(words, where, group, at, loose=isinstance(block, Figure), links=links)
                passage.source, passage.unsaid = source, unsaid
                self.passages.append(passage)
        self._add(article.byline, where)
        self._source_line(article, where)
        self._notes(article, where, place, number)

    def _table(self, table: Table, where: str, place: Place | None, source: Source) -> None:
        number = len(self.head_rows)
        self.head_rows[number] = table.header_rows
        for row, cells in enumerate(table.rows):
            for column, content in enumerate(cells):
                words, links, unsaid = _words(content, self.numbers)
                if words:
                    passage = Passage(words, where, self.group, place, links=links, cell=Cell(number, row, column))
                    passage.source, passage.unsaid = source, unsaid
                    self.passages.append(passage)

    def _notes(self, article: Article, where: str, place: Place | None, number: int) -> None:
        """Expect each note whole, wherever its format puts it."""
        for mark, note in enumerate(walk.article_notes(article), 1):
            figure = (Text(f"{self.numbers[id(note)]} "),) if self.numbers else ()
            words, links, _ = _words((*figure, *note.content), self.numbers)
            source = number, None, mark
            self.passages.append(Passage(words, where, self.group, place, loose=True, links=links, source=source))

    def _source_line(self, article: Article, where: str) -> None:
        line = wording.source_line(article, self.layout.article.source)
        self._add(line, where)
        if line and article.url and self.suffix == ".epub":
            passage = self.passages[-1]
            passage.links.append(Address(0, len(passage.words), article.url))

    def _block(self, block: Block) -> Iterator[_Worded]:
        """Yield the words that stand together in a block, none of them empty."""
        for content in self._contents_of(block):
            worded = _words(content, self.numbers)
            if worded[0]:
                yield worded

    def _contents_of(self, block: Block) -> Iterator[Inlines]:
        match block:
            case Paragraph(content) | Heading(content):
                yield content
            case Figure():
                credit = wording.credit_line(block)
                yield (*block.caption, *((LineBreak(), Text(credit)) if credit else ()))
            case ListBlock(items):
                plain = BULLET if self.suffix == ".pdf" else ""  # elsewhere the reading software draws it
                for item in items:
                    yield (Text(f"{item.marker or plain} "), *item.content)
            case Quotation(paragraphs):
                yield from paragraphs
            case Rule() | Table():  # cells have their places
                pass
            case _:
                assert_never(block)


def _words(content: Inlines, numbers: dict[int, int]) -> _Worded:
    """Return the words of inlines with the figures of their notes, links over them, and what an index leaves out."""
    scribe = Scribe()
    links: list[Address] = []
    unsaid: list[tuple[int, str]] = []
    said = 0

    def write(content: Inlines, *, linked: bool) -> None:
        nonlocal said
        for inline in content:
            match inline:
                case Text(text):
                    scribe.write(text)
                    said += len("".join(text.split()))
                case LineBreak():
                    scribe.part()
                case Note():
                    figure = str(numbers.get(id(inline), ""))
                    scribe.write(figure)
                    unsaid.append((said, figure))
                case Emphasis(inner) | Strong(inner):
                    write(inner, linked=linked)
                case Link(target, inner):
                    first = scribe.next
                    write(inner, linked=True)
                    if not linked and scribe.end > first:  # no format has a link inside a link
                        links.append(Address(first, scribe.end, target))
                case _:
                    assert_never(inline)

    write(content, linked=False)
    scribe.part()
    return scribe.words, links, unsaid


def _letterhead_lines(bulletin: Bulletin) -> list[str | None]:
    number = bulletin.official.number if bulletin.official else None
    own = (terms.NATIONAL_TITLE, terms.MOTTO)
    return [*wording.letter_bodies(bulletin), *own, number, wording.place_and_date(bulletin)]


def _signature_lines(bulletin: Bulletin) -> list[str | None]:
    official = bulletin.official or Official()
    title = terms.RECIPIENTS if official.recipients else None
    return [title, *wording.recipient_lines(official), *official.office, official.signer]


def _running(bulletin: Bulletin) -> list[list[list[str]]]:
    """Return what may stand in a running head, the longest first: a title, or its beginning."""
    sections = dict.fromkeys(section.title for section in bulletin.sections)
    texts = [[wording.running_title(bulletin)], [title for title in sections if title]]
    return [[head for text in group for head in _cut(to_words(text))] for group in texts]


def _cut(words: list[str]) -> list[list[str]]:
    return [words, *([*words[:end], "…"] for end in range(len(words) - 1, 0, -1))] if words else []
