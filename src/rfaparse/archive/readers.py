"""Any input, as members in a fixed order. File types are detected from the first bytes.

Input is streamed. Only a container inside another one is copied to a temporary file, since it must
be read out of order. A member that is broken or too large for a page has a failure.
"""

from __future__ import annotations

import io
import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from attrs import evolve, frozen

from rfaparse._containers import (
    MHTML,
    OPENING,
    PACKING_NAMES,
    PARQUET,
    TAR,
    WEB_ARCHIVE,
    ZIP,
    container_of,
    packing_of,
    unread_format,
)
from rfaparse._outcome import Failure, Skip, other_kind
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse._source.other_formats import is_json
from rfaparse.archive.broken import BROKEN, Broken, failure_of
from rfaparse.archive.compression import Unpacked
from rfaparse.archive.crawler_paths import NO_PATH, CrawlPath, record_beside
from rfaparse.archive.file_names import charset_of, readable
from rfaparse.archive.json_rows import holds_strings, read_json
from rfaparse.archive.members import Member, file_member
from rfaparse.archive.mhtml import read_mhtml
from rfaparse.archive.tables import read_parquet
from rfaparse.archive.warc import read_web_archive
from rfaparse.archive.zip_tar import MOST_EXPANDED, MOST_RECORD, Inner, read_tar, read_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_DEPTH = 1
_MOST_INNER = 8 * 1024 * 1024 * 1024
_TOO_LARGE = "it unpacks to more than the limit for a container inside another one"
_UNPACK_IT = "unpack the outer one, then read that"
_PIECE = 1024 * 1024
_HTTRACK_CACHE = "hts-cache"


@frozen
class _Spot:
    """Where a file is.

    Attributes:
        source: The input's path, as shown in reports.
        name: Its path in the input; None for the input itself.
        field: Of tables, the field with the HTML.
        crawl_path: Its path, as far up as known.
        depth: How many containers contain it.
        most_depth: The largest depth at which it may be a container itself.
    """

    source: str
    name: str | None
    field: str | None
    crawl_path: CrawlPath = NO_PATH
    depth: int = 0
    most_depth: int = _MOST_DEPTH

    def is_too_deep(self) -> bool:
        """Whether a container here is too deep to be read."""
        return self.depth > self.most_depth

    def too_deep(self, kind: str | None) -> Member:
        """The failure of such a container."""
        found = f"{kind} in a container that is in another one: only one level is read"
        return self.failed(Failure("NestedTooDeep", found, _UNPACK_IT))

    def failed(self, failure: Failure) -> Member:
        """The file as a member that could not be read."""
        return Member(self.source, self.name, failure=failure)

    def members(self, members: Iterator[Member], mark: str) -> Iterator[Member]:
        """A member of the file, by its path in the input."""
        for member in members:
            if self.name is None:
                yield member
            else:
                inner = self.name if member.name is None else f"{self.name}{mark}{member.name}"
                yield evolve(member, name=inner)


def read_members(path: str | Path, *, field: str | None = None) -> Iterator[Member]:
    """The members of an input, always in the same order; one failure if it is empty.

    Args:
        path: A folder (read recursively), .zip, WACZ, .tar, WARC, ARC, JSON, Parquet, page, MHTML,
            post or feed; each may be compressed with gzip, zstd, xz or bzip2.
        field: The field or column of JSON and Parquet with the HTML; by default the first of
            ``html``, ``content``, ``body`` and ``text`` that holds any.

    Raises:
        OSError: `path` itself cannot be read.
    """
    path = Path(path) if isinstance(path, str) else path
    spot = _Spot(readable(os.fsencode(path)), None, field)
    is_empty = True
    for member in _folder(path, spot) if path.is_dir() else _file(path, spot):
        is_empty = False
        yield member
    if is_empty:
        empty = Failure("EmptySource", "it is empty", "check the path")
        yield Member(spot.source, failure=empty)


def _folder(path: Path, spot: _Spot) -> Iterator[Member]:
    closed: list[OSError] = []
    files = files_below(path, closed.append)
    charset = charset_of(os.fsencode(below.relative_to(path)) for below in files)
    for below in files:
        name = readable(os.fsencode(below.relative_to(path)), charset)
        yield from _file(below, evolve(spot, name=name))
    for error in closed:
        name = readable(os.fsencode(os.path.relpath(error.filename, path)), charset)
        yield Member(spot.source, name, failure=failure_of(error))


def files_below(path: Path, on_error: Callable[[OSError], object]) -> list[Path]:
    """The files in a folder and below, in order; `on_error` gets the errors of folders."""
    paths = (
        folder / name
        for at, _, names in os.walk(path, onerror=on_error)
        for folder in (Path(at),)
        for name in names
    )
    return sorted(path for path in paths if not _is_special(path))


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or a device instead of a file: reading those may never end."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # a broken link, a file without permissions: reading it fails with the reason
        return False


def _file(path: Path, spot: _Spot) -> Iterator[Member]:
    if path.parent.name == _HTTRACK_CACHE and spot.name is not None:
        yield Member(spot.source, spot.name, skip=Skip("HTTrack's cache", "the pages stand beside"))
        return
    beside = record_beside(str(path))
    crawl_path = CrawlPath(str(path.absolute()), _read_file(beside) if beside else None)
    at = evolve(spot, crawl_path=crawl_path)
    try:
        file = path.open("rb")
    except OSError as error:
        if spot.name is None:
            raise
        yield at.failed(failure_of(error))
        return
    with file:
        yield from _guarded(at, file, path.stat().st_size)


def _guarded(spot: _Spot, file: IO[bytes], size: int) -> Iterator[Member]:
    """The members of a file; one that cannot be read is a failure."""
    try:
        yield from _content(spot, file, size)
    except BROKEN as error:
        yield spot.failed(failure_of(error))


def _read_file(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  a name in any bytes
            return file.read(MOST_RECORD)
    except OSError:
        return None


def _content(spot: _Spot, file: IO[bytes], size: int) -> Iterator[Member]:
    """The members of a seekable file."""
    file.seek(0)
    head = file.read(OPENING)
    file.seek(0)
    packing = packing_of(head)
    if other_kind(spot.name or spot.source, None, head):  # an office document is a zip too
        yield file_member(spot.source, spot.name, head, size=size)
        return
    if packing is None:
        yield from _unpacked(spot, file, head, size)
        return
    start = _start(_open(file, packing))
    kind = container_of(start) or PACKING_NAMES.get(packing_of(start) or b"")
    if kind in (None, TAR, MHTML):
        yield from _unpacked(spot, _open(file, packing), start, 0)
    elif spot.is_too_deep():
        yield spot.too_deep(kind)
    elif kind == WEB_ARCHIVE:
        members = read_web_archive(spot.source, file, packing)
        yield from spot.members(members, "#")
    else:
        inner = spot if kind in (ZIP, PARQUET) else evolve(spot, depth=spot.depth + 1)
        with _at_will(_open(file, packing), MOST_EXPANDED * size) as copy:
            yield from _content(inner, copy, _size_of(copy))


def _unpacked(spot: _Spot, file: IO[bytes], head: bytes, size: int) -> Iterator[Member]:
    kind = container_of(head)
    if kind not in (None, MHTML) and spot.is_too_deep():
        yield spot.too_deep(kind)
    elif kind == ZIP:
        yield from spot.members(read_zip(spot.source, file, _reader(spot)), "/")
    elif kind == TAR:
        yield from spot.members(read_tar(spot.source, file, _reader(spot)), "/")
    elif kind == WEB_ARCHIVE:
        yield from spot.members(read_web_archive(spot.source, file, None), "#")
    elif kind == PARQUET:
        yield from spot.members(read_parquet(spot.source, file, spot.field), "#")
    elif (is_json(head) or holds_strings(head)) and not unread_format(head):
        yield from spot.members(read_json(spot.source, file, head, spot.field), "#")
    else:
        yield _page(spot, file, head, size)


def _page(spot: _Spot, file: IO[bytes], head: bytes, size: int) -> Member:
    unread = unread_format(head)
    if unread is not None:
        found, remedy = unread
        return spot.failed(Failure("UnsupportedFormat", f"{found}, which is not read", remedy))
    data = b"" if size > MAX_SOURCE_LENGTH else file.read(MAX_SOURCE_LENGTH + 1)
    size = max(size, len(data))
    if container_of(head) == MHTML and size <= MAX_SOURCE_LENGTH:
        return read_mhtml(spot.source, spot.name, data, spot.crawl_path)
    return file_member(spot.source, spot.name, data or head, size=size, crawl_path=spot.crawl_path)


def _reader(spot: _Spot) -> Callable[[Inner], Iterator[Member]]:
    """The function that gives the members of a file in the zip or tar at `spot`."""

    def read(inner: Inner) -> Iterator[Member]:
        beside = record_beside(inner.name)
        record = inner.read_beside(beside) if beside else None
        crawl_path = CrawlPath(f"{spot.crawl_path.path}/{inner.name}", record)
        is_long = inner.size > MAX_SOURCE_LENGTH
        data = inner.content.read(OPENING if is_long else inner.size + 1)
        if data.startswith(b"<") and not is_long:  # most are pages
            yield file_member(spot.source, inner.name, data, crawl_path=crawl_path)
            return
        at = evolve(
            spot,
            name=inner.name,
            crawl_path=crawl_path,
            depth=spot.depth + 1,
            most_depth=_MOST_DEPTH + inner.is_of_wacz,
        )
        if not is_long:
            yield from _guarded(at, io.BytesIO(data), len(data))
        elif not (packing_of(data) or container_of(data) not in (None, MHTML) or is_json(data)):
            yield file_member(spot.source, inner.name, data, size=inner.size)
        elif inner.size > _MOST_INNER:
            yield at.failed(Failure("SourceTooLarge", _TOO_LARGE, _UNPACK_IT))
        else:
            with _at_will(inner.content, _MOST_INNER, data) as copy:
                yield from _guarded(at, copy, _size_of(copy))

    return read


@contextmanager
def _at_will(content: IO[bytes], most: int, start: bytes = b"") -> Iterator[IO[bytes]]:
    """`start` and the rest of `content` as a seekable file."""
    most = min(most, _MOST_INNER)
    with tempfile.TemporaryFile() as file:
        file.write(start)
        while piece := content.read(_PIECE):
            if file.tell() + len(piece) > most:
                raise Broken(_TOO_LARGE, _UNPACK_IT)
            file.write(piece)
        yield file


def _size_of(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)


def _open(file: IO[bytes], packing: bytes) -> Any:
    return io.BufferedReader(Unpacked(file, packing))


def _start(content: io.BufferedReader) -> bytes:
    """The first bytes, or as many as there are before the stream breaks."""
    start = b""
    try:
        while len(start) < OPENING and (more := content.read1(OPENING - len(start))):
            start += more
    except BROKEN:
        if not start:
            raise
    return start
