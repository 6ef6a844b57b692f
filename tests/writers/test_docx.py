"""The Word writer: what an editor must find in the file, read back from its parts."""

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

import pytest
from docx import Document
from lxml import etree
from PIL import Image as PillowImage

from bulletin import walk, wording
from bulletin.context import DiskFiles, memory_context
from bulletin.layout.load import load_layout
from bulletin.layout.schema import Grid
from bulletin.layout.units import ZERO, Length
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
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Section,
    Strong,
    Table,
    Text,
)
from bulletin.text import terms
from bulletin.text.addresses import web_address
from bulletin.writers.docx import write
from bulletin.writers.docx.story import bookmark_name
from samples import BARE, BULLETIN, EVERY_NODE, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
ROOT = Path(__file__).resolve().parents[2]


class WordFile:
    """A written file, its parts parsed."""

    def __init__(self, bulletin, layout, fonts, context):
        self.context = context
        self.written = write(bulletin, layout, fonts, context)
        self.data = self.written.data
        self.archive = zipfile.ZipFile(io.BytesIO(self.data))
        self.names = self.archive.namelist()
        self.body = self.part("word/document.xml")[0]

    def part(self, name):
        return etree.fromstring(self.archive.read(name))

    def find(self, path, root=None):
        return (self.body if root is None else root).xpath(path, namespaces=NAMES)

    def paragraphs(self, style):
        return [paragraph for paragraph in self.body.iter(W + "p") if style_of(paragraph) == style]

    def texts(self, style):
        return [text_of(paragraph) for paragraph in self.paragraphs(style)]

    def words(self):
        """Return every word of the body but the contents: tabs and line breaks part words, as on paper."""
        contents = set(self.find(".//w:sdt//w:p"))
        return [w for p in self.body.iter(W + "p") if p not in contents for w in text_of(p).split()]

    def relationships(self):
        return {node.get("Id"): node for node in self.part("word/_rels/document.xml.rels")}

    def style(self, identity):
        [node] = self.find(f"w:style[@w:styleId='{identity}']", self.part("word/styles.xml"))
        return node


def style_of(paragraph):
    return paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")


def text_of(element):
    shown = {W + "t": lambda node: node.text or "", W + "tab": lambda _: "\t", W + "br": lambda _: "\n"}
    return "".join(shown[node.tag](node) for node in element.iter(*shown) if node.getparent().tag == W + "r")


def value(element, path):
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


def article(*blocks, **fields):
    return Article(title="Tít", blocks=blocks, **fields)


def bulletin_of(*articles):
    return Bulletin(title="Bản tin", sections=(Section(None, articles),))


@pytest.fixture
def set_in_word(layout, fonts):
    def make(bulletin, *, layout=layout, context=None):
        return WordFile(bulletin, layout, fonts, context or memory_context())

    return make


@pytest.fixture
def every_node(set_in_word):
    return set_in_word(BULLETIN)


def in_order(words, all_words):
    """Return whether `words` stand in `all_words` in their order, whatever wording puts between them."""
    rest = iter(all_words)
    return all(word in rest for word in words)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_word_of_every_article_stands_in_the_file_in_order(every_node):
    expected = [word for one in walk.articles(BULLETIN) for word in walk.words(one)]
    assert in_order(expected, every_node.words())


def test_no_word_is_printed_that_neither_the_articles_nor_wording_give(every_node):
    article_lines = [
        line
        for one in walk.articles(BULLETIN)
        for line in (
            one.section,
            wording.article_title(one),
            wording.lead_line(one),
            one.byline,
            wording.source_line(one),
        )
        if line
    ]
    block_lines = []
    for one in walk.articles(BULLETIN):
        for block in one.blocks:
            block_lines += [
                *walk.block_texts(block),
                *([wording.credit_line(block) or ""] if isinstance(block, Figure) else []),
            ]
    furniture = [BULLETIN.title, BULLETIN.subtitle, BULLETIN.publisher, *wording.masthead_lines(BULLETIN)]
    furniture += [section.title or "" for section in BULLETIN.sections]
    furniture += [f"{line.label}: {line.text}" for line in wording.imprint_lines(BULLETIN)]
    lawful = {word for line in article_lines + block_lines + furniture for word in line.split()}
    assert [word for word in every_node.words() if word not in lawful] == []


def test_the_count_is_that_of_the_articles(every_node):
    assert (every_node.written.count, every_node.written.unit) == (3, "bài")


HOSTILE = "a < b & c > d ]]> <w:p/> &amp; \U00020000 “x” 'y' \"z\""


def test_marks_of_xml_arrive_as_they_are(set_in_word):
    hostile = article(Paragraph(text(HOSTILE)), Heading(text(HOSTILE)), byline=HOSTILE)
    word_file = set_in_word(Bulletin(title=HOSTILE, sections=(Section(HOSTILE, (hostile,)),)))
    for style in ("Title", "Heading1", "Heading3", "BodyText", "Byline"):
        assert word_file.texts(style) == [HOSTILE]


def test_control_characters_are_dropped_with_a_notice_that_names_them(set_in_word):
    word_file = set_in_word(bulletin_of(article(Paragraph(text("một\x07 hai\ud800\ufffe")))))
    assert word_file.texts("BodyText") == ["một hai"]
    notices = [n for n in word_file.context.report.notices if n.code == "control-character"]
    assert [n.message[n.message.index("U+") :][:6] for n in notices] == ["U+0007", "U+D800", "U+FFFE"]


def test_control_characters_outside_articles_do_no_harm(set_in_word):
    hostile = replace(BULLETIN, title="Bản\x00 tin", publisher="Ban\x01", issue="6\x02", note="\x03", language="vi-VN")
    assert set_in_word(hostile).texts("Title") == ["Bản tin"]


@pytest.mark.parametrize("parting", "\t\n\r\x0b\x0c\x1c\x1f")
def test_what_parts_words_still_parts_them(set_in_word, parting):
    word_file = set_in_word(bulletin_of(article(Paragraph(text(f"một{parting}hai")))))
    assert word_file.texts("BodyText") == ["một hai"]


def test_spaces_at_the_edges_of_runs_are_kept(set_in_word):
    content = (Text("Hội nghị "), Strong(text("Ban")), Text("  họp"))
    assert set_in_word(bulletin_of(article(Paragraph(content)))).texts("BodyText") == ["Hội nghị Ban  họp"]
    [*_, last] = set_in_word(bulletin_of(article(Paragraph(content)))).find(".//w:t")
    assert last.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_paragraph_of_a_hundred_thousand_characters_arrives_whole(set_in_word):
    long = "đoạn dài " * 12_000
    assert set_in_word(bulletin_of(article(Paragraph(text(long.strip()))))).texts("BodyText") == [long.strip()]


# ── styles ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_sections_titles_and_sub_heads_are_heading_styles_with_their_outline_levels(every_node):
    assert every_node.texts("Heading1") == ["Xây dựng Đảng"]
    titles = [wording.article_title(one) for one in walk.articles(BULLETIN)]
    assert [*every_node.texts("Heading2"), *every_node.texts("TitleAlone")] == titles
    assert every_node.texts("Heading3") == ["Ba nhóm nhiệm vụ"]
    assert every_node.texts("Heading4") == ["Ý kiến"]
    levels = [value(every_node.style(f"Heading{level}"), "pPr/outlineLvl") for level in range(1, 10)]
    assert levels == list("012345678")


def test_headings_deeper_than_word_knows_take_its_deepest_style(set_in_word):
    heads = [Heading(text(f"Mục {level}"), level) for level in range(1, 12)]
    assert set_in_word(bulletin_of(article(*heads))).texts("Heading9") == [f"Mục {n}" for n in range(7, 12)]


def test_every_style_in_use_is_defined_and_every_next_style_too(every_node):
    styles = every_node.part("word/styles.xml")
    defined = set(every_node.find("w:style/@w:styleId", styles))
    used = set(every_node.find(".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val"))
    for name in every_node.names:
        if name.startswith(("word/header", "word/footer")):
            used |= set(every_node.find(".//w:pStyle/@w:val", every_node.part(name)))
    used |= set(every_node.find("w:style/w:next/@w:val | w:style/w:basedOn/@w:val", styles))
    assert used <= defined
    names = every_node.find("w:style/w:name/@w:val", styles)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("identity", "role"),
    [("BodyText", "body"), ("Heading2", "title"), ("Heading1", "section"), ("Kicker", "kicker"), ("Lead", "lead"),
     ("Caption", "caption"), ("Quote", "quotation"), ("Title", "masthead"), ("Footer", "folio"), ("TOC2", "contents")],
)  # fmt: skip
def test_a_style_says_what_its_role_in_the_layout_says(every_node, layout, identity, role):
    style, wanted = every_node.style(identity), getattr(layout.styles, role)
    family = getattr(layout.fonts, wanted.font)
    fonts = style.find(f"{W}rPr/{W}rFonts")
    assert {fonts.get(W + script) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {family}
    assert int(value(style, "rPr/sz")) == round(wanted.size.points() * 2)
    assert value(style, "rPr/color") == layout.colours[wanted.colour].hex
    assert (style.find(f"{W}rPr/{W}i") is not None) == wanted.italic
    assert (style.find(f"{W}rPr/{W}b") is not None) == (wanted.weight >= 600)


def test_no_line_may_clip_stacked_marks(every_node, layout):
    spacing = every_node.style("Heading2").find(f"{W}pPr/{W}spacing")
    assert spacing.get(W + "lineRule") == "atLeast"
    assert int(spacing.get(W + "line")) == round(layout.styles.title.leading.points() * 20)
    exact = every_node.find(
        "w:style[w:pPr/w:spacing/@w:lineRule='exact']/@w:styleId", every_node.part("word/styles.xml")
    )
    assert set(exact) == {"Separator", "Spacer", "CoverRule"}  # none holds letters
    assert every_node.texts("Separator") == [""]


def test_the_first_fallback_family_is_named_for_the_letters_of_east_asia(set_in_word, layout):
    asian = replace(layout, fonts=replace(layout.fonts, fallback=("Noto Serif SC",)))
    fonts = set_in_word(BULLETIN, layout=asian).style("BodyText").find(f"{W}rPr/{W}rFonts")
    assert (fonts.get(W + "eastAsia"), fonts.get(W + "ascii")) == ("Noto Serif SC", layout.fonts.text)


def test_only_a_paragraph_after_a_paragraph_is_indented(set_in_word, layout):
    blocks = (Paragraph(text("một")), Paragraph(text("hai")), Heading(text("Mục")), Paragraph(text("ba")))
    word_file = set_in_word(bulletin_of(article(*blocks)))
    assert word_file.texts("BodyText") == ["một", "ba"]
    assert word_file.texts("BodyTextFirstIndent") == ["hai"]
    indent = word_file.style("BodyTextFirstIndent").find(f"{W}pPr/{W}ind").get(W + "firstLine")
    size = layout.styles.body.size.points()
    assert int(indent) == round(layout.styles.body.indent.points(size) * 20)
    assert word_file.style("BodyText").find(f"{W}pPr/{W}ind").get(W + "firstLine") == "0"


def test_paragraphs_carry_no_direct_formatting_but_the_white_above_an_article_and_what_holds_a_byline(every_node):
    direct = {
        (style_of(paragraph), node.tag.removeprefix(W))
        for paragraph in every_node.body.iter(W + "p")
        for node in paragraph.find(W + "pPr")
        if node.tag not in (W + "pStyle", W + "sectPr")
    }
    assert direct == {("Heading2", "spacing"), ("TitleAlone", "spacing"), ("Byline", "keepNext")}


def test_stress_is_a_character_style_and_nested_stress_adds_what_the_style_cannot_say(set_in_word):
    content = (Strong((Text("a"), Emphasis(text("b")))), Emphasis((Text("c"), Strong(text("d")))))
    word_file = set_in_word(bulletin_of(article(Paragraph(content))))
    [paragraph] = word_file.paragraphs("BodyText")
    looks = {text_of(run): (value(run, "rPr/rStyle"), value(run, "rPr/i")) for run in word_file.find("w:r", paragraph)}
    assert looks == {"a": ("Strong", None), "b": ("Strong", "1"), "c": ("Emphasis", None), "d": ("Strong", "1")}


def test_strong_words_stay_bold_in_a_bold_heading(set_in_word):
    word_file = set_in_word(bulletin_of(article(Heading((Strong(text("Mục")),)))))
    [run] = word_file.find("w:r", word_file.paragraphs("Heading3")[0])
    assert run.find(f"{W}rPr/{W}b") is not None


def test_emphasis_stands_upright_in_an_italic_quotation(set_in_word):
    word_file = set_in_word(bulletin_of(article(Quotation(((Emphasis(text("khác")),),)))))
    [run] = word_file.find("w:r", word_file.paragraphs("Quote")[0])
    assert value(run, "rPr/i") == "0"


def test_titles_and_heads_keep_with_what_follows(every_node):
    for identity in ("Heading1", "Heading2", "Heading3", "Kicker", "Lead", "Figure", "TableHead", "TOC1"):
        assert every_node.style(identity).find(f"{W}pPr/{W}keepNext") is not None
    assert every_node.find(".//w:pPrDefault/w:pPr/w:widowControl", every_node.part("word/styles.xml"))


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_marker_is_typed_as_the_author_wrote_it_and_hangs(every_node):
    assert every_node.texts("List") == [
        "1.\tRà soát cơ chế, chính sách.",
        "2.\tTháo gỡ khó khăn cho doanh nghiệp.",
        "-\tViệc thứ hai",
    ]
    indent = every_node.style("List").find(f"{W}pPr/{W}ind")
    assert indent.get(W + "left") == indent.get(W + "hanging") != "0"


def test_an_item_without_a_marker_has_words_own_bullet(every_node):
    assert every_node.texts("ListBullet") == ["Việc thứ nhất"]
    number = value(every_node.style("ListBullet"), "pPr/numPr/numId")
    numbering = every_node.part("word/numbering.xml")
    [abstract] = every_node.find(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val", numbering)
    assert every_node.find(f"w:abstractNum[@w:abstractNumId='{abstract}']//w:numFmt/@w:val", numbering) == ["bullet"]


def test_a_table_repeats_its_head_and_fills_the_column(every_node, layout):
    [table] = every_node.find("w:tbl")
    assert [text_of(cell) for cell in every_node.find(".//w:tc", table)] == [
        "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Thu ngân sách", "356 tỷ đồng", "8.800 tỷ đồng", "Tăng trưởng", "", "10,5 %",
    ]  # fmt: skip
    assert [bool(every_node.find("w:trPr/w:tblHeader", row)) for row in every_node.find("w:tr", table)] == [
        True,
        False,
        False,
    ]
    assert every_node.texts("TableHead") == ["Chỉ tiêu", "Kế hoạch", "Thực hiện"]
    widths = [int(width) for width in every_node.find("w:tblGrid/w:gridCol/@w:w", table)]
    assert sum(widths) == pytest.approx(layout.column_width * 20, abs=len(widths))


def test_a_table_with_words_too_long_for_its_column_does_not_outgrow_it(set_in_word, layout):
    row = tuple(text("x" * 80) for _ in range(4))
    widths = set_in_word(bulletin_of(article(Table((row,))))).find("w:tbl/w:tblGrid/w:gridCol/@w:w")
    assert sum(int(width) for width in widths) <= layout.column_width * 20 + 4


def test_two_tables_in_a_row_stay_two(set_in_word):
    table = Table(((text("a"),),))
    [first, second] = set_in_word(bulletin_of(article(table, table))).find("w:tbl")
    assert first.getnext().tag == W + "p"
    assert first.getnext() is not second


def test_a_line_break_is_words_own(every_node):
    assert "Dòng một\ndòng hai của một bài thơ." in every_node.texts("BodyText")
    assert every_node.find(".//w:compat/w:doNotExpandShiftReturn", every_node.part("word/settings.xml"))


def test_a_caption_without_a_picture_is_set_as_a_caption_and_names_no_file(every_node):
    assert every_node.texts("CaptionAlone") == [
        "Toàn cảnh hội nghị\nẢnh: Thành Chung",
        "Các đại biểu tham quan triển lãm.",
    ]
    assert every_node.texts("Caption") == []
    assert "1.png" not in every_node.words()
    assert every_node.find(".//w:drawing") == []


def image_bytes(kind, size):
    stream = io.BytesIO()
    PillowImage.new("RGB", size, "red").save(stream, kind)
    return stream.getvalue()


PICTURES = {
    "/bai/a.jpg": (image_bytes("JPEG", (300, 200)), Picture("/bai/a.jpg", "image/jpeg", 300, 200)),
    "/bai/b.png": (image_bytes("PNG", (10, 900)), Picture("/bai/b.png", "image/png", 10, 900)),
}


@pytest.fixture
def pictured(set_in_word):
    wide, tall = (picture for _, picture in PICTURES.values())
    figures = (
        Figure(Image("a.jpg", "Hội trường <lớn>", wide), text("Chú thích một"), "Minh", id="b1"),
        Figure(Image("b.png", None, tall), text("Chú thích hai"), id="b2"),
        Figure(Image("a.jpg", None, wide), id="b3"),
    )
    context = memory_context({path: data for path, (data, _) in PICTURES.items()})
    return set_in_word(bulletin_of(article(*figures)), context=context)


def test_a_picture_fills_its_column_unless_it_would_be_too_tall(pictured, layout):
    sizes = [(int(e.get("cx")) / 12700, int(e.get("cy")) / 12700) for e in pictured.find(".//wp:extent")]
    assert sizes[0] == pytest.approx((layout.column_width, layout.column_width * 2 / 3), abs=0.01)
    assert sizes[1][1] < layout.type_height / 2
    assert sizes[1][0] / sizes[1][1] == pytest.approx(10 / 900, rel=0.01)


def test_a_picture_says_what_it_shows_to_who_cannot_see_it(pictured):
    assert pictured.find(".//wp:docPr/@descr") == ["Hội trường <lớn>", "Chú thích hai", terms.FIGURE]
    numbers = pictured.find(".//wp:docPr/@id")
    assert len(set(numbers)) == 3


def test_a_caption_with_its_credit_follows_its_picture(pictured):
    assert pictured.texts("Caption") == ["Chú thích một\nẢnh: Minh", "Chú thích hai"]
    for caption in pictured.paragraphs("Caption"):
        assert style_of(caption.getprevious()) == "Figure"


def test_the_same_picture_goes_into_the_file_once_and_untouched(pictured):
    media = [name for name in pictured.names if name.startswith("word/media/")]
    assert [pictured.archive.read(name) for name in media] == [data for data, _ in PICTURES.values()]
    assert not any(
        "/bai" in pictured.archive.read(name).decode("latin-1") for name in pictured.names if name not in media
    )


# ── links and bookmarks ──────────────────────────────────────────────────────────────────────────────────────


def test_a_link_is_a_hyperlink_to_its_address(every_node):
    [link] = every_node.find(".//w:hyperlink[not(@w:anchor)]")
    relationship = every_node.relationships()[link.get(R + "id")]
    assert (relationship.get("Target"), relationship.get("TargetMode")) == ("https://example.vn/?a=1&b=2", "External")
    assert text_of(link) == "trụ sở tỉnh"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "bai.html",
        "http://",
        "http://[::1",
        "mailto:ai",
        "https://x" + "y" * 3000,
    ],
)
def test_an_address_that_word_shall_not_open_leaves_its_words_and_a_notice(set_in_word, target):
    word_file = set_in_word(bulletin_of(article(Paragraph((Text("xem "), Link(target, text("trang này")))))))
    assert word_file.texts("BodyText") == ["xem trang này"]
    assert word_file.find(".//w:hyperlink[not(@w:anchor)]") == []
    assert [notice.code for notice in word_file.context.report.notices] == ["link-dropped"]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (
            "https://báo.vn/bài viết?q=một&b=2#đ",
            "https://xn--bo-mia.vn/b%C3%A0i%20vi%E1%BA%BFt?q=m%E1%BB%99t&b=2#%C4%91",
        ),
        ("http://a.vn/100%/x%20y", "http://a.vn/100%25/x%20y"),
        ("mailto:toasoan@example.vn", "mailto:toasoan@example.vn"),
        ("HTTPS://Example.vn", "https://Example.vn"),
    ],
)
def test_addresses_are_well_formed_or_word_would_refuse_the_file(target, address):
    assert web_address(target) == address


def test_a_link_inside_a_link_and_a_link_without_words_make_no_second_hyperlink(set_in_word):
    nested = Link("https://a.vn", (Text("a "), Link("https://b.vn", text("b"))))
    word_file = set_in_word(bulletin_of(article(Paragraph((nested, Link("https://c.vn", ()))))))
    assert [text_of(link) for link in word_file.find(".//w:hyperlink[not(@w:anchor)]")] == ["a b"]


def test_every_block_carries_its_id_in_a_bookmark_for_the_way_back(every_node):
    names = every_node.find(".//w:bookmarkStart/@w:name")
    assert {f"_Bai1_{block.id}" for block in EVERY_NODE.blocks} | {"_Bai1", "_Bai2", "_Bai2_b1", "_Bai3_b1"} <= set(
        names
    )
    assert len({name.casefold() for name in names}) == len(names)
    numbers = every_node.find(".//w:bookmarkStart/@w:id")
    assert sorted(numbers) == sorted(every_node.find(".//w:bookmarkEnd/@w:id"))
    assert len(set(numbers)) == len(numbers)


def test_a_bookmark_holds_its_whole_block(every_node):
    [start] = every_node.find(".//w:bookmarkStart[@w:name='_Bai1_b5']")
    [end] = every_node.find(f".//w:bookmarkEnd[@w:id='{start.get(W + 'id')}']")
    assert text_of(start.getparent()).startswith("1.")
    assert text_of(end.getparent()).startswith("2.")


@pytest.mark.parametrize("odd", ["B1", "đoạn-1", "x" * 200, "a b", "\ud800"])
def test_an_id_that_word_would_not_take_becomes_a_digest(odd):
    name = bookmark_name(12345, odd)
    digest = hashlib.sha256(odd.encode("utf-8", "surrogatepass")).hexdigest()
    assert name == f"_Bai12345_x{digest[:20]}"
    assert len(name) <= 40


def test_a_block_without_an_id_has_no_bookmark(set_in_word):
    names = set_in_word(bulletin_of(article(Paragraph(text("một")), Rule()))).find(".//w:bookmarkStart/@w:name")
    assert sorted(names) == ["_Bai1", "_Toc2000001"]


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────


def columns_of(word_file):
    return [int(section.find(W + "cols").get(W + "num") or 1) for section in word_file.find(".//w:sectPr")]


def test_heads_stand_across_the_page_and_bodies_in_columns(every_node):
    assert columns_of(every_node) == [1, 1, 2, 1, 2, 1, 2, 1]
    kinds = every_node.find(".//w:sectPr/w:type/@w:val")
    assert kinds == ["nextPage", *["continuous"] * 7]
    in_columns, current = {}, []
    for element in every_node.body:
        current.append(element)
        found = every_node.find("w:pPr/w:sectPr", element)
        if found:
            in_columns |= dict.fromkeys(current, int(found[0].find(W + "cols").get(W + "num") or 1))
            current = []
    for style, count in (("Heading2", 1), ("Lead", 1), ("BodyText", 2), ("Source", 2), ("CaptionAlone", 2)):
        assert {in_columns[paragraph] for paragraph in every_node.paragraphs(style)} == {count}


def test_one_column_needs_one_section_a_running_head(set_in_word, layout):
    single = replace(layout, grid=Grid(columns=1, gutter=ZERO))
    assert columns_of(set_in_word(BULLETIN, layout=single)) == [1, 1, 1]
    without = replace(single, furniture=replace(single.furniture, running_head=False))
    assert columns_of(set_in_word(BULLETIN, layout=without)) == [1]
    assert columns_of(set_in_word(bulletin_of(EVERY_NODE), layout=single)) == [1]


@pytest.mark.parametrize("parts", [("sections",), ("sections", "imprint")])
def test_nothing_stands_after_the_last_article_where_no_part_does(set_in_word, layout, parts):
    word_file = set_in_word(replace(BULLETIN, imprint=None, sections=BULLETIN.sections[:1]), layout=replace(layout, parts=parts))
    last, properties = word_file.body[-2:]
    assert style_of(last) != "Spacer"
    assert last.find(f"{W}pPr/{W}sectPr") is None
    assert properties.tag == W + "sectPr"


def heads_of(word_file):
    """Return the text of the running head that each section of Word's names, or None where it goes on with the last."""
    targets = {name: node.get("Target") for name, node in word_file.relationships().items()}
    heads = []
    for section in word_file.find(".//w:sectPr"):
        named = word_file.find("w:headerReference[@w:type='default']", section)
        heads.append(text_of(word_file.part(f"word/{targets[named[0].get(R + 'id')]}")) if named else None)
    return heads


def test_running_heads_name_the_section_that_a_page_begins_in(set_in_word, layout):
    title = wording.running_title(BULLETIN)
    single = replace(layout, grid=Grid(columns=1, gutter=ZERO))
    assert heads_of(set_in_word(BULLETIN, layout=single)) == [title, f"{title}\tXây dựng Đảng", title]
    sections = (Section("Một", (EVERY_NODE,)), Section("Hai", (BARE,)))
    assert heads_of(set_in_word(replace(BULLETIN, sections=sections), layout=replace(single, parts=("sections",)))) == [
        f"{title}\tMột", f"{title}\tHai",
    ]  # fmt: skip
    long = (Section("Chuyên mục có tên dài" * 5, (EVERY_NODE,)),)
    assert heads_of(set_in_word(replace(BULLETIN, sections=long), layout=single))[1] == "\t" + "Chuyên mục có tên dài" * 5


def test_an_article_of_no_section_stands_beside_the_section_before_it(every_node, set_in_word):
    """In Word's own list of headings, and in the contents, also when Word makes them anew."""
    assert value(every_node.style("TitleAlone"), "pPr/outlineLvl") == "0"
    name = value(every_node.style("TitleAlone"), "name")
    [toc] = [code for code in every_node.find(".//w:instrText/text()") if "TOC" in code]
    assert f'\\t "{name};3"' in toc
    assert every_node.texts("TOC3") == ["Bài không có tiêu đề\t"]
    look = every_node.style("TOC3").find(f"{W}pPr")
    assert int(look.find(f"{W}spacing").get(W + "before")) > 200
    assert look.find(f"{W}contextualSpacing") is not None
    plain = set_in_word(bulletin_of(EVERY_NODE, BARE))
    assert [len(plain.texts(style)) for style in ("TitleAlone", "TOC3", "Heading2", "TOC2")] == [0, 0, 2, 2]
    assert not any(";3" in code for code in plain.find(".//w:instrText/text()"))


def test_an_article_that_ends_in_a_table_closes_its_columns(set_in_word):
    word_file = set_in_word(bulletin_of(article(Table(((text("a"),),))), BARE))
    assert columns_of(word_file) == [1, 2, 1, 2]


def test_the_sheet_is_that_of_the_layout(every_node, layout):
    for section in every_node.find(".//w:sectPr"):
        sheet, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        assert (sheet.get(W + "w"), sheet.get(W + "h")) == ("11906", "16838")
        wanted = {"top": "top", "bottom": "bottom", "left": "inside", "right": "outside"}
        for side, name in wanted.items():
            assert int(margins.get(W + side)) == round(getattr(layout.page.margins, name).points() * 20)


@pytest.mark.parametrize("mirrored", [True, False])
def test_facing_pages_have_their_own_heads_and_folios(set_in_word, layout, mirrored):
    word_file = set_in_word(BULLETIN, layout=replace(layout, page=replace(layout.page, mirrored=mirrored)))
    first, *others = word_file.find(".//w:sectPr")
    references = {
        (node.tag.removeprefix(W), node.get(W + "type"), word_file.relationships()[node.get(R + "id")].get("Target"))
        for node in word_file.find("w:headerReference | w:footerReference", first)
    }
    expected = {
        ("headerReference", "default", "header1.xml"),
        ("footerReference", "default", "footer1.xml"),
        ("footerReference", "first", "footer1.xml"),
    }
    even = {("headerReference", "even", "header2.xml"), ("footerReference", "even", "footer2.xml")}
    assert references == (expected | even if mirrored else expected)
    assert word_file.find("w:titlePg", first)
    assert not any(word_file.find("w:titlePg | w:footerReference", section) for section in others)
    settings = word_file.part("word/settings.xml")
    assert [bool(word_file.find(f"w:{name}", settings)) for name in ("mirrorMargins", "evenAndOddHeaders")] == [
        mirrored
    ] * 2


def test_running_heads_name_the_bulletin_and_folios_count_pages(every_node):
    for number in (1, 2):
        assert text_of(every_node.part(f"word/header{number}.xml")) == wording.running_title(BULLETIN)
        assert every_node.find(".//w:instrText/text()", every_node.part(f"word/footer{number}.xml")) == [" PAGE "]
    aligned = [value(every_node.style(name), "pPr/jc") for name in ("Footer", "FooterEven", "Header")]
    assert aligned == ["right", "left", "left"]
    assert every_node.style("Header").find(f"{W}pPr/{W}tabs/{W}tab").get(W + "val") == "right"


# ── masthead, contents, imprint ──────────────────────────────────────────────────────────────────────────────


def test_the_masthead_gives_what_wording_gives_on_the_accent_rule(every_node, layout):
    assert every_node.texts("MastheadPublisher") == [BULLETIN.publisher]
    assert not every_node.find(".//w:caps", every_node.part("word/styles.xml"))
    assert every_node.texts("Title") == [BULLETIN.title]
    assert every_node.texts("Subtitle") == [BULLETIN.subtitle]
    assert every_node.texts("MastheadIssue") == ["\t".join(wording.masthead_lines(BULLETIN))]
    rule = every_node.style("MastheadIssue").find(f"{W}pPr/{W}pBdr/{W}bottom")
    assert rule.get(W + "color") == layout.colours["accent"].hex
    assert int(rule.get(W + "sz")) == round(layout.furniture.masthead_rule.thickness.points() * 8)


def test_lines_of_the_masthead_that_would_collide_stand_one_after_another(set_in_word):
    long = replace(BULLETIN, note="Tài liệu phục vụ sinh hoạt chi bộ hằng tháng, lưu hành nội bộ " * 2)
    [line] = set_in_word(long).texts("MastheadIssue")
    assert "\t" not in line
    assert line.startswith("Số 6 (214) · Ngày 31")


def test_the_contents_list_every_title_as_a_link_to_it(every_node):
    [contents] = every_node.find("w:sdt")
    assert [text_of(p) for p in every_node.find(".//w:p[w:pPr/w:pStyle/@w:val='TOCHeading']", contents)] == [
        terms.CONTENTS
    ]
    links = every_node.find(".//w:hyperlink", contents)
    targets = []
    for link in links:
        [start] = every_node.find(f".//w:bookmarkStart[@w:name='{link.get(W + 'anchor')}']")
        targets.append(text_of(start.getparent()))
    assert [text_of(link).strip() for link in links] == targets
    assert targets == ["Xây dựng Đảng", *(wording.article_title(one) for one in walk.articles(BULLETIN))]


def test_the_contents_are_a_field_that_word_fills_with_page_numbers(every_node):
    [contents] = every_node.find("w:sdt")
    instructions = [code.strip() for code in every_node.find(".//w:instrText/text()", contents)]
    assert instructions[0].startswith('TOC \\o "1-2"')
    assert instructions[1:] == [rf"PAGEREF _Toc200000{number} \h" for number in (1, 2, 3)]
    kinds = every_node.find(".//w:fldChar/@w:fldCharType", contents)
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * 3, "end"]
    settings = [node.tag.removeprefix(W) for node in every_node.part("word/settings.xml")]
    assert settings.index("updateFields") < settings.index("compat")


def test_the_imprint_is_the_last_thing_in_the_file(every_node):
    lines = [f"{line.label}: {line.text}" for line in wording.imprint_lines(BULLETIN)]
    assert every_node.texts("Imprint") == lines
    assert [style_of(element) for element in every_node.body[-1 - len(lines) : -1]] == ["Imprint"] * len(lines)


def test_parts_stand_in_the_order_of_the_layout_and_only_those(set_in_word, layout):
    word_file = set_in_word(BULLETIN, layout=replace(layout, parts=("imprint", "sections", "contents")))
    tags = [element.tag.removeprefix(W) for element in word_file.body]
    assert style_of(word_file.body[0]) == "Imprint"
    assert tags.index("sdt") > tags.index("tbl")
    assert word_file.texts("Title") == []


@pytest.mark.parametrize("parts", [("masthead",), ("contents", "sections"), ("imprint",)])
def test_a_bulletin_without_articles_is_still_a_word_file(set_in_word, layout, parts):
    word_file = set_in_word(Bulletin(title="Bản tin"), layout=replace(layout, parts=parts))
    assert word_file.written.count == 0
    assert word_file.body[-1].tag == W + "sectPr"
    assert word_file.body[-2].tag == W + "p"


def test_white_stands_above_an_article_that_follows_another_but_not_under_a_section_title(every_node, layout):
    whites = [value_of(title) for title in (every_node.paragraphs("Kicker") + every_node.paragraphs("Heading2")[1:] + every_node.paragraphs("TitleAlone"))]
    gap = str(round(2 * layout.styles.body.leading.points() * 20))
    assert whites == [None, gap, gap]


def value_of(paragraph):
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    return None if spacing is None else spacing.get(W + "before")


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_python_docx_reads_the_file_back(every_node):
    document = Document(io.BytesIO(every_node.data))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Sa-pô", "Tác giả bài", "Quote"} <= styles
    assert document.tables[0].cell(1, 1).text == "356 tỷ đồng"


def test_the_properties_are_the_bulletins_own(layout, fonts):
    moment = datetime(2024, 7, 31, 9, 30, tzinfo=UTC)
    data = write(BULLETIN, layout, fonts, memory_context(timestamp=moment)).data
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.language) == (BULLETIN.title, BULLETIN.publisher, "vi-VN")
    assert properties.created.replace(tzinfo=UTC) == properties.modified.replace(tzinfo=UTC) == moment
    assert properties.last_modified_by == BULLETIN.publisher


def test_properties_longer_than_word_allows_are_cut(set_in_word):
    data = set_in_word(replace(BULLETIN, title="Bản tin " * 100)).data
    assert len(Document(io.BytesIO(data)).core_properties.title) == 255


def test_nothing_of_a_stock_template_is_left(every_node):
    everything = b"".join(every_node.archive.read(name) for name in every_node.names)
    assert b"python-docx" not in everything
    assert [n for n in every_node.names if "thumbnail" in n or "stylesWithEffects" in n or "customXml" in n] == []
    assert {entry.date_time for entry in every_node.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_language_of_the_text_is_vietnamese(every_node):
    languages = every_node.find("w:docDefaults//w:lang/@w:val", every_node.part("word/styles.xml"))
    assert languages == ["vi-VN"]


def test_the_same_inputs_give_the_same_bytes(every_node, set_in_word):
    assert set_in_word(BULLETIN).data == every_node.data


def test_another_process_with_other_hashes_gives_the_same_bytes(every_node):
    program = (
        "import hashlib; from samples import BULLETIN; from bulletin.writers.docx import write;"
        "from bulletin.context import DiskFiles, memory_context; from bulletin.layout.load import load_layout;"
        "from bulletin.fonts.catalogue import load_catalogue; from bulletin.fonts.instances import FontBook;"
        "context = memory_context(); fonts = FontBook(load_catalogue(DiskFiles()), context.report);"
        "data = write(BULLETIN, load_layout('ban-tin', DiskFiles()), fonts, context).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": paths, "TZ": "Asia/Ho_Chi_Minh"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(every_node.data).hexdigest()


def test_a_layout_of_another_size_is_followed(set_in_word):
    layout = load_layout("ban-tin", DiskFiles())
    body = replace(layout.styles.body, size=Length(13, "pt"), leading=Length(19, "pt"), align="left")
    style = set_in_word(BULLETIN, layout=replace(layout, styles=replace(layout.styles, body=body))).style("BodyText")
    assert (value(style, "rPr/sz"), value(style, "pPr/jc")) == ("26", "left")
    assert style.find(f"{W}pPr/{W}spacing").get(W + "line") == "380"


def test_lists_inside_italics_keep_their_markers(set_in_word):
    block = ListBlock((ListItem((Emphasis(text("việc")),), "a)"),))
    assert set_in_word(bulletin_of(article(block))).texts("List") == ["a)\tviệc"]


# ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_notes_are_footnotes_of_words_own(every_node):
    notes = every_node.part("word/footnotes.xml").findall(f"{W}footnote")
    kinds = [(note.get(f"{W}id"), note.get(f"{W}type")) for note in notes]
    assert kinds == [("-1", "separator"), ("0", "continuationSeparator"), ("1", None), ("2", None)]
    assert [text_of(note).strip() for note in notes[2:]] == [
        "Theo thông báo trên cổng tỉnh.", "Số ước tính, chưa quyết toán.",
    ]  # fmt: skip
    body = every_node.part("word/document.xml")
    marks = list(body.iter(f"{W}footnoteReference"))
    assert [mark.get(f"{W}id") for mark in marks] == ["1", "2"]
    styles = [mark.getparent().find(f"{W}rPr/{W}rStyle").get(f"{W}val") for mark in marks]
    assert styles == ["FootnoteReference"] * 2
    assert every_node.style("FootnoteText").find(f"{W}rPr/{W}sz").get(f"{W}val") == "16"


def test_a_link_in_a_note_is_a_relationship_of_the_notes(every_node):
    link = every_node.part("word/footnotes.xml").find(f".//{W}hyperlink")
    relationships = every_node.part("word/_rels/footnotes.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in relationships}
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert targets == {link.get(name): "https://example.vn/tb"}


def test_a_file_without_notes_has_no_part_for_them(set_in_word):
    word_file = set_in_word(Bulletin(title="Bản tin", sections=(Section(None, (BARE,)),)))
    assert "word/footnotes.xml" not in word_file.names
