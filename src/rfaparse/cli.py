"""The ``rfaparse`` command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rfaparse import __version__
from rfaparse._feed import is_feed, parse_feed
from rfaparse._parse import parse
from rfaparse.errors import RfaparseError
from rfaparse.export.json import to_json
from rfaparse.export.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfaparse._feed import FeedItem
    from rfaparse.model import Article

_STANDARD_INPUT = "-"
_TEXT_RULE = "\n" + "─" * 72 + "\n\n"
_PARSE_EPILOG = """\b
Examples:
  rfaparse parse story.html
  rfaparse parse --format text post.md
  rfaparse parse saved/*.html > stories.jsonl
  curl -s FEED | rfaparse parse -

Exit status: 0 all parsed, 1 some failed (one line each on standard error), 2 usage.
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rfaparse", message="%(prog)s %(version)s")
def command() -> None:
    """Read saved Radio Free Asia stories into typed data."""


@command.command("parse", epilog=_PARSE_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="JSON with every field, or text for reading.",
)
def parse_command(files: tuple[str, ...], output_format: str) -> None:
    """Print the story of each FILE: a saved page, a fragment, a Jekyll post or a feed.

    One story is printed as one JSON document; several files, or the items of a feed, as JSON
    Lines. FILE may be - for standard input.
    """
    output = _Output(output_format, several=len(files) > 1)
    for name in files:
        for article in output.stories_of(name):
            output.write(article)
    sys.exit(1 if output.failed else 0)


class _Output:
    """What has been printed so far, and whether anything failed."""

    def __init__(self, output_format: str, *, several: bool) -> None:
        self.failed = False
        self._format = output_format
        self._several = several
        self._written = 0

    def stories_of(self, name: str) -> Iterator[Article]:
        """The stories of a file, or of standard input; failures are reported."""
        data = self._read(name)
        if data is None:
            return
        try:
            if is_feed(data):
                self._several = True
                yield from parse_feed(
                    data, on_error=lambda item, e: self._item_failed(name, item, e)
                )
            else:
                yield parse(data)
        except RfaparseError as error:
            self._fail(name, str(error))

    def write(self, article: Article) -> None:
        """Print a story."""
        if self._format == "text":
            text = to_text(article)
            click.echo((_TEXT_RULE + text if self._written else text).encode(), nl=False)
        else:
            click.echo(to_json(article, indent=None if self._several else 2).encode())
        self._written += 1

    def _read(self, name: str) -> bytes | None:
        if name == _STANDARD_INPUT:
            return sys.stdin.buffer.read()
        path = Path(name)
        if path.is_dir():
            self._fail(name, "a directory; name the files in it")
            return None
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self._fail(name, "no such file; check the path")
        except OSError as error:
            self._fail(name, f"cannot be read ({error.strerror}); check its permissions")
        return None

    def _item_failed(self, name: str, item: FeedItem, error: RfaparseError) -> None:
        self._fail(f"{name}, item {item.number}", str(error))

    def _fail(self, name: str, reason: str) -> None:
        self.failed = True
        shown = "standard input" if name == _STANDARD_INPUT else click.format_filename(name)
        click.echo(f"rfaparse: {shown}: {' '.join(reason.split())}", err=True)
