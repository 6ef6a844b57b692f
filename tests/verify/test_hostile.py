"""Files that are none, are broken, swell, or are another bulletin's: one clear message each, in bounded time."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.model import Article, Bulletin, Paragraph, Section, Text
from bulletin.notices import Place
from bulletin.verify import verify
from bulletin.writers import load_writer
from samples import BULLETIN

FORMATS = ("pdf", "docx", "epub")


@pytest.fixture
def refused(layout):
    def refuse(data, name):
        with pytest.raises(ReadError) as caught:
            verify(data, Place(f"x.{name}"), BULLETIN, layout)
        assert caught.value.place == Place(f"x.{name}")
        return caught.value.problem

    return refuse


def output(name, bulletin, layout, fonts):
    return load_writer(name).write(bulletin, layout, fonts, Context()).data


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_file_and_a_file_of_another_kind(name, refused):
    assert refused(b"", name) == "tệp rỗng"
    assert refused(b"khong phai gi ca " * 100, name).startswith("không phải tệp")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_is_cut_short(name, refused, layout, fonts):
    data = output(name, BULLETIN, layout, fonts)
    for part in (0.3, 0.7, 0.99):
        assert "bị cắt cụt" in refused(data[: int(len(data) * part)], name)


def test_a_suffix_that_is_not_read_back(refused):
    assert refused(b"x", "md") == "không đọc ngược được tệp “.md”"


def test_a_word_file_is_no_epub_and_an_epub_no_word_file(refused, layout, fonts):
    assert "thiếu META-INF/container.xml" in refused(output("docx", BULLETIN, layout, fonts), "epub")
    assert "thiếu phần word/document.xml" in refused(output("epub", BULLETIN, layout, fonts), "docx")


def with_member(data, member, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == member else source.read(name))
    return out.getvalue()


BOMB = b"<a>" + b" " * (300 * 2**20) + b"</a>"
ENTITIES = b'<!DOCTYPE html [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><html>&b;</html>'
MEMBERS = [("docx", "word/document.xml"), ("epub", "EPUB/article-0001.xhtml"), ("epub", "EPUB/content.opf")]


@pytest.mark.parametrize(("name", "member"), MEMBERS)
def test_members_that_swell_declare_entities_or_are_no_xml(name, member, refused, layout, fonts):
    data = output(name, BULLETIN, layout, fonts)
    swollen = with_member(data, member, BOMB)
    tracemalloc.start()
    assert "phình ra quá lớn" in refused(swollen, name)
    assert tracemalloc.get_traced_memory()[1] < 64 * 2**20
    tracemalloc.stop()
    assert "DOCTYPE" in refused(with_member(data, member, ENTITIES), name)
    assert "không phải XML" in refused(with_member(data, member, b"<a><b></a>"), name)


def test_an_epub_that_lacks_a_file_says_which(layout, fonts):
    data = output("epub", BULLETIN, layout, fonts)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name != "EPUB/article-0002.xhtml":
                target.writestr(name, source.read(name))
    told = str(verify(out.getvalue(), Place("x.epub"), BULLETIN, layout))
    assert "thiếu tệp EPUB/article-0002.xhtml trong sách" in told
    assert "bài “Bài không có tiêu đề”: thiếu" in told


def test_a_locked_pdf(refused, layout, fonts):
    with pikepdf.open(io.BytesIO(output("pdf", BULLETIN, layout, fonts))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "mật khẩu" in refused(out.getvalue(), "pdf")


def test_a_pdf_whose_page_swells(refused):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(b" " * (40 * 2**20))
    out = io.BytesIO()
    pdf.save(out)
    assert "phình" in refused(out.getvalue(), "pdf")


def deep(kind):
    """Return a PDF whose bookmarks, names or tags go in a circle."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    root = pdf.Root
    if kind == "outline":
        node = pdf.make_indirect(pikepdf.Dictionary(Title="a"))
        node.Next = node.First = node
        root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=node))
    elif kind == "names":
        node = pdf.make_indirect(pikepdf.Dictionary())
        node.Kids = pikepdf.Array([node, node])
        root.Names = pikepdf.Dictionary(Dests=node)
    else:
        node = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P))
        node.K = pikepdf.Array([node, node, 5, pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=node)])
        root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=node))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["outline", "names", "tags"])
def test_circles_in_a_pdf_end(kind, layout):
    proof = verify(deep(kind), Place("x.pdf"), BULLETIN, layout)
    assert not proof.holds
    assert "có lẽ là tệp của bản tin khác" in str(proof)


@pytest.mark.parametrize("name", FORMATS)
def test_another_bulletins_file_is_told_as_such_with_the_first_difference_only(name, layout, fonts, sample_bulletin):
    came = verify(output(name, BULLETIN, layout, fonts), Place(f"x.{name}"), sample_bulletin, layout)
    told = str(came)
    assert "có lẽ là tệp của bản tin khác" in told
    assert told.count("bản tin:   ") <= (2 if name == "pdf" else 1)  # of each reading


def test_a_thousand_differences_are_not_all_told_and_take_no_time(layout, fonts):
    texts = [" ".join(f"c{article}d{word}" for word in range(60)) for article in range(400)]
    model = [Article(title=f"Bài {number}", blocks=(Paragraph((Text(text),)),)) for number, text in enumerate(texts)]
    other = [replace(article, blocks=(Paragraph((Text(f"x {text} y"),)),)) for article, text in zip(model, texts, strict=True)]
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, tuple(model)),))
    data = output("docx", replace(bulletin, sections=(Section(None, tuple(other)),)), layout, fonts)
    told = str(verify(data, Place("x.docx"), bulletin, layout))
    assert "chỗ nữa" in told or "có lẽ là tệp của bản tin khác" in told
    assert len(told) < 20_000
