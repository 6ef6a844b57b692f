"""The command line as people meet it: what it makes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

import pikepdf
import pytest

from bulletin.cli import run
from bulletin.context import DiskFiles
from bulletin.errors import ReadError, SaveError
from bulletin.save import save
from conftest import ROOT, SEEDS

LONG_LINE = "Đại hội biểu quyết thông qua phương hướng, mục tiêu, nhiệm vụ và các giải pháp chủ yếu của nhiệm kỳ mới. " * 3


def outputs(folder):
    return sorted(path.name for path in folder.iterdir())


def shell(*arguments, cwd, **environment):
    command = [sys.executable, "-m", "bulletin", *arguments]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **environment}, timeout=120
    )


# ── build ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sample_project_builds_all_that_it_names(project, capsys):
    assert run(["build"]) == 0
    assert outputs(project / "out") == ["ban-tin-mau.docx", "ban-tin-mau.epub", "ban-tin-mau.pdf"]
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["Tệp", "Số", "lượng", "Cỡ", "Lưu", "ý"]
    assert "trang" in table[1]
    assert "chương" in table[3]


@pytest.mark.parametrize("name", ["pdf", "docx", "epub", "json"])
def test_one_format_can_be_asked_for(project, name):
    assert run(["build", "--format", name]) == 0
    assert outputs(project / "out") == [f"ban-tin-mau.{name}"]


def test_several_formats_can_be_asked_for_in_either_way(project):
    assert run(["build", "--format", "pdf", "--format", "epub", "--out", "a"]) == 0
    assert run(["build", "--format", "pdf,epub", "--out", "b"]) == 0
    assert outputs(project / "a") == outputs(project / "b") == ["ban-tin-mau.epub", "ban-tin-mau.pdf"]


def test_without_a_project_the_named_files_and_folders_are_built(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "seeds", tmp_path / "bai")
    monkeypatch.chdir(tmp_path)
    assert run(["build", f"bai/{SEEDS[0].name}", "--format", "pdf", "--quiet"]) == 0
    assert outputs(tmp_path / "out") == [f"{SEEDS[0].stem}.pdf"]
    assert run(["build", "bai", "-f", "outline", "--set", "title=Điểm báo"]) == 0
    text = (tmp_path / "out" / "diem-bao.outline.txt").read_text("utf-8")
    assert text.count("\ntitle: ") == 5


def test_set_changes_keys_of_the_project_and_of_the_layout(project, capsys):
    arguments = ["--set", "issue=Số 7: đặc biệt", "--set", "grid.columns=1", "--set", "imprint.editors=[A, B]"]
    assert run(["build", "-f", "json", "-f", "pdf", *arguments]) == 0
    value = json.loads((project / "out" / "ban-tin-mau.json").read_text("utf-8"))
    assert value["issue"] == "Số 7: đặc biệt"
    assert value["imprint"]["editors"] == ["A", "B"]
    assert run(["build", "--set", "isue=7"]) == 2
    assert "ý bạn là “issue”?" in capsys.readouterr().err
    assert run(["build", "--set", "grid.columns=9"]) == 11
    assert "1 đến 4" in capsys.readouterr().err


def test_strict_ends_with_three_when_there_are_notices(project, capsys):
    assert run(["build", "-f", "pdf", "--strict"]) == 3
    assert "3 lưu ý" in capsys.readouterr().err
    for name in ("1", "2", "3"):
        from PIL import Image

        Image.new("RGB", (600, 400), "navy").save(project / "seeds" / f"{name}.png")
    assert run(["build", "-f", "pdf", "--strict"]) == 0


def test_quiet_says_nothing_and_there_is_no_progress_in_a_pipe(project):
    done = shell("build", "-f", "pdf", "--quiet", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "\r" not in shell("build", "-f", "pdf", cwd=project).stderr


def test_one_bad_article_does_not_stop_a_bulletin_and_the_exit_code_tells(project, capsys):
    (project / "seeds" / "000_ad60348be24728d2.txt").write_bytes(b"%PDF-1.7 ...")
    assert run(["build", "-f", "pdf"]) == 10
    assert "000_ad60348be24728d2.txt: đây là một tệp PDF" in capsys.readouterr().err
    assert outputs(project / "out") == ["ban-tin-mau.pdf"]
    shutil.rmtree(project / "out")
    assert run(["build", "-f", "pdf", "--strict"]) == 10
    assert not (project / "out").exists()


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────


TURNING = "\u202egnp.exe\u2066\x1b[31m\u200f"


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "-f", "md", f"{TURNING}.txt"], ["build", "-f", TURNING], ["build", "--set", TURNING], [TURNING],
        ["build", "-f", "md", f"{TURNING}.md"], ["check", "--rules", "nghi-dinh-30", f"{TURNING}.pdf"], ["verify", f"{TURNING}.pdf"],
        ["layouts", "check", f"{TURNING}.yaml"], ["fonts", "check", f"{TURNING}.ttf"], ["convert", f"{TURNING}.md", "-o", "."],
        ["inspect", f"{TURNING}.txt"], ["inspect", "turned.txt"], ["build", "-f", "md", "turned.txt"],
    ],
)  # fmt: skip
def test_nothing_that_is_said_turns_or_steers_the_terminal(project, arguments, capsys):
    """Names of files, and words of articles that stand in a message, can hold any character."""
    (project / f"{TURNING}.md").write_text(f"---\nlayuot: x\n---\n\n{TURNING}\n", "utf-8")
    (project / f"{TURNING}.yaml").write_text(f'colours: {{accent: "\u202e{"x" * 3}"}}\n', "utf-8")
    (project / "turned.txt").write_text(f"{TURNING} Hội nghị\n\n{LONG_LINE}\n\n![a\u202eb]({TURNING}.png)\n", "utf-8")
    run(arguments)
    out, err = capsys.readouterr()
    said = out + err
    assert said
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[[0-9;]*m)", said)
    if arguments != ["inspect", "turned.txt"]:
        assert "\x1b" not in said
    if any("\u202e" in argument for argument in arguments):
        assert "U+202E" in said


def test_a_fallback_family_that_nobody_knows_is_refused_once_while_no_letter_is_missing(project, capsys):
    assert run(["build", "-f", "pdf", "--set", "fonts.fallback=[Không có]"]) == 13
    assert capsys.readouterr().err.count("không có họ phông “Không có”") == 1
    assert not (project / "out").exists()


def test_an_article_without_any_content_is_told(project, capsys):
    (project / "chi-co-tit.md").write_text("---\ntitle: Chỉ có tít\n---\n", "utf-8")
    assert run(["build", "-f", "json", "chi-co-tit.md"]) == 0
    err = capsys.readouterr().err
    assert "lưu ý: chi-co-tit.md: bài “Chỉ có tít” không có nội dung nào [article-empty] → viết nội dung" in err
    (project / "chi-co-tit.md").write_text("---\ntitle: Chỉ có tít\n---\n\nMột câu.\n", "utf-8")
    assert run(["build", "-f", "json", "chi-co-tit.md"]) == 0
    assert "article-empty" not in capsys.readouterr().err


# ── the same bytes ───────────────────────────────────────────────────────────────────────────────────────────


def test_two_runs_in_two_folders_under_two_hash_seeds_give_the_same_bytes(tmp_path):
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / f"thư mục {seed}"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        shutil.copy(ROOT / "bulletin.yaml", folder)
        assert shell("build", cwd=folder, PYTHONHASHSEED=seed, TZ="Asia/Tokyo" if seed == "1" else "UTC").returncode == 0
        time.sleep(1.1)  # another second, for anything that would look at a clock
        made.append({path.name: path.read_bytes() for path in (folder / "out").iterdir()})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def pdf_date(path):
    with pikepdf.open(path) as pdf:
        return str(pdf.docinfo.CreationDate)


def test_source_date_epoch_sets_the_date_of_every_output(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for folder in ("a", "b"):
        assert run(["build", "--out", folder, "--quiet"]) == 0
        made.append({path.name: path.read_bytes() for path in (project / folder).iterdir()})
    assert made[0] == made[1]
    assert pdf_date(project / "a" / "ban-tin-mau.pdf") == "D:20231114221320+00'00'"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert run(["build", "--quiet"]) == 0
    assert pdf_date(project / "out" / "ban-tin-mau.pdf") == "D:20240731000000+00'00'"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hôm qua")
    assert run(["build", "--quiet"]) == 11


# ── bad input ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "không có chữ nào"),
        (b"\n" * 100_000, "không có chữ nào"),
        (b"\x89PNG\r\n\x1a\n\0\0", "ảnh PNG"),
        (b"\0\1\2\3" * 50, "nhị phân"),
        ("một dòng ".encode() * 5_000_000, "16 MiB"),
    ],
    ids=["empty", "100,000 blank lines", "picture", "binary", "50 MB line"],
)
def test_a_file_that_is_no_article_gives_one_message_and_code_10(tmp_path, monkeypatch, capsys, content, problem):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bai.txt").write_bytes(content)
    for arguments in (["build", "bai.txt", "-f", "pdf"], ["inspect", "bai.txt"]):
        assert run(arguments) == 10
        message = capsys.readouterr().err
        assert problem in message
        assert "bai.txt" in message
        assert len(message.strip().splitlines()) <= 2
    assert outputs(tmp_path) == ["bai.txt"]


def test_utf_16_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bai.txt").write_bytes(SEEDS[1].read_text("utf-8").encode("utf-16"))
    assert run(["build", "bai.txt", "-f", "outline", "-q"]) == 0
    assert "Bế mạc Hội nghị" in (tmp_path / "out" / "bai.outline.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["build", "khong-co.txt"], 10, "khong-co.txt: không tìm thấy"),
        (["build", "bai.docx"], 10, "bai.docx: chưa đọc được tệp có đuôi"),
        (["build", "rong"], 2, "không có bài nào"),
        (["build"], 2, "không có bulletin.yaml"),
        (["build", "bai.txt", "-f", "pfd"], 2, "ý bạn là “pdf”?"),
        (["build", "bai.txt", "-l", "ban-tim"], 12, "ý bạn là “ban-tin”?"),
        (["build", "bai.txt", "-l", "khong-co.yaml"], 12, "không có bố cục"),
        (["build", "bai.txt", "--khong-co"], 2, "không có tùy chọn"),
        (["buidl"], 2, "ý bạn là “build”?"),
        (["inspect", "khong-co.txt"], 10, "không tìm thấy"),
        (["inspect", "rong"], 10, "thư mục"),
        (["inspect"], 2, "thiếu TỆP"),
    ],
)
def test_every_mistake_has_its_code_and_its_hint(tmp_path, monkeypatch, capsys, arguments, code, problem):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SEEDS[1], tmp_path / "bai.txt")
    (tmp_path / "bai.docx").write_bytes(b"PK")
    (tmp_path / "rong").mkdir()
    assert run(arguments) == code
    assert problem in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.fixture
def no_root(tmp_path):
    """Root reads and writes everything: for the test, be nobody, who can reach no file of this checkout either."""
    if os.geteuid() != 0:
        yield
        return
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    os.chown(tmp_path, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.usefixtures("no_root")
def test_rights_that_are_missing_are_named(tmp_path):
    (tmp_path / "bai.txt").write_text("Tiêu đề", "utf-8")
    (tmp_path / "bai.txt").chmod(0)
    with pytest.raises(ReadError, match="không có quyền đọc") as caught:
        DiskFiles().read(tmp_path / "bai.txt", 1000)
    assert str(caught.value.place).endswith("bai.txt")
    (tmp_path / "khoa").mkdir(mode=0o500)
    with pytest.raises(SaveError, match="không ghi được tệp") as refused:
        save([(tmp_path / "khoa" / "bai.pdf", b"%PDF")])
    assert str(refused.value.place).endswith("khoa/bai.pdf")
    assert outputs(tmp_path / "khoa") == []


def test_an_output_folder_that_is_a_file_is_refused(project, capsys):
    (project / "out").write_text("không phải thư mục")
    assert run(["build", "-f", "pdf"]) == 14
    assert "out/ban-tin-mau.pdf" in capsys.readouterr().err


def test_a_project_file_shows_all_its_mistakes_at_once(project, capsys):
    (project / "bulletin.yaml").write_text(
        "titel: Bản tin\ndate: ngày mai\nsections:\n  - title: Một\n    articles: [seeds/9*.txt]\n  - titel: Hai\nlayout: [a, b]\n",
        "utf-8",
    )
    assert run(["build"]) == 11
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("bulletin: bulletin.yaml:1:1: titel: khóa không có")
    assert "ý bạn là “title”?" in lines[0]
    assert lines[1].startswith("bulletin.yaml:2:7: date:")
    assert any(line.startswith("bulletin.yaml:6:5: sections[2]") for line in lines)
    assert any("bulletin.yaml:7:9: layout" in line for line in lines)


def test_a_pattern_without_a_match_is_shown_where_it_stands(project, capsys):
    (project / "bulletin.yaml").write_text("sections:\n  - title: Một\n    articles:\n      - seeds/9*.txt\n", "utf-8")
    assert run(["build"]) == 11
    assert "bulletin.yaml:4:9: articles: “seeds/9*.txt” không khớp bài nào" in capsys.readouterr().err


def test_an_unknown_format_in_the_project_is_shown_where_it_stands(project, capsys):
    (project / "bulletin.yaml").write_text("articles: seeds\nformats:\n  - pdf\n  - pfd\n", "utf-8")
    assert run(["build"]) == 11
    assert "bulletin.yaml:4:5: formats: không có định dạng “pfd” → ý bạn là “pdf”?" in capsys.readouterr().err


def test_a_missing_letter_ends_the_build_before_anything_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bai.txt").write_text(SEEDS[1].read_text("utf-8").replace("công chức", "公務 công chức"), "utf-8")
    assert run(["build", "bai.txt", "-f", "epub", "-f", "pdf"]) == 13
    message = capsys.readouterr().err
    assert "bai.txt:13: phông Source Serif 4 không có chữ “公” (U+516C) trong bài “Bế mạc" in message
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_earlier_outputs_untouched(project):
    """A limit on the size of files does what a full disk does: a write fails half-way."""
    (project / "out").mkdir()
    for name in ("pdf", "docx", "epub"):
        (project / "out" / f"ban-tin-mau.{name}").write_bytes(b"cu")
    command = [sys.executable, "-m", "bulletin", "build"]

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(command, cwd=project, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert done.returncode == 14, done.stderr
    assert "không ghi được tệp" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in (project / "out").iterdir()} == {
        f"ban-tin-mau.{name}": b"cu" for name in ("pdf", "docx", "epub")
    }


def test_an_interrupted_build_leaves_earlier_outputs_untouched(project):
    (project / "out").mkdir()
    (project / "out" / "ban-tin-mau.pdf").write_bytes(b"cu")
    paragraphs = [f"Đoạn thứ {number} kể việc {number} của huyện. " * 15 for number in range(6_000)]
    (project / "seeds" / "000_x.txt").write_text("\n".join(["Một bài rất dài của huyện Phú Lâm", *paragraphs]), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "bulletin", "build"], cwd=project, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 — shells ignore it in the background
    )  # fmt: skip
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=60)
    # Python ends itself by the signal where it struck inside an exec() of its own; a shell shows 130 for both.
    assert process.returncode in (130, -signal.SIGINT), message
    assert "Traceback" not in message
    assert outputs(project / "out") == ["ban-tin-mau.pdf"]
    assert (project / "out" / "ban-tin-mau.pdf").read_bytes() == b"cu"


@pytest.mark.usefixtures("project")
def test_a_fault_of_our_own_gives_a_message_and_code_1(capsys, monkeypatch):
    monkeypatch.setattr("bulletin.cli.build.build", lambda *_: 1 / 0)
    assert run(["build"]) == 1
    message = capsys.readouterr().err
    assert "lỗi của chính bulletin (ZeroDivisionError" in message
    assert "Traceback" not in message
    monkeypatch.setenv("BULLETIN_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["build"])


def test_closed_streams_are_no_error(project):
    for closing in (">&-", "2>&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "$0" -m bulletin build -f outline {closing}', sys.executable], cwd=project, check=False,
            capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0


def test_a_reader_of_the_output_that_goes_away_is_no_error():
    seed = str(SEEDS[0])
    done = subprocess.run(["/bin/bash", "-c", 'PYTHONUNBUFFERED=1 "$0" -m bulletin inspect "$1" --why | true; exit ${PIPESTATUS[0]}', sys.executable, seed], check=False, capture_output=True)
    assert done.returncode == 0
    assert b"bulletin" not in done.stderr


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "[Báo] bài.txt").write_text(SEEDS[0].read_text("utf-8"), "utf-8")
    assert run(["convert", "[Báo] bài.txt", "-o", "kho"]) == 0
    assert [path.name for path in (tmp_path / "kho").glob("*.md")] == ["[Báo] bài.md"]
    assert run(["convert", ""]) == 2


def test_control_characters_do_not_reach_the_terminal(tmp_path, capsys):
    (tmp_path / "bai.txt").write_text("Tiêu đề\x1b[31m của một bài\x07 viết\n", "utf-8")
    assert run(["inspect", str(tmp_path / "bai.txt")]) == 0
    printed = capsys.readouterr().out
    assert "\x1b[31m" not in printed
    assert "\x07" not in printed


# ── inspect ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_inspect_as_json_covers_every_character_of_every_line(seed, capsys):
    assert run(["inspect", str(seed), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    text = seed.read_text("utf-8")
    lines = text.split("\n")
    assert [line["number"] for line in value["lines"]] == [n for n, line in enumerate(lines, 1) if line.strip()]
    for line in value["lines"]:
        assert line["text"] == lines[line["number"] - 1]
        position = 0
        for piece in line["pieces"]:
            assert piece["start"] == position
            assert piece["end"] > piece["start"]
            position = piece["end"]
        assert position == len(line["text"])
    ledger = value["ledger"]
    assert ledger["read"] == len(text) == ledger["kept"] + ledger["changed"] + ledger["dropped"]
    assert value["article"]["title"]


def test_inspect_shows_each_line_with_its_role_and_rule(capsys):
    assert run(["inspect", str(SEEDS[4]), "--ledger"]) == 0
    out = capsys.readouterr().out
    assert "chuyên mục      section-label" in out
    assert "người viết      glued-byline" in out
    assert "Sổ cái: đọc 6.365 ký tự = giữ 6.258 + đổi 85 + bỏ 22" in out
    assert "'Các ý kiến của bạn đọc'" in out
    assert "\x1b[" not in out


def test_inspect_as_outline(capsys):
    assert run(["inspect", str(SEEDS[2]), "--outline"]) == 0
    out = capsys.readouterr().out
    assert "source: Thanhhoa.gov.vn" in out
    assert out.count("  caption: ") == 5


# ── help ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["inspect", "--help"]])
def test_help_is_vietnamese(arguments, capsys):
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert out.startswith("Cách dùng: bulletin")
    assert "Tùy chọn:" in out
    assert "In hướng dẫn này rồi thoát." in out


def test_exit_codes_of_the_help_page_and_the_readme_are_those_of_the_classes(capsys):
    import bulletin.errors as tree

    codes = {c.exit_code for c in vars(tree).values() if isinstance(c, type) and issubclass(c, tree.BulletinError)}
    run(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    readme = (ROOT / "README.md").read_text("utf-8")
    for code in codes | {2, 130}:
        assert f"{code} " in shown
        assert f"| {code} |" in readme


def test_project_and_layout_share_no_key_for_set_to_confuse():
    import dataclasses

    from bulletin.layout.schema import Layout
    from bulletin.project import Project

    ours = {field.name for field in dataclasses.fields(Project)}
    assert ours & ({field.name for field in dataclasses.fields(Layout)} - {"name"}) == set()


def test_start_up_loads_click_and_no_writer():
    code = "import sys, bulletin.cli as c; c.run(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout
    for library in ("'reportlab'", "'docx'", "'ebooklib'", "'uharfbuzz'", "'fontTools'", "'PIL'", "'markdown_it'"):
        assert library not in loaded


def test_a_build_loads_no_index_and_nothing_that_reads_back():
    code = "import sys, bulletin.cli.build; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for module in ("'bulletin.verify'", "'bulletin.index.entries'", "'importlib.metadata'"):
        assert module not in done.stdout


LETTER = """\
title: Báo cáo
issue: "7"
layout: nghi-dinh-30
official: {place: Phú Lâm, signer: Иван Петров, office: [CHỦ TỊCH]}
articles: [bai.txt]
"""


def test_a_signer_s_letters_are_among_those_that_are_drawn(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SEEDS[0], tmp_path / "bai.txt")
    (tmp_path / "bulletin.yaml").write_text(LETTER, "utf-8")
    assert run(["build", "-q"]) == 0


def test_what_no_part_of_the_layout_shows_is_told_with_its_place(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SEEDS[0], tmp_path / "bai.txt")
    (tmp_path / "bulletin.yaml").write_text(LETTER, "utf-8")
    run(["build", "--format", "outline", "--set", "parts=[letterhead, sections]"])
    told = [line for line in capsys.readouterr().err.splitlines() if "part-missing" in line]
    assert [line.split(": ")[1] for line in told] == ["bulletin.yaml:2:1", "bulletin.yaml:4:49", "bulletin.yaml:4:28"]
