"""The ``rfaparse`` command."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rfaparse import __version__
from rfaparse._containers import OPENING, shown_kind
from rfaparse._extras import how_to_install
from rfaparse._parse import parse, parse_feed, read_json
from rfaparse._source.feed_xml import is_feed
from rfaparse._source.other_formats import is_json
from rfaparse.errors import RfaparseError
from rfaparse.export.csv import BOM, COLUMNS, write_csv
from rfaparse.export.json import to_json
from rfaparse.export.jsonld import to_json as to_jsonld
from rfaparse.export.markdown import to_markdown
from rfaparse.export.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfaparse._source.feed import FeedItem
    from rfaparse.model import Article

_STANDARD_INPUT = _STANDARD_OUTPUT = "-"
_RULES = {"text": "\n" + "─" * 72 + "\n\n", "markdown": "\n---\n\n"}
_FORMATS = ("json", "jsonl", "jsonld", "markdown", "text", "csv")
_PARSE_EPILOG = """\b
Examples:
  rfaparse parse story.html
  rfaparse parse --format text post.md
  rfaparse parse --format csv saved/*.html > stories.csv
  rfaparse parse --format jsonl saved/*.html > stories.jsonl
  curl -s FEED | rfaparse parse -

Exit status: 0 all were parsed, 1 some failed (reported on standard error), 2 wrong usage.
"""


class _Commands(click.Group):
    """The commands; those that need an extra are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, those that need an extra included."""
        return sorted([*super().list_commands(ctx), "archive", "credits"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in ("archive", "credits"):
            return super().get_command(ctx, cmd_name)
        try:
            if cmd_name == "archive":
                from rfaparse.archive.command import archive_command  # noqa: PLC0415  heavy

                return archive_command
            from rfaparse.archive.credits_command import credits_command  # noqa: PLC0415  likewise
        except ImportError as error:
            raise click.ClickException(how_to_install(error.name, "archive")) from None
        return credits_command

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; report in one line if its output cannot be written."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            name = click.format_filename(error.filename) if error.filename else "standard output"
            reason = f"cannot be written ({error.strerror or error})"
            is_nowhere = isinstance(error, FileNotFoundError)
            remedy = "make its folder" if is_nowhere else "free some space or write elsewhere"
            click.echo(f"rfaparse: {name}: {reason}; {remedy}", err=True)
            _forget_standard_output()
            sys.exit(1)


def _forget_standard_output() -> None:
    """Discard what is still to be written, or Python would try again at exit."""
    with suppress(OSError, ValueError):  # in tests, standard output is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rfaparse", message="%(prog)s %(version)s")
def command() -> None:
    """Read saved Radio Free Asia stories into typed data."""


@command.command("parse", epilog=_PARSE_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    default="json",
    show_default=True,
    help="json, jsonl: all fields. jsonld: schema.org. csv: one row per story, for spreadsheets.",
)
def parse_command(files: tuple[str, ...], output_format: str) -> None:
    """Print the story in each FILE.

    FILE is a saved page, a fragment, a Jekyll post, Plone's JSON or a feed; JSON may have one
    object per line. A single story is printed as one JSON document, several as one document per
    line. FILE may be - for standard input.
    """
    output = _Output(output_format, several=len(files) > 1)
    for name in files:
        for article in output.stories_of(name):
            output.write(article)
    output.end()
    sys.exit(1 if output.failed else 0)


@command.command("inspect")
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    metavar="HTML",
    required=True,
    help="The page to write; - for standard output.",
)
def inspect_command(file: str, output: str) -> None:
    """Write a page that shows a story beside its objects.

    FILE's story as found is on the left, and what rfaparse made of it on the right. The page is
    self-contained and needs no network. FILE may be - for standard input.
    """
    from rfaparse.inspect import report  # noqa: PLC0415  its template engine is slow to import

    reading = _Output("html", several=False)
    data = reading.read(file)
    if data is not None and (is_feed(data) or is_json(data)):
        reading.fail(file, f"a feed or JSON, not one page; print it with: rfaparse parse {file}")
    elif data is not None:
        try:
            page = report(data)
        except RfaparseError as error:
            reading.fail(file, str(error))
        else:
            _write_page(page, output)
    sys.exit(1 if reading.failed else 0)


@command.command("overview")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="HTML",
    required=True,
    help="The page to write; - for standard output.",
)
def overview_command(table: Path, output: str) -> None:
    """Write a page of charts of a table of stories.

    TABLE is Parquet, JSON Lines or CSV. The page is self-contained and needs no network. If there
    is a file TABLE.errors.jsonl, its errors are counted too.
    """
    try:
        from rfaparse.overview import errors_beside, overview, read_table  # noqa: PLC0415  heavy
    except ImportError as error:
        raise click.ClickException(how_to_install(error.name, "overview")) from None
    try:
        page = overview(read_table(table), errors=errors_beside(table))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    _write_page(page, output)


def _write_page(page: str, output: str) -> None:
    try:
        with click.open_file(output, "w", encoding="utf-8") as target:
            target.write(page)
    except OSError as error:
        error.filename = None if output == _STANDARD_OUTPUT else output
        raise


class _Output:
    """Prints stories and failures, and remembers whether anything failed."""

    def __init__(self, output_format: str, *, several: bool) -> None:
        self.failed = False
        self._format = output_format
        self._several = several
        self._written = 0

    def stories_of(self, name: str) -> Iterator[Article]:
        """The stories of a file, or of standard input; failures are reported."""
        data = self.read(name)
        if data is None:
            return
        try:
            if is_feed(data):
                self._several = True
                yield from parse_feed(data, on_error=partial(self._item_failed, name))
            elif is_json(data):
                yield from self._in_json(name, read_json(data))
            else:
                yield parse(data)
        except RfaparseError as error:
            self.fail(name, str(error))

    def _in_json(self, name: str, results: list[Article | RfaparseError]) -> Iterator[Article]:
        self._several = self._several or len(results) > 1
        for number, result in enumerate(results, start=1):
            if isinstance(result, RfaparseError):
                self.fail(f"{name}, story {number}" if len(results) > 1 else name, str(result))
            else:
                yield result

    def write(self, article: Article) -> None:
        """Print a story."""
        click.echo(self._formatted(article).encode(), nl=False)
        self._written += 1

    def _formatted(self, article: Article) -> str:
        if self._format == "csv":
            table = StringIO(newline="")
            write_csv([article], table, header=not self._written)
            return (BOM if not self._written else "") + table.getvalue()
        if self._format in _RULES:
            text = to_text(article) if self._format == "text" else to_markdown(article)
            return _RULES[self._format] + text if self._written else text
        indent = None if self._several or self._format == "jsonl" else 2
        as_json = to_jsonld if self._format == "jsonld" else to_json
        return as_json(article, indent=indent) + "\n"

    def end(self) -> None:
        """Print the header of a table that has no story."""
        if self._format == "csv" and not self._written:
            click.echo(BOM + ",".join(COLUMNS))

    def read(self, name: str) -> bytes | None:
        """The bytes of a file or of standard input; None if unreadable, which is reported."""
        data = self._read(name)
        kind = shown_kind(data[:OPENING]) if data else None
        if kind is None:
            return data
        shown = "FILE" if name == _STANDARD_INPUT else click.format_filename(name)
        self.fail(name, f"{kind}; read it with: rfaparse archive {shown} -o stories.jsonl")
        return None

    def _read(self, name: str) -> bytes | None:
        if name == _STANDARD_INPUT:
            return sys.stdin.buffer.read()
        path = Path(name)
        if path.is_dir():
            self.fail(name, "a directory; name the files in it")
            return None
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self.fail(name, "no such file; check the path")
        except OSError as error:
            self.fail(name, f"cannot be read ({error.strerror}); check its permissions")
        return None

    def _item_failed(self, name: str, item: FeedItem, error: RfaparseError) -> None:
        self.fail(f"{name}, item {item.number}", str(error))

    def fail(self, name: str, reason: str) -> None:
        """Report in one line on standard error what is wrong with an input."""
        self.failed = True
        shown = "standard input" if name == _STANDARD_INPUT else click.format_filename(name)
        click.echo(f"rfaparse: {shown}: {' '.join(reason.split())}", err=True)
