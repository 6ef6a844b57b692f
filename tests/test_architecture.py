"""The house stands: imports go down only, islands stay islands, each library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "bulletin"

# The first matching prefix decides. Design: docs/architecture.md.
FLOORS = (
    ("bulletin.errors", 0), ("bulletin.notices", 0), ("bulletin.context", 0), ("bulletin.resources", 0),
    ("bulletin.text", 1), ("bulletin.settings", 1),
    ("bulletin.model", 2), ("bulletin.walk", 2), ("bulletin.serial", 2), ("bulletin.invariants", 2),
    ("bulletin.wording", 2), ("bulletin.pictures", 2), ("bulletin.plates", 2), ("bulletin.inlines", 2), ("bulletin.dialect", 2), ("bulletin.printed", 2), ("bulletin.archives", 2), ("bulletin.front_matter", 2), ("bulletin.layout", 2), ("bulletin.fonts", 2),
    ("bulletin.drafts", 3), ("bulletin.index", 3),
    ("bulletin.readers", 4), ("bulletin.writers", 4),
    ("bulletin.save", 5), ("bulletin.project", 5), ("bulletin.pipeline", 5), ("bulletin.conversion", 5),
    ("bulletin.repairing", 5), ("bulletin.decree", 5), ("bulletin.specimen", 5), ("bulletin.verify", 5),
    ("bulletin.cli", 6), ("bulletin.__main__", 6),
)  # fmt: skip
ISLANDS = (
    (
        "bulletin.model", "bulletin.walk", "bulletin.inlines", "bulletin.serial", "bulletin.invariants", "bulletin.dialect",
        "bulletin.front_matter", "bulletin.wording", "bulletin.pictures", "bulletin.plates",
    ),
    ("bulletin.layout",),
    ("bulletin.fonts",),
)
HOMES = {
    "reportlab": "bulletin.writers.pdf",
    "docx": "bulletin.writers.docx",
    "selectolax": "bulletin.readers.html",
    "ebooklib": "bulletin.writers.epub",
    "yaml": "bulletin.settings",
    "uharfbuzz": "bulletin.fonts",
    "fontTools": "bulletin.fonts",
    "click": "bulletin.cli",
    "markdown_it": "bulletin.readers.markdown",
    "mdit_py_plugins": "bulletin.readers.markdown",
    "pypdfium2": "bulletin.printed",
    "pikepdf": ("bulletin.verify", "bulletin.writers.pdf"),  # PDFs are read back, and folded to booklets
}


MODULES: dict[str, Path] = {}


def module_name(path):
    parts = ("bulletin", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """Return the modules that a file imports, those inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from package import module` imports the module; `from module import name` the module before it.
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else node.module for name in full}
    return names


MODULES.update({module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))})
IMPORTS = {name: imports(path) for name, path in MODULES.items()}


def within(name, prefix):
    return name == prefix or name.startswith(prefix + ".")


def floor(name):
    return next((number for prefix, number in FLOORS if within(name, prefix)), None)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "bulletin"])
def test_every_module_stands_on_a_floor(name):
    assert floor(name) is not None


@pytest.mark.parametrize("name", [name for name in MODULES if name != "bulletin"])
def test_imports_go_down_only(name):
    above = [other for other in IMPORTS[name] if (floor(other) or 0) > floor(name)]
    assert above == []


def test_islands_of_the_second_floor_do_not_import_one_another():
    island = {prefix: number for number, prefixes in enumerate(ISLANDS) for prefix in prefixes}

    def island_of(name):
        return next((number for prefix, number in island.items() if within(name, prefix)), None)

    crossings = [
        (name, other)
        for name, others in IMPORTS.items()
        for other in others
        if island_of(name) is not None and island_of(other) not in (None, island_of(name))
    ]
    assert crossings == []


@pytest.mark.parametrize("side", ["readers", "writers"])
def test_formats_do_not_import_one_another(side):
    prefix = f"bulletin.{side}."
    crossings = [
        (name, other)
        for name, others in IMPORTS.items()
        if name.startswith(prefix)
        for other in others
        if other in MODULES and other.startswith(prefix) and other.split(".")[2] != name.split(".")[2]
    ]
    other_side = "bulletin.writers" if side == "readers" else "bulletin.readers"
    crossings += [(n, o) for n, others in IMPORTS.items() if n.startswith(prefix) for o in others if within(o, other_side)]
    assert crossings == []


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_each_library_has_one_home(library, home):
    users = [name for name, others in IMPORTS.items() if any(within(other, library) for other in others)]
    assert users
    homes = (home,) if isinstance(home, str) else home
    assert [name for name in users if not any(within(name, each) for each in homes)] == []


def test_there_is_no_import_cycle():
    graph = {name: {other for other in others if other in MODULES and other != name} for name, others in IMPORTS.items()}
    done, path = set(), []

    def visit(name):
        assert name not in path, " → ".join([*path, name])
        if name in done:
            return
        path.append(name)
        for other in sorted(graph[name]):
            # A package that imports its own module, and a module that imports its package, name one thing.
            if not (other == "bulletin" or name == "bulletin"):
                visit(other)
        path.pop()
        done.add(name)

    for name in graph:
        visit(name)


def test_text_has_no_third_party_imports():
    import sys

    outside = [
        (name, other)
        for name, others in IMPORTS.items()
        if within(name, "bulletin.text")
        for other in others
        if other.split(".")[0] not in sys.stdlib_module_names and not other.startswith("bulletin")
    ]
    assert outside == []


def test_files_stay_readable():
    assert [name for name, path in MODULES.items() if len(path.read_text("utf-8").splitlines()) > 400] == []
