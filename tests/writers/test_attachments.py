"""The files that articles were read from, carried by the PDF."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pikepdf

from bulletin.cli import run
from bulletin.context import Context, MemoryFiles
from bulletin.writers import load_writer
from bulletin.writers.pdf.attachments import plain_name
from samples import BULLETIN

FILES = {
    Path("bài/Hội nghị.txt"): "Hội nghị tổng kết\n".encode() * 40,
    Path("khác/Hội nghị.TXT"): b"hai",
    Path("trang.html"): b"<p>ba",
    Path("日本.md"): b"",
}


def written(layout, fonts, sources, files=FILES):
    attaching = replace(layout, page=replace(layout.page, attach_sources=True))
    context = Context(MemoryFiles(files), sources=sources)
    return load_writer("pdf").write(BULLETIN, attaching, fonts, context).data, context.report


def test_every_source_is_carried_byte_for_byte_and_described(layout, fonts):
    data, report = written(layout, fonts, [*FILES, *FILES])
    assert report.warnings == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = list(pdf.Root.Names.EmbeddedFiles.Names)
        assert [str(name) for name in names[::2]] == ["bai.md", "hoi-nghi-2.txt", "hoi-nghi.txt", "trang.html"]
        assert {each.objgen for each in pdf.Root.AF} == {each.objgen for each in names[1::2]}
        assert {str(each.AFRelationship) for each in pdf.Root.AF} == {"/Source"}
        assert [str(each.UF) for each in pdf.Root.AF] == [str(each.F) for each in pdf.Root.AF]
        first = pdf.Root.AF[0]
        assert str(first.Desc) == "Tệp nguồn của bản tin: Hội nghị.txt"
        assert [str(each.EF.F.Subtype) for each in pdf.Root.AF] == ["/text/plain", "/text/plain", "/text/html", "/text/markdown"]
        assert [each.EF.F.read_bytes() for each in pdf.Root.AF] == list(FILES.values())
        whole = FILES[Path("bài/Hội nghị.txt")]
        assert first.EF.F.Params.Size == len(whole)
        assert bytes(first.EF.F.Params.CheckSum) == hashlib.md5(whole, usedforsecurity=False).digest()
        assert str(first.EF.F.Params.ModDate) == "D:19800101000000Z"
        assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A<" in pdf.Root.Metadata.read_bytes()
        assert "/Dests" in pdf.Root.Names


def test_a_source_that_is_gone_is_told_and_the_others_stay(layout, fonts):
    data, report = written(layout, fonts, [Path("mất.txt"), Path("trang.html")])
    assert [(each.code, str(each.place)) for each in report.warnings] == [("source-not-attached", "mất.txt")]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.Root.AF) == 1


def test_a_bulletin_that_was_read_from_no_file_says_so(layout, fonts):
    data, report = written(layout, fonts, [])
    assert [each.message for each in report.warnings] == ["không có tệp nguồn nào để đính kèm"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AF" not in pdf.Root


def test_the_description_has_the_files_own_name_without_what_turns_it(layout, fonts):
    data, _ = written(layout, fonts, [Path("x\u202eb\na.md")], {Path("x\u202eb\na.md"): b"x"})
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.AF[0].Desc) == "Tệp nguồn của bản tin: x\ufffdb\ufffda.md"


def test_a_foreword_is_carried_only_where_it_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "dau.md"):
        Path(name).write_text(f"---\ntitle: {name}\n---\n\nMột câu.\n", "utf-8")
    Path("bulletin.yaml").write_text("articles: [a.md]\nforeword: dau.md\nfile_name: x\n", "utf-8")
    for parts, wanted in (("[sections]", ["a.md"]), ("[foreword, sections]", ["a.md", "dau.md"])):
        assert run(["build", "-q", "--attach-sources", "--set", f"parts={parts}"]) == 0
        with pikepdf.open("out/x.pdf") as pdf:
            assert [str(each.UF) for each in pdf.Root.AF] == wanted


def test_names_are_plain_and_never_taken_twice():
    taken = {"bai-1.txt", "bai-1-2.txt"}
    assert plain_name(Path("x/Bài 1.TXT"), taken) == "bai-1-3.txt"
    assert plain_name(Path("\u202etxt.exe.md"), ()) == "txt-exe.md"
    assert plain_name(Path("..."), ()) == "bai"
    assert len(plain_name(Path("a" * 250 + ".txt"), ())) < 120


def test_on_request_and_the_same_bytes_each_time(project):
    made = []
    for _ in range(2):
        assert run(["build", "-f", "pdf", "--attach-sources", "--verify", "--quiet"]) == 0
        made.append(Path("out/ban-tin-mau.pdf").read_bytes())
    assert made[0] == made[1]
    with pikepdf.open(io.BytesIO(made[0])) as pdf:
        read = {bytes(each.EF.F.read_bytes()) for each in pdf.Root.AF}
    assert read == {path.read_bytes() for path in (project / "seeds").glob("*.txt")}
    assert run(["build", "-f", "pdf", "--quiet"]) == 0
    with pikepdf.open("out/ban-tin-mau.pdf") as pdf:
        assert "/AF" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.Names


def test_what_only_a_pdf_can_carry_is_not_asked_of_others(project, capsys):
    assert run(["build", "-f", "epub", "--attach-sources"]) == 2
    assert "--attach-sources cần định dạng pdf; thêm --format pdf" in capsys.readouterr().err
    assert not (project / "out").exists()
