"""YAML settings → checked values: project files, layouts and font lists, with the line and column of every key.

`tree` is what the YAML says and where; `values` holds it against a schema. Both give all the mistakes at once.
"""

from bulletin.settings.tree import (
    MAX_BYTES,
    MAX_DEPTH,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Unreadable,
    load_tree,
    merge,
    override,
    parse,
    place_of,
    plain_or_quoted,
    shown,
)
from bulletin.settings.values import (
    MISSING_KEY,
    Parsable,
    did_you_mean,
    examine,
    expected,
    field_types,
    is_group,
    read,
    setting,
)

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MISSING_KEY",
    "Mapping",
    "Node",
    "Parsable",
    "Scalar",
    "Sequence",
    "Unreadable",
    "did_you_mean",
    "examine",
    "expected",
    "field_types",
    "is_group",
    "load_tree",
    "merge",
    "override",
    "parse",
    "place_of",
    "plain_or_quoted",
    "read",
    "setting",
    "shown",
]
