"""Cases: a file as people write it, and the outline and notices that must come of it. See cases/README.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.context import memory_context
from bulletin.invariants import violations
from bulletin.readers import load_reader
from bulletin.writers.outline import article_to_outline
from conftest import ROOT

CASE = re.compile(r"^=== (?P<title>[^\n]+)\n(?P<input>.*?)^--->\n(?P<outcome>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
FILES = sorted((ROOT / "tests" / "readers" / "cases").glob("*.txt"))
CASES = [(path, found) for path in FILES for found in CASE.finditer(path.read_text("utf-8"))]


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}: {case['title']}" for path, case in CASES])
def test_case(path, case, remake):
    name = Path(f"bai.{path.stem.split('-')[0]}")
    context = memory_context({str(name): case["input"].removesuffix("\n").encode()})
    articles = load_reader(name).read(name, context)
    assert [violations(article) for article in articles] == [[] for _ in articles]
    lines = ["\n".join(article_to_outline(article)) for article in articles]
    notices = [f"! {notice.code} {notice.place.line}" for notice in context.report.notices]
    outcome = "\n\n".join(filter(None, [*lines, "\n".join(notices)])) + "\n"
    if remake:
        whole = path.read_text("utf-8")
        before = f"=== {case['title']}\n{case['input']}--->\n"
        path.write_text(whole.replace(before + case["outcome"], f"{before}{outcome}\n"), "utf-8")
        return
    assert outcome.strip() == case["outcome"].strip()


def test_every_file_of_cases_is_read_whole():
    assert len(CASES) >= 28
    for path in FILES:
        assert len(re.findall(r"^=== ", path.read_text("utf-8"), re.MULTILINE)) == sum(1 for other, _ in CASES if other == path)
