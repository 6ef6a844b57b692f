"""PDFs: what ink shows, in files of several makers; and files that want to do harm."""

from __future__ import annotations

import contextlib
import io
import zlib
from dataclasses import replace

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from bulletin.context import memory_context
from bulletin.decree import check
from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.printed import read_printed
from official_papers import MM, SENTENCE, Paper, printed_paper

NAME = "van-ban.pdf"
RIGHT = Paper()


def checked(data):
    return check(NAME, memory_context({NAME: data}).files)


def told(data):
    return [(each.rule.about, each.found) for each in checked(data).departures]


def rewritten(data, edit, **options):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(stream, **options)
    return stream.getvalue()


# ── what ink shows ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_stand_in_face_passes_and_is_named():
    found = checked(printed_paper(replace(RIGHT, family="Tinos")))
    assert found.departures == ()
    assert len(found.remarks) == 1
    assert "“Tinos”" in found.remarks[0]
    assert "“Tinos-Bold”" in found.remarks[0]
    assert "không phải phông mà Nghị định gọi tên" in found.remarks[0]


def test_a_face_that_is_not_embedded_is_told_by_its_name():
    stream = io.BytesIO()
    canvas = Canvas(stream, (210 * MM, 297 * MM), invariant=1)
    canvas.setFont("Times-Roman", 14)
    canvas.drawString(100, 700, "Bao cao")
    canvas.save()
    assert ("phông chữ", "“Times-Roman”") in told(stream.getvalue())


def test_margins_are_measured_to_a_millimetre():
    for left, top in ((25.0, 17.0), (37.0, 29.0)):
        found = dict(told(printed_paper(replace(RIGHT, left=left, top=top))))
        assert float(found["lề trái"].split()[0].replace(",", ".")) == pytest.approx(left, abs=0.5)
        assert float(found["lề trên"].split()[0].replace(",", ".")) == pytest.approx(top, abs=1)


def test_a_short_last_page_and_a_single_page_have_no_lower_margin_to_find_fault_with():
    assert told(printed_paper(replace(RIGHT, paragraphs=(SENTENCE,) * 3))) == []


def test_a_single_page_shows_no_page_number():
    found = checked(printed_paper(replace(RIGHT, paragraphs=(SENTENCE,) * 3)))
    assert "số trang" in found.unseen


def test_text_in_a_form_that_pages_draw_is_measured_where_it_stands():
    def into_forms(pdf):
        for page in pdf.pages:
            form = pdf.make_stream(page.Contents.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
            form.BBox, form.Resources = [0, 0, 2000, 2000], page.Resources
            form.Matrix = [1, 0, 0, 1, 7, 0]
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            page.Contents = pdf.make_stream(b"q 1 0 0 1 -7 0 cm /F Do Q")

    assert told(rewritten(printed_paper(RIGHT), into_forms)) == []

    def smaller(pdf):
        into_forms(pdf)
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"q .8 0 0 .8 0 0 cm /F Do Q")

    assert ("cỡ chữ lời văn", "11,2 pt") in told(rewritten(printed_paper(RIGHT), smaller))


def test_a_page_that_begins_elsewhere_than_at_zero_is_measured_from_its_edges():
    def moved(pdf):
        for page in pdf.pages:
            page.MediaBox = [100, 200, 100 + 210 * MM, 200 + 297 * MM]
            page.Contents = pdf.make_stream(b"1 0 0 1 100 200 cm " + page.Contents.read_bytes())

    assert told(rewritten(printed_paper(RIGHT), moved)) == []


def test_letters_filled_in_from_a_second_face_are_read_in_their_places():
    stream = io.BytesIO()
    canvas = Canvas(stream, (210 * MM, 297 * MM), invariant=1)
    canvas.setFont("Times-Roman", 12)
    spaced = "[(T) -600 (NH) -250 (B) -500 (C)] TJ"  # TỈNH BẮC, two letters left open
    canvas.addLiteral(f"BT {canvas._fontname and ''} /F1 12 Tf 100 700 Td {spaced} ET")
    canvas.drawString(100 + 12 * 0.61, 700, "I")
    canvas.save()
    page = read_printed(stream.getvalue(), Place(NAME), 1).pages[0]
    assert "".join(piece.text for piece in sorted(page.pieces, key=lambda piece: piece.left)) == "TINHBC"


def test_a_scan_is_told_as_one():
    stream = io.BytesIO()
    canvas = Canvas(stream, (210 * MM, 297 * MM), invariant=1)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    found = checked(stream.getvalue())
    assert any("không có lớp chữ" in remark for remark in found.remarks)


def test_a_turned_page_is_told_and_its_size_is_looked_at():
    def turned(pdf):
        pdf.pages[1].Rotate = 90

    found = checked(rewritten(printed_paper(RIGHT), turned))
    assert any("trang 2" in remark for remark in found.remarks)
    assert "khổ giấy" not in {each.rule.about for each in found.departures}


# ── files that are none, and files that want to do harm ──────────────────────────────────────────────────────


def refused(data):
    with pytest.raises(ReadError) as caught:
        checked(data)
    assert caught.value.exit_code == 10
    assert str(caught.value.place) == NAME
    return caught.value.problem


def made(content, count=1, kids=1, filters=b"/FlateDecode"):
    """Return a PDF by hand: `kids` times one page with this packed content, which says that it has `count` pages."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


WORDS = zlib.compress(b"BT /F1 14 Tf 100 700 Td (Bao cao cong tac) Tj ET")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "không phải tệp PDF"),
        (b"PK\x03\x04", "không phải tệp PDF"),
        (b"%PDF-1.7\n%%EOF", "hỏng hoặc bị cắt cụt"),
        (made(WORDS, count=0, kids=0), "hỏng hoặc bị cắt cụt"),
        (made(WORDS, count=10_000), "khai có 10000 trang, nhưng trang 2 không đọc được"),
    ],
)
def test_what_is_no_pdf_is_refused_with_one_message(data, problem):
    assert problem in refused(data)


def test_a_locked_pdf_is_refused():
    locked = rewritten(printed_paper(RIGHT), lambda _: None, encryption=pikepdf.Encryption(user="mật", owner="khẩu"))
    assert "mật khẩu" in refused(locked)


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_a_pdf_that_is_cut_short_is_refused_or_read_as_far_as_it_goes(part):
    data = printed_paper(RIGHT)
    cut = data[: int(len(data) * part)]
    read = None
    with contextlib.suppress(ReadError):
        read = checked(cut)
    if read is None:
        assert "PDF" in refused(cut)


def test_of_ten_thousand_pages_the_first_hundred_are_looked_at():
    many = checked(made(WORDS, count=10_000, kids=10_000))
    assert "chỉ xem 100 trang đầu trong 10000 trang" in many.remarks


def test_content_that_swells_is_refused_before_it_is_unpacked():
    content = zlib.compress(b" " * (20 * 2**20))
    assert "phình" in refused(made(content))
    assert "phình" in refused(made(zlib.compress(content), filters=b"[/FlateDecode/FlateDecode]"))


def test_a_page_of_a_hundred_thousand_pieces_is_looked_at_in_part():
    crowded = zlib.compress(b"BT /F1 14 Tf 100 700 Td " + b"(a) Tj " * 100_000 + b"ET")
    assert any("chỉ xem được một phần" in remark for remark in checked(made(crowded)).remarks)
