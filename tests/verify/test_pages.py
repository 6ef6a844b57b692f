"""What a PDF's pages show, put in the order of its tags: whatever pages part holds, whatever is changed is found."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from bulletin.model import Article, Bulletin, Paragraph, Section, Table, Text
from bulletin.notices import Place
from bulletin.printed import page_runs
from bulletin.verify import verify
from bulletin.verify.expectation import bulletin_to_expected
from edited_pages import EditedPages
from odd_articles import odd_pdf
from samples import text
from tagged_pdfs import Artifact, tagged_pdf

PLACE = Place("x.pdf")


# Notes parted over pages, rows in slices, words that repeat: the order of drawing alone refused each of them. In the
# last one PDFium leaves out the space between a note's figure and a word in bold.
@pytest.mark.parametrize("seed", [1, 4, 25, 26, 47, 48, 54, 55, 59, 1269])
def test_what_pages_part_holds(seed):
    bulletin, layout, data = odd_pdf(seed)
    proof = verify(data, PLACE, bulletin, layout)
    assert proof.holds, str(proof)


@pytest.mark.parametrize("seed", [4, 25, 26, 55])
def test_whatever_word_of_a_page_is_changed_lost_repeated_or_moved_is_found(seed):
    bulletin, layout, data = odd_pdf(seed)
    expected = bulletin_to_expected(bulletin, layout, ".pdf")
    pages = EditedPages(data, PLACE)
    chance = random.Random(7)  # noqa: S311 — the same on every run

    def found(*changes):
        return not pages.hold(expected, dict(changes))

    word = pages.text
    assert not found()
    for one, after in chance.sample(list(pairwise(pages.words)), 25):
        assert found((one, "")), one
        assert found((one, f"{word(one)} {word(one)}")), one
        assert found((one, f"{word(one)}ạ")), one
        for other in (after, chance.choice(pages.words)):
            if word(one) + word(other) != word(other) + word(one):
                assert found((one, word(other)), (other, word(one))), (one, other)


def test_letters_beyond_the_first_plane_do_not_shift_the_marks():
    to_unicode = b"1 beginbfchar <41> <D835DD38> endbfchar"

    def double(made, _document):
        made.pdf.pages[0].obj.Resources.Font.F1.ToUnicode = made.pdf.make_stream(to_unicode)

    lines = [[("P", ["A AA A "]), ("P", ["mot A"]), ("P", [Artifact("A hai")]), ("P", ["ba"])]]
    (runs,) = page_runs(tagged_pdf(*lines, spoil=double), PLACE)
    assert [(run.mark, run.text.split()) for run in runs] == [
        (0, ["𝔸", "𝔸𝔸", "𝔸"]),
        (1, ["mot", "𝔸"]),
        (None, ["𝔸", "hai"]),
        (2, ["ba"]),
    ]


def test_a_page_number_close_behind_its_dots_is_tagged_though_dots_and_folio_are_not():
    """For PDFium the dots and the number are one word, which begins outside the tags, as the next one does."""
    entry = ("P", ["Dai hoi ", Artifact(".....", ends_line=False), "160"])
    (runs,) = page_runs(tagged_pdf([entry, ("P", [Artifact("6")])]), PLACE)
    assert [(run.mark, run.text.strip()) for run in runs] == [(0, "Dai hoi"), (None, "....."), (1, "160"), (None, "6")]


# ── beside the text ──────────────────────────────────────────────────────────────────────────────────────────

FIRST = ("P", ["Sang nay, hoi nghi", "da hop."])
SECOND = ("P", ["Chieu nay,", "hoi nghi be mac."])
TABLE = Table(((text("Nam"), text("Ke hoach")), (text("2023"), text("8")), (text("2024"), text("9"))), header_rows=1)
ARTICLE = Article(
    title="Tin trong ngay",
    blocks=(
        Paragraph((Text("Sang nay, hoi nghi da hop."),)),
        TABLE,
        Paragraph((Text("Chieu nay, hoi nghi be mac."),)),
    ),
)
BULLETIN = Bulletin(title="Ban tin", sections=(Section("Xa hoi", (ARTICLE,)),))
OPENING = [("H1", ["Xa hoi"]), ("H2", ["Tin trong ngay"]), FIRST, ("P", ["Nam"]), ("P", ["Ke hoach"]), ("P", ["2023"]), ("P", ["8"])]
CLOSING = [("P", ["2024"]), ("P", ["9"]), SECOND]
HEAD = [Artifact("Ban tin"), Artifact("Xa hoi")]


@pytest.fixture(scope="module")
def shown(layout):
    """Return what the pages show amiss; `tags` must be sound."""
    plain = replace(layout, parts=("sections",))

    def show(*pages, **options):
        proof = verify(tagged_pdf(*pages, **options), PLACE, BULLETIN, plain)
        page, tags = proof.readings
        assert not [finding for finding in tags.findings if "thẻ" not in str(finding)], str(proof)
        return [finding.problem for finding in page.findings]

    return show


def with_artifacts(*artifacts):
    """Return the second page, with artifacts before its text."""
    return [("P", list(artifacts)), *CLOSING]


def test_running_heads_folio_and_the_head_of_a_table_that_goes_on_stand_beside_the_text(shown):
    heads = [Artifact("Nam"), Artifact("Ke hoach")]
    assert shown(OPENING, [*with_artifacts(*HEAD, *heads), ("P", [Artifact("2")])]) == []
    cut = Artifact("Ban …")
    assert shown(OPENING, with_artifacts(cut, *heads)) == []


@pytest.mark.parametrize(
    ("artifacts", "strange"),
    [
        ([Artifact("Ban tin la")], "3 chữ “Ban tin la”"),
        ([Artifact("Ban tin"), Artifact("Ban tin")], "4 chữ “Ban tin Ban tin”"),
        ([Artifact("3")], "1 chữ “3”"),  # the second page's folio
        ([Artifact("Nam"), Artifact("Ke")], "2 chữ “Nam Ke”"),
        ([Artifact("Nam"), Artifact("Ke hoach"), Artifact("Nam"), Artifact("Ke hoach")], "6 chữ “Nam Ke hoach Nam Ke hoach”"),
    ],
)
def test_whatever_else_stands_beside_the_text_is_found(artifacts, strange, shown):
    assert shown(OPENING, with_artifacts(*artifacts)) == [f"thừa {strange} ngoài bài, ở trang 2"]


def test_the_head_of_a_table_does_not_come_again_where_the_table_does_not_stand(shown):
    third = [("P", [Artifact("Nam"), Artifact("Ke hoach")])]
    assert shown(OPENING, CLOSING, third) == ["thừa 3 chữ “Nam Ke hoach” ngoài bài, ở trang 3"]


def redrawn(made, first, second):
    """Draw two pieces of marked content of the first page in each other's place; the tags stay as they are."""
    page = made.pdf.pages[0].obj
    content = page.Contents.read_bytes()
    pieces = list(re.finditer(rb"/\w+ <</MCID \d+>> BDC.*?EMC", content, re.DOTALL))
    one, other = pieces[first], pieces[second]
    page.Contents = made.pdf.make_stream(
        b"".join((content[: one.start()], other[0], content[one.end() : other.start()], one[0], content[other.end() :]))
    )


@pytest.mark.parametrize(("first", "second", "told"), [(1, 2, "Sang nay"), (2, 3, "Sang nay"), (4, 5, "Ke hoach")])
def test_what_is_drawn_out_of_order_is_found_though_the_tags_are_in_order(first, second, told, shown):
    found = shown(OPENING, CLOSING, spoil=lambda made, _: redrawn(made, first, second))
    assert any("trang vẽ sai thứ tự" in each and told in each for each in found), found


def test_a_word_of_thousands_of_letters_is_told_in_short(layout):
    plain = replace(layout, parts=("sections",))
    proof = verify(tagged_pdf([*OPENING, ("P", ["a" * 5000])], CLOSING), PLACE, BULLETIN, plain)
    assert not proof.holds
    assert max(map(len, str(proof).splitlines())) < 400
