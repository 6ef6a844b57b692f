"""A layout and the faces in use → the style sheet of the book (CSS as EPUB 3.3 §6.3 takes it).

Sizes are in em of the reader's own body size; ink is the reader's own text colour and no background is set, so
that night modes and large type keep working. Vietnamese is never hyphenated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bulletin.fonts.catalogue import Catalogue
from bulletin.layout.schema import Layout
from bulletin.layout.styles import SIGNING_ROOM, Style
from bulletin.layout.units import Colour
from bulletin.writers.epub.chapters import TABLE_HEAD_WEIGHT
from bulletin.writers.epub.faces import BOLD, FaceKey, family_of

# From the top of Ẫ to the dot of Ộ is about 1.26 em in the shipped faces: at 1.3 the marks of two lines never
# touch, whatever stands above what. Running text on a screen wants a little more white than on paper.
_LEAST_LEADING = 1.3
_LEAST_BODY_LEADING = 1.45
_LEAST_SIZE = 0.8  # of the reader's body size: smaller captions cannot be read on a telephone
_GREATEST_SIZE = 3.0  # a masthead for A4 would not fit a telephone's width

_ALIGNMENT = {"justified": "justify", "left": "left", "centred": "center", "right": "right"}

# Which element of the pages carries which style of the layout. `ol a` and the like stand for themselves.
_ROLES = (
    ("p.body", "body"),
    ("ul.list, ol.list", "list"),
    ("p.lead", "lead"),
    ("h1.title, h2.title", "title"),
    ("h1.section", "section"),
    ("p.kicker", "kicker"),
    ("h2.heading, h3.heading, h4.heading, h5.heading, h6.heading", "heading"),
    ("figcaption", "caption"),
    (".credit", "credit"),
    ("p.byline", "byline"),
    ("p.source", "source"),
    ("blockquote p", "quotation"),
    ("table", "table"),
    ("aside.footnote p", "footnote"),
    ("h1.masthead", "masthead"),
    ("p.masthead-small", "masthead_small"),
    ("h1.cover-title", "cover_title"),
    ("p.cover-small", "cover_small"),
    ("h1.contents-title", "contents_title"),
    ("a.contents-section", "contents_section"),
    ("a.contents-entry", "contents"),
    ("dl.imprint, p.issue", "imprint"),
    ("ul.index", "index"),
    ("h2.index-heading", "index_heading"),
    ("p.national-title", "national_title"),
    ("p.motto", "motto"),
    ("p.parent-body", "parent_body"),
    ("p.issuing-body", "issuing_body"),
    ("p.document-number", "document_number"),
    ("p.place-date", "place_date"),
    ("p.signature", "signature"),
    ("p.recipients-title", "recipients_title"),
    ("p.recipients", "recipients"),
)

# What holds in every layout: the shape of the blocks, and what a page turn may not part.
_FRAME = """\
html { hyphens: none; -webkit-hyphens: none; -epub-hyphens: none; adobe-hyphenate: none; }
body { margin: 0 4%; overflow-wrap: break-word; orphans: 2; widows: 2; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; page-break-after: avoid; break-inside: avoid;
  page-break-inside: avoid; text-wrap: balance; }
p, dl, dd, blockquote, figure { margin: 0; text-indent: 0; }
p { text-wrap: pretty; }
em { font-style: italic; }
.whole { white-space: nowrap; }
a { color: inherit; text-decoration: underline; text-decoration-thickness: from-font; text-underline-offset: 0.2em; }
header { margin: 1.2em 0 0; }
body.contents, body.index-page, body.imprint-page, body.letterhead, body.signature-page { margin-top: 1.2em; }
p.parent-body, p.document-number, p.recipients-title { padding-top: 1.2em; }
footer { margin: 0.8em 0 0; }
figure { margin: 1.2em 0; break-inside: avoid; page-break-inside: avoid; }
img { display: block; max-width: 100%; max-height: 85vh; height: auto; margin: 0 auto; }
.credit { display: inline-block; margin-left: 0.35em; }
.list { margin: 0.6em 0; padding: 0 0 0 1.7em; }
ul.list { list-style-type: disc; }
ol.list { list-style-type: decimal; }
.list li.marked { list-style-type: none; }
.marker { display: inline-block; min-width: 1.7em; margin-left: -1.7em; }
blockquote { margin: 0.9em 1.1em; }
table { margin: 1.2em 0; border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr { break-inside: avoid; page-break-inside: avoid; }
th, td { padding: 0.35em 0.9em 0.35em 0; text-align: left; vertical-align: top; }
th { vertical-align: bottom; }
ul.index { list-style-type: none; margin: 0.4em 0 1em; padding: 0; }
ul.index li { margin: 0.25em 0 0; padding-left: 1.4em; text-indent: -1.4em; }
h3.index-letter { margin: 0.8em 0 0; font-size: 1em; }
a.note-mark, a.note-number { text-decoration: none; font-size: 0.7em; position: relative; top: -0.5em; }
div.footnotes { margin: 1.5em 0 0; }
aside.footnote { margin: 0.3em 0 0; }
hr { width: 20%; margin: 1.4em auto; border: 0; }
body.cover { margin: 18% 4% 0; }
.cover p.subtitle { margin-top: 0.8em; }
p.signature { break-after: avoid; page-break-after: avoid; }
nav ol { list-style-type: none; margin: 0; padding: 0; }
nav li { margin: 0.55em 0 0; }
nav li.group, li.group + li { margin-top: 1.3em; }
nav a { display: block; text-decoration: none; }
.imprint dt { margin: 0.8em 0 0; }
"""


def layout_to_css(layout: Layout, faces: Iterable[FaceKey], catalogue: Catalogue) -> bytes:
    """Return the style sheet; `faces` are those that the book embeds."""
    rules = [
        *(_font_face(face) for face in sorted(faces)),
        _FRAME,
        _body_rule(layout, catalogue),
        *_role_rules(layout, catalogue),
        *_furniture(layout),
        *_night_rules(layout),
    ]
    return "\n".join(rules).encode()


def _font_face(face: FaceKey) -> str:
    slope = "italic" if face.italic else "normal"
    return (
        f"@font-face {{ font-family: {_quoted(face.family)}; font-weight: {face.weight}; font-style: {slope}; "
        f'src: url("{face.file_name}") format("truetype"); }}'
    )


def _quoted(name: str) -> str:
    safe = "".join(character for character in name if character.isprintable() and character not in '"\\')
    return f'"{safe}"'


def _family_stack(style: Style, layout: Layout, catalogue: Catalogue) -> str:
    family = family_of(style, layout)
    names = [_quoted(name) for name in (family, *layout.fonts.fallback)]
    return ", ".join([*names, catalogue.family(family).generic])


def _body_rule(layout: Layout, catalogue: Catalogue) -> str:
    body = layout.styles.body
    return (
        f"body {{ font-family: {_family_stack(body, layout, catalogue)}; font-weight: {body.weight}; "
        f"line-height: {_leading(body, _LEAST_BODY_LEADING)}; }}\nstrong {{ font-weight: {BOLD}; }}\n"
        f"th {{ font-weight: {TABLE_HEAD_WEIGHT}; }}"
    )


def _styled(layout: Layout) -> Iterator[tuple[str, str, Style]]:
    """Yield selector, role and style of every role that the layout styles."""
    for selector, role in _ROLES:
        style = getattr(layout.styles, role)
        if style is not None and (not role.startswith("index") or "index" in layout.parts):
            yield selector, role, style


def _role_rules(layout: Layout, catalogue: Catalogue) -> Iterator[str]:
    for selector, role, style in _styled(layout):
        yield f"{selector} {{ {'; '.join(_declarations(role, style, layout, catalogue))}; }}"
        if style.italic:
            yield ", ".join(f"{part} em" for part in selector.split(", ")) + " { font-style: normal; }"
    lower = [f"h{level}.lower" for level in range(2, 7)]
    yield f"{', '.join(lower)} {{ font-style: italic; }}"
    yield f"{', '.join(f'{name} em' for name in lower)} {{ font-style: normal; }}"
    if layout.styles.signature:
        room = SIGNING_ROOM * layout.styles.signature.leading_points
        yield f"p.signature.signer {{ margin-top: {_em(room, layout.styles.signature)}; }}"
    body = layout.styles.body
    size = body.size.points()
    following = "p.body" if body.indents_all else "p.body + p.body"
    yield f"{following} {{ text-indent: {_em(body.indent.points(size), body)}; }}"
    for between, role in (("p.body + p.body", "body"), (".list li + li", "list"), ("blockquote p + p", "quotation")):
        style = getattr(layout.styles, role)
        size = style.size.points()
        white = style.space_before.points(size) + style.space_after.points(size)
        if white:
            yield f"{between} {{ margin-top: {_em(white, style)}; }}"
    quotation = layout.styles.quotation
    indent = quotation.indent.points(quotation.size.points())
    yield f"blockquote p + p {{ text-indent: {_em(indent, quotation)}; }}"


def _declarations(role: str, style: Style, layout: Layout, catalogue: Catalogue) -> Iterator[str]:
    size = style.size.points()
    least = _LEAST_BODY_LEADING if style.font == "text" else _LEAST_LEADING
    yield f"font-family: {_family_stack(style, layout, catalogue)}"
    yield f"font-size: {_number(_relative_size(style, layout))}em"
    yield f"line-height: {_leading(style, least)}"
    yield f"font-weight: {style.weight}"
    yield f"font-style: {'italic' if style.italic else 'normal'}"
    yield f"text-align: {_ALIGNMENT[style.align]}"
    if style.tracking.value:
        yield f"letter-spacing: {_em(style.tracking.points(size), style)}"
    if style.colour != "ink":
        yield f"color: #{layout.colours[style.colour].hex}"
    if role not in ("body", "list", "index", "quotation", "table", "credit"):  # the frame spaces these
        yield f"margin-top: {_em(style.space_before.points(size), style)}"
        yield f"margin-bottom: {_em(style.space_after.points(size), style)}"


def _furniture(layout: Layout) -> Iterator[str]:
    """Yield the layout's rules, as thick against the letters beside them as on paper."""
    furniture = layout.furniture
    for selector, role, edge, padding, stroke in (
        ("h1.masthead", "masthead", "bottom", "0.2em", furniture.masthead_rule),
        ("h1.cover-title", "cover_title", "bottom", "0.2em", furniture.masthead_rule),
        ("h1.section", "section", "bottom", "0.35em", furniture.section_rule),
        ("dl.imprint", "imprint", "top", "0.4em", furniture.imprint_rule),
        ("div.footnotes", "footnote", "top", "0.5em", furniture.footnote_rule),
        ("figcaption:only-child", "caption", "left", "0.6em", furniture.caption_rule),
    ):
        thickness = stroke.thickness.points()
        if thickness:
            line = f"{_em(thickness, getattr(layout.styles, role))} solid {_colour(stroke.colour, layout)}"
            yield f"{selector} {{ padding-{edge}: {padding}; border-{edge}: {line}; }}"
    # Thinner than on paper would be no line at all on a screen.
    for selector, edge, stroke in (("tr", "bottom", furniture.table_rule), ("hr", "top", furniture.ornament_rule)):
        if not stroke.thickness.points():
            continue
        yield f"{selector} {{ border-{edge}: thin solid {_colour(stroke.colour, layout)}; }}"
    if furniture.table_rule.thickness.points():
        yield f"thead tr {{ border-bottom: 0.12em solid {_colour(furniture.table_rule.colour, layout)}; }}"


def _colour(name: str, layout: Layout) -> str:
    """Return a colour for a rule; ink is whatever the reader's own text is."""
    return "currentColor" if name == "ink" else f"#{layout.colours[name].hex}"


def _night_rules(layout: Layout) -> Iterator[str]:
    """Yield lighter colours for dark pages, where the reading system says that it shows one."""
    lines = []
    for selector, _, style in _styled(layout):
        colour = style.colour
        if colour != "ink":
            lines.append(f"  {selector} {{ color: #{_lightened(layout.colours[colour]).hex}; }}")
    if lines:
        yield "@media (prefers-color-scheme: dark) {\n" + "\n".join(lines) + "\n}\n"


def _lightened(colour: Colour) -> Colour:
    """Return the colour mixed with white until it contrasts 4.5 to 1 with a dark page (WCAG 2.2, 1.4.3)."""
    page = 0.02  # the luminance of #262626, about the lightest of the usual night pages
    for step in range(11):
        share = step / 10
        red, green, blue = (part + (1 - part) * share for part in (colour.red, colour.green, colour.blue))
        mixed = Colour(red, green, blue)
        if (_luminance(mixed) + 0.05) / (page + 0.05) >= 4.5:
            return mixed
    return mixed


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.red, colour.green, colour.blue)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _relative_size(style: Style, layout: Layout) -> float:
    size = style.size.points() / layout.styles.body.size.points()
    return min(max(size, _LEAST_SIZE), _GREATEST_SIZE)


def _leading(style: Style, least: float) -> str:
    return _number(max(style.leading_points / style.size.points(), least))


def _em(points: float, style: Style) -> str:
    return f"{_number(points / style.size.points())}em"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
