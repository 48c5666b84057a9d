"""JSON: every field of an `Article`, and back. ``article.schema.json`` describes it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from attrs import fields
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from rfaparse.errors import NotAnArticle
from rfaparse.export.json_fields import REMEDY, read_article
from rfaparse.model import Article, Block, TextEnum, block_type

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter


SCHEMA_VERSION = 2
"""The version of the form; it increases when readers of the old form cannot read the new one."""
ARTICLE_FIELDS = ("schema_version", *(field.name for field in fields(Article)))
"""The keys of an article's document."""
_LINE_ENDS = (("\u2028", r"\u2028"), ("\u2029", r"\u2029"), ("\x85", r"\u0085"))


def is_stored(line: bytes) -> bool:
    """Whether a line begins as the documents of `to_json` do."""
    return line.removeprefix(b"\xef\xbb\xbf").startswith(b'{"schema_version":')


def to_dict(article: Article) -> dict[str, Any]:
    """The article's fields as JSON's own types, after ``schema_version``.

    Times are RFC 3339 text, enums their values; each block has its class under ``type``
    (``paragraph``, ``heading``, ``quote``, ``bullet_list``, ``image``, ``related_links``,
    ``embed``).
    """
    data = cast("dict[str, Any]", _converter().unstructure(article))
    return {"schema_version": SCHEMA_VERSION, **data}


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The article as a JSON document: one line, or indented by `indent` spaces."""
    return json_text(to_dict(article), indent=indent)


def json_text(data: Any, **form: Any) -> str:
    """JSON as `json.dumps` writes it, on one line for every reader.

    It escapes U+2028, U+2029 and U+0085, which many programs take for line ends.

    >>> json_text("a" + chr(0x2028)) == json_text("a")[:-1] + chr(92) + 'u2028"'
    True
    """
    text = json.dumps(data, ensure_ascii=False, **form)
    for character, escaped in _LINE_ENDS:
        text = text.replace(character, escaped)
    return text


def from_dict(data: dict[str, Any]) -> Article:
    """The article from which `to_dict` made `data`.

    Raises:
        NotAnArticle: `data` has another ``schema_version``, lacks a field, or has an
            unknown field or one of the wrong type.
    """
    return read_article(data, SCHEMA_VERSION)


def from_json(text: str | bytes) -> Article:
    """The article from which `to_json` made `text`.

    Raises:
        NotAnArticle: `text` is not JSON, or `from_dict` cannot read it.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise NotAnArticle("JSON nested deeper than any that to_json writes", REMEDY) from None
    except ValueError as error:
        raise NotAnArticle(f"not JSON: {error}", REMEDY) from None
    return from_dict(data)


@cache
def _converter() -> JsonConverter:
    """The converter that writes JSON; `json_fields` reads it."""
    converter = make_converter()
    converter.register_unstructure_hook(TextEnum, str)
    configure_tagged_union(Block, converter, block_type, tag_name="type")
    tagged = converter.get_unstructure_hook(Block)

    def type_first(block: Block) -> dict[str, Any]:
        data = tagged(block)
        return {"type": data.pop("type"), **data}

    converter.register_unstructure_hook(Block, type_first)
    return converter


def without_empty(value: Any) -> Any:
    """JSON-like data without None and empty values, at any depth.

    >>> without_empty({"a": [], "b": {"c": None, "d": 0}})
    {'b': {'d': 0}}
    """
    if isinstance(value, dict):
        parts = ((key, without_empty(part)) for key, part in value.items())
        return {key: part for key, part in parts if part not in (None, [], "", {})}
    return [without_empty(part) for part in value] if isinstance(value, list) else value
