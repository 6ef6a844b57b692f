"""Tables that a page has no room for: words broken, columns cut into parts, rows cut between lines; and what is lost."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from bulletin.context import Context, DiskFiles
from bulletin.errors import ReadError
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Figure, Image, Paragraph, Section, Table, Text
from bulletin.notices import Place, Report
from bulletin.verify import verify
from bulletin.verify.alignment import align
from bulletin.verify.expectation import bulletin_to_expected
from bulletin.verify.pdf_reading import read_pdf
from bulletin.verify.reading import Reading
from bulletin.writers import load_writer
from bulletin.writers.pdf.imposition import pdf_to_booklet
from samples import text

SAME = "Hội nghị đã thống nhất ba nhóm nhiệm vụ trọng tâm, giao các sở, ngành triển khai ngay trong quý."
WORDS = ["nghiêng", "tỉnh", "hội", "nghị", "trường", "1", "2", "ngành"]


def table(columns, rows, cell):
    return Table(
        tuple(tuple(text(cell(row, column)) for column in range(columns)) for row in range(rows)), header_rows=1
    )


def squeezed(row, column):
    return str(row) if row and column == 13 else "nghiêng"


def mixed(row, column):
    return f"{WORDS[(row * 7 + column * 3 + row * column) % 8]} {row or 'Cột'}"


TABLES = {
    "squeezed": table(14, 60, squeezed),
    "in parts": table(60, 12, mixed),
    "a word over half a page": table(2, 2, lambda row, column: "y" * 3000 if row and not column else "ngắn b"),
    "a long row": table(2, 2, lambda row, column: " ".join(f"{'ab'[column]}{n}" for n in range(900)) if row else "Đầu"),
}


def built(look, *blocks):
    layout = load_layout(look, DiskFiles())
    article = Article(title="Tin", blocks=(Paragraph(text(SAME)), *blocks, Paragraph(text("Hết bài này."))))
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (article,)),))
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    return bulletin, layout, load_writer("pdf").write(bulletin, layout, fonts, Context()).data


@pytest.mark.parametrize("look", ["ban-tin", "diem-bao", "tuyen-tap", "chu-lon"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_the_page_has_no_room_for_holds(name, look):
    bulletin, layout, data = built(look, TABLES[name])
    proof = verify(data, Place("x.pdf"), bulletin, layout)
    assert proof.holds, str(proof)


@pytest.mark.parametrize("name", TABLES)
def test_whatever_word_of_such_a_table_is_changed_or_moved_is_found(name):
    bulletin, layout, data = built("diem-bao", TABLES[name])
    expected = bulletin_to_expected(bulletin, layout, ".pdf")
    chance = random.Random(7)  # noqa: S311 — the same on every run
    for reading in read_pdf(data, Place("x.pdf"), expected.running, 10**6):
        own = {word for first, last in reading.optional for word in range(first, last)}
        words = reading.words
        for at in chance.sample(range(len(words) - 1), 30):
            if at in own or at + 1 in own:
                continue
            changed = [[*words[:at], "lạ", *words[at + 1 :]], [*words[:at], f"{words[at]}ạ", *words[at + 1 :]]]
            if words[at] + words[at + 1] != words[at + 1] + words[at]:  # pieces of one letter
                changed.append([*words[:at], words[at + 1], words[at], *words[at + 2 :]])
            for each in changed:
                assert align(expected, replace(reading, words=each)).differences, (reading.name, at)


@pytest.mark.parametrize("look", ["tuyen-tap", "chu-lon", "nghi-dinh-30"])
def test_captions_at_the_tops_of_pages_among_paragraphs_that_are_the_same(look):
    pictures = [Figure(Image("khong-co.png"), text(f"Ảnh {number}.png")) for number in range(20)]
    blocks = [block for picture in pictures for block in (picture, Paragraph(text(SAME)))]
    bulletin, layout, data = built(look, *blocks)
    proof = verify(data, Place("x.pdf"), bulletin, layout)
    assert proof.holds, str(proof)


def test_a_caption_behind_the_furniture_of_a_page_is_not_taken_for_the_one_that_begins_like_it(layout):
    blocks = [
        Paragraph(text(SAME)),
        *(Figure(Image(f"{n}.png"), text(f"Ảnh {n}")) for n in (1, 2)),
        Paragraph(text(SAME)),
    ]
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (Article(title="Tin", blocks=tuple(blocks)),)),))
    expected = bulletin_to_expected(bulletin, replace(layout, parts=("sections",)), ".pdf")
    pieces = ["Tin", SAME, "6 Bản tin", "Ảnh 2", SAME, "7 Bản tin", "Ảnh 1"]
    words = " ".join(pieces).split()
    heads = [at for at, pair in enumerate(pairwise(words)) if pair[1] == "Bản"]
    reading = Reading(words=words, optional=[(at, at + 3) for at in heads])
    assert align(expected, reading).differences == []


def test_a_booklet_says_that_it_is_not_read_back():
    bulletin, layout, data = built("ban-tin")
    with pytest.raises(ReadError, match="sách gấp đôi"):
        verify(pdf_to_booklet(data).data, Place("x-gap-doi.pdf"), bulletin, layout)


def test_it_is_not_guessed_that_a_file_just_built_is_another_bulletins():
    _, layout, data = built("ban-tin")
    other = Bulletin(
        title="Báo", sections=(Section(None, (Article(title="Khác", blocks=(Paragraph((Text("chữ khác " * 90),)),)),)),)
    )
    proof = verify(data, Place("x.pdf"), other, layout)
    assert "bản tin khác" in str(proof)
    assert "bản tin khác" not in "\n".join(proof.lines(is_new=True))
