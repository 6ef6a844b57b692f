"""A claimed draft → the ledger: where every character of the input went.

Each ends as kept (in which block or field), changed (by which rule, into what) or dropped (by which rule). The sums,
and the text of every block and field against what the ledger says it kept, are checked on every article, always.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bulletin import walk
from bulletin.drafts.draft import Draft, Line, Piece, Role
from bulletin.errors import InternalError
from bulletin.model import Article, Block, Figure


def join_pieces(name: str, texts: list[str]) -> str:
    """Return the pieces of one field as one: a kicker and its headline, a byline on two lines, a second source."""
    return (" " if name in ("title", "lead") else "; ").join(texts)


_FIELDS = ("title", "lead", "section", "place", "byline", "source")


class Fate(StrEnum):
    """What became of some characters."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


class Entry(NamedTuple):
    """A stretch of the decoded input, what became of it, and by which rule.

    `target` is the block or field that keeps it; `after` what it was changed into.
    """

    start: int
    end: int
    fate: Fate
    rule: str
    target: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of one input of `read` characters from `start` on, in order, without a gap."""

    start: int
    read: int
    entries: tuple[Entry, ...]

    def sum(self, fate: Fate) -> int:
        """Return how many characters met the fate."""
        return sum(entry.end - entry.start for entry in self.entries if entry.fate is fate)

    def sums(self) -> dict[str, int]:
        """Return {"read", "kept", "changed", "dropped"} in characters."""
        return {"read": self.read, **{fate.value: self.sum(fate) for fate in Fate}}


def raw_bounds(line: Line) -> list[tuple[int, int]]:
    """Return where each piece of the line stands in its raw text; together they cover all of it."""
    if len(line.pieces) == 1:
        return [(0, len(line.raw))]
    ends = [_raw_offset(line, piece.end) for piece in line.pieces[:-1]] + [len(line.raw)]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _raw_offset(line: Line, position: int) -> int:
    """Return the raw offset of a position in the normalised text; what was deleted there belongs before it."""
    shift = 0  # raw minus normalised, so far
    for edit in line.edits:
        if edit.start - shift > position:
            break
        if position < edit.start - shift + len(edit.after):  # inside a replacement: it moves as one
            return edit.end
        shift += (edit.end - edit.start) - len(edit.after)
    return position + shift


def normalised_offset(line: Line, position: int) -> int:
    """Return where a position of the raw text stands in the normalised text."""
    shift = 0
    for edit in line.edits:
        if edit.start >= position:
            break
        if position < edit.end:
            return edit.start + shift
        shift += len(edit.after) - (edit.end - edit.start)
    return position + shift


def draw_up(draft: Draft) -> Ledger:
    """Return the ledger of a draft in which the rules have claimed every line. Raises InternalError for a gap."""
    entries: list[Entry] = []
    position, end_of_text = draft.start, draft.start + len(draft.text)
    for line in draft.lines:
        if line.start > position:
            entries.append(Entry(position, line.start, Fate.CHANGED, "line-end", after=""))
        for piece, (start, end) in zip(line.pieces, raw_bounds(line), strict=True):
            entries.extend(_piece_entries(line, piece, start, end))
        position = line.start + len(line.raw)
    if end_of_text > position:
        entries.append(Entry(position, end_of_text, Fate.CHANGED, "line-end", after=""))
    ledger = Ledger(draft.start, len(draft.text), tuple(entry for entry in entries if entry.end > entry.start))
    _check_coverage(ledger)
    return ledger


def _piece_entries(line: Line, piece: Piece, start: int, end: int) -> Iterator[Entry]:
    at = line.start
    if piece.role is Role.CHROME:
        yield Entry(at + start, at + end, Fate.DROPPED, piece.rule)
        return
    if piece.value is not None:
        yield Entry(at + start, at + end, Fate.CHANGED, piece.rule, piece.target, str(piece.value))
        return
    first = max(start, _raw_offset(line, piece.inner[0])) if piece.inner[0] > piece.start else start
    last = min(end, _raw_offset(line, piece.inner[1])) if piece.inner[1] < piece.end else end
    if start < first:
        yield _label_entry(line, piece, start, first)
    position = first
    for edit in line.edits:
        if first <= edit.start and edit.end <= last:
            yield Entry(at + position, at + edit.start, Fate.KEPT, piece.rule, piece.target)
            yield Entry(at + edit.start, at + edit.end, Fate.CHANGED, edit.rule, piece.target, edit.after)
            position = edit.end
    yield Entry(at + position, at + last, Fate.KEPT, piece.rule, piece.target)
    if last < end:
        yield _label_entry(line, piece, last, end)


def _label_entry(line: Line, piece: Piece, start: int, end: int) -> Entry:
    """Return the entry for what stands around a piece's kept text: a label, or mere space."""
    if line.raw[start:end].strip():
        return Entry(line.start + start, line.start + end, Fate.DROPPED, f"{piece.rule}-label")
    return Entry(line.start + start, line.start + end, Fate.CHANGED, "outer-space", after="")


def _check_coverage(ledger: Ledger) -> None:
    position = ledger.start
    for entry in ledger.entries:
        if entry.start != position:
            raise InternalError(f"sổ cái hở ở ký tự {position}")
        position = entry.end
    if position != ledger.start + ledger.read:
        raise InternalError(f"sổ cái hở ở ký tự {position}")


def check_against(article: Article, draft: Draft) -> None:
    """Hold the article's text against the pieces it was made of. Raises InternalError where they differ."""
    kept: dict[str, list[str]] = defaultdict(list)
    for line in draft.lines:
        for piece in line.pieces:
            if piece.role is Role.CHROME or piece.value is not None:
                continue
            if piece.target is None:
                raise InternalError(f"dòng {line.number}: đoạn “{piece.role}” không có chỗ trong bài")
            kept[piece.target].append(line.text[piece.inner[0] : piece.inner[1]])
    for name in _FIELDS:
        value: str | None = getattr(article, name)
        if value != (join_pieces(name, kept.pop(name)) if name in kept else None):
            raise InternalError(f"{name}: bài và sổ cái không khớp")
    for block in article.blocks:
        if not _same_letters(_block_texts(block), kept.pop(block.id, [])):
            raise InternalError(f"{block.id}: bài và sổ cái không khớp")
    if kept:
        raise InternalError(f"chữ bị mất khỏi bài: {', '.join(sorted(kept))}")


def _block_texts(block: Block) -> list[str]:
    texts = list(walk.block_texts(block))
    texts += (walk.plain_text(note.content) for content in walk.block_contents(block) for note in walk.notes(content))
    if isinstance(block, Figure) and block.image:
        texts.append(block.image.source)
    return texts


def _same_letters(ours: list[str], theirs: list[str]) -> bool:
    """Whether both hold the same characters but for spaces, in any order: an image may follow its caption."""
    if ours == theirs:
        return True
    first, second = ("".join("".join(texts).split()) for texts in (ours, theirs))
    return first == second or sorted(first) == sorted(second)
