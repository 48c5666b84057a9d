"""The run: every member of every input becomes a row of the table, or one of the errors."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import define, field

from rfaparse.archive.parts import Parts
from rfaparse.archive.readers import files_below, read_members
from rfaparse.archive.rows import Outcome, read_member
from rfaparse.archive.workers import Limits, outcomes
from rfaparse.archive.writers import ENDINGS, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from rfaparse.archive.members import Member
    from rfaparse.archive.writers import Writer


@define
class Summary:
    """What a run came to.

    Attributes:
        pages: Members of the inputs.
        stories: Rows of the table.
        errors: Error rows, by class.
        seconds: Time that this run took, without what an earlier one had finished.
        read_now: Members that this run read itself.
    """

    pages: int = 0
    stories: int = 0
    errors: Counter[str] = field(factory=Counter)
    seconds: float = 0.0
    read_now: int = 0


def ending_of(output: Path) -> str:
    """The form of a table, by its name's ending.

    Raises:
        ValueError: It has none of `ENDINGS`.
    """
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if output.name.endswith(ending):
            return ending
    raise ValueError(f"{output}: the name must end in one of {', '.join(ENDINGS)}")


def _folder_of(output: Path) -> Path:
    return output.with_name(f"{output.name}.partial")


def can_resume(output: Path) -> bool:
    """Whether a run into `output` stopped, and another can go on with it."""
    return Parts.stopped(_folder_of(output))


def run(  # noqa: PLR0913  each is one decision of the caller
    inputs: Sequence[Path],
    output: Path,
    *,
    workers: int = 1,
    resume: bool = False,
    force: bool = False,
    latest: bool = False,
    field: str | None = None,
    limits: Limits | None = None,
    read: Callable[[Member], Outcome] = read_member,
    on_progress: Callable[[int], object] = lambda _: None,
) -> Summary:
    """Read `inputs` into the table at `output`; errors go to ``<output>.errors.jsonl``.

    Args:
        inputs: As `read_members` takes them.
        output: Where the table goes; its ending says the form. It is there whole, or not at all.
        workers: Processes that parse.
        resume: Go on with a run that was stopped.
        force: Start anew, and overwrite `output`.
        latest: Keep one row of each URL: the one fetched last, or else the last.
        field: Of JSON Lines and Parquet inputs, the field with the HTML.
        limits: What one page may cost.
        read: What is done to a member, in a worker.
        on_progress: Called with the number of members done so far.

    Raises:
        FileExistsError: `output` exists, or a stopped run, and nobody said what to do.
        ValueError: `output` has no known ending; or there is no such run to resume.
        OSError: An input cannot be opened, or the output cannot be written.
    """
    ending = ending_of(output)
    folder = _folder_of(output)
    _demand_room(output, folder, resume=resume, force=force)
    _demand_apart(inputs, output)
    start = time.monotonic()
    what = {"inputs": [_identity(path) for path in inputs], "field": field}
    parts = Parts.resume(folder, what) if resume else Parts.begin(folder, what)
    before = parts.done
    members = islice(_members(inputs, field), parts.done, None)
    pages = parts.done
    try:
        for outcome in outcomes(members, read, workers=workers, limits=limits or Limits()):
            parts.add(outcome)
            pages += 1
            on_progress(pages)
        parts.finish()
    finally:
        parts.close()
    summary = _merge(parts, output, ending, latest=latest)
    summary.pages, summary.read_now = pages, pages - before
    summary.seconds = time.monotonic() - start
    Parts.clear(folder)
    return summary


def _demand_room(output: Path, folder: Path, *, resume: bool, force: bool) -> None:
    stopped = Parts.stopped(folder)
    if output.exists() and not force:
        both = "; to go on with the run that stopped, add --resume" if stopped else ""
        raise FileExistsError(f"{output}: it exists; overwrite it with --force{both}")
    if stopped and not (resume or force):
        raise FileExistsError(
            f"{folder}: a run stopped here; go on with --resume, or start anew with --force"
        )


def _demand_apart(inputs: Iterable[Path], output: Path) -> None:
    """Refuse an output that would be read as a part of its own input."""
    for path in inputs:
        if path.is_dir() and path.resolve() in output.absolute().resolve().parents:
            raise ValueError(
                f"{output}: it lies inside of the input {path}, and would be read with it; "
                "write it somewhere else"
            )


def _identity(path: Path) -> list[Any]:
    """What distinguishes an input from another of the same name."""
    if path.is_dir():
        files = files_below(path, lambda _: None)
        return [str(path), len(files), sum(map(_size, files))]
    return [str(path), 1, path.stat().st_size]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # a link to nothing: reading it says so
        return 0


def _members(inputs: Iterable[Path], field: str | None) -> Iterator[Member]:
    for path in inputs:
        yield from read_members(path, field=field)


def _merge(parts: Parts, output: Path, ending: str, *, latest: bool) -> Summary:
    """Make the table and the errors of the parts, and move both into place."""
    summary = Summary()
    kept = _latest(parts) if latest else None
    table = output.with_name(f"{output.name}.tmp")
    errors = output.with_name(f"{output.name}.errors.jsonl")
    failed = errors.with_name(f"{errors.name}.tmp")
    try:
        with open_writer(table, ending) as writer, open_writer(failed, ".jsonl") as error_writer:
            _write(parts, kept, summary, writer, error_writer)
        failed.replace(errors)
        table.replace(output)
    except BaseException:
        for path in (table, failed):  # a full disk needs the room
            with suppress(OSError):
                path.unlink()
        raise
    return summary


def _write(
    parts: Parts,
    kept: dict[str, tuple[str, int]] | None,
    summary: Summary,
    rows: Writer,
    errors: Writer,
) -> None:
    """Write the parts' rows and errors, and count them; of `kept` URLs, the line that stays."""
    revisions: Counter[str] = Counter()
    for number, line in enumerate(parts.lines()):
        if isinstance(line, bytes):
            summary.errors[json.loads(line)["error"]] += 1
            errors.write(line)
            continue
        revision = 1
        if line.url is not None:
            revisions[line.url] += 1
            revision = revisions[line.url]
        if kept is None or line.url is None or kept[line.url][1] == number:
            rows.write(b'%b,"revision":%d}' % (line.text[:-1], revision))
            summary.stories += 1


def _latest(parts: Parts) -> dict[str, tuple[str, int]]:
    """For each URL the date and number of the line that stays."""
    kept: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(parts.lines()):
        if not isinstance(line, bytes) and line.url is not None:
            found = (line.crawled or "", number)
            kept[line.url] = max(kept.get(line.url, found), found)
    return kept
