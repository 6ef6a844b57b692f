"""Draft → Article: the rules, in the order in which they run, and the article that their claims make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bulletin.drafts import ledger
from bulletin.drafts.assembly import assemble, with_facts
from bulletin.drafts.draft import Draft, Line, Role, draft_text
from bulletin.drafts.ledger import Ledger
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
from bulletin.model import Article

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


# What an article has one of, and the rules that look for it.
_ONE_OF_EACH = {title.claim: Role.TITLE, lead.claim: Role.LEAD}


def recognise(text: str) -> Recognised:
    """Return the article in a decoded text. Any text gives one; nothing here raises but for our own mistakes."""
    return recognise_draft(draft_text(text))


def recognise_draft(draft: Draft) -> Recognised:
    """Return the article in a draft, of which a reader that knows markup may have claimed some lines already.

    The rules see what a person would have copied: chrome that the reader knows is out of their sight, so that lines
    are neighbours as on the page. A title and a lead that the reader knows are not looked for again.
    """
    known = {rule for rule, role in _ONE_OF_EACH.items() if draft.index_of(role) is not None}
    seen = replace(draft, lines=[line for line in draft.lines if not _is_chrome(line)])
    for rule in RULES:
        if rule not in known:
            rule(seen)
    article = assemble(draft)
    ledger.check_against(article, draft)
    return Recognised(with_facts(article, draft.facts), draft, ledger.draw_up(draft))


def _is_chrome(line: Line) -> bool:
    return line.is_claimed and all(piece.role is Role.CHROME for piece in line.pieces)
