"""Draft → Article: the rules, in the order in which they run, and the article that their claims make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bulletin.drafts import ledger
from bulletin.drafts.draft import Draft, Line, Piece, Role, draft_text
from bulletin.drafts.evidence import authors
from bulletin.drafts.ledger import FIELD_JOIN, Ledger
from bulletin.drafts.rules import (
    above_title,
    body,
    breadcrumb,
    byline,
    caption,
    credit,
    heading,
    image,
    language_switch,
    lead,
    list_item,
    read_more,
    site_chrome,
    site_name,
    source,
    stamp,
    tail,
    title,
)
from bulletin.model import Article, Block, Figure, Heading, Image, Inlines, ListBlock, ListItem, Paragraph, Text
from bulletin.notices import Span

RULES: tuple[Callable[[Draft], None], ...] = (
    language_switch.claim,  # before the stamp: its date is today's
    site_chrome.claim,
    site_name.claim,
    breadcrumb.claim,
    stamp.claim,
    image.claim,
    read_more.claim,
    tail.claim,
    title.claim,
    above_title.claim,
    source.claim,
    byline.claim,
    credit.claim,
    lead.claim,
    caption.claim,
    list_item.claim,
    heading.claim,
    body.claim,
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """An article, with the claimed draft that it came from and the ledger of every character."""

    article: Article
    draft: Draft
    ledger: Ledger


def recognise(text: str) -> Recognised:
    """Return the article in a decoded text. Any text gives one; nothing here raises but for our own mistakes."""
    draft = draft_text(text)
    for rule in RULES:
        rule(draft)
    article = _Assembly().article(draft)
    ledger.check_against(article, draft)
    return Recognised(article, draft, ledger.draw_up(draft))


_FIELDS = {Role.TITLE, Role.LEAD, Role.SECTION, Role.PLACE, Role.BYLINE, Role.SOURCE}


@dataclass(slots=True)
class _Figure:
    """A figure while its lines are gathered."""

    block_id: str
    span: Span
    image: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(slots=True)
class _Assembly:
    """Makes the article from the pieces, line by line, and writes into each piece where its text went."""

    blocks: list[Block] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    published: date | None = None
    views: int | None = None
    figure: _Figure | None = None
    items: list[ListItem] = field(default_factory=list)
    items_id: str = ""
    items_span: Span | None = None
    count: int = 0

    def article(self, draft: Draft) -> Article:
        for line in draft.lines:
            for piece in line.pieces:
                self._add(line, piece)
        self._close()
        text = {name: FIELD_JOIN.join(values) for name, values in self.fields.items()}
        return Article(
            **text,  # type: ignore[arg-type]  # the names in _FIELDS are text fields
            authors=tuple(authors(text["byline"])) if "byline" in text else (),
            published=self.published,
            views=self.views,
            blocks=tuple(self.blocks),
        )

    def _add(self, line: Line, piece: Piece) -> None:
        text = line.text[piece.inner[0] : piece.inner[1]]
        role = piece.role
        if role is Role.CHROME:
            return
        if piece.value is not None:
            self._add_value(piece)
        elif role in _FIELDS:
            piece.target = role.value
            self.fields.setdefault(role.value, []).append(text)
        elif role in (Role.IMAGE, Role.CAPTION, Role.CREDIT):
            self._add_to_figure(line, piece, text)
        elif role is Role.LIST_ITEM:
            self._add_item(line, piece, text)
        else:
            self._close()
            piece.target, span = self._new_id(), _span(line)
            content = (Text(text),)
            is_heading = role is Role.HEADING
            self.blocks.append(
                Heading(content, 1, piece.target, span) if is_heading else Paragraph(content, piece.target, span)
            )

    def _add_value(self, piece: Piece) -> None:
        if isinstance(piece.value, date):
            piece.target = "published"
            self.published = self.published or piece.value
        else:
            piece.target = "views"
            self.views = piece.value if self.views is None else self.views

    def _add_to_figure(self, line: Line, piece: Piece, text: str) -> None:
        slot = piece.role.value
        if self.figure is None or getattr(self.figure, slot) is not None:
            self._close()
            self.figure = _Figure(self._new_id(), _span(line))
        setattr(self.figure, slot, text)
        piece.target = self.figure.block_id

    def _add_item(self, line: Line, piece: Piece, text: str) -> None:
        if not self.items:
            self._close()
            self.items_id, self.items_span = self._new_id(), _span(line)
        found = list_item.MARKER.match(text)
        marker, content = (found.group().strip(), text[found.end() :]) if found else (None, text)
        self.items.append(ListItem((Text(content),), marker))
        piece.target = self.items_id

    def _close(self) -> None:
        """End the figure or the list that is being gathered."""
        if self.figure is not None:
            figure = self.figure
            caption: Inlines = (Text(figure.caption),) if figure.caption else ()
            image = Image(figure.image) if figure.image else None
            if image is None and not caption:  # a credit alone on its line is all that is left of the figure
                caption, figure.credit = (Text(figure.credit or ""),), None
            self.blocks.append(Figure(image, caption, figure.credit, figure.block_id, figure.span))
            self.figure = None
        if self.items:
            ordered = bool(self.items[0].marker and self.items[0].marker[0].isalnum())
            self.blocks.append(ListBlock(tuple(self.items), ordered, self.items_id, self.items_span))
            self.items = []

    def _new_id(self) -> str:
        self.count += 1
        return f"b{self.count}"


def _span(line: Line) -> Span:
    return Span(line.start, line.start + len(line.raw), line.number)
