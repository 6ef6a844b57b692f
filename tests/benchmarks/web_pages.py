"""Labelled articles → HTML pages of five kinds → title, date and body, by bulletin and by trafilatura, in one run.

    python tests/benchmarks/web_pages.py [folder of labelled articles …]     (the default is tests/gate)

The labelled articles say what every line of a page is, so that each page knows its own right answer. Words that an
extractor may keep or leave without fault (captions, credits, bylines, stamps, the headline) count neither way.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bulletin import walk
from bulletin.context import memory_context
from bulletin.model import Figure
from bulletin.readers.html import examine

BODY = {"lead", "paragraph", "heading", "list-item", "quotation", "table"}
FIGURE = {"image", "caption", "credit"}


# ── labelled articles ────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Row:
    """One line: its roles and the pieces that they label."""

    roles: list[str]
    pieces: list[str]

    @property
    def main(self) -> str:
        return next((role for role in self.roles if role in BODY), self.roles[0])

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()


@dataclass
class Labelled:
    """A labelled article: its facts and its rows, and the rows in the order of a page."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def texts(self, roles: set[str]) -> list[str]:
        return [piece for row in self.rows for role, piece in zip(row.roles, row.pieces, strict=False) if role in roles]

    @property
    def title(self) -> str:
        return " ".join(self.texts({"title"}))

    def parts(self) -> tuple[list[Row], list[Row], list[Row]]:
        """Return the chrome above the article, the article, and the chrome below it."""
        inside = [index for index, row in enumerate(self.rows) if row.roles != ["chrome"]]
        first, last = inside[0], inside[-1] + 1
        return self.rows[:first], self.rows[first:last], self.rows[last:]


def read_labelled(path: Path) -> Labelled:
    head, _, rest = path.read_text("utf-8").partition("# ---\n")
    labelled = Labelled(path.stem)
    for line in head.splitlines():
        name, _, value = line.removeprefix("# ").partition(": ")
        labelled.facts[name] = value
    above = ""
    for line in rest.splitlines():
        roles, tab, text = line.partition("\t")
        if tab and text.strip():
            row = Row(roles.split("+"), text.split("‖"))
            if above and runs_on(labelled.rows[-1], row):
                labelled.rows[-1].pieces[-1] += f" {text.strip()}"
            else:
                labelled.rows.append(row)
        above = text if tab else ""
    return labelled


def runs_on(above: Row, row: Row) -> bool:
    """Whether a row goes on with the one right above it, which was broken at a column: a page has paragraphs."""
    same = len(row.roles) == 1 and above.roles[-1] == row.roles[0] and row.main in BODY
    return same and not re.search(r"[.!?:;…”]$", above.text) and row.text[:1].islower()


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────


def groups(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield runs of rows that make one element: a figure, a list, a box of chrome; else one row each."""
    run: list[Row] = []
    kind = ""
    for row in rows:
        now = "figure" if row.roles[0] in FIGURE else row.main
        joins = now == kind and (now in ("list-item", "chrome") or (now == "figure" and row.roles[0] not in {r.roles[0] for r in run}))
        if run and not joins:
            yield kind, run
            run = []
        run.append(row)
        kind = now
    if run:
        yield kind, run


def links(rows: list[Row], item: str = '<li><a href="/tin/{n}.html">{text}</a></li>') -> str:
    return "\n".join(item.format(n=n, text=escape(row.text)) for n, row in enumerate(rows))


def picture(rows: list[Row], number: int) -> tuple[str, str]:
    """Return a figure's address and its caption with the credit."""
    captions = [row.text for row in rows if row.roles[0] != "image"]
    return f"trang_files/{number}.jpg", escape(" ".join(captions))


def render(rows: list[Row], forms: dict[str, Callable[[list[Row], int], str]]) -> str:
    default = forms["paragraph"]
    return "\n".join(forms.get(kind, default)(run, number) for number, (kind, run) in enumerate(groups(rows)))


def each(form: str) -> Callable[[list[Row], int], str]:
    return lambda rows, number: "\n".join(form.format(text=escape(row.text), n=number) for row in rows)


def figure(form: str, bare: str) -> Callable[[list[Row], int], str]:
    def show(rows: list[Row], number: int) -> str:
        source, caption = picture(rows, number)
        return (form if caption else bare).format(source=source, caption=caption)

    return show


def modern(labelled: Labelled) -> str:
    """Semantic elements and JSON-LD, as newspapers have it now."""
    above, article, below = labelled.parts()
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": labelled.title,
        "datePublished": labelled.facts.get("published"), "publisher": {"@type": "Organization", "name": "Báo Phú Lâm"},
    }  # fmt: skip
    body = render(article, {
        "title": each("<h1 class='article-title'>{text}</h1>"), "date": each("<time>{text}</time>"), "lead": each("<p class='article-sapo'>{text}</p>"),
        "paragraph": each("<p>{text}</p>"), "heading": each("<h2>{text}</h2>"), "figure": figure("<figure><img src='{source}'><figcaption>{caption}</figcaption></figure>", "<figure><img src='{source}'></figure>"),
        "list-item": lambda rows, _: "<ul>" + "".join(f"<li>{escape(row.text)}</li>" for row in rows) + "</ul>",
        "chrome": lambda rows, _: f"<div class='related'><ul>{links(rows)}</ul></div>", "section": each("<div class='cate'>{text}</div>"),
        "quotation": each("<blockquote>{text}</blockquote>"), "byline": each("<p class='author'>{text}</p>"), "source": each("<p class='source'>{text}</p>"),
    })  # fmt: skip
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(labelled.title)} - Báo Phú Lâm</title>"
        f"<script type='application/ld+json'>{json.dumps(data, ensure_ascii=False)}</script></head><body><header><nav><ul>{links(above)}</ul></nav></header>"
        f"<main><article>{body}</article><aside><ul>{links(below)}</ul></aside></main><footer><p>© Báo Phú Lâm</p></footer><script>var a=1;</script></body></html>"
    )


def soup(labelled: Labelled) -> str:
    """Divs with class names and the boxes of a news CMS."""
    above, article, below = labelled.parts()
    body = render(article, {
        "title": each("<h1 class='detail-title'>{text}</h1>"), "date": each("<div class='detail-time'><span>{text}</span></div>"), "lead": each("<h2 class='detail-sapo'>{text}</h2>"),
        "paragraph": each("<p>{text}</p>"), "heading": each("<p><b>{text}</b></p>"),
        "figure": figure("<div class='VCSortableInPreviewMode' type='Photo'><div><img src='/blank.gif' data-original='{source}'></div><div class='PhotoCMS_Caption'><p>{caption}</p></div></div>", "<div><img src='{source}'></div>"),
        "chrome": lambda rows, _: f"<div class='box-lien-quan'>{links(rows, '<div><a href=/t{n}>{text}</a></div>')}</div>",
        "byline": each("<div class='tacgia'>{text}</div>"), "source": each("<div class='nguon'>{text}</div>"), "section": each("<div class='chuyenmuc'>{text}</div>"),
    })  # fmt: skip
    published = labelled.facts.get("published", "")
    return (
        f"<html><head><meta charset='utf-8'><title>{escape(labelled.title)} | Báo Phú Lâm</title><meta property='og:title' content='{escape(labelled.title)}'>"
        + (f"<meta property='article:published_time' content='{published}'>" if published else "")
        + f"</head><body><div class='header'>{links(above, '<div class=item><a href=/m{n}>{text}</a></div>')}</div><div class='main'><div class='col-left'>"
        f"<div class='detail-content'>{body}</div><div class='comment-box'><div>Ý kiến của bạn</div></div></div><div class='sidebar'>{links(below, '<div><a href=/t{n}>{text}</a></div>')}</div></div></body></html>"
    )


def portal(labelled: Labelled) -> str:
    """Tables and font elements, as old portals have it; the page says nothing of itself but its site's name."""
    above, article, below = labelled.parts()
    body = render(article, {
        "title": each("<font size='4' color='#990000'><b>{text}</b></font><br>"), "date": each("<font size='1'>{text}</font><br>"), "lead": each("<p align='justify'><b>{text}</b></p>"),
        "paragraph": each("<p align='justify'>{text}</p>"), "heading": each("<p align='justify'><b>{text}</b></p>"),
        "figure": figure("<table align='center' width='400'><tr><td><img src='{source}' width='400'></td></tr><tr><td align='center'><i>{caption}</i></td></tr></table>", "<p align='center'><img src='{source}'></p>"),
        "list-item": each("<p align='justify'>{text}</p>"), "byline": each("<p align='right'><b>{text}</b></p>"), "source": each("<p align='right'><i>{text}</i></p>"),
        "chrome": lambda rows, _: links(rows, "<a href='?t={n}'>{text}</a><br>"),
    })  # fmt: skip
    return (
        "<html><head><meta charset='utf-8'><title>Cổng thông tin điện tử</title></head><body bgcolor='#ffffff'><table width='980' align='center'><tr><td colspan='2'><img src='banner.jpg' width='980' height='120'></td></tr>"
        f"<tr><td width='180' valign='top'><table>{links(above, '<tr><td><a href=?m={n}>{text}</a></td></tr>')}</table></td><td valign='top'>{body}<br><hr>"
        f"{links(below, '<li><a href=?t={n}>{text}</a></li>')}</td></tr></table></body></html>"
    )


def wordpress(labelled: Labelled) -> str:
    """A blog theme, in English as far as its own words go."""
    above, article, below = labelled.parts()
    title = next((row for row in article if row.main == "title"), None)
    published = labelled.facts.get("published", "")
    body = render([row for row in article if row is not title], {
        "date": each("<div class='entry-meta'><span class='posted-on'>{text}</span></div>"), "paragraph": each("<p class='wp-block-paragraph'>{text}</p>"), "lead": each("<p><strong>{text}</strong></p>"),
        "heading": each("<h3 class='wp-block-heading'>{text}</h3>"), "figure": figure("<div class='wp-caption aligncenter'><img src='{source}'><p class='wp-caption-text'>{caption}</p></div>", "<p><img src='{source}'></p>"),
        "list-item": lambda rows, _: "<ul>" + "".join(f"<li>{escape(row.text)}</li>" for row in rows) + "</ul>",
        "chrome": lambda rows, _: f"<div class='sharedaddy'><ul>{links(rows)}</ul></div>", "byline": each("<p style='text-align: right'><em>{text}</em></p>"),
    })  # fmt: skip
    return (
        f"<!DOCTYPE html><html lang='en-US'><head><meta charset='utf-8'><title>{escape(labelled.title)} &#8211; Cổng Phú Lâm</title><meta property='og:site_name' content='Cổng Phú Lâm'>"
        + (f"<meta property='article:published_time' content='{published}'>" if published else "")
        + f"<link rel='canonical' href='https://phulam.example/?p=1'></head><body class='post-template'><div id='masthead' class='site-header'><ul class='menu'>{links(above)}</ul></div>"
        f"<div id='primary'><article class='post hentry'><header class='entry-header'><h1 class='entry-title'>{escape(labelled.title)}</h1></header><div class='entry-content'>{body}</div>"
        f"<footer class='entry-footer'>Posted in Tin tức</footer></article><div id='comments'><h2>Leave a Reply</h2><form><p>Your email address will not be published.</p></form></div></div>"
        f"<aside id='secondary' class='widget-area'><section class='widget'><ul>{links(below)}</ul></section></aside></body></html>"
    )


def bare(labelled: Labelled) -> str:
    """Divs and paragraphs without one class name or fact."""
    above, article, below = labelled.parts()
    body = render(article, {
        "title": each("<div><b>{text}</b></div>"), "date": each("<div>{text}</div>"), "heading": each("<div><b>{text}</b></div>"), "paragraph": each("<div>{text}</div>"), "lead": each("<div><b>{text}</b></div>"),
        "figure": figure("<div><img src='{source}'></div><div style='text-align:center'>{caption}</div>", "<div><img src='{source}'></div>"),
        "chrome": lambda rows, _: links(rows, "<div><a href='/t{n}'>{text}</a></div>"),
    })  # fmt: skip
    return (
        f"<html><head><meta charset='utf-8'></head><body><div>{links(above, '<a href=/m{n}>{text}</a><br>')}</div><div><div>{body}</div>"
        f"<div>{links(below, '<div><a href=/t{n}>{text}</a></div>')}</div></div></body></html>"
    )


TEMPLATES = (modern, soup, portal, wordpress, bare)

# ── extractors ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Found:
    """What an extractor found in a page."""

    title: str
    day: str
    lines: list[str]


def with_bulletin(page: str) -> Found:
    article = examine(Path("trang.html"), memory_context({"trang.html": page.encode()}))[0].article
    lines = [article.lead or ""]
    for block in article.blocks:
        if not isinstance(block, Figure):
            lines += walk.block_texts(block)
    return Found(article.title or "", article.published.isoformat()[:10] if article.published else "", lines)


def with_trafilatura(page: str) -> Found:
    import trafilatura

    found = trafilatura.bare_extraction(page, include_comments=False, favor_precision=False, with_metadata=True)
    if found is None:
        return Found("", "", [])
    return Found(found.title or "", found.date or "", (found.text or "").split("\n"))


EXTRACTORS = {"bulletin": with_bulletin, "trafilatura": with_trafilatura}

# ── measures ─────────────────────────────────────────────────────────────────────────────────────────────────

WORD = re.compile(r"\w+")


def words(texts: list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text.casefold()))


def key(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def measure(labelled: Labelled, found: Found) -> dict[str, float]:
    wanted = words(labelled.texts(BODY))
    neutral = words(labelled.texts({"title", "caption", "credit", "image", "place", "byline", "source", "date", "section", "metadata"}))
    got = words(found.lines)
    right = (wanted & got).total()
    extra = (got - wanted - neutral).total()
    chrome = {key(row.text) for row in labelled.rows if row.roles == ["chrome"] and len(row.text) > 15}
    precision, recall = right / max(1, right + extra), right / max(1, wanted.total())
    lines = [key(line.strip("- ")) for line in found.lines]
    return {
        "title": key(found.title) == key(labelled.title),
        "date": found.day == labelled.facts.get("published", "")[:10],
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
        "lost": 1 - recall,
        "chrome lines": sum(1 for line in lines if line in chrome),
    }


def main(folders: list[str]) -> None:
    paths = [path for folder in folders or ["tests/gate"] for path in sorted(Path(folder).glob("*.txt"))]
    articles = [read_labelled(path) for path in paths]
    articles = [labelled for labelled in articles if labelled.title]
    print(f"{len(articles)} articles × {len(TEMPLATES)} templates")
    print(f"{'':12}{'':13}{'title':>8}{'date':>8}{'F1':>8}{'lost':>8}{'chrome':>8}{'ms':>8}")
    totals: dict[str, list[dict[str, float]]] = defaultdict(list)
    for template in TEMPLATES:
        for name, extract in EXTRACTORS.items():
            rows = []
            for labelled in articles:
                page = template(labelled)
                started = time.perf_counter()
                found = extract(page)
                rows.append(measure(labelled, found) | {"ms": 1000 * (time.perf_counter() - started)})
            totals[name] += rows
            show(template.__name__, name, rows)
    for name, rows in totals.items():
        show("all", name, rows)


def show(template: str, name: str, rows: list[dict[str, float]]) -> None:
    mean = {key: sum(row[key] for row in rows) / max(1, len(rows)) for key in rows[0]}
    print(
        f"{template:12}{name:13}{mean['title']:8.1%}{mean['date']:8.1%}{mean['F1']:8.3f}{mean['lost']:8.1%}"
        f"{mean['chrome lines']:8.2f}{mean['ms']:8.1f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
