"""A static TrueType file → the reason why it cannot be embedded as it stands, if there is one.

The writers hand such a file to libraries that trust it (reportlab, Pillow). What a hostile or damaged file could do
to them is looked for here, in time that grows with the file: tables outside it, glyphs outside theirs, character
maps that span more than Unicode (OpenType 1.9, `cmap`, `loca`, `glyf`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from itertools import pairwise

# tag → the fewest bytes that its fixed part takes
_NEEDED = {
    "head": 54, "hhea": 36, "maxp": 32, "hmtx": 4, "cmap": 4, "loca": 4, "glyf": 0, "name": 6, "OS/2": 68, "post": 32,
}  # fmt: skip
# tag → the versions that the standard knows, as 16.16 numbers
_VERSIONS = {
    "head": (0x10000,), "hhea": (0x10000,), "maxp": (0x10000,), "post": (0x10000, 0x20000, 0x25000, 0x30000),
}  # fmt: skip
_MOST_CODES = 0x11_0000
_MOST_MAPS = 64
_DEEPEST_COMPOSITE = 8

# flags of a component of a composite glyph
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


def vet(data: bytes) -> str | None:
    """Return what is wrong with the file, in Vietnamese; None where nothing is."""
    try:
        tables = _tables(data)
        if "fvar" in tables:
            return "phông biến thiên"
        for tag, least in _NEEDED.items():
            if tag not in tables or len(tables[tag]) < least:
                return f"bảng {tag} thiếu hoặc bị cụt"
        return _font_problem(tables)
    except (struct.error, ValueError) as error:
        return f"bảng bị cụt ({error})"


def _tables(data: bytes) -> dict[str, memoryview]:
    (count,) = struct.unpack_from(">4xH", data)
    view = memoryview(data)
    tables = {}
    for number in range(count):
        tag, offset, length = struct.unpack_from(">4s4x2I", data, 12 + 16 * number)
        if offset + length > len(data):
            raise ValueError("ngoài tệp")
        tables[tag.decode("latin-1")] = view[offset : offset + length]
    return tables


def _font_problem(tables: Mapping[str, memoryview]) -> str | None:
    for tag, versions in _VERSIONS.items():
        if struct.unpack_from(">I", tables[tag])[0] not in versions:
            return f"bảng {tag} thuộc phiên bản không có"
    (count,) = struct.unpack_from(">4xH", tables["maxp"])
    metric_format, metrics = struct.unpack_from(">32x2H", tables["hhea"])
    upem, long_offsets = struct.unpack_from(">18xH30xh", tables["head"])
    if not 16 <= upem <= 16_384:
        return "số đơn vị của ô chữ (unitsPerEm) không đúng"
    if metric_format or not 0 < metrics <= count or len(tables["hmtx"]) < 4 * metrics + 2 * (count - metrics):
        return "bảng hmtx không khớp số chữ"
    if not all(_names(tables["name"])):
        return "bảng name bị cụt"
    return _map_problem(tables["cmap"]) or _glyph_problem(tables, count, long_offsets)


def _names(table: memoryview) -> Iterator[bool]:
    """Yield of every entry whether its text lies within the table."""
    count, storage = struct.unpack_from(">2x2H", table)
    for number in range(count):
        length, offset = struct.unpack_from(">8x2H", table, 6 + 12 * number)
        yield storage + offset + length <= len(table)


# ── the character map ────────────────────────────────────────────────────────────────────────────────────────


def _map_problem(table: memoryview) -> str | None:
    (count,) = struct.unpack_from(">2xH", table)
    if count > _MOST_MAPS:
        return "quá nhiều bảng chữ trong cmap"
    for number in range(count):
        (offset,) = struct.unpack_from(">4xI", table, 4 + 8 * number)
        codes = sum(_spans(table[offset:]))
        if codes > _MOST_CODES:
            return "bảng chữ cmap trải rộng hơn cả Unicode"
    return None


def _spans(submap: memoryview) -> Iterator[int]:
    """Yield how many codes each stretch of the map covers."""
    (form,) = struct.unpack_from(">H", submap)
    if form == 4:
        (doubled,) = struct.unpack_from(">6xH", submap)
        count = doubled // 2
        ends = struct.unpack_from(f">{count}H", submap, 14)
        starts = struct.unpack_from(f">{count}H", submap, 16 + doubled)
        struct.unpack_from(f">{2 * count}H", submap, 16 + 2 * doubled)  # deltas and offsets are there, too
        for start, end in zip(starts, ends, strict=True):
            yield max(0, end - start + 1)
    elif form in (8, 12, 13):
        head = 8208 if form == 8 else 16
        (count,) = struct.unpack_from(">I", submap, head - 4)
        if head + 12 * count > len(submap):
            raise ValueError("cmap")
        for start, end, _ in struct.iter_unpack(">3I", submap[head : head + 12 * count]):
            yield max(0, end - start + 1)
    elif form == 6:
        (count,) = struct.unpack_from(">8xH", submap)
        struct.unpack_from(f">{count}H", submap, 10)
        yield count
    elif form == 10:
        (count,) = struct.unpack_from(">16xI", submap)
        if 20 + 2 * count > len(submap):
            raise ValueError("cmap")
        yield count
    elif form == 0 and len(submap) < 262:
        raise ValueError("cmap")


# ── the glyphs ───────────────────────────────────────────────────────────────────────────────────────────────


def _glyph_problem(tables: Mapping[str, memoryview], count: int, long_offsets: int) -> str | None:
    loca, glyf = tables["loca"], tables["glyf"]
    if long_offsets:
        offsets = struct.unpack_from(f">{count + 1}I", loca)
    else:
        offsets = tuple(2 * half for half in struct.unpack_from(f">{count + 1}H", loca))
    if offsets[-1] > len(glyf) or any(first > last for first, last in pairwise(offsets)):
        return "bảng loca trỏ ra ngoài bảng glyf"
    parts: dict[int, list[int]] = {}
    for number, (first, last) in enumerate(pairwise(offsets)):
        if first == last:
            continue
        if last - first < 10:
            return "một chữ trong bảng glyf bị cụt"
        if glyf[first] & 0x80:  # a negative number of contours: a composite
            parts[number] = list(_components(glyf[first:last]))
    if any(part >= count for components in parts.values() for part in components):
        return "chữ ghép từ những chữ không có"
    return "chữ ghép từ chính nó, hoặc quá nhiều tầng" if _too_deep(parts) else None


def _components(glyph: memoryview) -> Iterator[int]:
    position = 10
    flags = _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">2H", glyph, position)
        yield part
        position += 4 + (4 if flags & _WORDS else 2)
        position += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        if position > len(glyph):
            raise ValueError("glyf")


def _too_deep(parts: Mapping[int, list[int]]) -> bool:
    """Return whether a composite is built of composites too many floors down, or of itself."""
    level = set(parts)
    for _ in range(_DEEPEST_COMPOSITE):
        # What stands on composites of the level before stands one floor higher.
        level = {number for number in level if any(part in level for part in parts[number])}
        if not level:
            return False
    return True
