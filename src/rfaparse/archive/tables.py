"""Tables, with one page per row; and Parquet."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Any

import pyarrow.parquet as pq
from attrs import evolve

from rfaparse._outcome import Failure, is_story_address
from rfaparse.archive.broken import BROKEN, failure_of
from rfaparse.archive.members import Member, file_member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIELDS = ("html", "content", "body", "text", "content_html")
_ADDRESSES = ("url", "link", "id")
_NAME_IT = "name its field with --field"
_EXPORT = "write one object per page, with its HTML as text in a field html"
NO_PAGE = Failure("NoHtml", "a row without HTML", _NAME_IT)
"""The report on a row without HTML in any field."""
_TAGS: dict[type, Callable[[Any], object]] = {
    str: re.compile(r"<[a-zA-Z!/]").search,
    bytes: re.compile(rb"<[a-zA-Z!/]").search,
}
_MARKUP = re.compile(r"(?i)<(?:!doctype|html|body|div|p|span|br|img|figure|a href)\b").search
_BATCH_ROWS = 64


def row_member(source: str, name: str | None, row: object, field: str | None) -> Member:
    """A row as a page.

    Args:
        source: The input's path as given.
        name: The row's name in reports.
        row: Its fields, or the page itself.
        field: Which of them has the HTML; by default the first of `FIELDS` that holds some.
    """
    alone = {field or FIELDS[0]: row} if isinstance(row, str) and _has_html(row) else {}
    fields = row if isinstance(row, dict) else alone
    known = [fields[name] for name in ([field] if field else FIELDS) if name in fields]
    texts = [value for value in known if isinstance(value, (str, bytes))]
    html = next(filter(_has_html, texts), texts[0] if texts else None)
    if html is None:
        return Member(source, name, failure=_no_html(fields, is_empty=None in known))
    data = html.encode("utf-8", "ignore") if isinstance(html, str) else html
    urls = [fields[name] for name in _ADDRESSES if isinstance(fields.get(name), str)]
    own = fields.get("url")
    url = next(filter(is_story_address, urls), own if isinstance(own, str) else None)
    return file_member(source, name, data, url=url)


def _no_html(fields: dict[Any, Any], *, is_empty: bool) -> Failure:
    elsewhere = [
        str(name) for name, value in fields.items() if _MARKUP(json.dumps(value, default=str))
    ]
    if elsewhere:
        found = f"no HTML but in {', '.join(elsewhere)}"[:200]
        is_text = any(isinstance(fields[name], (str, bytes)) for name in elsewhere)
        return Failure("NoHtml", found, _NAME_IT if is_text else _EXPORT)
    return evolve(NO_PAGE, found="a row whose HTML is null") if is_empty else NO_PAGE


def _has_html(value: object) -> bool:
    tag = _TAGS.get(type(value))
    return tag is not None and tag(value) is not None


def read_parquet(source: str, file: IO[bytes], field: str | None) -> Iterator[Member]:
    """The pages of a Parquet file.

    Args:
        source: The input's path as given.
        file: The file.
        field: Which column has the HTML; by default as for `row_member`.
    """
    table = pq.ParquetFile(file)
    names = table.schema_arrow.names
    columns = [name for name in ([field] if field else FIELDS) if name in names]
    if not columns:
        found = f"no column of HTML among {names}"[:200]
        yield Member(source, failure=Failure("NoHtml", found, _NAME_IT))
        return
    columns += [name for name in _ADDRESSES if name in names and name not in columns]
    number = 0
    for group in range(table.num_row_groups):
        following = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH_ROWS, row_groups=[group], columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    given = {name: b"" if row[name] is None else row[name] for name in columns}
                    yield row_member(source, f"row {number}", given, field)
        except BROKEN as error:  # the next row group can be read by itself
            name = f"rows {number + 1} to {following}"
            yield Member(source, name, failure=failure_of(error))
        number = following
