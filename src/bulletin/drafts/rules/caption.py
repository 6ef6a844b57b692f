"""Captions of pictures: short lines between paragraphs, beside an image or where one has been lost in copying.

A headline, a lead, a sub-head and a caption can be the same kind of sentence. Weighed here: an image beside it, a
credit on it, the end mark, a scene ("Toàn cảnh …"), a person or group who does what people in pictures do, length,
extra white above it, and words that only running text has.
"""

from __future__ import annotations

import re
from collections import Counter

from bulletin.drafts.draft import Draft, Line, Role
from bulletin.drafts.evidence import ends_sentence, sentence_count

NAME = "caption"

_SCENE = re.compile(
    r"(?:toàn cảnh|quang cảnh|khung cảnh|một góc|hình ảnh|ảnh(?: minh họa| tư liệu| trên| dưới)?\b|bên trong|bên ngoài|không khí|từ trái sang|các tiết mục|một tiết mục)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:(?:các |quý )?(?:đồng chí|đ/c|đại biểu|ông|bà|anh|chị|lãnh đạo|đoàn|thường trực|ban thường vụ|cán bộ|chiến sĩ|đoàn viên|học sinh|sinh viên|giáo viên"
    r"|người dân|bà con|nhân dân|hội viên|cựu chiến binh|thanh niên|công nhân|nông dân|đội viên|lực lượng|cơ quan chức năng|thí sinh|vận động viên|nghệ sĩ|du khách"
    r"|phó |bí thư|chủ tịch|trưởng|giám đốc|thủ tướng|tổng bí thư|chủ nhiệm|thiếu tướng|trung tướng|đại tướng|thượng tướng|đại tá|thượng tá|trung tá|pgs|gs|ts|ths|bác sĩ|nhà báo|luật sư)|ban tổ chức)",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:phát biểu|trình bày|giới thiệu|tham dự|dự|chủ trì|điều hành|trao|tặng|nhận|chụp ảnh|thăm|tham quan|kiểm tra|khảo sát|cắt băng|dâng hương|dâng hoa"
    r"|thắp hương|bấm nút|ký kết|ký|tiếp|chúc mừng|bỏ phiếu|biểu quyết|thảo luận|báo cáo|khai mạc|bế mạc|kết luận|chỉ đạo|theo dõi|xem|nghe|thực hiện|tham gia|ra quân|trồng|hướng dẫn|động viên|làm việc|trả lời|quán triệt|truyền đạt|thông báo|triển khai|phát động|biểu diễn|thu hoạch|chăm sóc|gặp gỡ|chia sẻ|tuyên truyền)\b",
    re.IGNORECASE,
)
# What running text does and captions do not: report speech, join clauses, open with a connective.
_REPORT = re.compile(
    r"\b(?:nhấn mạnh|cho biết|cho rằng|khẳng định|nêu rõ|đề nghị|yêu cầu|đánh giá|chỉ rõ|bày tỏ|ghi nhận|tiếp tục|cần phải|đồng thời|tuy nhiên|bên cạnh đó|trong đó|theo đó|qua đó)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:tại|tiếp|theo|phát biểu|sau|trước|trong|từ|đến|ngày|sáng|chiều|tối|trưa|bên cạnh|đối với|để|về|cùng dự|tham dự|dự\b|ngoài ra|đồng thời|với|nhằm|qua|trên|hiện nay|được|đây|nếu|khi|vì|do|bởi|tuy|nhưng|mặc dù|thay mặt|kết thúc|hội nghị|buổi|chương trình|cũng|năm|tính|mới đây|vừa qua)\b",
    re.IGNORECASE,
)
_LONGEST = 300
_ENOUGH = 3


def claim(draft: Draft) -> None:
    first = draft.first_text_line()
    times = Counter(line.rest for line in draft.lines)
    scores = {
        index: _score(draft, index) + 2 * (times[line.rest] > 1)  # a caption often returns, running text does not
        for index, line in enumerate(draft.lines)
        if index >= first and not line.is_claimed and len(line.rest) <= _LONGEST and not line.has(Role.LEAD)
    }
    if any(score >= _ENOUGH and not ends_sentence(draft.lines[index].rest) for index, score in scores.items()):
        # This page's captions have no full stop: a sentence with one needs more evidence.
        scores = {index: score - 2 * ends_sentence(draft.lines[index].rest) for index, score in scores.items()}
    for index, score in scores.items():
        if score >= _ENOUGH:
            draft.lines[index].claim(Role.CAPTION, NAME)


def _score(draft: Draft, index: int) -> int:
    line = draft.lines[index]
    text = line.rest
    pictured = 4 * _beside_image(draft, index) + 4 * line.has(Role.CREDIT)
    wording = _wording_score(text)
    score = pictured + (wording if wording or pictured else -1)  # without any sign of a picture it may be a sub-head
    score += 2 if not ends_sentence(text) else -1
    score += 1 if len(text) <= 160 else -2 * (len(text) > 240)
    score += 1 if line.blank_lines_before >= 2 else 0
    if text.endswith((":", ";", "?")) or text.startswith(("-", "+", "•", "*")) or re.match(r"\(?(?:\d+|[a-zđ]|[IVX]+)[.)]", text):
        score -= 4
    return score


def _wording_score(text: str) -> int:
    score = 3 if _SCENE.match(text) else 3 if _SUBJECT.match(text) and _DEED.search(text) else 0
    score -= 4 * bool(_OPENING.match(text))
    score -= 3 * bool(_REPORT.search(text))
    return score - 3 * (sentence_count(text) > 1)


def _beside_image(draft: Draft, index: int) -> bool:
    """Whether an image stands right above the line, or right below it with nothing between them."""
    above = draft.lines[index - 1] if index else None
    if above is not None and above.has(Role.IMAGE):
        return True
    below = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    return below is not None and below.has(Role.IMAGE) and below.blank_lines_before == 0 and _short(draft.lines[index])


def _short(line: Line) -> bool:
    return len(line.rest) <= 200
