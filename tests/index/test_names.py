"""Recognition: phrases of real kinds with invented names, and the labelled pages of tests/gate."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from bulletin.index.bodies import bodies, body_key
from bulletin.index.documents import document_key, documents
from bulletin.index.entries import index_entries
from bulletin.index.people import people
from bulletin.model import Article, Bulletin, Paragraph, Section, Text
from cases import BODIES, DOCUMENTS, NOBODY, PEOPLE
from conftest import ROOT
from labelled import read_labelled


def names(found):
    return [each.name for each in found]


@pytest.mark.parametrize(("phrase", "wanted"), PEOPLE.items())
def test_people_are_found(phrase, wanted):
    (found,) = people([phrase])
    assert names(found) == wanted


@pytest.mark.parametrize("phrase", NOBODY)
def test_what_looks_like_a_person_is_none(phrase):
    assert people([phrase]) == [[]]


@pytest.mark.parametrize(("phrase", "wanted"), BODIES.items())
def test_bodies_are_found(phrase, wanted):
    assert names(bodies(phrase)) == wanted


@pytest.mark.parametrize(("phrase", "wanted"), DOCUMENTS.items())
def test_documents_are_found(phrase, wanted):
    assert names(documents(phrase)) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"), ("Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"), ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("Sở GD & ĐT", "Sở Giáo dục và Đào tạo"), ("Hội LHPN huyện", "Hội Liên hiệp Phụ nữ huyện"), ("UBND TP. Huế", "UBND thành phố Huế"),
    ],
)  # fmt: skip
def test_two_ways_of_writing_a_body_are_one(one, other):
    assert body_key(one) == body_key(other)


def test_two_ways_of_citing_a_document_are_one():
    assert document_key("Chỉ thị số 05-CT/TW") == document_key("Chỉ thị số 5-CT/TW")


def test_a_given_name_stands_for_the_one_full_name_of_its_article():
    both = people(["Ông Nguyễn Văn An và ông Trần Văn An đến.", "Ông An phát biểu."])
    assert names(both[1]) == []  # which of the two?


ROLES = ("title", "lead", "paragraph", "heading", "list-item", "quotation", "table", "caption")


def test_precision_and_recall_on_labelled_pages():
    """People per page, as a person listed them: tests/index/people.txt. Bodies and documents are too few to count."""
    labels = dict(line.split("\t") for line in (Path(__file__).parent / "people.txt").read_text("utf-8").splitlines() if "\t" in line)
    counts, wrong = Counter(), []
    for path in sorted((ROOT / "tests" / "gate").glob("*.txt")):
        labelled = read_labelled(path)
        texts = [text.strip() for line in labelled.lines for role, text in line.pieces if role in ROLES]
        found = {name for each in people(texts) for name in names(each)}
        true = {name.strip() for name in labels[path.stem].split(";") if name.strip()}
        counts.update(found=len(found), true=len(true), right=len(found & true))
        wrong += [(path.stem, "too much", sorted(found - true))] if found - true else []
    precision, recall = counts["right"] / counts["found"], counts["right"] / counts["true"]
    print(f"precision {precision:.3f}, recall {recall:.3f}, {counts}, {wrong}")  # noqa: T201 — shown with -s
    assert precision >= 0.97, wrong
    assert recall >= 0.88


@pytest.mark.parametrize(
    "unit",
    ["đồng chí Trần ", "Nguyễn Văn Nam, ", "UBND tỉnh Quảng Nam ", "27-NQ/TW ", "Trần", "các đồng chí: Tô Vĩnh Hưng, ", "(Trần ", "1/2/3-"],
)
def test_hostile_text_takes_linear_time(unit):
    def seconds(size):
        article = Article(blocks=(Paragraph((Text(unit * (size // len(unit))),)),))
        start = time.process_time()
        index_entries(Bulletin(title="Bản tin", sections=(Section(None, (article,)),)))
        return time.process_time() - start

    short = min(seconds(125_000) for _ in range(2))
    assert seconds(1_000_000) < 24 * max(short, 0.01)  # eight times the text; a square would take 64 times as long
