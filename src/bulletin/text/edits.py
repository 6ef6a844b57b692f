"""Edits of a line: what stood from where to where, and what it became by which rule; and how two rounds become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Rules that give way to another on the same letters: a word repaired from TCVN3 that also lost a zero-width space was
# repaired from TCVN3.
TIDYING = ("composed", "invisible-character", "odd-space", "double-space", "outer-space", "lone-surrogate")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the characters from `start` to `end` of the raw line became `after`, by `rule`."""

    start: int
    end: int
    after: str
    rule: str


def apply_edits(raw: str, edits: Sequence[Edit]) -> str:
    """Return the line with the edits made; they are in order and do not overlap."""
    pieces, position = [], 0
    for edit in edits:
        pieces += [raw[position : edit.start], edit.after]
        position = edit.end
    return "".join([*pieces, raw[position:]])


def chain_edits(raw: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that do at once what `first` did to `raw` and then `second` to its result."""
    if not first or not second:
        return tuple(first or second)
    between = apply_edits(raw, first)
    return tuple(edit for edit in _joined(between, first, second) if raw[edit.start : edit.end] != edit.after)


@dataclass(slots=True)
class _Group:
    """Edits of both rounds that overlap; `start` to `end` counts in the text between the rounds."""

    start: int
    end: int
    shift: int  # raw position of `start`, less `start`
    grown: int  # how much longer the stretch is in the raw line
    rules: list[str]
    second: list[Edit]


def _joined(between: str, first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[Edit]:
    for group in _groups(first, second):
        start = group.start + group.shift
        end = group.end + group.shift + group.grown
        inner = [Edit(e.start - group.start, e.end - group.start, e.after, e.rule) for e in group.second]
        after = apply_edits(between[group.start : group.end], inner)
        rule = next((rule for rule in group.rules if rule not in TIDYING), group.rules[0])
        yield Edit(start, end, after, rule)


def _groups(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[_Group]:
    group: _Group | None = None
    for start, end, edit, is_first, shift in _in_order(first, second):
        if group is None or start >= group.end:
            if group is not None:
                yield group
            group = _Group(start, end, shift, 0, [], [])
        group.end = max(group.end, end)
        group.rules.append(edit.rule)
        if is_first:
            group.grown += edit.end - edit.start - len(edit.after)
        else:
            group.second.append(edit)
    if group is not None:
        yield group


def _in_order(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[tuple[int, int, Edit, bool, int]]:
    """Yield the edits of both rounds with their places in the text between, and raw less between before each."""
    shift, theirs = 0, 0
    for edit in first:
        start = edit.start - shift
        while theirs < len(second) and second[theirs].start < start:
            yield second[theirs].start, second[theirs].end, second[theirs], False, shift
            theirs += 1
        yield start, start + len(edit.after), edit, True, shift
        shift += edit.end - edit.start - len(edit.after)
    for edit in second[theirs:]:
        yield edit.start, edit.end, edit, False, shift
