"""The table of stories, and the errors of the run that made it."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from rfaparse.export.arrow import SCHEMA
from rfaparse.export.tables import damaged, is_parquet, read_rows
from rfaparse.overview.counts import OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_READ = (
    *("url", "title", "service", "section", "created", "published", "has_lead_image", "images"),
    *("related_links", "byline", "byline_field", "credits"),
)
"""The columns that the charts are made of."""
_TYPES = {**{name: SCHEMA.field(name).type for name in _READ}, **OPTIONAL}
_ROWS = 1000


def read_table(path: Path) -> pa.Table:
    """The columns of a table that the charts need.

    Args:
        path: Parquet, JSON Lines (also packed by gzip or zstd) or CSV, detected from content. A CSV
            does not say which picture has which credit, so there is no chart of those.

    Raises:
        ValueError: The file is not a table of stories, is damaged, or lacks columns.
    """
    parquet = is_parquet(path)
    try:
        return _of_parquet(path) if parquet else _of_rows(read_rows(path, _READ))
    except (pa.ArrowException, OSError) as error:
        raise damaged(path, error) from None


def _of_parquet(path: Path) -> pa.Table:
    file = pq.ParquetFile(path)
    columns = file.schema_arrow.names
    if missing := [name for name in _READ if name not in columns]:
        raise ValueError(
            f"{path}: a table without the columns {', '.join(missing)}; "
            "make it with rfaparse archive, or with rfaparse.export.arrow"
        )
    table: pa.Table = file.read(columns=[name for name in _TYPES if name in columns])
    return table.cast(pa.schema([(name, _TYPES[name]) for name in table.schema.names]))


def _of_rows(rows: Iterator[dict[str, Any]]) -> pa.Table:
    schema = pa.schema(list(_TYPES.items()))
    batches = []
    while few := list(islice(rows, _ROWS)):
        chosen = [{name: row.get(name) for name in _TYPES} for row in few]
        batches.append(pa.RecordBatch.from_pylist(chosen, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def errors_beside(path: Path) -> list[str]:
    """The class of each error in ``<table>.errors.jsonl``; none where there is no such file."""
    beside = path.with_name(f"{path.name}.errors.jsonl")
    if not beside.exists():
        return []
    with beside.open(encoding="utf-8") as lines:
        return [str(json.loads(line).get("error", "unknown")) for line in lines if line.strip()]
