"""Strings in, strings out."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.text.encodings import DecodingError, decode
from bulletin.text.normalise import normalise_line
from bulletin.text.typography import NO_BREAK_SPACE, after_space, before_space, glue, held_spaces
from bulletin.text.vietnamese import (
    ACCENTED_LETTERS,
    date_in_figures,
    date_in_words,
    natural_key,
    slug,
    sort_key,
)

# ── encodings ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_decoded_with_and_without_a_mark(encoding):
    text = "Hội nghị Ban Chấp hành Đảng bộ tỉnh\nSáng 5/7, hội nghị bế mạc."
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(256)) * 4, b"a\0\0\0b\0"])
def test_binary_files_are_called_what_they_are(data):
    with pytest.raises(DecodingError, match="đây là"):
        decode(data)


# ── normalising ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "text", "rules"),
    [
        ("Hội nghị", "Hội nghị", []),
        ("của  Tổng Bí thư", "của Tổng Bí thư", ["double-space"]),
        ("Tỉnh\u00a0ủy", "Tỉnh ủy", ["odd-space"]),
        ("  Tin trong tỉnh \t", "Tin trong tỉnh", ["outer-space", "outer-space"]),
        ("H\u00f4\u0323i", "Hội", ["composed"]),
        ("Ho\u0302\u0323i", "Hội", ["composed"]),
        ("hội\u200bnghị", "hộinghị", ["invisible-character"]),
        ("a\ufeff b", "a b", ["double-space"]),
        ("\u1112\u1161\u11ab", "한", ["composed"]),
        ("\u212b", "\u00c5", ["composed"]),
    ],
)
def test_a_line_is_normalised_and_every_edit_is_named(raw, text, rules):
    normalised = normalise_line(raw)
    assert normalised.text == text
    assert [edit.rule for edit in normalised.edits] == rules


@given(st.text(st.characters(exclude_characters="\n\r\u2028\u2029")))
def test_normalising_twice_changes_nothing_and_the_edits_tell_the_whole_story(raw):
    normalised = normalise_line(raw)
    assert normalise_line(normalised.text).text == normalised.text
    assert unicodedata.is_normalized("NFC", normalised.text)
    pieces, position = [], 0
    for edit in normalised.edits:
        assert edit.start >= position
        pieces += [raw[position : edit.start], edit.after]
        position = edit.end
    assert "".join([*pieces, raw[position:]]) == normalised.text


# ── the alphabet ─────────────────────────────────────────────────────────────────────────────────────────────


def test_vietnamese_has_134_letters_beyond_ascii_all_precomposed():
    assert len(set(ACCENTED_LETTERS)) == 134
    assert unicodedata.normalize("NFC", ACCENTED_LETTERS) == ACCENTED_LETTERS


def test_words_sort_as_in_a_dictionary():
    words = ["ân", "an", "ăn", "đá", "da", "vàng", "ván", "vang", "vẫn", "vạn", "vãn", "vản", "vàn", "van"]
    assert sorted(words, key=sort_key) == [
        "an", "ăn", "ân", "da", "đá", "van", "vàn", "vản", "vãn", "ván", "vạn", "vang", "vàng", "vẫn",
    ]  # fmt: skip


def test_files_sort_as_people_count():
    assert sorted(["bai-10.txt", "bai-2.txt", "bai-1.txt"], key=natural_key) == ["bai-1.txt", "bai-2.txt", "bai-10.txt"]


def test_dates_take_a_zero_before_small_days_and_the_first_two_months():
    assert date_in_figures(date(2021, 6, 3)) == "03/6/2021"
    assert date_in_words(date(2024, 2, 10)) == "ngày 10 tháng 02 năm 2024"


def test_file_names_lose_their_marks():
    assert slug("Bản tin nội bộ · Số 6 (214)") == "ban-tin-noi-bo-so-6-214"


# ── no-break spaces ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "glued",
    [
        "Chỉ thị số~35-CT/TW, ngày~14/6/2024",
        "8.800 đại biểu",
        "tăng 10~% so với 356~tỷ~đồng",
        "ngày~14~tháng~6~năm~2023",
        "thời kỳ~2021~-~2030",
        "kinh tế~-~xã hội",
        "lần~thứ~20 khóa~XIII",
        "Đại hội~XIII, mục~I, cấp~II",
        "TP.~Hồ Chí Minh, TP~Thanh Hóa, Q.~1",
        "PGS.TS~Lê Văn~A, ThS~Ánh",
        "8~giờ~30~phút, 37~độ~C, 5~km/h",
        "1,2~triệu~lượt khách, 20~triệu~m3, 50.000~đ",
        "số:~15/GP, điểm~a khoản~1",
        "19~x~27~cm",
        "–~Thưa ông",
        "Bộ Y tế và huyện A Lưới",
        "“~không dám~” là",
        "D.~Trang và TS.~Nguyễn",
        "Hưng-~Ủy viên",
        "Điều~5, khoản~2",
        "Hội nghị diễn ra sôi nổi",
    ],
)
def test_lines_never_end_where_print_forbids_it(glued):
    assert glue(glued.replace("~", " ")) == glued.replace("~", NO_BREAK_SPACE)


def test_names_are_parted_unwillingly():
    words = ["Sáng", "qua", "đồng", "chí", "Trần", "Đức", "Thắng,", "Bí", "thư", "Tỉnh", "ủy", "và", "Chủ", "tịch", "Lê", "Văn", "Hiệu", "thăm", "ông", "Lò", "ở", "Mường", "Ảng.", "Theo"]
    _, places = held_spaces([*map(before_space, words)], [*map(after_space, words)])
    held = [" ".join(words[place : place + 2]) for place in places]
    assert held == ["chí Trần", "Trần Đức", "Đức Thắng,", "tịch Lê", "Lê Văn", "Văn Hiệu", "ông Lò", "Mường Ảng."]


def test_a_number_with_a_capital_is_parted_unwillingly_from_its_ordinal():
    words = ["Hội", "nghị", "lần", "thứ", "Sáu", "Ban", "Chấp", "hành"]
    _, seldom = held_spaces([*map(before_space, words)], [*map(after_space, words)])
    assert words.index("thứ") in seldom


@given(st.text(max_size=200))
def test_gluing_only_exchanges_spaces(text):
    glued = glue(text)
    assert len(glued) == len(text)
    assert glued.replace(NO_BREAK_SPACE, " ") == text.replace(NO_BREAK_SPACE, " ")
