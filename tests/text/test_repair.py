"""Old encodings and spoilt text: what is repaired, what is left alone, and what is told of it."""

from __future__ import annotations

import random
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.text.edits import Edit, apply_edits, chain_edits
from bulletin.text.encodings import ENCODINGS, Decoded, DecodingError, decode
from bulletin.text.line_ends import LINE_END
from bulletin.text.normalise import normalise_line, normalise_lines
from bulletin.text.quotation import curl_quotes
from bulletin.text.repair import tcvn3, viscii
from bulletin.text.repair.lines import repair_line
from bulletin.text.restoration import LineEdit, repair_bytes
from bulletin.text.syllables import is_syllable
from bulletin.text.tone_places import ToneStyle, place_tones
from conformance_tools import require_tool
from old_encodings import (
    BYTE_ENCODERS,
    TEXT_ENCODERS,
    long_lines,
    make_clean_paragraphs,
    make_paragraphs,
    plain_punctuation,
    to_tcvn3,
    to_viscii,
    to_vni,
)

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
PARAGRAPHS = [plain_punctuation(paragraph) for paragraph in make_paragraphs(150)]
# The seeds' own paragraphs, as far as the old encodings can write them.
SEED_PARAGRAPHS = [
    normalise_line(plain_punctuation(line)).text for path in SEEDS for line in long_lines(path.read_text("utf-8")) if "中" not in line
]

# ── recovery ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", TEXT_ENCODERS)
def test_every_paragraph_is_recovered_from_text_in_an_old_encoding(kind):
    encode = TEXT_ENCODERS[kind]
    wrong = [paragraph for paragraph in PARAGRAPHS if normalise_line(encode(paragraph)).text != paragraph]
    assert wrong == []


@pytest.mark.parametrize("kind", TEXT_ENCODERS)
def test_the_seeds_are_recovered(kind):
    encode = TEXT_ENCODERS[kind]
    wrong = [paragraph for paragraph in SEED_PARAGRAPHS if normalise_line(encode(paragraph)).text != paragraph]
    if kind.startswith("tcvn3"):  # "ủy ban" inside a sentence, of which no letter tells that it has no capital
        assert [paragraph.count(" ủy ban ") for paragraph in wrong] == [2]
    else:
        assert wrong == []


@pytest.mark.parametrize("name", BYTE_ENCODERS)
def test_a_file_in_an_old_encoding_is_named_and_read(name):
    decoded = decode(b"\r\n".join(map(BYTE_ENCODERS[name], PARAGRAPHS)))
    assert decoded.encoding == name.removesuffix(" precomposed")
    assert decoded.foreign_lines == ()
    assert [line.text for line in normalise_lines(decoded.text.split("\r\n"))] == PARAGRAPHS


def test_every_paragraph_of_a_file_may_be_in_another_encoding():
    encoders = {**BYTE_ENCODERS, "utf-8": str.encode, "mojibake": lambda text: TEXT_ENCODERS["mojibake cp1252"](text).encode()}
    chance = random.Random(7)  # noqa: S311 - a sample
    data = b"\n".join(encoders[chance.choice(list(encoders))](paragraph) for paragraph in PARAGRAPHS)
    assert [line.text for line in normalise_lines(decode(data).text.split("\n"))] == PARAGRAPHS


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "windows-1258", "viqr"])
def test_a_named_encoding_is_read_everywhere(encoding):
    words = ["Hà", "Nội, 14/6", "Thu Hà"]
    data = b"\n".join(map(BYTE_ENCODERS[encoding], words))
    assert decode(data, encoding) == Decoded("\n".join(words), encoding)
    pasted = "\n".join(map(TEXT_ENCODERS[f"{encoding} as cp1252"], words)) + "\nđã là Unicode: ế"
    assert decode(pasted.encode(), encoding).text == "\n".join(words) + "\nđã là Unicode: ế"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_unicode_needs_no_mark(encoding):
    text = "\n".join(PARAGRAPHS[:5])
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


def test_a_byte_that_a_named_unicode_encoding_has_not_is_shown_with_its_line_and_column():
    with pytest.raises(DecodingError) as caught:
        decode("dòng một\ndòng ".encode() + b"\xff hai", "utf-8")
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_an_unknown_encoding_is_answered_with_the_known_ones():
    with pytest.raises(DecodingError, match="tcvn3, vni"):
        decode(b"abc", "tcvn-4")


def test_a_line_that_nothing_repairs_keeps_every_byte_and_is_reported():
    decoded = decode("Hội nghị\n".encode() + b"caf\xe9 \x81\n" + "Hết".encode())
    assert decoded == Decoded("Hội nghị\ncafé \x81\nHết", "utf-8", (2,))


@pytest.mark.parametrize("data", [b"\x01\x02\x03\xff\xfe\x00", b"\x01\x02\x03\xff\xfa", bytes(range(1, 256))])
def test_control_characters_that_are_no_letters_make_a_binary_file(data):
    with pytest.raises(DecodingError, match="nhị phân"):
        decode(data)


# ── short lines ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [kind for kind in TEXT_ENCODERS if kind != "nfd"])
@pytest.mark.parametrize("caption", ["Đồng chí", "Toàn cảnh hội nghị", "Ảnh: Thành Chung", "Quang cảnh buổi lễ", "Hà Nội"])
def test_a_short_line_borrows_the_evidence_of_its_neighbours(kind, caption):
    encode = TEXT_ENCODERS[kind]
    lines = [encode(PARAGRAPHS[0]), encode(caption), encode(PARAGRAPHS[1])]
    assert normalise_lines(lines)[1].text == caption


def test_a_short_line_alone_is_left_and_reported():
    normalised = normalise_line("Ñoàng chí")
    assert (normalised.text, normalised.edits, normalised.is_doubtful) == ("Ñoàng chí", (), True)


@pytest.mark.parametrize("line", ["Klarte ikke å finne på det", "Où est-il ?", "Köln", "El niño", "”$1” är tvetydig", "A1×3", "print('o')"])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "windows-1258", "viqr"])
def test_a_foreign_line_stays_whatever_its_neighbours_are(line, encoding):
    assert repair_line(line, expected={encoding}).edits == ()


# ── clean text ───────────────────────────────────────────────────────────────────────────────────────────────


def test_ten_thousand_clean_paragraphs_are_left_alone():
    repaired = [
        (kind, paragraph)
        for kind, paragraph in make_clean_paragraphs(10_000)
        if repair_line(paragraph).edits or not {e.rule for e in normalise_line(paragraph).edits} <= {"odd-space"}
    ]
    assert repaired == []


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso-8859-2"])
def test_western_files_are_not_taken_for_vietnamese(encoding):
    text = "Für Größe und Maß gilt: übermäßig schöne Häuser.\nDie Straße führt über die Brücke.\n"
    decoded = decode(text.encode(encoding))
    assert decoded.encoding == "windows-1252"
    assert decoded.foreign_lines == (1, 2)
    assert not any(line.edits for line in normalise_lines(decoded.text.splitlines()))


# ── edits ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "text", "rules"),
    [
        ("§ång chÝ Bí thư", "§ång chÝ Bí thư", []),  # half of it is Unicode already: not judged TCVN3
        ("§ång chÝ ®äc diÔn v¨n", "Đồng chí đọc diễn văn", ["tcvn3"] * 5),
        ("Äá»“ng chÃ\xad", "Đồng chí", ["mojibake"] * 2),
        ("Ä\x90á»“ng chÃ\xad", "Đồng chí", ["mojibake"] * 2),
        ("Nguyá»\x85n VÄƒn, chính trị", "Nguyễn Văn, chính trị", ["mojibake"] * 2),
        ("chính trị â€“ xã hội", "chính trị – xã hội", ["mojibake"]),
        ("Tỉnh ủy, Нội đồng сủa tỉnh", "Tỉnh ủy, Hội đồng của tỉnh", ["look-alike"] * 2),
        ("Ðảng ủy và Ðoàn thanh niên", "Đảng ủy và Đoàn thanh niên", ["look-alike"] * 2),
        ("hội\u00adnghị", "hộinghị", ["invisible-character"]),
        ("h\u200dội nghị", "hội nghị", ["invisible-character"]),
    ],
)
def test_a_repair_is_one_edit_a_word(raw, text, rules):
    normalised = normalise_line(raw)
    assert normalised.text == text
    assert [edit.rule for edit in normalised.edits] == rules


def test_a_letter_of_tcvn3_is_no_soft_hyphen_and_one_of_viscii_no_control_character():
    text = "Đường phố Hà Nội ngày lễ"
    assert normalise_line(to_tcvn3(text).decode("latin-1")).text == text
    text = "NHẪN NẠI, KỸ THUẬT VÀ KỶ LUẬT THÉP"
    assert normalise_line(to_viscii(text).decode("latin-1")).text == text


def test_two_rounds_of_edits_become_one():
    raw = "abcdef"
    first = [Edit(1, 2, "XY", "tcvn3"), Edit(3, 4, "", "invisible-character")]
    between = apply_edits(raw, first)
    assert between == "aXYcef"
    second = [Edit(2, 4, "z", "composed"), Edit(5, 6, "", "outer-space")]
    chained = chain_edits(raw, first, second)
    assert apply_edits(raw, chained) == apply_edits(between, second) == "aXze"
    assert [edit.rule for edit in chained] == ["tcvn3", "invisible-character", "outer-space"]


# Raw text such as old files hold: words in many encodings, spaces, invisible and Western characters.
_SPOILT_WORDS = st.sampled_from([encode(word) for word in ("Đồng chí", "hội nghị", "đường", "Ủy") for encode in TEXT_ENCODERS.values()])
_SPOILT = st.lists(_SPOILT_WORDS | st.text(max_size=4) | st.sampled_from(["\u00a0", " ", "\u00ad", "\u200d", "\u0301", "Н"]), max_size=12)


@given(_SPOILT.map(" ".join) | _SPOILT.map("".join))
def test_edits_tell_the_whole_story_of_any_line_and_a_second_round_changes_nothing(raw):
    normalised = normalise_line(raw)
    assert apply_edits(raw, normalised.edits) == normalised.text
    assert all(one.end <= two.start for one, two in zip(normalised.edits, normalised.edits[1:], strict=False))
    assert all(raw[edit.start : edit.end] != edit.after for edit in normalised.edits)
    again = normalise_line(normalised.text)
    assert (again.text, again.edits) == (normalised.text, ())


@given(st.lists(_SPOILT.map(" ".join), max_size=6))
def test_lines_are_repaired_as_one_text(raws):
    for raw, line in zip(raws, normalise_lines(raws), strict=True):
        assert apply_edits(raw, line.edits) == line.text


@given(st.binary(max_size=300), st.none() | st.sampled_from(ENCODINGS) | st.text(max_size=5))
def test_any_bytes_are_decoded_or_refused(data, encoding):
    try:
        decoded = decode(data, encoding)
    except DecodingError:
        return
    assert decoded.encoding in ENCODINGS


def test_thirty_marks_on_a_letter_are_enough():
    raw = "a" + "\u0323\u0301" * 20_000
    normalised = normalise_line(raw)
    assert normalise_line(normalised.text).edits == ()
    assert apply_edits(raw, normalised.edits) == normalised.text


# ── the tables and the judge ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("module", "charset"), [(tcvn3, "TCVN"), (viscii, "VISCII")])
def test_tables_agree_with_iconv(module, charset):
    letters = {byte: letter for byte, letter in module.LETTERS.items() if byte >= 0xA0 or module is viscii}
    data = b" ".join(bytes([byte]) for byte in letters)
    run = subprocess.run([require_tool("iconv"), "-f", charset, "-t", "UTF-8"], input=data + b" ", capture_output=True, check=True)
    assert unicodedata.normalize("NFC", run.stdout.decode()).split() == list(letters.values())


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "quốc", "giếng", "gì", "quý", "huỳnh", "yếu", "ý", "oanh", "hòa", "hoà", "xoong", "được", "giữa"])
def test_these_are_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nghà", "cê", "kà", "ngi", "gé", "tếc", "bàc", "tap", "quuý", "hộii", "ưa1", "đc", "xtr", "hoc", "", "nghiênghh"])
def test_these_are_none(word):
    assert not is_syllable(word)


def test_every_syllable_of_the_seeds_with_marks_is_one():
    words = {word.strip("“”.,:;()!?…") for line in SEED_PARAGRAPHS for word in line.split()}
    small = {word for word in words if word.islower() and word.isalpha() and not word.isascii()}
    assert {word for word in small if not is_syllable(word)} == set()


# ── whole files, line ends, wishes ───────────────────────────────────────────────────────────────────────────


def test_a_file_is_repaired_and_nothing_else_of_it_changes():
    data = "  Hội  nghị\r\n".encode() + to_vni("Đồng chí đọc diễn văn khai mạc  hội nghị") + b"\r\n\r\n\x81\xff"
    repaired = repair_bytes(data)
    assert repaired.text == "  Hội  nghị\r\nĐồng chí đọc diễn văn khai mạc  hội nghị\r\n\r\n\x81ÿ".replace("\x81", "")
    assert repaired.edits[0] == LineEdit(2, 1, "Ñoàng", "Đồng", "vni")
    assert {edit.line for edit in repaired.edits} == {2, 4}
    assert repaired.doubtful_lines == (4,)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\nb\nc\rd\u2028e\x0bf\x85g", list("abcdefg")),
        ("Nguyá»\x85n\nHết", ["Nguyá»\x85n", "Hết"]),
        ("TR\x85N \x1e \x85", ["TR\x85N ", " ", ""]),
        ("UBND\x85Ngày", ["UBND", "Ngày"]),
    ],
)
def test_a_line_does_not_end_inside_a_word(text, lines):
    assert LINE_END.split(text) == lines


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("Thúy", "Thuý"), ("ỦY", "UỶ"), ("khỏe", "khoẻ"), ("hòa-thúy", "hoà-thuý")],
)
def test_tones_are_placed_by_style(old, new):
    assert place_tones(old, ToneStyle.NEW) == new
    assert place_tones(new, ToneStyle.OLD) == old


@pytest.mark.parametrize("text", ["quý", "già", "quỳnh", "hoàng", "khuỷu", "ngoài", "của", "múa", "giò"])
@pytest.mark.parametrize("style", ToneStyle)
def test_other_tones_have_one_place(text, style):
    assert place_tones(text, style) == text


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('Ông nói: "Đúng!" rồi đi.', "Ông nói: “Đúng!” rồi đi."),
        ("\"Cuốn 'Nhật ký' hay\"", "“Cuốn ‘Nhật ký’ hay”"),
        ("Ea H'leo cao 15' và 5\"", "Ea H’leo cao 15' và 5\""),
        ('("năm 2023")', "(“năm 2023”)"),
    ],
)
def test_quotation_marks_curl(straight, curly):
    assert curl_quotes(straight) == curly


def test_repairing_alone_takes_invisible_characters_from_among_spaces_and_leaves_these():
    repaired = repair_bytes("Hội\u200b nghị  tổng kết\u00ad năm 2023. ".encode())
    assert repaired.text == "Hội nghị  tổng kết năm 2023. "
    assert [(edit.column, edit.before, edit.rule) for edit in repaired.edits] == [
        (4, "\u200b", "invisible-character"), (20, "\u00ad", "invisible-character"),
    ]  # fmt: skip
