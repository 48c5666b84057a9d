"""A flat table for spreadsheets: one row per story, names joined by semicolons."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

from rfaparse.model import Byline, Role

if TYPE_CHECKING:
    from rfaparse.model import Article

BOM = "\ufeff"
"""The first character of a CSV file, by which Excel recognises UTF-8."""
_SEPARATOR = "; "
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ROLES = {f"{role}s": role for role in Role}
"""The columns with people's names, and the role of each."""
COLUMNS = (
    *("url", "story_id", "title", "description", "service", "section", "dateline"),
    *("created", "published", "modified", "subjects"),
    *ROLES,
    *("desks", "locations", "byline", "byline_field"),
    *("has_lead_image", "images", "captions", "copyrights", "picture_credits"),
    *("related_links", "audio", "wrapping", "characters", "text"),
)
"""The table's columns. Roles hold names of people, ``desks`` holds slugs, ``byline`` is
`Byline.text`, ``text`` is `Article.text`, and ``characters`` is the number of its code points."""


def to_values(article: Article) -> dict[str, Any]:
    """The story as one row of `COLUMNS`: text, times in UTC, numbers, and tuples of names."""
    byline = article.byline or Byline()
    return {
        "url": article.url,
        "story_id": article.story_id,
        "title": article.title,
        "description": article.description,
        "service": article.service,
        "section": article.section,
        "dateline": article.dateline,
        "created": article.created,
        "published": article.published,
        "modified": article.modified,
        "subjects": article.subjects,
        **{name: byline.names(role) for name, role in ROLES.items()},
        "desks": byline.desks,
        "locations": byline.locations,
        "byline": byline.text,
        "byline_field": byline.field,
        "has_lead_image": article.lead_image is not None,
        "images": tuple(image.url or image.src for image in article.images),
        "captions": article.captions,
        "copyrights": tuple(image.copyright for image in article.images),
        "picture_credits": tuple(image.credit for image in article.images),
        "related_links": tuple(link.url or link.href for link in article.related_links),
        "audio": tuple(audio.url for audio in article.audio),
        "wrapping": str(article.wrapping),
        "characters": len(article.text),
        "text": article.text,
    }


def to_row(article: Article) -> dict[str, str]:
    """The story as one row. Every cell is text, and empty if the story lacks the value.

    A cell that a spreadsheet would run (one that begins with ``=``, ``+``, ``-``, ``@`` …) has an
    apostrophe before it. Times are UTC, without a zone, so spreadsheets read them as dates.
    """
    return to_cells(to_values(article))


def to_cells(values: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a row, as `to_row` writes them."""
    return {name: _inert(cell_text(value)) for name, value in values.items()}


def cell_text(value: Any) -> str:
    """A value as text: names joined, times as ``2021-03-05 14:20:00``, None as empty text.

    >>> cell_text(("a", None, "b", "a")), cell_text(True), cell_text(None)
    ('a; b', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return _SEPARATOR.join(dict.fromkeys(str(part) for part in value if part))
    return str(value)


def write_csv(articles: Iterable[Article], file: TextIO, *, header: bool = True) -> None:
    """Write a table to `file`, with its header unless `header` is False.

    Open `file` with ``newline=""`` and, for Excel, ``encoding="utf-8-sig"``.
    """
    writer = csv.DictWriter(file, COLUMNS)
    if header:
        writer.writeheader()
    writer.writerows(map(to_row, articles))


def parted(cell: str) -> list[str]:
    """The names that a cell holds.

    >>> parted("'@a; b"), parted("")
    (['@a', 'b'], [])
    """
    return [name for name in bare(cell).split(_SEPARATOR) if name]


def bare(cell: str) -> str:
    """A cell without the apostrophe that stops a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUN_BY_SPREADSHEETS) else cell


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) else cell
