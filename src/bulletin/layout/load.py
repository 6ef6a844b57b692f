"""A layout's name or file → a checked Layout, laid over all the layouts that it extends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.context import Files
from bulletin.errors import BulletinError, LayoutError, Mistake, SettingsError
from bulletin.layout.schema import Layout
from bulletin.notices import Place
from bulletin.resources import shipped_folder
from bulletin.settings import (
    MISSING_KEY,
    Mapping,
    Node,
    Scalar,
    did_you_mean,
    examine,
    load_tree,
    merge,
    shown,
)

MAX_BASES = 20  # layouts that extend one another, in a row
EXTENDS = "extends"
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class LoadedLayout:
    """A layout with its files, its own first and then each that the one before extends, and their trees merged."""

    layout: Layout
    paths: tuple[Path, ...]
    node: Node = field(repr=False)

    def place(self, key: str) -> Place:
        """Return where the key (a path: "fonts.text") stands, or the nearest group around it."""
        return _nearest(self.node, key)[0]

    def text(self, *keys: str) -> str:
        """Return a single value as it is written; "" for a default."""
        node = self.node
        for key in keys:
            if not isinstance(node, Mapping) or key not in node.entries:
                return ""
            node = node.entries[key][1]
        return node.text if isinstance(node, Scalar) else ""


def shipped_layouts() -> list[str]:
    """Return the names of the layouts that come with bulletin, sorted."""
    return sorted(path.stem for path in shipped_folder("layouts").glob("*.yaml"))


def load_layout(
    name: str, files: Files, overrides: Iterable[Node] = (), place: Place | None = None, folder: Path | None = None
) -> Layout:
    """Return the layout `name`: a shipped one, or a YAML file by its path.

    `overrides` are laid over it in order; `place` is where the name was given, for the message. What a layout
    extends is a shipped layout or a file in `folder`, the project's (else the current one). Raises LayoutError for an
    unknown name, a circle of `extends` or a path out of the folder; SettingsError for what stands in the files.
    """
    return load_with_places(name, files, overrides, place, folder).layout


def load_with_places(
    name: str, files: Files, overrides: Iterable[Node] = (), place: Place | None = None, folder: Path | None = None
) -> LoadedLayout:
    """Return the layout as `load_layout` does, with its files and the place of every key. Raises as it does."""
    loaded, errors = examine_layout(name, files, overrides, place, folder)
    if loaded is None:
        raise errors[0]
    return loaded


def examine_layout(
    name: str,
    files: Files,
    overrides: Iterable[Node] = (),
    place: Place | None = None,
    folder: Path | None = None,
    also: Callable[[Node], list[Mistake]] = lambda _: [],
) -> tuple[LoadedLayout | None, list[BulletinError]]:
    """Return the layout as `load_layout` does, or None and all that is wrong with it.

    `also` finds mistakes in the merged tree that the layout's schema cannot know of.
    """
    chain = _Chain(files, folder or Path())
    try:
        chain.follow(name, place)
    except BulletinError as error:  # the layout itself: nothing is known of it
        return None, [error]
    layers = [*reversed(chain.layers), *overrides]
    node = layers[0]
    for layer in layers[1:]:
        node = merge(node, layer)
    partial = chain.partial
    try:
        layout, found = examine(_named(node, name), Layout, partial=partial, also=(EXTENDS,))
    except SettingsError as error:  # too many to go on
        return None, [SettingsError([*chain.mistakes, *error.mistakes])]
    others = also(node)
    if layout is not None and not (chain.mistakes or chain.failures or found or others):
        return LoadedLayout(layout, tuple(chain.paths), node), []
    broken = [mistake for error in chain.failures if isinstance(error, SettingsError) for mistake in error.mistakes]
    told = [*chain.mistakes, *broken, *(_placed(layers, name, partial=partial) if found else []), *others]
    if len(chain.paths) == 1 and not partial:
        hint = "thêm khóa này, hoặc kế thừa một bố cục có sẵn: “extends: ban-tin”"
        told = [replace(mistake, hint=hint) if mistake.problem == MISSING_KEY else mistake for mistake in told]
    failures = [error for error in chain.failures if not isinstance(error, SettingsError)]
    return None, [*failures, *([SettingsError(told)] if told else [])]


class _Chain:
    """A layout and what it extends, as far as they can be had: their trees, and what is wrong with their form."""

    def __init__(self, files: Files, folder: Path) -> None:
        self.files = files
        self.folder = folder
        self.paths: list[Path] = []
        self.layers: list[Node] = []  # of `paths`, without `extends`
        self.mistakes: list[Mistake] = []
        self.failures: list[BulletinError] = []
        self.partial = False  # whether keys may be missing because a base is

    def follow(self, name: str, place: Place | None) -> None:
        """Read the layout and all its bases. Raises where the layout itself cannot be read; bases only fail."""
        path = self._find(name, place)
        self.folder = self.folder if _within(path, self.folder) else path.parent
        base = self._take(path)
        try:
            while base is not None:
                base = self._take(self._find_base(*base))
        except BulletinError as error:
            self.partial = True
            self.failures.append(error)

    def _take(self, path: Path) -> tuple[Place, Scalar] | None:
        """Read a file; return its `extends`, with the place of that key."""
        node = load_tree(path, self.files, self.mistakes)
        if not isinstance(node, Mapping):
            self.mistakes.append(Mistake(node.place, "", "cần một nhóm khóa (khóa: giá trị)"))
            self.partial = True
            node = Mapping({}, node.place)
        entries = dict(node.entries)
        at, base = entries.pop(EXTENDS, (node.place, None))
        if "name" in entries:
            where = entries.pop("name")[0]
            self.mistakes.append(Mistake(where, "name", "khóa không có ở đây", "tên bố cục là tên tệp; bỏ dòng này"))
        self.paths.append(path)
        self.layers.append(Mapping(entries, node.place))
        if base is None:
            return None
        if not isinstance(base, Scalar) or base.null:
            hint = f"các bố cục có sẵn: {', '.join(shipped_layouts())}"
            self.mistakes.append(Mistake(base.place, EXTENDS, "cần tên một bố cục hoặc một tệp .yaml", hint))
            self.partial = True
            return None
        return at, base

    def _find(self, name: str, place: Place | None) -> Path:
        """Return the file of a layout that a person or a project names."""
        if name in shipped_layouts():
            return _shipped(name)
        if name.endswith(SUFFIXES) and self.files.is_file(Path(name)):
            return Path(name)
        raise _unknown(name, place, Path(), self.files)

    def _find_base(self, at: Place, base: Scalar) -> Path:
        """Return the file of a layout that the last one extends: a shipped one, or a file beside it."""
        name, above = base.text, self.paths[-1].parent
        is_shipped = name in shipped_layouts()
        path = _shipped(name) if is_shipped else above / name
        if not is_shipped:
            self._refuse_outside(path, name, base.place)
        if not (is_shipped or name.endswith(SUFFIXES)) or not self.files.is_file(path):
            raise _unknown(name, base.place, above, self.files)
        self._refuse_circle(path, at)
        return path

    def _refuse_outside(self, path: Path, name: str, place: Place) -> None:
        if Path(name).is_absolute():
            hint = "ghi đường dẫn tính từ thư mục của tệp này, hoặc chép bố cục ấy vào dự án"
            raise LayoutError(f"extends: “{shown(name)}” là đường dẫn tuyệt đối", place=place, hint=hint)
        if not _within(path, self.folder):
            hint = "chỉ kế thừa được bố cục có sẵn hoặc tệp trong dự án; chép tệp ấy vào dự án"
            raise LayoutError(f"extends: “{shown(name)}” nằm ngoài thư mục của dự án", place=place, hint=hint)

    def _refuse_circle(self, path: Path, at: Place) -> None:
        chain = " → ".join(shown(each.stem) for each in (*self.paths, path))
        if path.resolve() in {each.resolve() for each in self.paths}:
            hint = "bỏ dòng extends ở một trong các tệp ấy"
            raise LayoutError(f"extends: các bố cục kế thừa nhau thành vòng: {chain}", place=at, hint=hint)
        if len(self.paths) >= MAX_BASES:
            raise LayoutError(f"extends: kế thừa nhau quá {MAX_BASES} tầng", place=at, hint="gộp bớt các tệp bố cục")


def _shipped(name: str) -> Path:
    return shipped_folder("layouts") / f"{name}.yaml"


def _within(path: Path, folder: Path) -> bool:
    """Return whether a path, with all links followed, lies in the folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a circle of links, a NUL
        return False


def _unknown(name: str, place: Place | None, folder: Path, files: Files) -> LayoutError:
    shipped = shipped_layouts()
    hint = did_you_mean(name, shipped) or f"các bố cục có sẵn: {', '.join(shipped)}"
    if name.endswith(SUFFIXES):
        hint = f"không thấy tệp {shown(str(folder / name))}; {hint}"
    elif "\0" not in name and files.is_file(folder / f"{name}.yaml"):
        hint = f"ý bạn là “{shown(name)}.yaml”?"
    elif "/" in name:
        hint = f"tệp bố cục phải có đuôi {' hoặc '.join(SUFFIXES)}; {hint}"
    return LayoutError(f"không có bố cục “{shown(name)}”", place=place, hint=hint)


def _named(node: Node, name: str) -> Node:
    at = node.place
    return merge(node, Mapping({"name": (at, Scalar(Path(name).stem, at))}, at))


# ── mistakes, each in the file that made it ──────────────────────────────────────────────────────────────────


def _placed(layers: list[Node], name: str, *, partial: bool) -> list[Mistake]:
    """Return the mistakes in layouts laid over one another, each at its place in the layer that made it.

    A layer can spoil what it inherits: large type over the leading of a base. The layouts are therefore examined one
    layer after the other, and a mistake belongs to the first layer with which it is there.
    """
    node, sound = layers[0], None
    mistakes: list[Mistake] = []
    first: dict[str, int] = {}
    for number, layer in enumerate(layers):
        node = merge(node, layer) if number else layer
        value, mistakes = examine(_named(node, name), Layout, sound, partial=partial, also=(EXTENDS,))
        sound = value or sound
        for mistake in mistakes:
            first.setdefault(mistake.key, number)
    numbers = {layer.place.file: number for number, layer in enumerate(layers)}
    return [_moved(mistake, numbers, layers[first[mistake.key]]) for mistake in mistakes]


def _moved(mistake: Mistake, numbers: dict[str, int], layer: Node) -> Mistake:
    """Return a mistake as one of the layer that makes it.

    In an inherited value it stands at the nearest group of that layer. In a group that a later layer only adds to, it
    stands at the layer's own part of the group.
    """
    place, node = _nearest(layer, mistake.key)
    stands, makes = (numbers.get(each.file, 0) for each in (mistake.place, layer.place))
    if stands < makes:
        return replace(mistake, place=place, hint=f"giá trị đang dùng đến từ {mistake.place}")
    if stands > makes and isinstance(node, Mapping) and mistake.problem != MISSING_KEY:
        return replace(mistake, place=place)
    return mistake


def _nearest(layer: Node, key: str) -> tuple[Place, Node | None]:
    """Return where a layer has the key, with its value, or the nearest group around it, with None."""
    place, node = layer.place, layer
    for part in key.split("."):
        if not isinstance(node, Mapping) or part not in node.entries:
            return place, None
        place, node = node.entries[part]
    return place, node
