"""The words that bulletin itself prints, in one place, so that every format says the same."""

from __future__ import annotations

from typing import Final

CONTENTS: Final = "Mục lục"
ISSUE: Final = "Số"
SOURCE: Final = "Nguồn"
PUBLISHED: Final = "Ngày đăng"
PHOTO_CREDIT: Final = "Ảnh"
FIGURE: Final = "Ảnh"
IMPRINT: Final = "Thông tin xuất bản"
RESPONSIBLE: Final = "Chịu trách nhiệm xuất bản"
EDITORS: Final = "Ban biên tập"
LICENCE: Final = "Giấy phép xuất bản"
PRINT_RUN: Final = "Số lượng, khổ in"
PRINTER: Final = "In tại"
DEPOSIT: Final = "Nộp lưu chiểu"
ADDRESS: Final = "Địa chỉ"
CONTACT: Final = "Liên hệ"
COVER: Final = "Bìa"
BEGINNING: Final = "Bắt đầu đọc"
LANDMARKS: Final = "Các phần của sách"
UNTITLED_ARTICLE: Final = "Bài không có tiêu đề"
UNTITLED_BULLETIN: Final = "Bản tin"
