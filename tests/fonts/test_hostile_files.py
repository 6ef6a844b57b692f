"""Broken and hostile font files: a FontError, whatever stands in them, before any library that trusts them is called."""

from __future__ import annotations

import io
import struct
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from bulletin.errors import FontError
from bulletin.fonts.catalogue import Catalogue, Family, FontSource
from bulletin.fonts.description import describe
from bulletin.fonts.instances import FontBook
from bulletin.fonts.verdict import file_verdicts
from bulletin.fonts.vetting import vet
from bulletin.notices import Report
from font_files import FORMATS, font_file, table, with_table

FEW = "aăâbđ“ẵ "
SMALL = {kind: font_file(kind, letters=FEW) for kind in FORMATS}
TTF = SMALL["ttf"]


def face_of(path):
    families = {"A": Family(generic="serif", find=(FontSource(file=path.name),))}
    return FontBook(Catalogue(families, (path.parent,)), Report(), cache_folder=path.parent / "cache").face("A")


def cmap(subtable):
    return struct.pack(">2H2HI", 0, 1, 3, 10, 12) + subtable


def cmap12(*groups, count=None):
    body = b"".join(struct.pack(">3I", *group) for group in groups)
    return cmap(struct.pack(">2H3I", 12, 0, 16 + len(body), 0, len(groups) if count is None else count) + body)


def cmap4(segments):
    count = len(segments)
    ends, starts = ([pair[place] for pair in segments] for place in (1, 0))
    return cmap(
        struct.pack(">7H", 4, 16 + 8 * count, 0, 2 * count, 0, 0, 0) + struct.pack(f">{count}H", *ends) + b"\0\0"
        + struct.pack(f">{count}H", *starts) + b"\0" * (4 * count)
    )  # fmt: skip


def looping_composite():
    """Return the face with a letter that is composed of itself."""
    glyph = struct.pack(">h4h2H2b", -1, 0, 0, 9, 9, 0x0002, 1, 0, 0)
    count = struct.unpack_from(">4xH", table(TTF, "maxp"))[0]
    head = bytearray(table(TTF, "head"))
    head[50:52] = b"\0\1"
    data = with_table(TTF, "glyf", glyph)
    data = with_table(data, "loca", struct.pack(f">{count + 1}I", 0, 0, *[len(glyph)] * (count - 1)))
    return with_table(data, "head", bytes(head))


def woff_bomb():
    packed = zlib.compress(b"\0" * 50_000_000)
    entry = struct.pack(">4s4I", b"name", 64, len(packed), 2_000_000_000, 0)
    return struct.pack(">4s4sI2H", b"wOFF", b"\0\1\0\0", 0, 1, 0) + b"\0" * 28 + entry + packed


def lying_woff():
    """Return a WOFF whose name table unpacks to far more than the directory says."""
    packed = zlib.compress(b"\0" * 50_000_000)
    entry = struct.pack(">4s4I", b"name", 64, len(packed), len(packed) + 1, 0)
    return struct.pack(">4s4sI2H", b"wOFF", b"\0\1\0\0", 0, 1, 0) + b"\0" * 28 + entry + packed


REFUSED = {
    "empty": b"",
    "one byte": b"\0",
    "text": "Không phải phông".encode(),
    "random": bytes(number * number % 251 for number in range(20_000)),
    "magic only": b"\0\1\0\0",
    "zeros": b"\0\1\0\0" + b"\0" * 500,
    "65,535 tables": b"\0\1\0\0\xff\xff" + b"\0" * 500,
    "OTTO only": b"OTTO" + b"\0" * 100,
    "4,294,967,295 faces": b"ttcf\0\2\0\0\xff\xff\xff\xff" + b"\0" * 100,
    "no faces": b"ttcf\0\2\0\0\0\0\0\0" + b"\0" * 100,
    "woff bomb": woff_bomb(),
    "lying woff": lying_woff(),
    "short woff": b"wOFF" + b"\xff" * 20,
    "woff2 of nothing": b"wOF2" + b"\xff" * 60,
    "no names": with_table(TTF, "name", b""),
    "no character map": with_table(TTF, "cmap", b""),
    "no outlines": with_table(with_table(TTF, "glyf", b""), "loca", b""),
    "character map of 2³² codes": with_table(TTF, "cmap", cmap12((0, 0xFFFFFFFF, 0), (0, 0xFFFFFFFF, 0))),
    "huge count of groups": with_table(TTF, "cmap", cmap12((65, 66, 1), count=0xFFFFFFFF)),
    "no glyphs": with_table(TTF, "maxp", struct.pack(">I2H", 0x10000, 0, 0) + b"\0" * 24),
    "truncated head": with_table(TTF, "head", table(TTF, "head")[:20]),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_hostile_files_are_refused(tmp_path, data):
    path = tmp_path / "x.ttf"
    path.write_bytes(data)
    with pytest.raises(FontError) as caught:
        face_of(path)
    assert str(path) in str(caught.value)
    assert all(verdict.stops for verdict in file_verdicts(path))


VETTED = {
    "segments on top of one another": (with_table(TTF, "cmap", cmap4([(0, 0xFFFE)] * 4_000)), "cmap"),
    "a letter composed of itself": (looping_composite(), "ghép"),
    "metrics for other glyphs": (with_table(TTF, "hmtx", b"\0\0\0\0"), "hmtx"),
    "glyphs outside their table": (with_table(TTF, "glyf", table(TTF, "glyf")[:100]), "loca"),
    "head of another age": (with_table(TTF, "head", b"\xff\xff" + table(TTF, "head")[2:]), "head"),
    "names outside their table": (with_table(TTF, "name", table(TTF, "name")[:100]), "name"),
}


@pytest.mark.parametrize(("data", "named"), VETTED.values(), ids=VETTED)
def test_a_static_file_is_vetted_before_it_is_embedded_as_it_is(tmp_path, data, named):
    assert named in vet(data)
    path = tmp_path / "x.ttf"
    path.write_bytes(data)
    try:
        mended = face_of(path).data  # HarfBuzz writes what it could make sense of anew
    except FontError:
        return
    assert vet(mended) is None


def test_the_shipped_faces_pass_the_vetting(fonts):
    for weight in (100, 400, 700):
        assert vet(fonts.face("Be Vietnam Pro", weight).data) is None
        assert vet(fonts.face("Source Serif 4", weight, italic=True).data) is None


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_cut_anywhere_is_a_face_or_refused(tmp_path, kind):
    data = SMALL[kind]
    for number, end in enumerate(range(0, len(data), len(data) // 40)):
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(data[:end])
        check(path)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMATS), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_a_file_with_any_bytes_changed_is_a_face_or_refused(tmp_path_factory, kind, changes):
    data = bytearray(SMALL[kind])
    for place, content in changes:
        at = int(place * (len(data) - len(content)))
        data[at : at + len(content)] = content
    path = tmp_path_factory.mktemp("hong") / "x.ttf"
    path.write_bytes(bytes(data))
    check(path)


def check(path):
    """Take the file through all that a build does with it: reading, preparing, embedding."""
    try:
        describe(path)
        face = face_of(path)
    except FontError:
        return
    try:
        font = TTFont("x", io.BytesIO(face.data))
    except TTFError:  # the PDF writer makes a FontError of it
        return
    font.face.name = b"x"
    pdfmetrics.registerFont(font)
    canvas = Canvas(io.BytesIO(), initialFontName="x")
    canvas.setFont("x", 10)
    canvas.drawString(10, 10, "".join(map(chr, sorted(face.letters)[:300])))
    canvas.save()


def test_a_folder_is_no_font_and_a_pipe_is_not_waited_for(tmp_path):
    import os

    os.mkfifo(tmp_path / "ong.ttf")
    for path in (tmp_path, tmp_path / "ong.ttf", tmp_path / "khong-co.ttf"):
        with pytest.raises(FontError, match="không có tệp phông này"):
            describe(path)


def test_woff2_without_its_library_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)  # as where it is not installed
    path = tmp_path / "x.woff2"
    path.write_bytes(b"wOF2" + b"\0" * 60)
    with pytest.raises(FontError, match=r"cần thêm thư viện brotli\n  → pip install brotli"):
        describe(path)


def test_woff2_is_read_with_its_library(tmp_path):
    path = tmp_path / "x.woff2"
    path.write_bytes(font_file("woff2", without="ẵ"))
    assert [verdict.letters for verdict in file_verdicts(path)] == [("ẵ",)]
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(FontError, match="WOFF2 hỏng"):
        describe(path)
