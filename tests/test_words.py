"""No word is lost: every output, read back, has the words of the model in order; PDFs by other people's programs too.

What `bulletin verify` proves beyond this is tested in tests/verify.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest

from bulletin import walk
from bulletin.context import Context
from bulletin.model import LineBreak, Note, Text
from bulletin.notices import Place
from bulletin.verify.docx_reading import read_docx
from bulletin.verify.epub_reading import read_epub
from bulletin.writers import load_writer
from conformance_tools import pdfium_text, poppler_text
from samples import BULLETIN


def lost_words(bulletin, text):
    """Return the words of the articles that the text does not have, in order, after the one before.

    Notes stand anywhere, each of them whole.
    """
    lost = []
    for article in walk.articles(bulletin):
        notes = [note.split() for note in walk.note_texts(article)]
        for words in (walk.words(article), *notes):
            lost += words_not_in(text.split(), words)
    return lost


def docx_text(path):
    (reading,) = read_docx(path.read_bytes(), Place(str(path)))
    return " ".join(reading.words)


def words_not_in(have, words):
    position, lost = 0, []
    for word in words:
        try:
            position = have.index(word, position) + 1
        except ValueError:
            lost.append(word)
    return lost


def without_figures(bulletin, text):
    """Return the text of a PDF or an EPUB without the figures of notes, which cling to the words before them."""
    for article in walk.articles(bulletin):
        number = 0
        for content in (content for block in article.blocks for content in walk.block_contents(block)):
            pieces = "".join(with_places(content)).split(PLACE)
            for before, after in pairwise(pieces):
                number += 1
                letters = "".join(f"{before[-12:]}{number}{after[:6]}".split())
                pattern, whole = r"\s*".join(map(re.escape, letters)), before[-12:] + after[:6]
                text, count = re.subn(pattern, lambda _, whole=whole: whole, text, count=1)
                assert count == 1, f"the figure of note {number} is not behind “{before[-12:]}”"
    return text


PLACE = "\ue000"


def with_places(content):
    for inline in content:
        match inline:
            case Note():
                yield PLACE
            case Text(text):
                yield text
            case LineBreak():
                yield " "
            case _:
                yield from with_places(inline.content)


def epub_text(path):
    (reading,) = read_epub(path.read_bytes(), Place(str(path)))
    return " ".join(reading.words)


@pytest.fixture(scope="module", params=["samples", "every node"])
def bulletin(request, sample_bulletin):
    return sample_bulletin if request.param == "samples" else BULLETIN


@pytest.fixture
def written(bulletin, layout, fonts, tmp_path):
    def write(name):
        path = tmp_path / f"out.{name}"
        path.write_bytes(load_writer(name).write(bulletin, layout, fonts, Context()).data)
        return path

    return write


@pytest.mark.conformance
def test_poppler_reads_every_word_of_the_pdf_in_order(bulletin, written):
    text = without_figures(bulletin, poppler_text(written("pdf")))
    assert lost_words(bulletin, text) == []
    assert unicodedata.is_normalized("NFC", text)


def test_pdfium_reads_every_word_of_the_pdf_in_order(bulletin, written):
    text = without_figures(bulletin, pdfium_text(written("pdf")))
    assert lost_words(bulletin, text) == []
    assert unicodedata.is_normalized("NFC", text)


def test_the_word_file_has_every_word_in_order(bulletin, written):
    text = docx_text(written("docx"))
    assert lost_words(bulletin, text) == []


def test_the_epub_has_every_word_in_order(bulletin, written):
    text = without_figures(bulletin, epub_text(written("epub")))
    assert lost_words(bulletin, text) == []


def test_contents_and_terms_are_the_same_in_all_formats(sample_bulletin, layout, fonts, tmp_path):
    texts = []
    for name, read in (("pdf", pdfium_text), ("docx", docx_text), ("epub", epub_text)):
        path = tmp_path / f"out.{name}"
        path.write_bytes(load_writer(name).write(sample_bulletin, layout, fonts, Context()).data)
        texts.append(re.sub(r"\s+", " ", read(path)))
    for text in texts:
        assert "Mục lục" in text
        assert "Nguồn: Thanhhoa.gov.vn" in text
        assert "Ngày đăng: 03/6/2021" in text
        assert "Chịu trách nhiệm xuất bản: Nguyễn Thị Hoa" in text
        titles = [article.title for article in walk.articles(sample_bulletin)]
        positions = [text.index(title) for title in titles]
        assert positions == sorted(positions)


def test_a_lost_word_would_be_found(sample_bulletin):
    text = "\n".join(" ".join(walk.words(article)) for article in walk.articles(sample_bulletin))
    assert lost_words(sample_bulletin, text) == []
    assert lost_words(sample_bulletin, text.replace("8.800", "")) == ["8.800"]
