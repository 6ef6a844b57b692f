"""Addresses of links → a form in which the model's and a file's can be compared.

Formats write one address in different ways: percent-encoded or not, a host in letters or in Punycode.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from bulletin.text.characters import xml_text

# What every format can lead to. Another address may be left out of a file, which a notice of the build then tells.
_CERTAIN_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")
_LONGEST = 1_000


def comparable(address: str) -> str:
    """Return the address in the one form for comparison."""
    address = unicodedata.normalize("NFC", unquote(xml_text(address.strip()), errors="surrogateescape"))
    scheme, colon, rest = address.partition(":")
    slashes, host, tail = _parted(rest)
    with contextlib.suppress(UnicodeError):
        host = host.encode("ascii").decode("idna") if "xn--" in host else host
    return f"{scheme.lower()}{colon}{slashes}{host}{tail}"


def _parted(rest: str) -> tuple[str, str, str]:
    if not rest.startswith("//"):
        return "", "", rest
    host = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    return "//", host.lower(), rest[2 + len(host) :]


def is_certain(address: str) -> bool:
    """Return whether a link to the address stands in every format."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path and not parts.netloc and len(address) < _LONGEST
    certain = parts.scheme in ("http", "https") and _CERTAIN_HOST.fullmatch(parts.netloc)
    return bool(certain) and len(address) < _LONGEST
