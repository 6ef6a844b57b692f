"""Where an article was taken from ("Theo Thanhhoa.gov.vn", "Nguồn: …", "(Theo X)"), at its end or under its headline."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role

NAME = "source"
PAPER = "paper"
BUTTON = "source-button"

_BUTTON = re.compile(r"\s+(?:copy link|link (?:bài )?gốc|lấy link!?|sao chép).*$", re.IGNORECASE)

_DOMAIN = r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}(?:/\S*)?"
_LABELLED = re.compile(
    rf"[(\[*]*\s*(?:(?:bài viết được )?(?:đăng|trích|lấy)(?: lại)? từ nguồn\s*:|(?:theo\s+)?nguồn(?: tin| bài| tin bài)?\s*:|nguồn(?: tin)?\s+(?=[A-ZĐ]|{_DOMAIN})|theo\s*:?\s+|trích(?: nguồn| từ)?\s*:|đăng lại từ\s*:?|dẫn nguồn\s*:?|source\s*:)\s*(?P<name>[^()\[\]]{{2,120}}?(?:\([^()]{{1,20}}\)[^()]{{0,40}}?)?)(?:\s*[:(]\s*(?P<address>https?://[^\s()]+))?\s*[)\]]?\.?(?:\s+(?:copy link|link (?:bài )?gốc|lấy link!?|sao chép).*)?",
    re.IGNORECASE,
)
_SITE = re.compile(_DOMAIN, re.IGNORECASE)
# A paper, an agency or a site that stands alone.
_PAPER = re.compile(
    r"\(?(?:(?:báo|tạp chí|cổng (?:ttđt|thông tin điện tử)|trang (?:ttđt|thông tin điện tử)|thông tấn xã|bản tin|chuyên trang|website)\s+(?-i:[A-ZĐ]).{1,50}|(?:cục|chi cục|tổng cục|vụ)\s+(?-i:[A-ZĐ])[^.,;:]{1,60}|(?:theo )?(?:ttxvn|ttx|vna)(?:/[\w+]+)?|vietnam\+|vietnam plus|vov\.?vn|vtv\.?vn|chinhphu\.vn|vgp(?: news)?|(?-i:Nhân [Dd]ân|Đại [Đđ]oàn [Kk]ết|Quân đội [Nn]hân dân|Công an [Nn]hân dân|Biên [Pp]hòng|Tiền [Pp]hong|Thanh [Nn]iên|Tuổi [Tt]rẻ|Người [Ll]ao động|Dân [Tt]rí|VnExpress|V[Ii][Ee][Tt][Nn]am[Nn]et|Sài Gòn [Gg]iải phóng|Hà Nội [Mm]ới|Thông tấn xã Việt Nam|SGGP|QĐND|CAND|ANTĐ|ANTG|HNM|TTXVN))\)?",
    re.IGNORECASE,
)
_BEFORE_END, _AFTER_END = 8, 40  # lines around the article's last paragraph
_PAPER_WITHIN = 6
_MOST_WORDS = 12


def is_labelled(text: str) -> bool:
    """Return whether the text is a labelled source ("Theo TTXVN", "Nguồn: …")."""
    found = _LABELLED.fullmatch(text) if len(text) <= 120 else None
    return found is not None and is_source(found["name"])


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    texts = draft.texts()
    head, last = (texts[0], texts[-1]) if texts else (first, first)
    below = range(max(first, last - _BEFORE_END), min(len(draft.lines), last + _AFTER_END))
    for index in [*range(first, min(head, first + _AFTER_END)), *below]:
        line = draft.lines[index]
        if not line.is_claimed and not line.is_text:
            _claim_labelled(line)
    if not any(draft.lines[index].has(Role.SOURCE) for index in below):
        _claim_paper(draft.lines[last + 1 : last + 1 + _PAPER_WITHIN])


def _claim_paper(lines: list[Line]) -> None:
    """Claim the first paper, agency or site that stands alone right below the article."""
    for line in lines:
        if not line.is_claimed and _PAPER.fullmatch(line.rest):
            inner = (1, len(line.rest) - 1) if line.rest[0] == "(" and line.rest[-1] == ")" else None
            line.claim(Role.SOURCE, PAPER, inner=inner)
            return


def _claim_labelled(line: Line) -> bool:
    found = _LABELLED.fullmatch(line.rest) if len(line.rest) <= 250 else None
    if not found or not is_source(found["name"]):
        return False
    button = _BUTTON.search(line.rest)
    if button:  # "Theo Báo Phú Lâm  Copy link"
        line.claim_front(button.start(), Role.SOURCE, NAME, inner=found.span("name"))
        line.claim(Role.CHROME, BUTTON)
    else:
        line.claim(Role.SOURCE, NAME, inner=found.span("name"))
    return True


# What "Theo" names as often as a paper: a sub-head follows them, not the article's source.
_DOCUMENT = re.compile(r"(?:nghị (?:định|quyết)|quyết định|thông tư|luật|bộ luật|kế hoạch|chỉ thị|hiến pháp|quy định|quy chế|điều|khoản|công văn|kết luận|hướng dẫn|chương trình|dự báo|thống kê)\b", re.IGNORECASE)


def is_source(name: str) -> bool:
    """Return whether it names a paper, a site or a person, rather than going on as a sentence ("Theo đó, …")."""
    if _SITE.fullmatch(name):
        return True
    words = name.split()
    if _DOCUMENT.match(name):
        return False
    if len(words) > (_MOST_WORDS if "(" not in name else 2 * _MOST_WORDS) or not name[:1].isupper() or re.search(r"[;:]\s|,\s(?!số|tháng|ngày)", name):
        return False
    return not re.search(r"\b(?:đã|sẽ|đang|được|cho biết|rằng|thì|là|của|nhận định|quy định)\b", name)
