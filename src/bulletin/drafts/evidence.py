"""What the looks of a line say about it: length, end mark, capitals, names, dates. Rules weigh these together.

Vocabulary is that of Vietnamese newsrooms and web sites in general: no sample, person, place or site is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_CLOSERS = "”’\"')]»"

# A paragraph of running text is seldom shorter, a headline or a caption seldom longer.
PARAGRAPH_LENGTH = 250
_SHORT_PARAGRAPH = 110  # of running text that is surely ended
LABEL_WORDS = 8


class Weight(NamedTuple):
    """One thing that speaks for a role, or against it where it is negative; `sign` says which, in Vietnamese."""

    sign: str
    weight: int


@dataclass(slots=True)
class Scale:
    """Gathers what speaks for and against one role of one line."""

    weights: list[Weight] = field(default_factory=list)
    total: int = 0

    def put(self, weight: int, sign: str) -> None:
        self.weights.append(Weight(sign, weight))
        self.total += weight

    @property
    def evidence(self) -> tuple[Weight, ...]:
        return tuple(self.weights)


def ends_sentence(text: str) -> bool:
    """Return whether the text ends as a sentence does; closing quotes and brackets may follow the mark."""
    return text.rstrip(_CLOSERS + " ").endswith((".", "!", "?", "…", ":", ";"))


def is_running_text(text: str) -> bool:
    """Return whether the text is surely a paragraph: long, and ended; or far longer than any headline."""
    return len(text) >= 400 or (len(text) >= PARAGRAPH_LENGTH and ends_sentence(text))


def is_paragraph(text: str) -> bool:
    """Return whether the text looks like a paragraph: running text, or a shorter one that is plainly ended."""
    if len(text) < _SHORT_PARAGRAPH:
        return False
    return len(text) >= 400 or (ends_sentence(text) and not _FOOTER.match(text))


# Sentences at a page's foot that are as long as a paragraph.
_FOOTER = re.compile(
    r"[®©]|copyright|bản quyền|ghi rõ nguồn|giấy phép|gpxb|địa chỉ|trụ sở|chịu trách nhiệm|cơ quan chủ quản"
    r"|tổng biên tập|liên hệ|điện thoại|hotline|để xác nhận việc đăng ký|một email|vui lòng (?:nhập|đăng|không)|.{0,40}giữ bản quyền"
    r"|bằng (?:việc|cách) (?:nhấn|đăng|nhấp|bấm|tiếp tục)|(?:website|trang web) này sử dụng|chúng tôi sử dụng cookie",
    re.IGNORECASE,
)


def sentence_count(text: str) -> int:
    """Return how many sentences the text holds, judged by end marks before a space and a capital."""
    return 1 + sum(1 for found in _SENTENCE_BREAK.finditer(text) if found[1].isupper())


_SENTENCE_BREAK = re.compile(rf"[.!?…][{re.escape(_CLOSERS)}]*\s+(\w)")


def is_capitals(text: str) -> bool:
    """Return whether the text is all in capitals (and has letters)."""
    return text.isupper()
