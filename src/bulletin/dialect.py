"""The Markdown of articles on disk: what its reader and its writer agree on beyond CommonMark and GFM tables.

- `## ` is a sub-head of level 1: the title, which `# ` would be, stands in the front matter.
- A paragraph of one image is a figure: `![caption](3.png "credit"){alt="…"}`; an empty address is a missing picture.
- `* ` is a plain bullet. `- `, `+ `, `1. ` and `1) ` are the author's own markers; others open the item's text after
  `* `: "* a) …"; and the rarest stand in `{marker="…"}`.
- A note is `[^1]` where its mark stands, numbered through the article, and `[^1]: …` on one line behind the last block.
- Comments carry what GFM cannot say: `<!-- header-rows: 2 -->`, `<!-- ordered: yes -->`; an empty one parts two lists.
"""

from __future__ import annotations

import re

FENCE = "---"  # opens and closes the front matter
SEPARATOR = "<!-- -->"  # between two lists, which would be one without it

DEEPEST_HEADING = 5  # of the model: six marks in Markdown

# What may open the text of a "* " item and be its marker. The writer escapes a text that only looks so.
TEXT_MARKER = re.compile(
    r"(\(?(?:\d{1,4}(?:\.\d{1,3}){0,3}|[A-Za-zĐđ]|[IVXLivxl]{2,6})[.)/]|[•◦▪■□●○–—…➢✓►]) +(?=\S)"
)
ODD_MARKER = re.compile(r'\{marker="((?:[^"\\]|\\.)*)"\} +(?=\S)')
OWN_MARKER = re.compile(r"[-+]|[0-9]{1,9}[.)]")  # Markdown's own, written as they are

DIRECTIVE = re.compile(r"<!-- *(header-rows|ordered): *(\w+) *-->")
IMAGE_ALT = re.compile(r'\{alt="(.*)"\}', re.DOTALL)
IMAGE_ATTRIBUTES = re.compile(r"\{[^{}]*\}")


def directive(name: str, value: str) -> str:
    """Return the comment that says it."""
    return f"<!-- {name}: {value} -->"


def is_ordered(markers: list[str | None]) -> bool:
    """Return whether a list with these markers counts, as far as its first marker shows."""
    return bool(markers and markers[0] and markers[0][0].isalnum())


def quote_marker(marker: str) -> str:
    """Return an unusual marker in the form that `ODD_MARKER` finds."""
    text = marker.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{{marker="{text}"}}'


def unquote_marker(text: str) -> str:
    """Return what `quote_marker` quoted."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
