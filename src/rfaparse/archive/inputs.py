"""The inputs of a run: their paths, their sizes, and how far they were read."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from attrs import define, evolve

from rfaparse.archive.file_names import readable
from rfaparse.archive.readers import files_below, read_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import ExitStack

    from rfaparse.archive.members import Member

STANDARD = Path("-")
"""Standard input, or output."""
_FilePath: Any = type(Path())


class _File(_FilePath):  # type: ignore[misc]
    """A file's path that keeps track of how far the file was read."""

    file: IO[bytes] | None = None

    def open(self, *how: Any, **more: Any) -> Any:
        """Open the file, and keep track of its position."""
        self.file = super().open(*how, **more)
        return self.file


@define
class Input:
    """An input.

    Attributes:
        name: Its path as given, readable.
        path: The path that is read.
        files: How many it consists of.
        size: Their bytes.
        is_copy: Whether `path` is not its own, but that of a copy.
        taken: Members read so far.
    """

    name: str
    path: Path
    files: int
    size: int
    is_copy: bool = False
    taken: int = 0

    @classmethod
    def at(cls, path: Path, room: Path, stack: ExitStack) -> Input:
        """Look at an input.

        Args:
            path: As given; standard input (``-``) and pipes are copied first, since readers seek.
            room: The folder that the copy lies in.
            stack: Removes the copy when it closes.
        """
        name = readable(os.fsencode(path))
        if path == STANDARD or path.is_fifo():
            room.mkdir(parents=True, exist_ok=True)
            copy = stack.enter_context(_copied(path, room))
            return cls(name, copy, 1, copy.stat().st_size, is_copy=True)
        if path.is_dir():
            files = files_below(path, lambda _: None)
            return cls(name, path, len(files), sum(map(_size, files)))
        return cls(name, _File(path), 1, path.stat().st_size)

    @property
    def identity(self) -> list[Any]:
        """What distinguishes it from an input of the same name."""
        return [self.name, self.files, self.size]

    def members(self, field: str | None) -> Iterator[Member]:
        """Its members, as `read_members` gives them."""
        for member in read_members(self.path, field=field):
            self.taken += 1
            yield evolve(member, input=self.name) if self.is_copy else member

    def read(self) -> float | None:
        """About how many bytes were read; None for a folder with more members than files."""
        if not self.taken:
            return 0
        if isinstance(self.path, _File):
            file = self.path.file
            return self.size if file is None or file.closed else file.tell()
        return self.size * self.taken / self.files if self.taken <= self.files else None


class Inputs:
    """The inputs of a run, in order.

    Args:
        paths: As given.
        room: As `Input.at` takes it, and so `stack`.
        stack: Removes copies.
    """

    def __init__(self, paths: Iterable[Path], room: Path, stack: ExitStack) -> None:
        self._inputs = [Input.at(path, room, stack) for path in paths]
        self._size = sum(input_.size for input_ in self._inputs)
        self._finished = 0  # bytes of the inputs before the current one
        self._current: Input | None = None

    @property
    def identity(self) -> list[list[Any]]:
        """What distinguishes them from others of the same names."""
        return [input_.identity for input_ in self._inputs]

    def members(self, field: str | None) -> Iterator[Member]:
        """Their members, as `read_members` gives them."""
        for input_ in self._inputs:
            self._current = input_
            yield from input_.members(field)
            self._finished += input_.size

    def share_read(self) -> float | None:
        """About how much of them was read, from 0 to 1; None if unknown."""
        read = self._current.read() if self._current else 0
        if read is None or not self._size:
            return None
        return min(1.0, (self._finished + read) / self._size)


@contextmanager
def _copied(path: Path, room: Path) -> Iterator[_File]:
    is_standard = path == STANDARD
    with TemporaryDirectory(prefix="rfaparse-", dir=room) as folder:
        copy = _File(folder, "input")
        opened = nullcontext(sys.stdin.buffer) if is_standard else path.open("rb")
        with opened as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield copy


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # a broken link: reading it fails with the reason
        return 0
