"""What is known about an article ⇄ YAML front matter: what stands between the two `---` lines of a Markdown file.

The writing is plain YAML 1.2: one key a line, in one order, quoted only where another reading were possible, so that
a person can edit it and any string comes back as it was. The reading is `settings`': safe, and with all mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from bulletin import settings
from bulletin.invariants import is_language
from bulletin.model import Article, Origin
from bulletin.settings import setting

# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Prose(str):
    """Words of any length that a title, a lead or a name may have, in NFC."""

    __slots__ = ()
    expected: ClassVar[str] = "chữ"

    @classmethod
    def parse(cls, text: str) -> Prose:
        text = unicodedata.normalize("NFC", text).strip()
        if not text or _UNPRINTABLE.search(text):
            raise ValueError(text[:60])
        return cls(text)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a day with its time."""

    value: date | datetime
    expected: ClassVar[str] = "một ngày (2024-07-31 hoặc 31/7/2024) hay ngày giờ (2024-07-31T16:20:00+07:00)"

    @classmethod
    def parse(cls, text: str) -> Moment:
        day_first = re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?:,? +([0-9]{1,2}):([0-9]{2}))?", text)
        if day_first:
            day, month, year, hour, minute = (int(part or 0) for part in day_first.groups())
            return cls(datetime(year, month, day, hour, minute) if day_first[4] else date(year, month, day))  # noqa: DTZ001 — as written
        return cls(date.fromisoformat(text) if len(text) == len("2024-07-31") else datetime.fromisoformat(text))


@dataclass(frozen=True, slots=True)
class OriginSettings:
    """The raw file that the article was made from."""

    file: Prose = setting(doc="the file's path")
    sha256: Prose = setting(doc="the SHA-256 of its bytes")
    encoding: Prose = setting(doc="the encoding that it was read in")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of an article, in the order in which they are written."""

    title: Prose | None = setting(doc="the headline", default=None)
    lead: Prose | None = setting(doc="the paragraph under the title", default=None)
    section: Prose | None = setting(doc="the site's own label", default=None)
    place: Prose | None = setting(doc="the place of the dateline", default=None)
    date: Moment | None = setting(doc="when it was published", default=None)
    updated: Moment | None = setting(doc="when it was changed last", default=None)
    byline: Prose | None = setting(doc="who wrote it, as printed", default=None)
    authors: tuple[Prose, ...] = setting(doc="the same as a list of names", default=())
    source: Prose | None = setting(doc="the paper or site that it was taken from", default=None)
    source_url: Prose | None = setting(doc="where it stood there", default=None)
    url: Prose | None = setting(doc="the address of the page itself", default=None)
    views: int | None = setting(doc="how often it was opened", default=None)
    language: Prose | None = setting(doc="the language tag (BCP 47); vi where it is left out", default=None)
    origin: OriginSettings | None = setting(doc="the raw file that it was made from", default=None)

    def __post_init__(self) -> None:
        if self.language is not None and not is_language(self.language):
            raise ValueError(f"language: “{self.language[:20]}” không phải nhãn ngôn ngữ (BCP 47), ví dụ vi")

    def to_model(self) -> Article:
        """Return the article that has these fields, and no text yet."""
        origin = self.origin
        return Article(
            title=_text(self.title),
            lead=_text(self.lead),
            section=_text(self.section),
            place=_text(self.place),
            published=self.date.value if self.date else None,
            updated=self.updated.value if self.updated else None,
            byline=_text(self.byline),
            authors=tuple(str(author) for author in self.authors),
            source=_text(self.source),
            source_url=_text(self.source_url),
            url=_text(self.url),
            views=self.views,
            language=_text(self.language) or "vi",
            origin=Origin(str(origin.file), str(origin.sha256), str(origin.encoding)) if origin else None,
        )


KEYS = frozenset(field.name for field in fields(FrontMatter))


def read_front_matter(text: str, file: str) -> FrontMatter:
    """Return what the YAML says; lines count in `text`. Raises SettingsError with all its mistakes."""
    return settings.read(settings.parse(text, file), FrontMatter)


def _text(value: Prose | None) -> str | None:
    return None if value is None else str(value)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

# Left without quotes: begins with a letter, and holds nothing that YAML or an editor's eye could take for a mark.
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\ufeff:#]|:(?=[^\s])|(?<=\S)#)*")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
# What a YAML stream may not hold, or takes for a line end (YAML 1.2, 5.1 and 5.4; \x85 and \u2028 in YAML 1.1).
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')


def front_matter_lines(article: Article) -> Iterator[str]:
    """Yield the lines between the fences; an article of which nothing is known has an empty title."""
    lines = [line for name, value in _values(article) for line in _entry(name, value)]
    yield from lines or ["title:"]


def _values(article: Article) -> Iterator[tuple[str, Any]]:
    for name in (field.name for field in fields(FrontMatter)):
        match name:
            case "date":
                yield name, article.published
            case "language":
                yield name, article.language if article.language != "vi" else None
            case "origin":
                yield name, _origin_entries(article.origin)
            case _:
                yield name, getattr(article, name)


def _origin_entries(origin: Origin | None) -> list[tuple[str, str]] | None:
    """Return what is said of the raw file; an article that began as Markdown has none."""
    if origin is None or origin.path.casefold().endswith((".md", ".markdown")):
        return None
    return [("file", origin.path), ("sha256", origin.sha256), ("encoding", origin.encoding)]


def _entry(name: str, value: Any) -> Iterator[str]:  # noqa: ANN401 — a value of any field
    match value:
        case None | ():
            pass
        case tuple():
            yield f"{name}:"
            yield from (f"  - {yaml_scalar(item)}" for item in value)
        case list():
            yield f"{name}:"
            yield from (f"  {key}: {yaml_scalar(item)}" for key, item in value)
        case date():
            yield f"{name}: {value.isoformat()}"
        case int():
            yield f"{name}: {value}"
        case _:
            yield f"{name}: {yaml_scalar(value)}"


def yaml_scalar(text: str) -> str:
    """Return the text as a YAML scalar of one line that every YAML reader takes for this very string."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML and not text.endswith(":"):
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if character in '"\\':
        return "\\" + character
    return {"\n": "\\n", "\t": "\\t"}.get(character, f"\\u{ord(character):04x}")
