"""What is left above the headline: the section's label right above it ("Tin trong tỉnh"), menus otherwise."""

from __future__ import annotations

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import LABEL_WORDS, ends_sentence

NAME = "section-label"
MENU = "menu"

_MENU_LINES = 4  # so many labels above a headline are a menu, and its last line is one of them


def claim(draft: Draft) -> None:
    title = draft.index_of(Role.TITLE)
    if title is None:
        return
    for index, line in list(draft.free()):
        if index < title and line.text.count("|") >= 2:  # a menu on one line
            line.claim(Role.CHROME, MENU)
    labels = [index for index, line in draft.free() if index < title and len(line.text.split()) <= LABEL_WORDS]
    if labels and labels[-1] == title - 1 and len(labels) < _MENU_LINES and not ends_sentence(_text(draft, title - 1)):
        draft.lines[labels.pop()].claim(Role.SECTION, NAME)
    for index in labels:
        draft.lines[index].claim(Role.CHROME, MENU)


def _text(draft: Draft, index: int) -> str:
    return draft.lines[index].text
