"""`bulletin layouts`: what each command prints, writes and refuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.cli import run
from bulletin.context import DiskFiles
from bulletin.layout.commented import layout_to_yaml
from bulletin.layout.load import examine_layout, load_layout, shipped_layouts
from conftest import ROOT


def write(name, text):
    Path(name).write_text(text, "utf-8")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# ── list, show ───────────────────────────────────────────────────────────────────────────────────────────────


def test_list_has_a_line_for_each_shipped_layout(capsys):
    assert run(["layouts", "list"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["Bố", "cục", "Khổ", "Là", "gì"]
    assert [line.split()[0] for line in lines] == shipped_layouts()
    layout = load_layout("ban-tin", DiskFiles())
    line = next(line for line in lines if line.startswith("ban-tin "))
    assert re.fullmatch(rf"ban-tin +A4 +{re.escape(layout.description)}", line)


@pytest.mark.parametrize("name", shipped_layouts())
@pytest.mark.parametrize("flags", [[], ["--why"]])
def test_show_prints_a_layout_that_stands_alone_and_is_the_same(name, flags, project, capsys):
    assert run(["layouts", "show", name, *flags]) == 0
    text = capsys.readouterr().out
    (project / f"{name}.yaml").write_text(text, "utf-8")
    assert "extends:" not in text
    assert load_layout(str(project / f"{name}.yaml"), DiskFiles()) == load_layout(name, DiskFiles())


def test_show_gives_meanings_or_where_each_value_comes_from(project, capsys):
    (project / "goc.yaml").write_text("extends: ban-tin\nstyles:\n  body: {size: 10pt}\n", "utf-8")
    (project / "con.yaml").write_text('extends: goc.yaml\ndescription: "Số 6: đặc biệt"\ncolours: {"xanh: lá": "#00ff00"}\n', "utf-8")
    assert run(["layouts", "show", "con.yaml", "--why"]) == 0
    out = capsys.readouterr().out
    assert "# Kế thừa: con.yaml → goc.yaml → ban-tin.yaml" in out
    assert re.search(r'^description: "Số 6: đặc biệt" +# con\.yaml:2$', out, re.MULTILINE)
    assert re.search(r"^    size: 10pt +# goc\.yaml:3$", out, re.MULTILINE)
    assert re.search(r"^  size: A4 +# ban-tin\.yaml:\d+$", out, re.MULTILINE)
    assert re.search(r'^  "xanh: lá": "#00ff00" +# con\.yaml:3$', out, re.MULTILINE)
    assert re.search(r"^    weight: 400 +# mặc định$", out, re.MULTILINE)
    assert run(["layouts", "show", "con.yaml"]) == 0
    out = capsys.readouterr().out
    from bulletin.layout.schema import Margins

    meaning = Margins.__dataclass_fields__["top"].metadata["doc"]
    assert re.search(rf"^    top: 26mm +# {re.escape(meaning)}$", out, re.MULTILINE)


def test_what_is_shown_is_as_it_was_written(project):
    text = (
        "extends: ban-tin\ndescription: 'Null'\npage: {size: 190mm x 270mm, mirrored: không}\n"
        'fonts: {fallback: ["Noto, Sans", Tinos]}\ncolours: {"a\\u2028b": "#123456", "~": "#000000"}\n'
    )
    (project / "a.yaml").write_text(text, "utf-8")
    loaded, _ = examine_layout("a.yaml", DiskFiles())
    (project / "b").mkdir()
    (project / "b" / "a.yaml").write_text(layout_to_yaml(loaded), "utf-8")
    assert load_layout("b/a.yaml", DiskFiles()) == loaded.layout
    assert "size: 190mm x 270mm" in layout_to_yaml(loaded)


def test_an_unknown_layout_cannot_be_shown(capsys):
    assert run(["layouts", "show", "ban-tim"]) == 12
    assert "ý bạn là “ban-tin”?" in capsys.readouterr().err


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_check_says_right_of_what_is_right(project, capsys):
    (project / "a.yaml").write_text("extends: ban-tin\n", "utf-8")
    assert run(["layouts", "check", "a.yaml", *shipped_layouts()]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{name}: đúng" for name in ("a.yaml", *shipped_layouts())]


def test_check_tells_all_mistakes_of_all_files(project, capsys):
    (project / "a.yaml").write_text("extends: ban-tin\npage: {size: A44}\nfonts: {text: Soure Serif 4}\n", "utf-8")
    (project / "b.yaml").write_text("extends: ban-tin\n", "utf-8")
    (project / "c.yaml").write_text("extends: ban-tin\nfonts: {fallback: [Be Vietnam Pro, Không Có]}\nx: 1\n", "utf-8")
    assert run(["layouts", "check", "a.yaml", "b.yaml", "c.yaml"]) == 11
    captured = capsys.readouterr()
    assert captured.out == "b.yaml: đúng\n"
    assert [line.split(": ")[:2] for line in captured.err.splitlines()] == [
        ["a.yaml:2:14", "page.size"],
        ["a.yaml:3:15", "fonts.text"],
        ["c.yaml:2:36", "fonts.fallback"],
        ["c.yaml:3:1", "x"],
    ]
    assert "không có họ phông “Soure Serif 4” → ý bạn là “Source Serif 4”?" in captured.err


def test_check_knows_the_families_of_the_project(project):
    (project / "fonts").mkdir()
    families = "families:\n  Riêng:\n    generic: serif\n    find: [{file: rieng.ttf}]\n"
    (project / "fonts" / "fonts.yaml").write_text(families, "utf-8")
    (project / "a.yaml").write_text("extends: ban-tin\nfonts: {text: Riêng}\n", "utf-8")
    assert run(["layouts", "check", "a.yaml"]) == 0


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("extends: a.yaml\n", 12, "a.yaml:1:1: extends: các bố cục kế thừa nhau thành vòng: a → a"),
        ("extends: ../b.yaml\n", 12, "a.yaml:1:10: extends: “../b.yaml” nằm ngoài"),
        ("extends: ban-tin\ncolor: 1\n", 11, "ý bạn là “colours”?"),
        ("", 11, "hoặc kế thừa một bố cục có sẵn: “extends: ban-tin”"),
    ],
)
def test_check_ends_with_the_code_of_the_mistake(project, text, code, says, capsys):
    (project / "a.yaml").write_text(text, "utf-8")
    assert run(["layouts", "check", "a.yaml"]) == code
    assert says in capsys.readouterr().err


def test_check_of_a_file_that_is_not_there(capsys):
    assert run(["layouts", "check", "khong-co.yaml"]) == 12
    assert "khong-co.yaml" in capsys.readouterr().err
    assert run(["layouts", "check"]) == 2


# ── new ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("base", shipped_layouts())
def test_a_new_layout_is_its_base_until_a_line_is_changed(project, base, capsys):
    assert run(["layouts", "new", "cua-toi", "--from", base]) == 0
    assert "Đã ghi cua-toi.yaml" in capsys.readouterr().out
    assert run(["layouts", "check", "cua-toi.yaml"]) == 0
    text = (project / "cua-toi.yaml").read_text("utf-8")
    assert f"extends: {base}\n" in text

    from dataclasses import replace

    theirs = load_layout(base, DiskFiles())
    ours = load_layout("cua-toi.yaml", DiskFiles())
    assert replace(ours, name=theirs.name, description=theirs.description) == theirs
    # Every teaching line holds the base's own value: with all of them awake, nothing changes either.
    (project / "cua-toi.yaml").write_text(re.sub(r"^#(?=\w| {2})", "", text, flags=re.MULTILINE), "utf-8")
    awake = load_layout("cua-toi.yaml", DiskFiles())
    assert awake == ours
    assert len(re.findall(r"^#\w|^# {2}", text, re.MULTILINE)) > 15


def test_a_teaching_line_that_is_woken_changes_the_layout(project):
    assert run(["layouts", "new", "cua-toi"]) == 0
    text = (project / "cua-toi.yaml").read_text("utf-8")
    text = text.replace("#page:", "page:").replace("#  size: A4", "  size: A5")
    (project / "cua-toi.yaml").write_text(text, "utf-8")
    assert load_layout("cua-toi.yaml", DiskFiles()).page.size.width < 425


def test_a_new_layout_never_overwrites(project, capsys):
    (project / "cua-toi.yaml").write_text("quý giá", "utf-8")
    assert run(["layouts", "new", "cua-toi"]) == 14
    assert "đã có tệp này" in capsys.readouterr().err
    assert (project / "cua-toi.yaml").read_text("utf-8") == "quý giá"
    assert names(project) == ["cua-toi.yaml"]


def test_two_at_once_make_one_layout(project):
    command = [sys.executable, "-m", "bulletin", "layouts", "new", "cua-toi"]
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    running = [subprocess.Popen(command, env=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert sorted(process.wait(60) for process in running) == [0, 14, 14]
    assert names(project) == ["cua-toi.yaml"]


def test_a_new_layout_may_extend_a_file_of_the_project(project, capsys):
    assert run(["layouts", "new", "goc"]) == 0
    assert run(["layouts", "new", "bo-cuc/con", "--from", "goc.yaml"]) == 0
    assert 'extends: "../goc.yaml"' in (project / "bo-cuc" / "con.yaml").read_text("utf-8")
    assert run(["layouts", "check", "bo-cuc/con.yaml"]) == 0
    (project / "bo-cuc" / "du-an").mkdir()
    os.chdir(project / "bo-cuc" / "du-an")
    capsys.readouterr()
    assert run(["layouts", "new", "x", "--from", "../../goc.yaml"]) == 2
    assert "nằm ngoài thư mục của dự án" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ban-tin"], 2, "là tên một bố cục có sẵn"),
        (["a", "--from", "ban-tim"], 12, "ý bạn là “ban-tin”?"),
        ([" "], 2, "không phải một tên tệp"),
        (["a\nb"], 2, "không phải một tên tệp"),
        ([], 2, "thiếu TÊN"),
    ],
)
def test_a_new_layout_that_cannot_be(project, arguments, code, says, capsys):
    assert run(["layouts", "new", *arguments]) == code
    assert says in capsys.readouterr().err
    assert names(project) == []


def test_a_folder_that_cannot_be_written_is_told(project, capsys):
    (project / "day").write_text("tệp", "utf-8")
    assert run(["layouts", "new", "day/a"]) == 14
    assert "không ghi được tệp" in capsys.readouterr().err


# ── schema, help ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_schema_goes_to_a_file_or_to_the_terminal(project, capsys):
    assert run(["layouts", "schema", "-o", "bo-cuc.schema.json"]) == 0
    assert "Đã ghi bo-cuc.schema.json" in capsys.readouterr().out
    assert run(["layouts", "schema"]) == 0
    text = capsys.readouterr().out
    assert (project / "bo-cuc.schema.json").read_text("utf-8") == text
    assert json.loads(text)["properties"]["page"]


@pytest.mark.parametrize("command", ["list", "show", "check", "new", "schema"])
def test_every_command_has_a_vietnamese_help_page(command, capsys):
    assert run(["layouts", "--help"]) == 0
    assert f"\n  {command} " in capsys.readouterr().out
    assert run(["layouts", command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Cách dùng: bulletin layouts {command}")


def test_a_command_that_is_not_there(capsys):
    assert run(["layouts", "chek"]) == 2
    assert "ý bạn là “check”?" in capsys.readouterr().err


def test_a_build_names_the_file_and_line_of_a_layouts_mistake(project, capsys):
    (project / "bulletin.yaml").write_text("articles: [bai.txt]\nlayout: a.yaml\n", "utf-8")
    (project / "a.yaml").write_text("extends: ../ngoai.yaml\n", "utf-8")
    (project / "bai.txt").write_text((ROOT / "seeds" / "000_ad60348be24728d2.txt").read_text("utf-8"), "utf-8")
    assert run(["build"]) == 12
    assert "a.yaml:1:10: extends: “../ngoai.yaml” nằm ngoài thư mục của dự án" in capsys.readouterr().err


def test_a_build_names_the_file_and_line_of_an_unknown_family(capsys):
    write("a.yaml", "extends: ban-tin\ndescription: a\nfonts:\n  display: Be Vietnan Pro\n")
    write("bai.md", "# Bài\n\nMột đoạn.\n")
    assert run(["build", "bai.md", "--layout", "a.yaml", "-f", "pdf"]) == 13
    message = capsys.readouterr().err
    assert "a.yaml:4:" in message
    assert "ý bạn là “Be Vietnam Pro”?" in message


def test_a_project_file_that_is_not_utf_8_is_told_with_its_line_and_the_way_out(capsys):
    Path("bulletin.yaml").write_bytes("title: Bản tin\npublisher: Ban ".encode() + b"\xe9\xff\n")
    assert run(["build"]) == 11
    message = capsys.readouterr().err
    assert "bulletin.yaml:2:16: tệp không phải UTF-8" in message
    assert "lưu lại tệp với bảng mã UTF-8" in message
