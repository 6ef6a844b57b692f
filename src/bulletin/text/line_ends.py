r"""Where the lines of a text end: all that Unicode calls a line end, but for characters that an old encoding left in a
word.

After UAX #14 (hard line breaks). Word's soft break is U+000B, old systems write U+0085. The same U+0085 is a byte of
"ễ" in UTF-8 that was read as ISO 8859-1 ("Nguyá»\\x85n"), and Ầ in VISCII; U+001E is Ỵ there.
"""

from __future__ import annotations

import re

_IN_MOJIBAKE = "(?<!á»)(?<!Â)"
_IN_CAPITALS = r"(?!(?<=[A-Z]\x85)[A-Z](?![a-z]))"
LINE_END = re.compile(
    rf"\r\n|[\n\r\x0b\x0c\x1c\x1d\u2028\u2029]|{_IN_MOJIBAKE}\x85{_IN_CAPITALS}|\x1e(?!(?<=[A-Z]\x1e)(?![A-Za-z]))"
)
COUNTED = ("\n", "\r\n", "\r")  # what an editor's line numbers count
