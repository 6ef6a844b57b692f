"""Lines of Markdown → markdown-it's tree of blocks, and its tokens for a run of text, in bounded time.

CommonMark 0.31.2 with GFM's tables and struck text; without indented code, because Vietnamese paragraphs open with
spaces. The only home of markdown-it-py.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

MAX_LINES = 100_000  # with words on them: a thousand pages
MAX_LINE_ENDS = 500_000  # blank lines too
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
    references: _References
    footnotes: list[int]  # lines, from 0
    tamed: list[int]  # lines that were nested too deep

    def unused_references(self) -> list[int]:
        """Return the lines, from 0, of addresses that no link has asked for: nothing shows them."""
        unused = (found for label, found in self.references.items() if label not in self.references.used)
        return sorted(found["map"][0] for found in unused)


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
    environment: dict[str, Any] = {}
    tokens: list[Token] = []
    _BLOCKS.block.parse("\n".join(kept), _BLOCKS, environment, tokens)
    references = _References(environment.get("references", {}))
    return Parsed(SyntaxTreeNode(tokens), references, footnotes, tamed)


def _tame(line: str) -> str:
    """Return the line without more quotations, lists or columns of indent than anybody writes."""
    found = _OPENING.match(line)
    opening = found.group() if found else ""
    if len(opening) <= _MAX_MARKS:
        return line
    ends = _mark_ends(opening)
    if len(ends) > _MAX_MARKS and not set(line) <= set("-*+ \t"):
        rest = line[ends[_MAX_MARKS - 1] :].lstrip()
        digits = len(rest) - len(rest.lstrip("0123456789"))
        opening = line[: ends[_MAX_MARKS - 1]] + " "
        line = f"{opening}{rest[:digits]}\\{rest[digits:]}"
    elif len(ends) > _MAX_MARKS:
        return "* * *"
    if len(opening.expandtabs(4)) <= _MAX_INDENT + 2 * len(ends):
        return line
    return re.sub(r"[ \t]{2,}", " " * max(1, _MAX_INDENT // (len(ends) + 1)), opening) + line[len(opening) :]


def _mark_ends(opening: str) -> list[int]:
    """Return where each mark of a line's opening ends."""
    ends: list[int] = []
    while found := _ONE_MARK.match(opening, ends[-1] if ends else 0):
        ends.append(found.end())
    return ends


class _References(dict[str, Any]):
    """The addresses of reference links by their labels; remembers which were asked for."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        super().__init__(found)
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:  # noqa: ANN401 — markdown-it's call
        self.used.add(label)
        return super().get(label, default)


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


def parse_inlines(text: str, references: Mapping[str, Any]) -> list[Token]:
    """Return the tokens of a run of text."""
    return _INLINES.inline.parse(text, _INLINES, {"references": references}, [])


def plain_words(text: str) -> str:
    """Return the words of a run of Markdown that is too costly to parse: escapes are undone, marks stay."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return html.unescape(re.sub(r"\\?[ \t]*\n[ \t]*", " ", text))
