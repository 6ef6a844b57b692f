"""The structure of a PDF: what is tagged as what, in which order; what is not text stays outside."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace

import pikepdf

from bulletin.cli import run
from bulletin.context import Context
from bulletin.model import Article, Bulletin, Heading, Link, Paragraph, Section, Table, Text
from bulletin.writers import load_writer
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
