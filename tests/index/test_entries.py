"""Entries: their order, the editor's file, where they stand in PDF, Word and EPUB."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from docx import Document

from bulletin.context import DiskFiles, memory_context
from bulletin.errors import SettingsError
from bulletin.index.editing import Editing, starting_file
from bulletin.index.entries import edited_index, index_entries
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Figure, ListBlock, ListItem, Mention, Note, Paragraph, Section, Table
from bulletin.notices import Place
from bulletin.pipeline import Request, build
from bulletin.project import load_project
from bulletin.settings import override, parse, read
from bulletin.verify import verify
from bulletin.wording import index_groups
from bulletin.writers import docx, epub, pdf
from bulletin.writers.pdf.index import page_ranges
from samples import text

LONG = "Hội nghị đã thống nhất các nhóm nhiệm vụ trọng tâm của năm và giao các cơ quan tổ chức thực hiện. "


def of(*paragraphs, title="Tin", **known):
    blocks = tuple(Paragraph(text(words), id=f"b{number}") for number, words in enumerate(paragraphs))
    return Article(title=title, blocks=blocks, **known)


def bulletin(*articles, **known):
    return Bulletin(title="Tuyển tập", sections=(Section("Tin", articles),), **known)


def names(entries, kind="person"):
    return [entry.name for entry in entries if entry.kind == kind]


def editing(yaml):
    return read(parse(yaml, "sua.yaml"), Editing)


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_people_stand_under_their_given_name_in_vietnamese_order():
    people = ["Trần Đức Thắng", "Lê Văn Ân", "Lê Văn An", "Lê Thị Ánh", "Hoàng Đạt", "Phạm Dũng", "Nguyễn Thị Ấm", "Đỗ Văn An", "Lê Anh An"]
    entries = index_entries(bulletin(of("; ".join(f"ông {name}" for name in people) + ".")))
    assert names(entries) == [
        "Đỗ Văn An", "Lê Anh An", "Lê Văn An", "Lê Thị Ánh", "Nguyễn Thị Ấm", "Lê Văn Ân", "Phạm Dũng", "Hoàng Đạt", "Trần Đức Thắng",
    ]  # fmt: skip
    assert [entry.letter for entry in entries] == ["A", "A", "A", "A", "Â", "Â", "D", "Đ", "T"]


def test_one_entry_for_all_ways_of_writing_it():
    article = of("Nghị quyết 27-NQ/TW", "Nghị quyết số 27-NQ/TW", "UBND tỉnh họp", "Ủy ban nhân dân tỉnh họp", "UBND tỉnh họp", "ông Lê Hoà", "ông Lê Hòa")
    entries = index_entries(bulletin(article))
    assert [(entry.name, len(entry.mentions)) for entry in entries] == [
        ("Lê Hòa", 2), ("UBND tỉnh", 3), ("Nghị quyết số 27-NQ/TW", 2),
    ]  # fmt: skip


def test_bylines_credits_and_sources_name_nobody():
    figure = Figure(None, text("Ông Lê Văn An phát biểu"), "ông Trần Văn Bình")
    article = Article(title="Tin", byline="ông Phạm Văn Chí", source="ông Vũ Văn Dũng", blocks=(figure,))
    assert names(index_entries(bulletin(article))) == ["Lê Văn An"]


def test_a_mention_says_where_it_stands():
    items = ListBlock((ListItem(text("Một hai")), ListItem(text("do ông Lê Văn An làm"), "b)")))
    article = Article(title="Ông Lê Văn An nói", blocks=(Paragraph(text("Không ai.")), items))
    (entry,) = index_entries(bulletin(of("Trống."), article))
    # • M ộ t h a i b ) d o ô n g
    assert entry.mentions == (Mention(2), Mention(2, 1, 1 + 6 + 2 + 5))


def test_the_foreword_counts_as_article_zero():
    (entry,) = index_entries(bulletin(of("Trống."), foreword=of("ông Lê Văn An")))
    assert entry.mentions == (Mention(0, 0, 3),)


def test_long_groups_have_letters():
    entries = index_entries(bulletin(of(*(f"ông Lê Văn {name}" for name in ("An", "Bình")))))
    (group,) = index_groups(entries)
    assert [letter for letter, _ in group.entries] == [None]
    many = tuple(replace(entry, name=f"{entry.name} {number}") for number in range(30) for entry in entries)
    (group,) = index_groups(sorted(many, key=lambda entry: entry.letter))
    assert [letter for letter, _ in group.entries] == ["A", "B"]


# ── the editor's file ────────────────────────────────────────────────────────────────────────────────────────

ARTICLES = bulletin(of("Ông Lê Văn An nói.", "Ông Lê An nói.", "Ông Vũ Bình ở UBND tỉnh.", "Việc chuyển đổi số và số hóa, theo Giám đốc Lê Văn An."))


def test_the_editor_adds_merges_renames_and_leaves_out():
    file = editing("""
add:
  - {name: Chuyển đổi số, kind: body, search: [chuyển đổi số, số hóa]}
merge:
  - {into: Lê Văn An, forms: [Lê An]}
rename:
  - {name: UBND tỉnh, to: UBND tỉnh Đông Giang}
suppress: [Vũ Bình]
""")
    entries, lacking = edited_index(ARTICLES, file)
    assert [(entry.name, len(entry.mentions)) for entry in entries] == [
        ("Lê Văn An", 3), ("Chuyển đổi số", 2), ("UBND tỉnh Đông Giang", 1),
    ]  # fmt: skip
    assert lacking == ()


def test_an_added_entry_parts_two_people_of_one_name():
    file = editing("add: [{name: Lê Văn An (Giám đốc), search: [Giám đốc Lê Văn An]}]")
    entries, _ = edited_index(ARTICLES, file)
    assert [entry.name for entry in entries][:3] == ["Lê An", "Lê Văn An", "Lê Văn An (Giám đốc)"]
    assert [len(entry.mentions) for entry in entries][:3] == [1, 1, 1]


def test_what_matches_nothing_is_told():
    file = editing("{suppress: [Ai Đó], add: [{name: Mưa, search: [mưa đá, số hóa]}], merge: [{into: Lê Văn An, forms: [Lê A]}]}")
    assert edited_index(ARTICLES, file)[1] == ("Lê A", "Ai Đó", "mưa đá")


def test_mistakes_come_all_at_once_with_their_places():
    with pytest.raises(SettingsError) as caught:
        editing("supress: [A]\nadd:\n  - {nam: B}\nmerge:\n  - {into: C, forms: []}\nrename:\n  - {name: D, too: E}\n")
    said = str(caught.value)
    assert "sua.yaml:1:1: supress" in said
    assert "ý bạn là “suppress”?" in said
    assert all(f"sua.yaml:{line}:" in said for line in (3, 5, 7))


def test_a_name_stands_in_one_place_of_the_file_only():
    with pytest.raises(SettingsError, match="đứng ở hai chỗ"):
        editing("{suppress: [Lê An], merge: [{into: X, forms: [lê an]}]}")


def test_the_same_words_lead_to_one_added_entry_only():
    with pytest.raises(SettingsError) as caught:
        editing(
            "add:\n  - {name: Chuyển đổi số, kind: body, search: [chuyển đổi số, số hóa]}\n"
            "  - name: Số hóa\n    kind: document\n  - name: Khác\n    search: [a b c, Chuyển  Đổi số]\n"
        )
    first, second = caught.value.mistakes
    assert str(first) == (
        "sua.yaml:3:5: add[2].name: “Số hóa” đã tìm cho mục “Chuyển đổi số” (body): "
        "mỗi cụm chữ chỉ dẫn tới một mục thêm vào; bỏ cụm ấy ở một trong hai mục"
    )
    assert str(second).startswith("sua.yaml:6:5: add[3].search: “Chuyển  Đổi số” đã tìm")


def test_an_entry_that_is_added_twice_is_one():
    file = editing("add: [{name: Vũ Bình, search: [Vũ Bình]}, {name: Vũ Bình}, {name: Vũ Bình, search: [UBND tỉnh, vũ bình]}]")
    (entry,) = [entry for entry in edited_index(ARTICLES, file)[0] if entry.name == "Vũ Bình"]
    assert len(entry.mentions) == 2


def test_the_starting_file_changes_nothing():
    entries = index_entries(ARTICLES)
    file = starting_file(entries, "sua.yaml")
    assert editing(file) == Editing()
    assert "#   Lê Văn An (2)" in file


def project(tmp_path: Path, sua: str):
    (tmp_path / "bai.md").write_text("---\ntitle: Tin\n---\n\nÔng Lê Văn An nói ở UBND tỉnh.\n", "utf-8")
    (tmp_path / "sua.yaml").write_text(sua, "utf-8")
    (tmp_path / "bulletin.yaml").write_text("articles: [bai.md]\nlayout: tuyen-tap\nindex: sua.yaml\n", "utf-8")
    return Request(loaded=load_project(tmp_path / "bulletin.yaml", DiskFiles()), formats=["epub"])


def test_a_build_reads_the_file_and_tells_what_nothing_answers_to(tmp_path):
    built = build(project(tmp_path, "suppress:\n  - Lê Văn An\n  - Ai Đó\n"), DiskFiles())
    (notice,) = [notice for notice in built.report.notices if notice.code == "index-unmatched"]
    assert str(notice.place).endswith("sua.yaml:3:5")
    page = zipfile.ZipFile(built.outputs[0].path).read("EPUB/index.xhtml").decode()
    assert "UBND tỉnh" in page
    assert "Lê Văn" not in page


def test_a_layout_without_an_index_says_that_the_file_is_not_used(tmp_path):
    request = replace(project(tmp_path, "suppress: []\n"), layout="ban-tin")
    assert any(n.code == "part-missing" and "bảng tra cứu" in n.message for n in build(request, DiskFiles()).report.notices)


def test_a_file_that_is_not_there_is_told_even_where_the_layout_has_no_index(tmp_path):
    request = project(tmp_path, "suppress: []\n")
    (tmp_path / "sua.yaml").unlink()
    with pytest.raises(SettingsError, match=r"sua\.yaml: không tìm thấy tệp"):
        build(request, DiskFiles())
    (notice,) = [n for n in build(replace(request, layout="ban-tin"), DiskFiles()).report.notices if n.code == "index-missing"]
    assert (notice.message, str(notice.place)) == (
        "không có tệp “sua.yaml” để sửa bảng tra cứu", f"{tmp_path}/bulletin.yaml:3:1",
    )


def test_a_build_refuses_a_file_with_mistakes(tmp_path):
    with pytest.raises(SettingsError, match=r"sua\.yaml:1:1"):
        build(project(tmp_path, "bo: [Lê Văn An]\n"), DiskFiles())


# ── the layout ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("parts", ["[index, sections]", "[sections, index, foreword]", "[masthead, index]"])
def test_an_index_before_its_articles_is_refused(parts):
    with pytest.raises(SettingsError, match="index"):
        load_layout("ban-tin", DiskFiles(), [override("parts", parts, "--set parts")])


def test_any_layout_can_have_an_index(fonts):
    for name in ("ban-tin", "tap-san", "chu-lon", "diem-bao"):
        layout = load_layout(name, DiskFiles(), [override("parts", "[sections, index]", "--set parts")])
        pages = pypdfium2.PdfDocument(pdf.write(with_index(of("Ông Lê Văn An nói.")), layout, fonts, memory_context()).data)
        assert "Lê Văn An, 1" in text_of(pages[len(pages) - 1])


# ── the formats ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def book():
    return load_layout("tuyen-tap", DiskFiles())


def with_index(*articles, **known):
    made = bulletin(*articles, **known)
    return replace(made, index=index_entries(made))


def text_of(page):
    return page.get_textpage().get_text_range().replace("\r\n", "\n")


def test_pages_one_after_another_are_a_range():
    assert [printed for _, printed in page_ranges([1, 3, 4, 6, 7, 8, 12])] == ["1", "3", "4", "6–8", "12"]


def test_every_number_leads_to_the_page_on_which_the_name_stands(book, fonts):
    """Names are scattered over paragraphs that go on over many pages: the page of the line counts, not the block's."""
    people = ["Lê Văn An", "Vũ Thị Bình", "Đỗ Minh Châu", "Trần Quốc Dũng"]
    words = [LONG * 9 + f"Ông {people[number % 4]} nói. " + LONG * (5 + 3 * (number % 5)) for number in range(24)]
    made = with_index(of(*words[:12]), of(*words[12:], title="Ông Lê Văn An nói"))
    document = pypdfium2.PdfDocument(pdf.write(made, book, fonts, memory_context()).data)
    pages = [" ".join(text_of(page).split()) for page in document]
    index = pages[-1]
    for person in people:
        printed = re.search(rf"{person}, ((?:[\d–]+, )*[\d–]+)", index)[1]
        numbers = set()
        for part in printed.split(","):
            first, _, last = part.strip().partition("–")
            numbers |= set(range(int(first), int(last or first) + 1))
        # The line on which the name begins is what counts: a name over a page's end stands on the first page.
        holding = {number for number, page in enumerate(pages[:-1], 1) if f"Ông {person}" in page and number > 2}
        assert holding <= numbers, person
        assert len(numbers - holding) <= 1, person


def test_links_bookmark_and_contents_lead_to_the_index_and_from_it(book, fonts):
    made = with_index(of("Ông Lê Văn An nói."), of("Trống."), of("Ông Lê Văn An nói."))
    document = pikepdf.open(io.BytesIO(pdf.write(made, book, fonts, memory_context()).data))
    last = document.pages[-1]
    assert len(last.Annots) == 2  # pages 3 and 5
    with document.open_outline() as outline:
        assert outline.root[-1].title == "Bảng tra cứu"
    contents = pypdfium2.PdfDocument(pdf.write(made, book, fonts, memory_context()).data)[1]
    assert re.search(r"Bảng tra cứu[ .\n]+6", text_of(contents))


def test_no_names_no_index(book, fonts):
    made = with_index(of("Trống."))
    assert "Bảng tra cứu" not in text_of(pypdfium2.PdfDocument(pdf.write(made, book, fonts, memory_context()).data)[2])
    assert b"index.xhtml" not in epub.write(made, book, fonts, memory_context()).data
    assert "Bảng tra cứu" not in [p.text for p in Document(io.BytesIO(docx.write(made, book, fonts, memory_context()).data)).paragraphs]


def test_word_has_a_page_number_for_every_article(book, fonts):
    made = with_index(of("Ông Lê Văn An nói.", "Ông Lê Văn An nói."), of("Trống."), of("Ông Lê Văn An nói."))
    data = docx.write(made, book, fonts, memory_context()).data
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    bookmarks = re.findall(r"PAGEREF (_Bai\w+)", body)
    assert bookmarks == ["_Bai1_b0", "_Bai3_b0"]
    assert all(f'w:name="{name}"' in body for name in bookmarks)
    styles = {p.text: p.style.style_id for p in Document(io.BytesIO(data)).paragraphs}
    assert styles["Bảng tra cứu"] == "IndexTitle"
    assert styles["Người"] == "IndexHeading"


def test_epub_links_lead_to_blocks_that_are_there(book, fonts):
    made = with_index(of("Ông Lê Văn An nói.", "Ông Lê Văn An nói."), of("Trống.", title="Ông Lê Văn An nói"))
    archive = zipfile.ZipFile(io.BytesIO(epub.write(made, book, fonts, memory_context()).data))
    page = ET.fromstring(archive.read("EPUB/index.xhtml"))  # noqa: S314 — our own output
    links = [link.get("href") for link in page.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == ["article-0001.xhtml#b0", "article-0001.xhtml#b1", "article-0002.xhtml#title"]
    for link in links:
        name, _, place = link.partition("#")
        assert f'id="{place}"' in archive.read(f"EPUB/{name}").decode()
    assert 'epub:type="index"' in archive.read("EPUB/nav.xhtml").decode()


@pytest.mark.parametrize("writer", [pdf, docx, epub])
def test_what_was_written_is_proven_with_its_index(writer, book, fonts):
    people = ("An", "Bình", "Châu", "Dũng")
    words = [LONG * 9 + f"Ông Lê Văn {people[number % 4]} nói ở UBND tỉnh." for number in range(160)]
    made = with_index(*(of(*words[start : start + 4]) for start in range(0, 160, 4)))
    data = writer.write(made, book, fonts, memory_context()).data
    place = Place(f"out/ban-tin{writer.SUFFIX}")
    assert verify(data, place, made, book).holds
    cut = replace(made, index=made.index[1:])  # an entry too much in the file
    assert not verify(data, place, cut, book).holds


# ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────


def noted(before, note, after="."):
    return (*text(before), Note(text(note)), *text(after))


def test_notes_are_searched_and_their_names_stand_in_the_block_of_the_mark():
    blocks = (Paragraph(noted("Một", "Không ai")), Paragraph(noted("Lời của ông Lê Văn An", "Trích lời ông Lê Văn An, theo Luật số 12/2020/QH14")))
    entries = index_entries(bulletin(Article(title="Tin", blocks=blocks)))
    assert [(entry.name, entry.mentions) for entry in entries] == [
        # 2 T r í c h l ờ i ô n g
        ("Lê Văn An", (Mention(1, 1, 9), Mention(1, 1, 1 + 11, 2))),
        ("Luật số 12/2020/QH14", (Mention(1, 1, 1 + 11 + 7 + 1 + 4, 2),)),
    ]  # fmt: skip


def test_a_name_in_a_note_leads_to_the_page_of_the_line_of_the_note(book, fonts):
    """A note that goes on at the foot of further pages, and one under a table, and one of a picture's caption."""
    long = LONG * 60
    table = Table(((text("Cột"),), *((text(f"Hàng {number}"),) for number in range(40)), (noted("Ô", "Do ông Vũ Văn Bảng lập"),)), 1)
    blocks = (
        Paragraph(noted(LONG * 9, f"{long}Ông Lê Văn Cường nói. {LONG * 40}", LONG * 9)),
        Paragraph(noted(LONG, "Ông Lê Văn Dũng nói.", LONG)), table,
        Figure(None, noted("Ảnh chụp", "Do ông Đỗ Văn Ảnh giữ")),
    )  # fmt: skip
    made = with_index(Article(title="Tin", blocks=blocks))
    assert names(made.index) == ["Đỗ Văn Ảnh", "Vũ Văn Bảng", "Lê Văn Cường", "Lê Văn Dũng"]
    document = pypdfium2.PdfDocument(pdf.write(made, book, fonts, memory_context()).data)
    pages = [" ".join(text_of(page).split()) for page in document]
    for name in names(made.index):
        (page,) = [number for number, said in enumerate(pages[:-1], 1) if name in said]
        assert re.search(rf"{name}, {page}(?![\d,–])", pages[-1]), name
    assert verify(pdf.write(made, book, fonts, memory_context()).data, Place("out/a.pdf"), made, book).holds


def test_a_name_in_a_note_leads_to_its_mark_in_an_epub_and_its_block_in_word(book, fonts):
    made = with_index(Article(title="Tin", blocks=(Paragraph(noted("Một", "Ông Lê Văn An nói"), id="b1"),)))
    archive = zipfile.ZipFile(io.BytesIO(epub.write(made, book, fonts, memory_context()).data))
    page = ET.fromstring(archive.read("EPUB/index.xhtml"))  # noqa: S314 — our own output
    assert [link.get("href") for link in page.iter("{http://www.w3.org/1999/xhtml}a")] == ["article-0001.xhtml#note-mark-1"]
    assert 'id="note-mark-1"' in archive.read("EPUB/article-0001.xhtml").decode()
    body = Document(io.BytesIO(docx.write(made, book, fonts, memory_context()).data)).element.body
    assert {link.get(f"{{{link.nsmap['w']}}}anchor") for link in body.iter(f"{{{body.nsmap['w']}}}hyperlink")} >= {"_Bai1_b1"}
