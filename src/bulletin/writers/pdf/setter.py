"""Inlines in a role of the layout → words of measured letters → lines.

Every distinct word is measured once, and looked at by the font gate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bulletin import walk
from bulletin.fonts.instances import Face, FontBook
from bulletin.fonts.shaping import Shaper
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style
from bulletin.model import Article, Inlines, Note, Text
from bulletin.notices import Notice, Severity
from bulletin.text import terms
from bulletin.text.collocations import Collocations
from bulletin.text.typography import NO_BREAK_SPACE, after_space, before_space, glue, held_spaces, held_together
from bulletin.writers.pdf.gate import LetterGate, Where
from bulletin.writers.pdf.linebreak import LOOSEST, Hangs, Measure, break_justified, break_ragged
from bulletin.writers.pdf.marks import Fragment, Ink, Passage, TextLine, TextStyle, Word, mark_anchor, note_anchor
from bulletin.writers.pdf.runs import NOTE_PLACE, inlines_to_runs
from bulletin.writers.pdf.tags import Tags

_BOLD = 700
_SLACK = 0.01  # points, for sums of rounded numbers
_BALANCED = ("title", "cover_title", "masthead", "parent_body", "issuing_body")  # their lines should be of like length
# What it costs to part syllables that belong together, in titles, in other ragged lines and in justified ones.
_PARTING, _RAGGED_PARTING, _JUSTIFIED_PARTING = 0.5, 0.13, 0.1
# How much of a mark reaches into the margin where the layout has optical margins.
_HANGING_LEFT = {"“": 0.5, "‘": 0.5, '"': 0.5, "«": 0.4, "(": 0.15, "[": 0.15, "–": 0.25, "—": 0.2, "-": 0.3}
_HANGING_RIGHT = {
    ".": 0.6, ",": 0.6, ";": 0.4, ":": 0.4, "”": 0.5, "’": 0.5, '"': 0.5, "»": 0.4, "-": 0.5, "–": 0.25, "—": 0.2,
    "!": 0.2, "?": 0.15, ")": 0.15, "]": 0.15, "…": 0.1,
}  # fmt: skip
# How many of a bulletin's justified lines may turn ragged before everyone is told, and not only who asks.
_MANY_RAGGED = 0.15
_SUPERIOR = 0.65  # of the size around it: a note's figure
_RISE = 0.25  # em above the baseline: its top is level with the capitals'
_PARTS = re.compile(r"([ \n])")
# The blocks that Unicode keeps for such scripts (DerivedBidiClass.txt).
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


@dataclass(slots=True)
class Setter:
    """Sets text in the styles of one layout; `texts` are looked at for the syllables that stand together in words."""

    layout: Layout
    fonts: FontBook
    texts: Iterable[str] = ()
    tags: Tags = field(default_factory=Tags)
    where: Where = field(default_factory=lambda: Where("phần chữ quanh các bài"))
    gate: LetterGate = field(init=False)
    _styles: dict[str, TextStyle] = field(default_factory=dict)
    _inks: dict[tuple[str, str], Ink] = field(default_factory=dict)  # by role and name of the face
    _words: dict[tuple[str, bool, bool, str], Word] = field(default_factory=dict)
    _right_to_left: bool = False  # whether it was told that such a script is not set as it should be
    _plain: dict[str, dict[str, Word]] = field(default_factory=dict)  # role → text → word without markup
    _shapers: dict[str, Shaper] = field(default_factory=dict)
    _collocations: Collocations | None = None
    _notes: dict[int, tuple[int, str]] = field(default_factory=dict)  # identity → number and anchor of a note in hand
    _justified: int = 0  # lines
    _ragged: int = 0  # of them, those that were given up

    def __post_init__(self) -> None:
        self.gate = LetterGate(self.fonts, self.layout.fonts.fallback)

    # ── styles ───────────────────────────────────────────────────────────────────────────────────────────────

    def style(self, role: str) -> TextStyle:
        """Return the style of a role of the layout, its lengths in points."""
        known = self._styles.get(role)
        if known is None:
            known = self._styles[role] = self._resolve(role, getattr(self.layout.styles, role))
        return known

    def _resolve(self, role: str, style: Style) -> TextStyle:
        size = style.size.points()
        face = self._face(style, bold=False, italic=False)
        tracking = style.tracking.points(size)
        return TextStyle(
            role,
            Ink(face, size, self.layout.colours[style.colour], tracking),
            style.leading_points,
            style.align,
            style.indent.points(size),
            style.space_before.points(size),
            style.space_after.points(size),
            self._shaper(face).advance(" ") * size / 1000 + tracking,
            style.left.points(size),
            style.right.points(size),
            style.indents_all,
            style.together,
            style.with_next,
        )

    def _face(self, style: Style, *, bold: bool, italic: bool) -> Face:
        weight = max(_BOLD, style.weight) if bold else style.weight
        return self.fonts.face(getattr(self.layout.fonts, style.font), weight, italic=style.italic != italic)

    def _shaper(self, face: Face) -> Shaper:
        if face.name not in self._shapers:
            self._shapers[face.name] = Shaper(face)
        return self._shapers[face.name]

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    def plain_passage(self, text: str, role: str) -> Passage:
        """Return the words of a text without markup."""
        known = self._plain.setdefault(role, {})
        parts = text.split(" ")
        try:
            words = [*map(known.__getitem__, parts)]
        except KeyError:
            parts = [part for part in parts if part]
            words = [known.get(part) or self._known(part, role) for part in parts]
        glued, start = [], 0
        never, seldom = held_spaces([word.before for word in words], [word.after for word in words])
        for first, end in held_together(never):
            whole = NO_BREAK_SPACE.join(parts[first : end + 1])
            glued += [*words[start:first], known.get(whole) or self._known(whole, role)]
            start = end + 1
        if not start:
            return Passage(words, seldom)
        return Passage([*glued, *words[start:]], [place - bisect_left(never, place) for place in seldom])

    def _known(self, text: str, role: str) -> Word:
        word = self._plain[role][text] = self._word(text, role)
        return word

    def passages(self, content: Inlines, role: str) -> list[Passage]:
        """Return the words of inlines; each line break of the author begins a new passage."""
        if len(content) == 1 and isinstance(content[0], Text):
            return [self.plain_passage(content[0].text, role)]
        runs = list(inlines_to_runs(content))
        glued = glue("".join(run.text for run in runs)).replace(f" {NOTE_PLACE}", NO_BREAK_SPACE + NOTE_PLACE)
        result: list[list[Word]] = [[]]
        open_words: list[Word] = []  # parts of one word
        position = 0
        for run in runs:
            text = glued[position : position + len(run.text)]
            position += len(run.text)
            if run.note:
                open_words.append(_joined(self._superior(run.note, role, bold=run.bold, italic=run.italic)))
                continue
            for part in _PARTS.split(text):
                if part in (" ", "\n"):
                    if open_words:
                        result[-1].append(_whole(open_words))
                        open_words = []
                    if part == "\n":
                        result.append([])
                elif part:
                    word = self._word(part, role, bold=run.bold, italic=run.italic)
                    open_words.append(_linked(word, run.link) if run.link else word)
        if open_words:
            result[-1].append(_whole(open_words))
        return [Passage.of(words) for words in result if words]

    def number_notes(self, article: Article, anchor: str) -> None:
        """Number the article's notes from 1 in the order of their marks, for what is set of it from here on."""
        numbers = walk.note_numbers(article)
        self._notes = {note: (number, note_anchor(anchor, number)) for note, number in numbers.items()}

    def note_anchor(self, note: Note) -> str:
        """Return the anchor of a note of the article in hand."""
        return self._notes[id(note)][1]

    def note_passages(self, note: Note) -> list[Passage]:
        """Return the words of a note, in the role `footnote`: first its figure."""
        passages = self.passages(note.content, "footnote")
        number, anchor = self._notes[id(note)]
        back, says = f"#{mark_anchor(anchor)}", f"{terms.NOTE_MARK} {number}"
        figure = [
            replace(fragment, note=None, link=back, leads_to=says, anchor=anchor) if fragment.note else fragment
            for fragment in self._superior(note, "footnote")
        ]
        first = passages[0].words if passages else []
        return [Passage.of([_joined(figure), *first]), *passages[1:]]

    def _superior(self, note: Note, role: str, *, bold: bool = False, italic: bool = False) -> list[Fragment]:
        """Return a note's figure, which leads to it."""
        number, anchor = self._notes[id(note)]
        raised = []
        for fragment in self._fragments(str(number), role, bold=bold, italic=italic):
            ink = replace(fragment.ink, size=fragment.ink.size * _SUPERIOR, rise=fragment.ink.size * _RISE)
            width, says = fragment.width * _SUPERIOR, f"{terms.NOTE} {number}"
            linked = replace(fragment, link=f"#{anchor}", leads_to=says, anchor=mark_anchor(anchor), note=note)
            raised.append(replace(linked, ink=ink, width=width))
        return raised

    def _word(self, text: str, role: str, *, bold: bool = False, italic: bool = False) -> Word:
        key = (role, bold, italic, text)
        known = self._words.get(key)
        if known is None:
            known = self._words[key] = _joined(list(self._fragments(text, role, bold=bold, italic=italic)))
            if _RIGHT_TO_LEFT.search(text):
                self._tell_right_to_left(text)
        return known

    def _tell_right_to_left(self, text: str) -> None:
        if not self._right_to_left:
            self._right_to_left = True
            what = f"“{text}” trong {self.where.what}"
            problem = f"chữ viết từ phải sang trái ({what}) bị đặt từ trái sang phải, không nối nét"
            hint = "thay bằng ảnh chụp của đoạn chữ ấy, hoặc dùng tệp Word hay EPUB"
            self.fonts.report.add(Notice("right-to-left", problem, self.where.place, hint))

    def _ink(self, role: str, face: Face) -> Ink:
        """Return the role's ink in a face, each the same object whenever it is asked for."""
        known = self._inks.get((role, face.name))
        if known is None:
            base = self.style(role).ink
            known = self._inks[role, face.name] = base if face is base.face else replace(base, face=face)
        return known

    def _fragments(self, text: str, role: str, *, bold: bool, italic: bool) -> Iterator[Fragment]:
        asked = self.style(role).ink.face
        if bold or italic:
            asked = self._face(getattr(self.layout.styles, role), bold=bold, italic=italic)
        for face, letters in self.gate.by_face(text, asked, self.where):
            ink = self._ink(role, face)
            shape = self._shaper(face).shape(letters.replace(NO_BREAK_SPACE, " "))
            width = shape.width * ink.size / 1000 + len(letters) * ink.tracking
            yield Fragment(ink, letters, width, shape.kerns)

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────

    def lines(self, passage: Passage, role: str, width: float, *, indent: float = 0.0) -> list[TextLine]:
        """Return the words broken into lines of at most `width` points, but for marks that hang."""
        style, words = self.style(role), passage.words
        measure = Measure(width, indent, style.space)
        widths = [word.width for word in words]
        if max(widths, default=0.0) > width - indent + _SLACK:
            passage = Passage.of([piece for word in words for piece in self._fitting(word, width - indent)])
            words = passage.words
            widths = [word.width for word in words]
        hangs = None
        if style.align == "justified":
            hangs = self._hangs(words) if self.layout.article.optical_margins else None
            breaks = break_justified(widths, measure, _holds(passage, _JUSTIFIED_PARTING), hangs)
        else:
            balanced = role in _BALANCED
            holds = self._close_holds(passage, _PARTING if balanced else _RAGGED_PARTING)
            breaks = break_ragged(widths, measure, balanced=balanced, holds=holds)
        lines, start = [], 0
        for end in breaks:
            hang = (hangs.left[start], hangs.right[end - 1]) if hangs else (0.0, 0.0)
            natural = sum(widths[start:end]) + (end - start - 1) * style.space
            lengths = (natural, width - (indent if start == 0 else 0.0))
            lines.append(self._line(tuple(words[start:end]), style, lengths, hang, last=end == len(words)))
            start = end
        return lines

    def _line(
        self,
        words: tuple[Word, ...],
        style: TextStyle,
        widths: tuple[float, float],
        hang: tuple[float, float],
        *,
        last: bool,
    ) -> TextLine:
        """Return a line of its natural and its wanted width; `hang` is how far it reaches into the margins."""
        natural, width = widths
        tag = self.tags.current
        if style.align != "justified":
            return TextLine(words, style, 0.0, natural, tag)
        full, gaps = width + sum(hang), len(words) - 1
        if last and natural <= full:
            return TextLine(words, style, 0.0, natural, tag, hang[0])
        self._justified += 1
        if full - natural > LOOSEST * style.space * gaps + _SLACK:
            self._ragged += 1
            return TextLine(words, style, 0.0, natural, tag, hang[0])
        return TextLine(words, style, (full - natural) / gaps if gaps else 0.0, full, tag, hang[0])

    def _close_holds(self, passage: Passage, parting: float) -> list[float]:
        """Return what it costs to end a line after each word: up to so much between syllables that belong together."""
        if self._collocations is None:
            self._collocations = Collocations(self.texts)
        together = [parting * self._collocations.hold(one.text, two.text) for one, two in pairwise(passage.words)]
        return [max(pair) for pair in zip([*together, 0.0], _holds(passage, parting), strict=True)]

    def _hangs(self, words: list[Word]) -> Hangs:
        """Return how far the marks at the ends of each word reach into the margins, in points."""
        left = [self._hanging(word.fragments[0].ink, word.text[:1], _HANGING_LEFT) for word in words]
        right = [self._hanging(word.fragments[-1].ink, word.text[-1:], _HANGING_RIGHT) for word in words]
        return Hangs(left, right)

    def _hanging(self, ink: Ink, mark: str, shares: dict[str, float]) -> float:
        share = shares.get(mark)
        return share * self._shaper(ink.face).advance(mark) * ink.size / 1000 if share else 0.0

    def report_ragged(self) -> None:
        """Say once how many justified lines were given up, if any were."""
        if not self._ragged:
            return
        share = self._ragged / self._justified
        problem = (
            f"{self._ragged} trong {self._justified} dòng đều hai bên để lệch mép phải: "
            "kéo cho đủ bề ngang thì các chữ cách nhau quá xa"
        )
        hint = "dùng ít cột hơn, chữ nhỏ hơn, hoặc align: left cho kiểu chữ ấy"
        severity = Severity.WARNING if share > _MANY_RAGGED else Severity.NOTE
        self.fonts.report.add(Notice("lines-ragged", problem, hint=hint, severity=severity))

    def one_line(self, text: str, role: str) -> TextLine:
        """Return the text on one line, whatever its length."""
        style = self.style(role)
        words = tuple(self.plain_passage(text, role).words)
        return TextLine(words, style, 0.0, _natural_width(words, style.space), self.tags.current)

    def _fitting(self, word: Word, width: float) -> Iterator[Word]:
        """Yield the word, parted if it is wider than the line: at the spaces in it, and if it must be anywhere."""
        if word.width <= width + _SLACK:
            yield word
        elif NO_BREAK_SPACE in word.text:
            for part in self._between_spaces(word):
                yield from self._fitting(part, width)
        else:
            yield from self._cut(word, width)

    def _between_spaces(self, word: Word) -> Iterator[Word]:
        """Yield what stands between the no-break spaces of a word, each as a word."""
        parts: list[Fragment] = []
        for fragment in word.fragments:
            if NO_BREAK_SPACE not in fragment.text:
                parts.append(fragment)
                continue
            for number, text in enumerate(fragment.text.split(NO_BREAK_SPACE)):
                if number and parts:
                    yield _joined(parts)
                    parts = []
                if text:
                    shape = self._shaper(fragment.ink.face).shape(text)
                    width = shape.width * fragment.ink.size / 1000 + len(text) * fragment.ink.tracking
                    parts.append(replace(fragment, text=text, width=width, kerns=shape.kerns))
        if parts:
            yield _joined(parts)

    def _cut(self, word: Word, width: float) -> Iterator[Word]:
        """Yield the word in pieces that fill the line: an address, a row of dashes."""
        parts: list[Fragment] = []
        filled = 0.0
        for fragment in word.fragments:
            for letter in fragment.text:
                shape = self._shaper(fragment.ink.face).shape(letter)
                wide = shape.width * fragment.ink.size / 1000 + fragment.ink.tracking
                if parts and filled + wide > width:
                    yield _joined(parts)
                    parts, filled = [], 0.0
                parts.append(replace(fragment, text=letter, width=wide, kerns=()))
                filled += wide
        if parts:
            yield _joined(parts)


def _natural_width(words: tuple[Word, ...], space: float) -> float:
    return sum(word.width for word in words) + max(0, len(words) - 1) * space


def _holds(passage: Passage, parting: float) -> list[float]:
    """Return what it costs to end a line after each word, where parting a name costs so much."""
    holds = [0.0] * len(passage.words)
    for place in passage.seldom:
        holds[place] = parting
    return holds


def _whole(parts: list[Word]) -> Word:
    """Return one word of its parts; one that is whole stays the word that is known."""
    return parts[0] if len(parts) == 1 else _joined([fragment for part in parts for fragment in part.fragments])


def _linked(word: Word, link: str) -> Word:
    return replace(word, fragments=tuple(replace(fragment, link=link) for fragment in word.fragments))


def _joined(fragments: list[Fragment]) -> Word:
    text = "".join(fragment.text for fragment in fragments)
    width = sum(fragment.width for fragment in fragments)
    return Word(tuple(fragments), width, text, before_space(text), after_space(text))
