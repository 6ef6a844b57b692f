"""What tags and class names mean: the vocabulary of HTML and of Vietnamese news sites.

A class name is a hint, never a proof: the modules that use these sets weigh it against position and neighbours.
"""

from __future__ import annotations

import re

# ── tags ─────────────────────────────────────────────────────────────────────────────────────────────────────

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
OPTIONAL_END = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
        "option",
        "optgroup",
        "rp",
        "rt",
    ]
)
FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)

# A boundary that ends a line; those in SPACED have white above and below, as in a page copied as text.
SPACED = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "figure", "hr", "pre"]
)
BLOCKS = SPACED | frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dt",
        "fieldset",
        "figcaption",
        "footer",
        "form",
        "frameset",
        "header",
        "hgroup",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noframes",
        "optgroup",
        "option",
        "picture",
        "search",
        "section",
        "summary",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "caption",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}

# What no page shows, or shows as a control: tag → rule. These stand behind the page's text in the draft.
UNSHOWN = {
    "script": "html-script", "style": "html-style", "noscript": "html-noscript", "template": "html-template",
    "iframe": "html-iframe", "noframes": "html-noframes", "object": "html-object", "embed": "html-object",
    "button": "html-button", "select": "html-form", "textarea": "html-form", "datalist": "html-form", "svg": "html-svg",
    "canvas": "html-object", "audio": "html-media", "video": "html-media", "map": "html-object", "head": "html-head",
    "dialog": "html-hidden",
}  # fmt: skip

# Parts of a page around its article, unless they hold the article itself.
REGIONS = {
    "nav": "html-nav",
    "header": "html-header",
    "footer": "html-footer",
    "aside": "html-aside",
    "form": "html-form",
}

# ── class names ──────────────────────────────────────────────────────────────────────────────────────────────


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


TITLE = _any(
    r"(?<![a-z])(?:title|headline|tieu-?de|tit)(?![a-z])|(?:detail|article|post|entry|news|story)[-_]?title|title[-_]?(?:detail|news|post)"
)
LEAD = _any(
    r"sapo|chapo|(?<![a-z])(?:lead|summary|intro|tom-?tat|trich-?dan|description|excerpt|standfirst)(?![a-z])|detail[-_]?(?:sapo|lead|summary|desc)"
)
CAPTION = _any(r"caption|chu-?thich|expNoEdit|pic[-_]?desc|image[-_]?desc|photo[-_]?desc|(?<![a-z])desc-?img")
AUTHOR = _any(r"(?<![a-z])(?:author|tac-?gia|byline|nguoi-?viet|but-?danh|writer)|(?:detail|article|post)[-_]?author")
SOURCE = _any(r"(?<![a-z])(?:nguon|source|sourcename)(?![a-z])|(?:detail|article|news)[-_]?source")
STAMP = _any(
    r"(?<![a-z])(?:date|time|datetime|ngay|publish(?:ed)?|meta|timestamp|pdate)(?![a-z])|ngay-?dang|detail[-_]?(?:date|time)"
)
PLACE = _any(r"location(?:-stamp)?|date-?line")
SECTION = _any(r"(?<![a-z])(?:cate(?:gory)?|cat|chuyen-?muc|section|zone)(?![a-z])")
FIGURE = _any(
    r"VCSortableInPreviewMode|photo|picture|(?<![a-z])(?:image|img|figure|anh|tplCaption)(?![a-z])|wp-caption|tplcaption"
)
BODY = _any(
    r"(?:detail|article|news|post|entry|story|single|main|maincontent|cms|fck|content)[-_]?(?:content|body|detail|text|main)"
    r"|(?<![a-z])(?:noi-?dung|contentdetail|articlebody|content|body)(?![a-z])"
)
BREADCRUMB = _any(r"bread-?crumb|duong-?dan|(?<![a-z])path(?:way)?(?![a-z])")

# Parts in or around an article that are not it: words of class names → rule.
CHROME = (
    (_any(r"bread-?crumb"), "html-breadcrumb"),
    (_any(r"comment|binh-?luan|y-?kien|disqus|fb-?root"), "html-comments"),
    (
        _any(
            r"(?<![a-z])(?:share|sharing|social|like-?box|addthis|sharethis|zalo|toolbar|tool|tools|print|fontsize|font-?size|action|actions|button|btn|btns|audio|player|tts|follow)(?![a-z])|google-?news|share[-_]?|[-_]share"
        ),
        "html-tools",
    ),
    (_any(r"(?<![a-z])(?:tags?|keywords?|tu-?khoa|hashtags?|tag-?list)(?![a-z])"), "html-tags"),
    (
        _any(
            r"relate|lien-?quan|cung-?chuyen-?muc|tin-?khac|cac-?tin|(?<![a-z])(?:other|more|list-?news|newest|hot|most|xem-?them|read-?more|doc-?them|doc-?nhieu|tin-?moi|suggest|recommend|recent|popular)(?![a-z])|other-?news|box-?news|tinlienquan|bai-?viet-?khac"
        ),
        "html-related",
    ),
    (
        _any(r"(?<![a-z])(?:ads?|adv|advert|banner|qc|quang-?cao|advertise(?:ment)?|adsbygoogle|sponsor)(?![a-z])"),
        "html-advert",
    ),
    (
        _any(
            r"(?<![a-z])(?:sidebar|side-?bar|menu|nav|navbar|navigation|top-?bar|right-?col|col-?right|widget|footer|header)(?![a-z])"
        ),
        "html-sidebar",
    ),
    (
        _any(
            r"(?<![a-z])(?:copyright|ban-?quyen|popup|modal|newsletter|subscribe|rating|vote|login|dang-?nhap|search)(?![a-z])"
        ),
        "html-widget",
    ),
)

# The label over a list of other articles, where it stands as a heading or in bold.
RELATED_LABEL = _any(
    r"(?:>+\s*)?(?:(?:các )?(?:tin|bài)(?: bài| viết| tức)*,?(?: bài)? (?:liên quan|khác|mới hơn|cũ hơn|cùng chuyên mục|nổi bật|mới nhất|đọc nhiều)|xem thêm|đọc thêm|"
    r"có thể bạn quan tâm|cùng chuyên mục|đọc nhiều(?: nhất)?|tin mới|từ khóa|từ khoá|tags?|chia sẻ|bình luận|ý kiến bạn đọc)\s*:?.{0,10}"
)
