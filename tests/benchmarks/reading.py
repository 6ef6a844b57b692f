"""1,000 different articles of 8,000 characters, and texts up to 10 MB → CPU seconds of reading, in one process.

    python tests/benchmarks/reading.py

The articles are made of the paragraphs of seeds/ and tests/gate/, shuffled, each under the head and above the tail of a
labelled page.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

started = time.process_time()
from bulletin.context import memory_context  # noqa: E402
from bulletin.readers.text import read  # noqa: E402

LOADED = time.process_time() - started

from labelled import read_labelled  # noqa: E402

COUNT, LENGTH = 1000, 8000


def make_articles():
    chance = random.Random(1)  # noqa: S311 — an order, not a secret
    pages = [read_labelled(path) for path in sorted((ROOT / "tests" / "gate").glob("*.txt"))]
    body = [line for path in sorted((ROOT / "seeds").glob("*.txt")) for line in path.read_text("utf-8").split("\n") if len(line) > 200]
    body += [text for page in pages for text in page.texts("paragraph") if len(text) > 120]
    for _ in range(COUNT):
        page = chance.choice(pages).text.split("\n")
        cut = len(page) * 2 // 3
        text = "\n".join(page[:cut])
        while len(text) < LENGTH:
            text += "\n\n" + chance.choice(body)
        yield f"{text[:LENGTH]}\n" + "\n".join(page[cut:])[:400]


def seconds(texts):
    files = {f"{number}.txt": text.encode() for number, text in enumerate(texts)}
    context = memory_context(files)
    begun = time.process_time()
    for name in files:
        read(Path(name), context)
    return time.process_time() - begun


def main():
    articles = list(make_articles())
    characters = sum(map(len, articles))
    took = sorted(seconds(articles) for _ in range(3))[1]
    print(f"loading the reader: {LOADED:.2f} s")
    print(f"{COUNT} articles, {characters / 1e6:.1f} million characters: {took:.2f} s CPU, {1e6 * took / characters:.3f} s a million")
    paragraphs = [line for article in articles for line in article.split("\n") if len(line) > 200]
    for megabytes in (1, 2, 5, 10):
        text = "Tiêu đề của một bài viết thật dài\n\n"
        size, taken = 0, []
        for line in paragraphs:
            taken.append(line)
            size += len(line.encode()) + 2
            if size > megabytes * 1e6:
                break
        took = seconds([text + "\n\n".join(taken)])
        print(f"one text of {size / 1e6:.1f} MB: {took:.2f} s CPU, {took / size * 1e6:.2f} s a MB")


if __name__ == "__main__":
    main()
