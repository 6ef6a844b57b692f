"""Where a family is found: the project's folder, the user's, font packages, the machine; and what stands in for it."""

from __future__ import annotations

import shutil

import pytest

from bulletin.context import DiskFiles
from bulletin.errors import FontError, SettingsError
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.folders import user_folder
from bulletin.fonts.instances import FontBook
from bulletin.notices import Report, Severity
from conformance_tools import missing
from font_files import STATIC, font_file

pytestmark = pytest.mark.usefixtures("machine")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine of which the fonts are ours: what is dropped into this folder is installed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "data" / "fonts"
    folder.mkdir(parents=True)
    return folder


def project(tmp_path, listed=""):
    folder = tmp_path / "du-an"
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    if listed:
        (folder / "fonts" / "fonts.yaml").write_text(f"families:\n{listed}", "utf-8")
    return folder


def book(tmp_path, listed=""):
    return FontBook(load_catalogue(DiskFiles(), project(tmp_path, listed)), Report())


def codes(fonts):
    return [(notice.code, notice.severity) for notice in fonts.report.notices]


# ── dropped files ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dropped_file_is_a_family_without_a_word_in_fonts_yaml(tmp_path):
    (project(tmp_path) / "fonts" / "sub").mkdir()
    (project(tmp_path) / "fonts" / "sub" / "bat-ky.ttf").write_bytes(font_file(family="Chữ Tòa Soạn"))
    fonts = book(tmp_path)
    assert fonts.face("Chữ Tòa Soạn").path.name == "bat-ky.ttf"
    assert fonts.catalogue.family("Chữ Tòa Soạn").generic == "sans-serif"


def test_the_project_comes_before_the_user_and_the_user_before_the_list(tmp_path):
    family = "Be Vietnam Pro"
    assert "fontpkg" in str(book(tmp_path).face(family).path)
    user_folder().mkdir(parents=True)
    (user_folder() / "cua-toi.ttf").write_bytes(font_file(family=family))
    assert book(tmp_path).face(family).path.name == "cua-toi.ttf"
    (project(tmp_path) / "fonts" / "cua-du-an.ttf").write_bytes(font_file(family=family))
    assert book(tmp_path).face(family).path.name == "cua-du-an.ttf"


def test_the_face_nearest_in_slope_and_weight_is_taken(tmp_path):
    folder = project(tmp_path) / "fonts"
    for weight in ("Light", "Regular", "Bold", "BoldItalic"):
        (folder / f"{weight}.ttf").write_bytes(font_file(family="Nét", weight=weight))
    fonts = book(tmp_path)
    taken = {(w, i): fonts.face("Nét", w, italic=i).path.stem for w in (300, 400, 600, 900) for i in (False, True)}
    assert taken == {
        (300, False): "Light", (400, False): "Regular", (600, False): "Bold", (900, False): "Bold",
        (300, True): "BoldItalic", (400, True): "BoldItalic", (600, True): "BoldItalic", (900, True): "BoldItalic",
    }  # fmt: skip
    assert set(codes(fonts)) == {("font-nearest", Severity.NOTE)}


def test_a_variable_file_gives_every_weight(tmp_path):
    (project(tmp_path) / "fonts" / "v.ttf").write_bytes(font_file("variable", family="Biến"))
    fonts = book(tmp_path)
    light, black = fonts.face("Biến", 200), fonts.face("Biến", 900)
    assert light.data != black.data
    assert codes(fonts) == []


def test_a_broken_dropped_file_is_named_when_its_family_is_missed(tmp_path):
    (project(tmp_path) / "fonts" / "hong.ttf").write_bytes(b"khong phai phong")
    fonts = book(tmp_path)
    assert fonts.face("Be Vietnam Pro").letters
    with pytest.raises(FontError, match=r"không có họ phông “Chữ Mất”\n.*hong\.ttf: tệp phông hỏng"):
        fonts.face("Chữ Mất")


def test_a_listed_file_stays_in_the_folder_of_the_list(tmp_path):
    (tmp_path / "ngoai.ttf").write_bytes(font_file())
    for path in ("../../ngoai.ttf", str(tmp_path / "ngoai.ttf")):
        with pytest.raises(SettingsError, match=r"fonts\.yaml:4:13: .*phải nằm trong thư mục"):
            book(tmp_path, f"  A:\n    generic: serif\n    find: [{{file: {path}}}]\n")
    (project(tmp_path) / "fonts" / "lien-ket.ttf").symlink_to(tmp_path / "ngoai.ttf")
    fonts = book(tmp_path, "  A: {generic: serif, find: [{file: lien-ket.ttf}]}\n")
    with pytest.raises(FontError, match="nằm ngoài thư mục"):
        fonts.face("A")


# ── the machine's fonts ──────────────────────────────────────────────────────────────────────────────────────

TIMES = """
  Báo:
    generic: serif
    find: [{system: Bao Mot}, {system: Bao Hai}]
    stand_in: Source Serif 4
"""


@pytest.fixture(params=["fontconfig", "folders"])
def asked(request, monkeypatch):
    """The machine is asked through fontconfig, and by looking into the usual folders."""
    if request.param == "folders":
        monkeypatch.setenv("PATH", "")
    elif not shutil.which("fc-list"):
        missing("fontconfig")


@pytest.mark.usefixtures("asked")
def test_a_family_of_the_machine_is_found_by_its_name(tmp_path, machine):
    (machine / "hai.ttf").write_bytes(font_file(family="Bao Hai"))
    fonts = book(tmp_path, TIMES)
    face = fonts.face("Báo")
    assert (face.path, face.family, face.name) == (machine / "hai.ttf", "Báo", "BaoHai-400")
    assert codes(fonts) == [("font-stand-in", Severity.NOTE)]


def test_a_dropped_file_is_as_good_as_an_installed_one(tmp_path):
    (project(tmp_path) / "fonts" / "hai.ttf").write_bytes(font_file(family="Bao Hai"))
    assert book(tmp_path, TIMES).face("Báo").path.name == "hai.ttf"


@pytest.mark.usefixtures("asked")
def test_a_file_without_every_vietnamese_letter_is_passed_over_and_that_is_told(tmp_path, machine):
    (machine / "mot.ttf").write_bytes(font_file(family="Bao Mot", without="ẵỴ"))
    (machine / "hai.ttf").write_bytes(font_file(family="Bao Hai"))
    fonts = book(tmp_path, TIMES)
    assert fonts.face("Báo").path == machine / "hai.ttf"
    assert [str(notice) for notice in fonts.report.notices if notice.code == "font-incomplete"] == [
        f"{machine}/mot.ttf: bỏ qua phông “Bao Mot” của máy: tệp này thiếu 2 trong 134 chữ tiếng Việt [font-incomplete]"
    ]


@pytest.mark.usefixtures("asked")
def test_of_two_files_of_one_name_the_whole_one_is_taken(tmp_path, machine):
    (machine / "a-cu.ttf").write_bytes(font_file(family="Bao Mot", without="ẵỴ"))
    (machine / "b-moi.ttf").write_bytes(font_file(family="Bao Mot"))
    assert book(tmp_path, TIMES).face("Báo").path == machine / "b-moi.ttf"


@pytest.mark.usefixtures("asked")
def test_the_stand_in_is_told_once_a_build(tmp_path):
    fonts = book(tmp_path, TIMES)
    faces = [fonts.face("Báo", weight, italic=italic) for weight in (400, 700) for italic in (False, True)]
    assert {face.name[:12] for face in faces} == {"SourceSerif4"}
    assert codes(fonts) == [("font-stand-in", Severity.WARNING)]
    assert "dùng “Source Serif 4” để thay" in fonts.report.notices[0].message
    assert "cài Bao Mot hoặc Bao Hai" in fonts.report.notices[0].hint


@pytest.mark.usefixtures("asked")
def test_a_family_without_a_stand_in_takes_what_the_machine_has(tmp_path, machine):
    """A family that is wanted for its Chinese need not have Vietnamese letters."""
    (machine / "mot.ttf").write_bytes(font_file(family="Bao Mot", without="ẵỴ"))
    fonts = book(tmp_path, "  Hán:\n    generic: serif\n    find: [{system: Bao Mot}]\n")
    assert fonts.face("Hán").path == machine / "mot.ttf"
    assert [notice.code for notice in fonts.report.warnings] == ["font-incomplete"]


@pytest.mark.usefixtures("asked")
def test_an_installed_family_without_an_entry_is_told_how_to_get_one(tmp_path, machine):
    (machine / "mot.ttf").write_bytes(font_file(family="Bao Mot"))
    with pytest.raises(FontError) as caught:
        book(tmp_path).face("Bao Mot")
    assert caught.value.hint == "máy có họ này: khai báo trong fonts/fonts.yaml với find: [{system: Bao Mot}]"


@pytest.mark.usefixtures("asked")
def test_names_that_fontconfig_reads_as_patterns_are_only_names(tmp_path, machine):
    (machine / "la.ttf").write_bytes(font_file(family="La: x-y, z=1\\2"))
    fonts = book(tmp_path, "  Lạ:\n    generic: serif\n    find: [{system: 'La: x-y, z=1\\2'}]\n")
    assert fonts.face("Lạ").path == machine / "la.ttf"


def test_a_stand_in_that_leads_nowhere_is_refused(tmp_path):
    for stand_in in ("A", "Không Có"):
        fonts = book(tmp_path, f"  A:\n    generic: serif\n    find: [{{system: Khong Co}}]\n    stand_in: {stand_in}\n")
        with pytest.raises(FontError, match="họ thay thế"):
            fonts.face("A")


def test_times_new_roman_is_looked_for_in_the_machine_and_never_missed(tmp_path):
    fonts = book(tmp_path)
    family = fonts.catalogue.families["Times New Roman"]
    assert [source.system for source in family.find] == ["Times New Roman", "Tinos", "Liberation Serif"]
    assert family.stand_in == "Source Serif 4"
    assert fonts.face("Times New Roman").letters


def test_fontconfig_is_asked_only_for_families_of_the_machine(tmp_path, monkeypatch):
    """A program in the place of fc-list that leaves a trace of every call."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "fc-list"
    program.write_text(f'#!/bin/sh\necho "$3" >> {tmp_path}/asked\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
    fonts = book(tmp_path)
    fonts.face("Source Serif 4")
    assert not (tmp_path / "asked").exists()
    fonts.face("Times New Roman")
    fonts.face("Times New Roman", 700)
    assert (tmp_path / "asked").read_text().splitlines() == [":scalable=true"]


def test_every_shipped_static_face_describes_itself(fonts):
    faces = fonts.catalogue.faces("Be Vietnam Pro")
    assert len(faces) == len(list(STATIC.iterdir()))
    assert {(face.weight, face.italic) for face in faces} == {(w, i) for w in range(100, 1000, 100) for i in (False, True)}
