"""`bulletin verify` and `bulletin build --verify`: what is printed, and the exit codes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.cli import run
from bulletin.context import DiskFiles
from bulletin.errors import ProofError
from bulletin.notices import Notice
from bulletin.pipeline import Output, Request, _proofs, build, read_project
from bulletin.project import load_project


def without(data, words):
    """Return the Word file without these words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(words.encode(), b""))
    return out.getvalue()


@pytest.mark.usefixtures("project")
def test_every_file_of_a_build_is_proven_before_it_is_saved(capsys):
    assert run(["build", "--verify"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("khớp bản tin, không thiếu, không thừa chữ nào: 6.8") == 3


@pytest.mark.usefixtures("project")
def test_a_format_that_is_not_read_back_is_a_note(capsys):
    assert run(["build", "--verify", "-f", "md,docx", "-v"]) == 0
    printed = capsys.readouterr()
    assert "không đọc ngược để đối chiếu [not-verified]" in printed.err
    assert printed.out.count("khớp bản tin") == 1


@pytest.mark.usefixtures("project")
def test_a_build_that_does_not_hold_names_what_is_missing():
    request = Request(loaded=load_project(Path("bulletin.yaml"), DiskFiles()), formats=["docx"])
    composed = read_project(request, DiskFiles())
    (output,) = build(request, DiskFiles()).outputs
    spoilt = Output(output.path, replace(output.written, data=without(output.written.data, "trực tuyến ")))
    with pytest.raises(ProofError) as caught:
        _proofs([spoilt], composed, request)
    assert "thiếu 2 chữ “trực tuyến”" in str(caught.value)
    assert "chưa ghi tệp nào" in str(caught.value)
    assert caught.value.exit_code == 16
    assert caught.value.report is composed.context.report
    assert "lỗi của bulletin" in str(caught.value)
    composed.context.report.add(Notice("right-to-left", "chữ viết từ phải sang trái bị đặt từ trái sang phải"))
    with pytest.raises(ProofError, match="bỏ --verify") as caught:
        _proofs([spoilt], composed, request)
    assert "lỗi của bulletin" not in str(caught.value)


@pytest.mark.usefixtures("project")
def test_files_are_held_against_the_project_in_this_folder(capsys):
    assert run(["build", "-q"]) == 0
    assert run(["verify", "out/ban-tin-mau.pdf", "out/ban-tin-mau.docx", "out/ban-tin-mau.epub"]) == 0
    assert capsys.readouterr().out.count(": khớp bản tin") == 3


def test_what_does_not_hold_is_told_with_the_source_file_and_the_exit_code(project, capsys):
    assert run(["build", "-q", "-f", "docx"]) == 0
    path = project / "out" / "ban-tin-mau.docx"
    path.write_bytes(without(path.read_bytes(), "hơn 600 "))
    assert run(["verify", str(path), str(path)]) == 16
    printed = capsys.readouterr()
    assert "thân văn bản: có 6.816 trong 6.818 chữ" in printed.out
    assert re.search(r"seeds/002_\S+\.txt:\d+: bài “Hội nghị toàn tỉnh .*”: thiếu 2 chữ “hơn 600”", printed.out)
    assert "2 trong 2 tệp không khớp bản tin" in printed.err


def test_a_file_that_cannot_be_read_hides_no_other(project, capsys):
    assert run(["build", "-q", "-f", "epub"]) == 0
    (project / "rong.pdf").write_bytes(b"")
    assert run(["verify", "rong.pdf", "khong-co.docx", "out/ban-tin-mau.epub"]) == 10
    printed = capsys.readouterr()
    assert "rong.pdf: tệp rỗng" in printed.err
    assert "khong-co.docx: không tìm thấy tệp" in printed.err
    assert "out/ban-tin-mau.epub: khớp bản tin" in printed.out


@pytest.mark.usefixtures("project")
def test_options_of_the_build_are_options_of_the_proof(capsys):
    options = ["--layout", "tuyen-tap", "--set", "issue=7"]
    assert run(["build", "-q", "-f", "pdf", *options]) == 0
    assert run(["verify", "out/ban-tin-mau.pdf", *options]) == 0
    assert run(["verify", "out/ban-tin-mau.pdf", "--layout", "tuyen-tap"]) == 16
    assert "bìa: thiếu 3 chữ “Số 6 (214)”" in capsys.readouterr().out


HINT = "nếu tệp không dựng với bố cục ban-tin của dự án, nêu bố cục đã dùng: --layout"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("look", ["tuyen-tap", "nghi-dinh-30"])
def test_a_file_of_another_layout_is_told_to_be_one_where_none_was_named(look, capsys):
    assert run(["build", "-q", "-f", "pdf,docx", "--layout", look]) == 0
    for path in ("out/ban-tin-mau.pdf", "out/ban-tin-mau.docx"):
        assert run(["verify", path]) == 16
        assert capsys.readouterr().out.count(HINT) == 1
        assert run(["verify", path, "--layout", "ban-tin"]) == 16
        assert "nêu bố cục đã dùng" not in capsys.readouterr().out


def test_a_file_of_this_layout_that_lacks_words_is_not_told_to_be_of_another(project, capsys):
    assert run(["build", "-q", "-f", "docx"]) == 0
    path = project / "out" / "ban-tin-mau.docx"
    path.write_bytes(without(path.read_bytes(), "hơn 600 "))
    assert run(["verify", str(path)]) == 16
    assert "nêu bố cục đã dùng" not in capsys.readouterr().out


def test_articles_of_the_command_line_are_named_again(project, capsys):
    (project / "bulletin.yaml").unlink()
    assert run(["build", "seeds", "-q", "-f", "docx"]) == 0
    assert run(["verify", "out/ban-tin.docx"]) == 2
    assert run(["verify", "out/ban-tin.docx", "--article", "seeds", "--verbose"]) == 0
    printed = capsys.readouterr().out
    assert printed.count(" chữ: ") == 5
