"""What an e-mail puts around an article: its header above ("Từ: …", "Gửi: …"), its sender below a "--" line. Chrome."""

from __future__ import annotations

import re

from bulletin.drafts.draft import Draft, Role

HEADER = "mail-header"
SIGNATURE = "mail-signature"

_HEADER = re.compile(
    r"(?:từ|người gửi|gửi|đến|tới|kính gửi|người nhận|ngày|thời gian|chủ đề|tiêu đề|cc|bcc|from|to|sent|date|subject|đính kèm|attachments?)\s*:\s*\S.*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@<]+@[^\s@>]+\.[^\s@>]+")
_DELIMITER = re.compile(r"--\s*")  # RFC 3676, 4.3
_MOST_LINES = 8
_LONGEST = 160


def claim(draft: Draft) -> None:
    """Claim the header where the first lines have labels and one an address; and what stands below the last "--"."""
    lines = draft.lines
    end = next((index for index, line in enumerate(lines[:_MOST_LINES]) if not _is_header(line.text)), 0)
    if end >= 2 and any(_ADDRESS.search(line.text) for line in lines[:end]):
        for line in lines[:end]:
            if line.is_free:
                line.claim(Role.CHROME, HEADER)
    marks = [index for index in range(max(0, len(lines) - _MOST_LINES), len(lines)) if _DELIMITER.fullmatch(lines[index].text)]
    if marks and not any(line.is_text for line in lines[marks[-1] :]):
        for line in lines[marks[-1] :]:
            if line.is_free:
                line.claim(Role.CHROME, SIGNATURE)


def _is_header(text: str) -> bool:
    return len(text) <= _LONGEST and _HEADER.fullmatch(text) is not None
