"""The gate: labelled articles of many kinds of site, and floors under the figures of their reading that only rise."""

from __future__ import annotations

import json

import pytest

from bulletin.drafts.reasons import reason, rows
from bulletin.drafts.recognise import recognise
from conftest import ROOT
from labelled import Score, read_labelled, score

FOLDER = ROOT / "tests" / "gate"
FLOORS = FOLDER / "floors.json"
FILES = sorted(FOLDER.glob("*.txt"))
LOW_IS_GOOD = {"date wrong", "chrome as text", "text lost"}


@pytest.fixture(scope="module")
def figures():
    total = Score()
    for path in FILES:
        labelled = read_labelled(path)
        found = recognise(labelled.text)
        lines = {
            number: [(piece.role.value, text[start:end]) for start, end, piece in parts]
            for recognised in found
            for line in recognised.draft.lines
            for number, text, parts in rows(line)
        }
        score(labelled, lines, found[0].article, total)
    return {name: round(value, 4) for name, value in total.figures().items()}


def test_the_gate_is_wide_enough():
    assert len(FILES) >= 60
    assert len({path.stem.rpartition("-")[0] for path in FILES}) >= 20


def test_no_figure_falls_below_its_floor(figures, remake):
    floors = json.loads(FLOORS.read_text("utf-8"))
    assert floors.keys() == figures.keys()
    worse = {
        name: (figures[name], floor)
        for name, floor in floors.items()
        if (figures[name] > floor if name in LOW_IS_GOOD else figures[name] < floor)
    }
    assert not worse
    if remake:
        FLOORS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def test_every_rule_of_the_gate_has_a_reason_for_people():
    for path in FILES:
        for recognised in recognise(read_labelled(path).text):
            for line in recognised.draft.lines:
                assert all(reason(piece) != piece.rule for piece in line.pieces)
