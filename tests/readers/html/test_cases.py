"""Cases: a page's markup, and the outline that must come of it. See README.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.context import memory_context
from bulletin.invariants import violations
from bulletin.readers.html import examine
from bulletin.writers.outline import article_to_outline

CASE = re.compile(r"^=== (?P<title>[^\n]+)\n(?P<input>.*?)^--->\n(?P<outline>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
FILES = sorted(Path(__file__).parent.glob("*.txt"))
CASES = [(path, found) for path in FILES for found in CASE.finditer(path.read_text("utf-8"))]
TEXTS = {
    "tít": "Phú Lâm bàn cách giữ nước cho vụ hè thu",
    "sapo": "Trước dự báo nắng hạn kéo dài, huyện Phú Lâm họp với 14 xã để chia lịch bơm nước, ưu tiên những cánh đồng ở cuối kênh.",
    "1": "Theo báo cáo của phòng nông nghiệp, toàn huyện có 3.200 ha lúa hè thu, trong đó 640 ha ở cuối nguồn thường thiếu nước vào tháng 6. "
    "Mực nước hồ Đá Bàn hiện thấp hơn cùng kỳ 1,4 m, đủ tưới cho hai đợt nếu các trạm bơm chạy luân phiên và các xã giữ đúng lịch đã thống nhất từ đầu vụ, không xã nào bơm trước phiên của mình.",
    "2": "Đại diện các hợp tác xã đề nghị huyện cho nạo vét kênh N3 ngay trong tháng này, đồng thời hỗ trợ tiền điện cho những trạm bơm dã "
    "chiến. Nhiều ý kiến cho rằng nên chuyển 120 ha đất cao sang trồng đậu để bớt áp lực cho hồ chứa.",
    "3": "Kết luận cuộc họp, lãnh đạo huyện yêu cầu các xã lập tổ thủy nông xong trước ngày 20, công khai lịch bơm ở nhà văn hóa thôn và báo "
    "cáo kết quả hằng tuần. Huyện sẽ dùng quỹ dự phòng để mua thêm năm máy bơm lưu động trong trường hợp cần thiết.",
}


def page(markup):
    return re.sub(r"\{(\w+)\}", lambda found: TEXTS.get(found[1], found.group()), markup)


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}: {case['title']}" for path, case in CASES])
def test_case(path, case, remake):
    context = memory_context({"trang.html": page(case["input"]).encode()})
    (recognised,) = examine(Path("trang.html"), context)
    assert violations(recognised.article) == []
    sums = recognised.ledger.sums()
    assert sums["read"] == sums["kept"] + sums["changed"] + sums["dropped"] == len(recognised.draft.text)
    lines = [*article_to_outline(recognised.article, 72)]
    lines += [f"notice: {notice.code}" for notice in context.report.notices if notice.code not in ("image-remote", "image-missing")]
    outline = "\n".join(lines) + "\n"
    if remake:
        whole = path.read_text("utf-8")
        path.write_text(whole.replace(f"{case['input']}--->\n{case['outline']}", f"{case['input']}--->\n{outline}\n"), "utf-8")
        return
    assert outline.strip() == case["outline"].strip()


def test_every_file_of_cases_is_read_whole():
    assert len(CASES) >= 50
    for path in FILES:
        assert path.read_text("utf-8").count("\n=== ") + 1 == sum(1 for other, _ in CASES if other == path)
