"""The shipped layouts and what their keys do, in all formats."""

from __future__ import annotations

import io
import itertools
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image as Pixels

from bulletin import decree
from bulletin.context import Context, DiskFiles, MemoryFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout, shipped_layouts
from bulletin.model import (
    Article,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Official,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Table,
    Text,
)
from bulletin.notices import Report
from bulletin.serial import articles_from_json
from bulletin.settings import override
from bulletin.wording import masthead_lines
from bulletin.writers import load_writer
from bulletin.writers.docx.styles import PARAGRAPH_STYLES
from bulletin.writers.pdf import bulletin_to_pages
from bulletin.writers.pdf.marks import PictureMark, RuleMark, TextMark
from bulletin.writers.pdf.setter import Setter
from conformance_tools import pdfium_text, poppler_text, require_tool, run_epubcheck, run_ooxml_validator
from samples import BULLETIN, text
from test_words import docx_text, epub_text, lost_words, without_figures

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "Hội nghị đã thống nhất các nhóm nhiệm vụ trọng tâm của năm 2024 và giao các cơ quan tổ chức thực hiện. "
LETTER = replace(
    BULLETIN,
    title="Báo cáo công tác quý II",
    publisher="Ủy ban nhân dân huyện Phú Lâm",
    date=date(2024, 2, 5),
    official=Official(
        parent="UBND TỈNH ĐÔNG GIANG", number="Số: 15/BC-UBND", place="Phú Lâm",
        office=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), signer="Nguyễn Văn Bình", recipients=("Như trên", "Lưu: VT."),
    ),
)  # fmt: skip
LETTER_LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND TỈNH ĐÔNG GIANG", "ỦY BAN NHÂN DÂN HUYỆN PHÚ LÂM",
    "Số: 15/BC-UBND", "Phú Lâm, ngày 05 tháng 02 năm 2024", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH", "Nguyễn Văn Bình",
)  # fmt: skip
READ = {"pdf": pdfium_text, "docx": docx_text, "epub": epub_text}


def book():
    return FontBook(load_catalogue(DiskFiles()), Report())


def with_keys(name, **keys):
    return load_layout(name, DiskFiles(), [override(key.replace("__", "."), value, "test") for key, value in keys.items()])


def pages_of(bulletin, layout):
    return bulletin_to_pages(bulletin, Setter(layout, book()))


def pdf_of(bulletin, layout, context=None):
    return pikepdf.open(io.BytesIO(load_writer("pdf").write(bulletin, layout, book(), context or Context()).data))


def articles(count, paragraphs=4):
    blocks = tuple(Paragraph(text(LONG * 4), id=f"b{n}") for n in range(paragraphs))
    return Bulletin(title="Bản tin", sections=(Section(None, tuple(Article(title=f"Bài số {n}", blocks=blocks) for n in range(count))),))


@pytest.fixture(scope="module", params=shipped_layouts())
def shipped(request):
    return load_layout(request.param, DiskFiles())


@pytest.mark.parametrize("name", READ)
def test_every_shipped_layout_keeps_every_word_in_every_format(shipped, name, tmp_path):
    path = tmp_path / f"out.{name}"
    path.write_bytes(load_writer(name).write(LETTER, shipped, book(), Context()).data)
    text = READ[name](path)
    text = text if name == "docx" else without_figures(LETTER, text)
    assert lost_words(LETTER, text) == []


@pytest.mark.conformance
def test_every_shipped_layout_is_valid_in_word_and_epub(shipped, sample_bulletin, tmp_path):
    for name, check in (("docx", run_ooxml_validator), ("epub", run_epubcheck)):
        for number, bulletin in enumerate((LETTER, sample_bulletin)):
            path = tmp_path / f"out-{number}.{name}"
            path.write_bytes(load_writer(name).write(bulletin, shipped, book(), Context()).data)
            assert check(path) == []


@pytest.mark.conformance
def test_every_shipped_layout_is_a_clean_pdf(shipped, sample_bulletin, tmp_path):
    for number, bulletin in enumerate((LETTER, sample_bulletin)):
        path = tmp_path / f"out-{number}.pdf"
        path.write_bytes(load_writer("pdf").write(bulletin, shipped, book(), Context()).data)
        done = subprocess.run([require_tool("qpdf"), "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", READ)
def test_a_letter_has_its_head_and_its_foot_in_every_format(name, tmp_path):
    path = tmp_path / f"out.{name}"
    layout = load_layout("nghi-dinh-30", DiskFiles())
    path.write_bytes(load_writer(name).write(LETTER, layout, book(), Context()).data)
    shown = " ".join(READ[name](path).split())
    assert [line for line in LETTER_LINES if line not in shown] == []


@pytest.mark.conformance
def test_a_letter_s_pages_are_numbered_from_the_second_at_the_top(tmp_path):
    path = tmp_path / "out.pdf"
    path.write_bytes(load_writer("pdf").write(replace(LETTER, sections=articles(4).sections), load_layout("nghi-dinh-30", DiskFiles()), book(), Context()).data)
    first, second = poppler_text(path).split("\f")[:2]
    assert first.split()[-1] != "1"
    assert second.split()[-1] == "2"


# ── what single keys do ──────────────────────────────────────────────────────────────────────────────────────


def test_articles_open_pages_where_the_layout_says_so():
    running, opening = with_keys("ban-tin"), with_keys("ban-tin", article__opens="page")
    assert len(pages_of(articles(3, 1), running)) == 1
    assert len(pages_of(articles(3, 1), opening)) == 4  # masthead and contents stand before them
    breaks = []
    for layout in (running, opening, with_keys("tuyen-tap", parts="[cover, sections]")):
        data = load_writer("docx").write(articles(3, 1), layout, book(), Context()).data
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
        breaks.append(len(root.findall(f".//{W}pageBreakBefore")))
    assert breaks == [0, 3, 3]


def test_sections_open_pages_in_word_where_the_layout_says_so():
    sections = tuple(replace(section, title=title) for title in ("Một", "Hai") for section in articles(2, 1).sections)
    for value, wanted in (("below", 0), ("page", 2)):
        layout = with_keys("ban-tin", article__section_opens=value)
        bulletin = replace(articles(1), sections=sections)
        data = load_writer("docx").write(bulletin, layout, book(), Context()).data
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
        assert len(root.findall(f".//{W}pageBreakBefore")) == wanted


def test_titles_stand_in_the_column_where_the_layout_says_so():
    layout = with_keys("ban-tin", article__title="column", parts="[sections]")
    (page, *_) = pages_of(articles(1), layout)
    title = next(p for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == "title")
    bodies = [p.y for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == "body"]
    assert title.y == min(bodies)  # the second column begins level with the title
    assert title.x == min(p.x for p in page.placed)


def test_a_rule_stands_between_columns_and_is_as_deep_as_they_are():
    layout = with_keys("tap-san", parts="[sections]")
    (page, *_) = pages_of(articles(1, 12), layout)
    rules = [p for p in page.placed if isinstance(p.mark, RuleMark)]
    lines = [p.y for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == "body"]
    assert len(rules) == 2
    assert all(rule.mark.thickness == pytest.approx(max(lines) - min(lines) + layout.baseline) for rule in rules)


def test_crop_marks_and_bleed_set_the_boxes_of_the_page():
    pdf = pdf_of(articles(1), with_keys("ban-tin", page__bleed="3mm", page__crop_marks="true"))
    media, trim, bleed = ([float(n) for n in pdf.pages[0][name]] for name in ("/MediaBox", "/TrimBox", "/BleedBox"))
    assert trim[2] - trim[0] == pytest.approx(595.28, abs=0.1)
    assert trim[0] - bleed[0] == pytest.approx(8.5, abs=0.1)
    assert media[0] < bleed[0] < trim[0]
    assert media[2] > bleed[2]


def test_inks_go_to_the_printer_as_they_are():
    pdf = pdf_of(articles(1), with_keys("ban-tin", colours__ink="cmyk(0, 0, 0, 100)"))
    page = pdf.pages[0].Contents.read_bytes()
    assert b"0 0 0 1 k" in page
    assert b"0.102 0.102 0.102 rg" not in page


def test_a_frame_stands_around_the_type_area_in_pdf_and_word():
    layout = with_keys("ban-tin", furniture__frame__thickness="1pt", furniture__frame__colour="accent")
    plain, framed = pdf_of(articles(1), with_keys("ban-tin")), pdf_of(articles(1), layout)
    drawn = [pdf.pages[0].Contents.read_bytes().count(b" l S") for pdf in (plain, framed)]
    assert drawn[1] == drawn[0] + 4
    data = load_writer("docx").write(articles(1), layout, book(), Context()).data
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    assert root.find(f".//{W}pgBorders/{W}top").get(f"{W}sz") == "8"


def test_a_logo_is_as_high_as_the_layout_wants_it():
    out = io.BytesIO()
    Pixels.new("RGB", (60, 30), (10, 20, 30)).save(out, "PNG")
    logo = Image("logo.png", "Biểu trưng", Picture("logo.png", "image/png", 60, 30))
    bulletin = replace(articles(1), logo=logo)
    layout = with_keys("ban-tin", furniture__logo_height="20pt")
    (picture,) = [p.mark for page in pages_of(bulletin, layout) for p in page.placed if isinstance(p.mark, PictureMark)]
    assert (picture.width, picture.height) == (40, 20)
    context = Context(MemoryFiles({Path("logo.png"): out.getvalue()}))
    pdf = pdf_of(bulletin, layout, context)
    assert len(pdf.pages[0].get_images()) == 1
    data = load_writer("docx").write(bulletin, layout, book(), context).data
    assert [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.startswith("word/media/")]


@pytest.mark.parametrize("name", READ)
def test_a_foreword_stands_before_the_sections_and_in_the_contents(name, tmp_path):
    foreword = Article(title="Lời nói đầu", blocks=(Paragraph(text("Tập sách này ghi lại một năm làm việc."), id="b1"),))
    bulletin = replace(articles(2, 1), foreword=foreword)
    path = tmp_path / f"out.{name}"
    layout = with_keys("tuyen-tap", parts="[cover, contents, foreword, sections]")
    path.write_bytes(load_writer(name).write(bulletin, layout, book(), Context()).data)
    shown = " ".join(READ[name](path).split())
    assert shown.count("Lời nói đầu") == 2
    assert shown.index("Tập sách này") < shown.index("Hội nghị đã thống nhất")
    assert lost_words(bulletin, READ[name](path)) == []


@pytest.mark.parametrize(("shown", "line"), [("full", "Nguồn: Báo Phú Lâm – 05/7/2024"), ("source", "Nguồn: Báo Phú Lâm"), ("date", "Ngày đăng: 05/7/2024"), ("none", None)])
def test_what_stands_under_an_article_is_the_layout_s_to_say(shown, line):
    article = Article(title="Bài", source="Báo Phú Lâm", published=date(2024, 7, 5), blocks=(Paragraph(text(LONG), id="b1"),))
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (article,)),))
    marks = [p.mark for page in pages_of(bulletin, with_keys("ban-tin", article__source=shown)) for p in page.placed]
    lines = [mark.line.text.replace("\u00a0", " ") for mark in marks if isinstance(mark, TextMark) and mark.line.style.role == "source"]
    assert lines == ([line] if line else [])


def test_paragraphs_with_white_between_them_stand_apart_and_first_lines_all_indent_on_request():
    layout = with_keys("nghi-dinh-30", parts="[sections]", fonts__text="Source Serif 4", fonts__display="Source Serif 4")
    (page, *_) = pages_of(articles(1, 2), layout)
    lines = [(p.x + p.mark.x, p.y + p.mark.y) for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == "body"]
    left = layout.page.margins.inside.points()
    indented = [index for index, (x, _) in enumerate(lines) if x > left + 30]
    assert indented == [0, len(lines) // 2]
    gaps = {round(below[1] - above[1], 1) for above, below in itertools.pairwise(lines)}
    assert gaps == {18.0, 24.0}


def test_no_style_s_name_holds_a_comma():
    """Word takes what stands behind a comma for a second name."""
    assert [style.name for style in PARAGRAPH_STYLES if "," in style.name] == []


def test_what_a_project_adds_to_a_bulletin_is_in_its_json():
    foreword = Article(title="Lời nói đầu", blocks=(Paragraph(text(LONG), id="b1"),))
    bulletin = replace(LETTER, foreword=foreword, logo=Image("logo.png"))
    value = json.loads(load_writer("json").write(bulletin, with_keys("ban-tin"), book(), Context()).data)
    assert value["official"]["recipients"] == ["Như trên", "Lưu: VT."]
    assert value["logo"] == "logo.png"
    assert articles_from_json(value)[0] == foreword


def test_lines_of_a_title_in_its_column_stand_as_close_as_its_leading():
    layout = with_keys("ban-tin", article__title="column", parts="[sections]", grid__columns="3")
    article = Article(title="Hội nghị tổng kết công tác xây dựng Đảng " * 3, lead=LONG, blocks=(Paragraph(text(LONG * 9), id="b1"),))
    (page, *_) = pages_of(Bulletin(title="B", sections=(Section(None, (article,)),)), layout)
    for role, leading in (("title", 23.0), ("lead", 15.5)):
        lines = [p.y + p.mark.y for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == role]
        gaps = {round(below - above, 2) for above, below in itertools.pairwise(lines)}
        assert {gap for gap in gaps if gap > 0} == {leading}  # a gap below 0 is the step to the next column


def test_a_tall_picture_opens_no_empty_page():
    picture = Picture("a.png", "image/png", 400, 300)
    figure = Figure(Image("a.png", "Ảnh", picture), text("Toàn cảnh"), id="b2")
    blocks = (Paragraph(text(LONG * 30), id="b1"), figure, Paragraph(text(LONG * 9), id="b3"))
    layout = with_keys("ban-tin", page__size="297mm x 175mm", styles__cover_title__leading="40pt", styles__cover_title__size="30pt", grid__columns="2", article__tallest_picture="0.9", parts="[sections]")
    pages = pages_of(Bulletin(title="B", sections=(Section(None, (Article(title="Bài", blocks=blocks),)),)), layout)
    assert [page.number for page in pages if not page.placed] == []


def test_a_section_s_title_stands_on_the_page_of_its_first_article():
    """Also where the article's head, in its column, is too tall for what is left of the page."""
    layout = with_keys("ban-tin", article__title="column", parts="[sections]", grid__columns="3")
    second = Article(title="Hội nghị tổng kết công tác xây dựng Đảng và chính quyền " * 5, blocks=(Paragraph(text(LONG), id="b1"),))
    for count in range(3, 60, 4):
        first = Article(title="Bài một", blocks=(Paragraph(text(LONG * count), id="b1"),))
        pages = pages_of(Bulletin(title="B", sections=(Section("Một", (first,)), Section("Hai", (second,)))), layout)
        for page in pages:
            roles = [p.mark.line.style.role for p in page.placed if isinstance(p.mark, TextMark)]
            assert roles[-1] != "section"


def test_only_what_the_layout_indents_is_indented_in_word():
    """Word inherits each attribute of an indent by itself: a style that says nothing is indented as Normal is."""
    data = load_writer("docx").write(LETTER, with_keys("nghi-dinh-30"), book(), Context()).data
    styles = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml"))
    indents = {}
    for style in styles.iter(f"{W}style"):
        indent = style.find(f"{W}pPr/{W}ind")
        if indent is not None:
            indents[style.get(f"{W}styleId")] = indent.get(f"{W}firstLine")
    assert indents["BodyText"] == "720"
    for name in ("NationalTitle", "Motto", "IssuingBody", "PlaceDate", "Signature", "Recipients", "Heading2", "TableText", "Caption", "Footer"):
        assert indents[name] == "0", name


def test_a_wide_logo_keeps_its_shape():
    logo = Image("logo.png", "Biểu trưng", Picture("logo.png", "image/png", 2000, 300))
    layout = with_keys("ban-tin", furniture__logo_height="60pt")
    (picture,) = [p.mark for page in pages_of(replace(articles(1), logo=logo), layout) for p in page.placed if isinstance(p.mark, PictureMark)]
    assert picture.width / picture.height == pytest.approx(2000 / 300)


def head_of(bulletin, layout, page, tmp_path):
    """Return what stands above the type area of a page of the PDF, with where it begins and ends."""
    path = tmp_path / "out.pdf"
    path.write_bytes(load_writer("pdf").write(bulletin, layout, book(), Context()).data)
    text_page = pypdfium2.PdfDocument(path)[page - 1].get_textpage()
    height = layout.page.size.height
    area = (0, height - layout.page.margins.top.points(), layout.page.size.width, height)
    rectangles = [text_page.get_rect(n) for n in range(text_page.count_rects())]
    shown = [(r[0], r[2]) for r in rectangles if r[1] > area[1]]
    return " ".join(text_page.get_text_bounded(*area).split()), min(r[0] for r in shown), max(r[1] for r in shown)


LONG_SECTION = "Xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh toàn diện "


@pytest.mark.parametrize("folio", ["bottom-outside", "top-outside", "top-centred"])
@pytest.mark.parametrize("times", [1, 2, 5])
@pytest.mark.parametrize("page", [2, 3])
def test_a_running_head_stays_on_its_line_whatever_it_holds(folio, times, page, tmp_path):
    section = Section(LONG_SECTION * times, articles(3, 12).sections[0].articles)
    bulletin = Bulletin(title="Bản tin thử nghiệm của huyện Đông Giang " * times, sections=(section,))
    layout = with_keys("ban-tin", parts="[sections]", furniture__folio=folio)
    shown, left, right = head_of(bulletin, layout, page, tmp_path)
    margins = layout.page.margins
    start = (margins.outside if page % 2 == 0 else margins.inside).points()
    assert "Xây dựng Đảng" in shown
    assert left >= start - 0.5
    assert right <= start + layout.type_width + 0.5
    if folio == "top-outside":
        assert str(page) in shown.split()


def test_a_running_head_shows_both_where_both_fit(tmp_path):
    bulletin = replace(articles(3, 12), title="Bản tin", sections=(Section("Kinh tế", articles(3, 12).sections[0].articles),))
    assert head_of(bulletin, with_keys("ban-tin", parts="[sections]"), 2, tmp_path)[0] == "Bản tin Kinh tế"


def test_long_lines_of_a_masthead_stay_on_the_page():
    words = "Cơ quan của Ban Chấp hành Đảng bộ và tiếng nói của Nhân dân các dân tộc trong tỉnh "
    bulletin = replace(articles(1), publisher=words * 2, subtitle=words * 2, note=words, issue="6 (214)")
    layout = with_keys("ban-tin")
    (page, *_) = pages_of(bulletin, layout)
    left, right = layout.page.margins.inside.points(), layout.page.margins.inside.points() + layout.type_width
    for placed in page.placed:
        if isinstance(placed.mark, TextMark):
            x = placed.x + placed.mark.x
            assert x >= left - 3
            assert x + placed.mark.line.width <= right + 0.5


def test_what_follows_the_sections_is_of_no_section():
    foreword = Article(title="Lời cuối", blocks=(Paragraph(text(LONG * 300), id="b1"),))
    bulletin = replace(articles(1), foreword=foreword, sections=(Section("Kinh tế", articles(1).sections[0].articles),))
    pages = pages_of(bulletin, with_keys("ban-tin", parts="[sections, foreword]"))
    assert [page.section for page in pages][-1] is None


@pytest.mark.parametrize("name", READ)
def test_an_office_signs_alone_too(name, tmp_path):
    bulletin = replace(LETTER, official=Official(office=("CHÁNH VĂN PHÒNG",)))
    path = tmp_path / f"out.{name}"
    path.write_bytes(load_writer(name).write(bulletin, with_keys("nghi-dinh-30"), book(), Context()).data)
    assert "CHÁNH VĂN PHÒNG" in " ".join(READ[name](path).split())


def test_a_letterhead_after_a_cover_begins_a_page_in_word():
    data = load_writer("docx").write(LETTER, with_keys("nghi-dinh-30", parts="[cover, letterhead, sections]"), book(), Context()).data
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))[0]
    tags = [(node.tag.removeprefix(W), node.find(f".//{W}pageBreakBefore") is not None) for node in body]
    assert tags.index(("p", True)) < tags.index(("tbl", False))


def test_the_logo_is_in_the_epub_and_undistorted_in_word():
    out = io.BytesIO()
    Pixels.new("RGB", (2000, 300), (10, 20, 30)).save(out, "PNG")
    bulletin = replace(articles(1), logo=Image("logo.png", "Biểu trưng", Picture("logo.png", "image/png", 2000, 300)))
    context = Context(MemoryFiles({Path("logo.png"): out.getvalue()}))
    layout = with_keys("ban-tin", furniture__logo_height="60pt")
    book_file = zipfile.ZipFile(io.BytesIO(load_writer("epub").write(bulletin, layout, book(), context).data))
    assert 'alt="Biểu trưng"' in book_file.read("EPUB/cover.xhtml").decode()
    word_file = zipfile.ZipFile(io.BytesIO(load_writer("docx").write(bulletin, layout, book(), context).data))
    extent = next(etree.fromstring(word_file.read("word/document.xml")).iter("{*}extent"))
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(2000 / 300, rel=0.01)


def test_a_table_s_figures_are_whole_and_a_squeezed_table_is_told():
    rows = (("Chỉ tiêu", "Năm 2023"), ("Tổng thu ngân sách trên địa bàn của huyện trong năm " * 2, "1683"), ("Thu nội địa", "1980"))
    table = Table(tuple(tuple(text(cell) for cell in row) for row in rows), 1, id="b1")
    wide = Table((tuple(text("Không-thể-ngắt-được-ở-đây") for _ in range(9)),), 0, id="b2")
    for block, squeezed in ((table, []), (wide, ["table-squeezed"])):
        bulletin = Bulletin(title="B", sections=(Section(None, (Article(title="Bài", blocks=(block,)),)),))
        fonts = book()
        pages = bulletin_to_pages(bulletin, Setter(with_keys("nghi-dinh-30", parts="[sections]"), fonts))
        lines = [p.mark.line.text for page in pages for p in page.placed if isinstance(p.mark, TextMark)]
        assert squeezed == [notice.code for notice in fonts.report.notices if notice.code == "table-squeezed"]
        assert squeezed or {"1683", "1980"} <= set(lines)


def lines_of(pages, role):
    """Return the lines set in a role, with their baselines from the top of the page."""
    marks = [(p.y + p.mark.y, p.mark.line) for page in pages for p in page.placed if isinstance(p.mark, TextMark)]
    return [(y, line) for y, line in marks if line.style.role == role and line.words]


@pytest.mark.parametrize(("name", "white"), [("nghi-dinh-30", 6.0), ("ban-tin", 0.0)])
@pytest.mark.parametrize(("role", "style", "between"), [("list", "List", ".list li + li"), ("quotation", "Quote", "blockquote p + p")])
def test_the_white_between_items_and_paragraphs_is_the_layout_s_in_every_format(name, white, role, style, between):
    layout = with_keys(name, parts="[sections]", fonts__text="Source Serif 4", fonts__display="Source Serif 4", grid__columns="1")
    parts = [text(f"Mục {number}") for number in range(3)]
    block = ListBlock(tuple(ListItem(part, "-") for part in parts), ordered=False, id="b1") if role == "list" else Quotation(tuple(parts), id="b1")
    after = Paragraph(text("Sau đó."), id="b2")
    bulletin = Bulletin(title="B", sections=(Section(None, (Article(title="Bài", blocks=(block, after)),)),))
    pages = pages_of(bulletin, layout)
    baselines = sorted({round(y, 1) for y, _ in (*lines_of(pages, role), *lines_of(pages, "body"))})
    leading = layout.styles.body.leading_points
    assert [round(b - a, 1) for a, b in itertools.pairwise(baselines)] == [leading + white] * 3
    word, css = (zipfile.ZipFile(io.BytesIO(load_writer(kind).write(bulletin, layout, book(), Context()).data)) for kind in ("docx", "epub"))
    look = etree.fromstring(word.read("word/styles.xml")).find(f".//{W}style[@{W}styleId='{style}']/{W}pPr")
    assert look.find(f"{W}spacing").get(f"{W}after") == str(round(white * 20))
    assert look.find(f"{W}contextualSpacing") is None
    sheet = next(css.read(file).decode() for file in css.namelist() if file.endswith(".css"))
    assert (f"{between} {{ margin-top: 0.429em; }}" in sheet) == bool(white)
    assert ".list li { margin" not in sheet


@pytest.mark.parametrize("italic", ["false", "true"])
def test_a_lower_sub_head_is_italic_in_the_pdf_as_in_word_and_epub(italic):
    layout = with_keys("ban-tin", styles__heading__italic=italic)
    blocks = (Heading(text("Một"), 1, id="b1"), Heading(text("Hai"), 2, id="b2"), Heading((Text("Ba "), Emphasis(text("bốn"))), 2, id="b3"))
    bulletin = Bulletin(title="B", sections=(Section(None, (Article(title="Bài", blocks=blocks),)),))
    slopes = [[f.ink.face.italic for word in line.words for f in word.fragments] for _, line in lines_of(pages_of(bulletin, layout), "heading")]
    assert slopes == [[italic == "true"], [True], [True, False]]
    book_file = zipfile.ZipFile(io.BytesIO(load_writer("epub").write(bulletin, layout, book(), Context()).data))
    sheet = next(book_file.read(name).decode() for name in book_file.namelist() if name.endswith(".css"))
    assert re.search(r"h3\.lower em.* \{ font-style: normal; \}", sheet)


def test_the_contents_part_an_article_of_no_section_from_the_section_before():
    sections = [Section(title, (Article(title=f"Bài {n}"), Article(title=f"Bài {n} nữa"))) for n, title in enumerate(("Một", None, "Hai", None))]
    layout = with_keys("ban-tin", parts="[contents, sections]")
    pages = pages_of(Bulletin(title="B", sections=tuple(sections)), layout)
    lines = [(y, line.text.replace("\u00a0", " ")) for y, line in lines_of(pages, "contents")]
    gaps = {below[1]: round(below[0] - above[0], 1) for above, below in itertools.pairwise(lines)}
    leading = layout.styles.contents.leading_points
    assert (gaps["Bài 1"], gaps["Bài 3"]) == (2 * leading, 2 * leading)
    assert {gaps[f"Bài {n} nữa"] for n in range(4)} == {leading}


def cover_bulletin(**fields):
    return replace(BULLETIN, subtitle="Sinh hoạt chi bộ", publisher="Ban Tuyên giáo", **fields)


def test_a_cover_has_its_rule_in_word_as_in_print():
    layout = with_keys("tuyen-tap")
    for thickness, count in (("1pt", 1), ("0", 0)):
        drawn = with_keys("tuyen-tap", furniture__masthead_rule__thickness=thickness)
        file = zipfile.ZipFile(io.BytesIO(load_writer("docx").write(cover_bulletin(), drawn, book(), Context()).data))
        body = etree.fromstring(file.read("word/document.xml"))[0]
        styles = [node.get(f"{W}val") for node in body.iter(f"{W}pStyle")]
        assert styles.count("CoverRule") == count
        assert not count or styles.index("CoverRule") == styles.index("CoverTitle") + 1
    look = etree.fromstring(file.read("word/styles.xml")).find(f".//{W}style[@{W}styleId='CoverRule']/{W}pPr")
    assert look.find(f"{W}ind").get(f"{W}left") == str(round(layout.type_width * 0.3 * 20))


@pytest.mark.parametrize(("part", "role"), [("cover", "cover_title"), ("masthead", "masthead")])
def test_an_epub_s_cover_is_in_the_styles_of_the_part_that_makes_it(part, role):
    layout = with_keys("tuyen-tap", parts=f"[{part}, sections]", styles__cover_title__size="20pt", styles__masthead__size="30pt")
    file = zipfile.ZipFile(io.BytesIO(load_writer("epub").write(cover_bulletin(), layout, book(), Context()).data))
    page, css = (next(file.read(name).decode() for name in file.namelist() if name.endswith(end)) for end in ("cover.xhtml", "style.css"))
    kind = role.replace("_", "-")
    assert f'<h1 class="{kind}">' in page
    assert page.count(f'class="{part}-small') == 2 + len(masthead_lines(cover_bulletin()))
    size = getattr(layout.styles, role).size.points() / layout.styles.body.size.points()
    assert re.search(rf"^h1\.{kind} {{ .*font-size: {size:.3f}".rstrip("0"), css, re.MULTILINE)
    assert re.search(rf"^h1\.{kind} {{ padding-bottom: .*border-bottom", css, re.MULTILINE)


def test_the_signature_leaves_room_for_the_hand_and_the_seal_in_every_format():
    layout = with_keys("nghi-dinh-30", fonts__text="Source Serif 4", fonts__display="Source Serif 4")
    lines = {line.text.replace("\u00a0", " "): y for y, line in lines_of(pages_of(LETTER, layout), "signature")}
    leading = layout.styles.signature.leading_points
    assert lines["Nguyễn Văn Bình"] - lines["CHỦ TỊCH"] == pytest.approx(5 * leading)
    file = zipfile.ZipFile(io.BytesIO(load_writer("epub").write(LETTER, layout, book(), Context()).data))
    page, css = (next(file.read(name).decode() for name in file.namelist() if name.endswith(end)) for end in ("signature.xhtml", "style.css"))
    assert '<p class="signature signer">Nguyễn Văn Bình</p>' in page
    assert f"p.signature.signer {{ margin-top: {4 * leading / 14:.3f}em; }}" in css


@pytest.mark.parametrize(("name", "above"), [("Bản tin", False), ("Bản tin Sinh hoạt chi bộ và Công tác xây dựng Đảng", True)])
def test_a_logo_leaves_a_name_its_room(name, above):
    """Beside a logo a name of several lines has half of the masthead's width; else the logo stands above it."""
    logo = Image("logo.png", "Biểu trưng", Picture("logo.png", "image/png", 900, 300))
    layout = with_keys("ban-tin", furniture__logo_height="60pt", parts="[masthead]")
    bulletin = replace(cover_bulletin(title=name, logo=logo), sections=())
    (page,) = pages_of(bulletin, layout)
    picture = next(p for p in page.placed if isinstance(p.mark, PictureMark))
    titles = [p for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == "masthead"]
    foot = picture.y + picture.mark.y + picture.mark.height
    assert all((p.y + p.mark.y > foot + 20) == above for p in titles)
    assert all((p.mark.x > picture.mark.width) == (not above) for p in titles)
    side = [p for p in page.placed if isinstance(p.mark, TextMark) and p.mark.line.style.role == "masthead_small" and p.mark.x > 200]
    for p in titles:
        assert p.mark.x + p.mark.line.width <= min(q.mark.x for q in side)


def test_a_letter_s_items_of_several_lines_are_as_the_decree_wants_them():
    """Their further lines stand deeper than the marker: they open no paragraph, and white stands between the items."""
    layout = with_keys("nghi-dinh-30", fonts__text="Source Serif 4", fonts__display="Source Serif 4")
    items = ListBlock(tuple(ListItem(text("Rà soát. " * n + LONG), f"{n}.") for n in range(1, 12)), ordered=True, id="b2")
    blocks = (Paragraph(text(LONG * 2), id="b1"), items, Paragraph(text(LONG * 2), id="b3"))
    data = load_writer("pdf").write(replace(LETTER, sections=(Section(None, (Article(title="Bài", blocks=blocks),)),)), layout, book(), Context()).data
    checked = decree.check("bai.pdf", MemoryFiles({Path("bai.pdf"): data}))
    assert [str(each) for each in checked.departures if "đoạn" in str(each) or "thụt" in str(each)] == []


def test_the_motto_of_a_letter_has_room_for_its_one_line_in_word():
    data = load_writer("docx").write(LETTER, with_keys("nghi-dinh-30"), book(), Context()).data
    table = next(etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")).iter(f"{W}tbl"))
    sides = [table.find(f"{W}tblPr/{W}tblCellMar/{W}{side}").get(f"{W}w") for side in ("left", "right")]
    assert sides == ["0", "0"]
    motto = next(p for p in table.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Motto")
    indent = motto.find(f"{W}pPr/{W}ind")
    width = int(motto.getparent().find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
    room = (width - int(indent.get(f"{W}left")) - int(indent.get(f"{W}right"))) / 20
    assert 12.25 < room / 13.5 < 12.5  # em: it takes 12.24 in Times, bold


def test_a_date_in_the_masthead_is_never_parted_within_a_number():
    layout = with_keys("chu-lon", parts="[masthead]")
    bulletin = replace(cover_bulletin(date=date(2024, 2, 25)), sections=())
    lines = [line.text.replace("\u00a0", " ") for _, line in lines_of(pages_of(bulletin, layout), "masthead_small")]
    assert "Ngày 25 tháng 02 năm 2024" in lines
