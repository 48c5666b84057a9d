"""Batches of pages in, batches of rows out, for Spark, Ray Data and similar engines.

Needs ``rfaparse[archive]``. With Spark::

    pages.mapInArrow(parse_batches, from_arrow_schema(BATCH_SCHEMA))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from rfaparse._outcome import Failure, Skip, is_story_address, other_kind, refused
from rfaparse._parse import parse
from rfaparse.errors import RfaparseError
from rfaparse.export.arrow import SCHEMA, to_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TEXT_TYPES = (pa.types.is_string, pa.types.is_large_string)
_OPENING = 1024
_BYTE_TYPES = (pa.types.is_binary, pa.types.is_large_binary)

BATCH_SCHEMA = pa.schema(
    [
        *(field.with_nullable(nullable=True) for field in SCHEMA),
        pa.field("outcome", pa.string()),
        pa.field("error", pa.string()),
    ]
)
"""`rfaparse.export.arrow.SCHEMA`, and the outcome for the page.

``outcome`` is ``story``, ``skipped`` (a picture, a section page, another site …) or ``failed``, as
in `rfaparse.archive.run`; ``error`` is the reason for a row that has only its ``url``.
"""


def parse_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Parse pages, batch by batch; a page that cannot be read has an empty row.

    Args:
        batches: Their columns are ``html`` (binary or string) and optionally ``url`` and
            ``encoding`` (string, may be null). Other columns are ignored.

    Yields:
        A batch of `BATCH_SCHEMA` for each of `batches`, one row per page, in order. ``error`` is
        null for a story; the kind and what was found for a skipped page; the error's class, what
        was found and what to do for a failed one.

    Raises:
        ValueError: A batch has no column ``html``, or it has another type.
    """
    for batch in batches:
        rows = [_row(*page) for page in _pages(batch)]
        yield pa.RecordBatch.from_pylist(rows, schema=BATCH_SCHEMA)


def _pages(batch: pa.RecordBatch) -> Iterator[tuple[Any, str | None, str | None]]:
    names = batch.schema.names
    if "html" not in names:
        raise ValueError(
            f"the batch has no column 'html' but {names}; rename the one with the pages"
        )
    html = batch.column("html")
    if not any(is_type(html.type) for is_type in (*_TEXT_TYPES, *_BYTE_TYPES)):
        raise ValueError(f"the column 'html' is {html.type}; it must be binary or string")
    nothing = [None] * batch.num_rows
    urls = batch.column("url").to_pylist() if "url" in names else nothing
    encodings = batch.column("encoding").to_pylist() if "encoding" in names else nothing
    return zip(html.to_pylist(), urls, encodings, strict=True)


def _row(html: Any, url: str | None, encoding: str | None) -> dict[str, Any]:
    data = html or b""
    opening = data[:_OPENING]
    opening = opening.encode("utf-8", "replace") if isinstance(opening, str) else opening
    kind = None if is_story_address(url) else other_kind(url, None, opening)
    if kind is not None:
        return _without_story(url, Skip(kind, f"{len(data):,} bytes"))
    try:
        return {**to_row(parse(data, url=url, encoding=encoding)), "outcome": "story"}
    except RfaparseError as error:
        return _without_story(url, refused(error, url))
    except ValueError as error:  # an encoding that Python does not know
        return {"url": url, "outcome": "failed", "error": f"ValueError: {error}"}


def _without_story(url: str | None, why: Failure | Skip) -> dict[str, Any]:
    if isinstance(why, Skip):
        return {"url": url, "outcome": "skipped", "error": f"{why.kind}: {why.found}"}
    return {"url": url, "outcome": "failed", "error": f"{why.error}: {why.found}; {why.remedy}"}
