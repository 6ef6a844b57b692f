"""A PDF's pages as runs of text, with words of theirs changed: what a proof must find."""

from __future__ import annotations

import re

from bulletin.notices import Place
from bulletin.printed import page_runs
from bulletin.printed.runs import TextRun
from bulletin.verify import prove
from bulletin.verify.pdf_links import document_links, open_pdf
from bulletin.verify.pdf_reading import pages_in_order
from bulletin.verify.pdf_tags import tags_to_reading

PageWord = tuple[int, int, int, int]  # page, run, first letter, and the one behind the last


class EditedPages:
    """The pages of one PDF; `words` are those of its text, in the order in which they are drawn."""

    def __init__(self, data: bytes, place: Place) -> None:
        self.pages = list(page_runs(data, place))
        with open_pdf(data, place) as pdf:
            _, self.order = tags_to_reading(pdf, document_links(pdf, place), place)
        self.words = [
            (page, run, *word.span())
            for page, runs in enumerate(self.pages)
            for run, piece in enumerate(runs)
            if piece.mark is not None
            for word in re.finditer(r"\S+", piece.text)
        ]

    def text(self, word: PageWord) -> str:
        page, run, start, end = word
        return self.pages[page][run].text[start:end]

    def hold(self, expected, edits: dict[PageWord, str]) -> bool:
        """Return whether the pages hold with other texts for some of their words."""
        pages = [list(runs) for runs in self.pages]
        for (page, run, start, end), new in sorted(edits.items(), reverse=True):
            piece = pages[page][run]
            pages[page][run] = TextRun(piece.mark, piece.text[:start] + new + piece.text[end:])
        return prove(expected, pages_in_order(pages, self.order)).holds
