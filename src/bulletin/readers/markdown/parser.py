"""Lines of Markdown → markdown-it's tree of blocks, and its tokens for a run of text, in bounded time.

CommonMark 0.31.2 with GFM's tables and struck text, and with notes as GFM and Pandoc have them; without indented code,
because Vietnamese paragraphs open with spaces. The only home of markdown-it-py and its plugins.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

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
_MAX_REPEATED = 100_000

_OPENING = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[\^[^\] ]+\]:))*[ \t]*")
_ONE_MARK = re.compile(r"[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)]|\[\^[^\] ]+\]:)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,100})\]")
NOTE = "footnote_reference"  # the node of a note's definition
_MAX_INLINE_NOTES = 50  # of one text: each is parsed anew, one inside the other


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
    engine.use(footnote_plugin, move_to_end=False)
    engine.inline.ruler.at("footnote_ref", _note_mark)  # the plugin's own looks for its end without bound
    return engine.enable(["table", "strikethrough"]).disable("code")


def _note_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — markdown-it's call
    """A rule of markdown-it's: `[^label]`, whether or not there is such a note."""
    found = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if silent or found is None:  # while it looks for the end of a link's words, the mark is a pair of brackets
        return False
    state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


_BLOCKS = _engine(_MAX_NESTING)
_INLINES = _engine(_MAX_INLINE_NESTING)


@dataclass(slots=True)
class Parsed:
    """The blocks of one body, and what their texts need to be read: the addresses of reference links."""

    root: SyntaxTreeNode
    references: _References
    notes: dict[str, SyntaxTreeNode]  # by their labels
    more_notes: list[SyntaxTreeNode]  # whose labels are those of others
    tamed: list[int]  # lines that were nested too deep

    def unused_references(self) -> list[int]:
        """Return the lines, from 0, of addresses that no link has asked for: nothing shows them."""
        unused = (found for label, found in self.references.items() if label not in self.references.used)
        return sorted(found["map"][0] for found in unused)


def parse_blocks(lines: list[str]) -> Parsed:
    """Return the tree of blocks; the `map` of each node counts the lines from 0."""
    tamed = []
    kept = list(lines)
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
    root = SyntaxTreeNode(tokens)
    defined = [node for node in root.walk() if node.type == NOTE]
    notes: dict[str, SyntaxTreeNode] = {}
    more_notes = [node for node in defined if notes.setdefault(node.meta["label"], node) is not node]
    return Parsed(root, references, notes, more_notes, tamed)


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
    repeated: int = _MAX_REPEATED  # characters of notes with more than one mark

    def allows(self, text: str) -> bool:
        """Return whether the text may be parsed, and book it; what may not is read as plain words."""
        signs = len(_SIGNS.findall(text))
        brackets = len(_BRACKETS.findall(text))
        if signs > self.signs or brackets > min(self.brackets, _MAX_BRACKETS_IN_ONE):
            return False
        if text.count("^[") > _MAX_INLINE_NOTES:
            return False
        self.signs -= signs
        self.brackets -= brackets
        return True


def parse_inlines(text: str, references: Mapping[str, Any]) -> list[Token]:
    """Return the tokens of a run of text; a note that stands in the text itself has its tokens as children."""
    environment: dict[str, Any] = {"references": references}
    tokens = _INLINES.inline.parse(text, _INLINES, environment, [])
    if "footnotes" in environment:
        _put_inline_notes(tokens, environment["footnotes"]["list"])
    return tokens


def _put_inline_notes(tokens: list[Token], notes: Mapping[int, Any]) -> None:
    for token in tokens:
        if token.type == "footnote_ref" and "id" in token.meta:
            token.children = notes[token.meta["id"]]["tokens"]
        _put_inline_notes(token.children or [], notes)


def plain_words(text: str) -> str:
    """Return the words of a run of Markdown that is too costly to parse: escapes are undone, marks stay."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return html.unescape(re.sub(r"\\?[ \t]*\n[ \t]*", " ", text))
