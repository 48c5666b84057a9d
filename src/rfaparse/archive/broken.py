"""Errors of containers that are truncated, damaged or closed.

Apart from `members`, since workers import that and read no containers.
"""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib

import pyarrow as pa

from rfaparse._outcome import Failure


class Broken(Exception):  # noqa: N818  it says what is wrong
    """A container is truncated, damaged, or has wrong lengths.

    Attributes:
        found: What was found.
        remedy: What to do.
    """

    def __init__(self, found: str, remedy: str = "fetch or copy the file again") -> None:
        super().__init__(found, remedy)
        self.found = found
        self.remedy = remedy


BROKEN = (
    *(OSError, EOFError, Broken, zlib.error, lzma.LZMAError, pa.ArrowException),
    *(zipfile.BadZipFile, tarfile.TarError, struct.error),
    # What the standard library's readers raise for a container with wrong declarations.
    *(ValueError, LookupError, RuntimeError, ArithmeticError, MemoryError),
)
"""What reading a container may raise."""


def failure_of(error: Exception) -> Failure:
    """A reader's error in words for the owner of the file.

    Args:
        error: Of this package, the operating system, or a library that reads containers.
    """
    if isinstance(error, OSError) and error.errno is not None:
        found = error.strerror or "it cannot be read"
        return Failure(type(error).__name__, found, "check the file and its permissions")
    if isinstance(error, Broken):
        return Failure("BrokenContainer", error.found, error.remedy)
    said = "" if isinstance(error, EOFError) else " ".join(str(error).split())
    found = f"it is damaged ({said})" if said else "it is truncated or damaged"
    remedy = "fetch or copy the file again, or unpack it with another tool"
    return Failure("BrokenContainer", found, remedy)
