"""The model: its laws, its JSON and its outline."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from bulletin import serial, walk
from bulletin.errors import ReadError
from bulletin.invariants import violations
from bulletin.model import Article, Figure, Heading, ListBlock, Paragraph, Table, Text
from samples import BULLETIN, EVERY_NODE, text
from strategies import articles


def test_the_sample_of_every_node_is_lawful():
    assert violations(EVERY_NODE) == []


@pytest.mark.parametrize(
    ("article", "problem"),
    [
        (Article(title=""), "is empty"),
        (Article(title=" Hội nghị"), "space at an end"),
        (Article(title="Ho\u0302\u0323i"), "not NFC"),
        (Article(blocks=(Paragraph(()),)), "is empty"),
        (Article(blocks=(Paragraph((Text(""), Text("a"))),)), "empty text"),
        (Article(blocks=(Figure(),)), "neither image nor caption"),
        (Article(blocks=(ListBlock(()),)), "is empty"),
        (Article(blocks=(Heading(text("Một"), 2),)), "level 2 after level 0"),
        (Article(blocks=(Table(((text("a"),), (text("b"), text("c")))),)), "different lengths"),
        (Article(blocks=(Paragraph(text("a"), id="b1"), Paragraph(text("b"), id="b1"))), "stands twice"),
    ],
)
def test_each_law_names_the_article_that_breaks_it(article, problem):
    assert any(problem in violation for violation in violations(article))


@settings(max_examples=60, deadline=None)
@given(articles)
def test_json_gives_back_the_same_article(article):
    assert violations(article) == []
    value = json.loads(json.dumps(serial.article_to_json(article)))
    again = serial.article_from_json(value)
    assert again == article
    assert serial.article_to_json(again) == serial.article_to_json(article)


def test_json_keeps_ids_and_spans_which_equality_ignores():
    value = serial.article_to_json(EVERY_NODE)
    assert [block.id for block in serial.article_from_json(value).blocks] == [block.id for block in EVERY_NODE.blocks]


@pytest.mark.parametrize(
    "value",
    [
        None, [], {}, {"format": "other"}, {"format": "bulletin-article", "version": 99},
        {"format": "bulletin-article", "version": 1, "blocks": [{"type": "nonsense"}]},
        {"format": "bulletin-article", "version": 1, "blocks": [{"type": "paragraph"}]},
        {"format": "bulletin-article", "version": 1, "title": 7},
        {"format": "bulletin-article", "version": 1, "published": "hôm qua"},
        {"format": "bulletin", "version": 1},
    ],
)  # fmt: skip
def test_json_that_is_not_ours_is_refused_with_a_reason(value):
    with pytest.raises(ReadError, match="JSON"):
        serial.articles_from_json(value)


def test_a_bulletin_of_json_gives_all_its_articles():
    value = serial.bulletin_to_json(BULLETIN)
    assert serial.articles_from_json(value) == list(walk.articles(BULLETIN))


def test_words_come_in_the_order_in_which_every_output_prints_them():
    words = walk.words(EVERY_NODE)
    assert words[:3] == ["Tin", "trong", "tỉnh"]
    assert words[-3:] == ["Báo", "Hải", "Dương"]
    assert words.index("Toàn") < words.index("Thành") < words.index("nhóm", words.index("Thành"))
