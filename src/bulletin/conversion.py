"""Articles in any form that is read → one file an article in the form asked for: read → write → save.

The pictures that an article shows go along, so that what is written stands by itself. Nothing is written over but what
is the same already: people edit what they keep.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bulletin.context import Context, Files
from bulletin.errors import BulletinError, ReadError, SaveError
from bulletin.model import Article, Block, Figure, Image, Picture
from bulletin.notices import Place, Report
from bulletin.pictures import read_picture
from bulletin.readers import load_reader
from bulletin.save import save
from bulletin.walk import with_texts
from bulletin.writers import load_article_writer

_KEEPS_PICTURES = ("md", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What to convert, into what and where to."""

    paths: Sequence[Path]
    format: str
    out: Path
    encoding: str | None = None  # of the raw texts, where the user names it
    wish: Callable[[str], str] | None = None  # what to change in every text: tone places, quotation marks
    overwrite: bool = False  # files that say something else
    strict: bool = False
    progress: Callable[[str], None] = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """One file that was written, and what it was made from."""

    path: Path
    source: Path
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Converted:
    """What a conversion wrote, the files that it had to leave out, and what there is to say."""

    files: list[ConvertedFile]
    failures: list[BulletinError]
    report: Report


def convert(conversion: Conversion, files: Files) -> Converted:
    """Write every article to a file of its own: all or none. Raises SaveError before an edited file is lost."""
    context = Context(files, encoding=conversion.encoding)
    writer = load_article_writer(conversion.format)
    names = Names(conversion.out, conversion.paths)
    failures: list[BulletinError] = []
    written: list[ConvertedFile] = []
    for done, path in enumerate(conversion.paths, 1):
        conversion.progress(f"Đọc {done}/{len(conversion.paths)}")
        try:
            articles = load_reader(path).read(path, context)
            if conversion.wish is not None:
                articles = [with_texts(article, conversion.wish) for article in articles]
        except ReadError as error:
            if conversion.strict or len(conversion.paths) == 1:
                raise
            failures.append(error)
            continue
        for number, article in enumerate(articles, 1):
            stem = f"{path.stem}-{number}" if len(articles) > 1 else path.stem
            kept = article
            if conversion.format in _KEEPS_PICTURES:
                kept, pictures = _with_own_pictures(article, names, context)
                written += pictures
            written.append(ConvertedFile(names.free(stem, writer.suffix), path, writer.write(kept)))
    if failures and not written:
        raise failures[0]
    outputs = [(file.path, file.data) for file in written]
    if not conversion.overwrite:
        refuse_to_lose(outputs, files)
    conversion.progress("Ghi tệp")
    save(outputs)
    return Converted(written, failures, context.report)


def refuse_to_lose(outputs: Sequence[tuple[Path, bytes]], files: Files) -> None:
    """Raise SaveError where an output would replace a file that says something else."""
    for path, data in outputs:
        if not files.is_file(path):
            continue
        try:
            same = files.read(path, len(data)) == data
        except ReadError:  # it is longer
            same = False
        if not same:
            problem = "đã có tệp này với nội dung khác (có thể đã được sửa)"
            hint = "thêm --force để ghi đè, hoặc chọn thư mục khác bằng --out"
            raise SaveError(problem, place=Place(str(path)), hint=hint)


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Names:
    """The names in the output folder that are given away; those of the inputs are from the start."""

    folder: Path
    inputs: Sequence[Path]
    _taken: set[str] = field(default_factory=set)
    _pictures: dict[Path, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._taken = {_key(path) for path in self.inputs}

    def free(self, stem: str, suffix: str) -> Path:
        """Return the first of `stem`, `stem-2`, `stem-3` … that nobody has."""
        for name in _numbered(stem):
            path = self.folder / f"{name}{suffix}"
            if _key(path) not in self._taken:
                self._taken.add(_key(path))
                return path
        raise AssertionError  # numbers do not end

    def picture(self, source: PurePosixPath, data: bytes) -> tuple[Path, bool]:
        """Return where a picture goes, and whether it is new there; two that differ never share a name."""
        for name in _numbered(source.stem):
            path = self.folder / source.with_name(name + source.suffix)
            if path in self._pictures:
                if self._pictures[path] == data:
                    return path, False
            elif _key(path) not in self._taken:
                self._taken.add(_key(path))
                self._pictures[path] = data
                return path, True
        raise AssertionError  # numbers do not end


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _key(path: Path) -> str:
    """Return what tells one file from another, on disks too that do not tell capitals from small letters."""
    return os.path.realpath(path).casefold()


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────


def _with_own_pictures(article: Article, names: Names, context: Context) -> tuple[Article, list[ConvertedFile]]:
    """Return the article, and the pictures that are to stand beside it."""
    copied: list[ConvertedFile] = []
    blocks = tuple(_with_own_picture(block, names, context, copied) for block in article.blocks)
    return replace(article, blocks=blocks), copied


def _with_own_picture(block: Block, names: Names, context: Context, copied: list[ConvertedFile]) -> Block:
    match block:
        case Figure(image=Image(source=source, picture=Picture() as picture) as image):
            data = read_picture(picture, context)
            relative = PurePosixPath(source.replace("\\", "/"))
            if _key(names.folder / relative) == _key(Path(picture.path)):
                return block  # it stands there already
            path, is_new = names.picture(relative, data)
            if is_new:
                copied.append(ConvertedFile(path, Path(picture.path), data))
            return replace(block, image=replace(image, source=path.relative_to(names.folder).as_posix()))
        case _:
            return block
