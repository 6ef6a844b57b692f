"""The bytes of a PDF → what it says, read twice: as its pages show it (PDFium), and as its tags order it.

The pages alone cannot say what is a running head: it is told by its place at a page's edge, and by its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.notices import Place
from bulletin.printed import page_texts
from bulletin.verify import pdf_links, pdf_tags
from bulletin.verify.pdf_links import open_pdf
from bulletin.verify.reading import Reading, to_words

_Head = tuple[list[list[str]], list[str]]


def read_pdf(data: bytes, place: Place, running: list[list[list[str]]]) -> Iterator[Reading]:
    """Yield what the pages show, then what the tags say where there are any; `running` is what heads may say.

    Raises ReadError.
    """
    with open_pdf(data, place) as pdf:
        links = pdf_links.document_links(pdf, place)
        shown = Reading("nội dung trang", knows_links=False, cuts_words=True)
        for number, text in enumerate(page_texts(data, place), 1):
            _add_page(shown, to_words(text), number, running)
        shown.faults = links.faults
        is_tagged = pdf_tags.is_tagged(pdf)
        if not is_tagged:
            shown.addresses = [link.address for link in links.links if link.address]
        yield shown
        if is_tagged:
            yield pdf_tags.tags_to_reading(pdf, links, place)


def _add_page(reading: Reading, words: list[str], number: int, running: list[list[list[str]]]) -> None:
    """Add a page's words; what may be a running head or a folio at either edge is marked."""
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


def _first(found: Iterator[_Head]) -> _Head | None:
    return next(found, None)


def _begins(words: list[str], head: list[str]) -> bool:
    return words[: len(head)] == head


def _ends(words: list[str], head: list[str]) -> bool:
    return words[-len(head) :] == head
