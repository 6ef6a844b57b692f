"""The PDF of a bulletin → the PDF of a booklet: two pages side by side on each side of a sheet, for saddle stitching.

Printed on both sides (flipped on the short edge), stacked, folded in the middle and stapled in the fold, the sheets
hold the pages in their order. A page is cut to its trim box: bleed and crop marks fall away, since the sheet is folded,
not trimmed. The booklet is for the printer only: bookmarks, links and tags stay in the file that it was made from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

BOOKLET_KEY = "/Imposition"  # of the document information, by which `verify` knows a booklet
_PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Booklet:
    """The finished file, and how many sheets of paper it takes."""

    data: bytes
    sheets: int


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the left and the right page of each side of each sheet, front and back in turn, for pages from 1.

    Numbers above `pages` are blank pages at the end, which make up the last sheet.
    """
    last = -(-pages // _PAGES_A_SHEET) * _PAGES_A_SHEET
    for first in range(1, last // 2, 2):
        yield last + 1 - first, first
        yield first + 1, last - first


def pdf_to_booklet(data: bytes) -> Booklet:
    """Return the booklet of a PDF of our own, whose pages are all of one size; the same bytes for the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as booklet:
        left, bottom, right, top = (float(edge) for edge in source.pages[0].trimbox)
        width, height = right - left, top - bottom
        forms = [booklet.copy_foreign(page.as_form_xobject()) for page in source.pages]  # each is cut to its trim box
        for pair in sides(len(forms)):
            page = booklet.add_blank_page(page_size=(2 * width, height))
            shown, content = pikepdf.Dictionary(), b""
            for name, number, x in zip(("/Left", "/Right"), pair, (0.0, width), strict=True):
                if number <= len(forms):
                    shown[name] = forms[number - 1]
                    content += f"q 1 0 0 1 {x - left:.3f} {-bottom:.3f} cm {name} Do Q\n".encode("ascii")
            page.obj.Resources = pikepdf.Dictionary(XObject=shown)
            page.obj.Contents = booklet.make_stream(content)
        if "/OutputIntents" in source.Root:  # so that colours come out as in the file with single pages
            booklet.Root.OutputIntents = booklet.copy_foreign(source.make_indirect(source.Root.OutputIntents))
        for key in ("/Title", "/Author", "/Subject", "/CreationDate", "/ModDate", "/Creator", "/Producer"):
            if key in source.docinfo:
                booklet.docinfo[key] = source.docinfo[key]
        booklet.docinfo[BOOKLET_KEY] = "saddle-stitch"
        duplex = pikepdf.Name.DuplexFlipShortEdge
        booklet.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, Duplex=duplex)
        out = io.BytesIO()
        booklet.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Booklet(out.getvalue(), len(booklet.pages) // 2)
