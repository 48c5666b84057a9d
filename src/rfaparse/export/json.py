"""JSON: every field of an `Article`, and back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from rfaparse.model import Article, Block

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter


def to_dict(article: Article) -> dict[str, Any]:
    """The article's fields as JSON's own types.

    Times are RFC 3339 text, enums their values; a block has its kind under ``type`` (``paragraph``,
    ``heading``, ``quote``, ``bullet_list``, ``image``, ``related_links``, ``embed``).
    """
    return cast("dict[str, Any]", _converter().unstructure(article))


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The article as a JSON document: one line, or indented by `indent` spaces."""
    return _converter().dumps(article, ensure_ascii=False, indent=indent)


def from_dict(data: dict[str, Any]) -> Article:
    """The article that `to_dict` made `data` of.

    Raises:
        cattrs.BaseValidationError: `data` is not of that form.
    """
    return _converter().structure(data, Article)


def from_json(text: str | bytes) -> Article:
    """The article that `to_json` made `text` of.

    Raises:
        json.JSONDecodeError: `text` is no JSON.
        cattrs.BaseValidationError: It is not of the form that `to_json` gives.
    """
    return _converter().loads(text, Article)


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    configure_tagged_union(Block, converter, _block_type, tag_name="type")
    tagged = converter.get_unstructure_hook(Block)

    def type_first(block: Block) -> dict[str, Any]:
        data = tagged(block)
        return {"type": data.pop("type"), **data}

    converter.register_unstructure_hook(Block, type_first)
    return converter


def _block_type(block: type[Block]) -> str:
    """The class's name as JSON writes names.

    >>> from rfaparse.model import BulletList
    >>> _block_type(BulletList)
    'bullet_list'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", block.__name__).lower()
