"""An index → one XHTML page of links (EPUB Indexes 1.0): a book without pages counts its places, one a block."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin import wording
from bulletin.layout.styles import Style, Styles
from bulletin.model import Article, Bulletin, IndexEntry, Mention
from bulletin.text import terms
from bulletin.writers.epub.compositor import Compositor
from bulletin.writers.epub.markup import attribute, document, language_tag


@dataclass(frozen=True, slots=True)
class Target:
    """The chapter of an article, and the ids in it."""

    href: str
    article: Article
    ids: set[str]


def index_to_xhtml(
    bulletin: Bulletin, styles: Styles, compositor: Compositor, targets: dict[int, Target]
) -> bytes:
    """Return the page; `targets` are the chapters by the numbers with which the index counts articles."""
    heading = compositor.set_text(terms.INDEX, styles.contents_title)
    title, entry_style = styles.needed("index_heading"), styles.needed("index")
    groups = []
    for group in wording.index_groups(bulletin.index):
        groups.append(compositor.set_line("h2", "index-heading", group.title, title))
        for letter, entries in group.entries:
            if letter:
                words = compositor.set_text(letter, entry_style, strong=True)
                groups.append(f'<h3 class="index-letter">{words}</h3>\n')
            items = "".join(_entry(entry, entry_style, compositor, targets) for entry in entries)
            groups.append(f'<ul class="index" role="list" epub:type="index-entry-list">\n{items}</ul>\n')
    body = (
        '<section epub:type="index" role="doc-index" aria-labelledby="title">\n'
        f'<h1 class="contents-title" id="title">{heading}</h1>\n{"".join(groups)}</section>'
    )
    return document(terms.INDEX, language_tag(bulletin.language), body, kind="index-page")


def _entry(entry: IndexEntry, style: Style, compositor: Compositor, targets: dict[int, Target]) -> str:
    before, given = wording.split_name(entry)
    words = compositor.set_text(before, style)
    if given:
        words += f"<strong>{compositor.set_text(given, style, strong=True)}</strong>"
    places = list(dict.fromkeys(_href(mention, targets) for mention in entry.mentions if mention.article in targets))
    links = ", ".join(
        f'<a epub:type="index-locator" href="{href}" title="{attribute(title)}">'
        f"{compositor.set_text(str(number), style)}</a>"
        for number, (href, title) in enumerate(places, 1)
    )
    return f'<li epub:type="index-entry"><span epub:type="index-term">{words}</span>, {links}</li>\n' if links else ""


def _href(mention: Mention, targets: dict[int, Target]) -> tuple[str, str]:
    """Return the address of a mention's block, or of the chapter's title, and the title in words.

    A note is reached by its mark: some reading systems hide notes until they are called.
    """
    target = targets[mention.article]
    block = target.article.blocks[mention.block].id if mention.block is not None else ""
    place = f"note-mark-{mention.note}" if mention.note else block if block in target.ids else "title"
    return f"{target.href}#{place}", wording.article_title(target.article)
