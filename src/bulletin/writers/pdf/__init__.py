"""Bulletin → PDF: galleys, pages, ink.

setter  text in a role → measured words → lines      gate  faces for letters      linebreak  where lines end
slugs   words → slugs                                galley, tables, furniture  articles and all the rest → slugs
flow    slugs → pages        columns  a strip → what stands in one column        draw, pen, lettering  pages → bytes
index   the index, when all other pages stand
images  plates → image objects      resolution  pictures that print coarsely      imposition  bytes → a booklet
"""

from __future__ import annotations

from collections.abc import Callable

from bulletin import walk, wording
from bulletin.context import Context
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin, Section
from bulletin.text import terms
from bulletin.writers import Written
from bulletin.writers.pdf import furniture, index, letterhead
from bulletin.writers.pdf.draw import OutlineEntry, Press
from bulletin.writers.pdf.flow import Flow, Page, groups
from bulletin.writers.pdf.furniture import ContentsEntry
from bulletin.writers.pdf.galley import Galley, article_to_galley, title_place
from bulletin.writers.pdf.gate import Where
from bulletin.writers.pdf.marks import Slug
from bulletin.writers.pdf.resolution import report_coarse
from bulletin.writers.pdf.setter import Setter

SUFFIX = ".pdf"
MEDIA_TYPE = "application/pdf"

_FOREWORD = "foreword"
_FOOT = Where("nơi nhận, người ký hoặc thông tin xuất bản")
_MASTHEAD = Where("măng-sét, bìa hoặc mục lục của bản tin")
_INDEX = Where("bảng tra cứu")
_LINES_UNDER_HEAD = 4  # of the body that must stand under an article's head on the same page


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:
    """Return the bulletin as PDF. Raises FontError if a letter has no face."""
    texts = (text for article in walk.articles(bulletin) for text in walk.article_texts(article))
    setter = Setter(layout, fonts, texts)
    press = Press(bulletin, setter, context)
    pages = bulletin_to_pages(bulletin, setter, press.draw)
    setter.gate.check()
    setter.report_ragged()
    report_coarse(pages, bulletin, context.report)
    return Written(press.finish(pages, _outline(bulletin, layout)), len(pages), "trang")


def bulletin_to_pages(
    bulletin: Bulletin, setter: Setter, hand_on: Callable[[Page], None] | None = None
) -> list[Page]:
    """Return the pages with every mark in its place, in the order of the layout's parts.

    Each is handed on as soon as it is full, so that it can be drawn and its marks need not wait for the others.
    """
    layout = setter.layout
    flow = Flow(layout, hand_on)
    _look_at_furniture(bulletin, setter)
    top = setter.tags.level = 2 if {"cover", "masthead"} & set(layout.parts) else 1  # under the bulletin's name
    for part in layout.parts:
        setter.tags.level = top
        setter.where = _FOOT if part in ("signature", "imprint") else _MASTHEAD
        match part:
            case "cover":
                flow.across(furniture.cover(bulletin, setter, flow.height))
                flow.new_page()
            case "masthead":
                flow.across(furniture.masthead(bulletin, setter))
            case "letterhead":
                with setter.tags.inside("Sect"):
                    flow.across(letterhead.letterhead(bulletin, setter))
            case "signature":
                with setter.tags.inside("Sect"):
                    flow.across(letterhead.signature(bulletin, setter))
            case "contents":
                flow.across(furniture.contents(_contents_entries(bulletin, layout), setter))
            case "foreword":
                setter.tags.level = top
                _flow_foreword(bulletin, setter, flow)
            case "sections":
                _flow_sections(bulletin, setter, flow, top)
            case "index":
                setter.where = _INDEX
                setter.tags.level = top
                index.flow_index(bulletin, setter, flow, _anchors(bulletin))
            case "imprint":
                flow.space(setter.style("body").leading)
                flow.foot(furniture.imprint(bulletin, setter))
    flow.close_page()
    return flow.pages


def _flow_foreword(bulletin: Bulletin, setter: Setter, flow: Flow) -> None:
    if bulletin.foreword is None:
        return
    if setter.layout.article.opens == "page" and flow.y > 0:
        flow.new_page()
    leading = setter.style("body").leading
    flow.space(2 * leading)
    _flow_article(article_to_galley(bulletin.foreword, setter, _FOREWORD, bulletin.language), [], flow, leading)


def _flow_sections(bulletin: Bulletin, setter: Setter, flow: Flow, level: int) -> None:
    leading = setter.style("body").leading
    for number, section in enumerate(bulletin.sections, 1):
        flow.section = section.title
        setter.where = _section_place(section.title)
        with setter.tags.inside("Sect"):
            setter.tags.level = level
            opening = furniture.section_title(section.title, setter, f"section-{number}") if section.title else []
            setter.tags.level = level + 1 if section.title else level
            for place, article in enumerate(section.articles, 1):
                galley = article_to_galley(article, setter, _anchor(number, place), bulletin.language)
                article_setting = setter.layout.article
                opens = {article_setting.opens, article_setting.section_opens if opening and place == 1 else "below"}
                if "page" in opens and flow.y > 0:
                    flow.new_page()
                flow.space(2 * leading)
                _flow_article(galley, opening if place == 1 else [], flow, leading)
    flow.section = None  # what follows belongs to no section


def _section_place(title: str | None) -> Where:
    return Where(f"tên chuyên mục “{title}”") if title else _MASTHEAD


def _flow_article(galley: Galley, opening: list[Slug], flow: Flow, leading: float) -> None:
    text = [slug for slug in galley.body if not slug.floats]
    below = min(sum(slug.height_with_notes for slug in text), _LINES_UNDER_HEAD * leading)
    below = max(below, flow.least_depth(next(groups(text), [])))
    flow.across([*opening, *galley.head], room_below=below)
    flow.columns(galley.body, headed=not galley.head)


def _contents_entries(bulletin: Bulletin, layout: Layout) -> list[ContentsEntry]:
    entries = []
    if bulletin.foreword and "foreword" in layout.parts:
        entries.append(_article_entry(bulletin.foreword, _FOREWORD))
    before: Section | None = None
    for number, section in enumerate(bulletin.sections, 1):
        apart = section.title is None and before is not None and before.title is not None
        if section.title:
            anchor = f"section-{number}"
            entries.append(ContentsEntry(section.title, anchor, _section_place(section.title), is_section=True))
        entries += [
            _article_entry(article, _anchor(number, place), apart=apart and place == 1)
            for place, article in enumerate(section.articles, 1)
        ]
        before = section
    if bulletin.index and "index" in layout.parts:
        entries.append(ContentsEntry(terms.INDEX, index.ANCHOR, _INDEX, is_section=False, apart=True))
    return entries


def _article_entry(article: Article, anchor: str, *, apart: bool = False) -> ContentsEntry:
    title = wording.article_title(article)
    return ContentsEntry(title, anchor, title_place(article), is_section=False, apart=apart)


def _outline(bulletin: Bulletin, layout: Layout) -> list[OutlineEntry]:
    entries = []
    if bulletin.foreword and "foreword" in layout.parts:
        entries.append(OutlineEntry(wording.article_title(bulletin.foreword), _FOREWORD, 0))
    if "sections" not in layout.parts:
        return entries
    for number, section in enumerate(bulletin.sections, 1):
        if section.title and section.articles:
            entries.append(OutlineEntry(section.title, f"section-{number}", 0))
        entries += _article_outline(number, section)
    if bulletin.index and "index" in layout.parts:
        entries.append(OutlineEntry(terms.INDEX, index.ANCHOR, 0))
    return entries


def _article_outline(number: int, section: Section) -> list[OutlineEntry]:
    level = 1 if section.title else 0
    return [
        OutlineEntry(wording.article_title(article), _anchor(number, place), level)
        for place, article in enumerate(section.articles, 1)
    ]


def _anchors(bulletin: Bulletin) -> dict[int, str]:
    """Return the anchors of the articles as an index counts them: the foreword is 0."""
    places = [
        _anchor(number, place)
        for number, section in enumerate(bulletin.sections, 1)
        for place, _ in enumerate(section.articles, 1)
    ]
    return dict(enumerate([_FOREWORD, *places]))


def _anchor(section: int, article: int) -> str:
    return f"article-{section}-{article}"


def _look_at_furniture(bulletin: Bulletin, setter: Setter) -> None:
    """Look at the letters of what is worded only while drawing: running heads, folios, page numbers."""
    for section in bulletin.sections:
        setter.where = _section_place(section.title)
        setter.one_line(section.title or "", "running_head")
    setter.where = _MASTHEAD
    for text in ("…", wording.running_title(bulletin)):
        setter.one_line(text, "running_head")
    for role in ("folio", "contents"):
        setter.one_line("0123456789." + terms.CONTENTS, role)
