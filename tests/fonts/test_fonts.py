"""Fonts: families, static instances, letters and kerning, from the real files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from bulletin.context import Context, DiskFiles
from bulletin.errors import FontError, SettingsError
from bulletin.fonts.catalogue import load_catalogue
from bulletin.fonts.coverage import codepoints, lacking
from bulletin.fonts.instances import FontBook
from bulletin.fonts.shaping import Shaper
from bulletin.notices import Report
from bulletin.text.vietnamese import ACCENTED_LETTERS

PUNCTUATION = "“”‘’…–—-.,:;!?()[]/%«»°²³×§"


@pytest.mark.parametrize(
    ("family", "weight", "italic"),
    [("Source Serif 4", 400, False), ("Source Serif 4", 400, True), ("Be Vietnam Pro", 400, False), ("Be Vietnam Pro", 600, False), ("Be Vietnam Pro", 700, False)],
)
def test_the_shipped_faces_have_every_vietnamese_letter(fonts, family, weight, italic):
    face = fonts.face(family, weight, italic=italic)
    assert lacking(ACCENTED_LETTERS + PUNCTUATION, face.letters) == []
    assert face.data[:4] in (b"\0\1\0\0", b"true")


def test_an_instance_is_static_and_has_the_weight_that_was_asked_for(fonts, tmp_path):
    path = tmp_path / "f.ttf"
    path.write_bytes(fonts.face("Source Serif 4", 400).data)
    font = TTFont(path)
    assert "fvar" not in font
    assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_instances_are_the_same_in_every_process_and_kept_once(tmp_path):
    code = (
        "import sys, hashlib; from pathlib import Path; from bulletin.context import DiskFiles;"
        "from bulletin.fonts.catalogue import load_catalogue; from bulletin.fonts.instances import FontBook;"
        "from bulletin.notices import Report; book = FontBook(load_catalogue(DiskFiles()), Report(), '', Path(sys.argv[1]));"
        "print(hashlib.sha256(book.face('Source Serif 4', 400).data).hexdigest())"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path / name], stdout=subprocess.PIPE, text=True)
        for name in ("a", "a", "b")
    ]
    sums = {process.communicate(timeout=120)[0] for process in runs}
    assert len(sums) == 1
    assert sums.pop().strip()
    assert sorted(path.suffix for path in (tmp_path / "a").iterdir()) == [".ttf", ".txt"]


def test_further_scripts_are_kept_only_for_text_that_has_them(tmp_path):
    catalogue = load_catalogue(DiskFiles())
    plain = FontBook(catalogue, Report(), "Hội nghị", tmp_path).face("Source Serif 4")
    greek = FontBook(catalogue, Report(), "góc α", tmp_path).face("Source Serif 4")
    assert ord("α") not in plain.letters
    assert ord("α") in greek.letters


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "tep").write_text("một tệp, không phải thư mục")
    report = Report()
    face = FontBook(load_catalogue(DiskFiles()), report, "", tmp_path / "tep" / "x").face("Source Serif 4")
    assert face.letters
    assert [notice.code for notice in report.notices] == ["font-cache"]


def test_kerning_comes_from_the_font_and_ligatures_do_not(fonts):
    shaper = Shaper(fonts.face("Be Vietnam Pro", 600))
    assert shaper.shape("AV").width < shaper.advance("A") + shaper.advance("V")
    assert shaper.shape("Thắng").width == pytest.approx(sum(shaper.advance(c) for c in "Thắng"), rel=0.01)
    serif = Shaper(fonts.face("Source Serif 4"))
    assert serif.shape("fi").width == pytest.approx(serif.advance("f") + serif.advance("i"), rel=0.05)


@pytest.mark.parametrize("data", [b"", b"\0\1\0\0", b"khong phai phong", b"\0" * 500])
def test_a_broken_font_file_is_refused(data):
    with pytest.raises(FontError, match="hỏng"):
        codepoints(data, Path("x.ttf"))


# ── families ─────────────────────────────────────────────────────────────────────────────────────────────────


def own_families(folder, text):
    (folder / "fonts").mkdir()
    (folder / "fonts" / "fonts.yaml").write_text(text, "utf-8")
    return load_catalogue(DiskFiles(), folder)


def test_a_project_adds_families_from_files_beside_its_own_list(tmp_path, fonts):
    catalogue = own_families(tmp_path, "families:\n  Chữ riêng:\n    generic: serif\n    find: [{file: rieng.ttf}]\n")
    with pytest.raises(FontError, match=r"không tìm thấy họ phông “Chữ riêng” ở: rieng\.ttf"):
        catalogue.face_file("Chữ riêng", 400, italic=False, report=Report())
    (tmp_path / "fonts" / "rieng.ttf").write_bytes(fonts.face("Be Vietnam Pro", 400).data)
    assert FontBook(catalogue, Report()).face("Chữ riêng").letters
    assert catalogue.family("Be Vietnam Pro").generic == "sans-serif"


def test_a_family_that_nobody_knows_is_refused_with_a_hint(fonts):
    with pytest.raises(FontError) as caught:
        fonts.face("Be Vietnam")
    assert "ý bạn là “Be Vietnam Pro”?" in str(caught.value)


def test_a_font_list_shows_its_mistakes(tmp_path):
    with pytest.raises(SettingsError, match=r"fonts\.yaml:2:6: families\.A\.find\[1\]|cần đúng một"):
        own_families(tmp_path, "families:\n  A: {generic: serif, find: [{package: a, file: b}]}\n")


def test_the_gate_finds_a_hole_made_on_purpose(tmp_path, fonts):
    """The letter ẵ is taken out of a real face: a build with it must stop, whatever the file is called."""
    from bulletin.layout.load import load_layout
    from bulletin.model import Article, Bulletin, Paragraph, Section
    from bulletin.settings import override
    from bulletin.writers.pdf import write
    from samples import text

    source = tmp_path / "nguon.ttf"
    source.write_bytes(fonts.face("Be Vietnam Pro", 400).data)
    font = TTFont(source)
    keep = [code for code in font.getBestCmap() if chr(code) != "ẵ"]
    subsetter = subset.Subsetter(subset.Options(layout_features=["kern"]))
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    catalogue = own_families(tmp_path, "families:\n  Thủng:\n    generic: serif\n    find: [{file: thung.ttf}]\n")
    font.save(tmp_path / "fonts" / "thung.ttf")
    layout = load_layout("ban-tin", DiskFiles(), [override("fonts.text", "Thủng", "test")])
    article = Article(title="Bài", blocks=(Paragraph(text("Xin sẵn sàng."), id="b1"),))
    bulletin = Bulletin(title="Bản tin", sections=(Section(None, (article,)),))
    with pytest.raises(FontError, match=r"phông Thủng không có chữ “ẵ” \(U\+1EB5\)"):
        write(bulletin, layout, FontBook(catalogue, Report()), Context())
