"""What may stand between an article's words, and what may not; and PDFs whose lines end in unusual ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.context import Context
from bulletin.model import Article, Bulletin, Figure, Image, Link, Paragraph, Section, Table, Text
from bulletin.notices import Place
from bulletin.verify import verify
from bulletin.verify.addresses import comparable, is_certain
from bulletin.verify.alignment import align
from bulletin.verify.expectation import bulletin_to_expected
from bulletin.verify.reading import Reading, Scribe
from bulletin.writers import load_writer
from samples import text

TABLE = Table(
    ((text("Năm"), text("Kế hoạch")), (text("Năm ngoái"), text("8")), (text("Nay"), text("9"))), header_rows=1
)
ARTICLE = Article(
    title="Tin",
    blocks=(
        Paragraph(text("Sáng nay hội nghị khai mạc tại hội trường lớn của tỉnh.")),
        Figure(Image("1.png"), text("Hội trường lớn trong ngày khai mạc"), "Hà"),
        TABLE,
        Paragraph(text("Đoàn đại biểu dâng hương tại tượng đài các anh hùng.")),
    ),
)
BULLETIN = Bulletin(title="Bản tin", sections=(Section("Xây dựng", (ARTICLE,)),))
BEFORE = "Xây dựng Tin Sáng nay hội nghị khai mạc tại hội trường"
AFTER = "lớn của tỉnh."
CAPTION = "Hội trường lớn trong ngày khai mạc Ảnh: Hà"
ROWS = ("Năm Kế hoạch", "Năm ngoái 8", "Nay 9")
END = "Đoàn đại biểu dâng hương tại tượng đài các anh hùng."


@pytest.fixture(scope="module")
def differences(layout):
    expected = bulletin_to_expected(BULLETIN, replace(layout, parts=("sections",)), ".docx")

    def find(*pieces, optional=()):
        """Hold the pieces against the bulletin; those whose numbers are `optional` may be a page's furniture."""
        words, stretches = [], []
        for number, piece in enumerate(pieces):
            start = len(words)
            words += piece.split()
            if number in optional:
                stretches.append((start, len(words)))
        reading = Reading(words=words, optional=stretches, is_laid_out=True)
        found = align(expected, reading).differences
        return [(" ".join(each.lost), " ".join(each.added), each.moved) for each in found]

    return find


def test_a_caption_may_stand_in_its_place_within_a_paragraph_above_its_article_or_after_all(differences):
    assert differences(BEFORE, AFTER, CAPTION, *ROWS, END) == []
    assert differences(BEFORE, CAPTION, AFTER, *ROWS, END) == []
    assert differences(CAPTION, BEFORE, AFTER, *ROWS, END) == []
    assert differences(BEFORE, AFTER, *ROWS, END, CAPTION) == []


def test_a_caption_stands_once_and_must_not_be_lost(differences):
    assert differences(BEFORE, AFTER, *ROWS, END) == [(CAPTION, "", False)]
    assert differences(BEFORE, CAPTION, AFTER, CAPTION, *ROWS, END) == [("", CAPTION, False)]


def test_a_damaged_caption_is_told_by_its_damage_wherever_it_stands(differences):
    damaged = CAPTION.replace("Hội trường lớn", "trường to")
    for pieces in ((BEFORE, AFTER, damaged, *ROWS, END), (BEFORE, damaged, AFTER, *ROWS, END)):
        told = differences(*pieces)
        assert {lost for lost, _, _ in told} == {"Hội", "lớn"}
        assert {added for _, added, _ in told} == {"", "to"}


def test_the_head_of_a_table_may_come_again_though_a_cell_begins_as_it_does(differences):
    assert differences(BEFORE, AFTER, CAPTION, ROWS[0], ROWS[0], ROWS[1], ROWS[0], ROWS[2], END) == []
    assert differences(BEFORE, AFTER, CAPTION, *ROWS, ROWS[1], END) == [("", ROWS[1], False)]


def test_a_running_head_is_passed_over_at_the_edge_of_a_page_only(differences):
    head = "Bản tin"
    assert differences(BEFORE, "1", head, AFTER, CAPTION, *ROWS, END, optional=(1, 2)) == []
    assert differences(BEFORE, head, AFTER, CAPTION, *ROWS, END) == [("", head, False)]


def test_a_page_may_begin_with_the_words_of_its_running_head(differences):
    opening, rest = BEFORE[: len("Xây dựng")], BEFORE[len("Xây dựng") :]
    assert differences(opening, rest, AFTER, CAPTION, *ROWS, END, optional=(0,)) == []
    assert differences(opening, opening, rest, AFTER, CAPTION, *ROWS, END, optional=(0,)) == []


def test_paragraphs_in_each_others_place_are_moved(differences):
    told = differences("Xây dựng Tin", END, BEFORE.removeprefix("Xây dựng Tin "), AFTER, CAPTION, *ROWS)
    assert told
    assert all(moved for _, _, moved in told)


def test_whatever_one_word_is_taken_put_in_or_changed_is_found(differences):
    words = " ".join((BEFORE, AFTER, CAPTION, *ROWS, END)).split()
    for place in range(len(words)):
        for other in ([], [words[place], "lạ"], ["lạ"]):
            told = differences(" ".join([*words[:place], *other, *words[place + 1 :]]))
            assert told
            assert sum(len(f"{lost} {added}".split()) for lost, added, _ in told) <= 20


# ── lines of a PDF ───────────────────────────────────────────────────────────────────────────────────────────


def test_hyphens_at_the_ends_of_lines_and_words_wider_than_a_line(layout, fonts):
    address = "https://example.vn/" + "/".join(f"phan-{number}-cua-dia-chi" for number in range(12))
    words = " ".join(f"Hùng- và{'o' * (number % 7)} Thắng-" for number in range(200))
    article = Article(title="Tin", blocks=(Paragraph(text(words)), Paragraph((Link(address, (Text(address),)), Text(" hết.")))))
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (article,)),))
    data = load_writer("pdf").write(bulletin, layout, fonts, Context()).data
    proof = verify(data, Place("x.pdf"), bulletin, layout)
    assert proof.holds, str(proof)


# ── words and addresses ──────────────────────────────────────────────────────────────────────────────────────


def test_words_go_on_from_piece_to_piece_and_are_folded():
    scribe = Scribe()
    for piece in ("Ho", "\u00e0 bi", "\u0300nh\u00ad", "\u200b, ", "", "\u00a0", "hết"):
        scribe.write(piece)
    scribe.part()
    assert scribe.words == ["Hoà", "bình,", "hết"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.vn/bài viết?q=1&r=%C3%A0#x", "https://A.vn/b%C3%A0i%20vi%E1%BA%BFt?q=1&r=%C3%A0#x"),
        ("https://báo.vn/a", "https://xn--bo-mia.vn/a"),
        (" mailto:a@b.vn", "mailto:a@b.vn"),
    ],
)
def test_addresses_that_formats_write_in_their_own_ways_are_the_same(one, other):
    assert comparable(one) == comparable(other)


def test_only_addresses_that_every_format_takes_must_be_there():
    assert is_certain("https://a.vn/x")
    assert is_certain("mailto:a@b.vn")
    assert not any(map(is_certain, ("javascript:x", "ftp://a.vn", "https://", "a.vn", "https://[", "mailto:x")))
