"""Image files → plates: what passes through, what is converted and into what, what is refused, and at what cost."""

from __future__ import annotations

import importlib.util
import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image as Pixels
from PIL import ImageCms

from bulletin.context import memory_context
from bulletin.errors import ReadError
from bulletin.model import Picture
from bulletin.notices import Place, Severity
from bulletin.pictures import find_picture, read_plate
from bulletin.plates import Plate, examine, make_plate
from conftest import ROOT

QUARTERS = ("red", "lime", "blue", "white")  # of a picture: top left, top right, bottom left, bottom right


def quarters(size=(120, 80)):
    image = Pixels.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for number, colour in enumerate(QUARTERS):
        image.paste(colour, (number % 2 * width, number // 2 * height, (number % 2 + 1) * width, (number // 2 + 1) * height))
    return image


def photograph(size=(120, 80)):
    """A picture of more colours than a drawing has."""
    return Pixels.merge("RGB", [Pixels.effect_noise(size, 90) for _ in range(3)])


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def shown(plate):
    image = Pixels.open(io.BytesIO(plate.data))
    image.load()
    return image


def names(image):
    """Return which of the colours stands in each quarter, as near as JPEG keeps it."""
    image = image.convert("RGB")
    wide, high = image.size
    places = [(wide // 4, high // 4), (3 * wide // 4, high // 4), (wide // 4, 3 * high // 4), (3 * wide // 4, 3 * high // 4)]
    values = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255), "black": (0, 0, 0)}

    def nearest(pixel):
        return min(values, key=lambda name: sum(abs(a - b) for a, b in zip(pixel, values[name], strict=True)))

    return [nearest(image.getpixel(place)) for place in places]


def turned(orientation):
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    return exif


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile():
    """Return a profile that is not sRGB: its red is sRGB's green, and the other way round."""
    tags = {SRGB[at : at + 4]: at for at in range(132, 132 + 12 * int.from_bytes(SRGB[128:132], "big"), 12)}
    data = bytearray(SRGB.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be")))
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    data[red + 4 : red + 12], data[green + 4 : green + 12] = SRGB[green + 4 : green + 12], SRGB[red + 4 : red + 12]
    return bytes(data)


# ── what passes through ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "data",
    [
        saved(photograph(), "JPEG"),
        saved(photograph(), "JPEG", progressive=True),
        saved(photograph().convert("L"), "JPEG"),
        saved(photograph(), "JPEG", icc_profile=SRGB),
        saved(photograph(), "JPEG", icc_profile=b"no profile at all" * 20),
        saved(photograph(), "JPEG", icc_profile=os.urandom(5 * 2**20)),
        saved(photograph(), "JPEG", exif=turned(1)),
        saved(photograph(), "MPO", save_all=True, append_images=[photograph()]),
        saved(photograph(), "PNG"),
        saved(photograph().convert("RGBA"), "PNG"),
        saved(photograph().quantize(16), "PNG", transparency=3),
        saved(photograph().convert("1"), "PNG"),
    ],
    ids=["jpeg", "progressive", "grey", "srgb", "broken profile", "huge profile", "upright", "several in one", "png", "alpha", "palette", "two colours"],
)
def test_what_every_format_shows_passes_through_untouched(data):
    plate, notices = make_plate(data)
    assert (plate.data, notices) == (data, [])
    assert examine(data).media_type == plate.media_type


# ── what is converted ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_that_lies_on_its_side_is_stood_upright(kind, orientation):
    upright = quarters()
    # How a camera that was held otherwise stores the same view (EXIF 2.3, 4.6.4).
    stored = {
        1: None, 2: Pixels.Transpose.FLIP_LEFT_RIGHT, 3: Pixels.Transpose.ROTATE_180, 4: Pixels.Transpose.FLIP_TOP_BOTTOM,
        5: Pixels.Transpose.TRANSPOSE, 6: Pixels.Transpose.ROTATE_90, 7: Pixels.Transpose.TRANSVERSE, 8: Pixels.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    image = upright.transpose(stored) if stored is not None else upright
    options = {"tiffinfo": {0x0112: orientation}} if kind == "TIFF" else {"exif": turned(orientation)}
    data = saved(image, kind, **options)
    sort = examine(data)
    plate, _ = make_plate(data)
    assert (sort.width, sort.height) == shown(plate).size == (120, 80)
    assert names(shown(plate)) == list(QUARTERS)
    assert shown(plate).getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_become_light(kind):
    """Also those of JPEG, which Adobe's programs store upside down, as Pillow does."""
    data = saved(quarters().convert("CMYK"), kind)
    plate, notices = make_plate(data)
    assert shown(plate).mode == "RGB"
    assert names(shown(plate)) == list(QUARTERS)
    assert [notice.code for notice in notices] == ["image-colours", "image-converted"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_what_their_profile_means(kind):
    data = saved(quarters(), kind, icc_profile=swapped_profile(), **({"lossless": True} if kind == "WEBP" else {}))
    plate, _ = make_plate(data)
    assert names(shown(plate)) == ["lime", "red", "blue", "white"]
    assert "icc_profile" not in shown(plate).info


def test_lab_is_shown():
    lab = ImageCms.profileToProfile(quarters(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB")
    assert names(shown(make_plate(saved(lab, "TIFF"))[0])) == list(QUARTERS)


def deep_grey(mode):
    image = Pixels.new("I", (256, 8))
    image.putdata([column * 257 for _ in range(8) for column in range(256)])
    return image.convert(mode)


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("I", "TIFF"), ("F", "TIFF")])
def test_greys_of_sixteen_bits_keep_their_scale(mode, kind):
    plate, _ = make_plate(saved(deep_grey(mode), kind))
    image = shown(plate)
    assert (image.mode, plate.media_type) == ("L", "image/png")
    assert [image.getpixel((column, 0)) for column in (0, 100, 200, 255)] == pytest.approx([0, 100, 200, 255], abs=1)


@pytest.mark.parametrize(
    ("kind", "lossy", "lossless"),
    [("WEBP", "image/jpeg", "image/png"), ("TIFF", "image/jpeg", "image/png"), ("BMP", "image/jpeg", "image/png"), ("GIF", "image/png", "image/png")],
)
def test_photographs_become_jpeg_and_drawings_png(kind, lossy, lossless):
    for image, expected in ((photograph(), lossy), (quarters(), lossless)):
        data = saved(image, kind, **({"lossless": True} if kind == "WEBP" else {}))
        plate, notices = make_plate(data)
        assert plate.media_type == expected
        assert [(notice.code, notice.severity) for notice in notices] == [("image-converted", Severity.NOTE)]
    assert names(shown(plate)) == list(QUARTERS)


def test_what_shows_through_stays_so():
    image = quarters()
    image.putalpha(Pixels.linear_gradient("L").resize(image.size))
    plate, _ = make_plate(saved(image, "WEBP", lossless=True))
    assert shown(plate).mode == "RGBA"
    assert shown(plate).getchannel("A").getextrema() == image.getchannel("A").getextrema()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_of_what_moves_the_first_frame_is_shown_with_a_notice(kind):
    frames = [quarters(), Pixels.new("RGB", (120, 80), "black")]
    plate, notices = make_plate(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert names(shown(plate)) == list(QUARTERS)
    assert getattr(shown(plate), "n_frames", 1) == 1
    assert [notice.code for notice in notices] == ["image-still", "image-converted"]


def test_a_photograph_beyond_all_paper_is_halved():
    data = saved(Pixels.new("RGB", (9000, 6000), "red"), "JPEG")
    assert (examine(data).width, examine(data).height) == (9000, 6000)
    assert shown(make_plate(data)[0]).size == (4500, 3000)


def test_the_same_file_gives_the_same_plate():
    data = saved(photograph(), "WEBP", exif=turned(6))
    assert make_plate(data)[0] == make_plate(data)[0]


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, *extra):
    """Return a PNG of black and white pixels, of any size at the cost of a few bytes."""
    packer = zlib.compressobj()
    row = bytes(1 + (width + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def gif(width, height):
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0, 0, 0) + bytes(6) + b",\0\0\0\0" + struct.pack("<HHB", width, height, 0) + b"\2\2\x4c\1\0;"


def jpeg_of_size(width, height):
    """Return a JPEG that says it is that large."""
    data = saved(Pixels.new("L", (8, 8)), "JPEG")
    frame = data.index(b"\xff\xc0")  # then the length of the header, the bits of a colour, height and width
    return data[: frame + 5] + struct.pack(">HH", height, width) + data[frame + 9 :]


REFUSED = {
    "empty": (b"", "không phải ảnh"),
    "page": (b"<!DOCTYPE html><html>", "không phải ảnh"),
    "program": (saved(quarters(), "EPS"), "không phải ảnh"),
    "cut": (saved(photograph(), "JPEG")[:-500], "thiếu phần cuối"),
    "cut png": (saved(photograph(), "PNG")[:-500], "thiếu phần cuối"),
    "head only": (saved(photograph(), "JPEG")[:200], "thiếu phần cuối"),
    "drawing": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "huge": (png(30_000, 30_000), "30.000 × 30.000 điểm ảnh là quá lớn: nhiều nhất 50 triệu"),
    "large": (png(10_000, 9_000), "10.000 × 9.000 điểm ảnh là quá lớn: nhiều nhất 50 triệu"),
    "huge photograph": (jpeg_of_size(30_000, 30_000), "30.000 × 30.000 điểm ảnh là quá lớn: nhiều nhất 210 triệu"),
    "lie": (gif(60_000, 60_000), "quá lớn"),
    "no pixels": (png(0, 1), "không"),
    "text bomb": (png(8, 8, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))), "hỏng"),
    "profile bomb": (png(8, 8, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))), "hỏng"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_left_out_with_one_notice(name):
    data, problem = REFUSED[name]
    with pytest.raises(ReadError, match=problem):
        examine(data)
    context = memory_context({"bai/1.jpg": data})
    assert find_picture("1.jpg", Path("bai/a.txt"), context, Place("bai/a.txt", 3)) is None
    (notice,) = context.report.notices
    assert (notice.code, notice.place) == ("image-unusable", Place("bai/a.txt", 3))
    assert problem in notice.message


def test_a_photograph_of_an_iphone_says_what_to_install():
    with pytest.raises(ReadError) as caught:
        examine(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    said = f"{caught.value.problem} {caught.value.hint}"
    assert ("hỏng" if importlib.util.find_spec("pillow_heif") else "pip install pillow-heif") in said


@pytest.mark.parametrize(("suffix", "kind", "media_type"), [("jpg", "PNG", "image/png"), ("png", "JPEG", "image/jpeg"), ("gif", "WEBP", "image/webp")])
def test_a_file_is_what_its_bytes_say_not_its_name(suffix, kind, media_type):
    context = memory_context({f"bai/1.{suffix}": saved(quarters(), kind)})
    picture = find_picture(f"1.{suffix}", Path("bai/a.txt"), context, Place("bai/a.txt"))
    assert picture == Picture(f"bai/1.{suffix}", media_type, 120, 80)
    assert context.report.notices == []


def many_frames():
    frames = [Pixels.new("P", (300, 300), number % 250) for number in range(1000)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


WORST = {
    "a bomb of 34 bytes": (lambda: saved(Pixels.new("RGBA", (7000, 7000)), "WEBP", lossless=True, quality=0, method=0), 1300),
    "a gif of a thousand frames": (many_frames, 200),
    "200 megapixels": (lambda: saved(Pixels.new("L", (16_300, 12_200)), "JPEG"), 400),
    "50 progressive megapixels": (lambda: saved(Pixels.new("L", (7000, 7000)), "JPEG", progressive=True), 400),
    "a huge profile": (lambda: saved(quarters(), "JPEG", icc_profile=os.urandom(10 * 2**20)), 200),
    "30,000 by 30,000": (lambda: REFUSED["huge"][0], 200),
    "a text of 50 megabytes": (lambda: REFUSED["text bomb"][0], 200),
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_picture_takes_bounded_memory(name, tmp_path):
    """The most that a process of its own ever held, in megabytes."""
    make, limit = WORST[name]
    (tmp_path / "1").write_bytes(make())
    program = (
        "import sys, pathlib\n"
        "from bulletin.errors import ReadError\n"
        "from bulletin.plates import examine, make_plate\n"
        "data = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "try:\n    examine(data), make_plate(data)\nexcept ReadError: pass\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "1")], capture_output=True, text=True, env=environment, timeout=60, check=True)
    assert int(done.stdout) / 1024 < limit


# ── one conversion for all formats ───────────────────────────────────────────────────────────────────────────


def test_a_picture_is_converted_once_in_a_run_whatever_it_is_called():
    data = saved(photograph(), "WEBP")
    context = memory_context({"a.webp": data, "b.webp": data})
    plates = [read_plate(Picture(name, "image/webp", 120, 80), context) for name in ("a.webp", "b.webp", "a.webp")]
    assert all(plate.data is plates[0].data for plate in plates)
    assert [notice.code for notice in context.report.notices] == ["image-converted"]
    assert context.report.warnings == []


def test_a_plate_knows_what_it_is():
    assert Plate(saved(quarters(), "JPEG")).media_type == "image/jpeg"
    assert Plate(saved(quarters(), "PNG")).media_type == "image/png"
