"""The bytes of an image file → a plate: a JPEG or PNG that PDF, Word and EPUB all show, in sRGB, upright, and still.

A file that is so already passes through unchanged. All other work is Pillow's, which is imported only where an article
really has a picture. Files are hostile until proven otherwise: only formats that need no other program are opened,
sizes are looked at before pixels, and photographs are proven whole at an eighth of their size.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bulletin.errors import ReadError
from bulletin.notices import Notice, Severity
from bulletin.text.vietnamese import grouped

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels
    from PIL.ImageCms import ImageCmsProfile

MAX_PIXELS = 210_000_000  # the largest photographs of telephones have 200 megapixels; more is a mistake or an attack
MAX_UNPACKED = 50_000_000  # what is unpacked whole: an A3 page at 450 dpi, and 0.3 to 1 GB while it is converted
MAX_PROFILE = 4 * 2**20  # bytes; the largest profiles of printing presses have 3 MiB

_MEDIA_TYPES = {
    "JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp",
    "TIFF": "image/tiff", "BMP": "image/bmp", "AVIF": "image/avif", "HEIF": "image/heic",
}  # fmt: skip
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4
_COMMON_CODINGS = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive: what every program reads
_LONGEST_JPEG_SIDE = 65_500
_QUALITY = 95
_FEW_COLOURS = 4096  # drawings and scans have fewer and stay without loss; photographs have more
_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}  # colour spaces of profiles → Pillow's modes


@dataclass(frozen=True, slots=True)
class Sort:
    """What an image file is: its media type, and its width and height in pixels as it is shown."""

    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture that every format shows."""

    data: bytes = field(repr=False)

    @property
    def media_type(self) -> Literal["image/jpeg", "image/png"]:
        return "image/jpeg" if self.data.startswith(b"\xff\xd8") else "image/png"

    @property
    def digest(self) -> str:
        """What tells one plate from another: the same picture under two names is the same plate."""
        return hashlib.sha256(self.data).hexdigest()


def examine(data: bytes) -> Sort:
    """Return what the bytes are. Raises ReadError where they are no whole picture that can be shown."""
    with _opened(data) as image:
        kind, (width, height) = image.format or "", image.size
        if _is_jpeg(image):
            image.draft(image.mode, (1, 1))  # unpacked at an eighth: enough to see that it is whole
        image.load()
        if kind == "TIFF":  # Pillow turns these upright itself
            width, height = image.size
        elif _orientation(image) >= 5:
            width, height = height, width
        return Sort(_MEDIA_TYPES[kind], width, height)


def make_plate(data: bytes) -> tuple[Plate, list[Notice]]:
    """Return the plate of an image file, and what there is to say about it. Raises ReadError as `examine` does."""
    with _opened(data) as image:
        reasons = list(_reasons(data, image))
        if not reasons:
            return Plate(data), []
        notices: list[Notice] = []
        if _has_more(image):
            problem = "ảnh động hoặc nhiều trang: chỉ dùng hình đầu tiên"
            notices.append(Notice("image-still", problem, hint="lưu riêng hình muốn dùng thành tệp PNG"))
        plate = _converted(image, notices)
        kind = "JPEG" if plate.media_type == "image/jpeg" else "PNG"
        problem = f"ảnh được đổi sang {kind}, hệ màu sRGB ({', '.join(reasons)})"
        notices.append(Notice("image-converted", problem, severity=Severity.NOTE))
        return plate, notices


def part_png(plate: Plate) -> tuple[bytes, bytes | None]:
    """Return a PNG plate as two without interlacing: its colours, and how opaque each pixel is, where not all are."""
    with _opened(plate.data) as image:
        image.load()
        colours, alpha = _parted(image)
        if image.mode == "LA":
            colours = colours.convert("L")
        return _packed(colours.copy()), None if alpha is None else _packed(alpha)


def _packed(image: Pixels) -> bytes:
    out = io.BytesIO()
    image.info.clear()  # no profile, place, date or transparent colour of an old file goes along
    image.save(out, "PNG")
    return out.getvalue()


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _opened(data: bytes) -> Iterator[Pixels]:
    """Open an image of a lawful size; what goes wrong in the block is ReadError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about odd metadata, which is not used
        try:
            with _open(data) as image:
                _check_size(image)
                yield image
        except ReadError:
            raise
        except MemoryError as error:
            raise ReadError("ảnh quá lớn so với bộ nhớ của máy", hint="thu nhỏ ảnh") from error
        except Exception as error:  # Pillow's decoders raise whatever a broken file makes them
            raise _unreadable(data) from error


def _open(data: bytes) -> Pixels:
    from PIL import Image

    if _is_heic(data) and importlib.util.find_spec("pillow_heif"):
        importlib.import_module("pillow_heif").register_heif_opener()
    Image.init()
    # Of all that Pillow knows: EPS, for one, would start Ghostscript.
    known = [name for name in _MEDIA_TYPES if name in Image.OPEN]
    Image.MAX_IMAGE_PIXELS = None  # `_check_size` looks at the size, and at what may be that large
    try:
        return Image.open(io.BytesIO(data), formats=known)
    finally:
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # of frames that come later


def _check_size(image: Pixels) -> None:
    pixels = image.width * image.height
    if pixels < 1:
        raise ReadError("ảnh không có điểm ảnh nào")
    shrinks = _is_jpeg(image) and not image.info.get("progressive")  # while it is unpacked, row by row
    most = MAX_PIXELS if shrinks else MAX_UNPACKED
    if pixels > most:
        size = f"{grouped(image.width)} × {grouped(image.height)}"
        hint = "thu nhỏ ảnh: trang A4 in đẹp nhất cần 2.480 × 3.508 điểm ảnh"
        raise ReadError(f"{size} điểm ảnh là quá lớn: nhiều nhất {most // 10**6} triệu", hint=hint)


def _unreadable(data: bytes) -> ReadError:
    if _is_heic(data) and not importlib.util.find_spec("pillow_heif"):
        hint = "cài thêm: pip install pillow-heif; hoặc xuất ảnh sang JPEG"
        return ReadError("ảnh HEIC (điện thoại iPhone) cần gói pillow-heif mới đọc được", hint=hint)
    if b"<svg" in data[:2000]:
        return ReadError("ảnh SVG chưa được hỗ trợ", hint="xuất ảnh sang PNG, rộng từ 2.000 điểm ảnh")
    return ReadError("tệp hỏng, thiếu phần cuối hoặc không phải ảnh")


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def _is_jpeg(image: Pixels) -> bool:
    return image.format in ("JPEG", "MPO")  # the second holds more pictures behind the first: phones write them


def _orientation(image: Pixels) -> int:
    """Return how the picture is to be turned (1: it stands upright); what cannot be read turns nothing."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 — of EXIF that is broken, Pillow raises whatever it makes it
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _has_more(image: Pixels) -> bool:
    """Whether there are frames or pages after the first; no more than two are looked at."""
    if _is_jpeg(image):
        return False
    try:
        image.seek(1)
    except EOFError:
        return False
    image.seek(0)
    return True


# ── what passes through ──────────────────────────────────────────────────────────────────────────────────────


def _reasons(data: bytes, image: Pixels) -> Iterator[str]:
    """Yield why a file cannot stay as it is."""
    if _is_jpeg(image):
        if jpeg_frame(data).marker not in _COMMON_CODINGS:
            yield "kiểu nén JPEG hiếm gặp"
        if image.mode not in ("L", "RGB"):
            yield f"hệ màu {image.mode}"
        if image.width * image.height > MAX_UNPACKED:
            yield "lớn hơn mọi khổ giấy cần đến"
    elif image.format == "PNG":
        if data[24] > 8:  # the depth that its header states (PNG, 11.2.2)
            yield "16 bit mỗi màu"
        if _has_more(image):
            yield "ảnh động"
    else:
        yield f"kiểu {image.format}"
    if _orientation(image) != 1:
        yield "xoay cho đúng chiều"
    if _own_profile(image.info.get("icc_profile"), image.mode) is not None:
        yield "hồ sơ màu không phải sRGB"


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame header of a JPEG (ITU-T T.81, B.2.2): its marker, which says how it is coded, size, and components."""

    marker: int
    width: int
    height: int
    components: int


def jpeg_frame(data: bytes) -> Frame:
    """Return a JPEG's frame header. Raises ReadError where there is none."""
    at = 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = (int.from_bytes(data[at + n : at + n + 2], "big") for n in (5, 7))
            return Frame(marker, width, height, data[at + 9])
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise ReadError("tệp JPEG hỏng")


def _own_profile(profile: bytes | None, mode: str) -> ImageCmsProfile | None:
    """Return the colour profile of a picture in a mode of Pillow's, where it has one that fits and is not sRGB.

    Without one that fits, programs take RGB for sRGB: such files are as good as others.
    """
    if not profile or len(profile) > MAX_PROFILE:
        return None
    from PIL import ImageCms

    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        name = ImageCms.getProfileDescription(found).strip()
    except (ImageCms.PyCMSError, OSError):
        return None
    fits = _SPACES.get(found.profile.xcolor_space) == ("RGB" if mode in ("P", "RGBA") else mode.removesuffix("A"))
    # "c2" and "uRGB" are sRGB in short forms, made for the web.
    return found if fits and "srgb" not in name.casefold() and name not in ("c2", "c2ci", "uRGB") else None


# ── conversion ───────────────────────────────────────────────────────────────────────────────────────────────


def _converted(image: Pixels, notices: list[Notice]) -> Plate:
    from PIL import ImageOps

    kind, profile = image.format, image.info.get("icc_profile")
    if _is_jpeg(image) and image.width * image.height > MAX_UNPACKED:
        image.draft(image.mode, (image.width // 2, image.height // 2))
    image.load()
    upright: Pixels = ImageOps.exif_transpose(image) if _orientation(image) != 1 else image
    colours, alpha = _parted(upright)
    colours = _in_srgb(colours, profile, notices)
    if alpha is not None:
        colours = colours.convert("RGB")
        colours.putalpha(alpha)
    if not _suits_jpeg(colours, kind):
        return Plate(_packed(colours))
    out = io.BytesIO()
    colours.info.clear()
    colours.save(out, "JPEG", quality=_QUALITY)
    return Plate(out.getvalue())


def _suits_jpeg(image: Pixels, kind: str | None) -> bool:
    if image.mode not in ("L", "RGB") or max(image.size) > _LONGEST_JPEG_SIDE or kind in ("PNG", "GIF"):
        return False
    return kind in ("JPEG", "MPO") or image.getcolors(_FEW_COLOURS) is None


def _parted(image: Pixels) -> tuple[Pixels, Pixels | None]:
    """Return the colours of a picture, and how opaque each pixel is, where not all are."""
    if not image.has_transparency_data:
        return image, None
    both = image if image.mode == "RGBA" else image.convert("RGBA")
    alpha = both.getchannel("A")
    return both.convert("RGB"), None if alpha.getextrema() == (255, 255) else alpha


def _in_srgb(image: Pixels, profile: bytes | None, notices: list[Notice]) -> Pixels:
    """Return the picture in 8 bits, grey or with a palette ("1", "L", "P") or RGB, its colours as its profile means."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        image = _in_eight_bits(image)
    own = _own_profile(profile, image.mode)
    if own is not None or image.mode == "LAB":
        return _through_profile(image, own)
    if image.mode == "CMYK":
        problem = "ảnh CMYK không kèm hồ sơ màu dùng được: màu đổi sang RGB chỉ gần đúng"
        notices.append(Notice("image-colours", problem, hint="xuất lại ảnh ở hệ màu sRGB"))
    return image.copy() if image.mode in ("1", "L", "P", "RGB") else image.convert("RGB")


def _in_eight_bits(image: Pixels) -> Pixels:
    """Return greys of more than 8 bits in 8: 16 bits by their full scale, others from darkest to lightest."""
    low, high = (float(value) for value in image.getextrema())  # type: ignore[arg-type]  # one band: two numbers
    if image.mode.startswith("I;16") or (image.mode == "I" and low >= 0 and 255 < high <= 65535):
        low, high = 0, 65535
    elif low >= 0 and high <= 255:
        return image.convert("L")
    scale = 255 / ((high - low) or 1)
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def _through_profile(image: Pixels, profile: ImageCmsProfile | None) -> Pixels:
    """Return the picture in sRGB as its own profile says; Lab needs none."""
    from PIL import ImageCms

    found = ImageCms.profileToProfile(
        image.convert("RGB") if image.mode == "P" else image,
        profile or ImageCms.createProfile("LAB"),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if found is None:
        raise AssertionError  # only where it is asked to work in place
    return found.convert("L") if image.mode == "L" else found
