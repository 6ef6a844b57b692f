"""Vietnamese paragraphs, and encoders that spoil them as old programs did: for the tests and benchmarks of repairs.

The encoders are written from the descriptions of the encodings, by taking letters apart; they share no table with the code
that they test, but for TCVN3 and VISCII, whose tables are held against the system's iconv by a test of their own.
"""

from __future__ import annotations

import random
import re
import unicodedata

from bulletin.text.repair import tcvn3, viscii

HUYEN, HOI, NGA, SAC, NANG = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
BREVE, HAT, HORN = "\u0306", "\u0302", "\u031b"
TONES = {HUYEN, HOI, NGA, SAC, NANG}

_PHRASES = """
Hội nghị Ban Chấp hành Đảng bộ tỉnh|Sáng nay, tại trung tâm hội nghị của thành phố|các đại biểu đã thảo luận sôi nổi
Thường trực Tỉnh ủy|phát biểu kết luận hội nghị|nhấn mạnh những nhiệm vụ trọng tâm trong thời gian tới|Đồng chí Nguyễn Văn Hưởng
tiếp tục đẩy mạnh cải cách hành chính|nâng cao chất lượng nguồn nhân lực|giữ vững an ninh, trật tự an toàn xã hội
Lễ khánh thành cây cầu bắc qua sông|bà con nông dân phấn khởi được mùa vải thiều|giá lúa tăng nhẹ so với cùng kỳ năm trước
Tổng vốn đầu tư ước đạt 1.250 tỷ đồng|khởi công vào quý III năm 2024|dự kiến hoàn thành trước ngày 30/6/2025
những gia đình có hoàn cảnh khó khăn|trao tặng 120 suất quà|mỗi suất trị giá 500.000 đồng|chúc các em học sinh học giỏi
Ủy ban nhân dân huyện|Sở Giáo dục và Đào tạo|Bộ Chỉ huy Quân sự tỉnh|Hội Liên hiệp Phụ nữ|Đoàn Thanh niên Cộng sản Hồ Chí Minh
Chủ tịch HĐND tỉnh|Phó Chủ tịch UBND tỉnh|Trưởng Đoàn ĐBQH tỉnh|lãnh đạo MTTQ các cấp|Nghị quyết số 27-NQ/TW
kiểm tra, giám sát và thi hành kỷ luật|đấu tranh phòng, chống tham nhũng, tiêu cực|xây dựng Đảng trong sạch, vững mạnh
nhiều hộ nghèo đã thoát nghèo bền vững|mô hình trồng bưởi, ổi, na dai cho thu nhập khá|thủy lợi nội đồng được kiên cố hóa
Khu công nghiệp phía nam|doanh nghiệp đăng ký mới|xuất khẩu thủy sản sang Nhật Bản và Hoa Kỳ|kim ngạch đạt gần 3,5 tỷ USD
các nghệ nhân biểu diễn chèo, tuồng, quan họ|đêm hội trăng rằm|rước kiệu quanh hồ|lễ hội được tổ chức hằng năm
dịch tả lợn châu Phi|tiêm vắc-xin cho đàn gia súc|phun thuốc khử trùng|khuyến cáo người dân không chủ quan
Bệnh viện Đa khoa tỉnh|khám, chữa bệnh bằng thẻ bảo hiểm y tế|y bác sĩ trực cấp cứu 24/24 giờ|hiến máu tình nguyện
đội tuyển bóng đá nữ giành huy chương vàng|vượt qua vòng loại|trận chung kết diễn ra vào tối thứ bảy|khán giả cổ vũ cuồng nhiệt
mưa lớn gây sạt lở ở vùng núi|mực nước sông lên nhanh|di dời khẩn cấp hàng chục hộ dân|lực lượng cứu hộ túc trực suốt đêm
quyết định khen thưởng các tập thể, cá nhân xuất sắc|trao Huân chương Lao động hạng Nhì|kỷ niệm 50 năm ngày thành lập
chuyển đổi số trong quản lý đất đai|hồ sơ được giải quyết trực tuyến|thời gian xử lý giảm từ 15 ngày xuống còn 7 ngày
Thạc sĩ Trần Thị Bích Ngọc|Giám đốc Sở Nông nghiệp|ông Phạm Quốc Thụy, thôn Đoài, xã Yên Mỹ|bà Lê Thị Hường|anh Vũ Đức Duy
con đường liên xã dài 12 km|trạm y tế đạt chuẩn quốc gia|trường mầm non được xây mới|chợ quê họp từ tờ mờ sáng
thầy thuốc ưu tú|những người lính đảo Trường Sa|biển, đảo quê hương|tàu cá vươn khơi bám biển|nghĩa trang liệt sĩ
khoảng 8.800 đại biểu tham dự ở 36 điểm cầu|chương trình hành động thực hiện nghị quyết|giai đoạn 2021 - 2030
người cao tuổi gương mẫu|hòa giải ở cơ sở|thúy liễu rủ bóng bên hồ|xuống phố mua hoa tươi|khuya khoắt vẫn miệt mài
"""
PHRASES = _PHRASES.strip().replace("\n", "|").split("|")

CAPITALS = (
    "HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ TỈNH",
    "NHIỆM KỲ 2020 - 2025",
    "ỦY BAN NHÂN DÂN",
    "LỄ KHÁNH THÀNH",
    "Ý KIẾN BẠN ĐỌC",
)


def make_paragraphs(count, seed=1, shortest=40):
    """Return paragraphs of at least `shortest` letters, sentence by sentence out of the phrases, the same every time."""
    chance = random.Random(seed)  # noqa: S311 - samples, not secrets
    made = []
    while len(made) < count:
        sentences = []
        for _ in range(chance.randint(1, 4)):
            phrases = chance.sample(PHRASES, chance.randint(2, 4))
            if chance.random() < 0.08:
                phrases[0] = chance.choice(CAPITALS)
            sentence = ", ".join(phrases)
            sentences.append(sentence[0].upper() + sentence[1:] + chance.choice([".", ".", ".", "!", "..."]))
        paragraph = " ".join(sentences)
        if sum(map(str.isalpha, paragraph)) >= shortest:
            made.append(paragraph)
    return made


def plain_punctuation(text):
    """Return the text with the punctuation that every old encoding has."""
    return text.translate(str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "}))


def _split(letter):
    """Return (base, hat, tone) of a letter; đ is its own base."""
    base, *marks = unicodedata.normalize("NFD", letter)
    hat = next((mark for mark in marks if mark in (BREVE, HAT, HORN)), "")
    tone = next((mark for mark in marks if mark in TONES), "")
    return base, hat, tone


_TCVN3_BYTES = {letter: byte for byte, letter in tcvn3.LETTERS.items() if letter.islower() or letter in "ĂÂÊÔƠƯĐ"}
_VISCII_BYTES = {letter: byte for byte, letter in viscii.LETTERS.items()}


def to_tcvn3(text):
    """Return bytes in TCVN3: a capital with a tone is the small letter's byte, as the font .VnTimeH wants it."""
    byte_of = {c: _TCVN3_BYTES.get(c, _TCVN3_BYTES.get(c.lower())) for c in set(text) if ord(c) > 0x7F}
    return b"".join(bytes([byte_of[c]]) if byte_of.get(c) else c.encode("cp1252") for c in text)


def to_viscii(text):
    """Return bytes in VISCII."""
    return b"".join(bytes([_VISCII_BYTES[c]]) if c in _VISCII_BYTES else c.encode("ascii") for c in text)


_VNI_TONES = {SAC: "ù", HUYEN: "ø", HOI: "û", NGA: "õ", NANG: "ï"}
_VNI_HATS = {HAT: {"": "â", SAC: "á", HUYEN: "à", HOI: "å", NGA: "ã", NANG: "ä"}, BREVE: {"": "ê", SAC: "é", HUYEN: "è", HOI: "ú", NGA: "ü", NANG: "ë"}}
_VNI_I = {SAC: "í", HUYEN: "ì", HOI: "æ", NGA: "ó", NANG: "ò"}


def _vni(letter):
    base, hat, tone = _split(letter)
    capital = base.isupper()
    small = base.lower()
    if small == "đ":
        found = "ñ"
    elif small == "i" and tone:
        found = _VNI_I[tone]
    elif small == "y" and tone == NANG:
        found = "î"
    elif hat == HORN:
        found = {"o": "ô", "u": "ö"}[small] + _VNI_TONES.get(tone, "")
    elif hat:
        found = small + _VNI_HATS[hat][tone]
    else:
        found = small + _VNI_TONES.get(tone, "")
    return found.upper() if capital else found


def to_vni(text):
    """Return bytes in VNI-Windows."""
    return "".join(_vni(c) if c.isalpha() else c for c in text).encode("cp1252")


def to_windows_1258(text):
    """Return bytes in Windows-1258, every tone a byte of its own."""
    pieces = []
    for c in text:
        base, hat, tone = _split(c)
        pieces.append(unicodedata.normalize("NFC", base + hat) + tone if c.isalpha() else c)
    return "".join(pieces).encode("cp1258")


def to_windows_1258_precomposed(text):
    """Return bytes in Windows-1258 with the precomposed letters that the code page has, as many programs write it."""
    found = b""
    for c in text:
        try:
            found += c.encode("cp1258")
        except UnicodeEncodeError:
            found += to_windows_1258(c)
    return found


_VIQR = {BREVE: "(", HAT: "^", HORN: "+", SAC: "'", HUYEN: "`", HOI: "?", NGA: "~", NANG: "."}


def to_viqr(text):
    """Return VIQR after RFC 1456: what could be read as a mark has a backslash before it."""
    pieces = []
    for c in text:
        if c in "đĐ":
            pieces.append("dd" if c == "đ" else "DD")
        elif c.isalpha():
            base, hat, tone = _split(c)
            pieces.append(base + _VIQR.get(hat, "") + _VIQR.get(tone, ""))
        elif c in "'`?~.(^+" and pieces and pieces[-1][-1:].lower() in set("aeiouy(^+"):
            pieces.append("\\" + c)
        else:
            pieces.append(c)
    return "".join(pieces).encode("ascii")


def show_as_cp1252(data):
    """Return the bytes as Windows shows them; the five that it has no character for as control characters."""
    return "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in data)


def show_as_latin1(data):
    return data.decode("latin-1")


BYTE_ENCODERS = {
    "tcvn3": to_tcvn3,
    "vni": to_vni,
    "viscii": to_viscii,
    "windows-1258": to_windows_1258,
    "windows-1258 precomposed": to_windows_1258_precomposed,
    "viqr": to_viqr,
}


def _as_utf8(show):
    return lambda text: show(text.encode("utf-8"))


def _twice(first, second):
    return lambda text: second(first(text.encode("utf-8")).encode("utf-8"))


def _pasted(encode, show):
    return lambda text: show(encode(text))


# How a paragraph can arrive as text.
TEXT_ENCODERS = {
    f"{name} as {shown}": _pasted(encode, show)
    for name, encode in BYTE_ENCODERS.items()
    for shown, show in (("cp1252", show_as_cp1252), ("latin-1", show_as_latin1))
} | {
    "mojibake cp1252": _as_utf8(show_as_cp1252),
    "mojibake latin-1": _as_utf8(show_as_latin1),
    "twice cp1252": _twice(show_as_cp1252, show_as_cp1252),
    "twice latin-1": _twice(show_as_latin1, show_as_latin1),
    "twice cp1252, latin-1": _twice(show_as_cp1252, show_as_latin1),
    "twice latin-1, cp1252": _twice(show_as_latin1, show_as_cp1252),
    "nfd": lambda text: unicodedata.normalize("NFD", text),
}


def long_lines(text):
    """Return the paragraphs of a file's text, without chrome: lines of forty letters and more."""
    return [line for line in re.split(r"\n+", text) if sum(map(str.isalpha, line)) >= 40]


# What stands in clean files and looks odd to a repair: sentences by kind, written for this test.
_CLEAN = {
    "english": "The café's naïve façade was déjà vu.|It's 5 o'clock; don't be late, she said.|Read pp. 12-15 (see fig. 3a).|“Curly” and 'straight' quotes — mixed…|Temperature: 25°C ± 2°, area 40 m², ½ cup, £5, €9, ©2024 Acme®",
    "french": "L'élève où naît l'été a reçu çà et là des œufs.|« Voilà », dit-elle, « c'est déjà Noël à l'hôtel ».|La forêt brûlée près de la rivière gelée|Où êtes-vous allé, mon cœur ?|Il y a eu une fête à la mairie hier",
    "german": "Für Größe und Maß gilt: übermäßig schöne Häuser.|Die Straße führt über die Brücke nach Köln.|»Grüß Gott«, sagte der Bäcker müde.|Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich|Ä Ö Ü sind Umlaute",
    "swedish": "Så må vi gå nu på en ö i år.|Också när det är kallt får du åka båt.|På ön bor många små får.|Här är en å på ön|Räksmörgås på bordet är gott",
    "spanish": "¿Qué tal, señor? ¡Mañana será otro año!|El niño comió piñas aún después de la reunión.|Está más allá del río Miño|Según él, sí y no|La cigüeña voló lejos",
    "portuguese": "A nação não perdoa; são três irmãos e mães.|NÃO É POSSÍVEL, É SÃO JOÃO!|Você já pôs o pão à mesa?|Amanhã haverá reunião à tarde|Às três horas, avô e avó",
    "polish": "Zażółć gęślą jaźń, proszę państwa.|W Szczebrzeszynie chrząszcz brzmi w trzcinie.|Łódź leży nad rzeką Łódką|Dzień dobry, panie pośle|Święta są już blisko",
    "czech": "Příliš žluťoučký kůň úpěl ďábelské ódy.|Dnes večer přijdou děti domů.|Řeka Vltava teče přes Prahu|Čas běží rychle|Škoda že už je pozdě",
    "icelandic": "Það er ekki gott að vera hér á vegi.|Við fórum út að á og sáum þar svaninn.|Ég heiti Örn og bý í Reykjavík|Sæll og blessaður|Allt er þá er þrennt er",
    "italian": "Perché non può più andare così là?|È già città, però c'è università.|Lunedì andrò giù in virtù|Chissà dov'è la felicità|Sì, caffè e tè",
    "turkish": "Şu köşe yaz köşesi, şu köşe kış köşesi.|İstanbul'da güneş çok güzel doğar.|Öğretmen öğrencilere ödev verdi|Çığ düştü ağaçlar kırıldı|Ünlü yazar geldi",
    "russian": "Съешь же ещё этих мягких французских булок.|Москва — столица России, XX век.|Он сказал «да» и ушёл|Сегодня хорошая погода|Вода кипит при 100°C",
    "greek": "Η Αθήνα είναι η πρωτεύουσα της Ελλάδας.|Καλημέρα, τι κάνετε σήμερα;|Το α και το ω, η αρχή και το τέλος|Όλα τα βιβλία|Ναι ή όχι",
    "code": "def area(a, b=None): return {'a': a, 'e': \"e\", 'u': u'x'}[key] if a^b else ~b|for (i = 0; i < n; i++) { a[i] += b[i] ^ c(d+e); }|print('o', 'u'); x = a^(b+c) | d~e `cmd`|C:\\temp\\data\\da.txt && ls -la ~/o*|SELECT a.id, o.no FROM da.ta a WHERE e' = '' AND u+1 > 2",
    "urls": "https://bao.vn/a-b.html?id=5&ddong=1#a^b|mailto:thu.ha@bao.gov.vn, www.thanhhoa.gov.vn/tin-tuc/ho.aspx?a=e~f|ftp://a.o.u/i.e/y.php|/home/da/.cache/o+.txt~|t.me/ha.noi (Zalo: 0912.345.678)",
    "formulas": "a^2 + b^2 = c^2, e^(i*pi) + 1 = 0|ΔE = ħω, μ₀ = 4π×10⁻⁷ N·A⁻², Να = ρυ²/2|x̄ ± σ/√n ≈ 5 µm ÷ 2 µg|H₂SO₄ + 2 NaOH → Na₂SO₄ + 2 H₂O|α + β ≤ γ·δ, ∑ xᵢ², 15' 30\" N",
    "mixed": "Ông François Müller (Đức) gặp bà Škvorecký tại Hà Nội.|Công ty Crédit Agricole và Société Générale mở chi nhánh|“ĐÃ” và “Đã”: ĐÃ… HÀ»; «Đảng» – ĐÃ\u00a0CÓ|Diện tích 50 m², 30 °C; §5 Luật Đất đai ©2024 Báo điện tử®|Quán café São Paulo ở Đắk Lắk, Krông Nô, Pleiku",
}  # fmt: skip


def make_clean_paragraphs(count, seed=2):
    """Return (kind, paragraph) of clean text, Vietnamese and other, the same every time."""
    chance = random.Random(seed)  # noqa: S311 - samples, not secrets
    made = [("vietnamese", paragraph) for paragraph in make_paragraphs(count // 3, seed)]
    kinds = {kind: text.split("|") if kind != "code" else re.split(r"(?<=\S)\|(?=\S)", text) for kind, text in _CLEAN.items()}
    while len(made) < count:
        kind = chance.choice(list(kinds))
        own = chance.sample(kinds[kind], min(len(kinds[kind]), chance.randint(1, 5)))
        if chance.random() < 0.15:
            own.insert(0, chance.choice(PHRASES))
        made.append((kind, " ".join(own)))
    return made
