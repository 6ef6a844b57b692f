"""The name of a site or of the body that owns it, above an article ("Cổng thông tin điện tử tỉnh …"): chrome.

Only above the first paragraph of running text, and only a short line without an end mark.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import ends_sentence, is_capitals

NAME = "site-name"

_SITE = re.compile(
    r"(?:(?:cổng|trang|hệ thống) (?:thông tin )?(?:điện tử|tttđt)|cổng ttđt|trang ttđt|trang (?:tin|thông tin)(?: điện tử)?|báo điện tử|bản tin điện tử"
    r"|báo .{2,40} (?:điện tử|online)|tạp chí .{2,50} (?:điện tử|online)|cơ quan (?:ngôn luận|chủ quản|lý luận)\b|(?:cơ quan|tiếng nói|diễn đàn)(?: trung ương| ngôn luận)? của (?:đảng|đoàn|hội|ban|bộ|nhân dân|mặt trận|liên|tổng|trung ương|quân|giới|ngành|tỉnh|thành))\b.*"
    r"|[^.!?:]{2,60} [-–|] (?:cơ quan|tiếng nói|diễn đàn) (?:ngôn luận |trung ương )?của .*|(?-i:[A-ZĐÀ-Ỹ]+(?: [A-ZĐÀ-Ỹ]+){0,3} ĐIỆN TỬ)"
    r"|(?:chào mừng (?:bạn|quý|các bạn)|kính chào|nhiệt liệt chào mừng|chào mừng đến).*"
    r"|https?://\S+|[\w.-]+\.(?:vn|com|net|org) [-–|] .*|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org)/?|[^\W\d_]{2,20}(?: [^\W\d_]{1,20})? ?online|(?:đường dây nóng|hotline|điện thoại|email|tòa soạn|toà soạn)\s*[:(\d].*",
    re.IGNORECASE,
)
# The owner in capitals: "ỦY BAN NHÂN DÂN HUYỆN …", "ĐẢNG CỘNG SẢN VIỆT NAM".
_OWNER = re.compile(
    r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng nhân dân|hđnd|đoàn đại biểu quốc hội|đoàn đbqh|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|thị ủy|đảng ủy|đảng uỷ|đảng bộ|đảng cộng sản|cộng hòa|cộng hoà|chính phủ nước"
    r"|độc lập|sở|bộ|cục|tổng cục|chi cục|viện|ban|ủy ban|uỷ ban|hội|liên đoàn|liên hiệp|tỉnh đoàn|thành đoàn|đoàn thanh niên|mặt trận|công an|bộ chỉ huy|bộ đội|quân khu|trường|đại học|học viện|bệnh viện|trung tâm|đài|báo|tạp chí|tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn"
    r"|cổng|trang|chính phủ)\b.*",
    re.IGNORECASE,
)
_VERBS = re.compile(r"\b(?:tổ chức|họp|khai mạc|tổng kết|triển khai|thăm|kiểm tra|tăng cường|đẩy mạnh|ra quân|phát động|trao|tặng|công bố|ban hành|làm việc|gặp mặt|tiếp|dự|bàn|thông qua|sơ kết|nâng cao|xây dựng|phấn đấu|quyết tâm|đón|nhận|đạt|về đích|khánh thành|bàn giao|hỗ trợ|ra mắt|thành lập|chúc|tuyên dương|vinh danh|khởi công|hưởng ứng|thi đua|giành|chung tay|giữ|đưa|mở|tập huấn|đối thoại|bầu|bế mạc|chủ động|thực hiện|hoàn thành|học tập|quán triệt|kỷ niệm|mít tinh|tri ân|viếng|dâng|giới thiệu|tuyên truyền|phối hợp|giám sát|tiếp tục|sẵn sàng)\b", re.IGNORECASE)
_LONGEST = 140
_OWNER_WORDS = 12


def claim(draft: Draft) -> None:
    texts = draft.texts()
    for line in draft.lines[: texts[0] if texts else None]:
        if line.is_free and len(line.text) <= _LONGEST and not line.is_text and (_is_site(line.text) or _is_owner(line.text) or line.text.isdigit()):
            line.claim(Role.CHROME, NAME)


def names_body(text: str) -> bool:
    """Return whether the text is the name of a body or a publication, and nothing that it did."""
    return len(text.split()) <= _OWNER_WORDS and _OWNER.fullmatch(text) is not None and not _VERBS.search(text) and not _TELLS.search(text)


_TELLS = re.compile(r"[:,;–?!]|\d|\b(?:được|bị|có|là|với|cho|từ|đã|sẽ|vì|để|không)\b", re.IGNORECASE)


def _is_site(text: str) -> bool:
    return _SITE.fullmatch(text) is not None and (not ends_sentence(text) or text.endswith("!"))


def _is_owner(text: str) -> bool:
    """Whether the line is a body's name in capitals and nothing that it did."""
    return (
        is_capitals(text)
        and len(text.split()) <= _OWNER_WORDS
        and _OWNER.fullmatch(text) is not None
        and not _VERBS.search(text)
        and not ends_sentence(text)
    )
