"""Random articles, built and read back → how many correct files are refused, and how many changed words are missed.

    PYTHONPATH=src:tests python tests/benchmarks/proving.py [documents, 300 by default] [changes each, 10] [first seed, 0]

Each document is proven as it is; then one word of what its pages show is changed, lost, repeated, put in or moved, and
the page must be refused. Where two words change places that read the same either way, or a word beside the text goes,
nothing is wrong.
"""

from __future__ import annotations

import random
import sys
import time

from bulletin.errors import BulletinError
from bulletin.notices import Place
from bulletin.verify import verify
from bulletin.verify.expectation import bulletin_to_expected
from edited_pages import EditedPages
from odd_articles import odd_pdf

PLACE = Place("x.pdf")


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
    pages = EditedPages(data, PLACE)
    words = pages.words
    chance = random.Random(seed)  # noqa: S311 — the same on every run
    for _ in range(changes if len(words) > 1 else 0):
        at = chance.randrange(len(words) - 1)
        one, other = words[at], chance.choice([words[at + 1], chance.choice(words)])
        own, its = pages.text(one), pages.text(other)
        kind, edits = chance.choice(
            [
                ("lost", {one: ""}),
                ("repeated", {one: f"{own} {own}"}),
                ("changed", {one: its if its != own else f"{own}ạ"}),
                ("put in", {one: f"{own} {its}"}),
                ("moved", {one: its, other: own} if own + its != its + own else {one: f"{own}ạ"}),
            ]
        )
        yield f"{kind} {own!r} ({its!r}) on page {one[0] + 1}" if pages.hold(expected, edits) else ""


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
