"""One hundred layouts, each broken in one way, and what bulletin must say of each.

Each case replaces a stretch of `layout/nen.yaml`, which is sound. It says at which line the mistake stands then, the
key's path and a word of the message.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

BASE = (Path(__file__).parent / "layout" / "nen.yaml").read_text("utf-8")


class Case(NamedTuple):
    old: str
    new: str
    line: int
    key: str
    says: str


PLAIN = "cần một dòng chữ"
LENGTH = "độ dài có đơn vị"
GROUP = "cần một nhóm khóa"
UNKNOWN = "khóa không có ở đây"
BODY = "  body: {font: text, size: 9.8pt, leading: 13.6pt, align: justified, indent: 1.1em}"

CASES = [
    # ── values of a wrong kind ──
    Case("size: A4", "size: A44", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: A", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: 210 x 297", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: 210mm", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: 5mm x 5mm", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: 9m x 9m", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size:", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: [A4]", 6, "page.size", "khổ giấy"),
    Case("size: A4", "size: {name: A4}", 6, "page.size", "khổ giấy"),
    Case("mirrored: true", "mirrored: đúng", 7, "page.mirrored", "“true” hoặc “false”"),
    Case("mirrored: true", "mirrored: 1", 7, "page.mirrored", "“true” hoặc “false”"),
    Case("mirrored: true", "mirrored:", 7, "page.mirrored", "“true” hoặc “false”"),
    Case("top: 26mm", "top: 26", 9, "page.margins.top", LENGTH),
    Case("top: 26mm", "top: -26mm", 9, "page.margins.top", LENGTH),
    Case("top: 26mm", "top: 26 milimét", 9, "page.margins.top", LENGTH),
    Case("top: 26mm", "top: 2.6.1cm", 9, "page.margins.top", LENGTH),
    Case("bottom: 24mm", "bottom: null", 10, "page.margins.bottom", LENGTH),
    Case("bottom: 24mm", "bottom: mm", 10, "page.margins.bottom", LENGTH),
    Case("inside: 21mm", "inside: [21mm]", 11, "page.margins.inside", LENGTH),
    Case("inside: 21mm", "inside: 21px", 11, "page.margins.inside", LENGTH),
    Case("outside: 17mm", "outside: {mm: 17}", 12, "page.margins.outside", LENGTH),
    Case("outside: 17mm", "outside: “17mm”", 12, "page.margins.outside", LENGTH),
    Case("text: Source Serif 4", "text:", 15, "fonts.text", PLAIN),
    Case("text: Source Serif 4", 'text: ""', 15, "fonts.text", "dòng chữ"),
    Case("text: Source Serif 4", "text: [Source Serif 4]", 15, "fonts.text", PLAIN),
    Case("display: Be Vietnam Pro", "display: {tên: Be Vietnam Pro}", 16, "fonts.display", PLAIN),
    Case("display: Be Vietnam Pro", "display: ~", 16, "fonts.display", PLAIN),
    Case("fallback: []", "fallback:", 17, "fonts.fallback", "cần một danh sách"),
    Case("fallback: []", "fallback: {a: b}", 17, "fonts.fallback", "cần một danh sách"),
    Case("fallback: []", "fallback: [A, [B]]", 17, "fonts.fallback[2]", PLAIN),
    Case("fallback: []", "fallback:\n    - A\n    -\n    - C", 19, "fonts.fallback[2]", PLAIN),
    Case('ink: "#1a1a1a"', "ink: #1a1a1a", 20, "colours.ink", "một màu"),
    Case('ink: "#1a1a1a"', 'ink: "#1a1a1"', 20, "colours.ink", "một màu"),
    Case('grey: "#555555"', 'grey: "555555"', 21, "colours.grey", "một màu"),
    Case('grey: "#555555"', "grey: xám tro", 21, "colours.grey", "một màu"),
    Case('grey: "#555555"', 'grey: "#gggggg"', 21, "colours.grey", "một màu"),
    Case('accent: "#9f1220"', "accent: [159, 18, 32]", 22, "colours.accent", "một màu"),
    Case('accent: "#9f1220"', "accent: rgb(159, 18, 32)", 22, "colours.accent", "một màu"),
    Case("[masthead, contents, sections, imprint]", "[masthead, content, sections]", 24, "parts[2]", "ý bạn là “contents”?"),
    Case("[masthead, contents, sections, imprint]", "[masthead, mục lục, sections]", 24, "parts[2]", "một trong"),
    Case("[masthead, contents, sections, imprint]", "\n  - masthead\n  - sectoins", 26, "parts[2]", "ý bạn là “sections”?"),
    Case("[masthead, contents, sections, imprint]", "{masthead: 1}", 24, "parts", "cần một danh sách"),
    Case("[masthead, contents, sections, imprint]", "", 24, "parts", "cần một danh sách"),
    Case("body: {font: text", "body: {font: serif", 27, "styles.body.font", "một trong: text, display"),
    Case("body: {font: text", "body: {font: txet", 27, "styles.body.font", "ý bạn là “text”?"),
    Case("size: 9.8pt", "size: 9.8", 27, "styles.body.size", LENGTH),
    Case("leading: 13.6pt, align", "leading: 13.6 p, align", 27, "styles.body.leading", LENGTH),
    Case("align: justified", "align: justify", 27, "styles.body.align", "ý bạn là “justified”?"),
    Case("align: justified", "align: giữa", 27, "styles.body.align", "một trong: justified"),
    Case("indent: 1.1em", "indent: 1.1", 27, "styles.body.indent", LENGTH),
    Case("italic: true", "italic: nghiêng", 28, "styles.lead.italic", "“true” hoặc “false”"),
    Case("space_after: 10pt", "space_after: nhiều", 28, "styles.lead.space_after", LENGTH),
    Case("weight: 600", "weight: bold", 33, "styles.title.weight", "số nguyên"),
    Case("weight: 600", "weight: 600.5", 33, "styles.title.weight", "số nguyên"),
    Case("weight: 600", "weight: 6_00", 33, "styles.title.weight", "số nguyên"),
    Case("weight: 600", "weight:", 33, "styles.title.weight", "số nguyên"),
    Case("colour: accent", "colour: {tên: đỏ}", 35, "styles.section.colour", PLAIN),
    Case("tracking: 0.4pt", "tracking: 0.4ptt", 36, "styles.kicker.tracking", LENGTH),
    Case("description: Một bố cục của dự án.", "description:", 3, "description", PLAIN),
    Case("description: Một bố cục của dự án.", "description: [a, b]", 3, "description", PLAIN),
    Case("description: Một bố cục của dự án.", f"description: {'dài ' * 600}", 3, "description", "nhiều nhất 2.000"),
    # ── groups that are none ──
    Case("fonts:\n  text: Source Serif 4\n  display: Be Vietnam Pro\n  fallback: []", "fonts: Be Vietnam Pro", 14, "fonts", GROUP),
    Case("fonts:\n  text: Source Serif 4\n  display: Be Vietnam Pro\n  fallback: []", "fonts:", 14, "fonts", GROUP),
    Case('colours:\n  ink: "#1a1a1a"\n  grey: "#555555"\n  accent: "#9f1220"', 'colours: ["#000000"]', 19, "colours", GROUP),
    Case(BODY, "  body: 9.8pt", 27, "styles.body", GROUP),
    Case(BODY, "  body: [text, 9.8pt]", 27, "styles.body", GROUP),
    Case(BODY, "  body:", 27, "styles.body", GROUP),
    # ── keys that are not there, or twice there ──
    Case("mirrored: true", "miror: true", 7, "page.miror", "ý bạn là “mirrored”?"),
    Case("mirrored: true", "mirrored: true\n  landscape: true", 8, "page.landscape", UNKNOWN),
    Case("top: 26mm", "Top: 26mm", 9, "page.margins.Top", "ý bạn là “top”?"),
    Case("inside: 21mm", "left: 21mm", 11, "page.margins.left", UNKNOWN),
    Case("outside: 17mm", "outside: 17mm\n    outside: 18mm", 13, "outside", "khóa này đã có ở trên"),
    Case("colours:", "colors:", 19, "colors", "ý bạn là “colours”?"),
    Case("fonts:", "font:", 14, "font", "ý bạn là “fonts”?"),
    Case("parts:", "part:", 24, "part", "ý bạn là “parts”?"),
    Case("parts:", "size: A5\nparts:", 24, "size", "khóa này thuộc nhóm khác: page.size"),
    Case("parts:", "margins: {}\nparts:", 24, "margins", "page.margins"),
    Case("styles:\n", "styles:\n  boddy: {size: 10pt}\n", 27, "styles.boddy", "ý bạn là “body”?"),
    Case("styles:\n", "styles:\n  endnote: {size: 10pt}\n", 27, "styles.endnote", UNKNOWN),
    Case("tracking: 0.4pt", "color: accent", 36, "styles.kicker.color", "ý bạn là “colour”?"),
    Case("tracking: 0.4pt", "leading: 12pt", 36, "leading", "khóa này đã có ở trên"),
    Case("extends: ban-tin", "extends: ban-tin\nextends: ban-tin", 3, "extends", "khóa này đã có ở trên"),
    Case("extends: ban-tin", "extends: ban-tin\nname: riêng", 3, "name", "tên bố cục là tên tệp"),
    Case("extends: ban-tin", "extends: ban-tin\nextend: ban-tin", 3, "extend", "ý bạn là “extends”?"),
    Case("extends: ban-tin", "extends: ban-tin\n? [a, b]\n: c", 3, "", "khóa phải là một từ"),
    # ── what extends may say ──
    Case("extends: ban-tin", "extends:", 2, "extends", "cần tên một bố cục"),
    Case("extends: ban-tin", "extends: [ban-tin]", 2, "extends", "cần tên một bố cục"),
    # ── values that do not go together, and geometry ──
    Case("size: 9.8pt", "size: 3pt", 27, "styles.body.size", "quá nhỏ"),
    Case("size: 7.6pt, leading: 10.4pt}\n  mast", "size: 5.9pt, leading: 10.4pt}\n  mast", 37, "styles.caption.size", "quá nhỏ"),
    Case("leading: 13.6pt, align", "leading: 10pt, align", 27, "styles.body.leading", "khoảng cách dòng"),
    Case("leading: 15.5pt", "leading: 1em", 28, "styles.lead.leading", "khoảng cách dòng"),
    Case("weight: 700", "weight: 1000", 35, "styles.section.weight", "độ đậm"),
    Case("weight: 700", "weight: 0", 35, "styles.section.weight", "độ đậm"),
    Case("colour: grey", "colour: gray", 28, "styles.lead.colour", "không có màu “gray”"),
    Case("colour: accent", "colour: đỏ", 35, "styles.section.colour", "không có màu “đỏ”"),
    Case("indent: 1.1em", "indent: 30em", 27, "styles.body.indent", "quá nửa cột"),
    Case("masthead: {size: 40pt, leading: 54pt}", "masthead: {size: 200pt, leading: 240pt}", 38, "styles.masthead.leading", "quá lớn"),
    Case("running_head: {size: 7.6pt, leading: 10.4pt}", "running_head: {size: 34pt, leading: 40pt}", 39, "styles.running_head", "không vừa lề"),
    Case("top: 26mm", "top: 260mm", 8, "page.margins", "không chừa chỗ cho chữ"),
    Case("top: 26mm", "top: 2em", 9, "page.margins.top", "không đo bằng em"),
    Case("parts:", "grid: {columns: 5}\nparts:", 24, "grid.columns", "1 đến 4"),
    Case("parts:", "grid: {gutter: 150mm}\nparts:", 24, "grid", "cột chỉ còn rộng"),
    Case("parts:", "furniture: {frame: {thickness: 1pt, colour: tím}}\nparts:", 24, "furniture.frame.colour", "không có màu"),
    Case("[masthead, contents, sections, imprint]", "[]", 24, "parts", "ít nhất một phần"),
    Case("[masthead, contents, sections, imprint]", "[sections, sections]", 24, "parts", "mỗi phần một lần"),
    Case("[masthead, contents, sections, imprint]", "[masthead, contents]", 24, "parts", "phải có sections"),
    Case("[masthead, contents, sections, imprint]", "[letterhead, sections]", 24, "parts", "cần các kiểu"),
    # ── the form of the YAML ──
    Case("extends: ban-tin", "extends: &a ban-tin", 2, "", "không dùng được neo"),
    Case("text: Source Serif 4", "text: *a", 15, "", "không dùng được bí danh"),
    Case("size: A4", "size: !!python/object:os.system A4", 6, "", "không dùng được thẻ"),
    Case("size: A4", "size: !A4 A4", 6, "", "không dùng được thẻ"),
    Case("description: Một", "description: Chú ý: Một", 3, "", "đặt trong ngoặc kép"),
    Case("description: Một", 'description: "Một', 3, "", "ngoặc kép mở ở đây chưa đóng"),
    Case("description: Một", "description: @Một", 3, "", "đặt trong ngoặc kép"),
    Case("description: Một", "description: \x00Một", 3, "", "U+0000"),
    Case("  mirrored: true", "\tmirrored: true", 7, "", "Tab"),
    Case("  mirrored: true", "mirrored true", 7, "", "thiếu dấu hai chấm"),
    Case("[masthead, contents, sections, imprint]", "[masthead, contents, sections, imprint", 24, "", "chưa đóng"),
    Case("indent: 1.1em}", "indent: 1.1em", 27, "", "chưa đóng"),
    Case("outside: 17mm", f"outside: {'[' * 30}17mm{']' * 30}", 12, "", "lồng nhau quá"),
    Case("styles:\n", "---\nstyles:\n", 26, "", "chỉ một phần YAML"),
]  # fmt: skip


def broken(case):
    at = BASE.index(case.old)
    return BASE[:at] + case.new + BASE[at + len(case.old) :]
