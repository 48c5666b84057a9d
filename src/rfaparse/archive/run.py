"""The run: every member of every input becomes a row of the table, or one of the errors."""

from __future__ import annotations

import json
import time
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import define, field

from rfaparse.archive.parts import Parts
from rfaparse.archive.readers import read_members
from rfaparse.archive.rows import Outcome, read_member
from rfaparse.archive.workers import Limits, outcomes
from rfaparse.archive.writers import ENDINGS, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from rfaparse.archive.members import Member


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
    folder = output.with_name(f"{output.name}.partial")
    _demand_room(output, folder, resume=resume, force=force)
    start = time.monotonic()
    what = {"inputs": [_identity(path) for path in inputs], "field": field}
    parts = Parts.resume(folder, what) if resume else Parts.begin(folder, what)
    before = parts.done
    members = islice(_members(inputs, field), parts.done, None)
    pages = parts.done
    for outcome in outcomes(members, read, workers=workers, limits=limits or Limits()):
        parts.add(outcome)
        pages += 1
        on_progress(pages)
    parts.finish()
    summary = _merge(parts, output, ending, latest=latest)
    summary.pages, summary.read_now = pages, pages - before
    summary.seconds = time.monotonic() - start
    parts.remove()
    return summary


def _demand_room(output: Path, folder: Path, *, resume: bool, force: bool) -> None:
    if output.exists() and not force:
        raise FileExistsError(f"{output}: it exists; overwrite it with --force")
    if folder.exists() and not (resume or force):
        raise FileExistsError(
            f"{folder}: a run stopped here; go on with --resume, or start anew with --force"
        )


def _identity(path: Path) -> list[Any]:
    """What tells an input from another of the same name."""
    if path.is_dir():
        files = sorted(each for each in path.rglob("*") if each.is_file())
        return [str(path), len(files), sum(each.stat().st_size for each in files)]
    return [str(path), 1, path.stat().st_size]


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
    with open_writer(table, ending) as writer, open_writer(failed, ".jsonl") as error_writer:
        revisions: Counter[str] = Counter()
        for number, line in enumerate(parts.lines()):
            if isinstance(line, bytes):
                summary.errors[json.loads(line)["error"]] += 1
                error_writer.write(line)
                continue
            revision = 1
            if line.url is not None:
                revisions[line.url] += 1
                revision = revisions[line.url]
            if kept is None or line.url is None or kept[line.url][1] == number:
                writer.write(b'%b,"revision":%d}' % (line.text[:-1], revision))
                summary.stories += 1
    failed.replace(errors)
    table.replace(output)
    return summary


def _latest(parts: Parts) -> dict[str, tuple[str, int]]:
    """For each URL the date and number of the line that stays."""
    kept: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(parts.lines()):
        if not isinstance(line, bytes) and line.url is not None:
            found = (line.crawled or "", number)
            kept[line.url] = max(kept.get(line.url, found), found)
    return kept
