"""Readers: files → articles, with their pictures and where they came from."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest
from PIL import Image as Pixels

from bulletin import serial, walk
from bulletin.context import Context, memory_context
from bulletin.errors import ReadError
from bulletin.model import Figure
from bulletin.readers import load_reader, readable_suffixes
from bulletin.readers.json import read as read_json
from bulletin.readers.text import read as read_text
from samples import BULLETIN, EVERY_NODE

ARTICLE = "Tiêu đề của bài viết thử nghiệm hôm nay\n\n{}\nToàn cảnh hội nghị\n\n" + "Nội dung của bài viết. " * 20


def jpeg(size=(80, 60)):
    out = io.BytesIO()
    Pixels.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def figure_of(article):
    return next(block for block in article.blocks if isinstance(block, Figure))


def read_with(image, files):
    context = memory_context({"bai.txt": ARTICLE.format(image).encode(), **files})
    return figure_of(read_text(Path("bai.txt"), context)[0]), [notice.code for notice in context.report.notices]


def test_the_origin_says_path_sum_and_encoding():
    data = ARTICLE.format("1.jpg").encode("utf-16")
    article = read_text(Path("bai.txt"), memory_context({"bai.txt": data}))[0]
    assert article.origin.path == "bai.txt"
    assert article.origin.sha256 == hashlib.sha256(data).hexdigest()
    assert article.origin.encoding == "utf-16"


def test_a_picture_beside_the_article_is_found_and_measured():
    figure, codes = read_with("1.jpg", {"1.jpg": jpeg()})
    assert (figure.image.picture.media_type, figure.image.picture.width) == ("image/jpeg", 80)
    assert codes == []


@pytest.mark.parametrize(
    ("image", "files", "code"),
    [
        ("1.jpg", {}, "image-missing"),
        ("[img]", {}, "image-missing"),
        ("1.jpg", {"1.jpg": jpeg()[:400]}, "image-unusable"),
        ("1.jpg", {"1.jpg": b"khong phai anh"}, "image-unusable"),
        ("../1.jpg", {"../1.jpg": jpeg()}, "image-outside"),
        ("/etc/1.jpg", {"/etc/1.jpg": jpeg()}, "image-outside"),
        ("C:\\anh\\1.jpg", {}, "image-outside"),
    ],
)
def test_a_picture_that_cannot_be_shown_leaves_its_caption_and_a_notice(image, files, code):
    figure, codes = read_with(image, files)
    assert figure.image.picture is None
    assert walk.plain_text(figure.caption) == "Toàn cảnh hội nghị"
    assert codes == [code]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "ngoai.jpg").write_bytes(jpeg())
    folder = tmp_path / "bai"
    folder.mkdir()
    (folder / "1.jpg").symlink_to(tmp_path / "ngoai.jpg")
    (folder / "bai.txt").write_text(ARTICLE.format("1.jpg"), "utf-8")
    context = Context()
    article = read_text(folder / "bai.txt", context)[0]
    assert figure_of(article).image.picture is None
    assert [notice.code for notice in context.report.notices] == ["image-outside"]


def test_an_article_without_a_title_says_so():
    context = memory_context({"bai.txt": ("Nội dung của bài viết này rất dài. " * 20).encode()})
    assert read_text(Path("bai.txt"), context)[0].title is None
    assert [notice.code for notice in context.report.notices] == ["title-missing"]


@pytest.mark.parametrize("value", [serial.article_to_json(EVERY_NODE), serial.bulletin_to_json(BULLETIN)])
def test_json_gives_its_articles(value):
    context = memory_context({"bai.json": json.dumps(value).encode()})
    articles = read_json(Path("bai.json"), context)
    assert articles[0] == EVERY_NODE
    assert len(articles) == (3 if "sections" in value else 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_may_have_a_byte_order_mark(encoding):
    data = json.dumps(serial.article_to_json(EVERY_NODE), ensure_ascii=False).encode(encoding)
    assert read_json(Path("bai.json"), memory_context({"bai.json": data})) == [EVERY_NODE]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{", "JSON sai cú pháp"),
        (b"[" * 100_000, "không đọc được JSON"),
        (b"\xff", r"không đọc được JSON \(không phải UTF-8\)"),
        (b"1" * 5000, r"không đọc được JSON \(số quá dài\)"),
        (b'{"a": 1, "b": 2, "a": 3}', "khóa “a” có hai lần"),
        (b'{"format": "bulletin-article", "version": 1, "title": "", "lead": " a"}', "title: không có chữ nào .và 1 lỗi khác"),
        (b"7", "không phải bài viết"),
        (b'{"format": "bulletin-article", "version": 1, "title": ""}', "trái luật"),
        (b'{"format": "bulletin-article", "version": 1, "title": "\\ud800"}', "trái luật"),
    ],
)
def test_json_that_is_no_article_is_refused(data, problem):
    with pytest.raises(ReadError, match=problem):
        read_json(Path("bai.json"), memory_context({"bai.json": data}))


def test_suffixes_choose_the_reader():
    assert load_reader(Path("a.TXT")).name == "text"
    assert ".json" in readable_suffixes()
    with pytest.raises(ReadError, match=r"chưa đọc được tệp có đuôi “\.docx”"):
        load_reader(Path("a.docx"))


def test_a_stamp_without_its_year_says_where_the_year_came_from():
    body = "Ngày 14/07/2023, Ủy ban nhân dân huyện Phú Lâm tổ chức hội nghị tổng kết phong trào thi đua của toàn huyện. " * 3
    context = memory_context({"bai.txt": f"Huyện Phú Lâm tổng kết phong trào thi đua\nThứ Sáu, 14/07 | 16:20\n\n{body}\n\n{body}\n".encode()})
    (article,) = read_text(Path("bai.txt"), context)
    assert str(article.published) == "2023-07-14 16:20:00+07:00"
    (notice,) = context.report.notices
    assert notice.code == "date-completed"
    assert str(notice.place) == "bai.txt:2"
    assert "2023" in notice.message


def test_several_articles_in_one_file_are_read_apart_and_said():
    body = "Theo báo cáo tại hội nghị, toàn huyện đã xây dựng mới hơn 40 km đường giao thông nông thôn và sửa chữa 12 cây cầu. " * 4
    page = "Đăng nhập\nCổng thông tin điện tử tỉnh Đông Giang\n{}\n\n" + f"{body}\n\n{body}\n\n"
    both = page.format("Huyện Phú Lâm tổng kết phong trào thi đua") + page.format("Xã Bến Đá ra quân làm thủy lợi mùa khô")
    context = memory_context({"bai.txt": both.encode()})
    first, second = read_text(Path("bai.txt"), context)
    assert (first.title, second.title) == ("Huyện Phú Lâm tổng kết phong trào thi đua", "Xã Bến Đá ra quân làm thủy lợi mùa khô")
    assert [notice.code for notice in context.report.notices] == ["several-articles"]
    assert second.blocks[0].span.start > first.blocks[-1].span.end
    assert both[second.blocks[0].span.start : second.blocks[0].span.end] == body
