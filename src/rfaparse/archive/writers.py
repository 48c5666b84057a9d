"""The output: a table of stories or credits, or a folder; written atomically."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from contextlib import contextmanager
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from attrs import frozen

from rfaparse import __version__
from rfaparse.archive.folder import Folder
from rfaparse.export import credits as credits_table
from rfaparse.export.arrow import CREDITS_SCHEMA, SCHEMA, data_to_row
from rfaparse.export.csv import COLUMNS, to_cells, to_values
from rfaparse.export.json import ARTICLE_FIELDS, SCHEMA_VERSION, from_dict, json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_ROWS_A_BATCH = 100
"""Few, since a row of Python's objects takes many times the memory that it takes in a batch."""
_BATCHES_A_GROUP = 10
"""Few, since the workers have ended when the last group is written."""
EXTRA: list[pa.Field[Any]] = [
    pa.field("revision", pa.int32(), nullable=False),
    pa.field("content_hash", pa.string(), nullable=False),
    pa.field("text_hash", pa.string()),
    pa.field("input", pa.string(), nullable=False),
    pa.field("member", pa.string()),
    pa.field("crawled", pa.timestamp("us", tz="UTC")),
]
"""The columns of an archive's table in addition to `rfaparse.export.arrow.SCHEMA`.

Which revision of its story a row is (from 1, in the order of the input), the SHA-256 of its
article's JSON and of its text (null without one), where it came from, and when it was fetched.
"""
ARCHIVE_SCHEMA = pa.schema([*SCHEMA, *EXTRA])
ARCHIVE_COLUMNS = (*COLUMNS, *(column.name for column in EXTRA))
"""The columns of a spreadsheet's table."""
ENDINGS = (".parquet", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".xlsx")
_EXTRA_NAMES = frozenset(column.name for column in EXTRA)
_METADATA = {"rfaparse_version": __version__, "schema_version": str(SCHEMA_VERSION)}


@frozen
class Form:
    """The form of the output.

    Attributes:
        ending: One of `ENDINGS`, or ``text``, ``markdown``, ``html`` for a folder of such files.
        fields: The columns of a table of stories; if empty, all.
        credits: Whether it is a table of credits.
        per_story: Whether a table of credits counts the revisions of a story as one.
        without: The parts that the files of a folder leave out, of `rfaparse.export.parts.PARTS`.
    """

    ending: str
    fields: tuple[str, ...] = ()
    credits: bool = False
    per_story: bool = False
    without: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        known = ARCHIVE_COLUMNS if self.is_flat else ARCHIVE_SCHEMA.names
        unknown = [name for name in self.fields if name not in known]
        if unknown:
            raise ValueError(f"no column {', '.join(unknown)}; there are {', '.join(known)}")

    @property
    def is_folder(self) -> bool:
        """Whether it is one file per story."""
        return not self.ending.startswith(".")

    @property
    def is_flat(self) -> bool:
        """Whether it is for spreadsheets."""
        return self.ending in (".csv", ".xlsx")


class Writer(Protocol):
    """Takes stories as JSON objects, one by one.

    Attributes:
        rows: How many rows or files it wrote.
    """

    rows: int

    def write(self, text: bytes) -> None:
        """Write a story."""


@contextmanager
def open_writer(path: Path, form: Form) -> Iterator[Writer]:
    """A writer of the output at `path`."""
    if form.is_folder:
        yield Folder(path, form.ending, form.without)
        return
    with path.open("wb") as file:
        if form.ending.startswith(".jsonl") and not (form.credits or form.fields):
            with _packed(file, form.ending) as lines:
                yield _JsonLines(lines)
        else:
            with _sink(file, form.ending, _schema(form)) as sink:
                yield _Rows(_maker(form), sink)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def open_credits(path: Path, ending: str) -> Iterator[Callable[[Mapping[str, Any]], object]]:
    """Takes rows of `rfaparse.export.credits.COLUMNS`, one by one."""
    with path.open("wb") as file:
        with _sink(file, ending, CREDITS_SCHEMA) as sink:
            yield sink
        file.flush()
        os.fsync(file.fileno())


class _JsonLines:
    def __init__(self, file: Any) -> None:
        self.rows = 0
        self._file = file

    def write(self, text: bytes) -> None:
        self._file.write(text)
        self._file.write(b"\n")
        self.rows += 1


class _Rows:
    """Makes rows of stories, and passes them on."""

    def __init__(
        self,
        make: Callable[[dict[str, Any]], Iterable[Mapping[str, Any]]],
        sink: Callable[[Mapping[str, Any]], object],
    ) -> None:
        self.rows = 0
        self._make, self._sink = make, sink

    def write(self, text: bytes) -> None:
        for row in self._make(json.loads(text)):
            self._sink(row)
            self.rows += 1


def _maker(form: Form) -> Callable[[dict[str, Any]], Iterable[Mapping[str, Any]]]:
    if form.credits:
        once = credits_table.Once() if form.per_story else None
        return lambda data: filter(once, credits_table.credits_of(data_to_row(data)))
    make = _flat_row if form.is_flat else data_to_row
    return lambda data: (make(data),)


def _flat_row(data: dict[str, Any]) -> dict[str, Any]:
    """A row of `ARCHIVE_COLUMNS`."""
    article = from_dict({name: data[name] for name in ARTICLE_FIELDS})
    crawled = data["crawled"] and datetime.fromisoformat(data["crawled"])
    extra = {name: data[name] for name in data if name in _EXTRA_NAMES}
    return {**to_values(article), **extra, "crawled": crawled}


def _schema(form: Form) -> pa.Schema:
    if form.credits:
        return CREDITS_SCHEMA
    if form.is_flat:  # the types are not asked for
        return pa.schema([(name, pa.string()) for name in form.fields or ARCHIVE_COLUMNS])
    names = form.fields or ARCHIVE_SCHEMA.names
    return pa.schema([ARCHIVE_SCHEMA.field(name) for name in names])


@contextmanager
def _sink(
    file: IO[bytes], ending: str, schema: pa.Schema
) -> Iterator[Callable[[Mapping[str, Any]], object]]:
    """Takes rows, one by one."""
    if ending == ".parquet":
        table = _Parquet(file, schema)
        yield table.write
        table.close()
    elif ending == ".csv":
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.DictWriter(text, schema.names, extrasaction="ignore")
        writer.writeheader()
        yield lambda row: writer.writerow(to_cells(row))
        text.detach()
    elif ending == ".xlsx":
        from rfaparse.export.xlsx import Sheet  # noqa: PLC0415  an extra of its own

        sheet = Sheet(file, schema.names)
        yield sheet.write
        sheet.close()
    else:
        with _packed(file, ending) as lines:
            yield lambda row: lines.write(_line(row, schema.names))


def _line(row: Mapping[str, Any], names: Sequence[str]) -> bytes:
    chosen = {name: row[name] for name in names}
    text = json_text(chosen, separators=(",", ":"), default=_moment)
    return f"{text}\n".encode()


def _moment(value: datetime) -> str:
    return value.isoformat()


class _Parquet:
    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._schema = schema.with_metadata(_METADATA)
        self._file = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Mapping[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []

    def write(self, row: Mapping[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _ROWS_A_BATCH:
            self._end_batch()
        if len(self._batches) == _BATCHES_A_GROUP:
            self._end_group()

    def _end_batch(self) -> None:
        self._batches.append(pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _end_group(self) -> None:
        self._file.write_table(pa.Table.from_batches(self._batches, schema=self._schema))
        self._batches = []

    def close(self) -> None:
        if self._rows:
            self._end_batch()
        if self._batches:
            self._end_group()
        self._file.close()


@contextmanager
def _packed(file: IO[bytes], ending: str) -> Iterator[Any]:
    """The file that lines are written to."""
    if ending == ".jsonl.gz":
        # No name and no time in the header: two runs give the same bytes.
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
            yield packed
    elif ending == ".jsonl.zst":
        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
            yield packed
    else:
        yield file
