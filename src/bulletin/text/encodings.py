"""Bytes → text (the first arrow of the flow).

Unicode with or without a byte order mark is decoded here. Bytes that are not text at all are refused with what they
are; bytes in another encoding are refused with the place of the first one that is not UTF-8.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# The first bytes of files that people take for articles, and what to call them.
_SIGNATURES = (
    (b"%PDF", "một tệp PDF"),
    (b"PK\x03\x04", "một tệp nén ZIP (có thể là Word .docx hoặc EPUB)"),
    (b"\xd0\xcf\x11\xe0", "một tệp Word đời cũ (.doc)"),
    (b"{\\rtf", "một tệp RTF"),
    (b"\x89PNG", "một ảnh PNG"),
    (b"\xff\xd8\xff", "một ảnh JPEG"),
    (b"GIF8", "một ảnh GIF"),
    (b"\x7fELF", "một chương trình"),
    (b"MZ", "một chương trình Windows"),
)

# UTF-32 stands before UTF-16: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# Text has none of these; a file that is no text has them all over.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


class DecodingError(ValueError):
    """The bytes are not text in any encoding known here; `line` counts from 1 where one is known."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the name of the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of `data`. Raises DecodingError where it is binary or not Unicode."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise DecodingError(f"đây là {name}, không phải văn bản")
    if b"\0" in data:
        return _decode_as(data, _wide_encoding(data))
    return _decode_as(data, "utf-8")


def _wide_encoding(data: bytes) -> str:
    """Return the UTF-16 that `data` is in, judged by where its zero bytes stand (Latin letters have one each)."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if len(data) % 2 == 0 and min(even, odd) == 0 and max(even, odd) > half * 0.2:
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        if not _CONTROL.search(sample[: len(sample) // 2 * 2].decode(encoding, "replace")):
            return encoding
    raise DecodingError("đây là tệp nhị phân, không phải văn bản")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problem = f"byte 0x{data[error.start]:02X} không hợp lệ trong {encoding.removesuffix('-sig').upper()}"
        raise DecodingError(problem, line, column) from error
