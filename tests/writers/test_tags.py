"""The structure of a PDF: what is tagged as what, in which order; what is not text stays outside."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace

import pikepdf
from reportlab.pdfbase.ttfonts import makeToUnicodeCMap

from bulletin.cli import run
from bulletin.context import Context, DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.model import Article, Bulletin, Heading, LineBreak, Link, Paragraph, Section, Table, Text
from bulletin.notices import Report
from bulletin.writers import load_writer
from bulletin.writers.pdf.packing import _lawful_map
from bulletin.writers.pdf.setter import Setter
from conftest import ROOT
from samples import BULLETIN, text

LONG = "Đại hội biểu quyết thông qua phương hướng, mục tiêu, nhiệm vụ và các giải pháp chủ yếu của nhiệm kỳ mới. "


def opened(bulletin, layout, fonts):
    return pikepdf.open(io.BytesIO(load_writer("pdf").write(bulletin, layout, fonts, Context()).data))


def roles(node, depth=0):
    """Return the structure below a node, one element a line."""
    kids = node.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    lines = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            lines += [f"{'  ' * depth}{str(kid.S)[1:]}", *roles(kid, depth + 1)]
    return lines


def of_blocks(*blocks):
    return Bulletin(title="Bản tin", sections=(Section(None, (Article(title="Bài", blocks=blocks),)),))


def test_every_node_has_its_role(layout, fonts):
    with opened(BULLETIN, layout, fonts) as pdf:
        found = roles(pdf.Root.StructTreeRoot)
    assert found[:3] == ["Document", "  P", "  H1"]
    for role in ("TOC", "TOCI", "Sect", "Art", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "BlockQuote", "Table", "TR", "TH", "TD", "Link"):
        assert role in [line.strip() for line in found], role
    art = found.index("    Art")
    assert found[art + 1 : art + 4] == ["      P", "      H3", "      P"]  # kicker, title, lead


def test_headings_go_down_a_step_at_a_time_and_no_deeper_than_six(layout, fonts):
    heads = [Heading(text(f"Mục {level}"), level, id=f"h{level}") for level in range(1, 8)]
    bulletin = of_blocks(*heads, Paragraph(text(LONG), id="p"))
    bulletin = replace(bulletin, sections=(Section("Kinh tế", bulletin.sections[0].articles),))
    with opened(bulletin, layout, fonts) as pdf:
        found = [line.strip() for line in roles(pdf.Root.StructTreeRoot)]
    assert [role for role in found if re.fullmatch(r"H\d", role)] == ["H1", "H2", "H2", "H3", "H4", "H5", "H6", "H6", "H6", "H6", "H6"]


def test_a_paragraph_over_columns_and_pages_is_one_element(layout, fonts):
    with opened(of_blocks(Paragraph(text(LONG * 120), id="p")), layout, fonts) as pdf:
        assert len(pdf.pages) > 1
        found = roles(pdf.Root.StructTreeRoot)
        paragraph = next(thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/P"
                         and isinstance(thing.get("/K"), pikepdf.Array))  # fmt: skip
        pages = {kid.Pg.objgen if isinstance(kid, pikepdf.Dictionary) else paragraph.Pg.objgen for kid in paragraph.K}
    assert found[found.index("    Art") + 1 :] == ["      H2", "      P"]
    assert len(pages) == len(pdf_pages(layout, fonts))


def pdf_pages(layout, fonts):
    with opened(of_blocks(Paragraph(text(LONG * 120), id="p")), layout, fonts) as pdf:
        return [page.objgen for page in pdf.pages]


def test_a_link_over_lines_is_one_element_with_a_rectangle_a_line(layout, fonts):
    link = Link("https://example.vn/", text(LONG))
    with opened(of_blocks(Paragraph((Text(LONG), link, Text(LONG), link), id="p")), layout, fonts) as pdf:
        links = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Link"
                 and thing.P.S == "/P"]  # fmt: skip
        rectangles = [[kid for kid in each.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"] for each in links]
        assert len(links) == 2
        assert all(len(each) >= 2 for each in rectangles)
        for each in (one for some in rectangles for one in some):
            assert each.Obj.Contents == "https://example.vn/"
            assert each.Obj.F == 4


def test_heads_that_stand_again_are_artifacts(layout, fonts):
    rows = ((text("Xã"), text("Số hộ")), *((text(f"Xã số {n}"), text(str(n))) for n in range(300)))
    with opened(of_blocks(Table(rows, 1, id="t")), layout, fonts) as pdf:
        found = [line.strip() for line in roles(pdf.Root.StructTreeRoot)]
        shown = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert found.count("TH") == 2
    assert found.count("TR") == 301
    assert shown.count(b"/TH <<") == 2


def test_short_rows_are_filled_so_that_a_table_is_regular(layout, fonts):
    rows = ((text("a"), text("b"), text("c")), (text("một"),))
    with opened(of_blocks(Table(rows, 0, id="t")), layout, fonts) as pdf:
        found = [line.strip() for line in roles(pdf.Root.StructTreeRoot)]
    assert found.count("TD") == 6


def test_another_language_is_said(layout, fonts):
    article = Article(title="A letter", language="en", blocks=(Paragraph(text("Dear all"), id="p"),))
    with opened(Bulletin(title="Bản tin", sections=(Section(None, (article,)),)), layout, fonts) as pdf:
        languages = {str(thing.S): str(thing.Lang) for thing in pdf.objects
                     if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/Lang" in thing}  # fmt: skip
        assert str(pdf.Root.Lang) == "vi-VN"
    assert languages == {"/Art": "en"}


def test_places_have_names_and_pages_have_labels(layout, fonts):
    with opened(BULLETIN, layout, fonts) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        assert [str(name) for name in names[::2]] == sorted(str(name) for name in names[::2])
        assert "article-1-1" in [str(name) for name in names[::2]]
        assert str(pdf.Root.PageLabels.Nums[1].S) == "/D"


def test_no_tags_on_request(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "bulletin.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["build", "--format", "pdf", "--no-tags", "--quiet"]) == 0
    with pikepdf.open("out/ban-tin-mau.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert b"/P <<" not in pdf.pages[0].Contents.read_bytes()


def test_a_letter_beyond_the_first_plane_is_said_in_utf_16():
    lawful = _lawful_map(makeToUnicodeCMap("F", [0, 7, 65, 0x1F600, 0x20000, *range(0x1EA0, 0x1F10)]))
    assert "<02> <0041>" in lawful
    assert "<03> <D83DDE00>" in lawful
    assert "<04> <D840DC00>" in lawful
    assert "<0000>" not in lawful
    assert "<0007>" not in lawful
    assert re.findall(r"(\d+) beginbfchar", lawful) == ["100", "15"]


def links_of(pdf):
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Link" and thing.P.S != "/Reference"]


def test_a_link_that_comes_again_after_plain_lines_is_another_link(layout, fonts):
    link = Link("https://example.vn/", text("nguồn"))
    content = (link, LineBreak(), Text("giữa hai liên kết"), LineBreak(), link)
    with opened(of_blocks(Paragraph(content, id="p")), layout, fonts) as pdf:
        assert len(links_of(pdf)) == 2


def test_links_of_heads_that_stand_again_lead_nowhere(layout, fonts):
    head = (Link("https://example.vn/", text("Xã")),)
    rows = ((head, text("Số hộ")), *((text(f"Xã số {n}"), text(str(n))) for n in range(300)))
    with opened(of_blocks(Table(rows, 1, id="t")), layout, fonts) as pdf:
        addresses = [each for page in pdf.pages for each in page.get("/Annots", []) if "/A" in each]
        assert len(pdf.pages) > 2
        assert len(addresses) == 1
        assert "/StructParent" in addresses[0]


def test_the_words_of_a_link_share_a_rectangle_and_its_address_is_ascii(layout, fonts):
    link = Link("HTTPS://vi.wikipedia.org/wiki/Việt_Nam", text("trang về Việt Nam"))
    with opened(of_blocks(Paragraph((Text("Xem "), link), id="p")), layout, fonts) as pdf:
        (annotation,) = (each for page in pdf.pages for each in page.get("/Annots", []) if "/A" in each)
        assert bytes(annotation.A.URI) == b"https://vi.wikipedia.org/wiki/Vi%E1%BB%87t_Nam"


def test_contents_after_the_sections_stand_on_the_sections_level(layout, fonts):
    bulletin = replace(of_blocks(Paragraph(text(LONG), id="p")), sections=(Section("Kinh tế", of_blocks(Paragraph(text(LONG), id="p")).sections[0].articles),))
    with opened(bulletin, replace(layout, parts=("masthead", "sections", "contents")), fonts) as pdf:
        found = roles(pdf.Root.StructTreeRoot)
    assert found[found.index("  TOC") - 1] == "  H2"


def test_controls_in_the_metadata_do_not_break_it(layout, fonts):
    with opened(Bulletin(title="Bản tin", subtitle="a\u0007 & b"), replace(layout, parts=("sections",)), fonts) as pdf:
        assert "a & b" in str(pdf.open_metadata()["dc:description"])


def test_a_script_from_right_to_left_is_told(layout):
    setter = Setter(layout, FontBook(load_catalogue(DiskFiles()), Report()))
    setter.plain_passage("chữ שלום ở đây שלום", "body")
    assert [notice.code for notice in setter.fonts.report.notices] == ["right-to-left"]
