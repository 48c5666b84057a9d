"""The table of stories, and the errors of the run that made it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from rfaparse.export.arrow import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

_READ = (
    *("url", "title", "service", "section", "created", "published", "has_lead_image", "images"),
    *("related_links", "byline", "byline_field", "credits"),
)
"""The columns that the charts are made of."""


def read_table(path: Path) -> pa.Table:
    """The columns of a Parquet file that the charts need.

    Raises:
        ValueError: The file is no Parquet, or lacks columns of `rfaparse.export.arrow.SCHEMA`.
    """
    try:
        file = pq.ParquetFile(path)
        missing = [name for name in _READ if name not in file.schema_arrow.names]
        found = file.read(columns=[name for name in _READ if name not in missing])
    except (pa.ArrowException, OSError) as error:
        said = " ".join(str(error).split())
        raise ValueError(
            f"{path}: no Parquet file, or a damaged one ({said}); make one with rfaparse archive"
        ) from None
    if missing:
        raise ValueError(
            f"{path}: a table without the columns {', '.join(missing)}; "
            "make it with rfaparse archive, or with rfaparse.export.arrow"
        )
    types = {name: SCHEMA.field(name).type for name in _READ}
    return found.cast(pa.schema([pa.field(name, types[name]) for name in found.schema.names]))


def errors_beside(path: Path) -> list[str]:
    """The class of each error in ``<table>.errors.jsonl``; none where there is no such file."""
    beside = path.with_name(f"{path.name}.errors.jsonl")
    if not beside.exists():
        return []
    with beside.open(encoding="utf-8") as lines:
        return [str(json.loads(line).get("error", "unknown")) for line in lines if line.strip()]
