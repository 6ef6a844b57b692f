"""The text that the book holds → the faces that it embeds, and a notice for every letter that none of them has."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin import walk
from bulletin.fonts.coverage import INVISIBLE, lacking
from bulletin.fonts.instances import Face, FontBook
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Style
from bulletin.model import Article
from bulletin.notices import Notice, Report, Span
from bulletin.text.vietnamese import slug
from bulletin.wording import article_title

BOLD = 700  # the weight of Strong, and of `strong` in the style sheet

_DRAWN_BY_NO_FACE = INVISIBLE | {"\u00a0"}


@dataclass(frozen=True, slots=True, order=True)
class FaceKey:
    """A face as the style sheet asks for it."""

    family: str
    weight: int
    italic: bool

    @property
    def file_name(self) -> str:
        return f"fonts/{slug(self.family)}-{self.weight}{'-italic' if self.italic else ''}.ttf"


def family_of(style: Style, layout: Layout) -> str:
    """Return the family in which the layout sets the style."""
    return layout.fonts.text if style.font == "text" else layout.fonts.display


@dataclass(slots=True)
class TypeCase:
    """The faces in use: each is taken out of the font book when the first text is set in it."""

    layout: Layout
    fonts: FontBook
    report: Report
    faces: dict[FaceKey, Face] = field(default_factory=dict)
    _letters: dict[FaceKey, frozenset[str]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def use(
        self, text: str, style: Style, article: Article | None = None, span: Span | None = None,
        *, strong: bool = False, emphasised: bool = False,
    ) -> None:  # fmt: skip
        """Note that `text` is set in `style`; letters that its face lacks come from a fallback or are reported."""
        weight = BOLD if strong else style.weight
        # Emphasis inside italics is upright, as in print.
        key = FaceKey(family_of(style, self.layout), weight, style.italic != emphasised)
        known = self._letters.get(key) or self._take(key)
        if set(text) <= known:
            return
        for character in lacking(text, self.faces[key].letters):
            if character not in self._told and not self._fallback_has(character):
                self._told.add(character)
                self.report.add(_missing(character, key.family, article, span))

    def _take(self, key: FaceKey) -> frozenset[str]:
        face = self.fonts.face(key.family, key.weight, italic=key.italic)
        self.faces[key] = face
        self._letters[key] = frozenset(map(chr, face.letters)) | _DRAWN_BY_NO_FACE
        return self._letters[key]

    def _fallback_has(self, character: str) -> bool:
        for family in self.layout.fonts.fallback:
            face = self.fonts.face(family)
            if ord(character) in face.letters:
                self.faces[FaceKey(family, face.weight, face.italic)] = face
                return True
        return False


def _missing(character: str, family: str, article: Article | None, span: Span | None) -> Notice:
    where = f"trong bài “{article_title(article)}”" if article else "ở bìa, mục lục hoặc phần ghi cuối"
    problem = (
        f"phông {family} không có chữ “{character}” (U+{ord(character):04X}) {where}; "
        "máy đọc sách sẽ tự thay bằng phông khác"
    )
    hint = "thêm một họ phông có chữ này vào fonts.fallback của bố cục"
    return Notice("glyph-missing", problem, walk.source_place(article, span), hint)
