"""Recognised articles → one self-contained HTML page: every line with its role in colour, and why, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape

from bulletin.drafts.draft import Piece, Role
from bulletin.drafts.ledger import Fate
from bulletin.drafts.reasons import ROLE_NAMES, reason, shown_rows, weights
from bulletin.drafts.recognise import Recognised
from bulletin.text.vietnamese import date_in_figures, grouped

FATE_NAMES = {Fate.KEPT: "giữ", Fate.CHANGED: "đổi", Fate.DROPPED: "bỏ"}

# role → (ink, paper): dark inks on pale papers, all above a contrast of 4.5 : 1 (WCAG 2.1, 1.4.3)
_COLOURS = {
    Role.TITLE: ("#7c0d18", "#fde8ea"),
    Role.LEAD: ("#6b4300", "#fdf1d8"),
    Role.PARAGRAPH: ("#1d1d1f", "#ffffff"),
    Role.HEADING: ("#5b3a00", "#f8ecd2"),
    Role.LIST_ITEM: ("#1d1d1f", "#f1f1f4"),
    Role.QUOTATION: ("#3b3b41", "#f1f1f4"),
    Role.TABLE: ("#1d1d1f", "#f1f1f4"),
    Role.CAPTION: ("#06485c", "#dff3f9"),
    Role.CREDIT: ("#06485c", "#edf8fb"),
    Role.IMAGE: ("#153a8a", "#e4ebfb"),
    Role.NOTE: ("#3b3b41", "#f1f1f4"),
    Role.SECTION: ("#6a1b7a", "#f5e6f8"),
    Role.DATE: ("#6a1b7a", "#f5e6f8"),
    Role.PLACE: ("#6a1b7a", "#f5e6f8"),
    Role.BYLINE: ("#14532d", "#e2f5e9"),
    Role.SOURCE: ("#14532d", "#e2f5e9"),
    Role.METADATA: ("#55555c", "#ececf0"),
    Role.CHROME: ("#62626a", "#ececf0"),
}

_STYLE = """
:root{color-scheme:light}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1rem 4rem;background:#fafafa;color:#1d1d1f;
font:16px/1.6 "Be Vietnam Pro","Source Serif 4",system-ui,sans-serif}
h1{font-size:1.4rem;line-height:1.35;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2.5rem 0 .5rem}
p.file{margin:0 0 1rem;color:#55555c}
table{width:100%;border-collapse:collapse;background:#fff;border:1px solid #d9d9de}
th{position:sticky;top:0;background:#f1f1f4;text-align:left;font-size:.8rem;font-weight:600}
th,td{padding:.3rem .6rem;vertical-align:top;border-bottom:1px solid #ececf0}
td.number{width:3rem;text-align:right;color:#62626a;font-variant-numeric:tabular-nums}
td.role{width:9rem;font-weight:600;white-space:nowrap}
td.text{overflow-wrap:anywhere;white-space:pre-wrap}
tr.chrome td.text span{text-decoration:line-through;text-decoration-color:#b5b5bd}
details{font-size:.85rem;color:#3b3b41;text-decoration:none}summary{cursor:pointer}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0 1rem}dt{color:#55555c}dd{margin:0}
"""

_FIELDS = (
    ("title", "Tiêu đề"), ("lead", "Sa-pô"), ("section", "Chuyên mục"), ("place", "Nơi viết"),
    ("published", "Ngày đăng"), ("updated", "Cập nhật"), ("byline", "Người viết"),
    ("source", "Nguồn"), ("source_url", "Địa chỉ nguồn"), ("url", "Địa chỉ trang"), ("views", "Lượt xem"),
)  # fmt: skip


def recognised_to_html(found: Sequence[Recognised], name: str) -> str:
    """Return the page for one file's articles; nothing in it is loaded from elsewhere, and no script runs."""
    roles = "".join(
        f".{role.value}{{color:{ink};background:{paper}}}" for role, (ink, paper) in _COLOURS.items()
    )
    body = "".join(_article(number, recognised, len(found)) for number, recognised in enumerate(found, 1))
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}: từng dòng được hiểu là gì</title><style>{_STYLE}{roles}</style></head><body><main>"
        f'<h1>Từng dòng được hiểu là gì</h1><p class="file">{escape(name)}</p>{body}</main></body></html>\n'
    )


def _article(number: int, recognised: Recognised, count: int) -> str:
    head = f"<h2>Bài {number} trong {count}</h2>" if count > 1 else ""
    article = recognised.article
    fields = "".join(
        f"<dt>{label}</dt><dd>{escape(_shown(value))}</dd>"
        for field, label in _FIELDS
        if (value := getattr(article, field)) is not None
    )
    lines = "".join(
        _row(number, parts) for line in recognised.draft.lines for number, parts in shown_rows(line)
    )
    sums = recognised.ledger.sums()
    parts = " + ".join(f"{FATE_NAMES[fate]} {grouped(sums[fate.value])}" for fate in Fate)
    return (
        f"{head}<dl>{fields}</dl><table><thead><tr><th>Dòng</th><th>Vai trò</th><th>Chữ</th></tr></thead>"
        f"<tbody>{lines}</tbody></table><p>Sổ cái: đọc {grouped(sums['read'])} ký tự = {parts}</p>"
    )


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{date_in_figures(value)}, {value:%H:%M}"
    return date_in_figures(value) if isinstance(value, date) else str(value)


def _row(number: int, parts: list[tuple[str, str, Piece]]) -> str:
    return "".join(
        f'<tr class="{piece.role.value}"><td class="number">{number if index == 0 else ""}</td>'
        f'<td class="role">{ROLE_NAMES[piece.role]}</td>'
        f'<td class="text {piece.role.value}"><span>{escape(text)}</span>'
        f"{_why(piece, raw if raw != text else '')}</td></tr>"
        for index, (text, raw, piece) in enumerate(parts)
    )


def _why(piece: Piece, raw: str) -> str:
    scale = f"<br>{escape(weights(piece))}" if piece.evidence else ""
    before = f"<br>Trong tệp: {escape(raw)}" if raw else ""
    return f"<details><summary>{piece.rule}</summary>{escape(reason(piece))}{scale}{before}</details>"
