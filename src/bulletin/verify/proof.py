"""An alignment of the model and a file → what does not hold, in words: what, where, and what is near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.verify.addresses import comparable, is_certain
from bulletin.verify.artifacts import strange_artifacts
from bulletin.verify.differences import Difference
from bulletin.verify.drawing import misdrawn
from bulletin.verify.expectation import Expected, Passage
from bulletin.verify.outcome import Alignment
from bulletin.verify.places import misplaced
from bulletin.verify.reading import Reading, ReadLink, page_station

_AROUND = 6  # words shown at either side of a difference
_MOST_SHOWN = 12  # words of the difference itself
_LONGEST_SHOWN = 60  # letters of a word
_MOST_TOLD = 20
_FOREIGN = 0.5  # of the words held, below which a file is another bulletin
# Of the words of blocks: as few may a file lack, and as many must stand elsewhere, if only its layout is another.
_MOST_LACKING = 0.1
_LEAST_ELSEWHERE = 0.05
_LEAST_BESIDE = 8  # words that differ, where none of those is lacking


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: what it is, and what stands around it, line by line."""

    problem: str
    context: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.problem, *(f"    {line}" for line in self.context)])


@dataclass(frozen=True, slots=True)
class Held:
    """What one reading of a file came to. `articles` are (title, words held, words of the model)."""

    name: str
    words: int
    expected: int
    links: int
    articles: tuple[tuple[str, int, int], ...]
    findings: tuple[Finding, ...]
    is_other: bool  # the file is that of another bulletin
    is_other_layout: bool = False  # it has the articles' words, in another order or with other parts beside them

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class Proof:
    """One file held against the model, by every way of reading it."""

    name: str
    readings: tuple[Held, ...]
    remarks: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every word and every link is there, in order, and nothing else."""
        return all(held.holds for held in self.readings)

    @property
    def is_other_layout(self) -> bool:
        """Whether the file does not hold, and has the words of this bulletin as another layout would print them."""
        return any(held.is_other_layout for held in self.readings)

    def lines(self, *, is_new: bool = False) -> Iterator[str]:
        """Yield the report, without the remarks: what came of each reading, and what does not hold.

        Of a file that `is_new`, built of this very bulletin, it is not guessed that it is another's.
        """
        if self.holds:
            counts = " và ".join(f"{_figure(held.words)} chữ ({held.name})" for held in self.readings)
            yield f"{self.name}: khớp bản tin, không thiếu, không thừa chữ nào: {counts}"
            return
        yield f"{self.name}: không khớp bản tin"
        for held in self.readings:
            if held.is_other:
                yield f"  {held.name}: chỉ có {_figure(held.words)} trong {_figure(held.expected)} chữ của bản tin này"
                guess = "có lẽ là tệp của bản tin khác, hoặc dựng với bố cục khác; "
                yield f"  {'' if is_new else guess}chỗ khác đầu tiên:"
            elif held.findings:
                yield f"  {held.name}: có {_figure(held.words)} trong {_figure(held.expected)} chữ"
            for finding in held.findings[: 1 if held.is_other else _MOST_TOLD]:
                yield from (f"  {line}" for line in str(finding).split("\n"))
            if not held.is_other and len(held.findings) > _MOST_TOLD:
                yield f"  … và {len(held.findings) - _MOST_TOLD} chỗ nữa"

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def hold(expected: Expected, reading: Reading, alignment: Alignment) -> Held:
    """Return what the alignment comes to."""
    findings = [_difference(expected, reading, each) for each in alignment.differences]
    if not alignment.is_whole:
        findings.append(Finding("còn khác nhiều nữa, không so tiếp"))
    words = sum(alignment.held(index) for index, passage in enumerate(expected.passages) if passage.required)
    is_other = words < _FOREIGN * expected.count
    if not is_other:  # else all of it would be told twice
        findings += [Finding(fault) for fault in reading.faults]
        findings += _furniture(expected, reading)
        if alignment.is_whole:
            findings += _artifacts(expected, reading, alignment)
            findings += _misdrawn(expected, reading, alignment)
            findings += _links(expected, reading, alignment)
            findings += _contents(expected, reading, alignment)
            findings += _page_numbers(expected, reading, alignment)
            findings += _index(expected, reading, alignment)
    links = sum(len(passage.links) + (passage.leads_to is not None) for passage in expected.passages)
    articles = tuple(_articles(expected, alignment))
    is_layout = _is_of_another_layout(expected, reading, alignment)
    return Held(reading.name, words, expected.count, links, articles, tuple(findings), is_other, is_layout)


def _is_of_another_layout(expected: Expected, reading: Reading, alignment: Alignment) -> bool:
    """Return whether the differences are such as another layout makes: in the order of words, or beside the text."""
    if not alignment.differences:
        return False
    numbers = {number for number, passage in enumerate(expected.passages) if passage.source is not None}
    lacking = Counter(word for number in numbers for word in expected.passages[number].words)
    count = lacking.total()
    missed = count - sum(map(alignment.held, numbers))
    lacking -= Counter(reading.words)
    if lacking.total() > _MOST_LACKING * count:
        return False
    if lacking:
        return missed > max(2 * lacking.total(), _LEAST_ELSEWHERE * count)
    return sum(len(each.lost) + len(each.added) for each in alignment.differences) >= _LEAST_BESIDE


def _articles(expected: Expected, alignment: Alignment) -> Iterator[tuple[str, int, int]]:
    held: Counter[int] = Counter()
    wanted: Counter[int] = Counter()
    for index, passage in enumerate(expected.passages):
        held[passage.group] += alignment.held(index)
        wanted[passage.group] += len(passage.words)
    for group, title in expected.titles.items():
        yield title, held[group], wanted[group]


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────


def _difference(expected: Expected, reading: Reading, difference: Difference) -> Finding:
    lost, added = _quoted(difference.lost), _quoted(difference.added)
    if difference.moved:
        what = f"sai thứ tự: {lost} không đứng ở đây" if lost else f"sai thứ tự: {added} đứng ở đây"
    elif lost and added:
        what = f"khác chữ: bản tin có {lost}, tệp có {added}"
    else:
        what = f"thiếu {lost}" if lost else f"thừa {added}"
    has_end = difference.passage >= len(expected.passages)
    passage = None if has_end else expected.passages[difference.passage]
    where = "cuối tệp" if passage is None else passage.where
    place = f"{passage.place}: " if passage and passage.place else ""
    station = reading.station(difference.at)
    context = [] if passage is None else [f"bản tin:   {_model_around(passage, difference)}"]
    context.append(f"trong tệp: {_file_around(reading, difference)}" + (f" ({station})" if station else ""))
    return Finding(f"{place}{where}: {what}", tuple(context))


def _quoted(words: tuple[str, ...]) -> str:
    if not words:
        return ""
    more = " …" if len(words) > _MOST_SHOWN else ""
    return f"{len(words)} chữ “{_in_short(words[:_MOST_SHOWN])}{more}”"


def _in_short(words: Iterable[str]) -> str:
    return " ".join(word if len(word) <= _LONGEST_SHOWN else f"{word[:_LONGEST_SHOWN]}…" for word in words)


def _model_around(passage: Passage, difference: Difference) -> str:
    start, words = difference.word, passage.words
    lost = difference.lost[: max(0, len(words) - start)]
    return _around(words[:start], lost, words[start + len(lost) :])


def _file_around(reading: Reading, difference: Difference) -> str:
    at, words = difference.at, reading.words
    after = at + len(difference.added)
    return _around(words[max(0, at - _AROUND) : at], difference.added, words[after : after + _AROUND])


def _around(before: list[str], words: tuple[str, ...], after: list[str]) -> str:
    shown = _in_short(words[:_MOST_SHOWN]) + (" …" if len(words) > _MOST_SHOWN else "")
    parts = ["…", _in_short(before[-_AROUND:]), f"[{shown}]", _in_short(after[:_AROUND]), "…"]
    return " ".join(filter(None, parts))


def _furniture(expected: Expected, reading: Reading) -> Iterator[Finding]:
    """Yield what headers and footers say that no running head says."""
    heads = [head for kind in expected.running for head in kind]
    for words in reading.furniture:
        at = 0
        while at < len(words):
            head = next((head for head in heads if words[at : at + len(head)] == head), None)
            if head is None:
                yield Finding(f"tiêu đề chạy trang có chữ lạ: “{' '.join(words[at : at + _MOST_SHOWN])}”")
                break
            at += len(head)


def _artifacts(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[Finding]:
    """Yield what pages show beside the text that no running head, no folio and no head of a table says."""
    for page, words in strange_artifacts(expected, reading, alignment):
        yield Finding(f"thừa {_quoted(tuple(words))} ngoài bài, ở trang {page}")


def _misdrawn(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[Finding]:
    for index in misdrawn(expected, reading, alignment):
        passage = expected.passages[index]
        place = f"{passage.place}: " if passage.place else ""
        at = alignment.found[index][0][1]
        words = " ".join(passage.words[:_MOST_SHOWN])
        yield Finding(f"{place}{passage.where}: trang vẽ sai thứ tự: “{words}” ({reading.station(at)})")


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────


def _links(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[Finding]:
    """Yield the addresses of the model that the file does not lead to, and those that it invents."""
    known = {comparable(address) for address in expected.also}
    known |= {comparable(link.target) for passage in expected.passages for link in passage.links}
    outside = [link for link in reading.links if link.address is not None]
    addresses = [link.address for link in outside if link.address] if reading.addresses is None else reading.addresses
    for address in dict.fromkeys(addresses):
        if comparable(address) not in known:
            yield Finding(f"liên kết thừa: địa chỉ {address} không có trong bản tin")
    if reading.knows_links:
        yield from _links_by_words(expected, outside, alignment)
    elif reading.addresses is not None:
        yield from _links_by_count(expected, addresses)


def _links_by_words(expected: Expected, links: list[ReadLink], alignment: Alignment) -> Iterator[Finding]:
    by_word: dict[int, set[str]] = {}
    for found in links:
        for word in range(found.first, found.last):
            by_word.setdefault(word, set()).add(comparable(found.address or ""))
    for index, passage in enumerate(expected.passages):
        for link in passage.links:
            at = [alignment.file_word(index, word) for word in range(link.first, link.last)]
            places = [place for place in at if place is not None]
            wanted = comparable(link.target)
            if places and is_certain(link.target) and not any(wanted in by_word.get(place, ()) for place in places):
                yield _lost_link(passage, link.first, link.last, link.target)


def _links_by_count(expected: Expected, addresses: list[str]) -> Iterator[Finding]:
    """Yield the links of the model that the file has fewer of: without tags it is not known on which words they lie."""
    have = Counter(map(comparable, addresses))
    for passage in expected.passages:
        for link in passage.links:
            wanted = comparable(link.target)
            have[wanted] -= 1
            if have[wanted] < 0 and is_certain(link.target):
                yield _lost_link(passage, link.first, link.last, link.target)


def _lost_link(passage: Passage, first: int, last: int, target: str) -> Finding:
    place = f"{passage.place}: " if passage.place else ""
    words = " ".join(passage.words[first:last][:_MOST_SHOWN])
    return Finding(f"{place}{passage.where}: mất liên kết tới {target} trên “{words}”")


def _contents(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[Finding]:
    """Yield the entries of the contents that do not lead to where their article begins."""
    if not reading.knows_links:
        return
    inside = [link for link in reading.links if link.target is not None]
    by_word: dict[int, list[ReadLink]] = {}
    for link in inside:
        for word in range(link.first, link.last):
            by_word.setdefault(word, []).append(link)
    bounds = _beginnings(expected, alignment)
    for index, passage in enumerate(expected.passages):
        if passage.leads_to is None or passage.leads_to not in bounds:
            continue
        places = [alignment.file_word(index, word) for word in range(len(passage.words))]
        links = [link for place in places if place is not None for link in by_word.get(place, ())]
        title = " ".join(passage.words)
        if not links:
            if places[0] is not None:
                yield Finding(f"mục lục: “{title}” không có liên kết")
            continue
        first, last = bounds[passage.leads_to]
        if not any(link.target and link.target[0] <= last and first <= link.target[1] for link in links):
            yield Finding(f"mục lục: liên kết trên “{title}” không dẫn tới nơi đó")


def _page_numbers(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[Finding]:
    """Yield the entries of the contents whose page number is not that of the page on which their article begins."""
    bounds = _beginnings(expected, alignment)
    for index, passage in enumerate(expected.passages):
        if not passage.is_numbered or passage.leads_to not in bounds or not alignment.held(index):
            continue
        page = reading.station(bounds[passage.leads_to][0])
        number = alignment.numbers.get(index)
        # What the tags leave to artifacts is seen on the page alone.
        if (number is not None and page != page_station(number)) or (number is None and reading.shows_numbers):
            told = f"ghi trang {number}" if number is not None else "không có số trang"
            yield Finding(f"mục lục: “{' '.join(passage.words)}” {told}, bài ở {page}")


def _index(expected: Expected, reading: Reading, alignment: Alignment) -> Iterator[Finding]:
    """Yield the entries of the index whose places are not where their names stand."""
    for entry in misplaced(expected, reading, alignment, _beginnings(expected, alignment)):
        yield Finding(f"bảng tra cứu: “{entry.name}” ghi “{entry.printed}”: {entry.problem}")


def _beginnings(expected: Expected, alignment: Alignment) -> dict[int, tuple[int, int]]:
    """Return between which words of the file each group begins: at its first strict passage, or at the one after it.

    An article's first passage may be its kicker; a link then leads to the title below it.
    """
    bounds: dict[int, tuple[int, int]] = {}
    for index, passage in enumerate(expected.passages):
        if passage.loose:
            continue
        at = alignment.file_word(index, 0)
        if at is None:
            continue
        first, last = bounds.get(passage.group, (at, at))
        if passage.group not in bounds or (last == first and passage.group in expected.titles and last < at):
            bounds[passage.group] = (first, at)
    return bounds
