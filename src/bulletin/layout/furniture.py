"""What stands around the text and is no text: rules and a frame; and where running heads and folios stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bulletin.layout.units import ZERO, Length
from bulletin.settings import setting

FolioPlace = Literal["bottom-outside", "bottom-centred", "top-outside", "top-centred", "none"]
_THICKEST = 20  # points


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule: how thick, in which colour; without thickness there is none."""

    thickness: Length = setting(doc="độ dày của nét; 0 là không có nét", default=ZERO)
    colour: str = setting(doc="tên một màu trong colours", default="ink")

    def __post_init__(self) -> None:
        if self.thickness.unit == "em":
            raise ValueError("thickness: nét không đo bằng em: dùng pt, mm, cm hoặc in")
        if self.thickness.points() > _THICKEST:
            raise ValueError(f"thickness: nét dày quá {_THICKEST} pt")


NO_STROKE = Stroke()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Rules and frame, the places of running heads and folios, and how large the logo stands."""

    masthead_rule: Stroke = setting(doc="nét dưới măng-sét, và dưới tên ở bìa", default=NO_STROKE)
    section_rule: Stroke = setting(doc="nét dưới tên chuyên mục", default=NO_STROKE)
    running_head_rule: Stroke = setting(doc="nét dưới dòng đầu trang", default=NO_STROKE)
    column_rule: Stroke = setting(doc="nét đứng giữa hai cột", default=NO_STROKE)
    table_rule: Stroke = setting(doc="nét dưới mỗi hàng của bảng", default=NO_STROKE)
    imprint_rule: Stroke = setting(doc="nét trên thông tin xuất bản", default=NO_STROKE)
    caption_rule: Stroke = setting(doc="nét đứng bên trái chú thích không có ảnh", default=NO_STROKE)
    ornament_rule: Stroke = setting(doc="nét ngắn giữa trang, nơi bài có dòng ngăn", default=NO_STROKE)
    footnote_rule: Stroke = setting(doc="nét ngắn trên các chú thích ở chân trang", default=NO_STROKE)
    frame: Stroke = setting(doc="khung quanh vùng chữ của mỗi trang", default=NO_STROKE)
    running_head: bool = setting(doc="có dòng đầu trang (từ trang 2) hay không", default=True)
    folio: FolioPlace = setting(doc="số trang: dưới hay trên, ngoài hay giữa, hoặc none", default="bottom-outside")
    folio_on_first: bool = setting(doc="trang đầu có số trang hay không", default=True)
    logo_height: Length = setting(doc="chiều cao của logo ở măng-sét và bìa; 0: không in", default=ZERO)

    def __post_init__(self) -> None:
        if self.logo_height.unit == "em":
            raise ValueError("logo_height: biểu trưng không đo bằng em: dùng mm, cm, in hoặc pt")
