"""Saved pages: encodings, the folder of pictures beside them, archives, and what each may not touch."""

from __future__ import annotations

import base64
import hashlib
import io
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image as Pixels

from bulletin import walk
from bulletin.context import Context, memory_context
from bulletin.errors import ReadError
from bulletin.model import Figure, Link, Strong, Text
from bulletin.readers import load_reader
from bulletin.readers.html import examine, read
from bulletin.readers.html.addresses import link_target
from bulletin.readers.html.facts import read_machine_moment

TEXT = "Theo báo cáo, toàn huyện có 3.200 ha lúa hè thu, trong đó 640 ha ở cuối nguồn thường thiếu nước vào tháng 6 hằng năm. "
PAGE = "<html><head>{}</head><body><h1>Phú Lâm giữ nước cho vụ hè thu</h1><p>" + TEXT * 3 + "</p>{}<p>" + TEXT * 3 + "</p></body></html>"


def jpeg(size=(80, 60)):
    out = io.BytesIO()
    Pixels.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def figure_of(image, files):
    context = memory_context({"Trang.html": PAGE.format("", f'<figure><img src="{image}"><figcaption>Hồ Đá Bàn</figcaption></figure>').encode(), **files})
    article = read(Path("Trang.html"), context)[0]
    return next(block for block in article.blocks if isinstance(block, Figure)), [notice.code for notice in context.report.notices]


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("Trang_files/1.jpg", "Trang_files/1.jpg"),
        ("./Trang_files/1.jpg", "Trang_files/1.jpg"),
        ("Trang_files/h%E1%BB%93%20n%C6%B0%E1%BB%9Bc.jpg", "Trang_files/hồ nước.jpg"),
        ("Trang_files/1.jpg?w=640#a", "Trang_files/1.jpg"),
        ("Trang_files/50%.jpg", "Trang_files/50%.jpg"),
    ],
)
def test_a_picture_in_the_folder_of_the_page_is_found(image, name):
    figure, codes = figure_of(image, {name: jpeg()})
    assert figure.image.picture.path == name
    assert codes == []


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("https://anh.example.vn/1.jpg", "image-remote"),
        ("//anh.example.vn/1.jpg", "image-remote"),
        ("Trang_files/2.jpg", "image-missing"),
        ("../1.jpg", "image-outside"),
        ("%2e%2e/1.jpg", "image-outside"),
        ("Trang_files/..%2f../1.jpg", "image-outside"),
        ("/etc/1.jpg", "image-outside"),
        ("file:///etc/1.jpg", "image-outside"),
        ("C:\\anh\\1.jpg", "image-outside"),
        ("javascript:anh.jpg", "image-outside"),
    ],
)
def test_no_other_picture_is_opened(image, code):
    opened = {name: jpeg() for name in ("../1.jpg", "/etc/1.jpg", "1.jpg", "file:///etc/1.jpg", "%2e%2e/1.jpg")}
    figure, codes = figure_of(image, opened)
    assert figure.image.picture is None
    assert figure.image.source
    assert walk.plain_text(figure.caption) == "Hồ Đá Bàn"
    assert codes == [code]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "ngoai.jpg").write_bytes(jpeg())
    folder = tmp_path / "bai"
    (folder / "Trang_files").mkdir(parents=True)
    (folder / "Trang_files" / "1.jpg").symlink_to(tmp_path / "ngoai.jpg")
    (folder / "Trang.html").write_text(PAGE.format("", "<figure><img src='Trang_files/1.jpg'></figure>"), "utf-8")
    context = Context()
    article = read(folder / "Trang.html", context)[0]
    assert next(block for block in article.blocks if isinstance(block, Figure)).image.picture is None
    assert [notice.code for notice in context.report.notices] == ["image-outside"]


@pytest.mark.parametrize(
    ("encoding", "head", "data_encoding"),
    [
        ("utf-8", "", "utf-8"),
        ("utf-8", "", "utf-8-sig"),
        ("utf-16", "", "utf-16"),
        ("utf-8", '<meta charset="windows-1252">', "utf-8"),
        ("utf-8", '<meta charset="no-such-thing">', "utf-8"),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
    ],
)
def test_encodings(encoding, head, data_encoding):
    page = PAGE.format(head, "<p>Привет, мир</p>")
    if data_encoding == "koi8-r":
        page = "<html><head>" + head + "</head><body><h1>Новости из Ханоя на сегодня</h1><p>" + "Привет, мир, это длинный текст для проверки. " * 8 + "</p></body></html>"
    article = read(Path("a.html"), memory_context({"a.html": page.encode(data_encoding)}))[0]
    assert article.origin.encoding == encoding
    assert any("Привет, мир" in text for text in walk.article_texts(article))


def test_an_encoding_named_out_of_habit_is_believed_once_the_bytes_are_not_unicode():
    page = "<html><head><meta charset=iso-8859-1></head><body><h1>Nouvelles de la province pour aujourd'hui</h1><p>" + "Les agriculteurs ont décidé de répartir l'eau. " * 8 + "</p></body></html>"
    article = read(Path("a.html"), memory_context({"a.html": page.encode("cp1252")}))[0]
    assert any("décidé de répartir" in text for text in walk.article_texts(article))


def test_a_stray_nul_does_not_make_a_page_binary():
    data = PAGE.format("", "<p>sau\0đây là một đoạn khác của bài</p>").encode()
    article = read(Path("a.html"), memory_context({"a.html": data}))[0]
    assert any("đây là một đoạn khác" in text for text in walk.article_texts(article))


@pytest.mark.parametrize("data", [b"", b"   \n", b"<html></html>", b"<html><body><img></body></html>"])
def test_a_page_without_text_is_refused(data):
    with pytest.raises(ReadError, match=r"không (?:có|còn) chữ nào"):
        read(Path("a.html"), memory_context({"a.html": data}))


def test_what_is_no_text_is_refused():
    with pytest.raises(ReadError, match="PDF"):
        read(Path("a.html"), memory_context({"a.html": b"%PDF-1.7 \xff"}))


def test_an_archive_of_one_page():
    head = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=ranh\r\n\r\n"
    body = base64.encodebytes(PAGE.format("", "").encode()).decode()
    data = f"{head}--ranh\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--ranh--\r\n".encode()
    article = read(Path("a.mht"), memory_context({"a.mht": data}))[0]
    assert article.title == "Phú Lâm giữ nước cho vụ hè thu"
    with pytest.raises(ReadError, match="không chứa trang nào"):
        read(Path("a.mht"), memory_context({"a.mht": b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx"}))


@pytest.mark.parametrize("nested", [b"Content-Type: message/rfc822\r\n\r\n" * 1_200])
def test_an_archive_in_an_archive_without_end_is_refused(nested):
    with pytest.raises(ReadError, match="lồng nhau"):
        examine(Path("trang.mht"), memory_context({"trang.mht": nested + b"Content-Type: text/html\r\n\r\n<p>a"}))


def test_the_origin_is_that_of_the_file():
    data = PAGE.format("", "").encode()
    origin = examine(Path("a.html"), memory_context({"a.html": data}))[0].article.origin
    assert (origin.path, origin.sha256, origin.encoding) == ("a.html", hashlib.sha256(data).hexdigest(), "utf-8")


def test_markup_inside_a_line_nests():
    page = PAGE.format("", '<p>Xem <a href="https://example.vn/ke hoach">kế hoạch <b>tưới</b></a> của huyện năm nay.</p>')
    blocks = read(Path("a.html"), memory_context({"a.html": page.encode()}))[0].blocks
    assert blocks[1].content == (
        Text("Xem "),
        Link("https://example.vn/ke%20hoach", (Text("kế hoạch "), Strong((Text("tưới"),)))),
        Text(" của huyện năm nay."),
    )


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.mht", "a.mhtml"])
def test_suffixes_choose_the_reader(name):
    assert load_reader(Path(name)).name == "html"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-12T09:30:00+07:00", "2024-05-12T09:30:00+07:00"),
        ("2024-05-12T02:30:00Z", "2024-05-12T09:30:00+07:00"),
        ("2024-05-12T02:30:00.123Z", "2024-05-12T09:30:00+07:00"),
        ("2024-05-12T09:30", "2024-05-12T09:30:00+07:00"),
        ("2024-05-12", "2024-05-12"),
        ("12/05/2024 09:30", "2024-05-12T09:30:00+07:00"),
        ("5/22/2024 9:30:00 PM", "2024-05-22T21:30:00+07:00"),
        ("Chủ nhật, 12/05/2024 | 09:30 GMT+7", "2024-05-12T09:30:00+07:00"),
    ],
)
def test_moments_that_machines_write(text, moment):
    assert read_machine_moment(text).isoformat() == moment


@pytest.mark.parametrize("text", ["", "hôm nay", "0001-01-01T00:00:00", "2024-13-45", "9" * 100])
def test_no_moment(text):
    assert read_machine_moment(text) is None


def test_a_moment_keeps_its_type():
    assert isinstance(read_machine_moment("2024-05-12T09:30"), datetime)
    assert not isinstance(read_machine_moment("2024-05-12"), datetime)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.vn/a b", "https://example.vn/a%20b"),
        ("//example.vn/a", "//example.vn/a"),
        ("bai-2.html#muc", "bai-2.html#muc"),
        ("mailto:bbt@example.vn", "mailto:bbt@example.vn"),
        ("#muc", None),
        ("", None),
        ("javascript:alert(1)", None),
        (" JaVa\nScript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("vbscript:x", None),
        ("C:\\bai.html", None),
    ],
)
def test_what_a_link_may_keep(address, kept):
    assert link_target(address)[0] == kept


def test_bytes_that_fit_no_encoding_are_told():
    context = memory_context({"trang.html": f"<h1>Tít của bài</h1><p>{'Một đoạn văn dài của bài. ' * 20}</p>\n".encode() + b"<p>a \x81\xff b</p>"})
    examine(Path("trang.html"), context)
    assert "encoding-unknown" in {notice.code for notice in context.report.notices}
