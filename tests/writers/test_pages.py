"""The rules of pages: no widow, no orphan, no stranded heading, figures with their captions, nothing out of its box."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from bulletin.context import DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import (
    Article,
    Bulletin,
    Figure,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Table,
)
from bulletin.notices import Report
from bulletin.settings import override
from bulletin.writers.pdf import bulletin_to_pages
from bulletin.writers.pdf.marks import LeaderMark, PictureMark, TextMark
from bulletin.writers.pdf.setter import Setter
from samples import text

LAYOUTS = ["ban-tin", "tap-san", "diem-bao", "tuyen-tap", "chu-lon", "nghi-dinh-30"]
SHAPES = [(1600, 1067), (1200, 900), (640, 480), (1920, 1080), (800, 1200), (300, 300), (10, 20_000), (4000, 100)]
TOKEN = re.compile(r"([a-z])(\d+)x")
SLACK = 0.1  # points


class Writing:
    """Articles whose every word says which block of which article it belongs to: "p17xab" stands in paragraph 17."""

    def __init__(self, seed):
        self.random = random.Random(seed)  # noqa: S311 — the same pages every time
        self.count = 0

    def words(self, kind, count):
        self.count += 1
        name = f"{kind}{self.count}x"
        return text(" ".join(name + "abcdefgh"[: self.random.randint(0, 8)] for _ in range(count)))

    def picture(self):
        width, height = self.random.choice(SHAPES)
        return Image("a.jpg", picture=Picture(f"{self.count}.jpg", "image/jpeg", width, height))

    def table(self, columns, rows):
        lines = tuple(tuple(self.words("t", self.random.randint(1, 4)) for _ in range(columns)) for _ in range(rows))
        return Table((tuple(self.words("k", 1) for _ in range(columns)), *lines), 1)

    def block(self):
        kind = self.random.choices(["p", "h", "f", "l", "q", "t"], [60, 10, 12, 5, 4, 4])[0]
        if kind == "p":
            return Paragraph(self.words("p", self.random.choice([3, 12, 40, 80, 150])))
        if kind == "h":
            return Heading(self.words("h", self.random.choice([2, 5, 14])))
        if kind == "f":
            return Figure(self.picture(), self.words("c", self.random.choice([4, 12, 30])))
        if kind == "l":
            return ListBlock(tuple(ListItem(self.words("l", self.random.choice([3, 20]))) for _ in range(4)))
        if kind == "q":
            return Quotation((self.words("q", 30), self.words("q", 8)))
        return self.table(self.random.choice([2, 3, 8]), self.random.choice([2, 5, 30, 90]))

    def article(self):
        blocks = [self.block() for _ in range(self.random.randint(2, 45))]
        while isinstance(blocks[-1], Heading):
            blocks.pop()
        self.count += 1
        byline = f"b{self.count}x" if self.random.random() < 0.7 else None
        return Article(title=f"a{self.count}x tít bài", byline=byline, blocks=(*blocks, Paragraph(self.words("p", 30))))


def pages_of(articles, layout):
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    setter = Setter(layout, fonts)
    return bulletin_to_pages(Bulletin(title="Bản tin", sections=(Section(None, tuple(articles)),)), setter)


class Line:
    """A line of text or a picture on its page, in its column; y grows over the whole bulletin."""

    def __init__(self, page, placed, layout):
        mark = placed.mark
        self.page, self.placed, self.mark = page.number, placed, mark
        margins = layout.page.margins
        even = layout.page.mirrored and page.number % 2 == 0
        self.origin = (margins.outside if even else margins.inside).points()
        self.left, self.y = placed.x + mark.x, placed.y + mark.y
        self.column = round((placed.x - self.origin) / (layout.column_width + layout.grid.gutter.points()))
        self.is_text = isinstance(mark, TextMark)
        self.right = self.left + (mark.line.width if self.is_text else mark.width)
        style = mark.line.style if self.is_text else None
        self.top = self.y - 0.7 * style.ink.size if style else self.y
        self.bottom = self.y + 0.1 * style.ink.size if style else self.y + mark.height
        found = TOKEN.search(mark.line.text) if self.is_text else None
        self.kind, self.number = (found[1], int(found[2])) if found else ("picture" if not self.is_text else "", 0)

    def __repr__(self):
        what = self.mark.line.text[:20] if self.is_text else "picture"
        return f"<{what!r} page {self.page} column {self.column} y {self.y:.0f}>"


def lines_of(pages, layout):
    return [
        Line(page, placed, layout)
        for page in pages
        for placed in page.placed
        if isinstance(placed.mark, TextMark | PictureMark) and not placed.repeated
    ]


def faults(pages, layout):
    """Yield what breaks a rule, in words."""
    for page in pages:
        if not any(isinstance(placed.mark, TextMark | PictureMark) for placed in page.placed):
            yield f"page {page.number} is empty"
    lines = lines_of(pages, layout)
    yield from out_of_box(lines, layout)
    yield from split_wrongly(lines)
    yield from stranded(lines)
    yield from unsigned(lines)
    yield from torn(lines)
    yield from astray(lines)


def out_of_box(lines, layout):
    top = layout.page.margins.top.points()
    bottom = layout.page.size.height - layout.page.margins.bottom.points()
    for line in lines:
        if line.top < top - 3 or line.bottom > bottom + SLACK:
            yield f"{line} is above or below the type area"
        wide = layout.type_width if line.kind in ("a", "c", "t", "k", "", "picture") else layout.column_width
        if line.left < line.origin - SLACK or line.right > line.placed.x + wide + SLACK:
            yield f"{line} is wider than its column"
        if line.right > line.origin + layout.type_width + SLACK:
            yield f"{line} is wider than the page"
    rows = sorted(lines, key=lambda line: (line.page, line.top))
    for index, line in enumerate(rows):
        for other in rows[index + 1 : index + 60]:
            if other.page != line.page or other.top >= line.bottom - SLACK:
                break
            if other.left < line.right - SLACK and line.left < other.right - SLACK:
                yield f"{line} and {other} overlap"


def split_wrongly(lines):
    """A paragraph that goes on in another column has two lines at least on either side."""
    parts = {}
    for line in lines:
        if line.kind in ("p", "l", "q"):
            counts = parts.setdefault((line.kind, line.number), {})
            counts[line.page, line.column] = counts.get((line.page, line.column), 0) + 1
    for name, counts in parts.items():
        if len(counts) > 1 and min(counts.values()) < 2:
            yield f"widow or orphan: {name} {counts}"


def stranded(lines):
    """Something other than a heading stands under a heading in its column."""
    for line in lines:
        if line.kind == "h" and not any(
            other.page == line.page and other.kind != "h" and other.y > line.y and other.left - 1 <= line.right
            and (other.column == line.column or (other.column < line.column and other.right > line.left))
            for other in lines[max(0, lines.index(line) - 150) : lines.index(line) + 150]
        ):  # fmt: skip
            yield f"{line} is stranded"


def unsigned(lines):
    """The last line of an article's text stands right above its byline."""
    for above, line in pairwise(lines):
        if line.kind == "b" and (above.page, above.column) != (line.page, line.column):
            yield f"{line} stands without the text that it signs"


def torn(lines):
    """A caption stands right under its picture."""
    for line, below in pairwise(lines):
        if line.kind == "picture" and (
            below.kind != "c" or below.page != line.page or not 0 < below.top - line.bottom < 20
        ):
            yield f"{line} and {below} are torn"


def astray(lines):
    """Figures keep their order, none stands before its place or after its article."""
    pages = {}  # of text: number → first page, last page
    for line in lines:
        if line.kind in ("p", "h", "l", "q", "a"):
            first, _ = pages.get(line.number, (line.page, 0))
            pages[line.number] = (first, line.page)
    captions = {}
    for line in lines:
        if line.kind == "c":
            captions.setdefault(line.number, line)
    texts = sorted(pages)
    for (number, one), (after, two) in pairwise(sorted(captions.items())):
        if two.page < one.page:
            yield f"figure {after} stands before {number}"
    for number, line in captions.items():
        before = max((text for text in texts if text < number), default=0)
        after = min((text for text in texts if text > number), default=0)
        if before and line.page < pages[before][1]:
            yield f"{line} stands before its place"
    titles = [(line.number, (line.page, line.y)) for line in lines if line.kind == "a"]
    for number, line in captions.items():
        following = [place for title, place in titles if title > number]
        # An article's title is its last number: the figures have smaller ones.
        if len(following) > 1 and (line.page, line.y) >= following[1]:
            yield f"{line} stands in another article"


@pytest.mark.parametrize("name", LAYOUTS)
def test_pages_break_no_rule(name):
    for seed, wide in ((1, "first"), (19, "first"), (23, "first"), (28, "all")):  # each had broken a rule once
        layout = layout_with(name, article__wide_pictures=wide)
        writing = Writing(seed)
        pages = pages_of([writing.article() for _ in range(6)], layout)
        assert list(faults(pages, layout)) == []


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────


def layout_with(name, **keys):
    texts = {"parts": "[sections]", **keys}
    return load_layout(name, DiskFiles(), [override(key.replace("__", "."), value, "test") for key, value in texts.items()])


def figure(writing, width, height):
    return Figure(Image("a.jpg", picture=Picture("a.jpg", "image/jpeg", width, height)), writing.words("c", 6))


def paragraphs(writing, count):
    return tuple(Paragraph(writing.words("p", 60)) for _ in range(count))


def test_a_figure_that_does_not_fit_leaves_no_hole_and_stands_at_the_top_of_the_next_page():
    layout, writing = layout_with("diem-bao"), Writing(1)
    text_before, picture, text_after = paragraphs(writing, 4), figure(writing, 800, 500), paragraphs(writing, 6)
    pages = pages_of([Article(title="Bài", blocks=(*text_before, picture, *text_after))], layout)
    first, second = (lines_of([page], layout) for page in pages[:2])
    depth = layout.page.size.height - layout.page.margins.bottom.points()
    assert max(line.y for line in first) > depth - 3 * layout.styles.body.leading.points()
    assert {line.number for line in first} & {line.number for line in second}  # a paragraph goes on around it
    assert second[0].kind == "picture"
    assert second[0].y < layout.page.margins.top.points() + 1


def test_a_short_column_takes_text_while_a_figure_waits_for_the_next():
    layout, writing = layout_with("ban-tin"), Writing(2)
    blocks = (*paragraphs(writing, 3), figure(writing, 600, 900), *paragraphs(writing, 9))
    pages = pages_of([Article(title="Bài", blocks=blocks)], layout)
    lines = lines_of(pages[:1], layout)
    picture = next(line for line in lines if line.kind == "picture")
    assert picture.column == 1
    left = [line for line in lines if line.column == 0 and line.kind == "p"]
    right = [line for line in lines if line.column == 1 and line.kind == "p"]
    assert max(line.y for line in left) == pytest.approx(max(line.y for line in right), abs=14)
    after = min(line.number for line in left if line.number > picture_number(lines))
    assert after == picture_number(lines) + 1  # the text beyond the figure's place stands beside it, not below


def picture_number(lines):
    return next(line.number for line in lines if line.kind == "c")


def test_the_marks_of_a_page_keep_the_order_of_the_text_where_a_figure_floats():
    layout, writing = layout_with("ban-tin"), Writing(2)
    blocks = (*paragraphs(writing, 3), figure(writing, 600, 900), *paragraphs(writing, 3))
    pages = pages_of([Article(title="Bài", blocks=blocks)], layout)
    numbers = [line.number for line in lines_of(pages[:1], layout) if line.number]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(("shape", "spans"), [((1600, 1000), True), ((700, 438), False), ((1600, 1500), False)])
def test_a_broad_sharp_first_picture_spans_the_columns_under_the_head(shape, spans):
    layout, writing = layout_with("ban-tin"), Writing(3)
    blocks = (*paragraphs(writing, 1), figure(writing, *shape), *paragraphs(writing, 14), figure(writing, *shape))
    pages = pages_of([Article(title="a0x", blocks=(*blocks, *paragraphs(writing, 1)))], layout)
    lines = lines_of(pages, layout)
    pictures = [line for line in lines if line.kind == "picture"]
    assert (pictures[0].mark.width == pytest.approx(layout.type_width)) is spans
    assert pictures[1].mark.width <= layout.column_width + SLACK  # the first alone
    if spans:
        texts = [line.y for line in lines if line.page == 1 and line.kind == "p"]
        assert next(line.y for line in lines if line.kind == "a") < pictures[0].y < min(texts)
    assert list(faults(pages, layout)) == []


def test_all_broad_pictures_span_the_columns_or_none_where_the_layout_says_so():
    writing = Writing(4)
    blocks = tuple(block for _ in range(4) for block in (*paragraphs(writing, 14), figure(writing, 1600, 1000)))
    for value, count in (("all", 4), ("first", 1), ("none", 0)):
        layout = layout_with("ban-tin", article__wide_pictures=value)
        pages = pages_of([Article(title="a0x", blocks=blocks)], layout)
        pictures = [line for line in lines_of(pages, layout) if line.kind == "picture"]
        assert sum(line.mark.width > layout.column_width + 1 for line in pictures) == count
        assert list(faults(pages, layout)) == []


def test_a_short_news_item_keeps_its_picture_in_a_column():
    layout, writing = layout_with("ban-tin"), Writing(5)
    pages = pages_of([Article(title="a0x", blocks=(*paragraphs(writing, 2), figure(writing, 1600, 1000)))], layout)
    picture = next(line for line in lines_of(pages, layout) if line.kind == "picture")
    assert picture.mark.width == pytest.approx(layout.column_width)


def test_a_figure_across_stands_below_the_columns_where_the_head_is_in_them():
    layout, writing = layout_with("ban-tin", article__title="column"), Writing(6)
    blocks = (*paragraphs(writing, 1), figure(writing, 1600, 1000), *paragraphs(writing, 14))
    lines = lines_of(pages_of([Article(title="a0x", blocks=blocks)], layout)[:1], layout)
    picture = next(line for line in lines if line.kind == "picture")
    assert picture.mark.width == pytest.approx(layout.type_width)
    assert max(line.y for line in lines if line.kind in "ap") < picture.y


def test_an_article_s_last_lines_stand_after_its_figures():
    layout, writing = layout_with("diem-bao"), Writing(7)
    blocks = (*paragraphs(writing, 9), figure(writing, 800, 500), figure(writing, 800, 500), *paragraphs(writing, 1))
    lines = lines_of(pages_of([Article(title="Bài", byline="b999x", blocks=blocks)], layout), layout)
    assert lines[-1].kind == "b"
    assert all((line.page, line.y) < (lines[-1].page, lines[-1].y) for line in lines if line.kind == "picture")


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("columns", "spans"), [(3, False), (9, True)])
def test_heads_stand_again_wherever_a_table_goes_on(columns, spans):
    layout, writing = layout_with("ban-tin"), Writing(8)
    table = writing.table(columns, 150)
    pages = pages_of([Article(title="Bài", blocks=(*paragraphs(writing, 1), table))], layout)
    marks = [placed for page in pages for placed in page.placed if placed.repeated and isinstance(placed.mark, TextMark)]
    heads = [placed for placed in marks if TOKEN.match(placed.mark.line.text)]
    pieces = {(line.page, line.column if not spans else 0) for line in lines_of(pages, layout) if line.kind == "t"}
    assert len(pieces) > 2
    first = [line for line in lines_of(pages, layout) if line.kind == "k"]
    assert len({line.number for line in first}) == columns
    assert len(heads) == len(first) * (len(pieces) - 1)
    for page in pages[1:]:
        tops = [placed.y + placed.mark.y for placed in page.placed if placed.repeated and isinstance(placed.mark, TextMark)]
        assert all(y < layout.page.margins.top.points() + 30 for y in tops)
    rights = [line.right for line in lines_of(pages, layout) if line.kind == "t"]
    assert (max(rights) > layout.page.size.width * 0.7) or not spans
    assert list(faults(pages, layout)) == []


def test_a_row_under_half_a_page_is_never_parted():
    layout, writing = layout_with("ban-tin"), Writing(9)
    rows = tuple((writing.words("t", 1), writing.words("u", 20 + 17 * index % 40)) for index in range(40))
    lines = lines_of(pages_of([Article(title="Bài", blocks=(Table(rows),))], layout), layout)
    places = {}
    for line in lines:
        if line.kind == "u":
            places.setdefault(line.number, set()).add((line.page, line.column))
    assert len({place for found in places.values() for place in found}) > 4
    assert all(len(found) == 1 for found in places.values())


@pytest.mark.parametrize("count", [60, 200])
def test_a_table_of_more_columns_than_letters_fit_is_cut_into_parts_and_told(count):
    layout, writing = layout_with("ban-tin"), Writing(10)
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    table = Table(tuple(tuple(writing.words("t", 2) for _ in range(count)) for _ in range(5)), 1)
    bulletin = Bulletin(title="B", sections=(Section(None, (Article(title="Bài", blocks=(table,)),)),))
    pages = bulletin_to_pages(bulletin, Setter(layout, fonts))
    assert list(out_of_box(lines_of(pages, layout), layout)) == []
    assert "table-split" in {notice.code for notice in fonts.report.notices}
    shown = "".join(sorted(line.mark.line.text.replace(" ", "") for line in lines_of(pages, layout)))
    wanted = "".join(cell[0].text.replace(" ", "") for row in table.rows for cell in row)
    assert sorted(shown.replace("Bài", "")) == sorted(wanted)


# ── sections ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("value", ["below", "page"])
def test_a_section_opens_where_the_layout_says(value):
    layout, writing = layout_with("ban-tin", article__section_opens=value), Writing(11)
    sections = tuple(
        Section(f"Mục {name}", tuple(Article(title="Bài", blocks=paragraphs(writing, 1)) for _ in range(2))) for name in "AB"
    )
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    pages = bulletin_to_pages(Bulletin(title="B", sections=sections), Setter(layout, fonts))
    assert len(pages) == (2 if value == "page" else 1)
    assert list(faults(pages, layout)) == []


def test_a_paragraph_after_a_picture_is_indented_because_the_picture_may_stand_elsewhere():
    picture = Figure(Image("a.png", picture=Picture("a.png", "image/png", 600, 400)), text("Chú thích"), id="f")
    caption = Figure(None, text("Chú thích"), id="c")
    for figure, indented in ((picture, True), (caption, False)):
        blocks = (Paragraph(text("Đoạn một."), id="a"), figure, Paragraph(text("Đoạn hai."), id="b"))
        pages = pages_of([Article(title="Bài", blocks=blocks)], layout_with("ban-tin"))
        marks = [placed.mark for page in pages for placed in page.placed]
        (second,) = (mark for mark in marks if isinstance(mark, TextMark) and mark.line.text == "Đoạn hai.")
        assert (second.x > 0) is indented


# ── the top of a page ────────────────────────────────────────────────────────────────────────────────────────


def baselines(page, role):
    marks = (placed for placed in page.placed if isinstance(placed.mark, TextMark))
    return [placed.y + placed.mark.y for placed in marks if placed.mark.line.style.role == role]


@pytest.mark.parametrize("place", ["across", "column"])
def test_the_white_that_the_top_of_a_page_swallows_comes_back_nowhere(place):
    layout, writing = layout_with("tuyen-tap", article__title=place), Writing(12)
    for title in ("tít " * 20, "tít"):
        blocks = paragraphs(writing, 1)
        article = Article(title=title.strip(), lead="sa-pô", blocks=blocks)
        (page,) = pages_of([article], layout)
        lines, (lead,) = baselines(page, "title"), baselines(page, "lead")
        leading = layout.styles.title.leading_points
        assert [after - before for before, after in pairwise(lines)] == pytest.approx([leading] * (len(lines) - 1))
        assert lines[0] < layout.page.margins.top.points() + leading
        assert lead - lines[-1] < leading + layout.styles.title.space_after.points(layout.styles.title.size.points())


@pytest.mark.parametrize("name", ["tuyen-tap", "ban-tin"])
def test_lines_of_a_heading_stand_close_at_the_top_of_a_column_and_the_text_below_on_the_grid(name):
    layout, writing = layout_with(name, styles__heading__together="false", styles__heading__space_before="20pt"), Writing(13)
    blocks = (Heading(writing.words("h", 20)), *paragraphs(writing, 2))
    (page,) = pages_of([Article(title="tít", blocks=blocks)], layout)
    lines, body = baselines(page, "heading"), baselines(page, "body")
    pitches = [after - before for before, after in pairwise(lines)]
    assert len(lines) > 1
    assert pitches == pytest.approx([layout.baseline] * len(pitches))
    tops = [line - body[0] for line in body]
    assert all(abs(top / layout.baseline - round(top / layout.baseline)) < 0.01 for top in tops)
    if layout.grid.columns == 1:
        assert body[0] - lines[-1] < 2 * layout.baseline


def test_no_blank_page_stands_behind_a_text_that_fills_its_last_page():
    layout, writing = layout_with("tuyen-tap", parts="[sections, imprint]"), Writing(14)
    for count in range(250, 420, 3):
        pages = pages_of([Article(title="tít", blocks=(Paragraph(writing.words("p", count)),))], layout)
        assert all(page.placed for page in pages), count


def test_a_picture_without_a_caption_has_white_below_it():
    layout, writing = layout_with("tuyen-tap"), Writing(15)
    picture = Figure(Image("a.jpg", picture=Picture("a.jpg", "image/jpeg", 1200, 800)))
    for name in ("tuyen-tap", "chu-lon"):
        layout = layout_with(name)
        pages = pages_of([Article(title="tít", blocks=(*paragraphs(writing, 1), picture, *paragraphs(writing, 1)))], layout)
        lines = lines_of(pages, layout)
        above = next(line for line in lines if line.kind == "picture")
        below = next(line for line in lines[lines.index(above) :] if line.kind == "p")
        style = layout.styles.caption
        assert below.top - above.bottom >= style.space_after.points(style.size.points())


@pytest.mark.parametrize("name", ["ban-tin", "tuyen-tap"])
def test_a_title_longer_than_a_page_stays_in_the_type_area_and_leaves_no_hole(name):
    layout = layout_with(name, parts="[masthead, contents, sections]", article__opens="below")
    pages = pages_of([Article(title="tít bài dài quá " * 320, blocks=(Paragraph(text("Hết.")),))], layout)
    bottom = layout.page.size.height - layout.page.margins.bottom.points()
    for page in pages:
        ends = [placed.y + placed.mark.y for placed in page.placed if isinstance(placed.mark, TextMark)]
        assert max(ends) < bottom
        assert max(ends) > bottom - layout.type_height / 3 or page.number >= len(pages) - 2
    contents = [placed for page in pages for placed in page.placed if isinstance(placed.mark, LeaderMark)]
    assert [placed.mark.link_top for placed in contents] == [2 * layout.styles.contents.leading_points]
    assert len(pages[0].placed) > 20
