"""The schema of a layout: every key that a layout may hold, its meaning, its unit and its default."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from bulletin.layout.units import ZERO, Colour, Length, PageSize
from bulletin.settings import setting

Alignment = Literal["justified", "left", "centred", "right"]
Part = Literal["masthead", "contents", "sections", "imprint"]


@dataclass(frozen=True, slots=True)
class Margins:
    """The white around the type area."""

    top: Length = setting(doc="from the top edge to the type area")
    bottom: Length = setting(doc="from the type area to the bottom edge")
    inside: Length = setting(doc="at the binding: left on right-hand (odd) pages")
    outside: Length = setting(doc="away from the binding")

    def __post_init__(self) -> None:
        if "em" in {self.top.unit, self.bottom.unit, self.inside.unit, self.outside.unit}:
            raise ValueError("lề không đo bằng em: dùng mm, cm, in hoặc pt")


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet."""

    size: PageSize = setting(doc="a name (A4, A5, 19x27 …) or “width x height”")
    margins: Margins = setting(doc="the white around the type area")
    mirrored: bool = setting(doc="whether inside and outside change places on even pages", default=True)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns in which articles are set."""

    count: int = setting(doc="how many columns, 1 to 4", default=1)
    gutter: Length = setting(doc="the white between two columns", default=ZERO)

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 4:
            raise ValueError(f"số cột phải từ 1 đến 4, không phải {self.count}")
        if self.gutter.unit == "em":
            raise ValueError("khoảng giữa hai cột không đo bằng em: dùng mm, cm, in hoặc pt")


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which families of fonts.yaml the layout uses."""

    text: str = setting(doc="the family for running text")
    display: str = setting(doc="the family for titles, labels and captions")
    fallback: tuple[str, ...] = setting(doc="families to take single missing letters from, in order", default=())


@dataclass(frozen=True, slots=True)
class Style:
    """How one role of text is set."""

    font: Literal["text", "display"] = setting(doc="which of the layout's two families")
    size: Length = setting(doc="the size of the type")
    leading: Length = setting(doc="from baseline to baseline")
    weight: int = setting(doc="100 (thin) to 900 (black)", default=400)
    italic: bool = setting(doc="whether it is set in italics", default=False)
    colour: str = setting(doc="a name under `colours`", default="ink")
    align: Alignment = setting(doc="justified, left, centred or right", default="left")
    indent: Length = setting(doc="of a paragraph's first line, where a paragraph precedes it", default=ZERO)
    space_before: Length = setting(doc="white above, never at the top of a page", default=ZERO)
    space_after: Length = setting(doc="white below", default=ZERO)
    tracking: Length = setting(doc="extra white between letters", default=ZERO)

    def __post_init__(self) -> None:
        # Ấ, Ẫ, Ể and the dots under Ộ, Ự: from the top of the highest stacked mark to the lowest dot is about
        # 1.26 em in the shipped faces, and neighbouring lines rarely put both at one place: 1.1 em is the floor.
        size = self.size.points()
        if size < 6:
            raise ValueError(f"cỡ chữ {size:g} pt quá nhỏ để đọc (ít nhất 6 pt)")
        if self.leading.points(size) < size * 1.1:
            raise ValueError(f"khoảng cách dòng phải ít nhất 1,1 lần cỡ chữ {size:g} pt để dấu không chạm nhau")
        if not 100 <= self.weight <= 900:
            raise ValueError(f"độ đậm phải từ 100 đến 900, không phải {self.weight}")


@dataclass(frozen=True, slots=True)
class Styles:
    """The roles of text in a bulletin."""

    body: Style = setting(doc="running text")
    lead: Style = setting(doc="the lead (sapo) under a title")
    title: Style = setting(doc="an article's title")
    section: Style = setting(doc="a section's title")
    kicker: Style = setting(doc="the label above an article's title")
    heading: Style = setting(doc="a sub-head inside an article")
    caption: Style = setting(doc="the caption of a picture; its credit too")
    byline: Style = setting(doc="the writers' names under an article")
    source: Style = setting(doc="the source line under an article")
    quotation: Style = setting(doc="quoted paragraphs")
    table: Style = setting(doc="the cells of tables")
    masthead: Style = setting(doc="the bulletin's name on its first page")
    masthead_small: Style = setting(doc="publisher, issue and date in the masthead")
    contents_title: Style = setting(doc="the words “Mục lục”")
    contents_section: Style = setting(doc="a section in the contents")
    contents: Style = setting(doc="an article in the contents")
    running_head: Style = setting(doc="the line at the top of pages 2 and on")
    folio: Style = setting(doc="the page number")
    imprint: Style = setting(doc="the imprint")


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: the look of one kind of publication, in all formats."""

    name: str = setting(doc="the layout's name; filled in from its file name", default="")
    description: str = setting(doc="one sentence that helps to choose it")
    page: Page = setting(doc="the sheet")
    columns: Columns = setting(doc="the columns of articles")
    fonts: Fonts = setting(doc="the families in use")
    colours: dict[str, Colour] = setting(doc="the colours in use, by name; `ink` and `accent` are required")
    rule: Length = setting(doc="the thickness of the rule under the masthead", default=ZERO)
    styles: Styles = setting(doc="how each role of text is set")
    parts: tuple[Part, ...] = setting(doc="the parts of the bulletin, in order")

    def __post_init__(self) -> None:
        missing = {"ink", "accent"} - set(self.colours)
        if missing:
            raise ValueError(f"thiếu màu {', '.join(sorted(missing))} trong colours")
        if not self.parts or len(set(self.parts)) < len(self.parts):
            raise ValueError("parts cần ít nhất một phần, mỗi phần một lần")
        if "contents" in self.parts and "sections" not in self.parts:
            raise ValueError("parts có contents thì phải có sections: mục lục dẫn đến các bài")
        if self.column_width < 60:
            raise ValueError(f"cột chỉ còn rộng {self.column_width:.0f} pt: bớt cột, bớt lề hoặc tăng khổ giấy")
        if self.type_height < 5 * self.styles.body.leading.points(self.styles.body.size.points()):
            raise ValueError("lề trên và lề dưới không chừa chỗ cho chữ")
        if self.rule.points() > 20:
            raise ValueError("rule: nét dày quá 20 pt")
        self._check_styles()

    def _check_styles(self) -> None:
        margins = self.page.margins
        for name, room in (("running_head", margins.top), ("folio", margins.bottom)):
            style: Style = getattr(self.styles, name)
            if style.leading.points(style.size.points()) > room.points() / 2:
                raise ValueError(f"styles.{name}: chữ không vừa lề {room.points():.0f} pt")
        for field in fields(self.styles):
            style = getattr(self.styles, field.name)
            if style.leading.points(style.size.points()) > self.type_height / 5:
                raise ValueError(f"styles.{field.name}: chữ quá lớn so với trang")
            if style.colour not in self.colours:
                raise ValueError(f"styles.{field.name}.colour: không có màu “{style.colour}” trong colours")
            if style.indent.points(style.size.points()) > self.column_width / 2:
                raise ValueError(f"styles.{field.name}.indent: thụt đầu dòng quá nửa cột")

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
        gutters = (self.columns.count - 1) * self.columns.gutter.points()
        return (self.type_width - gutters) / self.columns.count
