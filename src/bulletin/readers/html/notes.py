"""A page's tree → its footnotes: a short link to a block that leads back; what is less clear stays as it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.drafts.draft import Line, MarkKind, Role, Structure
from bulletin.drafts.ledger import normalised_offset
from bulletin.readers.html.names import BLOCKS
from bulletin.readers.html.tree import Element
from bulletin.text.edits import Edit

BACK = "back"  # the target of a link that leads from a note to its mark
NOTE, LABEL, REMOVED = "html-note", "html-note-label", "note-mark"

_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡]{1,3})\s*[\])]?")
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\]).:]+(?:\s+|$)")
_OWN_BLOCK = re.compile(r"^_?(?:ft|fn|edn|foot|note|cite)", re.IGNORECASE)
_LONGEST = 3_000  # characters of a note
_MOST_NOTES = 1_000  # of one page; the marks of more stay words
_MOST_BACK = 20  # links to one mark: a place that more lead to is the page's
_AROUND_MARK = 2  # elements around a mark that may be what the note leads back to: <sup id=…>
_TITLES = re.compile(r"(?:chú thích|ghi chú|footnotes?|notes?)\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note of a page: its mark in the text, the block that holds it, and the links in it that lead back."""

    number: int
    mark: Element
    block: Element
    backs: tuple[Element, ...]


def find_notes(root: Element) -> list[PageNote]:
    """Return the notes whose mark and text lead to each other, in the order of their marks."""
    elements = list(_elements(root))
    places = {element: index for index, element in enumerate(elements)}
    ends = _ends(elements, places)
    names: dict[str, Element] = {}
    for element in elements:
        for name in (element.get("id"), element.get("name") if element.tag == "a" else ""):
            if name:
                names.setdefault(name, element)
    links = [(element, names.get(element.get("href")[1:])) for element in elements if _leads_inside(element)]
    leading = defaultdict(list)
    for link, target in links:
        if target is not None:
            leading[target].append(link)
    found: dict[Element, PageNote | None] = {}
    lengths: dict[Element, int] = {}  # of the texts of blocks, each counted once
    for link, target in links:
        if target is None or not _MARK.fullmatch(link.text().strip()):
            continue
        block, around = _block_around(target), _innermost_block(link)
        for element in (block, around):
            if element not in lengths:
                lengths[element] = len(element.text().strip())
        near = [place for place in _own_places(link) if len(leading[place]) <= _MOST_BACK]
        backs = tuple(back for place in near for back in leading[place] if places[block] <= places[back] < ends[block])
        in_text = lengths[around] > len(link.text().strip()) + 2
        if backs and in_text and places[link] < places[block] and lengths[block] <= _LONGEST:
            found[block] = PageNote(len(found) + 1, link, block, backs) if block not in found else None  # two marks
    return [note for note in found.values() if note is not None][:_MOST_NOTES]


def _elements(root: Element) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack += [child for child in reversed(element.children) if isinstance(child, Element)]


def _ends(elements: list[Element], places: dict[Element, int]) -> dict[Element, int]:
    """Return the place after the last element inside each: inside it is what stands before that, and not before it."""
    ends: dict[Element, int] = {}
    for element in reversed(elements):
        last = next((child for child in reversed(element.children) if isinstance(child, Element)), None)
        ends[element] = ends[last] if last is not None else places[element] + 1
    return ends


def _leads_inside(element: Element) -> bool:
    return element.tag == "a" and element.get("href").startswith("#")


def _block_around(target: Element) -> Element:
    """Return the block that holds a note's text: the item, or all paragraphs that its own element holds."""
    block = _innermost_block(target)
    parent = block.parent
    if block.tag == "p" and parent and (parent.tag == "li" or _OWN_BLOCK.match(parent.get("id"))):
        return parent
    return block


def _own_places(link: Element) -> list[Element]:
    inside = [element for element in _elements(link) if element is not link]
    return [*link.around(_AROUND_MARK), *inside]


def _innermost_block(element: Element) -> Element:
    return next((outer for outer in element.around() if outer.tag in BLOCKS), element)


# ── on lines ─────────────────────────────────────────────────────────────────────────────────────────────────


def without_marks(line: Line) -> Line:
    """Return a line without the letters of its notes' marks, which writers set themselves; each is an edit."""
    for mark in sorted(line.marks, key=lambda mark: -mark.start):
        if mark.kind is MarkKind.NOTE:
            line = _without(line, mark.start, mark.end)
    return line


def _without(line: Line, start: int, end: int) -> Line:
    """Return the line without a stretch of its raw text and one of the spaces around it."""
    first, last = normalised_offset(line, start), normalised_offset(line, end)
    before, after = line.text[first - 1 : first] if first else "", line.text[last : last + 1]
    if before == " " and after in ("", " ") and line.raw[start - 1] == " ":
        start, first = start - 1, first - 1
    elif first == 0 and after == " " and line.raw[end : end + 1] == " ":
        end, last = end + 1, last + 1
    edits = [edit for edit in line.edits if edit.end <= start or edit.start >= end]
    edits = sorted([*edits, Edit(start, end, "", REMOVED)], key=lambda edit: edit.start)
    text = line.text[:first] + line.text[last:]
    changed = Line(line.number, line.start, line.raw, text, tuple(edits), line.blank_lines_before, line.marks)
    if not text.strip():
        changed.claim(Role.CHROME, LABEL)
    return changed


def claim_note(lines: list[Line], note: PageNote) -> None:
    """Claim the lines of a note; its number goes."""
    own = _MARK.fullmatch(note.mark.text().strip())
    for index, line in enumerate(lines):
        if not line.is_free:
            continue
        if index == 0 and note.block.tag == "li" and _NUMBER.fullmatch(line.text):
            line.claim(Role.CHROME, LABEL)  # it stands above paragraphs
            continue
        label = _NUMBER.match(line.text) if index == 0 else None
        is_label = label and (note.block.tag == "li" or (own is not None and label[1] == own[1]))
        start = label.end() if label and is_label else 0
        line.claim(Role.NOTE, NOTE, inner=(start, len(line.text)))
        line.structure = Structure(note.number)


def is_title(text: str) -> bool:
    """Return whether a line above the notes only says that these are notes."""
    return _TITLES.fullmatch(text) is not None
