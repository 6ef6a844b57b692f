"""Laws of reading: any text parses, the ledger is whole, and nothing takes for ever."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.drafts.ledger import raw_bounds
from bulletin.drafts.recognise import recognise
from bulletin.invariants import violations
from conftest import SEEDS

PHRASES = [line for path in SEEDS for line in path.read_text("utf-8").split("\n")] + [
    "Đăng nhập", "Trang chủ > Tin tức", "Lượt xem: 1.204", "14:05 - 12/07/2023", "Ảnh: TTXVN", "(Theo TTXVN)", "Tin liên quan",
    "- Một việc", "1. Việc đầu", "2. Việc sau", "I. PHẦN MỘT", "[img]", "Tác giả: Thu Hà", "\u200b", "\u00a0", "HẢI DƯƠNG – Sáng nay, hội nghị họp.",
]  # fmt: skip


def check(text):
    found = recognise(text)
    sums = [recognised.ledger.sums() for recognised in found]
    assert all(each["read"] == each["kept"] + each["changed"] + each["dropped"] for each in sums)
    assert sum(each["read"] for each in sums) == len(text)
    for recognised in found:
        assert violations(recognised.article) == []
        for line in recognised.draft.lines:
            assert text[line.start : line.start + len(line.raw)] == line.raw
            bounds = raw_bounds(line)
            assert bounds[0][0] == 0
            assert bounds[-1][1] == len(line.raw)
            assert all(first[1] == second[0] for first, second in itertools.pairwise(bounds))


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_becomes_a_lawful_article_with_a_whole_ledger(text):
    check(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PHRASES), max_size=25).map("\n".join))
def test_any_mixture_of_real_lines_does_too(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PHRASES), max_size=6).map("".join))
def test_glued_lines_do_too(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "một hai " * 250_000,
        "." * 500_000,
        "(" * 300_000,
        "Ảnh: " * 200_000,
        "1/1/2024 " * 100_000,
        "Lượt xem: 1 " * 100_000,
        " - " * 300_000,
        "A.B" * 300_000,
        "\n".join(["Toàn cảnh hội nghị"] * 100_000),
        "\n".join(["Trang chủ"] * 20_000),
        "\n".join(["- việc"] * 20_000),
        "\u0300" * 200_000,
        "\u200b \u00a0" * 200_000,
        "Đăng nhập | " * 50_000,
        "12\t" * 300_000,
        "1\t2\t3\n" * 50_000,
        (f"{max(PHRASES, key=len)[:200]}.\n" + "Tin tức\n" * 6) * 1000,
        "-----\nMột tiêu đề có năm chữ\nMột câu trọn vẹn đứng một mình ở dưới tiêu đề này.\n" * 2000,
        "Nguyễn Văn An\n" * 50_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_read_in_bounded_time(text):
    started = time.process_time()
    check(text)
    assert time.process_time() - started < 20


def test_reading_grows_linearly():
    """Ten times the lines may take at most some fifteen times as long: twice that is no noise any more."""
    body = [line for path in SEEDS for line in path.read_text("utf-8").split("\n") if len(line) > 200]
    random.Random(1).shuffle(body)  # noqa: S311 — an order, not a secret

    def seconds(times):
        text = "Tiêu đề của một bài viết dài\n\n" + "\n\n".join(body * times)
        started = time.process_time()
        recognise(text)
        return time.process_time() - started

    seconds(2)
    assert seconds(40) < 30 * max(seconds(4), 0.005)


@pytest.mark.parametrize("items", ["- một hai\n- ba bốn\n", "1. một hai\n2. ba bốn\n", "8. một hai\n9. ba bốn\n"])
def test_many_short_lists_grow_linearly(items):
    paragraph = max(PHRASES, key=len)[:200] + ".\n"

    def seconds(times):
        text = "Tiêu đề của một bài viết dài\n" + (items + paragraph) * times
        started = time.process_time()
        recognise(text)
        return time.process_time() - started

    seconds(20)
    assert seconds(6000) < 20 * max(seconds(600), 0.02)
