"""A page and its facts → its story: the element that holds the body, the headline's block, where they begin and end.

Running text against links decides (after Kohlschütter et al., "Boilerplate Detection using Shallow Text Features",
2010); tags, class names and the page's facts only tip the scale.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from bulletin.readers.html import names
from bulletin.readers.html.facts import Testimony
from bulletin.readers.html.headline import find_title, heading_level, headline_key
from bulletin.readers.html.page import Page
from bulletin.readers.html.tree import Element

_RUNNING = 60  # characters: a shorter line is seldom running text
_ONE_ARTICLE = 150  # characters of running text that make an <article> one of several
_HOLDERS = frozenset({
    "html", "body", "div", "section", "article", "main", "td", "table", "tbody", "tr", "center", "form", "span", "font",
})  # fmt: skip
_CHROME_PRIOR = 0.2


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
    title = find_title(page, within, body, testimony)
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
    forms = {headline_key(form) for form in testimony.headlines}
    headlines = [
        index for index, block in enumerate(page.blocks)
        if block.rule is None and block.share(block.linked) < 0.9 and len(block.text) >= 15
        and (heading_level(block) == 1 or headline_key(block.text) in forms)
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
    forms = {headline_key(form) for form in testimony.headlines}
    for article in articles:
        if any(headline_key(block.text) in forms for block in page.blocks_in(article)):
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
