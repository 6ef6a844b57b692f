"""Cases: what an editor pastes, and the outline that must come of it. See tests/cases/README.md."""

from __future__ import annotations

import re

import pytest

from bulletin.drafts.recognise import recognise
from bulletin.invariants import violations
from bulletin.writers.outline import article_to_outline
from conftest import ROOT

CASE = re.compile(r"^=== (?P<title>[^\n]+)\n(?P<input>.*?)^--->\n(?P<outline>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
FILES = sorted((ROOT / "tests" / "cases").glob("*.txt"))
CASES = [(path, found) for path in FILES for found in CASE.finditer(path.read_text("utf-8"))]


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}: {case['title']}" for path, case in CASES])
def test_case(path, case, remake):
    text = case["input"].removesuffix("\n")
    articles = [recognised.article for recognised in recognise(text)]
    assert [violations(article) for article in articles] == [[]] * len(articles)
    outline = "\n\n".join("\n".join(article_to_outline(article, 72)) for article in articles) + "\n"
    if remake:
        whole = path.read_text("utf-8")
        path.write_text(whole.replace(f"{case['input']}--->\n{case['outline']}", f"{case['input']}--->\n{outline}\n"), "utf-8")
        return
    assert outline.strip() == case["outline"].strip()


def test_every_file_of_cases_is_read_whole():
    assert len(CASES) >= 25
    for path in FILES:
        assert path.read_text("utf-8").count("\n=== ") + 1 == sum(1 for other, _ in CASES if other == path)
