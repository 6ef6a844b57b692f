"""Buttons, menus and widgets around an article ("Đăng nhập", "In trang", "Chia sẻ"): chrome.

A line goes when it holds nothing but such words, alone or in a row ("Cỡ chữ A- A A+ | In trang").
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role

NAME = "site-chrome"

_WORDS = (
    r"đăng nhập|đăng ký|đăng xuất|tài khoản|tìm kiếm|tìm kiếm nâng cao|menu|trang chủ|liên hệ|sơ đồ (?:site|trang|cổng)|hỏi đáp"
    r"|rss|góp ý|thư viện ảnh|lịch công tác|skip to (?:main )?content|toggle navigation"
    r"|in(?: trang| bài(?: viết)?| ấn)?|chia sẻ(?: bài viết| qua \w+)?|share|tweet|facebook|twitter|zalo|youtube|tiktok"
    r"|email|print|pdf|gửi (?:email|mail|bài viết|cho bạn bè)|lưu bài(?: viết)?|sao chép liên kết|copy link|link bài gốc"
    r"|lấy link!?|theo dõi.{0,40} trên google news|google news|bình luận|nghe (?:bài viết|đọc bài)|nghe audio"
    r"|cỡ chữ|kích thước chữ|xem cỡ chữ|font ?size|a[-+]?|aa|mặc định|độ tương phản|đọc bài viết|tắt|bật"
    r"|quay lại|trở lại|trở về|về trang trước|về đầu trang|lên đầu trang|đầu trang|xem thêm|đọc thêm|xem tiếp|next|previous"
    r"|đánh giá(?: bài viết)?|thích|like|báo lỗi|video|ảnh|podcast|e-?magazine|infographic|multimedia|mới nhất|tin mới"
    r"|lưu|trở lại [^\W\d_]+(?: [^\W\d_]+){0,3}|\d{2,3}\s?%|quảng cáo|advertisement|đóng|close|×|loading\.*"
)
_SEPARATOR = r"[\s|•·»›>/,:;()\[\]+–-]*"
_ROW = re.compile(rf"{_SEPARATOR}(?:(?:{_WORDS})(?![^\W_]){_SEPARATOR})+", re.IGNORECASE)

_LONGEST_ROW = 200


def claim(draft: Draft) -> None:
    for _, line in draft.free():
        if len(line.text) <= _LONGEST_ROW and _ROW.fullmatch(line.text):
            line.claim(Role.CHROME, NAME)
