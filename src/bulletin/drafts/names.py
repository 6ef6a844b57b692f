"""A short text → whose names stand in it: signatures of persons, and of desks that sign in place of one."""

from __future__ import annotations

import re

# Vietnamese names have two to five syllables, each with a capital; pen names are initials ("T.H", "D.Trang").
_SYLLABLE = r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,4}}")
_NAME_SEPARATOR = re.compile(r"\s*(?:[–—;/+]|(?<!GS),|\s&\s|(?<=[a-zà-ỹ])&|\s-\s|\bvà\b)\s*|\s-\s?|-\s")

# The family names that nearly all Vietnamese bear, and those usual among the mountain peoples.
FAMILIES = frozenset({
    "bàn", "bùi", "bế", "cao", "chu", "châu", "cung", "cà", "cù", "cầm", "danh", "doãn", "dương", "giang",
    "giàng", "hoàng", "huỳnh", "hà", "hàn", "hạ", "hầu", "hồ", "hờ", "hứa", "khuất", "khổng", "kim", "kiều",
    "ksor", "la", "lâm", "lã", "lê", "lò", "lý", "lưu", "lương", "lại", "lều", "lộc", "lục", "ma", "mai", "mã",
    "mùa", "mạc", "nay", "nghiêm", "nguyễn", "ngân", "ngô", "nhữ", "ninh", "nông", "phan", "phí", "phó",
    "phùng", "phạm", "quan", "quàng", "quách", "rơ", "siu", "sùng", "sơn", "thiều", "thào", "thái", "thân",
    "thạch", "tiêu", "triệu", "trà", "trương", "trần", "trịnh", "tô", "tôn", "tăng", "tạ", "tống", "từ", "ung",
    "uông", "vi", "viên", "vàng", "võ", "văn", "vũ", "vưu", "vương", "y", "âu", "đinh", "điểu", "đoàn", "đàm",
    "đào", "đường", "đậu", "đặng", "đồng", "đỗ",
})  # fmt: skip

# Desks and agencies that sign in place of a person.
_DESKS = frozenset({
    "pv", "p.v", "btv", "b.t.v", "bbt", "b.b.t", "ctv", "ban biên tập", "phóng viên", "nhóm pv", "nhóm phóng viên",
    "cộng tác viên", "tổng hợp", "ttxvn", "vov", "vtv", "pv tổng hợp", "nhóm tác giả", "ban thời sự",
})  # fmt: skip

# What stands on pages in capitals and is no name.
_LABELS = re.compile(
    r"(?:tin|bài|ảnh|video|thời sự|chính trị|kinh tế|xã hội|văn hóa|văn hoá|giáo dục|y tế|thể thao|pháp luật|quốc phòng"
    r"|an ninh|đời sống|du lịch|công nghệ|thế giới|trang chủ|liên hệ|giới thiệu|thông báo|quyết định|quyết nghị|nghị quyết"
    r"|kết luận|hết|xem|đọc|nghe|chia sẻ|quảng cáo|bình luận|bạn đọc|chuyên mục|môi trường|khoa học|nông nghiệp)\b",
    re.IGNORECASE,
)


# What may stand before a name: ranks, degrees, the work done.
_TITLE = re.compile(
    r"(?:(?:đại|thượng|trung|thiếu) (?:úy|uý|tá|tướng)|(?:PGS|GS|TS|ThS|BS|BSCKI+|CN|KS|LS|NSƯT|NSND|CTV|PV|BTV)\b\.?,?|cô|thầy|nhà báo|luật sư)\s*",
    re.IGNORECASE,
)


def is_desk(text: str) -> bool:
    """Return whether a desk signs in place of a person."""
    return text.casefold() in _DESKS


def is_name(text: str) -> bool:
    """Return whether the text can be one person's signature, or a desk's."""
    if is_desk(text):
        return True
    title = _TITLE.match(text)
    while title and title.end() < len(text):
        text = text[title.end() :]
        title = _TITLE.match(text)
    if not 2 <= len(text) <= 40 or not _NAME.fullmatch(text) or _LABELS.match(text):
        return False
    syllables = re.split(r"[ .]", text.strip("."))
    if "." not in text and all(len(syllable) == 1 for syllable in syllables):  # "A A": letter sizes
        return False
    return all(syllable[:1].isupper() for syllable in syllables if syllable)


def is_full_name(text: str) -> bool:
    """Return whether the text is surely a name: it opens with a family name, or it is a desk's."""
    if not is_name(text):
        return False
    bare = _TITLE.sub("", text)
    return text.casefold() in _DESKS or bare.split(maxsplit=1)[0].casefold() in FAMILIES if bare else True


def split_names(text: str) -> list[str]:
    """Return the names in a byline: "D.Trang – T.Phong" → ["D.Trang", "T.Phong"]."""
    return [name for name in (part.strip(" .") for part in _NAME_SEPARATOR.split(text)) if name]


def authors(byline: str) -> list[str]:
    """Return the persons and desks that a byline names, without what they did and where they work.

    A name all in capitals becomes one with capitals at its syllables: "LAN CHI" is Lan Chi.
    """
    bare = re.sub(r"\s*\([^()]*\)|\s+(?:thực hiện|tổng hợp|lược ghi|sưu tầm|biên dịch|t/h)$|(?<!\w)(?:tin|bài|ảnh|clip)\s*:\s*", "", byline, flags=re.IGNORECASE)
    bare = _AT_OFFICE.sub("", bare)
    parts = [_in_small_letters(_DEGREE.sub("", part) or part) for part in split_names(bare)]
    parts = list(dict.fromkeys(parts))  # a name may stand under the headline and at the end
    return [part for part in parts if is_name(part)] or [bare]


# Where somebody works, behind the name: "Vi Hằng - Trung tâm VH, TT&TT Lộc Sơn".
_AT_OFFICE = re.compile(
    r"(?<=\w)\s*[-–,]\s*(?:văn phòng|trung tâm|hạt kiểm lâm|khoa|trường|ubnd|công an|đài|sở|phòng|huyện đoàn|tỉnh đoàn)\s.*$", re.IGNORECASE
)
_DEGREE = re.compile(r"(?:(?:PGS|GS|TS|ThS|BS|BSCKI+|CN|KS)\b\.?,?\s*)+")


def _in_small_letters(name: str) -> str:
    if not name.isupper() or name.casefold() in _DESKS or "." in name or len(name) <= 3:
        return name
    if not all(_VOWEL.search(syllable) for syllable in name.split()):
        return name  # "TTXVN", "KC": letters, not syllables
    return " ".join(syllable.capitalize() for syllable in name.split())


_VOWEL = re.compile("[aăâeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ]", re.IGNORECASE)


def are_names(text: str) -> bool:
    """Return whether the text is nothing but signatures."""
    names = split_names(text)
    return bool(names) and all(is_name(name) for name in names)
