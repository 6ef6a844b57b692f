r"""Where the lines of a text end: all that Unicode calls a line end, but for characters that an old encoding left in a
word.

After UAX #14 (hard line breaks). Word's soft break is U+000B, old systems write U+0085. The same U+0085 is a byte of
"ễ" in UTF-8 that was read as ISO 8859-1 ("Nguyá»\\x85n"), and Ầ in VISCII; U+001E is Ỵ there.
"""

from __future__ import annotations

import re

_SURE = r"\n\x0b\x0c\x1c\x1d\u2028\u2029"
_NOT_IN_MOJIBAKE = r"(?<!á»\x85)(?<!Â\x85)"
_NOT_IN_CAPITALS = r"(?!(?<=[A-Z]\x85)[A-Z](?![a-z]))"
# The characters stand first and what must be around them behind: so the search passes over all others at once.
LINE_END = re.compile(
    rf"[\r\x1e\x85{_SURE}]"
    rf"(?:(?<=[{_SURE}])|(?<=\r)\n?|(?<=\x85){_NOT_IN_MOJIBAKE}{_NOT_IN_CAPITALS}|(?<=\x1e)(?!(?<=[A-Z]\x1e)(?![A-Za-z])))"
)
COUNTED = ("\n", "\r\n", "\r")  # what an editor's line numbers count
