"""What can be measured of a document that should follow the decree: lengths in points, places in words.

A kind of file that does not show a measure leaves it out (an empty tuple, or None): the rule is then reported as not
checked, never as kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

POINTS_PER_MM = 72 / 25.4
# Times New Roman's ascent, descent and line gap: what Word calls a single line, in em.
SINGLE_LINE = 1.149
BOLD = 600  # the weight from which a face counts as bold

Side = Literal["top", "bottom", "left", "right"]
Alignment = Literal["justified", "left", "centred", "right"]


class Role(StrEnum):
    """A part of the form (thành phần thể thức), and the words that name it to an editor."""

    NATIONAL_TITLE = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    ISSUING_BODY = "tên cơ quan ban hành"
    NUMBER = "số, ký hiệu"
    PLACE_DATE = "địa danh và ngày tháng"
    BODY = "lời văn"
    RECIPIENTS_TITLE = "từ “Nơi nhận”"
    RECIPIENTS = "danh sách nơi nhận"
    FOLIO = "số trang"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size."""

    width: float
    height: float
    place: str


@dataclass(frozen=True, slots=True)
class Margin:
    """The white at one side; `slack` is how much too large measuring may have made it."""

    side: Side
    size: float
    place: str
    slack: float = 0.0


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """In how many columns the text stands."""

    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of faces in use, under the name that the file gives it."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour of letters, as six hexadecimal digits."""

    colour: str
    place: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding that a stretch of text is in: None is Unicode."""

    name: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a part of the form is set; `text` and `capitals` are None where the file does not hold its words."""

    role: Role
    size: float
    bold: bool
    italic: bool
    place: str
    text: str | None = None
    capitals: bool | None = None


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """How running text is set; None is what one paragraph alone does not show. `spacing` counts single lines."""

    place: str
    alignment: Alignment | None = None
    indent: float | None = None
    between: float | None = None
    spacing: float | None = None
    indents_all: bool = True


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where the page number stands on some pages; `side` is None where they have none."""

    place: str
    side: Literal["top", "bottom"] | None
    centred: bool | None = None
    figures: str | None = None  # what stands there, where it is no Arabic number counted from 1


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Whether the first page shows its number."""

    numbered: bool
    place: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a part of the form is there."""

    role: Role
    present: bool
    place: str


@dataclass(frozen=True, slots=True)
class Underline:
    """The rule under a part of the form: `ratio` is its length over that of the words, None where it is not known."""

    role: Role
    present: bool
    place: str
    ratio: float | None = None
    slack: float = 0.0  # of the ratio
    solid: bool = True
    off_centre: float | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one file shows; `remarks` are for the reader of the report, and no departures."""

    sheets: tuple[Sheet, ...] = ()
    margins: tuple[Margin, ...] = ()
    columns: tuple[ColumnCount, ...] = ()
    families: tuple[Family, ...] = ()
    inks: tuple[Ink, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    letterings: tuple[Lettering, ...] = ()
    paragraphs: tuple[Paragraphs, ...] = ()
    numberings: tuple[Numbering, ...] = ()
    first_pages: tuple[FirstPage, ...] = ()
    presences: tuple[Presence, ...] = ()
    underlines: tuple[Underline, ...] = ()
    remarks: tuple[str, ...] = ()
