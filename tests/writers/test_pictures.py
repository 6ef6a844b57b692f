"""Pictures in PDF, Word and EPUB: what goes into each file, once, upright and described; what prints too coarsely."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image as Pixels

from bulletin import wording
from bulletin.context import Context, DiskFiles, MemoryFiles, memory_context
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Figure, Image, Origin, Picture, Section
from bulletin.notices import Place, Report, Span
from bulletin.pictures import find_picture
from bulletin.text import terms
from bulletin.writers import load_writer
from samples import text
from test_plates import QUARTERS, chunk, names, photograph, quarters, saved, turned

FORMATS = ("pdf", "docx", "epub")
BIG = (1200, 800)


@pytest.fixture(scope="module")
def layout():
    return load_layout("ban-tin", DiskFiles())


def written(name, layout, files, *figures):
    """Return a bulletin of one article with these figures in a format, and the context; `files` are the pictures' bytes."""
    context = memory_context({f"bai/{file}": data for file, data in files.items()})
    found = []
    for figure in figures or [Figure(Image(file)) for file in files]:
        picture = find_picture(figure.image.source, Path("bai/a.txt"), context, Place("bai/a.txt"))
        found.append(replace(figure, image=replace(figure.image, picture=picture), id=f"b{len(found)}"))
    article = Article(title="Bài có ảnh", blocks=tuple(found), origin=Origin("bai/a.txt", "", "utf-8"))
    bulletin = Bulletin(title="B", sections=(Section(None, (article,)),))
    fonts = FontBook(load_catalogue(DiskFiles(), None), Report())
    return load_writer(name).write(bulletin, layout, fonts, context).data, context


def media(name, data):
    """Return the bytes of the pictures that a Word file or an EPUB holds."""
    folder = {"docx": "word/media/", "epub": "EPUB/images/picture"}[name]
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [archive.read(file) for file in archive.namelist() if file.startswith(folder)]


def images(data):
    """Return the images of a PDF: what each says of itself, and its bytes as they are packed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        return [(dict(stream.items()), stream.read_raw_bytes()) for stream in streams]


def packed(data):
    """Return the packed pixels of a PNG."""
    at, found = 8, b""
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        found += data[at + 8 : at + 8 + length] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    return found


def page_image(data):
    """Return the first picture of the first page as PDFium draws the page around it."""
    page = pypdfium2.PdfDocument(data)[0]
    box = next(o.get_bounds() for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    whole = page.render(scale=2).to_pil()
    left, bottom, right, top = (2 * edge for edge in box)
    return whole.crop((int(left) + 1, int(whole.height - top) + 1, int(right) - 1, int(whole.height - bottom) - 1))


# ── what goes into the files ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["baseline", "progressive"])
def test_a_photograph_goes_into_every_format_byte_for_byte(layout, options):
    data = saved(photograph(BIG), "JPEG", **options)
    ((found, raw),) = images(written("pdf", layout, {"1.jpg": data})[0])
    assert raw == data
    assert (found["/Filter"], found["/ColorSpace"], found["/Width"]) == ("/DCTDecode", "/DeviceRGB", 1200)
    for name in ("docx", "epub"):
        assert media(name, written(name, layout, {"1.jpg": data})[0]) == [data]


def test_the_packed_pixels_of_a_png_go_into_the_pdf_as_they_are(layout):
    data = saved(photograph(BIG), "PNG")
    ((found, raw),) = images(written("pdf", layout, {"1.png": data})[0])
    assert raw == packed(data)
    assert found["/DecodeParms"]["/Predictor"] == 15
    assert names(page_image(written("pdf", layout, {"1.png": saved(quarters(BIG), "PNG")})[0])) == list(QUARTERS)


@pytest.mark.parametrize(
    ("kind", "image"),
    [
        ("JPEG", quarters(BIG)),
        ("PNG", quarters(BIG)),
        ("PNG", quarters(BIG).quantize(4)),
        ("PNG", quarters(BIG).convert("RGBA")),
        ("GIF", quarters(BIG)),
        ("WEBP", quarters(BIG)),
        ("TIFF", quarters(BIG)),
        ("TIFF", quarters(BIG).convert("CMYK")),
        ("BMP", quarters(BIG)),
    ],
    ids=["jpeg", "png", "palette", "opaque alpha", "gif", "webp", "tiff", "tiff cmyk", "bmp"],
)
@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_picture_is_shown_in_every_format(name, kind, image, layout):
    data, _ = written(name, layout, {"1.xyz": saved(image, kind)})
    shown = page_image(data) if name == "pdf" else Pixels.open(io.BytesIO(media(name, data)[0]))
    assert names(shown) == list(QUARTERS)
    if name != "pdf":
        assert shown.format in ("JPEG", "PNG")
    else:
        assert not any("/SMask" in found for found, _ in images(data))
        assert all("/Group" not in page.obj for page in pikepdf.open(io.BytesIO(data)).pages)


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_pixels_of_few_bits_are_drawn_right(bits, layout):
    image = quarters(BIG)
    for number in range(2**bits - 4):  # colours enough to fill the palette
        image.putpixel((number, 0), (number, 7, 7))
    if bits == 1:
        image = image.convert("1", dither=Pixels.Dither.NONE)
    else:
        image = image.quantize(2**bits, dither=Pixels.Dither.NONE)
    data, _ = written("pdf", layout, {"1.png": saved(image, "PNG")})
    ((found, _),) = images(data)
    assert found["/BitsPerComponent"] == bits
    assert names(page_image(data)) == names(image)


def test_an_interlaced_picture_is_drawn_right(layout):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 1))
    pixel = chunk(b"IDAT", zlib.compress(b"\0\0\xff\0"))
    data, _ = written("pdf", layout, {"1.png": b"\x89PNG\r\n\x1a\n" + header + pixel + chunk(b"IEND", b"")})
    assert names(page_image(data)) == ["lime"] * 4


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_paper_shows_through_a_transparent_picture(mode, layout):
    image = quarters(BIG)
    alpha = Pixels.new("L", BIG, 255)
    alpha.paste(0, (0, 0, 600, 400))
    image.putalpha(alpha)
    if mode == "P":
        image = image.quantize(8)
    data, _ = written("pdf", layout, {"1.png": saved(image.convert(mode), "PNG")})
    (mask,) = [found for found, _ in images(data) if "/SMask" in found]
    assert mask["/ColorSpace"] == ("/DeviceGray" if mode == "LA" else "/DeviceRGB")
    with pikepdf.open(io.BytesIO(data)) as pdf:  # so that viewers mix colours as light
        assert pdf.pages[0].obj.Group.CS == "/DeviceRGB"
    first, *others = names(page_image(data))
    assert first == "white"
    assert mode == "LA" or others == list(QUARTERS[1:])


@pytest.mark.parametrize("name", FORMATS)
def test_a_picture_that_lies_on_its_side_stands_upright(name, layout):
    image = quarters((800, 1200))
    data, _ = written(name, layout, {"1.jpg": saved(image.transpose(Pixels.Transpose.ROTATE_90), "JPEG", exif=turned(6))})
    shown = page_image(data) if name == "pdf" else Pixels.open(io.BytesIO(media(name, data)[0]))
    assert names(shown) == list(QUARTERS)
    assert shown.width < shown.height
    if name == "docx":
        extent = next(etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")).iter("{*}extent"))
        assert int(extent.get("cx")) < int(extent.get("cy"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_picture_under_two_names_goes_into_the_file_once(name, layout):
    photo = saved(photograph(BIG), "WEBP")
    data, _ = written(name, layout, {"1.webp": photo, "2.webp": photo, "3.jpg": saved(quarters(BIG), "JPEG")})
    found = images(data) if name == "pdf" else media(name, data)
    assert len(found) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_pictures_give_the_same_bytes(name, layout):
    files = {"1.webp": saved(photograph(BIG), "WEBP"), "2.png": saved(quarters(BIG).convert("LA"), "PNG")}
    assert written(name, layout, files)[0] == written(name, layout, files)[0]


def test_no_picture_of_an_epub_moves(layout):
    moving = saved(quarters(BIG), "GIF", save_all=True, append_images=[Pixels.new("RGB", BIG, "black")])
    data, context = written("epub", layout, {"1.gif": moving})
    assert [notice.code for notice in context.report.warnings] == ["image-still"]
    assert b'"schema:accessibilityHazard">none<' in zipfile.ZipFile(io.BytesIO(data)).read("EPUB/content.opf")


# ── resolution ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_under_150_dots_an_inch_is_told_once_with_the_width_at_which_it_is_sharp(layout):
    context = memory_context()
    picture = Picture("bai/nho.jpg", "image/jpeg", 300, 200)
    files = {Path("bai/nho.jpg"): saved(photograph((300, 200)), "JPEG")}
    context = Context(MemoryFiles(files), report=context.report)
    figures = tuple(Figure(Image("nho.jpg", picture=picture), id=f"b{n}", span=Span(0, 1, 4 + n)) for n in range(2))
    article = Article(title="Bài có ảnh nhỏ", blocks=figures, origin=Origin("bai/a.txt", "", "utf-8"))
    fonts = FontBook(load_catalogue(DiskFiles(), None), Report())
    bulletin = Bulletin(title="B", sections=(Section(None, (article,)),))
    load_writer("pdf").write(bulletin, layout, fonts, context)
    (notice,) = context.report.warnings
    dots = 300 / (layout.column_width / 72)
    assert (notice.code, notice.place) == ("image-coarse", Place("bai/a.txt", 4))
    assert "nho.jpg" in notice.message
    assert "Bài có ảnh nhỏ" in notice.message
    assert f"{dots:.0f} dpi" in notice.message
    assert "51 mm" in notice.hint  # 300 pixels at 150 an inch


def test_a_picture_of_one_pixel_is_told_in_figures_that_say_something(layout):
    _, context = written("pdf", layout, {"1.png": saved(Pixels.new("RGB", (1, 1)), "PNG")})
    (notice,) = context.report.warnings
    assert "chưa tới 1 dpi" in notice.message
    assert notice.hint.startswith("ảnh này chỉ có 1 × 1 điểm ảnh; thay bằng ảnh rộng từ ")


@pytest.mark.parametrize(("more", "coarse"), [(-2, 1), (2, 0)])
def test_150_dots_an_inch_are_enough(more, coarse, layout):
    width = round(layout.column_width / 72 * 150) + more
    _, context = written("pdf", layout, {"1.jpg": saved(quarters((width, 300)), "JPEG")})
    assert [notice.code for notice in context.report.warnings] == ["image-coarse"] * coarse


# ── words for who cannot see it ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("alt", "caption", "described"),
    [
        ("Hội trường", "Toàn cảnh", "Hội trường"),
        (None, "Toàn cảnh\nhội nghị", "Toàn cảnh hội nghị"),
        ("IMG_2034.JPG", "Toàn cảnh", "Toàn cảnh"),
        ("anh/hoi-nghi-1.webp", "Toàn cảnh", "Toàn cảnh"),
        ("DSC 0012", "Toàn cảnh", "Toàn cảnh"),
        ("3.png", None, None),
        (None, None, None),
        ("Tệp hop-dong.png trên màn hình", None, "Tệp hop-dong.png trên màn hình"),
    ],
)
def test_a_picture_is_described_by_its_alt_text_or_caption_never_by_a_file_name(alt, caption, described, layout):
    figure = Figure(Image("1.jpg", alt), text(caption) if caption else ())
    assert wording.description(figure) == described
    assert wording.alternative_text(figure) == (described or terms.FIGURE)
    files = {"1.jpg": saved(quarters(BIG), "JPEG")}
    word = etree.fromstring(zipfile.ZipFile(io.BytesIO(written("docx", layout, files, figure)[0])).read("word/document.xml"))
    assert {node.get("descr") for node in word.iter("{*}docPr", "{*}cNvPr")} == {described or terms.FIGURE}
    book = zipfile.ZipFile(io.BytesIO(written("epub", layout, files, figure)[0]))
    chapter = etree.fromstring(book.read("EPUB/article-0001.xhtml"))
    assert [node.get("alt") for node in chapter.iter("{*}img")] == [described or terms.FIGURE]
    claimed = b"alternativeText" in book.read("EPUB/content.opf")
    assert claimed == (described is not None)
