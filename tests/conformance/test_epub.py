"""The EPUB writer before EPUBCheck: no error, no warning."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Pixels

from bulletin.context import DiskFiles, memory_context
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Figure, Image, Link, Paragraph, Picture, Section
from bulletin.writers import epub
from conformance_tools import run_epubcheck
from samples import BARE, BULLETIN, EVERY_NODE, text

pytestmark = pytest.mark.conformance

LAYOUT = load_layout("ban-tin", DiskFiles())


def pictured() -> Article:
    figures = (
        Figure(Image(f"{kind}.img", picture=Picture(f"{kind}.img", f"image/{kind}", 40, 30)), text(f"Ảnh {kind}"))
        for kind in ("jpeg", "png", "gif")
    )
    return Article(title="Bài có ảnh", blocks=tuple(figures))


def pictures() -> dict[str, bytes]:
    files = {}
    for kind in ("jpeg", "png", "gif"):
        out = io.BytesIO()
        Pixels.new("RGB", (40, 30), "#336699").save(out, kind)
        files[f"{kind}.img"] = out.getvalue()
    return files


HOSTILE = Article(
    title="< & ]]> \0 \ud800 𠀀",
    url="https://a.vn/bài viết?|",
    source="Báo",
    blocks=(
        Paragraph((Link("https://a.vn/100%|^`ờ?a=[1]&b#c d", text("chữ")),), id="title"),
        Paragraph(text("x" * 100_000), id="b 1"),
        Figure(Image("mất.png"), id="b3"),
    ),
)

BULLETINS = {
    "every node": BULLETIN,
    "pictures": replace(BULLETIN, sections=(Section("Ảnh", (pictured(), EVERY_NODE)),)),
    "hostile": Bulletin(title="< & \0", subtitle="x" * 5000, issue="<1>", publisher="]]>", sections=(Section("A & B", (HOSTILE,)),)),
    "no articles": Bulletin(title="Bản tin"),
    "no sections": Bulletin(title="Bản tin", issue="6", sections=(Section(None, (BARE, BARE)), Section("Rỗng", ()))),
}


CASES = [
    *((name, LAYOUT.parts) for name in BULLETINS),
    ("every node", ("sections",)),
    ("every node", ("sections", "contents", "masthead")),
    ("no articles", ("masthead",)),
]


@pytest.mark.parametrize(("name", "parts"), CASES)
def test_epubcheck_has_nothing_to_say(name: str, parts, tmp_path: Path):
    context = memory_context(pictures())
    fonts = FontBook(load_catalogue(DiskFiles()), context.report)
    path = tmp_path / "bulletin.epub"
    path.write_bytes(epub.write(BULLETINS[name], replace(LAYOUT, parts=parts), fonts, context).data)
    assert run_epubcheck(path) == []
