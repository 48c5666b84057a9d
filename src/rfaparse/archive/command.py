"""``rfaparse archive``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rfaparse._extras import how_to_install
from rfaparse.archive.inputs import STANDARD
from rfaparse.archive.options import (
    demand_xlsx,
    form_options,
    input_options,
    inputs_of,
    output_and_form,
    output_option,
    run_options,
    selection_of,
    selection_options,
)
from rfaparse.archive.progress import run_with_progress
from rfaparse.archive.workers import Limits

if TYPE_CHECKING:
    from collections import Counter

    from rfaparse.archive.runs import Summary

_EPILOG = """\b
Examples:
  rfaparse archive saved/ -o stories.parquet
  rfaparse archive crawl-*.warc.gz -o stories.parquet --workers 2
  rfaparse archive dump.zip -o stories.jsonl.zst --latest
  curl -s URL | rfaparse archive - -o - | head
  rfaparse archive saved/ -o corpus.jsonl --fields story_id,url,published,text
  rfaparse archive saved/ --output-dir corpus/ --format markdown --without byline,related

Members that are not stories (pictures, scripts, section pages …) are skipped and listed in
OUT.skipped.jsonl. Failures are listed in OUT.errors.jsonl.
Exit status: 0 nothing failed, 1 some members or the run failed, 2 wrong usage.
"""


@click.command("archive", epilog=_EPILOG)
@input_options
@output_option()
@form_options
@selection_options
@run_options
@click.option("--resume", is_flag=True, help="Continue a run that was stopped.")
@click.option("--latest", is_flag=True, help="Keep one row per story, the latest.")
@click.option("--field", metavar="NAME", help="Field of JSON or Parquet with the HTML.")
@click.option(
    "--include",
    multiple=True,
    metavar="GLOB",
    help="Read only members whose names match: '*/mandarin/*'. May be repeated.",
)
@click.option(
    "--exclude",
    multiple=True,
    metavar="GLOB",
    help="Leave out members whose names match: '*.js'.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 also if anything was skipped.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=Limits().seconds,
    show_default=True,
    help="Time limit per page; with one worker, not on Windows.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="Memory limit per worker, if there are two or more.",
)
@click.option(
    "--report",
    metavar="HTML",
    type=click.Path(path_type=Path),
    help="Also write a page of charts of the table (.parquet only).",
)
def archive_command(  # noqa: PLR0913  one for each option
    inputs: tuple[Path, ...],
    *,
    files_from: Path | None,
    output: Path | None,
    fields: tuple[str, ...],
    output_dir: Path | None,
    file_format: str | None,
    without: tuple[str, ...],
    workers: int,
    resume: bool,
    force: bool,
    latest: bool,
    field: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    strict: bool,
    seconds: float,
    memory: int,
    report: Path | None,
    **chosen: Any,
) -> None:
    """Read folders, archives and pages into one table.

    INPUTs may be folders, .zip, WACZ, .tar, WARC, ARC, JSON, Parquet, MHTML, feeds and pages; types
    are detected from content. Each may be compressed (gzip, zstd, xz, bzip2); - is standard input.
    """
    inputs = inputs_of(inputs, files_from)
    output, form = output_and_form(output, fields, output_dir, file_format, without)
    if report is not None and (form.ending != ".parquet" or fields):
        raise click.UsageError(f"{output}: --report needs a whole table that ends in .parquet")
    if form.ending == ".xlsx":
        demand_xlsx()
    summary = run_with_progress(
        inputs,
        output,
        workers=workers,
        resume=resume,
        force=force,
        latest=latest,
        field=field,
        include=include,
        exclude=exclude,
        form=form,
        selection=selection_of(**chosen),
        limits=Limits(seconds, memory * 1024 * 1024),
    )
    click.echo(said(summary, output), err=True)
    if report is not None:
        _write_report(output, report)
    sys.exit(1 if summary.errors or (strict and summary.skipped) else 0)


def _write_report(table: Path, report: Path) -> None:
    try:
        from rfaparse.overview import errors_beside, overview, read_table  # noqa: PLC0415  heavy
    except ImportError as error:
        raise click.ClickException(
            f"{how_to_install(error.name, 'overview')}, then: rfaparse overview {table} -o {report}"
        ) from None
    page = overview(read_table(table), errors=errors_beside(table))
    try:
        report.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(
            f"{report}: {error.strerror}; the table is complete; fix that, then: "
            f"rfaparse overview {table} -o {report}"
        ) from None


def said(summary: Summary, output: Path) -> str:
    """The summary at the end: how many stories, skipped members and failures."""
    older = f" ({_many(summary.older, 'older revision')} left out)" if summary.older else ""
    rate = summary.read_now / summary.seconds if summary.seconds else 0.0
    place = "standard output" if output == STANDARD else output
    revisions = [f"{counted(summary)}; --latest keeps one each"] if summary.revisions else []
    return "\n".join(
        (
            f"{_many(summary.stories, 'story', 'stories')} in {place}{older}",
            *revisions,
            *(f"left out, {why}: {count:,}" for why, count in summary.left_out.items()),
            _counted("skipped, not stories", summary.skipped, output, "skipped"),
            _counted("failed", summary.errors, output, "errors"),
            f"{summary.members:,} read in {summary.seconds:.1f} s, {rate:,.0f} per second",
        )
    )


def counted(summary: Summary) -> str:
    """How many pages there are, and how many stories.

    >>> from rfaparse.archive import Summary
    >>> counted(Summary(stories=469, revisions=80))
    '549 pages, 469 stories, 80 further revisions'
    """
    stories = _many(summary.stories, "story", "stories")
    revisions = _many(summary.revisions, "further revision")
    return f"{_many(summary.pages, 'page')}, {stories}, {revisions}"


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _counted(what: str, counts: Counter[str], output: Path, report: str) -> str:
    if not counts:
        return f"0 {what.partition(',')[0]}"
    kinds = ", ".join(f"{count:,} × {kind}" for kind, count in counts.most_common())
    listed = "" if output == STANDARD else f"; listed in {output}.{report}.jsonl"
    return f"{counts.total():,} {what}: {kinds}{listed}"
