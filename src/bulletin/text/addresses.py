"""Addresses as authors write them → as files may hold them: ASCII, percent-encoded (RFC 3986), hosts in IDNA."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from bulletin.text.characters import xml_text

_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "/?:@!$&'()*+,;=-._~%"


def web_address(target: str) -> str | None:
    """Return the address in ASCII, or None where it is not http, https or mailto, or names no possible host.

    Word refuses to open a file in which one address is not well-formed; PDF wants seven bits (ISO 32000-1, 12.6.4.7).
    """
    try:
        parts = urlsplit(xml_text(target).strip())
        tail = quote(_LONE_PERCENT.sub("%25", parts.path), safe=_KEPT)
        for mark, part in (("?", parts.query), ("#", parts.fragment)):
            tail += mark + quote(_LONE_PERCENT.sub("%25", part), safe=_KEPT) if part else ""
        if parts.scheme == "mailto":
            return f"mailto:{tail}" if "@" in parts.path and not parts.netloc else None
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:  # half an IPv6 address, a host that no registry would take
        return None
    return f"{parts.scheme}://{host}{tail}" if parts.scheme in ("http", "https") and _HOST.fullmatch(host) else None
