"""No set line of the samples and of the labelled pages breaks a rule of Vietnamese print, in any column.

The rules stand here a second time, as an editor would look for them: at the end of one line and the beginning of the next.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bulletin.context import DiskFiles, memory_context
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Heading, Paragraph
from bulletin.notices import Report
from bulletin.readers.text import read
from bulletin.settings import override
from bulletin.writers.pdf.galley import block_to_slugs
from bulletin.writers.pdf.marks import TextMark
from bulletin.writers.pdf.setter import Setter
from conftest import ROOT, SEEDS
from labelled import read_labelled

# What must not stand at the two sides of a line's end.
RULES = {
    "a closing mark opens a line": (r"", r"[”’»)\]…,.;:!?%‰]"),
    "an opening mark ends a line": (r"[“‘«(\[]", r""),
    "a number without its unit": (
        r"\d", r"(?:%|°C|(?:tỷ|tỉ|triệu|nghìn|đồng|USD|km2?|m2?|cm|mm|ha|kg|tấn|tạ|lít|kWh|giờ|phút)(?:\W|$))"
    ),
    "a sum without its currency": (r"\b(?:tỷ|tỉ|triệu|nghìn)", r"(?:đồng|USD)\b"),
    "a label without its number": (
        r"(?:^|[\s(“])(?:[Ss]ố|SỐ|[Đđ]iều|[Kk]hoản|[Cc]hương|[Kk]h[óo][aá]|[Tt]hứ|[Qq]uý|[Nn]gày|[Tt]háng|[Nn]ăm|[Kk]ỳ|giai đoạn)",
        r"(?:\d|[IVX]+(?:\W|$))",
    ),
    "a Roman number alone": (r"[^\W\d_]", r"[IVX]{2,}(?:\W|$)"),
    "an ordinal in two": (r"\b[Ll]ần", r"thứ (?:\d|[IVX])"),
    "a date in two": (r"ngày \d+", r"tháng \d"),
    "a date without its year": (r"tháng \d+", r"năm \d"),
    "a range in two": (r"\d [-–]", r"\d"),
    "a range without its end": (r"\d", r"[-–] \d"),
    "a dash at a line's end": (r"(?:^|\s)[-–—]", r""),
    "a town without its name": (r"\bT[Pp]\.", r"[A-ZĐÂ]"),
    "an initial without its name": (r"(?:^|[\s“(])[A-ZĐ]\.", r"[A-ZĐ][^\W\d_]"),
    "a degree without its name": (r"\b(?:PGS|TS|ThS|GS)\.?", r"[A-ZĐ][^\W\d_]"),
}
BREAKS = {name: re.compile(rf"(?:{end})\n(?:{opening})") for name, (end, opening) in RULES.items()}


def read_all():
    """Return the articles of seeds/ and tests/gate/."""
    files = {path.name: path.read_bytes() for path in SEEDS}
    files |= {path.name: read_labelled(path).text.encode() for path in sorted((ROOT / "tests" / "gate").glob("*.txt"))}
    context = memory_context(files)
    return [article for path in context.files.contents for article in read(path, context)]


def set_lines(slugs):
    return [mark.line for slug in slugs for mark in slug.marks if isinstance(mark, TextMark)]


@pytest.mark.parametrize("columns", [4, 3, 2, 1])
def test_no_line_breaks_a_rule(columns):
    gutter = override("grid.gutter", "4mm", "test")
    layout = load_layout("ban-tin", DiskFiles(), [override("grid.columns", str(columns), "test"), gutter])
    setter = Setter(layout, FontBook(load_catalogue(DiskFiles()), Report()))
    faults, seen = [], 0
    for article in read_all():
        for block in article.blocks:
            if not isinstance(block, Paragraph | Heading):
                continue
            lines = set_lines(block_to_slugs(block, setter, follows_text=True))
            seen += len(lines)
            role = "body" if isinstance(block, Paragraph) else "heading"
            words = [word for passage in setter.passages(block.content, role) for word in passage.words]
            wider = [word.text for word in words if word.width > layout.column_width - setter.style(role).indent]
            for one, two in pairwise(lines):
                if any(f"{one.words[-1].text}\u00a0{two.words[0].text}" in word for word in wider):
                    continue  # nothing else is left
                ends = f"{one.text}\n{two.text}".replace("\u00a0", " ")
                faults += [(name, ends) for name, rule in BREAKS.items() if rule.search(ends)]
    assert seen > 1500
    assert faults == []
