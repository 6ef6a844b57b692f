"""Bulletin → Markdown with YAML front matter: the form in which people keep and edit articles.

One article after another, each with its own front matter; `bulletin.readers.markdown` reads them all back, equal.
After CommonMark 0.31.2 and GFM tables; lines are not wrapped.
"""

from __future__ import annotations

from bulletin import walk
from bulletin.context import Context
from bulletin.dialect import FENCE
from bulletin.fonts.instances import FontBook
from bulletin.front_matter import front_matter_lines
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin
from bulletin.notices import Notice, Severity
from bulletin.writers import Written
from bulletin.writers.markdown.blocks import blocks_to_markdown

SUFFIX = ".md"
MEDIA_TYPE = "text/markdown"


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:  # noqa: ARG001
    """Return all articles as UTF-8 Markdown. Masthead, sections and imprint stay in the project file."""
    problem = "tệp Markdown chỉ giữ các bài; măng-sét, chuyên mục của bản tin và thông tin xuất bản nằm ở bulletin.yaml"
    context.report.add(Notice("masthead-left-out", problem, severity=Severity.NOTE))
    articles = list(walk.articles(bulletin))
    text = "\n".join(article_to_markdown(article) for article in articles)
    return Written(text.encode("utf-8"), len(articles), "bài")


def write_article(article: Article) -> bytes:
    """Return one article as UTF-8 Markdown."""
    return article_to_markdown(article).encode("utf-8")


def article_to_markdown(article: Article) -> str:
    """Return the article as Markdown with its front matter; the last line ends like every other."""
    lines = [FENCE, *front_matter_lines(article), FENCE]
    if article.blocks:
        lines += ["", *blocks_to_markdown(article.blocks)]
    return "\n".join(lines) + "\n"
