"""Paragraphs spoilt in every way → how many come back exactly, and how many clean ones are changed; beside the peers.

    PYTHONPATH=src:tests python tests/benchmarks/encodings.py [paragraphs a kind, 1000 by default]

Peers: ftfy (mojibake of any language) and viparse (`fix`: TCVN3, VNI, VISCII, VPS). All see the same text, a paragraph at
a time. Clean paragraphs are compared without spaces and in NFC, so that tidying is no fault; ftfy is asked to leave
quotation marks, entities and ligatures alone.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import ftfy
import viparse

from bulletin.text.encodings import decode
from bulletin.text.normalise import normalise_line, normalise_lines
from old_encodings import (
    BYTE_ENCODERS,
    TEXT_ENCODERS,
    long_lines,
    make_clean_paragraphs,
    make_paragraphs,
    plain_punctuation,
)

_FTFY = ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=False, fix_latin_ligatures=False, fix_character_width=False)
REPAIRERS: dict[str, Callable[[str], str]] = {
    "bulletin": lambda text: normalise_line(text).text,
    "ftfy": lambda text: ftfy.fix_text(text, _FTFY),
    "viparse": viparse.fix,
}


def read_samples(count: int) -> list[str]:
    """Return generated paragraphs, and those of the seeds, as an old encoding can hold them."""
    seeds = Path(__file__).resolve().parents[2] / "seeds"
    lines = [line for path in sorted(seeds.glob("*.txt")) for line in long_lines(path.read_text("utf-8")) if "中" not in line]
    return [normalise_line(plain_punctuation(text)).text for text in [*make_paragraphs(count), *lines]]


def comparable(text: str) -> str:
    """Return what is compared of a clean paragraph."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def print_recovery(samples: list[str]) -> None:
    """Print, a kind of spoiling a line, the share of paragraphs that come back exactly."""
    print(f"recovered exactly, of {len(samples)} paragraphs".ljust(42), *(name.rjust(10) for name in REPAIRERS))
    for kind, encode in TEXT_ENCODERS.items():
        spoilt = [encode(text) for text in samples]
        rates = []
        for repair in REPAIRERS.values():
            right = sum(repair(raw) == text for raw, text in zip(spoilt, samples, strict=True))
            rates.append(f"{right / len(samples):10.4f}")
        print(kind.ljust(42), *rates)


def print_files(samples: list[str]) -> None:
    """Print the share of paragraphs that come back from files, each paragraph in another encoding or all in one."""
    encoders = {**BYTE_ENCODERS, "utf-8": lambda text: text.encode()}
    names = list(encoders)
    files = {name: [encode] * len(samples) for name, encode in encoders.items()}
    files["every paragraph another"] = [encoders[names[index % len(names)]] for index in range(len(samples))]
    print("\nfiles of bytes".ljust(43), "bulletin".rjust(10), "named".rjust(14))
    for name, encodes in files.items():
        decoded = decode(b"\n".join(encode(text) for encode, text in zip(encodes, samples, strict=True)))
        lines = normalise_lines(decoded.text.split("\n"))
        right = sum(line.text == text for line, text in zip(lines, samples, strict=True))
        print(name.ljust(42), f"{right / len(samples):10.4f}", decoded.encoding.rjust(14))


def print_false_repairs(count: int) -> None:
    """Print, a kind of clean text a line, how many paragraphs were changed."""
    clean = make_clean_paragraphs(count)
    sizes = Counter(kind for kind, _ in clean)
    changed = {
        name: Counter(kind for kind, text in clean if comparable(repair(text)) != comparable(text))
        for name, repair in REPAIRERS.items()
    }
    print(f"\nclean paragraphs changed, of {count}".ljust(43), *(name.rjust(10) for name in REPAIRERS))
    for kind, size in sizes.items():
        print(f"{kind} ({size})".ljust(42), *(str(changed[name][kind]).rjust(10) for name in REPAIRERS))


def print_speed(samples: list[str]) -> None:
    """Print the seconds that eight million characters of clean paragraphs cost."""
    size = sum(map(len, samples))
    print("\nseconds for 8,000,000 clean characters".ljust(43), end="")
    for repair in REPAIRERS.values():
        start = time.process_time()
        for text in samples:
            repair(text)
        print(f"{(time.process_time() - start) * 8e6 / size:11.3f}", end="")
    print()


if __name__ == "__main__":
    paragraphs = read_samples(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    print_recovery(paragraphs)
    print_files(paragraphs)
    print_false_repairs(10_000)
    print_speed(paragraphs)
