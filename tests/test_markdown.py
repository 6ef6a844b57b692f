"""Markdown: what is written is read back equal, and written again is the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from bulletin import walk
from bulletin.context import memory_context
from bulletin.errors import ReadError
from bulletin.invariants import violations
from bulletin.model import Article, Emphasis, Origin, Paragraph, Strong, Text
from bulletin.readers.markdown import read
from bulletin.writers import load_writer
from bulletin.writers.markdown import article_to_markdown
from samples import BARE, BULLETIN, EVERY_NODE
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


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 5/7, hội nghị (lần thứ 6) bàn về R&D, đạt 10 % kế hoạch; xem https://example.vn/a_b?c=1&d=2.",
        "Giá vàng < 80 triệu & > 70 triệu; 5 * 3 = 15; tệp anh_1.png, thư a@b.vn, #hội_nghị, C:\\anh, 2020-2025, [img], {x}.",
        "– Thưa ông! 50.000 đồng/kg – tăng 5 % …",
        "“Không có vùng cấm, không có ngoại lệ.”",
    ],
)
def test_plain_prose_is_written_as_it_stands(text):
    article = Article(title="Bài", blocks=(Paragraph((Text(text),)),))
    assert article_to_markdown(article) == f"---\ntitle: Bài\n---\n\n{text}\n"


def test_stressed_words_are_written_in_the_simplest_way_that_holds():
    def written(*content):
        return article_to_markdown(Article(blocks=(Paragraph(content),))).splitlines()[-1]

    word, quoted = (Text("đậm"),), (Text("“đậm”"),)
    assert written(Text("chữ "), Strong(word), Text(", chữ")) == "chữ **đậm**, chữ"
    assert written(Text("chữ"), Strong(word), Text("chữ")) == "chữ**đậm**chữ"
    assert written(Text("chữ"), Strong(quoted), Text("chữ")) == "chữ<strong>“đậm”</strong>chữ"
    assert written(Strong((Emphasis(word),))) == "**_đậm_**"
    assert written(Text("chữ"), Emphasis(word), Emphasis(word)) == "chữ<em>đậm</em><em>đậm</em>"


def test_front_matter_is_quoted_only_where_yaml_would_read_something_else():
    lead = 'Sáng 5/7: "họp"\\\nbàn\u00a0#1'
    article = Article(title="Hội nghị “R&D”, lần 6", section="null", byline="2024", lead=lead, place="HÀ NỘI")
    assert article_to_markdown(article).splitlines()[1:-1] == [
        "title: Hội nghị “R&D”, lần 6",
        r'lead: "Sáng 5/7: \"họp\"\\\nbàn' + '\u00a0#1"',
        'section: "null"',
        "place: HÀ NỘI",
        'byline: "2024"',
    ]
    assert_comes_back(article)


def test_a_bulletin_is_its_articles_one_after_another():
    context = memory_context()
    written = load_writer("md").write(BULLETIN, None, None, context)
    again, _ = read_text(written.data.decode())
    assert again == list(walk.articles(BULLETIN))
    assert (written.count, written.unit) == (3, "bài")
    assert [(notice.code, notice.severity) for notice in context.report.notices] == [("masthead-left-out", "note")]


def test_blocks_have_ids_and_the_lines_that_they_stand_on():
    text = "---\ntitle: Bài\n---\n\nMột\nhai\n\n## Tít\n\n- a\n- b\n\nBốn"
    (article,), _ = read_text(text)
    assert [(block.id, block.span.line) for block in article.blocks] == [("b1", 5), ("b2", 8), ("b3", 10), ("b4", 13)]
    spans = [text[block.span.start : block.span.end] for block in article.blocks]
    assert spans == ["Một\nhai", "## Tít", "- a\n- b", "Bốn"]


def test_the_raw_file_stays_the_origin_and_messages_name_the_file_that_was_read():
    raw = Origin("bai.txt", "abc", "utf-16")
    (again,), _ = read_text(article_to_markdown(Article(title="Bài", origin=raw, blocks=(Paragraph((Text("a"),)),))))
    assert again.origin == Origin("bai.txt", "abc", "utf-16", kept_in="bai.md")
    assert str(walk.source_place(again, again.blocks[0].span)) == "bai.md:9"
    (own,), _ = read_text("# Bài")
    assert own.origin.path == "bai.md"
    assert "origin" not in article_to_markdown(own)


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("front", "problems"),
    [
        ("titel: a\nviews: nhiều\ndate: hôm qua", ["bai.md:2:1: titel: khóa không có ở đây → ý bạn là “title”?", "bai.md:3:8: views:", "bai.md:4:7: date:"]),
        ("title: Hội nghị: bàn", ["bai.md:2:16: YAML sai cú pháp", "đặt trong ngoặc kép"]),
        ("title: a\ntitle: b", ["bai.md:3:1: title: khóa này đã có ở trên"]),
        ("title: &a a\nlead: *a", ["bai.md:2:8: không dùng được neo"]),
        ("title: !!python/name:os.system a", ["bai.md:2:8: không dùng được thẻ"]),
        ("date: 31/7/0000", ["bai.md:2:7: date: “31/7/0000” không phải một ngày"]),
        ("date: ٣١/٧/٢٠٢٤", ["bai.md:2:7: date:"]),
        ("title: [a, b]", ["bai.md:2:8: title: cần chữ"]),
        ("authors: {a: b}", ["bai.md:2:10: authors: cần một danh sách"]),
        ("origin: bai.txt", ["bai.md:2:9: origin: cần một nhóm khóa"]),
        ('title: "a\\0b"', ["bai.md:2:8: title: “a�b” không phải chữ"]),
        ("language: tiếng Việt", ["bai.md:2:1: language: “tiếng Việt” không phải nhãn ngôn ngữ"]),
        ("title: " + "[" * 5000, ["bai.md:2:"]),
        ("title: a\n\nMột đoạn, và phần đầu không có dòng kết thúc.", ["bai.md:1: phần đầu bài không có dòng --- kết thúc"]),
    ],
)
def test_mistakes_in_front_matter_are_shown_all_at_once_where_they_stand(front, problems):
    closing = "" if "\n\n" in front else "\n---\n\nĐoạn.\n"
    with pytest.raises(ReadError) as refused:
        read_text(f"---\n{front}{closing}")
    assert refused.value.exit_code == 10
    for problem in problems:
        assert problem in str(refused.value)


def test_the_second_articles_mistakes_count_lines_of_the_file():
    with pytest.raises(ReadError) as refused:
        read_text("---\ntitle: a\nx: 1\n---\n\nĐoạn.\n\n---\ntitle: b\ny: 2\n---\n")
    assert [line.split(" ")[0] for line in str(refused.value).splitlines()] == ["bai.md:3:1:", "bai.md:10:1:"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "không có chữ nào"),
        (b"\n" * 1000, "không có chữ nào"),
        (b"%PDF-1.7", "PDF"),
        (b"a\0b", "nhị phân"),
        (b"a\xff", "bai.md:1: tệp Markdown không phải Unicode"),
        (b"a\n" * 100_001, "hơn 100000 dòng"),
        (b"*" * 1_000 + b"a" + b"*" * 1_000, "lồng nhau"),
        (b"---\ntitle: a\n---\n\n" * 2_001, "hơn 2000 bài"),
    ],
)
def test_a_file_that_cannot_be_an_article_is_refused(data, problem):
    with pytest.raises(ReadError, match=problem) as refused:
        read(Path("bai.md"), memory_context({"bai.md": data}))
    assert str(refused.value).startswith("bai.md")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 1_000_000, "markup-cut"),
        ("*a " * 400_000, "markup-cut"),
        ("![" * 3_000 + "](x)" * 3_000, "inline-image"),
        (">" * 100_000 + " a", "nesting-cut"),
        ("- " * 100_000 + "a", "nesting-cut"),
        ("1. " * 100_000 + "a", "nesting-cut"),
        ("\n".join(" " * (2 * depth) + "- a" for depth in range(500)), "nested-list"),
        ("`a" * 100_000, None),
        ("<!--" * 100_000 + "a", None),
        ("một dòng\n" * 60_000, None),
        ("<em>" * 5_000 + "a", None),
        ("a" * 10_000_000, None),
        (" " * 1_000_000 + "a", None),
        ("|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + "|a|\n" * 3_000, "table-dropped"),
        ("a\x01b\x1bc\x85d", "control-character"),
        ("a[^1]" * 60_000 + "\n\n[^1]: b", "markup-cut"),
        ("[^" * 8_000 + "a" * 1_000_000, None),
        ("^[a" * 20_000 + "]" * 20_000, "markup-cut"),
        ("^[a" * 40 + "]" * 40, "note-nested"),
        ("[^1]: " * 50_000 + "a", "nesting-cut"),
        ("a[^0]\n\n" + "".join(f"[^{number}]: b[^{number + 1}]\n\n" for number in range(2_000)), "note-nested"),
    ],
    ids=lambda value: None if value is None else value[:12],
)
def test_hostile_text_is_read_with_a_notice_and_no_word_is_lost(text, code):
    (article,), notices = read_text(f"# Bài\n\n{text}\n")
    assert violations(article) == []
    letters = re.sub(r"[^abcd]", "", text.replace("em>", ""))
    words = [*walk.words(article), *walk.note_words(article)]
    kept = re.sub(r"[^abcd]", "", " ".join(words)[3:].replace("em>", ""))
    assert kept == letters or ("^" in text and sorted(kept) == sorted(letters))  # notes stand behind the text
    assert code is None or code in {notice.code for notice in notices}


def test_notes_that_ask_for_one_another_twice_do_not_grow_without_bound():
    notes = "".join(f"[^{number}]: b[^{number + 1}] c[^{number + 1}]\n\n" for number in range(60))
    (article,), notices = read_text(f"# Bài\n\na[^0]\n\n{notes}")
    assert len(" ".join(walk.note_words(article))) < 500_000
    assert {notice.code for notice in notices} >= {"note-repeated", "note-nested"}


def test_a_note_keeps_its_number_and_its_text_when_it_is_written_again():
    (article,), _ = read_text("# Bài\n\nMột[^b], hai[^a] (x).\n\n[^a]: # Đầu\n[^b]: 1. Sau\n")
    written = article_to_markdown(article)
    assert written.endswith("Một[^1], hai[^2] (x).\n\n[^1]: 1\\. Sau\n[^2]: Đầu\n")
    assert read_text(written)[0] == [article]


def test_notices_of_one_file_come_to_an_end():
    _, notices = read_text("# Bài\n\n" + "[a](javascript:a)\n\n" * 500)
    assert len(notices) == 101
    assert notices[-1].code == "more-notices"


@pytest.mark.parametrize("source", ["../1.jpg", "/etc/1.jpg", "http://example.vn/1.jpg"])
def test_a_picture_outside_the_folder_is_not_opened(source):
    (article,), notices = read_text(f"# Bài\n\n![Ảnh]({source})", {"../1.jpg": b"x", "/etc/1.jpg": b"x"})
    assert article.blocks[0].image.picture is None
    assert [notice.code for notice in notices] == ["image-remote" if source.startswith("http") else "image-outside"]


def test_an_empty_title_is_told_as_such():
    with pytest.raises(ReadError, match=r"md:2:8: title: để trống → ghi chữ, hoặc bỏ khóa này"):
        read_text('---\ntitle: ""\n---\n\nChữ.\n')
