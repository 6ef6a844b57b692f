"""Text and addresses → Markdown that says just these characters, with as few marks as will do.

After CommonMark 0.31.2, sections 2.4 (backslash escapes), 2.5 (character references), 4 (what may open a block) and
6 (inlines), and GFM 4.10 (tables). What cannot be escaped by a backslash – spaces at a line's ends, tabs, line ends –
is written as a character reference.
"""

from __future__ import annotations

import re
import string
import unicodedata

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_SPECIAL = re.compile(r"\\|`|\*|_+|~~+|<(?=[A-Za-z/!?])|&(?=#?\w+;)|[\[\]]|[\n\r\t]|[!^]$")

# ── running text ─────────────────────────────────────────────────────────────────────────────────────────────


def escape_text(text: str, *, brackets: bool, before_link: bool = False, after_note: bool = False) -> str:
    """Return the text as inline Markdown. `brackets`: whether they could be taken for those of a link or a note.

    `before_link`: a bracket follows. `after_note`: a note's mark stands before, which is no link and no definition.
    """

    def escaped(found: re.Match[str]) -> str:
        mark = found.group()
        before = text[found.start() - 1] if found.start() else ""
        after = text[found.end()] if found.end() < len(text) else ""
        match mark[0]:
            case "\\":
                harmless = after != "" and after not in string.punctuation and not after.isspace()
            case "*":
                harmless = before == after == " "
            case "_":
                harmless = before.isalnum() and after.isalnum()
            case "[" | "]":
                harmless = not brackets
            case "!" | "^":
                harmless = not before_link
            case "&":
                harmless = not _REFERENCE.match(text, found.start())
            case "\n" | "\r" | "\t":
                return f"&#{ord(mark)};"
            case _:
                harmless = False
        return mark if harmless else "".join("\\" + character for character in mark)

    marked = _without_joining(_SPECIAL.sub(escaped, text))
    return f"\\{marked}" if after_note and marked[:1] in ("(", ":") else marked


def _without_joining(text: str) -> str:
    """A mark that combines with the character before it would melt into our own signs: ">" and U+0338 make "≯"."""
    return f"&#{ord(text[0])};{text[1:]}" if text and unicodedata.combining(text[0]) else text


def reference(text: str) -> str:
    """Return the text with its first character as a character reference: spaces at a line's start, odd bullets."""
    return f"&#{ord(text[0])};{text[1:]}"


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────

_BLOCK_MARK = re.compile(
    r"""
    (?P<before> \d{1,9} )? (?P<mark>
        (?<=\d) [.)] (?=[ \t]|$)         # 1. an ordered item
      | (?<!\d) \#{1,6} (?=[ \t]|$)      # a heading
      | (?<!\d) [-+*] (?=[ \t]|$)        # an item
      | (?<!\d) >                        # a quotation
      | (?<!\d) (?:=+|-+) [ \t]* $       # a heading by the line under it
      | (?<!\d) ([-_*])(?:[ \t]*\3){2,} [ \t]* $   # a rule
      | (?<!\d) [|:-][|:\- \t]* $        # the line under a table's head
    )""",
    re.VERBOSE,
)


def guard_line(line: str) -> str:
    """Return a line of text that cannot be taken for the opening of another block."""
    found = _BLOCK_MARK.match(line)
    if found:
        start = found.start("mark")
        return f"{line[:start]}\\{line[start:]}"
    return reference(line) if line[:1] == " " else line


# ── addresses and titles ─────────────────────────────────────────────────────────────────────────────────────


def escape_address(address: str) -> str:
    """Return a link's address, in angle brackets where it needs them; "" becomes "<>"."""
    bare = address != "" and not re.search(r"[\s\x00-\x20\x7f()<>]", address)
    text = _escape_string(address, "<>")
    return text if bare else f"<{text}>"


def escape_title(title: str) -> str:
    """Return what stands between the quotation marks behind an address."""
    return _escape_string(title, '"')


def _escape_string(text: str, marks: str) -> str:
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~]|\s|$)", r"\\\\", text)
    text = re.sub(f"[{marks}]", lambda found: "\\" + found.group(), text)
    text = _REFERENCE.sub(lambda found: "\\" + found.group(), text)
    return _without_joining(re.sub(r"[\n\r\t]", lambda found: f"&#{ord(found.group())};", text))


def can_stand_alone(address: str) -> bool:
    """Return whether `<address>` is a link by itself (CommonMark 6.5)."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20\x7f]*", address) is not None
