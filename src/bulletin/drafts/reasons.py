"""Roles and rules → what an editor calls them: the words that `bulletin inspect` prints."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.drafts.draft import Line, Piece, Role
from bulletin.drafts.ledger import normalised_offset, raw_bounds
from bulletin.text.line_ends import COUNTED, LINE_END

ROLE_NAMES = {
    Role.TITLE: "tiêu đề",
    Role.LEAD: "sa-pô",
    Role.PARAGRAPH: "đoạn văn",
    Role.HEADING: "tít phụ",
    Role.LIST_ITEM: "mục liệt kê",
    Role.QUOTATION: "trích dẫn",
    Role.TABLE: "bảng",
    Role.CAPTION: "chú thích ảnh",
    Role.CREDIT: "tác giả ảnh",
    Role.IMAGE: "ảnh",
    Role.NOTE: "chú thích",
    Role.SECTION: "chuyên mục",
    Role.DATE: "ngày đăng",
    Role.PLACE: "nơi viết",
    Role.BYLINE: "người viết",
    Role.SOURCE: "nguồn",
    Role.METADATA: "số liệu trang",
    Role.CHROME: "bỏ",
}

_REASONS = {
    "title": "hợp với một tiêu đề nhất trong các dòng phía trên bài",
    "kicker": "dòng ngắn kết thúc bằng dấu hai chấm, ngay trên tiêu đề",
    "doubled-title": "trang lặp lại tiêu đề",
    "section-label": "nhãn ngắn ngay trên tiêu đề",
    "menu": "nhãn của trang, phía trên tiêu đề",
    "lead": "đoạn ngắn ngay dưới tiêu đề, còn bài ở dưới",
    "dateline": "nơi viết đứng trước gạch ngang, mở đầu đoạn đầu tiên",
    "dateline-alone": "nơi viết đứng riêng một dòng, giữa tiêu đề và sa-pô",
    "paper-tag": "tên viết tắt của báo mở đầu đoạn đầu tiên",
    "body": "chữ của bài: không quy tắc nào khác nhận",
    "doubled-text": "đoạn văn lặp lại nguyên vẹn",
    "heading": "dòng ngắn không có dấu chấm cuối, có chữ ở dưới",
    "list-item": "dòng có dấu đầu mục, nhiều dòng như thế liền nhau",
    "table-row": "các ô cách nhau bằng dấu tab, nhiều dòng cùng số ô",
    "caption": "hợp với một chú thích ảnh hơn là lời kể",
    "labelled-caption": "có chữ “Ảnh:” đứng trước lời tả",
    "credit": "tên người chụp, có nhãn “Ảnh:”",
    "image-file": "tên một tệp ảnh",
    "image-placeholder": "dấu để lại chỗ một tấm ảnh",
    "image-name": "tên ảnh viết không dấu",
    "stamp": "ngày giờ của bài",
    "site-clock": "ngày giờ của trang hay của bài khác",
    "view-count": "số lượt xem",
    "reply-count": "số phản hồi",
    "account-name": "tên tài khoản của người đăng",
    "label-behind-stamp": "nhãn của trang, sau ngày giờ",
    "labelled-byline": "có nhãn người viết",
    "byline": "tên người, dưới tiêu đề hay sau đoạn cuối",
    "glued-byline": "tên người dính vào cuối đoạn cuối",
    "office-byline": "tên cơ quan ký thay người viết",
    "source": "có nhãn “Theo” hay “Nguồn”",
    "paper": "tên một tờ báo hay một trang, sau bài",
    "language-switch": "nút chọn ngôn ngữ, với ngày hôm nay",
    "site-chrome": "nút bấm và nhãn của trang",
    "site-counter": "bộ đếm, khung nhập và các tiện ích của trang",
    "tags": "từ khóa của bài",
    "site-name": "tên trang hay cơ quan chủ quản",
    "menu-row": "nhiều nhãn ngắn trên một dòng",
    "ruled-line": "một đường kẻ",
    "breadcrumb": "đường dẫn của trang",
    "read-more": "lời dẫn sang bài khác",
    "tagged-teaser": "lời dẫn của bài khác: mở đầu bằng tên báo như sa-pô",
    "source-button": "nút chép đường dẫn cạnh nguồn",
    "verse": "câu thơ: các dòng cùng số tiếng, hoặc sáu tám",
    "paired-teaser": "lời giới thiệu bài khác: các tít ở cuối bài, mỗi tít một đoạn ngắn",
    "tail": "nhãn mở phần sau bài: bình luận, tin liên quan …",
    "glued-tail": "nhãn của phần sau bài, dính vào dòng cuối",
    "below-tail": "nằm dưới nhãn mở phần sau bài",
    "related-in-text": "tin liên quan chen giữa bài",
    "foot": "chân trang: bản quyền, giấy phép, địa chỉ …",
    "below-article": "nằm dưới bài, không phải câu của bài",
    "mail-header": "phần đầu của một thư điện tử",
    "mail-signature": "chữ ký của một thư điện tử, dưới dòng “--”",
    "place-and-date": "nơi viết, đứng trước ngày tháng",
    "invisible-characters": "chỉ có ký tự không nhìn thấy",
}


def reason(piece: Piece) -> str:
    """Return why the piece has its role, one sentence; a rule of markup is named as it is."""
    if piece.rule.startswith("html-"):
        return f"mã HTML của trang nói vậy ({piece.rule.removeprefix('html-')})"
    return _REASONS.get(piece.rule, piece.rule)


def weights(piece: Piece) -> str:
    """Return what was put on the scale: "dài như một tiêu đề +2, không có dấu chấm cuối +1"."""
    return ", ".join(f"{sign} {weight:+}" for sign, weight in piece.evidence)


def rows(line: Line) -> Iterator[tuple[int, str, list[tuple[int, int, Piece]]]]:
    """Yield the rows of a line that was broken at a column: number, raw text, its pieces by where they stand in it."""
    for number, start, end, parts in _rows(line):
        yield number, line.raw[start:end], [(first - start, last - start, piece) for first, last, piece in parts]


def shown_rows(line: Line) -> Iterator[tuple[int, list[tuple[str, str, Piece]]]]:
    """Yield the rows of a line for people: number, and each piece's text as it was understood and as it stands."""
    for number, _, _, parts in _rows(line):
        yield number, [(*_texts(line, first, last), piece) for first, last, piece in parts]


def _texts(line: Line, first: int, last: int) -> tuple[str, str]:
    understood = line.text[normalised_offset(line, first) : normalised_offset(line, last)]
    return understood.strip(), line.raw[first:last].strip()


def _rows(line: Line) -> Iterator[tuple[int, int, int, list[tuple[int, int, Piece]]]]:
    """Yield number, start and end of each row, and the pieces in it, all in the line's raw text."""
    bounds = [(start, end, piece) for piece, (start, end) in zip(line.pieces, raw_bounds(line), strict=True)]
    position, number = 0, line.number
    for row_end, next_start in [*(found.span() for found in LINE_END.finditer(line.raw)), (len(line.raw),) * 2]:
        parts = [
            (max(start, position), min(end, row_end), piece)
            for start, end, piece in bounds
            if min(end, row_end) > max(start, position)
        ]
        yield number, position, row_end, parts
        number += line.raw[row_end:next_start] in COUNTED
        position = next_start
