"""The EPUB writer, held to what a reader, a library and a reading system must find in the file."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image as Pixels

from bulletin.context import Context, DiskFiles, memory_context
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import (
    Article,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Image,
    Link,
    ListBlock,
    ListItem,
    Note,
    Origin,
    Paragraph,
    Picture,
    Section,
    Strong,
    Text,
)
from bulletin.notices import Span
from bulletin.text import terms
from bulletin.text.addresses import web_address
from bulletin.walk import articles, plain_text, words
from bulletin.writers import epub, load_writer
from bulletin.writers.epub.markup import text_to_xhtml
from samples import BARE, BULLETIN, EVERY_NODE, IMPRINT, text

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LAYOUT = load_layout("ban-tin", DiskFiles())
FONTS = FontBook(load_catalogue(DiskFiles()), memory_context().report)  # reading the faces takes longer than the tests


def write(bulletin: Bulletin, context: Context | None = None, layout=LAYOUT) -> bytes:
    return epub.write(bulletin, layout, FONTS, context or memory_context()).data


def unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def parse(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 — our own output


def chapter(article: Article, context: Context | None = None) -> ET.Element:
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (article,)),))
    return parse(unzip(write(bulletin, context))["article-0001.xhtml"])


def chapter_of(*blocks, context: Context | None = None) -> ET.Element:
    return chapter(Article(title="Tít", blocks=blocks), context)


def visible(element: ET.Element) -> str:
    """Return the text of an element without the marks of notes, which cling to the words before them."""
    own = "" if element.get("class") == "note-mark" else element.text or ""
    return own + "".join(visible(child) + (child.tail or "") for child in element)


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def tags(root: ET.Element) -> list[str]:
    return [element.tag.removeprefix(XHTML) for element in root.iter()]


def with_picture(kind: str = "JPEG", alt: str | None = None, caption=()) -> tuple[Figure, Context]:
    out = io.BytesIO()
    Pixels.new("RGB", (40, 30), "#336699").save(out, kind)
    picture = Picture("bai/1.img", f"image/{kind.lower()}", 40, 30)
    return Figure(Image("1.img", alt, picture), caption, id="p1"), memory_context({"bai/1.img": out.getvalue()})


def assert_in_order(expected: list[str], found: str) -> None:
    at = 0
    for word in expected:
        position = found.find(word, at)
        assert position >= 0, f"“{word}” is missing after “{found[max(0, at - 40) : at]}”"
        at = position + len(word)


# ── the archive ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_registry_finds_the_writer():
    writer = load_writer("epub")
    assert (writer.suffix, writer.media_type) == (".epub", "application/epub+zip")


def test_what_was_written_is_counted_in_chapters():
    written = epub.write(BULLETIN, LAYOUT, FONTS, memory_context())
    assert (written.count, written.unit) == (3, "chương")


def test_the_archive_opens_with_a_stored_mimetype_and_holds_one_fixed_date():
    with zipfile.ZipFile(io.BytesIO(write(BULLETIN))) as archive:
        entries = archive.infolist()
        assert archive.read("mimetype") == b"application/epub+zip"
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert entries[0].extra == b""
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_two_runs_give_the_same_bytes():
    assert write(BULLETIN) == write(BULLETIN)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(seed):
    program = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:]\n"
        "from bulletin.context import DiskFiles, memory_context\n"
        "from bulletin.fonts.catalogue import load_catalogue\n"
        "from bulletin.fonts.instances import FontBook\n"
        "from bulletin.layout.load import load_layout\n"
        "from bulletin.writers import epub\n"
        "from samples import BULLETIN\n"
        "context = memory_context()\n"
        "fonts = FontBook(load_catalogue(DiskFiles()), context.report)\n"
        "data = epub.write(BULLETIN, load_layout('ban-tin', DiskFiles()), fonts, context).data\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    folders = [str(Path(epub.__file__).parents[3]), str(Path(sys.modules["samples"].__file__).parent)]
    command = [sys.executable, "-c", program, *folders]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == hashlib.sha256(write(BULLETIN)).hexdigest()


def test_neither_paths_nor_the_library_are_named():
    figure, context = with_picture()
    bulletin = replace(BULLETIN, sections=(Section(None, (Article(title="A", blocks=(figure,)),)),))
    files = unzip(write(bulletin, context))
    written = b"".join(data for name, data in files.items() if not name.endswith((".ttf", ".png", ".jpg")))
    for secret in (b"Ebook-lib", b"ebooklib", b"generator", b"bai/1.img", b"/home", b"/work"):
        assert secret not in written


# ── the package ──────────────────────────────────────────────────────────────────────────────────────────────


def package(bulletin: Bulletin, context: Context | None = None) -> ET.Element:
    return parse(unzip(write(bulletin, context))["content.opf"])


def properties(root: ET.Element, name: str) -> list[str]:
    return [meta.text or "" for meta in root.iter(f"{OPF}meta") if meta.get("property") == name]


def test_the_package_says_what_the_bulletin_is():
    root = package(BULLETIN, replace(memory_context(), timestamp=datetime(2024, 8, 1, 9, 30, tzinfo=UTC)))
    found = {name: [e.text for e in root.iter(f"{DC}{name}")] for name in ("title", "creator", "publisher", "date", "language")}
    assert found == {
        "title": ["Bản tin nội bộ · Số 6 (214)", "Sinh hoạt chi bộ"],
        "creator": ["Ban Tuyên giáo Tỉnh ủy"],
        "publisher": ["Ban Tuyên giáo Tỉnh ủy"],
        "date": ["2024-07-31"],
        "language": ["vi"],
    }
    assert root.get(LANG) == "vi"
    assert properties(root, "dcterms:modified") == ["2024-08-01T09:30:00Z"]


def test_the_identifier_follows_the_words_and_nothing_else():
    identifier = [package(b).find(f".//{DC}identifier").text for b in (BULLETIN, replace(BULLETIN, issue="7"))]
    assert identifier[0] != identifier[1]
    later = replace(memory_context(), timestamp=datetime(2030, 1, 1, tzinfo=UTC))
    assert package(BULLETIN, later).find(f".//{DC}identifier").text == identifier[0]
    assert identifier[0].startswith("urn:uuid:")


def test_accessibility_is_claimed_only_where_it_is_so():
    bare = package(Bulletin(title="A", sections=(Section(None, (BARE,)),)))
    assert properties(bare, "schema:accessMode") == ["textual"]
    assert "alternativeText" not in properties(bare, "schema:accessibilityFeature")
    assert properties(bare, "schema:accessibilityHazard") == ["none"]
    assert not properties(bare, "dcterms:conformsTo")


@pytest.mark.parametrize(("alt", "sufficient"), [("Hội trường", "textual"), (None, "textual,visual")])
def test_a_picture_without_a_description_is_owned_up_to(alt, sufficient):
    figure, context = with_picture(alt=alt)
    root = package(Bulletin(title="A", sections=(Section(None, (Article(title="B", blocks=(figure,)),)),)), context)
    assert properties(root, "schema:accessMode") == ["textual", "visual"]
    assert properties(root, "schema:accessModeSufficient") == [sufficient]
    assert ("alternativeText" in properties(root, "schema:accessibilityFeature")) == (alt is not None)


def test_the_spine_follows_the_parts_of_the_layout():
    def spine(layout) -> list[str]:
        root = parse(unzip(write(BULLETIN, layout=layout))["content.opf"])
        return [item.get("idref") for item in root.iter(f"{OPF}itemref")]

    chapters = ["article-0001", "article-0002", "article-0003"]
    assert spine(LAYOUT) == ["cover", "nav", *chapters, "imprint"]
    assert spine(replace(LAYOUT, parts=("sections", "contents"))) == [*chapters, "nav"]
    assert spine(replace(LAYOUT, parts=("masthead",))) == ["cover"]


def test_the_shelf_finds_a_cover_image():
    files = unzip(write(BULLETIN))
    items = [i for i in parse(files["content.opf"]).iter(f"{OPF}item") if i.get("properties") == "cover-image"]
    with Pixels.open(io.BytesIO(files[items[0].get("href")])) as image:
        assert image.size == (1200, 1800)
        colours = {colour for _, colour in image.convert("RGB").getcolors()}
    assert {(0x9F, 0x12, 0x20), (255, 255, 255)} <= colours


def test_no_cover_image_is_drawn_with_letters_that_its_face_lacks():
    assert not any("cover.png" in name for name in unzip(write(replace(BULLETIN, title="Bản tin 中文"))))


def test_a_title_of_any_length_finds_room_on_the_cover_image():
    for title in ("A", "Thông tin " * 60, "Thôngtin" * 40):
        assert "images/cover.png" in unzip(write(replace(BULLETIN, title=title.strip())))


# ── contents, cover, imprint ─────────────────────────────────────────────────────────────────────────────────


def nav_of(bulletin: Bulletin, kind: str) -> ET.Element:
    root = parse(unzip(write(bulletin))["nav.xhtml"])
    return next(nav for nav in root.iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == kind)


def test_the_contents_nest_articles_under_their_section():
    nav = nav_of(BULLETIN, "toc")
    outer = nav.findall(f"{XHTML}ol/{XHTML}li")
    assert visible(nav.find(f"{XHTML}h1")) == terms.CONTENTS
    assert [visible(item.find(f"{XHTML}a")) for item in outer] == ["Xây dựng Đảng", terms.UNTITLED_ARTICLE, terms.IMPRINT]
    inner = [visible(link) for link in outer[0].findall(f"{XHTML}ol/{XHTML}li/{XHTML}a")]
    assert inner == [EVERY_NODE.title, terms.UNTITLED_ARTICLE]


def test_every_entry_leads_to_an_element_that_is_there():
    files = unzip(write(BULLETIN))
    targets = [link.get("href") for link in parse(files["nav.xhtml"]).iter(f"{XHTML}a")]
    targets += [e.get("src") for e in parse(files["toc.ncx"]).iter() if e.tag.endswith("}content")]
    assert len(targets) == 14  # 9 in nav.xhtml, 5 in the NCX
    for target in targets:
        name, _, anchor = target.partition("#")
        assert not anchor or any(element.get("id") == anchor for element in parse(files[name]).iter())


def test_landmarks_name_cover_contents_text_and_imprint():
    links = list(nav_of(BULLETIN, "landmarks").iter(f"{XHTML}a"))
    assert {link.get(EPUB_TYPE): (link.text, link.get("href")) for link in links} == {
        "cover": (terms.COVER, "cover.xhtml"),
        "toc": (terms.CONTENTS, "nav.xhtml"),
        "bodymatter": (terms.BEGINNING, "article-0001.xhtml"),
        "colophon": (terms.IMPRINT, "imprint.xhtml"),
    }


def test_the_cover_page_is_the_masthead():
    page = visible(parse(unzip(write(BULLETIN))["cover.xhtml"]).find(f"{XHTML}body"))
    masthead = [BULLETIN.publisher, BULLETIN.title, BULLETIN.subtitle, "Số 6 (214)", "Ngày 31 tháng 7 năm 2024", BULLETIN.note]
    assert_in_order(masthead, page)


def test_the_imprint_prints_what_is_given_and_only_that():
    page = visible(parse(unzip(write(BULLETIN))["imprint.xhtml"]))
    assert_in_order([terms.RESPONSIBLE, IMPRINT.responsible, terms.EDITORS, "Trần Văn Bình, Lê Thu Hà", terms.LICENCE], page)
    assert terms.PRINTER not in page
    assert "imprint.xhtml" not in unzip(write(replace(BULLETIN, imprint=None)))


def test_a_bulletin_without_articles_is_still_a_book():
    files = unzip(write(Bulletin(title="Bản tin")))
    assert next(parse(files["nav.xhtml"]).iter(f"{XHTML}a")).get("href") == "cover.xhtml"


# ── chapters ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_word_of_any_article_is_lost_and_their_order_is_kept():
    files = unzip(write(BULLETIN))
    for number, article in enumerate(articles(BULLETIN), 1):
        body = parse(files[f"article-{number:04}.xhtml"]).find(f"{XHTML}body")
        assert_in_order(words(article), visible(body))


def test_running_text_arrives_to_the_character():
    found = [visible(p).replace("\n", "") for p in of_class(chapter(EVERY_NODE), "body")]
    paragraphs = [block for block in EVERY_NODE.blocks if isinstance(block, Paragraph)]
    assert found == [plain_text(p.content).replace("\n", "") for p in paragraphs]


def test_marks_that_touch_stay_together():
    root = chapter_of(Paragraph((Strong(text("Việt")), Emphasis(text("Nam")))))
    assert visible(of_class(root, "body")[0]) == "ViệtNam"


def test_every_page_says_its_language():
    files = unzip(write(BULLETIN))
    for name in (name for name in files if name.endswith(".xhtml")):
        root = parse(files[name])
        assert (root.get("lang"), root.get(LANG)) == ("vi", "vi")
    assert chapter(replace(BARE, language="en-GB")).get("lang") == "en"


def test_headings_go_down_from_section_to_article_to_sub_head():
    first, second, bare = (parse(unzip(write(BULLETIN))[f"article-000{n}.xhtml"]) for n in (1, 2, 3))
    assert [tag for tag in tags(first) if tag in ("h1", "h2", "h3", "h4")] == ["h1", "h2", "h3", "h4"]
    assert "h2" in tags(second)
    assert "h1" not in tags(second)
    assert "h1" in tags(bare)


def test_headings_deeper_than_html_has_stay_headings():
    deep = tuple(Heading(text(f"Cấp {level}"), level) for level in range(1, 9))
    assert tags(chapter_of(*deep)).count("h6") == 4


def test_the_section_title_stands_above_its_first_article_only():
    files = unzip(write(BULLETIN))
    parts = [name for name in files if name.startswith("article") and of_class(parse(files[name]), "section")]
    assert parts == ["article-0001.xhtml"]


def test_blocks_keep_their_ids_for_the_way_back():
    ids = [element.get("id") for element in chapter(EVERY_NODE).iter() if element.get("id")]
    assert [name for name in ids if name != "title" and "note" not in name] == [f"b{n}" for n in range(1, 13)]


@pytest.mark.parametrize("name", ["title", "b 1", "1", 'b"', ""])
def test_an_id_that_cannot_stand_in_the_file_is_left_out(name):
    root = chapter_of(Paragraph(text("Một."), id=name), Paragraph(text("Hai."), id="b2"), Paragraph(text("Ba."), id="b2"))
    assert [element.get("id") for element in root.iter() if element.get("id")] == ["title", "b2"]


def test_the_authors_markers_are_text_and_nothing_counts_beside_them():
    marked = ListItem(text("Việc"), "a)")
    plain = ListItem(text("Khác"))
    items = chapter_of(ListBlock((marked, plain), ordered=True)).iter(f"{XHTML}li")
    assert [(visible(item), item.get("class")) for item in items] == [("a) Việc", "marked"), ("Khác", None)]
    assert ".list li.marked { list-style-type: none; }" in unzip(write(BULLETIN))["style.css"].decode()


def test_a_table_has_column_heads_and_no_empty_ones():
    table = next(chapter(EVERY_NODE).iter(f"{XHTML}table"))
    assert [cell.get("scope") for cell in table.iter(f"{XHTML}th")] == ["col"] * 3
    assert len(list(table.iter(f"{XHTML}td"))) == 6


def test_a_figure_shows_its_picture_caption_and_credit():
    figure, context = with_picture(caption=text("Toàn cảnh <hội> nghị"))
    files = unzip(write(Bulletin(title="A", sections=(Section(None, (Article(title="B", blocks=(replace(figure, credit="TTXVN"), figure)),)),)), context))
    root = parse(files["article-0001.xhtml"])
    first = next(root.iter(f"{XHTML}img"))
    assert (first.get("src"), first.get("alt")) == ("images/picture-001.jpg", "Toàn cảnh <hội> nghị")
    assert files["images/picture-001.jpg"] == context.files.contents[Path("bai/1.img")]
    assert sum(name.startswith("images/picture") for name in files) == 1
    assert visible(next(root.iter(f"{XHTML}figcaption"))) == "Toàn cảnh <hội> nghị Ảnh: TTXVN"


def test_a_figure_without_a_file_is_its_caption_alone():
    root = chapter_of(Figure(Image("3.png"), text("Toàn cảnh"), id="b1"))
    assert "img" not in tags(root)
    assert visible(next(root.iter(f"{XHTML}figure"))).strip() == "Toàn cảnh"


def test_a_picture_that_went_away_leaves_its_caption_and_a_notice():
    figure, _ = with_picture(caption=text("Toàn cảnh"))
    context = memory_context()
    root = chapter_of(figure, context=context)
    assert "img" not in tags(root)
    assert visible(next(root.iter(f"{XHTML}figcaption"))) == "Toàn cảnh"
    assert [notice.code for notice in context.report.notices] == ["image-unusable"]


def test_links_go_to_the_web_and_to_mailboxes_only():
    context = memory_context()
    targets = ("https://a.vn/ờ?x=1&y=2", "mailto:a@b.vn", "javascript:alert(1)", "file:///etc/passwd", "bai.html")
    root = chapter_of(Paragraph(tuple(Link(target, text("chữ ")) for target in targets)), context=context)
    assert [link.get("href") for link in root.iter(f"{XHTML}a")] == ["https://a.vn/%E1%BB%9D?x=1&y=2", "mailto:a@b.vn"]
    assert visible(of_class(root, "body")[0]) == "chữ " * 5
    assert [notice.code for notice in context.report.notices] == ["link-dropped"] * 3


def test_a_link_inside_a_link_is_one_link():
    root = chapter_of(Paragraph((Link("https://a.vn/", (Text("một "), Link("https://b.vn/", text("hai")))),)))
    assert [visible(link) for link in root.iter(f"{XHTML}a")] == ["một hai"]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("http://a.vn", "http://a.vn"),
        ("HTTPS://a.vn:8080/b c|d", "https://a.vn:8080/b%20c%7Cd"),
        ("https://a.vn/100%", "https://a.vn/100%25"),
        ("https://a.vn/%20#đầu", "https://a.vn/%20#%C4%91%E1%BA%A7u"),
        ("https://", None),
        ("https://[::1", None),
        ("https://a@b.vn/", None),
        ("mailto:", None),
        ("data:text/html,x", None),
    ],
)
def test_an_address_is_written_as_epub_takes_it_or_not_at_all(target, address):
    assert web_address(target) == address


@pytest.mark.parametrize("number", ["27-NQ/TW", "30/2020/NĐ-CP", "128/NQ-CP"])
def test_the_number_of_a_document_stays_on_one_line(number):
    assert text_to_xhtml(f"số {number}, ngày 5/7") == f'số <span class="whole">{number}</span>, ngày 5/7'


# ── hostile text ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words_", ["a < b & c > d", "]]>", "<script>alert(1)</script>", "&amp; &#60;", "𝐀 🏳️‍🌈 𠀀", "x" * 100_000, "5-<b/a&c"])
def test_text_is_never_markup(words_):
    article = Article(title=words_, lead=words_, section=words_, byline=words_, source=words_, blocks=(Paragraph(text(words_)), Heading(text(words_))))
    bulletin = Bulletin(title=words_, subtitle=words_, publisher=words_, issue=words_, note=words_, sections=(Section(words_, (article,)),))
    files = unzip(write(bulletin))
    root = parse(files["article-0001.xhtml"])
    assert visible(of_class(root, "body")[0]) == words_
    assert visible(of_class(root, "title")[0]) == words_
    assert visible(root.find(f"{XHTML}head/{XHTML}title")) == words_
    assert parse(files["content.opf"]).find(f".//{DC}creator").text == words_
    assert "script" not in tags(root)


@pytest.mark.parametrize("character", ["\0", "\x08", "\x1f", "\ufffe", "\ud800"])
def test_what_xml_forbids_is_dropped_with_a_notice(character):
    context = memory_context()
    article = Article(
        title=f"Hội{character} nghị",
        blocks=(Paragraph(text(f"Bài {character}viết"), span=Span(0, 9, 7)),),
        origin=Origin("bai.txt", "0" * 64, "utf-8"),
    )
    bulletin = Bulletin(title=f"Bản{character} tin", sections=(Section(f"Tin{character}", (article,)),))
    root = parse(unzip(write(bulletin, context))["article-0001.xhtml"])
    assert visible(of_class(root, "body")[0]).split() == ["Bài", "viết"]
    places = [str(n.place) for n in context.report.notices if n.code == "control-character"]
    assert "bai.txt:7" in places


def test_a_separator_that_xml_forbids_still_parts_its_words():
    assert visible(of_class(chapter_of(Paragraph(text("một\x1chai"))), "body")[0]) == "một hai"


# ── faces and style sheet ────────────────────────────────────────────────────────────────────────────────────


def test_the_style_sheet_declares_exactly_the_embedded_faces():
    files = unzip(write(BULLETIN))
    css = files["style.css"].decode()
    faces = {name for name in files if name.startswith("fonts/")}
    assert {line.split('url("')[1].split('"')[0] for line in css.splitlines() if "@font-face" in line} == faces
    assert "fonts/source-serif-4-700-italic.ttf" in faces  # Emphasis inside Strong
    items = parse(files["content.opf"]).iter(f"{OPF}item")
    assert {item.get("href") for item in items if item.get("media-type") == "font/ttf"} == faces


def test_a_face_that_no_text_uses_is_not_carried():
    files = unzip(write(Bulletin(title="A", sections=(Section(None, (BARE,)),))))
    assert sorted(name for name in files if name.startswith("fonts/")) == [
        "fonts/be-vietnam-pro-600.ttf",
        "fonts/be-vietnam-pro-700.ttf",
        "fonts/source-serif-4-400.ttf",
    ]


def test_a_letter_that_no_face_has_is_reported_once_with_its_place():
    context = memory_context()
    article = Article(
        title="Bài có chữ lạ",
        blocks=(Paragraph(text("Chữ 中 và 中"), span=Span(0, 9, 12)), Paragraph(text("Lại 中."), span=Span(10, 17, 14))),
        origin=Origin("bai.txt", "0" * 64, "utf-8"),
    )
    chapter(article, context)
    [notice] = [notice for notice in context.report.notices if notice.code == "glyph-missing"]
    assert str(notice.place) == "bai.txt:12"
    for fact in ("“中”", "U+4E2D", "Bài có chữ lạ"):
        assert fact in notice.message


def test_a_fallback_family_is_carried_for_the_letters_that_it_has():
    context = memory_context()
    fonts = replace(LAYOUT.fonts, text="Be Vietnam Pro", fallback=("Source Serif 4",))
    words_ = "Góc 5 β."
    assert ord("β") not in FONTS.face("Be Vietnam Pro").letters
    bulletin = Bulletin(title="A", sections=(Section(None, (Article(title="B", blocks=(Paragraph(text(words_)),)),)),))
    book = FontBook(FONTS.catalogue, context.report, texts=[words_])
    files = unzip(epub.write(bulletin, replace(LAYOUT, fonts=fonts), book, context).data)
    assert "fonts/source-serif-4-400.ttf" in files
    assert '"Be Vietnam Pro", "Source Serif 4", sans-serif' in files["style.css"].decode()
    assert not context.report.notices


def test_the_style_sheet_bends_to_the_reader():
    css = unzip(write(BULLETIN))["style.css"].decode()
    assert "background" not in css
    assert "px" not in css
    assert "hyphens: none" in css
    assert "#1a1a1a" not in css  # ink is the reader's own
    assert "p.body + p.body { text-indent: 1.1em; }" in css
    leadings = [float(rest.split(";")[0]) for rest in css.split("line-height: ")[1:]]
    assert min(leadings) >= 1.3


def test_alignment_is_the_layouts():
    body = replace(LAYOUT.styles.body, align="left")
    layout = replace(LAYOUT, styles=replace(LAYOUT.styles, body=body, quotation=body, list=body, footnote=body))
    assert "justify" in unzip(write(BULLETIN))["style.css"].decode()
    assert "justify" not in unzip(write(BULLETIN, layout=layout))["style.css"].decode()


# ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_note_stands_at_the_end_of_its_article_and_both_lead_to_each_other():
    root = chapter(EVERY_NODE)
    marks, notes = of_class(root, "note-mark"), of_class(root, "footnote")
    assert [(mark.get(EPUB_TYPE), mark.get("role"), visible_all(mark)) for mark in marks] == [
        ("noteref", "doc-noteref", "1"), ("noteref", "doc-noteref", "2"),
    ]  # fmt: skip
    assert [(note.tag, note.get(EPUB_TYPE), note.get("role")) for note in notes] == [
        (f"{XHTML}aside", "footnote", "doc-footnote")
    ] * 2
    assert [mark.get("href") for mark in marks] == [f"#{note.get('id')}" for note in notes]
    backs = of_class(root, "note-number")
    assert [back.get("href") for back in backs] == [f"#{mark.get('id')}" for mark in marks]
    assert visible_all(notes[0]).split() == ["1", "Theo", "thông", "báo", "trên", "cổng", "tỉnh."]
    section = next(element for element in root.iter() if element.get("role") == "doc-chapter")
    assert section[-1].get("class") == "footnotes"


def test_a_block_that_is_called_like_a_note_gives_its_id_up():
    blocks = (Paragraph(text("Chữ"), id="note-1"), Paragraph((Text("Có"), Note(text("Lời chú thích"))), id="b2"))
    ids = [element.get("id") for element in chapter_of(*blocks).iter() if element.get("id")]
    assert ids == ["title", "b2", "note-mark-1", "note-1"]


def visible_all(element: ET.Element) -> str:
    return "".join(element.itertext())
