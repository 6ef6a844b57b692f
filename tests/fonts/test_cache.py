"""Prepared faces: made once, whole or not at all, whatever happens to the folder that keeps them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from bulletin.fonts.catalogue import Catalogue, Family, FontSource
from bulletin.fonts.instances import FontBook
from bulletin.notices import Report
from font_files import FORMATS, font_file

PREPARED = [kind for kind in FORMATS if kind != "ttf"]


def book(tmp_path, kind="otf"):
    path = tmp_path / f"x.{kind}"
    if not path.exists():
        path.write_bytes(font_file(kind, family="A"))
    families = {"A": Family(generic="serif", find=(FontSource(file=path.name),))}
    return FontBook(Catalogue(families, (tmp_path,)), Report(), cache_folder=tmp_path / "cache")


def kept(tmp_path):
    return sorted((tmp_path / "cache").glob("*.ttf"))


@pytest.mark.parametrize("kind", PREPARED)
def test_a_prepared_face_is_static_truetype_and_kept(tmp_path, kind):
    face = book(tmp_path, kind).face("A")
    (path,) = kept(tmp_path)
    assert path.read_bytes() == face.data
    font = TTFont(path)
    assert "glyf" in font
    assert not {"fvar", "gvar", "CFF ", "CFF2"} & set(font.keys())
    assert book(tmp_path, kind).face("A").data == face.data
    assert len(kept(tmp_path)) == 1


def test_static_truetype_is_used_as_it_is_and_not_kept(tmp_path):
    face = book(tmp_path, "ttf").face("A")
    assert face.data == (tmp_path / "x.ttf").read_bytes()
    assert kept(tmp_path) == []


def test_postscript_outlines_become_the_same_letters(tmp_path):
    """The letters of an OTF, made of a TTF, fill the same boxes and have the same widths and kerning."""
    from bulletin.fonts.shaping import Shaper

    straight, round_about = book(tmp_path, "ttf").face("A"), book(tmp_path, "otf").face("A")
    one, other = Shaper(straight), Shaper(round_about)
    for word in ("Nguyễn", "AV", "Tỷ", "“Ấn”", "Ỹ"):
        assert one.shape(word) == other.shape(word)
    (tmp_path / "a").write_bytes(straight.data)
    (tmp_path / "b").write_bytes(round_about.data)
    first, second = TTFont(tmp_path / "a"), TTFont(tmp_path / "b")
    for letter in "aẵỄđƯỵ”":
        boxes = []
        for font in (first, second):
            glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
            boxes.append((glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax))
        assert all(abs(a - b) <= 1 for a, b in zip(*boxes, strict=True)), letter


@pytest.mark.parametrize("harm", [lambda data: data[: len(data) // 2], lambda _: b"", lambda data: data[:-1] + b"x"])
def test_a_half_written_face_is_passed_over_and_made_anew(tmp_path, harm):
    whole = book(tmp_path).face("A").data
    (path,) = kept(tmp_path)
    path.write_bytes(harm(whole))
    assert book(tmp_path).face("A").data == whole
    assert path.read_bytes() == whole


def test_a_folder_in_the_place_of_a_face_is_survived(tmp_path):
    whole = book(tmp_path).face("A").data
    (path,) = kept(tmp_path)
    path.unlink()
    path.mkdir()
    fonts = book(tmp_path)
    assert fonts.face("A").data == whole
    assert [notice.code for notice in fonts.report.notices] == ["font-cache"]
    assert [file.name for file in (tmp_path / "cache").iterdir() if file.name.startswith("tmp")] == []


def test_another_file_under_the_same_name_is_another_face(tmp_path):
    first = book(tmp_path).face("A")
    (tmp_path / "x.otf").write_bytes(font_file("otf", without="ẵ", family="A"))
    second = book(tmp_path).face("A")
    assert first.letters - second.letters == {ord("ẵ")}


def test_many_builds_at_once_agree(tmp_path):
    book(tmp_path, "woff")
    code = (
        "import sys, hashlib; from pathlib import Path; from bulletin.fonts.catalogue import Catalogue, Family, FontSource;"
        "from bulletin.fonts.instances import FontBook; from bulletin.notices import Report; folder = Path(sys.argv[1]);"
        "families = {'A': Family(generic='serif', find=(FontSource(file='x.woff'),))};"
        "book = FontBook(Catalogue(families, (folder,)), Report(), cache_folder=folder / 'cache');"
        "print(hashlib.sha256(book.face('A').data).hexdigest(), len(book.report.notices))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {run.communicate(timeout=120)[0] for run in runs}
    assert len(answers) == 1
    assert answers.pop().endswith(" 0\n")
    assert len(kept(tmp_path)) == 1
    assert all(path.suffix in (".ttf", ".txt") for path in (tmp_path / "cache").iterdir())
