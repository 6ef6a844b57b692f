"""Tokens of a run of text → inlines, and the figures that stood in it.

Tags that people use in Markdown for want of a sign – `<br>`, `<em>`, `<b>`, `<a href>`, `<img>` – say what they say
in HTML; other tags of HTML go, with a notice, and their words stay. `<ba>` is no tag but words.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from bulletin.inlines import join_inlines, tidy_inlines
from bulletin.invariants import is_active
from bulletin.model import Emphasis, Figure, Image, Inline, Inlines, LineBreak, Link, Note, Strong, Text
from bulletin.walk import notes, plain_text

NESTED = "chú thích bên trong một chú thích được giữ trong ngoặc đơn"

Say = Callable[[str, str], None]  # a notice's code and message
FindNote = Callable[[str], Inlines | None]  # a note's text by its label

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TAG_KINDS: dict[str, type[Emphasis | Strong]] = {"em": Emphasis, "i": Emphasis, "strong": Strong, "b": Strong}
_TAGS = frozenset(
    (  # "br" and those above are read
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote",
        "body", "button", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del",
        "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
        "i", "iframe", "img", "input", "ins", "kbd", "label", "li", "link", "main",
        "mark", "meta", "nav", "noscript", "o", "ol", "option", "p", "pre", "q",
        "s", "samp", "script", "section", "select", "small", "source", "span", "strike", "strong",
        "style", "sub", "summary", "sup", "table", "tbody", "td", "textarea", "tfoot", "th",
        "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "wbr",
    )
)


@dataclass(slots=True)
class _Frame:
    """A mark that is open: what it will make of its content (None: nothing), and the tag that opened it."""

    kind: type[Emphasis | Strong | Link] | None = None
    target: str = ""
    tag: str = ""
    content: list[Inline] = field(default_factory=list)

    def close(self) -> list[Inline]:
        """Return what the mark makes of its content."""
        inner = tuple(self.content)
        if self.kind is Link:
            return [Link(self.target, inner)]
        return [Strong(inner) if self.kind is Strong else Emphasis(inner)] if self.kind else self.content


@dataclass(frozen=True, slots=True)
class Content:
    """What a run of text holds; `figure_first` where a figure stands before the words."""

    inlines: Inlines
    figures: tuple[Figure, ...] = ()
    figure_first: bool = False


def tokens_to_content(tokens: Iterable[Token], say: Say, find_note: FindNote) -> Content:
    """Return the inlines, in their lawful form, and the figures."""
    builder = _Builder(say, find_note)
    builder.add(tokens)
    return Content(lawful_inlines(builder.finish()), tuple(builder.figures), builder.figure_first)


def lawful_inlines(content: Inlines) -> Inlines:
    """Return the inlines tidied; where marks part a letter from its accent, the words without the marks."""
    tidy = tidy_inlines(content)
    text = plain_text(tidy)
    if unicodedata.is_normalized("NFC", text):
        return tidy
    return tidy_inlines((Text(unicodedata.normalize("NFC", text)), *notes(tidy)))


def flat_note(content: Inlines) -> Inlines:
    """Return a note's text with the notes inside it as words in brackets."""
    return tuple(part for note in join_inlines((Note(content),)) if isinstance(note, Note) for part in note.content)


def clean_text(text: str) -> str:
    """Return the text in NFC, without characters that cannot be printed."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


class _Builder:
    """Puts tokens together; marks of Markdown nest by themselves, tags of HTML are held to it."""

    def __init__(self, say: Say, find_note: FindNote) -> None:
        self.say = say
        self.find_note = find_note
        self.figures: list[Figure] = []
        self.figure_first = False
        self.frames = [_Frame()]
        self.has_words = False
        self.after_image = False
        self.open_tags: Counter[str] = Counter()  # tags of HTML by name

    def add(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            match token.type:
                case "text" | "text_special" | "code_inline":
                    self._text(token.content)
                case "softbreak":
                    self._soft_break()
                case "hardbreak":
                    self._put(LineBreak())
                case "em_open" | "strong_open":
                    self.frames.append(_Frame(Emphasis if token.type == "em_open" else Strong))
                case "link_open":
                    self.frames.append(self._link(str(token.attrs.get("href", ""))))
                case "em_close" | "strong_close" | "link_close":
                    self._close("")
                case "s_open":
                    self.say("struck-text", "chữ gạch ngang được giữ như chữ thường")
                case "image":
                    self._image(token)
                case "footnote_ref":
                    self._note(token)
                case "html_inline":
                    self._html(token.content)
                case _:
                    pass  # s_close: its words are there

    def finish(self) -> Inlines:
        while len(self.frames) > 1:
            self._pop()
        return tuple(self.frames[0].content)

    # ── words ──

    def _put(self, inline: Inline) -> None:
        self.frames[-1].content.append(inline)

    def _text(self, text: str) -> None:
        text = clean_text(text)
        self.has_words = self.has_words or bool(text.strip())
        if self.after_image and text.startswith(" "):  # the picture goes, with one of the spaces around it
            text = text[1:]
        self.after_image = False
        self._put(Text(text))

    def _soft_break(self) -> None:
        content = self.frames[-1].content
        if not (content and isinstance(content[-1], LineBreak)):
            self._text(" ")

    # ── notes ──

    def _note(self, token: Token) -> None:
        """Put a note where its mark stands; a mark without a note is words."""
        label = str(token.meta.get("label", ""))
        if label:
            content = self.find_note(label)
        else:
            inner = tokens_to_content(token.children or [], self.say, self.find_note)
            self.figures += inner.figures
            content = flat_note(inner.inlines)
            if content != inner.inlines:
                self.say("note-nested", NESTED)
        if content is None:
            self._text(f"[^{label}]")
        elif content:
            self._put(Note(content))

    # ── marks ──

    def _link(self, address: str) -> _Frame:
        address = _UNPRINTABLE.sub("", address)
        if is_active(address):
            self.say("link-dropped", f"bỏ đường dẫn “{address[:30]}”: không phải một địa chỉ để mở")
            return _Frame()
        return _Frame(Link, address)

    def _pop(self) -> None:
        frame = self.frames.pop()
        self.open_tags[frame.tag] -= 1
        if frame.kind is Link and not frame.content:
            self.say("link-dropped", f"bỏ đường dẫn không có chữ: {frame.target[:40]}")
        self.frames[-1].content += frame.close()

    def _close(self, tag: str) -> None:
        """Close the innermost mark with this tag ("" is Markdown's own), and tags left open inside it."""
        while len(self.frames) > 1:
            frame = self.frames[-1]
            if frame.tag == tag:
                self._pop()
                return
            frame.kind = None
            self._pop()

    # ── figures ──

    def _image(self, token: Token) -> None:
        self.figure_first = self.figure_first or not self.has_words
        content = self.frames[-1].content
        self.after_image = bool(content) and isinstance(content[-1], Text) and content[-1].text.endswith(" ")
        inner = tokens_to_content(token.children or [], self.say, self.find_note)
        source = clean_text(str(token.attrs.get("src", ""))).strip()
        credit = clean_text(str(token.attrs.get("title", ""))).strip()
        if source or inner.inlines:
            self.figures.append(Figure(Image(source) if source else None, inner.inlines, credit or None))
        elif credit:
            self._text(credit)
        self.figures += inner.figures

    # ── tags ──

    def _html(self, text: str) -> None:
        found = _TAG.match(text)
        if not found:
            if text.strip("<!->").strip():
                self.say("html-dropped", f"bỏ phần HTML không thành chữ: {text[:40]}")
            return
        closing, name = bool(found[1]), found[2].casefold()
        if name == "br":
            self._put(LineBreak())
        elif name in _TAG_KINDS or name == "a":
            self._pair(name, text, closing=closing)
        elif name == "img":
            self._image_tag(text)
        elif name in _TAGS:
            self.say("html-tag", f"bỏ thẻ HTML <{name}>, giữ chữ bên trong")
        else:
            self._text(text)

    def _pair(self, name: str, text: str, *, closing: bool) -> None:
        if not closing:
            frame = self._link(_attributes(text).get("href", "")) if name == "a" else _Frame(_TAG_KINDS[name])
            if self.open_tags[name]:  # inside its own kind it says nothing more
                frame = _Frame()
            frame.tag = name
            self.frames.append(frame)
            self.open_tags[name] += 1
            return
        if self.open_tags[name] < 1:
            return
        for frame in reversed(self.frames[1:]):
            if frame.tag == name:
                self._close(name)
                return
            if not frame.tag:  # not beyond a mark of Markdown that is still open
                return

    def _image_tag(self, text: str) -> None:
        attributes = _attributes(text)
        source = clean_text(attributes.get("src", "")).strip()
        caption = join_inlines((Text(clean_text(attributes.get("alt", "")).strip()),))
        if source or caption:
            self.figure_first = self.figure_first or not self.has_words
            self.figures.append(Figure(Image(source) if source else None, caption))


def _attributes(tag: str) -> dict[str, str]:
    return {name.casefold(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}
