"""The roles of text that a layout styles, and what it may say of each. `doc` texts are what an editor reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from bulletin.layout.units import ZERO, Length
from bulletin.settings import setting

SIGNING_ROOM = 4  # lines of the signature's leading between office and name, for the hand and the seal
Alignment = Literal["justified", "left", "centred", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """How one role of text is set."""

    font: Literal["text", "display"] = setting(doc="họ phông: text (chữ bài) hay display (tít, nhãn)")
    size: Length = setting(doc="cỡ chữ, ít nhất 6pt")
    leading: Length = setting(doc="khoảng cách từ chân dòng này đến chân dòng kia, ít nhất 1,1 lần cỡ chữ")
    weight: int = setting(doc="độ đậm, 100 (mảnh) đến 900 (rất đậm); 400 thường, 700 đậm", default=400)
    italic: bool = setting(doc="chữ nghiêng", default=False)
    colour: str = setting(doc="tên một màu trong colours", default="ink")
    align: Alignment = setting(doc="justified đều hai bên, left trái, centred giữa, right phải", default="left")
    indent: Length = setting(doc="thụt dòng đầu của đoạn đứng sau một đoạn khác", default=ZERO)
    indents_all: bool = setting(doc="đoạn nào cũng thụt dòng đầu, kể cả đoạn mở bài và sau tít phụ", default=False)
    left: Length = setting(doc="thụt cả khối từ lề trái", default=ZERO)
    right: Length = setting(doc="thụt cả khối từ lề phải", default=ZERO)
    space_before: Length = setting(doc="khoảng trắng phía trên; đầu trang thì bỏ", default=ZERO)
    space_after: Length = setting(doc="khoảng trắng phía dưới", default=ZERO)
    tracking: Length = setting(doc="giãn thêm giữa các chữ cái", default=ZERO)
    together: bool = setting(doc="cả khối đứng chung một cột, không bị ngắt trang", default=False)
    with_next: bool = setting(doc="đứng chung cột với khối theo sau nó", default=False)

    def __post_init__(self) -> None:
        # Ấ, Ẫ, Ể and the dots under Ộ, Ự: from the top of the highest stacked mark to the lowest dot is about
        # 1.26 em in the shipped faces, and neighbouring lines rarely put both at one place: 1.1 em is the floor.
        if self.size.unit == "em":
            raise ValueError("size: cỡ chữ không đo bằng em: dùng pt, mm, cm hoặc in")
        size = self.size.points()
        if size < 6:
            raise ValueError(f"size: cỡ chữ {size:g} pt quá nhỏ để đọc (ít nhất 6 pt)")
        if self.leading_points < size * 1.1:
            raise ValueError(f"leading: khoảng cách dòng phải ít nhất 1,1 lần cỡ chữ {size:g} pt, kẻo dấu chạm nhau")
        if not 100 <= self.weight <= 900:
            raise ValueError(f"weight: độ đậm phải từ 100 đến 900, không phải {self.weight}")

    @property
    def leading_points(self) -> float:
        """From one baseline to the next, in points."""
        return self.leading.points(self.size.points())


@dataclass(frozen=True, slots=True)
class Styles:
    """The roles of text in a bulletin. Those of an official letter's page are needed only where its parts are."""

    body: Style = setting(doc="chữ bài")
    lead: Style = setting(doc="sa-pô dưới tít")
    title: Style = setting(doc="tít bài")
    section: Style = setting(doc="tên chuyên mục")
    kicker: Style = setting(doc="nhãn trên tít")
    heading: Style = setting(doc="tít phụ trong bài")
    caption: Style = setting(doc="chú thích ảnh")
    credit: Style = setting(doc="nguồn ảnh, cuối chú thích")
    byline: Style = setting(doc="tên tác giả dưới bài")
    source: Style = setting(doc="dòng nguồn và ngày dưới bài")
    quotation: Style = setting(doc="đoạn trích dẫn; space_after là của từng đoạn")
    list: Style = setting(doc="các mục liệt kê; left là chỗ cho dấu đầu mục; space_after là của từng mục")
    table: Style = setting(doc="chữ trong bảng")
    footnote: Style = setting(doc="chú thích ở chân trang hay chân cột")
    masthead: Style = setting(doc="tên bản tin ở măng-sét")
    masthead_small: Style = setting(doc="cơ quan, số và ngày ở măng-sét")
    cover_title: Style = setting(doc="tên bản tin ở trang bìa")
    cover_small: Style = setting(doc="cơ quan, số và ngày ở trang bìa")
    contents_title: Style = setting(doc="chữ “Mục lục”")
    contents_section: Style = setting(doc="chuyên mục trong mục lục")
    contents: Style = setting(doc="bài trong mục lục")
    running_head: Style = setting(doc="dòng đầu trang, từ trang 2")
    folio: Style = setting(doc="số trang")
    imprint: Style = setting(doc="thông tin xuất bản ở cuối")
    national_title: Style | None = setting(doc="quốc hiệu (phần letterhead)", default=None)
    motto: Style | None = setting(doc="tiêu ngữ (phần letterhead)", default=None)
    parent_body: Style | None = setting(doc="cơ quan chủ quản (phần letterhead)", default=None)
    issuing_body: Style | None = setting(doc="cơ quan ban hành (phần letterhead)", default=None)
    document_number: Style | None = setting(doc="số, ký hiệu (phần letterhead)", default=None)
    place_date: Style | None = setting(doc="địa danh và ngày tháng (phần letterhead)", default=None)
    signature: Style | None = setting(doc="chức vụ và họ tên người ký (phần signature)", default=None)
    recipients_title: Style | None = setting(doc="chữ “Nơi nhận:” (phần signature)", default=None)
    recipients: Style | None = setting(doc="danh sách nơi nhận (phần signature)", default=None)
    index: Style | None = setting(doc="mục trong bảng tra cứu (phần index); left thụt từ dòng thứ hai", default=None)
    index_heading: Style | None = setting(doc="nhóm mục trong bảng tra cứu (phần index)", default=None)

    def needed(self, role: str) -> Style:
        """Return the style of a role that a part needs: the schema lets no layout have the part without it."""
        style: Style | None = getattr(self, role)
        if style is None:
            raise KeyError(role)
        return style

    def by_role(self) -> Iterator[tuple[str, Style]]:
        """Yield every role that the layout styles, with its style."""
        for field in fields(self):
            style = getattr(self, field.name)
            if style is not None:
                yield field.name, style
