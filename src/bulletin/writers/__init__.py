"""The formats that bulletin writes: one literal table, each loaded when it is asked for.

A writer is a module with `SUFFIX`, `MEDIA_TYPE` and `write(bulletin, layout, fonts, context) -> Written`. Same
inputs, same bytes. What a format cannot express is written in the nearest form and reported.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING

from bulletin.context import Context
from bulletin.errors import BulletinError
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

# name → module, in the order in which a person would list them
WRITERS = {
    "pdf": "bulletin.writers.pdf",
    "docx": "bulletin.writers.docx",
    "epub": "bulletin.writers.epub",
    "md": "bulletin.writers.markdown",
    "json": "bulletin.writers.json",
    "outline": "bulletin.writers.outline",
}

# Formats in which one article can stand in a file of its own: these modules have `write_article(article) -> bytes` too.
ARTICLE_FORMATS = ("md", "json", "outline")

ENTRY_POINTS = "bulletin.writers"  # where other packages add theirs


@dataclass(frozen=True, slots=True)
class Written:
    """One finished output: its bytes, and how many of which unit it holds ("12", "trang")."""

    data: bytes = field(repr=False)
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Writer:
    """A writer as the pipeline sees it."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Bulletin, Layout, FontBook, Context], Written]


@dataclass(frozen=True, slots=True)
class ArticleWriter:
    """A writer of single articles as the conversion sees it."""

    name: str
    suffix: str
    write: Callable[[Article], bytes]


def writer_names() -> list[str]:
    """Return the names of all formats: the built-in ones, then those of other packages."""
    added = sorted(_added().names)
    return [*WRITERS, *(name for name in added if name not in WRITERS)]


def is_writer(name: str) -> bool:
    """Return whether some writer has the name; other packages are asked only for what is not built in."""
    return name in WRITERS or name in _added().names


def _added() -> EntryPoints:
    """Return the writers of other packages; looking for them takes longer than many a build's start."""
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)


def load_writer(name: str) -> Writer:
    """Return the writer of that name; a built-in one is never replaced. Raises KeyError for an unknown name."""
    if name in WRITERS:
        return _writer(name, importlib.import_module(WRITERS[name]))
    for point in _added().select(name=name):
        return _writer(name, point.load())
    raise KeyError(name)


def load_article_writer(name: str) -> ArticleWriter:
    """Return what writes one article in the format. Raises KeyError for a format that cannot."""
    if name not in ARTICLE_FORMATS:
        raise KeyError(name)
    module = importlib.import_module(WRITERS[name])
    return ArticleWriter(name, module.SUFFIX, module.write_article)


def _writer(name: str, module: ModuleType) -> Writer:
    try:
        return Writer(name, module.SUFFIX, module.MEDIA_TYPE, module.write)
    except AttributeError as error:
        raise BulletinError(f"bộ ghi “{name}” ({module.__name__}) thiếu {error.name}") from error
