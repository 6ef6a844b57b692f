"""Booklets: which page stands where, what each half of a sheet says, the file by itself and the command."""

from __future__ import annotations

import io
import time

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from bulletin.cli import run
from bulletin.writers.pdf.imposition import pdf_to_booklet, sides

SIZE = (420.0, 595.0)


def pages(count, edge=0.0):
    """Return a PDF whose pages say their number, with `edge` points of sheet around the trimmed page."""
    out = io.BytesIO()
    canvas = Canvas(out, (SIZE[0] + 2 * edge, SIZE[1] + 2 * edge), invariant=1)
    canvas.setTitle("Bản tin số 7")
    for number in range(1, count + 1):
        if edge:
            canvas.setTrimBox((edge, edge, edge + SIZE[0], edge + SIZE[1]))
            canvas.rect(0, 0, edge - 1, 40, fill=1)
            canvas.drawString(edge + 40, 2, "outside")
        canvas.drawString(edge + 100, edge + 300, f"page {number}.")
        canvas.linkURL("https://example.vn", (100, 300, 200, 320))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def halves(data):
    """Return what the left and the right half of each page say."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        text = page.get_textpage()
        found.append(tuple(text.get_text_bounded(left, 0, left + width / 2, height).strip() for left in (0, width / 2)))
    return found


@pytest.mark.parametrize("count", range(1, 18))
def test_a_folded_booklet_is_read_in_order(count):
    """Fold the sheets as a reader does, and turn the leaves."""
    both = list(sides(count))
    assert len(both) % 2 == 0
    sheets = list(zip(both[::2], both[1::2], strict=True))  # the front and the back of each, the outermost first
    read = [page for front, back in sheets for page in (front[1], back[0])]  # to the middle
    read += [page for front, back in reversed(sheets) for page in (back[1], front[0])]  # and out again
    assert read == list(range(1, len(read) + 1))
    assert 0 <= len(read) - count < 4


@pytest.mark.parametrize("count", [1, 4, 5, 8, 11])
def test_each_half_of_a_sheet_shows_its_page_and_no_other(count):
    data = pages(count)
    booklet = pdf_to_booklet(data)
    said = [tuple(f"page {number}." if number <= count else "" for number in pair) for pair in sides(count)]
    assert halves(booklet.data) == said
    assert booklet.sheets * 4 == -(-count // 4) * 4
    with pikepdf.open(io.BytesIO(booklet.data)) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 2 * SIZE[0], SIZE[1])}
        assert str(pdf.docinfo.Title) == "Bản tin số 7"


def test_bleed_and_crop_marks_fall_away():
    data = pdf_to_booklet(pages(4, edge=30)).data
    assert pypdfium2.PdfDocument(data)[0].get_size() == (2 * SIZE[0], SIZE[1])
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    plain = pypdfium2.PdfDocument(pdf_to_booklet(pages(4)).data)[0].render(scale=1).to_pil().convert("L")
    assert picture.tobytes() == plain.tobytes()


def test_the_same_pages_give_the_same_booklet():
    assert pdf_to_booklet(pages(7)).data == pdf_to_booklet(pages(7)).data


def test_two_hundred_pages_take_no_longer_than_their_number_asks():
    """A font, too, goes into the booklet once. Time as a ratio: ten times the pages, not a hundred times the time."""

    def seconds(count):
        data = pages(count)
        start = time.process_time()
        booklet = pdf_to_booklet(data)
        return time.process_time() - start, len(booklet.data), len(data)

    seconds(20)
    short, long = min(seconds(20) for _ in range(3)), seconds(200)
    assert long[0] < 40 * short[0]
    assert long[1] < 2 * long[2]


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────

ARTICLE = "Tiêu đề của bài viết thử nghiệm hôm nay\n\n" + "Nội dung của bài viết nói về hội nghị. " * 300


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bai.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def test_build_makes_a_booklet_beside_the_pdf(folder, capsys):
    assert run(["build", "bai.txt", "--layout", "tuyen-tap", "--booklet", "--verify"]) == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["bai-gap-doi.pdf", "bai.pdf"]
    single, folded = ((folder / "out" / name).read_bytes() for name in ("bai.pdf", "bai-gap-doi.pdf"))
    count = len(pypdfium2.PdfDocument(single))
    wide, high = pypdfium2.PdfDocument(folded)[0].get_size()
    assert (wide, high) == pytest.approx((842, 595), abs=4)  # A4 on its side, but for the rounding of A5
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(single)]
    for (left, right), shown in zip(sides(count), halves(folded), strict=True):
        for number, half in ((left, shown[0]), (right, shown[1])):
            assert " ".join(half.split()) == (texts[number - 1] if number <= count else "")
    with pikepdf.open(io.BytesIO(folded)) as pdf:
        assert "/OutputIntents" in pdf.Root
        assert "/StructTreeRoot" not in pdf.Root
    assert f"{len(pypdfium2.PdfDocument(folded)) // 2} tờ" in " ".join(capsys.readouterr().out.split())


def test_a_booklet_without_a_pdf_is_a_mistake(folder, capsys):
    assert run(["build", "bai.txt", "-f", "epub", "--booklet"]) == 2
    assert "--format pdf" in capsys.readouterr().err
    assert not (folder / "out").exists()
