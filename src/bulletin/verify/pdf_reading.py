"""The bytes of a PDF → what it says, read twice: as its pages show it (PDFium), and as its tags say it (qpdf).

Where a file has tags, what the pages show is put in their order: notes and rows that pages part are whole again, and
what no tag has is told from the text. The pages alone cannot say what is a running head: it is told by its place at a
page's edge, and by its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.printed import page_runs
from bulletin.printed.runs import TextRun
from bulletin.verify import pdf_links, pdf_tags
from bulletin.verify.pdf_links import open_pdf
from bulletin.verify.pdf_tags import TaggedMark
from bulletin.verify.reading import Reading, Scribe, page_station, to_words

_SHOWN = "nội dung trang"
_Head = tuple[list[list[str]], list[str]]


def read_pdf(data: bytes, place: Place, running: list[list[list[str]]], most: int) -> Iterator[Reading]:
    """Yield what the pages show, then what the tags say where there are any; `running` is what heads may say.

    Raises ReadError, also for more than `most` words or pages: so much is no output of this bulletin.
    """
    shown = Reading(_SHOWN, knows_links=False, shows_numbers=True, cuts_words=True, is_laid_out=True)
    pages: list[list[TextRun]] = []
    for number, runs in enumerate(page_runs(data, place), 1):  # first, since this looks for what swells
        pages.append(runs)
        _add_page(shown, to_words("".join(run.text for run in runs)), number, running)
        if max(number, len(shown.words)) > most:
            raise ReadError("tệp dài gấp nhiều lần bản tin này, không phải tệp của nó", place=place)
    with open_pdf(data, place) as pdf:
        if pdf_links.is_booklet(pdf):
            problem = "đây là tệp sách gấp đôi: mỗi mặt giấy hai trang, không theo thứ tự đọc, không đọc ngược được"
            raise ReadError(problem, place=place, hint="đối chiếu tệp PDF trang đơn mà nó được xếp từ đó")
        links = pdf_links.document_links(pdf, place)
        shown.faults = links.faults
        if not pdf_tags.is_tagged(pdf):
            shown.addresses = [link.address for link in links.links if link.address]
            yield shown
            return
        tagged, order = pdf_tags.tags_to_reading(pdf, links, place)
        by_tags = pages_in_order(pages, order)
        by_tags.faults = links.faults
        by_tags.as_drawn = shown
        yield by_tags
        yield tagged


def pages_in_order(pages: list[list[TextRun]], order: list[TaggedMark]) -> Reading:
    """Return what the pages show in the order of the tags; what has none is kept apart."""
    reading = Reading(_SHOWN, knows_links=False, shows_numbers=True, cuts_words=True)
    by_mark: dict[tuple[int, int], list[tuple[int, str]]] = {}
    known = {(mark.page, mark.number) for mark in order}
    piece = 0
    for page, runs in enumerate(pages):
        for run in runs:
            if run.mark is not None and (page, run.mark) in known:
                by_mark.setdefault((page, run.mark), []).append((piece, run.text))
            elif run.text.strip():
                reading.artifacts.append((page + 1, to_words(run.text)))
            piece += 1
    scribe, current = Scribe(reading.words), -1
    for mark in order:
        goes_on = mark.goes_on
        if mark.text.isspace():  # which PDFium may leave out
            scribe.part()
        for piece, text in by_mark.pop((mark.page, mark.number), ()):
            if not goes_on:
                scribe.part()
            if mark.page != current:
                current = mark.page
                reading.stations.append((scribe.next, page_station(current + 1)))
            reading.drawn.append((scribe.next, piece))
            scribe.write(_parted(text, mark.text))
            goes_on = False
    scribe.part()
    return reading


def _parted(text: str, content: str) -> str:
    """Return the text that PDFium gives, its words parted as the content parts them, if the letters are the same.

    PDFium (159.0.8149) leaves out a space that is a text object of its own, as behind the figure of a note.
    """
    return content if "".join(text.split()) == "".join(content.split()) else text


def _add_page(reading: Reading, words: list[str], number: int, running: list[list[list[str]]]) -> None:
    """Add a page's words; what may be a running head or a folio at either edge is marked."""
    words = _with_folio_apart(words, str(number))
    start = len(reading.words)
    reading.words += words
    reading.stations.append((start, page_station(number)))
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
