"""Text on its way out of a file → what the file says: words in reading order, links, and where each stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from bulletin.fonts.coverage import INVISIBLE
from bulletin.text.characters import xml_text

# What steers a line and is never seen, but for what parts words.
_UNSEEN = re.compile("[" + "".join(sorted(c for c in INVISIBLE if not c.isspace())) + "]")


def folded(text: str) -> str:
    """Return the text as it is compared: NFC, without what no output can show."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", xml_text(text)))


def page_station(number: int) -> str:
    """Return what a page is called."""
    return f"trang {number}"


@dataclass(frozen=True, slots=True)
class ReadLink:
    """A link over the words from `first` to before `last`.

    It leads to an `address` outside, or to a place between the words `target`; one of the two is None. `page` is the
    number of the page on which that place is, where the file has pages.
    """

    first: int
    last: int
    address: str | None = None
    target: tuple[int, int] | None = None
    page: int | None = None


@dataclass(slots=True)
class Reading:
    """What one way of reading finds in a file.

    `optional` are stretches of words at the edges of pages, which may be running heads and folios. `stations` says
    from which word on a page or a part of the file begins. `addresses` are those of links whose words are not known.
    `furniture` are texts which the file keeps apart from the story, `artifacts` those of a page (its number first)
    that no tag has. `faults` are what is wrong in itself.

    `drawn` says which pieces of a page's content the words are, where they stand in another order than they are drawn
    in: from which word on, and the how-many-th piece. `as_drawn` are the same words in that order.
    """

    name: str = ""
    words: list[str] = field(default_factory=list)
    optional: list[tuple[int, int]] = field(default_factory=list)
    links: list[ReadLink] = field(default_factory=list)
    addresses: list[str] | None = None
    stations: list[tuple[int, str]] = field(default_factory=list)
    furniture: list[list[str]] = field(default_factory=list)
    artifacts: list[tuple[int, list[str]]] = field(default_factory=list)
    drawn: list[tuple[int, int]] = field(default_factory=list)
    as_drawn: Reading | None = None
    faults: list[str] = field(default_factory=list)
    knows_links: bool = True  # on which words links lie; False where another reading, or only `addresses`, tells
    shows_numbers: bool = False  # all page numbers are among the words
    cuts_words: bool = False  # a word wider than its line may stand in pieces
    is_laid_out: bool = False  # as pages show it: pictures and notes part paragraphs, heads come again, rows are cut

    def station(self, word: int) -> str | None:
        """Return the page or the part in which a word stands."""
        index = bisect_right(self.stations, word, key=lambda station: station[0]) - 1
        return self.stations[index][1] if index >= 0 else None


@dataclass(slots=True)
class Scribe:
    """Takes down running text as words, whatever the pieces in which it comes."""

    words: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    @property
    def next(self) -> int:
        """The number of the word to which the next letter belongs."""
        return len(self.words)

    @property
    def end(self) -> int:
        """How many words there are, the one in hand counted."""
        return len(self.words) + bool(self._open)

    def write(self, text: str) -> None:
        """Go on with a piece of text."""
        pieces = text.split()
        if not pieces:
            if text:
                self.part()
            return
        if text[0].isspace():
            self.part()
        self._open.append(pieces[0])
        if len(pieces) > 1:
            self.part()
            self.words += _folded_words(" ".join(pieces[1:-1]))
            self._open.append(pieces[-1])
        if text[-1].isspace():
            self.part()

    def part(self) -> None:
        """End the word in hand."""
        if self._open:
            word = folded("".join(self._open))
            self._open.clear()
            if word:
                self.words.append(word)


def _folded_words(text: str) -> list[str]:
    return folded(text).split()


def to_words(text: str | None) -> list[str]:
    """Return the words of a text as they are compared."""
    return folded(text).split() if text else []
