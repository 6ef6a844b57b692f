"""Real validators on the sample bulletin and on every node, format by format."""

from __future__ import annotations

import subprocess

import pytest

from bulletin import walk
from bulletin.context import Context
from bulletin.writers import load_writer
from conformance_tools import libreoffice_to_pdf, poppler_text, require_tool, run_epubcheck, run_ooxml_validator
from samples import BULLETIN

pytestmark = pytest.mark.conformance


@pytest.fixture(params=["samples", "every node"])
def bulletin(request, sample_bulletin):
    return sample_bulletin if request.param == "samples" else BULLETIN


def write(name, bulletin, layout, fonts, folder):
    path = folder / f"ban-tin.{name}"
    path.write_bytes(load_writer(name).write(bulletin, layout, fonts, Context()).data)
    return path


def test_the_open_xml_sdk_finds_no_error(bulletin, layout, fonts, tmp_path):
    assert run_ooxml_validator(write("docx", bulletin, layout, fonts, tmp_path)) == []


def test_epubcheck_has_nothing_to_say_of_the_samples(sample_bulletin, layout, fonts, tmp_path):
    assert run_epubcheck(write("epub", sample_bulletin, layout, fonts, tmp_path)) == []


def test_libreoffice_opens_the_word_file_and_shows_its_words(sample_bulletin, layout, fonts, tmp_path):
    pdf = libreoffice_to_pdf(write("docx", sample_bulletin, layout, fonts, tmp_path), tmp_path)
    # LibreOffice may end a line at a hyphen inside a word ("9-10-|2022"): spaces are left out of the comparison.
    text = "".join(poppler_text(pdf).split())
    for article in walk.articles(sample_bulletin):
        assert [word for word in walk.words(article) if word not in text] == []


def test_qpdf_finds_the_pdf_clean(bulletin, layout, fonts, tmp_path):
    path = write("pdf", bulletin, layout, fonts, tmp_path)
    done = subprocess.run([require_tool("qpdf"), "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
