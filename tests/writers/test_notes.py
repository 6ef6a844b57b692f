"""Notes on paper: figures from 1 in each article, and each note at the foot of the column that has its mark."""

from __future__ import annotations

import io
import random
import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from bulletin.context import Context, DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout, shipped_layouts
from bulletin.model import (
    Article,
    Bulletin,
    Figure,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Table,
    Text,
)
from bulletin.notices import Report
from bulletin.writers.pdf import bulletin_to_pages, write
from bulletin.writers.pdf.columns import Column, Room, Stand
from bulletin.writers.pdf.marks import RuleMark, Slug, TextMark
from bulletin.writers.pdf.setter import Setter
from samples import text

SLACK = 0.1  # points


def pages_of(articles, layout):
    setter = Setter(layout, FontBook(load_catalogue(DiskFiles()), Report()))
    return bulletin_to_pages(Bulletin(title="Bản tin", sections=(Section(None, tuple(articles)),)), setter)


def words(name, count):
    return " ".join(f"{name}x{'abcdefgh'[: number % 8]}" for number in range(count))


def noted(name, before, note, after):
    """Return a sentence with a note behind its first words; every word says whose it is: "p3xab", "n3xab"."""
    return Text(words(f"p{name}", before)), Note(text(words(f"n{name}", note))), Text(f" {words(f'p{name}', after)}")


class Line:
    def __init__(self, page, placed, layout):
        self.page, self.mark = page, placed.mark
        self.y, self.role = placed.y + placed.mark.y, placed.mark.line.style.role
        self.text = placed.mark.line.text
        margins = layout.page.margins
        even = layout.page.mirrored and page % 2 == 0
        left = placed.x - (margins.outside if even else margins.inside).points()
        self.column = round(left / (layout.column_width + layout.grid.gutter.points()))
        self.marked = [
            fragment.text for word in placed.mark.line.words for fragment in word.fragments if fragment.note
        ]

    def __repr__(self):
        return f"<{self.text!r} page {self.page} column {self.column} y {self.y:.0f}>"


def lines_of(pages, layout):
    return [
        Line(page.number, placed, layout) for page in pages for placed in page.placed if isinstance(placed.mark, TextMark)
    ]


@pytest.fixture
def layout():
    return load_layout("ban-tin", DiskFiles())


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_figures_are_small_and_raised_and_count_from_one_in_each_article(layout):
    articles = [
        Article(title=name, blocks=(Paragraph(noted("1", 3, 3, 2)), Paragraph(noted("2", 3, 3, 2)))) for name in "AB"
    ]
    lines = lines_of(pages_of(articles, layout), layout)
    assert [figure for line in lines for figure in line.marked] == ["1", "2", "1", "2"]
    line = next(line for line in lines if line.marked)
    figure = next(part for word in line.mark.line.words for part in word.fragments if part.note)
    body = line.mark.line.style.ink
    assert 0.5 * body.size < figure.ink.size < 0.8 * body.size
    assert figure.ink.rise > 0.2 * body.size
    assert body.rise == 0
    assert figure.ink.rise + 0.7 * figure.ink.size < body.size  # no higher than the letters


def test_a_figure_never_stands_at_the_beginning_of_a_line(layout):
    content = tuple(part for number in range(60) for part in (Text(f"ngày {number} "), Note(text("Lời")), Text(" rồi ")))
    lines = lines_of(pages_of([Article(title="A", blocks=(Paragraph((*content, Text("hết."))),))], layout), layout)
    body = [line.mark.line for line in lines if line.role == "body"]
    assert len(body) > 5
    assert not any(line.words[0].fragments[0].note for line in body)


@pytest.mark.parametrize("name", sorted(shipped_layouts()))
def test_the_space_behind_a_figure_is_as_wide_as_any_and_copied_text_has_it(name):
    """PDFium begins a line where the next piece stands deeper than the figure, and drops a space that is set alone."""
    layout = load_layout(name, DiskFiles())
    content = (Text("Ông nói"), Note(text("Một")), Text(" nhưng, "), Strong((Text("bà"), Note(text("Hai")))), Text(" thì không."))
    bulletin = of_notes(Paragraph(content))
    data = write(bulletin, layout, FontBook(load_catalogue(DiskFiles()), Report()), Context()).data
    words = [word for word in drawn_words(data) if word[0] in ("nói1", "nhưng,", "bà2", "thì", "không.")]
    assert [word for word, _, _ in words] == ["nói1", "nhưng,", "bà2", "thì", "không."]
    assert "Ông nói1 nhưng, bà2 thì không." in pdfium_text(data)
    *spaces, usual = [after[1] - before[2] for before, after in pairwise(words)]
    assert spaces == pytest.approx([usual] * 3, abs=0.05)


def pdfium_text(data):
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def drawn_words(data):
    """Return the words of a PDF as PDFium parts them: each with its left and right edge, in points."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in (each.get_textpage() for each in document):
            for word in re.finditer(r"\S+", page.get_text_range()):
                first, last = (page.get_charbox(at, loose=True) for at in (word.start(), word.end() - 1))
                found.append((word[0], first[0], last[2]))
    return found


def test_a_mark_in_strong_words_is_strong_and_a_link_in_a_note_lives(layout):
    note = Note((Text("Xem "), Link("https://example.vn", text("cổng"))))
    article = Article(title="A", blocks=(Paragraph((Text("Có "), Strong((Text("chữ"), note)))),))
    lines = lines_of(pages_of([article], layout), layout)
    figure = next(part for line in lines for word in line.mark.line.words for part in word.fragments if part.note)
    assert figure.ink.face.weight == 700
    parts = [part for line in lines if line.role == "footnote" for word in line.mark.line.words for part in word.fragments]
    assert [part.link for part in parts if part.link] == ["#article-1-1-note-1-mark", "https://example.vn"]


# ── where notes stand ────────────────────────────────────────────────────────────────────────────────────────


def random_article(seed, longest):
    dice = random.Random(seed)  # noqa: S311 — the same pages every time
    blocks = []
    for number in range(dice.randint(3, 40)):
        content = noted(f"{seed}-{number}-", dice.randint(1, 60), dice.randint(1, longest), dice.randint(1, 60))
        content = content if dice.random() < 0.6 else (content[0], content[2])
        kind = dice.choice("ppppphlq")
        if kind == "h":
            blocks.append(Heading(content[:2]))
            blocks.append(Paragraph(text(words(f"q{seed}-{number}-", 30))))
        elif kind == "l":
            blocks.append(ListBlock((ListItem(content), ListItem(text(words(f"l{seed}-{number}-", 9))))))
        elif kind == "q":
            blocks.append(Quotation((content, text(words(f"r{seed}-{number}-", 9)))))
        else:
            blocks.append(Paragraph(content))
    return Article(title=f"Bài {seed}", byline="Minh Hà", blocks=tuple(blocks))


def notes_in(article):
    """Return the words of each note by the name that its words carry."""
    found = {}
    for line in re.findall(r"\bn(\d+-\d+-)x\w*", repr(article)):
        found[line] = found.get(line, 0) + 1
    return found


@pytest.mark.parametrize("longest", [30, 700])
@pytest.mark.parametrize("name", shipped_layouts())
def test_every_note_stands_below_the_text_of_the_column_that_has_its_mark(name, longest):
    layout = load_layout(name, DiskFiles())
    articles = [random_article(seed, longest) for seed in range(6)]
    pages = pages_of(articles, layout)
    lines = lines_of(pages, layout)
    columns = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    foot = layout.page.margins.top.points() + layout.type_height
    assert all(line.y <= foot + SLACK for line in lines)

    marks, notes = {}, defaultdict(list)
    for line in lines:
        for found in re.finditer(r"\bn(\d+-\d+-)x", line.text) if line.role == "footnote" else ():
            notes[found[1]].append(line)
        for word in line.mark.line.words if line.marked else ():
            letters = "".join(part.text for part in word.fragments if not part.note)
            for part in word.fragments:
                if part.note:
                    marks[re.match(r"p(\d+-\d+-)x", letters)[1]] = line
    wanted = {key: count for article in articles for key, count in notes_in(article).items()}
    assert {key: len(found) for key, found in notes.items()} == wanted  # all words, of all notes
    assert marks.keys() == wanted.keys()
    for key, mark in marks.items():
        first = notes[key][0]
        assert (first.page, first.column) == (mark.page, mark.column), key
        assert first.y > mark.y
        order = [(line.page, line.column, line.y) for line in notes[key]]
        assert order == sorted(order)
        if len(set(order)) <= 3:
            assert order[0][:2] == order[-1][:2], "a short note is never parted"


def test_a_column_is_text_then_a_rule_then_notes(layout):
    pages = pages_of([random_article(3, 30)], layout)
    for page in pages:
        found = defaultdict(list)
        for placed in page.placed:
            mark = placed.mark
            if isinstance(mark, RuleMark) and mark.thickness == 0.4 and mark.width < layout.column_width / 2:
                found[round(placed.x)].append((placed.y + mark.y, "rule"))
            elif isinstance(mark, TextMark) and mark.line.style.role in ("body", "footnote", "heading", "list"):
                found[round(placed.x)].append((placed.y + mark.y, mark.line.style.role == "footnote"))
        for marks in found.values():
            order = [what for _, what in sorted(marks, key=lambda mark: mark[0])]
            if True in order:
                assert order == [False] * order.count(False) + ["rule"] + [True] * order.count(True)


def test_a_long_note_goes_on_at_the_foot_of_the_next_column(layout):
    blocks = (*(Paragraph(text(words(f"q{n}", 60))) for n in range(8)), Paragraph(noted("1", 5, 900, 60)))
    lines = lines_of(pages_of([Article(title="A", blocks=blocks)], layout), layout)
    note = [line for line in lines if line.role == "footnote"]
    places = list(dict.fromkeys((line.page, line.column) for line in note))
    assert len(places) >= 2
    assert sum(line.text.count("n1x") for line in note) == 900
    for place in places:
        assert sum((line.page, line.column) == place for line in note) >= 2


def test_an_articles_head_is_not_left_alone_because_of_a_note(layout):
    filler = Article(title="Đầu", blocks=tuple(Paragraph(text(words(f"q{n}", 70))) for n in range(19)))
    for count in range(1, 12):
        articles = [filler, Article(title="Sau", blocks=(Paragraph(noted("1", 3, 40 * count, 30)),))]
        lines = lines_of(pages_of(articles, layout), layout)
        title = next(line for line in lines if line.text == "Sau" and line.role == "title")
        first = next(line for line in lines if line.text.startswith("p1x"))
        assert title.page == first.page


def test_notes_of_tables_and_of_captions_stand_under_them():
    layout = load_layout("diem-bao", DiskFiles())
    table = Table(((text("Cột"), (Text("Hai"), Note(text("Của đầu bảng")))), (text("Ô"), (Text("Ô"), Note(text("Của ô"))))), 1)
    figure = Figure(None, (Text("Chú thích ảnh"), Note((Text("Của"), LineBreak(), Text("ảnh")))))
    blocks = (Paragraph(noted("1", 2, 2, 2)), table, figure, Paragraph(text("Đoạn cuối.")))
    lines = lines_of(pages_of([Article(title="A", blocks=blocks)], layout), layout)
    assert [line.text for line in lines if line.role not in ("masthead", "contents_title", "contents", "folio", "title")] == [
        "p1x p1xa1 p1x p1xa", "Cột", "Hai2", "Ô", "Ô3", "2 Của đầu bảng", "3 Của ô", "Chú thích ảnh4", "4 Của", "ảnh",
        "Đoạn cuối.", "1 n1x n1xa",
    ]  # fmt: skip


# ── tags ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_notes_are_tagged_behind_the_text_of_their_article_each_with_a_name():
    article = Article(title="A", blocks=(Paragraph(noted("1", 3, 3, 2)), Paragraph(noted("2", 3, 3, 2))))
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (article, article)),))
    layout = load_layout("ban-tin", DiskFiles())
    data = write(bulletin, layout, FontBook(load_catalogue(DiskFiles()), Report()), Context()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found, stack = [], [pdf.Root.StructTreeRoot]
        while stack:
            element = stack.pop()
            if not isinstance(element, pikepdf.Dictionary):
                continue
            if element.get("/S") == "/Art":
                found.append([str(kid.S) for kid in element.K])
            if element.get("/S") == "/Note":
                found.append(str(element.ID))
            kids = element.get("/K", pikepdf.Array())
            stack += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])
    assert found == [
        ["/H2", "/P", "/P", "/Note", "/Note"], "article-1-1-note-1", "article-1-1-note-2",
        ["/H2", "/P", "/P", "/Note", "/Note"], "article-1-2-note-1", "article-1-2-note-2",
    ]  # fmt: skip


@pytest.mark.parametrize("name", shipped_layouts())
def test_a_note_longer_than_a_page_begins_on_the_page_of_its_mark(name):
    layout = load_layout(name, DiskFiles(), [])
    article = Article(title="A", blocks=(Paragraph(noted("1", 6, 3000, 6)), Paragraph(text(words("p2", 60)))))
    lines = lines_of(pages_of([article], layout), layout)
    titles = [line.page for line in lines if line.role == "title"]
    marks = [line.page for line in lines if line.marked and line.role == "body"]
    notes = [line.page for line in lines if line.role == "footnote"]
    assert titles[0] == marks[0] == notes[0] == notes[1]
    assert titles[0] == (1 if layout.article.opens == "below" else titles[0])
    assert notes[-1] > notes[0]


def test_the_rest_of_a_note_is_read_after_its_first_lines_whatever_figure_stands_above_it():
    line = Slug(10.0, ())
    room = Room(
        column=1, height=200.0, grid=10.0, closing=9, across=(), low=0.0, forced=False, begun=True, rule=Slug(4.0, ()),
        parts_notes=True,
    )  # fmt: skip
    column = Column([line] * 9, room, position=7, waiting=(), carried=(), continued=1)
    column.stands = [Stand(2, Slug(50.0, (), floats=True), 1, 0.0), Stand(5, line, 1, 50.0), Stand(6, line, 1, 60.0)]
    column.notes = [line, line]
    places = [stand.place for stand in column.in_order()]
    assert places == [5, 2, 5, 6, 6, 6]  # the first lines of the note stand at 4, the last text of the column before


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────


def links_of(data):
    """Return the links of a PDF inside it: page, rectangle, contents, page and height where they lead, and tags."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums) if "/StructTreeRoot" in pdf.Root else []
        by_key = dict(zip(map(int, parents[::2]), parents[1::2], strict=True))
        found = []
        for number, page in enumerate(pdf.pages, 1):
            for each in page.get("/Annots", []):
                if "/Dest" not in each:
                    continue
                target = places[str(each.Dest)]
                element = by_key.get(int(each.get("/StructParent", -1)))
                roles = []
                while element is not None and element.get("/S"):
                    roles.append(str(element.S))
                    element = element.P
                rectangle = [float(edge) for edge in each.Rect]
                found.append((number, rectangle, str(each.Contents), numbers[target[0].objgen], float(target[3]), roles))
        return found


def of_notes(*blocks):
    return Bulletin(title="Bản tin", sections=(Section(None, (Article(title="A", blocks=blocks),)),))


@pytest.mark.parametrize("tags", [True, False])
def test_figures_lead_to_their_notes_and_back(layout, tags):
    """Also those of notes that go on over columns, of tables with heads that come again, and of captions."""
    head = (Text("Cột"), Note(text("Của đầu bảng")))
    table = Table(((head, text("Hai")), *((text(f"Hàng {number}"), text("x")) for number in range(150))), 1)
    blocks = (
        *(Paragraph(text(words(f"q{n}", 60))) for n in range(8)), Paragraph(noted("1", 5, 900, 60)), table,
        Figure(None, (Text("Ảnh"), Note(text("Của ảnh")))), Heading((Text("Tít"), Note(text("Của tít")))), Paragraph(text("Hết.")),
    )  # fmt: skip
    layout = replace(layout, page=replace(layout.page, tags=tags), parts=("sections",))
    data = write(of_notes(*blocks), layout, FontBook(load_catalogue(DiskFiles()), Report()), Context()).data
    links = links_of(data)
    heads = sum(said == "Chú thích 2" for _, _, said, *_ in links)
    assert heads == 1 if tags else heads > 1  # heads that come again are no part of what is read aloud
    for number in (1, 2, 3, 4):
        mark = next(link for link in links if link[2] == f"Chú thích {number}")
        (back,) = [link for link in links if link[2] == f"Chỗ có chú thích {number}"]
        assert (mark[3], back[3]) == (back[0], mark[0])  # each leads to the other's page …
        assert 0 < mark[4] - back[1][3] < 20  # … and a little above its line
        assert 0 < back[4] - mark[1][3] < 20
        if tags:
            assert mark[5][:2] == ["/Link", "/Reference"]
            assert back[5][:3] == ["/Link", "/Reference", "/Note"]


def test_a_link_lies_on_the_raised_figure(layout):
    data = write(of_notes(Paragraph(noted("1", 2, 2, 2))), layout, FontBook(load_catalogue(DiskFiles()), Report()), Context()).data
    (mark,) = [link for link in links_of(data) if link[2] == "Chú thích 1"]
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [page.get_charbox(index) for index in range(page.count_chars()) if page.get_text_range(index, 1) == "1"]
    left, bottom, right, top = mark[1]
    assert any(left - 1 <= box[0] and box[2] <= right + 1 and bottom - 1 <= box[1] and box[3] <= top + 1 for box in boxes)


def test_one_note_behind_two_marks_is_printed_for_each(layout):
    note = Note(text("Lời"))
    lines = lines_of(pages_of([Article(title="A", blocks=(Paragraph((Text("a"), note, Text("b"), note)),))], layout), layout)
    assert [line.text for line in lines if line.role == "footnote"] == ["1 Lời", "2 Lời"]
