"""Laws of reading HTML: any page gives a lawful article and a whole ledger, or one clear error; nothing takes for ever."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.context import memory_context
from bulletin.drafts.draft import Role
from bulletin.errors import ReadError
from bulletin.invariants import violations
from bulletin.readers.html import examine

TAGS = ["div", "p", "span", "b", "i", "em", "strong", "a", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "caption", "figure", "figcaption", "picture", "img", "br", "hr", "article", "section", "header", "footer", "nav", "aside", "form", "blockquote", "pre", "script", "style", "noscript", "select", "option", "button", "time", "center", "font", "svg", "template", "textarea", "iframe", "details", "summary", "dl", "dt", "dd", "body", "html", "head", "title", "xmp", "plaintext", "frameset", "math"]
ATTRIBUTES = (
    "class=sapo", 'class="detail-title"', "class=related", "class=caption", "class=author", "class=nguon", "class=date", "class=tags", "class=content",
    'style="display:none"', 'style="text-align:center"', 'style="display:block"', "hidden", "aria-hidden=true", 'href="https://a.example/b"',
    'href="javascript:x()"', "href=mailto:a@b.example", 'src="a.jpg"', 'src="../b.png"', "src=data:image/gif;base64,xx", "srcset='a 1x, b.jpg 2x'",
    "colspan=3", "rowspan=2", "colspan=99999999999", "start=4", "type=a", "type=i", "value=7", "itemprop=articleBody", "itemprop=headline",
    "datetime=2021-06-03T07:00", "align=center", "align=right", "href=#m1", "href=#m2", "href=#n1", "href=#n2", "id=m1", "id=m2", "id=n1", "id=n2", "width=1", 'type="application/ld+json"', "property=og:title content=Tít",
)  # fmt: skip
TEXTS = (
    "Phú Lâm bàn cách giữ nước cho vụ hè thu", "Theo báo cáo, toàn huyện có 3.200 ha lúa hè thu, trong đó 640 ha ở cuối nguồn thường thiếu nước. " * 4,
    "Ảnh: Thu Hà", "Tin liên quan", "x", " ", "\n\t", "\u00a0", "&#xD800;", "&#0;", "&amp;lt;", "<", "<!--", "-->", "<![CDATA[ a ]]>", "03/06/2021 14:05",
    "Lượt xem: 12", "1. Một", "[1]", "1", "\x00", "\u2028", "\x85", "\x0b", "a\u0301", "\u200b", "Nguồn: Báo Đông Giang", '{"@type":"NewsArticle","headline":1}',
    "PHÚ LÂM – Sáng nay, hội nghị bàn việc chia nước cho vụ hè thu của huyện với hơn một trăm đại biểu tham dự.",
)  # fmt: skip


def check(data):
    """Read the bytes as a page and hold what comes of them to the laws; None where they were refused."""
    try:
        (recognised,) = examine(Path("trang.html"), memory_context({"trang.html": data}))
    except ReadError:
        return None
    sums = recognised.ledger.sums()
    assert sums["read"] == sums["kept"] + sums["changed"] + sums["dropped"] == len(recognised.draft.text)
    assert violations(recognised.article) == []
    return recognised


opening = st.builds(lambda tag, attributes: f"<{tag} {' '.join(attributes)}>", st.sampled_from(TAGS), st.lists(st.sampled_from(ATTRIBUTES), max_size=3))
closing = st.sampled_from(TAGS).map("</{}>".format)
soups = st.lists(opening | closing | st.sampled_from(TEXTS) | st.text(max_size=8), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(soups)
def test_any_soup_of_tags_keeps_the_laws(soup):
    check(soup.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_keep_the_laws(data):
    check(data)


@settings(max_examples=100, deadline=None)
@given(soups)
def test_every_letter_of_a_page_is_in_its_draft(soup):
    """A word of its own in each paragraph: none is lost, whatever the markup around it."""
    marked = "".join(f"<p>tu{number}khoa</p>{part}" for number, part in enumerate(soup.split(">")[:20]) if "<" not in part)
    recognised = check(f"<div>{marked}</div>".encode("utf-8", "surrogatepass"))
    if recognised is not None:
        letters = "".join(recognised.draft.text.split())
        wanted = [f"tu{number}khoa" for number, part in enumerate(soup.split(">")[:20]) if "<" not in part]
        assert [word for word in wanted if word not in letters] == []


PARAGRAPH = "<p>" + TEXTS[1] + "</p>"


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("depth", "<div>" * 100_000 + "xin" + "</div>" * 100_000),
        ("spans", "<span>" * 100_000 + "xin"),
        ("formatting", "".join(f"<font color={n}>" for n in range(1_500)) + PARAGRAPH * 20_000),
        ("attributes", "<p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">xin</p>"),
        ("attributes in many tags", ("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">xin</p>") * 20),
        ("quotes left open", ('<p a="' + "<b c='" * 10) * 20_000),
        ("tables in tables", "<table><tr><td>" * 400 + PARAGRAPH + "</table>" * 400 + PARAGRAPH),
        ("deep table of text", "<table><tr><td>" * 600 + "<p>chữ</p>" * 20_000),
        ("elements", "<i></i>" * 400_000),
    ],
    ids=lambda value: value if len(value) < 40 else "",
)
def test_a_bomb_is_read_or_refused_in_bounded_time(name, markup):
    started = time.process_time()
    check(f"<html><body><h1>Tít</h1>{PARAGRAPH}{markup}".encode())
    assert time.process_time() - started < 30, name


@pytest.mark.parametrize("markup", ["<div>" * 100_000, "<p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">", "<i></i>" * 400_000, "<select>" + "<option>a" * 200_000])
def test_a_bomb_is_refused_with_one_clear_error(markup):
    with pytest.raises(ReadError, match=r"không phải một (?:trang báo|bài viết)") as caught:
        examine(Path("trang.html"), memory_context({"trang.html": (PARAGRAPH + markup).encode()}))
    assert str(caught.value.place) == "trang.html"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "".join(f"x<a id=m{n} href=#n{n}>1</a>" for n in range(20_000)) + "".join(f"<p id=n{n}><a href=#m{n}>1</a> y" for n in range(20_000)),
        "<div id=n>" + "<p>x<a id=m href=#n>1</a> <a href=#m>1</a>" * 20_000,
        "&amp;" * 200_000,
        "&#xD800;&#xDFFF;&#x110000;&#0;&nosuch;" * 20_000,
        "<![CDATA[ chữ ]]>" * 50_000,
        "<!-- chú -->" * 100_000,
        "<!-- " + "x" * 500_000,
        ("a" * 300 + "\0 ") * 100,
        "<p>đoạn ngắn</p>" * 100_000,
        "<img src=1.jpg>" * 20_000,
        "<p><img src=1.jpg><br><i>chú thích</i></p>" * 10_000,
        "<ul>" + "<li><a href=/x>một tin khác của báo</a></li>" * 50_000 + "</ul>",
        "<ul><li>mục" * 500,
        "<table>" + "<tr><td>1</td><td>2</td></tr>" * 30_000 + "</table>",
        "<table>" + "<tr><td rowspan=200 colspan=200>1</td><td>2</td></tr>" * 2_000 + "</table>",
        "<a href=/x>liên kết dài bằng một hàng tít</a><br>" * 30_000,
        "<b>" * 500 + "<p>x</p>" * 500,
        "chữ " * 500_000,
        "<article>" + PARAGRAPH + "</article>" + ("<article>" + PARAGRAPH + "</article>") * 3_000,
        "<div class=related><div class=related>" * 300 + "<p>x</p>" * 20_000,
        "<h2>tít phụ</h2>" * 30_000,
        "<a href=https://x.example/a>a</a> " * 40_000,
        "<?php x ?>" * 50_000 + "<svg><?y z?></svg>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":" + "9" * 100_000 + "}</script>",
    ],
    ids=lambda markup: repr(markup[:24]),
)
def test_hostile_pages_are_read_in_bounded_time(markup):
    started = time.process_time()
    recognised = check(f"<h1>Tít của một bài viết dài</h1>{PARAGRAPH}{markup}{PARAGRAPH}".encode())
    assert time.process_time() - started < 30
    assert recognised is not None


@pytest.mark.parametrize("hiding", ["<!-- quảng cáo", '<p title="abc>', "<!-- quảng cáo --x"])
def test_what_an_unclosed_tag_or_comment_hides_is_read_and_told(hiding):
    page = f"<h1>Tít của một bài viết dài</h1>{PARAGRAPH}{hiding}<p>Đoạn bị che.</p>{PARAGRAPH}"
    context = memory_context({"trang.html": page.encode()})
    (recognised,) = examine(Path("trang.html"), context)
    assert "Đoạn bị che." in recognised.draft.text
    assert "markup-unclosed" in {notice.code for notice in context.report.notices}


@pytest.mark.parametrize("markup", ["<!-- chú --><p>a</p>", '<p title=a"b>a</p>', "<script>if (a < b && c) x('<!--');</script>", "<p>3 < 5 > 2</p>"])
def test_ordinary_markup_hides_nothing(markup):
    context = memory_context({"trang.html": f"<h1>Tít của một bài viết dài</h1>{PARAGRAPH}{markup}{PARAGRAPH}".encode()})
    examine(Path("trang.html"), context)
    assert [notice.code for notice in context.report.notices if notice.code == "markup-unclosed"] == []


def test_reading_grows_linearly():
    """Ten times the paragraphs may take at most some fifteen times as long: twice that is no noise any more."""
    parts = [PARAGRAPH, "<div class=x><p><b>chữ đậm</b></p></div>", "<figure><img src=1.jpg><figcaption>chú thích</figcaption></figure>", "<ul><li>a</li></ul>"]
    random.Random(1).shuffle(parts)  # noqa: S311 — an order, not a secret

    def seconds(times):
        data = ("<h1>Tít của một bài viết dài</h1>" + "".join(parts) * times).encode()
        started = time.process_time()
        examine(Path("trang.html"), memory_context({"trang.html": data}))
        return time.process_time() - started

    seconds(20)
    assert seconds(1_000) < 30 * max(seconds(100), 0.005)


def test_scripts_stand_in_the_ledger_by_the_rule_that_dropped_them():
    recognised = check(f"<head><title>Tít</title><style>p</style></head><h1>Tít bài</h1>{PARAGRAPH}<script>ma()</script><form><button>Gửi</button></form>".encode())
    rules = {recognised.draft.text[entry.start : entry.end]: entry.rule for entry in recognised.ledger.entries if entry.fate == "dropped"}
    assert rules == {"Tít": "html-head", "p": "html-style", "ma()": "html-script", "Gửi": "html-button"}
    assert not any(line.has(Role.CHROME) for line in recognised.draft.lines[:2])
