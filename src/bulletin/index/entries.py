"""A bulletin → the entries of its index, in Vietnamese order, each with the places that name it.

People stand under their given name, as Vietnamese call and sort one another: by given name, family name, the rest. What
an editor adds is looked for first, and what it finds is nobody else's; then the names that were recognised are merged,
renamed and left out as the editor's file says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, product
from typing import get_args

from bulletin import walk
from bulletin.index.bodies import bodies, body_key
from bulletin.index.documents import document_key, documents
from bulletin.index.editing import NO_EDITING, Editing, plain_words
from bulletin.index.letters import Found
from bulletin.index.people import people, person_key
from bulletin.model import Article, Block, Bulletin, Figure, IndexEntry, IndexKind, ListBlock, Mention
from bulletin.text.vietnamese import first_letter, natural_key, sort_key

INDEX_KINDS: tuple[IndexKind, ...] = get_args(IndexKind)
_KEYS: dict[IndexKind, Callable[[str], str]] = {"person": person_key, "body": body_key, "document": document_key}
_Key = tuple[IndexKind, str]


@dataclass(slots=True)
class _Gathered:
    """One entry on the way: how its name is written, and how often, and where it stands."""

    written: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    name: str | None = None  # the editor's


@dataclass(frozen=True, slots=True)
class _Piece:
    """One text of an article: its block (None: the head), its note, and how many letters of them stand before it."""

    text: str
    block: int | None
    letters: int
    note: int | None = None


def index_entries(bulletin: Bulletin, editing: Editing = NO_EDITING) -> tuple[IndexEntry, ...]:
    """Return the entries of the index in the order in which it is printed."""
    return edited_index(bulletin, editing)[0]


def edited_index(bulletin: Bulletin, editing: Editing) -> tuple[tuple[IndexEntry, ...], tuple[str, ...]]:
    """Return the entries of the index, and the words of the editor's file that nothing in the bulletin answers to."""
    gathered: dict[_Key, _Gathered] = {}
    search = _Search(editing)
    for number, article in _numbered(bulletin):
        pieces = list(_pieces(article))
        for piece, found in zip(pieces, people(piece.text for piece in pieces), strict=True):
            _gather(number, piece, found, search, gathered)
    known = set(gathered)
    lacking = [name for name in editing.forms() if not any((kind, _KEYS[kind](name)) in known for kind in INDEX_KINDS)]
    return tuple(_edited(gathered, editing)), (*lacking, *search.unused())


def _numbered(bulletin: Bulletin) -> Iterator[tuple[int, Article]]:
    if bulletin.foreword:
        yield 0, bulletin.foreword
    yield from enumerate((article for section in bulletin.sections for article in section.articles), 1)


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────


def _pieces(article: Article) -> Iterator[_Piece]:
    """Yield what an article says, in reading order; who wrote it, took its pictures or printed it first is left out."""
    for text in (article.title, article.lead):
        if text:
            yield _Piece(text, None, 0)
    marks = count(1)
    for number, block in enumerate(article.blocks):
        letters = 0
        for text, said in _block_texts(block):
            if said:
                yield _Piece(text, number, letters)
            letters += _letters(text)
        for note in (note for content in walk.block_contents(block) for note in walk.notes(content)):
            mark = next(marks)
            yield _Piece(walk.plain_text(note.content), number, len(str(mark)), mark)  # its figure stands before it


def _block_texts(block: Block) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a block as they are printed, and whether they say something: markers and credits do not."""
    if isinstance(block, ListBlock):
        for item in block.items:
            yield item.marker or "•", False
            yield walk.plain_text(item.content), True
        return
    if isinstance(block, Figure):
        yield walk.plain_text(block.caption), True
        return
    for content in walk.block_contents(block):
        yield walk.plain_text(content), True


def _letters(text: str) -> int:
    return len("".join(text.split()))


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Search:
    """The editor's search words as one pattern; remembers which of them were found."""

    def __init__(self, editing: Editing) -> None:
        self._entries = {
            plain_words(words): (entry, words) for entry in editing.add for words in entry.words()
        }
        longest_first = sorted(self._entries, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_searched, longest_first)), re.IGNORECASE) if longest_first else None
        self._used: set[str] = set()

    def find(self, text: str) -> Iterator[tuple[IndexKind, Found]]:
        """Yield the entries that the editor adds, where their words stand in the text."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            words = plain_words(found.group())
            if words not in self._entries:  # "ſ" for "s": alike to the pattern, not to us
                continue
            self._used.add(words)
            entry = self._entries[words][0]
            yield entry.kind, Found(entry.name, found.start(), found.end())

    def unused(self) -> Iterator[str]:
        """Yield the words, as the editor wrote them, that no text had."""
        yield from (words for plain, (_, words) in self._entries.items() if plain not in self._used)


def _searched(words: str) -> str:
    inside = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){inside}(?!\w)"


def _gather(number: int, piece: _Piece, persons: list[Found], search: _Search, into: dict[_Key, _Gathered]) -> None:
    """Add the names of one text; where the editor's words stand, nothing else is recognised."""
    wanted = list(search.find(piece.text))
    starts, ends = [found.start for _, found in wanted], [found.end for _, found in wanted]
    recognised: list[tuple[IndexKind, Found]] = [
        *(("person", found) for found in persons),
        *(("document", found) for found in documents(piece.text)),
        *(("body", found) for found in bodies(piece.text)),
    ]
    for kind, found in recognised:
        before = bisect_left(starts, found.end)  # the first of the editor's that begins behind this one
        if not before or ends[before - 1] <= found.start:
            wanted.append((kind, found))
    start, letters = 0, piece.letters
    for kind, found in sorted(wanted, key=lambda each: each[1].start):
        letters += _letters(piece.text[start : found.start])
        start = found.start
        entry = into.setdefault((kind, _KEYS[kind](found.name)), _Gathered())
        entry.written[found.name] += 1
        entry.mentions.append(Mention(number, piece.block, 0 if piece.block is None else letters, piece.note))


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────


def _edited(gathered: dict[_Key, _Gathered], editing: Editing) -> Iterator[IndexEntry]:
    """Yield the entries after the editor's file, sorted."""
    for names, into in editing.renamed():
        _move(gathered, names, into)
    hidden = {(kind, _KEYS[kind](name)) for name, kind in product(editing.suppress, INDEX_KINDS)}
    entries = [_entry(key[0], each) for key, each in gathered.items() if key not in hidden]
    yield from sorted(entries, key=_order)


def _move(gathered: dict[_Key, _Gathered], names: Iterable[str], into: str) -> None:
    for name, kind in product(names, INDEX_KINDS):
        old = gathered.pop((kind, _KEYS[kind](name)), None)
        if old is not None:
            target = gathered.setdefault((kind, _KEYS[kind](into)), _Gathered())
            target.name = into
            target.written += old.written
            target.mentions += old.mentions


def _entry(kind: IndexKind, gathered: _Gathered) -> IndexEntry:
    # The form that is written most often; among equals the longest, then the last of the alphabet.
    written = ((count, len(name), name) for name, count in gathered.written.items())
    name = gathered.name or max(written)[2]
    mentions = sorted(set(gathered.mentions), key=_place)
    return IndexEntry(name, kind, first_letter(_given(name)[0] if kind == "person" else name), tuple(mentions))


def _place(mention: Mention) -> tuple[int, ...]:
    return mention.article, -1 if mention.block is None else mention.block, mention.note or 0, mention.letters


def _given(name: str) -> list[str]:
    """Return the syllables of a person's name as they are compared: given name, family name, the rest."""
    syllables = name.partition("(")[0].split() or name.split()
    return [syllables[-1], *syllables[:-1]]


def _order(entry: IndexEntry) -> tuple[object, ...]:
    if entry.kind == "person":
        key: object = [sort_key(syllable) for syllable in _given(entry.name)]
    else:
        key = natural_key(entry.name) if entry.kind == "document" else [sort_key(word) for word in entry.name.split()]
    return INDEX_KINDS.index(entry.kind), key, entry.name
