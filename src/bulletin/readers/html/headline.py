"""A page, its facts and its body → the block that is the headline: what the page calls itself, tags, names, looks."""

from __future__ import annotations

import re

from bulletin.readers.html import names
from bulletin.readers.html.facts import Testimony
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.tree import Element

_RUNNING = 60  # characters: a shorter line is seldom running text
_LOOKS_MATTER = 4.0  # with more evidence than that, size and weight add nothing
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,3})?)(px|pt|em|rem)")
_TITLE_ENOUGH = 4
_SURE = 10.0  # a first-level head, and one of the page's own names for itself
_OPENS_ARTICLE = 3  # what a head of any level at an <article>'s beginning counts
_FARTHEST = 1_500  # blocks: menus between a headline and its text are never longer
_BEFORE_BODY = 25  # blocks: how far above the body a headline stands at most, if only looks speak for it


def find_title(page: Page, within: Element, body: Element, testimony: Testimony) -> int | None:
    """Return the index of the block that is the headline, where the page's own evidence names one."""
    top = _first_running(page, body)
    start, end = max(within.first, top - _FARTHEST), min(len(page.blocks), top + 1)
    forms = {headline_key(form) for form in testimony.headlines}
    best, most = None, float(_TITLE_ENOUGH) - 0.5
    for index in range(start, end):
        block = page.blocks[index]
        if block.rule is not None or block.image is not None or not 8 <= len(block.text) <= 400:
            continue
        score = _title_score(block, forms, testimony)
        if within is not page.root and index <= within.first + 3 and heading_level(block):
            score += _OPENS_ARTICLE
        if score < 6 and top - index > _BEFORE_BODY:
            continue
        if score < _LOOKS_MATTER and body.first <= index:
            score += _looks_score(block, index - body.first)
        if score >= most:  # of equals, the one nearest to the text
            best, most = index, score
    return best if most >= _SURE else _surefind_title(page, body, forms, testimony, top) or best


def _surefind_title(page: Page, body: Element, forms: set[str], testimony: Testimony, top: int) -> int | None:
    """Return the headline that stands below what looked like text (a notice, a window), where more text follows it."""
    left = sum(len(block.text) for block in page.blocks[top : body.last])
    whole = left
    for index in range(top + 1, body.last):
        left -= len(page.blocks[index - 1].text)
        if left < 0.5 * whole:
            return None
        block = page.blocks[index]
        if (
            heading_level(block)
            and headline_key(block.text) in forms
            and _title_score(block, forms, testimony) >= _SURE
        ):
            return index
    return None


def _first_running(page: Page, body: Element) -> int:
    """Return where the text surely begins: at a long paragraph, or at the third line of a text broken into lines."""
    lines = []
    for index in range(body.first, body.last):
        block = page.blocks[index]
        if block.image is not None or block.share(block.linked) >= 0.5 or heading_level(block) == 1:
            continue
        if len(block.text) >= 150:
            return index
        if len(block.text) >= _RUNNING and block.share(block.strong) < 0.5:
            lines.append(index)
    return lines[2] if len(lines) > 2 else max(body.first, body.last - 1)


def _title_score(block: Block, forms: set[str], testimony: Testimony) -> float:
    key = headline_key(block.text)
    score = 6.0 if key in forms else 3.0 if _is_near(key, forms) else 0.0
    level = heading_level(block)
    score += {1: 5.0, 2: 2.0, 3: 1.0}.get(level or 0, 0.0)
    around = list(block.around(2))
    score += 3.0 * any(names.TITLE.search(element.names) for element in around)
    score += 4.0 * any(element.get("itemprop").casefold() in ("headline", "name headline") for element in around)
    if any(
        element.tag in ("nav", "li", "aside", "footer") or names.BREADCRUMB.search(element.names)
        for element in block.around(6)
    ):
        score -= 4.0
    if block.share(block.linked) > 0.9:
        score -= 2.0 if key in forms else 4.0
    if testimony.site and key == headline_key(testimony.site):
        score -= 8.0
    return score


def _looks_score(block: Block, offset: int) -> float:
    """Weigh size and weight of a line near the top of the body, where nothing else tells of a headline."""
    score = 2.0 * (block.share(block.strong) > 0.95) + 2.0 * any(_is_large(element) for element in block.around(2))
    if not score or len(block.text.split()) < 3 or block.share(block.linked) > 0.5:
        return 0.0
    return score + 1.5 - 0.3 * offset - 2.0 * (block.text.endswith((".", ":")) or len(block.text) > 200)


def _is_large(element: Element) -> bool:
    if element.tag == "big" or (element.tag == "font" and element.get("size").lstrip("+") in ("3", "4", "5", "6", "7")):
        return True
    found = _FONT_SIZE.search(element.attributes.get("style", ""))
    return found is not None and float(found[1]) >= {"px": 17, "pt": 13}.get(found[2], 1.25)


def heading_level(block: Block) -> int | None:
    for element in (block.element, block.element.parent):
        if element is not None and element.tag in names.HEADINGS:
            return names.HEADINGS[element.tag]
    return None


def _is_near(key: str, forms: set[str]) -> bool:
    """Whether a headline was cut short, or lengthened by the site's name, on one side."""
    if len(key) < 25:
        return False
    for form in forms:
        short, long = sorted((key.rstrip(" .…"), form.rstrip(" .…")), key=len)
        if len(short) >= 0.6 * len(long) and len(short) >= 25 and short in long:
            return True
    return False


def headline_key(text: str) -> str:
    return " ".join(text.casefold().replace("“", '"').replace("”", '"').split()).rstrip(" .")
