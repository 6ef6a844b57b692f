"""Settings: what may stand in a YAML file, and how mistakes are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.context import DiskFiles
from bulletin.errors import LayoutError, SettingsError
from bulletin.layout.load import load_layout, shipped_layouts
from bulletin.layout.units import Colour, Length, PageSize
from bulletin.project import Project
from bulletin.settings import Mapping, Unreadable, examine, override, parse, plain_or_quoted, read, setting


def problems(text, schema=Project):
    with pytest.raises(SettingsError) as caught:
        read(parse(text, "t.yaml"), schema)
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [a", "YAML sai cú pháp"),
        ("a: &x 1\nb: *x", "t.yaml:1:4: không dùng được neo"),
        ("a: !!python/object:os.system x", "t.yaml:1:4: không dùng được thẻ"),
        ("title: a\ntitle: b", "t.yaml:2:1: title: khóa này đã có ở trên"),
        ("[" * 50 + "]" * 50, "lồng nhau quá 20 tầng"),
        ("? [a]\n: b", "khóa phải là một từ"),
        ("title: \x01", "YAML sai cú pháp"),
        ("x" * 1_000_001, "quá lớn"),
        ("- a", "cần một nhóm khóa"),
        ("title:", "t.yaml:1:7: title: cần một dòng chữ"),
        ("title: ' '", "t.yaml:1:8: title: để trống → ghi một dòng chữ, hoặc bỏ khóa này"),
        ("date: ''", "t.yaml:1:7: date: để trống → ghi một ngày (2024-07-31 hoặc 31/7/2024), hoặc bỏ khóa này"),
        (f"sections:\n- title: {'a' * 2345}\n  articles: a.md", "t.yaml:2:10: sections[1].title: “aaa"),
        (f"sections:\n- title: {'a' * 2345}\n  articles: a.md", "…” dài 2.345 ký tự, nhiều nhất 2.000 → viết ngắn lại"),
        ("sections: [{titel: a}]", "sections[1].titel: khóa không có"),
        ("sections: [{title: a}]", "sections[1].articles: thiếu khóa bắt buộc"),
        ("language: tiếng Việt", "language: “tiếng Việt” không phải nhãn ngôn ngữ"),
        ("date: 2024-02-31", "date: “2024-02-31” không phải một ngày"),
    ],
)
def test_mistakes_are_shown_with_place_key_and_reason(text, message):
    with pytest.raises(SettingsError) as caught:
        read(parse(text, "t.yaml"), Project)
    assert message in str(caught.value)


def test_all_mistakes_come_at_once_in_the_order_of_lines():
    found = problems("date: x\nformats: {a: b}\nlayuot: y\n")
    assert [line.split(": ")[0] for line in found] == ["t.yaml:1:7", "t.yaml:2:10", "t.yaml:3:1"]


def test_values_are_read_as_the_schema_says_not_as_yaml_guesses():
    project = read(parse("title: no\nissue: 08\ndate: 31/7/2024\nformats: pdf\n", "t.yaml"), Project)
    assert (project.title, project.issue, project.formats) == ("no", "08", ("pdf",))
    assert project.date.isoformat() == "2024-07-31"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_place(text):
    mistakes = None
    try:
        project = read(parse(text, "t.yaml"), Project)
    except SettingsError as error:
        mistakes = error.mistakes
    if mistakes is None:
        assert project.title
    else:
        assert mistakes
        assert all(mistake.place.file == "t.yaml" for mistake in mistakes)


def test_set_reads_yaml_but_keeps_titles_whole():
    assert override("a.b", "[x, y]", "s").entries["a"][1].entries["b"][1].items[1].text == "y"
    assert override("title", "Số 6: đặc biệt", "s").entries["title"][1].text == "Số 6: đặc biệt"
    assert override("title", "a: [", "s").entries["title"][1].text == "a: ["
    assert isinstance(override("page", "{size: A5}", "s").entries["page"][1], Mapping)


@dataclass(frozen=True)
class Inner:
    left: int = setting(doc="a")
    right: int = setting(doc="b", default=0)

    def __post_init__(self):
        problems = [f"{key}: quá lớn" for key in ("left", "right") if getattr(self, key) > 9]
        if problems:
            raise ValueError(*problems)


@dataclass(frozen=True)
class Outer:
    inner: Inner = setting(doc="c")
    other: Inner | None = setting(doc="d", default=None)
    share: float = setting(doc="e", default=0.5)

    def __post_init__(self):
        if self.inner.left == self.share:
            raise ValueError("inner.left: trùng với share", "không có khóa: cả nhóm")


def examined(text, sound=None, **options):
    value, mistakes = examine(parse(text, "t.yaml"), Outer, sound, **options)
    return value, [str(mistake) for mistake in mistakes]


def test_a_schema_may_tell_several_mistakes_of_its_own_each_at_its_key():
    _, found = examined("inner:\n  left: 10\n  right: 11\n")
    assert found == ["t.yaml:2:3: inner.left: quá lớn", "t.yaml:3:3: inner.right: quá lớn"]
    _, found = examined("share: 5\ninner: {left: 5}\n")
    assert found == ["t.yaml:2:9: inner.left: trùng với share", "t.yaml:1:1: không có khóa: cả nhóm"]


def test_a_missing_key_is_told_at_its_group_and_hides_nothing():
    assert sorted(examined("inner: {right: 11, left: 1}\nother: {right: 1}\n")[1]) == [
        "t.yaml:1:9: inner.right: quá lớn",
        "t.yaml:2:8: other.left: thiếu khóa bắt buộc",
    ]


def test_a_sound_value_stands_in_for_a_mistaken_one_so_that_checks_go_on():
    sound = Outer(inner=Inner(left=1))
    value, found = examined("inner: {left: x}\nshare: 1\n", sound)
    assert value is sound
    assert found[0] == "t.yaml:1:15: inner.left: “x” không phải một số nguyên"
    assert found[1].endswith("inner.left: trùng với share")
    assert examined("inner: {left: x}\nshare: 1\n")[1] == found[:1]  # without one, only what stands there is told
    value, found = examined("inner: {left: 99}\nshare: 0.25\n", sound)
    assert value == Outer(inner=Inner(left=1), share=0.25)
    assert found == ["t.yaml:1:9: inner.left: quá lớn"]


def test_a_partial_tree_may_lack_keys_but_not_have_wrong_ones():
    assert examined("inner: {right: 1}\n", partial=True) == (None, [])
    assert examined("inner: {right: x}\nextend: 1\n", partial=True, also=["extends"])[1] == [
        "t.yaml:2:1: extend: khóa không có ở đây → ý bạn là “extends”?",
        "t.yaml:1:16: inner.right: “x” không phải một số nguyên",
    ]


def test_a_key_in_a_wrong_group_is_led_to_its_own():
    assert examined("inner: {left: 1, share: 2}\n")[1] == ["t.yaml:1:18: inner.share: khóa không có ở đây → khóa này thuộc nhóm khác: share"]
    assert "inner.left, other.left" in examined("left: 1\ninner: {left: 1}\n")[1][0]


@pytest.mark.parametrize("text", ["nan", "inf", "1e3", "1_0", "٣", "0x10", "", "1 000", "9" * 20])
def test_numbers_are_plain(text):
    for key in ("left", "share"):
        quoted = f"{key}: '{text}'"
        assert examined(f"inner: {{left: 1}}\n{quoted}\n" if key == "share" else f"inner: {{{quoted}}}\n")[1]
    assert examined("inner: {left: -3}\nshare: '0,25'\n")[0].share == 0.25


def test_form_and_values_are_told_together_where_the_reader_of_the_tree_wants_it():
    mistakes = []
    node = parse("a: &x 1\na: 2\nb: *x\nc: !t 3\n", "t.yaml", mistakes)
    assert [str(mistake.place) for mistake in mistakes] == ["t.yaml:1:4", "t.yaml:2:1", "t.yaml:3:4", "t.yaml:4:4"]
    assert list(node.entries) == ["a", "b", "c"]
    assert isinstance(node.entries["b"][1], Unreadable)
    with pytest.raises(SettingsError) as caught:
        parse("a: &x 1\na: 2\n", "t.yaml")
    assert len(caught.value.mistakes) == 2


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_can_be_written_as_yaml_and_is_read_back(text):
    node = parse(f"a: {plain_or_quoted(text)}\nb: [{plain_or_quoted(text)}, c]\n", "t.yaml")
    assert (node.entries["a"][1].text, node.entries["b"][1].items[0].text) == (text, text)
    assert not node.entries["a"][1].null


# ── layouts ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_lengths_sizes_and_colours():
    assert Length.parse("2,5cm").points() == pytest.approx(70.866, abs=0.001)
    assert Length.parse("1.1em").points(10) == 11
    assert PageSize.parse("190mm x 270mm") == PageSize.parse("19x27")
    assert Colour.parse("#9f1220").hex == "9f1220"
    for kind, text in ((Length, "12"), (Length, "a pt"), (PageSize, "A9"), (PageSize, "1mm x 1mm"), (Colour, "tím"), (Colour, "cmyk(0, 0, 0, 101)")):
        with pytest.raises(ValueError, match=re.escape(text)):
            kind.parse(text)


@pytest.mark.parametrize("name", shipped_layouts())
def test_shipped_layouts_are_sound(name):
    layout = load_layout(name, DiskFiles())
    assert layout.name == name
    assert layout.column_width > 100


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("grid: {columns: 5}", "số cột phải từ 1 đến 4"),
        ("grid: {gutter: 150mm}", "cột chỉ còn rộng"),
        ("page: {margins: {top: 260mm}}", "không chừa chỗ cho chữ"),
        ("styles: {body: {size: 3pt}}", "quá nhỏ"),
        ("styles: {body: {leading: 9.8pt}}", "kẻo dấu chạm nhau"),
        ("styles: {body: {weight: 1000}}", "độ đậm"),
        ("styles: {body: {colour: xanh}}", "không có màu “xanh”"),
        ("styles: {boddy: {size: 9pt}}", "ý bạn là “body”?"),
        ("styles: {body: {align: justify}}", "ý bạn là “justified”?"),
        ("page: {size: A44}", "khổ giấy"),
        ("page: {size: 20mm x 20mm}", "mỗi chiều từ 26mm đến 1760mm"),
        ("styles: {body: {colour: xanh}}", "(có: ink, grey, accent)"),
        ("styles: {folio: {size: 60pt, leading: 80pt}}", "giảm leading còn nửa lề"),
        ("styles: {title: {size: 20pt, leading: 150pt}}", "(nhiều nhất 140 pt)"),
        ("parts: [masthead, content]", "ý bạn là “contents”?"),
        ("colours: {ink: tím than}", "#9f1220"),
        ("parts: []", "ít nhất một phần"),
        ("parts: [sections, sections]", "mỗi phần một lần"),
        ("parts: [contents]", "phải có sections"),
        ("grid: {gutter: -5mm}", "không phải một độ dài"),
        ("styles: {body: {indent: 300mm}}", "quá nửa cột"),
        ("styles: {body: {indent: 35mm, left: 35mm, right: 1mm}}", "quá ba phần tư cột"),
        ("styles: {masthead: {size: 120pt, leading: 140pt}}", "một chữ không đủ chỗ"),
        ("page: {size: 60mm x 250mm, margins: {top: 12mm, bottom: 12mm, inside: 5mm, outside: 5mm}}\ngrid: {columns: 1}", "một chữ không đủ chỗ"),
        ("styles: {body: {space_after: 200mm}}", "quá nửa trang"),
        ("styles: {body: {size: 1em}}", "không đo bằng em"),
        ("furniture: {frame: {thickness: 1em}}", "không đo bằng em"),
        ("furniture: {logo_height: 2em}", "không đo bằng em"),
        ("furniture: {logo_height: 400mm}", "một phần ba"),
        ("styles: {body: {space_before: " + "9" * 400 + "pt}}", "không phải một độ dài"),
        ("styles: {body: {space_before: ９pt}}", "không phải một độ dài"),
    ],
)
def test_a_layout_that_cannot_be_set_says_why_and_where(tmp_path, yaml, message):
    path = tmp_path / "l.yaml"
    path.write_text(f"extends: ban-tin\n{yaml}\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_layout(str(path), DiskFiles())
    assert message in str(caught.value)


def test_a_mistake_between_keys_is_shown_at_the_key_that_it_names(tmp_path):
    path = tmp_path / "l.yaml"
    path.write_text("extends: ban-tin\nstyles:\n  body:\n    colour: xanh\n", "utf-8")
    with pytest.raises(SettingsError, match=r"l\.yaml:4:5: styles\.body\.colour: không có màu “xanh”"):
        load_layout(str(path), DiskFiles())


def test_extends_lays_one_file_over_another(tmp_path):
    (tmp_path / "mot.yaml").write_text("extends: ban-tin\ngrid: {columns: 1}\n", "utf-8")
    (tmp_path / "hai.yaml").write_text("extends: mot.yaml\nstyles: {body: {size: 11pt, leading: 15pt}}\n", "utf-8")
    layout = load_layout(str(tmp_path / "hai.yaml"), DiskFiles())
    assert layout.grid.columns == 1
    assert layout.styles.body.size.points() == 11
    assert layout.styles.body.font == "text"


def test_layouts_that_extend_one_another_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n", "utf-8")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\n", "utf-8")
    with pytest.raises(LayoutError, match="a → b → a"):
        load_layout(str(tmp_path / "a.yaml"), DiskFiles())
