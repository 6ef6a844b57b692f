"""A layout → the styles of a Word file: every role a true style, so that an editor changes a look in one place.

Built-in styles carry their English names, which Word shows in its own language; ours are named in Vietnamese.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bulletin.layout.schema import Alignment, Layout, Style
from bulletin.writers.docx.wordml import Element, border_eighths, child, half_points, root, twips

BOLD = 600  # the weight from which Word's bold is the nearer of the two weights that it knows
LIST_INDENT = 1.6  # em of the body
_QUOTATION_INDENT = 1.5  # em of the quotation
_DEEPEST_HEADING = 9  # Word has nine levels
_FIRST_SUB_HEAD = 3  # sections are Heading 1, titles Heading 2
_ALIGNMENTS: dict[Alignment, str] = {"justified": "both", "left": "left", "centred": "center", "right": "right"}

Rule = Literal["masthead", "section", "hairline-below", "hairline-above", "bar", "ornament"]


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style of Word, and the role of the layout that it is made from. Indents are in em."""

    id: str
    name: str
    role: str
    next: str = ""
    keeps_next: bool = False
    keeps_lines: bool = False
    first_line: bool = False
    left: float = 0.0
    hanging: float = 0.0
    level: int | None = None  # of the outline, from 0
    rule: Rule | None = None
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Alignment | None = None
    bullets: bool = False
    spaced: bool = True  # whether the role's white above and below applies


_HEADINGS = tuple(
    ParagraphStyle(
        f"Heading{level}", f"heading {level}", "heading", "BodyText", keeps_next=True, keeps_lines=True,
        level=level - 1, italic=level > _FIRST_SUB_HEAD,
    )
    for level in range(_FIRST_SUB_HEAD, _DEEPEST_HEADING + 1)
)  # fmt: skip

PARAGRAPH_STYLES = (
    ParagraphStyle("Normal", "Normal", "body"),
    ParagraphStyle("BodyText", "Body Text", "body", "BodyTextFirstIndent"),
    ParagraphStyle("BodyTextFirstIndent", "Body Text First Indent", "body", first_line=True),
    ParagraphStyle("Title", "Title", "masthead", "Subtitle", keeps_next=True, keeps_lines=True),
    ParagraphStyle("Subtitle", "Subtitle", "masthead_small", "MastheadIssue", keeps_next=True),
    ParagraphStyle("MastheadPublisher", "Măng-sét: cơ quan", "masthead_small", "Title", keeps_next=True, capitals=True),
    ParagraphStyle("MastheadIssue", "Măng-sét: số và ngày", "masthead_small", "BodyText", rule="masthead"),
    ParagraphStyle("TOCHeading", "TOC Heading", "contents_title", "TOC2", keeps_next=True),
    ParagraphStyle("TOC1", "toc 1", "contents_section", "TOC2", keeps_next=True),
    ParagraphStyle("TOC2", "toc 2", "contents", keeps_lines=True),
    ParagraphStyle("Heading1", "heading 1", "section", "Heading2", keeps_next=True, keeps_lines=True, level=0, rule="section"),
    ParagraphStyle("Heading2", "heading 2", "title", "Lead", keeps_next=True, keeps_lines=True, level=1),
    *_HEADINGS,
    ParagraphStyle("Kicker", "Nhãn bài", "kicker", "Heading2", keeps_next=True, keeps_lines=True),
    ParagraphStyle("Lead", "Sa-pô", "lead", "BodyText", keeps_next=True, keeps_lines=True),
    ParagraphStyle("Byline", "Tác giả bài", "byline", "Source"),
    ParagraphStyle("Source", "Nguồn bài", "source", "Heading2"),
    ParagraphStyle("Quote", "Quote", "quotation", "QuoteContinued", left=_QUOTATION_INDENT),
    ParagraphStyle("QuoteContinued", "Trích dẫn (đoạn tiếp)", "quotation", first_line=True, left=_QUOTATION_INDENT),
    ParagraphStyle("List", "List", "body", left=LIST_INDENT, hanging=LIST_INDENT),
    ParagraphStyle("ListBullet", "List Bullet", "body", left=LIST_INDENT, hanging=LIST_INDENT, bullets=True),
    ParagraphStyle("Figure", "Ảnh", "caption", "Caption", keeps_next=True, align="centred", spaced=False),
    ParagraphStyle("Caption", "caption", "caption", "BodyText", keeps_lines=True),
    ParagraphStyle("CaptionAlone", "Chú thích không ảnh", "caption", "BodyText", keeps_lines=True, left=1.0, rule="bar"),
    ParagraphStyle("TableText", "Chữ trong bảng", "table"),
    ParagraphStyle("TableHead", "Đầu bảng", "table", keeps_next=True, bold=True),
    ParagraphStyle("Separator", "Vạch ngăn", "body", "BodyText", rule="ornament"),
    ParagraphStyle("Imprint", "Thông tin xuất bản", "imprint", keeps_lines=True, rule="hairline-above"),
    ParagraphStyle("Header", "header", "running_head", rule="hairline-below"),
    ParagraphStyle("HeaderEven", "Đầu trang chẵn", "running_head", rule="hairline-below"),
    ParagraphStyle("Footer", "footer", "folio"),
    ParagraphStyle("FooterEven", "Chân trang chẵn", "folio"),
    ParagraphStyle("Spacer", "Khoảng cách", "table", spaced=False),
)  # fmt: skip

_BUILT_IN = frozenset({
    "Normal", "BodyText", "BodyTextFirstIndent", "Title", "Subtitle", "TOCHeading", "TOC1", "TOC2", "Quote", "List",
    "ListBullet", "Caption", "Header", "Footer", *(f"Heading{level}" for level in range(1, _DEEPEST_HEADING + 1)),
})  # fmt: skip
_FURNITURE = frozenset({"Header", "HeaderEven", "Footer", "FooterEven", "TOC1", "TOC2", "Spacer"})


def heading_style(level: int) -> str:
    """Return the style of a sub-head; `level` counts from 1 inside an article."""
    return f"Heading{min(level + _FIRST_SUB_HEAD - 1, _DEEPEST_HEADING)}"


def is_bold(style: Style) -> bool:
    """Return whether Word sets the role in its bold."""
    return style.weight >= BOLD


def layout_to_styles(layout: Layout, language: str) -> Element:
    """Return the part `styles.xml`: defaults, paragraph, character, table and list styles."""
    styles = root("styles")
    _defaults(styles, layout, language)
    for style in PARAGRAPH_STYLES:
        _paragraph_style(styles, style, layout)
    _character_styles(styles, layout)
    _table_styles(styles, layout)
    _style(styles, "numbering", "NoList", "No List", default=1)
    return styles


def _defaults(styles: Element, layout: Layout, language: str) -> None:
    defaults = child(styles, "docDefaults")
    look = child(child(defaults, "rPrDefault"), "rPr")
    _font(look, layout, "text")
    size = half_points(layout.styles.body.size.points())
    child(look, "kern", val=2)  # pairs are kerned from 1 pt up; Word's own default is never
    child(look, "sz", val=size)
    child(look, "szCs", val=size)
    child(look, "lang", val=language, eastAsia=language, bidi=language)
    child(child(child(defaults, "pPrDefault"), "pPr"), "widowControl")


def _style(styles: Element, kind: str, identity: str, name: str, **flags: int) -> Element:
    node = child(styles, "style", type=kind, styleId=identity, **flags)
    child(node, "name", val=name)
    return node


def _paragraph_style(styles: Element, style: ParagraphStyle, layout: Layout) -> None:
    role: Style = getattr(layout.styles, style.role)
    flags = {"default": 1} if style.id == "Normal" else {} if style.id in _BUILT_IN else {"customStyle": 1}
    node = _style(styles, "paragraph", style.id, style.name, **flags)
    if style.id != "Normal":
        child(node, "basedOn", val="Normal")
    if style.next:
        child(node, "next", val=style.next)
    child(node, "uiPriority", val=39 if style.id in _FURNITURE else 1)
    if style.id not in _FURNITURE:
        child(node, "qFormat")
    _paragraph_look(child(node, "pPr"), style, role, layout)
    _type_look(child(node, "rPr"), style, role, layout)


def _paragraph_look(look: Element, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    """Add paragraph properties in the order that the schema wants."""
    if style.keeps_next:
        child(look, "keepNext")
    if style.keeps_lines:
        child(look, "keepLines")
    if style.bullets:
        child(child(look, "numPr"), "numId", val=1)
    if style.rule:
        _border(child(look, "pBdr"), style.rule, role, layout)
    _tabs(look, style, layout)
    _spacing(look, style, role, layout)
    _indents(look, style, role, layout)
    if style.id == "Imprint":
        child(look, "contextualSpacing")
    child(look, "jc", val=_ALIGNMENTS[style.align or _align(style, role, layout)])
    if style.level is not None:
        child(look, "outlineLvl", val=style.level)


def _align(style: ParagraphStyle, role: Style, layout: Layout) -> Alignment:
    """Return the role's alignment; what stands at the head or foot of facing pages stands outside."""
    if style.role not in ("running_head", "folio") or role.align == "centred":
        return role.align
    if not layout.page.mirrored:
        return "right" if style.role == "folio" else role.align
    return "left" if style.id.endswith("Even") else "right"


def _border(borders: Element, rule: Rule, role: Style, layout: Layout) -> None:
    """Add a style's rule; `space` is the white between it and the letters, in points."""
    accent = layout.colours["accent"].hex
    own = layout.colours[role.colour].hex
    match rule:
        case "masthead":
            thickness = layout.rule.points()
            if thickness:
                size = border_eighths(thickness)
                child(borders, "bottom", val="single", sz=size, space=6, color=accent)
        case "section":
            child(borders, "bottom", val="single", sz=6, space=2, color=own)
        case "hairline-below":
            child(borders, "bottom", val="single", sz=4, space=3, color=own)
        case "hairline-above":
            child(borders, "top", val="single", sz=4, space=6, color=own)
        case "bar":
            child(borders, "left", val="single", sz=12, space=5, color=accent)
        case "ornament":
            child(borders, "bottom", val="single", sz=6, space=0, color=accent)


def _tabs(look: Element, style: ParagraphStyle, layout: Layout) -> None:
    if style.id == "MastheadIssue":
        tabs = child(look, "tabs")
        child(tabs, "tab", val="center", pos=twips(layout.type_width / 2))
        child(tabs, "tab", val="right", pos=twips(layout.type_width))
    elif style.id == "TOC2":
        tabs = child(look, "tabs")
        child(tabs, "tab", val="right", leader="dot", pos=twips(layout.type_width))


def _spacing(look: Element, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    """Add the white around and the leading: at least what the layout says, so that no stacked mark is ever clipped.

    A face whose own height is within the leading keeps to the leading exactly, a taller one widens its line; Word cuts
    Ấ and Ỗ off where the line is exact.
    """
    size = role.size.points()
    before = role.space_before.points(size) if style.spaced else 0.0
    after = role.space_after.points(size) if style.spaced else 0.0
    leading = role.leading.points(size)
    grid = layout.styles.body.leading.points(layout.styles.body.size.points())
    if style.id == "Heading1":
        before += article_gap(layout)
    elif style.id == "MastheadIssue":
        before, after = before + grid / 2, after + grid
    elif style.id == "Imprint":
        before += grid  # above the first line only: see `contextualSpacing`
    elif style.id == "Figure":
        before = role.space_before.points(size)
    elif style.id == "Separator":
        leading, after = grid / 2, grid / 2
    elif style.id == "Spacer":
        leading = grid / 2
    rule = "exact" if style.id in ("Separator", "Spacer") else "atLeast"
    child(look, "spacing", before=twips(before), after=twips(after), line=twips(leading), lineRule=rule)


def _indents(look: Element, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    size = role.size.points()
    left, right = style.left * size, 0.0
    if style.rule == "ornament":
        left = right = layout.column_width * 0.35
    elif style.id == "TOC2":  # long titles turn before the page numbers
        right = size * 3.2
    attributes = {"left": twips(left), "right": twips(right)}
    if style.hanging:
        attributes["hanging"] = twips(style.hanging * size)
    elif style.first_line:
        attributes["firstLine"] = twips(role.indent.points(size))
    child(look, "ind", **attributes)


def _type_look(look: Element, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    size = role.size.points()
    _font(look, layout, role.font)
    for name, wanted in (("b", is_bold(role) or style.bold), ("i", role.italic or style.italic)):
        if wanted:
            child(look, name)
            child(look, name + "Cs")
    if style.capitals:
        child(look, "caps")
    child(look, "color", val=layout.colours[role.colour].hex)
    tracking = role.tracking.points(size)
    if tracking:
        child(look, "spacing", val=twips(tracking))
    points = half_points(2 if style.id == "Spacer" else size)
    child(look, "sz", val=points)
    child(look, "szCs", val=points)


def _font(look: Element, layout: Layout, role: Literal["text", "display"]) -> None:
    """Name the family for all four kinds of script; the layout's first fallback stands in for the letters of East Asia."""
    name = getattr(layout.fonts, role)
    asian = layout.fonts.fallback[0] if layout.fonts.fallback else name
    child(look, "rFonts", ascii=name, hAnsi=name, eastAsia=asian, cs=name)


def _character_styles(styles: Element, layout: Layout) -> None:
    _style(styles, "character", "DefaultParagraphFont", "Default Paragraph Font", default=1)
    for identity, name, tag in (("Strong", "Strong", "b"), ("Emphasis", "Emphasis", "i")):
        node = _style(styles, "character", identity, name)
        child(node, "qFormat")
        look = child(node, "rPr")
        child(look, tag)
        child(look, tag + "Cs")
    link = child(_style(styles, "character", "Hyperlink", "Hyperlink"), "rPr")
    child(link, "color", val=layout.colours["accent"].hex)
    credit = _style(styles, "character", "PhotoCredit", "Nguồn ảnh", customStyle=1)
    child(credit, "qFormat")
    child(child(credit, "rPr"), "i")


def _table_styles(styles: Element, layout: Layout) -> None:
    normal = _style(styles, "table", "TableNormal", "Normal Table", default=1)
    _cell_margins(child(normal, "tblPr"), 0, 0)
    table = _style(styles, "table", "BulletinTable", "Bảng của bản tin", customStyle=1)
    child(table, "basedOn", val="TableNormal")
    child(table, "qFormat")
    look = child(table, "tblPr")
    colour = layout.colours[layout.styles.table.colour].hex
    borders = child(look, "tblBorders")
    child(borders, "bottom", val="single", sz=4, space=0, color=colour)
    child(borders, "insideH", val="single", sz=4, space=0, color=colour)
    _cell_margins(look, 3, 3)
    head = child(child(table, "tblStylePr", type="firstRow"), "tcPr")
    child(child(head, "tcBorders"), "bottom", val="single", sz=8, space=0, color=colour)


def _cell_margins(look: Element, upright: float, level: float) -> None:
    margins = child(look, "tblCellMar")
    for side, points in (("top", upright), ("left", level), ("bottom", upright), ("right", level)):
        child(margins, side, w=twips(points), type="dxa")


def article_gap(layout: Layout) -> float:
    """Return the white between two articles, in points: two lines of the body."""
    return 2 * layout.styles.body.leading.points(layout.styles.body.size.points())
