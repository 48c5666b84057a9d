"""One worker: the caller's own process reads the members, one by one."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from attrs import evolve

from rfaparse.archive.rows import without_row
from rfaparse.archive.workers import failure_by

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from rfaparse.archive.members import Member
    from rfaparse.archive.rows import Outcome
    from rfaparse.archive.workers import Limits


def outcomes_here(
    members: Iterable[Member], read: Callable[[Member], Outcome], *, limits: Limits
) -> Generator[Outcome]:
    """The outcome of each member, in the order of the members.

    Args:
        members: Read one at a time.
        read: The function that reads a member.
        limits: ``seconds`` count in the main thread of a program that sets no alarms itself, on
            systems that have alarms (not Windows). ``memory`` is ignored: it would limit
            the caller's whole process.
    """
    with _alarm() as set_alarm:
        for member in members:
            try:
                set_alarm(limits.seconds)
                try:
                    outcome = read(member)
                finally:
                    set_alarm(0)
            except Exception as error:  # noqa: BLE001  whatever it is, only this page fails
                outcome = without_row(member, failure_by(error, evolve(limits, memory=None)))
            yield outcome


@contextmanager
def _alarm() -> Iterator[Callable[[float], object]]:
    """A function that sets an alarm in so many seconds, which raises a timeout; 0 cancels it."""
    is_main = threading.current_thread() is threading.main_thread()
    if not (
        is_main
        and hasattr(signal, "setitimer")
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    ):
        yield lambda _: None
        return
    signal.signal(signal.SIGALRM, _ring)
    try:
        yield partial(signal.setitimer, signal.ITIMER_REAL)
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _ring(*_: object) -> NoReturn:
    raise FutureTimeout
