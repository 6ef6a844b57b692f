"""Any file is checked or refused with one message: nothing else comes out, whatever its bytes."""

from __future__ import annotations

import contextlib
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.context import memory_context
from bulletin.decree import check
from bulletin.errors import ReadError
from official_papers import Paper, printed_paper, word_parts, zipped

PARTS = word_parts(Paper())
PRINTED = printed_paper(Paper())
PLACES = [
    (name, found.start(1), found.end(1))
    for name, text in PARTS.items()
    if name.startswith("word/")
    for found in re.finditer(r'w:\w+="([^"]*)"', text)
]
VALUES = st.sampled_from(["", "-1", "1e999", "nan", "9" * 30, "0", "１２", "²", "5.5pt", "true", "x" * 500, "center"])


def survives(name, data):
    with contextlib.suppress(ReadError):
        check(name, memory_context({name: data}).files)


@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_word_file_with_any_values_is_checked_or_refused(edits):
    parts = dict(PARTS)
    for (name, start, end), value in sorted(edits, key=lambda edit: edit[0][1], reverse=True):
        parts[name] = parts[name][:start] + value + parts[name][end:]
    survives("van-ban.docx", zipped(parts))


@given(st.lists(st.tuples(st.integers(0, len(PRINTED) - 1), st.binary(max_size=4), st.integers(0, 20)), max_size=20))
@settings(max_examples=150, deadline=None)
def test_a_pdf_with_any_damage_is_checked_or_refused(edits):
    data = PRINTED
    for at, put, cut in edits:
        data = data[:at] + put + data[at + cut :]
    survives("van-ban.pdf", data)


@given(st.sampled_from(["van-ban.docx", "van-ban.pdf"]), st.binary(max_size=2_000))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused(name, data):
    survives(name, b"%PDF-1.4\n" + data if name.endswith("pdf") else data)


def test_the_same_file_gives_the_same_report():
    for name, data in (("a.docx", zipped(PARTS)), ("a.pdf", PRINTED)):
        first, second = (check(name, memory_context({name: data}).files) for _ in range(2))
        assert first.remarks == second.remarks
        assert [str(each) for each in first.departures] == [str(each) for each in second.departures]
