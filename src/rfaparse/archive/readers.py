"""Any input, as members in a fixed order: what a file is, its first bytes say.

Everything is read as a stream, and nothing is ever unpacked to disk; a member that is broken, or
larger than a page can be, is a member with a failure.
"""

from __future__ import annotations

import io
import os
import re
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rfaparse._outcome import Failure, other_kind
from rfaparse._source.source import MAX_SOURCE_LENGTH
from rfaparse.archive.members import BROKEN, Member, failure_of, file_member
from rfaparse.archive.packed import Unpacked, packing_of
from rfaparse.archive.tables import read_json_lines, read_parquet
from rfaparse.archive.warc import is_web_archive, read_web_archive
from rfaparse.archive.zip_tar import read_tar, read_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ZIP, _PARQUET = (b"PK\3\4", b"PK\5\6", b"PK\7\x08"), b"PAR1"
_HEAD = 1024
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*[^\s]").match
"""Not pretty-printed: that is one object, read whole."""


def read_members(path: Path, *, field: str | None = None) -> Iterator[Member]:
    """The members of an input, always in the same order; one failure if there are none.

    Args:
        path: A folder (read with all below it), .zip, .tar, WARC, ARC, JSON Lines, Parquet, page,
            post or feed; tar, WARC, ARC and JSON Lines also compressed by gzip or zstd.
        field: Of JSON Lines and Parquet, the field or column with the HTML; by default ``html``,
            else ``content``, ``body`` or ``text``.

    Raises:
        OSError: `path` itself cannot be read.
    """
    is_empty = True
    for member in _folder(path, field) if path.is_dir() else _file(str(path), path, None, field):
        is_empty = False
        yield member
    if is_empty:
        empty = Failure("EmptySource", "there is nothing in it", "check the path")
        yield Member(str(path), failure=empty)


def _folder(path: Path, field: str | None) -> Iterator[Member]:
    closed: list[OSError] = []
    for below in files_below(path, closed.append):
        yield from _file(str(path), below, str(below.relative_to(path)), field)
    for error in closed:
        name = os.path.relpath(error.filename, path)
        yield Member(str(path), name, failure=failure_of(error))


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
            yield from _content(source, name, file, path.stat().st_size, field)
    except BROKEN as error:
        if name is None and isinstance(error, (FileNotFoundError, PermissionError)):
            raise
        yield Member(source, name, failure=failure_of(error))


def _content(
    source: str, name: str | None, file: IO[bytes], size: int, field: str | None
) -> Iterator[Member]:
    head = file.read(_HEAD)
    file.seek(0)
    packing = packing_of(head)
    if other_kind(name or source, None, head):  # an office's document is a zip too
        yield file_member(source, name, head, size=size)
    elif head.startswith(_ZIP):
        yield from read_zip(source, file)
    elif head.startswith(_PARQUET):
        yield from read_parquet(source, file, field)
    elif packing is None:
        yield from _unpacked(source, name, file, head, size, field)
    else:
        start = _start(_open(file, packing))
        if is_web_archive(start):
            yield from read_web_archive(source, file, packing)
        else:
            yield from _unpacked(source, name, _open(file, packing), start, 0, field)


def _open(file: IO[bytes], packing: bytes) -> Any:
    return io.BufferedReader(Unpacked(file, packing))


def _start(content: io.BufferedReader) -> bytes:
    """The first bytes, as many as there are before the stream breaks."""
    start = b""
    try:
        while len(start) < _HEAD and (more := content.read1(_HEAD - len(start))):
            start += more
    except BROKEN:
        if not start:
            raise
    return start


def _unpacked(  # noqa: PLR0913, PLR0917  what is known of the file so far
    source: str, name: str | None, file: IO[bytes], head: bytes, size: int, field: str | None
) -> Iterator[Member]:
    if is_web_archive(head):
        yield from read_web_archive(source, file, None)
    elif head[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        yield from read_tar(source, file)
    elif _JSON_LINE(head):
        yield from read_json_lines(source, file, field)
    else:
        data = b"" if size > MAX_SOURCE_LENGTH else file.read(MAX_SOURCE_LENGTH + 1)
        yield file_member(source, name, data or head, size=max(size, len(data)))
