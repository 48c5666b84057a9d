"""The output: Parquet, JSON Lines or a table for spreadsheets, there whole or not at all."""

from __future__ import annotations

import gzip
import io
import json
import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from rfaparse.export.arrow import SCHEMA, data_to_row
from rfaparse.export.csv import write_csv
from rfaparse.export.json import from_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ROWS_A_GROUP = 2000
EXTRA: list[pa.Field[Any]] = [
    pa.field("revision", pa.int32(), nullable=False),
    pa.field("content_hash", pa.string(), nullable=False),
    pa.field("input", pa.string(), nullable=False),
    pa.field("member", pa.string()),
    pa.field("crawled", pa.timestamp("us", tz="UTC")),
]
"""What an archive's table has beside `rfaparse.export.arrow.SCHEMA`.

Which revision of its URL a row is (from 1, in the order of the input), the SHA-256 of its article's
JSON, where it came from, and when it was fetched.
"""
ARCHIVE_SCHEMA = pa.schema([*SCHEMA, *EXTRA])
ENDINGS = (".parquet", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv")


class Writer(Protocol):
    """Takes rows as JSON objects, one by one."""

    def write(self, text: bytes) -> None:
        """Write a row."""


@contextmanager
def open_writer(path: Path, ending: str) -> Iterator[Writer]:
    """A writer of the table at `path`, of the form that `ending`, one of `ENDINGS`, says."""
    with path.open("wb") as file:
        with _WRITERS[ending](file) as writer:
            yield writer
        file.flush()
        os.fsync(file.fileno())


class _Parquet:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = pq.ParquetWriter(file, ARCHIVE_SCHEMA, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, text: bytes) -> None:
        self._rows.append(data_to_row(json.loads(text)))
        if len(self._rows) == _ROWS_A_GROUP:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            self._file.write_batch(pa.RecordBatch.from_pylist(self._rows, schema=ARCHIVE_SCHEMA))
        self._rows = []

    def close(self) -> None:
        self.flush()
        self._file.close()


class _JsonLines:
    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, text: bytes) -> None:
        self._file.write(text)
        self._file.write(b"\n")


class _Csv:
    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        write_csv([], file)

    def write(self, text: bytes) -> None:
        extra = {field.name for field in EXTRA}
        row = json.loads(text)
        article = from_dict({name: value for name, value in row.items() if name not in extra})
        write_csv([article], self._file, header=False)


@contextmanager
def _parquet(file: IO[bytes]) -> Iterator[Writer]:
    writer = _Parquet(file)
    yield writer
    writer.close()


@contextmanager
def _lines(file: IO[bytes]) -> Iterator[Writer]:
    yield _JsonLines(file)


@contextmanager
def _gzip_lines(file: IO[bytes]) -> Iterator[Writer]:
    # No name and no time in the header: two runs give the same bytes.
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
        yield _JsonLines(packed)


@contextmanager
def _zstd_lines(file: IO[bytes]) -> Iterator[Writer]:
    with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
        yield _JsonLines(packed)


@contextmanager
def _csv(file: IO[bytes]) -> Iterator[Writer]:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    yield _Csv(text)
    text.detach()


_WRITERS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".parquet": _parquet,
    ".jsonl": _lines,
    ".jsonl.gz": _gzip_lines,
    ".jsonl.zst": _zstd_lines,
    ".csv": _csv,
}
