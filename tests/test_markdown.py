"""Markdown: what is written is read back equal, and written again is the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from bulletin.context import memory_context
from bulletin.invariants import violations
from bulletin.readers.markdown import read
from bulletin.writers.markdown import article_to_markdown
from samples import BARE, EVERY_NODE
from strategies import articles, odd_articles


def read_text(text, files=None):
    context = memory_context({"bai.md": text.encode(), **(files or {})})
    return read(Path("bai.md"), context), context.report.notices


def assert_comes_back(article):
    assert violations(article) == []
    text = article_to_markdown(article)
    (again,), _ = read_text(text)
    assert again == article, text
    assert article_to_markdown(again) == text


@settings(max_examples=80, deadline=None)
@given(articles)
def test_an_article_comes_back_equal_and_is_written_the_same_again(article):
    assert_comes_back(article)


@settings(max_examples=150, deadline=None)
@given(odd_articles)
def test_text_that_looks_like_markdown_comes_back_as_text(article):
    assert_comes_back(article)


@pytest.mark.parametrize("article", [EVERY_NODE, BARE])
def test_the_samples_come_back_equal(article):
    assert_comes_back(article)
