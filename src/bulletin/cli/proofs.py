"""What came of reading an output back → lines on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin.cli.terminal import say

if TYPE_CHECKING:  # a build that reads nothing back need not load what does
    from bulletin.verify import Proof


def print_proof(proof: Proof, *, verbose: bool) -> None:
    """Print what came of reading an output back; with `verbose` also the count of every article."""
    say(str(proof))
    for held in proof.readings if verbose else ():
        for title, words, expected in held.articles:
            say(f"  {held.name}: {words}/{expected} chữ: {title}")
    for remark in proof.remarks:
        say(f"  ghi chú: {remark}")
