"""What names are written with: capitals, runs of words with capitals, places that look like people.

Lists here are general knowledge of Vietnamese (provinces, words before streets and schools), never names out of samples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bulletin.drafts.names import FAMILIES
from bulletin.text.syllables import is_loosely_spelt, is_syllable
from bulletin.text.vietnamese import ACCENTED_LETTERS


def word_set(text: str) -> frozenset[str]:
    """Return the entries of a list with commas, in small letters."""
    return frozenset(" ".join(entry.split()).casefold() for entry in text.split(",") if entry.strip())


_MARKS_BEFORE = "\"'“”‘’(.,:"
_LONGEST = 4  # words of an entry


def ends_with(left: str, entries: frozenset[str]) -> str | None:
    """Return the entry of a set with which a text ends, before one space; quotation marks before a name are seen through."""
    if left[-1:] not in (" ", "“", '"', "."):
        return None
    words = left[-60:].casefold().rstrip(' "“').replace(",", ", ").split(" ")[-_LONGEST:]
    if len(left) > 60 and len(words) < _LONGEST:
        words = words[1:]  # the first may be half a word
    for count in range(min(_LONGEST, len(words)), 0, -1):
        entry = " ".join(words[-count:]).lstrip(_MARKS_BEFORE)
        if entry in entries or entry.rstrip(".") in entries:
            return entry
    return None


CAPITAL = "A-Z" + "".join(letter for letter in ACCENTED_LETTERS if letter.isupper())
SMALL = "a-z" + "".join(letter for letter in ACCENTED_LETTERS if letter.islower())
_LETTER = CAPITAL + SMALL

# Words that begin with a capital, one space between them. Words and runs have a greatest length, so that a text of
# capitals only is read in linear time; no name is as long.
_CAPITALISED = rf"[{CAPITAL}][{_LETTER}]{{0,11}}"
RUN = re.compile(rf"(?<![{_LETTER}\d]){_CAPITALISED}(?: {_CAPITALISED}){{0,9}}(?![{_LETTER}])")
# The same with at least two words, anywhere: without a look behind, the search leaps from capital to capital.
FULL_RUN = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{1,19}}(?![{_LETTER}])")
WORD = re.compile(r"[^ ]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text, from `start` to `end`, as it is written there."""

    name: str
    start: int
    end: int


# More family names than bylines show: of the mountain peoples, of monks, and the rarer ones of the Kinh.
_MORE_FAMILIES = frozenset({
    "an", "bàng", "bành", "chử", "lạc", "ngạc", "ngụy", "nhan", "ông", "bạc", "bạch", "chảo", "chá", "cứ", "diệp", "giáp", "hoắc", "hướng", "khúc", "liễu", "lăng", "lường", "lầu",
    "lê", "lò", "lù", "lừu", "lữ", "mạch", "nhâm", "phàn", "sầm", "thi", "thích", "thò", "tráng", "tòng", "tẩn", "vừ",
    "vày", "đèo", "điêu", "đới", "ứng", "cồ", "quản", "thiệu", "trang", "tưởng", "lại", "mông", "hạng", "ly", "giàng",
})  # fmt: skip
# Family names that are everyday words too: with a capital at the head of a name they are more often something else.
_DOUBTFUL = frozenset({"ông", "lạc", "danh", "nay", "quan", "viên", "văn", "đường", "đồng", "đoàn", "phó", "từ", "y", "sơn", "lại", "an", "quản", "thi", "trang"})
_KNOWN = FAMILIES | _MORE_FAMILIES
_SURE = _KNOWN - _DOUBTFUL

# Places whose first syllable is a family name, and the provinces, old and new.
PLACES = frozenset(
    name.strip().casefold()
    for name in """
    An Giang, Bà Rịa, Bà Rịa Vũng Tàu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bạc Liêu, Bến Tre, Bình Định, Bình Dương, Bình Phước,
    Bình Thuận, Cà Mau, Cần Thơ, Cao Bằng, Đà Nẵng, Đắk Lắk, Đắk Nông, Đắc Lắc, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai,
    Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hoà Bình, Hưng Yên, Khánh Hòa, Khánh Hoà,
    Kiên Giang, Kon Tum, Lai Châu, Lâm Đồng, Lạng Sơn, Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ,
    Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên,
    Thanh Hóa, Thanh Hoá, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái, Huế, Vũng Tàu,
    Việt Nam, Hoàng Sa, Trường Sa, Hà Đông, Cao Lãnh, Hàn Quốc, Thái Lan, Triều Tiên, Trung Quốc, Nhật Bản, Ninh Kiều,
    Mai Châu, Mai Sơn, Lâm Thao, Châu Âu, Châu Á, Châu Phi, Hồ Tây, Hồ Gươm, Hà Thành, Hà Tiên, Hồ Xá, Kim Bôi, Kim Sơn,
    Kim Liên, Phan Thiết, Phan Rang, Lý Sơn, Lý Nhân, Vân Đồn, Đông Nam Á, Tây Nguyên, Thăng Long, Phú Quốc, Hà Trung,
    Vũ Thư, Vũ Quang, Lương Sơn, Lương Tài, Trần Đề, Trà Cú, Trà Ôn, Ngô Quyền, Châu Thành, Châu Đốc, Châu Đức, Tô Lịch,
    Cao Lộc, Cao Phong, Hà Quảng, Hà Lan, La Mã, Lục Ngạn, Lục Nam, Lục Yên, Thái Thụy, Thạch Thất, Thạch Hà, Thạch Thành
    """.replace("\n", " ").split(",")
)  # fmt: skip

# After these words a person's name is the name of something else: a street, a school, a prize.
BEARERS = word_set("""
    đường, phố, ngõ, ngách, hẻm, đại lộ, tuyến, phường, quận, huyện, xã, thôn, ấp, làng, bản, buôn, khối, tổ dân phố,
    tỉnh, thành phố, tp, thị xã, thị trấn, khu phố, khu đô thị, khu dân cư, khu di tích, di tích, trường, thpt, thcs,
    tiểu học, th, mầm non, mẫu giáo, đại học, cao đẳng, học viện, chuyên, phổ thông, dân tộc nội trú, trung học, cấp 1,
    cấp 2, cấp 3, lớp, chi đội, liên đội, bệnh viện, đa khoa, cầu, hầm, chợ, bến xe, bến, cảng, sân bay, ga, sông,
    kênh, hồ, núi, đèo, đảo, công viên, vườn hoa, quảng trường, sân vận động, nhà hát, nhà thi đấu, bảo tàng, lăng,
    đền, đền thờ, chùa, miếu, đình, nhà thờ, tượng, tượng đài, tượng đài đồng chí, lăng mộ, mộ, nhà lưu niệm, giải,
    giải thưởng, cúp, huân chương, học bổng, quỹ, quỹ học bổng, phong trào, mang tên, công ty, tập đoàn, doanh nghiệp,
    hãng, nhãn hiệu, thương hiệu, nhà xuất bản, nxb, siêu thị, khách sạn, nhà hàng, tiệm, cửa hàng, quán, tàu, tư
    tưởng, phong cách, đạo đức, tncs, thanh niên cộng sản, thiếu niên tiền phong, trung tâm, câu lạc bộ, clb, đội, chi
    bộ, chi đoàn, nông trường, nhà máy, thư viện, nhà văn hóa, nhà văn hoá, khóa, khoá, chiến dịch, thời, nhà, triều,
    dòng họ, họ, họ tộc, vua, chúa, ngã tư, ngã ba, ngã năm, vòng xoay, nút giao, thác, hang, động, khách hàng, ban
    nhạc, nhóm, vở, phim, bài hát, ca khúc, bài, ảnh, tin, ảnh:, bài:, tin:, tin, ảnh:, nguồn:, theo:, thực hiện:, tổng
    hợp:, video:
""")
# A sentence that has begun to list streets or schools may go on with them behind commas.
LISTS_PLACES = re.compile(
    r"(?<!\w)(?:tuyến (?:đường|phố)|đường|phố|con đường|ngã tư|ngã ba|giao lộ|nút giao|các trường|trường|thpt|thcs|phường|các xã|xã)(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def is_name_syllable(word: str) -> bool:
    """Return whether a word can be a syllable of a Vietnamese person's name: one capital, at its head."""
    small = word.casefold()
    return word[:1].isupper() and (len(word) == 1 or word[1:].islower()) and (
        is_syllable(small) or is_loosely_spelt(small) or (len(small) == 1 and small.isascii())
    )


def is_family(word: str, *, sure: bool = False) -> bool:
    """Return whether a word is a known family name; `sure`: one that is no everyday word besides."""
    return word.casefold() in (_SURE if sure else _KNOWN)


def is_place(name: str) -> bool:
    """Return whether a name is that of a province, or of a place that looks like a person."""
    return name.casefold() in PLACES
