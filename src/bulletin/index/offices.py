"""What stands before a person's name and shows that it is one: forms of address, ranks, degrees, offices.

An office may name its body ("Giám đốc Sở Nội vụ"); what may stand between the office and the name is told here too.
"""

from __future__ import annotations

import re
from typing import Literal

from bulletin.index.letters import ends_with, word_set

# Forms of address that belong to a person's name and to nothing else.
CLOSE_ADDRESSES = word_set("""
    đồng chí, đ/c, bạn, ông, bà, anh, chị, em, cô, chú, bác, cậu, dì, thầy, thầy giáo, cô giáo, cụ, cháu, già làng, đại
    biểu, cử tri, nghệ nhân, bác sĩ, bác sỹ, kỹ sư, luật sư, giáo sư, tiến sĩ, tiến sỹ, thạc sĩ, thạc sỹ, hòa thượng,
    hoà thượng, thượng tọa, thượng toạ, đại đức, ni sư, bị cáo, bị can, đối tượng, nhà báo, nhà văn, nhà thơ, đại úy,
    đại uý, đại tá, đại tướng, thượng úy, thượng uý, thượng tá, thượng tướng, trung úy, trung uý, trung tá, trung
    tướng, thiếu úy, thiếu uý, thiếu tá, thiếu tướng
""")
# Forms of address that stand before other things too: "giáo viên Tiếng Anh", "nghĩa trang liệt sĩ Đồi Sim".
LOOSE_ADDRESSES = word_set("""
    bé, trưởng bản, nghệ nhân ưu tú, nghệ nhân nhân dân, liệt sĩ, liệt sỹ, anh hùng, mẹ, lão nông, nông dân, hội viên,
    đoàn viên, đảng viên, cựu chiến binh, thương binh, học sinh, sinh viên, thí sinh, vận động viên, vđv, huấn luyện
    viên, hlv, cầu thủ, y sĩ, điều dưỡng, dược sĩ, kĩ sư, kiến trúc sư, thẩm phán, kiểm sát viên, nhà giáo, nhà nghiên
    cứu, nhà sử học, nhạc sĩ, nhạc sỹ, họa sĩ, hoạ sĩ, ca sĩ, diễn viên, đạo diễn, nghệ sĩ, nghệ sỹ, nghệ sĩ ưu tú,
    nghệ sĩ nhân dân, nsnd, nsưt, phó giáo sư, cử nhân, giảng viên, giáo viên, phóng viên, linh mục, mục sư, sư cô, sư
    thầy, doanh nhân, chuyên gia, thuyền trưởng, nghi can, nạn nhân, tài xế, lái xe, chủ hộ, binh nhất, binh nhì, hạ
    sĩ, trung sĩ, thượng sĩ, chuẩn đô đốc, phó đô đốc, đô đốc, chiến sĩ, chiến sỹ, hạ sỹ
""")
_OFFICE = (
    "tổng bí thư|bí thư|phó bí thư|chủ tịch nước|phó chủ tịch nước|chủ tịch|phó chủ tịch|thủ tướng|phó thủ tướng|bộ trưởng|thứ trưởng|tổng thống"
    "|giám đốc|phó giám đốc|tổng giám đốc|phó tổng giám đốc|cục trưởng|phó cục trưởng|vụ trưởng|phó vụ trưởng|tổng cục trưởng|chi cục trưởng|phó chi cục trưởng"
    "|trưởng ban|phó trưởng ban|phó ban|trưởng phòng|phó trưởng phòng|phó phòng|trưởng đoàn|phó trưởng đoàn|trưởng thôn|trưởng khu|trưởng ấp|bí thư chi bộ"
    "|trưởng công an|phó trưởng công an|trưởng khoa|phó trưởng khoa|trưởng trạm|trạm trưởng|đồn trưởng|chính trị viên|chính ủy|chính uỷ|phó chính ủy|tư lệnh"
    "|phó tư lệnh|tham mưu trưởng|tổng tham mưu trưởng|chỉ huy trưởng|phó chỉ huy trưởng|viện trưởng|phó viện trưởng|hiệu trưởng|phó hiệu trưởng|hiệu phó"
    "|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|chánh án|phó chánh án|tổng biên tập|phó tổng biên tập|tổng thư ký|tổng thanh tra|tổng kiểm toán|thống đốc"
    "|kế toán trưởng|đội trưởng|đội phó|tổ trưởng|tổ phó|nhóm trưởng|chủ nhiệm|phó chủ nhiệm|thư ký|trợ lý|ủy viên|uỷ viên|thành viên|đại sứ|tổng lãnh sự"
    "|chủ doanh nghiệp|chủ cơ sở|chủ trang trại|hạt trưởng|xã đội trưởng|huyện đội trưởng|kiểm toán trưởng|cán bộ|chuyên viên|trưởng tiểu ban|người phát ngôn"
)
_BEFORE = r"(?<![\w-])"

# Degrees in short, one or several: "PGS.TS.", "GS, TS".
_DEGREES = re.compile(r"(?:(?:pgs|gs|tskh|ts|ths|bs|bscki+|ks|ls)[.,]*)+")


def address_before(left: str) -> Literal["closely", "loosely"] | None:
    """Return how a form of address stands at a text's end: "ông" belongs to names only, "học sinh" to much else."""
    if ends_with(left, CLOSE_ADDRESSES) or (left[-1:] in " ." and _DEGREES.fullmatch(left[-24:].casefold().rstrip().rpartition(" ")[2])):
        return "closely"
    return "loosely" if ends_with(left, LOOSE_ADDRESSES) else None


# The last office to the left of a name, and what stands between the two.
_OFFICES = re.compile(rf"{_BEFORE}(?:{_OFFICE})(?!\w)", re.IGNORECASE)
# An office that opens the text which it is matched against: what follows a name behind a comma, or glued to it.
OPENS_OFFICE = re.compile(
    rf"(?:nguyên |quyền |phó |tổng |trưởng |thường trực |thường vụ |cố )*(?:{_OFFICE}|trưởng|phó trưởng|đại biểu|giáo viên|giảng viên|học sinh|sinh viên|bác sĩ|cựu|hội viên)(?!\w)",
    re.IGNORECASE,
)
_OFFICE_WORDS = word_set(_OFFICE.replace("|", ",") + ",lãnh đạo cấp cao")


def has_office_at_end(left: str) -> bool:
    """Return whether a text ends with an office: what follows is the body that it belongs to."""
    return ends_with(left, _OFFICE_WORDS) is not None


# Several persons are going to be named in this sentence.
PLURAL = re.compile(
    r"(?<!\w)(?:các (?:đồng chí|đ/c|ông|bà|anh|chị|em|cháu|thầy|cô|đại biểu|bị cáo|bị can|đối tượng|học sinh|sinh viên|vận động viên|nghệ sĩ|nhạc sĩ|nhà báo"
    r"|chiến sĩ|liệt sĩ|thầy giáo|cô giáo|giáo viên|nghệ nhân|tác giả|thành viên)|\d+ thành viên|(?:hai|ba|02|03|2|3) (?:đồng chí|em|học sinh|ông|anh|chị|bị cáo|đối tượng)|hai vợ chồng)(?!\w)",
    re.IGNORECASE,
)

# Words in small letters that stand between an office and the name: levels, and kinds of office.
_COMPLEMENT = (
    r"thường trực|thường vụ|điều hành|chuyên trách|phụ trách|kiêm nhiệm|kiêm|nước|đảng|lâm thời|danh dự|tỉnh|huyện|xã|phường|thị trấn|thành phố|thị xã|quận|khối|nguyên"
    r"|đoàn|chi bộ|chi hội|dự khuyết|cấp cao|kỹ thuật|kinh doanh|nhân sự|sản xuất|công đoàn|chi đoàn|thôn|bản|lớp|đội|tổ|nhà trường|công ty|hợp tác xã"
)
COMPLEMENT = re.compile(rf" (?:{_COMPLEMENT})(?!\w)", re.IGNORECASE)
# Bodies whose own name has no certain end; it ends before the name all the same, as it goes on in small letters.
OPEN_BODY = re.compile(r" [A-ZĐ]\w*(?: [^\W\d_]+| -| –|,(?= [a-zà-ỹđ]))* [a-zà-ỹđ]\w* $")
NO_OPEN_BODY = re.compile(
    r"(?<!\w)(?:trường|thpt|thcs|tiểu học|mầm non|đại học|học viện|bệnh viện|đa khoa|công ty|tnhh|nhà|bảo tàng|quỹ|trung tâm|câu lạc bộ|hợp tác xã|htx|gửi|cho|với"
    r"|cùng|và các|của|tại|về|là|được|đã|từng|thăm|tặng|mang tên|theo|lăng|giải|giải thưởng|phong trào|thanh niên cộng sản|tncs|đường|phố|thôn|xã|phường)(?!\w)",
    re.IGNORECASE,
)


def last_office(left: str) -> str | None:
    """Return what stands between the last office in a text and the text's end, or None where it names none."""
    found = None
    for found in _OFFICES.finditer(left):  # noqa: B007 — the last is wanted
        pass
    return None if found is None else left[found.end() :]
