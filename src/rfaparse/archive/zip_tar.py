"""The files of a zip and of a tar."""

from __future__ import annotations

import re
import tarfile
import zipfile
from typing import IO, TYPE_CHECKING, Any

from attrs import frozen

from rfaparse._outcome import Failure, Skip
from rfaparse.archive.broken import BROKEN, Broken, failure_of
from rfaparse.archive.file_names import charset_of, readable
from rfaparse.archive.members import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_EXPANDED = 1000
"""What unpacks to more than so many times its size is a bomb."""
_IS_ENCRYPTED, _IS_UTF8 = 1, 0x800
_UNLOCK = "unpack it with its password, then read that"
_ENCRYPTED = Failure("Encrypted", "it is encrypted", _UNLOCK)
_ALL_ENCRYPTED = Failure("Encrypted", "a zip of which all files are encrypted", _UNLOCK)
_BOMB = Failure(
    "SourceTooLarge", f"it unpacks to more than {MOST_EXPANDED:,} times its size", "pages do not"
)
_OF_WACZ = re.compile(r"archive/[^/]+\.w?arc(?:\.\w+)?", re.IGNORECASE).fullmatch
MOST_RECORD = 1024 * 1024
"""As much is read of a note beside a page."""


@frozen
class Inner:
    """A file in a zip or tar.

    Attributes:
        name: Its path there.
        content: The file, to be read once.
        size: Its declared length.
        is_of_wacz: Whether it is a web archive of a WACZ.
        read_beside: The first bytes of another file by its path, or None.
    """

    name: str
    content: IO[bytes]
    size: int
    is_of_wacz: bool = False
    read_beside: Callable[[str], bytes | None] = lambda _: None


def read_zip(
    source: str, file: IO[bytes], read: Callable[[Inner], Iterator[Member]]
) -> Iterator[Member]:
    """The files of a zip; only a broken or encrypted file or a bomb fails.

    In a WACZ, only the web archives hold pages; its other files are skipped.

    Args:
        source: The input's path as given.
        file: The file.
        read: Gives the members of a file in it.
    """
    with zipfile.ZipFile(file) as archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if infos and all(info.flag_bits & _IS_ENCRYPTED for info in infos):
            yield Member(source, failure=_ALL_ENCRYPTED)
            return
        charset = charset_of(map(_name_bytes, infos))
        is_wacz = any(info.filename == "datapackage.json" for info in infos) and any(
            _OF_WACZ(info.filename) for info in infos
        )
        for info in infos:
            name = readable(_name_bytes(info), charset)
            if is_wacz and not _OF_WACZ(name):
                yield Member(source, name, skip=Skip("WACZ metadata", f"{info.file_size:,} bytes"))
            else:
                yield from _of_zip(source, name, archive, info, read, is_wacz=is_wacz)


def _name_bytes(info: zipfile.ZipInfo) -> bytes:
    """A name as its zip has it: Python decodes names that are not declared as UTF-8 as cp437."""
    if not info.flag_bits & _IS_UTF8:
        try:
            return info.filename.encode("cp437")
        except UnicodeEncodeError:  # a field of its own has the name in UTF-8
            pass
    return info.filename.encode("utf-8", "surrogateescape")


def _of_zip(  # noqa: PLR0913  what is known of a file in it
    source: str,
    name: str,
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    read: Callable[[Inner], Iterator[Member]],
    *,
    is_wacz: bool,
) -> Iterator[Member]:
    def read_beside(path: str) -> bytes | None:
        try:
            with archive.open(path) as beside:
                return beside.read(MOST_RECORD)
        except (*BROKEN, NotImplementedError):
            return None

    if info.flag_bits & _IS_ENCRYPTED:
        yield Member(source, name, failure=_ENCRYPTED)
    elif info.file_size > MOST_EXPANDED * max(1, info.compress_size):
        yield Member(source, name, failure=_BOMB)
    else:
        try:
            with archive.open(info) as content:
                yield from read(Inner(name, content, info.file_size, is_wacz, read_beside))
        except NotImplementedError as error:
            other = Failure("BrokenContainer", str(error), "unpack it, then read that")
            yield Member(source, name, failure=other)
        except BROKEN as error:
            yield Member(source, name, failure=failure_of(error))


class _Available:
    """A file that gives what there is before a break, and counts it.

    A read of a whole block would lose what the break cuts; and `tarfile` takes a header that is cut
    for the end.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.size = 0
        self._file: Any = file

    def read(self, size: int) -> bytes:
        """Some bytes, up to `size`; none at the end."""
        part: bytes = self._file.read1(size)
        self.size += len(part)
        return part


def read_tar(
    source: str, file: IO[bytes], read: Callable[[Inner], Iterator[Member]]
) -> Iterator[Member]:
    """The files of a tar; of a truncated one, those before the break, and a failure.

    Args:
        source: The input's path as given.
        file: The file.
        read: Gives the members of a file in it.
    """
    name, available = None, _Available(file)
    try:
        with tarfile.open(  # type: ignore[call-overload]  # it only reads
            fileobj=available, mode="r|", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            for info in archive:
                raw = info.name.encode("utf-8", "surrogateescape")
                name = readable(raw, charset_of([raw]))
                content = archive.extractfile(info) if info.isfile() else None
                if content is not None:
                    yield from read(Inner(name, content, info.size))
            while available.read(tarfile.RECORDSIZE):  # its packing may break off after its end
                pass
            if 0 < available.size - archive.offset < tarfile.BLOCKSIZE:
                raise Broken("it breaks off in a header")
    except BROKEN as error:  # what came before it was complete
        yield Member(source, f"after {name}" if name else None, failure=failure_of(error))
