"""What follows an article: comments, related news, tags, addresses, licences. All chrome.

A label that opens such a part takes everything below it, unless the article plainly goes on: then it takes only the
headlines right under it. The label may be glued to the end of the last line ("… T.PhongCác ý kiến của bạn đọc").
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import ends_sentence

NAME = "tail"
GLUED = "glued-tail"
BELOW = "below-tail"
RELATED = "related-in-text"
FOOT = "foot"

_NEWS = r"(?:tin|bài|tin bài|tin,? bài|bài viết|tin tức|các tin|các bài|các bài viết|những tin|những bài|những bài viết|các tin bài|chuyên mục)"
_LABEL = (
    r"các ý kiến(?: của)? bạn đọc|ý kiến (?:của )?(?:bạn đọc|bạn)|ý kiến(?: bình luận)?(?: \(?\d+\)?)?|gửi (?:ý kiến|bình luận|phản hồi)(?: của bạn)?|viết bình luận|ý kiến của bạn"
    r"|(?:\d+ )?(?:bình luận|comments?|phản hồi)(?: \(?\d+\)?)?|leave a (?:comment|reply)|post a comment|trả lời hủy|bình luận của bạn|đánh giá bài viết|chia sẻ bài viết(?: này)?"
    rf"|{_NEWS}(?: tức)?(?:,? (?:bài|tin|video))? (?:liên quan|khác|cũ hơn|mới hơn|mới nhất|mới|cũ|đã đưa|đã đăng|cùng chủ đề|cùng chuyên mục|cùng mục|cùng loại|cùng lĩnh vực|cùng thể loại|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|nổi bật|nên đọc|tiếp theo|trước đó|gần đây|cùng tác giả|trong mục|quan tâm)"
    rf"|{_NEWS}(?: đã đưa| đã đăng) khác|cùng chuyên mục|cùng chủ đề|có thể bạn (?:quan tâm|thích)|bạn có thể quan tâm|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|được quan tâm|nổi bật|tin nóng|mới cập nhật|tin mới cập nhật|mới nhất|dòng sự kiện|sự kiện liên quan|related (?:posts|news|articles)"
    r"|liên quan|đọc thêm|xem thêm|tin mới|tham khảo thêm|đang được quan tâm|khám phá thêm chủ đề|bạn nghĩ gì về nội dung này\??|tin tài trợ|video (?:liên quan|nổi bật|mới)|bài (?:hay|mới|đọc nhiều)|thảo luận|(?:gửi )?bình luận mới|ý kiến \(\)|\(\d+\) bình luận|chủ đề liên quan|từ kh[oó][áa]?(?: bài viết)?|thẻ|nhãn|tags?|tệp đính kèm|file đính kèm|tài liệu đính kèm|tập tin đính kèm|văn bản đính kèm|về trang trước|(?:về|lên) đầu trang|liên kết (?:web(?:site)?|trang)|quảng cáo|thông tin tòa soạn|thống kê truy cập|bài viết mới"
)
_OPENER = re.compile(rf"[>»▪►◆■\-*|•\s\[]*(?:{_LABEL})\s*[\]:.…»>\-|]*(?:\s*\(?\d*\)?)?", re.IGNORECASE)
# Only labels that no sentence ends in, and only with their capital.
_GLUED_LABEL = (
    r"Các ý kiến(?: của)? bạn đọc|Ý kiến (?:của )?bạn đọc|Gửi (?:ý kiến|bình luận|phản hồi)(?: của bạn)?|Viết bình luận|Bình luận(?: \(?\d+\)?)?|Tổng (?:số )?(?:lượt )?truy cập"
    r"|(?:Tin|Bài|Tin bài|Tin, bài|Bài viết|Các tin|Các bài|Các bài viết|Những tin|Các tin bài)(?:,? (?:bài|tin))? (?:liên quan|khác|cũ hơn|mới hơn|đã đưa|đã đăng|cùng chủ đề|cùng chuyên mục|cùng mục|cùng loại|đọc nhiều|nổi bật)(?: khác)?|Cùng chuyên mục|Từ khóa|Tags"
)
_GLUED = re.compile(rf"(?:(?<=[^\W\d_])(?=[A-ZĐÝ])|(?<=[.!?…”\")])\s*)(?:{_GLUED_LABEL})\s*[:.…]*\s*[\d.,]*(?:[Xx]em tất cả|[Xx]em thêm)?$")
_GLUED_CAPITAL = re.compile("[BCGNTVÝ]")
_SINGLE = re.compile(
    r"(?:từ kh[oó][áa]?(?: bài viết)?|tags?|chủ đề|thẻ|nhãn|chuyên mục)\s*:.*|https?://\S+|[©®].*|(?:bản quyền|copyright|all rights reserved|powered by|thiết kế bởi|developed by|designed by|đơn vị (?:thiết kế|phát triển|quản lý)).*|(?:giấy phép|gpxb|gp số|giấy phép xuất bản).{0,300}"
    r"|(?:người )?(?:chịu trách nhiệm|tổng biên tập|trưởng ban biên tập|phó tổng biên tập|phó trưởng ban biên tập|cơ quan chủ quản|đơn vị chủ quản|cơ quan ngôn luận|trụ sở|tòa soạn|toà soạn|thư ký tòa soạn|văn phòng đại diện|quản lý và vận hành)\s*(?:chính|nội dung|xuất bản|tại.{0,40})?\s*:.*"
    r"|(?:hotline|đường dây nóng|điện thoại|đt|tel|fax|e-?mail|địa chỉ|website|mobile|sđt|liên hệ(?: quảng cáo)?|số điện thoại|thư điện tử|trụ sở)\s*[:(].*|(?:®\s*)?(?:vui lòng )?ghi rõ nguồn.*|(?:đang|tổng) (?:truy cập|online).*|\d[\d.,]*"
    r"|(?:mọi ý kiến|quý vị|mời quý|bạn đọc).{0,60}(?:gửi về|phản hồi|đóng góp).*|(?:phiên bản|chạy thử nghiệm|tải ứng dụng).{0,80}|xem thêm(?:\s*[:»>+.…].{0,120}|\s+(?:tin|bài|video|các|về|tại)\b.{0,100})?|(?:chia sẻ|share)(?:\s*:.{0,60}|\s+(?:this|bài|tin|qua|lên|trên|link|facebook|zalo|twitter|on)\b.{0,30})?",
    re.IGNORECASE,
)
# Labels that are buttons as well: a signature may still stand below them.
_BUTTON = re.compile(r"(?:\d+ )?(?:bình luận|chia sẻ|đánh giá|tags?|ý kiến|quảng cáo|comments?|về|lên)\b", re.IGNORECASE)
LONGEST_LABEL = 60
_LONGEST_FOOT = 400
_LONGEST_HEADLINE = 200
_MOST_RELATED = 8


def is_opener(text: str) -> bool:
    """Return whether the text is a label that opens comments, related news or the like."""
    return _OPENER.fullmatch(text) is not None


def is_foot(text: str) -> bool:
    """Return whether the text stands at a page's foot: copyright, licence, address, counters."""
    return len(text) <= _LONGEST_FOOT and _SINGLE.fullmatch(text) is not None


def _glued(text: str) -> re.Match[str] | None:
    """Return the label that is glued to the end of the text, with the space before it."""
    start = max(0, len(text) - LONGEST_LABEL)
    return _GLUED.search(text, start) if _GLUED_CAPITAL.search(text, start) else None


def claim(draft: Draft) -> None:
    """Claim labels of related news inside the article, and from the first label below it on everything."""
    first, last = draft.span
    if last < first:
        first, last = _first_sentence(draft), -1
    for index, line in enumerate(draft.lines):
        if index < first:
            continue
        if line.is_claimed:
            if index > last >= first and line.has(Role.CHROME) and len(line.text) <= LONGEST_LABEL and is_opener(line.text) and not _BUTTON.match(line.text):
                _claim_below(draft.lines[index:], glued=True)
                return
            continue
        rest = line.rest
        glued = _glued(rest)
        if glued and len(rest) > len(glued.group()):
            line.claim_back(glued.start(), Role.CHROME, GLUED)
        elif not (len(rest) <= LONGEST_LABEL and is_opener(rest)):
            if index > last and is_foot(rest):
                line.claim(Role.CHROME, FOOT)
            continue
        if index < last:
            _claim_related(draft.lines, index, glued=bool(glued))
        else:
            _claim_below(draft.lines[index:], glued=bool(glued))
            return


def _first_sentence(draft: Draft) -> int:
    return next((index for index, line in enumerate(draft.lines) if ends_sentence(line.text)), len(draft.lines))


def _claim_related(lines: list[Line], index: int, *, glued: bool) -> None:
    """Claim a label inside an article and the headlines right under it."""
    if not glued:
        lines[index].claim(Role.CHROME, RELATED)
    for line in lines[index + 1 : index + 1 + _MOST_RELATED]:
        if line.is_text or ends_sentence(line.text) or len(line.text) > _LONGEST_HEADLINE:
            return
        if not line.is_claimed:
            line.claim(Role.CHROME, RELATED)


def _claim_below(lines: list[Line], *, glued: bool) -> None:
    for number, line in enumerate(lines):
        if not line.is_claimed and not (glued and number == 0):
            line.claim(Role.CHROME, BELOW if number else NAME)
