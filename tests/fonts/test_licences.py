"""Rights and licences: what may be embedded, and the texts that travel with every copy."""

from __future__ import annotations

import io
import zipfile

import pytest

from bulletin.context import Context
from bulletin.errors import FontError
from bulletin.fonts.catalogue import Catalogue, Family, FontSource
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Paragraph, Section
from bulletin.notices import Report
from bulletin.settings import override
from bulletin.writers.epub import write as write_epub
from bulletin.writers.pdf import write as write_pdf
from font_files import FORMATS, font_file
from samples import text

BULLETIN = Bulletin(title="A", sections=(Section(None, (Article(title="B", blocks=(Paragraph(text("Chữ."), id="b1"),)),)),))


def book(tmp_path, data):
    (tmp_path / "x.ttf").write_bytes(data)
    families = {"A": Family(generic="serif", find=(FontSource(file="x.ttf"),))}
    return FontBook(Catalogue(families, (tmp_path,)), Report(), cache_folder=tmp_path / "cache")


def layout_of(family):
    from bulletin.context import DiskFiles

    keys = {"fonts.text": family, "fonts.display": family, "parts": "[sections]"}
    return load_layout("ban-tin", DiskFiles(), [override(key, value, "test") for key, value in keys.items()])


def unzip(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("fs_type", "reason"), [(0x2, "cấm nhúng"), (0x100, "cấm nhúng một phần"), (0x108, "cấm nhúng một phần"), (0x200, "ảnh điểm")]
)
def test_a_face_that_may_not_be_embedded_is_refused(tmp_path, kind, fs_type, reason):
    fonts = book(tmp_path, font_file(kind, fs_type=fs_type, family="A"))
    with pytest.raises(FontError, match=f"giấy phép của phông.*{reason}"):
        fonts.face("A")
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("fs_type", [0x0, 0x8, 0xA, 0xC])
def test_a_generous_level_beats_a_strict_one(tmp_path, fs_type):
    face = book(tmp_path, font_file(fs_type=fs_type)).face("A")
    assert not face.print_only


@pytest.mark.parametrize("kind", FORMATS)
def test_a_face_for_preview_and_print_goes_into_pdf_and_not_into_a_book(tmp_path, kind):
    fonts = book(tmp_path, font_file(kind, fs_type=0x4, family="A"))
    assert write_pdf(BULLETIN, layout_of("A"), fonts, Context()).data
    context = Context(report=fonts.report)
    files = unzip(write_epub(BULLETIN, layout_of("A"), fonts, context).data)
    assert not any(name.startswith(("fonts/", "licences/")) for name in files)
    assert b"@font-face" not in files["style.css"]
    assert [notice.code for notice in fonts.report.warnings] == ["font-not-embedded"]


def test_a_book_carries_the_licence_of_every_family_in_it(fonts, layout):
    files = unzip(write_epub(BULLETIN, layout, fonts, Context()).data)
    licences = {name: data.decode() for name, data in files.items() if name.startswith("licences/")}
    assert sorted(licences) == ["licences/be-vietnam-pro.txt", "licences/source-serif-4.txt"]
    for name, licence in licences.items():
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert f'href="{name}"'.encode() in files["content.opf"]
    assert licences["licences/source-serif-4.txt"].startswith("© 2023 Adobe") or "Adobe" in licences["licences/source-serif-4.txt"]


def test_a_font_without_a_licence_file_brings_what_it_says_itself(tmp_path):
    licence = book(tmp_path, font_file("woff")).face("A").licence()
    assert "The Be Vietnam Pro Project Authors" in licence
    assert "SIL Open Font License" in licence


def test_the_licence_file_beside_a_font_comes_along(tmp_path):
    (tmp_path / "OFL.txt").write_text("Lời của giấy phép chung", "utf-8")
    fonts = book(tmp_path, font_file())
    assert fonts.face("A").licence().endswith("Lời của giấy phép chung\n")
    (tmp_path / "x.licence.txt").write_text("Lời của riêng phông này", "utf-8")
    assert fonts.face("A").licence().endswith("Lời của riêng phông này\n")


def test_a_kept_face_has_its_licence_beside_it(tmp_path):
    book(tmp_path, font_file("otf")).face("A")
    (kept,) = (tmp_path / "cache").glob("*.ttf")
    assert "SIL Open Font License" in kept.with_suffix(".licence.txt").read_text("utf-8")
