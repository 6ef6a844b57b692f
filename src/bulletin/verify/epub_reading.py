"""The bytes of an EPUB → what it says: its files in the order of the spine, with links and their targets (EPUB 3.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bulletin.archives import Archive, open_archive
from bulletin.notices import Place
from bulletin.verify.reading import Reading, ReadLink, Scribe

_MOST_MEMBERS = 60_000
_MOST_BYTES = 16 * 2**20  # of one file
_MOST_TEXT = 1024 * 2**20  # of all files that are read
_CONTAINER = "META-INF/container.xml"
_NCX = "application/x-dtbncx+xml"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_INLINE = {
    f"{_XHTML}{name}"
    for name in (
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    )
}  # fmt: skip
_UNREAD = {f"{_XHTML}{name}" for name in ("head", "script", "style", "template")}


def read_epub(data: bytes, place: Place) -> Iterator[Reading]:
    """Yield the one reading of an EPUB. Raises ReadError."""
    archive = open_archive(
        data, place, "tệp EPUB", "dựng lại tệp bằng bulletin build", most_members=_MOST_MEMBERS, most=_MOST_BYTES
    )
    if not archive.has(_CONTAINER):
        raise archive.unreadable(f"không phải tệp EPUB: thiếu {_CONTAINER}")
    if sum(info.file_size for info in archive.zip.infolist()) > _MOST_TEXT:
        raise archive.unreadable("tệp phình ra quá lớn khi giải nén")
    yield _Book(archive).read()


@dataclass(slots=True)
class _Book:
    archive: Archive
    reading: Reading = field(default_factory=lambda: Reading("các chương"))
    ids: dict[str, dict[str, int]] = field(default_factory=dict)  # file → id → word
    ends: dict[str, int] = field(default_factory=dict)  # file → how many words there are after it
    links: list[tuple[str, int, int, str]] = field(default_factory=list)  # file, first, last, href
    sources: list[tuple[str, str]] = field(default_factory=list)  # file, address of a picture

    def read(self) -> Reading:
        root = _attribute(self.archive, _CONTAINER, "rootfile", "full-path")
        package_file = next(iter(root), "")
        manifest, spine = _package(self.archive, package_file)
        folder = posixpath.dirname(package_file)
        names = {key: _resolved(folder, href) for key, (href, _) in manifest.items()}
        self.reading.faults += [f"thiếu tệp {name} trong sách" for name in names.values() if not self.archive.has(name)]
        for key in dict.fromkeys(spine):
            name = names.get(key)
            if name is None:
                self.reading.faults.append(f"thứ tự đọc nêu “{key}”, sách không có")
            elif self.archive.has(name):
                self._read_file(name)
        for key, (_, kind) in manifest.items():
            if kind == _NCX and self.archive.has(names[key]):
                found = _attribute(self.archive, names[key], "content", "src")
                self.links += [(names[key], 0, 0, address) for address in found]
        self._add_links()
        return self.reading

    def _read_file(self, name: str) -> None:
        scribe = Scribe(self.reading.words)
        self.reading.stations.append((scribe.next, posixpath.basename(name)))
        page = _Page(scribe)
        self.archive.parse(name, page)
        self.ids[name] = page.ids
        self.ends[name] = len(self.reading.words)
        self.links += [(name, first, last, href) for first, last, href in page.links]
        self.sources += [(name, source) for source in page.sources]

    def _add_links(self) -> None:
        starts = {name: self.reading.stations[number][0] for number, name in enumerate(self.ids)}
        for file, first, last, href in self.links:
            if urlsplit(href).scheme:
                self.reading.links.append(ReadLink(first, last, href))
                continue
            path, _, fragment = href.partition("#")
            name = _resolved(posixpath.dirname(file), path) if path else file
            at = self.ids.get(name, {}).get(unquote(fragment)) if fragment else starts.get(name)
            if at is not None:
                self.reading.links.append(ReadLink(first, last, target=(at, at)))
            elif fragment or not self.archive.has(name):
                self.reading.faults.append(f"liên kết trong {posixpath.basename(file)} dẫn tới {href}, sách không có")
        for file, source in self.sources:
            if not self.archive.has(_resolved(posixpath.dirname(file), source)):
                self.reading.faults.append(f"thiếu hình {source} của {posixpath.basename(file)}")


@dataclass(slots=True)
class _Page:
    """Hears an XHTML file and takes down what is shown of it."""

    scribe: Scribe
    links: list[tuple[int, int, str]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    _open: list[tuple[int, str | None]] = field(default_factory=list)
    _deaf: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._deaf or tag in _UNREAD or "hidden" in attributes:
            self._deaf += 1
            if tag == f"{_XHTML}a" and "href" in attributes:  # links for the reading system lead somewhere too
                self.links.append((0, 0, attributes["href"]))
            return
        if tag not in _INLINE:
            self.scribe.part()
        if "id" in attributes:
            self.ids.setdefault(attributes["id"], self.scribe.next)
        if tag == f"{_XHTML}a":
            self._open.append((self.scribe.next, attributes.get("href")))
        elif tag == f"{_XHTML}img":
            self.sources.append(attributes.get("src", ""))

    def end(self, tag: str) -> None:
        if self._deaf:
            self._deaf -= 1
            return
        if tag == f"{_XHTML}a":
            first, href = self._open.pop()
            if href is not None:
                self.links.append((first, self.scribe.end, href))
        elif tag not in _INLINE:
            self.scribe.part()

    def data(self, text: str) -> None:
        if not self._deaf:
            self.scribe.write(text)

    def close(self) -> None:
        self.scribe.part()


def _package(archive: Archive, name: str) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Return the manifest (id → address, media type) and the ids of the spine."""
    root = archive.tree(name)
    manifest, spine = {}, []
    for node in root.iter():
        if node.tag.endswith("}item"):
            manifest[node.get("id", "")] = (node.get("href", ""), node.get("media-type", ""))
        elif node.tag.endswith("}itemref"):
            spine.append(node.get("idref", ""))
    return manifest, spine


def _attribute(archive: Archive, name: str, tag: str, attribute: str) -> list[str]:
    """Return an attribute of all elements with this local name."""
    root = archive.tree(name)
    return [node.get(attribute, "") for node in root.iter() if node.tag.endswith(f"}}{tag}")]


def _resolved(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href)))
