"""`bulletin check`: what is printed, and the exit codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.cli import run
from official_papers import Paper, printed_paper, word_paper


@pytest.fixture
def papers(tmp_path):
    (tmp_path / "dung.docx").write_bytes(word_paper(Paper()))
    (tmp_path / "dung.pdf").write_bytes(printed_paper(Paper()))
    (tmp_path / "sai.docx").write_bytes(word_paper(replace(Paper(), left=20, body_size=12)))
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.7\n")
    return tmp_path


def checked(*names):
    return run(["check", "--rules", "nghi-dinh-30", *map(str, names)])


def test_files_that_follow_the_decree(papers, capsys):
    assert checked(papers / "dung.docx", papers / "dung.pdf") == 0
    printed = capsys.readouterr()
    assert printed.out == f"{papers / 'dung.docx'}: đúng thể thức\n{papers / 'dung.pdf'}: đúng thể thức\n"
    assert printed.err == ""


def test_departures_are_printed_all_at_once_and_the_exit_code_tells(papers, capsys):
    assert checked(papers / "dung.pdf", papers / "sai.docx") == 15
    printed = capsys.readouterr()
    assert f"{papers / 'sai.docx'}: 2 điều chưa đúng thể thức" in printed.out
    assert "lề trái: 20 mm; cần từ 30 đến 35 mm [Phụ lục I, Phần I, mục I, khoản 3]" in printed.out
    assert "cỡ chữ lời văn: 12 pt" in printed.out
    assert "1 trong 2 tệp chưa đúng thể thức" in printed.err


def test_a_file_that_cannot_be_read_does_not_stop_the_others(papers, capsys):
    assert checked(papers / "hong.pdf", papers / "sai.docx", papers / "khong-co.docx") == 10
    printed = capsys.readouterr()
    assert "hong.pdf: tệp PDF hỏng hoặc bị cắt cụt" in printed.err
    assert "khong-co.docx: không tìm thấy tệp" in printed.err
    assert "2 điều chưa đúng thể thức" in printed.out


def test_a_layout_by_its_name_and_what_a_layout_cannot_show(capsys):
    assert checked("ban-tin") == 15
    printed = capsys.readouterr().out
    assert "ban-tin.yaml:" in printed
    assert "page.margins.top: lề trên: 26 mm" in printed
    assert "không kiểm được ở tệp này: bảng mã" in printed


def test_a_name_that_is_no_layout_and_a_kind_of_file_that_is_not_checked(tmp_path, capsys):
    assert checked("ban-tim") == 12
    assert "ý bạn là “ban-tin”?" in capsys.readouterr().err
    assert checked(tmp_path / "a.odt") == 10
    assert "không kiểm được tệp “.odt”" in capsys.readouterr().err


def test_mistakes_of_the_command_line(capsys):
    assert run(["check", "ban-tin"]) == 2
    assert "--rules" in capsys.readouterr().err
    assert run(["check", "--rules", "nghi-dinh-3", "ban-tin"]) == 2
    assert "ý bạn là “nghi-dinh-30”?" in capsys.readouterr().err
