"""Random articles, built and read back → how many correct files are refused, and how many changed words are missed.

    PYTHONPATH=src:tests python tests/benchmarks/proving.py [documents, 300 by default] [changes each, 10] [first seed, 0]

Each document is proven as it is; then one word of what its pages show is changed, lost, repeated, put in or moved, and
the page must be refused. Where two words change places that read the same either way, or a word beside the text goes,
nothing is wrong.
"""

from __future__ import annotations

import random
import re
import sys
import time

from bulletin.errors import BulletinError
from bulletin.notices import Place
from bulletin.printed import page_runs
from bulletin.printed.runs import TextRun
from bulletin.verify import prove, verify
from bulletin.verify.expectation import bulletin_to_expected
from bulletin.verify.pdf_links import document_links, open_pdf
from bulletin.verify.pdf_reading import pages_in_order
from bulletin.verify.pdf_tags import tags_to_reading
from odd_articles import odd_pdf

PLACE = Place("x.pdf")
_Word = tuple[int, int, int, int]  # page, run, first letter, and the one behind the last


def main(documents: int = 300, changes: int = 10, first: int = 0) -> None:
    refused = missed = made = built = 0
    spent = 0.0
    for seed in range(first, first + documents):
        try:
            bulletin, layout, data = odd_pdf(seed)
        except BulletinError as error:  # a measure too narrow for the style, say
            print(seed, error)
            continue
        built += 1
        start = time.perf_counter()
        proof = verify(data, PLACE, bulletin, layout)
        spent += time.perf_counter() - start
        if not proof.holds:
            refused += 1
            print(f"{seed}: refused\n{proof}")
            continue
        for told in changed(seed, data, bulletin_to_expected(bulletin, layout, ".pdf"), changes):
            made += 1
            if told:
                missed += 1
                print(f"{seed}: missed: {told}")
    print(f"{refused} of {built} refused, {missed} of {made} changes missed; {spent / max(1, built):.3f} s a proof")


def changed(seed, data, expected, changes):
    """Yield of each change "" where it was found, else what it was."""
    pages = list(page_runs(data, PLACE))
    with open_pdf(data, PLACE) as pdf:
        _, order = tags_to_reading(pdf, document_links(pdf, PLACE), PLACE)
    chance = random.Random(seed)  # noqa: S311 — the same on every run
    words = [
        (page, run, *word.span())
        for page, runs in enumerate(pages)
        for run, piece in enumerate(runs)
        if piece.mark is not None
        for word in re.finditer(r"\S+", piece.text)
    ]
    for _ in range(changes if len(words) > 1 else 0):
        at = chance.randrange(len(words) - 1)
        one, other = words[at], chance.choice([words[at + 1], chance.choice(words)])
        own, its = text_of(one, pages), text_of(other, pages)
        kind, edits = chance.choice(
            [
                ("lost", {one: ""}),
                ("repeated", {one: f"{own} {own}"}),
                ("changed", {one: its if its != own else f"{own}ạ"}),
                ("put in", {one: f"{own} {its}"}),
                ("moved", {one: its, other: own} if own + its != its + own else {one: f"{own}ạ"}),
            ]
        )
        holds = prove(expected, pages_in_order(edited(pages, edits), order)).holds
        yield f"{kind} {own!r} ({its!r}) on page {one[0] + 1}" if holds else ""


def text_of(word: _Word, pages: list[list[TextRun]]) -> str:
    page, run, start, end = word
    return pages[page][run].text[start:end]


def edited(pages: list[list[TextRun]], edits: dict[_Word, str]) -> list[list[TextRun]]:
    copy = [list(runs) for runs in pages]
    for (page, run, start, end), new in sorted(edits.items(), reverse=True):
        piece = copy[page][run]
        copy[page][run] = TextRun(piece.mark, piece.text[:start] + new + piece.text[end:])
    return copy


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
