"""The Jekyll post of a mirror: the metadata around its HTML."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from rfaparse._source.metadata import Metadata
from rfaparse._source.timestamps import plausible

_OPENING = re.compile(r"\s*---[ \t]*\n").match
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)").search
_OWN_FIELDS = re.compile(r"^(?:title|from):.*(?:\n[ \t].*)*", re.MULTILINE).findall
"""The lines of the fields that are read; continuation lines are indented."""
_EPOCH = re.compile(r"\s*<!--([^<>]{0,80}?)-->").match
"""A comment before the title: a number, or whatever a program wrote where it had none."""
_TITLE_LINE = re.compile(
    r"\s*\[(.{0,1000})\]\(\s*(?!\s)(\S{0,2000})(?:\s+\"[^\"\n]{0,1000}\")?\s*\)[ \t]*(?:\n|$)"
).match
_RULE_LINE = re.compile(r"\s*-{3,}[ \t]*(?:\n|$)").match
_LONGEST_FRONT_MATTER = 16_384
"""Characters; libyaml takes quadratic time for unclosed brackets."""
_NOTHING = frozenset({"", "null", "~", "undefined"})
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def split_post(text: str) -> tuple[int, Metadata] | None:
    """Where a Jekyll post's HTML begins, and its metadata; None if `text` is not a post.

    A post is front matter, ``<!--epoch in ms, or NaN-->``, ``[title](url)``, ``------``, HTML. Some
    mirrors leave the front matter out; then the title and the rule make it a post. The epoch is
    the time of publication; the front matter's ``date`` is the time of the crawl where the epoch
    is NaN, and says nothing new where it is not.
    """
    opening = _OPENING(text)
    closing = _CLOSING(text, opening.end() - 1) if opening else None
    end = closing.end() if closing else 0
    epoch = _EPOCH(text, end)
    end = epoch.end() if epoch else end
    title_line = _TITLE_LINE(text, end)
    end = title_line.end() if title_line else end
    rule = _RULE_LINE(text, end)
    if closing is None and not (title_line and rule):
        return None
    block = text[opening.end() : closing.start()] if opening and closing else ""
    above = {"from": title_line[2], "title": title_line[1]} if title_line else {}
    written = _as_written(block)
    fields = written | above
    # YAML has nothing to add to what the title line repeats.
    if not title_line or written != above | {"title": f'"{title_line[1]}"'} or "\\" in block:
        fields |= _front_matter(block)
    return rule.end() if rule else end, Metadata(
        url=fields.get("from") or None,
        title=fields.get("title") or None,
        published=_time_of(epoch[1]) if epoch else None,
    )


def _front_matter(block: str) -> dict[str, str]:
    """The fields of front matter that are read: from their own lines, or else from all of it."""
    if len(block) > _LONGEST_FRONT_MATTER:
        return {}
    own = _OWN_FIELDS(block)
    fields = _fields("\n".join(own)) if own else {}
    if len(fields) < len(own):  # one is broken
        for line in own:
            fields.update(_fields(line))
    return fields or _fields(block)


def _as_written(block: str) -> dict[str, str]:
    """The same fields, for an unquoted headline that YAML takes for something else."""
    lines = (line.partition(":") for line in _OWN_FIELDS(block[:_LONGEST_FRONT_MATTER]))
    fields = {name: text.strip() for name, _, text in lines if any(map(str.isalnum, text))}
    return {key: value for key, value in fields.items() if value.lower() not in _NOTHING}


def _fields(block: str) -> dict[str, str]:
    """The fields of YAML whose value is plain text; none if it is broken.

    Read from YAML's events, not from what it would build: building recurses, and brackets nested
    deep enough break the C stack.
    """
    import yaml  # noqa: PLC0415  only posts need it

    fields: dict[str, str] = {}
    depth, key = 0, None
    try:
        for event in yaml.parse(block, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                key = None if depth == 1 else key
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
                    return {}
            elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)) and depth == 1:
                text = "" if isinstance(event, yaml.AliasEvent) else _text_of(event)
                if key is None:
                    key = text
                else:
                    fields[key], key = text, None
    except yaml.YAMLError:
        return {}
    return {key: value for key, value in fields.items() if value}


def _text_of(scalar: Any) -> str:
    """A scalar's text; none if it has a type or an anchor, or is what YAML reads as nothing."""
    is_nothing = not scalar.style and scalar.value.lower() in _NOTHING
    return "" if scalar.tag or scalar.anchor or is_nothing else str(scalar.value)


def _time_of(epoch: str) -> datetime | None:
    """The time of an epoch in milliseconds; None for 0 and ``NaN``, which say so."""
    try:
        time = _UNIX_EPOCH + timedelta(milliseconds=float(epoch))
    except (ValueError, OverflowError):  # NaN, or beyond the calendar
        return None
    return plausible(time)
