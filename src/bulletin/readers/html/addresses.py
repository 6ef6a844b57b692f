"""The addresses of images and links as pages write them → those that an article may keep.

Nothing here opens anything: pictures are found in `bulletin.pictures`, on this machine only.
"""

from __future__ import annotations

import re

from bulletin.readers.html.tree import Element

# Where lazy loading keeps the real address (src is a placeholder until a script runs).
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-srcset",
    "srcset",
    "data-full",
    "data-image",
)
_PLACEHOLDER = re.compile(
    r"data:|about:|(?:.*/)?(?:[\w-]*(?:blank|placeholder|spacer|lazy|loading|transparent|no[-_]?image|1x1|pixel|grey|gray)[\w-]*"
    r"|default|dot|space|clear)\.(?:gif|png|jpe?g|svg|webp)(?:[?#].*)?$",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_JUNK = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_KEPT = frozenset({"http", "https", "mailto", ""})
_LONGEST = 2000  # what browsers agree on; a longer one holds the picture itself
PLACEHOLDER = "[img]"  # stands for a picture that has no address of its own


def scheme(address: str) -> str:
    """Return an address's scheme in lower case; "" for a relative one. A drive's letter counts as file."""
    found = _SCHEME.match(re.sub(r"[\t\n\r]", "", address))
    if not found:
        return ""
    return "file" if len(found[1]) == 1 else found[1].casefold()


def image_address(image: Element) -> str | None:
    """Return the best address of an <img>: a real one before a placeholder, a file beside the page before the web."""
    found = [_clean(image.get("src"))]
    found += [_clean(_largest(image.get(name)) if "srcset" in name else image.get(name)) for name in _LAZY]
    if image.parent is not None and image.parent.tag == "picture":
        sources = [child for child in image.parent.children if isinstance(child, Element) and child.tag == "source"]
        found += [_clean(_largest(source.get("srcset") or source.get("data-srcset"))) for source in sources]
    real = [address for address in found if 0 < len(address) <= _LONGEST and not _PLACEHOLDER.match(address)]
    if real:
        local = [address for address in real if scheme(address) == "" and not address.startswith("//")]
        lazy = real[1:] if real[0] == found[0] and len(real) > 1 and "data-src" not in image.attributes else real
        return (local or lazy or real)[0]
    return PLACEHOLDER if any(len(address) > _LONGEST for address in found) else next((a for a in found if a), None)


def is_ornament(image: Element, address: str) -> bool:
    """Whether an image is an icon, a tracker or a lazy loader's blank rather than a picture."""
    sizes = [
        int(value[:5]) for name in ("width", "height") if (value := image.get(name).removesuffix("px")).isdecimal()
    ]
    if len(sizes) == 2 and max(sizes) <= 48:
        return True
    if sizes and min(sizes) <= 2:
        return True
    return _PLACEHOLDER.match(address) is not None or address.casefold().partition("?")[0].endswith((".svg", ".ico"))


def link_target(address: str) -> tuple[str | None, bool]:
    """Return what a link may keep of its address, and whether something unsafe was dropped."""
    cleaned = _JUNK.sub(lambda run: "%20" if run.group() == " " else "", address.strip())
    if not cleaned or cleaned.startswith("#"):
        return None, False
    if scheme(cleaned) in _KEPT:
        return cleaned[:_LONGEST], False
    return None, not cleaned.casefold().startswith(("javascript:void", "javascript:;", "tel:"))


def _clean(address: str) -> str:
    return re.sub(r"\s+", " ", _JUNK.sub(" ", address)).strip()


def _largest(srcset: str) -> str:
    """Return the candidate of a srcset that is widest: "a.jpg 320w, b.jpg 640w" → "b.jpg"."""
    best, width = "", -1.0
    for candidate in re.split(r",\s+|,(?=https?:)", srcset):
        address, _, size = candidate.strip().partition(" ")
        number = re.match(r"\s*(\d{1,6}(?:\.\d{1,3})?)[wx]", size)
        wide = float(number[1]) if number else 0.0
        if address and wide > width:
            best, width = address, wide
    return best
