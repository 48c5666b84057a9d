"""Arrow: one row per story, with nested columns for pictures, links and credits.

Needs ``rfaparse[archive]``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from rfaparse.export import credits  # noqa: A004  the table's name
from rfaparse.export.csv import COLUMNS
from rfaparse.export.csv import to_row as to_flat_row
from rfaparse.export.json import to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rfaparse.model import Article

_TEXT = pa.string()
_TIME = pa.timestamp("us", tz="UTC")
_TIMES = ("created", "published", "modified", "crawled")
_WITH_TEXT = frozenset({"paragraph", "heading", "quote"})


def _structs(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct([pa.field(name, kind) for name, kind in fields.items()]))


_IMAGES = _structs(
    src=_TEXT,
    url=_TEXT,
    alt=_TEXT,
    title=_TEXT,
    width=pa.int32(),
    height=pa.int32(),
    full_size_url=_TEXT,
    caption=_TEXT,
    copyright=_TEXT,
    credit=_TEXT,
)

_COLUMNS: list[pa.Field[Any]] = [
    pa.field("url", _TEXT),
    pa.field("story_id", _TEXT),
    pa.field("title", _TEXT),
    pa.field("description", _TEXT),
    pa.field("service", _TEXT),
    pa.field("section", _TEXT),
    pa.field("dateline", _TEXT),
    pa.field("created", _TIME),
    pa.field("published", _TIME),
    pa.field("modified", _TIME),
    pa.field("subjects", pa.list_(_TEXT)),
    pa.field("wrapping", _TEXT, nullable=False),
    pa.field("has_lead_image", pa.bool_(), nullable=False),
    pa.field("images", _IMAGES),
    pa.field("paragraphs", pa.list_(_TEXT)),
    pa.field("headings", pa.list_(_TEXT)),
    pa.field("text", _TEXT, nullable=False),
    pa.field("related_links", _structs(title=_TEXT, href=_TEXT, url=_TEXT)),
    pa.field("embeds", _structs(kind=_TEXT, url=_TEXT, text=_TEXT)),
    pa.field("audio", _structs(url=_TEXT, mime_type=_TEXT, duration=pa.float64(), src=_TEXT)),
    pa.field("byline", _TEXT),
    pa.field("byline_field", _TEXT),
    pa.field("credits", _structs(role=_TEXT, name=_TEXT, label=_TEXT, kind=_TEXT, desk=_TEXT)),
    pa.field("locations", pa.list_(_TEXT)),
    pa.field("leftover", pa.list_(_TEXT)),
]
SCHEMA = pa.schema(_COLUMNS)
"""The table's columns, as `Article` and its views name them.

``images`` begins with the lead image if ``has_lead_image``; ``byline`` is `Byline.text` and
``byline_field`` `Byline.field`, beside ``credits`` and ``locations``; times are microseconds in
UTC; lists are empty, not null, if the story has none.
"""

_CREDITS: list[pa.Field[Any]] = [
    pa.field("story_id", _TEXT),
    pa.field("url", _TEXT),
    pa.field("created", _TIME),
    pa.field("published", _TIME),
    pa.field("month", _TEXT),
    pa.field("service", _TEXT),
    pa.field("section", _TEXT),
    pa.field("title", _TEXT),
    pa.field("role", _TEXT),
    pa.field("name", _TEXT, nullable=False),
    pa.field("kind", _TEXT, nullable=False),
    pa.field("desk", _TEXT),
    pa.field("label", _TEXT),
    pa.field("locations", pa.list_(_TEXT)),
    pa.field("revision", pa.int32()),
]
CREDITS_SCHEMA = pa.schema(_CREDITS)
"""The columns of `rfaparse.export.credits`, typed."""

FLAT_SCHEMA = pa.schema([pa.field(name, _TEXT, nullable=False) for name in COLUMNS])
"""The columns of `rfaparse.export.csv`, all text."""


def to_record_batch(articles: Iterable[Article]) -> pa.RecordBatch:
    """The stories as a batch of `SCHEMA`, one row per story, in order."""
    return pa.RecordBatch.from_pylist(list(map(to_row, articles)), schema=SCHEMA)


def to_flat_record_batch(articles: Iterable[Article]) -> pa.RecordBatch:
    """The stories as a batch of `FLAT_SCHEMA`: the table for spreadsheets."""
    return pa.RecordBatch.from_pylist(list(map(to_flat_row, articles)), schema=FLAT_SCHEMA)


def to_credits_record_batch(articles: Iterable[Article]) -> pa.RecordBatch:
    """The stories' credits as a batch of `CREDITS_SCHEMA`, one row per credit, in order."""
    return pa.RecordBatch.from_pylist(list(credits.to_rows(articles)), schema=CREDITS_SCHEMA)


def to_row(article: Article) -> dict[str, Any]:
    """The story as a row of `SCHEMA`."""
    return data_to_row(to_dict(article))


def data_to_row(data: dict[str, Any]) -> dict[str, Any]:
    """A row of `SCHEMA` from what `rfaparse.export.json.to_dict` gives; other keys are kept."""
    byline = data["byline"] or {}
    images = [data["lead_image"]] if data["lead_image"] else []
    by_type: dict[str, list[dict[str, Any]]] = {}
    for block in data["body"]:
        by_type.setdefault(block["type"], []).append(block)
    return {
        **data,
        **{name: _time(data.get(name)) for name in _TIMES},
        "has_lead_image": data["lead_image"] is not None,
        "images": images + by_type.get("image", []),
        "paragraphs": [paragraph["text"] for paragraph in by_type.get("paragraph", [])],
        "headings": [heading["text"] for heading in by_type.get("heading", [])],
        "text": "\n\n".join(_texts(data["body"])),
        "related_links": [
            link for block in by_type.get("related_links", []) for link in block["links"]
        ],
        "embeds": by_type.get("embed", []),
        "byline": byline.get("text"),
        "byline_field": byline.get("field"),
        "credits": byline.get("credits", []),
        "locations": byline.get("locations", []),
    }


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _texts(body: list[dict[str, Any]]) -> Iterator[str]:
    """The texts that `Article.text` joins."""
    for block in body:
        if block["type"] in _WITH_TEXT:
            yield block["text"]
        elif block["type"] == "bullet_list":
            yield from (item["text"] for item in block["items"])
