"""Lines of Markdown → markdown-it's tree of blocks, and its tokens for a run of text, in bounded time.

CommonMark 0.31.2 with GFM's tables and struck text; without indented code, because Vietnamese paragraphs open with
spaces. The only home of markdown-it-py.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

MAX_LINES = 100_000  # with words on them: a thousand pages
_MAX_MARKS = 20  # of quotations and lists on one line
_MAX_INDENT = 40  # columns before a line's text
_MAX_NESTING = 400  # of markdown-it's levels: more than the two above allow, so that it never cuts
_MAX_INLINE_NESTING = 60
# What a file may cost: markdown-it tries its rules at every one of these characters, and looks far ahead at brackets.
_SIGNS = re.compile(r"[!#$%&*+\-:<=>@\[\\\]^_`{}~]")
_BRACKETS = re.compile(r"[\[<!]")
_MAX_SIGNS = 300_000
_MAX_BRACKETS = 40_000
_MAX_BRACKETS_IN_ONE = 8_000

_OPENING = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*")
_ONE_MARK = re.compile(r"[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)])")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")


class _Engine(MarkdownIt):
    """Leaves addresses as they are written; the reader judges them itself."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 — markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 — markdown-it's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 — markdown-it's name
        return True


def _engine(nesting: int) -> MarkdownIt:
    engine = _Engine("commonmark", {"maxNesting": nesting, "html": True})
    return engine.enable(["table", "strikethrough"]).disable("code")


_BLOCKS = _engine(_MAX_NESTING)
_INLINES = _engine(_MAX_INLINE_NESTING)


@dataclass(slots=True)
class Parsed:
    """The blocks of one body, and what their texts need to be read: the addresses of reference links."""

    root: SyntaxTreeNode
    references: dict[str, Any]
    footnotes: list[int] = field(default_factory=list)  # lines, from 0
    tamed: list[int] = field(default_factory=list)  # lines that were nested too deep


def parse_blocks(lines: list[str]) -> Parsed:
    """Return the tree of blocks; the `map` of each node counts the lines from 0."""
    footnotes = [number for number, line in enumerate(lines) if _FOOTNOTE.match(line)]
    tamed = []
    kept = list(lines)
    for number in footnotes:  # not a link's definition: its words are text
        kept[number] = kept[number].replace("[", "\\[", 1)
    for number, line in enumerate(kept):
        tame = _tame(line)
        if tame != line:
            kept[number] = tame
            if tame.split() != line.split():  # more than indent has changed
                tamed.append(number)
    references: dict[str, Any] = {}
    tokens: list[Token] = []
    _BLOCKS.block.parse("\n".join(kept), _BLOCKS, references, tokens)
    return Parsed(SyntaxTreeNode(tokens), references, footnotes, tamed)


def _tame(line: str) -> str:
    """Return the line without more quotations, lists or columns of indent than anybody writes."""
    found = _OPENING.match(line)
    opening = found.group() if found else ""
    if len(opening) <= _MAX_MARKS:
        return line
    marks = list(_ONE_MARK.finditer(opening))
    if len(marks) > _MAX_MARKS:
        if set(line) <= set("-*+ \t"):
            return "* * *"
        cut = marks[_MAX_MARKS - 1].end()
        text = line[cut:].lstrip()
        digits = len(text) - len(text.lstrip("0123456789"))
        line = f"{line[:cut]} {text[:digits]}\\{text[digits:]}"
        return _tame(line)
    columns = len(opening.expandtabs(4))
    if columns <= _MAX_INDENT:
        return line
    spaces = " " * max(1, (_MAX_INDENT - 2 * len(marks)) // (len(marks) + 1))
    return re.sub(r"[ \t]{2,}", spaces, opening) + line[len(opening) :]


@dataclass(slots=True)
class Budget:
    """How much work the texts of a file may still cost."""

    signs: int = _MAX_SIGNS
    brackets: int = _MAX_BRACKETS

    def allows(self, text: str) -> bool:
        """Return whether the text may be parsed, and book it; what may not is read as plain words."""
        signs = len(_SIGNS.findall(text))
        brackets = len(_BRACKETS.findall(text))
        if signs > self.signs or brackets > min(self.brackets, _MAX_BRACKETS_IN_ONE):
            return False
        self.signs -= signs
        self.brackets -= brackets
        return True


def parse_inlines(text: str, references: dict[str, Any]) -> list[Token]:
    """Return the tokens of a run of text."""
    return _INLINES.inline.parse(text, _INLINES, references, [])


def plain_words(text: str) -> str:
    """Return the words of a run of Markdown that is too costly to parse: escapes are undone, marks stay."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return html.unescape(re.sub(r"\\?[ \t]*\n[ \t]*", " ", text))
