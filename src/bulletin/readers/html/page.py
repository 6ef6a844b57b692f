"""A tree of elements → the page as text, as a person would copy it: one block a line, with its markup.

White space collapses as CSS says (https://www.w3.org/TR/css-text-3/#white-space-processing). What no page shows
(scripts, forms' controls, hidden parts) stands behind all that it shows, so that neighbours on the page are
neighbours in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.drafts.draft import Draft, Line, MarkKind, Role, make_line
from bulletin.readers.html.copyist import IMAGES, SPACE, UNSAFE, Copyist, Raw, is_block
from bulletin.readers.html.notes import BACK, PageNote, find_notes, without_marks
from bulletin.readers.html.tree import Element
from bulletin.text.normalise import normalise_line

_SAYING = frozenset({"itemprop", "rel", "style"})
_FILE_NAME = re.compile(r"[\w.-]*[\d_.-][\w.-]*")  # "khai-ha-1": what no reader would read aloud
_LABEL = 400  # characters: inline elements around a longer line tell nothing
_WAITING_TEXT = 500  # characters


@dataclass(slots=True, eq=False)
class Block:
    """A line of the page and the innermost block element that it stands in; `image` where it stands for a picture.

    `wraps` are the inline elements that hold the whole line, the innermost first. `rule` is the chrome that an unshown
    line is. `linked`, `strong` and `emphasised` count its characters in links, in bold and in italics,
    `dropped_links` its links whose addresses are not kept.
    """

    line: Line
    element: Element
    image: Element | None = None
    rule: str | None = None
    linked: int = 0
    strong: int = 0
    emphasised: int = 0
    dropped_links: int = 0
    wraps: list[Element] = field(default_factory=list)

    def around(self, levels: int) -> Iterator[Element]:
        """Yield what holds the whole line: inline elements, its block element, and at most `levels` around that."""
        yield from self.wraps
        yield from self.element.around(levels)

    @property
    def text(self) -> str:
        return self.line.text

    def share(self, count: int) -> float:
        """Return which part of the raw line `count` characters are."""
        return count / max(1, len(self.line.raw.strip()))


@dataclass(slots=True)
class Page:
    """A page: its tree, its elements in order, its blocks."""

    root: Element
    elements: list[Element]
    blocks: list[Block]
    notes: list[PageNote]

    def draft(self) -> Draft:
        """Return the page's lines as a draft; unshown and invisible lines are claimed already."""
        text = "\n".join(block.line.raw for block in self.blocks)
        return Draft(text, [block.line for block in self.blocks], has_markup=True)

    def blocks_in(self, element: Element) -> list[Block]:
        """Return the shown blocks that stand in an element."""
        return self.blocks[element.first : element.last]


def copy_page(root: Element) -> Page:
    """Return the page of a tree. A page whose text waits for a script to show it is copied as if it were shown."""
    notes = find_notes(root)
    marks = {back: BACK for note in notes for back in note.backs} | {note.mark: str(note.number) for note in notes}
    copyist = Copyist(note_marks=marks)
    copyist.copy(root)
    seen = sum(len(raw.text) for raw in copyist.shown)
    hidden = sum(len(raw.text) for raw in copyist.unshown if raw.rule == "html-hidden")
    if hidden > _WAITING_TEXT and hidden > 4 * seen:
        copyist = Copyist(shows_hidden=True, note_marks=marks)
        copyist.copy(root)
    page = Page(root, copyist.elements, _placed(copyist), notes)
    _wrap(page)
    return page


def _wrap(page: Page) -> None:
    """Tell each line which inline elements that say something hold all of it."""
    for element in reversed(page.elements):
        if element.last - element.first != 1 or is_block(element) or element.tag in IMAGES:
            continue
        block = page.blocks[element.first]
        if block.image is not None or len(block.line.raw) > _LABEL or not _says_something(element):
            continue
        if len(SPACE.sub(" ", element.text()).strip()) >= 0.9 * len(block.line.raw):
            block.wraps.append(element)


def _says_something(element: Element) -> bool:
    if element.names.strip() or element.tag in ("time", "font", "big"):
        return True
    return not _SAYING.isdisjoint(element.attributes)


def _placed(copyist: Copyist) -> list[Block]:
    """Return the copied lines as blocks, numbered and placed one after another."""
    for element in copyist.elements:  # a last line of mere space was counted, then left out
        element.last = min(element.last, len(copyist.shown))
    blocks, position = [], 0
    for number, raw in enumerate((*copyist.shown, *copyist.unshown), 1):
        blocks.append(_block(raw, number, position))
        position += len(raw.text) + 1
    return blocks


def _block(raw: Raw, number: int, position: int) -> Block:
    line = make_line(number, position, raw.text, raw.gap)
    covered: Counter[MarkKind] = Counter()
    for kind in MarkKind:
        end = 0
        for mark in sorted((m for m in raw.marks if m.kind is kind), key=lambda m: m.start):
            covered[kind] += max(0, mark.end - max(end, mark.start))
            end = max(end, mark.end)
    line.marks = tuple(mark for mark in raw.marks if mark.kind is not MarkKind.LINK or mark.target)
    dropped = sum(1 for mark in raw.marks if mark.target == UNSAFE)
    line = without_marks(line)
    if raw.image is not None:
        alt = normalise_line(SPACE.sub(" ", raw.image.get("alt")[:_LABEL])).text
        line.alt = alt if alt and not _FILE_NAME.fullmatch(alt) else None
    if raw.rule and not line.is_claimed:
        line.claim(Role.CHROME, raw.rule)
    return Block(
        line, raw.element, raw.image, raw.rule,
        covered[MarkKind.LINK], covered[MarkKind.STRONG], covered[MarkKind.EMPHASIS], dropped,
    )  # fmt: skip
