"""What the checker reads in a Word file is what LibreOffice sets on paper: both are measured against the decree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.context import DiskFiles
from bulletin.decree import check
from conformance_tools import libreoffice_to_pdf, require_times
from official_papers import Paper, word_paper

pytestmark = pytest.mark.conformance

# Few machines that run this have Times New Roman itself; rules drawn under words show that kerning differs.
FACE = {"phông chữ", "đường kẻ dưới Tiêu ngữ", "đường kẻ dưới tên cơ quan ban hành"}


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({}, set()),
        ({"left": 25, "top": 15}, {"lề trái", "lề trên"}),
        ({"body_size": 12, "between": 2}, {"cỡ chữ lời văn", "khoảng cách giữa các đoạn"}),
        ({"indent": 20}, {"chữ đầu dòng"}),
        ({"spacing": 1.8, "folio_size": 11}, {"khoảng cách giữa các dòng", "cỡ chữ số trang"}),
        ({"folio_side": "bottom"}, {"số trang"}),
    ],
)
def test_a_word_file_and_its_print_depart_in_the_same_points(tmp_path, changes, about):
    require_times()
    path = tmp_path / "van-ban.docx"
    path.write_bytes(word_paper(replace(Paper(), **changes), rules="border"))
    printed = libreoffice_to_pdf(path, tmp_path)
    for file in (path, printed):
        told = {each.rule.about for each in check(str(file), DiskFiles()).departures}
        assert told - FACE == about, file.suffix
