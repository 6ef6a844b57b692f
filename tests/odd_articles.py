"""Random articles full of what pages part and shift: notes, links, floating pictures, squeezed and sliced tables."""

from __future__ import annotations

import io
import random

from PIL import Image as Pixels

from bulletin.context import DiskFiles, memory_context
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import (
    Article,
    Bulletin,
    Figure,
    Heading,
    Image,
    Link,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Strong,
    Table,
    Text,
)
from bulletin.notices import Report
from bulletin.settings import override
from bulletin.writers import load_writer

LOOKS = ("ban-tin", "chu-lon", "diem-bao", "nghi-dinh-30", "tap-san", "tuyen-tap")
_ONSETS = "b c ch d đ g gh gi h k kh l m n nh p ph qu r s t th tr v x"
_RHYMES = "a an ang anh ao at ây âm ấp en eo ét i im inh o on ong ô ôn ơn u ung uôn ư ương oai uyên iên iêng iếu"
_FEW = "hội nghị tỉnh đã nghe 1 2 3 - năm"
_SIZES = (("a.png", 900, 300), ("b.png", 300, 700))


class _Author:
    """Writes at random; where `few`, tables and some paragraphs are of a few words that repeat."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.few = chance.random() < 0.3

    def words(self, count, *, few=False):
        if few:
            return " ".join(self.chance.choices(_FEW.split(), k=count))
        return " ".join(self._word() for _ in range(count))

    def _word(self):
        return "".join(map(self.chance.choice, (_ONSETS.split(), _RHYMES.split(), ["", "", "b", "d", "g", "l"])))

    def inlines(self, count, *, few=False):
        chance, content = self.chance, []
        for _ in range(max(1, count // 6)):
            content.append(Text(self.words(chance.randint(1, 8), few=few)))
            if chance.random() < 0.15:
                content.append(Note((Text(self.words(chance.choice([2, 8, 90]), few=few)),)))
            content.append(Text(" "))
            if chance.random() < 0.1:
                content += [Link(f"https://a.vn/{chance.randint(1, 2)}", (Text(f"x{chance.randint(1, 3)} y"),)), Text(" ")]
            if chance.random() < 0.1:
                content += [Strong((Text(self.words(2, few=few)),)), Text(" ")]
        return tuple(content[:-1])

    def block(self):
        chance, kind = self.chance, self.chance.random()
        if kind < 0.5:
            return Paragraph(self.inlines(chance.randint(3, 90), few=self.few and chance.random() < 0.5))
        if kind < 0.6:
            return Heading(self.inlines(6))
        if kind < 0.75:
            return Figure(self.picture(), self.inlines(chance.choice([6, 20, 80])))
        if kind < 0.85:
            return self.table(chance.randint(2, 9), chance.choice([2, 5, 40]))
        if kind < 0.95:
            return ListBlock(tuple(ListItem(self.inlines(chance.randint(2, 25))) for _ in range(chance.randint(1, 6))))
        return Quotation((self.inlines(30),))

    def picture(self):
        name, width, height = self.chance.choice(_SIZES)
        return Image(name, None, Picture(name, "image/png", width, height)) if self.chance.random() < 0.8 else Image("mất.png")

    def table(self, columns, rows):
        heads = self.chance.choice([1, 1, 2])
        cells = [[(Text(self.words(1, few=self.few)),) for _ in range(columns)] for _ in range(heads)]
        cells += [[self.inlines(self.chance.choice([1, 3, 12]), few=self.few) for _ in range(columns)] for _ in range(rows)]
        return Table(tuple(map(tuple, cells)), header_rows=heads)


def odd_pdf(seed, *, tags=True):
    """Return a bulletin, a layout and the bulletin's PDF in it."""
    chance = random.Random(seed)  # noqa: S311 — the same on every run
    author = _Author(chance)
    article = Article(title=author.words(6), blocks=tuple(author.block() for _ in range(chance.randint(2, 30))))
    bulletin = Bulletin(title="Thử", issue="1", sections=(Section("Một", (article,)),))
    settings = [("page.tags", str(tags).lower())]
    if chance.random() < 0.5:
        settings.append(("grid.columns", chance.choice("123")))
    if chance.random() < 0.5:
        settings.append(("article.wide_pictures", chance.choice(["all", "none", "first"])))
    layout = load_layout(chance.choice(LOOKS), DiskFiles(), [override(key, value, "--set") for key, value in settings])
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    context = memory_context({name: _png(width, height) for name, width, height in _SIZES})
    return bulletin, layout, load_writer("pdf").write(bulletin, layout, fonts, context).data


def _png(width, height):
    out = io.BytesIO()
    Pixels.new("RGB", (width, height), "grey").save(out, "PNG")
    return out.getvalue()
