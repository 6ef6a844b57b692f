"""One hundred layouts, each broken in one way: every mistake is told once, at its line and with its key."""

from __future__ import annotations

import pytest

from broken_layouts import BASE, CASES, broken
from bulletin.context import DiskFiles
from bulletin.errors import SettingsError
from bulletin.layout.load import load_layout


def test_there_are_a_hundred_of_them_and_no_two_are_the_same():
    assert len(CASES) >= 100
    assert len(set(CASES)) == len(CASES)


def test_the_layout_that_is_broken_below_is_sound(tmp_path):
    (tmp_path / "nen.yaml").write_text(BASE, "utf-8")
    assert load_layout(str(tmp_path / "nen.yaml"), DiskFiles()).styles.title.weight == 600


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.key or 'form'}" for n, case in enumerate(CASES, 1)])
def test_one_mistake_is_told_once_at_its_line_and_with_its_key(case, tmp_path):
    path = tmp_path / "hong.yaml"
    path.write_text(broken(case), "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_layout(str(path), DiskFiles())
    assert len(caught.value.mistakes) == 1, str(caught.value)
    mistake = caught.value.mistakes[0]
    assert (mistake.place.file, mistake.place.line) == (str(path), case.line)
    assert mistake.key == case.key
    assert case.says in str(mistake)
