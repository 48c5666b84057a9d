"""The JSON Schema (2020-12) of the documents of `rfaparse.export.json`, made from the model.

``python -m rfaparse.export.schema`` prints it; the wheel has it as
``rfaparse/export/article.schema.json``.
"""

from __future__ import annotations

import inspect
import json
import re
import types
import typing
from datetime import datetime
from enum import Enum
from typing import Any, get_args, get_origin

import attrs

from rfaparse.export.json import SCHEMA_VERSION
from rfaparse.model import Article, Block, block_type

_SCALARS: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "exclusiveMinimum": 0},
    type(None): {"type": "null"},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$",
    },
}
_ADDRESS = {"type": "string", "format": "uri-reference", "pattern": "^https?://[^\\s]+$"}
_NEVER_EMPTY = frozenset(
    {"text", "title", "name", "label", "src", "field", "desk", "dateline", "story_id"}
)
"""Fields whose text is never empty, unless null."""
_MAYBE_EMPTY = frozenset({("Embed", "text"), ("RelatedLink", "title")})


def article_schema() -> dict[str, Any]:
    """The schema, as JSON's own types."""
    definitions: dict[str, Any] = {}
    article = _object(Article, definitions)
    article["properties"] = {
        "schema_version": {"const": SCHEMA_VERSION},
        **article["properties"],
    }
    article["required"] = ["schema_version", *article["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        **article,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(model: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of an attrs class; the classes of its fields go to `definitions`."""
    summary, notes = documented(model)
    hints = typing.get_type_hints(model)
    properties = {
        field.name: {
            **_of_field(model, field.name, hints[field.name], definitions),
            "description": notes[field.name],
        }
        for field in attrs.fields(model)
    }
    return {
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_field(model: type, name: str, hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _of(hint, definitions)
    if name == "url" or name.endswith("_url"):
        return _narrowed(schema, _ADDRESS)
    if name in _NEVER_EMPTY and (model.__name__, name) not in _MAYBE_EMPTY:
        return _narrowed(schema, {"type": "string", "minLength": 1})
    return schema


def _narrowed(schema: dict[str, Any], text: dict[str, Any]) -> dict[str, Any]:
    """The schema with `text` in place of any text; null stays allowed."""
    if "anyOf" in schema:
        members = (text if member == _SCALARS[str] else member for member in schema["anyOf"])
        return {"anyOf": list(members)}
    return dict(text)


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if hint == Block:
        return {"oneOf": [_block(model, definitions) for model in get_args(hint)]}
    if get_origin(hint) in (types.UnionType, typing.Union):
        return {"anyOf": [_of(member, definitions) for member in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], definitions)}
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # a class may hold itself
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _block(model: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A block of a body, which has a ``type``; an image elsewhere does not."""
    block = _object(model, definitions)
    block["properties"] = {"type": {"const": block_type(model)}, **block["properties"]}
    block["required"] = ["type", *block["required"]]
    definitions[f"{model.__name__}Block"] = block
    return {"$ref": f"#/$defs/{model.__name__}Block"}


def documented(model: type) -> tuple[str, dict[str, str]]:
    """A class's summary, and its docstring's description of each attribute."""
    # Python 3.13 strips the indentation that earlier ones leave.
    summary, _, rest = inspect.cleandoc(model.__doc__ or "").partition("Attributes:")
    notes = re.findall(r"^    (\w+): (.*(?:\n        .*)*)", rest, re.MULTILINE)
    return " ".join(summary.split()), {name: " ".join(note.split()) for name, note in notes}


if __name__ == "__main__":
    print(json.dumps(article_schema(), ensure_ascii=False, indent=2))  # noqa: T201
