"""Draft → Article: the rules, in the order in which they run, and the article that their claims make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bulletin.drafts import ledger
from bulletin.drafts.assembly import assemble, with_facts
from bulletin.drafts.draft import Draft, Line, Remark, Role, draft_text
from bulletin.drafts.evidence import PARAGRAPH_LENGTH
from bulletin.drafts.ledger import Ledger
from bulletin.drafts.partition import part
from bulletin.drafts.rules import (
    above_title,
    body,
    breadcrumb,
    byline,
    caption,
    credit,
    ending,
    heading,
    image,
    language_switch,
    lead,
    list_item,
    mail,
    read_more,
    release,
    site_chrome,
    site_name,
    source,
    stamp,
    table,
    tail,
    teaser,
    title,
    verse,
)
from bulletin.drafts.span import find_span
from bulletin.model import Article
from bulletin.notices import Notice, Place, Report


def _find_span(draft: Draft) -> None:
    draft.span = find_span(draft)


RULES: tuple[Callable[[Draft], None], ...] = (
    mail.claim,
    verse.mark,
    language_switch.claim,  # before the stamps: its date is today's
    table.claim,  # before the menus: a table's head may look like one
    image.claim,  # before the buttons: "[ảnh]" is none
    site_chrome.claim,
    read_more.claim,  # before the breadcrumbs: these have arrows, too
    breadcrumb.claim,
    stamp.mark,
    _find_span,
    release.claim,  # now it shows what stands inside the article
    site_name.claim,
    tail.claim,
    title.claim,
    body.claim_doubles,
    stamp.settle,  # whose date it is shows once the headline is known
    above_title.claim,
    source.claim,
    byline.claim,
    credit.claim,
    lead.claim,
    teaser.claim_tagged,
    teaser.claim_paired,
    verse.claim,
    ending.claim,
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


def recognise(text: str) -> list[Recognised]:
    """Return the articles in a decoded text, most often one.

    Any text gives at least one; nothing here raises but for our own mistakes.
    """
    return [recognise_draft(draft) for draft in part(draft_text(text))]


def recognise_draft(draft: Draft) -> Recognised:
    """Return the article in a draft, of which a reader that knows markup may have claimed some lines already.

    The rules see the draft without the lines that such a reader has dropped, and without notes: what stands beside a
    line for the eye stands beside it here.
    """
    view = replace(draft, lines=[line for line in draft.lines if not _is_dropped(line) and not line.has(Role.NOTE)])
    given = {rule for rule, role in _ONE_OF_EACH.items() if view.index_of(role) is not None}
    for rule in RULES:
        if rule not in given:
            rule(view)
    _remark_on_dropped(draft)
    article = assemble(draft)
    ledger.check_against(article, draft)
    return Recognised(with_facts(article, draft.facts), draft, ledger.draw_up(draft))


def _remark_on_dropped(draft: Draft) -> None:
    """Say it where whole paragraphs fell by the place they stand in: a teaser is seldom as long."""
    long = [line for line in draft.lines if len(line.text) >= PARAGRAPH_LENGTH and _is_dropped(line)]
    dropped = [line for line in long if line.pieces[0].rule in _BY_PLACE]
    if dropped:
        opening = " ".join(dropped[0].text.split()[:_OPENING_WORDS])
        problem = f"bỏ {len(dropped)} đoạn văn dài nằm ngoài bài (“{opening} …”); xem “bulletin inspect --why”"
        draft.remarks.append(Remark("text-dropped", problem, dropped[0].number))


_BY_PLACE = frozenset({above_title.MENU, ending.NAME, tail.BELOW, tail.RELATED})
_OPENING_WORDS = 8


def report_remarks(recognised: Recognised, file: str, report: Report) -> None:
    """Add to the report what the rules have to say of the article."""
    for remark in recognised.draft.remarks:
        report.add(Notice(remark.code, remark.message, Place(file, remark.line)))


# What an article has one of, and the rules that look for it.
_ONE_OF_EACH: dict[Callable[[Draft], None], Role] = {title.claim: Role.TITLE, lead.claim: Role.LEAD}


def _is_dropped(line: Line) -> bool:
    return bool(line.pieces) and all(piece.role is Role.CHROME for piece in line.pieces) and line.is_claimed
