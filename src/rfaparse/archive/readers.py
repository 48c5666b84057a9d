"""Folders, zip, tar, WARC, JSON Lines, Parquet and single files, as members in a fixed order.

What a file is, its first bytes say. Everything is read as a stream, and nothing is ever unpacked to
disk; a member that is broken, or larger than a page can be, is a member with a failure.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import tarfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecordType

from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse.archive.members import Failure, Member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ZIP, _GZIP, _ZSTD, _PARQUET = b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
_HEAD = 1024
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
_MOST_EXPANDED = 1000
"""A member that unpacks to more than so many times its size is a bomb."""
_HTML_TYPES = ("html", "xml", "rss", "rdf", "atom")
_FIELDS = ("html", "content", "body", "text")
_BATCH_ROWS = 64
_BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError, zipfile.BadZipFile, tarfile.TarError)


def read_members(path: Path, *, field: str | None = None) -> Iterator[Member]:
    """The members of an input, always in the same order.

    Args:
        path: A folder (read with all below it), .zip, .tar, WARC, JSON Lines, Parquet, page, post
            or feed; tar, WARC and JSON Lines also compressed by gzip or zstd.
        field: Of JSON Lines and Parquet, the field or column with the HTML; by default ``html``,
            else ``content``, ``body`` or ``text``.

    Raises:
        OSError: `path` itself cannot be read.
    """
    if path.is_dir():
        for below in sorted(each for each in path.rglob("*") if each.is_file()):
            yield from _file(str(path), below, str(below.relative_to(path)), field)
    else:
        yield from _file(str(path), path, None, field)


def _file(source: str, path: Path, name: str | None, field: str | None) -> Iterator[Member]:
    try:
        with path.open("rb") as file:
            yield from _stream(source, name, file, path.stat().st_size, field)
    except _BROKEN as error:
        if name is None and isinstance(error, (FileNotFoundError, PermissionError)):
            raise
        yield _failed(source, name, error)


def _stream(
    source: str, name: str | None, file: IO[bytes], size: int, field: str | None
) -> Iterator[Member]:
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(_ZIP):
        yield from _zip(source, file)
    elif head.startswith(_PARQUET):
        yield from _parquet(source, file, field)
    elif head.startswith((_GZIP, _ZSTD)):
        yield from _compressed(source, name, file, head, field)
    else:
        yield from _plain(source, name, file, head, size, field)


def _compressed(
    source: str, name: str | None, file: IO[bytes], head: bytes, field: str | None
) -> Iterator[Member]:
    inner = _unpacked(file, head)
    start = inner.read(_HEAD)
    file.seek(0)
    if start.startswith(b"WARC/"):
        yield from _warc(source, file)
        return
    yield from _plain(source, name, _unpacked(file, head), start, 0, field)


def _unpacked(file: IO[bytes], head: bytes) -> Any:
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file)
    reader = zstandard.ZstdDecompressor().stream_reader(
        file, read_across_frames=True, closefd=False
    )
    return io.BufferedReader(reader)


def _plain(  # noqa: PLR0913, PLR0917  what is known of the file so far
    source: str, name: str | None, file: IO[bytes], head: bytes, size: int, field: str | None
) -> Iterator[Member]:
    if head.startswith(b"WARC/"):
        yield from _warc(source, file)
    elif head[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        yield from _tar(source, file)
    elif head.lstrip(codecs.BOM_UTF8 + b" \r\n\t").startswith(b"{"):
        yield from _json_lines(source, file, field)
    elif size > MAX_SOURCE_LENGTH:
        yield _too_large(source, name, size)
    else:
        data = file.read(MAX_SOURCE_LENGTH + 1)
        whole = len(data) <= MAX_SOURCE_LENGTH
        yield Member(source, name, data) if whole else _too_large(source, name, len(data))


def _zip(source: str, file: IO[bytes]) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if info.file_size > MAX_SOURCE_LENGTH:
                yield _too_large(source, info.filename, info.file_size)
                continue
            if info.file_size > _MOST_EXPANDED * max(1, info.compress_size):
                yield _bomb(source, info.filename)
                continue
            try:
                with archive.open(info) as member:
                    data = member.read(info.file_size + 1)
            except (*_BROKEN, RuntimeError, NotImplementedError) as error:
                yield _failed(source, info.filename, error)
            else:
                yield Member(source, info.filename, data)


def _tar(source: str, file: IO[bytes]) -> Iterator[Member]:
    name = None
    try:
        with tarfile.open(fileobj=file, mode="r|") as archive:
            for info in archive:
                name = info.name
                if not info.isfile():
                    continue
                if info.size > MAX_SOURCE_LENGTH:
                    yield _too_large(source, name, info.size)
                    continue
                member = archive.extractfile(info)
                yield Member(source, name, member.read() if member else b"")
    except _BROKEN as error:  # a stream that breaks off: what stood before it was whole
        yield _failed(source, f"after {name}" if name else None, error)


def _warc(source: str, file: IO[bytes]) -> Iterator[Member]:
    url, said = None, False
    records = ArchiveIterator(
        file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"
    )
    try:
        for record in records:
            said = False
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
            http = record.http_headers
            if http is None or http.status_code != 200 or not _is_page(record.http_content_type):  # noqa: PLR2004
                continue
            member = _response(source, url, record)
            said = member.failure is not None
            yield member
    except _BROKEN as error:
        if not said:  # else the record that broke off is a failure already
            yield _failed(source, f"after {url}" if url else None, error)


def _response(source: str, url: str | None, record: Any) -> Member:
    try:
        data = record.reader.read(MAX_SOURCE_LENGTH + 1)
    except _BROKEN as error:
        return _failed(source, url, error)
    if len(data) > MAX_SOURCE_LENGTH:
        return _too_large(source, url, len(data))
    return Member(source, url, data, url, record.record_date, _known(record.http_charset))


def _is_page(content_type: str | None) -> bool:
    return any(kind in (content_type or "").lower() for kind in _HTML_TYPES)


def _known(charset: str | None) -> str | None:
    """A server's charset, if Python knows it; UTF-8 is told from the bytes anyway."""
    try:
        name = codecs.lookup(charset).name if charset else None
    except LookupError:
        return None
    return name if name not in (None, "utf-8", "iso8859-1", "cp1252") else None


def _json_lines(source: str, file: IO[bytes], field: str | None) -> Iterator[Member]:
    for number, line in enumerate(_lines(file), start=1):
        name = f"line {number}"
        if len(line) > MAX_SOURCE_LENGTH:
            yield _too_large(source, name, len(line))
        elif line.strip():
            yield _of_line(source, name, line, field)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines; of one that is too long, as much as shows that it is."""
    while line := file.readline(MAX_SOURCE_LENGTH + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(MAX_SOURCE_LENGTH)
        yield line


def _of_line(source: str, name: str, line: bytes, field: str | None) -> Member:
    try:
        row = json.loads(line)
    except ValueError as error:
        return _failed(source, name, error)
    fields = (
        [field] if field else [each for each in _FIELDS if isinstance(row, dict) and each in row]
    )
    html = row.get(fields[0]) if fields and isinstance(row, dict) else None
    if not isinstance(html, str):
        failure = Failure("ValueError", "a line without HTML", "name its field with --field")
        return Member(source, name, failure=failure)
    url = row.get("url")
    return Member(
        source, name, html.encode("utf-8", "ignore"), url if isinstance(url, str) else None
    )


def _parquet(source: str, file: IO[bytes], field: str | None) -> Iterator[Member]:
    try:
        table = pq.ParquetFile(file)
    except pa.ArrowException as error:
        yield _failed(source, None, error)
        return
    names = table.schema_arrow.names
    column = field or next((each for each in _FIELDS if each in names), None)
    if column not in names:
        failure = Failure("ValueError", f"no column of HTML among {names}", "name it with --field")
        yield Member(source, failure=failure)
        return
    columns = [column, *(each for each in ("url",) if each in names)]
    number = 0
    for batch in table.iter_batches(_BATCH_ROWS, columns=columns):
        for row in batch.to_pylist():
            number += 1
            html = row[column] or b""
            data = html.encode("utf-8", "ignore") if isinstance(html, str) else html
            if len(data) > MAX_SOURCE_LENGTH:
                yield _too_large(source, f"row {number}", len(data))
            else:
                yield Member(source, f"row {number}", data, row.get("url"))


def _failed(source: str, name: str | None, error: Exception) -> Member:
    found = " ".join(str(error).split()) or "it cannot be read"
    return Member(source, name, failure=Failure(type(error).__name__, found, "fetch it again"))


def _too_large(source: str, name: str | None, size: int) -> Member:
    found = f"{size:,} bytes, more than {MAX_SOURCE_LENGTH:,}"
    return Member(source, name, failure=Failure("SourceTooLarge", found, "no page is so long"))


def _bomb(source: str, name: str | None) -> Member:
    found = f"it unpacks to more than {_MOST_EXPANDED:,} times its size"
    return Member(source, name, failure=Failure("SourceTooLarge", found, "no page does"))
