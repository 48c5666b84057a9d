"""A flat table for spreadsheets: one row per story, names joined by semicolons."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from rfaparse.model import Byline, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse.model import Article

_SEPARATOR = "; "
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROLES = {f"{role}s": role for role in Role}
COLUMNS = (
    *("url", "story_id", "title", "service", "section", "dateline"),
    *("created", "published", "modified", "subjects"),
    *_ROLES,
    *("desks", "locations", "byline", "byline_field"),
    *("images", "captions", "copyrights", "picture_credits"),
    *("related_links", "audio", "characters", "text"),
)
"""The table's columns. A role's are the names of people; ``desks`` are slugs; ``byline`` is
`Byline.text`; ``text`` is `Article.text`, and ``characters`` its code points."""


def to_row(article: Article) -> dict[str, str]:
    """The story as one row: every cell text, empty where the story lacks it.

    A cell that a spreadsheet would run (one that begins with ``=``, ``+``, ``-``, ``@`` …) has an
    apostrophe before it.
    """
    byline = article.byline or Byline()
    cells = {
        "url": article.url,
        "story_id": article.story_id,
        "title": article.title,
        "service": article.service,
        "section": article.section,
        "dateline": article.dateline,
        "created": article.created.isoformat() if article.created else None,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "subjects": _joined(article.subjects),
        **{name: _joined(byline.names(role)) for name, role in _ROLES.items()},
        "desks": _joined(byline.desks),
        "locations": _joined(byline.locations),
        "byline": byline.text,
        "byline_field": byline.field,
        "images": _joined(image.url or image.src for image in article.images),
        "captions": _joined(article.captions),
        "copyrights": _joined(image.copyright for image in article.images),
        "picture_credits": _joined(image.credit for image in article.images),
        "related_links": _joined(link.url or link.href for link in article.related_links),
        "audio": _joined(audio.url for audio in article.audio),
        "characters": str(len(article.text)),
        "text": article.text,
    }
    return {name: _inert(cells[name] or "") for name in COLUMNS}


def write_csv(articles: Iterable[Article], file: TextIO, *, header: bool = True) -> None:
    """Write a table to `file`, opened with ``newline=""``; with `header`, its first line too."""
    writer = csv.DictWriter(file, COLUMNS)
    if header:
        writer.writeheader()
    writer.writerows(map(to_row, articles))


def _joined(texts: Iterable[str | None]) -> str:
    return _SEPARATOR.join(dict.fromkeys(text for text in texts if text))


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) else cell
