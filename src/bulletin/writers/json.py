"""Bulletin → JSON of the model, for other programs."""

from __future__ import annotations

import json

from bulletin import walk
from bulletin.context import Context
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import Bulletin
from bulletin.serial import bulletin_to_json
from bulletin.writers import Written

SUFFIX = ".json"
MEDIA_TYPE = "application/json"


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:  # noqa: ARG001
    """Return the bulletin as UTF-8 JSON, indented."""
    text = json.dumps(bulletin_to_json(bulletin), ensure_ascii=False, indent=2) + "\n"
    return Written(text.encode("utf-8"), sum(1 for _ in walk.articles(bulletin)), "bài")
