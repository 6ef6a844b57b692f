"""What a page says of itself outside its text → Facts: JSON-LD, OpenGraph, meta, microdata, <link>, <html lang>.

After https://schema.org/NewsArticle, https://ogp.me and the HTML standard's metadata names.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bulletin.drafts.draft import Facts
from bulletin.drafts.moments import HANOI, read_moment
from bulletin.readers.html.addresses import link_target, scheme
from bulletin.readers.html.tree import Element
from bulletin.text.normalise import normalise_line

_LONGEST = {"title": 400, "lead": 1500, "section": 80, "author": 60, "source": 80}
_MOST_AUTHORS = 8
_MOST_NODES = 5_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_AMERICAN = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}:\d{2}(?::\d{2})?\s*[AP]M)", re.IGNORECASE)
_WRAPPED = re.compile(r"^\s*(?://|/\*)?\s*<!(?:\[CDATA\[|--)(?:\s*\*/)?|(?://|/\*)?\s*(?:\]\]|--)>(?:\s*\*/)?\s*$")
# Headlines in <title> stand beside the site's name: "Tít – Báo X", "Báo X | Tít".
_SITE_SEPARATOR = re.compile(r"\s+[|–—•·»:-]+\s+|\s*\|\s*|\s::\s|\s*»\s*")


@dataclass(slots=True)
class Testimony:
    """The facts, and the page's own headlines in every form: what the title on the page is compared with."""

    facts: Facts
    headlines: list[str] = field(default_factory=list)
    site: str | None = None


def gather_facts(root: Element) -> Testimony:
    """Return what the page says of itself."""
    metas, items, scripts, document = _survey(root)
    article = _pick_article([node for script in scripts for node in _nodes(script)], metas)
    site = _text(metas.get("og:site_name") or _name(article.get("publisher")) or metas.get("copyright"), "source")
    title_tag = _text(document.get("title"), "title") or ""
    headlines, forms = _headlines(article, metas, items, site)
    segments = [part for part in (part.strip() for part in _SITE_SEPARATOR.split(title_tag)) if part]
    published = _first_moment(article.get("datePublished"), *map(metas.get, _PUBLISHED), items.get("datepublished"))
    updated = _first_moment(article.get("dateModified"), *map(metas.get, _UPDATED), items.get("datemodified"))
    facts = Facts(
        title=next(iter(headlines), None) or max(segments, key=len, default=None),
        lead=_text(article.get("description") or metas.get("og:description") or metas.get("description"), "lead"),
        section=_section(_first(article.get("articleSection")) or metas.get("article:section")),
        published=published,
        updated=None if updated is None or _is_same_minute(published, updated) else updated,
        authors=_authors(article, metas, items, site),
        source=site if site and scheme(site) == "" else None,
        url=_address(document.get("canonical") or metas.get("og:url") or _address_of(article)),
        language=_language(document.get("lang")),
    )
    return Testimony(facts, [form for form in dict.fromkeys((*headlines, *forms, *segments, title_tag)) if form], site)


def _headlines(
    article: dict[str, Any], metas: dict[str, str], items: dict[str, str], site: str | None
) -> tuple[list[str], list[str]]:
    """Return the headlines that the page gives itself, the best first: without the site's name, and as they stand."""
    values = [
        article.get("headline"),
        *map(metas.get, ("og:title", "twitter:title")),
        items.get("headline"),
        metas.get("title"),
    ]
    forms = [text for text in (_text(value, "title") for value in values) if text]
    return [_without_site(form, site) for form in forms], forms


_PUBLISHED = (
    "article:published_time", "og:article:published_time", "pubdate", "publishdate", "publish_date", "datepublished",
    "dc.date.issued", "dc.date", "dcterms.created", "dc.created", "article.published", "date", "sailthru.date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "lastmod",
    "datemodified",
    "dcterms.modified",
    "article.updated",
)


def _survey(root: Element) -> tuple[dict[str, str], dict[str, str], list[str], dict[str, str]]:
    """Return meta by name, microdata by property, the JSON-LD scripts, and title, canonical and lang."""
    metas: dict[str, str] = {}
    items: dict[str, str] = {}
    document: dict[str, str] = {}
    scripts: list[str] = []
    stack: list[Element] = [root]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop")).casefold()
            metas.setdefault(name, element.get("content"))
        elif tag == "script" and "ld+json" in element.get("type").casefold():
            scripts.append(element.text())
        elif tag == "title" and element.parent is not None and element.parent.tag == "head":
            document.setdefault("title", element.text())
        elif tag == "link" and "canonical" in element.get("rel").casefold().split():
            document.setdefault("canonical", element.get("href"))
        elif tag == "html":
            document.setdefault("lang", element.get("lang") or element.get("xml:lang"))
        if (prop := element.get("itemprop").casefold()) in (
            "headline",
            "datepublished",
            "datemodified",
            "author",
        ) and tag != "meta":
            value = (
                element.get("content") or element.get("datetime") or ("" if prop.startswith("date") else element.text())
            )
            items.setdefault(prop, value)
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return metas, items, scripts, document


# ── JSON-LD ──────────────────────────────────────────────────────────────────────────────────────────────────


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script, those in @graph and in lists too; broken JSON has none."""
    try:
        value = json.loads(_WRAPPED.sub("", script).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    stack, count = [value], 0
    while stack and count < _MOST_NODES:
        node = stack.pop()
        count += 1
        if isinstance(node, list):
            stack.extend(reversed(node[:_MOST_NODES]))
        elif isinstance(node, dict):
            yield node
            stack.extend(
                child for key, child in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
            )


def _pick_article(nodes: list[dict[str, Any]], metas: dict[str, str]) -> dict[str, Any]:
    """Return the article among the nodes: of several, the one with the page's own headline."""
    articles = [node for node in nodes if _is_article(node)]
    own = metas.get("og:title", "")
    return next(
        (node for node in articles if own and _text(node.get("headline"), "title") == _text(own, "title")), None
    ) or next((node for node in articles if node.get("headline")), articles[0] if articles else {})


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "BlogPosting", "Report")) for name in names)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _name(value: object) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        value = _first(value.get("name"))
    return value if isinstance(value, str) else None


def _address_of(article: dict[str, Any]) -> str | None:
    own, main = article.get("url"), article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    return next((value for value in (own, main) if isinstance(value, str)), None)


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────


def _text(value: object, kind: str) -> str | None:
    """Return a string as the model wants it; None for what is no string, empty or absurdly long."""
    if not isinstance(value, str):
        return None
    value = html.unescape(value) if "&" in value else value
    text = normalise_line(" ".join(re.sub(r"<[^<>]{0,200}>", " ", value).split())).text.strip()
    return text if 0 < len(text) <= _LONGEST[kind] else None


def _section(value: object) -> str | None:
    """Return the first of the sections that a page names: "Pháp luật, Bản tin 113" → "Pháp luật"."""
    text = _text(value, "section")
    return text.split(",")[0].strip() or None if text else None


def _is_same_minute(published: date | None, updated: date) -> bool:
    """Whether an article was "updated" when it appeared: programs write both."""
    if isinstance(published, datetime) and isinstance(updated, datetime):
        return abs((updated - published).total_seconds()) < 60
    return published == updated


def _without_site(title: str, site: str | None) -> str:
    """Return a headline without the site's name at its end."""
    if site and len(title) > len(site) and title.casefold().endswith(site.casefold()):
        rest = title[: -len(site)].rstrip()
        return rest.rstrip(" |–—•·»:-") if rest.endswith(("|", "–", "—", "•", "·", "»", ":", "-")) else title
    return title


def _authors(
    article: dict[str, Any], metas: dict[str, str], items: dict[str, str], site: str | None
) -> tuple[str, ...]:
    given = article.get("author")
    values = given if isinstance(given, list) else [given]
    names = [_name(value) for value in values] or []
    if not any(names):
        names = [metas.get("article:author"), metas.get("author") or metas.get("dc.creator"), items.get("author")]
    found = (_text(re.sub(r"^(?:Theo|Tác giả:?|By)\s+", "", name), "author") for name in names if name)
    kept = dict.fromkeys(name for name in found if name and _is_author(name, site, metas))
    return tuple(kept)[:_MOST_AUTHORS]


def _is_author(name: str, site: str | None, metas: dict[str, str]) -> bool:
    """Whether it names a person or a desk: sites put their own name, address or account there."""
    folded = name.casefold()
    sites = {value.casefold() for value in (site, metas.get("og:site_name"), metas.get("generator")) if value}
    return (
        folded not in sites
        and not re.search(
            r"https?:|www\.|@|\.(?:vn|com|net|org)\b|^(?:admin|administrator|root|webmaster|editor|user)\b", folded
        )
        and not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", name)
        and not re.match(r"(?:báo|cổng|trang|tạp chí|đài|bao|cong)\s", folded)
        and any(character.isalpha() for character in name)
    )


def _first_moment(*values: object) -> date | None:
    return next(
        (moment for value in values if isinstance(value, str) and (moment := read_machine_moment(value)) is not None),
        None,
    )


def read_machine_moment(text: str) -> date | datetime | None:
    """Return the date in an attribute or in metadata, at Hà Nội's zone: ISO 8601 first, then as people write it."""
    text = text.strip()[:80]
    american = _AMERICAN.match(text)
    if american:  # .NET prints its invariant culture: month first
        text = f"{american[2]}/{american[1]}/{american[3]} {american[4]}"
    try:
        moment: date | datetime | None = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        moment = read_moment(text)
    if moment is None or not 1990 <= moment.year <= 2100:  # "0001-01-01": a program's way to say nothing
        return None
    if isinstance(moment, datetime):
        moment = moment.replace(microsecond=0)
        return moment.replace(tzinfo=HANOI) if moment.tzinfo is None else moment.astimezone(HANOI)
    return moment


def _address(value: str | None) -> str | None:
    target, _ = link_target(value or "")
    return normalise_line(target).text.strip() if target and scheme(target) in ("http", "https") else None


def _language(value: str | None) -> str | None:
    value = (value or "").replace("_", "-").strip()
    return value if _LANGUAGE.fullmatch(value) else None
