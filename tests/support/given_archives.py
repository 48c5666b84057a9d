"""The members of an input that a test builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rfaparse.archive import Member, read_members

if TYPE_CHECKING:
    from pathlib import Path


def members(folder: Path, data: bytes) -> list[Member]:
    """The members of an input with these bytes."""
    path = folder / "given"
    path.write_bytes(data)
    return list(read_members(path))


def pages(members: list[Member]) -> list[bytes]:
    """The bytes of those members that may be pages."""
    return [member.data for member in members if not (member.failure or member.skip)]
