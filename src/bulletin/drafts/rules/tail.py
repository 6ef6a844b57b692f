"""What follows an article: comments, related news, tags, addresses, licences. All chrome.

A label that opens such a part takes everything below it, as long as no running text follows. The label may be glued
to the end of the last line ("… T.PhongCác ý kiến của bạn đọc").
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import is_running_text

NAME = "tail"
GLUED = "glued-tail"
BELOW = "below-tail"

_LABEL = (
    r"các ý kiến(?: của)? bạn đọc|ý kiến (?:của )?bạn đọc|ý kiến bình luận|gửi (?:ý kiến|bình luận|phản hồi)(?: của bạn)?|viết bình luận"
    r"|bình luận(?: \(\d+\))?|tin(?: tức)?,? (?:bài )?liên quan|bài(?: viết)? liên quan|(?:các )?(?:tin|bài)(?: viết| đăng)?(?: đã đưa| đã đăng)? (?:khác|cũ hơn|mới hơn)"
    r"|(?:các )?tin(?: bài)? cùng chuyên mục|cùng chuyên mục|tin cùng loại|có thể bạn quan tâm|tin đọc nhiều|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?"
    r"|tin nổi bật|tin mới(?: nhất| cập nhật)?|chủ đề liên quan|từ khóa|từ khoá|tags?|tệp đính kèm|file đính kèm|tài liệu đính kèm|về trang trước|lên đầu trang"
)
_OPENER = re.compile(rf"(?:{_LABEL})\s*[:.…»>]*(?:\s*\(?\d*\)?)?", re.IGNORECASE)
_GLUED = re.compile(rf"(?:(?<=[^\W\d_])(?=(?-i:[A-ZĐÝ]))|(?<=[.!?…”\")])\s*)(?:{_LABEL})\s*[:.…]*$", re.IGNORECASE)
_SINGLE = re.compile(
    r"(?:từ khóa|từ khoá|tags?|chủ đề)\s*:.+|https?://\S+|(?:©|bản quyền|copyright|all rights reserved).*|(?:giấy phép|gpxb|giấy phép xuất bản).{0,200}"
    r"|(?:chịu trách nhiệm|tổng biên tập|trưởng ban biên tập|phó tổng biên tập|cơ quan chủ quản|đơn vị chủ quản|trụ sở|tòa soạn|toà soạn)\s*(?:chính|nội dung|xuất bản)?\s*:.*"
    r"|(?:hotline|đường dây nóng|điện thoại|đt|tel|fax|e-?mail|địa chỉ|website)\s*:.*|ghi rõ nguồn.*|(?:đang|tổng) (?:truy cập|online).*",
    re.IGNORECASE,
)
_LONGEST_LABEL = 60
_LONGEST_SINGLE = 400


def claim(draft: Draft) -> None:
    last_text = _last_running_text(draft)
    for index, line in enumerate(draft.lines):
        if line.is_claimed:
            continue
        glued = _GLUED.search(line.rest, max(0, len(line.rest) - _LONGEST_LABEL))
        if glued and len(line.rest) > len(glued.group()):
            line.claim_back(glued.start(), Role.CHROME, GLUED)
        if index < last_text or line.is_claimed:
            continue
        if len(line.rest) <= _LONGEST_LABEL and _OPENER.fullmatch(line.rest):
            line.claim(Role.CHROME, NAME)
        elif index > last_text and len(line.rest) <= _LONGEST_SINGLE and _SINGLE.fullmatch(line.rest):
            line.claim(Role.CHROME, NAME)
            continue
        if line.has(Role.CHROME) and line.pieces[-1].rule in (NAME, GLUED):
            _claim_below(draft.lines[index + 1 :])
            return


def _claim_below(lines: list[Line]) -> None:
    for line in lines:
        if not line.is_claimed:
            line.claim(Role.CHROME, BELOW)


def _last_running_text(draft: Draft) -> int:
    """Return the index of the last line of running text; -1 where there is none."""
    return max((index for index, line in enumerate(draft.lines) if is_running_text(line.text)), default=-1)
