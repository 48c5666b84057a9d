"""The run: each member of each input becomes a row of the table, is skipped, or fails."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import Counter, deque
from contextlib import ExitStack, closing, suppress
from fnmatch import fnmatchcase
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from rfaparse.archive.inputs import STANDARD, Inputs
from rfaparse.archive.journal import Journal
from rfaparse.archive.one_worker import outcomes_here
from rfaparse.archive.rows import Outcome, Report, Row, read_member
from rfaparse.archive.selection import Selection, Sieve
from rfaparse.archive.tables import FIELDS
from rfaparse.archive.workers import Limits, demand_workers, outcomes
from rfaparse.archive.writers import ENDINGS, Form, open_writer
from rfaparse.export.tables import is_without_stories

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from rfaparse.archive.members import Member
    from rfaparse.archive.writers import Writer


@define
class Summary:
    """The result of a run.

    Attributes:
        stories: Stories in the output, not counting revisions.
        revisions: Further revisions of them in the output.
        older: Revisions left out because the output has a later one.
        left_out: Stories that the selection left out, by reason.
        rows: Rows of the table, or files.
        skipped: Members that are not stories, by kind.
        errors: Members that should have been stories and failed, by the error's class.
        seconds: Time that this run took, without earlier runs that it resumed.
        read_now: Files, records and lines that this run itself read.
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
        """All pages with a story, counting each item of a feed."""
        return self.stories + self.revisions + self.older + self.left_out.total()

    @property
    def members(self) -> int:
        """All members of the inputs, counting each item of a feed."""
        return self.pages + self.skipped.total() + self.errors.total()


@frozen
class Progress:
    """The progress of a run.

    Attributes:
        done: Members read, including those of a stopped run; or lines written.
        total: About how many there will be; None if unknown.
        is_writing: Whether lines that are read already are being written into the table.
    """

    done: int
    total: int | None = None
    is_writing: bool = False


def ending_of(output: Path) -> str:
    """The form of a table, by its extension; ``-`` (standard output) is JSON Lines.

    Raises:
        ValueError: It has none of `ENDINGS`.
    """
    if output == STANDARD:
        return ".jsonl"
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if output.name.endswith(ending):
            return ending
    raise ValueError(f"{output}: the name must end in one of {', '.join(ENDINGS)}")


def _folder_of(output: Path) -> Path:
    return output.with_name(f"{output.name}.partial")


def can_resume(output: Path) -> bool:
    """Whether a run into `output` stopped and can be resumed."""
    return Journal.stopped(_folder_of(output))


def run(  # noqa: PLR0913  each is one decision of the caller
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
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
    on_progress: Callable[[Progress], object] = lambda _: None,
) -> Summary:
    """Read `inputs` into the table at `output`.

    Failures are listed in ``<output>.errors.jsonl``, skipped members in
    ``<output>.skipped.jsonl``.

    Args:
        inputs: One or more, as `read_members` takes them; ``-`` is standard input.
        output: The table, written atomically; its extension selects the format.
        workers: Number of processes that parse; 1 is this process. For more, call this below
            ``if __name__ == "__main__":``, since each of them imports the program.
        resume: Continue a run that was stopped.
        force: Start again, and overwrite `output`.
        latest: Keep one row per story: the one fetched last, or else the last. A folder always
            does.
        field: The field of JSON Lines and Parquet inputs that holds the HTML.
        include: Patterns (``*``, ``?``, ``[…]``; ``*`` also matches ``/``) for the names of
            members as in the reports; if there are any, only matching members are read.
        exclude: Patterns for members that are not read.
        form: The form of the output; by default a table of all columns, in the format that
            the extension of `output` selects.
        selection: The stories to write; by default all.
        limits: Limits for one page. With one worker, a page that kills it ends this process,
            `Limits.memory` is ignored, and `Limits.seconds` applies only in a main thread that
            has no alarm of its own (not on Windows).
        read: The function that reads a member, in a worker.
        on_progress: Called with the progress of the run, for each member, then for each row.

    Raises:
        FileExistsError: `output` or a stopped run exists, without `force` or `resume`.
        ValueError: `output` has no known extension, there is no such run to resume, or an input is
            a table of rfaparse's without whole stories.
        OSError: An input cannot be opened, or the output cannot be written.
        RuntimeError: Workers cannot import the program.
    """
    if workers > 1:
        demand_workers()
    given = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
    paths = [Path(path) for path in given]
    output = Path(output)
    form = form or Form(ending_of(output))
    folder = _folder_of(output)
    _demand_room(output, folder, resume=resume, force=force)
    _demand_apart(paths, output)
    _demand_stories(paths, field)
    start = time.monotonic()
    with ExitStack() as stack:
        sources = Inputs(paths, output.parent, stack)
        what = {
            "inputs": sources.identity,
            "field": field,
            "include": list(include),
            "exclude": list(exclude),
        }
        journal = Journal.resume(folder, what) if resume else Journal.begin(folder, what)
        before = journal.done
        every = sources.members(field)
        chosen = (member for member in every if _is_chosen(member, include, exclude))
        shares: deque[float | None] = deque()
        members = _noting(islice(chosen, before, None), sources, shares)
        outcomes_ = stack.enter_context(
            closing(_outcomes(members, read, workers, limits or Limits()))
        )
        lines = stack.enter_context(closing(_journaled(outcomes_, journal, shares, on_progress)))
        if latest or form.is_folder:  # which line of a story stays is known at the end
            deque(lines, maxlen=0)
            every_line, older = _written(journal, on_progress), _older(journal)
        else:
            every_line, older = chain(_written(journal, on_progress), lines), set()
        summary = _merge(every_line, output, form, Sieve(selection or Selection()), older)
    summary.read_now = journal.done - before
    summary.seconds = time.monotonic() - start
    Journal.clear(folder)
    return summary


def _noting(
    members: Iterable[Member], inputs: Inputs, shares: deque[float | None]
) -> Iterator[Member]:
    """The members; for each, `shares` gets how much of the inputs has been read."""
    for member in members:
        shares.append(inputs.share_read())
        yield member


def _outcomes(
    members: Iterator[Member], read: Callable[[Member], Outcome], workers: int, limits: Limits
) -> Generator[Outcome]:
    if workers == 1:
        return outcomes_here(members, read, limits=limits)
    return outcomes(members, read, workers=workers, limits=limits)


def _journaled(
    outcomes: Iterable[Outcome],
    journal: Journal,
    shares: deque[float | None],
    on_progress: Callable[[Progress], object],
) -> Generator[Row | Report]:
    """Add the outcomes of the members to the journal, report progress, and pass them on."""
    on_progress(Progress(journal.done))
    try:
        for done, outcome in enumerate(outcomes, start=journal.done + 1):
            journal.add(outcome)
            share = shares.popleft()
            on_progress(Progress(done, round(done / share) if share else None))
            yield from outcome.rows
            yield from outcome.reports
        journal.finish()
    finally:
        journal.close()


def _demand_room(output: Path, folder: Path, *, resume: bool, force: bool) -> None:
    if output == STANDARD:
        raise ValueError("-: the command prints; name a file")
    stopped = Journal.stopped(folder)
    taken = any(output.iterdir()) if output.is_dir() else output.exists()
    if taken and not force:
        both = "; to continue the run that stopped, add --resume" if stopped else ""
        raise FileExistsError(f"{output}: the file exists; overwrite it with --force{both}")
    if stopped and not (resume or force):
        raise FileExistsError(
            f"{folder}: a run stopped here; continue with --resume, or start again with --force"
        )


def _demand_apart(inputs: Iterable[Path], output: Path) -> None:
    """Refuse an output that would be read as part of its own input."""
    for path in inputs:
        if path.is_dir() and path.resolve() in output.absolute().resolve().parents:
            raise ValueError(
                f"{output}: it is inside the input {path} and would be read as part of it; "
                "write it somewhere else"
            )


def _demand_stories(inputs: Iterable[Path], field: str | None) -> None:
    """Refuse tables that rfaparse wrote in which the stories are not whole."""
    whole = [field] if field else [name for name in FIELDS if name != "text"]
    for path in inputs:
        if is_without_stories(path, whole):
            raise ValueError(
                f"{path}: a table without the stories' HTML, and without the order of their "
                "pictures, links and paragraphs; give the pages, or the .jsonl of all fields that "
                "rfaparse archive makes of them, or name a column of HTML with --field"
            )


def _is_chosen(member: Member, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether the name of a member, or of an input without members, is selected."""
    name = member.name or member.input
    chosen = not include or any(fnmatchcase(name, pattern) for pattern in include)
    return chosen and not any(fnmatchcase(name, pattern) for pattern in exclude)


def _written(journal: Journal, on_progress: Callable[[Progress], object]) -> Iterator[Row | Report]:
    """The journal's lines so far; reports progress as they are written into the table."""
    for number, line in enumerate(journal.lines(), start=1):
        yield line
        on_progress(Progress(number, max(number, journal.done), is_writing=True))


def _merge(
    lines: Iterable[Row | Report],
    output: Path,
    form: Form,
    sieve: Sieve,
    older: set[int],
) -> Summary:
    """Write the table and the reports from these lines, and move them into place."""
    paths = {
        output.with_name(f"{output.name}.errors.jsonl"): Form(".jsonl"),
        output.with_name(f"{output.name}.skipped.jsonl"): Form(".jsonl"),
        output: form,
    }
    waiting = {path: path.with_name(f"{path.name}.tmp") for path in paths}
    for path in waiting.values():
        _remove(path)  # of a run that was killed
    try:
        with ExitStack() as stack:
            failed, skipped, table = (
                stack.enter_context(open_writer(waiting[path], kind))
                for path, kind in paths.items()
            )
            summary = _write(lines, older, sieve, table, failed=failed, skipped=skipped)
        for path in paths:
            _move(waiting[path], path)
    except BaseException:
        for path in waiting.values():  # a full disk needs the room
            _remove(path)
        raise
    return summary


def _move(made: Path, output: Path) -> None:
    """Move a file, or a folder's files, over the existing ones."""
    if made.is_dir() and output.is_dir():
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
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
    lines: Iterable[Row | Report],
    older: set[int],
    sieve: Sieve,
    table: Writer,
    *,
    failed: Writer,
    skipped: Writer,
) -> Summary:
    """Write rows and reports, and count them; lines whose numbers are in `older` are left out."""
    summary = Summary(left_out=sieve.left_out)
    revisions: Counter[str] = Counter()
    written: set[str] = set()
    for number, line in enumerate(lines):
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
        if number in older:
            summary.older += 1
        elif sieve.takes(text):
            table.write(text)
            summary.revisions += story in written
            written.add(story)
    summary.stories, summary.rows = len(written), table.rows
    return summary


def _older(journal: Journal) -> set[int]:
    """The numbers of lines whose story has another line that was fetched later, or else is later.

    Only they are kept: of most archives there are few.
    """
    latest: dict[str, tuple[str, int]] = {}
    older: set[int] = set()
    for number, line in enumerate(journal.lines()):
        if isinstance(line, Row) and line.story is not None:
            revision = (line.crawled or "", number)
            before = latest.setdefault(line.story, revision)
            if before is not revision:
                latest[line.story] = max(before, revision)
                older.add(min(before, revision)[1])
    return older
