"""Captions in thousands that begin alike: few are tried for each place, and none is taken for what the text says."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bulletin.model import Article, Bulletin, Figure, Image, Paragraph, Section
from bulletin.verify.alignment import align
from bulletin.verify.expectation import bulletin_to_expected
from bulletin.verify.loose import LoosePassages
from bulletin.verify.reading import Reading
from bulletin.verify.stretches import Follower
from samples import text

MANY = 4000
ALIKE = "Hội nghị giao ban của tỉnh ngày hôm nay, ảnh số"


@dataclass(slots=True)
class Counting(Follower):
    runs: int = 0

    def run(self, words, word, at):
        self.runs += 1
        return Follower.run(self, words, word, at)


def loose(words, captions, **reading):
    follower = Counting(Reading(words=words.split(), **reading))
    passages = LoosePassages(follower)
    for number, caption in enumerate(captions):
        passages.add(caption.split(), number)
    return passages, follower


@pytest.mark.parametrize("ending", ["{} của An", "0 của {}", "1 hết"])
def test_few_of_the_captions_that_begin_alike_are_tried(ending):
    captions = [f"{ALIKE} {ending.format(number)}" for number in range(MANY)]
    passages, follower = loose(f"rồi {captions[2345]} hết", captions)
    found = passages.find(1)
    assert found
    assert captions[found[1]] == captions[2345]
    assert found[0] == 1 + len(captions[2345].split())
    assert follower.runs <= 20
    passages.remove(captions[2345].split(), found[1])
    again = passages.find(1)
    assert (again is None) == (ending != "1 hết")


def test_of_captions_that_begin_with_one_another_the_longest_is_found():
    passages, _ = loose("Ảnh 1 hội nghị chiều nay", ["Ảnh 1", "Ảnh 1 hội", "Ảnh 1 hội nghị", "Ảnh 1 hội nghị nay"])
    assert passages.find(0) == (4, 2, [(0, 0, 4)])


def test_words_in_pieces_and_the_furniture_of_pages_do_not_hide_a_caption():
    captions = [f"Ảnh nghiêng{number} đây" for number in range(100)]
    passages, _ = loose("Ảnh 7 Bản tin nghiê ng4 2 đây", captions, optional=[(1, 4)], cuts_words=True)
    assert passages.find(0)[1] == 42


def test_a_caption_that_begins_as_the_text_after_it_is_not_taken_for_a_damaged_one(layout):
    blocks = [
        Figure(Image("1.png"), text(f"{ALIKE} 1")),
        Paragraph(text("Hội nghị giao ban của tỉnh bàn việc thu ngân sách.")),
        Paragraph(text("Đoàn đại biểu dâng hương tại tượng đài.")),
    ]
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (Article(title="Tin", blocks=tuple(blocks)),)),))
    expected = bulletin_to_expected(bulletin, layout, ".pdf")
    texts = [" ".join(passage.words) for passage in expected.passages]
    caption = next(each for each in texts if each.startswith(ALIKE))
    words = " ".join([*(each for each in texts if each != caption), caption]).split()
    assert align(expected, Reading(words=words, is_laid_out=True)).differences == []
