"""One official paper, as a Word file and as a PDF: right in everything that the decree wants, and easy to make wrong.

The faces of the PDF are Be Vietnam Pro under the names of Times New Roman: no free machine has the real ones.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import fontpkg_be_vietnam_pro
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as ReportFont
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
SENTENCE = (
    "Thực hiện kế hoạch công tác năm, các cơ quan, đơn vị trên địa bàn tỉnh đã triển khai đồng bộ nhiều giải pháp, "
    "bảo đảm tiến độ và chất lượng các nhiệm vụ được giao, kịp thời tháo gỡ khó khăn cho người dân và doanh nghiệp."
)
TCVN3 = "§ång chÝ BÝ th­ TØnh ñy ®· ph¸t biÓu kÕt luËn héi nghÞ, yªu cÇu c¸c cÊp ñy tËp trung chØ ®¹o thùc hiÖn tèt."


@dataclass(frozen=True)
class Words:
    """A line of the form."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Paper:
    """Everything that the checker looks at; lengths in millimetres, type in points."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 18
    family: str = "Times New Roman"
    colour: str = "000000"
    body_size: float = 14
    align: str = "justified"
    indent: float = 12.7
    between: float = 6
    spacing: float = 1.1
    columns: int = 1
    folio_side: str | None = "top"
    folio_centred: bool = True
    folio_size: float = 14
    folio_italic: bool = False
    folio_on_first: bool = False
    folio_roman: bool = False
    national_title: Words | None = Words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    motto: Words | None = Words("Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    motto_rule: float | None = 1.0
    parent_body: Words | None = Words("UBND TỈNH", 12)
    issuing_body: Words | None = Words("SỞ NỘI VỤ", 12, bold=True)
    issuing_rule: float | None = 0.4
    number: Words | None = Words("Số: 15/BC-SNV", 13)
    place_date: Words | None = Words("Hòa Bình, ngày 05 tháng 01 năm 2024", 13, italic=True)
    recipients_title: Words | None = Words("Nơi nhận:", 12, bold=True, italic=True)
    signature: tuple[Words, ...] = (Words("GIÁM ĐỐC", 14, bold=True), Words("Nguyễn Văn An", 14, bold=True))
    recipients: tuple[Words, ...] = (Words("- Như trên;", 11), Words("- Lưu: VT.", 11))
    paragraphs: tuple[str, ...] = field(default=(SENTENCE,) * 16)


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────────────────

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_paper(paper: Paper, rules: str = "drawn") -> bytes:
    """Return the paper as a .docx; `rules` says how rules are made: drawn, vml, typed, border or underlined."""
    return zipped(word_parts(paper, rules))


def word_parts(paper: Paper, rules: str = "drawn") -> dict[str, str]:
    """Return the parts of the .docx by name."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="m" Type="{_TYPES}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": _part("document", f"<w:body>{_form(paper, rules)}{_text(paper)}{_foot(paper)}{_section(paper)}</w:body>"),
        "word/styles.xml": _part("styles", _styles(paper)),
        "word/settings.xml": _part("settings", ""),
        "word/number.xml": _part("hdr", _folio(paper)),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="n" Type="{_TYPES}header" Target="number.xml"/>'
        f'<Relationship Id="s" Type="{_TYPES}styles" Target="styles.xml"/></Relationships>',
    }


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "number": "header"}
    parts = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{parts}</Types>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def times_width(text: str, size: float) -> float:
    """Return the width of bold words by reportlab's own tables of Times."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d")) if not unicodedata.combining(c))
    return pdfmetrics.stringWidth(plain, "Times-Bold", size)


def _part(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{inner}</w:{name}>'


def _styles(paper: Paper) -> str:
    align = {"justified": "both", "left": "left"}[paper.align]
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{paper.family}" w:hAnsi="{paper.family}"/>'
        f'<w:sz w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Nền"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:spacing w:after="{round(paper.between * 20)}" w:line="{round(paper.spacing * 240)}" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:rPr><w:sz w:val="{round(paper.body_size * 2)}"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Lời văn"/><w:basedOn w:val="Base"/>'
        f'<w:pPr><w:ind w:firstLine="{round(paper.indent * MM * 20)}"/></w:pPr>'
        f'<w:rPr><w:color w:val="{paper.colour}"/></w:rPr></w:style>'
    )


def _run(words: Words, *, underlined: bool = False) -> str:
    marks = "<w:b/>" * words.bold + "<w:i/>" * words.italic + '<w:u w:val="single"/>' * underlined
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{round(words.size * 2)}"/></w:rPr><w:t xml:space="preserve">{escape(words.text)}</w:t></w:r>'


def _line(words: Words | None, properties: str = "", inner: str = "", *, underlined: bool = False) -> str:
    if words is None:
        return ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(words, underlined=underlined)}{inner}</w:p>"


_CENTRED = '<w:jc w:val="center"/>'


def _ruled(words: Words | None, ratio: float | None, rules: str, cell: float) -> str:
    """Return a line of the form with the rule under it."""
    if words is None or ratio is None:
        return _line(words, _CENTRED)
    length = times_width(words.text, words.size) * ratio
    match rules:
        case "underlined":
            return _line(words, _CENTRED, underlined=True)
        case "border":
            side = round((cell - length) / 2 * 20)
            rule = '<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr>'
            return _line(words, _CENTRED) + f'<w:p><w:pPr>{rule}<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
        case "typed":
            count = round(length / (words.size / 2))
            return _line(words, _CENTRED) + _line(Words("_" * count, words.size), _CENTRED)
        case "vml":
            return _line(words, _CENTRED, f'<w:r><w:pict><v:line from="0,0" to="{length:.2f}pt,0"/></w:pict></w:r>')
    shape = (
        f'<w:r><w:drawing><wp:anchor><wp:extent cx="{round(length * 12700)}" cy="0"/><a:graphic><a:graphicData>'
        "<wps:wsp/></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    return _line(words, _CENTRED, shape)


def _form(paper: Paper, rules: str) -> str:
    left, right = 190.0, 270.0

    def cell(width: float, inner: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{round((width + 10.8) * 20)}" w:type="dxa"/></w:tcPr>{inner or "<w:p/>"}</w:tc>'

    issuing = _line(paper.parent_body, _CENTRED) + _ruled(paper.issuing_body, paper.issuing_rule, rules, left)
    national = _line(paper.national_title, _CENTRED) + _ruled(paper.motto, paper.motto_rule, rules, right)
    first = f"<w:tr>{cell(left, issuing)}{cell(right, national)}</w:tr>"
    second = f"<w:tr>{cell(left, _line(paper.number, _CENTRED))}{cell(right, _line(paper.place_date, _CENTRED))}</w:tr>"
    return f"<w:tbl>{first}{second}</w:tbl>"


def _text(paper: Paper) -> str:
    return "".join(f'<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>' for text in paper.paragraphs)


def _foot(paper: Paper) -> str:
    left = _line(paper.recipients_title) + "".join(_line(words) for words in paper.recipients)
    right = "".join(_line(words, _CENTRED) for words in paper.signature)
    return f"<w:tbl><w:tr><w:tc>{left or '<w:p/>'}</w:tc><w:tc>{right}</w:tc></w:tr></w:tbl><w:p/>"


def _folio(paper: Paper) -> str:
    centred = '<w:jc w:val="center"/>' if paper.folio_centred else ""
    look = f'<w:rPr>{"<w:i/>" * paper.folio_italic}<w:sz w:val="{round(paper.folio_size * 2)}"/></w:rPr>'
    return (
        f'<w:p><w:pPr>{centred}</w:pPr><w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{look}<w:t>2</w:t></w:r><w:r>{look}<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def _section(paper: Paper) -> str:
    def twips(length: float) -> int:
        return round(length * MM * 20)

    kind = {"top": "header", "bottom": "footer", None: None}[paper.folio_side]
    reference = f'<w:{kind}Reference w:type="default" r:id="n"/>' if kind else ""
    fmt = '<w:pgNumType w:fmt="lowerRoman"/>' if paper.folio_roman else ""
    margins = " ".join(f'w:{side}="{twips(getattr(paper, side))}"' for side in ("top", "bottom", "left", "right"))
    return (
        f'<w:sectPr>{reference}<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"/><w:pgMar {margins}/>{fmt}'
        f'<w:cols w:num="{paper.columns}" w:space="340"/>{"" if paper.folio_on_first else "<w:titlePg/>"}</w:sectPr>'
    )


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────

_FILES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
_FACES = {
    "Times New Roman": {"Regular": "TimesNewRomanPSMT", "Bold": "TimesNewRomanPS-BoldMT", "Italic": "TimesNewRomanPS-ItalicMT", "BoldItalic": "TimesNewRomanPS-BoldItalicMT"},
    "Tinos": {"Regular": "Tinos", "Bold": "Tinos-Bold", "Italic": "Tinos-Italic", "BoldItalic": "Tinos-BoldItalic"},
    "Arial": {"Regular": "ArialMT", "Bold": "Arial-BoldMT", "Italic": "Arial-ItalicMT", "BoldItalic": "Arial-BoldItalicMT"},
}  # fmt: skip


@cache
def _face(family: str, *, bold: bool, italic: bool) -> str:
    """Return the name of a registered face that calls itself by the family's PostScript name."""
    style = _FILES[bold, italic]
    name = _FACES[family][style]
    font = TTFont(Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / f"BeVietnamPro-{style}.ttf")
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name
    stream = io.BytesIO()
    font.save(stream)
    stream.seek(0)
    pdfmetrics.registerFont(ReportFont(name, stream))
    return name


class _Printer:
    """Draws a paper on a canvas."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, (paper.width * MM, paper.height * MM), invariant=1, pageCompression=0)
        self.left, self.right = paper.left * MM, (paper.width - paper.right) * MM
        self.page = 1

    def words(self, words: Words, x: float, y: float, *, centred: bool = False) -> float:
        face = _face(self.paper.family, bold=words.bold, italic=words.italic)
        self.canvas.setFont(face, words.size)
        width = pdfmetrics.stringWidth(words.text, face, words.size)
        self.canvas.drawString(x - width / 2 if centred else x, y, words.text)
        return width

    def form(self) -> float:
        paper, (west, east) = self.paper, (self.left + 70, self.right - 145)
        tallest = max(words.size for words in (paper.parent_body, paper.national_title, Words("", 12)) if words)
        first = paper.height * MM - paper.top * MM - 0.891 * tallest
        for words, x, row, rule in (
            (paper.parent_body, west, 0, None), (paper.issuing_body, west, 1, paper.issuing_rule), (paper.number, west, 2.5, None),
            (paper.national_title, east, 0, None), (paper.motto, east, 1, paper.motto_rule), (paper.place_date, east, 2.5, None),
        ):  # fmt: skip
            if words is not None:
                y = first - row * 16
                width = self.words(words, x, y, centred=True)
                if rule is not None:
                    self.canvas.line(x - width * rule / 2, y - 5, x + width * rule / 2, y - 5)
        return first - 60

    def folio(self) -> None:
        paper = self.paper
        if paper.folio_side is None or (self.page == 1 and not paper.folio_on_first):
            return
        figures = ["i", "ii", "iii", "iv"][self.page - 1] if paper.folio_roman else str(self.page)
        y = (paper.height - 13) * MM if paper.folio_side == "top" else 11 * MM
        x = (self.left + self.right) / 2 if paper.folio_centred else self.right - 20
        self.words(Words(figures, paper.folio_size, italic=paper.folio_italic), x, y, centred=True)

    def next_page(self) -> float:
        self.folio()
        self.canvas.showPage()
        self.page += 1
        self.canvas.setFillColor(f"#{self.paper.colour}")
        return (self.paper.height - self.paper.top) * MM - 0.891 * self.paper.body_size

    def text(self, y: float) -> float:
        paper = self.paper
        face, size = _face(paper.family, bold=False, italic=False), paper.body_size
        leading, space = size * 1.149 * paper.spacing, pdfmetrics.stringWidth(" ", face, size)
        gutter = 17
        measure = (self.right - self.left - gutter * (paper.columns - 1)) / paper.columns
        floor, column, top = paper.bottom * MM + 0.216 * size, 0, y
        self.canvas.setFillColor(f"#{paper.colour}")
        for text in paper.paragraphs:
            indent = paper.indent * MM
            for line in _broken(text.split(), face, size, measure, indent):
                if y < floor:
                    column += 1
                    if column == paper.columns:
                        column, top = 0, self.next_page()
                    y = top
                self.canvas.setFont(face, size)
                x = self.left + column * (measure + gutter) + indent
                inked = sum(pdfmetrics.stringWidth(word, face, size) for word in line.words)
                is_full = paper.align == "justified" and not line.last and len(line.words) > 1
                gap = (measure - indent - inked) / (len(line.words) - 1) if is_full else space
                for word in line.words:
                    self.canvas.drawString(x, y, word)
                    x += pdfmetrics.stringWidth(word, face, size) + gap
                indent = 0.0
                y -= leading
            y -= paper.between
        self.canvas.setFillColor("#000000")
        return y

    def foot(self, y: float) -> None:
        paper = self.paper
        lines = ([paper.recipients_title] if paper.recipients_title else []) + list(paper.recipients)
        if y - 80 < paper.bottom * MM:
            y = self.next_page()
            self.canvas.setFillColor("#000000")
        for row, words in enumerate(lines):
            self.words(words, self.left, y - 16 * row)
        for row, words in enumerate(paper.signature):
            self.words(words, self.right - 100, y - 2 - 66 * row, centred=True)


@dataclass(frozen=True)
class _Line:
    words: list[str]
    last: bool


def _broken(words: list[str], face: str, size: float, measure: float, indent: float) -> list[_Line]:
    lines, line, room = [], [], measure - indent
    for word in words:
        if line and pdfmetrics.stringWidth(" ".join([*line, word]), face, size) > room:
            lines.append(line)
            line, room = [], measure
        line.append(word)
    lines.append(line)
    return [_Line(each, each is lines[-1]) for each in lines]


def printed_paper(paper: Paper) -> bytes:
    """Return the paper as a PDF."""
    printer = _Printer(paper)
    y = printer.form()
    printer.foot(printer.text(y))
    printer.folio()
    printer.canvas.save()
    return printer.stream.getvalue()
