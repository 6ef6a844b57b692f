"""Different articles of 8,000 characters → what it costs to build a tagged PDF of them, beside Typst and WeasyPrint.

    PYTHONPATH=src:tests python tests/benchmarks/building.py [articles, 100 by default] [runs, 5 by default]

bulletin starts from raw text, as `bulletin build --format pdf` does, the others from finished markup of the same text;
all make PDF/A-2a and PDF/UA-1 (WeasyPrint: PDF/UA-1) in two columns of A4, in the same faces. Every run is a process of its
own, the programs in turn; printed are the medians of its CPU time and its peak memory, and the ratios. WeasyPrint is asked for
100 articles at most, once.
"""

from __future__ import annotations

import html
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import fontpkg

from benchmarks.looseness import make_articles

_TYPST = """
import sys, typst
data = typst.compile(sys.argv[1], font_paths=sys.argv[3:], ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"])
open(sys.argv[2], "wb").write(data)
"""
_WEASYPRINT = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""
_TYPST_HEAD = """\
#set document(title: "Bản tin")
#set page(paper: "a4", margin: 2cm, columns: 2, numbering: "1")
#set text(font: "Source Serif 4", size: 10.2pt, lang: "vi", hyphenate: false)
#set par(justify: true)
#outline()
"""
_HTML_HEAD = """\
<!DOCTYPE html><html lang="vi"><head><title>Bản tin</title><style>
@page { size: A4; margin: 2cm } body { columns: 2; font: 10.2pt 'Source Serif 4', serif; text-align: justify }
</style></head><body>
"""


@dataclass
class Cost:
    """What one run costs: seconds of CPU and MB at its peak."""

    seconds: float
    megabytes: float


def run(*command: str) -> Cost:
    """Run a program to its end, with its modules compiled as those of an installed one are."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def write_inputs(folder: Path, count: int) -> None:
    """Write the same articles as raw text, Typst's markup and HTML."""
    typst, page = [_TYPST_HEAD], [_HTML_HEAD]
    (folder / "bai").mkdir()
    for number, paragraphs in enumerate(make_articles(count)):
        title = " ".join(paragraphs[0].split()[:11]).rstrip(".,;:")
        (folder / "bai" / f"{number:05}.txt").write_text("\n\n".join([title, "03/11/2026 08:30", *paragraphs]), "utf-8")
        typst += [f"= {_typst(title)}", *map(_typst, paragraphs)]
        page += [f"<h1>{html.escape(title)}</h1>", *(f"<p>{html.escape(text)}</p>" for text in paragraphs)]
    (folder / "bulletin.yaml").write_text("title: Bản tin\narticles: [bai/*.txt]\n", "utf-8")
    (folder / "in.typ").write_text("\n\n".join(typst), "utf-8")
    (folder / "in.html").write_text("\n".join(page), "utf-8")


def _typst(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_#$<>@~=/[]\"'+-" else letter for letter in text)


def main() -> None:
    """Build, measure, print."""
    count, runs = (int(given or usual) for given, usual in zip([*sys.argv[1:], "", ""], ("100", "5"), strict=False))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_inputs(folder, count)
        fonts = {str(Path(str(fontpkg.path("Source Serif 4"))).parent), str(Path(str(fontpkg.path("Be Vietnam Pro"))).parent)}
        commands = {
            "bulletin": (
                sys.executable, "-m", "bulletin", "build", "-p", str(folder / "bulletin.yaml"), "-f", "pdf", "-o", name, "-q",
            ),
            "typst": (sys.executable, "-c", _TYPST, str(folder / "in.typ"), str(folder / "typst.pdf"), *sorted(fonts)),
            "weasyprint": (sys.executable, "-c", _WEASYPRINT, str(folder / "in.html"), str(folder / "weasyprint.pdf")),
        }  # fmt: skip
        run(*commands["bulletin"])  # makes the faces and compiles the modules
        costs: dict[str, list[Cost]] = {program: [] for program in commands}
        for _ in range(runs):
            for program in ("bulletin", "typst"):
                costs[program].append(run(*commands[program]))
        if count <= 100:
            costs["weasyprint"].append(run(*commands["weasyprint"]))
    medians = {
        program: Cost(statistics.median(each.seconds for each in some), statistics.median(each.megabytes for each in some))
        for program, some in costs.items()
        if some
    }
    print(f"{count} articles, medians of {runs} runs")
    own = medians["bulletin"]
    for program, cost in medians.items():
        ratios = f"bulletin takes {own.seconds / cost.seconds:.2f} × the time, {own.megabytes / cost.megabytes:.3f} × the memory"
        print(f"{program:10}  {cost.seconds:7.2f} s  {cost.megabytes:7.0f} MB  {ratios}")


if __name__ == "__main__":
    main()
