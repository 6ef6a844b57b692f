"""The PDF: lines, pages, links, letters."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels
from reportlab.pdfgen.canvas import Canvas

from bulletin import walk
from bulletin.context import Context, DiskFiles, MemoryFiles
from bulletin.errors import FontError
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import (
    Article,
    Bulletin,
    Emphasis,
    Figure,
    Image,
    Link,
    Origin,
    Paragraph,
    Picture,
    Section,
    Strong,
    Table,
    Text,
)
from bulletin.notices import Report, Span
from bulletin.readers import load_reader
from bulletin.settings import override
from bulletin.writers.pdf import bulletin_to_pages, linebreak, write
from bulletin.writers.pdf.draw import Press
from bulletin.writers.pdf.lettering import Lettering
from bulletin.writers.pdf.linebreak import LOOSEST, Hangs, Measure, break_justified, break_ragged
from bulletin.writers.pdf.marks import Passage, TextMark
from bulletin.writers.pdf.setter import Setter
from samples import BULLETIN, text
from strategies import articles

LONG = "Hội nghị đã thống nhất các nhóm nhiệm vụ trọng tâm của năm 2024 và giao các cơ quan tổ chức thực hiện. "


def one(article):
    return Bulletin(title="Bản tin", sections=(Section(None, (article,)),))


def text_marks(page):
    return [(placed, placed.mark) for placed in page.placed if isinstance(placed.mark, TextMark)]


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(st.floats(2, 60), min_size=1, max_size=80),
    st.floats(61, 400),
    st.sampled_from([break_justified, break_ragged]),
)
def test_lines_hold_all_words_and_never_more_than_the_measure(widths, width, breaker):
    measure = Measure(width, 0.0, 3.0)
    breaks = breaker(widths, measure)
    assert breaks[-1] == len(widths)
    assert breaks == sorted(set(breaks))
    for start, end in itertools.pairwise([0, *breaks]):
        least = 3.0 * 0.7 if breaker is break_justified else 3.0
        assert sum(widths[start:end]) + (end - start - 1) * least <= width + 0.01


def test_total_fit_is_never_looser_than_filling_line_after_line():
    widths = [20, 31, 14, 44, 9, 27, 38, 12, 50, 22, 33, 18, 41, 26, 15, 37, 29, 11, 48, 24] * 4
    measure = Measure(160.0, 10.0, 3.0)

    def looseness(breaks):
        total = 0.0
        for start, end in itertools.pairwise([0, *breaks[:-1]]):
            room = 160.0 - (10.0 if start == 0 else 0.0)
            total += ((room - sum(widths[start:end])) / max(1, end - start - 1) / 3.0 - 1) ** 2
        return total

    greedy, start = [], 0
    while start < len(widths):
        end, room = start + 1, 160.0 - (10.0 if start == 0 else 0.0)
        while end < len(widths) and sum(widths[start : end + 1]) + (end - start) * 3.0 <= room:
            end += 1
        greedy.append(end)
        start = end
    assert looseness(break_justified(widths, measure)) < looseness(greedy)


def test_letters_with_and_without_kerning_are_written_apart(layout, fonts):
    """A row of leader dots is spaced, not kerned; the same dots in an article are kerned."""
    (word,) = Setter(layout, fonts).plain_passage("AVATAR", "body").words
    (fragment,) = word.fragments
    lettering = Lettering(Canvas(io.BytesIO()))
    kerned = lettering.pieces(fragment, followed_by_space=False)
    plain = lettering.pieces(replace(fragment, kerns=()), followed_by_space=False)
    assert fragment.kerns
    assert (kerned[0][1].count("("), plain[0][1].count("(")) == (len(fragment.kerns) + 1, 1)


def test_no_words_are_no_lines():
    assert break_justified([], Measure(100.0, 0.0, 3.0)) == break_ragged([], Measure(100.0, 0.0, 3.0)) == []


def test_a_paragraph_does_not_end_on_one_short_syllable():
    widths = [12.0] * 12 + [8.0]  # twelve words fill the line exactly
    assert break_justified(widths, Measure(177.0, 0.0, 3.0)) == [11, 13]


def price(widths, breaks, measure):
    """Return what a setting costs by the rules at the head of `linebreak`, or None where a line does not fit."""
    total, before = 0.0, None
    for start, end in itertools.pairwise([0, *breaks]):
        gaps = end - start - 1
        free = (measure.width - sum(widths[start:end])) / measure.space - gaps
        last = end == len(widths)
        stretch = free / gaps if gaps else 0.0
        if gaps and free < -linebreak.MOST_SHRINK * gaps - linebreak._ROUNDING:
            return None
        if last and (free >= 0 or not gaps):
            kind = 1
            short = not gaps and widths[-1] < measure.width * linebreak._SYLLABLE
            total += linebreak._ONE_SYLLABLE if short else 0.0
        elif not gaps or free > linebreak.LOOSEST * gaps:
            kind = 3
            giving_up, white = linebreak.giving_up_costs(measure.width / measure.space)
            total += giving_up + white * (free * measure.space / measure.width) ** 2
        else:
            bounds = (linebreak._DECENT, linebreak._LOOSE, linebreak._VERY_LOOSE)
            kind = 0 if last else sum(stretch >= bound for bound in bounds)
            total += stretch**2 * (linebreak._SHRINKING if stretch < 0 else 1.0) + (linebreak._HOLES if kind == 3 else 0.0)
        total += linebreak._JUMP if before is not None and abs(kind - before) > 1 else 0.0
        before = kind
    return total


@given(st.lists(st.floats(10, 45), min_size=1, max_size=11), st.floats(50, 130))
def test_no_other_setting_of_the_paragraph_costs_less(widths, width):
    measure = Measure(width, 0.0, 4.0)
    inner = range(1, len(widths))
    settings = (
        [*ends, len(widths)] for count in range(len(widths)) for ends in itertools.combinations(inner, count)
    )
    prices = [found for found in (price(widths, each, measure) for each in settings) if found is not None]
    assert price(widths, break_justified(widths, measure), measure) == pytest.approx(min(prices))


def test_fewer_lines_end_inside_names():
    widths = [20.0, 21.0, 12.0, 18.0, 20.0, 15.0, 8.0, 14.0, 19.0, 13.0, 17.0] * 8
    holds = [0.1 if index % 11 in (3, 4, 5) else 0.0 for index in range(len(widths))]

    def parted(held):
        found = (end for width in range(230, 260) for end in break_justified(widths, Measure(width, 0.0, 3.0), held))
        return sum(holds[end - 1] > 0 for end in found)

    assert parted(holds) < 0.8 * parted(())


def test_hanging_marks_lengthen_the_measure():
    widths = [20.0] * 5
    assert break_justified(widths, Measure(105.0, 0.0, 3.0)) != [5]
    hangs = Hangs([2.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 3.0])
    assert break_justified(widths, Measure(105.0, 0.0, 3.0), hangs=hangs) == [5]


def set_paragraph(words, fonts, width, **keys):
    """Return the lines of a paragraph of the body in `ban-tin`, and what there is to report."""
    layout = load_layout("ban-tin", DiskFiles(), [override(key.replace("__", "."), value, "test") for key, value in keys.items()])
    setter = Setter(layout, fonts)
    lines = setter.lines(setter.plain_passage(words, "body"), "body", width)
    setter.report_ragged()
    return lines, fonts.report


def test_a_line_without_a_good_setting_turns_ragged_and_a_notice_says_so(fonts):
    words = "Kết quả ở đây https://example.vn/tin-tuc/hoi-nghi " + LONG
    lines, report = set_paragraph(words, fonts, 160.0)
    assert lines[0].stretch == 0.0
    assert lines[0].width < 120.0
    assert [notice.code for notice in report.notices] == ["lines-ragged"]
    given_up = sum(line.stretch == 0.0 and line.width < 159.0 for line in lines[:-1])
    assert f"{given_up} trong {len(lines) - 1} dòng" in report.notices[0].message
    for line in lines:
        assert line.stretch <= LOOSEST * line.style.space + 0.01


def test_marks_hang_in_optical_margins_and_the_text_stays(fonts):
    words = f"“{LONG}” " * 4
    plain, _ = set_paragraph(words, fonts, 236.0)
    hung, _ = set_paragraph(words, fonts, 236.0, article__optical_margins="true")
    assert all(line.hang == 0.0 and line.width <= 236.01 for line in plain)
    assert hung[0].hang > 0.0  # “ opens the paragraph
    assert any(line.width - line.hang > 236.5 for line in hung)  # a comma or a full stop at the right
    assert all(line.width - line.hang < 236.0 + 9.8 * 0.6 for line in hung)
    assert " ".join(line.text for line in hung).split() == " ".join(line.text for line in plain).split()


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def pages(sample_bulletin, layout, fonts):
    return bulletin_to_pages(sample_bulletin, Setter(layout, fonts))


def test_body_lines_stand_on_one_grid_in_both_columns(pages, layout):
    grid = layout.styles.body.leading.points()
    for page in pages[1:]:
        offsets = {
            round((placed.y + mark.y) % grid, 1) % round(grid, 1)
            for placed, mark in text_marks(page)
            if mark.line.style.role == "body"
        }
        assert len(offsets) <= 1


def test_no_line_leaves_its_column(pages, layout):
    for page in pages:
        for placed, mark in text_marks(page):
            if mark.line.style.role == "body":
                assert mark.x + mark.line.width <= layout.column_width + 0.1
            bottom = layout.page.size.height - layout.page.margins.bottom.points()
            assert placed.y + mark.y <= bottom + 0.1


def test_widows_and_orphans_are_never_left(layout, fonts):
    """Where a paragraph goes on in another column, at least two of its lines stand on either side."""
    blocks = tuple(
        Paragraph(text(" ".join([f"đoạn{number}x"] * (7 + number * 5 % 43))), id=f"b{number}") for number in range(160)
    )
    pages = bulletin_to_pages(one(Article(title="Thử", blocks=blocks)), Setter(layout, fonts))
    parts = {}
    for page in pages:
        for placed, mark in text_marks(page):
            if mark.line.style.role == "body":
                paragraph = mark.line.text.split()[0]
                column = (page.number, placed.x > layout.page.size.width / 2)
                parts.setdefault(paragraph, {}).setdefault(column, 0)
                parts[paragraph][column] += 1
    split = [counts for counts in parts.values() if len(counts) > 1]
    assert len(split) > 3
    assert all(count >= 2 for counts in split for count in counts.values())


def test_heads_stand_over_text_on_their_page(pages):
    for page in pages:
        roles = [mark.line.style.role for _, mark in text_marks(page)]
        for index, role in enumerate(roles):
            if role == "title":
                assert roles[index:].count("body") >= 2


def test_an_article_of_one_huge_paragraph_is_set_whole(layout, fonts):
    article = Article(title="Dài", blocks=(Paragraph(text((LONG * 400).strip()), id="b1"),))
    pages = bulletin_to_pages(one(article), Setter(layout, fonts))
    lines = [mark.line.text for page in pages for _, mark in text_marks(page) if mark.line.style.role == "body"]
    assert " ".join(lines).replace("\u00a0", " ") == (LONG * 400).strip()


def test_a_word_wider_than_the_column_is_cut_and_kept(layout, fonts):
    address = "https://example.vn/" + "duong-dan-rat-dai/" * 30
    pages = bulletin_to_pages(one(Article(title="Dài", blocks=(Paragraph(text(address), id="b1"),))), Setter(layout, fonts))
    lines = [mark.line for page in pages for _, mark in text_marks(page) if mark.line.style.role == "body"]
    assert "".join(line.text for line in lines) == address
    assert all(line.width <= layout.column_width + 0.01 for line in lines)


def test_a_table_cell_of_two_thousand_lines_is_set(layout, fonts):
    table = Table(((text("Cột"), text("Nội dung")), (text("1"), text((LONG * 300).strip()))), 1, id="b1")
    pages = bulletin_to_pages(one(Article(title="Bảng", blocks=(table,))), Setter(layout, fonts))
    assert len(pages) > 3


@settings(max_examples=40, deadline=None)
@given(articles)
def test_every_lawful_article_can_be_set_in_one_to_four_columns(article):
    report = Report()
    for count in (1, 3):
        layout = load_layout("ban-tin", DiskFiles(), [override("grid.columns", str(count), "test")])
        fonts = FontBook(load_catalogue(DiskFiles()), report)
        assert write(one(article), layout, fonts, Context()).count >= 1


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def opened(sample_bulletin):
    layout = load_layout("ban-tin", DiskFiles())
    written = write(sample_bulletin, layout, FontBook(load_catalogue(DiskFiles()), Report()), Context())
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        yield pdf


def test_the_document_says_its_language_title_and_author(opened):
    assert str(opened.Root.Lang) == "vi-VN"
    assert str(opened.docinfo["/Title"]) == "Bản tin nội bộ · Số 6 (214)"
    assert str(opened.docinfo["/Author"]) == "Ban Tuyên giáo Tỉnh ủy"
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_every_font_is_an_embedded_subset_with_unicode_values(opened):
    fonts = {}
    for page in opened.pages:
        fonts.update(dict(page.Resources.Font))
    assert fonts
    for font in fonts.values():
        assert "+" in str(font.BaseFont)
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font
    names = {str(font.BaseFont).split("+")[1] for font in fonts.values()}
    assert {"SourceSerif4-400", "BeVietnamPro-600", "BeVietnamPro-700"} <= names


def test_bookmarks_name_sections_and_articles(opened, sample_bulletin):
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == [section.title for section in sample_bulletin.sections]
        assert [child.title for child in outline.root[0].children] == [a.title for a in sample_bulletin.sections[0].articles]


def test_contents_entries_lead_to_their_articles(opened):
    links = [a for a in opened.pages[0].Annots if a.Subtype == "/Link"]
    assert len(links) == 5
    assert len({str(link.get("/Dest", link.get("/A"))) for link in links}) == 5


def test_links_of_the_text_are_live_and_others_are_not(layout, fonts):
    data = write(BULLETIN, layout, fonts, Context()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        targets = [str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a and "/URI" in a.A]
    assert set(targets) == {"https://example.vn/?a=1&b=2", "https://example.vn/tb"}


def test_pictures_are_drawn_above_their_captions(layout, fonts, tmp_path):
    path = tmp_path / "anh.jpg"
    Pixels.new("RGB", (400, 300), "red").save(path)
    picture = Picture(str(path), "image/jpeg", 400, 300)
    figure = Figure(Image("anh.jpg", picture=picture), text("Toàn cảnh hội nghị"), id="b1")
    article = Article(title="Có ảnh", blocks=(Paragraph(text(LONG.strip()), id="b0"), figure))
    data = write(one(article), layout, fonts, Context()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages[0].get_images()) == 1


# ── the font gate ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_missing_letter_stops_the_build_with_article_line_and_code_point(layout, fonts):
    block = Paragraph(text("Chữ 中文 trong bài."), id="b1", span=Span(0, 10, 7))
    article = Article(title="Bài thử", blocks=(block,), origin=Origin("bai.txt", "", "utf-8"))
    with pytest.raises(FontError) as caught:
        write(one(article), layout, fonts, Context())
    message = str(caught.value)
    assert "bai.txt:7" in message
    assert "Bài thử" in message
    assert "U+4E2D" in message
    assert "U+6587" in message


@pytest.mark.parametrize(
    ("name", "raw", "line"),
    [
        ("bai.md", "---\ntitle: Tít 中\n---\n\nMột đoạn.\n", 2),
        ("bai.md", "# Tít 中\n\nMột đoạn.\n", 1),
        ("bai.md", "---\nsection: Tin\n---\n\n# Tít 中\n\nMột đoạn.\n", 5),
        ("bai.txt", "\nHội nghị 中 tổng kết công tác năm\n\n" + (LONG * 3 + "\n\n") * 3, 2),
    ],
)
def test_a_letter_that_a_title_lacks_is_told_with_the_title_s_line(layout, fonts, name, raw, line):
    """Though the contents, which stand before all articles, lack it first."""
    context = Context(MemoryFiles({Path(name): raw.encode()}))
    (article,) = load_reader(Path(name)).read(Path(name), context)
    with pytest.raises(FontError) as caught:
        write(one(article), layout, fonts, context)
    told = str(caught.value).split("\n  →")[0].splitlines()
    assert len(told) == 2  # in the display face and, for the contents, in the text face
    assert all(problem.startswith(f"{name}:{line}: ") and "trong tít bài “" in problem for problem in told)


def test_a_letter_that_the_rest_of_an_article_lacks_is_told_where_it_stands(layout, fonts):
    block = Paragraph(text("Một đoạn."), id="b1", span=Span(0, 10, 7))
    article = Article(title="Bài", lead="中", byline="文", blocks=(block,), origin=Origin("bai.txt", "", "utf-8"))
    with pytest.raises(FontError) as caught:
        write(Bulletin(title="Bản tin", sections=(Section("Mục 字", (article,)),)), layout, fonts, Context())
    told = str(caught.value)
    for says in ("bai.txt: phông Source Serif 4 không có chữ “中” (U+4E2D) trong nhãn hoặc sa-pô", "“文” (U+6587) trong dòng cuối bài", "“字” (U+5B57) trong tên chuyên mục “Mục 字”"):
        assert says in told
    assert "bai.txt:7" not in told


def test_a_fallback_of_the_layout_lends_its_letters():
    layout = load_layout("ban-tin", DiskFiles(), [override("fonts.fallback", "[Source Serif 4]", "test")])
    article = Article(title="Đoàn Россия", blocks=(Paragraph(text("Một đoạn."), id="b1"),))
    plain = load_layout("ban-tin", DiskFiles())
    letters = "Đoàn Россия"
    with pytest.raises(FontError, match=r"U\+0420"):
        write(one(article), plain, FontBook(load_catalogue(DiskFiles()), Report(), letters), Context())
    data = write(one(article), layout, FontBook(load_catalogue(DiskFiles()), Report(), letters), Context()).data
    assert data.startswith(b"%PDF")


def test_memory_is_enough_to_write_from(layout, fonts):
    assert write(one(Article(title="Bài")), layout, fonts, Context(MemoryFiles({}))).count == 1


def test_a_headline_does_not_part_the_syllables_of_a_word(layout):
    """The text below says "hội nghị" again and again: of two lines of a like fit, the one that keeps it whole is set."""
    body = Paragraph(text("Hội nghị đã bàn. Hội nghị nhất trí. Kết luận hội nghị, lãnh đạo yêu cầu thực hiện. " * 3), id="b1")
    article = Article(title="Thông báo nhanh kết quả làm việc tại Hội nghị giữa nhiệm kỳ của Ban Thường vụ", blocks=(body,))
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    for width in range(180, 480, 12):
        setter = Setter(layout, fonts, walk.article_texts(article))
        lines = [line.text for line in setter.lines(setter.plain_passage(article.title, "title"), "title", width)]
        assert not any(line.endswith("Hội") for line in lines), lines


def of_pages(count):
    articles = tuple(Article(title=f"Bài số {n}", blocks=(Paragraph(text(LONG * 30), id="p"),)) for n in range(count))
    return Bulletin(title="Bản tin", sections=(Section(None, articles),))


def test_pages_are_handed_on_one_by_one_and_keep_no_text_once_they_are_drawn(layout, fonts):
    bulletin, seen = of_pages(8), []
    setter = Setter(replace(layout, parts=("masthead", "contents", "sections")), fonts)
    press = Press(bulletin, setter, Context(MemoryFiles({})))

    def hand_on(page):
        assert text_marks(page)
        press.draw(page)
        seen.append(page.number)

    pages = bulletin_to_pages(bulletin, setter, hand_on)
    assert seen == [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert len(pages) > 3
    assert not any(page.placed for page in pages)
    with pikepdf.open(io.BytesIO(press.finish(pages, []))) as pdf:
        assert len(pdf.pages) == len(pages)
        assert b"\x1a" not in pdf.pages[0].Contents.read_bytes()  # every number of the contents is filled in


def test_stretched_lines_leave_no_break_spaces_alone(layout, fonts):
    content = text("Ngày 5 tháng 7 năm 2024 Ban Thường vụ họp bàn việc sắp xếp bộ máy, phân công 12 đồng chí đi cơ sở. " * 6)
    setter = Setter(layout, fonts)
    marks = [mark for page in bulletin_to_pages(one(Article(title="Bài", blocks=(Paragraph(content, id="p"),))), setter) for _, mark in text_marks(page)]
    fixed = [mark.line for mark in marks if mark.line.stretch and "\u00a0" in mark.line.text]
    assert fixed
    data = write(one(Article(title="Bài", blocks=(Paragraph(content, id="p"),))), layout, fonts, Context(MemoryFiles({}))).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stretch, back = 0.0, []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "Tw":
                stretch = float(operands[0])
            if str(operator) == "TJ" and stretch:
                size = setter.style("body").ink.size
                back += [item for item in operands[0] if not isinstance(item, pikepdf.String) and float(item) == pytest.approx(stretch * 1000 / size, abs=0.02)]
    assert len(back) == sum(line.text.count("\u00a0") for line in fixed)


def test_justified_lines_end_at_the_margin_whatever_faces_their_words_are_in(fonts):
    """The space behind a word in bold is drawn in the bold face, whose space is of another width."""
    words = text("Ban Thường vụ họp bàn việc sắp xếp bộ máy và phân công các đồng chí đi cơ sở. " * 4)
    mixed = (Text("họp bàn "), Strong(text("việc ấy")), Text(" "), Emphasis(text("đi cơ sở")), Text(" "), Link("https://a.vn", (Strong(words),)), Text(" "))
    contents = ((Strong(words),), (Emphasis(words),), (Strong(text("và " * 60)),), mixed * 3)
    blocks = tuple(Paragraph(content, id=f"p{number}") for number, content in enumerate(contents))
    layout = load_layout("ban-tin", DiskFiles(), [override(key, value, "test") for key, value in (("grid.columns", "1"), ("parts", "[sections]"))])
    data = write(one(Article(title="Bài", blocks=blocks)), layout, fonts, Context(MemoryFiles({}))).data
    shown = pypdfium2.PdfDocument(data)[0].get_textpage()
    ends = {}
    for index in range(shown.count_chars()):
        _, bottom, end, _ = shown.get_charbox(index, loose=True)
        if shown.get_text_range(index, 1).strip():
            ends[round(bottom)] = max(end, ends.get(round(bottom), 0.0))
    right = layout.page.margins.inside.points() + layout.type_width
    full = [end for end in ends.values() if end > right - 5]
    assert len(full) > 15
    assert full == [pytest.approx(right, abs=0.2)] * len(full)  # PDFium gives slanted letters a little more


def test_a_headline_takes_a_further_line_rather_than_part_a_word(fonts):
    """As the sample bulletin has it: two full lines would part "Hội | nghị"."""
    layout = load_layout("ban-tin", DiskFiles())
    title = "Hội nghị toàn tỉnh học tập, quán triệt Nghị quyết Hội nghị lần thứ Sáu Ban Chấp hành Trung ương khóa XIII"
    body = "Ủy ban tỉnh họp. Bài nghị luận hay. Hội nghị bàn Nghị quyết. " * 3
    setter = Setter(layout, fonts, [title, body])
    lines = [line.text for line in setter.lines(setter.plain_passage(title, "title"), "title", layout.type_width)]
    assert not any(line.endswith(("Hội", "Nghị", "thứ")) for line in lines)


def test_what_no_line_may_part_is_parted_at_its_spaces_where_it_is_wider_than_the_line(layout, fonts):
    date = "Ngày 30 tháng 4 năm 1975"
    setter = Setter(layout, fonts)
    (word,) = setter.plain_passage("30 tháng 4 năm 1975", "body").words
    for width in (word.width - 1, word.width / 2):
        for content in (text(date), (Text("Ngày 30 "), Strong(text("tháng 4 năm 1975")))):
            (passage,) = setter.passages(content, "body")
            lines = setter.lines(passage, "body", width)
            assert " ".join(line.text for line in lines).replace("\u00a0", " ") == date
            assert all(line.width <= width + 0.01 for line in lines)
    words = [part for each in ("30", "tháng", "4", "năm", "1975") for part in setter.plain_passage(each, "body").words]
    assert Passage.of(words).seldom == [0, 1, 2, 3]  # it is parted unwillingly
    (letters,) = setter.lines(setter.plain_passage("1975", "body"), "body", 100.0)
    assert len(setter.lines(setter.plain_passage("1975", "body"), "body", letters.width / 2 + 1)) == 2
