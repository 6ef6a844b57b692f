"""A font file of any packing → the sfnt bytes that HarfBuzz reads: TrueType, OpenType, collections, WOFF and WOFF2.

Packed tables are unpacked to the sizes that the file declares and no further, so that a small file cannot fill the
memory. (WOFF 1.0 and 2.0 of the W3C; sfnt as in OpenType 1.9.)
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any, Literal

from bulletin.errors import FontError
from bulletin.notices import Place

MAX_BYTES = 128 * 2**20  # the largest collections of Chinese and Japanese have some 100 MiB
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
ANOTHER_FILE = "tải lại tệp này, hoặc dùng một bản khác của phông"  # the hint where a file is broken

Packing = Literal["TrueType", "OpenType (CFF)", "TTC/OTC", "WOFF", "WOFF2"]

_PACKINGS: dict[bytes, Packing] = {
    b"\0\1\0\0": "TrueType",
    b"true": "TrueType",
    b"OTTO": "OpenType (CFF)",
    b"ttcf": "TTC/OTC",
    b"wOFF": "WOFF",
    b"wOF2": "WOFF2",
}
_MOST_TABLES = 200
_CHUNK = 64  # packed bytes of WOFF2 unpacked at one time: each can become 16 MiB at most


def read_font(path: Path) -> bytes:
    """Return the bytes of a font file. Raises FontError where it cannot be read, is too large or no font at all."""
    data = _read(path, MAX_BYTES)
    packing(data, path)
    return data


def read_beginning(path: Path) -> bytes:
    """Return the first bytes of a font file, enough to tell its packing. Raises FontError where it cannot be read."""
    return _read(path, 4)


def _read(path: Path, count: int) -> bytes:
    """Return the file's first `count` bytes."""
    place = Place(str(path))
    try:
        if not path.is_file():  # a pipe or a device could keep us waiting for ever
            hint = "xem lại đường dẫn; các phông đã có: bulletin fonts list"
            raise FontError("không có tệp phông này, hoặc đây không phải một tệp thường", place=place, hint=hint)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FontError(f"tệp phông lớn hơn giới hạn {MAX_BYTES >> 20} MiB", place=place, hint=ANOTHER_FILE)
        with path.open("rb") as stream:
            return stream.read(min(size, count))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        problem = f"không đọc được phông ({getattr(error, 'strerror', None) or error})"
        raise FontError(problem, place=place, hint="xem lại quyền đọc tệp") from error


def packing(data: bytes, path: Path) -> Packing:
    """Return how the file is packed. Raises FontError for what is no font file."""
    known = _PACKINGS.get(bytes(data[:4]))
    if known is None:
        hint = "dùng phông TrueType (.ttf), OpenType (.otf), TTC, WOFF hoặc WOFF2"
        raise FontError("tệp phông hỏng, hoặc không phải tệp phông", place=Place(str(path)), hint=hint)
    return known


def unpacked(data: bytes, path: Path, tables: frozenset[bytes] | None = None) -> bytes:
    """Return the file as plain sfnt; of WOFF only some `tables`, where they are named. Collections stay as they are."""
    match packing(data, path):
        case "WOFF":
            try:
                return _woff_to_sfnt(data, tables)
            except (struct.error, zlib.error, ValueError) as error:
                raise FontError(f"tệp WOFF hỏng ({error})", place=Place(str(path)), hint=ANOTHER_FILE) from error
        case "WOFF2":
            return _woff2_to_sfnt(data, path)
        case _:
            return data


def _woff_to_sfnt(data: bytes, wanted: frozenset[bytes] | None) -> bytes:
    flavour, count = struct.unpack_from(">4x4s4xH", data)
    if count > _MOST_TABLES:
        raise ValueError("quá nhiều bảng")
    tables, total = {}, 0
    for number in range(count):
        tag, offset, packed, length = struct.unpack_from(">4s3I", data, 44 + 20 * number)
        total += length
        if total > MAX_BYTES or packed > length or offset + packed > len(data):
            raise ValueError("kích thước của bảng không đúng")
        if wanted is None or tag in wanted:
            content = data[offset : offset + packed]
            tables[tag] = _inflated(content, length) if packed < length else content
    return _sfnt(flavour, tables)


def _inflated(content: bytes, length: int) -> bytes:
    inflater = zlib.decompressobj()
    table = inflater.decompress(content, length + 1)
    if len(table) != length:
        raise ValueError("bảng không bung ra đúng kích thước")
    return table


def _sfnt(flavour: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Return the tables under one directory; check sums are left at 0, which HarfBuzz does not look at."""
    head = struct.pack(">4s4H", flavour, len(tables), 0, 0, 0)
    position = 12 + 16 * len(tables)
    entries, body = [], []
    for tag, table in sorted(tables.items()):
        padding = -len(table) % 4
        entries.append(struct.pack(">4s3I", tag, 0, position, len(table)))
        body.append(table + b"\0" * padding)
        position += len(table) + padding
    return head + b"".join(entries) + b"".join(body)


def _woff2_to_sfnt(data: bytes, path: Path) -> bytes:
    place = Place(str(path))
    try:
        import brotli
    except ImportError as error:
        hint = "pip install brotli; hoặc dùng bản .ttf, .otf hay .woff của phông này"
        raise FontError("đọc phông WOFF2 cần thêm thư viện brotli", place=place, hint=hint) from error
    from fontTools.ttLib import TTFont

    try:
        _check_size(data, brotli.Decompressor())
        font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
        font.flavor = None
        out = io.BytesIO()
        font.save(out)
    except Exception as error:  # fontTools raises whatever a broken table leads it to
        raise FontError(f"tệp WOFF2 hỏng ({error or type(error).__name__})", place=place, hint=ANOTHER_FILE) from error
    return out.getvalue()


def _check_size(data: bytes, decompressor: Any) -> None:  # noqa: ANN401 — brotli has no types
    """Unpack the packed stream once, a little at a time. Raises ValueError where it is larger than any font."""
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, woff2DirectorySize

    stream = io.BytesIO(data)
    count, size = struct.unpack_from(">12xH6xI", data)
    stream.seek(woff2DirectorySize)
    for _ in range(count):
        WOFF2DirectoryEntry().fromFile(stream)
    stream = io.BytesIO(stream.read(size))
    total = 0
    while not decompressor.is_finished():
        chunk = stream.read(_CHUNK)
        total += len(decompressor.process(chunk))
        if not chunk or total > MAX_BYTES:
            raise ValueError("dữ liệu nén bị cụt hoặc bung ra quá lớn")
