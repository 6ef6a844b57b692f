"""What the looks of a line say about it: length, end mark, capitals, names, dates. Rules weigh these together.

Vocabulary is that of Vietnamese newsrooms and web sites in general: no sample, person, place or site is named.
"""

from __future__ import annotations

import re

_CLOSERS = "”’\"')]»"

# A paragraph of running text is seldom shorter, a headline or a caption seldom longer.
PARAGRAPH_LENGTH = 250
LABEL_WORDS = 8


def ends_sentence(text: str) -> bool:
    """Return whether the text ends as a sentence does; closing quotes and brackets may follow the mark."""
    return text.rstrip(_CLOSERS + " ").endswith((".", "!", "?", "…", ":", ";"))


def is_running_text(text: str) -> bool:
    """Return whether the text is surely a paragraph: long, and ended; or far longer than any headline."""
    return len(text) >= 400 or (len(text) >= PARAGRAPH_LENGTH and ends_sentence(text))


def sentence_count(text: str) -> int:
    """Return how many sentences the text holds, judged by end marks before a space and a capital."""
    return 1 + sum(1 for found in _SENTENCE_BREAK.finditer(text) if found[1].isupper())


_SENTENCE_BREAK = re.compile(rf"[.!?…][{re.escape(_CLOSERS)}]*\s+(\w)")


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────

# Vietnamese names have two to five syllables, each with a capital; pen names are initials ("T.H", "D.Trang").
_SYLLABLE = r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,4}}")
_NAME_SEPARATOR = re.compile(r"\s*(?:[–—,;&/+]|\s-\s|\bvà\b)\s*|\s-\s?|-\s")

# Desks and agencies that sign in place of a person.
_DESKS = frozenset({
    "pv", "p.v", "btv", "b.t.v", "bbt", "b.b.t", "ctv", "ban biên tập", "phóng viên", "nhóm pv", "nhóm phóng viên",
    "cộng tác viên", "tổng hợp", "ttxvn", "vov", "vtv",
})  # fmt: skip


def is_name(text: str) -> bool:
    """Return whether the text can be one person's signature, or a desk's."""
    if text.casefold() in _DESKS:
        return True
    if len(text) > 40 or not _NAME.fullmatch(text):
        return False
    syllables = re.split(r"[ .]", text.strip("."))
    return all(syllable[:1].isupper() for syllable in syllables if syllable) and len(text) >= 2


def split_names(text: str) -> list[str]:
    """Return the names in a byline: "D.Trang – T.Phong" → ["D.Trang", "T.Phong"]."""
    return [name for name in (part.strip(" .") for part in _NAME_SEPARATOR.split(text)) if name]


def authors(byline: str) -> list[str]:
    """Return the persons and desks that a byline names, without what they did and where they work."""
    bare = re.sub(r"\s*\([^()]*\)", "", byline)
    parts = list(dict.fromkeys(split_names(bare)))  # a name may stand under the headline and at the end
    return [part for part in parts if is_name(part)] or [bare]


def are_names(text: str) -> bool:
    """Return whether the text is nothing but signatures."""
    names = split_names(text)
    return bool(names) and all(is_name(name) for name in names)
