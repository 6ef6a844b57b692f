"""Word files: the many ways in which the same look is written, and files that want to do harm."""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import replace

import pytest
from reportlab.pdfbase import pdfmetrics

from bulletin.context import memory_context
from bulletin.decree import check
from bulletin.decree.times import bold_width
from bulletin.errors import ReadError
from official_papers import SENTENCE, Paper, Words, times_width, word_paper, word_parts, zipped

NAME = "van-ban.docx"
RIGHT = Paper()


def told(data):
    return [(each.rule.about, each.found) for each in check(NAME, memory_context({NAME: data}).files).departures]


def edited(*edits, paper=RIGHT, rules="drawn", **parts):
    """Return the right paper's bytes with (part, old, new) edits and whole parts put in their places."""
    written = word_parts(paper, rules)
    for part, old, new in edits:
        name = f"word/{part}.xml"
        assert old in written[name], old
        written[name] = written[name].replace(old, new)
    return zipped(written | {f"word/{part}.xml": text for part, text in parts.items()})


# ── rules under words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rules", ["drawn", "vml", "typed", "border"])
def test_a_rule_counts_however_it_is_made(rules):
    assert told(word_paper(RIGHT, rules)) == []
    wrong = dict(told(word_paper(replace(RIGHT, motto_rule=0.5, issuing_rule=0.8), rules)))
    assert set(wrong) == {"đường kẻ dưới Tiêu ngữ", "đường kẻ dưới tên cơ quan ban hành"}


def test_underlining_is_as_long_as_the_words():
    assert told(word_paper(RIGHT, "underlined")) == [("đường kẻ dưới tên cơ quan ban hành", "dài bằng 1 lần dòng chữ")]


def test_a_typed_rule_of_dashes_is_not_solid():
    data = edited(("document", "_" * 10, "-" * 10), rules="typed")
    assert ("đường kẻ dưới Tiêu ngữ", "không phải nét liền") in told(data)


@pytest.mark.parametrize("text", ["CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "Độc lập - Tự do - Hạnh phúc", "BAN QUẢN LÝ DỰ ÁN (2)"])
def test_widths_are_those_of_times_bold(text):
    assert bold_width(text, 13) == pytest.approx(times_width(text, 13), rel=0.01)
    assert pdfmetrics.stringWidth("AVW", "Times-Bold", 10) == pytest.approx(bold_width("AVW", 10))


# ── styles ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_direct_formatting_goes_over_styles_and_character_styles_over_paragraph_styles():
    small = '<w:style w:type="character" w:styleId="Small"><w:rPr><w:sz w:val="20"/></w:rPr></w:style></w:styles>'
    run = f"<w:r><w:t>{SENTENCE}"
    own = edited(
        ("styles", "</w:styles>", small),
        ("document", run, f'<w:r><w:rPr><w:rStyle w:val="Small"/></w:rPr><w:t>{SENTENCE}'),
    )
    assert told(own) == [("cỡ chữ lời văn", "10 pt")]
    mended = f'<w:r><w:rPr><w:rStyle w:val="Small"/><w:sz w:val="26"/></w:rPr><w:t>{SENTENCE}'
    assert told(edited(("styles", "</w:styles>", small), ("document", run, mended))) == []


def test_styles_based_on_one_another_in_a_circle_come_to_an_end():
    data = edited(("styles", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Body"/>'))
    assert "cỡ chữ lời văn" not in dict(told(data))


def test_the_faces_of_a_theme_are_looked_up():
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont>'
        '<a:latin typeface="{}"/></a:minorFont></a:theme>'
    )
    by_theme = ("styles", '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>', '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')  # fmt: skip
    right, wrong = (edited(by_theme, **{"theme/theme1": theme.format(name)}) for name in ("Times New Roman", "Calibri"))
    assert told(right) == []
    assert told(wrong) == [("phông chữ", "“Calibri”")]


def test_the_face_of_accented_letters_counts_too():
    data = edited(("styles", 'w:hAnsi="Times New Roman"', 'w:hAnsi=".VnTime"'))
    assert told(data) == [("phông chữ", "“.VnTime”")]


def test_a_smaller_word_in_a_paragraph_is_no_departure_of_its_size():
    note = '</w:t></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>(1)</w:t></w:r></w:p>'
    assert told(edited(("document", "doanh nghiệp.</w:t></w:r></w:p>", f"doanh nghiệp.{note}"))) == []


def test_deleted_and_hidden_text_does_not_count_and_inserted_text_does():
    def run(inner, mark=""):
        return f'<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>{mark}</w:rPr>{inner}</w:r></w:p>'

    end = "doanh nghiệp.</w:t></w:r></w:p>"
    start = "doanh nghiệp.</w:t></w:r>"
    deleted = f"{start}<w:del>{run('<w:delText>bỏ</w:delText>')}".replace("</w:r></w:p>", "</w:r></w:del></w:p>")
    inserted = f"{start}<w:ins>{run('<w:t>thêm</w:t>')}".replace("</w:r></w:p>", "</w:r></w:ins></w:p>")
    assert told(edited(("document", end, deleted))) == []
    assert told(edited(("document", end, start + run("<w:t>ẩn</w:t>", "<w:vanish/>")))) == []
    assert told(edited(("document", end, inserted))) == [("phông chữ", "“Arial”")]


# ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("spacing", "found"),
    [
        ('w:line="400" w:lineRule="exact"', []),
        ('w:line="300" w:lineRule="exact"', [("khoảng cách giữa các dòng", "0,93 dòng")]),
        ('w:line="300" w:lineRule="atLeast"', []),
        ('w:line="600" w:lineRule="atLeast"', [("khoảng cách giữa các dòng", "1,86 dòng")]),
        ('w:line="360" w:lineRule="auto"', []),
        ('w:line="480"', [("khoảng cách giữa các dòng", "2 dòng")]),
        ("", []),
    ],
)
def test_line_spacing_in_all_its_forms(spacing, found):
    assert told(edited(("styles", 'w:line="264" w:lineRule="auto"', spacing))) == found


def test_a_tab_may_make_the_indent():
    edits = [("styles", '<w:ind w:firstLine="720"/>', ""), ("document", f"<w:r><w:t>{SENTENCE}", f"<w:r><w:tab/><w:t>{SENTENCE}")]
    assert told(edited(*edits)) == []
    assert told(edited(edits[0])) == [("chữ đầu dòng", "0 cm")]


def test_white_above_and_below_add_up_and_vanish_between_paragraphs_of_one_style():
    white = ("styles", 'w:after="120"', 'w:before="60" w:after="60"')
    assert told(edited(white)) == []
    contextual = ("styles", "<w:jc ", "<w:contextualSpacing/><w:jc ")
    assert told(edited(white, contextual)) == [("khoảng cách giữa các đoạn", "0 pt")]


def test_the_form_may_stand_in_one_paragraph_with_line_breaks():
    document = word_parts(RIGHT)["word/document.xml"]
    first = re.search(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL)[0]
    body = document.replace(first, re.sub(r"</w:p><w:p><w:pPr>.*?</w:pPr>", "<w:r><w:br/></w:r>", first))
    assert body.count("<w:br/>") == 2
    assert told(edited(document=body)) == []


def test_a_form_in_a_text_box_is_found():
    document = word_parts(RIGHT)["word/document.xml"]
    first = re.search(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL)[0]
    boxed = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{first}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    assert told(edited(document=document.replace(first, boxed))) == []


# ── sections and page numbers ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "header",
    [
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>',
        '<w:sdt><w:sdtContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText>PAGE</w:instrText></w:r></w:p></w:sdtContent></w:sdt>',
        '<w:p><w:pPr><w:framePr w:xAlign="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText>PAGE</w:instrText></w:r></w:p>',
        '<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="4680"/></w:tabs></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:tab/><w:instrText>PAGE</w:instrText></w:r></w:p>',
    ],
)  # fmt: skip
def test_the_page_number_is_found_however_it_is_written(header):
    root = word_parts(RIGHT)["word/number.xml"]
    data = edited(number=re.sub(r"<w:p>.*</w:p>", lambda _: header, root, flags=re.DOTALL))
    assert told(data) == []
    smaller = header.replace('w:val="28"', 'w:val="20"').replace('w:val="26"', 'w:val="20"')
    data = edited(number=re.sub(r"<w:p>.*</w:p>", lambda _: smaller, root, flags=re.DOTALL))
    assert told(data) == [("cỡ chữ số trang", "10 pt")]


def test_a_count_of_pages_is_no_page_number():
    assert told(edited(("number", " PAGE ", " NUMPAGES "))) == [("số trang", "không có")]


def test_even_pages_need_a_number_of_their_own():
    data = edited(("settings", "></w:settings>", "><w:evenAndOddHeaders/></w:settings>"))
    assert told(data) == [("số trang", "không có")]


def test_pages_are_counted_from_one():
    data = edited(("document", "<w:cols", '<w:pgNumType w:start="5"/><w:cols'))
    assert told(data) == [("chữ số của số trang", "đánh từ 5")]


def test_facing_pages_and_gutters_count():
    mirrored = edited(("settings", "></w:settings>", "><w:mirrorMargins/></w:settings>"))
    assert {about for about, _ in told(mirrored)} == {"lề trái", "lề phải"}
    gutter = edited(("document", "<w:pgMar ", '<w:pgMar w:gutter="567" '))
    assert told(gutter) == [("lề trái", "40 mm")]


def test_every_section_is_looked_at():
    lying = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="1021"/></w:sectPr></w:pPr></w:p><w:sectPr>'
    data = edited(("document", "<w:sectPr>", lying))
    assert ("khổ giấy", "216 × 279 mm") in told(data)


# ── files that are none, and files that want to do harm ──────────────────────────────────────────────────────


def refused(data):
    with pytest.raises(ReadError) as caught:
        told(data)
    assert caught.value.exit_code == 10
    assert str(caught.value.place) == NAME
    return caught.value.problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "không phải tệp Word"),
        (b"%PDF-1.7", "không phải tệp Word"),
        (b"PK\x03\x04" + b"\0" * 100, "không phải tệp Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        (word_paper(RIGHT)[:2000], "cắt cụt"),
        (zipped({"mimetype": "application/epub+zip"}), "thiếu phần"),
        (zipped({"word/document.xml": "<w:document"}), "không phải XML"),
        (zipped({"word/document.xml": "<html/>"}), "không có thân bài"),
        (zipped({"word/document.xml": '<?xml version="1.0" encoding="no-such"?><a/>'}), "không phải XML"),
    ],
)
def test_what_is_no_word_file_is_refused_with_one_message(data, problem):
    assert problem in refused(data)


BOMB = '<!DOCTYPE a [<!ENTITY a "0123456789">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]><a>&j;</a>"  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("part", ["document", "styles", "settings", "number"])
def test_a_doctype_is_refused_in_every_part_and_encoding(part, encoding):
    assert "DOCTYPE" in refused(edited(**{part: BOMB.encode(encoding)}))


def test_a_doctype_behind_a_long_comment_is_refused():
    assert refused(edited(document=f"<!--{'x' * 10_000}-->{BOMB}"))


@pytest.mark.parametrize("size", [20, 100])
def test_a_part_that_swells_is_refused_before_it_is_unpacked(size):
    assert "phình" in refused(edited(styles=f"<a>{' ' * (size * 2**20)}</a>"))


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(edited(document="<a/>" + " " * 3_000_000))
    for at in (found.start() for found in re.finditer(b"PK\x01\x02", bytes(data))):
        if data[at + 46 :].startswith(b"word/document.xml"):
            data[at + 24 : at + 28] = struct.pack("<I", 1000)  # what the directory says it unpacks to
    assert refused(bytes(data))


def test_a_locked_member_is_refused():
    data = bytearray(word_paper(RIGHT))
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for at in (found.start() for found in re.finditer(mark, bytes(data))):
            data[at + flags] |= 1
    assert "mật khẩu" in refused(bytes(data))


def test_too_many_members_are_refused():
    assert "5002 phần" in refused(zipped({"word/document.xml": "<a/>", **{f"x/{n}": "" for n in range(5001)}}))


def test_a_deep_tree_is_read_without_recursion():
    document = word_parts(RIGHT)["word/document.xml"]
    deep = document.replace("<w:body>", f"<w:body>{'<w:sdt><w:sdtContent>' * 20_000}").replace(
        "</w:tbl>", f"</w:tbl>{'</w:sdtContent></w:sdt>' * 20_000}", 1
    )
    assert told(edited(document=deep)) == []


def test_a_part_outside_the_package_is_not_looked_for():
    rels = word_parts(RIGHT)["word/_rels/document.xml.rels"].replace("number.xml", "../../../../etc/passwd")
    data = zipped(word_parts(RIGHT) | {"word/_rels/document.xml.rels": rels})
    assert told(data) == [("số trang", "không có")]


def test_an_old_file_without_styles_is_read_with_words_own_defaults():
    parts = word_parts(replace(RIGHT, paragraphs=(SENTENCE,), recipients=(Words("- Lưu: VT.", 11),)))
    del parts["word/styles.xml"]
    assert ("cỡ chữ lời văn", "10 pt") in told(zipped(parts))


def test_the_archive_is_what_zipfile_makes(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(word_paper(RIGHT))
    assert zipfile.ZipFile(path).testzip() is None
