"""The whole road: read → compose → write → save. The only module that sees a reader, a layout and a writer together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin import walk, wording
from bulletin.context import DATELESS, Context, Files
from bulletin.errors import BulletinError, FontError, Mistake, ProofError, ReadError, SettingsError
from bulletin.fonts.catalogue import Catalogue, load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import LoadedLayout, load_with_places
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin, Image, IndexEntry, Section
from bulletin.notices import Notice, Place, Report, Severity
from bulletin.pictures import find_picture
from bulletin.project import PROJECT_FILE, LoadedProject, load_editing, section_paths
from bulletin.readers import load_reader
from bulletin.save import save
from bulletin.settings import Mapping, Node, Scalar, did_you_mean, place_of
from bulletin.text import terms
from bulletin.text.vietnamese import slug
from bulletin.writers import Written, is_writer, load_writer, writer_names

if TYPE_CHECKING:  # reading back and the index are imported where a build asks for them
    from bulletin.verify import Proof

Progress = Callable[[str], None]

BOOKLET_SUFFIX = "-gap-doi.pdf"


@dataclass(frozen=True, slots=True)
class Output:
    """One file that a build made."""

    path: Path
    written: Written


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, the articles that it had to leave out, and what there is to say."""

    outputs: list[Output]
    failures: list[BulletinError]
    report: Report
    proofs: list[Proof] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build: a project, with what the command line lays over it."""

    loaded: LoadedProject
    articles: Sequence[Path] = ()  # in place of the project's own
    formats: Sequence[str] = ()
    layout: str | None = None
    out: Path | None = None
    layout_overrides: Sequence[Node] = ()
    encoding: str | None = None  # of raw texts, where the user names it
    booklet: bool = False  # where there is a PDF, it once more: two pages side by side, to be folded
    strict: bool = False
    verify: bool = False  # read every output back before it is saved
    progress: Progress = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Composed:
    """What there is before anything is written: the bulletin, its layout, and the articles that are left out."""

    bulletin: Bulletin
    loaded_layout: LoadedLayout
    context: Context
    failures: list[BulletinError]

    @property
    def layout(self) -> Layout:
        """The layout without its places in files."""
        return self.loaded_layout.layout


def build(request: Request, files: Files) -> Built:
    """Build all that the request asks for. Nothing is saved unless every format could be written.

    With `verify` every output is read back before, and one that does not hold is saved as little: ProofError.
    """
    project = request.loaded.project
    formats = list(dict.fromkeys(request.formats or project.formats))
    _check_formats(formats, request.loaded)
    composed = read_project(request, files)
    bulletin, layout, context = composed.bulletin, composed.layout, composed.context
    catalogue = load_catalogue(files, request.loaded.folder)
    _check_families(composed.loaded_layout, catalogue)
    fonts = FontBook(catalogue, context.report, _texts(bulletin), fallback=layout.fonts.fallback)
    folder = request.out or request.loaded.folder / project.out
    outputs = []
    for name in formats:
        request.progress(f"Dựng {name}")
        writer = load_writer(name)
        written = writer.write(bulletin, layout, fonts, context)
        outputs.append(Output(folder / f"{file_name(request, bulletin)}{writer.suffix}", written))
    proofs = _proofs(outputs, composed, request) if request.verify else []
    if request.booklet and "pdf" in formats:
        pdf = outputs[formats.index("pdf")].written.data
        outputs.append(Output(folder / f"{file_name(request, bulletin)}{BOOKLET_SUFFIX}", _booklet(pdf)))
    request.progress("Ghi tệp")
    save([(output.path, output.written.data) for output in outputs])
    return Built(outputs, composed.failures, context.report, proofs)


def read_project(request: Request, files: Files) -> Composed:
    """Return the bulletin that the request asks for, with its layout: all that goes before writing."""
    context = Context(files, encoding=request.encoding)
    layout_place = None if request.layout else request.loaded.place("layout")
    loaded = load_with_places(
        _layout_path(request), files, request.layout_overrides, layout_place, request.loaded.folder
    )
    sections, failures = read_sections(request, context)
    bulletin = compose(request.loaded, sections)
    bulletin = replace(bulletin, logo=_logo(request.loaded, context), foreword=_foreword(request.loaded, context))
    if request.loaded.project.foreword and "foreword" in loaded.layout.parts:
        context.sources.append(request.loaded.folder / request.loaded.project.foreword)
    _tell_empty(bulletin, context)
    _tell_unused(request.loaded, loaded.layout, context)
    if "index" in loaded.layout.parts:
        request.progress("Lập bảng tra cứu")
        bulletin = replace(bulletin, index=_index(bulletin, request.loaded, loaded.layout, context))
    return Composed(bulletin, loaded, replace(context, timestamp=timestamp(bulletin)), failures)


def _proofs(outputs: list[Output], composed: Composed, request: Request) -> list[Proof]:
    """Return the proofs of all outputs that can be read back. Raises ProofError where one does not hold."""
    from bulletin.verify import SUFFIXES, verify

    proofs = []
    for output in outputs:
        place = Place(str(output.path))
        if output.path.suffix not in SUFFIXES:
            problem = f"tệp {output.path.suffix} không đọc ngược để đối chiếu"
            composed.context.report.add(Notice("not-verified", problem, place, severity=Severity.NOTE))
            continue
        request.progress(f"Đối chiếu {output.path.name}")
        proofs.append(verify(output.written.data, place, composed.bulletin, composed.layout))
    broken = [proof for proof in proofs if not proof.holds]
    if broken:
        told = [line for proof in broken for line in proof.lines(is_new=True)]
        problem = "\n".join(["tệp vừa dựng không khớp bản tin", *told])
        hint = "chưa ghi tệp nào, tệp cũ còn nguyên; "
        if any(notice.code == "right-to-left" for notice in composed.context.report.notices):
            hint += "PDF đặt sai chữ viết từ phải sang trái nên không đối chiếu được: thay đoạn ấy, hoặc bỏ --verify"
        else:
            hint += "đây là lỗi của bulletin, xin báo lại"
        raise ProofError(problem, hint=hint, report=composed.context.report)
    return proofs


def _booklet(data: bytes) -> Written:
    from bulletin.writers.pdf.imposition import pdf_to_booklet

    booklet = pdf_to_booklet(data)
    return Written(booklet.data, booklet.sheets, "tờ")


def _check_formats(formats: list[str], loaded: LoadedProject) -> None:
    mistakes = []
    if not formats:
        place = loaded.place("formats") or Place("--format")
        hint = f"các định dạng: {', '.join(writer_names())}"
        mistakes.append(Mistake(place, "formats", "không nêu định dạng nào", hint))
    for index, name in enumerate(formats):
        if not is_writer(name):
            place = loaded.place("formats", index) or Place("--format")
            known = writer_names()
            hint = did_you_mean(name, known) or f"các định dạng: {', '.join(known)}"
            mistakes.append(Mistake(place, "formats", f"không có định dạng “{name}”", hint))
    if mistakes:
        raise SettingsError(mistakes)


def _check_families(loaded: LoadedLayout, catalogue: Catalogue) -> None:
    """Raise FontError, with the place in the layout, for a family that nobody knows, asked for or not."""
    fonts = loaded.layout.fonts
    for key, names in (("text", (fonts.text,)), ("display", (fonts.display,)), ("fallback", fonts.fallback)):
        for name in names:
            try:
                catalogue.family(name)
            except FontError as error:
                raise FontError(error.problem, place=loaded.place(f"fonts.{key}"), hint=error.hint) from error


def _layout_path(request: Request) -> str:
    """Return the layout's name; a file that the project names is relative to the project."""
    if request.layout:
        return request.layout
    name = request.loaded.project.layout
    return str(request.loaded.folder / name) if name.endswith((".yaml", ".yml")) else name


def read_sections(
    request: Request, context: Context
) -> tuple[list[tuple[str | None, list[Article]]], list[BulletinError]]:
    """Read every article. One that cannot be read is left out, and said; under `strict` it ends the run."""
    groups = [(None, list(request.articles))] if request.articles else section_paths(request.loaded)
    total = sum(len(paths) for _, paths in groups)
    if not total:
        raise ReadError("không có bài nào để dựng", hint="nêu tên bài, hoặc khai báo articles trong bulletin.yaml")
    failures: list[BulletinError] = []
    sections: list[tuple[str | None, list[Article]]] = []
    done = 0
    for title, paths in groups:
        articles: list[Article] = []
        for path in paths:
            done += 1
            request.progress(f"Đọc {done}/{total}")
            try:
                articles += load_reader(path).read(path, context)
                context.sources.append(path)
            except ReadError as error:
                if request.strict or total == 1:
                    raise
                failures.append(error)
        sections.append((title, articles))
    if not any(articles for _, articles in sections):
        raise failures[0]
    return sections, failures


def _logo(loaded: LoadedProject, context: Context) -> Image | None:
    """Return the project's logo, or None, with a notice where its file is not to be had."""
    source = loaded.project.logo
    if source is None:
        return None
    place = loaded.place("logo") or Place("--set logo")
    picture = find_picture(source, loaded.folder / PROJECT_FILE, context, place)
    return Image(source, terms.LOGO, picture) if picture else None


def _foreword(loaded: LoadedProject, context: Context) -> Article | None:
    """Return the project's foreword. Raises ReadError where its file cannot be read."""
    if loaded.project.foreword is None:
        return None
    path = loaded.folder / loaded.project.foreword
    return load_reader(path).read(path, context)[0]


def _index(bulletin: Bulletin, loaded: LoadedProject, layout: Layout, context: Context) -> tuple[IndexEntry, ...]:
    """Return the index of what the layout shows; what the editor's file says of nobody is told with its place."""
    from bulletin.index.entries import edited_index

    editing, tree = load_editing(loaded, context.files)
    shown = bulletin if "foreword" in layout.parts else replace(bulletin, foreword=None)
    entries, lacking = edited_index(shown, editing)
    for words in lacking:
        problem = f"không bài nào nhắc đến “{words}”"
        hint = "xem lại cách viết; bulletin index in ra mọi tên tìm thấy"
        context.report.add(Notice("index-unmatched", problem, place_of(words, tree), hint))
    return entries


def _tell_empty(bulletin: Bulletin, context: Context) -> None:
    """Say which articles have nothing but, at most, a title."""
    for article in walk.articles(bulletin):
        if not article.blocks and not article.lead:
            problem = f"bài “{wording.article_title(article)}” không có nội dung nào"
            hint = "viết nội dung vào tệp, hoặc bỏ bài này khỏi bản tin"
            context.report.add(Notice("article-empty", problem, walk.source_place(article), hint))


# What the project gives, the parts that show it, and how it is called.
_SHOWN_IN: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("subtitle",), ("cover", "masthead"), "dòng dưới tên"),
    (("issue",), ("cover", "masthead"), "số"),
    (("note",), ("cover", "masthead"), "dòng ghi chú"),
    (("publisher",), ("cover", "masthead", "letterhead"), "cơ quan"),
    (("foreword",), ("foreword",), "lời nói đầu"),
    (("official", "parent"), ("letterhead",), "cơ quan chủ quản"),
    (("official", "number"), ("letterhead",), "số, ký hiệu"),
    (("official", "place"), ("letterhead",), "địa danh"),
    (("official", "office"), ("signature",), "chức vụ người ký"),
    (("official", "signer"), ("signature",), "tên người ký"),
    (("official", "recipients"), ("signature",), "nơi nhận"),
    (("imprint",), ("imprint",), "thông tin xuất bản"),
    (("index",), ("index",), "bảng tra cứu"),
)  # fmt: skip


def _tell_unused(loaded: LoadedProject, layout: Layout, context: Context) -> None:
    """Say what the project file gives and no part of the layout shows."""
    for keys, parts, what in _SHOWN_IN:
        place = _given(loaded, keys)
        if place is not None and not set(parts) & set(layout.parts):
            problem = f"bố cục {layout.name} không có phần {' hay '.join(parts)} nên không in {what}"
            hint = f"thêm phần ấy vào parts của bố cục, hoặc bỏ khóa {'.'.join(keys)}"
            context.report.add(Notice("part-missing", problem, place, hint))
    place = _given(loaded, ("index",))
    name = loaded.project.index
    if place is not None and name and "index" not in layout.parts and not context.files.is_file(loaded.folder / name):
        hint = "sửa đường dẫn, tính từ thư mục của dự án, hoặc bỏ khóa index"
        context.report.add(Notice("index-missing", f"không có tệp “{name}” để sửa bảng tra cứu", place, hint))
    place = _given(loaded, ("logo",))
    has_room = layout.furniture.logo_height.points() and {"cover", "masthead"} & set(layout.parts)
    if place is not None and not has_room:
        hint = "ghi furniture.logo_height và phần masthead hay cover trong bố cục, hoặc bỏ khóa logo"
        problem = f"bố cục {layout.name} không chừa chỗ cho biểu trưng"
        context.report.add(Notice("part-missing", problem, place, hint))


def _given(loaded: LoadedProject, keys: tuple[str, ...]) -> Place | None:
    """Return where the project gives a key a value, or None."""
    node: Node = loaded.node
    place = None
    for key in keys:
        if not isinstance(node, Mapping) or key not in node.entries:
            return None
        place, node = node.entries[key]
    return None if isinstance(node, Scalar) and node.null else place


def compose(loaded: LoadedProject, sections: list[tuple[str | None, list[Article]]]) -> Bulletin:
    """Return the bulletin of these sections; a section without articles is left out."""
    project = loaded.project
    return Bulletin(
        title=project.title,
        subtitle=project.subtitle,
        issue=project.issue,
        date=project.date,
        publisher=project.publisher,
        note=project.note,
        language=project.language,
        sections=tuple(Section(title, tuple(articles)) for title, articles in sections if articles),
        imprint=project.imprint.to_model() if project.imprint else None,
        official=project.official.to_model() if project.official else None,
    )


def timestamp(bulletin: Bulletin) -> datetime:
    """Return the moment that outputs carry: SOURCE_DATE_EPOCH, else the issue's date, else the newest article's.

    The clock is never asked: the same inputs give the same bytes on any day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            problem = f"“{epoch}” không phải số giây kể từ 1/1/1970"
            hint = "bỏ biến môi trường này để lấy ngày của bản tin"
            raise SettingsError([Mistake(Place("SOURCE_DATE_EPOCH"), "", problem, hint)]) from error
    days = [article.published for article in walk.articles(bulletin) if article.published]
    day = bulletin.date or max(((d.year, d.month, d.day) for d in days), default=None)
    if day is None:
        return DATELESS
    return datetime(*day, tzinfo=UTC) if isinstance(day, tuple) else datetime(day.year, day.month, day.day, tzinfo=UTC)


def file_name(request: Request, bulletin: Bulletin) -> str:
    """Return the outputs' name: the project's, else that of the one article, else one made from the masthead."""
    project = request.loaded.project
    if project.file_name:
        return slug(project.file_name) or "ban-tin"
    if len(request.articles) == 1:
        return request.articles[0].stem
    return slug(wording.running_title(bulletin)) or slug(terms.UNTITLED_BULLETIN)


def _texts(bulletin: Bulletin) -> Iterator[str]:
    """Yield the texts of the bulletin and of all articles, for the letters in them."""
    own = (
        bulletin.title, bulletin.subtitle, bulletin.issue, bulletin.publisher, bulletin.note, bulletin.imprint,
        bulletin.official, *wording.letter_bodies(bulletin),
    )  # fmt: skip
    yield from map(str, own)
    yield from (section.title or "" for section in bulletin.sections)
    yield from (entry.name for entry in bulletin.index)
    for article in walk.articles(bulletin):
        yield from walk.article_texts(article)
        yield from walk.note_texts(article)
