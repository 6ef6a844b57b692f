"""Goldens: an article of its own folder, its outline, and every line of its pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bulletin import serial, walk
from bulletin.context import Context, DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Bulletin, Section
from bulletin.notices import Report
from bulletin.readers import load_reader
from bulletin.writers.outline import article_to_outline
from bulletin.writers.pdf import bulletin_to_pages
from bulletin.writers.pdf.marks import LeaderMark, PictureMark, RuleMark, TextMark
from bulletin.writers.pdf.setter import Setter
from conftest import ROOT
from samples import EVERY_NODE

FOLDERS = sorted(path for path in (ROOT / "tests" / "goldens").iterdir() if path.is_dir())


def mark_to_line(page, placed):
    mark = placed.mark
    at = f"{page.number} {placed.x + mark.x:7.2f} {placed.y + mark.y:7.2f}"
    match mark:
        case TextMark():
            ink = mark.line.words[0].fragments[0].ink
            return f"{at}  {ink.face.name} {ink.size:g}  {mark.line.text.replace(chr(0xA0), '~')}"
        case RuleMark():
            return f"{at}  rule {mark.width:.2f} × {mark.thickness:g}"
        case PictureMark():
            return f"{at}  picture {mark.width:.2f} × {mark.height:.2f}"
        case LeaderMark():
            return f"{at}  leader to {mark.anchor}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_golden(folder: Path, remake):
    source = next(path for path in (folder / "bai.txt", folder / "bai.json") if path.exists())
    articles = load_reader(source).read(source, Context())
    own = folder / "layout.yaml"
    layout = load_layout(str(own) if own.exists() else "ban-tin", DiskFiles())
    bulletin = Bulletin(title="Bản tin", issue="1", sections=(Section("Tin tức", tuple(articles)),))
    texts = [text for article in walk.articles(bulletin) for text in walk.article_texts(article)]
    setter = Setter(layout, FontBook(load_catalogue(DiskFiles()), Report(), texts), texts)
    pages = bulletin_to_pages(bulletin, setter)
    made = {
        "outline.txt": [line for article in articles for line in article_to_outline(article)],
        "pages.txt": [mark_to_line(page, placed) for page in pages for placed in page.placed],
    }
    for name, lines in made.items():
        golden = folder / name
        if remake:
            golden.write_text("\n".join(lines) + "\n", "utf-8")
        assert golden.read_text("utf-8").splitlines() == lines


def test_the_golden_of_every_node_is_the_sample_of_every_node():
    value = json.loads((ROOT / "tests" / "goldens" / "moi-nut" / "bai.json").read_text("utf-8"))
    assert serial.article_from_json(value) == EVERY_NODE
