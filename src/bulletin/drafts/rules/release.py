"""What looked like the page's and stands inside the article: given back to it.

Rules that know chrome by its words run before it shows where the article is. A line that they claimed is the article's
after all where it is a whole sentence, or where it stands alone between two paragraphs and is no plain button.
"""

from __future__ import annotations

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import ends_sentence
from bulletin.drafts.rules import site_chrome

_BY_WORDS = frozenset({
    "site-chrome", "site-counter", "menu-row", "language-switch", "breadcrumb", "view-count", "image-name",
})  # fmt: skip
_SENTENCE_WORDS = 5


def claim(draft: Draft) -> None:
    first, last = draft.span
    for index in range(first + 1, last):
        line = draft.lines[index]
        if not line.pieces or any(piece.rule not in _BY_WORDS for piece in line.pieces):
            continue
        if _is_sentence(line) or _stands_alone(draft, index):
            line.release()


def _is_sentence(line: Line) -> bool:
    is_whole = ends_sentence(line.text) and len(line.text.split()) >= _SENTENCE_WORDS
    return is_whole and line.pieces[0].rule != "site-chrome"


def _stands_alone(draft: Draft, index: int) -> bool:
    """Whether paragraphs stand right above and right below, and the line is no button that stands in articles."""
    line = draft.lines[index]
    beside = (draft.lines[index - 1], draft.lines[index + 1])
    if not all(other.is_text and not other.is_claimed for other in beside):
        return False
    return line.has(Role.IMAGE) or not site_chrome.is_button(line.text)
