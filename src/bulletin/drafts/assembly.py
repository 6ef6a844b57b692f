"""A claimed draft → its Article: pieces become fields and blocks, in the order in which they stand.

Every piece learns where its text went (`target`); the ledger holds the two against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from bulletin import walk
from bulletin.dialect import DEEPEST_HEADING
from bulletin.drafts.draft import Draft, Facts, Line, Mark, MarkKind, Piece, Role, Structure
from bulletin.drafts.ledger import join_pieces, normalised_offset
from bulletin.drafts.names import authors
from bulletin.drafts.rules import list_item
from bulletin.errors import InternalError
from bulletin.inlines import join_inlines, tidy_inlines
from bulletin.model import (
    Article,
    Block,
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
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from bulletin.notices import Span

_NO_FACTS = Facts()
_FIELDS = {Role.TITLE, Role.LEAD, Role.SECTION, Role.PLACE, Role.BYLINE, Role.SOURCE}
_FIGURE = {Role.IMAGE, Role.CAPTION, Role.CREDIT}
_GROUPED = {Role.LIST_ITEM, Role.QUOTATION, Role.TABLE}


def assemble(draft: Draft) -> Article:
    """Return the article that the draft's pieces make."""
    return _Assembly().article(draft)


def with_facts(article: Article, facts: Facts) -> Article:
    """Return the article with what its page says of itself: moments come first, the rest fills gaps."""
    if facts == _NO_FACTS:
        return article
    given = article.authors or facts.authors
    return replace(
        article,
        title=article.title or facts.title,
        section=article.section or facts.section,
        published=facts.published or article.published,
        updated=facts.updated or article.updated,
        byline=article.byline or ", ".join(facts.authors) or None,
        authors=given,
        source=article.source or facts.source,
        url=article.url or facts.url,
        language=facts.language or article.language,
    )


@dataclass(slots=True)
class _Gathering:
    """A block of several lines while it is gathered: a figure, a list, a quotation or a table."""

    role: Role
    block_id: str
    span: Span
    group: int | None
    image: Image | None = None
    caption: Inlines = ()
    credit: str | None = None
    items: list[ListItem] = field(default_factory=list)
    paragraphs: list[Inlines] = field(default_factory=list)
    cells: dict[tuple[int, int], Inlines] = field(default_factory=dict)
    header_rows: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Assembly:
    blocks: list[Block] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    moments: dict[str, date] = field(default_factory=dict)
    source_url: str | None = None
    title_span: Span | None = None
    views: int | None = None
    gathering: _Gathering | None = None
    count: int = 0
    notes: dict[str, Inlines] = field(default_factory=dict)  # by their groups

    def article(self, draft: Draft) -> Article:
        noted = [(line, piece) for line in draft.lines for piece in line.pieces if piece.role is Role.NOTE]
        self.notes = _read_notes(noted)
        for line in draft.lines:
            for piece in line.pieces:
                self._add(line, piece)
        self._close()
        self._settle_notes(noted)
        text = {name: join_pieces(name, values) for name, values in self.fields.items()}
        return Article(
            **text,  # type: ignore[arg-type]  # the names in _FIELDS are text fields
            authors=tuple(authors(text["byline"])) if "byline" in text else (),
            published=self.moments.get("published"),
            updated=self.moments.get("updated"),
            source_url=self.source_url,
            title_span=self.title_span,
            views=self.views,
            blocks=_levelled(self.blocks),
        )

    def _add(self, line: Line, piece: Piece) -> None:
        role = piece.role
        if role in (Role.CHROME, Role.NOTE):
            return
        if piece.value is not None:
            self._add_value(piece)
        elif role in _FIELDS:
            self._add_field(line, piece)
        elif role in _FIGURE:
            self._add_to_figure(line, piece)
        elif role in _GROUPED:
            self._add_to_group(line, piece)
        else:
            self._close()
            piece.target, span = self._new_id(), _span(line)
            content = self._inlines(line, *piece.inner)
            is_heading = role is Role.HEADING
            self.blocks.append(
                Heading(content, line.level, piece.target, span)
                if is_heading
                else Paragraph(content, piece.target, span)
            )

    def _add_value(self, piece: Piece) -> None:
        if isinstance(piece.value, date):
            piece.target = piece.target or "published"
            self.moments.setdefault(piece.target, piece.value)
        else:
            piece.target = "views"
            self.views = piece.value if self.views is None else self.views

    def _add_field(self, line: Line, piece: Piece) -> None:
        piece.target = piece.role.value
        values = self.fields.setdefault(piece.target, [])
        values.append(line.text[slice(*piece.inner)])
        if piece.role is Role.TITLE and self.title_span is None:
            self.title_span = _span(line)
        if piece.role is Role.SOURCE and self.source_url is None:
            self.source_url = next((mark.target for mark in line.marks if mark.kind is MarkKind.LINK), None)

    def _add_to_figure(self, line: Line, piece: Piece) -> None:
        text = line.text[slice(*piece.inner)]
        group = line.structure.group if line.structure else None
        figure = self._gather(line, Role.IMAGE, group, joins=self._has_room(line, piece.role))
        piece.target = figure.block_id
        match piece.role:
            case Role.IMAGE:
                figure.image = Image(text, line.alt)
            case Role.CAPTION:
                content = self._inlines(line, *piece.inner)
                figure.caption = _after(figure.caption, content)
            case _:
                figure.credit = f"{figure.credit}; {text}" if figure.credit else text

    def _has_room(self, line: Line, role: Role) -> bool:
        """Whether the piece belongs to the figure being gathered: markup says so, or its slot is empty."""
        figure = self.gathering
        if figure is None or figure.role is not Role.IMAGE:
            return False
        group = line.structure.group if line.structure else None
        if group is not None or figure.group is not None:
            return group == figure.group and not (role is Role.IMAGE and figure.image)
        return not {Role.IMAGE: figure.image, Role.CAPTION: figure.caption, Role.CREDIT: figure.credit}[role]

    def _add_to_group(self, line: Line, piece: Piece) -> None:
        where = piece.structure or line.structure
        found, group = self.gathering, where.group if where else None
        joins = found is not None and found.role is piece.role and found.group == group
        gathered = self._gather(line, piece.role, group, joins=joins)
        piece.target = gathered.block_id
        first, last = piece.inner
        if piece.role is Role.QUOTATION:
            gathered.paragraphs.append(self._inlines(line, first, last))
        elif piece.role is Role.TABLE:
            _add_cell(gathered, where, self._inlines(line, first, last))
        else:
            label = list_item.MARKER.match(line.text[first:last])
            has_label = label is not None and first + label.end() < last
            start = first + label.end() if label and has_label else first
            gathered.items.append(ListItem(self._inlines(line, start, last), line.text[first:start].strip() or None))

    def _gather(self, line: Line, role: Role, group: int | None, *, joins: bool) -> _Gathering:
        """Return the block that is being gathered, or a new one."""
        if self.gathering is None or not joins:
            self._close()
            self.gathering = _Gathering(role, self._new_id(), _span(line), group)
        return self.gathering

    def _close(self) -> None:
        """End the block that is being gathered."""
        if self.gathering is not None:
            self.blocks.append(_block(self.gathering))
            self.gathering = None

    def _settle_notes(self, noted: list[tuple[Line, Piece]]) -> None:
        """Tell each line of a note which block has its mark; a note without one becomes a last paragraph."""
        if not noted:
            return
        places = defaultdict(list)
        for block in self.blocks:
            for content in walk.block_contents(block):
                for note in walk.notes(content):
                    places[note.content].append(block.id)
        for group, content in self.notes.items():
            pieces = [(line, piece) for line, piece in noted if _group(line) == group]
            target = places[content].pop(0) if places[content] else self._new_id()
            if all(block.id != target for block in self.blocks):
                self.blocks.append(Paragraph(content, target, _span(pieces[0][0])))
            for _, piece in pieces:
                piece.target = target

    def _inlines(self, line: Line, first: int, last: int) -> Inlines:
        return _with_notes(line, first, last, self.notes)

    def _new_id(self) -> str:
        self.count += 1
        return f"b{self.count}"


def _add_cell(table: _Gathering, where: Structure | None, content: Inlines) -> None:
    """Put a line into its cell; a cell of several lines holds them one after another."""
    place = (where.row, where.column) if where else (len(table.cells), 0)
    before = table.cells.get(place, ())
    table.cells[place] = _after(before, content)
    if where and where.is_header:
        table.header_rows.add(where.row)


def _block(gathered: _Gathering) -> Block:
    block_id, span = gathered.block_id, gathered.span
    match gathered.role:
        case Role.LIST_ITEM:
            marker = gathered.items[0].marker
            return ListBlock(tuple(gathered.items), bool(marker and marker.strip("(")[:1].isalnum()), block_id, span)
        case Role.QUOTATION:
            return Quotation(tuple(gathered.paragraphs), block_id, span)
        case Role.TABLE:
            return _table(gathered)
        case _:
            caption, credit = gathered.caption, gathered.credit
            if gathered.image is None and not caption:  # a credit alone on its line is all that is left of the figure
                caption, credit = (Text(credit or ""),), None
            return Figure(gathered.image, caption, credit, block_id, span)


def _table(gathered: _Gathering) -> Table:
    """Return the table with every row as wide as the widest; heads count from the top on."""
    numbers = sorted({row for row, _ in gathered.cells})
    width = 1 + max(column for _, column in gathered.cells)
    rows = tuple(tuple(gathered.cells.get((row, column), ()) for column in range(width)) for row in numbers)
    heads = 0
    while heads < len(numbers) and numbers[heads] in gathered.header_rows:
        heads += 1
    return Table(rows, heads, gathered.block_id, gathered.span)


def _levelled(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks with heading levels that start at 1 and never jump."""
    ranks = sorted({block.level for block in blocks if isinstance(block, Heading)})
    levelled: list[Block] = []
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = min(1 + ranks.index(block.level), above + 1, DEEPEST_HEADING)
            levelled.append(replace(block, level=above))
        else:
            levelled.append(block)
    return tuple(levelled)


def _span(line: Line) -> Span:
    return Span(line.start, line.start + len(line.raw), line.number)


def _read_notes(noted: list[tuple[Line, Piece]]) -> dict[str, Inlines]:
    """Return the text of each note by its group; its lines stay lines."""
    contents: dict[str, list[Inline]] = {}
    for line, piece in noted:
        contents.setdefault(_group(line), []).extend((LineBreak(), *_inlines(line, *piece.inner)))
    return {group: tidy_inlines(tuple(content)) for group, content in contents.items()}


def _group(line: Line) -> str:
    return str(line.structure.group) if line.structure else ""


# ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────


def _with_notes(line: Line, first: int, last: int, notes: dict[str, Inlines]) -> Inlines:
    """Return the line's text from `first` to `last` with its markup and its notes, the last of them put in first."""
    content = _inlines(line, first, last)
    if not notes:
        return content
    for mark in sorted(line.marks, key=lambda mark: -mark.start):
        place = normalised_offset(line, mark.start)
        if mark.kind is MarkKind.NOTE and notes.get(mark.target or "") and first <= place <= last:
            content = tuple(_noted(content, place - first, Note(notes[mark.target or ""])))
    return tidy_inlines(content) if next(walk.notes(content), None) else content


def _noted(content: Inlines, place: int, note: Note) -> Iterator[Inline]:
    """Yield the inlines with the note behind their first `place` characters."""
    for inline in content:
        length = len(walk.plain_text((inline,)))
        if place < 0 or place > length:
            yield inline
        elif isinstance(inline, Text):
            yield from (Text(inline.text[:place]), note, Text(inline.text[place:]))  # empty ones go when it is tidied
        elif isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, content=tuple(_noted(inline.content, place, note)))
        else:
            yield from (inline, note)
        place = -1 if 0 <= place <= length else place - length


def _inlines(line: Line, first: int, last: int) -> Inlines:
    """Return the line's text from `first` to `last` with the markup that stands on it."""
    if not line.marks:
        return (Text(line.text[first:last]),)
    shown = [mark for mark in line.marks if mark.kind is not MarkKind.NOTE]
    bounds = ((normalised_offset(line, mark.start), normalised_offset(line, mark.end), mark) for mark in shown)
    inside = [(max(start, first), min(end, last), mark) for start, end, mark in bounds]
    marks = sorted((m for m in inside if line.text[m[0] : m[1]].strip()), key=lambda m: (m[0], -m[1]))
    return tidy_inlines(tuple(_marked(line.text, first, last, marks)))


def _after(before: Inlines, content: Inlines) -> Inlines:
    """Return both, a space between them."""
    return join_inlines((*before, Text(" "), *content)) if before else content


def _marked(text: str, first: int, last: int, marks: list[tuple[int, int, Mark]]) -> list[Inline]:
    content: list[Inline] = []
    position, index = first, 0
    while index < len(marks):
        start, end, mark = marks[index]
        start = max(start, position)  # marks that overlap without nesting: the later one begins where the first ends
        stop = index = index + 1
        while stop < len(marks) and marks[stop][0] < end:
            stop += 1
        inner = [other for other in marks[index:stop] if other[1] <= end and other[2].kind is not mark.kind]
        beyond = [other for other in marks[index:stop] if other[1] > end]
        if beyond:
            marks, index = [*beyond, *marks[stop:]], 0
        else:
            index = stop
        if start >= end:
            continue
        if start > position:
            content.append(Text(text[position:start]))
        content.append(_inline(mark, tuple(_marked(text, start, end, inner))))
        position = end
    if position < last:
        content.append(Text(text[position:last]))
    return content


def _inline(mark: Mark, content: Inlines) -> Inline:
    match mark.kind:
        case MarkKind.EMPHASIS:
            return Emphasis(content)
        case MarkKind.STRONG:
            return Strong(content)
        case MarkKind.LINK:
            return Link(mark.target or "", content)
        case MarkKind.NOTE:
            raise InternalError("dấu chú thích không phải chữ của bài")
