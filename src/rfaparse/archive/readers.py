"""Folders, zip, tar, WARC, JSON Lines, Parquet and single files, as members in a fixed order.

What a file is, its first bytes say. Everything is read as a stream, and nothing is ever unpacked to
disk; a member that is broken, or larger than a page can be, is a member with a failure.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import lzma
import os
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecordType

from rfaparse._source.plone import is_plone
from rfaparse._source.source import MAX_SOURCE_LENGTH
from rfaparse.archive.members import Failure, Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ZIP, _GZIP, _ZSTD, _PARQUET = b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
_HEAD = 1024
_OK = 200
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
_MOST_EXPANDED = 1000
"""A member that unpacks to more than so many times its size is a bomb."""
_HTML_TYPES = ("html", "xml", "rss", "rdf", "atom")
_FIELDS = ("html", "content", "body", "text")
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*[^\s]").match
"""Not pretty-printed: that is one object, read whole."""
_BATCH_ROWS = 64
_MOST_BREAKS = 100
"""How often reading goes on behind what is broken: each time, some is read again."""
_CHUNK = 1024 * 1024
_BROKEN = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, pa.ArrowException),
    *(zipfile.BadZipFile, tarfile.TarError, struct.error),
    # What the standard library's readers run into where a container lies about itself.
    *(ValueError, LookupError, RuntimeError, ArithmeticError, MemoryError),
)


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
        closed: list[OSError] = []
        for below in files_below(path, closed.append):
            yield from _file(str(path), below, str(below.relative_to(path)), field)
        for error in closed:
            yield _failed(str(path), os.path.relpath(error.filename, path), error)
    else:
        yield from _file(str(path), path, None, field)


def files_below(path: Path, on_error: Callable[[OSError], object]) -> list[Path]:
    """The files in a folder and below it, in order; `on_error` hears of folders that are closed."""
    found = (
        folder / name
        for at, _, names in os.walk(path, onerror=on_error)
        for folder in (Path(at),)
        for name in names
    )
    return sorted(each for each in found if not _is_special(each))


def _is_special(path: Path) -> bool:
    """Whether it is no file, but a pipe or a device: reading those may never end."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # a link to nothing, a file without rights: reading it says why
        return False


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
    start = _start(_unpacked(file, head))
    file.seek(0)
    if start.startswith(b"WARC/"):
        yield from _warc(source, file, _GZIP if head.startswith(_GZIP) else _ZSTD)
        return
    yield from _plain(source, name, _unpacked(file, head), start, 0, field)


def _start(inner: io.BufferedIOBase) -> bytes:
    """The first bytes, as many as there are before the stream breaks."""
    start = b""
    try:
        while len(start) < _HEAD and (more := inner.read1(_HEAD - len(start))):
            start += more
    except _BROKEN:
        if not start:
            raise
    return start


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
        yield from _warc(source, file, b"WARC/1.")
    elif head[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        yield from _tar(source, file)
    elif _JSON_LINE(head):
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
            if info.filename.endswith("/"):
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
            except _BROKEN as error:
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


def _warc(source: str, file: IO[bytes], mark: bytes) -> Iterator[Member]:
    """Responses; where a record breaks the stream, reading goes on at the next `mark`."""
    url, reported = None, False
    at = 0
    for _ in range(_MOST_BREAKS):
        file.seek(at)
        try:
            for record in ArchiveIterator(file, parse_http=False):
                at, reported = max(at, record.stream_pos), False
                if record.record_type == WarcRecordType.response:
                    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
                    for member in _response(source, url, record):
                        reported = member.failure is not None
                        yield member
        except _BROKEN as error:
            if not reported:  # else the record that broke off is a failure already
                yield _failed(source, f"after {url}" if url else None, error)
            reported = True
        else:
            return
        at = _find(file, mark, at + 1)
        if at < 0:
            return
    broken = OSError(f"broken in more than {_MOST_BREAKS} places; the rest is not read")
    yield _failed(source, f"after {url}" if url else None, broken)


def _find(file: IO[bytes], mark: bytes, start: int) -> int:
    """Where `mark` next stands, from `start` on; -1 if nowhere."""
    before = b""
    file.seek(start)
    while chunk := file.read(_CHUNK):
        found = (before + chunk).find(mark)
        if found >= 0:
            return start - len(before) + found
        start += len(chunk)
        before = (before + chunk)[1 - len(mark) :]
    return -1


def _response(source: str, url: str | None, record: Any) -> Iterator[Member]:
    """A response's page, if it is one."""
    try:
        if record.content_length <= MAX_SOURCE_LENGTH:
            record.freeze()  # what is wrong inside of it does not touch the next one
        record.parse_http(auto_decode="all")
        http = record.http_headers
        if http is None or http.status_code != _OK or not _is_page(record.http_content_type):
            return
        data = record.reader.read(MAX_SOURCE_LENGTH + 1)
        date, charset = record.record_date, _known(record.http_charset)
    except _BROKEN as error:
        yield _failed(source, url, error)
        return
    if len(data) > MAX_SOURCE_LENGTH:
        yield _too_large(source, url, len(data))
    else:
        yield Member(source, url, data, url, date, charset)


def _is_page(content_type: str | None) -> bool:
    return any(kind in (content_type or "").lower() for kind in _HTML_TYPES)


def _known(charset: str | None) -> str | None:
    """A server's charset, if Python knows it; UTF-8 is known from the bytes anyway."""
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
        row = json.loads(line.decode("utf-8-sig", "replace"), strict=False, parse_int=float)
    except (ValueError, RecursionError) as error:
        return _failed(source, name, error)
    if field is None and is_plone(row):
        return Member(source, name, line)
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
    table = pq.ParquetFile(file)
    names = table.schema_arrow.names
    column = field or next((each for each in _FIELDS if each in names), None)
    if column not in names:
        found = f"no column of HTML among {names}"
        yield Member(source, failure=Failure("ValueError", found, "name it with --field"))
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
        except _BROKEN as error:  # the next group of rows stands by itself
            yield _failed(source, f"rows {number + 1} to {following}", error)
        number = following


def _of_row(source: str, name: str, html: Any, url: Any) -> Member:
    data = html.encode("utf-8", "ignore") if isinstance(html, str) else html
    if not isinstance(data, bytes):
        failure = Failure("ValueError", "a row without HTML", "name its column with --field")
        return Member(source, name, failure=failure)
    if len(data) > MAX_SOURCE_LENGTH:
        return _too_large(source, name, len(data))
    return Member(source, name, data, url if isinstance(url, str) else None)


def _failed(source: str, name: str | None, error: Exception) -> Member:
    found = " ".join(str(error).split()) or "it cannot be read"
    return Member(source, name, failure=Failure(type(error).__name__, found, "fetch it again"))


def _too_large(source: str, name: str | None, size: int) -> Member:
    found = f"{size:,} bytes, more than {MAX_SOURCE_LENGTH:,}"
    return Member(source, name, failure=Failure("SourceTooLarge", found, "no page is so long"))


def _bomb(source: str, name: str | None) -> Member:
    found = f"it unpacks to more than {_MOST_EXPANDED:,} times its size"
    return Member(source, name, failure=Failure("SourceTooLarge", found, "no page does"))
