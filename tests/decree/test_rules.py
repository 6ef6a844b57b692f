"""The decree's points: a right paper passes, and one wrong in one way fails in just that way, as Word file and as PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.context import DiskFiles, memory_context
from bulletin.decree import check
from bulletin.decree.facts import Facts, Lettering, Margin, Paragraphs, Role
from bulletin.decree.rules import RULES, decimal, departures, point
from official_papers import MM, SENTENCE, TCVN3, Paper, Words, printed_paper, word_paper

RIGHT = Paper()
WRITERS = {"docx": word_paper, "pdf": printed_paper}


def checked(paper, kind):
    name = f"van-ban.{kind}"
    return check(name, memory_context({name: WRITERS[kind](paper)}).files)


def changed(role, **changes):
    return {role: replace(getattr(RIGHT, role), **changes)}


# what is wrong → what the rule is about, and what it finds
WRONG = {
    "B5": ({"width": 200, "height": 270}, "khổ giấy", "200 × 270 mm"),
    "top small": ({"top": 15}, "lề trên", "15 mm"),
    "top large": ({"top": 32}, "lề trên", "32 mm"),
    "bottom small": ({"bottom": 12}, "lề dưới", None),
    "bottom large": ({"bottom": 50}, "lề dưới", None),
    "left small": ({"left": 25}, "lề trái", "25 mm"),
    "left large": ({"left": 38}, "lề trái", "38 mm"),
    "right small": ({"right": 10}, "lề phải", None),
    "right large": ({"right": 25}, "lề phải", None),
    "family": ({"family": "Arial"}, "phông chữ", None),
    "TCVN3": ({"paragraphs": (*[SENTENCE] * 15, TCVN3)}, "bảng mã", "chữ theo bảng mã tcvn3"),
    "colour": ({"colour": "1f3864"}, "màu chữ", "#1f3864"),
    "no folio": ({"folio_side": None}, "số trang", "không có"),
    "folio at the foot": ({"folio_side": "bottom"}, "số trang", "ở lề dưới"),
    "folio aside": ({"folio_centred": False}, "vị trí số trang", "không ở giữa"),
    "Roman folio": ({"folio_roman": True}, "chữ số của số trang", None),
    "folio on page 1": ({"folio_on_first": True}, "số trang thứ nhất", "trang thứ nhất có số"),
    "small folio": ({"folio_size": 11}, "cỡ chữ số trang", "11 pt"),
    "large folio": ({"folio_size": 16}, "cỡ chữ số trang", "16 pt"),
    "italic folio": ({"folio_italic": True}, "kiểu chữ số trang", "nghiêng"),
    "no national title": ({"national_title": None}, "Quốc hiệu", "không thấy"),
    "small letters": (changed("national_title", text="Cộng hòa xã hội chủ nghĩa Việt Nam"), "loại chữ Quốc hiệu", "chữ thường"),
    "national title 14 pt": (changed("national_title", size=14), "cỡ chữ Quốc hiệu", "14 pt"),
    "national title not bold": (changed("national_title", bold=False), "kiểu chữ Quốc hiệu", "đứng, không đậm"),
    "no motto": ({"motto": None}, "Tiêu ngữ", "không thấy"),
    "motto with dashes": (changed("motto", text="Độc lập – Tự do – Hạnh phúc"), "cách viết Tiêu ngữ", "“Độc lập – Tự do – Hạnh phúc”"),
    "motto without spaces": (changed("motto", text="Độc lập-Tự do-Hạnh phúc"), "cách viết Tiêu ngữ", None),
    "motto 12 pt": (changed("motto", size=12), "cỡ chữ Tiêu ngữ", "12 pt"),
    "motto italic": (changed("motto", italic=True), "kiểu chữ Tiêu ngữ", "nghiêng, đậm"),
    "no rule under the motto": ({"motto_rule": None}, "đường kẻ dưới Tiêu ngữ", "không có"),
    "short rule under the motto": ({"motto_rule": 0.5}, "đường kẻ dưới Tiêu ngữ", None),
    "no issuing body": ({"issuing_body": None, "parent_body": None}, "tên cơ quan ban hành", "không thấy"),
    "issuing body in small letters": (changed("issuing_body", text="Sở Nội vụ"), "loại chữ tên cơ quan ban hành", "chữ thường"),
    "issuing body 14 pt": (changed("issuing_body", size=14), "cỡ chữ tên cơ quan ban hành", "14 pt"),
    "issuing body not bold": (changed("issuing_body", bold=False), "kiểu chữ tên cơ quan ban hành", "đứng, không đậm"),
    "no rule under the issuing body": ({"issuing_rule": None}, "đường kẻ dưới tên cơ quan ban hành", "không có"),
    "long rule under the issuing body": ({"issuing_rule": 1.0}, "đường kẻ dưới tên cơ quan ban hành", None),
    "short rule under the issuing body": ({"issuing_rule": 0.2}, "đường kẻ dưới tên cơ quan ban hành", None),
    "no number": ({"number": None}, "số, ký hiệu", "không thấy"),
    "number 14 pt": (changed("number", size=14), "cỡ chữ số, ký hiệu", "14 pt"),
    "number italic": (changed("number", italic=True), "kiểu chữ số, ký hiệu", "nghiêng"),
    "no place and date": ({"place_date": None}, "địa danh và ngày tháng", "không thấy"),
    "date 12 pt": (changed("place_date", size=12), "cỡ chữ địa danh và ngày tháng", "12 pt"),
    "date upright": (changed("place_date", italic=False), "kiểu chữ địa danh và ngày tháng", "đứng"),
    "body 12 pt": ({"body_size": 12}, "cỡ chữ lời văn", "12 pt"),
    "body 15 pt": ({"body_size": 15}, "cỡ chữ lời văn", "15 pt"),
    "ragged": ({"align": "left"}, "canh lề lời văn", "canh trái"),
    "no indent": ({"indent": 0}, "chữ đầu dòng", "0 cm"),
    "indent 2 cm": ({"indent": 20}, "chữ đầu dòng", "2 cm"),
    "no white between paragraphs": ({"between": 2}, "khoảng cách giữa các đoạn", "2 pt"),
    "lines too close": ({"spacing": 0.9}, "khoảng cách giữa các dòng", "0,9 dòng"),
    "lines too far": ({"spacing": 1.8}, "khoảng cách giữa các dòng", "1,8 dòng"),
    "two columns": ({"columns": 2}, "số cột", "2 cột"),
    "no recipients": ({"recipients_title": None, "recipients": ()}, "từ “Nơi nhận”", "không thấy"),
    "recipients title 13 pt": (changed("recipients_title", size=13), "cỡ chữ từ “Nơi nhận”", "13 pt"),
    "recipients title upright": (changed("recipients_title", italic=False), "kiểu chữ từ “Nơi nhận”", "đứng, đậm"),
    "recipients 12 pt": ({"recipients": (Words("- Như trên;", 12), Words("- Lưu: VT.", 12))}, "cỡ chữ danh sách nơi nhận", "12 pt"),
    "recipients italic": ({"recipients": (Words("- Lưu: VT.", 11, italic=True),)}, "kiểu chữ danh sách nơi nhận", "nghiêng"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITERS)
def test_a_right_paper_passes_and_every_rule_was_looked_at(kind):
    found = checked(RIGHT, kind)
    assert [str(each) for each in found.departures] == []
    assert found.unseen == ()
    assert found.remarks == ()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", WRONG)
def test_one_departure_is_found_and_no_other(kind, name):
    changes, about, found = WRONG[name]
    told = checked(replace(RIGHT, **changes), kind).departures
    assert {each.rule.about for each in told} == {about}, [str(each) for each in told]
    if found is not None and not (kind == "pdf" and about.startswith("lề")):  # the PDF's margins are measured
        assert {each.found for each in told} == {found}
    assert all(each.place for each in told)


def test_every_rule_of_the_table_is_seen_to_fail():
    assert {about for _, about, _ in WRONG.values()} == {rule.about for rule in RULES}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "changes",
    [
        {"top": 25, "bottom": 25, "left": 35, "right": 15},
        {"indent": 10, "spacing": 1.0, "body_size": 13},
        {"spacing": 1.5, "between": 12},
        {"issuing_rule": 0.5, **changed("national_title", text="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")},
        {"issuing_rule": 1 / 3, "folio_size": 13},
        {"place_date": Words("Đà Lạt, ngày … tháng … năm 2024", 13, italic=True)},
        {"number": Words("Số:       /QĐ-UBND", 13), "parent_body": None},
    ],
)
def test_the_edges_of_what_the_decree_allows_pass(kind, changes):
    assert [str(each) for each in checked(replace(RIGHT, **changes), kind).departures] == []


@pytest.mark.parametrize("kind", WRITERS)
def test_many_departures_come_at_once_in_the_order_of_the_decree_each_with_its_point(kind):
    paper = replace(RIGHT, left=20, body_size=12, align="left", motto_rule=None, recipients_title=None, recipients=())
    told = checked(paper, kind).departures
    assert [each.rule.about for each in told] == [
        "lề trái", "đường kẻ dưới Tiêu ngữ", "cỡ chữ lời văn", "canh lề lời văn", "từ “Nơi nhận”",
    ]  # fmt: skip
    assert [each.rule.point for each in told] == [
        point("I", 3), point("II", 1, "b"), point("II", 6, "e"), point("II", 6, "e"), point("II", 9, "d"),
    ]  # fmt: skip


def test_a_departure_says_place_finding_want_and_point_in_one_line():
    told = checked(replace(RIGHT, body_size=12), "docx").departures
    assert [str(each) for each in told] == [
        (
            "word/document.xml, đoạn 7 (kiểu “Lời văn”): cỡ chữ lời văn: 12 pt (và 15 chỗ nữa); "
            "cần từ 13 đến 14 pt [Phụ lục I, Phần I, mục II, khoản 6, điểm e]"
        )
    ]


def test_numbers_are_written_as_vietnamese_does():
    assert [decimal(value) for value in (12.0, 12.5, 0.333, 100)] == ["12", "12,5", "0,33", "100"]


@pytest.mark.parametrize(
    ("fact", "is_right"),
    [
        ({"margins": (Margin("left", 30 * MM, "x"),)}, True),
        ({"margins": (Margin("left", 29.7 * MM, "x"),)}, False),
        ({"margins": (Margin("left", 35.4 * MM, "x"),)}, False),
        ({"margins": (Margin("left", 40 * MM, "x", 6 * MM),)}, True),
        ({"letterings": (Lettering(Role.BODY, 13.04, False, False, "x"),)}, True),
        ({"letterings": (Lettering(Role.BODY, 14.5, False, False, "x"),)}, False),
        ({"letterings": (Lettering(Role.NUMBER, 13, True, False, "x"),)}, True),
        ({"paragraphs": (Paragraphs("x", indent=10 * MM),)}, True),
        ({"paragraphs": (Paragraphs("x", indent=11 * MM),)}, False),
        ({"paragraphs": (Paragraphs("x", indent=10 * MM, indents_all=False),)}, False),
        ({"paragraphs": (Paragraphs("x", between=6.0, spacing=1.5),)}, True),
        ({"paragraphs": (Paragraphs("x", spacing=1.55),)}, False),
    ],
)
def test_edges_of_single_facts(fact, is_right):
    assert (departures(Facts(**fact)) == ()) is is_right


# ── layouts ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_layout_is_told_by_line_column_and_key():
    told = {each.rule.about: each for each in check("ban-tin", DiskFiles()).departures}
    assert told["lề trên"].place.endswith("page.margins.top")
    assert told["lề trên"].found == "26 mm"
    assert told["số cột"].found == "2 cột"
    assert told["màu chữ"].place.split(": ")[0].count(":") == 2
    assert told["Quốc hiệu"].found == "không thấy"
    assert {"phông chữ", "lề trái", "lề phải", "số trang", "số trang thứ nhất", "cỡ chữ số trang", "cỡ chữ lời văn",
            "chữ đầu dòng", "khoảng cách giữa các đoạn"} <= set(told)  # fmt: skip


OWN = """
extends: ban-tin
page:
  mirrored: false
  margins: {top: 20mm, bottom: 20mm, inside: 30mm, outside: 20mm}
fonts: {text: Times New Roman, display: Times New Roman}
colours: {ink: "#000000", grey: "#000000", accent: "#000000"}
styles:
  body: {size: 14pt, leading: 18pt, align: justified, indent: 1.27cm, space_after: 6pt}
  lead: {size: 14pt, leading: 18pt}
  quotation: {size: 13pt, leading: 17pt}
  folio: {size: 13pt, leading: 16pt}
"""


def test_keys_that_follow_the_decree_are_not_told(tmp_path):
    path = tmp_path / "cua-toi.yaml"
    path.write_text(OWN, "utf-8")
    told = {each.rule.about for each in check(str(path), DiskFiles()).departures}
    assert told.isdisjoint({"khổ giấy", "lề trên", "lề dưới", "lề trái", "lề phải", "phông chữ", "màu chữ",
                            "canh lề lời văn", "khoảng cách giữa các đoạn", "khoảng cách giữa các dòng"})  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "about", "line"),
    [
        ("top: 20mm", "top: 26mm", "lề trên", 5),
        ("bottom: 20mm", "bottom: 18mm", "lề dưới", 5),
        ("inside: 30mm", "inside: 29mm", "lề trái", 5),
        ("outside: 20mm", "outside: 12mm", "lề phải", 5),
        ("mirrored: false", "mirrored: true", "lề trái", 4),
        ("text: Times New Roman", "text: Source Serif 4", "phông chữ", 6),
        ('ink: "#000000"', 'ink: "#000001"', "màu chữ", 7),
        ("align: justified", "align: left", "canh lề lời văn", 9),
        ("space_after: 6pt", "space_after: 5pt", "khoảng cách giữa các đoạn", 9),
        ("size: 14pt, leading: 18pt, align", "size: 14pt, leading: 26pt, align", "khoảng cách giữa các dòng", 9),
        ("size: 14pt, leading: 18pt, align", "size: 16pt, leading: 21pt, align", "cỡ chữ lời văn", 9),
        ("page:", "page:\n  size: A5", "khổ giấy", 4),
    ],
)
def test_one_wrong_key_is_told_at_its_line(tmp_path, old, new, about, line):
    path = tmp_path / "cua-toi.yaml"
    assert old in OWN
    path.write_text(OWN.replace(old, new), "utf-8")
    told = [each for each in check(str(path), DiskFiles()).departures if each.rule.about == about]
    assert told
    assert f"cua-toi.yaml:{line}:" in told[0].place


def test_the_shipped_layout_follows_the_decree():
    assert [str(each) for each in check("nghi-dinh-30", DiskFiles()).departures] == []


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ("styles: {national_title: {size: 14pt}}", "cỡ chữ Quốc hiệu"),
        ("styles: {national_title: {weight: 400}}", "kiểu chữ Quốc hiệu"),
        ("styles: {motto: {size: 12pt}}", "cỡ chữ Tiêu ngữ"),
        ("styles: {motto: {italic: true}}", "kiểu chữ Tiêu ngữ"),
        ("styles: {issuing_body: {size: 14pt}}", "cỡ chữ tên cơ quan ban hành"),
        ("styles: {issuing_body: {weight: 400}}", "kiểu chữ tên cơ quan ban hành"),
        ("styles: {document_number: {size: 14pt}}", "cỡ chữ số, ký hiệu"),
        ("styles: {place_date: {italic: false}}", "kiểu chữ địa danh và ngày tháng"),
        ("styles: {recipients_title: {size: 13pt}}", "cỡ chữ từ “Nơi nhận”"),
        ("styles: {recipients: {size: 12pt}}", "cỡ chữ danh sách nơi nhận"),
        ("styles: {folio: {size: 12pt}}", "cỡ chữ số trang"),
        ("styles: {folio: {italic: true}}", "kiểu chữ số trang"),
        ("styles: {body: {indents_all: false}}", "chữ đầu dòng"),
        ("furniture: {folio: bottom-centred}", "số trang"),
        ("furniture: {folio: top-outside}", "vị trí số trang"),
        ("furniture: {folio_on_first: true}", "số trang thứ nhất"),
        ("grid: {columns: 2, gutter: 6mm}", "số cột"),
    ],
)
def test_one_departure_from_the_shipped_layout_is_told_at_its_key(tmp_path, change, about):
    path = tmp_path / "cua-toi.yaml"
    path.write_text(f"extends: nghi-dinh-30\n{change}\n", "utf-8")
    told = check(str(path), DiskFiles()).departures
    assert {each.rule.about for each in told} == {about}
    assert "cua-toi.yaml:2:" in told[0].place
