"""JSON: every field of an `Article`, and back. ``article.schema.json`` beside it says the form."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from rfaparse.model import Article, Block, TextEnum

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

SCHEMA_VERSION = 2
"""Grows when a reader of the old form could not read the new one."""


def to_dict(article: Article) -> dict[str, Any]:
    """The article's fields as JSON's own types, after ``schema_version``.

    Times are RFC 3339 text, enums their values; a block has its kind under ``type`` (``paragraph``,
    ``heading``, ``quote``, ``bullet_list``, ``image``, ``related_links``, ``embed``).
    """
    fields = cast("dict[str, Any]", _converter().unstructure(article))
    return {"schema_version": SCHEMA_VERSION, **fields}


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The article as a JSON document: one line, or indented by `indent` spaces."""
    return json.dumps(to_dict(article), ensure_ascii=False, indent=indent)


def from_dict(data: dict[str, Any]) -> Article:
    """The article that `to_dict` made `data` of.

    Raises:
        ValueError: `data` has another ``schema_version``.
        cattrs.BaseValidationError: It is not of the form that `to_dict` gives.
    """
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version != SCHEMA_VERSION:
        raise ValueError(
            f"schema_version is {version!r}, and this rfaparse reads {SCHEMA_VERSION} only; "
            "read the document with the version of rfaparse that wrote it, or parse its story again"
        )
    fields = {name: value for name, value in data.items() if name != "schema_version"}
    return _converter().structure(fields, Article)


def from_json(text: str | bytes) -> Article:
    """The article that `to_json` made `text` of.

    Raises:
        ValueError: `text` is no JSON, or has another ``schema_version``.
        cattrs.BaseValidationError: It is not of the form that `to_json` gives.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("nested deeper than any document that to_json writes") from None
    return from_dict(data)


@cache
def _converter() -> JsonConverter:
    converter = make_converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(TextEnum, str)
    configure_tagged_union(Block, converter, block_type, tag_name="type")
    tagged = converter.get_unstructure_hook(Block)

    def type_first(block: Block) -> dict[str, Any]:
        data = tagged(block)
        return {"type": data.pop("type"), **data}

    converter.register_unstructure_hook(Block, type_first)
    return converter


def block_type(block: type[Block]) -> str:
    """The class's name as JSON writes names.

    >>> from rfaparse.model import BulletList
    >>> block_type(BulletList)
    'bullet_list'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", block.__name__).lower()


def without_empty(value: Any) -> Any:
    """JSON-like data without what is None or empty, at any depth.

    >>> without_empty({"a": [], "b": {"c": None, "d": 0}})
    {'b': {'d': 0}}
    """
    if isinstance(value, dict):
        parts = ((key, without_empty(part)) for key, part in value.items())
        return {key: part for key, part in parts if part not in (None, [], "", {})}
    return [without_empty(part) for part in value] if isinstance(value, list) else value
