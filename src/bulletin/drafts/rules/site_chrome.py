"""Buttons, menus and widgets around an article ("Đăng nhập", "In trang", "Chia sẻ"): chrome.

A line goes when it holds nothing but such words, alone or in a row ("Cỡ chữ A- A A+ | In trang"); or when it is a menu
on one line: several short labels with wide gaps or strokes between them.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import ends_sentence

NAME = "site-chrome"
MENU_ROW = "menu-row"
RULED = "ruled-line"
COUNTER = "site-counter"
TAGS = "tags"

_WORDS = (
    r"đăng nhập|đăng ký|đăng xuất|tài khoản|tìm kiếm(?: nâng cao)?|tìm|menu|trang chủ|trang nhất|liên hệ(?: quảng cáo)?|sơ đồ (?:web)?(?:site|trang|cổng)|hỏi đáp"
    r"|rss|góp ý|thư viện ảnh|lịch công tác|skip to (?:main )?content|truy cập nội dung luôn|toggle navigation|webmail|thư điện tử|home|trang mobile|phiên bản mobile"
    r"|in(?: trang(?: này)?| bài(?: viết| này)?| ấn| tin| nội dung)?|bản in|chia sẻ(?: bài viết)?(?: (?:qua|lên|trên) \w+| facebook| zalo)?:?|theo dõi trên \w+|(?:bài viết|bài|tin) (?:trước|sau)(?: đó)?|share(?: on \w+)?|tweet|facebook|twitter|zalo|youtube|tiktok|google|gmail|pinterest|linkedin|messenger|telegram|instagram|viber|x"
    r"|e-?mail|print|pdf|gửi (?:e-?mail|mail|bài viết|bài|tin|cho bạn bè|bình luận|phản hồi|đi|ý kiến)|lưu(?: bài(?: viết)?| tin)?|sao chép(?: liên kết| link)?|copy(?: link)?|link(?: bài)? gốc|đã copy|bỏ qua|hủy(?: bỏ)?|huỷ"
    r"|lấy link!?|theo dõi.{0,40} trên google news|google news|(?:0 )?bình luận(?: \(?\d+\)?)?|nghe(?: bài viết| đọc bài| audio| bài| tin)?|tải (?:về|xuống|ứng dụng|app)|giọng (?:nữ|nam)(?: miền (?:bắc|nam|trung))?|nữ miền (?:bắc|nam)|nam miền (?:bắc|nam)"
    r"|bản in|sao chép (?:đường dẫn|liên kết)|cỡ chữ(?: (?:to|nhỏ|lớn|vừa))?|(?:decrease|increase|enlarge|reset|normal) font(?: size)?|kích (?:thước|cỡ) chữ|xem cỡ chữ|font ?size|a\s?[-−–+]?|aa|mặc định|độ tương phản|đọc bài(?: viết)?|tắt|bật|tăng|giảm|[-−+]|phóng to|thu nhỏ|nhỏ|lớn|vừa"
    r"|quay lại|trở lại|trở về|về trang (?:trước|chủ)|(?:về|lên|trở lại) đầu trang|đầu trang|lên trên|xem thêm|đọc thêm|đọc tiếp|xem tiếp|xem tất cả|xem|tất cả|next|previous|prev|sau|trước|trang sau|trang trước"
    r"|đánh giá(?: bài viết)?|thích|like|dislike|báo lỗi|video(?: clip)?|ảnh|podcast|e-?magazine|infographics?|multimedia|longform|media|mới nhất|tin mới|đọc nhiều"
    r"|trở lại [^\W\d_]+(?: [^\W\d_]+){0,3}|\d{2,3}\s?%|quảng cáo|advertisements?|đóng|close|×|loading\.*|zalo oa|comments?|reply|trả lời|leave a comment|no comments|bookmark|tags?:?"
    r"|font chữ(?: (?:nhỏ|lớn|to|vừa))?|chi tiết(?: tin| bài viết)?(?: tin tức)?|chế độ ban đêm(?: (?:on|off))?|xem chi tiết(?: tại đây)?|tóm tắt(?: bài viết)?|ai|báo nói|xem với cỡ chữ|xem đầy đủ|\d+/\d+|❮|❯|gốc|\d+ liên quan|nhấn phím.{0,30}|your browser.{0,40}|tác giả|banner|thumbnail|check also|chia sẻ qua|(?:icon)+|copy link thành công!?|speed|normal|auto|\d{3,4}p|current time.*|duration.*|admicro adx|\d+s|/|tặng sao thành công|xếp theo:?|thời gian|số người thích|quảng cáo của \w+|tp\. ?hcm|adverti[sz]ement|theo dõi [^.]{2,30} trên|xem các bài viết của tác giả|nghe đọc bài|đọc ngay|báo vi phạm|chia sẻ bài viết này|chọn giọng đọc|giọng đọc|tốc độ(?: đọc)?|\d{2}:\d{2}|\d:\d{2}|nhạc nền|bài viết hay|hay quá|gửi đi|gửi thông tin.{0,30}|thảo luận|sao chép|đã sao chép|xem nhanh|đọc nhanh|tin nhanh|hoặc|beta|fanpage|đăng ký ngay|đăng nhập ngay|quên mật khẩu|mật khẩu|trở về|whatsapp|skype|gửi cho bạn|chọn|-- chọn --|like \d+|thích \d+|\d(?:[.,]\d)?x|guest|about|bài (?:trước|sau|tiếp)|ảnh đẹp|ý kiến|no data|lưu thông tin|tặng sao|thích bài này|quan tâm|theo dõi|cập nhật|hotline|đường dây nóng|điện thoại|gọi điện|nhắn tin|fanpage|mã nguồn|đặt báo|báo in|báo giấy|e-?paper|tòa soạn|toà soạn|0"
)
_SEPARATOR = r"[\s|•·»›>←→↑▲▼★☆✉☰≡/,:;()\[\]+–.-]*"


def _longest_first(alternatives: str) -> str:
    """Return the alternatives of a pattern, the longest first: so that the first that matches need not be tried again."""
    found, depth, start = [], 0, 0
    for index, character in enumerate(alternatives):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            found.append(alternatives[start:index])
            start = index + 1
    return "|".join(sorted([*found, alternatives[start:]], key=len, reverse=True))


# Atomic and possessive: a row of buttons that is none after all is given up at once, not tried in all its cuts.
_ROW = re.compile(
    rf"(?>{_SEPARATOR})(?:(?>(?:{_longest_first(_WORDS)})(?![^\W_]))(?>{_SEPARATOR}))++", re.IGNORECASE
)
# Buttons whose labels have run into one another: "FacebookTwitterPrintGmail".
_GLUED_BUTTONS = re.compile(
    r"(?:(?:chia sẻ|facebook|twitter|print|gmail|email|zalo|pinterest|linkedin|copy link|messenger|youtube|telegram|in bài|trang chủ|giới thiệu|tin tức|văn bản|liên hệ)\s*){2,}",
    re.IGNORECASE,
)
_GLUED_MENU = re.compile(r"(?:(?i:trang chủ|home|trang nhất))(?:(?=[A-ZĐ])\S|\s{2,}\S|\s*[|»>/›]).*")
_WIDE_GAP = re.compile(r"\s{2,}|\t|\s*[|•·]\s*|\s*\[\d+\]\s*")
_RULED = re.compile(r"[-=_~*#.•·–—|+>< \u2500-\u257f]+")
_COUNTER = re.compile(
    r"(?:(?:tổng(?: số)?|số)\s+)?(?:lượt |số |người |khách )?(?:đang )?(?:truy cập|truy cập hôm nay|online|trực tuyến)(?:\s*(?:hôm (?:nay|qua)|trong (?:tuần|tháng|năm)))?\s*:?\s*[\d.,]*"
    r"|(?:hôm nay|hôm qua|tuần này|tuần trước|tháng này|tháng trước|tất cả|tổng(?: cộng| truy cập| lượt truy cập)?|khách|thành viên|máy chủ tìm kiếm)\s*:?\s*[\d.,]+"
    r"|[★☆]{3,}.*|(?:tổng số điểm|click để đánh giá|xếp hạng|điểm đánh giá|bấm vào đây để|vui lòng nhập|mã xác nhận|mã bảo mật|captcha|nhập mã).*|\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}"
    r"|(?:số )?lượt (?:xem|đọc)\s*:?|hôm nay\s*:.{4,80}|trang\s*(?:\d+\s*)+.*|(?:#[^\s#][^#]{1,40}){1,12}|bạn còn \d+.{0,30}|\d+\s*/\s*\d+ ký tự|(?:bạn|đã có lỗi|bình luận của bạn|ban biên tập giữ quyền|để xác nhận) (?:vui lòng|cần|phải|xảy ra|đã được|biên tập|việc|đã không|thấy bài).{0,80}|bài viết chưa có.{0,40}"
    r"|submitted by.{0,40}|breadcrumb\s*:.*|[-–]?\s*người đăng(?: bài(?: viết)?)?\s*:\s*(?:admin\w*|quản trị.{0,20}|ban quản trị.{0,20})|(?:mã an toàn|mã kiểm tra|họ (?:và )?tên|nội dung bình luận|tiêu đề bình luận|người gửi|người tạo|người đăng)\s*:?(?:\s*\*|\s*(?:admin|administrator|quản trị.{0,20}|user\d*))?|(?:powered|design(?:ed)?) by.{0,60}"
    r"|[^@]{0,60}@[^@\s]{2,40}\.[^@]{2,80}|(?:上一篇|下一篇).*|【.*】",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:tags?|từ kh[oó][áa](?: bài viết)?|thẻ|hashtag|chủ đề)\s*:\s*\S", re.IGNORECASE)
_LONGEST_ROW = 200
_LONGEST_MENU = 600
_MENU_LABELS = 4  # so many short labels on a line are a menu
_LABEL_WORDS = 6


# What stands inside articles, alone between two paragraphs, and is never theirs.
_BUTTON = re.compile(
    r"[^\w]*(?:quảng cáo.{0,20}|adverti[sz]ements?|đọc tiếp|đọc thêm|xem thêm|xem tiếp|đọc ngay|chia sẻ.{0,20}|nghe.{0,12}|theo dõi.{0,30}|in trang|in bài.{0,6}|tags?|"
    r"facebook|twitter|zalo|copy link.{0,12}|loading\.*|video|mục lục|ẩn mục lục|\[?ẩn\]?|hiện|đóng)[^\w]*",
    re.IGNORECASE,
)


def is_button(text: str) -> bool:
    """Return whether the text is a button or a label of adverts, as they stand between paragraphs."""
    return _BUTTON.fullmatch(text) is not None or _GLUED_BUTTONS.fullmatch(text) is not None


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        text = line.text
        if len(text) <= _LONGEST_ROW:
            if _ROW.fullmatch(text) or _GLUED_BUTTONS.fullmatch(text):
                line.claim(Role.CHROME, NAME)
            elif _COUNTER.fullmatch(text):
                line.claim(Role.CHROME, COUNTER)
            elif _TAGS.match(text):
                line.claim(Role.CHROME, TAGS)
            elif _RULED.fullmatch(text):
                line.claim(Role.CHROME, RULED)
        if line.is_free and len(text) <= _LONGEST_MENU and not line.is_text and _is_menu(line):
            line.claim(Role.CHROME, MENU_ROW)


def _is_menu(line: Line) -> bool:
    """Whether the line is several short labels, none of them a figure or the end of a sentence."""
    raw = line.raw.strip()
    if _GLUED_MENU.match(raw) and len(raw) <= _LONGEST_MENU and not ends_sentence(raw):
        return True
    if "  " not in raw and "\t" not in raw and "|" not in raw and "•" not in raw and "·" not in raw and "[" not in raw:
        return False
    labels = [label for label in _WIDE_GAP.split(raw) if label]
    if len(labels) < _MENU_LABELS:
        return False
    return all(len(label.split()) <= _LABEL_WORDS and not _DIGITS.search(label) for label in labels) and not ends_sentence(raw)


_DIGITS = re.compile(r"\d{2,}|\d[.,]\d")
