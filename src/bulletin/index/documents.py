"""A text → the documents that it cites by their numbers: "Nghị quyết số 27-NQ/TW", "Nghị định 30/2020/NĐ-CP".

Numbers are built as Nghị định 30/2020/NĐ-CP (appendix III), Hướng dẫn 36-HD/VPTW and the Law on legal documents have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.index.letters import Found

# The letters of a kind of document, and the kind that they stand for.
_KINDS = {
    "NQ": "Nghị quyết", "NQLT": "Nghị quyết liên tịch", "QĐ": "Quyết định", "NĐ": "Nghị định", "CT": "Chỉ thị", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "KH": "Kế hoạch", "KL": "Kết luận", "QC": "Quy chế", "CV": "Công văn", "CĐ": "Công điện",
    "TB": "Thông báo", "HD": "Hướng dẫn", "BC": "Báo cáo", "TTr": "Tờ trình", "CTr": "Chương trình", "ĐA": "Đề án",
    "PA": "Phương án", "QyĐ": "Quy định", "PL": "Pháp lệnh", "L": "Luật", "VBHN": "Văn bản hợp nhất", "SL": "Sắc lệnh",
    "NQ-HĐND": "Nghị quyết", "QH": "Luật", "CTHĐ": "Chương trình hành động", "QHPH": "Quy chế phối hợp",
}  # fmt: skip
_CODES = "|".join(sorted(_KINDS, key=len, reverse=True))
_WORDS = (
    "Nghị quyết liên tịch|Nghị quyết|Quyết định|Nghị định|Chỉ thị|Thông tư liên tịch|Thông tư|Kế hoạch|Kết luận|Quy định|Quy chế|Công văn|Công điện|Thông báo"
    "|Hướng dẫn|Báo cáo|Tờ trình|Chương trình hành động|Chương trình|Đề án|Phương án|Pháp lệnh|Bộ luật|Luật|Văn bản hợp nhất|Văn bản|Sắc lệnh|Lệnh"
)
_TAIL = r"(?:[-/.][A-ZĐa-zđ]{1,12}[0-9]{0,2}){0,5}"
_NUMBER = re.compile(
    rf"(?<![\w/.-])(?P<figures>\d{{1,5}}[a-zA-Z]?)(?P<year> ?/ ?(?:19|20)\d\d)? ?[-–/] ?(?P<code>(?:{_CODES})(?!\w)|QH\d{{1,2}}(?!\w)|UBTVQH\d{{1,2}}(?!\w))"
    rf"(?P<tail>{_TAIL})"
)
_WORD_BEFORE = re.compile(rf"(?<!\w)(?P<word>{_WORDS})(?P<number> số ?:? ?| )$", re.IGNORECASE)
_LONGEST_WORD = 40
_MARKS = re.compile(r"[\W_]+")


def documents(text: str) -> Iterator[Found]:
    """Yield the cited documents of a text, in order, each with its kind: "Nghị quyết số 27-NQ/TW"."""
    text = text.replace("Ð", "Đ").replace("\u00a0", " ")  # the Icelandic letter of old keyboards
    for found in _NUMBER.finditer(text):
        code, tail = found["code"], found["tail"]
        if not tail and not code.startswith(("QH", "UBTVQH")):
            continue  # "12-CT" is no whole number
        figures = found["figures"] + (found["year"] or "").replace(" ", "")
        joint = "/" if found.group().replace(" ", "")[len(figures)] == "/" else "-"
        number = f"{figures}{joint}{code}{tail}"
        before = _WORD_BEFORE.search(text, max(0, found.start() - _LONGEST_WORD), found.start())
        kind = before["word"].capitalize() if before else _kind(code)
        start = before.start() if before else found.start()
        yield Found(f"{kind} số {number}", start, found.end())


def _kind(code: str) -> str:
    return _KINDS.get(code) or ("Nghị quyết" if code.startswith("UBTVQH") else "Luật")


def document_key(name: str) -> str:
    """Return what two ways of citing one document have in common: its number without leading zeros and marks."""
    number = name.rpartition(" số ")[2]
    return _MARKS.sub(" ", number).casefold().lstrip("0").strip()
