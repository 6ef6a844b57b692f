"""Who wrote an article and where it was taken from, where class names, position and looks say so."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence
from bulletin.drafts.moments import read_moment
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import source as source_rule
from bulletin.readers.html import names
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.story import Story

BYLINE, SOURCE, STAMP, DOUBLED = "html-byline", "html-source", "html-stamp", "html-doubled-source"

_SHORT = 80
_TEXT = 120  # characters: what is as long is the article's text
_BROKEN = 55  # the same of a text that a mail program has broken into lines
_LABEL = re.compile(
    r"(?:tác giả|người viết|bài(?: viết)?|tin(?:,? bài|,? ảnh)?|thực hiện|by)\s*:\s*|theo\s+(?=[A-ZĐ])", re.IGNORECASE
)
_LABELLED = re.compile(r"(?:tác giả|nguồn(?: tin)?|theo|tin,? ảnh|bài,? ảnh|tin,? bài)\s*:", re.IGNORECASE)
_OFFICE = re.compile(r"\s*\([^()]{2,60}\)\.?$")  # "BBT (tổng hợp)", "Thu Hà (Trung tâm Văn hóa)"
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
# "Thu Hà - Thứ Năm, 03/06/2021 14:05": who, then when.
_NAME_AND_STAMP = re.compile(
    r"(?P<name>[^\d]{2,60}?)[\s,|•·–—-]+"
    r"(?P<stamp>(?:(?:thứ \w+|chủ nhật)\b.{0,3})?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}:\d{2}).{0,40})",
    re.IGNORECASE,
)


def is_signature(block: Block) -> bool:
    """Whether a short line below the body signs the article or names its source."""
    around = list(block.around(1))
    if any(names.AUTHOR.search(element.names) or names.SOURCE.search(element.names) for element in around):
        return True
    return _LABELLED.match(block.text) is not None


def claim_signatures(page: Page, story: Story, kept: set[int], authors: tuple[str, ...]) -> None:
    """Claim bylines and sources above the text, below it and at its very end; in its midst names are something else."""
    known = {author.casefold() for author in (*authors, ", ".join(authors), " - ".join(authors)) if author}
    indices = [*range(story.first, story.last), *sorted(index for index in kept if index >= story.last)]
    sources: list[str] = []
    running = [index for index in indices if _is_text(page.blocks[index], _TEXT)]
    if len(running) < 2:  # a text broken into lines
        running = [index for index in indices if _is_text(page.blocks[index], _BROKEN)]
    for index in indices:
        block = page.blocks[index]
        if not block.line.is_free or block.image is not None or len(block.text) > _SHORT:
            continue
        if not running or not running[0] < index < running[-1]:
            _claim_named(block, sources)
            if block.line.is_free and block.text.casefold() in known:
                block.line.claim(Role.BYLINE, BYLINE)
            elif block.line.is_free and running and index < running[0] and _is_beside_stamp(page, index):
                _claim_name(block)
    if running:
        _claim_last(page, [index for index in indices if index > running[-1]])


def claim_signed_stamp(block: Block) -> None:
    """Claim a line that holds the article's date, and who wrote it where a name stands before."""
    line = block.line
    found = _NAME_AND_STAMP.fullmatch(line.text)
    moment = read_moment(line.text)
    if moment is None:
        return
    if found and are_names(found["name"].strip()):
        line.claim_front(found.start("stamp"), Role.BYLINE, BYLINE, inner=found.span("name"))
    elif found or len(line.text) > 60:
        return
    line.claim(Role.DATE, STAMP, value=moment)


def _claim_named(block: Block, sources: list[str]) -> None:
    """Claim a line whose class names say author or source, and which reads like one; a second copy is chrome."""
    around = list(block.around(1))
    line = block.line
    is_author = any(
        names.AUTHOR.search(element.names) or "author" in element.get("rel") + element.get("itemprop")
        for element in around
    )
    if any(names.SOURCE.search(element.names) for element in around[: 1 if is_author else 2]):
        source_rule.claim(Draft("", [line]))
        if line.is_free and not is_author and len(line.text.split()) <= 8 and not ends_sentence(line.text):
            line.claim(Role.SOURCE, SOURCE)
        _drop_double(block, sources)
    elif is_author:
        _claim_name(block)
        if line.is_free and read_moment(line.text) is not None:
            claim_signed_stamp(block)


def _is_text(block: Block, length: int) -> bool:
    return len(block.text) >= length and block.image is None and not block.line.has(Role.CHROME)


def _is_beside_stamp(page: Page, index: int) -> bool:
    """Whether the article's date stands right above or below; a name in capitals there is a place."""
    around = page.blocks[max(0, index - 1) : index + 2]
    return not page.blocks[index].text.isupper() and any(block.line.has(Role.DATE) for block in around)


def _drop_double(block: Block, sources: list[str]) -> None:
    """Turn a source that has been claimed before, with or without a button behind it, into chrome."""
    line = block.line
    if not line.has(Role.SOURCE):
        return
    name = next(line.text[slice(*piece.inner)] for piece in line.pieces if piece.role is Role.SOURCE)
    if any(name.startswith(source) for source in sources):
        for piece in line.pieces:
            piece.role, piece.rule = Role.CHROME, DOUBLED
    sources.append(name)


def _claim_name(block: Block) -> None:
    line = block.line
    label = _LABEL.match(line.text)
    start = label.end() if label else 0
    if are_names(_OFFICE.sub("", line.text[start:]).strip(" .()")):
        line.claim(Role.BYLINE, BYLINE, inner=(start, len(line.text)))


def _claim_last(page: Page, indices: list[int]) -> None:
    """Claim the name that ends the text, set at the right, in bold or in italics."""
    free = [
        page.blocks[index] for index in indices if page.blocks[index].line.is_free and page.blocks[index].image is None
    ]
    for block in free[:3]:
        looks = max(block.strong, block.emphasised)
        if len(block.text) <= _SHORT and (block.share(looks) > 0.9 or _is_at_right(block)):
            _claim_name(block)


def _is_at_right(block: Block) -> bool:
    return any(
        element.get("align").casefold() == "right"
        or _RIGHT.search(element.attributes.get("style", ""))
        or "right" in element.words
        for element in block.around(1)
    )
