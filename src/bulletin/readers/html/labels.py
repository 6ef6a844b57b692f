"""A page with its story and facts → claims on its lines: what markup says for sure. The rest waits for the rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import count

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import LABEL_WORDS, ends_sentence
from bulletin.drafts.moments import read_moment
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import lead as lead_rule
from bulletin.drafts.rules import stamp
from bulletin.readers.html import chrome, names
from bulletin.readers.html.facts import read_machine_moment
from bulletin.readers.html.figures import Figures
from bulletin.readers.html.notes import LABEL as NOTE_LABEL
from bulletin.readers.html.notes import claim_note, is_title
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.signatures import claim_signatures, claim_signed_stamp, is_signature
from bulletin.readers.html.story import Story
from bulletin.readers.html.structures import Structures
from bulletin.readers.html.tree import Element

TITLE, LEAD, PLACE, HEADING, TIME, DOUBLED, TOOLS = (
    "html-title", "html-lead", "html-place", "html-heading", "html-time", "html-doubled-title", "html-tools",
)  # fmt: skip

_ABOVE = 4  # blocks above the headline that may hold its section and stamp
_BELOW = 10  # blocks below the body that may hold its byline and source
_FIRST_LINES = 12  # stamps, tools and names between a headline and its lead
_SHORT = 80
_STAMP = 60
_TOOL_WORDS = 5
_WHOLE = frozenset({"body", "html", "#root"})  # a body that is the whole page says nothing about what stands in it
_LEAD = (40, 900)
_HEADING_LENGTH, _HEADING_WORDS = 140, 25
_HEADS_IN_A_ROW = 3  # "CHƯƠNG I", its name, and the first article's
_TEXT_BELOW = 80  # a bold name over a paragraph is a head, at the end of the text a signature
_BOLD_LEVEL = 7  # below the six that tags can say
_NUMBERED = re.compile(r"(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-D])[.)/-]?\s+\S")


def label_page(page: Page, story: Story, draft: Draft) -> None:
    """Claim the lines of a page's draft that markup decides."""
    _claim_notes(page)
    kept = _kept_outside(page, story, draft.facts.published)
    chrome.claim_outside(page, story, kept)
    chrome.claim_inside(page, story)
    _claim_stamps(page, story, draft)
    _claim_title(page, story)
    _claim_lead(page, story, named=True)
    claim_signatures(page, story, kept, draft.facts.authors)
    groups = count(1)
    Figures(page, story, groups).claim()
    _claim_lead(page, story, named=False)
    _claim_tools(page, story)
    Structures(page, story, groups).claim()
    _claim_headings(page, story)


def _claim_notes(page: Page) -> None:
    """Claim the notes, wherever on the page they stand, and the label above them."""
    for note in page.notes:
        claim_note([block.line for block in page.blocks_in(note.block) if block.image is None], note)
    first = min((note.block.first for note in page.notes), default=0)
    if first and page.blocks[first - 1].line.is_free and is_title(page.blocks[first - 1].text):
        page.blocks[first - 1].line.claim(Role.CHROME, NOTE_LABEL)


def _shown(page: Page, first: int, last: int) -> list[Block]:
    """Return the text blocks in a range that nothing has claimed yet."""
    return [block for block in page.blocks[first:last] if block.image is None and block.line.is_free]


# ── around the story ─────────────────────────────────────────────────────────────────────────────────────────


def _kept_outside(page: Page, story: Story, published: date | None) -> set[int]:
    """Return the blocks outside the story that belong to its article: section, stamp, byline and source."""
    kept: set[int] = set()
    if story.title is not None:
        for index in range(max(0, story.title - _ABOVE), story.title):
            block = page.blocks[index]
            if block.image is not None or block.rule is not None or len(block.text) > _SHORT:
                continue
            nearest = index == story.title - 1
            in_body = (
                index >= story.body.first and story.body.tag not in _WHOLE and _is_own_in_body(block, nearest=nearest)
            )
            if in_body or _is_own_label(block, nearest=nearest) or _is_moment(block.text, published):
                kept.add(index)
    for index in range(story.last, min(len(page.blocks), story.last + _BELOW)):
        block = page.blocks[index]
        if block.rule is not None or chrome.region_rule(block.element) in (
            "html-comments",
            "html-related",
            "html-sidebar",
        ):
            break
        if block.image is None and len(block.text) <= _SHORT and is_signature(block):
            kept.add(index)
    return kept


def _is_own_label(block: Block, *, nearest: bool) -> bool:
    around = list(block.around(3))
    if any(element.tag in ("nav", "li", "ul") or names.BREADCRUMB.search(element.names) for element in around):
        return False
    if any(names.STAMP.search(element.names) or element.tag == "time" for element in around[:2]) and any(
        map(str.isdigit, block.text)
    ):
        return True
    is_section = any(names.SECTION.search(element.names) for element in around[:2])
    return nearest and is_section and len(block.text.split()) <= 8


def _is_own_in_body(block: Block, *, nearest: bool) -> bool:
    """Whether a line above the headline, in the same element as the text, is its stamp or its section."""
    if len(block.text) <= _STAMP and read_moment(block.text) is not None:
        return True
    return nearest and len(block.text.split()) <= LABEL_WORDS and not ends_sentence(block.text)


def _is_moment(text: str, published: date | None) -> bool:
    """Whether a line gives the very day on which the page says that it was published."""
    moment = read_moment(text)
    return moment is not None and published is not None and (moment.year, moment.month, moment.day) == (
        published.year, published.month, published.day
    )  # fmt: skip


# ── the head of the article ──────────────────────────────────────────────────────────────────────────────────


def _claim_stamps(page: Page, story: Story, draft: Draft) -> None:
    """Claim stamps while the headline is free: a date beside it is the article's own."""
    end = min(story.last, story.first + 12)
    first = max(0, story.first - _ABOVE)
    lines = [block.line for block in page.blocks[first:end] if block.image is None and block.line.is_free]
    stamp.mark(replace(draft, lines=lines))
    for block in page.blocks[first:end]:
        time = next((element for element in block.around(1) if element.tag == "time"), None)
        if block.line.is_free and time is not None and len(block.text) <= _SHORT:
            moment = read_machine_moment(time.get("datetime")) or read_moment(block.text)
            if moment is not None:
                block.line.claim(Role.DATE, TIME, value=moment)
        elif block.line.is_free and len(block.text) <= _SHORT and _is_moment(block.text, draft.facts.published):
            claim_signed_stamp(block)
    near = [] if story.title is None else _shown(page, first, min(story.title + 4, story.last))
    if not any(block.line.has(Role.DATE) for block in page.blocks[first:end]):
        for block in near:  # beside the headline, a short line with one date is its stamp, whatever else it says
            if (
                block is not page.blocks[story.title or 0]
                and len(block.text) <= _STAMP
                and not ends_sentence(block.text)
            ):
                claim_signed_stamp(block)


def _claim_title(page: Page, story: Story) -> None:
    if story.title is None:
        return
    title = page.blocks[story.title]
    if not title.line.is_free:
        return
    title.line.claim(Role.TITLE, TITLE)
    key = title.text.casefold().rstrip(" .")
    for block in page.blocks:
        if block.line.is_free and block.text.casefold().rstrip(" .") == key:
            block.line.claim(Role.CHROME, DOUBLED)


def _claim_lead(page: Page, story: Story, *, named: bool) -> None:
    """Claim the lead: by its name where it stands between headline and text, else a first paragraph in bold."""
    if story.title is None or any(block.line.has(Role.LEAD) for block in page.blocks[story.title : story.last]):
        return
    shown = _shown(page, story.title + 1, story.last)
    if len(shown) < 2:
        return
    for position, block in enumerate(shown[:_FIRST_LINES]):
        if not _LEAD[0] <= len(block.text) <= _LEAD[1]:
            continue
        below = shown[position + 1] if position + 1 < len(shown) else None
        if _is_named_lead(block) if named else _is_set_apart(block, below):
            _claim_as_lead(page.blocks[story.title], block, shown[position + 1 :])
            return
        if len(block.text) >= 120:
            return  # the text has begun


def _is_named_lead(block: Block) -> bool:
    around = list(block.around(2))
    return any(
        names.LEAD.search(element.names) or element.get("itemprop").casefold() == "description" for element in around
    )


def _is_set_apart(block: Block, below: Block | None) -> bool:
    """Whether a paragraph stands in bold, or as a heading too long for one, over text that does not."""
    if below is None or below.share(below.strong) > 0.9:
        return False
    is_bold = block.share(block.strong) > 0.95
    is_heading = block.element.tag in names.HEADINGS
    return (
        (is_bold or is_heading)
        and len(block.text) >= 80
        and (ends_sentence(block.text) or len(block.text) > _HEADING_LENGTH)
    )


def _claim_as_lead(title: Block, block: Block, below: list[Block]) -> None:
    """Claim the lead; a dateline, a paper's tag and a place with a class name of its own are parted from it."""
    place = _place_length(block)
    if place:
        block.line.claim_front(place, Role.PLACE, PLACE)
        block.line.claim(Role.LEAD, LEAD)
        return
    lead_rule.claim(Draft("", [title.line, block.line, *(other.line for other in below[:1])]))
    if not block.line.is_claimed:
        block.line.claim(Role.LEAD, LEAD)


def _claim_tools(page: Page, story: Story) -> None:
    """Claim the few words between headline and lead that are neither stamp nor name: buttons."""
    lead = next((index for index in range(story.first, story.last) if page.blocks[index].line.has(Role.LEAD)), None)
    if story.title is None or lead is None:
        return
    for block in _shown(page, story.title + 1, lead):
        is_label = len(block.text.split()) <= _TOOL_WORDS and not ends_sentence(block.text)
        if is_label and not block.text.isupper() and not are_names(block.text):  # a place in capitals, a writer
            block.line.claim(Role.CHROME, TOOLS)


def _place_length(block: Block) -> int:
    """Return how much of the line's front is a place that a style sheet sets apart ("TP HCMNgười …"); 0 for none."""
    for child in block.element.children[:3]:
        if isinstance(child, Element) and child.tag == "span" and names.PLACE.search(child.names):
            text = " ".join(child.text().split())
            return (
                len(text)
                if 0 < len(text) <= 40 and block.text.startswith(text) and len(block.text) > len(text) + 40
                else 0
            )
    return 0


# ── sub-heads ────────────────────────────────────────────────────────────────────────────────────────────────


def _claim_headings(page: Page, story: Story) -> None:
    first = story.first if story.title is None else story.title + 1
    blocks = [block for block in page.blocks[first : story.last] if not block.line.has(Role.CHROME)]
    text_seen = False
    for position, block in enumerate(blocks):
        if block.image is None and block.line.is_free:
            below = blocks[position + 1 : position + 1 + _HEADS_IN_A_ROW]
            above = blocks[position - 1] if position else None
            level = _heading_level(block, above, below) if text_seen or block.element.tag in names.HEADINGS else None
            if level is not None:
                block.line.level = level
                block.line.marks = tuple(m for m in block.line.marks if m.end - m.start < 0.9 * len(block.line.raw))
                block.line.claim(Role.HEADING, HEADING)
        text_seen = (
            text_seen or (len(block.text) >= 60 and block.share(block.strong) < 0.9) or block.line.has(Role.LEAD)
        )


def _heading_level(block: Block, above: Block | None, below: list[Block]) -> int | None:
    """Return a sub-head's level, or None: tags say it, or a short bold line with text below it that is not bold."""
    if not below:
        return None
    text = block.text
    if block.element.tag in names.HEADINGS and len(text) <= 1.5 * _HEADING_LENGTH:
        return names.HEADINGS[block.element.tag]
    if block.share(block.strong) < 0.95 or len(text) > _HEADING_LENGTH or len(text.split()) > _HEADING_WORDS:
        return None
    if (ends_sentence(text) and not _NUMBERED.match(text) and not text.endswith("?")) or text.endswith((",", ";", ":")):
        return None
    if above is not None and above.image is not None:
        return None
    text_below = next((other for other in below if other.image is not None or other.share(other.strong) < 0.9), None)
    if text_below is None or (are_names(text) and len(text_below.text) < _TEXT_BELOW):
        return None
    return _BOLD_LEVEL
