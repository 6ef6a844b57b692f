"""A Word file → facts: sections, styles and text as Word would set them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import cast

from bulletin.decree.elements import HEAD, find_roles, is_typed_rule
from bulletin.decree.facts import (
    SINGLE_LINE,
    Alignment,
    Encoding,
    Facts,
    Family,
    Ink,
    Lettering,
    Paragraphs,
    Presence,
    Role,
    Underline,
)
from bulletin.decree.scripts import find_encodings
from bulletin.decree.times import bold_width
from bulletin.decree.word_lines import Line, lines_of
from bulletin.decree.word_looks import Looks, W, child_value, number, switch
from bulletin.decree.word_package import MAIN, Element, open_package
from bulletin.decree.word_sections import (
    columns,
    find_sections,
    first_page,
    margins,
    numbered_furniture,
    numberings,
    sheets,
)
from bulletin.errors import ReadError
from bulletin.notices import Place

_TWIPS = 20  # to a point
_DEFAULT_SIZE = 20  # half points: what Word takes where nothing names a size
_DEFAULT_FAMILY = "Times New Roman"  # the same
_DEFAULT_TAB = 720  # twips
_LONG = 60  # letters: shorter paragraphs may be headings
_ALIGNMENTS = {"both": "justified", "distribute": "justified", "center": "centred", "right": "right", "end": "right"}
_NO_RUNNING_TEXT = ("heading", "title", "subtitle", "toc", "caption", "header", "footer", "mục lục", "chú thích", "tít")
_RULED = (Role.MOTTO, Role.ISSUING_BODY)
_ESTIMATED = 0.1  # of a width: what the widths of Times leave open for other faces and for letters not in the table


def docx_to_facts(data: bytes, place: Place) -> Facts:
    """Return the facts of a Word file. Raises ReadError for bytes that are none."""
    package = open_package(data, place)
    document = package.part(MAIN)
    body = None if document is None else document.find(W + "body")
    if document is None or body is None:
        raise ReadError(f"không phải tệp Word (.docx): {MAIN} không có thân bài", place=place)
    settings = package.part("word/settings.xml")
    looks = Looks(package)
    sections = find_sections(document)
    lines = lines_of(body, looks, sections[-1].text_width if sections else None)
    roles = find_roles([line.text for line in lines])
    furniture = numbered_furniture(package, sections, looks)
    running = list(_running_text(lines, roles))
    return Facts(
        sheets=tuple(sheets(sections)),
        margins=tuple(margins(sections, mirrored=switch(settings, "mirrorMargins") is True)),
        columns=tuple(columns(sections)),
        families=tuple(_families(lines)),
        inks=tuple(_inks(lines)),
        encodings=_encodings(lines),
        letterings=(
            *_form_letterings(lines, roles),
            *_body_letterings(running),
            *(each.lettering for each in furniture if each.lettering and each.pages != "first"),
        ),
        paragraphs=tuple(_paragraphs(running, lines, settings)),
        numberings=tuple(numberings(sections, furniture, both_sides=switch(settings, "evenAndOddHeaders") is True)),
        first_pages=(first_page(sections, furniture),),
        presences=tuple(Presence(role, role in roles, MAIN) for role in (*HEAD, Role.RECIPIENTS_TITLE)),
        underlines=tuple(_underlines(lines, roles)),
    )


def _place(line: Line) -> str:
    return f"{MAIN}, đoạn {line.number} (kiểu “{line.style}”)"


# ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────


def _families(lines: list[Line]) -> Iterator[Family]:
    for line in lines:
        for name in dict.fromkeys(name for run in line.inked for name in run.look.families or (_DEFAULT_FAMILY,)):
            yield Family(name, _place(line))


def _inks(lines: list[Line]) -> Iterator[Ink]:
    for line in lines:
        for colour in dict.fromkeys(run.look.colour or "000000" for run in line.inked):
            yield Ink(colour, _place(line))


def _encodings(lines: list[Line]) -> tuple[Encoding, ...]:
    written = [(line.text, _place(line)) for line in lines if line.text.strip()]
    return find_encodings(written, MAIN)


def _letterings(line: Line, role: Role) -> Iterator[Lettering]:
    """Yield the ways in which a line is set, each once."""
    ways: dict[tuple[float, bool, bool, bool], str] = {}
    for run in line.inked:
        look = run.look
        way = (look.size or _DEFAULT_SIZE) / 2, bool(look.bold), bool(look.italic), bool(look.capitals)
        ways[way] = ways.get(way, "") + run.text
    for (size, bold, italic, capitals), text in ways.items():
        yield Lettering(role, size, bold, italic, _place(line), line.text, capitals or text == text.upper())


def _form_letterings(lines: list[Line], roles: list[Role | None]) -> Iterator[Lettering]:
    for line, role in zip(lines, roles, strict=True):
        if role is not None:
            yield from _letterings(line, role)


def _body_letterings(running: list[Line]) -> Iterator[Lettering]:
    """Yield the sizes of running text: a word set smaller inside a paragraph is no departure of the paragraph."""
    for line in running:
        letters: dict[float, int] = {}
        for run in line.inked:
            size = (run.look.size or _DEFAULT_SIZE) / 2
            letters[size] = letters.get(size, 0) + len(run.text)
        size = max(letters, key=lambda each: letters[each])
        yield Lettering(Role.BODY, size, bold=False, italic=False, place=_place(line))


# ── running text ─────────────────────────────────────────────────────────────────────────────────────────────


def _running_text(lines: list[Line], roles: list[Role | None]) -> Iterator[Line]:
    """Yield the paragraphs between the form's head and its foot that are long enough to be no headings."""
    head = max((index for index, role in enumerate(roles) if role in HEAD), default=-1)
    foot = roles.index(Role.RECIPIENTS_TITLE) if Role.RECIPIENTS_TITLE in roles else len(lines)
    for line, role in list(zip(lines, roles, strict=True))[head + 1 : foot]:
        style = line.style.casefold()
        is_text = (
            not line.in_table and line.opens and not style.startswith(_NO_RUNNING_TEXT) and line.look.outline is None
        )
        if role is None and is_text and len(line.text) >= _LONG and not all(run.look.bold for run in line.inked):
            yield line


def _paragraphs(running: list[Line], lines: list[Line], settings: Element | None) -> Iterator[Paragraphs]:
    tab = number(child_value(settings, "defaultTabStop")) or _DEFAULT_TAB
    paragraphs = {line.number: line for line in running}
    spaces = {}
    for before, after in itertools.pairwise(line for line in lines if line.opens):
        if before.number in paragraphs and after.number in paragraphs:
            spaces[after.number] = _white_between(before, after)
    for line in running:
        look = line.look
        is_listed = bool(look.numbered) or (look.first_line or 0) < 0
        yield Paragraphs(
            _place(line),
            cast("Alignment", _ALIGNMENTS.get(look.align or "left", "left")),
            None if is_listed else (look.first_line or (tab if line.tabs_first else 0)) / _TWIPS,
            spaces.get(line.number),
            _spacing(line),
        )


def _white_between(before: Line, after: Line) -> float:
    is_same = before.style == after.style
    below = 0 if before.look.contextual and is_same else before.look.after or 0
    above = 0 if after.look.contextual and is_same else after.look.before or 0
    return (below + above) / _TWIPS


def _spacing(line: Line) -> float:
    """Return the paragraph's line spacing in single lines."""
    look = line.look
    if look.line is None:
        return 1.0
    if look.line_rule in ("exact", "atLeast"):
        size = max((run.look.size or _DEFAULT_SIZE) / 2 for run in line.inked)
        lines = look.line / _TWIPS / (size * SINGLE_LINE)
        return max(1.0, lines) if look.line_rule == "atLeast" else lines
    return look.line / 240


# ── rules under words ────────────────────────────────────────────────────────────────────────────────────────


def _underlines(lines: list[Line], roles: list[Role | None]) -> Iterator[Underline]:
    for role in _RULED:
        if role in roles:
            yield _underline(lines, roles, roles.index(role), role)


def _underline(lines: list[Line], roles: list[Role | None], index: int, role: Role) -> Underline:
    """Return the rule under a line: underlined, as a border, drawn, or typed in the paragraphs up to the next words."""
    line = lines[index]
    place = _place(line)
    size = max((run.look.size or _DEFAULT_SIZE) / 2 for run in line.inked)
    words = bold_width(line.text.upper() if line.look.capitals else line.text.strip(), size)
    if all(run.look.underlined for run in line.inked):
        return Underline(role, present=True, place=place, ratio=1.0)
    for at in [line, *_until_words(lines, roles, index)]:
        if at.look.border:
            inner = None if at.width is None else at.width - ((at.look.left or 0) + (at.look.right or 0)) / _TWIPS
            return Underline(role, True, place, None if inner is None else inner / words, _ESTIMATED)
        if at.drawn:
            return Underline(role, True, place, at.drawn[0] / words, _ESTIMATED)
        if at is not line and is_typed_rule(at.text):
            typed = at.text.strip()
            length = bold_width(typed, max((run.look.size or _DEFAULT_SIZE) / 2 for run in at.inked))
            return Underline(role, True, place, length / words, _ESTIMATED, solid=set(typed) <= {"_", "—"})
    return Underline(role, present=False, place=place)


def _until_words(lines: list[Line], roles: list[Role | None], index: int) -> Iterator[Line]:
    """Yield the lines below that hold no words: empty ones and typed rules; a drawing may hang on the next words."""
    for line, role in zip(lines[index + 1 : index + 4], roles[index + 1 : index + 4], strict=True):
        if line.drawn and role is None:
            yield line
        if line.text.strip() and not is_typed_rule(line.text):
            return
        yield line
