"""Bulletin, or one article → JSON of the model, for other programs."""

from __future__ import annotations

import json

from bulletin import walk
from bulletin.context import Context
from bulletin.fonts.instances import FontBook
from bulletin.layout.schema import Layout
from bulletin.model import Article, Bulletin
from bulletin.serial import Json, article_to_json, bulletin_to_json
from bulletin.writers import Written

SUFFIX = ".json"
MEDIA_TYPE = "application/json"


def write(bulletin: Bulletin, layout: Layout, fonts: FontBook, context: Context) -> Written:  # noqa: ARG001
    """Return the bulletin as UTF-8 JSON, indented."""
    return Written(_to_bytes(bulletin_to_json(bulletin)), sum(1 for _ in walk.articles(bulletin)), "bài")


def write_article(article: Article) -> bytes:
    """Return one article as UTF-8 JSON, indented."""
    return _to_bytes(article_to_json(article))


def _to_bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
