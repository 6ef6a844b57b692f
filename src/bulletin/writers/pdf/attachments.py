"""The files that a bulletin's articles were read from → embedded files of its PDF, each the source of the whole.

ISO 19005-3 (PDF/A-3), 6.8; ISO 32000-1, 7.11.4; ISO 32000-2, 14.13 (associated files).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bulletin.context import Context, printable_path
from bulletin.errors import ReadError
from bulletin.notices import Notice, Place
from bulletin.text import terms
from bulletin.text.vietnamese import slug
from bulletin.writers.pdf.packing import text_string

_LARGEST = 64 * 2**20  # bytes of one file: four times what a reader of ours takes
_PLAIN = "bai"  # the name of a file that has no Latin letter
# Not the machine's own table of types: that differs from one machine to the next.
_MEDIA_TYPES = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".mht": "multipart/related",
    ".mhtml": "multipart/related", ".json": "application/json",
}  # fmt: skip


def attach_sources(canvas: Canvas, context: Context) -> None:
    """Embed every file that an article was read from, each once; one that can no longer be read is told."""
    doc = canvas._doc  # noqa: SLF001 — reportlab knows no embedded files
    attached: dict[str, pdfdoc.PDFObjectReference] = {}
    for path in dict.fromkeys(context.sources):
        try:
            data = context.files.read(path, _LARGEST)
        except ReadError as error:
            _tell_missing(f"không đính kèm được tệp nguồn: {error.problem}", context, Place(printable_path(path)))
            continue
        name = plain_name(path, attached)
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(_entries(path, data, context.timestamp)), zlib.compress(data))
        attached[name] = doc.Reference(_specification(name, path, doc.Reference(stream)))
    if not attached:
        _tell_missing("không có tệp nguồn nào để đính kèm", context)
        return
    tree = [part for name in sorted(attached) for part in (pdfdoc.PDFString(name), attached[name])]
    names = getattr(doc.Catalog, "Names", None) or pdfdoc.PDFDictionary()
    names["EmbeddedFiles"] = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(tree)})
    doc.Catalog.Names = names
    doc.Catalog.__NoDefault__ = [*doc.Catalog.__NoDefault__, "AF"]
    doc.Catalog.AF = pdfdoc.PDFArray(list(attached.values()))


def plain_name(path: Path, taken: Collection[str]) -> str:
    """Return a name that every system can save and no other attachment has: "Bài 1.txt" → "bai-1.txt"."""
    suffix = slug(path.suffix)
    stem = slug(printable_path(Path(path.stem))) or _PLAIN
    return next(name for name in _candidates(stem, f".{suffix}" if suffix else "") if name not in taken)


def _candidates(stem: str, suffix: str) -> Iterator[str]:
    yield stem + suffix
    yield from (f"{stem}-{number}{suffix}" for number in count(2))


def _entries(path: Path, data: bytes, timestamp: datetime) -> dict[str, object]:
    """Return the dictionary of an embedded file's stream, whose content is packed."""
    checksum = hashlib.md5(data, usedforsecurity=False).hexdigest().upper()  # as ISO 32000 wants it
    parameters = f"<</Size {len(data)}/CheckSum <{checksum}>/ModDate (D:{timestamp:%Y%m%d%H%M%S}Z)>>"
    media_type = _MEDIA_TYPES.get(path.suffix.casefold(), "application/octet-stream")
    return {
        "Type": "/EmbeddedFile", "Subtype": f"/{media_type.replace('/', '#2F')}", "Params": parameters,
        "Filter": "/FlateDecode",
    }  # fmt: skip


def _specification(name: str, path: Path, stream: pdfdoc.PDFObjectReference) -> pdfdoc.PDFDictionary:
    own = "".join(letter if letter.isprintable() else "�" for letter in printable_path(Path(path.name)))
    return pdfdoc.PDFDictionary({
        "Type": "/Filespec", "F": pdfdoc.PDFString(name), "UF": pdfdoc.PDFString(name), "AFRelationship": "/Source",
        "Desc": text_string(f"{terms.SOURCE_FILE}: {own}"),
        "EF": pdfdoc.PDFDictionary({"F": stream, "UF": stream}),
    })  # fmt: skip


def _tell_missing(problem: str, context: Context, place: Place | None = None) -> None:
    hint = "dựng lại khi tệp còn ở chỗ cũ, hoặc bỏ --attach-sources (page.attach_sources)"
    context.report.add(Notice("source-not-attached", problem, place, hint))
