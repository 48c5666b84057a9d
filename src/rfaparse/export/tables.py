"""Tables of stories that rfaparse wrote, read back row by row. Needs ``rfaparse[archive]``."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import chain, islice, zip_longest
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from rfaparse.export.arrow import data_to_row
from rfaparse.export.csv import ROLES, bare, parted
from rfaparse.export.json import ARTICLE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

_PARQUET, _GZIP, _ZSTD = b"PAR1", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_OURS = frozenset({"credits", "reporters", "schema_version"})
"""Columns that distinguish our tables from tables of pages: each of ours has one of them."""
_BATCH_ROWS = 1000
_MOST_OF_A_HEADER = 2**26
_MOST_OF_A_CELL = 2**31 - 1
_MOST_SAID = 200
_REMEDY = "make it with rfaparse archive"
_DAMAGE = (
    *(pa.ArrowException, zstandard.ZstdError, zlib.error, EOFError),
    *(csv.Error, json.JSONDecodeError, RecursionError, UnicodeDecodeError),
)


def is_table(path: Path) -> bool:
    """Whether a file is a table of stories: Parquet, JSON Lines or CSV, as rfaparse writes them."""
    return bool(_OURS & _known_columns(path))


def is_without_stories(path: Path, fields: Collection[str]) -> bool:
    """Whether a file is a table of rfaparse from which no complete story can be read.

    Args:
        path: The file.
        fields: Columns with a story's HTML or blocks; a table with one of them is none such.
    """
    columns = _known_columns(path)
    return "story_id" in columns and columns.isdisjoint(fields)


def _known_columns(path: Path) -> set[str]:
    """The names of a table's columns; none if it is not a readable table.

    A pipe can be read only once, so it is not opened here.
    """
    try:
        return set(_columns(path)) if path.is_file() else set()
    except (OSError, ValueError, *_DAMAGE):
        return set()


def read_rows(path: Path, needed: Collection[str]) -> Iterator[dict[str, Any]]:
    """The stories of a table, as rows of `rfaparse.export.arrow.SCHEMA`.

    A CSV has less than other tables: its credits lack ``label``, people's lack ``desk``, desks'
    lack ``role``, and it does not say which picture has which credit.

    Args:
        path: Parquet, JSON Lines (also packed by gzip or zstd) or CSV, detected from content.
        needed: The columns that each row must have; ``story_id``, ``crawled``, ``revision`` and
            others are there if the table has them.

    Raises:
        ValueError: It is not such a table, is damaged, or lacks columns.
        OSError: It cannot be read.
    """
    try:
        columns = _columns(path)
        if not _OURS & set(columns):
            raise ValueError(f"{path}: no table of stories (it has {_named(columns)}); {_REMEDY}")
        for number, row in enumerate(_rows(path), start=1):
            if missing := [name for name in needed if name not in row]:
                raise ValueError(f"{path}: a table without {_named(missing)}; {_REMEDY}")
            try:
                yield _typed(row)
            except ValueError as error:
                raise ValueError(f"{path}: row {number}: {error}; {_REMEDY}") from None
    except _DAMAGE as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: BaseException) -> ValueError:
    """The error for a table that cannot be read to its end."""
    return ValueError(f"{path}: a damaged table ({' '.join(str(error).split())}); {_REMEDY}")


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(_PARQUET)) == _PARQUET


def _named(columns: Collection[str]) -> str:
    shown = " ".join(", ".join(islice(columns, 8))[:_MOST_SAID].split())
    return f"the columns {shown}" if shown else "no columns, or is empty"


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with times and lists, where other programs wrote text or null.

    Raises:
        ValueError: A cell holds something else.
    """
    typed = dict(row)
    for name, read in _READERS.items():
        if name in row:
            try:
                typed[name] = read(row[name])
            except (TypeError, ValueError, OverflowError):
                raise ValueError(f"{name} cannot be read from {row[name]!r:.60}") from None
    return typed


def _columns(path: Path) -> list[str]:
    """The names of a table's columns; none if it is not a table."""
    if is_parquet(path):
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
    if is_parquet(path):
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
        return zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
    return file


def _of_json(data: dict[str, Any]) -> dict[str, Any]:
    """A row from an object with an article's fields, or with selected columns of a row."""
    return data_to_row(data) if data.keys() >= set(ARTICLE_FIELDS) else data


def _of_csv(cells: dict[str, str]) -> dict[str, Any]:
    """A row from the cells of a CSV, as far as its columns allow."""
    row: dict[str, Any] = {name: bare(cell or "") or None for name, cell in cells.items() if name}
    if set(ROLES) <= cells.keys():
        row["credits"] = [
            *(
                _credit(name, str(role))
                for column, role in ROLES.items()
                for name in parted(cells[column])
            ),
            *(_credit(slug, None, "desk", slug) for slug in parted(cells.get("desks", ""))),
        ]
    for name in ("locations", "subjects"):
        row[name] = parted(cells.get(name, ""))
    if "images" in cells:
        row["images"] = _images(cells)
    if "related_links" in cells:
        row["related_links"] = [{"url": url} for url in parted(cells["related_links"])]
    row["has_lead_image"] = row.get("has_lead_image") == "true"
    return row


def _credit(
    name: str, role: str | None, kind: str = "person", desk: str | None = None
) -> dict[str, Any]:
    return {"role": role, "name": name, "label": None, "kind": kind, "desk": desk}


def _images(cells: dict[str, str]) -> list[dict[str, Any]]:
    """The pictures, captions and copyrights of a CSV's row, which does not match them.

    An empty credit, not a null one, marks such a picture.
    """
    columns = (parted(cells.get(name, "")) for name in ("images", "captions", "copyrights"))
    return [
        {"url": url, "caption": caption, "copyright": owner, "credit": ""}
        for url, caption, owner in zip_longest(*columns)
    ]


def _time(value: Any) -> datetime | None:
    """A time in UTC, from a table's cell."""
    if not value:
        return None
    time = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _number(value: Any) -> int | None:
    return int(float(value)) if value else None


def _list_of(*keys: str) -> Callable[[Any], list[Any]]:
    """The reader of a list of objects with `keys`, or of texts without `keys`."""

    def read(value: Any) -> list[Any]:
        items = [] if value is None else value
        if not isinstance(items, list) or not all(map(fits, items)):
            raise TypeError
        return items

    def fits(item: Any) -> bool:
        return item.keys() >= set(keys) if isinstance(item, dict) else not keys

    return read


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("created", "published", "crawled"), _time),
    "revision": _number,
    "credits": _list_of("role", "name", "kind", "desk", "label"),
    **dict.fromkeys(("images", "related_links"), _list_of("url")),
    **dict.fromkeys(("locations", "subjects"), _list_of()),
}
"""The readers of columns that other programs may write as text or null."""
