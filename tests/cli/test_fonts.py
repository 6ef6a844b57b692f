"""`bulletin fonts`: what is listed, what a check says and how it ends, specimens, adding."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image

from bulletin.cli import run
from bulletin.fonts.folders import user_folder
from bulletin.text.vietnamese import ACCENTED_LETTERS
from font_files import FORMATS, font_file

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder of our own, with a home for fonts and prepared faces of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "day").mkdir()
    monkeypatch.chdir(tmp_path / "day")
    return tmp_path / "day"


def file(folder, name="x.ttf", kind="ttf", **options):
    path = folder / name
    path.write_bytes(font_file(kind, **options))
    return str(path)


def pdf_text(path):
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


# ── list ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_names_families_places_weights_and_what_they_lack(folder, capsys):
    (folder / "fonts").mkdir()
    file(folder / "fonts", family="Chữ Thủng", without="ẵỵ")
    (folder / "fonts" / "hong.otf").write_bytes(b"?")
    assert run(["fonts", "list"]) == 0
    out, err = capsys.readouterr()
    rows = {line.split("  ")[0]: line for line in out.splitlines()}
    assert list(rows)[:3] == ["Họ phông", "Be Vietnam Pro", "Chữ Thủng"]
    assert "100–900, nghiêng  đủ 134 chữ" in rows["Be Vietnam Pro"]
    assert "gói fontpkg-be-vietnam-pro" in rows["Be Vietnam Pro"]
    assert "thiếu 2 chữ" in rows["Chữ Thủng"]
    assert "fonts" in rows["Chữ Thủng"]
    assert "hong.otf: tệp phông hỏng" in err


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", FORMATS)
def test_a_whole_file_passes(folder, capsys, kind):
    assert run(["fonts", "check", file(folder, kind=kind)]) == 0
    assert "đủ chữ Việt" in capsys.readouterr().out


def test_a_file_with_holes_does_not_pass(folder, capsys):
    assert run(["fonts", "check", file(folder, without="ẵỄ…"), file(folder, "y.ttf")]) == 13
    out = capsys.readouterr().out
    assert "thiếu 2 trong 134 chữ tiếng Việt: ẵ Ễ" in out
    assert "thiếu 1 dấu và chữ thường dùng: …" in out
    assert "2 phông: 1 dùng được, 1 không dùng được hoặc thiếu chữ Việt" in out


def test_rights_are_told(folder, capsys):
    assert run(["fonts", "check", file(folder, fs_type=0x4)]) == 0
    assert "fsType 0x0004" in capsys.readouterr().out
    assert run(["fonts", "check", file(folder, fs_type=0x2)]) == 13
    assert "giấy phép của phông cấm nhúng" in capsys.readouterr().out


def test_a_broken_file_does_not_stop_the_check_of_the_others(folder, capsys):
    (folder / "hong.ttf").write_bytes(b"?")
    assert run(["fonts", "check", str(folder / "hong.ttf"), str(folder / "khong-co.ttf"), file(folder)]) == 13
    assert "3 phông: 1 dùng được" in capsys.readouterr().out


def test_all_known_faces_are_checked_without_a_file(folder, capsys):
    assert run(["fonts", "check"]) == 0
    assert "SourceSerif4-Italic" in capsys.readouterr().out
    (folder / "fonts").mkdir()
    (folder / "fonts" / "hong.ttf").write_bytes(b"?")
    assert run(["fonts", "check"]) == 13


# ── show ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_specimen_shows_every_letter(folder, capsys):
    assert run(["fonts", "show", "Source Serif 4"]) == 0
    assert "mau-phong-source-serif-4.pdf (2 trang" in capsys.readouterr().out
    assert set(ACCENTED_LETTERS) - set(pdf_text(folder / "mau-phong-source-serif-4.pdf")) == set()


def test_a_specimen_of_a_face_with_holes_names_them(folder):
    (folder / "fonts").mkdir()
    file(folder / "fonts", family="Chữ Thủng", without="ẵỵ“")
    assert run(["fonts", "show", "Chữ Thủng", "-o", "mau.pdf"]) == 0
    assert "Thiếu 3 chữ và dấu: ẵ ỵ “" in pdf_text(folder / "mau.pdf")


def test_a_specimen_is_the_same_every_time(folder):
    for name in ("a.pdf", "b.pdf"):
        run(["fonts", "show", "Be Vietnam Pro", "-o", name])
    assert (folder / "a.pdf").read_bytes() == (folder / "b.pdf").read_bytes()


def test_a_specimen_of_an_unknown_family_says_which_was_meant(capsys):
    assert run(["fonts", "show", "Source Serif"]) == 13
    assert "ý bạn là “Source Serif 4”?" in capsys.readouterr().err


# ── add ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_added_font_is_a_family_at_once(folder, capsys):
    (folder / "OFL.txt").write_text("Giấy phép", "utf-8")
    assert run(["fonts", "add", file(folder, "toa-soan.ttf", family="Chữ Tòa Soạn")]) == 0
    assert "tên để ghi vào bố cục: Chữ Tòa Soạn" in capsys.readouterr().out
    assert sorted(path.name for path in user_folder().iterdir()) == ["toa-soan.licence.txt", "toa-soan.ttf"]
    assert run(["fonts", "show", "Chữ Tòa Soạn"]) == 0


def test_adding_never_replaces_another_file_unasked(folder, capsys):
    assert run(["fonts", "add", file(folder)]) == 0
    assert run(["fonts", "add", file(folder)]) == 0  # the same again
    changed = file(folder, family="Chữ Khác")
    before = (user_folder() / "x.ttf").read_bytes()
    assert run(["fonts", "add", changed]) == 14
    assert "--force" in capsys.readouterr().err
    assert (user_folder() / "x.ttf").read_bytes() == before
    assert run(["fonts", "add", "--force", changed]) == 0
    assert (user_folder() / "x.ttf").read_bytes() != before


def test_a_font_without_all_letters_is_added_only_on_request(folder, capsys):
    """It would go before a whole file of the same name."""
    path = file(folder, without="ẵỄ")
    assert run(["fonts", "add", path]) == 13
    refusal = capsys.readouterr().err
    assert "thiếu 2 trong 134 chữ tiếng Việt: ẵ Ễ" in refusal
    assert "--force" in refusal
    assert not user_folder().exists()
    assert run(["fonts", "add", "--force", path]) == 0
    assert "thiếu 2 trong 134 chữ tiếng Việt: ẵ Ễ" in capsys.readouterr().out
    assert (user_folder() / "x.ttf").exists()
    assert run(["fonts", "add", file(folder, "y.ttf", without="…")]) == 0  # a sign is no letter


@pytest.mark.parametrize("options", [{"fs_type": 0x2}, None])
def test_what_no_build_could_use_is_not_added(folder, options):
    path = folder / "x.ttf"
    path.write_bytes(font_file(**options) if options else b"?")
    assert run(["fonts", "add", str(path)]) == 13
    assert not user_folder().exists()


def test_a_file_that_no_search_would_find_is_not_added(folder):
    assert run(["fonts", "add", file(folder, "x.dat")]) == 2


def test_the_group_knows_its_commands(capsys):
    assert run(["fonts", "--help"]) == 0
    page = capsys.readouterr().out
    assert all(f"  {name} " in page for name in ("list", "check", "show", "add"))
    assert run(["fonts", "lits"]) == 2
    assert "ý bạn là “list”?" in capsys.readouterr().err


def test_a_specimen_may_be_a_picture(folder):
    assert run(["fonts", "show", "Source Serif 4", "-o", "mau.png"]) == 0
    with Image.open(folder / "mau.png") as picture:
        assert picture.format == "PNG"
        assert picture.height > picture.width
        assert len(picture.convert("L").getcolors()) > 50  # letters, smoothed


def test_a_specimen_of_another_kind_is_refused(folder, capsys):
    assert run(["fonts", "show", "Source Serif 4", "-o", "mau.jpg"]) == 2
    assert ".pdf hoặc .png" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
