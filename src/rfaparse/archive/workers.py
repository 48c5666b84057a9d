"""Worker processes: batches of members in, outcomes out, in order.

A batch whose worker dies, hangs or outgrows its memory is done again, member by member, so that the
one at fault costs an error and no other does.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen
from pebble import ProcessExpired, ProcessPool

from rfaparse.archive.members import Failure
from rfaparse.archive.rows import Outcome, failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pebble import ProcessFuture

    from rfaparse.archive.members import Member

_MOST_MEMBERS = 64
_MOST_BYTES = 4 * 1024 * 1024
_AHEAD = 3
"""Batches waiting for each worker: enough to keep it busy, few enough to keep memory flat."""
_LOOK = 1.0
"""Seconds after which to see whether there still is a pool that works on a batch."""
_MOST_BROKEN = 5
"""Pools that a batch may see break before the run is given up."""


@frozen
class Limits:
    """What a page may cost.

    Attributes:
        seconds: Time for one page; a batch has as much as all its pages.
        memory: Bytes of address space of a worker; None for no limit. Not on Windows.
    """

    seconds: float = 20.0
    memory: int | None = 1024 * 1024 * 1024


def outcomes(
    members: Iterable[Member],
    read: Callable[[Member], Outcome],
    *,
    workers: int,
    limits: Limits,
) -> Iterator[Outcome]:
    """What becomes of each member, in the order of the members.

    Args:
        members: Read as far ahead as the workers need, no farther.
        read: What is done to a member; a function that a new process can import.
        workers: How many processes.
        limits: What one page may cost.
    """
    crew = _Crew(read, workers, limits)
    waiting: deque[_Job] = deque()
    try:
        for batch in _batches(members):
            waiting.append(crew.take(batch))
            if len(waiting) >= _AHEAD * workers:
                yield from crew.settled(waiting.popleft())
        while waiting:
            yield from crew.settled(waiting.popleft())
    finally:
        crew.dismiss()


@frozen
class _Job:
    """A batch that a pool was given.

    Attributes:
        batch: Its members.
        pool: Who works on it; a pool that breaks leaves its jobs undone.
        future: What becomes of it.
    """

    batch: list[Member]
    pool: ProcessPool
    future: ProcessFuture[Any]

    def result(self) -> list[Outcome]:
        """What became of the batch, or what happened to its worker.

        Raises:
            BrokenProcessPool: The pool will never say.
        """
        while True:
            try:
                return list(self.future.result(timeout=_LOOK))
            except FutureTimeout:  # noqa: PERF203  it looks again
                if self.future.done():  # the batch's own time is over; or it is done just now
                    return list(self.future.result())
                if not self.pool.active:
                    raise BrokenProcessPool("it broke before it took the batch") from None


@define
class _Crew:
    """Worker processes; a pool that breaks, as one does whose idle worker dies, is made anew."""

    _read: Callable[[Member], Outcome]
    _workers: int
    _limits: Limits
    _pool: ProcessPool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._pool = _pool(self._workers, self._limits)

    def take(self, batch: list[Member]) -> _Job:
        """Give a batch to the workers."""
        if not self._pool.active:
            self._renew()
        seconds = self._limits.seconds * len(batch)
        future = self._pool.schedule(_read_batch, args=(self._read, batch), timeout=seconds)
        return _Job(batch, self._pool, future)

    def settled(self, job: _Job) -> list[Outcome]:
        """What becomes of the members of a job, one by one if the job itself fails."""
        try:
            return self._result(job)
        except ChildProcessError:
            raise
        except Exception:  # noqa: BLE001  whatever a page did to its worker, it costs itself alone
            alone = [job] if len(job.batch) == 1 else [self.take([each]) for each in job.batch]
        return [self._outcome(each) for each in alone]

    def _outcome(self, job: _Job) -> Outcome:
        """What becomes of one member; where its worker died, that may be another's fault."""
        try:
            try:
                (outcome,) = self._result(job)
            except ProcessExpired:
                (outcome,) = self._result(self.take(job.batch))
        except ChildProcessError:
            raise
        except Exception as error:  # noqa: BLE001  likewise
            return failed(job.batch[0], _failure(error, self._limits))
        return outcome

    def _result(self, job: _Job) -> list[Outcome]:
        for _ in range(_MOST_BROKEN):
            try:
                return job.result()
            except BrokenProcessPool:  # noqa: PERF203  it tries again
                if job.pool is self._pool:
                    self._renew()
                job = self.take(job.batch)
        raise ChildProcessError(
            "the workers die before they begin; is there memory for them? see --memory, --workers"
        )

    def _renew(self) -> None:
        self.dismiss()
        self._pool = _pool(self._workers, self._limits)

    def dismiss(self) -> None:
        """End the workers."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _pool(workers: int, limits: Limits) -> ProcessPool:
    return ProcessPool(
        max_workers=workers,
        max_tasks=0,
        context=get_context("spawn"),
        initializer=_limit_memory,
        initargs=(limits.memory,),
    )


def _limit_memory(most: int | None) -> None:
    import signal  # noqa: PLC0415  in a worker only

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops the workers
    if most is None:
        return
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


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


def _read_batch(read: Callable[[Member], Outcome], batch: list[Member]) -> list[Outcome]:
    return [read(member) for member in batch]


def _failure(error: Exception, limits: Limits) -> Failure:
    look = "look at the page by itself: rfaparse parse"
    if isinstance(error, FutureTimeout):
        return Failure("Timeout", f"it took more than {limits.seconds:g} seconds", look)
    if isinstance(error, ProcessExpired):
        return Failure("WorkerDied", f"its worker died (exit code {error.exitcode})", look)
    if isinstance(error, MemoryError):
        most = f"{limits.memory:,} bytes" if limits.memory else "what there is"
        return Failure("OutOfMemory", f"it needs more memory than {most}", look)
    return Failure(type(error).__name__, " ".join(str(error).split()), look)
