"""Who wrote an article ("Thu Hà", "D.Trang – T.Phong", "Tin, ảnh: Mạnh Minh"): at its end, or under its headline.

A byline may be glued to the end of the last paragraph, stand before a site ("Hà Linh / baotinh.vn") or an office
("Nguyễn Văn Bình - Văn phòng Tỉnh ủy"), or be an office alone.
"""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.names import are_names, is_desk, is_full_name, is_name, split_names

NAME = "byline"
GLUED = "glued-byline"
LABELLED = "labelled-byline"
OFFICE = "office-byline"

_WORK = r"(?:tin|bài|ảnh|hình|clip|video|đồ họa|đồ hoạ|thơ|nhạc|minh họa|infographic)"
_LABEL = re.compile(
    rf"[(\[*]*\s*(?:tác giả(?: bài viết)?|tổng hợp|người viết|người đăng|người đưa tin|nhóm tác giả|{_WORK}(?:\s*(?:,|và|-|–|&|/)\s*{_WORK})+|(?:tin|bài|tin bài|tin, bài)(?: viết)?|bài(?: viết)? và ảnh|thực hiện|biên tập(?: viên)?|bút danh|by|posted by|đăng bởi|viết bởi|nội dung)\s*[:;]\s*(?P<name>[^:]{{2,80}}?)\s*[)\]]?\.?"
    rf"|(?:(?:phóng sự|ghi chép|bút ký|tản văn|truyện ngắn|bình luận|ký sự)(?: của|:)|by|posted by|đăng bởi|viết bởi)\s+(?P<name_b>[^:.]{{2,40}})|{_WORK}(?:\s*(?:,|và|-|–|&|/)\s*{_WORK})+\s+(?P<name_c>(?-i:[A-ZĐ])[^:.]{{2,40}})",
    re.IGNORECASE,
)
_WORDS_AND_PICTURES = re.compile(r"(?:tin|bài|tin,? bài)(?: viết)?\s*:\s*(?P<words>[^:]{2,50}?)\s*[-–;,|]\s*ảnh\s*:\s*(?P<pictures>[^:]{2,50}?)\.?", re.IGNORECASE)
_DONE = r"(?:tổng hợp|biên tập|st|sưu tầm|t/h|lược ghi|thực hiện|ghi|biên dịch|dịch|lược dịch|theo .{2,40}|tổng thuật|thực hiện và ảnh|bài và ảnh|ảnh|[^\W\d_]+(?: [^\W\d_]+){0,5})"
_COMPILED = re.compile(rf"(?P<name>[^()]{{2,60}}?)\s*(?:\({_DONE}\)|\([^()]{{2,45}}\)|(?:tổng hợp|thực hiện|lược ghi|ghi|biên dịch|lược dịch|sưu tầm|t/h))", re.IGNORECASE)
# After the mark that ends the last sentence, with no space, or behind several: "… địa phương.D.Trang – T.Phong".
_GLUED = re.compile(r"(?P<gap>\s*)(?P<name>[^\W\d_][^!?…:;()]{1,59}?)\.?$")
_NAME_AND_SITE = re.compile(r"(?P<name>[^/|]{2,40}?)\s*[/|]\s*(?P<site>[\w-]+(?:\.[\w-]+)+|[A-ZĐ][^/|]{2,40})", re.IGNORECASE)
_NAME_AND_AGENCY = re.compile(r"(?P<name>[^-–/(]{2,40}?)\s*[-–/(]\s*(?P<agency>(?:(?:ttxvn|ttx|vov|vtv)(?:/[\w+]+)?|(?:báo|đài)\s+\S.{1,40}?|theo\s+\S.{1,40}?))\)?", re.IGNORECASE)
_AGENCY = re.compile(r"\((?:ttxvn|ttx|vov|vtv|báo\s+\S.{1,40}|tạp chí\s+\S.{1,40})\)$", re.IGNORECASE)
_OFFICES = r"(?:văn phòng|ban|sở|phòng|hội|đoàn|báo|đài|trung tâm|ubnd|công an|huyện|thành|tỉnh|trường|cttđt|cổng|trung tâm|bộ chỉ huy|tổ|thị|đảng|ubmttq|mttq|liên đoàn|chi cục|vp|khoa|bệnh viện|xã|phường|tt[\w&-]*)"
_NAME_AND_OFFICE = re.compile(rf"(?P<name>[^-–,]{{2,40}}?)\s*(?:[-–]|,)\s*{_OFFICES}\b.{{1,60}}", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:văn phòng|ban(?= (?-i:[A-ZĐ]{2}))|ban (?:tuyên giáo|biên tập|dân vận|tổ chức|quản trị|thường trực)|phòng(?! chống| ngừa| trừ| bệnh| cháy|,)|trung tâm|đài|khoa(?! học)|tổ(?! chức)|bộ phận|công an|cttđt|đoàn(?! viên| kết| công tác| kiểm tra| giám sát)"
    r"|hội(?! thi| nghị| thảo| diễn| chợ| viên| khỏe| làng| xuân| trại| ngộ| đồng)|chi cục|bộ chỉ huy|tỉnh đoàn|ubnd|ubmttq|mttq|liên đoàn)\s+\S.{1,60}", re.IGNORECASE)
_SENTENCE = re.compile(r"[,;:!?]\s|\b(?:đã|sẽ|đang|được|tổ chức|và các|của)\b", re.IGNORECASE)
_NAME_AND_MAIL = re.compile(r"(?P<name>[^@\s][^@]{1,48}?)\s*[-–(|,]?\s*[^\s@]{1,40}@[^\s@]{3,60}")
_PROVINCES = (
    "an giang", "bà rịa", "vũng tàu", "bắc giang", "bắc kạn", "bạc liêu", "bắc ninh", "bến tre", "bình định", "bình dương", "bình phước",
    "bình thuận", "cà mau", "cần thơ", "cao bằng", "đà nẵng", "đắk lắk", "đắk nông", "điện biên", "đồng nai", "đồng tháp", "gia lai",
    "hà giang", "hà nam", "hà tĩnh", "hải dương", "hải phòng", "hậu giang", "hòa bình", "hưng yên", "khánh hòa", "kiên giang", "kon tum",
    "lai châu", "lâm đồng", "lạng sơn", "lào cai", "long an", "nam định", "nghệ an", "ninh bình", "ninh thuận", "phú thọ", "phú yên",
    "quảng bình", "quảng nam", "quảng ngãi", "quảng ninh", "quảng trị", "sóc trăng", "sơn la", "tây ninh", "thái bình", "thái nguyên",
    "thanh hóa", "huế", "tiền giang", "hồ chí minh", "trà vinh", "tuyên quang", "vĩnh long", "vĩnh phúc", "yên bái", "việt nam",
)  # fmt: skip
_NO_NAMES = frozenset({
    "gửi", "hoặc", "about", "beta", "nguồn", "hủy", "huỷ", "đóng", "xem", "home", "tp. hcm", "hà nội", "like", "share", "menu", "top",
    *_PROVINCES, "related", "check also", "play video", "skip ad", "font family", "khai báo y tế", "danh bạ điện thoại", "website liên kết", "đặt lịch khám", "fanpage", "email", "facebook",
})  # fmt: skip
_NUMBERED = re.compile(r"[IVX]{1,5}[.)]")
_SCHOOL = re.compile(r"(?:trường (?:chính trị|đại học|cao đẳng)|học viện|viện|đại học|khoa)\s+[^.:]{3,60}$", re.IGNORECASE)
_GLUED_SHORT = re.compile(r"[.!?…”\")](?=[A-ZĐ]|\s{2,}\S|\s(?:PV|CTV|BBT|BTV|P\.V)$)")
_LONGEST = 90
_LAST_LINES = 8
_AFTER_END = 40
# Who signs an official letter: "TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "(Đã ký)"; names and recipients stand below it.
_OFFICIAL = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ|T/?UQ)[./]?\s+(?-i:[A-ZĐ]{2})|\((?:đã ký|đã kí)|nơi nhận\s*:", re.IGNORECASE)
_OFFICE_WORDS = 10
_MOST_SIGNATURES = 3


def is_labelled(text: str) -> bool:
    """Return whether the text is a labelled byline ("Tác giả: Thu Hà")."""
    return len(text) <= _LONGEST and _LABEL.fullmatch(text) is not None


def opens_official(text: str) -> bool:
    """Return whether the text opens the signature of an official letter."""
    return _OFFICIAL.match(text) is not None


def names_office(text: str) -> bool:
    """Return whether the text is a person and an office ("Nguyễn Văn Bình, Khoa Kinh tế")."""
    found = _NAME_AND_OFFICE.fullmatch(text)
    return found is not None and is_full_name(found["name"])


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    texts = [index for index in draft.texts() if index >= first]
    for line in draft.lines[first : texts[-1] + _AFTER_END if texts else None]:
        if not line.is_claimed and len(line.rest) <= _LONGEST:
            _claim_labelled(line)
    if not texts:
        return
    _claim_under_headline(draft, first, texts[0])
    _claim_inside(draft.lines, texts)
    if len(texts) > 1:  # "Thu Hà (TTXVN) 16/08/2022 11:27", between lead and text
        for line in draft.lines[texts[0] + 1 : texts[1]]:
            if not line.is_claimed and line.has(Role.DATE):
                _claim_alone(line)
    _claim_signature(draft, first, texts[-1])


def _claim_labelled(line: Line) -> None:
    both = _WORDS_AND_PICTURES.fullmatch(line.rest)
    if both and is_name(both["words"].strip()) and len(both["pictures"].split()) <= 5:
        line.claim(Role.BYLINE, LABELLED, inner=(both.start("words"), both.end("pictures")))
        return
    found = _LABEL.fullmatch(line.rest)
    if found:
        group = next(name for name in ("name", "name_b", "name_c") if found[name])
        if not group.endswith(("b", "c")) or are_names(found[group].strip("() ")):
            first, last = found.span(group)
            bracket = found[group].find("(")
            closed = ")" in found[group]
            agency = _AGENCY.search(line.rest, first)
            if agency:  # "Bài và ảnh: Thu Hà (Báo Phú Lâm)"
                line.claim_front(agency.start(), Role.BYLINE, LABELLED, inner=(first, agency.start()))
                line.claim(Role.SOURCE, LABELLED, inner=(1, len(line.rest) - 1))
                return
            line.claim(Role.BYLINE, LABELLED, inner=(first, last if bracket < 1 or closed else first + bracket))


def _claim_under_headline(draft: Draft, first: int, text: int) -> None:
    """Claim a bare name between headline and text, also beside a stamp ("Thu Hà • 28/01/2025 08:22")."""
    if not first:
        return
    signed = False
    for line in draft.lines[first:text]:
        if not line.is_claimed and len(line.rest) <= _LONGEST and (line.has(Role.DATE) or _signs(line.rest) or names_office(line.rest)):
            if _claim_alone(line):
                signed = True
        elif signed and line.is_free and not line.is_text and _SCHOOL.match(line.text):
            line.claim(Role.BYLINE, OFFICE)  # where the writer teaches, below the name


def _claim_inside(lines: list[Line], texts: list[int]) -> None:
    """Claim who signs one of several short news: a name below its text, above the headline and the text of the next."""
    for index in range(texts[0] + 1, texts[-1] - 1):
        line, above, below = lines[index], lines[index - 1], lines[index + 1]
        if not line.is_free or not above.is_text or below.is_text or not below.is_free or not lines[index + 2].is_text:
            continue
        if len(line.text) <= _LONGEST and not _NUMBERED.match(line.text) and (_signs(line.text) or is_desk(line.text.strip("()"))):
            line.claim(Role.BYLINE, NAME)


def _signs(text: str) -> bool:
    """Whether a line above the text signs it: names in small letters, or a family name in capitals; or a labelled one."""
    bare = _AFTER_NAME.sub("", text).strip("()*- ")
    names = split_names(bare)
    if not names or not all(is_name(name) for name in names):
        return False
    if all(is_full_name(name) for name in names):
        return True
    return all(2 <= len(name.split()) <= 4 or "." in name for name in names)


_AFTER_NAME = re.compile(r"\s*[-–(|]\s*\S+@\S+.*|\s*\((?:thực hiện|ghi|tổng hợp|t/h)\)\s*|\s+và \d+ tác giả khác", re.IGNORECASE)


def _claim_signature(draft: Draft, first: int, last_text: int) -> None:
    """Claim the bare name that signs the article: below its last paragraph, or glued to it."""
    lines = draft.lines
    if _is_list_of_names(lines[last_text + 1 : last_text + 1 + _LAST_LINES]):
        return
    found = False
    for line in lines[last_text + 1 : last_text + 1 + _LAST_LINES]:
        if line.has(Role.CHROME) and line.pieces[0].rule in ("tail", "foot", "below-tail"):
            break
        if opens_official(line.text):
            break
        if line.is_claimed or line.has(Role.CREDIT):
            continue
        if _claim_alone(line) or _claim_office(line):
            found = True
        elif found:
            break
    if found:
        return
    for line in reversed(lines[max(first, last_text - 1) : last_text + 4]):
        if not line.is_claimed and (line.is_text or len(line.rest) > _LONGEST or _GLUED_SHORT.search(line.rest)):
            _claim_glued(line)
            return


def _is_list_of_names(lines: list[Line]) -> bool:
    """Whether more names stand one below the other than sign an article: who was elected, who won."""
    row = 0
    for line in lines:
        row = row + 1 if line.is_free and len(line.text) <= _LONGEST and is_name(line.text.strip("-–+•*. ")) else 0
        if row > _MOST_SIGNATURES:
            return True
    return False


def _claim_alone(line: Line) -> bool:
    rest = line.rest.strip()
    if len(rest) > _LONGEST or rest.casefold().rstrip(":") in _NO_NAMES:
        return False
    mailed = _NAME_AND_MAIL.fullmatch(line.rest)
    if mailed and are_names(mailed["name"]):
        line.claim(Role.BYLINE, NAME, inner=mailed.span("name"))
        return True
    both = _NAME_AND_SITE.fullmatch(line.rest)
    if both and is_name(both["name"]):
        line.claim_front(both.end("name"), Role.BYLINE, NAME)
        line.claim(Role.SOURCE, NAME, inner=(both.start("site") - both.end("name"), both.end("site") - both.end("name")))
        return True
    office = _NAME_AND_OFFICE.fullmatch(line.rest)
    compiled = _COMPILED.fullmatch(line.rest)
    agency = _NAME_AND_AGENCY.fullmatch(line.rest)
    if agency and is_name(agency["name"].strip()):
        line.claim_front(agency.end("name"), Role.BYLINE, NAME)
        line.claim(Role.SOURCE, NAME, inner=(agency.start("agency") - agency.end("name"), agency.end("agency") - agency.end("name")))
        return True
    if (office and is_name(office["name"]) and len(office["name"].split()) >= 2) or (compiled and are_names(compiled["name"])):
        line.claim(Role.BYLINE, NAME)
        return True
    bare = rest.strip("()[]*–-|, ").rstrip(".")
    if not are_names(bare):
        return False
    start = line.rest.index(bare)
    line.claim(Role.BYLINE, NAME, inner=(start, start + len(bare)))
    return True


def _claim_office(line: Line) -> bool:
    """Claim an office that signs in place of a person ("Văn phòng Tỉnh ủy"), right below the last paragraph."""
    if not line.is_free or not _OFFICE.fullmatch(line.text) or _SENTENCE.search(line.text) or line.text.endswith((".", ":", ";")):
        return False
    if len(line.text.split()) > _OFFICE_WORDS:
        return False
    line.claim(Role.BYLINE, OFFICE)
    return True


def _claim_glued(line: Line) -> None:
    for found in re.finditer(r"[.!?…”\")](?=\S|\s{2,}|\s(?:PV|CTV|BBT|BTV|P\.V)$)", line.rest):
        tail = _GLUED.match(line.rest, found.end())
        if tail and are_names(tail["name"]) and len(tail["name"]) >= 2:
            line.claim_back(found.end(), Role.BYLINE, GLUED)
            return
