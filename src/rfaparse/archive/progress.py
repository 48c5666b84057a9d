"""A run on the command line: its progress, its interruption, and its output to a pipe."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from rfaparse.archive.inputs import STANDARD
from rfaparse.archive.runs import can_resume, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NoReturn

    from rfaparse.archive.runs import Progress, Summary

_PAGES, _ROWS = " pages", " rows"


def run_with_progress(inputs: Sequence[Path], output: Path, **how: Any) -> Summary:
    """`run` with a progress bar on standard error; on an error, print it and exit.

    Args:
        inputs: As `run` takes them.
        output: A file; or ``-``: at the end, the stories are printed as JSON Lines, and each
            failure is one line on standard error.
        how: The other arguments of `run`.
    """
    if output != STANDARD:
        return _run(inputs, output, **how)
    with TemporaryDirectory(prefix="rfaparse-") as folder:
        table = Path(folder, "stories.jsonl")
        summary = _run(inputs, table, **how)
        with table.with_name(f"{table.name}.errors.jsonl").open("rb") as failures:
            for line in failures:
                _tell(json.loads(line))
        with table.open("rb") as lines:
            shutil.copyfileobj(lines, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return summary


def _run(inputs: Sequence[Path], output: Path, **how: Any) -> Summary:
    with tqdm(unit=_PAGES, disable=None, file=sys.stderr) as bar, _stopped_by_sigterm():
        try:
            return run(inputs, output, on_progress=partial(_show, bar), **how)
        except KeyboardInterrupt:
            bar.close()
            again = " and --resume" if can_resume(output) else ""
            click.echo(f"stopped; continue with the same command{again}", err=True)
            sys.exit(1)
        except (OSError, ValueError) as error:
            bar.close()
            raise click.ClickException(_reason(error, output)) from None


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM stops the run as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show(bar: tqdm[NoReturn], progress: Progress) -> None:
    """Show the progress of the run; the bar starts again while what was read is written."""
    if bar.disable:
        return
    unit = _ROWS if progress.is_writing else _PAGES
    if unit != bar.unit:
        bar.unit, bar.initial = unit, 0
        bar.set_description("writing" if progress.is_writing else None, refresh=False)
        bar.reset()
    if bar.n == 0:  # the members of an earlier run say nothing about this run's speed
        bar.initial = bar.n = progress.done
    bar.total = progress.total
    bar.update(progress.done - bar.n)


def _reason(error: Exception, output: Path) -> str:
    if isinstance(error, OSError) and error.strerror:
        where = error.filename or output
        again = "continue with --resume" if can_resume(output) else "try again"
        return f"{where}: {error.strerror}; fix that, then {again}"
    return str(error)


def _tell(failure: dict[str, str]) -> None:
    where = ", ".join(name for name in (failure["input"], failure["member"]) if name)
    click.echo(f"rfaparse: {where}: {failure['found']}; {failure['remedy']}", err=True)
