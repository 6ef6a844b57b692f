"""`bulletin convert` as people meet it: what it writes, what it never writes over, how it ends."""

from __future__ import annotations

import io
import json
import shutil

import pytest
from PIL import Image as Pixels

from bulletin.cli import run
from conftest import ROOT, SEEDS

ARTICLE = "Tiêu đề của bài viết thử nghiệm hôm nay\n\n{}\nToàn cảnh hội nghị\n\n" + "Nội dung của bài viết. " * 20


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, which becomes the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def picture(colour):
    out = io.BytesIO()
    Pixels.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def test_every_raw_article_becomes_one_markdown_file(folder, capsys):
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    assert run(["convert", "seeds"]) == 0
    assert names(folder / "out") == [f"{path.stem}.md" for path in SEEDS]
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["Tệp", "Từ", "Cỡ", "Lưu", "ý"]
    assert table[5].split()[:2] == [f"out/{SEEDS[4].stem}.md", f"seeds/{SEEDS[4].name}"]
    assert table[5].split()[-1] == "3"
    text = (folder / "out" / f"{SEEDS[2].stem}.md").read_text("utf-8")
    assert text.startswith("---\ntitle: ")
    assert f"  file: seeds/{SEEDS[2].name}\n" in text


def test_what_was_converted_is_read_back_and_converted_to_the_same_bytes(folder):
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    assert run(["convert", "seeds", "-q"]) == 0
    assert run(["convert", "out", "-o", "again", "-q"]) == 0
    for path in (folder / "out").iterdir():
        assert (folder / "again" / path.name).read_bytes() == path.read_bytes()
    assert run(["build", "out", "-f", "json", "-q", "-o", "a"]) == 0
    assert run(["build", "seeds", "-f", "json", "-q", "-o", "b"]) == 0
    first, second = (json.loads((folder / out / "ban-tin.json").read_text("utf-8")) for out in ("a", "b"))

    def texts(value):
        return [
            {key: [{k: v for k, v in block.items() if k != "span"} for block in item] if key == "blocks" else item for key, item in article.items() if key != "origin"}
            for section in value["sections"] for article in section["articles"]
        ]  # fmt: skip

    assert texts(first) == texts(second)


@pytest.mark.parametrize(("form", "name"), [("md", "bai.md"), ("json", "bai.json"), ("outline", "bai.outline.txt")])
def test_each_form_has_its_own_file(folder, form, name):
    shutil.copy(SEEDS[1], folder / "bai.txt")
    assert run(["convert", "bai.txt", "--to", form, "-q"]) == 0
    assert names(folder / "out") == [name]
    if form != "outline":
        assert run(["convert", f"out/{name}", "--to", form, "-q", "-o", "again"]) == 0
        assert (folder / "again" / name).read_text("utf-8").count("Bế mạc Hội nghị") >= 1


def test_pictures_go_along_and_two_that_differ_keep_apart(folder):
    for name, colour in (("a", "navy"), ("b", "teal"), ("c", "navy")):
        (folder / name).mkdir()
        (folder / name / f"{name}.txt").write_text(ARTICLE.format("1.png"), "utf-8")
        (folder / name / "1.png").write_bytes(picture(colour))
    assert run(["convert", "a", "b", "c", "-q", "--strict"]) == 0
    assert names(folder / "out") == ["1-2.png", "1.png", "a.md", "b.md", "c.md"]
    assert "](1-2.png)" in (folder / "out" / "b.md").read_text("utf-8")
    assert "](1.png)" in (folder / "out" / "c.md").read_text("utf-8")
    assert (folder / "out" / "1-2.png").read_bytes() == picture("teal")
    assert run(["build", "out", "-f", "json", "--strict", "-q", "-o", "built"]) == 0
    assert run(["convert", "a/a.txt", "-q", "-o", "a"]) == 0
    assert names(folder / "a") == ["1.png", "a.md", "a.txt"]


def test_several_articles_of_one_file_and_two_files_of_one_name_get_numbers(folder):
    (folder / "tap.md").write_text("---\ntitle: Một\n---\n\nA.\n\n---\ntitle: Hai\n---\n\nB.\n", "utf-8")
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "Bai.md" if name == "b" else folder / name / "bai.md").write_text(f"# Bài {name}\n\nC.\n", "utf-8")
    assert run(["convert", "tap.md", "a", "b", "-q"]) == 0
    assert names(folder / "out") == ["Bai-2.md", "bai.md", "tap-1.md", "tap-2.md"]
    assert "title: Bài b" in (folder / "out" / "Bai-2.md").read_text("utf-8")


def test_an_input_is_never_written_over(folder):
    raw = "# Bài\n\nMột *đoạn*.\n"
    (folder / "bai.md").write_text(raw, "utf-8")
    assert run(["convert", "bai.md", "-o", ".", "-q", "--force"]) == 0
    assert names(folder) == ["bai-2.md", "bai.md"]
    assert (folder / "bai.md").read_text("utf-8") == raw


def test_a_file_that_was_edited_is_kept_unless_force_says_otherwise(folder, capsys):
    shutil.copy(SEEDS[1], folder / "bai.txt")
    shutil.copy(SEEDS[2], folder / "bai-2.txt")
    assert run(["convert", "bai.txt", "-q"]) == 0
    assert run(["convert", "bai.txt", "-q"]) == 0  # nothing would change
    edited = (folder / "out" / "bai.md").read_text("utf-8") + "\nMột đoạn thêm vào.\n"
    (folder / "out" / "bai.md").write_text(edited, "utf-8")
    assert run(["convert", "bai-2.txt", "bai.txt", "-q"]) == 14
    assert "out/bai.md: đã có tệp này với nội dung khác" in capsys.readouterr().err
    assert names(folder / "out") == ["bai.md"]
    assert (folder / "out" / "bai.md").read_text("utf-8") == edited
    assert run(["convert", "bai.txt", "-q", "--force"]) == 0
    assert "thêm vào" not in (folder / "out" / "bai.md").read_text("utf-8")


def test_one_bad_file_does_not_stop_the_others_and_the_exit_code_tells(folder, capsys):
    shutil.copy(SEEDS[1], folder / "bai.txt")
    (folder / "hong.md").write_text("---\ntitel: x\n---\n", "utf-8")
    assert run(["convert", "bai.txt", "hong.md"]) == 10
    assert "bulletin: bỏ qua một bài: hong.md:2:1: titel: khóa không có ở đây → ý bạn là “title”?" in capsys.readouterr().err
    assert names(folder / "out") == ["bai.md"]
    shutil.rmtree(folder / "out")
    assert run(["convert", "bai.txt", "hong.md", "--strict"]) == 10
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["convert"], 2, "thiếu BÀI"),
        (["convert", "bai.txt", "--to", "markdown"], 2, "không đổi sang “markdown” được"),
        (["convert", "bai.txt", "--to", "pdf"], 2, "các dạng: md, json, outline"),
        (["convert", "khong-co.txt"], 10, "khong-co.txt: không tìm thấy"),
        (["convert", "rong"], 2, "không có bài nào"),
    ],
)
def test_every_mistake_has_its_code_and_its_hint(folder, capsys, arguments, code, problem):
    shutil.copy(SEEDS[1], folder / "bai.txt")
    (folder / "rong").mkdir()
    assert run(arguments) == code
    assert problem in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_help_is_vietnamese(capsys):
    assert run(["convert", "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Cách dùng: bulletin convert [TÙY_CHỌN]... BÀI...")
    assert "In hướng dẫn này rồi thoát." in out
