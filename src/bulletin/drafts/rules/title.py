"""The headline: among the lines above the text, the one whose length, end mark, place and neighbours fit best.

A short line above it that ends in a colon is its first part. The same words again, elsewhere, are the headline doubled
by the page: chrome.
"""

from __future__ import annotations

import re
from collections import Counter

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import LABEL_WORDS, Scale, ends_sentence, sentence_count
from bulletin.drafts.names import are_names
from bulletin.drafts.rules import byline, caption, credit, image, lead, site_name, source, tail

NAME = "title"
KICKER = "kicker"
DOUBLED = "doubled-title"

_FIRST_LINES = 150  # menus above a headline are seldom longer
_NEAR = 8
_LONGEST_PICTURE_NAME = 14  # "… - ảnh 12"
_LONGEST = 300
_ENOUGH = 3
_LONGEST_CALL = 16  # words of a headline that asks or calls
_MOST_DOUBLES = 3
_TWICE_WITHIN = 2
_DOUBLE_WITHIN = 6  # lines between a headline and its double right below it
_DIGEST = re.compile(r"(?!.*\btrang \d)(?:(?:điểm |các )?tin (?:vắn|ngắn|nhanh)\b|bản tin\b.*\bngày \d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_OPENING_TEXTS = 3
_FEWEST_WORDS, _SAID_AGAIN, _NOT_SAID = 7, 0.75, 0.3
_BULLET = re.compile(r"[-–+•*]\s|\(?\d{1,2}[.)]\s|[a-zđ]\)\s|[IVX]{1,4}[.)-]\s")


def claim(draft: Draft) -> None:
    if draft.index_of(Role.TITLE) is not None:  # markup has said
        return
    candidates = _candidates(draft)
    if not candidates:
        return
    times = Counter(_key(line.text) for line in draft.lines if line.is_free and len(line.text) <= _LONGEST)
    scales = {index: _weigh(draft, index, candidates, times) for index in candidates}
    opening = _opening(draft)
    for index, scale in scales.items():
        _weigh_words(draft.lines[index].text, opening, scale)
    best = max(candidates, key=lambda index: (scales[index].total, _is_headline(draft.lines[index]), -index))
    if scales[best].total < _ENOUGH:
        return
    first = next(index for index in candidates if _is_double(draft.lines, index, best, candidates))
    draft.lines[first].claim(Role.TITLE, NAME, evidence=scales[best].evidence)
    _claim_kicker(draft, first)
    _claim_doubles(draft, draft.lines[first])


def _is_double(lines: list[Line], index: int, best: int, candidates: list[int]) -> bool:
    """Whether the headline stands at `index` already: the same words, with nothing but stamps and buttons between."""
    if index == best:
        return True
    between = any(index < other < best for other in candidates)
    return best - index <= _DOUBLE_WITHIN and not between and _key(lines[index].text) == _key(lines[best].text)


def _candidates(draft: Draft) -> list[int]:
    """Return the free lines above the article's first paragraph; that paragraph, too, where a stamp is below it."""
    texts = draft.texts()
    first = texts[0] if texts else _first_sentence(draft)
    if texts and _is_stamped(draft.lines, first):
        first = texts[1] if len(texts) > 1 else len(draft.lines)
    found = []
    for index in range(max(0, first - _FIRST_LINES), first):
        line = draft.lines[index]
        if not line.is_free or not 2 <= len(line.text) <= _LONGEST or _is_label(line.text):
            continue
        if index < first - _NEAR and line.text.count(" ") < 3:  # far above the text, short: a menu's
            continue
        if not line.is_text or _is_stamped(draft.lines, index):
            found.append(index)
    if first == len(draft.lines) and not texts and draft.index_of(Role.DATE) is None:
        return found[:1]  # verses, a list, a notice: without a sentence nothing but its place marks a headline
    return found


def _is_label(text: str) -> bool:
    return tail.is_foot(text) or tail.is_opener(text) or source.is_labelled(text) or byline.is_labelled(text)


def _first_sentence(draft: Draft) -> int:
    """Return where text begins on a page without paragraphs: its second line at the earliest."""
    lines = draft.lines
    found = (i for i in range(1, len(lines)) if lines[i].is_free and ends_sentence(lines[i].text) and len(lines[i].text) > 40)
    return next(found, len(lines))


def _is_stamped(lines: list[Line], index: int) -> bool:
    """Whether a long, ended line is a headline all the same: its stamp stands right below it, and text below that."""
    if len(lines[index].text) > _LONGEST or index + 2 >= len(lines) or (index and _may_be_above(lines[index - 1])):
        return False
    return lines[index + 1].has(Role.DATE) and any(line.is_text for line in lines[index + 2 : index + 6])


def _may_be_above(line: Line) -> bool:
    """Whether a headline stands here, so that the line below it is a lead."""
    return line.is_free and len(line.text.split()) >= 5 and not ends_sentence(line.text)


def _weigh(draft: Draft, index: int, candidates: list[int], times: Counter[str]) -> Scale:
    line, scale = draft.lines[index], Scale()
    words = len(line.text.split())
    if 6 <= words <= 32:
        scale.put(2, "dài như một tiêu đề")
    elif words >= 4:
        scale.put(1, "dài gần như một tiêu đề")
    elif words <= 3:
        scale.put(0 if line.text.isupper() and words > 1 else -1, "ngắn như một nhãn")
    end = line.text.rstrip('”"’)')
    if end.endswith((".", ":", ";", ",")) and not end.endswith("..."):
        scale.put(-3, "kết thúc như một câu")
    else:
        scale.put(1, "không có dấu chấm cuối")
    if _DIGEST.match(line.text):
        scale.put(3, "tên của một bản tin vắn")
    if _is_person(line.text) or _signs_below(draft, index, candidates):
        scale.put(-4, "chỉ có tên người")
    if _LETTER.match(line.text):
        scale.put(-6, "lời mở đầu một lá thư, một công văn")
    if _BULLET.match(line.text):
        scale.put(-3, "mở đầu như một mục liệt kê")
    _weigh_wording(line.text, scale)
    if line.text[:1].islower():
        scale.put(-6, "mở đầu bằng chữ thường: phần giữa của một câu")
    if index != candidates[0] and caption.shows_person(line.text):
        scale.put(-2, "người và việc trong một tấm ảnh")
    if index == candidates[0] and len(candidates) > 1 and site_name.names_body(line.text):
        scale.put(-4, "chỉ có tên một cơ quan")
    _weigh_neighbours(draft, index, candidates, times, scale)
    return scale


def _signs_below(draft: Draft, index: int, candidates: list[int]) -> bool:
    """Whether a name in capitals stands right below a headline: who wrote it."""
    text = draft.lines[index].text
    above = index - 1 in candidates and _is_headline(draft.lines[index - 1])
    return above and text.isupper() and are_names(text)


def _opening(draft: Draft) -> str:
    """Return the first paragraphs in small letters."""
    return " ".join(draft.lines[index].text for index in draft.texts()[:_OPENING_TEXTS]).casefold()


def _holds(text: str, word: str) -> bool:
    """Whether the word stands in the text by itself, not only as a part of others."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_WORD.match(text[start - 1 : start]) or _WORD.match(text[end : end + 1])):
            return True
        start = text.find(word, end)
    return False


def _weigh_words(text: str, opening: str, scale: Scale) -> None:
    """Weigh how many of the headline's words the opening of the text says again."""
    words = set(_WORD.findall(text.casefold()))
    if not opening or len(words) < _FEWEST_WORDS:
        return
    share = sum(_holds(opening, word) for word in words) / len(words)
    if share >= _SAID_AGAIN:
        scale.put(2, "phần mở đầu bài nói lại các chữ này")
    elif share <= _NOT_SAID:
        scale.put(-1, "phần mở đầu bài không nói đến")


def _weigh_wording(text: str, scale: Scale) -> None:
    if _BRACKETED.fullmatch(text):
        scale.put(-3, "nằm trong ngoặc")
    if lead.opens_with_tag(text):
        scale.put(-6, "mở đầu bằng tên báo như sa-pô")
    if caption.is_scene(text):
        scale.put(-2, "tả một tấm ảnh")
    if credit.names_taker(text):
        scale.put(-4, "có tên người chụp")


_POSITION = re.compile(r"(?:nguyên |quyền )?(?:trưởng|phó|giám đốc|viện trưởng|hiệu trưởng|giảng viên|chủ nhiệm|nghiên cứu viên)\b[^.]*,\s", re.IGNORECASE)


_SCHOOL = re.compile(r"(?:trường (?:chính trị|đại học|cao đẳng|trung học|thpt)|học viện|khoa|viện|đại học)\s+[^:]*$", re.IGNORECASE)


def _is_person(text: str) -> bool:
    """Whether a line says who wrote the article: names, a name and an office, or a position."""
    if (are_names(text) and not text.isupper()) or byline.names_office(text) or _POSITION.match(text):
        return True
    return len(text.split()) <= LABEL_WORDS + 1 and _SCHOOL.match(text) is not None


_LETTER = re.compile(r"(?:kính gửi|kính thưa|thân gửi|kính mời|nơi nhận|số)\s*:|cộng hòa xã hội|cộng hoà xã hội|độc lập -", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")


def _weigh_neighbours(draft: Draft, index: int, candidates: list[int], times: Counter[str], scale: Scale) -> None:
    lines = draft.lines
    if any(other.has(Role.DATE) or other.has(Role.METADATA) for other in lines[index + 1 : index + 3]):
        scale.put(3, "ngày giờ ở ngay dưới")
    elif index and lines[index - 1].has(Role.DATE):
        scale.put(1, "ngày giờ ở ngay trên")
    if any(other.has(Role.IMAGE) for other in lines[max(0, index - 1) : index]):
        scale.put(-3, "ngay dưới một ảnh")
    later = [other for other in candidates if other > index and _is_headline(lines[other]) and not _is_person(lines[other].text)]
    later = [other for other in later if _key(lines[other].text) != _key(lines[index].text)]
    if not later:
        scale.put(3, "dòng lớn cuối cùng trước bài")
    doubles = times[_key(lines[index].text)] - 1
    if doubles == 1 and index != candidates[0] and _is_caption_twice(lines, index):
        scale.put(-3, "nhắc lại ngay cạnh nó, dưới một dòng lớn khác: tên và chú thích của một ảnh")
    elif 0 < doubles <= _MOST_DOUBLES:
        scale.put(2, "được trang nhắc lại")
    elif doubles > _MOST_DOUBLES:
        scale.put(-2, "lặp lại nhiều lần như một nhãn")
    if index == candidates[0] and len(later) <= 1:
        scale.put(2, "dòng đầu tiên")


def _is_caption_twice(lines: list[Line], index: int) -> bool:
    """Whether the same words stand once more right by, as a picture's name and its caption do, and no stamp below."""
    near = lines[max(0, index - _TWICE_WITHIN) : index + 1 + _TWICE_WITHIN]
    key = _key(lines[index].text)
    is_near = sum(_key(line.text) == key for line in near) > 1
    return is_near and caption.shows_person(lines[index].text) and not any(line.has(Role.DATE) for line in lines[index + 1 : index + 3])


def _is_headline(line: Line) -> bool:
    """Whether a line is long enough for a headline, and is no sentence."""
    if len(line.text.split()) <= LABEL_WORDS - 2 or caption.is_scene(line.text):
        return False
    if line.text.endswith(("!", "?")):
        return sentence_count(line.text) == 1 and len(line.text.split()) <= _LONGEST_CALL
    return not ends_sentence(line.text) or line.text.endswith(('..."', "...”"))  # somebody's words, cut short


def _claim_kicker(draft: Draft, index: int) -> None:
    """Claim the short line right above that ends in a colon: "Huyện Phú Lâm:"."""
    if not index or draft.lines[index].blank_lines_before > 1:
        return
    above = draft.lines[index - 1]
    if above.is_free and above.text.endswith(":") and len(above.text.split()) <= LABEL_WORDS:
        above.claim(Role.TITLE, KICKER)


_PICTURE = re.compile(r"\s*+(?:[-–]\s*+)?(?:ảnh|anh|hình|photo)?\s*\d{1,2}")


def _claim_doubles(draft: Draft, title: Line) -> None:
    headline = _key(title.text)
    for _, line in draft.free():
        if not len(headline) <= len(line.text) <= len(headline) + _LONGEST_PICTURE_NAME:
            continue
        key = _key(line.text)
        if key == headline:
            line.claim(Role.CHROME, DOUBLED)
        elif key.startswith(headline) and _PICTURE.fullmatch(key, len(headline)):
            line.claim(Role.IMAGE, image.ALTERNATIVE)


def _key(text: str) -> str:
    """Return what two lines that say the same have in common: capitals and a full stop make no difference."""
    return text.casefold().rstrip(" .")
