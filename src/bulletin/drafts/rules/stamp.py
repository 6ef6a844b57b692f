"""The stamp of an article ("[ Cập nhật vào ngày (03/06/2021) ] - [ Số lần xem: 552 ]"): its date, and counts.

A line is a stamp when nothing is left of it once dates, times, weekdays, counts and their labels are taken away; or a
stamp stands behind a signature ("Thu Hà • 28/01/2025 08:22") or glued before a paragraph. `mark` finds them all;
`settle`, once the headline is known, decides which date is the article's and which is the site's clock or another
article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import accumulate

from bulletin.drafts.draft import Draft, Line, Piece, Remark, Role
from bulletin.drafts.evidence import Scale, ends_sentence
from bulletin.drafts.moments import DATE, DAY_AND_MONTH, TIME, WEEKDAY, ZONE, read_moment
from bulletin.drafts.names import are_names

NAME = "stamp"
CLOCK = "site-clock"
COUNT = "view-count"
PLACE = "place-and-date"

LONGEST = 160
# What a label or a count may begin with stands first: where it does not, none of the alternatives is tried.
_LABEL = re.compile(
    r"(?=[tncsugđxpvbd])(?:(?:thời gian\s+)?(?:ngày\s+)?(?P<update>cập nhật|sửa(?: đổi)?|updated)(?:\s+(?:lần cuối|mới nhất|cuối))?(?:\s+(?:vào|lúc|ngày|bởi))*\s*:?"
    r"|(?:(?:thời gian|ngày|giờ|đã)\s+)*(?:đăng(?:\s+(?:tải|bài|tin))?|xuất bản|phát hành|đưa tin|gửi(?:\s+bài)?|viết|tạo|ban hành|(?:tin\s+)?phát)(?:\s+(?:vào|lúc|ngày|bởi))*\s*:?"
    r"|\bngày\s*:|\b(?:published|posted)(?:\s+on)?\s*:?|\bdate\s*:)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?=[\d\stslnđvhxpbc])(?:(?:tổng\s+)?(?:số\s+)?(?:lượt|lần|người)\s+(?:xem|đọc|nghe)(?:\s+bài)?\s*:?\s*(?P<count>[\d.,]*)"
    r"|(?<![\d/.:-])(?:đã có\s+)?(?P<count_f>\d[\d.,]*)\s*(?:(?:lượt|lần|người)\s+(?:xem|đọc)|xem|đọc|views?|hits)\b"
    r"|(?:đã (?:xem|đọc)|views?(?: count)?|hits|xem|đọc)\s*:?\s*(?P<count_e>\d[\d.,]*)(?:\s*(?:lần|lượt))?"
    r"|(?:phản hồi|bình luận|comments?)\s*:\s*(?P<replies>\d+)|(?<=\d\d:\d\d)\s+(?P<bare>\d{1,7}(?:\s+\d{1,7})?)$)",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b|\b(?:vào|lúc|ngày|giờ|và|t|on|at|hồi)\b|[\W_]", re.IGNORECASE)
_GLUED = re.compile(rf"{DATE.pattern}(?=[^\W\d_])", re.IGNORECASE)
_SEPARATORS = " \t-–—|•·,;:/([*~"
_NEAR = 3  # lines between a stamp and its headline, claimed ones not counted
_ENOUGH = 1
_MOST_STAMPS = 100  # dates that may be the article's own: more are a list


@lru_cache(maxsize=512)  # several rules ask of the same line
def is_stamp(text: str) -> bool:
    """Return whether the text is nothing but dates, times, counts and their labels."""
    if not _HAS_DIGIT.search(text):
        return False
    if not (DATE.search(text) or _COUNT.search(text) or _is_short_date(text)):
        return False
    rest = text
    for pattern in (_COUNT, _LABEL, ZONE, DATE, TIME, WEEKDAY, DAY_AND_MONTH, _LEFTOVER):
        rest = pattern.sub(" ", rest)
    return not rest.strip()


_HAS_DIGIT = re.compile(r"\d")


def _is_short_date(text: str) -> bool:
    """Whether a day and month stand beside a time or a weekday: "05/07 | 16:20" is a stamp, "14/6" alone is not."""
    return bool(DAY_AND_MONTH.search(text) and (TIME.search(text) or WEEKDAY.search(text)))


# ── every stamp ──────────────────────────────────────────────────────────────────────────────────────────────


def mark(draft: Draft) -> None:
    """Claim every stamp; whose date it is stays open."""
    for _, line in draft.free():
        if len(line.text) > LONGEST:
            _mark_glued(line)
        elif not _HAS_DIGIT.search(line.text):
            continue
        elif is_stamp(line.text):
            _claim_pieces(line)
        else:
            _mark_behind(line) or _mark_glued(line)


def _mark_behind(line: Line) -> bool:
    """Claim a stamp that stands behind signatures, or before them."""
    if not (DATE.search(line.text) or DAY_AND_MONTH.search(line.text)):
        return False
    starts = [found.start() for pattern in (DATE, TIME, WEEKDAY, _LABEL) for found in pattern.finditer(line.text)]
    for start in sorted(start for start in starts if start > 1)[:3]:
        before = line.text[:start].rstrip(_SEPARATORS)
        if _PLACE.fullmatch(line.text[:start]) and is_stamp(line.text[start:]):
            line.claim_front(start, Role.PLACE, PLACE, inner=(0, line.text.index(",")))
            line.claim(Role.DATE, NAME)
            _value(line.pieces[-1], line.text[start:])
            return True
        if (_is_signature(before) or (_is_label(before) and DATE.search(line.text))) and is_stamp(line.text[start:]):
            line.claim_back(len(before), Role.DATE, NAME)
            _value(line.pieces[-1], line.text[start:])
            return True
    account = _ACCOUNT.search(line.text)
    if account and is_stamp(line.text[: account.start()]):
        line.claim_front(account.start(), Role.DATE, NAME)
        _value(line.pieces[-1], line.text[: account.start()])
        line.claim(Role.CHROME, "account-name")
        return True
    for found in _BEFORE_SIGNATURE.finditer(line.text):
        front, after = line.text[: found.start()], line.text[found.end() :].strip(_SEPARATORS + "<>)]")
        if is_stamp(front) and not _is_signature(after) and (_is_label(after) or _BUTTONS.fullmatch(after)):
            line.claim_front(found.start(), Role.DATE, NAME)
            _value(line.pieces[-1], front)
            line.claim(Role.CHROME, "label-behind-stamp")
            return True
        if is_stamp(front) and _is_signature(after):
            line.claim_front(found.end(), Role.DATE, NAME)
            _value(line.pieces[-1], front)
            return True
    return False


# "Hòa Bình, ngày 22 tháng 7 năm 2024", at the head of a letter.
_PLACE = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*[ .]){0,4}[A-ZĐÀ-Ỹ][^\W\d_]*,\s+(?:(?i:ngày)\s+)?")
_BUTTONS = re.compile(r"(?:[aA][-+]?\s*)+")
_ACCOUNT = re.compile(r"\s*[-–|•]?\s*(?:by|bởi|đăng bởi|người (?:đăng|gửi|tạo)\s*:?)\s+(?:admin\w*|quản trị(?: viên)?|unknown|user\d*)$", re.IGNORECASE)
_BEFORE_SIGNATURE = re.compile(
    r"[-–|•]\s*|\s(?=[aA] [aA]\b)|\s(?=(?:by|bởi|tác giả|người|đăng bởi|tin|bài|nguồn)\b)", re.IGNORECASE
)


def _is_label(text: str) -> bool:
    """Whether a section's short label stands before a stamp ("Chính trị - 12/07/2023 14:05")."""
    return 1 <= len(text.split()) <= 5 and text[:1].isupper() and not ends_sentence(text) and not _HAS_DIGIT.search(text)


def _is_signature(text: str) -> bool:
    bare = re.sub(r"^(?:by|bởi|đăng bởi|tác giả|người (?:viết|đăng|tạo|gửi)|theo|nguồn|tin|bài)\s*:?\s+|\s*\([^()]*\)\s*$", "", text, flags=re.IGNORECASE)
    return bool(bare) and len(bare) <= 60 and are_names(bare)


def _mark_glued(line: Line) -> bool:
    """Claim a date that is glued to the front of a paragraph ("13/01/2017Nhằm đánh giá …")."""
    found = _GLUED.match(line.text)
    if not found or not line.text[found.end()].isupper():
        return False
    line.claim_front(found.end(), Role.DATE, NAME)
    _value(line.pieces[-1], found.group())
    return True


def _claim_pieces(line: Line) -> None:
    """Claim the line: its counts as metadata, what is between them as dates."""
    text, position = line.text, 0
    for found in _COUNT.finditer(text):
        start = _piece_start(text, position, found.start())
        if start > position:
            _claim_dates(line, text[position:start])
        end = _piece_end(text, found.end())
        _claim_count(line, end - line.free_start, found)
        position = end
    if not line.is_claimed:
        _claim_dates(line, text[position:])


def _piece_start(text: str, position: int, found: int) -> int:
    """Return where the piece of a count begins: with its opening bracket, after the separator before it."""
    while found > position and text[found - 1] in "[( ":
        found -= 1
    return found


def _piece_end(text: str, found: int) -> int:
    while found < len(text) and not (text[found].isalnum() or text[found] in "[("):
        found += 1
    return found


def _claim_count(line: Line, length: int, found: re.Match[str]) -> None:
    if found["replies"]:
        line.claim_front(length, Role.CHROME, "reply-count")
        return
    digits = re.sub(r"\D", "", next((group for group in found.groups() if group), "").split(" ")[0])
    line.claim_front(length, Role.METADATA, COUNT)
    line.pieces[-1].value = int(digits[:15]) if digits else 0


def _claim_dates(line: Line, text: str) -> None:
    """Claim a stretch that holds one date, or two: when it was published and when updated."""
    labels = [found.start() for found in _LABEL.finditer(text)]
    dates = [found.start() for found in DATE.finditer(text)]
    cut = next((label for label in labels[1:] if dates and dates[0] < label < dates[-1]), None)
    for part in (text[:cut], text[cut:]) if cut else (text,):
        line.claim_front(len(part), Role.DATE, NAME)
        _value(line.pieces[-1], part)


def _value(piece: Piece, text: str) -> None:
    piece.value = read_moment(text)
    found = _LABEL.search(text)
    piece.target = "updated" if found and found["update"] else "published" if found else None


# ── whose date it is ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True, eq=False)
class _Candidate:
    index: int
    line: Line
    piece: Piece
    scale: Scale


def settle(draft: Draft) -> None:
    """Leave the article's own dates as dates; the site's clock and other articles' dates become chrome."""
    found = list(_candidates(draft))
    if len(found) == 1 and isinstance(found[0].piece.value, datetime):
        found[0].scale.put(2, "ngày giờ duy nhất của trang")
    mine = {candidate for candidate in found if candidate.scale.total >= _ENOUGH}
    own = sorted((c for c in found if c in mine), key=lambda c: -c.scale.total)
    dated = [candidate for candidate in own[:_MOST_STAMPS] if _complete(candidate, draft)]
    published = next((c for c in dated if c.piece.target != "updated"), None) or next(iter(dated), None)
    updated = next((c for c in dated if c.piece.target == "updated" and c is not published), None)
    if published and updated and not _is_later(updated.piece.value, published.piece.value):
        updated = None
    for candidate in found:
        piece = candidate.piece
        if candidate is published or candidate is updated:
            piece.target = "updated" if candidate is updated else "published"
            piece.evidence = candidate.scale.evidence
        elif published and candidate in mine and piece.value == published.piece.value:
            piece.target = "published"  # the same date once more
        elif _is_inside(draft, candidate):
            candidate.line.release()
        else:
            piece.role, piece.rule, piece.value, piece.target = Role.CHROME, CLOCK, None, None
            piece.evidence = candidate.scale.evidence


def _is_inside(draft: Draft, candidate: _Candidate) -> bool:
    """Whether a date that is not the article's own stands in its text: behind other words, or between paragraphs."""
    first, last = draft.span
    if not first < candidate.index < last:
        return False
    above, below = draft.lines[candidate.index - 1], draft.lines[candidate.index + 1]
    return not _opens_line(candidate.line, candidate.piece) or (above.is_text and below.is_text)


def _opens_line(line: Line, piece: Piece) -> bool:
    """Whether nothing stands before a date on its line but who signs it."""
    before = line.text[: piece.start].strip(_SEPARATORS)
    return not before or line.has(Role.BYLINE) or _is_signature(before)


def _candidates(draft: Draft) -> list[_Candidate]:
    title = draft.index_of(Role.TITLE)
    texts = draft.texts()
    first = texts[0] if texts else len(draft.lines)
    middle = texts[len(texts) // 2] if len(texts) > 1 else first
    head = title if title is not None else first
    free = [0, *accumulate(not line.is_claimed and not line.is_text for line in draft.lines)]
    paragraphs = [0, *accumulate(line.is_text for line in draft.lines)]

    def between(counts: list[int], index: int) -> int:
        low, high = min(index, head) + 1, max(index, head)
        return counts[high] - counts[low] if low < high else 0

    return [
        _Candidate(
            index, line, piece, _weigh(draft, index, piece, (head, middle), between(free, index), between(paragraphs, index))
        )
        for index, line in enumerate(draft.lines)
        for piece in line.pieces
        if piece.role is Role.DATE
    ]


def _weigh(draft: Draft, index: int, piece: Piece, where: tuple[int, int], distance: int, texts: int) -> Scale:
    """Weigh a date: `where` are headline and middle of the text, `distance` and `texts` what stands between."""
    scale, line = Scale(), draft.lines[index]
    head, middle = where
    if piece.rule != NAME:
        scale.put(6, "mã HTML của trang nói vậy")
    if piece.target:
        scale.put(2, "có nhãn ngày đăng hay cập nhật")
    if line.has(Role.METADATA):
        scale.put(2, "cạnh số lượt xem")
    if index >= head:
        if distance <= _NEAR and not texts:
            scale.put(4, "ngay dưới tiêu đề")
        elif distance <= _NEAR and texts == 1 and index < middle and _opens_line(line, piece):
            scale.put(3, "ngay dưới sa-pô")
        elif index > middle:
            _weigh_end(draft, index, piece, scale)
    elif distance <= 1:
        _weigh_above(index, piece, scale, distance)
    else:
        scale.put(-2, "xa phía trên tiêu đề")
    return scale


def _weigh_end(draft: Draft, index: int, piece: Piece, scale: Scale) -> None:
    """Weigh a stamp in the lower half: the article's where it closes the text, most often another article's."""
    line = draft.lines[index]
    scale.put(-3, "ở phần dưới của trang")
    if line.has(Role.BYLINE) or _is_signature(line.text[: piece.start].strip(_SEPARATORS)):
        scale.put(5, "cạnh người viết ở cuối bài")
    elif piece.target and not _is_headline(draft.lines[index - 1]):
        scale.put(4, "có nhãn, không nằm dưới tiêu đề của bài khác")
    elif _closes_article(draft, index):
        scale.put(3, "ngay sau đoạn cuối hay người viết")


def _is_headline(line: Line) -> bool:
    """Whether another article's headline may stand here."""
    return len(line.text.split()) >= 5 and not ends_sentence(line.text)


def _weigh_above(index: int, piece: Piece, scale: Scale, distance: int) -> None:
    scale.put(3 - distance, "ngay trên tiêu đề")
    if not isinstance(piece.value, datetime):
        scale.put(-3 if index == 0 else -1, "không có giờ" if index else "ngày ở đầu trang: đồng hồ của trang")


def _closes_article(draft: Draft, index: int) -> bool:
    """Whether the line right above is a paragraph, or a short line right below one: a signature."""
    above = draft.lines[index - 1]
    if above.is_text:
        return True
    return index >= 2 and draft.lines[index - 2].is_text and are_names(above.text)


def _complete(candidate: _Candidate, draft: Draft) -> bool:
    """Give a stamp without a year the one that the text gives the same day; return whether it has a date."""
    piece, line = candidate.piece, candidate.line
    if piece.value is not None:
        return True
    text = line.text[piece.start : piece.end]
    found = DAY_AND_MONTH.search(text)
    if not found:
        return False
    same = re.compile(rf"(?<!\d)0?{int(found['day'])}\s*[/-]\s*0?{int(found['month'])}\s*[/-]\s*((?:19|20)\d\d)(?!\d)")
    years = {int(year) for year in same.findall(draft.text)}
    piece.value = read_moment(text, years.pop()) if len(years) == 1 else None
    if piece.value is not None:
        problem = f"ngày đăng “{text.strip()}” thiếu năm; lấy năm {piece.value.year} từ ngày ấy ghi đủ trong bài"
        draft.remarks.append(Remark("date-completed", problem, line.number))
    return piece.value is not None


def _is_later(one: object, other: object) -> bool:
    days = [value.date() if isinstance(value, datetime) else value for value in (one, other)]
    return isinstance(days[0], date) and isinstance(days[1], date) and days[0] >= days[1] and one != other
