"""Random lawful articles, for laws that hold for every article."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from bulletin.inlines import tidy_inlines
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
    Note,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from bulletin.walk import plain_text

LETTERS = "aáàảãạăằẵặâấẩậbcdđeéẻẽẹêềểễệghiíỉklmnoóôồộơờợpqrstuúưứựvxyýỹABCĐÊÔƠƯ0123456789.,:;!?“”()-–…&<>"

# What text holds that looks like the marks of Markdown, YAML or HTML.
ODD = [
    "1.", "12)", "#", "##", "-", "+", "*", "* * *", "***", "_", "__x__", "a_b", "|", "a | b", "|---|---|", "--- | ---", ":--", "<b>", "</em>", "<ba>",
    "<br>", "&amp;", "&nbsp;", "&#65;", "&", "[x](y)", "[x]", "](", "[", "]", "![", "![a](b)", "!", "---", "===", "=", "\\", "\\*", "C:\\anh",
    "~~~", "~~a~~", "~", "`", "```", "``a``", "http://example.vn/a_b*c", "<http://example.vn>", "a@b.vn", ">", "> a", "[^1]:", "[^1]", "^[a]", "^", "[a]: b", '{alt="x"}',
    '{marker="x"}', "a)", "(a)", "I.", "•", "– a", "1.1.", "<!--", "-->", "<!-- -->", "<?php", "title: x", "null", "key: 'v'", '"', "'", "#x", "a #b",
    "\u00a0a", "a\u00a0b", "a\u200bb", "$", "%", "@", "a  b", "   a", "\t", "\n", "\u2028", "\ufeffa", "\u0338a", "x\u0338", "trăm", "公務",
]  # fmt: skip

HANOI = timezone(timedelta(hours=7))
NOT_BEFORE, NOT_AFTER = (datetime(year, 1, 1) for year in (1990, 2040))  # noqa: DTZ001 — hypothesis adds the zone


def tidy(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def lawful(text):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip()).strip()


words = st.text(LETTERS, min_size=1, max_size=9).map(tidy).filter(bool)
line = st.lists(words, min_size=1, max_size=12).map(" ".join)
odd_line = st.lists(st.one_of(words, st.sampled_from(ODD)), min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from([" ", " ", ""]).map(lambda glue: lawful(glue.join(parts)))
).filter(bool)
any_line = line | odd_line
plain = line.map(lambda text: (Text(text),))
addresses = st.sampled_from(
    [
        "https://example.vn/a?b=1&c=2", "http://example.vn/(a)", "https://example.vn/a b", "bai-2.html", "../anh (1).html", "", "#muc", "mailto:a@b.vn",
        "a)b", "<a>", "\\a\\*", "a\\", "https://example.vn/&amp;", "&lt", "a\"b'c", "a|b", "\u00a0", "https://example.vn/đường-dẫn", " a ", "a\tb\nc",
    ]
)  # fmt: skip


def as_lawful(content):
    """Return the inlines as the model has them, or one word where nothing lawful is left."""
    content = tidy_inlines(tuple(content))
    text = plain_text(content)
    return content if text and unicodedata.is_normalized("NFC", text) else (Text("chữ"),)


texts = st.one_of(
    st.sampled_from(ODD), words, st.tuples(st.sampled_from(["", " "]), odd_line, st.sampled_from(["", " "])).map("".join)
).map(lambda text: Text(unicodedata.normalize("NFC", text)))
nested = st.recursive(
    st.one_of(texts, texts, st.just(LineBreak())),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda content: Emphasis(tuple(content))),
        st.lists(inner, min_size=1, max_size=3).map(lambda content: Strong(tuple(content))),
        st.tuples(addresses, st.lists(inner, min_size=1, max_size=3)).map(lambda pair: Link(pair[0], tuple(pair[1]))),
        addresses.filter(bool).map(lambda address: Link(address, (Text(address),))),
        st.lists(inner, min_size=1, max_size=2).map(as_lawful).map(Note),
    ),
    max_leaves=8,
)


def marked(parts):
    first, second, third = parts
    return (Text(first + " "), Strong((Text(second),)), Text(" "), Emphasis((Text(third),)))


inlines = st.one_of(
    plain,
    plain,
    st.tuples(line, line, line).map(marked),
    st.tuples(line, line).map(lambda two: (Text(two[0]), LineBreak(), Text(two[1]))),
    line.map(lambda text: (Link("https://example.vn/a?b=1&c=2", (Text(text),)),)),
    st.tuples(line, line, line).map(lambda three: (Text(three[0]), Note((Text(three[1]),)), Text(f", {three[2]}"))),
)
odd_inlines = st.lists(nested, min_size=1, max_size=5).map(as_lawful)
MARKERS = [None, None, "-", "+", "*", "1.", "2.", "1)", "01.", "a)", "(a)", "I.", "•", "–", "1.1.", "Điều 1.", "a/", '"', "\\", "x y", "{", "[ ]", "#", "1234567890."]


def blocks_of(content, text, captions):
    """Return a strategy for the blocks of an article whose texts come from these strategies."""
    paragraphs = content.map(Paragraph)
    images = st.builds(Image, text, st.none() | text)
    figures = st.builds(Figure, st.none() | images, captions, st.none() | text)
    figures = figures.filter(lambda figure: figure.image is not None or figure.caption != ())
    items = st.builds(ListItem, content, st.sampled_from(MARKERS))
    lists = st.builds(ListBlock, st.lists(items, min_size=1, max_size=4).map(tuple), st.booleans())
    quotations = st.lists(content, min_size=1, max_size=3).map(lambda found: Quotation(tuple(found)))
    cells = content | st.just(())
    tables = st.tuples(st.integers(1, 3), st.integers(0, 3)).flatmap(
        lambda size: st.lists(st.tuples(*[cells] * size[0]), min_size=max(1, size[1]), max_size=4).map(
            lambda rows: Table(tuple(rows), size[1])
        )
    )
    headings = st.builds(Heading, content, st.integers(1, 5))
    some = st.one_of(paragraphs, paragraphs, headings, headings, figures, lists, lists, quotations, tables, st.just(Rule()))
    return st.lists(some, max_size=6).map(in_order)


def in_order(found):
    """Return the blocks with ids, and with headings that skip no level."""
    level, ordered = 0, []
    for number, block in enumerate(found, 1):
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
        changes = {"level": level} if isinstance(block, Heading) else {}
        ordered.append(replace(block, id=f"b{number}", **changes))
    return tuple(ordered)


def articles_of(content, text, captions):
    """Return a strategy for articles whose texts come from these strategies."""
    days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
    moments = st.datetimes(NOT_BEFORE, NOT_AFTER, timezones=st.just(HANOI))
    return st.builds(
        Article,
        title=st.none() | text,
        lead=st.none() | text,
        section=st.none() | text,
        place=st.none() | text,
        published=st.none() | days | moments,
        updated=st.none() | days | moments | st.datetimes(NOT_BEFORE, NOT_AFTER),
        byline=st.none() | text,
        authors=st.lists(text, max_size=3).map(tuple),
        source=st.none() | text,
        source_url=st.none() | st.just("https://example.vn/tin/bai-1.html"),
        url=st.none() | st.just("https://example.vn/bai-1.html?a=1&b=2"),
        views=st.none() | st.integers(0, 10**6),
        language=st.sampled_from(["vi", "vi", "en", "zh-Hant"]),
        blocks=blocks_of(content, text, captions),
    )


articles = articles_of(inlines, line, inlines | st.just(()))
odd_articles = articles_of(odd_inlines | inlines, any_line, odd_inlines | st.just(()))
