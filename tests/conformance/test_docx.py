"""Word files before Microsoft's own validator, and as LibreOffice sets them."""

from __future__ import annotations

import pytest

from bulletin import walk
from bulletin.context import Context, memory_context
from bulletin.writers.docx import write
from conformance_tools import libreoffice_to_pdf, poppler_text, run_ooxml_validator
from samples import BULLETIN

pytestmark = pytest.mark.conformance


@pytest.fixture
def saved(tmp_path, layout, fonts):
    def save(bulletin):
        path = tmp_path / "ban-tin.docx"
        path.write_bytes(write(bulletin, layout, fonts, memory_context()).data)
        return path

    return save


def test_a_file_with_every_node_is_valid(saved):
    assert run_ooxml_validator(saved(BULLETIN)) == []


def test_the_sample_bulletin_is_valid(tmp_path, sample_bulletin, layout, fonts):
    path = tmp_path / "mau.docx"
    path.write_bytes(write(sample_bulletin, layout, fonts, Context()).data)
    assert run_ooxml_validator(path) == []


def test_libreoffice_sets_every_word_of_every_article(saved, tmp_path):
    shown = set(poppler_text(libreoffice_to_pdf(saved(BULLETIN), tmp_path)).split())
    articles = list(walk.articles(BULLETIN))
    words = [word for article in articles for word in (*walk.words(article), *walk.note_words(article))]
    assert [word for word in words if word not in shown] == ["5/7;"]  # a note's mark stands inside it
    assert any(word.startswith("5/7") for word in shown)
