"""Every PDF is PDF/A-2a (3a with attachments) and PDF/UA-1 in one file, as two validators find it that share no code."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Pixels

from bulletin.context import Context, DiskFiles, MemoryFiles
from bulletin.index.entries import index_entries
from bulletin.layout.load import load_layout, shipped_layouts
from bulletin.model import (
    Article,
    Bulletin,
    Figure,
    Image,
    Link,
    Note,
    Official,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
)
from bulletin.settings import override
from bulletin.writers import load_writer
from conformance_tools import run_page_validation, run_verapdf
from samples import BULLETIN, text

pytestmark = pytest.mark.conformance

NAMES = "Đồng chí Trần Đức Thắng, Bí thư Tỉnh ủy, và ông Lê Văn Bình quán triệt Nghị quyết số 27-NQ/TW. "
SENTENCE = "Đại hội biểu quyết thông qua phương hướng, mục tiêu, nhiệm vụ và các giải pháp chủ yếu của nhiệm kỳ mới. "


def png(mode, size=(1200, 700)):
    out = io.BytesIO()
    Pixels.new(mode, size, 128 if mode == "L" else (120, 60, 20, 90)[: len(mode)]).save(out, "PNG")
    return out.getvalue()


FILES = {Path("mo.png"): png("RGBA"), Path("xam.png"): png("L"), Path("ngang.png"): png("RGB", (3000, 1200))}


def kinds():
    """Return pictures of every kind that becomes an image of its own sort: by inks, palettes, bits and transparency."""
    picture = Pixels.effect_noise((1200, 700), 80).convert("RGB")
    palette = picture.quantize(200)
    made = {
        "anh.jpg": (picture, "JPEG", {"progressive": True}), "xam.jpg": (picture.convert("L"), "JPEG", {}),
        "muc.jpg": (picture.convert("CMYK"), "JPEG", {}), "bang.png": (palette, "PNG", {}),
        "bang-mo.png": (palette, "PNG", {"transparency": 3}), "hai.tif": (picture.convert("1"), "TIFF", {}),
        "xam-mo.png": (picture.convert("LA"), "PNG", {}), "anh.webp": (picture, "WEBP", {}),
    }  # fmt: skip
    files = {}
    for name, (image, kind, options) in made.items():
        out = io.BytesIO()
        image.save(out, kind, **options)
        files[Path(name)] = out.getvalue()
    return files


FILES |= kinds()


def figure(name, identity, *notes):
    with Pixels.open(io.BytesIO(FILES[Path(name)])) as image:
        picture = Picture(name, "image/png", *image.size)
    return Figure(Image(name, None, picture), (*text("Đoàn viên thanh niên ra quân"), *notes), "Minh Hà", id=identity)


def rich():
    """Return a bulletin whose text goes over pages: floating pictures, a long table, links that break, notes, English."""
    paragraph = [Paragraph(text(SENTENCE * 4 + NAMES), id=f"p{index}") for index in range(24)]
    address = "https://example.vn/van-ban"
    link = Paragraph((Text(SENTENCE), Link(address, text(SENTENCE)), Text(" và "), Link(address + "/2", text("đây"))), id="k")
    note = Note((Text(SENTENCE), Link(address, text("nguồn"))))
    marked = Paragraph((Text(SENTENCE), note, Link(address, (Text("theo"), note, Text(" bản gốc"))), Note(text(SENTENCE * 40))), id="n")
    rows = [[(*text("Xã, phường"), note), text("Số hộ"), text("Ghi chú")], [text("Cộng"), text("120")]]
    rows += [[text(f"Xã số {index}"), text(str(index * 7)), text(SENTENCE)] for index in range(60)]
    table = Table(tuple(map(tuple, rows)), 1, id="t")
    blocks = (
        *paragraph[:3], figure("ngang.png", "f1", note), link, marked, *paragraph[3:9], figure("mo.png", "f2"), table, *paragraph[9:],
        figure("xam.png", "f3"),
    )  # fmt: skip
    first = Article(title="Xây dựng nông thôn mới", lead=SENTENCE, blocks=blocks, byline="Minh Hà", source="Báo Quảng Nam")
    second = Article(title="A letter from the delegation", language="en", blocks=(Paragraph(text("Dear all, " * 40), id="e"),))
    sections = (Section(None, (second,)), Section("Kinh tế", (first,)), Section("Văn hóa", (replace(first, title="Hai"),)))
    logo = Image("mo.png", "Biểu trưng", Picture("mo.png", "image/png", 1200, 700))
    official = Official(number="15/BC-SNV", place="Quảng Nam", signer="Trần Văn B", office=("GIÁM ĐỐC",), recipients=("Như trên",))
    foreword = Article(title="Lời nói đầu", blocks=(paragraph[0],))
    bulletin = replace(BULLETIN, sections=sections, logo=logo, official=official, foreword=foreword)
    return replace(bulletin, index=index_entries(bulletin))


def write(bulletin, fonts, look="ban-tin", **keys):
    overrides = [override(key.replace("__", "."), value, "test") for key, value in keys.items()]
    layout = load_layout(look, DiskFiles(), overrides)
    return load_writer("pdf").write(bulletin, layout, fonts, Context(MemoryFiles(FILES))).data


def departures(data, *profiles):
    found = []
    for profile in profiles:
        found += [f"{profile} veraPDF: {each}" for each in run_verapdf(data, profile)]
        found += [f"{profile}: {each}" for each in run_page_validation(data, profile)]
    return found[:5]


@pytest.mark.parametrize("look", shipped_layouts())
def test_every_layout_gives_archival_and_accessible_files(look, fonts, sample_bulletin):
    for bulletin in (sample_bulletin, BULLETIN, rich()):
        assert departures(write(bulletin, fonts, look), "2a", "ua1") == []


@pytest.mark.parametrize(
    "keys",
    [
        {"furniture__logo_height": "40pt", "parts": "[cover, masthead, contents, foreword, sections, imprint]"},
        {"look": "nghi-dinh-30", "article__title": "column", "grid__columns": "2", "grid__gutter": "5mm"},
        {"page__bleed": "3mm", "page__crop_marks": "true", "furniture__folio": "top-centred"},
        {"parts": "[sections]", "article__opens": "page", "grid__columns": "1"},
    ],
)
def test_so_does_every_part(keys, fonts):
    assert departures(write(rich(), fonts, **keys), "2a", "ua1") == []


def test_so_is_a_file_with_pictures_of_every_kind(fonts):
    blocks = tuple(figure(str(name), f"f{number}") for number, name in enumerate(FILES))
    data = write(Bulletin(title="Bản tin", sections=(Section(None, (Article(title="Ảnh", blocks=blocks),)),)), fonts)
    assert departures(data, "2a", "ua1") == []


def test_a_bulletin_of_nothing_is_sound_too(fonts):
    assert departures(write(Bulletin(title="Bản tin"), fonts), "2a", "ua1") == []


def test_without_tags_the_file_is_archival_all_the_same(fonts):
    data = write(rich(), fonts, page__tags="false")
    assert departures(data, "2u") == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root


def test_with_its_sources_attached_a_file_keeps_to_the_third_part(fonts):
    def attached(name, **keys):
        overrides = [override(key, value, "test") for key, value in {"page.attach_sources": "true", **keys}.items()]
        layout = load_layout("ban-tin", DiskFiles(), overrides)
        files = MemoryFiles({**FILES, Path(name): b"<html>"})
        return load_writer("pdf").write(rich(), layout, fonts, Context(files, sources=[Path(name), Path("mo.png")])).data

    for name in ("Bài (1).html", "bài.mht", "a.lạ"):
        assert departures(attached(name), "3a", "ua1") == []
    assert departures(attached("a.txt", **{"page.tags": "false"}), "3u") == []
    assert run_verapdf(attached("a.txt"), "2a") != []  # the second part takes no such file


def test_the_inks_of_a_printing_house_are_kept_and_no_archive_is_promised(fonts):
    data = write(rich(), fonts, colours__accent='"cmyk(0 90 80 20)"', page__bleed="3mm", page__crop_marks="true")
    assert departures(data, "ua1") == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()


def test_the_validators_can_say_no(fonts):
    with pikepdf.open(io.BytesIO(write(BULLETIN, fonts))) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.Lang, pdf.Root.OutputIntents
        out = io.BytesIO()
        pdf.save(out)
    assert run_verapdf(out.getvalue(), "2a")
    assert run_verapdf(out.getvalue(), "ua1")
    assert run_page_validation(out.getvalue(), "2a")
    assert run_page_validation(out.getvalue(), "ua1")
