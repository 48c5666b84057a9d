"""Worker processes: batches of members in, outcomes out, in order.

A batch whose worker dies, hangs or outgrows its memory is done again, member by member, so that the
one at fault costs an error and no other does.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import TimeoutError as FutureTimeout
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen
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
    waiting: deque[tuple[list[Member], ProcessFuture[Any]]] = deque()
    with _pool(workers, limits) as pool:
        try:
            for batch in _batches(members):
                waiting.append((batch, _schedule(pool, read, batch, limits)))
                if len(waiting) >= _AHEAD * workers:
                    yield from _settled(pool, read, limits, *waiting.popleft())
            while waiting:
                yield from _settled(pool, read, limits, *waiting.popleft())
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


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


def _schedule(
    pool: ProcessPool, read: Callable[[Member], Outcome], batch: list[Member], limits: Limits
) -> ProcessFuture[Any]:
    seconds = limits.seconds * len(batch)
    return pool.schedule(_read_batch, args=(read, batch), timeout=seconds)


def _read_batch(read: Callable[[Member], Outcome], batch: list[Member]) -> list[Outcome]:
    return [read(member) for member in batch]


def _settled(
    pool: ProcessPool,
    read: Callable[[Member], Outcome],
    limits: Limits,
    batch: list[Member],
    future: ProcessFuture[Any],
) -> list[Outcome]:
    try:
        return list(future.result())
    except Exception:  # noqa: BLE001  whatever a page did to its worker, it costs itself alone
        alone = [future]
        if len(batch) > 1:
            alone = [_schedule(pool, read, [member], limits) for member in batch]
    return [
        _outcome(pool, read, limits, member, each)
        for member, each in zip(batch, alone, strict=True)
    ]


def _outcome(
    pool: ProcessPool,
    read: Callable[[Member], Outcome],
    limits: Limits,
    member: Member,
    future: ProcessFuture[Any],
) -> Outcome:
    """What becomes of a member by itself; where its worker died, that may be another's fault."""
    try:
        (outcome,) = future.result()
    except ProcessExpired:
        try:
            (outcome,) = _schedule(pool, read, [member], limits).result()
        except Exception as error:  # noqa: BLE001
            return failed(member, _failure(error, limits))
    except Exception as error:  # noqa: BLE001
        return failed(member, _failure(error, limits))
    return cast("Outcome", outcome)


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
