"""A bulletin that holds every node of the model, for tests of the writers."""

from __future__ import annotations

from datetime import date

from bulletin.model import (
    Article,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Image,
    Imprint,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Rule,
    Section,
    Strong,
    Table,
    Text,
)


def text(words: str) -> tuple[Text, ...]:
    return (Text(words),)


EVERY_NODE = Article(
    title="Hội nghị triển khai Nghị quyết số 27-NQ/TW & kế hoạch năm 2024",
    lead="Sáng 5/7, hội nghị đã thống nhất <ba> nhóm nhiệm vụ, với sự có mặt của gần 8.800 đại biểu.",
    section="Tin trong tỉnh",
    place="HẢI DƯƠNG",
    published=date(2024, 7, 5),
    byline="Minh Hà – Thu Trang",
    authors=("Minh Hà", "Thu Trang"),
    source="Báo Hải Dương",
    url="https://example.vn/bai-viet",
    views=552,
    blocks=(
        Paragraph(
            (
                Text("Hội nghị "),
                Strong((Text("Ban "), Emphasis(text("Chấp hành")))),
                Text(" họp tại "),
                Link("https://example.vn/?a=1&b=2", text("trụ sở tỉnh")),
                Text(" trong ngày 5/7"),
                Note((Text("Theo "), Emphasis(text("thông báo")), Text(" trên "), Link("https://example.vn/tb", text("cổng tỉnh")), Text("."))),
                Text("; kết quả R&D đạt 10 % kế hoạch."),
            ),
            id="b1",
        ),
        Figure(Image("1.png"), text("Toàn cảnh hội nghị"), "Thành Chung", id="b2"),
        Heading(text("Ba nhóm nhiệm vụ"), 1, id="b3"),
        Paragraph(text("Các đại biểu thảo luận ba nhóm nhiệm vụ sau đây trong cả buổi sáng."), id="b4"),
        ListBlock(
            (
                ListItem(text("Rà soát cơ chế, chính sách."), "1."),
                ListItem(text("Tháo gỡ khó khăn cho doanh nghiệp."), "2."),
            ),
            ordered=True,
            id="b5",
        ),
        ListBlock((ListItem(text("Việc thứ nhất")), ListItem(text("Việc thứ hai"), "-")), id="b6"),
        Heading(text("Ý kiến"), 2, id="b7"),
        Quotation((text("“Không có vùng cấm, không có ngoại lệ.”"), text("Đó là phương châm chung.")), id="b8"),
        Table(
            (
                (text("Chỉ tiêu"), text("Kế hoạch"), text("Thực hiện")),
                (text("Thu ngân sách"), text("356 tỷ đồng"), text("8.800 tỷ đồng")),
                (text("Tăng trưởng"), (), (Text("10,5 %"), Note(text("Số ước tính, chưa quyết toán.")))),
            ),
            header_rows=1,
            id="b9",
        ),
        Rule(id="b10"),
        Paragraph((Text("Dòng một"), LineBreak(), Text("dòng hai của một bài thơ.")), id="b11"),
        Figure(None, text("Các đại biểu tham quan triển lãm."), id="b12"),
    ),
)

BARE = Article(blocks=(Paragraph(text("Một bài chỉ có một đoạn, không tít, không nguồn."), id="b1"),))

IMPRINT = Imprint(
    responsible="Nguyễn Thị Hoa",
    editors=("Trần Văn Bình", "Lê Thu Hà"),
    licence="số 15/GP-STTTT",
    address="Số 1 đường Hoà Bình",
)

BULLETIN = Bulletin(
    title="Bản tin nội bộ",
    subtitle="Sinh hoạt chi bộ",
    issue="6 (214)",
    date=date(2024, 7, 31),
    publisher="Ban Tuyên giáo Tỉnh ủy",
    note="Lưu hành nội bộ",
    sections=(Section("Xây dựng Đảng", (EVERY_NODE, BARE)), Section(None, (BARE,))),
    imprint=IMPRINT,
)
