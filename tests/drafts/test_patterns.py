"""No pattern of the rules can blow up: each is run over long repetitions of its own words, which never quite match."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import time

import pytest

import bulletin.drafts
from bulletin.drafts.rules import caption, credit, tail

LENGTH = 300  # characters: rules try their patterns on lines up to some such length
SECONDS = 0.25


def patterns():
    for module_info in pkgutil.walk_packages(bulletin.drafts.__path__, "bulletin.drafts."):
        module = importlib.import_module(module_info.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module_info.name.removeprefix('bulletin.drafts.')}.{name}", value


PATTERNS = dict(patterns())
COMMON = ["a ", "A ", "a-", "1 ", "1/1 ", "1.", "(", ")", "- ", "| ", "  ", "\t", ", ", ": ", "A.", "Á Bc ", "www.a.", "é", "[1]", "#a", "(a) "]


def words_of(pattern):
    """Return what the pattern itself names, as it would stand in a line."""
    parts = re.split(r"[|()\[\]?*+{}\\^$]|\d+,\d+", pattern)
    return sorted({part.replace("s", " ") if len(part) == 1 else part for part in parts if part.strip()}, key=len)[:400]


def hostile_lines(pattern):
    words = words_of(pattern)
    shuffled = random.Random(1)  # noqa: S311 — an order, not a secret
    for word in [*COMMON, *words[:60]]:
        for joint in ("", " ", " - "):
            yield ((word + joint) * LENGTH)[:LENGTH] + "!\u00a7"
    for _ in range(25):
        some = shuffled.choices([*words, *COMMON], k=6)
        yield (" ".join(some) * LENGTH)[:LENGTH] + "!\u00a7"


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_fails_fast(name):
    pattern = PATTERNS[name]
    for line in hostile_lines(pattern.pattern):
        for case in (line, line.upper(), line.capitalize()):
            started = time.process_time()
            pattern.fullmatch(case)
            pattern.search(case)
            assert time.process_time() - started < SECONDS, case[:60]


LABELS = ("Các ý kiến của bạn đọc", "Ý kiến bạn đọc", "Gửi bình luận", "Viết bình luận", "Bình luận (3)", "Tổng lượt truy cập: 1.024",
          "Tin liên quan", "Bài viết khác", "Các tin cũ hơn", "Những tin mới hơn", "Cùng chuyên mục", "Từ khóa:", "Tags:")  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_cheap_test_lets_every_glued_label_through(label):
    found = tail._glued(f"Đó là lời của người dân.{label}")
    assert found
    assert found.group() == label


@pytest.mark.parametrize("text", ["hai em (bìa trái)", "từ TRÁI sang: hai em", "hai em trong Ảnh", "HÌNH CHỤP năm 1975", "bìa phải là em Lan"])
def test_a_cheap_test_lets_what_points_into_a_picture_through(text):
    assert caption._points(text)


def test_the_longest_credit_is_found_at_the_end_of_a_long_caption():
    name = "Nguyễn " * 8 + "Lam"
    assert credit.names_taker("Toàn cảnh hội nghị. " * 15 + f"( Ảnh và video : {name} ).")
