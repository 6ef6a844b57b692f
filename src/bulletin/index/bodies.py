"""A text → the bodies that it names: committees, councils, ministries, departments, organisations of the masses.

A closed list of heads, each with what may follow it, down to level and place. Bodies of which only an officer is meant
("Chủ tịch UBND tỉnh") are passed over: the index would lead to a page that says nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from bulletin.index.letters import RUN, WORD, Found, is_family, is_name_syllable, is_place
from bulletin.index.offices import has_office_at_end
from bulletin.text.tone_places import ToneStyle, place_tones

_MINISTRIES = (
    "Nội vụ|Ngoại giao|Quốc phòng|Công an|Tư pháp|Tài chính|Công [Tt]hương|Xây dựng|Y tế|Giáo dục và Đào tạo|GD ?& ?ĐT|GDĐT|GD-ĐT"
    "|Kế hoạch và Đầu tư|KH ?& ?ĐT|KHĐT|Tài nguyên và Môi trường|TN ?& ?MT|TNMT|Nông nghiệp và Phát triển nông thôn|NN ?& ?PTNT|Nông nghiệp và PTNT"
    "|Nông nghiệp và Môi trường|NN ?& ?MT|Giao thông [Vv]ận tải|GTVT|Lao động - Thương binh và Xã hội|Lao động,? Thương binh và Xã hội"
    "|LĐ-TB ?& ?XH|LĐTB ?& ?XH|LĐTBXH|Văn hóa,? Thể thao và Du lịch|Văn hóa,? Thể thao|VH-?TT ?& ?DL|VHTTDL|VH,? ?TT ?& ?DL|Văn hóa và Thể thao"
    "|Thông tin và Truyền thông|TT ?& ?TT|TTTT|Khoa học và Công nghệ|KH ?& ?CN|KHCN|Dân tộc và Tôn giáo|Ngoại vụ|Du lịch|Quy hoạch - Kiến trúc"
    "|Thông tin và TT|An toàn thực phẩm"
)
# Written out, letter for letter, so that "Bộ GD&ĐT" and "Bộ Giáo dục và Đào tạo" are one entry.
_LONG = {
    "gd&đt": "giáo dục và đào tạo", "gdđt": "giáo dục và đào tạo", "gd-đt": "giáo dục và đào tạo",
    "kh&đt": "kế hoạch và đầu tư", "khđt": "kế hoạch và đầu tư", "tn&mt": "tài nguyên và môi trường",
    "tnmt": "tài nguyên và môi trường", "nn&ptnt": "nông nghiệp và phát triển nông thôn",
    "nông nghiệp và ptnt": "nông nghiệp và phát triển nông thôn", "nn&mt": "nông nghiệp và môi trường",
    "gtvt": "giao thông vận tải", "lđ-tb&xh": "lao động - thương binh và xã hội",
    "lđtb&xh": "lao động - thương binh và xã hội", "lđtbxh": "lao động - thương binh và xã hội",
    "vhttdl": "văn hóa thể thao và du lịch", "vh-tt&dl": "văn hóa thể thao và du lịch",
    "vhtt&dl": "văn hóa thể thao và du lịch", "tt&tt": "thông tin và truyền thông", "tttt": "thông tin và truyền thông",
    "kh&cn": "khoa học và công nghệ", "khcn": "khoa học và công nghệ", "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "lhpn": "liên hiệp phụ nữ", "ldlđ": "liên đoàn lao động",
    "lđlđ": "liên đoàn lao động", "ccb": "cựu chiến binh", "vksnd": "viện kiểm sát nhân dân",
    "tand": "tòa án nhân dân", "tncs": "thanh niên cộng sản", "bhxh": "bảo hiểm xã hội", "bchqs": "bộ chỉ huy quân sự",
    "bch": "ban chấp hành", "bộ chqs": "bộ chỉ huy quân sự", "ban chqs": "ban chỉ huy quân sự",
    "bđbp": "bộ đội biên phòng",
}  # fmt: skip

_COMMITTEE = r"(?:Tỉnh|Thành|Huyện|Thị|Quận)[ ]?(?:ủy|uỷ)|Đảng (?:ủy|uỷ)|đảng (?:ủy|uỷ)"
_LEVEL = r"tỉnh|thành phố|TP\.?|thị xã|quận|huyện|xã|phường|thị trấn|cấp tỉnh|cấp huyện|cấp xã|Thành phố|Tỉnh"
_UNITS = r"Ban (?:Tuyên giáo|Tuyên giáo và Dân vận|Tổ chức|Dân vận|Nội chính|Kinh tế|Đối ngoại)|Ủy ban Kiểm tra|UBKT|Văn phòng|Ban Thường vụ|Ban Chấp hành|BCH|Thường trực"

# The first word of a body → what it may be. `{level}` is level and place, `{committee}` a committee of the Party.
_HEADS: dict[str, tuple[str, ...]] = {
    "UBND": ("UBND{level}",),
    "HĐND": ("HĐND{level}",),
    "Ủy": (
        "Ủy ban [Nn]hân dân{level}", r"Ủy ban (?:Trung ương )?(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)?{level}",
        "Ủy ban Kiểm tra(?: {committee}{place}| Trung ương)", r"Ủy ban Thường vụ Quốc hội", "Ủy ban Dân tộc",
    ),
    "MTTQ": ("MTTQ(?: Việt Nam)?{level}",),
    "Mặt": ("Mặt trận Tổ quốc(?: Việt Nam)?{level}",),
    "Hội": (
        "Hội đồng [Nn]hân dân{level}", "Hội Nông dân(?: Việt Nam)?{level}", "Hội Cựu chiến binh(?: Việt Nam)?{level}", "Hội CCB{level}",
        "Hội (?:Liên hiệp Phụ nữ|LHPN|Phụ nữ)(?: Việt Nam)?{level}", "Hội Chữ thập đỏ(?: Việt Nam)?{level}", "Hội Khuyến học(?: Việt Nam)?{level}",
        "Hội Người cao tuổi(?: Việt Nam)?{level}", "Hội Nhà báo(?: Việt Nam)?{level}", "Hội Văn học nghệ thuật{level}", "Hội Luật gia(?: Việt Nam)?{level}",
        "Hội đồng Bầu cử quốc gia", "Hội đồng Lý luận Trung ương",
    ),
    "Liên": ("Liên đoàn Lao động(?: Việt Nam)?{level}",),
    "LĐLĐ": ("LĐLĐ{level}",),
    "Tỉnh": (r"Tỉnh (?:ủy|uỷ){place}", "Tỉnh đoàn{place}", "Tỉnh Đoàn{place}"),
    "Thành": (r"Thành (?:ủy|uỷ){place}", "Thành đoàn{place}", "Thành Đoàn{place}"),
    "Huyện": (r"Huyện (?:ủy|uỷ){place}", "Huyện đoàn{place}", "Huyện Đoàn{place}"),
    "Thị": (r"Thị (?:ủy|uỷ){place}", "Thị đoàn{place}"),
    "Quận": (r"Quận (?:ủy|uỷ){place}",),
    "Đảng": (r"Đảng (?:ủy|uỷ)(?: Công an(?: Trung ương)?| Quân sự| Quân khu [1-9]| Bộ đội Biên phòng| Khối (?:các cơ quan|doanh nghiệp|Các cơ quan|Doanh nghiệp)| các cơ quan Đảng)?{level}",),
    "Ban": (
        rf"(?:{_UNITS}) {{committee}}{{level}}", r"Ban Chấp hành Đảng bộ{level}", "Ban Chấp hành Trung ương(?: Đảng)?", "Ban Thường vụ Đảng (?:ủy|uỷ){level}",
        r"Ban (?:Tuyên giáo|Tuyên giáo và Dân vận|Tổ chức|Dân vận|Nội chính|Kinh tế|Đối ngoại) Trung ương", "Ban Bí thư(?: Trung ương Đảng)?",
        "Ban CHQS{level}", "Ban Chỉ huy Quân sự{level}", "Ban Chỉ huy quân sự{level}", "Ban Quản lý các Khu kinh tế", "Ban Quản lý các khu công nghiệp",
        "Ban Tiếp công dân{level}", "Ban (?:Tuyên giáo|Tuyên giáo và Dân vận|Dân vận|Nội chính)(?! \\w*[A-ZĐ])",
    ),
    "BCH": (r"BCH (?:Đảng bộ{level}|Trung ương(?: Đảng)?)",),
    "Thường": (r"Thường trực (?:{committee}|HĐND|UBND|Ủy ban MTTQ(?: Việt Nam)?){level}",),
    "Văn": (r"Văn phòng (?:{committee}|UBND|HĐND|Đoàn ĐBQH và HĐND){level}", "Văn phòng (?:Chính phủ|Quốc hội|Chủ tịch nước|Trung ương Đảng)"),
    "Bộ": (
        "Bộ Chính trị", rf"Bộ (?:{_MINISTRIES})", "Bộ (?:Chỉ huy [Qq]uân sự|CHQS){level}", "Bộ Chỉ huy (?:Bộ đội [Bb]iên phòng|BĐBP){level}",
        "Bộ Tư lệnh Thủ đô", "Bộ Tổng [Tt]ham mưu", "Bộ đội [Bb]iên phòng{level}",
    ),
    "Sở": (rf"Sở (?:{_MINISTRIES}){{level}}",),
    "Quốc": ("Quốc hội",),
    "Chính": (r"Chính phủ(?! (?:điện tử|số|kiến tạo))",),
    "Công": ("Công an{level!}", "Công đoàn Viên chức{level}"),
    "Tòa": ("Tòa án nhân dân{level}", "Tòa án nhân dân tối cao"),
    "TAND": ("TAND{level}",),
    "Viện": ("Viện (?:K|k)iểm sát nhân dân{level}", "Viện Kiểm sát nhân dân tối cao"),
    "VKSND": ("VKSND{level}",),
    "Đoàn": (
        r"Đoàn (?:TNCS|Thanh niên Cộng sản|Thanh niên cộng sản) Hồ Chí Minh{level}", "Đoàn đại biểu Quốc hội{level}", "Đoàn ĐBQH{level}",
    ),
    "Trung": ("Trung ương (?:Đảng|Đoàn|Hội Nông dân Việt Nam)",),
    "Thanh": ("Thanh tra (?:Chính phủ|tỉnh)",),
    "Kiểm": ("Kiểm toán (?:Nhà nước|nhà nước)",),
    "Ngân": ("Ngân hàng Nhà nước(?: Việt Nam)?", "Ngân hàng Chính sách xã hội(?: Việt Nam)?{level}"),
    "Bảo": ("Bảo hiểm [Xx]ã hội(?: Việt Nam)?{level}",),
    "BHXH": ("BHXH(?: Việt Nam)?{level}",),
    "Đài": ("Đài (?:Tiếng nói|Truyền hình) Việt Nam", "Đài Phát thanh và Truyền hình{level}"),
    "Thông": ("Thông tấn xã Việt Nam",),
    "Học": ("Học viện Chính trị [Qq]uốc gia Hồ Chí Minh",),
    "Quân": (r"Quân khu [1-9]", r"Quân ủy Trung ương", "Quân khu Thủ đô"),
    "Hải": ("Hải quan{level!}",),
}  # fmt: skip
_HEADS["Uỷ"] = tuple(kind.replace("Ủy", "Uỷ", 1) for kind in _HEADS["Ủy"])
_HEADS["Toà"] = tuple(kind.replace("Tòa", "Toà", 1) for kind in _HEADS["Tòa"])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return one pattern for every first word; group `level` or `committee` says where a place may follow."""
    made = {}
    for head, kinds in _HEADS.items():
        longest_first = sorted(kinds, key=len, reverse=True)
        body = "|".join(
            kind.replace("{level!}", rf" (?:{_LEVEL})(?!\w)")
            .replace("{level}", rf"(?: (?:{_LEVEL})(?!\w))?")
            .replace("{committee}", f"(?:{_COMMITTEE})")
            .replace("{place}", "")
            for kind in longest_first
        )
        made[head] = re.compile(rf"(?:{body})(?!\w)")
    return made


# After a level or a committee its place may follow; a body of the whole country has none.
_TAKES_PLACE = re.compile(rf"(?:(?:{_LEVEL})|(?:{_COMMITTEE})|đoàn|Đoàn)$")
_GENERIC_COUNCIL = re.compile(r"^(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|MTTQ|BHXH|LĐLĐ|TAND|VKSND)$")


def bodies(text: str) -> Iterator[Found]:
    """Yield the bodies of a text, in order; those that stand for their officer only are left out."""
    patterns = _patterns()
    end = 0
    for head in _head_pattern().finditer(text):
        start = head.start()
        if start < end or (start and text[start - 1].isalnum()):
            continue
        found = patterns[head.group()].match(text, start)
        if found is None:
            continue
        end = found.end()
        if takes_place(text[start:end]):
            end = place_end(text, end)
        name = text[start:end]
        if not _GENERIC_COUNCIL.match(name) and not has_office_at_end(text[max(0, start - 61) : start]):
            yield Found(name, start, end)


@lru_cache(maxsize=1)
def _head_pattern() -> re.Pattern[str]:
    """Return all first words as one pattern; without a look behind, the search leaps from capital to capital."""
    return re.compile("(?:" + "|".join(sorted(_HEADS, key=len, reverse=True)) + r")(?!\w)")


def body_end(text: str, start: int) -> int | None:
    """Return where the body that begins at `start` ends, its place included, or None where none begins there."""
    word = WORD.match(text, start)
    pattern = _patterns().get(word.group()) if word else None
    found = pattern.match(text, start) if pattern else None
    if found is None:
        return None
    return place_end(text, found.end()) if takes_place(found.group()) else found.end()


_GOES_ON = re.compile(r" [^\W\d_]", re.UNICODE)


def takes_place(name: str) -> bool:
    """Return whether a place may follow a body or level: a province behind "UBND tỉnh", none behind "Chính phủ"."""
    return _TAKES_PLACE.search(name, max(0, len(name) - 12)) is not None


_MOST_PLACE = 4  # syllables


def place_end(text: str, start: int) -> int:
    """Return where the name of a place ends that may begin behind `start`; a person's name after it is not its own.

    "huyện Lường Giang Nguyễn Văn Nam": two syllables, then a person. Places have two syllables far more often than any
    other number.
    """
    run = RUN.match(text, start + 1) if text[start : start + 1] == " " else None
    if run is None:
        return start
    words = list(islice(WORD.finditer(run.group()), _MOST_PLACE + 4))
    known = [count for count in (3, 2, 1) if len(words) >= count and is_place(" ".join(w.group() for w in words[:count]))]
    if known:
        return run.start() + words[known[0] - 1].end()
    if not all(is_name_syllable(word.group()) for word in words):
        return start
    if len(words) == 1 and _GOES_ON.match(text, run.end()):  # "Đảng ủy Công an tỉnh": no place is called "Công"
        return start
    if len(words) < 3:
        return run.start() + words[-1].end()
    for count in (2, 3, 1):
        rest = words[count:]
        if 2 <= len(rest) <= 4 and is_family(rest[0].group(), sure=True):
            return run.start() + words[count - 1].end()
    return run.end() if len(words) <= _MOST_PLACE else start


@lru_cache(maxsize=1 << 12)
def body_key(name: str) -> str:
    """Return what two ways of writing one body have in common: abbreviations written out, tones in one place."""
    key = place_tones(name.casefold(), ToneStyle.OLD).replace(" & ", "&").replace("–", "-")
    for short, long in _LONG.items():
        if short in key:
            key = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, key)
    key = key.replace("uỷ", "ủy").replace("tp.", "thành phố").replace(",", "")
    key = re.sub(r"(?<!\w)tp(?!\w)", "thành phố", key)
    key = re.sub(r"(?<!\w)trung ương đảng$", "trung ương", key)
    key = re.sub(r"^ban bí thư trung ương$", "ban bí thư", key)
    return " ".join(key.split())
