"""gzip, zstd, xz and bzip2, read as a stream; truncated data is an error."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections import deque
from typing import IO, TYPE_CHECKING, Any

import zstandard

from rfaparse._containers import BZIP2, DICTIONARY, GZIP, XZ, ZSTD
from rfaparse.archive.broken import Broken

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECES = {GZIP: 64 * 1024, ZSTD: 1024, XZ: 16 * 1024, BZIP2: 16 * 1024}
"""Bytes unpacked at once; zstd's have no bound: the densest bomb makes some 16 MiB of them."""
_MOST_DICTIONARY = 16 * 1024 * 1024
_MOST_CONTENT = 1024 * 1024
_MOST_XZ_MEMORY = 100 * 1024 * 1024
"""``xz -9`` needs 65 MiB."""


class Unpacked(io.RawIOBase):
    """The content of a packed file, from one of its members on.

    Reading raises `Broken` where a member is truncated, even in its trailer, or damaged.

    Attributes:
        is_broken: Whether it was raised.

    Args:
        file: The packed file.
        packing: As `rfaparse._containers.packing_of` says.
        offset: Where in `file` to begin; a member begins there.
    """

    def __init__(self, file: IO[bytes], packing: bytes, offset: int = 0) -> None:
        super().__init__()
        self.is_broken = False
        self._packing = packing
        self._dictionary = _dictionary(file) if packing == ZSTD else None
        file.seek(offset)
        self._file = file
        self._read = offset
        self._member: Any = None
        self._rest = b""
        self._content = memoryview(b"")
        self._position = 0
        self._begun: deque[tuple[int, int]] = deque()

    def readable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """How much content was read."""
        return self._position

    @property
    def member(self) -> tuple[int, int]:
        """The offsets, in the content and in the file, of the member that was read last."""
        return self._begun[-1] if self._begun else (0, self._read)

    def member_at(self, position: int) -> tuple[int, int]:
        """The same for the member that contains `position` of the content.

        Args:
            position: Not before the position of an earlier call.
        """
        while len(self._begun) > 1 and self._begun[1][0] <= position:
            self._begun.popleft()
        return self._begun[0]

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read some content; 0 at the end of the file."""
        view = memoryview(buffer).cast("B")
        if not self._content:
            try:
                self._content = memoryview(self._unpack())
            except Broken:
                self.is_broken = True
                raise
        count = min(len(view), len(self._content))
        view[:count] = self._content[:count]
        self._content = self._content[count:]
        self._position += count
        return count

    def _unpack(self) -> bytes:
        """The next content; empty at the end of the file."""
        while (piece := self._next_piece()) is not None:
            if self._member is None:
                piece = piece.lstrip(b"\0")  # padding between members
                if not piece:
                    continue
                self._begin(self._read - len(piece))
            try:
                content = self._content_of(piece)
            except (zlib.error, zstandard.ZstdError, lzma.LZMAError, OSError) as error:
                raise Broken(f"its compressed data is damaged ({error})") from None
            if self._member.eof:
                self._rest, self._member = self._member.unused_data, None
            elif self._packing == GZIP:
                self._rest = self._member.unconsumed_tail
            if content:
                return content
        if self._member is not None:
            raise Broken("its compressed data breaks off")
        return b""

    def _content_of(self, piece: bytes) -> bytes:
        content: bytes = (
            self._member.decompress(piece)
            if self._packing == ZSTD
            else self._member.decompress(piece, _MOST_CONTENT)
        )
        return content

    def _next_piece(self) -> bytes | None:
        """What to unpack next, nothing if there is content left of the last; None at the end."""
        if not getattr(self._member, "needs_input", True):
            return b""
        piece = self._rest or self._file.read(_PIECES[self._packing])
        self._read += 0 if self._rest else len(piece)
        self._rest = b""
        return piece or None

    def _begin(self, offset: int) -> None:
        self._begun.append((self._position, offset))
        if self._packing == GZIP:
            self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        elif self._packing == XZ:
            self._member = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_XZ_MEMORY)
        elif self._packing == BZIP2:
            self._member = bz2.BZ2Decompressor()
        else:
            unpacker = zstandard.ZstdDecompressor(dict_data=self._dictionary)
            self._member = unpacker.decompressobj()


def _dictionary(file: IO[bytes]) -> zstandard.ZstdCompressionDict | None:
    """The dictionary that a zstd file begins with, if any."""
    file.seek(0)
    head = file.read(8)
    if not head.startswith(DICTIONARY):
        return None
    size = int.from_bytes(head[4:], "little")
    data = file.read(min(size, _MOST_DICTIONARY))
    if len(data) < size:
        raise Broken("its dictionary breaks off")
    if data.startswith(ZSTD):
        try:
            data = zstandard.ZstdDecompressor().decompress(data, max_output_size=_MOST_DICTIONARY)
        except zstandard.ZstdError as error:
            raise Broken(f"its dictionary is damaged ({error})") from None
    return zstandard.ZstdCompressionDict(data)
