"""Worker processes: batches of members in, outcomes out, in order.

If a worker dies, hangs or exceeds its memory limit, its batch is read again, member by member, so
that only the member at fault fails.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from multiprocessing import current_process, get_context
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING

from attrs import define, frozen

from rfaparse._outcome import Failure
from rfaparse.archive.rows import Outcome, without_row

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from rfaparse.archive.members import Member

_MOST_MEMBERS = 64
_MOST_BYTES = 2 * 1024 * 1024
_AHEAD = 4
"""Batches waiting for each worker: enough to keep it busy, few enough to keep memory flat."""
_MOST_STARTS = 5
"""How often a worker may die before it begins; then the run is given up."""
_NO_GUARD = 78
"""Exit code of a process that would start a run instead of becoming a worker."""
_SPAWN = get_context("spawn")
_GRACE = 1.0
"""Seconds in which a worker that has closed its pipe ends, with an exit code of its own."""
_LOOK = "look at the page by itself: rfaparse parse"


@frozen
class Limits:
    """Limits for one page.

    Attributes:
        seconds: Time for one page; a batch has the sum for its pages.
        memory: Bytes of address space of a worker; None for no limit. Not on Windows.
    """

    seconds: float = 20.0
    memory: int | None = 1024 * 1024 * 1024


def demand_workers() -> None:
    """Check that this program can have workers: each of them imports it again.

    Raises:
        RuntimeError: It cannot.
    """
    if getattr(current_process(), "_inheriting", False):  # as multiprocessing itself asks
        sys.exit(_NO_GUARD)
    trial = _SPAWN.Process(target=int)
    trial.start()
    trial.join()
    if trial.exitcode == _NO_GUARD:
        raise RuntimeError(
            "each worker imports your program, and would start this run again; call run() below "
            '`if __name__ == "__main__":`, or with workers=1'
        )
    if trial.exitcode == 1:  # this exit code means so; a killed process says nothing about the next
        raise RuntimeError(
            "a worker cannot import your program, see above; run it from a file, or with workers=1"
        )


def outcomes(
    members: Iterable[Member],
    read: Callable[[Member], Outcome],
    *,
    workers: int,
    limits: Limits,
) -> Generator[Outcome]:
    """The outcome of each member, in the order of the members.

    Args:
        members: Read as far ahead as the workers need, no farther.
        read: The function that reads a member; a new process must be able to import it.
        workers: How many processes.
        limits: The limits for one page.
    """
    crew = _Crew(read, workers, limits)
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in _batches(members):
            waiting.append(crew.take(batch))
            if len(waiting) >= _AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        crew.dismiss()


class _Crew:
    """The workers, and a thread for each, which waits for its answers."""

    def __init__(self, read: Callable[[Member], Outcome], workers: int, limits: Limits) -> None:
        lock = Lock()
        self._workers = [_Worker(read, limits, lock) for _ in range(workers)]
        self._free: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(workers)

    def take(self, batch: list[Member]) -> Future[list[Outcome]]:
        """Give a batch to the first worker that is free."""
        return self._threads.submit(self._outcomes, batch)

    def _outcomes(self, batch: list[Member]) -> list[Outcome]:
        worker = self._free.get()
        try:
            return worker.outcomes(batch)
        finally:
            self._free.put(worker)

    def dismiss(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.dismiss()
        self._threads.shutdown(cancel_futures=True)


class _NoAnswer(Exception):  # noqa: N818  it says what is wrong
    """A worker did not read a batch.

    Attributes:
        failure: That of its page, if it has only one.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


class _Died(_NoAnswer):
    """It died; of its page, of what an earlier one left behind, or because it was killed."""


@define(eq=False)
class _Worker:
    """A process that reads one batch after another; if it ends, the next batch gets a new one.

    Attributes:
        lock: Of all workers: processes are started and ended by one thread at a time.
    """

    read: Callable[[Member], Outcome]
    limits: Limits
    lock: Lock
    _process: SpawnProcess | None = None
    _pipe: Connection | None = None
    _is_dismissed: bool = False

    def outcomes(self, batch: list[Member]) -> list[Outcome]:
        """The outcomes of a batch, which is read member by member if it fails."""
        try:
            return self._answer(batch)
        except _NoAnswer:
            return [self._outcome(member) for member in batch]

    def _outcome(self, member: Member) -> Outcome:
        """The outcome of one member; if its worker died, another member may be the cause."""
        try:
            try:
                (outcome,) = self._answer([member])
            except _Died:
                (outcome,) = self._answer([member])
        except _NoAnswer as error:
            return without_row(member, error.failure)
        return outcome

    def _answer(self, batch: list[Member]) -> list[Outcome]:
        pipe = self._pipe or self._begun()
        try:
            pipe.send(batch)
            answer = pipe.recv() if pipe.poll(self.limits.seconds * len(batch)) else None
        except (EOFError, OSError):
            found = f"its worker died (exit code {self._end(_GRACE)})"
            raise _Died(Failure("WorkerDied", found, _LOOK)) from None
        except Exception as error:  # noqa: BLE001  an outcome that cannot be unpickled
            self._end()
            raise _NoAnswer(failure_by(error, self.limits)) from None
        if answer is None:
            self._end()
            raise _NoAnswer(failure_by(FutureTimeout(), self.limits))
        if isinstance(answer, Failure):
            raise _NoAnswer(answer)
        return answer  # type: ignore[no-any-return]

    def _begun(self) -> Connection:
        """The pipe to a new process, which is ready to read."""
        for _ in range(_MOST_STARTS):
            with suppress(EOFError, OSError):
                pipe = self._start()
                pipe.recv()
                self._pipe = pipe
                return pipe
            self._end(_GRACE)
        raise ChildProcessError(
            "the workers die before they begin; is there memory for them? see --memory, --workers"
        )

    def _start(self) -> Connection:
        ours, theirs = _SPAWN.Pipe()
        given = (theirs, self.read, self.limits)
        process = _SPAWN.Process(target=_work, args=given, daemon=True)
        with self.lock, theirs:
            if self._is_dismissed:
                raise CancelledError
            process.start()
            self._process = process
        return ours

    def _end(self, grace: float = 0.0) -> int | None:
        """End the process, if it has not ended after so many seconds; gives its exit code."""
        with self.lock:
            process, self._process, self._pipe = self._process, None, None
            if process is None:
                return None
            process.join(grace)
            process.kill()
            process.join()
            return process.exitcode

    def dismiss(self) -> None:
        """End the process, and start no other."""
        self._is_dismissed = True
        self._end()


def _work(pipe: Connection, read: Callable[[Member], Outcome], limits: Limits) -> None:
    """Read batches, in a worker, until the run ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops the workers
    _limit_memory(limits.memory)
    with suppress(EOFError, OSError):
        pipe.send(None)  # it has begun
        while True:
            pipe.send(_read_batch(pipe.recv(), read, limits))


def _limit_memory(most: int | None) -> None:
    if most is None:
        return
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _read_batch(
    batch: list[Member], read: Callable[[Member], Outcome], limits: Limits
) -> list[Outcome] | Failure:
    try:
        return [read(member) for member in batch]
    except Exception as error:  # noqa: BLE001  whatever it is, only this page fails
        return failure_by(error, limits)


def _batches(members: Iterable[Member]) -> Iterator[list[Member]]:
    batch: list[Member] = []
    size = 0
    for member in members:
        if batch and (len(batch) == _MOST_MEMBERS or size + len(member.data) > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(member)
        size += len(member.data)
    if batch:
        yield batch


def failure_by(error: Exception, limits: Limits) -> Failure:
    """The failure of a page that exceeded the limits, or broke the parser."""
    if isinstance(error, FutureTimeout):
        return Failure("Timeout", f"it took more than {limits.seconds:g} seconds", _LOOK)
    if isinstance(error, MemoryError):
        most = f"{limits.memory:,} bytes" if limits.memory else "the available memory"
        return Failure("OutOfMemory", f"it needs more memory than {most}", _LOOK)
    said = " ".join(str(error).split())
    return Failure("Crashed", said or "the parser stopped without a message", _LOOK)
