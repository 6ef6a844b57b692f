"""The page of `inspect --html`, in Chromium: it is shown, row for row, and asks for nothing from outside."""

from __future__ import annotations

import re
import subprocess

import pytest

from bulletin.cli import run
from conformance_tools import require_tool
from conftest import SEEDS

pytestmark = pytest.mark.conformance


def test_chromium_shows_every_row_in_its_colour(tmp_path):
    page = tmp_path / "trang.html"
    assert run(["inspect", str(SEEDS[4]), "--html", str(page)]) == 0
    picture = tmp_path / "trang.png"
    command = [
        require_tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1100,1600",
    ]  # fmt: skip
    dump = [*command, "--dump-dom", page.as_uri()]
    shown = subprocess.run(dump, capture_output=True, text=True, check=True, timeout=120).stdout
    written = page.read_text("utf-8")
    assert len(re.findall("<tr class=", shown)) == len(re.findall("<tr class=", written)) == 20
    subprocess.run([*command, f"--screenshot={picture}", page.as_uri()], capture_output=True, check=True, timeout=120)
    from PIL import Image

    with Image.open(picture) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24)}
    assert {(0xFD, 0xE8, 0xEA), (0xDF, 0xF3, 0xF9), (0xF5, 0xE6, 0xF8)} <= colours  # title, caption, date
