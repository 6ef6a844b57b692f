"""A font family → a bulletin that shows it: every Vietnamese letter, stacked marks, pairs that collide, sizes, styles.

It is an ordinary bulletin in a shipped layout, so that the PDF writer draws the specimen exactly as it would draw
an article. Its labels are set in the layout's own display family: the family that is shown may lack their letters.
"""

from __future__ import annotations

import json
from dataclasses import replace

from bulletin.fonts.coverage import ALPHANUMERICS, PUNCTUATION, lacking_letters, lacking_signs
from bulletin.fonts.instances import FontBook
from bulletin.model import (
    Article,
    Block,
    Bulletin,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Text,
)
from bulletin.settings import Node, override
from bulletin.text.vietnamese import ACCENTED_LETTERS

LAYOUT = "ban-tin"

_BOLD = 700
_LABELS = "Be Vietnam Pro"  # has every letter of what the layout itself words
# role → size and leading in points: the sizes in which the family is shown
_SIZES = {"section": (26, 34), "lead": (15, 21), "body": (10.5, 15), "quotation": (8.5, 12), "caption": (7, 9.5)}

# Words whose marks stand highest and lowest, and pairs that touch where a face is carelessly made.
_HEADLINE = "Ễnh ương, Ẵ, Ộ, Ự, Ỹ và Nguyễn Tuỳnh"
_STACKED = (
    "ẤẦẨẪẬ ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ấầẩẫậ ắằẳẵặ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ĂẮ ÂẤ ĐĐ đđ ƠƠ ưư ỈỊ ỉịĩ ỲÝỶỸỴ ỳýỷỹỵ"
)
_PAIRS = (
    "Tỷ Tỵ Tý Từ Tữ Vừ Vỡ Vẫn Vẽ Yến Yểu Ýt PHƯỜNG ĐƯỢC ƯỚC ƯỠN DƯỚI ĐỀU ĐÃ LẠI “Ấn” ‘Ừ’ f’ fì fi fí ffi gỹ gỵ jí kỹ "
    "rỡ rừ tự AV AƯ LƯ LỴ TA VÂ WÂ ƠI, ƯU. ỞI? fị) (ỹ) [Ệ] Ẫ/Ộ 1.000 11/7 7–8 – … Nguyễn Quỳnh Khuỷu ngoẹo khuếch"
)
_SENTENCE = (
    "Sáng 5/7, hội nghị sơ kết 6 tháng đầu năm đã thống nhất ba nhóm nhiệm vụ: giữ vững kỷ cương, đẩy nhanh giải ngân "
    "vốn đầu tư công và chăm lo đời sống nhân dân. “Việc gì có lợi cho dân, ta phải hết sức làm; việc gì có hại đến "
    "dân, ta phải hết sức tránh” – lời dạy ấy được nhắc lại nhiều lần… Tổng thu ngân sách ước đạt 8.800 tỷ đồng, tăng "
    "10,5% so với cùng kỳ."
)


def specimen_settings(family: str) -> list[Node]:
    """Return what the specimen lays over the layout: the family, one column, the sizes, nothing but the article."""
    values = {
        "fonts.text": family, "fonts.fallback": json.dumps([family, _LABELS], ensure_ascii=False), "grid.columns": "1",
        "parts": "[sections]", "styles.body.align": "left", "styles.body.indent": "0pt",
        "styles.body.space_after": "4pt",
    }  # fmt: skip
    for role, (size, leading) in _SIZES.items():
        values |= {
            f"styles.{role}.font": "text", f"styles.{role}.size": f"{size}pt", f"styles.{role}.leading": f"{leading}pt",
            f"styles.{role}.weight": "400", f"styles.{role}.italic": "false", f"styles.{role}.colour": "ink",
        }  # fmt: skip
    return [override(key, value, "fonts show") for key, value in values.items()]


def specimen(family: str, fonts: FontBook) -> Bulletin:
    """Return the specimen. Letters that one of its four faces lacks are named in the labels' family, and left out."""
    letters = frozenset.intersection(
        *(fonts.face(family, weight, italic=italic).letters for weight in (400, _BOLD) for italic in (False, True))
    )

    def words(text: str) -> str:
        drawn = "".join(letter for letter in text if ord(letter) in letters or letter == " ")
        return " ".join(drawn.split()) or "0"

    def text(wished: str) -> Inlines:
        return (Text(words(wished)),)

    half = len(ACCENTED_LETTERS) // 2
    sentence = text(_SENTENCE)
    shown: list[tuple[str, list[Inlines]]] = [
        ("134 chữ tiếng Việt", [text(" ".join(ACCENTED_LETTERS[:half])), text(" ".join(ACCENTED_LETTERS[half:]))]),
        ("Chữ, số và dấu câu", [text(" ".join(ALPHANUMERICS)), text(" ".join(PUNCTUATION))]),
        ("Dấu chồng", [text(_STACKED)]),
        ("Những cặp dễ chạm nhau", [text(_PAIRS)]),
        ("Đứng, nghiêng, đậm, đậm nghiêng", [
            sentence, (Emphasis(sentence),), (Strong(sentence),), (Strong((Emphasis(sentence),)),),
        ]),
    ]  # fmt: skip
    missing = [*lacking_letters(letters), *lacking_signs(letters)]
    if missing:
        shown.insert(0, (f"Thiếu {len(missing)} chữ và dấu: {' '.join(missing)}", []))
    blocks: list[Block] = []
    for label, paragraphs in shown:
        blocks.append(Heading((Text(label),)))
        blocks += [Paragraph(content) for content in paragraphs]
    blocks += [Heading((Text("Cỡ nhỏ"),)), Quotation((sentence, sentence)), Figure(None, sentence)]
    lead = words(_SENTENCE.split(": ", maxsplit=1)[0] + ".")
    numbered = tuple(replace(block, id=f"b{number}") for number, block in enumerate(blocks, 1))
    article = Article(title=f"Mẫu phông {family}", lead=lead, blocks=numbered)
    return Bulletin(title=f"Mẫu phông {family}", sections=(Section(words(_HEADLINE), (article,)),))
