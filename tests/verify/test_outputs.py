"""Real outputs hold; real outputs with one thing changed are found out, with the place."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from bulletin.context import Context, DiskFiles
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.instances import FontBook
from bulletin.layout.load import load_layout
from bulletin.model import Official
from bulletin.notices import Place, Report
from bulletin.verify import verify
from bulletin.verify.pdf_content import Faces
from bulletin.writers import load_writer
from samples import BARE, BULLETIN, EVERY_NODE

FORMATS = ("pdf", "docx", "epub")
LAYOUTS = ("ban-tin", "diem-bao", "tap-san", "tuyen-tap", "nghi-dinh-30", "chu-lon")
WITH_ALL = replace(
    BULLETIN,
    foreword=BARE,
    official=Official(
        parent="Ủy ban nhân dân tỉnh", number="Số: 15/BC-UBND", place="Hải Dương", office=("TM. ỦY BAN", "CHỦ TỊCH"),
        signer="Nguyễn Văn A", recipients=("Như trên", "Lưu: VT"),
    ),
)  # fmt: skip


def written(name, bulletin, layout):
    fonts = FontBook(load_catalogue(DiskFiles()), Report())
    return load_writer(name).write(bulletin, layout, fonts, Context()).data


def proof(data, name, bulletin, layout):
    return verify(data, Place(f"x.{name}"), bulletin, layout)


@pytest.fixture(scope="module")
def outputs(layout):
    return {name: written(name, BULLETIN, layout) for name in FORMATS}


@pytest.fixture
def found(layout):
    def find(data, name):
        return "\n".join(str(each) for held in proof(data, name, BULLETIN, layout).readings for each in held.findings)

    return find


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("look", LAYOUTS)
def test_every_output_in_every_layout_holds(name, look, sample_bulletin):
    layout = load_layout(look, DiskFiles())
    for bulletin in (sample_bulletin, WITH_ALL):
        came = proof(written(name, bulletin, layout), name, bulletin, layout)
        assert came.holds, str(came)
        for held in came.readings:
            assert held.words == held.expected
            assert all(count == wanted for _, count, wanted in held.articles)


# ── one thing changed ────────────────────────────────────────────────────────────────────────────────────────


def edited_zip(data, pattern, replacement, names=r"word/document\.xml|EPUB/.*\.(xhtml|opf|ncx)|word/_rels/.*"):
    """Return the archive with the first place that matches replaced, in the first member that has one."""
    out, done = io.BytesIO(), False
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if not done and re.fullmatch(names, name):
                text, count = re.subn(pattern, replacement, content.decode(), count=1, flags=re.DOTALL)
                content, done = text.encode(), count > 0
            target.writestr(name, content)
    assert done
    return out.getvalue()


def edited_pdf(data, change, page=0):
    """Return the PDF with `change(strings)` made to each show operator: a list of decoded strings and numbers."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        holder = pdf.pages[page]
        faces, face, instructions = Faces(), None, []
        for given, operator in pikepdf.parse_content_stream(holder):
            operands = list(given)
            if str(operator) == "Tf":
                face = faces.face(holder.obj.Resources.Font[operands[0]])
            if str(operator) == "TJ":
                items = [piece for item in operands[0] for piece in words_of(item)]
                texts = [face.text(bytes(item)) if isinstance(item, pikepdf.String) else None for item in items]
                operands = [pikepdf.Array([items[index] for index in change(texts)])]
            instructions.append((operands, operator))
        holder.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        return saved(pdf)


def words_of(item):
    """Return a string of a TJ array word by word, and a number as it is."""
    if not isinstance(item, pikepdf.String):
        return [item]
    return [pikepdf.String(word) for word in re.findall(rb"[^ ]* |[^ ]+", bytes(item))]


def saved(pdf):
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def without_word(word):
    return lambda texts: [index for index, text in enumerate(texts) if text is None or text.strip() != word]


READINGS = {"docx": 1, "epub": 1, "pdf": 2}  # of a PDF, its pages and its tags

LOST_WORD = {
    "docx": lambda data: edited_zip(data, "biểu thảo luận", "biểu luận"),
    "epub": lambda data: edited_zip(data, "biểu thảo luận", "biểu luận"),
    "pdf": lambda data: edited_pdf(data, without_word("thảo")),
}
ADDED_WORD = {
    "docx": lambda data: edited_zip(data, "biểu thảo luận", "biểu thảo thảo luận"),
    "epub": lambda data: edited_zip(data, "biểu thảo luận", "biểu thảo thảo luận"),
    "pdf": lambda data: edited_pdf(
        data, lambda texts: [i for i, text in enumerate(texts) for _ in range(2 if text and text.strip() == "thảo" else 1)]
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_lost_word_is_named_with_its_article_and_what_stands_around_it(name, outputs, found):
    told = found(LOST_WORD[name](outputs[name]), name)
    assert told.startswith(f"bài “{EVERY_NODE.title}”: thiếu 1 chữ “thảo”")
    assert "bản tin:   … Các đại biểu [thảo] luận ba nhóm nhiệm vụ sau …" in told
    assert re.search(r"trong tệp: … .*Các đại biểu \[\] luận ba ", told)
    assert told.count("bài “") == READINGS[name]


@pytest.mark.parametrize("name", FORMATS)
def test_an_added_word_is_named(name, outputs, found):
    told = found(ADDED_WORD[name](outputs[name]), name)
    assert f"bài “{EVERY_NODE.title}”: thừa 1 chữ “thảo”" in told
    assert told.count("bài “") == READINGS[name]


def swapped(first, second):
    """Return (pattern, replacement) that change the places of two texts."""
    return rf"({first})(.*?)({second})", r"\3\2\1"


@pytest.mark.parametrize("name", ["docx", "epub"])
def test_two_paragraphs_in_each_others_place_are_a_matter_of_order(name, outputs, found):
    told = found(edited_zip(outputs[name], *swapped("Rà soát cơ chế, chính sách", "Tháo gỡ khó khăn cho doanh nghiệp")), name)
    assert told.count("sai thứ tự") == 2
    assert "[Rà soát cơ chế, chính sách." in told


def test_lines_of_a_pdf_in_each_others_place_are_a_matter_of_order(outputs, found):
    with pikepdf.open(io.BytesIO(outputs["pdf"])) as pdf:
        page = pdf.pages[0]
        instructions = [(list(operands), str(operator)) for operands, operator in pikepdf.parse_content_stream(page)]
        texts = list(shown_texts(instructions, page))
        one, other = (index for index, text in texts if text.startswith(("Rà soát", "Tháo gỡ")))
        instructions[one], instructions[other] = instructions[other], instructions[one]
        unparsed = [(operands, pikepdf.Operator(operator)) for operands, operator in instructions]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(unparsed))
        told = found(saved(pdf), "pdf")
    assert told.count("sai thứ tự") == 2 * READINGS["pdf"]


def shown_texts(instructions, page):
    """Yield the index and the letters of every TJ of a page."""
    faces, face = Faces(), None
    for index, (operands, operator) in enumerate(instructions):
        if operator == "Tf":
            face = faces.face(page.obj.Resources.Font[operands[0]])
        if operator == "TJ":
            yield index, "".join(face.text(bytes(item)) for item in operands[0] if isinstance(item, pikepdf.String))


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────


def with_address(data, address):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                if "/A" in annotation and "/URI" in annotation.A:
                    annotation.A.URI = pikepdf.String(address)
        return saved(pdf)


@pytest.mark.parametrize("name", FORMATS)
def test_another_address_is_lost_on_one_side_and_invented_on_the_other(name, outputs, found):
    if name == "pdf":
        data = with_address(outputs[name], "https://la.vn/")
    else:
        data = edited_zip(outputs[name], r"https://example\.vn/\?a=1&amp;b=2", "https://la.vn/")
    told = found(data, name)
    assert "liên kết thừa: địa chỉ https://la.vn/ không có trong bản tin" in told
    assert f"bài “{EVERY_NODE.title}”: mất liên kết tới https://example.vn/?a=1&b=2 trên “trụ sở tỉnh”" in told


def test_a_link_of_a_pdf_that_leads_nowhere_is_found(outputs, found):
    with pikepdf.open(io.BytesIO(outputs["pdf"])) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                if "/Dest" in annotation:
                    annotation.Dest = pikepdf.Name("/nowhere")
        assert "trang 1: một liên kết dẫn tới chỗ không có" in found(saved(pdf), "pdf")


@pytest.mark.parametrize(
    ("name", "pattern", "replacement", "told"),
    [
        ("docx", r'w:name="_Toc2000001"', 'w:name="_Toc9"', "dẫn tới dấu trang _Toc2000001, tệp không có"),
        ("docx", r'w:anchor="_Toc2000002"', 'w:anchor="_Toc2000001"', "mục lục: liên kết trên “Bài không có tiêu đề” không dẫn tới nơi đó"),
        ("docx", r'<w:hyperlink w:anchor="_Toc2000001"[^>]*>(.*?)</w:hyperlink>', r"\1", "” không có liên kết"),
        ("epub", r'href="article-0001.xhtml#title"', 'href="article-0001.xhtml#la"', "dẫn tới article-0001.xhtml#la, sách không có"),
        ("epub", r'href="article-0002.xhtml#title"', 'href="article-0003.xhtml#title"', "“Bài không có tiêu đề” không dẫn tới nơi đó"),
    ],
)  # fmt: skip
def test_broken_links_within_a_file_are_found(name, pattern, replacement, told, outputs, found):
    assert told in found(edited_zip(outputs[name], pattern, replacement), name)


def test_a_wrong_page_number_in_the_contents_is_found(sample_bulletin, layout):
    def swap(texts):  # "3" behind the second article's dots becomes nothing
        return [index for index, text in enumerate(texts) if text is None or text.strip() != "3"]

    data = edited_pdf(written("pdf", sample_bulletin, layout), swap)
    told = str(proof(data, "pdf", sample_bulletin, layout))
    assert "không có số trang, bài ở trang 3" in told


def test_strange_words_in_a_running_head_of_a_word_file_are_found(outputs, found):
    data = edited_zip(outputs["docx"], "Bản tin nội bộ", "Bản tin lạ", names=r"word/header\d\.xml")
    assert "tiêu đề chạy trang có chữ lạ: “Bản tin lạ" in found(data, "docx")


def test_a_removed_article_is_lost_as_a_whole_and_only_that(layout, sample_bulletin):
    first, *others = sample_bulletin.sections
    shorter = replace(sample_bulletin, sections=(replace(first, articles=first.articles[:1]), *others))
    for name in FORMATS:
        came = proof(written(name, shorter, layout), name, sample_bulletin, layout)
        lost = [title for title, held, wanted in came.readings[0].articles if held < wanted]
        assert lost == [first.articles[1].title]
