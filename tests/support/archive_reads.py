"""Functions that read a member in tests of the archive; workers import them by name."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from rfaparse.archive.rows import Outcome, read_member

if TYPE_CHECKING:
    from rfaparse.archive.members import Member


class Spoilt:
    """Cannot be unpickled."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("x",)


def troubled(member: Member) -> Outcome:
    """Hang, die, raise, spoil the answer or take memory, as the page says."""
    if b"HANG" in member.data:
        time.sleep(600)
    if b"DIE" in member.data:
        os._exit(7)
    if b"RAISE" in member.data:
        raise RuntimeError("a bug")
    if b"SPOIL" in member.data:
        return Outcome(rows=(Spoilt(),))  # type: ignore[arg-type]
    if b"EAT" in member.data:
        bytearray(8 << 30)
    return read_member(member)


def slow(member: Member) -> Outcome:
    """Take a while, so that a test can stop a run in the middle."""
    time.sleep(0.002)
    return read_member(member)


def die(*_: object) -> None:
    """Die at a worker's first step, as if there were no memory even for that."""
    os._exit(3)
