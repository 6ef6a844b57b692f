"""bulletin.yaml → what to build: masthead, imprint, sections with their articles, layout, formats."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bulletin.context import Files
from bulletin.errors import Mistake, SettingsError
from bulletin.index.editing import NO_EDITING, Editing
from bulletin.model import Imprint, Official
from bulletin.notices import Place
from bulletin.readers import readable_paths
from bulletin.settings import Mapping, Node, Sequence, load_tree, merge, read, setting
from bulletin.text.vietnamese import natural_key

PROJECT_FILE = "bulletin.yaml"


@dataclass(frozen=True, slots=True)
class ImprintSettings:
    """The imprint; what is left out is not printed."""

    responsible: str | None = setting(doc="chịu trách nhiệm xuất bản", default=None)
    editors: tuple[str, ...] = setting(doc="ban biên tập", default=())
    licence: str | None = setting(doc="giấy phép xuất bản", default=None)
    print_run: str | None = setting(doc="số lượng in, khổ in", default=None)
    printer: str | None = setting(doc="in tại", default=None)
    deposit: str | None = setting(doc="nộp lưu chiểu", default=None)
    address: str | None = setting(doc="địa chỉ tòa soạn", default=None)
    contact: str | None = setting(doc="điện thoại, thư điện tử", default=None)

    def to_model(self) -> Imprint:
        """Return the same as the model has it."""
        return Imprint(
            responsible=self.responsible, editors=self.editors, licence=self.licence, print_run=self.print_run,
            printer=self.printer, deposit=self.deposit, address=self.address, contact=self.contact,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficialSettings:
    """What stands around an official letter; the issuing body is `publisher`."""

    parent: str | None = setting(doc="cơ quan chủ quản", default=None)
    number: str | None = setting(doc="số, ký hiệu: “Số: 15/BC-UBND”", default=None)
    place: str | None = setting(doc="địa danh", default=None)
    office: tuple[str, ...] = setting(doc="quyền hạn, chức vụ người ký, mỗi dòng một mục", default=())
    signer: str | None = setting(doc="họ tên người ký", default=None)
    recipients: tuple[str, ...] = setting(doc="nơi nhận", default=())

    def to_model(self) -> Official:
        """Return the same as the model has it."""
        return Official(
            parent=self.parent, number=self.number, place=self.place, office=self.office, signer=self.signer,
            recipients=self.recipients,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SectionSettings:
    """A section: its title, and its articles by path or pattern."""

    title: str | None = setting(doc="the section's title", default=None)
    articles: tuple[str, ...] = setting(doc="files, folders or patterns, relative to the project file")


@dataclass(frozen=True, slots=True)
class Project:
    """A project file. Its keys and a layout's never share a name, so that `--set` knows whose a key is."""

    title: str = setting(doc="the bulletin's name, as the masthead prints it", default="Bản tin")
    subtitle: str | None = setting(doc="a line under the name", default=None)
    issue: str | None = setting(doc="the issue: “6 (214)”", default=None)
    date: date | None = setting(doc="the day of the issue: 2024-07-31 or 31/7/2024", default=None)
    publisher: str | None = setting(doc="the issuing body", default=None)
    note: str | None = setting(doc="a line in the masthead: “Lưu hành nội bộ”", default=None)
    language: str = setting(doc="the language tag of the whole (BCP 47)", default="vi-VN")
    imprint: ImprintSettings | None = setting(doc="the imprint", default=None)
    logo: str | None = setting(doc="a picture for masthead and cover, relative to the project file", default=None)
    official: OfficialSettings | None = setting(doc="what stands around an official letter", default=None)
    foreword: str | None = setting(doc="an article that stands before the sections: a file", default=None)
    sections: tuple[SectionSettings, ...] = setting(doc="the sections, in order", default=())
    articles: tuple[str, ...] = setting(doc="articles outside any section, after the sections", default=())
    index: str | None = setting(doc="the editor's additions and corrections to the index: a file", default=None)
    layout: str = setting(doc="a shipped layout's name, or a .yaml file", default="ban-tin")
    formats: tuple[str, ...] = setting(doc="what `bulletin build` makes when no --format is given", default=("pdf",))
    file_name: str | None = setting(doc="the outputs' name without suffix; otherwise made from the title", default=None)
    out: str = setting(doc="the folder for outputs, relative to the project file", default="out")

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", self.language):
            raise ValueError(f"language: “{self.language}” không phải nhãn ngôn ngữ (BCP 47), ví dụ vi-VN")


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """A project with the folder that its paths are relative to, and the tree it was read from."""

    project: Project
    folder: Path
    node: Node = field(repr=False)

    def place(self, *keys: str | int) -> Place | None:
        """Return where a key (or the item of a list, from 0) stands in the project file."""
        node, place = self.node, None
        for key in keys:
            if isinstance(node, Mapping) and isinstance(key, str) and key in node.entries:
                place, node = node.entries[key]
            elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
                node = node.items[key]
                place = node.place
            else:
                return place
        return place


def load_project(path: Path, files: Files, overrides: Iterable[Node] = ()) -> LoadedProject:
    """Return the project in the file. Raises SettingsError with all its mistakes."""
    return _load(load_tree(path, files), path.parent, overrides)


def default_project(folder: Path, overrides: Iterable[Node] = ()) -> LoadedProject:
    """Return the project of a folder that has no project file."""
    return _load(Mapping({}, Place(PROJECT_FILE)), folder, overrides)


def _load(node: Node, folder: Path, overrides: Iterable[Node]) -> LoadedProject:
    for override in overrides:
        node = merge(node, override)
    return LoadedProject(read(node, Project), folder, node)


def load_editing(loaded: LoadedProject, files: Files) -> tuple[Editing, Node]:
    """Return the editor's file of the index, and its tree; an empty one where the project names none.

    Raises SettingsError with all mistakes.
    """
    if loaded.project.index is None:
        return NO_EDITING, Mapping({}, Place(PROJECT_FILE))
    tree = load_tree(loaded.folder / loaded.project.index, files)
    return read(tree, Editing), tree


# ── articles ─────────────────────────────────────────────────────────────────────────────────────────────────


def section_paths(loaded: LoadedProject) -> list[tuple[str | None, list[Path]]]:
    """Return the title and the article files of each section. Raises SettingsError for patterns without a match."""
    mistakes: list[Mistake] = []
    sections = []
    for index, section in enumerate(loaded.project.sections):
        paths = list(_expand(section.articles, loaded, ("sections", index, "articles"), mistakes))
        sections.append((section.title, paths))
    loose = list(_expand(loaded.project.articles, loaded, ("articles",), mistakes))
    if mistakes:
        raise SettingsError(mistakes)
    return [*sections, *([(None, loose)] if loose else [])]


def _expand(
    patterns: tuple[str, ...], loaded: LoadedProject, keys: tuple[str | int, ...], mistakes: list[Mistake]
) -> Iterator[Path]:
    for index, pattern in enumerate(patterns):
        place = loaded.place(*keys, index) or Place(PROJECT_FILE)
        try:
            paths = expand(pattern, loaded.folder)
        except ValueError as error:
            mistakes.append(Mistake(place, "articles", str(error), "ghi lại đường dẫn hay mẫu của các bài"))
            continue
        if not paths:
            problem = f"“{pattern}” không khớp bài nào"
            mistakes.append(Mistake(place, "articles", problem, f"đường dẫn tính từ thư mục {loaded.folder.resolve()}"))
        yield from paths


def expand(pattern: str, folder: Path) -> list[Path]:
    """Return the files that a path, a folder or a pattern stands for, in natural order.

    A plain path is returned as it is, there or not: reading it will say what is wrong. In folders and patterns only
    files that some reader claims are taken.
    """
    path = folder / pattern
    if os.path.isdir(path):  # noqa: PTH112 — Path.is_dir raises for a name that is too long
        return _articles_among(path.iterdir())
    if not glob.has_magic(pattern) or os.path.isfile(path):  # noqa: PTH113 — as above; "[VnExpress] bài.txt" is a name, too
        return [path]
    if "\0" in pattern:
        raise ValueError("mẫu đường dẫn có ký tự lạ")
    found = glob.iglob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207 — Path.glob refuses "../" and "/"
    return _articles_among(folder / name for name in found)


def _articles_among(paths: Iterable[Path]) -> list[Path]:
    articles = [path for path in readable_paths(paths) if path.is_file()]
    return sorted(articles, key=lambda path: natural_key(str(path)))


