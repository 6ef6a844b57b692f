"""Parts of a page that are not its article: around the story, and in the middle of it. Each keeps its rule's name.

A class name alone decides nothing: an element goes when it also holds little of the running text and is short or full
of links.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Role
from bulletin.readers.html import names
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.story import Story, Weights
from bulletin.readers.html.tree import Element

OUTSIDE = "html-outside"
RELATED = "html-related"
_LEVELS = 40  # how far above a block a region may begin
_SHORT = 300  # characters: a widget's text
_LINK_LIST = 4  # lines that are nearly all links: a list of other pages, whatever its tags
_LINK_LINE = 30  # characters: shorter links on a line of their own may be a source or a name
# These hold people's words or none at all, so that links and length say little.
_ADVERT = re.compile(r"\W*(?:quảng cáo|advertisement|tài trợ)\W*", re.IGNORECASE)
_SURE = frozenset({"html-comments", "html-advert", "html-breadcrumb", "html-tools"})


def claim_outside(page: Page, story: Story, kept: set[int]) -> None:
    """Claim what stands above the headline and below the body, but for the blocks in `kept`."""
    for index, block in enumerate(page.blocks):
        if block.line.is_claimed or index in kept or story.first <= index < story.last:
            continue
        block.line.claim(Role.CHROME, region_rule(block.element) or OUTSIDE)


def region_rule(element: Element) -> str | None:
    """Return the rule of the region that an element stands in, if its tags or names tell of one."""
    for other in element.around(_LEVELS):
        if other.tag in names.REGIONS:
            return names.REGIONS[other.tag]
        if other.tag != "body" and other.names.strip():
            rule = next((rule for pattern, rule in names.CHROME if pattern.search(other.names)), None)
            if rule is not None:
                return rule
    return None


def claim_inside(page: Page, story: Story) -> None:
    """Claim the boxes, lists and lines of the story that lead elsewhere or are the site's tools."""
    claimed = 0
    for element in page.elements:
        inside = story.first <= element.first < element.last <= story.last and element.last > claimed
        if inside and element.tag in names.BLOCKS and not _holds_story(element, story):
            rule = _element_rule(element, story.weights[element], story.weights[story.body].running, page)
            if rule is not None:
                _claim_all(page.blocks_in(element), rule)
                claimed = element.last
    run: list[Block] = []
    for index in range(story.first, story.last):
        block = page.blocks[index]
        if index != story.title and _is_link(block):
            run.append(block)
        elif block.line.is_free:
            _claim_run(run)
            run = []
    _claim_run(run)
    _claim_labels(page, story)


def _holds_story(element: Element, story: Story) -> bool:
    if story.title is not None and element.first <= story.title < element.last:
        return True
    return element.first <= story.body.first and story.body.last <= element.last


def _element_rule(element: Element, weights: Weights, body: float, page: Page) -> str | None:
    """Return the rule by which an element is chrome, or None."""
    link_share = weights.linked / max(1, weights.total)
    if weights.total == 0 and "avatar" in element.names:
        return "html-icon"
    if weights.running > 0.3 * body:
        return None
    if element.tag in ("nav", "form", "footer") or (
        element.tag == "aside" and (link_share > 0.4 or weights.total < _SHORT)
    ):
        return None if _has_picture(page, element) and link_share < 0.4 else names.REGIONS[element.tag]
    if element.tag in ("ul", "ol") and link_share >= 0.7 and weights.total >= _LINK_LINE:
        return RELATED
    if (
        link_share >= 0.8
        and element.last - element.first >= _LINK_LIST
        and element.tag not in ("table", "tbody", "figure")
    ):
        return RELATED
    if not element.names.strip() or element.tag in names.HEADINGS:
        return None
    if any(
        pattern.search(element.names)
        for pattern in (names.LEAD, names.AUTHOR, names.SOURCE, names.STAMP, names.CAPTION)
    ):
        return None
    rule = next((rule for pattern, rule in names.CHROME if pattern.search(element.names)), None)
    if rule == "html-advert" and any(_ADVERT.fullmatch(block.text) for block in page.blocks_in(element)):
        return rule
    if rule is None or (_has_picture(page, element) and link_share < 0.5):
        return None
    return rule if link_share >= 0.3 or (weights.total <= _SHORT and weights.running == 0) or rule in _SURE else None


def _has_picture(page: Page, element: Element) -> bool:
    return any(block.image is not None for block in page.blocks_in(element))


def _claim_run(run: list[Block]) -> None:
    """Claim lines that are links and follow one another, or one alone that is as long as a headline."""
    for block in run:
        if len(run) > 1 or len(block.text) >= _LINK_LINE:
            block.line.claim(Role.CHROME, RELATED)


def _is_link(block: Block) -> bool:
    """Whether the line is nothing but a link to somewhere else; an address that is spelt out is part of the text."""
    if not block.line.is_free or block.image is not None or block.element.tag in ("td", "th", "figcaption"):
        return False
    return block.share(block.linked) > 0.95 and not block.text.startswith(("http", "www."))


def _claim_labels(page: Page, story: Story) -> None:
    """Claim the label over what has just been claimed ("Tin liên quan"), or at the end of the story."""
    for index in range(story.first, story.last):
        block = page.blocks[index]
        if index == story.title or not block.line.is_free or not names.RELATED_LABEL.fullmatch(block.text):
            continue
        below = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
        if (
            below is None
            or index + 1 >= story.last
            or below.line.has(Role.CHROME)
            or block.element.tag in names.HEADINGS
        ):
            block.line.claim(Role.CHROME, RELATED)


def _claim_all(blocks: list[Block], rule: str) -> None:
    for block in blocks:
        if block.line.is_free:
            block.line.claim(Role.CHROME, rule)
