"""Addresses of images → what the model keeps of them (`Picture`) → the plates that writers show (`plates`).

Files are read only inside the article's own folder.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.model import Article, Block, Figure, Picture
from bulletin.notices import Notice, Place
from bulletin.plates import Plate, examine, make_plate

MAX_BYTES = 64 * 2**20

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


def find_picture(source: str, article: Path, context: Context, place: Place) -> Picture | None:
    """Return the picture that `source` names beside the article, or None with a notice that says why not.

    Only a relative path that stays inside the article's folder is opened, symbolic links included.
    """
    if _is_remote(source):
        _report_remote([source], place, context)
        return None
    if not _SCHEME.match(source) and not PurePosixPath(_file_part(source)).suffix:  # "[img]": a mark left by copying
        problem = "ảnh ở chỗ này không được chép theo bài; chỉ giữ chú thích"
        hint = f"lưu ảnh vào {_folder(article)} rồi ghi tên tệp thay cho “{source}”"
        context.report.add(Notice("image-missing", problem, place, hint))
        return None
    path = _find(source, article.parent, context)
    if path is None:
        problem = f"ảnh “{_shortened(source)}” nằm ngoài thư mục của bài nên không được mở"
        context.report.add(Notice("image-outside", problem, place, "chép ảnh vào cùng thư mục với bài"))
        return None
    if not context.files.is_file(path):
        problem = f"không có tệp ảnh “{source}” bên cạnh bài; chỉ giữ chú thích"
        context.report.add(Notice("image-missing", problem, place, f"đặt tệp {source} vào {_folder(article)}"))
        return None
    try:
        sort = examine(context.files.read(path, MAX_BYTES))
    except ReadError as error:
        problem = f"ảnh “{source}” không dùng được: {error.problem}"
        context.report.add(Notice("image-unusable", problem, place, error.hint or "thay bằng tệp JPEG hoặc PNG"))
        return None
    return Picture(str(path), sort.media_type, sort.width, sort.height)


def _folder(article: Path) -> str:
    return "thư mục này" if article.parent == Path() else str(article.parent)


def with_pictures(article: Article, path: Path, context: Context) -> Article:
    """Return the article with the pictures that its images name, as far as they are there.

    Images on the web are never fetched: one notice for all of them.
    """
    sources = [block.image.source for block in article.blocks if isinstance(block, Figure) and block.image]
    if not sources:
        return article
    remote = [source for source in sources if _is_remote(source)]
    if remote:
        _report_remote(remote, Place(str(path)), context)
    return replace(article, blocks=tuple(_with_picture(block, path, context) for block in article.blocks))


def _with_picture(block: Block, path: Path, context: Context) -> Block:
    if not isinstance(block, Figure) or block.image is None or _is_remote(block.image.source):
        return block
    place = Place(str(path), block.span.line if block.span else None)
    picture = find_picture(block.image.source, path, context, place)
    return replace(block, image=replace(block.image, picture=picture))


def read_picture(picture: Picture, context: Context) -> bytes:
    """Return the bytes of a picture that `find_picture` found, as the file has them."""
    return context.files.read(Path(picture.path), MAX_BYTES)


def read_plate(picture: Picture, context: Context) -> Plate:
    """Return a picture as every format shows it; what had to be changed is a notice.

    A conversion is made once for all formats of a run, and for all names of the same file. Raises ReadError for a file
    that has gone away or changed for the worse since it was found.
    """
    data, place = read_picture(picture, context), Place(picture.path)
    digest = hashlib.sha256(data).hexdigest()
    if digest in context.converted:
        return Plate(context.converted[digest])
    try:
        plate, notices = make_plate(data)
    except ReadError as error:
        raise ReadError(f"ảnh không dùng được: {error.problem}", place=place, hint=error.hint) from error
    for notice in notices:
        context.report.add(replace(notice, place=place))
    if plate.data is not data:
        context.converted[digest] = plate.data
    return plate


def _is_remote(source: str) -> bool:
    scheme = _SCHEME.match(source)
    return source.startswith("//") or (scheme is not None and scheme[1].casefold() in ("http", "https"))


def _report_remote(sources: list[str], place: Place, context: Context) -> None:
    what = f"ảnh “{_shortened(sources[0])}”" if len(sources) == 1 else f"{len(sources)} ảnh"
    problem = f"{what} nằm trên mạng nên không được lấy; chỉ giữ địa chỉ và chú thích"
    hint = "mở trang trong trình duyệt, lưu cả trang (kèm thư mục ảnh), rồi đọc tệp đã lưu"
    context.report.add(Notice("image-remote", problem, place, hint))


def _find(source: str, folder: Path, context: Context) -> Path | None:
    """Return the path that an address names inside the folder: as it stands, or decoded as browsers do ("%20", "?v=2").

    None where it would lead out. A file that is not there comes back as the first of its possible names.
    """
    names = dict.fromkeys((source, _file_part(source), unquote(_file_part(source))))
    paths = [_inside(name, folder) for name in names if name]
    inside = [path for path in paths if path is not None]
    if not paths or len(inside) < len(paths):  # "%2e%2e/" leads out as "../" does
        return None
    return next((path for path in inside if context.files.is_file(path)), inside[0])


def _file_part(source: str) -> str:
    """Return an address without its query and fragment."""
    return re.split(r"[?#]", source, maxsplit=1)[0]


def _shortened(source: str) -> str:
    return source if len(source) <= 80 else f"{source[:60]}…{source[-19:]}"


def _inside(source: str, folder: Path) -> Path | None:
    relative = PurePosixPath(source.replace("\\", "/"))
    if relative.is_absolute() or ".." in relative.parts or ":" in source or "\0" in source:
        return None
    path = folder / relative
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of links
        return None
    return path if inside else None
