"""A bulletin → the lines that every format prints around the articles' own text, in the same words.

Masthead, source lines, contents entries and imprint are worded here once; writers only set them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from bulletin.model import Article, Bulletin, Figure, Imprint, IndexEntry, IndexKind, Official
from bulletin.text import terms
from bulletin.text.vietnamese import date_in_figures, date_in_words
from bulletin.walk import plain_text

_FILE_NAME = re.compile(
    r"(?:.*/)?[^/]*\.(?:jpe?g|png|gif|webp|tiff?|bmp|hei[cf]|avif|svg)|(?:img|dsc|dscn|p|image|photo|anh)[-_ ]?\d+",
    re.IGNORECASE,
)


def article_title(article: Article) -> str:
    """Return the article's title, or the words that stand for one."""
    return article.title or terms.UNTITLED_ARTICLE


def lead_line(article: Article) -> str | None:
    """Return the lead with the dateline's place before it: "HẢI DƯƠNG – Sáng 5/7, …"."""
    return " – ".join(part for part in (article.place, article.lead) if part) or None


def source_line(article: Article, shown: Literal["full", "source", "date", "none"] = "full") -> str | None:
    """Return the line under an article, as much of it as is `shown`: "Nguồn: X – 03/6/2021"."""
    day = date_in_figures(article.published) if article.published and shown in ("full", "date") else None
    if article.source and shown in ("full", "source"):
        return f"{terms.SOURCE}: {article.source}" + (f" – {day}" if day else "")
    return f"{terms.PUBLISHED}: {day}" if day else None


def issue_line(bulletin: Bulletin) -> str | None:
    """Return the issue as the masthead gives it: "Số 6 (214)"."""
    if not bulletin.issue:
        return None
    known = bulletin.issue.casefold().startswith(terms.ISSUE.casefold())
    return bulletin.issue if known else f"{terms.ISSUE} {bulletin.issue}"


def date_line(bulletin: Bulletin) -> str | None:
    """Return the bulletin's date in words, with a capital: it opens a line of its own."""
    if bulletin.date is None:
        return None
    words = date_in_words(bulletin.date)
    return words[0].upper() + words[1:]


def masthead_lines(bulletin: Bulletin) -> list[str]:
    """Return the small lines of the masthead, in order: issue, date, note. The title is set apart from them."""
    return [line for line in (issue_line(bulletin), date_line(bulletin), bulletin.note) if line]


def letter_bodies(bulletin: Bulletin) -> tuple[str | None, str | None]:
    """Return who stands above the issuing body of an official letter, and that body, in the capitals of the decree."""
    parent = bulletin.official.parent if bulletin.official else None
    return parent.upper() if parent else None, bulletin.publisher.upper() if bulletin.publisher else None


def place_and_date(bulletin: Bulletin) -> str | None:
    """Return the place and the date of an official letter: "Hải Dương, ngày 05 tháng 7 năm 2024".

    Days below 10 and the months January and February have a 0 before them (Nghị định 30/2020/NĐ-CP, appendix I).
    """
    place = bulletin.official.place if bulletin.official else None
    day = bulletin.date
    words = None
    if day:
        month = f"{day.month:02}" if day.month < 3 else day.month
        words = f"ngày {day.day:02} tháng {month} năm {day.year}"
    return ", ".join(part for part in (place, words) if part) or None


def has_signature(bulletin: Bulletin) -> bool:
    """Return whether there is anything for the foot of an official letter."""
    official = bulletin.official
    return official is not None and bool(official.office or official.signer or official.recipients)


def recipient_lines(official: Official) -> list[str]:
    """Return who a letter goes to, each on a line: "- Như trên;", the last with a full stop."""
    last = len(official.recipients) - 1
    return [
        f"- {name.strip(' -;.')}{'.' if index == last else ';'}" for index, name in enumerate(official.recipients)
    ]


def running_title(bulletin: Bulletin) -> str:
    """Return what a running head says of the bulletin: "Bản tin nội bộ · Số 6 (214)"."""
    return " · ".join(line for line in (bulletin.title, issue_line(bulletin)) if line)


def credit_line(figure: Figure) -> str | None:
    """Return a figure's credit as it is printed: "Ảnh: Thành Chung" (a credit that says "Ảnh …" stays so)."""
    if figure.credit is None:
        return None
    known = figure.credit.casefold().startswith(terms.PHOTO_CREDIT.casefold())
    return figure.credit if known else f"{terms.PHOTO_CREDIT}: {figure.credit}"


def description(figure: Figure) -> str | None:
    """Return what says what a picture shows, on one line: its own alt text, else its caption, else None.

    The name of a file ("IMG_2034.jpg", which pages often have in place of an alt text) says nothing.
    """
    alt = figure.image.alt if figure.image else None
    if alt and _FILE_NAME.fullmatch(alt.strip()):
        alt = None
    return " ".join((alt or plain_text(figure.caption)).split()) or None


def alternative_text(figure: Figure) -> str:
    """Return what a picture says to who cannot see it, in every format: its description, else that it is a picture."""
    return description(figure) or terms.FIGURE


@dataclass(frozen=True, slots=True)
class ImprintLine:
    """One line of the imprint: its label, and what it says."""

    label: str
    text: str


def imprint_lines(bulletin: Bulletin) -> Iterator[ImprintLine]:
    """Yield the lines of the imprint that the project gives, in the usual order."""
    imprint = bulletin.imprint or Imprint()
    lines = (
        (terms.RESPONSIBLE, imprint.responsible),
        (terms.EDITORS, ", ".join(imprint.editors)),
        (terms.LICENCE, imprint.licence),
        (terms.PRINT_RUN, imprint.print_run),
        (terms.PRINTER, imprint.printer),
        (terms.DEPOSIT, imprint.deposit),
        (terms.ADDRESS, imprint.address),
        (terms.CONTACT, imprint.contact),
    )
    yield from (ImprintLine(label, text) for label, text in lines if text)


_INDEX_GROUPS: tuple[tuple[IndexKind, str], ...] = (
    ("person", terms.INDEX_PEOPLE), ("body", terms.INDEX_BODIES), ("document", terms.INDEX_DOCUMENTS),
)  # fmt: skip
_LONG_GROUP = 40  # entries: from here on letters stand between them


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A part of the index: its title, and its entries under their letters; the letter is None in a short group."""

    title: str
    entries: tuple[tuple[str | None, tuple[IndexEntry, ...]], ...]


def index_groups(entries: Iterable[IndexEntry]) -> Iterator[IndexGroup]:
    """Yield the parts of the index that have entries: people, bodies, documents."""
    all_entries = tuple(entries)
    for kind, title in _INDEX_GROUPS:
        of_kind = tuple(entry for entry in all_entries if entry.kind == kind)
        if len(of_kind) < _LONG_GROUP or kind == "document":
            letters: tuple[tuple[str | None, tuple[IndexEntry, ...]], ...] = ((None, of_kind),)
        else:
            letters = tuple((letter, tuple(under)) for letter, under in groupby(of_kind, lambda entry: entry.letter))
        if of_kind:
            yield IndexGroup(title, letters)


def split_name(entry: IndexEntry) -> tuple[str, str]:
    """Return an entry's name in two pieces: the second is the given name by which a person stands in the index."""
    if entry.kind != "person" or "(" in entry.name:
        return entry.name, ""
    before, _, given = entry.name.rpartition(" ")
    return (f"{before} " if before else "", given)
