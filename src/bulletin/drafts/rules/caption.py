"""Captions of pictures: short lines between paragraphs, beside an image or where one has been lost in copying.

A headline, a lead, a sub-head and a caption can be the same kind of sentence. Weighed here: an image beside it, a
credit on it, the end mark, a scene ("Toàn cảnh …"), a person or group who does what people in pictures do, length,
names, what stands around it, and words that only running text has. The weights are those of a logistic regression over
labelled pages (tests/gate and others), rounded: see docs/architecture.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bulletin.drafts.draft import Draft, Role
from bulletin.drafts.evidence import Scale, ends_sentence, sentence_count
from bulletin.drafts.rules import list_item

NAME = "caption"

_SCENE = re.compile(
    r"(?:(?:hình|ảnh)\s*\d{1,2}\s*[.:]|toàn cảnh|quang cảnh|khung cảnh|cảnh (?!sát)|một góc|hình ảnh|(?:một số |những )hình ảnh|ảnh(?: minh họa| tư liệu| trên| dưới)?\b|trong ảnh|bên trong|bên ngoài|không khí|từ trái sang|các tiết mục|(?:một )?tiết mục|phối cảnh|mô hình(?! (?:có|đã|được|này|thu hút|gồm|do)\b)|chân dung|hiện trường|clip|bản đồ|sơ đồ|biểu đồ|đồ họa)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:(?:các |quý |những |nhiều |đông đảo |hai |ba |đại diện |một số )?(?:đồng chí|đ/c|đại biểu|ông|bà|anh|chị|em|cô|thầy|lãnh đạo|đoàn|thường trực|ban thường vụ|cán bộ|chiến sĩ|đoàn viên|đvtn|hộ(?! kinh)|học sinh|sinh viên|giáo viên|giảng viên|bạn|đại diện|hội viên|các em"
    r"|ca sĩ|ca sỹ|diễn viên|người mẫu|rapper|nhạc sĩ|đạo diễn|hoa hậu|nhà thiết kế|bị can|bị cáo|nghi phạm|nghi can|đối tượng|các đối tượng|nạn nhân|tang vật|số tang vật|hàng hóa|sản phẩm|chiếc|ngôi|khu|công trình|dự án|trụ sở|cổng|thượng tọa|linh mục|già làng|nghệ sỹ|vđv|hlv|cầu thủ|tổ|ban giám|hội đồng|btc|bgk|học viên|tình nguyện viên|tiểu thương|ngư dân|công an|cảnh sát|csgt|bộ đội|quân nhân"
    r"|người dân|công dân|bà con|nhân dân|cử tri|cựu chiến binh|thanh niên|công nhân|nông dân|đội viên|lực lượng|cơ quan|thí sinh|vận động viên|nghệ sĩ|nghệ nhân|du khách|bác sĩ|nhân viên|y sĩ|phụ huynh|diễn viên|khách|chủ|gia đình|đội|nhóm|hội|công ty|phóng viên"
    r"|pct|ct ubnd|tỉnh đoàn|huyện đoàn|thành đoàn|phó|bí thư|chủ tịch|trưởng|giám đốc|thủ tướng|tổng bí thư|chủ nhiệm|thiếu tướng|trung tướng|đại tướng|thượng tướng|đại tá|thượng tá|trung tá|thiếu tá|pgs|gs|ts|ths|nhà báo|luật sư|nhà|tuyến|cầu|đường|ruộng|vườn|cánh đồng|xe|tàu)|ban tổ chức)(?![^\W\d_])",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:phát biểu|trình bày|giới thiệu|tham dự|dự|chủ trì|điều hành|trao|tặng|nhận|chụp ảnh|chụp hình|thăm|tham quan|kiểm tra|khảo sát|cắt băng|dâng hương|dâng hoa|ký duyệt|bàn giao"
    r"|thắp hương|bấm nút|ký kết|ký|tiếp|chúc mừng|bỏ phiếu|biểu quyết|thảo luận|báo cáo|khai mạc|bế mạc|kết luận|chỉ đạo|theo dõi|xem|nghe|thực hiện|tham gia|ra quân|trồng|hướng dẫn|động viên|làm việc|trả lời|quán triệt|truyền đạt|thông báo|triển khai|phát động|biểu diễn|thu hoạch|chăm sóc|gặp gỡ|chia sẻ|tuyên truyền"
    r"|truyền dạy|cấp|đo thân nhiệt|khám|tiêm|chế biến|sản xuất|vận hành|lắp đặt|thi công|thi đấu|tranh tài|luyện tập|diễu hành|xếp hàng|đón|bên cạnh|bên|cùng|tại)\b",
    re.IGNORECASE,
)
# What running text does and captions do not: report speech, join clauses, open with a connective.
_REPORT = re.compile(
    r"\b(?:nhấn mạnh|cho biết|cho rằng|khẳng định|nêu rõ|đề nghị|yêu cầu|đánh giá|chỉ rõ|bày tỏ|ghi nhận|tiếp tục|cần phải|đồng thời|tuy nhiên|bên cạnh đó|trong đó|theo đó|qua đó|nói|kể|do đó|vì vậy|mong muốn|hy vọng|nhằm|góp phần)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:tại|tiếp|theo|phát biểu|sau|trước|trong(?! ảnh)|từ(?! trái)|đến|ngày|sáng|chiều|tối|trưa|bên cạnh|đối với|để|về|cùng dự|tham dự|tham gia|dự\b|ngoài ra|đồng thời|với|nhằm|qua|trên(?! ảnh)|hiện|được|đây|nếu|khi|vì|do|bởi|tuy|nhưng|mặc dù|thay mặt|kết thúc|hội nghị|buổi|chương trình|cũng|năm|tính|mới đây|vừa qua|nhờ|những|theo|bằng|việc|vậy|riêng|còn|mỗi|nhân dịp|dịp|thời gian|lúc|đó|như|thực tế|phóng viên:|pv:|hỏi:|đáp:)\b",
    re.IGNORECASE,
)
_IN_PICTURE = re.compile(
    r"\((?:[^()]*(?:bên|giữa|thứ|đứng|ngồi|ngoài cùng|hàng|trái|phải|áo|ảnh|hình)[^()]*)\)|\b(?:trong ảnh|ảnh chụp|hình chụp|trong hình|từ trái sang|bìa trái|bìa phải)\b",
    re.IGNORECASE,
)
_POINTERS = ("(", "ảnh", "hình", "trái", "phải")  # nothing points without one of these
_MARKED = re.compile(r"\(?(?:\d+|[a-zđ]|[IVX]+)[.)]\s*\S|[-–+•*»>]\s")
_EVENT = re.compile(
    r"(?:trao|tặng|khai mạc|cắt băng|kiểm tra|thi|lễ|thăm|giải(?! pháp| trình| quyết| đáp| phóng| ngân)|nghi thức|bấm nút|chụp|ký|bàn giao|khởi công|ra mắt|thả|dâng|phát|rước|hội thi|pha|màn|phần thi|biểu diễn|gói|hát|múa|đua)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\b(?:đã|sẽ|đang|vẫn|cũng|còn|phải|cần|không|nếu|để|rằng|thì|mà|nên)\b")
_SPEAKER = re.compile(r"(?:pv|p\.v|phóng viên|hỏi|đáp|nhà báo)\s*:|(?:xin )?(?:trân trọng )?cảm ơn|xin (?:trân trọng|chân thành|gửi|kính|chúc)|(?:kính |xin )?thưa\b|kính (?:gửi|chúc|mời)|\(\*+\)|[^:.]{4,60}:\s*[“\"]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LONG, _LONGEST = 150, 300

# sign → (weight in tenths, what it says)
_SIGNS = {
    "credit": (17, "có tên người chụp"),
    "credit-below": (3, "tên người chụp ở dòng dưới"),
    "image-above": (11, "ngay dưới một ảnh"),
    "points": (11, "chỉ vào người hay vật trong ảnh"),
    "scene": (7, "tả một cảnh"),
    "deed": (11, "người và việc trong một tấm ảnh"),
    "subject": (1, "ngắn, nêu người hay vật trong ảnh"),
    "event": (7, "nêu một việc được chụp"),
    "in-cell": (20, "đứng trong một ô bảng, dưới ảnh của nó"),
    "repeated": (11, "được nhắc lại"),
    "ended": (-8, "kết thúc như một câu"),
    "ended-short": (17, "một câu ngắn"),
    "open-short": (-10, "ngắn như một tít phụ"),
    "open-long": (9, "không có dấu chấm cuối, dài hơn một tít phụ"),
    "short": (13, "ngắn"),
    "middling": (9, "dài vừa"),
    "white": (4, "khoảng trống rộng phía trên"),
    "between": (5, "đứng giữa hai đoạn văn"),
    "below-short": (-5, "dưới một dòng ngắn khác"),
    "commas": (-9, "nhiều dấu phẩy"),
    "figures": (-9, "có con số"),
    "opening": (-4, "mở đầu như lời kể"),
    "report": (-11, "có lời tường thuật"),
    "report-ended": (-14, "lời tường thuật trọn câu"),
    "telling": (-10, "có từ của lời kể"),
    "sentences": (-7, "nhiều câu"),
    "item": (-18, "mở đầu như một mục liệt kê"),
    "colon": (-24, "kết thúc như lời dẫn, lời hỏi hay một liệt kê"),
    "speech": (-40, "lời nói, lời thưa gửi hay chú của tòa soạn"),
    "nothing": (-15, "không có dấu hiệu nào của ảnh"),
    "unpictured": (-40, "trang có mã HTML mà không có ảnh ở cạnh"),
    "heading-like": (-9, "giọng của một tít phụ"),
    "capitals": (-6, "toàn chữ hoa"),
}
_START, _ENOUGH = -4, -3


def is_scene(text: str) -> bool:
    """Return whether the text opens as only a caption does ("Toàn cảnh hội nghị", "Quang cảnh …")."""
    return re.match(r"(?:toàn cảnh|quang cảnh|khung cảnh|một góc|trong ảnh|ảnh:)", text, re.IGNORECASE) is not None


def shows_person(text: str) -> bool:
    """Return whether the text names a person who does what people in pictures do."""
    return _SUBJECT.match(text) is not None and _DEED.search(text) is not None


def may_be(draft: Draft, index: int, times: int) -> bool:
    """Return whether enough speaks for a caption in the line at `index`, which stands `times` times on the page."""
    return _weigh(draft, index, times).total >= _ENOUGH


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    times = Counter(line.rest for line in draft.lines)
    for index, line in enumerate(draft.lines):
        if index < first or line.is_claimed or len(line.rest) > _LONGEST or line.has(Role.LEAD):
            continue
        if len(line.rest) > _LONG and not line.pieces and not _hints(line.rest) and not _is_beside_picture(draft, index):
            continue
        scale = _weigh(draft, index, times[line.rest])
        if scale.total >= _ENOUGH or line.has(Role.CREDIT):
            line.claim(Role.CAPTION, NAME, evidence=scale.evidence)


def _hints(text: str) -> bool:
    """Whether a long line opens or speaks as captions do: without that, nothing could make it one."""
    return bool(_SUBJECT.match(text) or _SCENE.match(text) or _EVENT.match(text) or _points(text))


def _points(text: str) -> bool:
    """Whether the text points at somebody or something in a picture."""
    folded = text.casefold()
    return any(word in folded for word in _POINTERS) and _IN_PICTURE.search(text) is not None


def _is_beside_picture(draft: Draft, index: int) -> bool:
    return not {"image-above", "credit-below"}.isdisjoint(_signs_of_place(draft, index))


def _weigh(draft: Draft, index: int, times: int) -> Scale:
    scale = Scale()
    scale.total = _START
    for sign in signs(draft, index, times):
        scale.put(*_SIGNS[sign])
    return scale


_PICTURED = frozenset({"credit", "credit-below", "image-above", "points", "scene", "deed", "subject", "event", "repeated", "in-cell"})
_BESIDE = frozenset({"credit", "credit-below", "image-above"})
_APPEAL = re.compile(r"(?:cần|không|hãy|đừng|phải|vì sao|tại sao|làm gì|để|những|từ|khi|nhiều|hạn chế|tăng cường|đẩy mạnh|nâng cao|phát huy|xây dựng|giải pháp|kết quả|quy định|nguyên nhân|bài học|thực trạng|trách nhiệm|chủ động|quyết tâm)\b", re.IGNORECASE)


def signs(draft: Draft, index: int, times: int) -> Iterator[str]:
    """Yield what speaks for or against a caption in the line at `index`, whose text stands `times` times on the page."""
    line = draft.lines[index]
    text = line.rest
    found = [*_signs_of_wording(text), *_signs_of_shape(text), *_signs_of_place(draft, index)]
    if line.has(Role.CREDIT):
        found.append("credit")
    if times > 1:
        found.append("repeated")
    if any(edit.rule == "table-remains" for edit in line.edits):
        found.append("in-cell")
    if not _PICTURED.intersection(found):
        if not any(other.is_text for other in draft.lines):  # where all is short, a short sentence says nothing
            found = [sign for sign in found if sign != "ended-short"]
        found.append("nothing")
    if draft.has_markup and not _BESIDE.intersection(found):
        found.append("unpictured")
    if not ends_sentence(text) and (_APPEAL.match(text) or text[:1] in "“\"‘'"):
        found.append("heading-like")
    yield from found


def _signs_of_wording(text: str) -> Iterator[str]:
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    subject = _SUBJECT.match(text)
    if _SCENE.match(text):
        yield "scene"
    if subject and _DEED.search(text):
        yield "deed"
    if subject and len(text) <= 80:
        yield "subject"
    if _EVENT.match(text):
        yield "event"
    if _OPENING.match(text):
        yield "opening"
    if _REPORT.search(text):
        yield "report"
        if ends_sentence(text):
            yield "report-ended"
    if _TELLING.search(text):
        yield "telling"
    if _points(text):
        yield "points"
    if sentence_count(text) > 1:
        yield "sentences"


def _signs_of_shape(text: str) -> Iterator[str]:
    length, words = len(text), text.split()
    if ends_sentence(text):
        yield "ended"
        if length <= 100:
            yield "ended-short"
    elif len(words) <= 8:
        yield "open-short"
    elif len(words) >= 11:
        yield "open-long"
    if length <= 60:
        yield "short"
    elif length <= 110:
        yield "middling"
    if text.count(",") >= 2:
        yield "commas"
    if _DIGIT.search(text):
        yield "figures"
    if _MARKED.match(text):
        yield "item"
    if text.endswith((":", ";", "?")):
        yield "colon"
    if text.endswith(("./.", "!")) or _SPEAKER.match(text) or list_item.is_spoken(text):
        yield "speech"
    if text.isupper():
        yield "capitals"


def _signs_of_place(draft: Draft, index: int) -> Iterator[str]:
    lines = draft.lines
    above = lines[index - 1] if index else None
    below = lines[index + 1] if index + 1 < len(lines) else None
    short = len(lines[index].rest) <= 200
    if above is not None and above.has(Role.IMAGE):
        yield "image-above"
    if below is not None and below.pieces and below.pieces[0].role is Role.CREDIT and short:
        yield "credit-below"
    if lines[index].blank_lines_before >= 2:
        yield "white"
    if above is not None and above.is_text and below is not None and below.is_text:
        yield "between"
    if above is not None and not above.is_text and not above.pieces:
        yield "below-short"
