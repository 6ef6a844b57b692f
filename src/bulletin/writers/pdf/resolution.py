"""Finished pages → a notice for each picture that prints too coarsely."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bulletin import walk, wording
from bulletin.model import Bulletin, Figure, Image
from bulletin.notices import Notice, Place, Report
from bulletin.writers.pdf.flow import Page
from bulletin.writers.pdf.galley import LEAST_DPI
from bulletin.writers.pdf.marks import PictureMark

_POINTS = 72  # an inch
_MILLIMETRES = 25.4


def report_coarse(pages: Sequence[Page], bulletin: Bulletin, report: Report) -> None:
    """Report every picture under 150 dots an inch at the largest size at which the pages print it."""
    widest: dict[str, PictureMark] = {}
    for page in pages:
        for mark in (placed.mark for placed in page.placed):
            if isinstance(mark, PictureMark):
                known = widest.get(mark.picture.path)
                if known is None or known.width < mark.width:
                    widest[mark.picture.path] = mark
    for image, where, place in _images(bulletin):
        printed = widest.pop(image.picture.path, None) if image.picture else None
        if printed is not None and _dots(printed) < LEAST_DPI:
            report.add(_notice(printed, f"ảnh “{image.source}” {where}", place))


def _notice(mark: PictureMark, what: str, place: Place | None) -> Notice:
    printed, sharp = mark.width / _POINTS, mark.picture.width / LEAST_DPI * _MILLIMETRES  # inches, millimetres
    dots, wanted = _dots(mark), math.ceil(printed * LEAST_DPI)
    reached = f"chỉ đạt {dots:.0f} dpi" if dots >= 1 else "chưa tới 1 dpi"
    problem = f"{what} in rộng {printed * _MILLIMETRES:.0f} mm {reached} nên sẽ rỗ, nhòe"
    size = f"có {mark.picture.width} × {mark.picture.height} điểm ảnh"
    reach = f"nét khi in rộng tới {sharp:.0f} mm" if sharp >= 1 else size
    hint = f"ảnh này chỉ {reach}; thay bằng ảnh rộng từ {wanted} điểm ảnh"
    return Notice("image-coarse", problem, place, hint)


def _dots(mark: PictureMark) -> float:
    return mark.picture.width / (mark.width / _POINTS)


def _images(bulletin: Bulletin) -> Iterator[tuple[Image, str, Place | None]]:
    """Yield the images of a bulletin, where each stands, and its place in a file."""
    if bulletin.logo:
        yield bulletin.logo, "(biểu trưng)", None
    for article in walk.articles(bulletin):
        for block in article.blocks:
            if isinstance(block, Figure) and block.image:
                where = f"của bài “{wording.article_title(article)}”"
                yield block.image, where, walk.source_place(article, block.span)
