"""The schema of a layout: every key that a layout may hold, its meaning, its unit and its default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from bulletin.layout.furniture import Furniture, Stroke
from bulletin.layout.styles import Style, Styles
from bulletin.layout.units import ZERO, Colour, Length, PageSize
from bulletin.settings import setting

Part = Literal["cover", "masthead", "letterhead", "contents", "foreword", "sections", "signature", "imprint", "index"]

# The styles that a part cannot do without.
_NEEDED: dict[str, tuple[str, ...]] = {
    "letterhead": ("national_title", "motto", "parent_body", "issuing_body", "document_number", "place_date"),
    "signature": ("signature", "recipients_title", "recipients"),
    "index": ("index", "index_heading"),
}
# What stands across the page and not in a column.
_ACROSS = frozenset({
    "title", "section", "kicker", "lead", "masthead", "masthead_small", "cover_title", "cover_small", "contents_title",
    "contents_section", "contents", "running_head", "folio", "imprint", "national_title", "motto", "parent_body",
    "issuing_body", "document_number", "place_date", "signature", "recipients_title", "recipients",
})  # fmt: skip
_WORD = 4.5  # em: the longest syllables ("nghiêng") and a mark
_NARROWEST = 60  # points of a column
_MOST_INDENT = 0.75  # of a column
_MOST_BLEED = 30  # points, a little over a centimetre


@dataclass(frozen=True, slots=True)
class Margins:
    """The white around the type area."""

    top: Length = setting(doc="từ mép trên đến vùng chữ")
    bottom: Length = setting(doc="từ vùng chữ đến mép dưới")
    inside: Length = setting(doc="phía gáy: bên trái ở trang lẻ")
    outside: Length = setting(doc="phía ngoài, đối diện gáy")

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name).unit == "em":
                raise ValueError(f"{field.name}: lề không đo bằng em: dùng mm, cm, in hoặc pt")


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet."""

    size: PageSize = setting(doc="khổ giấy: A3, A4, A5, B5, 19x27, hoặc “rộng x cao”")
    margins: Margins = setting(doc="lề")
    mirrored: bool = setting(doc="trang chẵn và trang lẻ đối xứng qua gáy", default=True)
    bleed: Length = setting(doc="phần tràn ra ngoài mép xén, cho nhà in", default=ZERO)
    crop_marks: bool = setting(doc="in dấu xén ở bốn góc", default=False)
    tags: bool = setting(doc="PDF có thẻ cấu trúc để máy đọc thành tiếng (PDF/UA)", default=True)
    attach_sources: bool = setting(doc="PDF mang theo các tệp bài đã dựng nên nó (PDF/A-3)", default=False)

    def __post_init__(self) -> None:
        if self.bleed.unit == "em" or self.bleed.points() > _MOST_BLEED:
            raise ValueError("bleed: phần tràn đo bằng mm, cm, in hoặc pt, nhiều nhất 10 mm")


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns in which articles are set, and the lines on which they stand."""

    columns: int = setting(doc="số cột, 1 đến 4", default=1)
    gutter: Length = setting(doc="khoảng trắng giữa hai cột", default=ZERO)
    baseline: bool = setting(doc="lưới dòng bằng leading của chữ bài: chữ các cột đứng ngang nhau", default=True)

    def __post_init__(self) -> None:
        if not 1 <= self.columns <= 4:
            raise ValueError(f"columns: số cột phải từ 1 đến 4, không phải {self.columns}")
        if self.gutter.unit == "em":
            raise ValueError("gutter: khoảng giữa hai cột không đo bằng em: dùng mm, cm, in hoặc pt")


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which families of fonts.yaml the layout uses."""

    text: str = setting(doc="họ phông cho chữ bài")
    display: str = setting(doc="họ phông cho tít, nhãn, chú thích")
    fallback: tuple[str, ...] = setting(doc="nơi lấy từng chữ mà hai họ trên không có, theo thứ tự", default=())


@dataclass(frozen=True, slots=True)
class ArticleSetting:
    """How articles stand in the bulletin."""

    opens: Literal["below", "page"] = setting(
        doc="bài mở ngay dưới bài trước (below) hay ở trang mới (page)", default="below"
    )
    section_opens: Literal["below", "page"] = setting(
        doc="chuyên mục mở ngay dưới bài trước (below) hay ở trang mới (page)", default="below"
    )
    title: Literal["across", "column"] = setting(
        doc="tít chạy ngang cả trang (across) hay trong cột (column)", default="across"
    )
    source: Literal["full", "source", "date", "none"] = setting(
        doc="dòng dưới bài: nguồn và ngày (full), chỉ nguồn, chỉ ngày, hoặc không có", default="full"
    )
    optical_margins: bool = setting(
        doc="lề quang học: dấu câu, dấu ngoặc kép ở hai mép đoạn chữ đều hai bên nhô ra lề một chút", default=False
    )
    tallest_picture: float = setting(doc="ảnh trong cột cao nhất bằng mấy phần vùng chữ, 0.1 đến 0.9", default=0.45)

    wide_pictures: Literal["first", "all", "none"] = setting(
        doc="ảnh ngang đủ điểm ảnh (150 dpi) chạy hết các cột: chỉ ảnh đầu bài (first), mọi ảnh, hay không ảnh nào",
        default="first",
    )

    def __post_init__(self) -> None:
        if not 0.1 <= self.tallest_picture <= 0.9:
            raise ValueError(f"tallest_picture: phải từ 0.1 đến 0.9, không phải {self.tallest_picture:g}")


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: the look of one kind of publication, in all formats."""

    name: str = setting(doc="tên bố cục; tự điền theo tên tệp", default="")
    description: str = setting(doc="một câu giúp chọn bố cục này")
    page: Page = setting(doc="trang giấy")
    grid: Grid = setting(doc="cột và lưới dòng")
    fonts: Fonts = setting(doc="các họ phông")
    colours: dict[str, Colour] = setting(doc="các màu, theo tên; cần có ink và accent")
    article: ArticleSetting = setting(doc="cách xếp từng bài", default=ArticleSetting())
    furniture: Furniture = setting(doc="nét, khung, biểu trưng, số trang", default=Furniture())
    styles: Styles = setting(doc="cách đặt từng loại chữ")
    parts: tuple[Part, ...] = setting(doc="các phần của bản tin, theo thứ tự")

    def __post_init__(self) -> None:
        problems = [*self._problems_of_parts(), *self._problems_of_geometry()]
        missing = {"ink", "accent"} - set(self.colours)
        if missing:
            problems.append(f"colours: thiếu màu {', '.join(sorted(missing))}")
        for name, style in self.styles.by_role():
            problems += self._problems_of_style(name, style)
        for field in fields(self.furniture):
            value = getattr(self.furniture, field.name)
            if isinstance(value, Stroke) and value.colour not in {*self.colours, "ink", "accent"}:
                problems.append(f"furniture.{field.name}.colour: {self._unknown_colour(value.colour)}")
        if problems:
            raise ValueError(*problems)

    def _problems_of_parts(self) -> Iterator[str]:
        if not self.parts or len(set(self.parts)) < len(self.parts):
            yield "parts: cần ít nhất một phần, mỗi phần một lần"
        if "contents" in self.parts and "sections" not in self.parts:
            yield "parts: có contents thì phải có sections: mục lục dẫn đến các bài"
        if "index" in self.parts:
            if "sections" not in self.parts:
                yield "parts: có index thì phải có sections: bảng tra cứu dẫn đến các bài"
            elif not {"foreword", "sections"}.isdisjoint(self.parts[self.parts.index("index") :]):
                yield "parts: index phải đứng sau foreword và sections: có số trang các bài rồi mới có bảng tra cứu"
        for part in dict.fromkeys(self.parts):
            lacking = [name for name in _NEEDED.get(part, ()) if getattr(self.styles, name) is None]
            if lacking:
                yield f"parts: phần {part} cần các kiểu {', '.join(lacking)} trong styles"

    def _problems_of_geometry(self) -> Iterator[str]:
        if self.column_width < _NARROWEST:
            yield f"grid: cột chỉ còn rộng {self.column_width:.0f} pt: bớt cột, bớt lề hoặc tăng khổ giấy"
        if not self._has_room_for_text():
            yield "page.margins: lề trên và lề dưới không chừa chỗ cho chữ: bớt lề hoặc tăng khổ giấy"
        if self.furniture.logo_height.points() > self.type_height / 3:
            yield "furniture.logo_height: biểu trưng cao quá một phần ba vùng chữ"
        margins = self.page.margins
        room = {"running_head": margins.top, "folio": margins.top if self.folio_at_top else margins.bottom}
        for name, margin in room.items():
            style: Style = getattr(self.styles, name)
            if self._shows(name) and style.leading_points > margin.points() / 2:
                yield f"styles.{name}: chữ không vừa lề {margin.points():.0f} pt: tăng lề, hoặc giảm leading còn nửa lề"

    def _has_room_for_text(self) -> bool:
        return self.type_height >= 5 * self.styles.body.leading_points

    def _shows(self, name: str) -> bool:
        return self.furniture.running_head if name == "running_head" else self.furniture.folio != "none"

    def _problems_of_style(self, name: str, style: Style) -> Iterator[str]:
        size = style.size.points()
        width = self.type_width if name in _ACROSS else self.column_width
        if self._has_room_for_text() and style.leading_points > self.type_height / 5:
            yield f"styles.{name}.leading: chữ quá lớn so với trang (nhiều nhất {self.type_height / 5:.0f} pt)"
        elif self.column_width >= _NARROWEST and size * _WORD > width:
            yield f"styles.{name}.size: chữ {size:g} pt quá lớn so với bề ngang {width:.0f} pt: một chữ không đủ chỗ"
        if style.colour not in {*self.colours, "ink", "accent"}:
            yield f"styles.{name}.colour: {self._unknown_colour(style.colour)}"
        if self.column_width < _NARROWEST:  # told already; any indent is too deep there
            return
        indents = {key: getattr(style, key).points(size) for key in ("indent", "left", "right")}
        deep = [key for key, length in indents.items() if length > self.column_width / 2]
        for key in deep:
            yield f"styles.{name}.{key}: thụt quá nửa cột"
        if not deep and sum(indents.values()) > self.column_width * _MOST_INDENT:
            yield f"styles.{name}: indent, left và right cộng lại quá ba phần tư cột"
        for key in ("space_before", "space_after"):
            if getattr(style, key).points(size) > self.type_height / 2:
                yield f"styles.{name}.{key}: khoảng trắng quá nửa trang"

    def _unknown_colour(self, name: str) -> str:
        return f"không có màu “{name}” trong colours (có: {', '.join(self.colours)})"

    @property
    def folio_at_top(self) -> bool:
        """Whether page numbers stand above the type area."""
        return self.furniture.folio.startswith("top")

    @property
    def type_width(self) -> float:
        """The width of the type area, in points."""
        margins = self.page.margins
        return self.page.size.width - margins.inside.points() - margins.outside.points()

    @property
    def type_height(self) -> float:
        """The height of the type area, in points."""
        margins = self.page.margins
        return self.page.size.height - margins.top.points() - margins.bottom.points()

    @property
    def column_width(self) -> float:
        """The width of one column (the measure), in points."""
        gutters = (self.grid.columns - 1) * self.grid.gutter.points()
        return (self.type_width - gutters) / self.grid.columns

    @property
    def baseline(self) -> float:
        """The step of the baseline grid, in points; one point where the layout has none."""
        return self.styles.body.leading_points if self.grid.baseline else 1.0
