"""docs/bo-cuc.md: its reference is the schema's own, its examples are layouts, and what it says is so."""

from __future__ import annotations

import dataclasses
import re

import pytest

from bulletin.context import DiskFiles
from bulletin.layout.json_schema import groups
from bulletin.layout.load import load_layout
from bulletin.layout.reference import layout_reference
from bulletin.layout.schema import Layout
from conftest import ROOT

GUIDE = ROOT / "docs" / "bo-cuc.md"
BEGIN, END = "<!-- reference: begin -->\n", "<!-- reference: end -->\n"


def test_the_reference_is_made_from_the_schema(remake):
    """Stale? `pytest tests/layout/test_guide.py --remake-goldens` makes it anew."""
    text = GUIDE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    made = f"{before}{BEGIN}\n{layout_reference()}\n{END}{after}"
    if remake:
        GUIDE.write_text(made, "utf-8")
        text = made
    assert text == made


def test_every_key_of_every_group_has_its_line_in_the_reference():
    reference = layout_reference()
    rows = re.findall(r"^\| `(\w+)` \|", reference, re.MULTILINE)
    keys = [field.name for group in (Layout, *groups(Layout)) for field in dataclasses.fields(group)]
    assert sorted([*rows, "name"]) == sorted([*keys, "extends"])  # a layout's name is its file's
    tables = [table.splitlines() for table in reference.split("\n\n") if table.startswith("|")]
    for head, *lines in tables:
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {head.count("|")}


EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_guide_are_layouts(example, tmp_path):
    path = tmp_path / "cua-toi.yaml"
    path.write_text(example, "utf-8")
    assert load_layout(str(path), DiskFiles()).name == "cua-toi"


def test_the_guide_has_examples():
    assert len(EXAMPLES) >= 3
