"""A page and its facts → its story: the element that holds the body, the headline's block, where they begin and end.

Running text against links decides (after Kohlschütter et al., "Boilerplate Detection using Shallow Text Features",
2010); tags, class names and the page's facts only tip the scale.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from bulletin.readers.html import names
from bulletin.readers.html.facts import Testimony
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.tree import Element

_RUNNING = 60  # characters: a shorter line is seldom running text
_ONE_ARTICLE = 150  # characters of running text that make an <article> one of several
_HOLDERS = frozenset({
    "html", "body", "div", "section", "article", "main", "td", "table", "tbody", "tr", "center", "form", "span", "font",
})  # fmt: skip
_LOOKS_MATTER = 4.0  # with more evidence than that, size and weight add nothing
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,3})?)(px|pt|em|rem)")
_CHROME_PRIOR = 0.2
_TITLE_ENOUGH = 4
_SURE = 10.0  # a first-level head, and one of the page's own names for itself
_OPENS_ARTICLE = 3  # what a head of any level at an <article>'s beginning counts
_FARTHEST = 1_500  # blocks: menus between a headline and its text are never longer
_BEFORE_BODY = 25  # blocks: how far above the body a headline stands at most, if only looks speak for it


@dataclass(slots=True)
class Weights:
    """What an element holds: `running` text, weighed; all its text; its text in links."""

    running: float = 0.0
    total: int = 0
    linked: int = 0

    @property
    def score(self) -> float:
        """Running text, less the noise that stands with it."""
        return self.running**2 / (self.total + self.linked + 1)


@dataclass(slots=True)
class Story:
    """Where a page's article is: its body, its headline (a block's index), its range of blocks."""

    body: Element
    title: int | None
    first: int
    last: int
    weights: dict[Element, Weights]
    others: int = 0


def find_story(page: Page, testimony: Testimony) -> Story:
    """Return the story of a page; a page without running text is all story."""
    weights = _weigh(page, _priors(page, testimony))
    articles = _outermost_articles(page, weights)
    body = _body(page, page.root, weights)
    chosen = _chosen_article(page, articles, body, testimony, weights)
    within = page.root if _encloses(chosen, body) else chosen  # a headline may stand above the body's own <article>
    if within is not page.root:
        body = _body(page, within, weights)
    # An <article> around the body bounds the headline too; without one the whole page above the body may hold it.
    title = _title(page, within, body, testimony)
    last = body.last
    first = title if title is not None else body.first
    shown = page.root.last
    return Story(
        body, title, min(first, shown), min(max(last, first + 1), shown), weights, _others(articles, chosen, weights)
    )


# ── weighing ─────────────────────────────────────────────────────────────────────────────────────────────────


def _priors(page: Page, testimony: Testimony) -> dict[Element, float]:
    """Return how far each element's names speak for its text, from 0 to 1; what holds a headline is no chrome."""
    priors: dict[Element, float] = {}
    forms = {_key(form) for form in testimony.headlines}
    headlines = [
        index for index, block in enumerate(page.blocks)
        if block.rule is None and block.share(block.linked) < 0.9 and len(block.text) >= 15
        and (_heading_level(block) == 1 or _key(block.text) in forms)
    ]  # fmt: skip
    for element in page.elements:
        prior = 1.0 if element.parent is None else priors.get(element.parent, 1.0)
        if prior > _CHROME_PRIOR and _looks_like_chrome(element) and not _holds_any(element, headlines):
            prior = _CHROME_PRIOR
        priors[element] = prior
    return priors


def _holds_any(element: Element, indices: list[int]) -> bool:
    position = bisect_left(indices, element.first)
    return position < len(indices) and indices[position] < element.last


def _looks_like_chrome(element: Element) -> bool:
    if element.tag in ("nav", "footer", "aside"):
        return True
    if not element.names.strip():
        return False
    return names.BODY.search(element.names) is None and any(
        pattern.search(element.names) for pattern, _ in names.CHROME
    )


def _weigh(page: Page, priors: dict[Element, float]) -> dict[Element, Weights]:
    weights = {element: Weights() for element in page.elements}
    for block in page.blocks:
        if block.rule is not None or block.image is not None:
            continue
        own = weights[block.element]
        length = len(block.text)
        own.total += length
        own.linked += min(length, block.linked)
        if length >= _RUNNING and block.share(block.linked) < 0.5:
            own.running += (length - block.linked) * priors.get(block.element, 1.0)
    for element in reversed(page.elements):
        if element.parent is not None:
            mine, parent = weights[element], weights[element.parent]
            parent.running += mine.running
            parent.total += mine.total
            parent.linked += mine.linked
    return weights


# ── the body ─────────────────────────────────────────────────────────────────────────────────────────────────


def _outermost_articles(page: Page, weights: dict[Element, Weights]) -> list[Element]:
    found: list[Element] = []
    for element in page.elements:
        if (
            element.tag == "article"
            and weights[element].running >= _ONE_ARTICLE
            and not (found and _encloses(found[-1], element))
        ):
            found.append(element)
    return found


def _chosen_article(
    page: Page, articles: list[Element], body: Element, testimony: Testimony, weights: dict[Element, Weights]
) -> Element:
    """Return the <article> that the page's facts name, else the longest; the root where articles do not matter.

    They matter where the body lies in one of them, or is what holds several of them.
    """
    around = next((article for article in articles if _encloses(article, body)), None)
    inside = [article for article in articles if _encloses(body, article)]
    if around is None and len(inside) < 2:
        return page.root
    if around is None and sum(weights[article].running for article in inside) < 0.7 * weights[body].running:
        return page.root
    forms = {_key(form) for form in testimony.headlines}
    for article in articles:
        if any(_key(block.text) in forms for block in page.blocks_in(article)):
            return article
    return around or max(inside, key=lambda article: weights[article].running)


def _others(articles: list[Element], chosen: Element, weights: dict[Element, Weights]) -> int:
    """Return how many articles beside the chosen one are long enough to be missed."""
    if chosen not in articles:
        return 0
    return sum(
        1 for article in articles if article is not chosen and weights[article].running >= 0.3 * weights[chosen].running
    )


def _body(page: Page, within: Element, weights: dict[Element, Weights]) -> Element:
    best = within
    for element in _elements_in(page, within):
        if weights[element].score > weights[best].score * (1.02 if _encloses(best, element) else 1.0):
            best = element
    for element in _elements_in(page, within):
        if (
            element.get("itemprop").casefold() == "articlebody"
            and weights[element].running >= 0.5 * weights[best].running
        ):
            return element
    return _widened(_narrowed(best, weights), weights)


def _narrowed(best: Element, weights: dict[Element, Weights]) -> Element:
    """Return the innermost element that holds as good as all running text of the best one."""
    while True:
        children = (child for child in best.children if isinstance(child, Element) and child in weights)
        child = next((child for child in children if weights[child].running >= 0.97 * weights[best].running > 0), None)
        if child is None or child.tag not in _HOLDERS:
            return best
        best = child


def _widened(best: Element, weights: dict[Element, Weights]) -> Element:
    """Return the parent where it holds nothing else of weight: a lone paragraph is no body, nor is markup in it."""
    while best.parent is not None and best.parent.tag not in ("#root", "html"):
        parent = weights[best.parent]
        is_part = best.tag in ("p", "span", "font", "b", "strong", "li", "section")
        if is_part and parent.score >= 0.7 * weights[best].score:
            best = best.parent
        else:
            break
    return best


def _elements_in(page: Page, within: Element) -> list[Element]:
    if within is page.root:
        return page.elements
    start = page.elements.index(within)
    end = start + 1
    inside = {within}
    while end < len(page.elements) and page.elements[end].parent in inside:
        inside.add(page.elements[end])
        end += 1
    return page.elements[start:end]


def _encloses(outer: Element, inner: Element) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


# ── the headline ─────────────────────────────────────────────────────────────────────────────────────────────


def _title(page: Page, within: Element, body: Element, testimony: Testimony) -> int | None:
    """Return the index of the block that is the headline, where the page's own evidence names one."""
    top = _first_running(page, body)
    start, end = max(within.first, top - _FARTHEST), min(len(page.blocks), top + 1)
    forms = {_key(form) for form in testimony.headlines}
    best, most = None, float(_TITLE_ENOUGH) - 0.5
    for index in range(start, end):
        block = page.blocks[index]
        if block.rule is not None or block.image is not None or not 8 <= len(block.text) <= 400:
            continue
        score = _title_score(block, forms, testimony)
        if within is not page.root and index <= within.first + 3 and _heading_level(block):
            score += _OPENS_ARTICLE
        if score < 6 and top - index > _BEFORE_BODY:
            continue
        if score < _LOOKS_MATTER and body.first <= index:
            score += _looks_score(block, index - body.first)
        if score >= most:  # of equals, the one nearest to the text
            best, most = index, score
    return best if most >= _SURE else _sure_title(page, body, forms, testimony, top) or best


def _sure_title(page: Page, body: Element, forms: set[str], testimony: Testimony, top: int) -> int | None:
    """Return the headline that stands below what looked like text (a notice, a window), where more text follows it."""
    left = sum(len(block.text) for block in page.blocks[top : body.last])
    whole = left
    for index in range(top + 1, body.last):
        left -= len(page.blocks[index - 1].text)
        if left < 0.5 * whole:
            return None
        block = page.blocks[index]
        if _heading_level(block) and _key(block.text) in forms and _title_score(block, forms, testimony) >= _SURE:
            return index
    return None


def _first_running(page: Page, body: Element) -> int:
    """Return where the text surely begins: at a long paragraph, or at the third line of a text broken into lines."""
    lines = []
    for index in range(body.first, body.last):
        block = page.blocks[index]
        if block.image is not None or block.share(block.linked) >= 0.5 or _heading_level(block) == 1:
            continue
        if len(block.text) >= 150:
            return index
        if len(block.text) >= _RUNNING and block.share(block.strong) < 0.5:
            lines.append(index)
    return lines[2] if len(lines) > 2 else max(body.first, body.last - 1)


def _title_score(block: Block, forms: set[str], testimony: Testimony) -> float:
    key = _key(block.text)
    score = 6.0 if key in forms else 3.0 if _is_near(key, forms) else 0.0
    level = _heading_level(block)
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
    if testimony.site and key == _key(testimony.site):
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


def _heading_level(block: Block) -> int | None:
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


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("“", '"').replace("”", '"').split()).rstrip(" .")
