"""A layout's name or file → a checked Layout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bulletin.context import Files
from bulletin.errors import LayoutError
from bulletin.layout.schema import Layout
from bulletin.notices import Place
from bulletin.resources import shipped_folder
from bulletin.settings import Mapping, Node, Scalar, did_you_mean, merge, parse, read

_MAX_BYTES = 1_000_000


def shipped_layouts() -> list[str]:
    """Return the names of the layouts that come with bulletin, sorted."""
    return sorted(path.stem for path in shipped_folder("layouts").glob("*.yaml"))


def load_layout(name: str, files: Files, overrides: Iterable[Node] = (), place: Place | None = None) -> Layout:
    """Return the layout `name`: a shipped one, or a YAML file by its path.

    `overrides` are laid over it in order; `place` is where the name was given, for the message. Raises LayoutError
    for an unknown name or a circle of `extends`, SettingsError for what stands in the file.
    """
    node = _tree(name, files, (), place)
    for override in overrides:
        node = merge(node, override)
    if isinstance(node, Mapping):
        at = node.place
        node = merge(node, Mapping({"name": (at, Scalar(Path(name).stem, at))}, at))
    return read(node, Layout)


def layout_tree(name: str, files: Files) -> Node:
    """Return the layout's YAML with what it extends, every key with its place. Raises as `load_layout` does."""
    return _tree(name, files, (), None)


def _tree(name: str, files: Files, above: tuple[Path, ...], place: Place | None) -> Node:
    path = _find(name, files, above, place)
    if path in above:
        chain = " → ".join(layout.stem for layout in (*above, path))
        raise LayoutError(f"các bố cục kế thừa nhau thành vòng: {chain}", place=place)
    node = parse(files.read(path, _MAX_BYTES).decode("utf-8", "replace"), str(path))
    if not isinstance(node, Mapping) or "extends" not in node.entries:
        return node
    at, base = node.entries["extends"]
    rest = Mapping({key: entry for key, entry in node.entries.items() if key != "extends"}, node.place)
    base_name = base.text if isinstance(base, Scalar) else ""
    return merge(_tree(base_name, files, (*above, path), at), rest)


def _find(name: str, files: Files, above: tuple[Path, ...], place: Place | None) -> Path:
    """Return the layout's file: beside the layout that extends it, or by path, or a shipped one."""
    shipped = shipped_layouts()
    if name in shipped:
        return shipped_folder("layouts") / f"{name}.yaml"
    if name.endswith((".yaml", ".yml")):
        path = (above[-1].parent if above else Path()) / name
        if files.is_file(path):
            return path
    hint = did_you_mean(name, shipped) or f"các bố cục có sẵn: {', '.join(shipped)}"
    raise LayoutError(f"không có bố cục “{name}”", place=place, hint=hint)
