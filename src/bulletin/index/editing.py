"""The editor's file of the index: YAML → what to add, merge, rename and leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.model import IndexEntry, IndexKind
from bulletin.settings import setting


@dataclass(frozen=True, slots=True)
class AddedEntry:
    """An entry that the editor adds, with the words that lead to it."""

    name: str = setting(doc="tên mục, đúng như sẽ in")
    kind: IndexKind = setting(doc="person người, body cơ quan hay tổ chức, document văn bản", default="person")
    search: tuple[str, ...] = setting(doc="những chữ cần tìm trong bài; bỏ trống thì tìm chính tên mục", default=())

    def __post_init__(self) -> None:
        short = [words for words in self.search if len(words.strip()) < 2]
        if short:
            raise ValueError("search: chữ cần tìm phải có ít nhất hai ký tự")

    def words(self) -> tuple[str, ...]:
        """Return the words that lead to the entry: its name, where no others are given."""
        return self.search or (self.name,)


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """Several ways of writing one name, which become one entry."""

    into: str = setting(doc="tên mục, đúng như sẽ in")
    forms: tuple[str, ...] = setting(doc="các cách viết khác, nhập vào mục ấy")

    def __post_init__(self) -> None:
        if not self.forms:
            raise ValueError("forms: cần ít nhất một cách viết khác")


@dataclass(frozen=True, slots=True)
class RenamedEntry:
    """An entry that is printed in another way."""

    name: str = setting(doc="tên mục như bulletin tìm thấy")
    to: str = setting(doc="tên mới, đúng như sẽ in")


@dataclass(frozen=True, slots=True)
class Editing:
    """The editor's file."""

    add: tuple[AddedEntry, ...] = setting(doc="mục thêm vào", default=())
    merge: tuple[MergedEntry, ...] = setting(doc="mục gộp lại", default=())
    rename: tuple[RenamedEntry, ...] = setting(doc="mục đổi tên", default=())
    suppress: tuple[str, ...] = setting(doc="mục bỏ đi", default=())

    def __post_init__(self) -> None:
        counts = Counter(name.casefold() for name in self.forms())
        problems = [
            f"“{name}” đứng ở hai chỗ: mỗi tên chỉ gộp, đổi hoặc bỏ một lần"
            for name in dict.fromkeys(self.forms())
            if counts[name.casefold()] > 1
        ]
        problems += self._shared_words()
        if problems:
            raise ValueError(*problems)

    def _shared_words(self) -> Iterator[str]:
        """Yield what is wrong with words that would lead to two of the added entries."""
        found: dict[str, AddedEntry] = {}
        for number, entry in enumerate(self.add, 1):
            for words in entry.words():
                first = found.setdefault(plain_words(words), entry)
                if (first.name, first.kind) != (entry.name, entry.kind):
                    key = "search" if entry.search else "name"
                    yield (
                        f"add[{number}].{key}: “{words}” đã tìm cho mục “{first.name}” ({first.kind}): "
                        "mỗi cụm chữ chỉ dẫn tới một mục thêm vào; bỏ cụm ấy ở một trong hai mục"
                    )

    def forms(self) -> Iterator[str]:
        """Yield the names of entries that the file expects to be found."""
        for merged in self.merge:
            yield from merged.forms
        yield from (renamed.name for renamed in self.rename)
        yield from self.suppress

    def renamed(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield names of entries, and the name under which they stand together: merged ones first, then renamed."""
        for merged in self.merge:
            yield (*merged.forms, merged.into), merged.into
        for renamed in self.rename:
            yield (renamed.name,), renamed.to


NO_EDITING = Editing()


def plain_words(words: str) -> str:
    """Return search words as they are compared: without capitals, a single space between two."""
    return " ".join(words.lower().split())


_START = """\
# Sửa bảng tra cứu. Ghi tên tệp này vào bulletin.yaml: “index: {name}”. Bỏ [] và viết như mẫu.
#
# suppress: [Nguyễn Văn Nam]                 # bỏ mục tìm sai
# merge:                                     # gộp nhiều cách viết thành một mục
#   - {{into: Trần Đức Thắng, forms: [Trần Thắng]}}
# rename:                                    # in dưới tên khác
#   - {{name: UBND tỉnh, to: UBND tỉnh Đông Giang}}
# add:                                       # thêm mục; kind: person, body, document
#   - {{name: Chuyển đổi số, kind: body, search: [chuyển đổi số, số hóa]}}

suppress: []
merge: []
rename: []
add: []

# Các mục tìm thấy, và số chỗ nhắc đến:
"""


def starting_file(entries: Iterable[IndexEntry], name: str) -> str:
    """Return an editor's file that changes nothing and lists, in comments, every entry that was found."""
    lines = (f"#   {entry.name} ({len(entry.mentions)})\n" for entry in entries)
    return _START.format(name=name) + "".join(lines)
