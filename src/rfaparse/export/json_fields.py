"""The readers of a JSON document's fields; an error names the path of the bad field."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from functools import cache, partial
from reprlib import Repr
from typing import Any, TypeAlias, cast, get_args, get_origin

import attrs

from rfaparse.errors import NotAnArticle
from rfaparse.model import Article, Block, block_type

REMEDY = "pass a document as rfaparse.export.json.to_json writes it"
_NAMES = {str: "text", bool: "true or false", list: "an array", dict: "an object"}
_SHORT = Repr()
_SHORT.maxstring = 60

_Reader: TypeAlias = Callable[[Any, str], Any]
"""Makes a field's value from JSON; the text is the field's path, for errors."""


def read_article(data: Any, version: int) -> Article:
    """The article of a document whose ``schema_version`` must be `version`."""
    fields = dict(_read_value(dict, data, ""))
    stated = fields.pop("schema_version", None)
    if type(stated) is not int or stated != version:
        raise NotAnArticle(
            f"schema_version is {_shown(stated)}, and this rfaparse reads {version} only",
            "read it with the version of rfaparse that wrote it, or parse its story again",
        )
    return cast("Article", _read_object(Article, fields, ""))


@cache
def _reader(hint: Any) -> _Reader:
    """The reader of values of type `hint`."""
    if hint == Block:
        return _read_block
    if get_origin(hint) is tuple:
        return partial(_read_array, _reader(get_args(hint)[0]))
    if isinstance(hint, types.UnionType):
        (inner,) = (member for member in get_args(hint) if member is not types.NoneType)
        read = _reader(inner)
        return lambda value, path: None if value is None else read(value, path)
    if attrs.has(hint):
        return partial(_read_object, hint)
    if issubclass(hint, Enum):
        return partial(_read_member, {member.value: member for member in hint})
    return {datetime: _read_time, float: _read_number, int: _read_count}.get(
        hint, partial(_read_value, hint)
    )


@cache
def _readers(model: type) -> dict[str, _Reader]:
    """The readers of the fields of an attrs class."""
    hints = typing.get_type_hints(model)
    return {field.name: _reader(hints[field.name]) for field in attrs.fields(model)}


def _read_object(model: type, value: Any, path: str) -> Any:
    fields, readers = _read_value(dict, value, path), _readers(model)
    for name in readers:
        if name not in fields:
            raise _bad(_below(path, name), "missing")
    for name in fields:
        if name not in readers:
            raise _bad(_below(path, name), "no such field")
    return model(**{name: read(fields[name], _below(path, name)) for name, read in readers.items()})


def _read_block(value: Any, path: str) -> Block:
    fields = dict(_read_value(dict, value, path))
    kind = fields.pop("type", None)
    model = _read_member(_block_types(), kind, _below(path, "type"))
    return cast("Block", _read_object(model, fields, path))


@cache
def _block_types() -> dict[str, Any]:
    return {block_type(model): model for model in get_args(Block)}


def _read_array(read: _Reader, value: Any, path: str) -> tuple[Any, ...]:
    items = _read_value(list, value, path)
    return tuple([read(item, f"{path}[{index}]") for index, item in enumerate(items)])


def _read_member(members: dict[str, Any], value: Any, path: str) -> Any:
    if not isinstance(value, str) or value not in members:
        raise _bad(path, f"{_shown(value)} is not one of {', '.join(map(repr, members))}")
    return members[value]


def _read_time(value: Any, path: str) -> datetime:
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        time = None
    if time is None or time.utcoffset() != timedelta(0):
        raise _bad(path, f"{_shown(value)} is not a time such as '2021-03-05T14:20:00+00:00'")
    return time


def _read_number(value: Any, path: str) -> float:
    if type(value) not in (int, float) or not 0 < value <= sys.float_info.max:
        raise _bad(path, f"{_shown(value)} is not a number above 0")
    return float(value)


def _read_count(value: Any, path: str) -> int:
    if type(value) is not int or value < 0:
        raise _bad(path, f"{_shown(value)} is not a whole number from 0")
    return value


def _read_value(kind: type, value: Any, path: str) -> Any:
    if not isinstance(value, kind):
        raise _bad(path, f"{_shown(value)} is not {_NAMES[kind]}")
    return value


def _below(path: str, name: object) -> str:
    return f"{path}.{str(name)[:60]}" if path else str(name)[:60]


def _bad(path: str, reason: str) -> NotAnArticle:
    return NotAnArticle(f"{path}: {reason}" if path else reason, REMEDY)


def _shown(value: object) -> str:
    return _SHORT.repr(value)
