"""The font gate against holes made on purpose: every missing letter is found, and none is ever lost from the text."""

from __future__ import annotations

import itertools
import re

import pypdfium2
import pytest

from bulletin.context import Context, DiskFiles
from bulletin.errors import FontError
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.fonts.verdict import file_verdicts
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Paragraph, Section
from bulletin.notices import Report
from bulletin.settings import override
from bulletin.text.vietnamese import ACCENTED_LETTERS
from bulletin.writers.pdf import write
from font_files import FORMATS, font_file, with_table
from samples import text

SIGNS = "“”‘’…–—"
# One hole, holes in pairs, in capitals, in signs, in the commonest letters, and a whole row of them.
HOLES = ("ẵ", "ỄỡƯ", "“”…", "đĐ", "ẦẨẪẬ–ỵ")


def book(tmp_path, data, name="phong.bin", **options):
    (tmp_path / "fonts").mkdir(exist_ok=True)
    (tmp_path / "fonts" / name).write_bytes(data)
    listed = f"families:\n  Thủng:\n    generic: serif\n    find: [{{file: {name}}}]\n"
    (tmp_path / "fonts" / "fonts.yaml").write_text(listed, "utf-8")
    return FontBook(load_catalogue(DiskFiles(), tmp_path), Report(), cache_folder=tmp_path / "cache", **options)


def bulletin_of(words):
    return Bulletin(title="1", sections=(Section(None, (Article(title="2", blocks=(Paragraph(text(words), id="b1"),)),)),))


def layout():
    return load_layout("ban-tin", DiskFiles(), [override("fonts.text", "Thủng", "test"), override("parts", "[sections]", "test")])


# Each letter as a word of its own, so that no line is too long.
ALL = " ".join([*ACCENTED_LETTERS, *SIGNS])


@pytest.mark.parametrize(("kind", "holes"), list(itertools.product(FORMATS, HOLES)))
def test_the_gate_names_every_hole_of_every_kind_of_file(tmp_path, kind, holes):
    fonts = book(tmp_path, font_file(kind, without=holes, family="Thủng"))
    with pytest.raises(FontError) as caught:
        write(bulletin_of(ALL), layout(), fonts, Context())
    assert {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4})", caught.value.problem)} == set(holes)


@pytest.mark.parametrize(("kind", "holes"), list(itertools.product(FORMATS, HOLES)))
def test_what_is_not_missing_is_drawn_and_can_be_read_again(tmp_path, kind, holes):
    fonts = book(tmp_path, font_file(kind, without=holes, family="Thủng"))
    words = " ".join(letter for letter in ALL if letter not in holes and letter != " ")
    written = write(bulletin_of(words), layout(), fonts, Context())
    page = pypdfium2.PdfDocument(written.data)[0].get_textpage().get_text_bounded()
    assert set(words) - set(page) == set()
    assert [notice.code for notice in fonts.report.warnings] == (["font-incomplete"] if set(holes) & set(ACCENTED_LETTERS) else [])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_verdict_names_the_holes_before_any_build(tmp_path, kind):
    path = tmp_path / "x"
    path.write_bytes(font_file(kind, without="ẵỄ“", family="Thủng"))
    verdict = next(verdict for verdict in file_verdicts(path) if verdict.face.family == "Thủng")
    assert (set(verdict.letters), verdict.signs, verdict.problem, verdict.stops) == ({"ẵ", "Ễ"}, ("“",), None, True)


def test_a_missing_letter_is_told_with_the_families_that_have_it(tmp_path):
    fonts = book(tmp_path, font_file(without="ẵ"))
    with pytest.raises(FontError, match=r"họ đã khai báo có chữ “ẵ”: Be Vietnam Pro, Source Serif 4"):
        write(bulletin_of("sẵn"), layout(), fonts, Context())


def test_a_fallback_family_may_lack_what_it_is_not_asked_for(tmp_path):
    fonts = book(tmp_path, font_file(without="ẵ"), fallback=("Thủng",))
    assert fonts.face("Thủng").letters
    assert fonts.report.notices == []


def test_of_a_large_fallback_only_the_letters_of_the_text_are_taken(tmp_path):
    data = with_table(font_file(), "junk", b"\0" * 2_000_000)
    whole = book(tmp_path, data).face("Thủng")
    part = book(tmp_path, data, texts=["chữ"], fallback=("Thủng",)).face("Thủng")
    assert len(whole.data) > 2_000_000
    assert len(part.data) < 100_000
    assert set(map(ord, ACCENTED_LETTERS)) <= part.letters


def test_single_letters_outside_all_ranges_are_kept_where_the_text_has_them(tmp_path):
    """A variable face of Chinese, say, is cut down to the letters that the text takes from it."""
    from fontTools.ttLib import TTFont

    font_path = tmp_path / "x.ttf"
    font_path.write_bytes(font_file("variable"))
    font = TTFont(font_path)
    for cmap in font["cmap"].tables:
        cmap.cmap |= {ord("中"): "A", ord("文"): "B"}
    font.save(font_path)
    fonts = book(tmp_path, font_path.read_bytes(), texts=["chữ 中 thôi"])
    assert {ord("中"), ord("文")} & fonts.face("Thủng").letters == {ord("中")}
