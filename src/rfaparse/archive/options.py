"""Options of ``rfaparse archive`` that select stories and the format of the output."""

from __future__ import annotations

import codecs
import os
from datetime import date  # noqa: TC003  part of signatures that are read at run time
from functools import partial, reduce
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rfaparse._extras import how_to_install
from rfaparse.archive.file_names import readable
from rfaparse.archive.folder import ENDING_OF
from rfaparse.archive.inputs import STANDARD
from rfaparse.archive.runs import ending_of
from rfaparse.archive.selection import Selection, days_of
from rfaparse.archive.writers import Form
from rfaparse.export.parts import PARTS
from rfaparse.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Names(click.ParamType):  # type: ignore[type-arg]  # click 8.2's takes none
    """Words separated by commas.

    Args:
        allowed: The known words; by default any.
    """

    name = "names"

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self._allowed = allowed

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The words."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
        unknown = [name for name in names if self._allowed and name not in self._allowed]
        if unknown:
            there = f"there are {', '.join(self._allowed)}"
            self.fail(f"{', '.join(unknown)} is not known; {there}", param, ctx)
        if not names:
            self.fail("it names nothing", param, ctx)
        return names


class Day(click.ParamType):  # type: ignore[type-arg]  # likewise
    """A year, a month or a day, as its first day, or with `last` its last."""

    name = "date"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        try:
            return days_of(value)[self._last]
        except ValueError:
            self.fail(f"{value!r} is not a date; write 2020, 2020-07 or 2020-07-31", param, ctx)


def _all_of(*options: _Decorator) -> _Decorator:
    """A decorator that adds these options to a command, in this order."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


selection_options = _all_of(
    click.option(
        "--service",
        "services",
        type=Names(sorted({service.slug for service in SERVICES})),
        default=(),
        help="Only stories of these services: mandarin,cantonese",
    ),
    click.option(
        "--since", type=Day(last=False), help="Only stories published on this day or later."
    ),
    click.option(
        "--until", type=Day(last=True), help="Only stories published on this day or earlier."
    ),
    click.option(
        "--min-chars",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Only stories whose text has at least N characters.",
    ),
    click.option(
        "--unique", type=click.Choice(["text"]), help="Only the first of stories with equal text."
    ),
)
"""The options for `selection_of`."""


def selection_of(
    services: tuple[str, ...],
    since: date | None,
    until: date | None,
    min_chars: int,
    unique: str | None,
) -> Selection:
    """The selection that the options of `selection_options` describe.

    Raises:
        click.UsageError: They leave no day.
    """
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is later than --until {until}")
    return Selection(services, since, until, min_chars, unique == "text")


form_options = _all_of(
    click.option(
        "--fields", type=Names(), default=(), help="Columns to write: story_id,url,published,text"
    ),
    click.option(
        "--output-dir",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Instead of -o: write one text file per story (its latest revision).",
    ),
    click.option(
        "--format",
        "file_format",
        type=click.Choice(sorted(ENDING_OF)),
        help="Format of the files in --output-dir.  [default: text]",
    ),
    click.option(
        "--without",
        type=Names(PARTS),
        default=(),
        help=f"Parts to leave out of the files in --output-dir: {','.join(PARTS)}",
    ),
)
"""The options for `output_and_form`."""


def output_and_form(
    output: Path | None,
    fields: tuple[str, ...],
    output_dir: Path | None,
    file_format: str | None,
    without: tuple[str, ...],
) -> tuple[Path, Form]:
    """The path and the format of the output.

    Raises:
        click.UsageError: The options contradict each other.
    """
    if output_dir is not None and output is None:
        if fields:
            raise click.UsageError("--fields is for tables; leave it out with --output-dir")
        return output_dir.absolute(), Form(file_format or "text", without=without)
    if output is None or output_dir is not None:
        raise click.UsageError("say where the output goes: -o OUT, or --output-dir DIR")
    if file_format or without:
        option = "--format" if file_format else "--without"
        raise click.UsageError(f"{option} is for the files of --output-dir")
    try:
        return output, Form(ending_of(output), fields)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


input_options = _all_of(
    click.argument("inputs", nargs=-1, metavar="INPUT…", type=click.Path(path_type=Path)),
    click.option(
        "--files-from",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
        help="Also read the paths in FILE, one per line; - for standard input.",
    ),
)
"""The options for `inputs_of`."""

output_option = partial(
    click.option,
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The table: .parquet, .jsonl, .jsonl.gz, .jsonl.zst, .csv or .xlsx; - prints JSON Lines.",
)

run_options = _all_of(
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Number of processes that parse; 1 is the command's own process.",
    ),
    click.option("--force", is_flag=True, help="Start again, and overwrite OUT."),
)


def inputs_of(named: Sequence[Path], listed: Path | None) -> tuple[Path, ...]:
    """The inputs that a command line names, and those that a file lists.

    Raises:
        click.UsageError: There are none, or one does not exist.
    """
    paths = [*named]
    if listed is not None:
        stream = click.open_file(os.fspath(listed), "rb")  # a path's bytes may not be UTF-8
        with stream as lines:
            every = lines.read().removeprefix(codecs.BOM_UTF8).splitlines()
        paths += [Path(os.fsdecode(line)) for line in every if line.strip()]
    if not paths:
        raise click.UsageError("nothing to read; name an INPUT, or list them with --files-from")
    for path in paths:
        if not path.exists() and path != STANDARD:
            shown = readable(os.fsencode(path))
            raise click.UsageError(f"{shown}: no such file or folder; check the path")
    return tuple(paths)


def demand_xlsx() -> None:
    """Fail with the command to type if the library that writes .xlsx is missing.

    Raises:
        click.ClickException: It is.
    """
    if find_spec("xlsxwriter") is None:
        raise click.ClickException(f".xlsx: {how_to_install('xlsxwriter', 'xlsx')}")
