"""Make the page of all columns: ``python tools/columns.py > docs/columns.md``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from rfaparse import Article, Audio, Credit, Embed, Image, RelatedLink
from rfaparse.archive.writers import ARCHIVE_COLUMNS, ARCHIVE_SCHEMA, EXTRA
from rfaparse.export.arrow import CREDITS_SCHEMA
from rfaparse.export.csv import ROLES
from rfaparse.export.schema import documented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TIME = re.compile(r"timestamp\[us, tz=UTC\]")
_HEAD = """# Columns

Every column of every table that rfaparse writes. Made from the model by `tools/columns.py`; a
test holds it to that. Times are UTC. A story is what has one `story_id`, or else one `url`.
"""
_OF_JSON_LINES = """## Stories: JSON Lines

`schema_version`, the fields of `Article` as `rfaparse.export.json` writes them, and the archive's:
"""
_OF_A_SHEET = """## Stories: `.csv` and `.xlsx`

Of a column that is *joined*, a cell has several values with `; ` between them. In a workbook times
are dates and addresses are links.
"""
_EXTRA = {
    "revision": "Which revision of its story the row is, from 1 in the order of the inputs.",
    "content_hash": "SHA-256 of the article's JSON: it changes with anything that is read.",
    "text_hash": "SHA-256 of `text` in UTF-8, in hexadecimal: two rows with the same text have the "
    "same. None where there is no text.",
    "input": "The input, as it was named on the command line.",
    "member": "Path within the input, a record's URL, or a line or row number; None for a file "
    "by itself.",
    "crawled": "When the page was fetched: the date of the WARC record, or what the tool that "
    "saved it noted.",
}
_OF_STORIES = {
    **_EXTRA,
    "has_lead_image": "Whether the story has a lead image; it is the first of `images`.",
    "images": "The lead image, if any, then those of the body.",
    "text": "Paragraphs, headings, quotes and list items of the body, joined by blank lines.",
    "byline": "The credit lines as written: `Byline.text`.",
    "byline_field": "The byline field as written: `Byline.field`.",
    "credits": "Who did what: one entry per person or desk and role.",
    "embeds": "Foreign players and posts in the body.",
    "headings": "The sub-headings of the body.",
    "paragraphs": "The paragraphs of the body.",
    "related_links": "All related links of the body, list after list.",
    "locations": "Places reported from, as the byline has them.",
}
_OF_SPREADSHEETS = {
    **_OF_STORIES,
    "desks": "The slugs of the desks that are credited, whatever they did.",
    "images": "Addresses of the pictures, the lead image's first.",
    "captions": "The pictures' captions.",
    "copyrights": "What stands in the pictures' copyright elements, each once.",
    "picture_credits": "Who made or gave the pictures, as captions say it, each once.",
    "related_links": "Addresses of the related links.",
    "audio": "Addresses of the recordings.",
    "characters": "Code points of `text`.",
}
_OF_CREDITS = {
    "month": "The month of `published`, or else of `created`: `2021-03`.",
    "revision": f"{_EXTRA['revision']} None of a table that does not count them.",
    "locations": "Places that the story was reported from, as its byline has them.",
}
_NESTED = {
    "images": Image,
    "related_links": RelatedLink,
    "embeds": Embed,
    "audio": Audio,
    "credits": Credit,
}
_ERRORS = {
    "input": _EXTRA["input"],
    "member": f"{_EXTRA['member']} Of a feed, with the item's number.",
    "error": "The error's class.",
    "found": "What was found.",
    "remedy": "What to do.",
}
_SKIPPED = {**_ERRORS, "kind": "What it is: picture, script, other page …"}
del _SKIPPED["error"], _SKIPPED["remedy"]


def page() -> str:
    """The page, in Markdown."""
    article = _notes(Article)
    stories = {**article, **_OF_STORIES}
    roles = {name: f"People credited as {role.replace('_', ' ')}." for name, role in ROLES.items()}
    flat = {**article, **roles, **_OF_SPREADSHEETS}
    parts = (
        _HEAD,
        "## Stories: Parquet, and `--fields` of JSON Lines\n",
        _table(_typed(ARCHIVE_SCHEMA, stories)),
        _OF_JSON_LINES,
        _table(
            [
                *(
                    (
                        field.name,
                        Article.__annotations__[field.name].replace(" | ", " or "),
                        article[field.name],
                    )
                    for field in attrs.fields(Article)
                ),
                *((each.name, _kind(each.type), _EXTRA[each.name]) for each in EXTRA),
            ]
        ),
        _OF_A_SHEET,
        _table((name, _flat_kind(name), flat[name]) for name in ARCHIVE_COLUMNS),
        "## Credits: one row per credit\n",
        _table(_typed(CREDITS_SCHEMA, {**article, **_notes(Credit), **_OF_CREDITS})),
        "## What gave no row: `OUT.errors.jsonl`, then `OUT.skipped.jsonl`\n",
        _table((name, "string", note) for name, note in _ERRORS.items()),
        _table((name, "string", note) for name, note in _SKIPPED.items()),
    )
    return "\n".join(parts)


def _notes(model: type) -> dict[str, str]:
    return documented(model)[1]


def _typed(schema: pa.Schema, notes: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for column in schema:
        yield column.name, _kind(column.type), notes[column.name]
        if column.name in _NESTED and pa.types.is_list(column.type):
            inner = _notes(_NESTED[column.name])
            for part in column.type.value_type:
                yield f"{column.name}.{part.name}", _kind(part.type), inner[part.name]


def _kind(kind: pa.DataType) -> str:
    """A type's name, without the fields of a nested one."""
    if pa.types.is_list(kind):
        return f"list of {_kind(kind.value_type)}"
    return "struct" if pa.types.is_struct(kind) else _TIME.sub("time", str(kind))


def _flat_kind(name: str) -> str:
    """What a spreadsheet's column holds."""
    if name == "characters":
        return "int"
    kind = ARCHIVE_SCHEMA.field(name).type if name in ARCHIVE_SCHEMA.names else None
    return "joined" if kind is None or pa.types.is_list(kind) else _kind(kind)


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    head = "| column | type | what it holds |\n|---|---|---|\n"
    lines = (f"| `{name}` | {kind} | {note.replace('``', '`')} |\n" for name, kind, note in rows)
    return head + "".join(lines)


if __name__ == "__main__":
    print(page(), end="")
