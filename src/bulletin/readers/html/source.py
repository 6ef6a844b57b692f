"""The bytes of a saved page → its HTML as text: a byte order mark, what the page declares, else what the bytes are.

After the encoding sniffing of the HTML standard (https://html.spec.whatwg.org/#determining-the-character-encoding);
an .mht file is MIME (RFC 2557): its first HTML part is the page.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from pathlib import Path

from bulletin.errors import ReadError
from bulletin.notices import Place
from bulletin.text.encodings import Decoded, DecodingError, decode

ARCHIVES = (".mht", ".mhtml")

_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_SNIFFED = 8192  # bytes; the standard asks for 1,024, old portals put scripts before their <meta>
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What pages mean by these names (https://encoding.spec.whatwg.org/#names-and-labels).
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
}
# Pages declare these out of habit, over any bytes: with bytes beyond ASCII, the bytes themselves are asked.
_HABITS = frozenset({"cp1252", "windows-1258", "cp1258", "x-user-defined"})


def decode_page(path: Path, data: bytes, encoding: str | None = None) -> Decoded:
    """Return the HTML in the bytes, in the encoding where the user names one.

    Raises ReadError where they are not text, or an archive without a page.
    """
    declared = None
    if path.suffix.casefold() in ARCHIVES:
        data, declared = _archived_page(path, data)
    try:
        if encoding is not None:
            return decode(data, encoding)
        return _decode_declared(data, declared) or _decode_with_nul(data) or decode(data)
    except DecodingError as error:
        if (habit := _decode_habit(data, declared)) is not None:
            return habit
        where = Place(str(path), error.line, error.column)
        raise ReadError(error.problem, place=where, hint="lưu lại trang ở dạng UTF-8 rồi thử lại") from error


def _decode_declared(data: bytes, declared: str | None) -> Decoded | None:
    """Return the text in the encoding that the page names, where the bytes obey it; None: ask the bytes."""
    if data.startswith(_MARKS) or b"\0" in data[:_SNIFFED]:
        return None
    name = declared or _declared_name(data[:_SNIFFED])
    if name is None or data.isascii():
        return None
    try:
        encoding = codecs.lookup(_ALIASES.get(name, name)).name
        if encoding in _HABITS or encoding.startswith("utf"):
            return None
        return Decoded(data.decode(encoding), encoding)
    except (LookupError, ValueError, AssertionError):  # no such encoding, bytes that break it, or no text encoding
        return None


def _decode_habit(data: bytes, declared: str | None) -> Decoded | None:
    """Return the text in an encoding that pages name out of habit, once the bytes themselves have said nothing."""
    name = declared or _declared_name(data[:_SNIFFED]) or ""
    encoding = _ALIASES.get(name, name)
    if encoding not in ("cp1252", "windows-1258", "cp1258"):
        return None
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except UnicodeDecodeError:
        return None


def _decode_with_nul(data: bytes) -> Decoded | None:
    """Return UTF-8 in which a few NUL bytes stand: browsers show the page, so it is no binary file."""
    if 0 < data.count(0) < len(data) / 100 and data.lstrip()[:1] == b"<":
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            return None
    return None


def _declared_name(head: bytes) -> str | None:
    found = _XML_DECLARED.match(head) or _DECLARED.search(head)
    return found[1].decode("ascii", "replace").casefold() if found else None


def _archived_page(path: Path, data: bytes) -> tuple[bytes, str | None]:
    """Return the HTML part of a MIME archive and the encoding that its header names."""
    try:
        parts = list(email.message_from_bytes(data, policy=email.policy.compat32).walk())
    except RecursionError as error:
        problem = "tệp lưu trữ lồng nhau quá nhiều lớp"
        raise ReadError(problem, place=Place(str(path)), hint="lưu lại trang ở dạng .html") from error
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                return payload, part.get_content_charset()
    raise ReadError("tệp lưu trữ này không chứa trang nào", place=Place(str(path)), hint="lưu lại trang ở dạng .html")
