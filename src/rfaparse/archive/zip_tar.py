"""The files of a zip and of a tar as members."""

from __future__ import annotations

import tarfile
import zipfile
from typing import IO, TYPE_CHECKING

from rfaparse._outcome import Failure
from rfaparse._source.source import MAX_SOURCE_LENGTH
from rfaparse.archive.members import BROKEN, Member, failure_of, file_member

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_EXPANDED = 1000
"""A member that unpacks to more than so many times its size is a bomb."""
_IS_ENCRYPTED = 1
_ENCRYPTED = Failure("Encrypted", "it is encrypted", "unpack it with its password, then read that")
_BOMB = Failure(
    "SourceTooLarge", f"it unpacks to more than {_MOST_EXPANDED:,} times its size", "no page does"
)
_OPENING = 1024


def read_zip(source: str, file: IO[bytes]) -> Iterator[Member]:
    """The files of a zip; what is broken, encrypted or a bomb costs itself alone."""
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if not info.filename.endswith("/"):
                yield _of_zip(source, archive, info)


def _of_zip(source: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    if info.flag_bits & _IS_ENCRYPTED:
        return Member(source, info.filename, failure=_ENCRYPTED)
    is_long = info.file_size > MAX_SOURCE_LENGTH
    if not is_long and info.file_size > _MOST_EXPANDED * max(1, info.compress_size):
        return Member(source, info.filename, failure=_BOMB)
    try:
        with archive.open(info) as member:
            data = member.read(_OPENING if is_long else info.file_size + 1)
    except NotImplementedError as error:
        other = Failure("BrokenContainer", str(error), "unpack it, then read that")
        return Member(source, info.filename, failure=other)
    except BROKEN as error:
        return Member(source, info.filename, failure=failure_of(error))
    return file_member(source, info.filename, data, size=info.file_size if is_long else None)


def read_tar(source: str, file: IO[bytes]) -> Iterator[Member]:
    """The files of a tar; of one that breaks off, those before the break, and a failure."""
    name = None
    try:
        with tarfile.open(fileobj=file, mode="r|") as archive:
            for info in archive:
                name = info.name
                content = archive.extractfile(info) if info.isfile() else None
                if content is None:
                    continue
                is_long = info.size > MAX_SOURCE_LENGTH
                data = content.read(_OPENING) if is_long else content.read()
                yield file_member(source, name, data, size=info.size if is_long else None)
    except BROKEN as error:  # what stood before it was whole
        yield Member(source, f"after {name}" if name else None, failure=failure_of(error))
