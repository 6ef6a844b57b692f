"""100 different articles of 8,000 characters → how loose their justified lines are, beside Typst's, in one run.

    PYTHONPATH=src:tests python tests/benchmarks/looseness.py [articles, 100 by default] [folder for the PDFs]

The articles are sentences of seeds/ and tests/gate/, put together anew. Both programs set the same paragraphs in the same
font file (Be Vietnam Pro, 10 pt) to the same measures, without hyphenation and without indents. Typst is asked twice: for
the text as it is, which it may break after every hyphen and between every number and its unit; and for the text with
the no-break spaces that bulletin puts there (`held`).

All is read from the finished PDFs: a line is justified when its right edge is its column's; the natural space is the
median gap of the others. `rms` is the root mean square of the stretch of those lines' spaces, as a part of the natural
space; `loose` are lines that stretch by more than that. `ragged` are lines inside paragraphs that are not justified;
`rms filled` counts them as if they were stretched, so that nothing is won by giving lines up. `least` is the narrowest space.
"""

from __future__ import annotations

import collections
import itertools
import math
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import typst

from bulletin.context import DiskFiles, memory_context
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Article, Bulletin, Paragraph, Section, Text
from bulletin.notices import Report
from bulletin.settings import override
from bulletin.text.normalise import normalise_line
from bulletin.text.typography import glue
from bulletin.writers.pdf import write
from labelled import read_labelled

ROOT = Path(__file__).resolve().parents[2]
MEASURES = (55, 80, 165)  # millimetres
LENGTH = 8000
PAGES = 60  # of every PDF are looked at
_SENTENCE = re.compile(r"(?<=[.!?…”]) (?=[A-ZĐÀ-Ỹ“])")
_MARKUP = re.compile(r"([\\`*_#$<>@~=/\[\]\"'+-])")


# ── the text ─────────────────────────────────────────────────────────────────────────────────────────────────


def make_articles(count: int) -> list[list[str]]:
    """Return articles as lists of paragraphs; no two are alike."""
    chance = random.Random(1)  # noqa: S311 — an order, not a secret
    lines = [line for path in sorted((ROOT / "seeds").glob("*.txt")) for line in path.read_text("utf-8").split("\n")]
    for path in sorted((ROOT / "tests" / "gate").glob("*.txt")):
        lines += read_labelled(path).texts("paragraph")
    paragraphs = [normalise_line(line).text.strip() for line in lines if len(line) > 120 and "中" not in line]
    sentences = sorted({piece for text in paragraphs for piece in _SENTENCE.split(text) if len(piece) > 30})
    articles = []
    for _ in range(count):
        article: list[str] = []
        while sum(map(len, article)) < LENGTH:
            article.append(" ".join(chance.choice(sentences) for _ in range(chance.randint(1, 4))))
        articles.append(article)
    return articles


# ── the programs ─────────────────────────────────────────────────────────────────────────────────────────────


def bulletin_pdf(articles: list[list[str]], measure: int) -> bytes:
    """Return the articles set by bulletin."""
    keys = {
        "page.size": f"{measure + 40}mm x 297mm",
        "page.margins.inside": "20mm",
        "page.margins.outside": "20mm",
        "grid.columns": "1",
        "fonts.text": "Be Vietnam Pro",
        "styles.body.size": "10pt",
        "styles.body.indent": "0pt",
        "styles.masthead.size": "20pt",
        "styles.cover_title.size": "20pt",
        "parts": "[sections]",
    }
    files = DiskFiles()
    layout = load_layout("ban-tin", files, [override(key, value, "benchmark") for key, value in keys.items()])
    whole = Section(None, tuple(Article(blocks=tuple(Paragraph((Text(text),)) for text in article)) for article in articles))
    text = " ".join(itertools.chain.from_iterable(articles))
    return write(Bulletin(title="Bài", sections=(whole,)), layout, FontBook(load_catalogue(files), Report(), text), memory_context({})).data


def typst_pdf(articles: list[list[str]], measure: int, fonts: str) -> bytes:
    """Return the articles set by Typst, with the font in a folder."""
    head = (
        f"#set page(width: {measure + 40}mm, height: 297mm, margin: (x: 20mm, y: 25mm))\n"
        '#set text(font: "Be Vietnam Pro", size: 10pt, lang: "vi", hyphenate: false)\n'
        "#set par(justify: true, leading: 6pt, spacing: 6pt)\n"
    )
    body = "\n\n".join(_MARKUP.sub(r"\\\1", text) for article in articles for text in article)
    return typst.compile((head + body).encode(), font_paths=[fonts], ignore_system_fonts=True)


# ── what stands on the pages ─────────────────────────────────────────────────────────────────────────────────


@dataclass
class Row:
    """A line of a page: where it stands, its letters and the gaps between them."""

    bottom: float
    left: float
    right: float
    size: float
    text: str
    gaps: list[float] = field(default_factory=list)


def rows(data: bytes) -> Iterator[Row]:
    """Yield the lines of the first pages: letters on one baseline."""
    document = pypdfium2.PdfDocument(data)
    for page in itertools.islice(document, PAGES):
        row: Row | None = None
        for letter, left, right, bottom, size in _letters(page.get_textpage()):
            if row and abs(row.bottom - bottom) < size * 0.4 and left > row.right - size:
                row.gaps.append(left - row.right)
                row.right = right
                row.text += letter
            else:
                if row:
                    yield row
                row = Row(bottom, left, right, size, letter)
        if row:
            yield row


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float, float, float, float]]:
    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not letter.isspace() and letter != "\0" and pdfium.FPDFText_GetLooseCharBox(text, index, box):
            yield letter, box.left, box.right, box.bottom, round(pdfium.FPDFText_GetFontSize(text, index), 1)


def measure_lines(data: bytes, articles: list[list[str]]) -> dict[str, float]:
    """Return the figures of a PDF, as the head of this file explains them."""
    found = list(rows(data))
    body = collections.Counter(row.size for row in found).most_common(1)[0][0]
    found = [row for row in found if row.size == body and len(row.text) > 8]
    edges = collections.Counter(round(row.right) for row in found)
    common = [edge for edge, count in edges.items() if count > len(found) * 0.08]
    edge = max(common)
    ends = {"".join(text.split())[-9:] for article in articles for text in article}

    def words(row: Row) -> list[float]:
        return [gap for gap in row.gaps if gap > body * 0.08]

    justified, others = [], []
    for row in found:
        (justified if any(abs(row.right - right) <= 1.6 for right in common) else others).append(row)
    natural = statistics.median(gap for row in others for gap in words(row))
    stretch = [statistics.mean(words(row)) / natural - 1 for row in justified if words(row)]
    ragged = [row for row in others if row.text[-9:] not in ends]
    filled = [(edge - row.right + sum(words(row))) / len(words(row)) / natural - 1 for row in ragged if words(row)]
    return {
        "lines": len(found),
        "rms": _rms(stretch),
        "rms filled": _rms(stretch + filled),
        "loose": sum(each > 1 for each in stretch) / (len(stretch) + len(ragged)),
        "ragged": len(ragged) / (len(stretch) + len(ragged)),
        "worst": max(stretch),
        "least": 1 + min(stretch),
    }


def _rms(values: list[float]) -> float:
    return math.sqrt(statistics.mean(value * value for value in values))


def main(count: int, folder: Path | None) -> None:
    articles = make_articles(count)
    held = [[glue(text) for text in article] for article in articles]
    print(f"{count} articles, {sum(len(text) for article in articles for text in article):,} characters")
    face = FontBook(load_catalogue(DiskFiles()), Report()).face("Be Vietnam Pro", 400, italic=False)
    with tempfile.TemporaryDirectory() as fonts:
        (Path(fonts) / "text.ttf").write_bytes(face.data)
        for measure in MEASURES:
            files = {
                "bulletin": bulletin_pdf(articles, measure),
                "typst": typst_pdf(articles, measure, fonts),
                "typst held": typst_pdf(held, measure, fonts),
            }
            figures = {name: measure_lines(data, articles) for name, data in files.items()}
            for name, found in figures.items():
                print(f"{measure:4} mm  {name:11}" + "".join(f"  {key} {value:.3f}" for key, value in found.items()))
                if folder:
                    (folder / f"{name.replace(' ', '-')}-{measure}.pdf").write_bytes(files[name])
            rms = figures["bulletin"]["rms"]
            ratios = (f"{rms / figures[name]['rms']:.2f} × {name}" for name in ("typst", "typst held"))
            print(f"         rms: {', '.join(ratios)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
