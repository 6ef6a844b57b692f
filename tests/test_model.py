"""The model: its laws, its JSON and its outline."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from bulletin import serial, walk
from bulletin.errors import ReadError
from bulletin.inlines import tidy_inlines
from bulletin.invariants import violations
from bulletin.model import (
    Article,
    Emphasis,
    Figure,
    Heading,
    Image,
    Link,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
)
from samples import BULLETIN, EVERY_NODE, text
from strategies import articles, odd_articles


def test_the_sample_of_every_node_is_lawful():
    assert violations(EVERY_NODE) == []


@pytest.mark.parametrize(
    ("article", "problem"),
    [
        (Article(title=""), "title: không có chữ nào"),
        (Article(title=" Hội nghị"), "title: có khoảng trắng ở đầu hay cuối"),
        (Article(title="Ho\u0302\u0323i"), "title: chữ chưa ở dạng NFC"),
        (Article(title="a\0"), "title: có ký tự điều khiển"),
        (Article(authors=("A", "")), "authors[2]: không có chữ nào"),
        (Article(language="tiếng Việt"), "language: “tiếng Việt” không phải nhãn ngôn ngữ"),
        (Article(blocks=(Paragraph(()),)), "blocks[1].content: không có chữ nào"),
        (Article(blocks=(Paragraph((Text(""), Text("a"))),)), "blocks[1].content: có phần trống"),
        (Article(blocks=(Paragraph((Strong((Emphasis((Strong(text("a")),)),)),)),)), "lồng trong chính nó"),
        (Article(blocks=(Paragraph((Link("java\tscript:a()", text("a")),)),)), "không phải một địa chỉ để mở"),
        (Article(blocks=(Paragraph((Link("a\ud800", text("a")),)),)), "địa chỉ của đường dẫn có ký tự không in được"),
        (Article(blocks=(Figure(),)), "blocks[1]: không có cả ảnh lẫn chú thích"),
        (Article(blocks=(Figure(Image("")),)), "blocks[1].image.source: không có chữ nào"),
        (Article(blocks=(ListBlock(()),)), "blocks[1].items: danh sách trống"),
        (Article(blocks=(ListBlock((ListItem(text("a"), " "),)),)), "blocks[1].items[1].marker: không có chữ nào"),
        (Article(blocks=(Heading(text("Một"), 2),)), "blocks[1].level: tít phụ cấp 2 đứng sau cấp 0"),
        (Article(blocks=tuple(Heading(text("a"), n) for n in range(1, 7))), "blocks[6].level: tít phụ chỉ có đến cấp 5"),
        (Article(blocks=(Table(((text("a"),), (text("b"), text("c")))),)), "các hàng không cùng số ô"),
        (Article(blocks=(Table(((),)),)), "bảng không có ô nào"),
        (Article(blocks=(Paragraph(text("a"), id="b1"), Paragraph(text("b"), id="b1"))), "blocks[2].id: “b1” đã có"),
    ],
)
def test_each_law_names_the_article_that_breaks_it(article, problem):
    assert any(problem in violation for violation in violations(article))


@settings(max_examples=100, deadline=None)
@given(articles | odd_articles)
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


ARTICLE = {"format": "bulletin-article", "version": 1}


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"titel": "x"}, "khóa không có ở đây: “titel”; ý bạn là “title”?"),
        ({"title": 7}, "title: cần một chuỗi chữ"),
        ({"views": True}, "views: cần một số nguyên"),
        ({"authors": "A"}, "authors: cần một danh sách"),
        ({"authors": ["A", 7]}, "authors[2]: cần một chuỗi chữ"),
        ({"published": "hôm qua"}, "published: “hôm qua” không phải một ngày"),
        ({"updated": "2024-07-31Tx"}, "updated: “2024-07-31Tx” không phải"),
        ({"origin": {"path": "a"}}, "origin: thiếu khóa “sha256”"),
        ({"blocks": {}}, "blocks: cần một danh sách"),
        ({"blocks": [7]}, "blocks[1]: cần một đối tượng"),
        ({"blocks": [{"type": "rule"}, {}]}, "blocks[2]: thiếu khóa “type”"),
        ({"blocks": [{"type": "nonsense"}]}, "blocks[1].type: “nonsense” không phải một trong: paragraph"),
        ({"blocks": [{"type": "rule", "span": [1, 2]}]}, "blocks[1].span: cần ba số nguyên"),
        ({"blocks": [{"type": "list", "items": [{"content": 7}]}]}, "blocks[1].items[1].content: cần một danh sách"),
        ({"blocks": [{"type": "list", "items": [], "ordered": 1}]}, "blocks[1].ordered: cần true hoặc false"),
        ({"blocks": [{"type": "table", "rows": [[[{"type": "text"}]]]}]}, "blocks[1].rows[1][1][1]: thiếu khóa “text”"),
        ({"blocks": [{"type": "figure", "image": {"src": "1.png"}}]}, "blocks[1].image: khóa không có ở đây: “src”"),
        ({"blocks": [{"type": "paragraph", "content": [{"type": "bold"}]}]}, "blocks[1].content[1].type: “bold”"),
    ],
)
def test_json_is_refused_at_the_key_that_is_wrong(keys, problem):
    with pytest.raises(ReadError) as refused:
        serial.articles_from_json({**ARTICLE, **keys})
    assert f"JSON sai cấu trúc: {problem}" in refused.value.problem


def test_json_that_nests_without_end_is_refused():
    inline = {"type": "text", "text": "a"}
    for _ in range(300):
        inline = {"type": "strong", "content": [inline]}
    with pytest.raises(ReadError, match="lồng nhau quá 20 tầng"):
        serial.article_from_json({**ARTICLE, "blocks": [{"type": "paragraph", "content": [inline]}]})


def test_a_bulletin_of_json_gives_all_its_articles():
    value = serial.bulletin_to_json(BULLETIN)
    assert serial.articles_from_json(value) == list(walk.articles(BULLETIN))


def test_words_come_in_the_order_in_which_every_output_prints_them():
    words = walk.words(EVERY_NODE)
    assert words[:3] == ["Tin", "trong", "tỉnh"]
    assert words[-3:] == ["Báo", "Hải", "Dương"]
    assert words.index("Toàn") < words.index("Thành") < words.index("nhóm", words.index("Thành"))


# ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────


NOTE = Note(text("Lời chú thích"))


@pytest.mark.parametrize(
    ("found", "lawful"),
    [
        ((Text(" "), NOTE, Text(" chữ ")), (NOTE, Text("chữ"))),
        ((Text("chữ "), NOTE), (Text("chữ"), NOTE)),
        ((Text("chữ"), Strong((Text(" "), NOTE))), (Text("chữ"), NOTE)),
        ((Link("https://a.vn", (Text("a"), NOTE, Text("b"))),), (Link("https://a.vn", text("ab")), NOTE)),
        ((Text("chữ"), Note((Text("a"), NOTE))), (Text("chữ"), Note(text("a (Lời chú thích)")))),
        ((Text("chữ"), Note(())), text("chữ")),
        ((NOTE,), text("Lời chú thích")),
    ],
)
def test_notes_have_one_lawful_form(found, lawful):
    assert tidy_inlines(found) == lawful
    assert violations(Article(blocks=(Paragraph(lawful),))) == []
    if found != lawful:
        assert violations(Article(blocks=(Paragraph(found),))) != []


def test_the_text_of_a_note_is_no_part_of_its_sentence_but_of_its_article():
    article = Article(blocks=(Paragraph((Text("Một"), NOTE, Text(" hai."))),))
    assert walk.words(article) == ["Một", "hai."]
    assert walk.note_words(article) == ["Lời", "chú", "thích"]
    changed = walk.with_texts(article, str.upper)
    assert list(walk.note_texts(changed)) == ["LỜI CHÚ THÍCH"]


def test_a_note_that_stands_behind_two_marks_becomes_two():
    note = Note(text("Lời"))
    shared = Article(title="A", blocks=(Paragraph((Text("a"), note, Text("b"), note)),))
    own = walk.with_own_notes(shared)
    assert own == shared
    assert sorted(walk.note_numbers(own).values()) == [1, 2]
    assert walk.with_own_notes(own) is own
