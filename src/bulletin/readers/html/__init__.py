"""A saved web page, or a fragment of HTML → one Article.

    bytes ─source→ HTML ─tree→ elements ─page→ lines ─story→ where the article is ─labels→ claims ─rules→ Article

What markup says for sure is claimed here; the rest is labelled by the rules that label plain text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from bulletin.context import Context, printable_path
from bulletin.drafts.draft import Facts, Role
from bulletin.drafts.recognise import Recognised, recognise_draft, report_remarks
from bulletin.errors import ReadError
from bulletin.model import Article, Origin
from bulletin.notices import Notice, Place
from bulletin.pictures import with_pictures
from bulletin.readers import MAX_ARTICLE_BYTES, report_foreign_lines
from bulletin.readers.html.facts import gather_facts
from bulletin.readers.html.labels import label_page
from bulletin.readers.html.page import Page, copy_page
from bulletin.readers.html.source import decode_page
from bulletin.readers.html.story import Story, find_story
from bulletin.readers.html.tree import parse

SUFFIXES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")

# What browsers write into a page that they save: "<!-- saved from url=(0023)https://example.vn/a -->".
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[!-~]{4,2000}?)\s*-->")
_VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def read(path: Path, context: Context) -> list[Article]:
    """Return the article of the page. Raises ReadError where there is no text in it."""
    (recognised,) = examine(path, context)
    article = recognised.article
    if article.title is None and not article.blocks:
        hint = "trang có thể chỉ hiện bài khi chạy mã lệnh: mở trang, chọn bài, chép chữ vào một tệp .txt"
        raise ReadError("không còn chữ nào sau khi bỏ phần thừa của trang", place=Place(str(path)), hint=hint)
    return [article]


def examine(path: Path, context: Context) -> list[Recognised]:
    """Return the one article with its draft and its ledger, for `inspect`. Raises ReadError as `read` does."""
    data = context.files.read(path, MAX_ARTICLE_BYTES)
    decoded = decode_page(path, data, context.encoding)
    report_foreign_lines(decoded.foreign_lines, str(path), context.report)
    place = Place(str(path))
    try:
        root = parse(decoded.text)
    except ReadError as error:
        raise ReadError(error.problem, place=place, hint=error.hint) from error
    if "unclosed" in root.attributes:
        problem = "một thẻ hay một lời chú (<!--) không được đóng, che mất phần sau của trang; đã đọc cả phần ấy"
        context.report.add(Notice("markup-unclosed", problem, place, "xem “bulletin inspect” có thừa chữ không"))
    page = copy_page(root)
    if not page.blocks:
        raise ReadError("trang không có chữ nào", place=place, hint="lưu lại trang rồi thử lại")
    testimony = gather_facts(root)
    story = find_story(page, testimony)
    facts = testimony.facts
    saved_from = _SAVED_FROM.search(decoded.text, 0, 4096)
    draft = replace(page.draft(), facts=replace(facts, url=facts.url or (saved_from[1] if saved_from else None)))
    label_page(page, story, draft)
    draft.facts = _checked(draft.facts, page)
    recognised = recognise_draft(draft)
    _report(recognised.article, page, story, place, context)
    report_remarks(recognised, str(path), context.report)
    origin = Origin(printable_path(path), hashlib.sha256(data).hexdigest(), decoded.encoding)
    return [replace(recognised, article=with_pictures(replace(recognised.article, origin=origin), path, context))]


def _checked(facts: Facts, page: Page) -> Facts:
    """Return the facts without a language that the text belies: themes say "en" over Vietnamese pages."""
    text = "".join(block.text for block in page.blocks if block.rule is None and not block.line.has(Role.CHROME))[
        :20_000
    ]
    letters = sum(1 for character in text.casefold() if character in _VIETNAMESE)
    is_vietnamese = letters > 0.05 * max(1, len(text))
    return replace(facts, language=None) if is_vietnamese and not (facts.language or "vi").startswith("vi") else facts


def _report(article: Article, page: Page, story: Story, place: Place, context: Context) -> None:
    add = context.report.add
    if article.title is None:
        add(Notice("title-missing", "không nhận ra tiêu đề của bài", place, "thêm thẻ <h1> có tiêu đề vào đầu trang"))
    if story.others:
        problem = f"trang có {story.others + 1} bài; chỉ lấy bài mà trang tự nêu tên, nếu không thì bài dài nhất"
        add(Notice("several-articles", problem, place, "lưu trang riêng của từng bài"))
    dropped = sum(block.dropped_links for block in page.blocks if not block.line.has(Role.CHROME))
    if dropped:
        problem = f"bỏ địa chỉ của {dropped} liên kết không dẫn tới trang nào (javascript:, data:, file: …)"
        add(Notice("link-dropped", problem, place))
