"""The index of an output: every page, and every link, is that of a place with the name; another one is found."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from bulletin.context import Context, DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.index.editing import AddedEntry, Editing
from bulletin.index.entries import index_entries
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Figure, Image, ListBlock, ListItem, Note, Paragraph, Section, Table, Text
from bulletin.notices import Place, Report
from bulletin.verify import verify
from bulletin.writers import load_writer
from samples import text

FILLER = "Hội nghị đã thống nhất ba nhóm nhiệm vụ trọng tâm của năm nay, giao các sở triển khai ngay trong quý này. "
LONG = FILLER * 40  # over a page
NOTED = (Text(FILLER * 12), Note(text("1 báo cáo.")), Text(f" {FILLER * 20}Nguyễn Văn Bình phát biểu. {FILLER * 4}"))
ARTICLES = (
    Article(title="Lê Thị Mai nhận giải", blocks=(Paragraph(text(LONG)), Paragraph(NOTED))),
    Article(
        title="Tin",
        blocks=(
            Paragraph(text(f"Trần Văn An nói. {LONG}")),
            Figure(Image("1.png"), text("Lê Thị Mai và Trần Văn An"), "Hà"),
            ListBlock((ListItem(text(FILLER)), ListItem(text(f"{FILLER * 30} Nguyễn Văn Bình kết luận.")))),
            Table(((text("Tên"), text("Việc")), (text("Đỗ Văn Cảnh"), text("ghi")), *((text("a"), text("b")),) * 40), 1),
        ),
    ),
)
ARTICLES = tuple(
    replace(article, blocks=tuple(replace(block, id=f"b{number}") for number, block in enumerate(article.blocks, 1)))
    for article in ARTICLES
)
NAMES = ("Nguyễn Văn Bình", "Lê Thị Mai", "Trần Văn An", "Đỗ Văn Cảnh")


@pytest.fixture(scope="module")
def indexed():
    """Return a bulletin with an index and the layout that prints it."""
    bulletin = Bulletin(title="Tuyển tập", sections=(Section("Một", ARTICLES),))
    entries = index_entries(bulletin, Editing(add=tuple(AddedEntry(name=name) for name in NAMES)))
    assert [entry.name for entry in entries] == ["Trần Văn An", "Nguyễn Văn Bình", "Đỗ Văn Cảnh", "Lê Thị Mai"]
    return replace(bulletin, index=entries), load_layout("tuyen-tap", DiskFiles())


@pytest.fixture(scope="module")
def outputs(indexed):
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    return {name: load_writer(name).write(*indexed, fonts, Context()).data for name in ("pdf", "epub", "docx")}


def found(data, name, bulletin, layout):
    proof = verify(data, Place(f"x.{name}"), bulletin, layout)
    return [finding.problem for held in proof.readings for finding in held.findings]


@pytest.mark.parametrize("name", ["pdf", "epub", "docx"])
def test_an_index_holds(name, outputs, indexed):
    assert found(outputs[name], name, *indexed) == []


@pytest.mark.parametrize("number", range(4))
def test_a_page_on_which_the_name_does_not_begin_is_found(number, outputs, indexed):
    bulletin, layout = indexed
    entries = list(bulletin.index)
    last = entries[number].mentions[-1]
    # By the model the last of its names stands where the file has other words, on a page before.
    elsewhere = replace(last, article=1, block=1, letters=2)
    entries[number] = replace(entries[number], mentions=(*entries[number].mentions[:-1], elsewhere))
    told = found(outputs["pdf"], "pdf", replace(bulletin, index=tuple(entries)), layout)
    name = f"bảng tra cứu: “{entries[number].name}” ghi "
    assert [each for each in told if not each.startswith(name)] == []
    assert sum("không đứng ở trang" in each for each in told) == 2  # once of the page, once of the tags
    assert sum("mà không ghi" in each for each in told) == 2


def test_a_page_that_is_left_out_is_found(outputs, indexed):
    bulletin, layout = indexed
    entry = bulletin.index[0]
    more = replace(entry, mentions=(*entry.mentions, replace(entry.mentions[0], article=1, block=0, letters=0)))
    told = found(outputs["pdf"], "pdf", replace(bulletin, index=(more, *bulletin.index[1:])), layout)
    assert {re.sub(r"\d+", "N", each) for each in told} == {"bảng tra cứu: “Trần Văn An” ghi “N, N”: đứng ở trang N mà không ghi"}


def test_a_number_that_leads_to_another_page_is_found(outputs, indexed):
    with pikepdf.open(io.BytesIO(outputs["pdf"])) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ()) if str(link.get("/Dest", "")).startswith("page-")]
        links[0].Dest, links[-1].Dest = links[-1].Dest, links[0].Dest
        out = io.BytesIO()
        pdf.save(out)
    told = found(out.getvalue(), "pdf", *indexed)
    assert len(told) == 2
    assert all(re.search(r"ghi “[\d, ]+”: số \d+ không dẫn tới trang đó", each) for each in told), told


def test_a_link_of_an_epub_to_a_block_without_the_name_is_found(outputs, indexed):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(outputs["epub"])) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("index.xhtml"):
                places = re.findall(rb'href="(article-[^"]*)"', content)
                content = content.replace(b'href="%s"' % places[0], b'href="article-0001.xhtml#title"', 1)
            target.writestr(name, content)
    told = found(out.getvalue(), "epub", *indexed)
    assert told == [
        "bảng tra cứu: “Trần Văn An” ghi “1, 2”: chỗ thứ 1 không dẫn tới nơi có tên",
        "bảng tra cứu: “Trần Văn An” ghi “1, 2”: 1 nơi có tên không có liên kết",
    ]
