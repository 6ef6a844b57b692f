"""What is left above the headline: the section's label right above it ("Tin trong tỉnh"), menus otherwise."""

from __future__ import annotations

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import LABEL_WORDS, ends_sentence

NAME = "section-label"
MENU = "menu"

_MENU_LABELS = 3


def claim(draft: Draft) -> None:
    title = draft.index_of(Role.TITLE)
    if title is None:
        return
    above = [index for index, line in enumerate(draft.lines[:title]) if not line.is_claimed]
    if not above:
        return
    label = draft.lines[above[-1]]
    between = draft.lines[above[-1] + 1 : title]
    if (
        len(label.rest.split()) <= LABEL_WORDS
        and not ends_sentence(label.rest)
        and all(line.has(Role.DATE) or line.pieces[0].rule in ("breadcrumb", "site-clock") for line in between)
        and not _ends_menu(draft, above)
    ):
        label.claim(Role.SECTION, NAME)
        above.pop()
    for index in above:
        draft.lines[index].claim(Role.CHROME, MENU)


def _ends_menu(draft: Draft, above: list[int]) -> bool:
    """Whether the label is only the last of a menu's: no blank line parts them, and the menu does not name it before."""
    last = first = above[-1]
    while first and not draft.lines[first].blank_lines_before and _is_label(draft.lines[first - 1]):
        first -= 1
    if last - first + 1 < _MENU_LABELS:
        return False
    return not _is_named(draft, last) or _is_named(draft, last - 1)  # a menu that stands twice names all of them


def _is_named(draft: Draft, index: int) -> bool:
    """Whether a line above says the same, or a part of it."""
    label = draft.lines[index].text.casefold()
    return any(line.text.casefold() in label for line in draft.lines[:index])


def _is_label(line: Line) -> bool:
    menu_item = not line.is_claimed or line.pieces[0].rule == "site-chrome"
    return menu_item and len(line.text.split()) <= LABEL_WORDS
