"""An index whose places are known by article, block and letters → its pages, with the page numbers of all others.

Set last, when the pages before it stand: every slug of an article's body carries its trace, and every page knows how
many letters of which block stand on it, so that a mention is found on the page of its own line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from bulletin import wording
from bulletin.layout.schema import Layout
from bulletin.layout.units import Length
from bulletin.model import Bulletin, IndexEntry, Inlines, Mention, Strong, Text
from bulletin.text import terms
from bulletin.writers.pdf.flow import Flow, Page
from bulletin.writers.pdf.marks import Passage, Slug, TextMark, Word, note_anchor
from bulletin.writers.pdf.setter import Setter
from bulletin.writers.pdf.slugs import text_slugs, without_skip

ANCHOR = "index"
_COLUMNS = 2  # where the layout has but one: names are short
_GUTTER = Length(14.0, "pt")
_LEAST_RUN = 3  # pages one after another that become "3–5"


# ── where things stand ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Places:
    """On which page every piece of an article stands."""

    anchors: dict[int, str]  # of the articles, as an index counts them
    _heads: dict[str, int]
    _blocks: dict[tuple[str, int], list[tuple[int, int]]]  # pages and how many letters stand there, in order
    _starts: dict[tuple[str, int], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: list[Page], anchors: dict[int, str]) -> _Places:
        heads = {anchor: page.number for page in pages for anchor, _ in page.anchors}
        blocks: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        for page in pages:
            for trace, letters in page.letters.items():
                blocks[trace].append((page.number, letters))
        return cls(anchors, heads, blocks)

    def page(self, mention: Mention) -> int | None:
        """Return the page of a mention, or None where the layout does not show it."""
        anchor = self.anchors.get(mention.article, "")
        if mention.block is None:
            return self._heads.get(anchor)
        key = (anchor, mention.block)
        pages = self._blocks.get(key)
        if mention.note and pages:  # those of tables and captions are part of their block, and its end
            key = (note_anchor(anchor, mention.note), 0)
            pages = self._blocks.get(key, pages[-1:])
        if not pages:
            return None
        if key not in self._starts:
            self._starts[key] = list(accumulate((letters for _, letters in pages[:-1]), initial=0))
        return pages[bisect_right(self._starts[key], mention.letters) - 1][0]

    def pages(self, entry: IndexEntry) -> list[int]:
        """Return the pages of an entry, in order, each once."""
        return sorted({page for mention in entry.mentions if (page := self.page(mention)) is not None})


def page_ranges(pages: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the first page and the printed form of every stretch: 3, 4, 5, 8, 9 → "3–5", "8", "9"."""
    for _, stretch in groupby(enumerate(pages), lambda each: each[1] - each[0]):
        run = [page for _, page in stretch]
        if len(run) >= _LEAST_RUN:
            yield run[0], f"{run[0]}–{run[-1]}"
        else:
            yield from ((page, str(page)) for page in run)


# ── setting ──────────────────────────────────────────────────────────────────────────────────────────────────


def flow_index(bulletin: Bulletin, setter: Setter, flow: Flow, anchors: dict[int, str]) -> None:
    """Place the index, or nothing where it has no entries; every page that it leads to gets an anchor."""
    if not bulletin.index:
        return
    places = _Places.of(flow.pages, anchors)
    layout = flow.layout
    flow.layout = _in_columns(layout)
    width = flow.layout.column_width
    targets: set[int] = set()
    with setter.tags.inside("Sect"):
        title = _title(setter)
        with setter.tags.inside("Index"):
            slugs = list(_groups(bulletin, places, setter, width, targets))
    slugs[0] = without_skip(slugs[0])  # right under the title
    for page in flow.pages:
        if page.number in targets:
            page.anchors.append((_page_anchor(page.number), 0.0))
    if setter.layout.article.opens == "page" and flow.y > 0:
        flow.new_page()
    flow.space(2 * setter.style("body").leading)
    flow.across(title, room_below=4 * setter.style("index").leading)
    flow.columns(slugs)
    flow.layout = layout


def _groups(
    bulletin: Bulletin, places: _Places, setter: Setter, width: float, targets: set[int]
) -> Iterator[Slug]:
    """Yield the slugs of all groups; `targets` gathers the pages to which their numbers lead."""
    for group in wording.index_groups(bulletin.index):
        yield from _line(group.title, "index_heading", setter, width, below=1)
        for letter, entries in group.entries:
            if letter:
                yield from _letter(letter, setter, width)
            with setter.tags.inside("L"):
                for entry in entries:
                    pages = places.pages(entry)
                    targets.update(pages)
                    if pages:
                        yield from _entry(entry, pages, setter, width)


def _in_columns(layout: Layout) -> Layout:
    """Return the layout with its own columns, or two where it has one and two are wide enough; without a grid."""
    grid = replace(layout.grid, baseline=False)
    if grid.columns > 1:
        return replace(layout, grid=grid)
    try:
        return replace(layout, grid=replace(grid, columns=_COLUMNS, gutter=_GUTTER))
    except ValueError:  # some style of the layout has no room in a column so narrow
        return replace(layout, grid=grid)


def _title(setter: Setter) -> list[Slug]:
    slugs = _line(terms.INDEX, "contents_title", setter, setter.layout.type_width, below=0)
    return [slugs[0]._replace(anchor=ANCHOR), *slugs[1:]]


def _line(text: str, role: str, setter: Setter, width: float, *, below: int) -> list[Slug]:
    """Return a heading, so many levels under the index's own; it keeps with what follows."""
    slugs = text_slugs(setter.plain_passage(text, role), setter, role, width, setter.tags.heading(below))
    return [slug._replace(keeps=True) for slug in slugs]


def _letter(letter: str, setter: Setter, width: float) -> list[Slug]:
    """Return a letter of the alphabet on a line of its own, half a line of white above it."""
    (passage,) = setter.passages((Strong((Text(letter),)),), "index")
    style = setter.style("index")
    with setter.tags.inside(setter.tags.heading(2)):
        (line,) = setter.lines(passage, "index", width)
    white = style.leading / 2
    return [Slug(white + style.leading, (TextMark(0.0, white + style.baseline, line),), skip=white, keeps=True)]


def _entry(entry: IndexEntry, pages: list[int], setter: Setter, width: float) -> list[Slug]:
    """Return an entry's lines: its first at the margin, the others hang by the style's left indent."""
    style = setter.style("index")
    measure = width - style.left - style.right
    with setter.tags.inside("LI"), setter.tags.inside("LBody"):
        lines = setter.lines(Passage.of(_words(entry, pages, setter)), "index", measure, indent=-style.left)
    return [
        Slug(
            style.leading,
            (TextMark(style.left if number else 0.0, style.baseline, line),),
            keeps=number == 0 < len(lines) - 1 or number == len(lines) - 2,
            joins=number < len(lines) - 1,
        )
        for number, line in enumerate(lines)
    ]


def _words(entry: IndexEntry, pages: list[int], setter: Setter) -> list[Word]:
    """Return the words of an entry; every number is a link to its page."""
    before, given = wording.split_name(entry)
    name: Inlines = (Text(before), Strong((Text(given),)), Text(",")) if given else (Text(f"{before},"),)
    words = [word for passage in setter.passages(name, "index") for word in passage.words]
    ranges = list(page_ranges(pages))
    numbers = setter.plain_passage(", ".join(printed for _, printed in ranges), "index")
    for (page, _), word in zip(ranges, numbers.words, strict=True):
        says = f"{terms.PAGE} {word.text.strip(',')}"
        linked = [replace(fragment, link=f"#{_page_anchor(page)}", leads_to=says) for fragment in word.fragments]
        words.append(replace(word, fragments=tuple(linked)))
    return words


def _page_anchor(page: int) -> str:
    return f"page-{page}"
