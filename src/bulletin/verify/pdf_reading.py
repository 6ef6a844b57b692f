"""The bytes of a PDF → what it says, read twice: as its pages show it (PDFium), and as its tags order it.

The pages alone cannot say what is a running head: it is told by its place at a page's edge, and by its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.printed import page_texts
from bulletin.verify import pdf_links, pdf_tags
from bulletin.verify.pdf_links import open_pdf
from bulletin.verify.reading import Reading, to_words

_Head = tuple[list[list[str]], list[str]]


def read_pdf(data: bytes, place: Place, running: list[list[list[str]]], most: int) -> Iterator[Reading]:
    """Yield what the pages show, then what the tags say where there are any; `running` is what heads may say.

    Raises ReadError, also for more than `most` words or pages: so much is no output of this bulletin.
    """
    shown = Reading("nội dung trang", knows_links=False, shows_numbers=True, cuts_words=True, cuts_rows=True)
    for number, text in enumerate(page_texts(data, place), 1):  # first, since this looks for what swells
        _add_page(shown, to_words(text), number, running)
        if max(number, len(shown.words)) > most:
            raise ReadError("tệp dài gấp nhiều lần bản tin này, không phải tệp của nó", place=place)
    with open_pdf(data, place) as pdf:
        if pdf_links.is_booklet(pdf):
            problem = "đây là tệp sách gấp đôi: mỗi mặt giấy hai trang, không theo thứ tự đọc, không đọc ngược được"
            raise ReadError(problem, place=place, hint="đối chiếu tệp PDF trang đơn mà nó được xếp từ đó")
        links = pdf_links.document_links(pdf, place)
        shown.faults = links.faults
        is_tagged = pdf_tags.is_tagged(pdf)
        if not is_tagged:
            shown.addresses = [link.address for link in links.links if link.address]
        yield shown
        if is_tagged:
            yield pdf_tags.tags_to_reading(pdf, links, place)


def _add_page(reading: Reading, words: list[str], number: int, running: list[list[list[str]]]) -> None:
    """Add a page's words; what may be a running head or a folio at either edge is marked."""
    words = _with_folio_apart(words, str(number))
    start = len(reading.words)
    reading.words += words
    reading.stations.append((start, f"trang {number}"))
    first, last = 0, len(words)
    kinds = [*running, [[str(number)]]]  # each of them stands once on a page
    before, after = [], []
    while kinds:
        opening = _first((kind, head) for kind in kinds for head in kind if _begins(words[first:last], head))
        closing = _first((kind, head) for kind in kinds for head in kind if _ends(words[first:last], head))
        if opening:
            before.append((start + first, start + first + len(opening[1])))
            first += len(opening[1])
        elif closing:
            after.append((start + last - len(closing[1]), start + last))
            last -= len(closing[1])
        found = opening or closing
        if not found:
            break
        kinds.remove(found[0])
    reading.optional += [*before, *reversed(after)]


def _with_folio_apart(words: list[str], folio: str) -> list[str]:
    """Return the words; a folio that PDFium (5.15) glues to the contents' last page number stands apart."""
    last = words[-1].removesuffix(folio) if words else ""
    is_glued = bool(last) and last != words[-1] and not last.strip(".0123456789") and len(words) > 1
    return [*words[:-1], last, folio] if is_glued and words[-2].strip(".") == "" else words


def _first(found: Iterator[_Head]) -> _Head | None:
    return next(found, None)


def _begins(words: list[str], head: list[str]) -> bool:
    return words[: len(head)] == head


def _ends(words: list[str], head: list[str]) -> bool:
    return words[-len(head) :] == head
