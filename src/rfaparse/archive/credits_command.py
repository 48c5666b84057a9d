"""``rfaparse credits``."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from rfaparse.archive.command import said
from rfaparse.archive.inputs import STANDARD
from rfaparse.archive.options import (
    demand_xlsx,
    input_options,
    inputs_of,
    output_option,
    run_options,
)
from rfaparse.archive.progress import run_with_progress
from rfaparse.archive.runs import ending_of
from rfaparse.archive.writers import Form, open_credits
from rfaparse.export.credits import NEEDED, Once, credits_of
from rfaparse.export.tables import is_table, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_EPILOG = """\b
Examples:
  rfaparse credits saved/ -o credits.xlsx --per-story
  rfaparse credits stories.parquet -o credits.csv

Exit status: 0 nothing failed, 1 some pages (see OUT.errors.jsonl) or the run failed, 2 wrong usage.
"""


@click.command("credits", epilog=_EPILOG)
@input_options
@output_option(required=True)
@click.option(
    "--per-story",
    is_flag=True,
    help="One row per story, role and name, whichever of its revisions has it.",
)
@run_options
def credits_command(  # noqa: PLR0913  one for each option
    inputs: tuple[Path, ...],
    *,
    files_from: Path | None,
    output: Path,
    workers: int,
    per_story: bool,
    force: bool,
) -> None:
    """Write a table of credits, one row per credit.

    INPUTs are pages, as for rfaparse archive, or tables that it wrote: Parquet, JSON Lines, or CSV
    (which lacks labels, and the roles of desks).
    """
    inputs = inputs_of(inputs, files_from)
    try:
        ending = ending_of(output)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if ending == ".xlsx":
        demand_xlsx()
    tables = [path for path in inputs if is_table(path)]
    if not tables:
        form = Form(ending, credits=True, per_story=per_story)
        _of_pages(inputs, output, workers=workers, force=force, form=form)
    elif len(tables) < len(inputs):
        pages = next(path for path in inputs if path not in tables)
        raise click.UsageError(f"{tables[0]} is a table and {pages} is not; give one kind only")
    elif output == STANDARD:
        raise click.UsageError("credits of tables cannot be printed; name a file after -o")
    elif output.exists() and not force:
        raise click.ClickException(f"{output}: the file exists; overwrite it with --force")
    else:
        try:
            click.echo(_of_tables(tables, output, ending, per_story=per_story), err=True)
        except (OSError, ValueError) as error:
            raise click.ClickException(str(error)) from None


def _of_pages(inputs: tuple[Path, ...], output: Path, **how: Any) -> None:
    summary = run_with_progress(inputs, output, **how)
    summary_line = said(summary, output).replace("--latest keeps", "--per-story counts")
    click.echo(f"{summary.rows:,} credits of {summary_line}", err=True)
    sys.exit(1 if summary.errors else 0)


def _of_tables(tables: Iterable[Path], output: Path, ending: str, *, per_story: bool) -> str:
    once = Once() if per_story else None
    made = output.with_name(f"{output.name}.tmp")
    rows, credited = 0, 0
    try:
        with open_credits(made, ending) as write:
            for row in (row for table in tables for row in read_rows(table, NEEDED)):
                rows += 1
                for credit in filter(once, credits_of(row)):
                    write(credit)
                    credited += 1
        made.replace(output)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise
    return f"{rows:,} rows read\n{credited:,} credits written to {output}"
