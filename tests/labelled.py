"""Labelled articles: pages as pasted, with the one true role of every line, and how near a reading comes to them.

A file is a head of `# key: value` lines, `# ---`, then the page: each non-blank line stands behind its role and a tab;
pieces of a line with different roles are parted by `‖`, and their roles joined by `+`. See tests/gate/README.md.
"""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

PART = "‖"
TEXT_ROLES = {"title", "lead", "paragraph", "heading", "list-item", "quotation", "table", "caption"}


@dataclass(frozen=True)
class LabelledLine:
    """A non-blank line: its number in the page, its pieces' roles and texts."""

    number: int
    pieces: tuple[tuple[str, str], ...]

    @property
    def role(self):
        """The line's one role: that of its longest piece."""
        return max(self.pieces, key=lambda piece: len(piece[1]))[0]


@dataclass(frozen=True)
class Labelled:
    """A page, its labels, and what it says of itself."""

    name: str
    text: str
    lines: tuple[LabelledLine, ...]
    head: dict = field(hash=False)

    def texts(self, role):
        return [text.strip() for line in self.lines for kind, text in line.pieces if kind == role]


def read_labelled(path):
    head, page, lines = {}, [], []
    rows = path.read_text("utf-8").split("\n")
    start = next(index for index, row in enumerate(rows) if row.strip() == "# ---")
    for row in rows[:start]:
        key, _, value = row.removeprefix("# ").partition(":")
        head[key.strip()] = value.strip()
    for number, row in enumerate(rows[start + 1 :], 1):
        roles, tab, text = row.partition("\t")
        if not tab:
            if row.strip():
                raise ValueError(f"{path.name}: dòng {number} không có nhãn: {row[:40]!r}")
            page.append("")
            continue
        parts = text.split(PART)
        if len(parts) != len(roles.split("+")):
            raise ValueError(f"{path.name}: dòng {number}: {roles} không khớp {len(parts)} phần")
        page.append(text.replace(PART, ""))
        lines.append(LabelledLine(number, tuple(zip(roles.split("+"), parts, strict=True))))
    return Labelled(path.stem, "\n".join(page), tuple(lines), head)


def moment(value):
    return None if not value else datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


@dataclass
class Score:
    """Counts over many articles; the figures are ratios of them."""

    counts: Counter = field(default_factory=Counter)
    misses: list = field(default_factory=list)

    def ratio(self, part, whole):
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def f1(self, kind):
        found, true, right = (self.counts[f"{kind} {what}"] for what in ("found", "true", "right"))
        return 2 * right / (found + true) if found + true else 1.0

    def figures(self):
        return {
            "roles": self.ratio("roles right", "lines"),
            "pieces": self.ratio("pieces right", "lines"),
            "title": self.ratio("title right", "articles"),
            "date": self.ratio("date right", "articles"),
            "date wrong": self.ratio("date wrong", "articles"),
            "captions": self.f1("caption"),
            "credits": self.f1("credit"),
            "byline": self.f1("byline"),
            "source": self.f1("source"),
            "chrome as text": self.ratio("chrome kept", "characters out"),
            "text lost": self.ratio("text lost", "characters true"),
        }


def score(labelled, lines, article, into):
    """Add one reading: `lines` maps a line's number to its (role, text) pieces."""
    into.counts["articles"] += 1
    for line in labelled.lines:
        _score_line(labelled, line, lines.get(line.number, ()), into)
    title = labelled.texts("title")
    right = (article.title or "") == (" ".join(title[0].split()) if title else "")
    into.counts["title right"] += right
    if not right:
        into.misses.append((labelled.name, 0, "title", f"{article.title!r}", f"{title}"))
    _score_date(labelled, article, into)
    _score_set("byline", set(_names(labelled.head.get("authors", ""))), {name.casefold() for name in article.authors}, labelled, into)
    _score_set("source", set(_names(labelled.head.get("source", ""))), set(_names(article.source or "")), labelled, into)


def _score_line(labelled, line, found, into):
    counts = into.counts
    counts["lines"] += 1
    found = _joined(found)
    role = max(found, key=lambda piece: len(piece[1]))[0] if found else "nothing"
    counts["roles right"] += role == line.role
    exact = [(kind, _bare(text)) for kind, text in found] == [(kind, _bare(text)) for kind, text in _joined(line.pieces)]
    counts["pieces right"] += exact
    if role != line.role or not exact:
        into.misses.append((labelled.name, line.number, "+".join(k for k, _ in line.pieces), "+".join(k for k, _ in found), "‖".join(t for _, t in line.pieces)))
    for kind in ("caption", "credit"):
        true, ours = (Counter(_bare(t) for k, t in pieces if k == kind) for pieces in (line.pieces, found))
        counts[f"{kind} true"] += sum(true.values())
        counts[f"{kind} found"] += sum(ours.values())
        counts[f"{kind} right"] += sum((true & ours).values())
    true_text = "".join(text for kind, text in line.pieces if kind in TEXT_ROLES)
    our_text = "".join(text for kind, text in found if kind in TEXT_ROLES)
    counts["characters out"] += len(our_text)
    counts["characters true"] += len(true_text)
    common = len(true_text) if our_text == true_text else sum(
        block.size for block in difflib.SequenceMatcher(None, true_text, our_text, autojunk=False).get_matching_blocks()
    ) if true_text and our_text else 0
    counts["text lost"] += len(true_text) - common
    counts["chrome kept"] += len(our_text) - common


def _bare(text):
    """Return the text without the spaces and separators at its ends: which neighbour a " - " goes with is nobody's business."""
    return " ".join(text.split()).strip(" -–|•·:;,.()[]<>")


def _joined(pieces):
    """Return the pieces with neighbours of one role (the cells of a table's row) as one."""
    joined = []
    for role, text in pieces:
        if joined and joined[-1][0] == role:
            joined[-1] = (role, joined[-1][1] + text)
        else:
            joined.append((role, text))
    return joined


def _score_date(labelled, article, into):
    true, ours = moment(labelled.head.get("published", "")), article.published
    right = _same_moment(true, ours)
    into.counts["date right"] += right
    into.counts["date wrong"] += not right and ours is not None
    if not right:
        into.misses.append((labelled.name, 0, "date", str(ours), str(true)))


def _same_moment(true, ours):
    if true is None or ours is None:
        return true is ours
    if isinstance(true, datetime) and isinstance(ours, datetime):
        return true.replace(second=0, tzinfo=None) == ours.replace(second=0, tzinfo=None)
    as_day = (value.date() if isinstance(value, datetime) else value for value in (true, ours))
    return not isinstance(true, datetime) and len(set(as_day)) == 1


def _score_set(kind, true, ours, labelled, into):
    into.counts[f"{kind} true"] += len(true)
    into.counts[f"{kind} found"] += len(ours)
    into.counts[f"{kind} right"] += len(true & ours)
    if true != ours:
        into.misses.append((labelled.name, 0, kind, str(sorted(ours)), str(sorted(true))))


def _names(value):
    return [name.strip().casefold() for name in value.split(";") if name.strip()]
