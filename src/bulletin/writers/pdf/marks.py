"""What stands on a page: letters, lines, rules and pictures, and where. Lengths are points, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bulletin.fonts.instances import Face
from bulletin.layout.styles import Alignment
from bulletin.layout.units import Colour
from bulletin.model import Note, Picture
from bulletin.text.typography import NO_BREAK_SPACE, held_spaces
from bulletin.writers.pdf.tags import Element


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters are drawn: face, size and colour; `tracking` is extra white after each letter.

    `rise` lifts them above the baseline: the figures of notes.
    """

    face: Face
    size: float
    colour: Colour
    tracking: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """Letters in one ink. `kerns` as in fonts.shaping.Shape; `link` is an address, or # and an anchor of the PDF.

    `leads_to` says where such a link leads, for who does not see it. `anchor` names the place for links that lead here.
    `note` is the note whose mark these letters are.
    """

    ink: Ink
    text: str
    width: float
    kerns: tuple[tuple[int, float], ...] = ()
    link: str | None = None
    leads_to: str | None = None
    anchor: str | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True, eq=False)  # most come again and again, and are known by identity
class Word:
    """What no line may part: fragments without a breakable space between them; and their text together.

    `before` and `after` say how it holds to its neighbours, as in text.typography.
    """

    fragments: tuple[Fragment, ...]
    width: float
    text: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A role of the layout with its lengths resolved."""

    role: str
    ink: Ink
    leading: float
    align: Alignment
    indent: float
    space_before: float
    space_after: float
    space: float  # the natural white between words
    left: float = 0.0
    right: float = 0.0
    indents_all: bool = False
    together: bool = False
    with_next: bool = False

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: an ascent of 0.95 em and a descent of 0.25 em, centred."""
        return (self.leading - 1.2 * self.ink.size) / 2 + 0.95 * self.ink.size


class Passage(NamedTuple):
    """Words that are broken into lines together, and after which of them a line should seldom end."""

    words: list[Word]
    seldom: list[int]

    @classmethod
    def of(cls, words: list[Word]) -> Passage:
        """Return the passage of words that are put together, or had to be parted, one by one."""
        never, seldom = held_spaces([word.before for word in words], [word.after for word in words])
        return cls(words, sorted([*never, *seldom]))


class TextLine(NamedTuple):
    """Words on one baseline; `stretch` is added to each space between them."""

    words: tuple[Word, ...]
    style: TextStyle
    stretch: float
    width: float  # as set
    tag: Element | None = None  # the structure element that it is in; an artifact where there is none
    hang: float = 0.0  # how far a mark reaches into the left margin

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class TextMark(NamedTuple):
    """A line of text whose baseline begins at (x, y)."""

    x: float
    y: float
    line: TextLine


class LeaderMark(NamedTuple):
    """The dots and the page number of `anchor` at the end of a contents entry; the entry's line becomes a link."""

    x: float  # where the dots may begin
    right: float  # where the number ends
    y: float  # the baseline
    anchor: str
    style: TextStyle
    link_top: float  # above the baseline of the entry's first line
    text: str  # of the entry
    tag: Element | None = None


class RuleMark(NamedTuple):
    """A rule from (x, y) to the right."""

    x: float
    y: float
    width: float
    thickness: float
    colour: Colour


class PictureMark(NamedTuple):
    """A picture whose top left corner is (x, y)."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    tag: Element | None = None


Mark = TextMark | LeaderMark | RuleMark | PictureMark


class Slug(NamedTuple):
    """A strip of the galley: what no page or column may part, with its marks relative to its top left corner.

    `skip` is white at its top, which the top of a page or column swallows. `joins`: the next slug goes on with the same
    block, so that no white may come between them. `keeps` says that the next slug must stand in the same column.
    `anchor` names the place for links and bookmarks. `trace` says for the index what stands here: the article's anchor
    and the number of its block, or a note's anchor and 0.

    `floats`: a figure, which stands at the top of a further column where it does not fit, while the text goes on.
    `wide`: set across all columns. `loose`: its height is not on the grid; what follows steps on the grid again.
    `head` are a table's heads, which stand above the slug wherever it begins a column. `notes` are the lines of the
    notes whose marks stand in it: they stand at the foot of its column.
    """

    height: float
    marks: tuple[Mark, ...]
    skip: float = 0.0
    keeps: bool = False
    anchor: str | None = None
    joins: bool = False
    floats: bool = False
    wide: bool = False
    loose: bool = False
    head: Slug | None = None
    trace: tuple[str, int] | None = None
    notes: tuple[Slug, ...] = ()

    @property
    def height_with_notes(self) -> float:
        return self.height + sum(line.height for line in self.notes) if self.notes else self.height

    @property
    def letters(self) -> int:
        """How many letters stand in it, white space and the marks of notes left out."""
        lines = (mark.line for mark in self.marks if isinstance(mark, TextMark))
        fragments = (fragment for line in lines for word in line.words for fragment in word.fragments)
        texts = (fragment.text for fragment in fragments if not fragment.note)
        return sum(len(text) - text.count(NO_BREAK_SPACE) for text in texts)


class Placed(NamedTuple):
    """A mark at its place: the offset of its slug from the page's top left corner.

    `repeated`: it stood before, above the same table; whoever reads the page aloud leaves it out.
    """

    x: float
    y: float
    mark: Mark
    repeated: bool = False


def note_anchor(article: str, number: int) -> str:
    """Return the anchor of an article's note, whose mark has that number."""
    return f"{article}-note-{number}"


def mark_anchor(note: str) -> str:
    """Return the anchor of the mark of the note with that anchor."""
    return f"{note}-mark"


def joined(slugs: list[Slug]) -> Slug:
    """Return one slug of several that must not be parted."""
    marks: list[Mark] = []
    y = 0.0
    for slug in slugs:
        marks += [mark._replace(y=mark.y + y) for mark in slug.marks]
        y += slug.height
    notes = tuple(line for slug in slugs for line in slug.notes)
    last = slugs[-1]
    return Slug(y, tuple(marks), slugs[0].skip, last.keeps, slugs[0].anchor, last.joins, notes=notes)
