"""Tables of stories that rfaparse wrote, read back row by row. Needs ``rfaparse[archive]``."""

from __future__ import annotations

import csv
import gzip
import io
import json
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from rfaparse.export.arrow import data_to_row
from rfaparse.export.csv import ROLES, bare, parted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_PARQUET, _GZIP, _ZSTD = b"PAR1", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_OURS = frozenset({"credits", "reporters", "schema_version"})
"""Columns, one of which each of our tables has, and no table of pages."""
_BATCH_ROWS = 1000
_MOST_OF_A_HEADER = 2**26
_MOST_OF_A_CELL = 2**31 - 1
_TIMES = ("created", "published", "crawled")
_REMEDY = "make it with rfaparse archive"


def is_table(path: Path) -> bool:
    """Whether a file is a table of stories: Parquet, JSON Lines or CSV, as rfaparse writes them."""
    try:
        return not path.is_dir() and bool(_OURS & set(_columns(path)))
    except (OSError, ValueError, EOFError, csv.Error):
        return False


def read_rows(path: Path, needed: Collection[str]) -> Iterator[dict[str, Any]]:
    """The stories of a table, as rows of `rfaparse.export.arrow.SCHEMA`.

    A CSV has less than other tables: its credits lack ``label`` and ``desk``, and those of desks
    have no ``role``; what a picture's credit is, it does not say.

    Args:
        path: Parquet, JSON Lines (also packed by gzip or zstd) or CSV, told apart by content.
        needed: The columns that each row must have; ``story_id``, ``crawled``, ``revision`` and
            others are there if the table has them.

    Raises:
        ValueError: It is no such table, is damaged, or lacks columns.
        OSError: It cannot be read.
    """
    try:
        columns = _columns(path)
        if not _OURS & set(columns):
            raise ValueError(f"{path}: no table of stories (it has {_named(columns)}); {_REMEDY}")
        for row in _rows(path):
            if missing := [name for name in needed if name not in row]:
                raise ValueError(f"{path}: a table without {_named(missing)}; {_REMEDY}")
            yield row
    except (pa.ArrowException, EOFError, csv.Error, json.JSONDecodeError, UnicodeDecodeError) as e:
        raise ValueError(f"{path}: a damaged table ({' '.join(str(e).split())}); {_REMEDY}") from e


def _named(columns: Collection[str]) -> str:
    shown = ", ".join(islice(columns, 8))
    return f"the columns {shown}" if shown else "no columns"


def _columns(path: Path) -> list[str]:
    """The names of a table's columns; none if it is no table."""
    with path.open("rb") as file:
        opening = file.read(4)
    if opening == _PARQUET:
        try:
            return list(pq.read_schema(path).names)
        except pa.ArrowException:
            return []
    with _text(path) as lines:
        first = lines.readline(_MOST_OF_A_HEADER)
    if first.startswith("{"):
        data = json.loads(first)
        return list(data) if isinstance(data, dict) else []
    return next(csv.reader([first]), [])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        opening = file.read(4)
    if opening == _PARQUET:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH_ROWS):
            yield from batch.to_pylist()
        return
    with _text(path) as lines:
        first = lines.readline()
        every = chain((first,), lines)
        if first.startswith("{"):
            yield from (_of_json(json.loads(line)) for line in every if line.strip())
        else:
            csv.field_size_limit(_MOST_OF_A_CELL)
            yield from map(_of_csv, csv.DictReader(every))


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOWrapper]:
    with path.open("rb") as file:
        opening = file.read(4)
        file.seek(0)
        yield io.TextIOWrapper(_unpacked(file, opening), encoding="utf-8-sig", newline="")


def _unpacked(file: IO[bytes], opening: bytes) -> IO[bytes]:
    if opening.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]
    if opening == _ZSTD:
        import zstandard  # noqa: PLC0415  one kind of file needs it

        return zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
    return file


def _of_json(data: dict[str, Any]) -> dict[str, Any]:
    """A row of an object with an article's fields, or with columns that were chosen of a row."""
    if isinstance(data.get("body"), list) and isinstance(data.get("byline"), (dict, type(None))):
        return data_to_row(data)
    return {**data, **{name: _time(data[name]) for name in _TIMES if name in data}}


def _of_csv(cells: dict[str, str]) -> dict[str, Any]:
    """A row of a spreadsheet's table, as far as that goes."""
    row: dict[str, Any] = {name: bare(cell or "") or None for name, cell in cells.items() if name}
    if set(ROLES) <= cells.keys():
        row["credits"] = [
            *(_credit(name, str(ROLES[c])) for c in ROLES for name in parted(cells[c])),
            *(_credit(slug, None, "desk", slug) for slug in parted(cells.get("desks", ""))),
        ]
    for name in ("locations", "subjects"):
        row[name] = parted(cells.get(name, ""))
    if "images" in cells:
        row["images"] = _images(cells)
    if "related_links" in cells:
        row["related_links"] = [{"url": url} for url in parted(cells["related_links"])]
    row.update({name: _time(row[name]) for name in _TIMES if name in row})
    row["has_lead_image"] = row.get("has_lead_image") == "true"
    if row.get("revision"):
        row["revision"] = int(row["revision"])
    return row


def _credit(
    name: str, role: str | None, kind: str = "person", desk: str | None = None
) -> dict[str, Any]:
    return {"role": role, "name": name, "label": None, "kind": kind, "desk": desk}


def _images(cells: dict[str, str]) -> list[dict[str, Any]]:
    """As many pictures, captions and copyrights as there are; which is whose, a CSV does not say.

    The empty credit stands for that.
    """
    captions, copyrights = (parted(cells.get(name, "")) for name in ("captions", "copyrights"))
    return [
        {"url": url, "caption": caption, "copyright": owner, "credit": ""}
        for url, caption, owner in _padded(parted(cells["images"]), captions, copyrights)
    ]


def _padded(urls: list[str], *others: list[str]) -> Iterator[tuple[str | None, ...]]:
    length = max(map(len, (urls, *others)))
    return zip(*(each + [None] * (length - len(each)) for each in (urls, *others)), strict=True)


def _time(value: Any) -> datetime | None:
    """A time in UTC, of a table's cell."""
    if not value:
        return None
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)
