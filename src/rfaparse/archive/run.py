"""The run: every member of every input becomes a row of the table, or is skipped, or fails."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from contextlib import ExitStack, suppress
from fnmatch import fnmatchcase
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import define, field

from rfaparse.archive.parts import Parts
from rfaparse.archive.readers import files_below, read_members
from rfaparse.archive.rows import Outcome, Report, Row, read_member
from rfaparse.archive.selection import Selection, Sieve
from rfaparse.archive.workers import Limits, outcomes
from rfaparse.archive.writers import ENDINGS, Form, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from rfaparse.archive.members import Member
    from rfaparse.archive.writers import Writer


@define
class Summary:
    """What a run came to.

    Attributes:
        stories: Stories that the output has, whatever their revisions.
        revisions: Further revisions of them that it has.
        older: Revisions that it has not, but a later one.
        left_out: Stories that the selection did not take, by reason.
        rows: Rows of the table, or files.
        skipped: What is no story, by kind.
        errors: What should have been a story and failed, by the error's class.
        seconds: Time that this run took, without what an earlier one had finished.
        read_now: Files, records and lines of the inputs that this run read itself.
    """

    stories: int = 0
    revisions: int = 0
    older: int = 0
    left_out: Counter[str] = field(factory=Counter)
    rows: int = 0
    skipped: Counter[str] = field(factory=Counter)
    errors: Counter[str] = field(factory=Counter)
    seconds: float = 0.0
    read_now: int = 0

    @property
    def pages(self) -> int:
        """All that the inputs hold of stories, each item of a feed by itself."""
        return self.stories + self.revisions + self.older + self.left_out.total()

    @property
    def members(self) -> int:
        """All that the inputs hold, each item of a feed by itself."""
        return self.pages + self.skipped.total() + self.errors.total()


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
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    form: Form | None = None,
    selection: Selection | None = None,
    limits: Limits | None = None,
    read: Callable[[Member], Outcome] = read_member,
    on_progress: Callable[[int], object] = lambda _: None,
) -> Summary:
    """Read `inputs` into the table at `output`.

    What failed is listed in ``<output>.errors.jsonl``, what was skipped in
    ``<output>.skipped.jsonl``.

    Args:
        inputs: As `read_members` takes them.
        output: Where the table goes; its ending says the form. It is there whole, or not at all.
        workers: Processes that parse.
        resume: Go on with a run that was stopped.
        force: Start anew, and overwrite `output`.
        latest: Keep one row of each story: the one fetched last, or else the last; a folder of
            files has no other.
        field: Of JSON Lines and Parquet inputs, the field with the HTML.
        include: Patterns (``*``, ``?``, ``[…]``; ``*`` matches ``/`` too) of members' names, as the
            reports have them; if there are any, nothing else is read.
        exclude: The same for what is not read.
        form: What the output looks like; by default a table of all columns, as `output` ends.
        selection: Which stories it has; by default all.
        limits: What one page may cost.
        read: What is done to a member, in a worker.
        on_progress: Called with the number of members done so far.

    Raises:
        FileExistsError: `output` exists, or a stopped run, and nobody said what to do.
        ValueError: `output` has no known ending; or there is no such run to resume.
        OSError: An input cannot be opened, or the output cannot be written.
    """
    form = form or Form(ending_of(output))
    folder = _folder_of(output)
    _demand_room(output, folder, resume=resume, force=force)
    _demand_apart(inputs, output)
    start = time.monotonic()
    what = {
        "inputs": [_identity(path) for path in inputs],
        "field": field,
        "include": list(include),
        "exclude": list(exclude),
    }
    parts = Parts.resume(folder, what) if resume else Parts.begin(folder, what)
    before = parts.done
    chosen = (m for m in _members(inputs, field) if _is_chosen(m, include, exclude))
    members = islice(chosen, parts.done, None)
    done = parts.done
    try:
        for outcome in outcomes(members, read, workers=workers, limits=limits or Limits()):
            parts.add(outcome)
            done += 1
            on_progress(done)
        parts.finish()
    finally:
        parts.close()
    summary = _merge(
        parts, output, form, Sieve(selection or Selection()), latest=latest or form.is_folder
    )
    summary.read_now = done - before
    summary.seconds = time.monotonic() - start
    Parts.clear(folder)
    return summary


def _demand_room(output: Path, folder: Path, *, resume: bool, force: bool) -> None:
    stopped = Parts.stopped(folder)
    taken = any(output.iterdir()) if output.is_dir() else output.exists()
    if taken and not force:
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


def _is_chosen(member: Member, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether a member's name, or that of an input without members, is to be read."""
    name = member.name or member.input
    chosen = not include or any(fnmatchcase(name, each) for each in include)
    return chosen and not any(fnmatchcase(name, each) for each in exclude)


def _merge(parts: Parts, output: Path, form: Form, sieve: Sieve, *, latest: bool) -> Summary:
    """Make the table and the reports of the parts, and move them into place."""
    kept = _latest(parts) if latest else None
    paths = {
        output.with_name(f"{output.name}.errors.jsonl"): Form(".jsonl"),
        output.with_name(f"{output.name}.skipped.jsonl"): Form(".jsonl"),
        output: form,
    }
    waiting = {path: path.with_name(f"{path.name}.tmp") for path in paths}
    try:
        with ExitStack() as stack:
            failed, skipped, table = (
                stack.enter_context(open_writer(waiting[path], each))
                for path, each in paths.items()
            )
            summary = _write(parts, kept, sieve, table, failed=failed, skipped=skipped)
        for path in paths:
            _move(waiting[path], path)
    except BaseException:
        for path in waiting.values():  # a full disk needs the room
            _remove(path)
        raise
    return summary


def _move(made: Path, output: Path) -> None:
    """Put a file, or a folder's files, in place of those that were there."""
    if made.is_dir() and output.is_dir():
        for path in sorted(each for each in made.rglob("*") if each.is_file()):
            target = output / path.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        _remove(made)
    else:
        made.replace(output)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _write(  # noqa: PLR0913  where it reads, what it takes, where that goes
    parts: Parts,
    kept: dict[str, tuple[str, int]] | None,
    sieve: Sieve,
    table: Writer,
    *,
    failed: Writer,
    skipped: Writer,
) -> Summary:
    """Write the parts' rows and reports, and count them; of `kept` stories, the line that stays."""
    summary = Summary(left_out=sieve.left_out)
    revisions: Counter[str] = Counter()
    written: set[str] = set()
    for number, line in enumerate(parts.lines()):
        if isinstance(line, Report):
            said = json.loads(line.text)
            if line.is_failure:
                summary.errors[said["error"]] += 1
                failed.write(line.text)
            else:
                summary.skipped[said["kind"]] += 1
                skipped.write(line.text)
            continue
        story = line.story or f"\0{number}"  # without an address: one of its own
        revisions[story] += 1
        text = b'%b,"revision":%d}' % (line.text[:-1], revisions[story])
        if kept is not None and line.story is not None and kept[story][1] != number:
            summary.older += 1
        elif sieve.takes(text):
            table.write(text)
            summary.revisions += story in written
            written.add(story)
    summary.stories, summary.rows = len(written), table.rows
    return summary


def _latest(parts: Parts) -> dict[str, tuple[str, int]]:
    """For each story the date and number of the line that stays."""
    kept: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(parts.lines()):
        if isinstance(line, Row) and line.story is not None:
            found = (line.crawled or "", number)
            kept[line.story] = max(kept.get(line.story, found), found)
    return kept
