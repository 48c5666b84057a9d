"""Worker processes: batches of members in, outcomes out, in order.

If a worker dies, hangs or exceeds its memory limit, its batch is read again, member by member, so
that only the member at fault fails.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import current_process, get_context
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen
from pebble import ProcessExpired, ProcessPool

from rfaparse._outcome import Failure
from rfaparse.archive.rows import Outcome, without_row

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from pebble import ProcessFuture

    from rfaparse.archive.members import Member

_MOST_MEMBERS = 64
_MOST_BYTES = 2 * 1024 * 1024
_AHEAD = 4
"""Batches waiting for each worker: enough to keep it busy, few enough to keep memory flat."""
_LOOK = 1.0
"""Seconds between two checks that a pool is still working on a batch."""
_STUCK = 20.0
"""Seconds in which a worker that has a batch must have begun it."""
_MOST_BROKEN = 5
"""How many pools may break under a batch before the run is given up."""
_NO_GUARD = 78
"""Exit code of a process that would start a run instead of becoming a worker."""


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
    trial = get_context("spawn").Process(target=int)
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
    crew = _Crew(read, [_Post(limits) for _ in range(workers)])
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
    """A batch that a worker was given.

    Attributes:
        batch: Its members.
        post: The worker that has it.
        pool: The pool of that worker at the time; if it breaks, its jobs are not done.
        future: Its result.
    """

    batch: list[Member]
    post: _Post
    pool: ProcessPool
    future: ProcessFuture[Any]

    def result(self) -> list[Outcome]:
        """The outcomes of the batch; raises what happened to its worker.

        Raises:
            BrokenProcessPool: The pool will never answer.
        """
        while True:
            try:
                return list(self.future.result(timeout=_LOOK))
            except FutureTimeout:  # noqa: PERF203  it checks again
                if self.future.done():  # the batch has timed out, or has just finished
                    return list(self.future.result())
                if self.pool is not self.post.pool or self.post.is_stuck():
                    raise BrokenProcessPool("it broke before it read the batch") from None


@define(eq=False)
class _Post:
    """One worker, in a pool of its own: a killed worker breaks what it shares.

    If it is killed just after taking a batch, or while it answers, its pool would wait
    forever; then a new pool is made.

    Attributes:
        pool: The current pool.
        undone: Its unfinished jobs.
    """

    limits: Limits
    pool: ProcessPool = field(init=False)
    undone: list[ProcessFuture[Any]] = field(factory=list)
    _busy: float = field(factory=time.monotonic)

    def __attrs_post_init__(self) -> None:
        self.pool = _pool(self.limits)

    def take(self, read: Callable[[Member], Outcome], batch: list[Member]) -> _Job:
        """Give a batch to the worker."""
        if not self.pool.active:
            self.renew()
        if not self.load():
            self._busy = time.monotonic()
        seconds = self.limits.seconds * len(batch)
        future = self.pool.schedule(_read_batch, args=(read, batch), timeout=seconds)
        self.undone.append(future)
        return _Job(batch, self, self.pool, future)

    def load(self) -> int:
        """How many batches it has."""
        self.undone = [each for each in self.undone if not each.done()]
        return len(self.undone)

    def is_stuck(self) -> bool:
        """Whether its pool has ended, or its batches have waited too long to begin."""
        if not self.pool.active:
            return True
        if not self.load() or any(each.running() for each in self.undone):
            self._busy = time.monotonic()
        return time.monotonic() - self._busy > _STUCK

    def renew(self) -> None:
        """Replace the pool by a new one without jobs."""
        self.dismiss()
        self.pool, self.undone = _pool(self.limits), []

    def dismiss(self) -> None:
        """End the worker."""
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()


@define
class _Crew:
    """The workers, and the function with which they read a member."""

    _read: Callable[[Member], Outcome]
    _posts: list[_Post]

    def take(self, batch: list[Member]) -> _Job:
        """Give a batch to the worker with the fewest jobs."""
        return min(self._posts, key=_Post.load).take(self._read, batch)

    def settled(self, job: _Job) -> list[Outcome]:
        """The outcomes of a job's members, which are read one by one if the job itself fails."""
        try:
            return self._result(job)
        except ChildProcessError:
            raise
        except Exception:  # noqa: BLE001  whatever a page did to its worker, only that page fails
            alone = [job] if len(job.batch) == 1 else [self.take([each]) for each in job.batch]
        return [self._outcome(each) for each in alone]

    def _outcome(self, job: _Job) -> Outcome:
        """The outcome of one member; if its worker died, another member may be the cause."""
        try:
            try:
                (outcome,) = self._result(job)
            except ProcessExpired:
                (outcome,) = self._result(self.take(job.batch))
        except ChildProcessError:
            raise
        except Exception as error:  # noqa: BLE001  likewise
            return without_row(job.batch[0], failure_by(error, job.post.limits))
        return outcome

    def _result(self, job: _Job) -> list[Outcome]:
        for _ in range(_MOST_BROKEN):
            try:
                return job.result()
            except BrokenProcessPool:  # noqa: PERF203  it tries again
                if job.pool is job.post.pool:
                    job.post.renew()
                job = self.take(job.batch)
        raise ChildProcessError(
            "the workers die before they begin; is there memory for them? see --memory, --workers"
        )

    def dismiss(self) -> None:
        """End the workers."""
        for post in self._posts:
            post.dismiss()


def _pool(limits: Limits) -> ProcessPool:
    return ProcessPool(
        max_workers=1,
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


def failure_by(error: Exception, limits: Limits) -> Failure:
    """The failure of a page that exceeded the limits, or broke its worker or the parser."""
    look = "look at the page by itself: rfaparse parse"
    if isinstance(error, FutureTimeout):
        return Failure("Timeout", f"it took more than {limits.seconds:g} seconds", look)
    if isinstance(error, ProcessExpired):
        return Failure("WorkerDied", f"its worker died (exit code {error.exitcode})", look)
    if isinstance(error, MemoryError):
        most = f"{limits.memory:,} bytes" if limits.memory else "the available memory"
        return Failure("OutOfMemory", f"it needs more memory than {most}", look)
    said = " ".join(str(error).split())
    return Failure("Crashed", said or "the parser stopped without a message", look)
