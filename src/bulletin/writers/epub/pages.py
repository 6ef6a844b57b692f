"""A bulletin → the pages around its articles: cover, contents (the EPUB navigation document), imprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bulletin import wording
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style, Styles
from bulletin.model import Bulletin, Official
from bulletin.text import terms
from bulletin.writers.epub.compositor import Compositor
from bulletin.writers.epub.markup import document, language_tag


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, and the lines under it."""

    title: str
    href: str
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that a reading system can jump to; `kind` is a term of the EPUB structure vocabulary."""

    kind: str
    title: str
    href: str


def cover_to_xhtml(
    bulletin: Bulletin, layout: Layout, compositor: Compositor, part: Literal["cover", "masthead"], logo: str = ""
) -> bytes:
    """Return the page of a cover or a masthead, in the styles of that part; `logo` is its finished element."""
    set_line, styles = compositor.set_line, layout.styles
    name, large, small = "masthead", styles.masthead, styles.masthead_small
    if part == "cover":
        name, large, small = "cover-title", styles.cover_title, styles.cover_small
    kind = f"{part}-small"
    lines = (
        set_line("p", f"{kind} publisher", bulletin.publisher, small),
        set_line("h1", name, bulletin.title, large),
        set_line("p", f"{kind} subtitle", bulletin.subtitle, small),
        *(set_line("p", kind, line, small) for line in wording.masthead_lines(bulletin)),
    )
    body = f'<section epub:type="cover">\n{logo}{"".join(lines)}</section>'
    return document(wording.running_title(bulletin), language_tag(bulletin.language), body, kind="cover")


def letterhead_to_xhtml(bulletin: Bulletin, styles: Styles, compositor: Compositor) -> bytes:
    """Return the head of an official letter, its lines one under the other: a telephone has no room for two sides."""
    official = bulletin.official or Official()
    parent, issuing = wording.letter_bodies(bulletin)
    lines = (
        ("national_title", terms.NATIONAL_TITLE),
        ("motto", terms.MOTTO),
        ("parent_body", parent),
        ("issuing_body", issuing),
        ("document_number", official.number),
        ("place_date", wording.place_and_date(bulletin)),
    )
    set_line = compositor.set_line
    body = "".join(set_line("p", role.replace("_", "-"), text, styles.needed(role)) for role, text in lines)
    page = f'<section epub:type="titlepage">\n{body}</section>'
    return document(wording.running_title(bulletin), language_tag(bulletin.language), page, kind="letterhead")


def signature_to_xhtml(bulletin: Bulletin, styles: Styles, compositor: Compositor) -> bytes:
    """Return the foot of an official letter: who signs it, and where it goes."""
    official = bulletin.official or Official()
    signature, recipients = styles.needed("signature"), styles.needed("recipients")
    lines = [compositor.set_line("p", "signature", line, signature) for line in official.office]
    lines.append(compositor.set_line("p", "signature signer", official.signer, signature))
    if official.recipients:
        title = styles.needed("recipients_title")
        lines.append(compositor.set_line("p", "recipients-title", terms.RECIPIENTS, title))
    for line in wording.recipient_lines(official):
        lines.append(compositor.set_line("p", "recipients", line, recipients))  # noqa: PERF401 — as the two above
    body = f"<section>\n{''.join(lines)}</section>"
    return document(terms.SIGNATURE, language_tag(bulletin.language), body, kind="signature-page")


def contents_to_xhtml(
    bulletin: Bulletin, entries: list[Entry], landmarks: list[Landmark], styles: Styles, compositor: Compositor
) -> bytes:
    """Return the navigation document: the contents to read, and the landmarks for the reading system."""
    heading = compositor.set_text(terms.CONTENTS, styles.contents_title)
    body = (
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 class="contents-title" id="toc-title">{heading}</h1>\n'
        f"{_entry_list(entries, styles, compositor)}</nav>\n{_landmarks(landmarks)}"
    )
    return document(terms.CONTENTS, language_tag(bulletin.language), body, kind="contents")


def _entry_list(entries: list[Entry] | tuple[Entry, ...], styles: Styles, compositor: Compositor) -> str:
    items = "".join(_entry(entry, styles, compositor) for entry in entries)
    return f"<ol>\n{items}</ol>\n"


def _entry(entry: Entry, styles: Styles, compositor: Compositor) -> str:
    style: Style = styles.contents_section if entry.children else styles.contents
    kind = "contents-section" if entry.children else "contents-entry"
    words = compositor.set_text(entry.title, style)
    below = f"\n{_entry_list(entry.children, styles, compositor)}" if entry.children else ""
    group = ' class="group"' if entry.children else ""
    return f'<li{group}><a class="{kind}" href="{entry.href}">{words}</a>{below}</li>\n'


def _landmarks(landmarks: list[Landmark]) -> str:
    if not landmarks:
        return ""
    items = "".join(
        f'<li><a epub:type="{mark.kind}" href="{mark.href}">{mark.title}</a></li>\n' for mark in landmarks
    )
    return (
        '<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-labelledby="landmarks-title">\n'
        f'<h2 id="landmarks-title">{terms.LANDMARKS}</h2>\n<ol>\n{items}</ol>\n</nav>'
    )


def imprint_to_xhtml(bulletin: Bulletin, styles: Styles, compositor: Compositor) -> bytes:
    """Return the imprint page: each label with what it says."""
    heading = compositor.set_text(terms.IMPRINT, styles.contents_title)
    issue = compositor.set_line("p", "issue", wording.running_title(bulletin), styles.imprint)
    body = (
        '<section epub:type="colophon" role="doc-colophon" aria-labelledby="title">\n'
        f'<h1 class="contents-title" id="title">{heading}</h1>\n{issue}'
        f'<dl class="imprint">\n{"".join(_imprint_lines(bulletin, styles, compositor))}</dl>\n</section>'
    )
    return document(terms.IMPRINT, language_tag(bulletin.language), body, kind="imprint-page")


def _imprint_lines(bulletin: Bulletin, styles: Styles, compositor: Compositor) -> Iterator[str]:
    for line in wording.imprint_lines(bulletin):
        label = compositor.set_text(f"{line.label}:", styles.imprint, strong=True)
        text = compositor.set_text(line.text, styles.imprint)
        yield f"<dt><strong>{label}</strong></dt>\n<dd>{text}</dd>\n"
