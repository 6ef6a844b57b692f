"""The tags of a PDF: their text in their order, and every way in which they can be unsound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pikepdf import Dictionary, Name

from bulletin.model import Article, Bulletin, Link, Paragraph, Section, Text
from bulletin.notices import Place
from bulletin.verify import verify
from tagged_pdfs import Artifact, Linked, Stray, tagged_pdf

ADDRESS = "https://example.vn/?a=1&b=2"
ARTICLE = Article(
    title="Tin trong ngay",
    blocks=(
        Paragraph((Text("Sang nay, (xem "), Link(ADDRESS, (Text("trang nay"),)), Text(") hoi nghi da hop."))),
        Paragraph((Text("Chieu nay, hoi nghi be mac."),)),
    ),
)
BULLETIN = Bulletin(title="Ban tin", sections=(Section(None, (ARTICLE,)),))
TITLE = ("H1", ["Tin trong ngay"])
FIRST = ("P", ["Sang nay, (xem ", Linked("trang nay", ADDRESS), ") hoi nghi", "da hop."])
SECOND = ("P", ["Chieu nay,", "hoi nghi be mac."])


@pytest.fixture(scope="module")
def proved(layout):
    plain = replace(layout, parts=("sections",))

    def prove(*pages, **options):
        proof = verify(tagged_pdf(*pages, **options), Place("x.pdf"), BULLETIN, plain)
        assert [held.name for held in proof.readings] == ["nội dung trang", "thẻ"]
        return [finding for held in proof.readings for finding in map(str, held.findings)]

    return prove


def test_tags_in_order_hold_with_running_heads_and_folios_as_artifacts(proved):
    head = ("P", [Artifact("Ban tin")])
    folio = ("P", [Artifact("2")])
    assert proved([TITLE, FIRST], [head, SECOND, folio]) == []


def test_words_on_either_side_of_a_link_go_on_and_columns_do_not(proved):
    found = proved([TITLE, ("P", ["Sang nay, (xem ", Linked("trang nay", ADDRESS), ") hoi nghi", "da hop."]), SECOND])
    assert found == []


def test_a_changed_order_of_the_tags_is_found_though_the_page_shows_the_right_one(proved):
    def swap(_made, document):
        document.K[1], document.K[2] = document.K[2], document.K[1]

    found = proved([TITLE, FIRST, SECOND], spoil=swap)
    assert len(found) == 2
    assert all("sai thứ tự" in each for each in found)


def test_text_and_pictures_without_tags_are_found(proved):
    found = proved([TITLE, FIRST, ("P", [Stray("la"), *SECOND[1]])])
    assert any("chữ không có thẻ: trang 1 “la”" in each for each in found)
    assert any("thừa 1 chữ “la”" in each for each in found)  # on the page


def test_a_mark_that_stands_twice_on_a_page_is_found(proved):
    def repeat(made, _document):
        page = made.pdf.pages[0].obj
        page.Contents = made.pdf.make_stream(page.Contents.read_bytes().replace(b"/MCID 1", b"/MCID 0"))

    found = proved([TITLE, FIRST, SECOND], spoil=repeat)
    assert any("MCID đứng hai lần trên một trang: trang 1, MCID 0" in each for each in found)
    assert any("thẻ chỉ tới nội dung không có: trang 1, MCID 1" in each for each in found)


def test_a_mark_that_two_tags_have_is_found(proved):
    def share(_made, document):
        document.K[1].K.append(0)

    found = proved([TITLE, FIRST, SECOND], spoil=share)
    assert any("nội dung có hai thẻ: trang 1, MCID 0" in each for each in found)


def test_a_mark_that_no_tag_has_is_found_with_its_words(proved):
    def forget(_made, document):
        del document.K[2]

    found = proved([TITLE, FIRST, SECOND], spoil=forget)
    assert any("nội dung không thẻ nào chỉ tới" in each and "Chieu nay" in each for each in found)
    assert any("thiếu 6 chữ “Chieu nay, hoi nghi be mac.”" in each for each in found)


def test_a_tree_of_parents_that_says_otherwise_is_found(proved):
    def mislead(made, document):
        made.pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] = document.K[1]

    found = proved([TITLE, FIRST, SECOND], spoil=mislead)
    assert found == ["ParentTree không khớp cây thẻ: trang 1, MCID 0"]


def test_a_link_without_a_tag_is_found(proved):
    spoilt = ("P", ["Sang nay, (xem ", Linked("trang nay", ADDRESS, tagged=False), ") hoi nghi", "da hop."])
    found = proved([TITLE, spoilt, SECOND])
    assert "liên kết không có thẻ: trang 1" in found
    assert any(each.endswith("mất liên kết tới https://example.vn/?a=1&b=2 trên “trang nay)”") for each in found)


def test_another_address_is_told_from_both_sides(proved):
    spoilt = ("P", ["Sang nay, (xem ", Linked("trang nay", "https://la.vn/"), ") hoi nghi", "da hop."])
    found = proved([TITLE, spoilt, SECOND])
    assert "liên kết thừa: địa chỉ https://la.vn/ không có trong bản tin" in found
    assert any(each.endswith("mất liên kết tới https://example.vn/?a=1&b=2 trên “trang nay)”") for each in found)


def test_actual_text_stands_for_what_is_drawn(proved):
    def replace_text(_made, document):
        document.K[2].ActualText = "Chieu nay, hoi nghi be mac."

    drawn = ("P", ["Chieu nay,", "hoi nghi be mac."])
    assert proved([TITLE, FIRST, drawn], spoil=replace_text) == []


def test_roles_are_mapped_and_a_circle_of_elements_ends(proved):
    def circle(made, document):
        made.pdf.Root.StructTreeRoot.RoleMap = Dictionary(Doan=Name.P)
        document.K[2].K.append(document)

    found = proved([TITLE, FIRST, ("Doan", SECOND[1])], spoil=circle)
    assert found == ["thẻ đứng hai lần trong cây: /Document"]
