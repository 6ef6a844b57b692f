"""A mark of a note and the definitions of a file → the note's text; and the definitions that no mark asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from bulletin.model import Inlines
from bulletin.readers.markdown.inlines import NESTED, flat_note
from bulletin.readers.markdown.parser import Budget, Parsed
from bulletin.walk import notes, plain_text

_DEEPEST = 3  # notes inside notes, which become words in brackets


@dataclass(slots=True)
class Notes:
    """The notes of one article; `read` makes the text of a definition, `say` tells of a line, from 0."""

    parsed: Parsed
    budget: Budget
    say: Callable[[str, str, int], None]
    read: Callable[[SyntaxTreeNode], Inlines]
    _found: dict[str, Inlines] = field(default_factory=dict)  # that a mark has asked for
    _open: list[str] = field(default_factory=list)  # that are being read

    def find(self, label: str, line: int) -> Inlines | None:
        """Return a note's text for a mark on that line, or None where the mark must stay as words."""
        node = self.parsed.notes.get(label)
        if node is None or label in self._open or len(self._open) > _DEEPEST:
            problem = f"không có chú thích nào cho dấu “[^{label[:20]}]”; giữ dấu như chữ thường"
            self.say("note-undefined", problem, line)
            return None
        if label in self._found:
            return self._repeated(label, line)
        self._open.append(label)
        content = self.read(node)
        self._open.pop()
        if next(notes(content), None):
            self.say("note-nested", NESTED, line)
        content = self._found[label] = flat_note(content)
        return content

    def _repeated(self, label: str, line: int) -> Inlines | None:
        content = self._found[label]
        self.budget.repeated -= 1 + len(plain_text(content))
        kept = self.budget.repeated > 0
        what = "lặp lại lời chú thích cho từng dấu" if kept else "giữ dấu như chữ thường"
        self.say("note-repeated", f"chú thích “[^{label[:20]}]” có nhiều dấu; {what}", line)
        return content if kept else None

    def unmarked(self) -> Iterator[SyntaxTreeNode]:
        """Yield the definitions that no mark has asked for."""
        yield from (node for label, node in list(self.parsed.notes.items()) if label not in self._found)
        yield from self.parsed.more_notes
