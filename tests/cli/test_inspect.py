"""`bulletin inspect`: roles, reasons, the page for a browser, several articles, wrapped rows, saved pages."""

from __future__ import annotations

import json
import re

import pytest

from bulletin.cli import run
from conftest import SEEDS

BODY = (
    "Theo báo cáo tại hội nghị, trong năm qua toàn huyện đã xây dựng mới hơn 40 km đường giao thông nông thôn, sửa chữa 12 cây"
    " cầu, hỗ trợ vốn cho 356 hộ nghèo phát triển sản xuất; tỷ lệ hộ nghèo giảm còn 2,1%, vượt kế hoạch đề ra. Các chỉ tiêu"
    " về y tế, giáo dục, văn hóa đều đạt và vượt so với nghị quyết của Hội đồng nhân dân huyện."
)
TWO = (
    f"Huyện Phú Lâm tổng kết phong trào thi đua\nNgày đăng: 12/07/2023\n\n{BODY}\n\n{BODY}\n\n"
    f"Xã Bến Đá ra quân làm thủy lợi mùa khô\nNgày đăng: 15/01/2024\n\n{BODY}\n\n{BODY}\n"
)
WRAPPED = """Huyện Phú Lâm tổng kết phong trào thi đua yêu nước năm 2023

Theo báo cáo tại hội nghị, trong năm qua toàn huyện đã xây dựng mới hơn
40 km đường giao thông nông thôn, sửa chữa 12 cây cầu, hỗ trợ vốn cho
356 hộ nghèo phát triển sản xuất; tỷ lệ hộ nghèo giảm còn 2,1%, vượt kế
hoạch đề ra. Các chỉ tiêu về y tế, giáo dục, văn hóa đều đạt và vượt so
với nghị quyết.
"""


def write(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_the_reason_of_every_line_is_printed_on_request(capsys):
    assert run(["inspect", str(SEEDS[4])]) == 0
    assert "└" not in capsys.readouterr().out
    assert run(["inspect", str(SEEDS[4]), "--why"]) == 0
    printed = capsys.readouterr().out
    assert "nhãn ngắn ngay trên tiêu đề" in printed
    assert re.search(r"dài như một tiêu đề \+\d", printed)


def test_the_page_for_a_browser_stands_alone_and_shows_every_line(tmp_path, capsys):
    article = write(tmp_path, "bai.txt", f'<script>alert("1")</script> & họp\n\n{BODY}\n')
    page = tmp_path / "bai.html"
    assert run(["inspect", article, "--html", str(page)]) == 0
    assert str(page) in capsys.readouterr().out
    html = page.read_text("utf-8")
    assert "&lt;script&gt;alert(" in html
    assert "<script" not in html
    assert not re.search(r"(?:src|href|url)\s*[=(]|@import|http", html)
    assert BODY.replace('"', "&quot;") in html


def test_several_articles_are_printed_one_after_another(tmp_path, capsys):
    article = write(tmp_path, "hai-bai.txt", TWO)
    assert run(["inspect", article]) == 0
    printed = capsys.readouterr().out
    assert "Bài 1 trong 2" in printed
    assert "Bài 2 trong 2" in printed
    assert run(["inspect", article, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [found["published"] for found in value["articles"]] == ["2023-07-12", "2024-01-15"]
    assert value["article"] == value["articles"][0]
    assert [line["text"] for line in value["lines"]] == [line for line in TWO.split("\n") if line]
    assert value["ledger"]["read"] == len(TWO)
    for change in value["changes"]:
        assert TWO[change["start"] : change["end"]] == change["before"]


def test_rows_that_were_broken_at_a_column_are_shown_row_by_row(tmp_path, capsys):
    assert run(["inspect", write(tmp_path, "bai.txt", WRAPPED), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [(line["number"], line["text"]) for line in value["lines"]] == [
        (number, row) for number, row in enumerate(WRAPPED.split("\n"), 1) if row
    ]
    assert {piece["role"] for line in value["lines"][1:] for piece in line["pieces"]} <= {"paragraph", "lead"}
    assert all(line["pieces"][-1]["end"] == len(line["text"]) for line in value["lines"])
    assert len(value["article"]["blocks"]) <= 1


def test_a_saved_page_is_inspected_like_a_pasted_one(tmp_path, capsys):
    page = f"<nav>Trang chủ</nav><article><h1>Huyện Phú Lâm tổng kết phong trào thi đua</h1><p>{BODY}</p><p>{BODY}</p></article>"
    assert run(["inspect", write(tmp_path, "trang.html", page), "--why"]) == 0
    printed = capsys.readouterr().out
    assert "html-nav" in printed
    assert "mã HTML của trang nói vậy" in printed


def test_a_format_that_no_rules_read_is_refused_with_what_to_do(tmp_path, capsys):
    assert run(["inspect", write(tmp_path, "bai.md", "# Bài\n")]) == 10
    assert "inspect xem" in capsys.readouterr().err


OLD = "Héi n«ng d©n huyÖn Phó L©m s¬ kÕt phong trµo thi ®ua s¶n xuÊt, kinh doanh giái n¨m 2023."


def test_old_encodings_are_shown_as_they_were_understood(tmp_path, capsys):
    article = tmp_path / "cu.txt"
    article.write_bytes(f"{OLD}\n{OLD}\n".encode("windows-1252"))
    page = tmp_path / "cu.html"
    assert run(["inspect", str(article)]) == 0
    assert "Hội nông dân huyện Phú Lâm" in capsys.readouterr().out
    assert run(["inspect", str(article), "--html", str(page)]) == 0
    html = page.read_text("utf-8")
    assert "<span>Hội nông dân huyện Phú Lâm" in html
    assert f"Trong tệp: {OLD}" in html


@pytest.mark.parametrize("options", [["--html", "x.html", "--json"], ["--html", "x.html", "--outline"], ["--json", "--why"]])
def test_options_that_go_ill_together_are_refused(options, capsys):
    assert run(["inspect", str(SEEDS[0]), *options]) == 2
    assert "đừng kèm" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_are_an_editor_s_whatever_ends_the_lines(tmp_path, capsys, end):
    article = tmp_path / "bai.txt"
    article.write_bytes(WRAPPED.replace("\n", end).encode("utf-8"))
    assert run(["inspect", str(article), "--json"]) == 0
    assert [line["number"] for line in json.loads(capsys.readouterr().out)["lines"]] == [1, 3, 4, 5, 6, 7]
