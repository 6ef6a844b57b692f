"""A layout → the styles of a Word file: every role a true style, so that an editor changes a look in one place.

Built-in styles carry their English names, which Word shows in its own language; ours are named in Vietnamese.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bulletin.layout.furniture import Stroke
from bulletin.layout.schema import Layout
from bulletin.layout.styles import Alignment, Style
from bulletin.writers.docx.wordml import Element, border_eighths, child, half_points, root, twips

BOLD = 600  # the weight from which Word's bold is the nearer of the two weights that it knows
_DEEPEST_HEADING = 9  # Word has nine levels
_FIRST_SUB_HEAD = 3  # sections are Heading 1, titles Heading 2
TITLE_ALONE = "Tít bài ngoài chuyên mục"  # level with sections: as a Heading 2 it would stand under the one before it
_ALIGNMENTS: dict[Alignment, str] = {"justified": "both", "left": "left", "centred": "center", "right": "right"}

# The rules of the layout's furniture, and the two of an official letter's head.
Rule = Literal[
    "masthead_rule", "section_rule", "running_head_rule", "imprint_rule", "caption_rule", "ornament_rule", "letter-rule"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style of Word, and the role of the layout that it is made from. Indents are in em."""

    id: str
    name: str
    role: str
    next: str = ""
    first_line: bool = False
    hanging: bool = False  # whether the role's own left indent is room for a mark
    left: float = 0.0  # on top of the role's own
    level: int | None = None  # of the outline, from 0
    rule: Rule | None = None
    bold: bool = False
    italic: bool = False
    align: Alignment | None = None
    bullets: bool = False
    spaced: bool = True  # whether the role's white above and below applies


_HEADINGS = tuple(
    ParagraphStyle(
        f"Heading{level}", f"heading {level}", "heading", "BodyText",
        level=level - 1, italic=level > _FIRST_SUB_HEAD,
    )
    for level in range(_FIRST_SUB_HEAD, _DEEPEST_HEADING + 1)
)  # fmt: skip

PARAGRAPH_STYLES = (
    ParagraphStyle("Normal", "Normal", "body"),
    ParagraphStyle("BodyText", "Body Text", "body", "BodyTextFirstIndent"),
    ParagraphStyle("BodyTextFirstIndent", "Body Text First Indent", "body", first_line=True),
    ParagraphStyle("Title", "Title", "masthead", "Subtitle"),
    ParagraphStyle("Subtitle", "Subtitle", "masthead_small", "MastheadIssue"),
    ParagraphStyle("MastheadPublisher", "Măng-sét: cơ quan", "masthead_small", "Title"),
    ParagraphStyle("MastheadIssue", "Măng-sét: số và ngày", "masthead_small", "BodyText", rule="masthead_rule"),
    ParagraphStyle("TOCHeading", "TOC Heading", "contents_title", "TOC2"),
    ParagraphStyle("TOC1", "toc 1", "contents_section", "TOC2"),
    ParagraphStyle("TOC2", "toc 2", "contents"),
    ParagraphStyle("TOC3", "toc 3", "contents"),
    ParagraphStyle("Heading1", "heading 1", "section", "Heading2", level=0, rule="section_rule"),
    ParagraphStyle("Heading2", "heading 2", "title", "Lead", level=1),
    ParagraphStyle("TitleAlone", TITLE_ALONE, "title", "Lead", level=0),
    *_HEADINGS,
    ParagraphStyle("Kicker", "Nhãn bài", "kicker", "Heading2"),
    ParagraphStyle("Lead", "Sa-pô", "lead", "BodyText"),
    ParagraphStyle("Byline", "Tác giả bài", "byline", "Source"),
    ParagraphStyle("Source", "Nguồn bài", "source", "Heading2"),
    ParagraphStyle("Quote", "Quote", "quotation", "QuoteContinued"),
    ParagraphStyle("QuoteContinued", "Trích dẫn (đoạn tiếp)", "quotation", first_line=True),
    ParagraphStyle("List", "List", "list", hanging=True),
    ParagraphStyle("ListBullet", "List Bullet", "list", hanging=True, bullets=True),
    ParagraphStyle("Figure", "Ảnh", "caption", "Caption", align="centred", spaced=False),
    ParagraphStyle("Caption", "caption", "caption", "BodyText"),
    ParagraphStyle("CaptionAlone", "Chú thích không ảnh", "caption", "BodyText", left=1.0, rule="caption_rule"),
    ParagraphStyle("TableText", "Chữ trong bảng", "table"),
    ParagraphStyle("TableHead", "Đầu bảng", "table", bold=True),
    ParagraphStyle("FootnoteText", "footnote text", "footnote"),
    ParagraphStyle("Separator", "Vạch ngăn", "body", "BodyText", rule="ornament_rule"),
    ParagraphStyle("Imprint", "Thông tin xuất bản", "imprint", rule="imprint_rule"),
    ParagraphStyle("CoverPublisher", "Bìa: cơ quan", "cover_small", "CoverTitle"),
    ParagraphStyle("CoverTitle", "Bìa: tên", "cover_title", "CoverText"),
    ParagraphStyle("CoverRule", "Bìa: nét dưới tên", "cover_small", "CoverText", rule="masthead_rule"),
    ParagraphStyle("CoverText", "Bìa: số và ngày", "cover_small"),
    ParagraphStyle("NationalTitle", "Quốc hiệu", "national_title", "Motto"),
    ParagraphStyle("Motto", "Tiêu ngữ", "motto", rule="letter-rule"),
    ParagraphStyle("ParentBody", "Cơ quan chủ quản", "parent_body", "IssuingBody"),
    ParagraphStyle("IssuingBody", "Cơ quan ban hành", "issuing_body"),
    ParagraphStyle("LetterRule", "Nét dưới cơ quan", "issuing_body", rule="letter-rule"),
    ParagraphStyle("DocumentNumber", "Số và ký hiệu", "document_number"),
    ParagraphStyle("PlaceDate", "Địa danh và ngày tháng", "place_date"),
    ParagraphStyle("Signature", "Người ký", "signature"),
    ParagraphStyle("RecipientsTitle", "Nơi nhận (nhãn)", "recipients_title", "Recipients"),
    ParagraphStyle("Recipients", "Nơi nhận", "recipients"),
    ParagraphStyle("IndexTitle", "Bảng tra cứu: tên", "contents_title", "IndexHeading"),
    ParagraphStyle("IndexHeading", "index heading", "index_heading", "Index1"),
    ParagraphStyle("Index1", "index 1", "index", hanging=True),
    ParagraphStyle("Header", "header", "running_head", rule="running_head_rule"),
    ParagraphStyle("Footer", "footer", "folio"),
    ParagraphStyle("FooterEven", "Chân trang chẵn", "folio"),
    ParagraphStyle("Spacer", "Khoảng cách", "table", spaced=False),
)  # fmt: skip

_BUILT_IN = frozenset({
    "Normal", "BodyText", "BodyTextFirstIndent", "Title", "Subtitle", "TOCHeading", "TOC1", "TOC2", "TOC3", "Quote", "List",
    "ListBullet", "Caption", "FootnoteText", "Header", "Footer", "IndexHeading", "Index1",
    *(f"Heading{level}" for level in range(1, _DEEPEST_HEADING + 1)),
})  # fmt: skip
_HOLD_NEXT = frozenset({
    "Title", "Subtitle", "MastheadPublisher", "TOCHeading", "TOC1", "Figure", "TableHead", "RecipientsTitle",
    "IndexTitle", "IndexHeading",
})  # fmt: skip
_EMPTY = frozenset({"Separator", "Spacer", "LetterRule", "CoverRule"})  # but for their rule
_FURNITURE = frozenset({"Header", "Footer", "FooterEven", "TOC1", "TOC2", "TOC3", "Spacer"})


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
    role: Style | None = getattr(layout.styles, style.role)
    if role is None or (style.id.startswith("Index") and "index" not in layout.parts):  # of a part that it has not
        return
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
    if role.with_next or style.id in _HOLD_NEXT:
        child(look, "keepNext")
    if role.together:
        child(look, "keepLines")
    if style.bullets:
        child(child(look, "numPr"), "numId", val=1)
    if style.rule:
        _border(look, style.rule, style, role, layout)
    _tabs(look, style, layout)
    _spacing(look, style, role, layout)
    _indents(look, style, role, layout)
    if style.id in ("Imprint", "TOC3"):
        child(look, "contextualSpacing")
    child(look, "jc", val=_ALIGNMENTS[style.align or _align(style, role, layout)])
    if style.level is not None:
        child(look, "outlineLvl", val=style.level)


def _align(style: ParagraphStyle, role: Style, layout: Layout) -> Alignment:
    """Return the role's alignment; a folio stands outside, also on facing pages, and a running head has both ends."""
    if style.role == "running_head":
        return "left"
    if style.role != "folio":
        return role.align
    if layout.furniture.folio.endswith("centred") or role.align == "centred":
        return "centred"
    return "left" if layout.page.mirrored and style.id.endswith("Even") else "right"


# Where each rule stands, and the white between it and the letters, in points.
_SIDES: dict[Rule, tuple[str, int]] = {
    "masthead_rule": ("bottom", 6), "section_rule": ("bottom", 2), "running_head_rule": ("bottom", 3),
    "imprint_rule": ("top", 6), "caption_rule": ("left", 5), "ornament_rule": ("bottom", 0), "letter-rule": ("bottom", 1),
}  # fmt: skip
_RULE_LINE = 3.0  # points: an empty line that holds but a rule
_COVER_RULE_AT = 0.3  # of the type area's width, from either side
_LETTER_RULE = 0.75  # points: Word's thinnest but one


def _border(look: Element, rule: Rule, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    """Add a style's rule, where the layout has it."""
    side, space = _SIDES[rule] if style.id != "CoverRule" else ("bottom", 0)
    thickness, colour = _LETTER_RULE, role.colour
    if rule != "letter-rule":
        stroke: Stroke = getattr(layout.furniture, rule)
        thickness, colour = stroke.thickness.points(), stroke.colour
    if thickness:
        size = border_eighths(thickness)
        child(child(look, "pBdr"), side, val="single", sz=size, space=space, color=layout.colours[colour].hex)


def _tabs(look: Element, style: ParagraphStyle, layout: Layout) -> None:
    if style.id == "MastheadIssue":
        tabs = child(look, "tabs")
        child(tabs, "tab", val="center", pos=twips(layout.type_width / 2))
        child(tabs, "tab", val="right", pos=twips(layout.type_width))
    elif style.role == "running_head":
        child(child(look, "tabs"), "tab", val="right", pos=twips(layout.type_width))
    elif style.id in ("TOC2", "TOC3"):
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
    leading = role.leading_points
    grid = layout.styles.body.leading_points
    if style.id == "Heading1":
        before += article_gap(layout)
    elif style.id == "MastheadIssue":
        before, after = before + grid / 2, after + grid
    elif style.id == "Imprint":
        before += grid  # above the first line only: see `contextualSpacing`
    elif style.id == "TOC3":
        before += leading  # the same
    elif style.id == "Figure":
        before = role.space_before.points(size)
    elif style.id == "Separator":
        leading, after = grid / 2, grid / 2
    elif style.id == "CoverRule":  # amid a line of small type
        leading, before, after = _RULE_LINE, leading / 2 - _RULE_LINE, leading / 2
    elif style.id in ("Spacer", "LetterRule"):
        leading = grid / 2 if style.id == "Spacer" else _RULE_LINE
    rule = "exact" if style.id in _EMPTY else "atLeast"
    child(look, "spacing", before=twips(before), after=twips(after), line=twips(leading), lineRule=rule)


def _indents(look: Element, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    size = role.size.points()
    left, right = role.left.points(size) + style.left * size, role.right.points(size)
    if style.rule == "ornament_rule":
        left = right = layout.column_width * 0.35
    elif style.id == "CoverRule":
        left = right = layout.type_width * _COVER_RULE_AT
    elif style.id in ("TOC2", "TOC3"):  # long titles turn before the page numbers
        right = size * 3.2
    attributes = {"left": twips(left), "right": twips(right)}
    if style.hanging:
        attributes["hanging"] = twips(role.left.points(size))
    else:  # each attribute is inherited by itself: without a 0 here, all would be indented as Normal is
        indented = style.first_line or role.indents_all
        attributes["firstLine"] = twips(role.indent.points(size)) if indented else 0
    child(look, "ind", **attributes)


def _type_look(look: Element, style: ParagraphStyle, role: Style, layout: Layout) -> None:
    size = role.size.points()
    _font(look, layout, role.font)
    for name, wanted in (("b", is_bold(role) or style.bold), ("i", role.italic or style.italic)):
        if wanted:
            child(look, name)
            child(look, name + "Cs")
    child(look, "color", val=layout.colours[role.colour].hex)
    tracking = role.tracking.points(size)
    if tracking:
        child(look, "spacing", val=twips(tracking))
    points = half_points(2 if style.id in ("Spacer", "LetterRule", "CoverRule") else size)
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
    child(child(_style(styles, "character", "FootnoteReference", "footnote reference"), "rPr"), "vertAlign", val="superscript")
    credit = _style(styles, "character", "PhotoCredit", "Nguồn ảnh", customStyle=1)
    child(credit, "qFormat")
    role = layout.styles.credit
    look = child(credit, "rPr")
    if role.italic:
        child(look, "i")
    child(look, "color", val=layout.colours[role.colour].hex)
    child(look, "sz", val=half_points(role.size.points()))


def _table_styles(styles: Element, layout: Layout) -> None:
    normal = _style(styles, "table", "TableNormal", "Normal Table", default=1)
    cell_margins(child(normal, "tblPr"), 0, 0)
    table = _style(styles, "table", "BulletinTable", "Bảng của bản tin", customStyle=1)
    child(table, "basedOn", val="TableNormal")
    child(table, "qFormat")
    look = child(table, "tblPr")
    stroke = layout.furniture.table_rule
    thickness, colour = stroke.thickness.points(), layout.colours[stroke.colour].hex
    if thickness:
        size = border_eighths(thickness)
        borders = child(look, "tblBorders")
        child(borders, "bottom", val="single", sz=size, space=0, color=colour)
        child(borders, "insideH", val="single", sz=size, space=0, color=colour)
    cell_margins(look, 3, 3)
    if thickness:
        head = child(child(table, "tblStylePr", type="firstRow"), "tcPr")
        size = border_eighths(2 * thickness)
        child(child(head, "tcBorders"), "bottom", val="single", sz=size, space=0, color=colour)


def cell_margins(look: Element, upright: float, level: float) -> None:
    """Add the white inside the cells of a table, above and below, left and right, in points."""
    margins = child(look, "tblCellMar")
    for side, points in (("top", upright), ("left", level), ("bottom", upright), ("right", level)):
        child(margins, side, w=twips(points), type="dxa")


def article_gap(layout: Layout) -> float:
    """Return the white between two articles, in points: two lines of the body."""
    return 2 * layout.styles.body.leading_points
