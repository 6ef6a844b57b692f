"""An output, and the bulletin that it was made of → proof that it says all of it and nothing else.

expectation   bulletin and layout → passages that must be there, in order
reading       what a file says: words, links and where they stand
docx_reading, epub_reading, pdf_reading (pdf_content, pdf_tags, pdf_links)   one kind of file → readings
alignment     passages and words → outcome                 differences   which of them belong together
places        the pages and links of the index
artifacts, drawing   what pages show beside the text, and in which order they draw it
stretches, loose, rows, rejoining   for the alignment: words in a file, tables on a page, where two texts agree again
addresses     the addresses of links, made comparable
proof         all that does not hold, in words
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bulletin.errors import ReadError
from bulletin.layout.schema import Layout
from bulletin.model import Bulletin
from bulletin.notices import Place
from bulletin.verify.alignment import align
from bulletin.verify.expectation import Expected, bulletin_to_expected
from bulletin.verify.proof import Held, Proof, hold
from bulletin.verify.reading import Reading

SUFFIXES = (".pdf", ".docx", ".epub")

# More words than these are no output of the bulletin: so many times its own, and so many for what stands around them.
_MOST_TIMES = 4
_MOST_BESIDE = 100_000

__all__ = ["SUFFIXES", "Held", "Proof", "verify"]


def verify(data: bytes, place: Place, bulletin: Bulletin, layout: Layout) -> Proof:
    """Return what came of holding the file against the bulletin. Raises ReadError for a file that cannot be read."""
    suffix = Path(place.file).suffix.casefold()
    if suffix not in SUFFIXES:
        problem = f"không đọc ngược được tệp “{suffix}”" if suffix else "không rõ tệp này là dạng gì"
        raise ReadError(problem, place=place, hint=f"đọc ngược được {', '.join(SUFFIXES)}")
    if not data:
        raise ReadError("tệp rỗng", place=place, hint="dựng lại tệp")
    expected = bulletin_to_expected(bulletin, layout, suffix)
    held = [prove(expected, reading) for reading in _readings(data, place, suffix, expected)]
    remarks = []
    if suffix == ".pdf" and len(held) == 1:
        remarks.append("tệp không có thẻ: chỉ kiểm được nội dung trang, không kiểm được thứ tự đọc theo thẻ")
    return Proof(place.file, tuple(held), tuple(remarks))


def prove(expected: Expected, reading: Reading) -> Held:
    """Return what came of one reading; where only the order of the tags is amiss, of what is drawn in its own order."""
    alignment = align(expected, reading)
    held = hold(expected, reading, alignment)
    is_out_of_order = bool(alignment.differences) and all(each.moved for each in alignment.differences)
    if not is_out_of_order or reading.as_drawn is None:
        return held
    drawn = hold(expected, reading.as_drawn, align(expected, reading.as_drawn))
    return min(held, drawn, key=lambda each: len(each.findings))


def _readings(data: bytes, place: Place, suffix: str, expected: Expected) -> Iterator[Reading]:
    match suffix:
        case ".docx":
            from bulletin.verify.docx_reading import read_docx

            yield from read_docx(data, place)
        case ".epub":
            from bulletin.verify.epub_reading import read_epub

            yield from read_epub(data, place)
        case _:
            from bulletin.verify.pdf_reading import read_pdf

            yield from read_pdf(data, place, expected.running, _MOST_TIMES * expected.count + _MOST_BESIDE)
