"""Which syllables belong together, as the text itself shows it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bulletin.text.collocations import Collocations

TEXT = "Hội nghị Ban Chấp hành Trung ương. Tại hội nghị, Ban Thường vụ đã bàn. Kết quả hội nghị được Trung ương ghi nhận."


def test_syllables_that_stand_side_by_side_hold_together():
    collocations = Collocations([TEXT])
    assert collocations.hold("Hội", "nghị") == 1.0
    assert collocations.hold("Trung", "ương.") == 1.0
    assert collocations.hold("quả", "hội") == 0.0  # once only
    assert collocations.hold("nghị", "Ban") < 0.9


def test_a_capital_tells_a_word_whose_syllables_stand_in_many_others():
    text = "Tỉnh ủy và Thành ủy họp. " * 10 + "Đảng viên và đoàn viên đến. " * 10 + "Ủy viên nói. Ông là Ủy viên."
    collocations = Collocations([text])
    assert collocations.hold("Ủy", "viên") == 1.0
    assert collocations.hold("ủy", "viên") < 0.3


def test_a_mark_between_two_words_parts_them():
    collocations = Collocations([TEXT])
    assert collocations.hold("Hội,", "nghị") == 0.0
    assert collocations.hold("Hội", "“nghị”") == 0.0


@given(st.text(), st.text(), st.text())
def test_any_texts_hold_between_nothing_and_all(text, before, after):
    assert 0.0 <= Collocations([text]).hold(before, after) <= 1.0
