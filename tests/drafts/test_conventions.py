"""Conventions that words alone do not show: what is the article's own although it looks like a page's, and the reverse."""

from __future__ import annotations

import pytest

from bulletin.drafts.names import authors
from bulletin.drafts.recognise import recognise
from bulletin.model import Figure, Paragraph, Table
from bulletin.walk import block_contents, plain_text

_PARAGRAPH = "Sáng 12/5, Huyện ủy Phú Lâm tổ chức hội nghị sơ kết công tác quý I và triển khai nhiệm vụ quý II năm 2023, với sự tham dự của 120 đại biểu."
_OTHER = "Phát biểu kết luận, đồng chí Bí thư Huyện ủy yêu cầu các chi bộ rà soát từng chỉ tiêu, nhất là thu ngân sách, giải ngân vốn đầu tư công và giảm nghèo."
SPEECH = (
    "Kính thưa các đồng chí lãnh đạo, nguyên lãnh đạo tỉnh qua các thời kỳ!",
    "Ông Long cam kết: “Công ty coi an toàn là điều kiện đầu tiên của sản xuất”./.",
    "(*) Đầu đề do Ban Biên tập đặt.",
)
SENTENCES = (
    "Trang chủ của cổng thông tin đã có thêm mục hỏi đáp cho người dân.",
    "Hôm nay: 12 xã đã về đích nông thôn mới.",
    "Thời gian: từ 7 giờ 30 ngày 10/8/2024 đến hết ngày 11/8/2024.",
    "Ngày: 10/8/2024, tại nhà thi đấu của tỉnh.",
    "Hội thi diễn ra từ ngày 10/8/2024 đến ngày 12/8/2024.",
    "Tuyến Việt Nam > Lào là tuyến vận tải đông nhất trong năm qua.",
    "Tổng số lượt truy cập vào cổng dịch vụ công đạt 1,2 triệu lượt.",
    "Bạn cần mang theo căn cước công dân khi đến bộ phận một cửa.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_between_paragraphs_is_kept(sentence):
    """As a paragraph, or at the worst as what looks like a caption: a coin toss for a lone short sentence."""
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\n{sentence}\n{_OTHER[:-1]} bền vững.\n"
    (recognised,) = recognise(text)
    assert sentence in [plain_text(content) for block in recognised.article.blocks for content in block_contents(block)]


@pytest.mark.parametrize("sentence", SPEECH)
def test_what_is_said_is_no_caption(sentence):
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\n{sentence}\n{_OTHER[:-1]} bền vững.\n"
    (recognised,) = recognise(text)
    assert sentence in [plain_text(block.content) for block in recognised.article.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("button", ["Chia sẻ", "Quảng cáo", "Facebook Twitter Zalo", "-----"])
def test_a_button_between_paragraphs_goes(button):
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\n{button}\n{_OTHER[:-1]} bền vững.\n"
    (recognised,) = recognise(text)
    assert button not in "".join(plain_text(block.content) for block in recognised.article.blocks)


def test_rows_with_tabs_are_a_table_with_its_head():
    rows = "Năm\tTiêu chí\tHộ nghèo (%)\n2019\t9\t21,4\n2020\t\t17,5\n2021\t13\t12,7\n"
    (recognised,) = recognise(f"Kết quả xây dựng nông thôn mới ở Tân Lập\n{_PARAGRAPH}\n{_OTHER}\n{rows}{_OTHER[:-1]} bền vững.\n")
    (table,) = [block for block in recognised.article.blocks if isinstance(block, Table)]
    assert table.header_rows == 1
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [
        ["Năm", "Tiêu chí", "Hộ nghèo (%)"], ["2019", "9", "21,4"], ["2020", "", "17,5"], ["2021", "13", "12,7"],
    ]  # fmt: skip


def test_items_with_a_tab_behind_their_mark_are_no_table():
    items = "1.\tRà soát 12 chỉ tiêu chưa đạt;\n2.\tGiải ngân 95% vốn đầu tư công;\n"
    (recognised,) = recognise(f"Nhiệm vụ trọng tâm quý II ở Phú Lâm\n{_PARAGRAPH}\n{_OTHER}\n{items}{_OTHER[:-1]} bền vững.\n")
    assert not any(isinstance(block, Table) for block in recognised.article.blocks)


@pytest.mark.parametrize("signature", ["Hà My", "Nguyễn Văn Nam", "Lan Anh - Đức Huy", "PV (t/h)", "HÀ MY"])
def test_short_news_keeps_who_signs_it(signature):
    text = f"Thung Nai phát động trồng cây\nThứ Hai, 08/07/2024 - 08:00\nSáng 8/7, xã Thung Nai tổ chức lễ phát động trồng cây.\nSau lễ, các đoàn viên dọn vệ sinh đường làng, ngõ xóm.\n{signature}\n"
    (recognised,) = recognise(text)
    assert recognised.article.byline == signature


def test_a_long_paragraph_that_falls_is_told():
    comment = "Tôi đọc bài này mà xúc động, " * 12 + "xin cảm ơn tác giả."
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\n{_OTHER[:-1]} bền vững.\nThu Hà\nBình luận (1)\n{comment}\n"
    (recognised,) = recognise(text)
    assert recognised.article.byline == "Thu Hà"
    assert [remark.code for remark in recognised.draft.remarks] == ["text-dropped"]


def test_a_label_of_related_news_does_not_end_an_article_that_goes_on():
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\n{_PARAGRAPH[:-1]} nữa.\nTin liên quan\n{_OTHER[:-1]} bền vững.\n{_OTHER[:-1]} hơn nữa.\n"
    (recognised,) = recognise(text)
    assert len(recognised.article.blocks) + bool(recognised.article.lead) == 5


TITLES = (
    "XÃ THANH BÌNH ĐÓN BẰNG CÔNG NHẬN NÔNG THÔN MỚI",
    "Điện thoại thông minh về bản",
    "Nông sản Việt > 50 tỷ USD trong năm 2023",
    "Chia sẻ kinh nghiệm trồng bưởi ở Phú Lâm",
    "Xem thêm một mùa quả ngọt ở Phú Lâm",
    "Diễn đàn của những người trồng cam Phú Lâm",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_with_words_of_web_pages_is_a_title(title):
    (recognised,) = recognise(f"{title}\n{_PARAGRAPH}\n{_OTHER}\n{_OTHER[:-1]} bền vững.\n")
    assert recognised.article.title == title


@pytest.mark.parametrize("line", ["1.jpg", "[1.jpg]", "<1.jpg>", "![](1.jpg)", "anh: 1.jpg", "Ảnh: 1.jpg", "(ảnh 1.jpg)", "[Ảnh: 1.jpg]"])
def test_a_picture_may_be_named_in_many_ways(line):
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{line}\nQuang cảnh hội nghị\n{_OTHER}\n"
    (recognised,) = recognise(text)
    (figure,) = [block for block in recognised.article.blocks if isinstance(block, Figure)]
    assert figure.image.source == "1.jpg"
    assert plain_text(figure.caption) == "Quang cảnh hội nghị"


def test_a_refrain_is_kept_and_a_page_s_own_copy_goes():
    title = "Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023"
    closing = f"{_OTHER[:-1]} bền vững."
    (refrain,) = recognise(f"{title}\n{_PARAGRAPH}\n{_OTHER}\n{closing}\n{_OTHER}\nHết năm, huyện sẽ tổng kết.\n")
    (copy,) = recognise(f"{title}\n{_PARAGRAPH}\n{_OTHER}\n{_OTHER}\n{closing}\n")
    assert len(refrain.article.blocks) + bool(refrain.article.lead) == 5
    assert len(copy.article.blocks) + bool(copy.article.lead) == 3


def test_headlines_below_a_pointer_are_not_what_an_article_announces():
    text = f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\n{_OTHER[:-1]}; mời bạn đọc xem thêm các bài viết:\nPhú Lâm ra quân làm thủy lợi\nBến Đá đón lúa mới\n"
    (recognised,) = recognise(text)
    assert "Bến Đá đón lúa mới" not in [plain_text(content) for block in recognised.article.blocks for content in block_contents(block)]


@pytest.mark.parametrize(
    ("byline", "persons"),
    [
        ("Vi Hằng - Trung tâm VH, TT&TT Lộc Sơn", ["Vi Hằng"]),
        ("Nguyễn Văn Bình, Khoa Kinh tế", ["Nguyễn Văn Bình"]),
        ("Kiều Linh t/h", ["Kiều Linh"]),
        ("Hà Linh&Thu Trang", ["Hà Linh", "Thu Trang"]),
        ("D.Trang – T.Phong", ["D.Trang", "T.Phong"]),
        ("Lan Anh - Đức Huy", ["Lan Anh", "Đức Huy"]),
    ],
)
def test_authors_are_persons_without_where_they_work(byline, persons):
    assert authors(byline) == persons


TEASERS = (
    "Hội Nông dân huyện Phú Lâm trao sinh kế cho 40 hộ nghèo vùng hạn",
    "Bốn mươi hộ nghèo ở ba xã vùng hạn vừa được nhận bò giống và thức ăn cho vụ chăn nuôi đầu tiên.",
    "Bến Đá đón lúa mới sau ba năm bỏ hoang vì nước mặn lấn sâu",
    "Ba năm bỏ hoang, cánh đồng Bến Đá vừa gặt vụ lúa đầu tiên với năng suất hơn năm tấn một héc-ta.",
)


def test_teasers_below_the_text_go_and_are_told():
    article = ("Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023", _PARAGRAPH, _OTHER, f"{_OTHER[:-1]} bền vững.")
    (recognised,) = recognise("\n".join((*article, *TEASERS, "Bình luận (0)")))
    assert len(recognised.article.blocks) + bool(recognised.article.lead) == 3
    assert [remark.code for remark in recognised.draft.remarks] == ["text-dropped"]


def test_sub_heads_with_one_paragraph_each_are_no_teasers():
    heads = ("Ba việc cần làm ngay trong quý II để giữ tiến độ", "Nguồn vốn và trách nhiệm của từng xã trong năm nay")
    (recognised,) = recognise("\n".join(("Huyện ủy Phú Lâm sơ kết quý I", _PARAGRAPH, _OTHER, f"{_OTHER[:-1]} bền vững.", heads[0], TEASERS[1], heads[1], TEASERS[3], _OTHER)))
    shown = [plain_text(content) for block in recognised.article.blocks for content in block_contents(block)]
    assert {TEASERS[1], TEASERS[3], *heads} <= set(shown)


def test_verses_are_text_and_not_a_menu():
    verses = (
        "Mẹ ơi nắng đã lên rồi", "Cánh đồng thức giấc, tiếng cười vang xa", "Bên sông khói bếp la đà",
        "Con về thăm lại mái nhà năm xưa", "Hàng cau đứng đợi cơn mưa", "Nghe trong gió thoảng câu đưa ngọt lành",
    )  # fmt: skip
    (recognised,) = recognise("\n".join(("Trang chủ", "Văn nghệ", "Tháng Ba về quê – thơ Trần Lam", *verses, "Trần Lam", "Tin liên quan", "Mùa gặt mới")))
    assert recognised.article.title == "Tháng Ba về quê – thơ Trần Lam"
    assert [plain_text(block.content) for block in recognised.article.blocks] == list(verses)
    assert recognised.article.byline == "Trần Lam"


def test_those_who_speak_are_no_items():
    talk = ("* PV: Xin ông cho biết kết quả bước đầu?", "+ Ông Trần Lam: Huyện đã hoàn thành 15 tiêu chí.", "* PV: Còn khó khăn gì?", "+ Ông Trần Lam: Khó nhất là nguồn vốn đối ứng.")
    (recognised,) = recognise("\n".join(("Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023", _PARAGRAPH, *talk, _OTHER)))
    assert all(isinstance(block, Paragraph) for block in recognised.article.blocks)


@pytest.mark.parametrize("owner", ["Tạp chí Văn nghệ Phú Lâm", "Ủy ban MTTQ Việt Nam xã Bến Đá", "CƠ QUAN TRUNG ƯƠNG CỦA ĐẢNG CỘNG SẢN VIỆT NAM"])
def test_the_name_of_who_publishes_is_no_headline(owner):
    (recognised,) = recognise("\n".join((owner, "Bao giờ con đường về bản hết lầy?", _PARAGRAPH, _OTHER, f"{_OTHER[:-1]} bền vững.")))
    assert recognised.article.title == "Bao giờ con đường về bản hết lầy?"


def test_a_year_of_two_figures_beside_a_time_is_this_century_s():
    (recognised,) = recognise(f"Huyện ủy Phú Lâm sơ kết công tác quý I\n31/05/13 17:45 GMT+7\n{_PARAGRAPH}\n{_OTHER}")
    assert recognised.article.published.isoformat() == "2013-05-31T17:45:00+07:00"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Nguồn: Công luận (https://vi-du.vn/so-ket-cum-thi-dua-post84994.html)", "Công luận"),
        ("Theo Báo Phú Lâm  Copy link", "Báo Phú Lâm"),
        ("Đại Đoàn Kết", "Đại Đoàn Kết"),
    ],
)
def test_a_source_with_its_address_or_a_button_or_alone(line, source):
    (recognised,) = recognise(f"Huyện ủy Phú Lâm sơ kết công tác quý I năm 2023\n{_PARAGRAPH}\n{_OTHER}\nThu Hà\n{line}\n")
    assert recognised.article.source == source
    assert recognised.article.byline == "Thu Hà"


def test_rows_with_upright_strokes_are_a_table():
    rows = ("Năm | Sản lượng (tấn) | Doanh thu (tỷ đồng)", "2020 | 96 | 1,3", "2021 | 142 | 2,1")
    (recognised,) = recognise("\n".join(("Trái ngọt Bến Đá", _PARAGRAPH, _OTHER, *rows, f"{_OTHER[:-1]} bền vững.")))
    (table,) = [block for block in recognised.article.blocks if isinstance(block, Table)]
    assert table.header_rows == 1
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [row.split(" | ") for row in rows]


def test_items_with_text_between_them_are_one_list():
    items = ("1. Tắt đèn khi ra khỏi phòng", "2. Cài điều hòa từ 26 độ trở lên", "3. Rút phích cắm", "4. Dùng bóng đèn tiết kiệm")
    text = "\n".join(("Bốn mẹo tiết kiệm điện trong mùa nóng", _PARAGRAPH, items[0], _OTHER, *items[1:], f"{_OTHER[:-1]} bền vững."))
    (recognised,) = recognise(text)
    assert [piece.role.value for line in recognised.draft.lines for piece in line.pieces if line.text in items] == ["list-item"] * 4


def test_a_writer_in_capitals_below_the_headline_is_no_headline():
    title = "Phó Giám đốc Sở Thông tin và Truyền thông: Chuyển đổi số phải bắt đầu từ việc nhỏ"
    (recognised,) = recognise(f"{title}\nTHANH THẢO\n{_PARAGRAPH}\n{_OTHER}")
    assert (recognised.article.title, recognised.article.byline) == (title, "THANH THẢO")


def test_short_news_are_signed_one_by_one():
    news = ("TIN VẮN CƠ SỞ TUẦN 1 THÁNG 10", "Phường Quang Trung gặp mặt người cao tuổi", _PARAGRAPH, "Bích Hạnh", "Xã Bến Đá ra quân làm thủy lợi", _OTHER, "PV")
    (recognised,) = recognise("\n".join(news))
    assert recognised.article.title == news[0]
    assert recognised.article.authors == ("Bích Hạnh", "PV")


@pytest.mark.parametrize("heading", ["Công tác điều trị", "Giải pháp trong thời gian tới", "Bài học từ cơ sở"])
def test_a_sub_head_that_opens_like_a_person_is_no_caption(heading):
    (recognised,) = recognise("\n".join(("Huyện ủy Phú Lâm sơ kết quý I năm 2023", _PARAGRAPH, _OTHER, heading, f"{_OTHER[:-1]} bền vững.", _PARAGRAPH)))
    assert [line.pieces[0].role.value for line in recognised.draft.lines if line.text == heading] == ["heading"]
