"""Layouts over layouts: which file a mistake belongs to, what may be extended, and what bad files may do."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.cli import run
from bulletin.context import DiskFiles, MemoryFiles
from bulletin.errors import LayoutError, SettingsError
from bulletin.layout.load import examine_layout, load_layout, shipped_layouts
from bulletin.notices import Place
from bulletin.settings import override

BASE = (Path(__file__).parent / "nen.yaml").read_text("utf-8")
LINES = BASE.splitlines()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty folder, which becomes the current one."""
    folder = tmp_path / "du-an"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def mistakes(name, *overrides):
    with pytest.raises(SettingsError) as caught:
        load_layout(name, DiskFiles(), overrides)
    return [str(mistake) for mistake in caught.value.mistakes]


def line_of(start):
    """Return the number of the line of nen.yaml that opens so."""
    return next(number for number, line in enumerate(LINES, 1) if line.startswith(start))


# ── all at once, each in its own file ────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("project")
def test_mistakes_of_form_value_and_geometry_come_together_in_the_order_of_lines():
    text = (
        "extends: ban-tin\n"
        "page: {size: A44}\n"
        "styles:\n"
        "  body: {size: 3pt, leading: 4pt}\n"
        "  lead: {colour: accent, colour: grey}\n"
        "colours: {ink: &a '#000000', grey: *b}\n"
        "parts: [masthead, mashtead]\n"
    )
    found = mistakes(write("a.yaml", text))
    assert [int(line.split(":")[1]) for line in found] == [2, 4, 5, 6, 6, 7]


@pytest.mark.usefixtures("project")
def test_a_style_that_is_wrong_hides_no_mistake_between_keys_elsewhere():
    found = mistakes(write("a.yaml", "extends: ban-tin\nstyles:\n  lead: {size: 3pt}\n  body: {colour: xanh}\n"))
    assert found[0].startswith("a.yaml:3:")
    assert any("styles.body.colour: không có màu “xanh”" in line for line in found)
    assert len(found) == 2


@pytest.mark.usefixtures("project")
def test_mistakes_of_several_files_are_told_file_by_file():
    write("goc.yaml", "\n\n\nextends: ban-tin\npage: {size: A44}\n")
    found = mistakes(write("con.yaml", "extends: goc.yaml\nfonts: {text: []}\nrunes: 1\n"))
    assert [line.split(": ")[0] for line in found] == ["con.yaml:2:15", "con.yaml:3:1", "goc.yaml:5:14"]


@pytest.mark.usefixtures("project")
def test_a_mistake_in_a_base_is_told_in_the_base_though_the_layout_lies_over_it():
    write("goc.yaml", "extends: ban-tin\nstyles:\n  body:\n    leading: 9pt\n")
    found = mistakes(write("con.yaml", "extends: goc.yaml\nstyles: {body: {colour: accent}}\n"))
    assert len(found) == 1
    assert found[0].startswith("goc.yaml:4:5: styles.body.leading: ")


@pytest.mark.usefixtures("project")
def test_a_layout_that_spoils_what_it_inherits_is_told_in_the_layout_with_the_place_of_the_inherited_value():
    found = mistakes(write("con.yaml", "extends: ban-tin\ndescription: a\nstyles:\n  body:\n    size: 14pt\n"))
    assert len(found) == 1
    assert found[0].startswith("con.yaml:4:3: styles.body.leading: ")
    assert "giá trị đang dùng đến từ " in found[0]
    assert "ban-tin.yaml:" in found[0]


@pytest.mark.usefixtures("project")
def test_margins_that_leave_an_inherited_running_head_no_room_are_told_in_the_layout():
    found = mistakes(write("con.yaml", "extends: ban-tin\npage: {margins: {top: 12pt}}\n"))
    assert len(found) == 1
    assert found[0].startswith("con.yaml:1:1: styles.running_head: ")
    assert "giá trị đang dùng đến từ" in found[0]
    assert "ban-tin.yaml:" in found[0]


@pytest.mark.usefixtures("project")
def test_what_set_spoils_is_told_of_set_and_what_a_file_spoils_of_the_file():
    name = write("a.yaml", "extends: ban-tin\nstyles: {lead: {weight: 5}}\n")
    found = mistakes(name, override("page.size", "A44", "--set page.size"))
    assert len(found) == 2
    assert any(line.startswith("--set page.size: page.size: “A44”") for line in found)
    assert any(line.startswith("a.yaml:2:") for line in found)
    spoilt = mistakes("ban-tin", override("styles.body.size", "14pt", "--set styles.body.size"))
    assert len(spoilt) == 1
    assert spoilt[0].startswith("--set styles.body.size: styles.body.leading: ")


@pytest.mark.usefixtures("project")
def test_a_layout_without_base_is_told_every_key_that_it_lacks_and_the_way_out():
    found = mistakes(write("a.yaml", "description: a\npage: {size: A4}\n"))
    assert any("page.margins: thiếu khóa bắt buộc" in line for line in found)
    assert any("styles: thiếu khóa bắt buộc → thêm khóa này, hoặc kế thừa" in line for line in found)
    assert mistakes(write("trong.yaml", ""))
    assert "trong.yaml:1:1: description: thiếu khóa" in mistakes("trong.yaml")[0]


@pytest.mark.usefixtures("project")
def test_a_base_may_be_a_part_that_is_no_layout_by_itself():
    write("mau.yaml", "colours: {accent: '#003f87'}\n")
    write("goc.yaml", "extends: mau.yaml\n")
    assert any("thiếu khóa" in line for line in mistakes("goc.yaml"))
    assert any("thiếu khóa" in line for line in mistakes("mau.yaml"))


@pytest.mark.usefixtures("project")
def test_a_base_that_cannot_be_had_does_not_hide_the_mistakes_of_the_layout():
    name = write("a.yaml", "extends: ban-tim\npage: {size: A44}\n")
    loaded, errors = examine_layout(name, DiskFiles())
    assert loaded is None
    assert [error.exit_code for error in errors] == [12, 11]
    assert "ý bạn là “ban-tin”?" in str(errors[0])
    assert [str(mistake.place) for mistake in errors[1].mistakes] == ["a.yaml:2:14"]
    write("goc.yaml", "extends: ban-tin\npage: [\n")
    found = mistakes(write("b.yaml", "extends: goc.yaml\nfonts: {text: []}\n"))
    assert sorted(line.split(":")[0] for line in found) == ["b.yaml", "goc.yaml"]


# ── what a layout may extend ─────────────────────────────────────────────────────────────────────────────────


def refusal(name, folder=None):
    with pytest.raises(LayoutError) as caught:
        load_layout(name, DiskFiles(), folder=folder)
    return str(caught.value)


@pytest.mark.usefixtures("project")
def test_a_circle_is_refused_at_the_extends_that_closes_it():
    write("a.yaml", "extends: b.yaml\n")
    write("b.yaml", "# b\n\nextends: c/c.yaml\n")
    write("c/c.yaml", "\nextends: ../a.yaml\n")
    message = refusal("a.yaml")
    assert message.startswith("c/c.yaml:2:1: ")
    assert "a → b → c → a" in message
    write("minh.yaml", "extends: ./minh.yaml\n")
    assert refusal("minh.yaml").startswith("minh.yaml:1:1: ")


def test_a_circle_through_a_link_is_a_circle(project):
    write("a.yaml", "extends: b.yaml\n")
    (project / "b.yaml").symlink_to("a.yaml")
    assert "thành vòng" in refusal("a.yaml")


@pytest.mark.usefixtures("project")
def test_a_chain_of_bases_ends_somewhere():
    for number in range(30):
        write(f"{number}.yaml", f"extends: {number + 1}.yaml\n")
    write("30.yaml", "extends: ban-tin\n")
    assert "quá 20 tầng" in refusal("0.yaml")
    assert load_layout("15.yaml", DiskFiles()).name == "15"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("ban-tim", "ý bạn là “ban-tin”?"),
        ("goc", "ý bạn là “goc.yaml”?"),
        ("gốc.yaml", "không thấy tệp gốc.yaml"),
        ("goc.txt", "các bố cục có sẵn"),
        ("''", "không có bố cục"),
        ("../ngoai.yaml", "nằm ngoài thư mục của dự án"),
        ("sub/../../ngoai.yaml", "nằm ngoài thư mục của dự án"),
        ("/etc/passwd.yaml", "đường dẫn tuyệt đối"),
        ("/etc/passwd", "đường dẫn tuyệt đối"),
        ("../ngoai", "nằm ngoài thư mục của dự án"),
        ("./goc.txt", "phải có đuôi .yaml"),
        ("lien-ket.yaml", "nằm ngoài thư mục của dự án"),
        ("thu-muc/ngoai.yaml", "nằm ngoài thư mục của dự án"),
        ("vong.yaml", "“vong.yaml”"),
        (r'"a\0b.yaml"', "a�b.yaml"),
        (r'"\e[31mb.yaml"', "�[31mb.yaml"),
        ("thu-muc.yaml", "không có bố cục"),
    ],
)
def test_a_base_out_of_reach_is_refused_at_its_place(project, base, says):
    outside = write("../ngoai.yaml", "extends: ban-tin\ndescription: bí mật\n")
    (project / "lien-ket.yaml").symlink_to(Path(outside).resolve())
    (project / "thu-muc").symlink_to(project.parent)
    (project / "vong.yaml").symlink_to("vong.yaml")
    (project / "thu-muc.yaml").mkdir()
    write("goc.yaml", "extends: ban-tin\n")
    message = refusal(write("a.yaml", f"description: a\nextends: {base}\n"))
    assert message.startswith("a.yaml:2:10: ")
    assert says in message
    assert "bí mật" not in message


def test_the_project_folder_is_what_a_base_must_lie_in(project, monkeypatch):
    write("bo-cuc/con.yaml", "extends: ../goc.yaml\n")
    write("goc.yaml", "extends: ban-tin\n")
    assert load_layout("bo-cuc/con.yaml", DiskFiles()).name == "con"
    monkeypatch.chdir(project / "bo-cuc")
    assert "nằm ngoài" in refusal("con.yaml")
    assert load_layout("con.yaml", DiskFiles(), folder=project).name == "con"
    assert load_layout(str(project / "bo-cuc" / "con.yaml"), DiskFiles(), folder=project).name == "con"


def test_a_layout_outside_the_folder_may_extend_its_neighbours_only(project, monkeypatch):
    write("../khac/a.yaml", "extends: b.yaml\n")
    write("../khac/b.yaml", "extends: ban-tin\n")
    write("../khac/c.yaml", "extends: ../du-an/d.yaml\n")
    write("d.yaml", "extends: ban-tin\n")
    monkeypatch.chdir(project)
    assert load_layout("../khac/a.yaml", DiskFiles()).name == "a"
    assert "nằm ngoài" in refusal("../khac/c.yaml")


def test_layouts_in_memory_extend_one_another():
    files = {Path("a.yaml"): b"extends: b.yaml\n", Path("b.yaml"): BASE.encode()}
    for name in shipped_layouts():  # the shipped ones are read through the same door
        from bulletin.resources import shipped_folder

        path = shipped_folder("layouts") / f"{name}.yaml"
        files[path] = path.read_bytes()
    assert load_layout("a.yaml", MemoryFiles(files)).styles.title.weight == 600


def test_an_unknown_layout_is_told_where_it_was_named():
    with pytest.raises(LayoutError) as caught:
        load_layout("ban-tim", DiskFiles(), place=Place("bulletin.yaml", 7, 9))
    assert str(caught.value).startswith("bulletin.yaml:7:9: không có bố cục “ban-tim”")


# ── files that are no layouts ────────────────────────────────────────────────────────────────────────────────


def test_a_byte_order_mark_and_other_line_ends_change_nothing(project):
    plain = load_layout(write("a.yaml", BASE), DiskFiles())
    (project / "a.yaml").write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert load_layout("a.yaml", DiskFiles()) == plain
    broken = BASE.replace("weight: 600", "weight: x").replace("\n", "\r\n")
    (project / "a.yaml").write_bytes(b"\xef\xbb\xbf" + broken.encode())
    assert mistakes("a.yaml")[0].startswith(f"a.yaml:{line_of('    weight')}:13: styles.title.weight")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"extends: ban-tin\ndescription: B\xc3\xa1o \xe1o\n", "a.yaml:2:18: tệp không phải UTF-8 → lưu lại"),
        ("extends: ban-tin".encode("utf-16"), "a.yaml:1:1: tệp không phải UTF-8"),
        (b"extends: ban-tin\n\x00\n", "a.yaml:2:1: YAML sai cú pháp: ký tự U+0000"),
        (b"\x00" * 100, "a.yaml:1:1: YAML sai cú pháp: ký tự U+0000"),
        (b"\x89PNG\r\n\x1a\n", "a.yaml:1:1: tệp không phải UTF-8"),
        (b"extends: ban-tin\n#" + b"x" * 2**20, "a.yaml: tệp lớn hơn giới hạn 1 MiB"),
        (b"extends: ban-tin\n#" + b"x" * 1_000_000, "a.yaml: phần YAML quá lớn"),
        (b"- a\n- b\n", "a.yaml:1:1: cần một nhóm khóa"),
        (b"just a text\n", "a.yaml:1:1: cần một nhóm khóa"),
        (b"a: b\n---\na: c\n", "a.yaml:2:1: chỉ một phần YAML trong một tệp"),
        (b"%TAG ! tag:x,2000:\n---\na: !b c\n", "không dùng được thẻ"),
        (b"<<: {a: b}\n", "<<: khóa không có ở đây"),
        (b"? {a: b}\n: c\n", "khóa phải là một từ"),
        (b"'': c\n", "khóa phải là một từ"),
        (b"1: a\n", "1: khóa không có ở đây"),
    ],
)
def test_what_is_no_layout_is_refused_with_a_reason(project, data, says):
    (project / "a.yaml").write_bytes(data)
    assert any(says in line for line in mistakes("a.yaml"))


BOMBS = {
    "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [{','.join(['*a'] * 9)}]\n" for n in range(2000)),
    "self": "a: &a [*a]\n",
    "brackets": "a: " + "[" * 400_000,
    "braces": "a: " + "{" * 400_000,
    "dashes": "a:\n" + "- " * 400_000,
    "questions": "? " * 400_000,
    "indents": "".join(f"{' ' * n}a:\n" for n in range(1_000)),
    "keys": "".join(f"khoa{n}: 1\n" for n in range(60_000)),
    "twins": "a: 1\n" * 150_000,
    "items": "parts: [" + "x," * 300_000 + "]\n",
    "colours": "colours:\n" + "".join(f"  c{n}: x\n" for n in range(60_000)),
    "long": "description: " + "x" * 900_000,
    "key": "x" * 900_000 + ": 1\n",
    "quotes": '"' * 900_001,
    "anchors": "".join(f"a{n}: &b{n} c\n" for n in range(60_000)),
    "comments": "# a\n" * 200_000,
    "documents": "---\n" * 200_000,
    "folded": "a: >\n" + " x\n" * 300_000,
}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_soon_and_in_few_words(name):
    write("a.yaml", BOMBS[name])
    started = time.process_time()
    found = mistakes("a.yaml")
    assert time.process_time() - started < 20
    assert len(found) <= 210
    assert all(len(line) < 500 for line in found)


@pytest.mark.usefixtures("project")
def test_a_great_many_mistakes_are_told_to_be_more():
    found = mistakes(write("a.yaml", "".join(f"khoa{n}: 1\n" for n in range(300))))
    assert "đã có 100 lỗi; phần sau chưa xem" in found[-1]


@pytest.mark.usefixtures("project")
def test_a_great_many_mistakes_in_one_layout_hide_none_of_another(capsys):
    write("a.yaml", "".join(f"khoa{n}: 1\n" for n in range(300)))
    write("b.yaml", "extends: ban-tin\ndescription: x\npage: {size: A44}\n")
    assert run(["layouts", "check", "a.yaml", "b.yaml"]) == 11
    assert "b.yaml:3:14" in "".join(capsys.readouterr())


def test_no_control_character_of_a_file_reaches_a_message(project):
    (project / "a.yaml").write_bytes(
        b'"a\\e[31m": 1\nextends: ban-tin\ncolours: {"\\a": x}\nparts: ["\\e[2J"]\nfonts: {text: !<x\\e> a}\n'
    )
    assert all(character.isprintable() for line in mistakes("a.yaml") for character in line)


PIECES = st.sampled_from([*LINES, "", "  ", "- a", "a: [", "}", "&x", "*x", "!!x", "? ", "---", "\t", "'", '"', "#", "é: 1"])


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30))
def test_any_file_is_a_layout_or_has_a_mistake_in_a_line_that_it_has(tmp_path_factory, lines):
    folder = tmp_path_factory.mktemp("a", numbered=True)
    path = folder / "a.yaml"
    text = "\n".join(lines)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    _, errors = examine_layout(str(path), DiskFiles(), folder=folder)
    count = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))  # what YAML 1.1 takes for line ends
    for error in errors:
        for mistake in getattr(error, "mistakes", ()):
            assert mistake.place.file.endswith(".yaml")
            assert mistake.place.line is None or 1 <= mistake.place.line <= count + 1  # the end, too


def test_styles_that_a_part_needs_are_there_or_it_is_our_fault():
    styles = load_layout("tuyen-tap", DiskFiles()).styles
    assert styles.needed("index") is styles.index
    with pytest.raises(KeyError):
        replace(styles, index=None).needed("index")
