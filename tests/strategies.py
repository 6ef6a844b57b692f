"""Random lawful articles, for laws that hold for every article."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta, timezone

from hypothesis import strategies as st

from bulletin.model import (
    Article,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)

LETTERS = "aáàảãạăằẵặâấẩậbcdđeéẻẽẹêềểễệghiíỉklmnoóôồộơờợpqrstuúưứựvxyýỹABCĐÊÔƠƯ0123456789.,:;!?“”()-–…&<>"


HANOI = timezone(timedelta(hours=7))


def tidy(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


words = st.text(LETTERS, min_size=1, max_size=9).map(tidy).filter(bool)
line = st.lists(words, min_size=1, max_size=12).map(" ".join)
plain = line.map(lambda text: (Text(text),))


def marked(parts):
    first, second, third = parts
    return (Text(first + " "), Strong((Text(second),)), Text(" "), Emphasis((Text(third),)))


inlines = st.one_of(
    plain,
    plain,
    st.tuples(line, line, line).map(marked),
    st.tuples(line, line).map(lambda two: (Text(two[0]), LineBreak(), Text(two[1]))),
    line.map(lambda text: (Link("https://example.vn/a?b=1&c=2", (Text(text),)),)),
)
paragraphs = inlines.map(Paragraph)
figures = st.builds(Figure, st.none() | line.map(Image), inlines, st.none() | line)
lists = st.lists(st.builds(ListItem, inlines, st.sampled_from([None, "-", "1.", "a)"])), min_size=1, max_size=4).map(
    lambda items: ListBlock(tuple(items))
)
quotations = st.lists(inlines, min_size=1, max_size=3).map(lambda content: Quotation(tuple(content)))
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[plain | st.just(())] * width), min_size=1, max_size=4)
).map(lambda rows: Table(tuple(rows), 1 if len(rows) > 1 else 0))
headings = inlines.map(lambda content: Heading(content, 1))
blocks = st.lists(
    st.one_of(paragraphs, paragraphs, headings, figures, lists, quotations, tables, st.just(Rule())), max_size=6
)


def numbered(found):
    from dataclasses import replace

    return tuple(replace(block, id=f"b{number}") for number, block in enumerate(found, 1))


articles = st.builds(
    Article,
    title=st.none() | line,
    lead=st.none() | line,
    section=st.none() | line,
    place=st.none() | words,
    published=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    updated=st.none() | st.datetimes(timezones=st.just(HANOI)),
    byline=st.none() | line,
    source=st.none() | line,
    source_url=st.none() | st.just("https://example.vn/tin/bai-1.html"),
    url=st.none() | st.just("https://example.vn/bai-1.html?a=1&b=2"),
    views=st.none() | st.integers(0, 10**6),
    blocks=blocks.map(numbered),
)
