"""The five samples as people really paste them, against what an editor says they are."""

from __future__ import annotations

import hashlib

import pytest

from bulletin import walk
from bulletin.context import Context
from bulletin.drafts.draft import Role
from bulletin.drafts.ledger import Fate
from bulletin.invariants import violations
from bulletin.readers.text import examine
from bulletin.walk import plain_text
from conftest import SEEDS

SHA256 = {
    "000_ad60348be24728d2.txt": "75d6e07a1d1cbf1f0c799ac27d8721949bd8102856f811fa4f563785746cbd98",
    "001_b545aca31804ec47.txt": "1fcbc75dc4efb8efc54b40a68888d8b52175bfc243ccb996f44f1148f3322a6d",
    "002_17d86c001578df32.txt": "4ed11d05a443b36ebcaae0bc8d0f255efe5186872fb5262cd0c20f6716600eb0",
    "003_812210d4bc6e6757.txt": "c9296e9a4d74b7ab763a9a9fce10631b3b58a07af240b28c68f2bd780eda80e7",
    "004_b560f2d33cbf2d99.txt": "ff34d0516ffbfbe55dbdf241bb6fec579a8abc3cbbb6e13c151cc7fcc2f02de2",
}


@pytest.fixture(scope="module", params=SEEDS, ids=[path.stem[:3] for path in SEEDS])
def seed(request):
    return request.param, examine(request.param, Context())[0]


def sample(number):
    return examine(SEEDS[number], Context())[0]


def texts(recognised, role):
    return [
        line.text[piece.inner[0] : piece.inner[1]]
        for line in recognised.draft.lines
        for piece in line.pieces
        if piece.role is role
    ]


def test_the_samples_are_as_they_were_given(seed):
    path, _ = seed
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256[path.name]


def test_the_ledger_is_whole(seed):
    _, recognised = seed
    sums = recognised.ledger.sums()
    assert sums["read"] == sums["kept"] + sums["changed"] + sums["dropped"] == len(recognised.draft.text)


def test_every_word_is_in_the_model_or_named_in_the_ledger(seed):
    _, recognised = seed
    article = recognised.article
    kept = " ".join(walk.article_texts(article)).split()
    kept += [block.image.source for block in article.blocks if getattr(block, "image", None)]
    text = recognised.draft.text
    named = [
        word for entry in recognised.ledger.entries if entry.fate is not Fate.KEPT
        for word in text[entry.start : entry.end].split()
    ]  # fmt: skip
    letters = "".join(text.split())
    assert sorted("".join(kept) + "".join(named)) == sorted(letters)


def test_the_articles_are_lawful(seed):
    assert violations(seed[1].article) == []


def test_sample_000():
    found = sample(0)
    assert [line.number for line in found.draft.lines if line.has(Role.CHROME)] == [1, 3, 5]
    assert found.article.title.startswith("Thông báo nhanh kết quả Hội nghị")
    assert found.article.title.endswith("giữa nhiệm kỳ khóa XIII")
    captions = texts(found, Role.CAPTION)
    assert len(captions) == 4
    assert captions[0] == "Toàn cảnh hội nghị tại điểm cầu Trung tâm Văn hoá Xứ Đông"
    assert captions[1].startswith("Các đại biểu tham dự hội nghị nghe")
    assert "giới thiệu cuốn sách của Tổng Bí thư" in captions[2]
    assert captions[3].endswith("phát biểu kết luận hội nghị")
    assert found.article.published is None


def test_sample_001():
    found = sample(1)
    assert [line.number for line in found.draft.lines if line.has(Role.CHROME)] == [1, 3, 5]
    assert found.article.title.startswith("Bế mạc Hội nghị lần thứ 20")
    assert found.article.lead.startswith("Sáng 5/7, sau 1,5 ngày làm việc")
    captions = texts(found, Role.CAPTION)
    assert len(captions) == 2
    assert captions[0].endswith("phát biểu tại hội nghị")
    assert captions[1] == "Toàn cảnh hội nghị"
    assert any(text.startswith("Phát tại hội nghị, đồng chí") for text in texts(found, Role.PARAGRAPH))


def test_sample_002():
    found = sample(2)
    assert not texts(found, Role.CHROME)
    captions = texts(found, Role.CAPTION)
    assert len(captions) == 5
    assert all(caption.endswith(".") for caption in captions)
    assert found.article.source == "Thanhhoa.gov.vn"


def test_sample_003():
    found = sample(3)
    assert len(texts(found, Role.CAPTION)) == 2
    assert {piece.role for line in found.draft.lines for piece in line.pieces} == {Role.TITLE, Role.CAPTION, Role.PARAGRAPH}


def test_sample_004():
    found = sample(4)
    article = found.article
    assert article.section == "Tin trong tỉnh"
    assert article.published.isoformat() == "2021-06-03"
    assert article.views == 552
    figures = [(b.image.source, plain_text(b.caption)) for b in article.blocks if getattr(b, "image", None)]
    assert [source for source, _ in figures] == ["3.png", "2.png", "1.png"]
    assert [caption for _, caption in figures][:2] == ["Quang cảnh hội nghị", "Đại biểu tham dự hội nghị"]
    assert article.byline == "D.Trang – T.Phong"
    assert article.authors == ("D.Trang", "T.Phong")
    assert texts(found, Role.CHROME) == ["Các ý kiến của bạn đọc"]
    assert plain_text(article.blocks[-1].content).endswith("phù hợp đối với địa phương.")
    assert "552" not in walk.words(article)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("D.Trang – T.Phong", ["D.Trang", "T.Phong"]),
        ("Thu Hà, Minh Đức và Lê Nam", ["Thu Hà", "Minh Đức", "Lê Nam"]),
        ("BBT (tổng hợp)", ["BBT"]),
        ("Nguyễn Văn Bình - Văn phòng Tỉnh ủy", ["Nguyễn Văn Bình"]),
        ("Lê Hồng; Lê Hồng (thực hiện)", ["Lê Hồng"]),
        ("nhóm bạn đọc", ["nhóm bạn đọc"]),
    ],
)
def test_authors_are_the_names_of_a_byline(byline, names):
    from bulletin.drafts.names import authors

    assert authors(byline) == names
