"""Lines → for each the edits that repair it, by the evidence of the line itself and of its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bulletin.text.edits import Edit
from bulletin.text.repair import lookalikes, viqr
from bulletin.text.repair.evidence import Words
from bulletin.text.repair.judgement import judge
from bulletin.text.repair.readings import Reading, find_reading

# How many lines away a neighbour may stand whose encoding is expected of a short line too.
_NEIGHBOURHOOD = 12


@dataclass(frozen=True, slots=True)
class Repair:
    """What repairs a line: its edits and the encoding that they undo (None: nothing, or single letters).

    `is_doubtful` marks a line that looks like an old encoding and is too short to prove it; it has no edits.
    """

    edits: tuple[Edit, ...] = ()
    encoding: str | None = None
    is_doubtful: bool = False


_NO_REPAIR = Repair()


def repair_line(raw: str, *, expected: Collection[str] = ()) -> Repair:
    """Return the repair of one line; `expected` names encodings that its neighbours are in."""
    words = Words.of(raw)
    is_spoilt = any(judged.bad for judged in words.judged) or (raw.isascii() and viqr.SIGN.search(raw))
    if not (is_spoilt or expected):
        return _NO_REPAIR
    reading = find_reading(raw, words, expected=expected)
    if reading and reading.is_sure:
        edits = tuple(_word_edits(words, reading))
        if edits:
            return Repair(edits, reading.rule)
    edits = tuple(_lookalike_edits(raw, words))
    return Repair(edits, is_doubtful=reading is not None and not edits)


def repair_lines(raws: Sequence[str], usual: Sequence[bool] = ()) -> list[Repair]:
    """Return the repair of every line; short lines borrow the evidence of their neighbours.

    A line that is known to be `usual` has nothing to repair of itself: it is looked at only beside lines in an old
    encoding.
    """
    known_usual = usual or [False] * len(raws)
    repairs = [
        _NO_REPAIR if is_usual else repair_line(raw) for raw, is_usual in zip(raws, known_usual, strict=True)
    ]
    known = [index for index, repair in enumerate(repairs) if repair.encoding]
    if not known:
        return repairs
    before, after = _nearest(known, len(raws)), _nearest([len(raws) - 1 - i for i in reversed(known)], len(raws))
    for index, (raw, repair) in enumerate(zip(raws, repairs, strict=True)):
        if repair.encoding or not may_be_old(raw):
            continue
        near = (before[index], len(raws) - 1 - after[len(raws) - 1 - index])
        expected = {
            encoding
            for place in near
            if 0 <= place < len(raws) and abs(place - index) <= _NEIGHBOURHOOD and (encoding := repairs[place].encoding)
        }
        if expected:
            repairs[index] = repair_line(raw, expected=expected)
    return repairs


def _nearest(known: Sequence[int], count: int) -> list[int]:
    """Return for every index up to `count` the last of the known ones before it, or a far negative number."""
    found, last, marks = [], -count - _NEIGHBOURHOOD - 1, set(known)
    for index in range(count):
        found.append(last)
        if index in marks:
            last = index
    return found


def _word_edits(words: Words, reading: Reading) -> Iterator[Edit]:
    position = 0
    for raw, new in zip(words.raw, reading.words, strict=True):
        if raw != new:
            yield Edit(position, position + len(raw), new, reading.rule)
        position += len(raw) + 1


def _lookalike_edits(line: str, words: Words) -> Iterator[Edit]:
    """Yield the words that mix alphabets and are Vietnamese in Latin letters, where the line is Vietnamese."""
    if not lookalikes.SIGN.search(line):
        return
    found = []
    position = 0
    for raw, before in zip(words.raw, words.judged, strict=True):
        if before.bad and lookalikes.is_mixed(raw):
            after = judge(new := lookalikes.read(raw))
            if not after.bad and not after.strange:
                found.append((Edit(position, position + len(raw), new, lookalikes.RULE), after))
        position += len(raw) + 1
    good = sum(judged.good for judged in words.judged) + sum(after.good for _, after in found)
    plain = sum(judged.plain for judged in words.judged)
    if good and good + plain >= 2 * sum(judged.strange for judged in words.judged):
        yield from (edit for edit, _ in found)


def may_be_old(line: str) -> bool:
    """Return whether the line has any character that an old encoding could have left."""
    return not line.isascii() or viqr.WEAK_SIGN.search(line) is not None
