"""Old encodings from the command line: read by every command, named by `--encoding`, mended alone by `--repair-only`."""

from __future__ import annotations

import json

import pytest

from bulletin.cli import run
from old_encodings import BYTE_ENCODERS as ENCODERS

TITLE = "Hội nghị tổng kết phong trào thi đua yêu nước của huyện"
BODY = (
    "Đồng chí Bí thư Huyện ủy nhấn mạnh những kết quả đã đạt được trong năm qua, biểu dương các tập thể, cá nhân có thành"
    " tích xuất sắc trong phong trào thi đua yêu nước; yêu cầu các xã, thị trấn tiếp tục đẩy mạnh phong trào, huy động mọi"
    " nguồn lực trong nhân dân, kịp thời phát hiện, nhân rộng những cách làm hay, những mô hình hiệu quả để cả huyện cùng học tập."
)
ARTICLE = f"{TITLE}\n\n{BODY}\n\n{BODY}\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "windows-1258"])
def test_an_article_in_an_old_encoding_is_read_and_every_repair_is_in_the_ledger(here, capsys, encoding):
    (here / "bai.txt").write_bytes(ENCODERS[encoding](ARTICLE))
    assert run(["inspect", "bai.txt", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["article"]["title"] == TITLE
    assert value["article"]["origin"]["encoding"] == encoding
    repaired = [change for change in value["changes"] if change["rule"] == encoding]
    assert "Đồng" in {change["after"] for change in repaired}
    assert value["ledger"]["read"] == value["ledger"]["kept"] + value["ledger"]["changed"] + value["ledger"]["dropped"]


def test_repair_only_writes_the_same_file_in_unicode_and_nothing_else(here, capsys):
    (here / "cu.txt").write_bytes(ENCODERS["tcvn3"](ARTICLE))
    assert run(["convert", "--repair-only", "cu.txt", "--verbose"]) == 0
    printed = capsys.readouterr()
    assert (here / "out" / "cu.txt").read_text("utf-8") == ARTICLE
    assert "tcvn3" in printed.out
    assert "cu.txt:1:" in printed.err
    assert run(["convert", "--repair-only", "cu.txt"]) == 0  # the same again
    (here / "out" / "cu.txt").write_text("đã sửa tay", "utf-8")
    assert run(["convert", "--repair-only", "cu.txt"]) == 14
    assert (here / "out" / "cu.txt").read_text("utf-8") == "đã sửa tay"


def test_an_encoding_can_be_named_and_a_wrong_name_is_refused(here, capsys):
    (here / "ngan.txt").write_bytes(ENCODERS["vni"]("Đồng chí"))
    assert run(["convert", "--repair-only", "--encoding", "VNI-Windows", "ngan.txt"]) == 0
    assert (here / "out" / "ngan.txt").read_text("utf-8") == "Đồng chí"
    assert run(["convert", "--repair-only", "--encoding", "tcvn4", "ngan.txt"]) == 2
    assert "tcvn3" in capsys.readouterr().err


def test_tone_places_and_quotation_marks_change_only_on_request(here):
    text = f'{TITLE}\n\nÔng Hòa nói: "Quý vị hãy giữ hòa khí." {BODY}\n\n{BODY}\n'
    (here / "bai.txt").write_text(text, "utf-8")
    assert run(["convert", "bai.txt"]) == 0
    assert 'Hòa nói: "Quý' in (here / "out" / "bai.md").read_text("utf-8")
    assert run(["convert", "bai.txt", "--tones", "moi", "--curly-quotes", "--force"]) == 0
    changed = (here / "out" / "bai.md").read_text("utf-8")
    assert "Hoà nói: “Quý vị hãy giữ hoà khí.”" in changed
    assert run(["convert", "bai.txt", "--tones", "khac"]) == 2


def test_a_markdown_file_in_an_old_encoding_says_how_to_mend_it(here, capsys):
    (here / "bai.md").write_bytes(ENCODERS["tcvn3"](ARTICLE))
    assert run(["convert", "bai.md"]) == 10
    assert "--repair-only" in capsys.readouterr().err


def test_options_that_would_do_nothing_are_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bai.md").write_text("# Bài\n\nMột câu.\n", "utf-8")
    assert run(["convert", "--repair-only", "--to", "json", "bai.md"]) == 2
    assert run(["convert", "--encoding", "tcvn3", "bai.md"]) == 2
    assert "luôn là UTF-8" in capsys.readouterr().err
