"""The JSON Schema of layouts: what it lets pass and what it marks, held against what bulletin itself reads."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from broken_layouts import BASE, CASES, broken
from bulletin.context import DiskFiles
from bulletin.layout.json_schema import groups, layout_json_schema
from bulletin.layout.load import load_layout, shipped_layouts
from bulletin.layout.schema import Layout
from bulletin.layout.units import Colour, Length, PageSize
from conftest import ROOT

SCHEMA = layout_json_schema()


# ── a validator of the few keywords in use ───────────────────────────────────────────────────────────────────

KINDS = {"object": dict, "array": list, "string": str, "null": type(None), "boolean": bool}
ANNOTATIONS = {"$schema", "$defs", "title", "description", "examples", "errorMessage", "then", "else"}


def is_kind(value, kind):
    if kind in ("integer", "number"):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and (kind == "number" or value == int(value))
    return isinstance(value, KINDS[kind])


def valid(value, schema):
    """Return whether a value is valid, by the rules of JSON Schema 2020-12 for the keywords that we use."""
    return all(obeys(value, keyword, rule, schema) for keyword, rule in schema.items())


def obeys(value, keyword, rule, schema):
    match keyword:
        case "$ref":
            return valid(value, SCHEMA["$defs"][rule.rpartition("/")[2]])
        case "type":
            return any(is_kind(value, kind) for kind in ([rule] if isinstance(rule, str) else rule))
        case "enum":
            return value in rule
        case "const":
            return value == rule and isinstance(value, bool) == isinstance(rule, bool)
        case "pattern":
            return not isinstance(value, str) or re.search(rule, value) is not None
        case "maxLength":
            return not isinstance(value, str) or len(value) <= rule
        case "anyOf":
            return any(valid(value, arm) for arm in rule)
        case "items":
            return not isinstance(value, list) or all(valid(item, rule) for item in value)
        case "if":
            return valid(value, schema.get("then" if valid(value, rule) else "else", {}))
        case _:
            return keyword in ANNOTATIONS or not isinstance(value, dict) or group_obeys(value, keyword, rule, schema)


def group_obeys(value, keyword, rule, schema):
    match keyword:
        case "required":
            return all(key in value for key in rule)
        case "properties":
            return all(valid(value[key], rule[key]) for key in rule if key in value)
        case "additionalProperties":
            others = [value[key] for key in value if key not in schema.get("properties", ())]
            return all(rule is not False and valid(other, rule) for other in others)
    raise AssertionError(keyword)


def validators():
    """Return our own validator, and the `jsonschema` library's where it is installed."""
    found = [("own", lambda value: valid(value, SCHEMA))]
    try:
        import jsonschema
    except ImportError:
        return found
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return [*found, ("jsonschema", jsonschema.Draft202012Validator(SCHEMA).is_valid)]


VALIDATORS = validators()
by_each_validator = pytest.mark.parametrize("is_valid", [v for _, v in VALIDATORS], ids=[name for name, _ in VALIDATORS])

# What only bulletin can tell: what stands between keys or twice, and what an editor's YAML resolves by itself.
ONLY_BULLETIN = (
    "quá nhỏ", "khoảng cách dòng", "độ đậm", "không có màu", "quá nửa", "quá lớn", "không vừa", "đã có ở trên", "neo",
    "không chừa chỗ", "không đo bằng em", "1 đến 4", "cột chỉ còn", "một phần", "mỗi phần", "phải có", "cần các kiểu",
)  # fmt: skip
ONLY_BULLETIN_READS = ("size: 5mm x 5mm", "weight: 6_00")


def document(text):
    return yaml.safe_load(text)


# ── the tests ────────────────────────────────────────────────────────────────────────────────────────────────


@by_each_validator
@pytest.mark.parametrize("name", shipped_layouts())
def test_shipped_layouts_are_valid(name, is_valid):
    assert is_valid(document((ROOT / "layouts" / f"{name}.yaml").read_text("utf-8")))


@by_each_validator
@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.key or 'form'}" for n, case in enumerate(CASES, 1)])
def test_broken_layouts_are_marked_where_a_schema_can_tell(case, is_valid):
    try:
        value = document(broken(case))
    except yaml.YAMLError:
        return  # no editor reads that as YAML
    beyond = case.new in ONLY_BULLETIN_READS or any(words in case.says for words in ONLY_BULLETIN)
    assert is_valid(value) == beyond


@by_each_validator
def test_keys_are_required_only_where_nothing_is_extended(is_valid):
    base = document(BASE)
    assert is_valid(base)
    assert is_valid({"extends": "ban-tin"})
    assert is_valid({"extends": "ban-tin", "page": {"margins": {"top": "1cm"}}})
    del base["extends"]
    assert not is_valid(base)  # it lacks styles
    whole = document((ROOT / "layouts" / "ban-tin.yaml").read_text("utf-8"))
    for path in (["description"], ["page", "margins", "top"], ["styles", "body", "size"], ["fonts", "text"]):
        value = json.loads(json.dumps(whole))
        group = value
        for key in path[:-1]:
            group = group[key]
        del group[path[-1]]
        assert not is_valid(value), path
        assert is_valid({**value, "extends": "ban-tin"}), path


def test_every_key_is_described_in_the_words_of_the_schema_and_no_other_is_allowed():
    for group in groups(Layout):
        part = SCHEMA["$defs"][group.__name__]
        assert part["additionalProperties"] is False
        assert {name: value["description"] for name, value in part["properties"].items()} == {
            field.name: field.metadata["doc"] for field in dataclasses.fields(group)
        }
    assert SCHEMA["additionalProperties"] is False
    assert set(SCHEMA["properties"]) == {"extends", *(f.name for f in dataclasses.fields(Layout))} - {"name"}
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_reference_leads_somewhere():
    references = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(SCHEMA)))
    assert references <= set(SCHEMA["$defs"])


EXAMPLES = {
    Length: ["12pt", "2,5cm", "2.5 cm", " 1in ", "1.1em", "0", "0.00", "12", "-1pt", "1.pt", ".5pt", "12 px", "1e3pt", ""],
    PageSize: ["A4", "a5", "19x27", "19X27", "B5", "190mm x 270mm", "19cm×27cm", "A9", "19 x 27", "A4 A4", "190mm"],
    Colour: ["#9f1220", "#ABCDEF", " #000000 ", "#fff", "9f1220", "tím", "rgb(1,2,3)", "cmyk(1)", ""],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in EXAMPLES.items() for text in texts])
def test_a_text_is_valid_where_its_unit_is_read(kind, text):
    try:
        kind.parse(text)
    except ValueError:
        assert not valid(text, SCHEMA["$defs"][kind.__name__])
    else:
        assert valid(text, SCHEMA["$defs"][kind.__name__])


@given(st.data(), st.sampled_from([Length, PageSize, Colour]))
def test_no_value_that_is_read_is_marked(data, kind):
    number = st.from_regex(r"\A[0-9]{1,4}([.,][0-9]{1,3})?\Z")
    length = st.builds("{}{}{}".format, number, st.sampled_from(["", " "]), st.sampled_from(["pt", "mm", "cm", "in", "em", ""]))
    size = st.builds("{}{}{}".format, length, st.sampled_from(["x", " x ", "×"]), length)
    colour = st.one_of(
        st.from_regex(r"\A#[0-9a-fA-F]{6}\Z"),
        st.from_regex(r"\Acmyk\([0-9]{1,3}%?(, ?[0-9]{1,3}%?){3}\)\Z"),
        st.sampled_from(["đen", "Đỏ", "XÁM", "trắng", "blue", "Grey"]),
    )
    text = data.draw({Length: length, PageSize: size, Colour: colour}[kind])
    try:
        kind.parse(text)
    except ValueError:
        return
    assert valid(text, SCHEMA["$defs"][kind.__name__])


@pytest.mark.parametrize("text", ["weight: '700'", "weight: 0700", "italic: có", "italic: KHÔNG", "italic: Yes", "italic: 'true'"])
def test_what_bulletin_reads_and_yaml_guesses_is_not_marked(text, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(f"extends: ban-tin\ndescription: 2024\nstyles: {{body: {{{text}}}}}\n", "utf-8")
    load_layout(str(path), DiskFiles())
    assert valid(yaml.load(path.read_text("utf-8"), Loader=Yaml12), SCHEMA)  # noqa: S506 — a SafeLoader


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: of the words for truth only true and false."""

    yaml_implicit_resolvers = {  # noqa: RUF012 — PyYAML's own table, copied without its old words for truth
        letter: [(tag, pattern) for tag, pattern in pairs if not (tag.endswith(":bool") and letter not in "tTfF")]
        for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def test_the_schema_file_is_what_the_command_prints(capsys):
    from bulletin.cli import run

    assert run(["layouts", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA


def test_the_settings_reader_agrees_that_a_single_value_is_a_list_of_one():
    assert valid({"extends": "ban-tin", "parts": "sections"}, SCHEMA)
    assert valid({"extends": "ban-tin", "fonts": {"fallback": "Noto Serif"}}, SCHEMA)
