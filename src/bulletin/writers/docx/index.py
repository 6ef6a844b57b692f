"""An index → paragraphs in columns, each page number a field that Word fills in and a link to its place.

One number an article: Word cannot leave out a number that it has printed already, and most articles open a page.
"""

from __future__ import annotations

from bulletin import wording
from bulletin.model import Article, Bulletin, IndexEntry, Mention
from bulletin.text import terms
from bulletin.writers.docx import wordml
from bulletin.writers.docx.story import Story, bookmark_name
from bulletin.writers.docx.wordml import child

_COLUMNS = 2  # where the layout has but one
_UNKNOWN = "•"  # what stands for a page number until Word, or the reader, brings the fields up to date


def add_index(bulletin: Bulletin, story: Story) -> None:
    """Add the index, or nothing where it has no entries."""
    if not bulletin.index:
        return
    story.set_columns(1)
    if story.layout.article.opens == "page":
        story.break_page()
    story.bookmark("_Index", story.paragraph("IndexTitle", terms.INDEX))
    story.set_columns(max(_COLUMNS, story.layout.grid.columns))
    articles = [article for section in bulletin.sections for article in section.articles]
    numbered = {0: bulletin.foreword, **dict(enumerate(articles, 1))}
    for group in wording.index_groups(bulletin.index):
        story.paragraph("IndexHeading", group.title)
        for letter, entries in group.entries:
            if letter:
                _add_letter(letter, story)
            for entry in entries:
                _add_entry(entry, numbered, story)


def _add_letter(letter: str, story: Story) -> None:
    node = story.paragraph("Index1")
    node[0].insert(1, child(node[0], "keepNext"))  # after the style
    wordml.run(node, letter, "Strong")


def _add_entry(entry: IndexEntry, articles: dict[int, Article | None], story: Story) -> None:
    first = {mention.article: mention for mention in reversed(entry.mentions)}
    node = story.paragraph("Index1")
    before, given = wording.split_name(entry)
    wordml.run(node, story.text(before))
    if given:
        wordml.run(node, story.text(given), "Strong")
    for mention in sorted(first.values(), key=lambda each: each.article):
        wordml.run(node, ", ")
        anchor = _bookmark(mention, articles)
        wordml.field(child(node, "hyperlink", anchor=anchor, history=1), rf"PAGEREF {anchor} \h", _UNKNOWN)


def _bookmark(mention: Mention, articles: dict[int, Article | None]) -> str:
    """Return the bookmark of the mention's block, or of its article where the block has none."""
    article = articles.get(mention.article)
    block = article.blocks[mention.block].id if article and mention.block is not None else ""
    return bookmark_name(mention.article, block) or f"_Bai{mention.article}"
