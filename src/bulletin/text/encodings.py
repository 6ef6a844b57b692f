"""Bytes → text (the first arrow of the flow).

Bytes that are UTF-8, UTF-16 or UTF-32 as a whole are decoded so. In any other file each line is decoded alone: as UTF-8
where it is that, byte by character (Windows code page 1252) where it is not. So no byte is lost, and what an old
encoding wrote is on the same footing as the same text pasted into a Unicode file: `repair/` reads it, line by line,
and the ledger tells. Bytes that are not text at all are refused with what they are.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from bulletin.text.repair import viscii
from bulletin.text.repair.lines import may_be_old, repair_lines
from bulletin.text.repair.readings import READERS
from bulletin.text.repair.renderings import CHARACTERS

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


# Control characters that are no letter in any encoding here; a file that is no text has them all over.
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1a") - set(viscii.CONTROLS))
_MOST_CONTROLS = 0.01
_WHITE = re.compile(r"[\t\n\x0b\x0c\r]")

_UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
# What a line is called that is neither UTF-8 nor repaired.
_NEAREST = "windows-1252"
# Every name that `decode` takes.
ENCODINGS = (*_UNICODE, *READERS, _NEAREST)
_OTHER_NAMES = {
    "utf8": "utf-8", "utf-8-sig": "utf-8", "utf16": "utf-16", "utf32": "utf-32", "tcvn": "tcvn3", "abc": "tcvn3",
    "tcvn-3": "tcvn3", "vni-windows": "vni", "vni-times": "vni", "cp1258": "windows-1258", "cp1252": "windows-1252",
    "latin-1": "windows-1252", "latin1": "windows-1252", "iso-8859-1": "windows-1252",
}  # fmt: skip


class DecodingError(ValueError):
    """The bytes are not text in any encoding known here; `line` counts from 1 where one is known."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the name of the encoding that most of it was in.

    `foreign_lines` are the numbers, from 1, of the lines that are not UTF-8 and that nothing repairs: they stand byte
    by character, and a person must look at them.
    """

    text: str
    encoding: str
    foreign_lines: tuple[int, ...] = ()


def encoding_named(name: str) -> str | None:
    """Return the name in `ENCODINGS` for a name as people write it: "TCVN3 (ABC)" is known as "abc" and "tcvn3"."""
    plain = name.strip().lower().replace("_", "-")
    plain = _OTHER_NAMES.get(plain, plain)
    return plain if plain in ENCODINGS else None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data`, in the encoding where one is named and else in what it shows to be in.

    A named old encoding is read everywhere but in lines that are Vietnamese in Unicode already. Raises DecodingError
    for what is no text, for bytes that the named Unicode encoding does not have, and for a name that is not known.
    """
    if encoding is not None:
        return _decode_as_told(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name)
    _refuse_other_files(data)
    if b"\0" in data:
        return _decode_as(data, _wide_encoding(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_lines(data)
    return Decoded(text, "viqr" if data.isascii() and _is_viqr(text) else "utf-8")


def _decode_as_told(data: bytes, name: str) -> Decoded:
    encoding = encoding_named(name)
    if encoding is None:
        raise DecodingError(f"không biết bảng mã “{name}”; các bảng mã có: {', '.join(ENCODINGS)}")
    if encoding in _UNICODE:
        marked = next((own for mark, own in _MARKS if data.startswith(mark) and own.startswith(encoding)), encoding)
        return Decoded(_decode_as(data, marked).text, encoding)
    _refuse_other_files(data)
    if b"\0" in data:
        raise DecodingError("đây là tệp nhị phân, không phải văn bản")
    text = _decode_lines(data.removeprefix(codecs.BOM_UTF8)).text if encoding != _NEAREST else _characters(data)
    if reader := READERS.get(encoding):
        text = "".join(line if _is_unicode_vietnamese(line) else reader(line) for line in _keep_ends(text))
    return Decoded(text, encoding)


# Letters that no byte of an old encoding shows as.
_BEYOND_BYTES = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")


def _is_unicode_vietnamese(line: str) -> bool:
    return _BEYOND_BYTES.search(line) is not None


def _keep_ends(text: str) -> list[str]:
    return re.split(r"(\r\n|[\r\n])", text)


def _refuse_other_files(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise DecodingError(f"đây là {name}, không phải văn bản")


def _wide_encoding(data: bytes) -> str:
    """Return the UTF-16 or UTF-32 that `data` is in, judged by what a part of it would say.

    Latin letters have zero bytes in both; read at the wrong place or the wrong way round they are of no alphabet that
    newspapers write.
    """
    sample = data[:4096]
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % width:
            continue
        try:
            text = sample[: len(sample) // 4 * 4 or None].decode(encoding)
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                continue
            text = sample[: error.start].decode(encoding)
        usual = sum(1 for character in text if character >= " " or _WHITE.match(character))
        western = sum(1 for character in text if character < "\u0250" or "\u1e00" <= character < "\u2100")
        if usual == len(text) and western * 2 > len(text):
            return encoding
    raise DecodingError("đây là tệp nhị phân, không phải văn bản")


def _decode_lines(data: bytes) -> Decoded:
    """Return the text of a file that is not UTF-8 as a whole, decoded a line at a time."""
    if sum(map(data.count, (bytes([byte]) for byte in _CONTROL_BYTES))) > len(data) * _MOST_CONTROLS:
        raise DecodingError("đây là tệp nhị phân, không phải văn bản")
    lines: list[str] = []
    foreign = []
    for number, raw in enumerate(data.splitlines(keepends=True)):
        try:
            lines.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(_characters(raw))
            foreign.append(number)
    repairs = repair_lines([line.rstrip("\r\n") for line in lines])
    sizes: Counter[str] = Counter()
    is_foreign = set(foreign)
    for number, (line, repair) in enumerate(zip(lines, repairs, strict=True)):
        if not line.isascii() or repair.encoding:
            sizes[repair.encoding or (_NEAREST if number in is_foreign else "utf-8")] += len(line)
    left = tuple(number + 1 for number in foreign if not repairs[number].encoding)
    return Decoded("".join(lines), sizes.most_common(1)[0][0] if sizes else _NEAREST, left)


def _characters(line: bytes) -> str:
    return codecs.charmap_decode(line, "strict", CHARACTERS)[0]


def _is_viqr(text: str) -> bool:
    """Return whether most of an ASCII text is VIQR."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not any(map(may_be_old, lines)):
        return False
    repairs = repair_lines(lines)
    return sum(len(line) for line, repair in zip(lines, repairs, strict=True) if repair.encoding) * 2 > len(text)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problem = f"byte 0x{data[error.start]:02X} không hợp lệ trong {encoding.removesuffix('-sig').upper()}"
        raise DecodingError(problem, line, column) from error
