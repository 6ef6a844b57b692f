"""Fixtures, and the one flag that makes goldens anew: pytest --remake-goldens (then read the diff)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bulletin.context import Context, DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.notices import Report
from bulletin.project import load_project, section_paths
from bulletin.readers.text import read

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

# No test may depend on the day or the machine that it runs on.
os.environ.pop("SOURCE_DATE_EPOCH", None)
os.environ["XDG_DATA_HOME"] = str(ROOT / "no-such-folder")  # the fonts of whoever runs the tests


def pytest_addoption(parser):
    parser.addoption("--remake-goldens", action="store_true", help="write the goldens anew, then read the diff")


@pytest.fixture(scope="session")
def remake(request):
    return request.config.getoption("--remake-goldens")


@pytest.fixture(scope="session")
def layout():
    return load_layout("ban-tin", DiskFiles())


@pytest.fixture
def fonts():
    return FontBook(load_catalogue(DiskFiles()), Report())


@pytest.fixture(scope="session")
def sample_bulletin():
    from bulletin.pipeline import compose

    loaded = load_project(ROOT / "bulletin.yaml", DiskFiles())
    context = Context()
    groups = [(title, [a for path in paths for a in read(path, context)]) for title, paths in section_paths(loaded)]
    return compose(loaded, groups)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The sample project in a folder of its own, which becomes the current one."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "bulletin.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
