"""A text → the people that it names, by what stands around a name: an honorific, an office, a rank, an age.

A run of capitals that opens with a family name is not enough: streets, schools and prizes bear names of people. Only
what is licensed counts, at its left ("đồng chí", "Giám đốc Sở Nội vụ"), at its right (", Bí thư Tỉnh ủy", "(SN 1985)")
or by the sentence ("các đồng chí: …"). A name that is licensed once counts wherever the same article has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal

from bulletin.index.bodies import body_end, place_end, takes_place
from bulletin.index.letters import (
    BEARERS,
    FULL_RUN,
    LISTS_PLACES,
    RUN,
    WORD,
    Found,
    ends_with,
    is_family,
    is_name_syllable,
    is_place,
    word_set,
)
from bulletin.index.offices import (
    COMPLEMENT,
    NO_OPEN_BODY,
    OPEN_BODY,
    OPENS_OFFICE,
    PLURAL,
    address_before,
    last_office,
)
from bulletin.text.tone_places import ToneStyle, place_tones

_REACH = 120  # characters to the left that are looked at
_SENTENCE_END = re.compile(r"[.!?…\n]\s")
_CLAUSE = re.compile(r"[.,;:!?()“”\"\n…]")
_MOST_SYLLABLES = 5
_ADDRESSES = frozenset({
    "ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "thầy", "cụ", "cháu", "mẹ", "bé", "bạn",
})  # fmt: skip
_DEGREES = frozenset({"gs", "ts", "ths", "pgs", "bs", "ks", "ls", "nsnd", "nsưt"})
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:“\"\n–-] ?)$")
# What a sentence says of nobody but a person, right behind a name.
_AFTER = re.compile(
    r",? \((?:SN|sn|S\.N|sinh năm|sinh ngày|\d{2} tuổi|19\d\d|20[01]\d|nam,|nữ,|trưởng nhóm)|,? \d{2} tuổi|,? (?:SN|sinh năm|sinh ngày) \d|,? (?:trú|ngụ|quê|sống|hiện ở) (?:tại|ở|quán)"
    r"|(?:,| -| –) (?=(?:nguyên |quyền |Nguyên )?)(?P<office>)|"
    r"(?: đã| cũng| vui vẻ| phấn khởi| xúc động| tâm sự)* (?:cho biết|cho hay|chia sẻ|tâm sự|bày tỏ|phát biểu|nhấn mạnh|khẳng định|phấn khởi|kể lại|bộc bạch|thổ lộ|nhớ lại"
    r"|phân tích|trăn trở|bộc lộ|giãi bày|khai nhận|khai báo)(?!\w)"
)
_MIDDLE = frozenset({"văn", "thị"})
_GLUE = re.compile(r"(?:[:;,(] ?|(?<!\w)(?:và|cùng|cho|của|với|là|gồm|chí|chị|em|ông|bà|anh) )$")


@dataclass(slots=True)
class Cast:
    """The people of one article so far: full names that were licensed, and whom a short form means."""

    names: dict[str, str] = field(default_factory=dict)  # key → name as first written
    _by_given: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        key = person_key(name)
        self.names.setdefault(key, name)
        self._by_given.setdefault(key.rpartition(" ")[2], set()).add(key)

    def shorts(self) -> Iterator[tuple[str, str]]:
        """Yield the given names of which only one person can be meant, each with the full name."""
        for keys in self._by_given.values():
            if len(keys) == 1:
                name = self.names[next(iter(keys))]
                yield name.rpartition(" ")[2], name


def people(texts: Iterable[str]) -> list[list[Found]]:
    """Return the people of each of an article's texts, in the order of the texts and inside them."""
    cast = Cast()
    pieces = [(text, list(_candidates(text))) for text in texts]
    licensed = [list(_licensed(text, candidates, cast)) for text, candidates in pieces]
    return [
        sorted([*found, *_again(text, candidates, found, cast)], key=lambda each: each.start)
        for (text, candidates), found in zip(pieces, licensed, strict=True)
    ]


@lru_cache(maxsize=1 << 12)
def person_key(name: str) -> str:
    """Return what two ways of writing one name have in common: its tones stand in one place."""
    return place_tones(name.casefold(), ToneStyle.OLD)


# ── full names ───────────────────────────────────────────────────────────────────────────────────────────────


def _candidates(text: str) -> Iterator[Found]:
    """Yield the runs of capitals that can be a full name, without what stands before and behind it in the same run."""
    for run in FULL_RUN.finditer(text):
        if run.start() and (text[run.start() - 1].isalnum() or text[run.start() - 1] == "_"):
            continue
        words = list(islice(WORD.finditer(run.group()), _MOST_SYLLABLES * 4))
        if len(words) == 2 and not is_family(words[0].group()):  # a place, the head of a body, the end of a sentence
            continue
        first = _first_of_name(text, run.start(), [word.group() for word in words])
        last = first
        while last < len(words) and last - first < _MOST_SYLLABLES and is_name_syllable(words[last].group()):
            if last > first + 1 and _begins_title(text, run.start() + words[last].start()):
                break
            last += 1
        if last - first < 2 or (last < len(words) and last - first == _MOST_SYLLABLES):
            continue
        if last < len(words) and not _begins_title(text, run.start() + words[last].start()):
            continue
        start, end = run.start() + words[first].start(), run.start() + words[last - 1].end()
        if text[end : end + 1] in ("-", "–", "'", "’", "&", "/") or text[start - 1 : start] in ("-", "–", "'", "&", "/", "."):
            continue
        yield Found(text[start:end], start, end)


def _first_of_name(text: str, start: int, words: list[str]) -> int:
    """Return the word of a run with which a name may begin: behind an honorific, or behind a body or place."""
    if len(words) < 3:
        return 0
    if words[0].casefold() in _DEGREES:
        return 1
    if words[0].casefold() in _ADDRESSES and _OPENS_SENTENCE.search(text, max(0, start - 3), start):
        return 1
    left = text[max(0, start - 12) : start]
    if re.search(r"(?<!\w)(?:tỉnh|huyện|xã|phường|thị trấn|thành phố|TP\.?|thị xã|quận|ủy|uỷ|đoàn|bộ|an|sự) $", left):
        end = place_end(text, start - 1)
        behind = len(text[start:end].split())
        if 0 < behind < len(words):
            return behind
    for count in (3, 2, 1):
        if len(words) > count + 1 and is_place(" ".join(words[:count])) and is_family(words[count]):
            return count
    return 0


def _begins_title(text: str, place: int) -> bool:
    return OPENS_OFFICE.match(text, place) is not None or body_end(text, place) is not None


def _licensed(text: str, candidates: list[Found], cast: Cast) -> Iterator[Found]:
    for found in candidates:
        words = found.name.split(" ")
        if is_place(found.name) or OPENS_OFFICE.match(text, found.start):
            continue
        left = text[max(0, found.start - _REACH) : found.start]
        addressed = _addressed(text, found.start, left)
        if not _can_be_called_so(words, addressed) or _names_a_thing(left):
            continue
        if not addressed and ends_with(left, BEARERS) and not _CELL.search(left) and not _governs(left, words):
            continue
        if addressed or _is_licensed(text, found, left, words):
            cast.add(found.name)
            yield found


_GOVERNED = re.compile(r"(?<!\w)(?:UBND|HĐND|nhân dân|ủy|uỷ|an|MTTQ|Việt Nam|Nông dân|Phụ nữ|Lao động|CCB|LHPN) (?:(?P<province>tỉnh)|huyện|thành phố|thị xã|quận) $", re.IGNORECASE)
_CELL = re.compile(r"(?<!\w)(?:Bí thư|Phó Bí thư|bí thư) (?:chi bộ|Chi bộ|chi đoàn|Chi đoàn) $")
_DISTRICTS = frozenset({"hồ chí minh", "trần văn thời"})


def _governs(left: str, words: list[str]) -> bool:
    """Return whether the word before a name is the level of an officer's body: "Chủ tịch UBND tỉnh Lê Thị Bình".

    Provinces and districts are hardly ever called after people, communes and wards often.
    """
    found = _GOVERNED.search(left)
    return found is not None and (found["province"] is not None or len(words) > 2) and " ".join(words).casefold() not in _DISTRICTS


def _addressed(text: str, start: int, left: str) -> Literal["closely", "loosely"] | None:
    """Return how a form of address stands before a name: "ông" belongs to names only, "học sinh" to much else."""
    before = text[max(0, start - 6) : start].rpartition(" ")[0].rpartition(" ")[2]
    return "closely" if before[:1].isupper() and before.casefold() in _ADDRESSES | _DEGREES else address_before(left)


# Names by the order of birth, which many share: "anh Sáu Mén".
_NICKNAMES = frozenset({"hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "út", "cả"})


def _can_be_called_so(words: list[str], addressed: Literal["closely", "loosely"] | None) -> bool:
    """Return whether a run of capitals has the form of a full name: a family name, then one to four syllables.

    Behind "ông" or "đồng chí" three syllables are a name whatever the family: there are more than any list holds.
    """
    first = words[0].casefold()
    if is_family(first, sure=True):
        return True
    if is_family(first):
        return len(words) > 2 or (addressed == "closely" and first == "y")
    return addressed == "closely" and len(words) > 2 and first not in _NICKNAMES


# "Lăng Chủ tịch Hồ Chí Minh", "trường mang tên đồng chí Lê Duẩn": things that bear a person's name, with his honours.
_THING = re.compile(
    r"(?<!\w)(?:lăng|bảo tàng|tượng|tượng đài|đền|đền thờ|khu di tích|khu lưu niệm|nhà lưu niệm|công viên|quảng trường|đường|(?<!thành )phố|trường|quỹ|giải|cúp|mang tên|bến|di tích|phủ)"
    r"(?: (?:mang tên|lưu niệm|thờ|đài))?(?: [^\W\d_]+){1,3} $",
    re.IGNORECASE,
)


def _names_a_thing(left: str) -> bool:
    clause = left[_last_end(_CLAUSE, left) :]
    found = _THING.search(clause)
    return found is not None and len(clause) - found.start() <= 40 and not re.search(r"(?<!\w)(?:do|có|cho|với|của|là) ", clause[found.start() :])


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    end = 0
    for found in pattern.finditer(text):
        end = found.end()
    return end


def _is_licensed(text: str, found: Found, left: str, words: list[str]) -> bool:
    clause = left[_last_end(_CLAUSE, left) :]
    between = last_office(clause)
    if between is not None and _is_complement(between, len(words)):
        return True
    sentence = left[_last_end(_SENTENCE_END, left) :]
    if len(words) > 2 or is_family(words[0], sure=True):
        listed = PLURAL.search(sentence)
        if listed and _GLUE.search(left) and not LISTS_PLACES.search(sentence, listed.end()) and _ends_item(text, found.end):
            return True
    if LISTS_PLACES.search(sentence[-60:]) and left.endswith((", ", " và ", "- ", "– ", "; ")):
        return False
    if not is_family(words[0], sure=True) or _follows_a_name(text, found.start):
        return False
    if len(words) > 2 and words[1].casefold() in _MIDDLE and not re.search(r"[A-ZĐ][^\W\d_]* $", left):
        return _stands_free(left)
    after = _AFTER.match(text, found.end)
    if after is None:
        return False
    if after["office"] is not None:
        return OPENS_OFFICE.match(text, after.end()) is not None and _stands_free(left)
    return len(words) > 2 and _stands_free(left)


def _is_complement(between: str, syllables: int) -> bool:
    """Return whether what stands between an office and a name belongs to the office: levels, places, bodies."""
    place = 0
    while between[place : place + 1] == " " and place < len(between) - 1:
        end = body_end(between, place + 1)
        level = COMPLEMENT.match(between, place) if end is None else None
        run = RUN.match(between, place + 1) if end is None and level is None else None
        if level:
            end = place_end(between, level.end())
        elif run and is_place(run.group()):
            end = run.end()
        if end is None:
            break
        place = end
    rest = between[place:]
    if syllables == 2 and takes_place(between.rstrip()):  # "Bí thư Huyện ủy Lường Giang"
        return False
    if rest in ("", " "):
        return True
    return syllables > 2 and OPEN_BODY.match(rest) is not None and not NO_OPEN_BODY.search(rest)


def _ends_item(text: str, end: int) -> bool:
    """Return whether a list may go on or end here: ",", ";", "và", a bracket, a full stop, or an office."""
    return re.match(r"[,;.:)]|\s*\(| (?:và|cùng|[-–]) |\s*$", text[end : end + 8]) is not None


def _follows_a_name(text: str, start: int) -> bool:
    return re.search(r"[A-ZĐ]\w* [-–] $", text[max(0, start - 20) : start]) is not None


_FREE = re.compile(
    r"(?:^|[.,;:!?…(“\"\n–-] ?|(?<!\w)(?:là|và|cùng|với|do|cho|của|có|theo|gồm|tên|gặp|mời|khi|thì|mà|trong đó|như|bởi|bị|được|giao|bắt|khen thưởng"
    r"|thăm|tặng|chúc mừng|bổ nhiệm|gửi|nhờ|chọn|bầu|đến|từ) )$"
)


def _stands_free(left: str) -> bool:
    """Return whether nothing to the left can take the name as its own: "Trường THPT Nguyễn Văn Cừ" does."""
    return _FREE.search(left) is not None and not ends_with(left, BEARERS)


# ── the same people again ────────────────────────────────────────────────────────────────────────────────────

_SHORT = word_set("đồng chí, đ/c, ông, bà, anh, chị, đại biểu, cô, thầy, bác")


def _again(text: str, candidates: list[Found], found: list[Found], cast: Cast) -> Iterator[Found]:
    """Yield full names that were licensed elsewhere, and short forms of which only one person can be meant."""
    if not cast.names:
        return
    taken = {each.start for each in found}
    for candidate in candidates:
        if candidate.start in taken or person_key(candidate.name) not in cast.names:
            continue
        if not ends_with(text[max(0, candidate.start - 61) : candidate.start], BEARERS):
            taken.add(candidate.start)
            yield candidate
    for given, name in cast.shorts():
        for start in _places(f" {given}", text):
            end = start + len(given)
            alone = not text[end : end + 1].isalnum() and not RUN.match(text, end + 1)
            if alone and start not in taken and ends_with(text[max(0, start - 61) : start], _SHORT):
                yield Found(name, start, end)


def _places(words: str, text: str) -> Iterator[int]:
    """Yield where the words stand in a text, behind the space with which they begin."""
    place = text.find(words)
    while place >= 0:
        yield place + 1
        place = text.find(words, place + 1)
