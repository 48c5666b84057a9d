"""JSON Lines and Parquet: a page in each line or row."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

import pyarrow.parquet as pq

from rfaparse._outcome import Failure
from rfaparse._source.plone import is_plone
from rfaparse._source.source import MAX_SOURCE_LENGTH
from rfaparse.archive.members import BROKEN, Member, failure_of, file_member
from rfaparse.export.json import is_stored

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS = ("html", "content", "body", "text")
_BATCH_ROWS = 64


def read_json_lines(source: str, file: IO[bytes], field: str | None) -> Iterator[Member]:
    """The pages of JSON Lines.

    Args:
        source: The input's path as given.
        file: The file.
        field: Which field has the HTML; by default the first of ``html``, ``content``, ``body``
            and ``text`` that there is.
    """
    number = 0
    try:
        for number, line in enumerate(_lines(file), start=1):
            name = f"line {number}"
            if len(line) > MAX_SOURCE_LENGTH:
                yield file_member(source, name, line)
            elif line.strip():
                yield _of_line(source, name, line, field)
    except BROKEN as error:
        yield Member(source, f"after line {number}", failure=failure_of(error))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines; of one that is too long, as much as shows that it is."""
    while line := file.readline(MAX_SOURCE_LENGTH + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(MAX_SOURCE_LENGTH)
        yield line


def _of_line(source: str, name: str, line: bytes, field: str | None) -> Member:
    if field is None and is_stored(line):
        return Member(source, name, line)
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"), strict=False, parse_int=float)
    except (ValueError, RecursionError) as error:
        found = f"no JSON: {error}" if isinstance(error, ValueError) else "JSON nested too deep"
        failure = Failure("NotJson", found, "write one JSON object in each line")
        return Member(source, name, failure=failure)
    if field is None and is_plone(row):
        return Member(source, name, line)
    fields = (
        [field] if field else [each for each in _FIELDS if isinstance(row, dict) and each in row]
    )
    html = row.get(fields[0]) if fields and isinstance(row, dict) else None
    if not isinstance(html, str):
        failure = Failure("NoHtml", "a line without HTML", "name its field with --field")
        return Member(source, name, failure=failure)
    url = row.get("url")
    return file_member(
        source, name, html.encode("utf-8", "ignore"), url=url if isinstance(url, str) else None
    )


def read_parquet(source: str, file: IO[bytes], field: str | None) -> Iterator[Member]:
    """The pages of a Parquet file.

    Args:
        source: The input's path as given.
        file: The file.
        field: Which column has the HTML; by default as for `read_json_lines`.
    """
    table = pq.ParquetFile(file)
    names = table.schema_arrow.names
    column = field or next((each for each in _FIELDS if each in names), None)
    if column not in names:
        found = f"no column of HTML among {names}"
        yield Member(source, failure=Failure("NoHtml", found, "name it with --field"))
        return
    columns = [column, *(each for each in ("url",) if each in names)]
    number = 0
    for group in range(table.num_row_groups):
        following = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH_ROWS, row_groups=[group], columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield _of_row(source, f"row {number}", row[column] or b"", row.get("url"))
        except BROKEN as error:  # the next group of rows stands by itself
            name = f"rows {number + 1} to {following}"
            yield Member(source, name, failure=failure_of(error))
        number = following


def _of_row(source: str, name: str, html: Any, url: Any) -> Member:
    data = html.encode("utf-8", "ignore") if isinstance(html, str) else html
    if not isinstance(data, bytes):
        failure = Failure("NoHtml", "a row without HTML", "name its column with --field")
        return Member(source, name, failure=failure)
    return file_member(source, name, data, url=url if isinstance(url, str) else None)
