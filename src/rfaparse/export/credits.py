"""Credits as a table, one row per credit."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TextIO

from attrs import asdict

from rfaparse.export.csv import to_cells
from rfaparse.model import Byline, CreditKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from rfaparse.model import Article

_OF_THE_STORY = ("story_id", "url", "created", "published", "service", "section", "title")
_OF_THE_CREDIT = ("role", "name", "kind", "desk", "label")
COLUMNS = (
    *("story_id", "url", "created", "published", "month", "service", "section", "title"),
    *_OF_THE_CREDIT,
    *("locations", "revision"),
)
"""The table's columns. ``month`` is that of ``published``, or else of ``created``, as ``2021-03``
in UTC; ``locations`` are the byline's; ``revision`` is the story's, if an archive counted it."""
NEEDED = (*_OF_THE_STORY, "credits", "locations")
"""The columns of `rfaparse.export.arrow.SCHEMA` that the table is made of."""


def to_rows(articles: Iterable[Article]) -> Iterator[dict[str, Any]]:
    """The credits of stories, one row of `COLUMNS` per credit, in order; times are in UTC.

    A person has a row for each role. A story without credits has none.
    """
    for article in articles:
        byline = article.byline or Byline()
        story = {name: getattr(article, name) for name in _OF_THE_STORY}
        credits_ = [asdict(credit, value_serializer=_enum_value) for credit in byline.credits]
        yield from credits_of({**story, "credits": credits_, "locations": byline.locations})


def credits_of(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The credits of a row of `rfaparse.export.arrow.SCHEMA`, as rows of `COLUMNS`."""
    story = {name: row[name] for name in _OF_THE_STORY}
    shared = {
        "month": month_of(row["published"], row["created"]),
        "locations": list(row["locations"]),
        "revision": row.get("revision"),
    }
    for credit in row["credits"]:
        values = {**story, **shared, **credit}
        yield {name: values[name] for name in COLUMNS}


class Once:
    """Lets a credit of a story pass once, whichever of its revisions has it.

    Called with a row of `COLUMNS`; a row without ``story_id`` and ``url`` is a story of its own.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, row: Mapping[str, Any]) -> bool:
        """Whether the row is the first of its story, role and name (of a desk: role and desk)."""
        story = row["story_id"] or row["url"]
        name = row["desk"] if row["kind"] == CreditKind.DESK else row["name"]
        key = "\0".join(map(str, (story, row["role"], row["kind"], name)))
        if story is None or key not in self._seen:
            self._seen.add(key)
            return True
        return False


def month_of(published: datetime | None, created: datetime | None) -> str | None:
    """The month that a story counts for, as ``2021-03``; None if it has no date."""
    moment = published or created
    return f"{moment.year:04}-{moment.month:02}" if moment else None


def write_csv(articles: Iterable[Article], file: TextIO, *, header: bool = True) -> None:
    """Write the table to `file`, opened with ``newline=""`` and, for Excel, ``utf-8-sig``."""
    writer = csv.DictWriter(file, COLUMNS)
    if header:
        writer.writeheader()
    writer.writerows(map(to_cells, to_rows(articles)))


def _enum_value(_instance: object, _field: object, value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
