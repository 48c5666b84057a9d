"""JSON: one page per line, per item of an array, or alone; in an object or as a string."""

from __future__ import annotations

import codecs
import json
import re
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from rfaparse._outcome import Failure, Skip
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse._source.decode import opening_text
from rfaparse._source.plone import is_plone
from rfaparse.archive.broken import BROKEN, Broken, failure_of
from rfaparse.archive.members import Member, file_member
from rfaparse.archive.tables import NO_PAGE, row_member
from rfaparse.export.json import is_stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STRING = re.compile(r'\s*(?:\[\s*)?"(?:\\[nrt]|[^\S\n])*(?:<|\\u003[cC])').match
_BLANK = re.compile(r"\s*")
_OF_STORIES = {"schema_version", "story_id", "body"}
_MOST_DIGITS = 18
_PIECE = 1024 * 1024
_WACZ_PAGES = "json-pages"
"""The format of a WACZ's list of pages. Source: WACZ 1.1.1."""
_MOST_WAITING = 10_000


def _number(digits: str) -> float:
    """A whole number; a float if Python would take long to read it, or refuse it."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


_DECODER = json.JSONDecoder(strict=False, parse_int=_number)


def holds_strings(opening: bytes) -> bool:
    """Whether a file begins as a page in a string of JSON, or an array of them.

    >>> holds_strings(b'["<p>a</p>", "b"]'), holds_strings(b'["a", "b"]'), holds_strings(b"<p>a")
    (True, False, False)
    """
    return _STRING(opening_text(opening)) is not None


def read_json(source: str, file: IO[bytes], opening: bytes, field: str | None) -> Iterator[Member]:
    """The pages of JSON: JSON Lines, an array of objects, or one object.

    A file without HTML in any row gives one skipped member: it is not an archive of pages.

    Args:
        source: The input's path as given.
        file: The file.
        opening: Its first bytes.
        field: Which field has the HTML; by default the first that holds some of ``html``,
            ``content``, ``body``, ``text`` and JSON Feed's ``content_html``.
    """
    waiting: list[Member] = []
    members = _members(source, file, opening, field)
    for member in members:
        if member.failure is NO_PAGE and len(waiting) < _MOST_WAITING:
            waiting.append(member)
            continue
        yield from (*waiting, member)
        yield from members
        return
    if waiting:
        found = f"rows of JSON without HTML: {len(waiting):,}"
        yield Member(source, skip=Skip("JSON without pages", found))


def _members(source: str, file: IO[bytes], opening: bytes, field: str | None) -> Iterator[Member]:
    if opening.startswith(_WIDE) or opening_text(opening).lstrip().startswith("["):
        yield from _of_values(source, _Text(file), field)
        return
    lines, begun = _lines(file), []
    for line in lines:
        begun.append(line)
        if sum(map(bool, map(bytes.strip, begun[-2:]))) > 1:
            break
    first, second, *_ = [*filter(bytes.strip, begun), b"", b""]
    if _are_lines(first, second):
        yield from _of_lines(source, chain(begun, lines), field, is_sole=not second)
    else:
        yield from _of_values(source, _Text(file, b"".join(begun)), field)


def _are_lines(first: bytes, second: bytes) -> bool:
    """Whether the first line is an object, whole or broken; else it continues on the second."""
    text = first.decode("utf-8-sig", "replace").rstrip()
    try:
        _DECODER.decode(text)
    except json.JSONDecodeError as error:
        behind = text[error.pos :].lstrip(", ")
        if error.msg.startswith("Extra data") and (not behind or behind.startswith("{")):
            return False  # objects side by side, or a comma after each
        if error.msg.startswith("Unterminated"):
            return second.lstrip().startswith(b'{"')
        return error.pos < len(text) or len(first) > MAX_SOURCE_LENGTH
    except (ValueError, RecursionError):
        return True
    return True


def _of_lines(
    source: str, lines: Iterable[bytes], field: str | None, *, is_sole: bool
) -> Iterator[Member]:
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            name = f"line {number}"
            if len(line) > MAX_SOURCE_LENGTH:
                yield file_member(source, name, line)
                continue
            if not line.strip():
                continue
            if field is None and is_stored(line):
                yield Member(source, name, line)
                continue
            try:
                row = _DECODER.decode(line.decode("utf-8-sig", "replace"))
            except (ValueError, RecursionError) as error:
                yield Member(source, name, failure=_not_json(error))
                continue
            if number == 1 and isinstance(row, dict) and _is_page_list(row):
                yield Member(source, skip=Skip("WACZ metadata", "its list of pages"))
                return
            yield from _of_value(source, name, row, field, is_sole=is_sole)
    except BROKEN as error:
        yield Member(source, f"after line {number}", failure=failure_of(error))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines; one that is too long is cut where that is certain."""
    while line := file.readline(MAX_SOURCE_LENGTH + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(MAX_SOURCE_LENGTH)
        yield line


class _Text:
    """The text of a file, read value by value; it keeps only what the next value needs."""

    def __init__(self, file: IO[bytes], start: bytes = b"") -> None:
        start = start or file.read(_PIECE)
        encoding = "utf-16" if start.startswith(_WIDE) else "utf-8-sig"
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._file = file
        self._text = self._decoder.decode(start)
        self._at = 0

    def next_mark(self) -> str:
        """The next character that is not white space; empty at the end."""
        while True:
            self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def take(self, size: int) -> None:
        """Skip some characters."""
        self._at += size

    def value(self) -> Any:
        """The next value.

        Raises:
            ValueError: It is not JSON.
            RecursionError: It is nested too deep.
            Broken: It is too long.
        """
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
            except ValueError:  # noqa: PERF203  it reads on
                if len(self._text) - self._at > MAX_SOURCE_LENGTH:
                    found = f"an item of more than {MAX_SOURCE_LENGTH:,} characters, or broken"
                    raise Broken(found, "no page is so long; the rest is not read") from None
                if not self._read_on():
                    raise
            else:
                return value

    def _read_on(self) -> bool:
        piece = self._file.read(max(_PIECE, len(self._text) - self._at))
        self._text = self._text[self._at :] + self._decoder.decode(piece, final=not piece)
        self._at = 0
        return bool(piece)


def _of_values(source: str, text: _Text, field: str | None) -> Iterator[Member]:
    number = depth = 0
    try:
        while mark := text.next_mark():
            if mark in "[,]":
                depth += {"[": 1, "]": -1}.get(mark, 0)
                text.take(1)
                continue
            value = text.value()
            number += 1
            is_sole = number == 1 and not text.next_mark()
            name = None if is_sole else f"item {number}"
            yield from _of_value(source, name, value, field, is_sole=is_sole)
        if depth > 0:
            raise Broken("its array breaks off")
    except BROKEN as error:
        is_json = not isinstance(error, (json.JSONDecodeError, RecursionError))
        failure = failure_of(error) if is_json else _not_json(error)
        yield Member(source, f"after item {number}" if number else None, failure=failure)


def _of_value(
    source: str, name: str | None, row: object, field: str | None, *, is_sole: bool
) -> list[Member]:
    try:
        return list(_found_in(source, name, row, field, is_sole=is_sole))
    except RecursionError as error:  # writing takes a little more room than reading
        return [Member(source, name, failure=_not_json(error))]


def _found_in(
    source: str, name: str | None, row: object, field: str | None, *, is_sole: bool
) -> Iterator[Member]:
    if field is None and isinstance(row, dict) and row.keys() >= _OF_STORIES:  # rfaparse wrote it
        stored = {"schema_version": row["schema_version"], **row}
        yield Member(source, name, json.dumps(stored).encode())
    elif field is None and is_plone(row):
        yield Member(source, name, json.dumps(row).encode())
    elif isinstance(row, dict) and field is None and isinstance(row.get("items"), list):
        for number, listed in enumerate(row["items"], start=1):
            item = f"{name}#item {number}" if name else f"item {number}"
            is_story = is_plone(listed)
            data = json.dumps(listed).encode() if is_story else b""
            yield (
                Member(source, item, data) if is_story else row_member(source, item, listed, field)
            )
    else:
        fields = {key: _alone(row[key]) for key in row} if isinstance(row, dict) else row
        member = row_member(source, name, fields, field)
        is_other = is_sole and member.failure is NO_PAGE
        yield file_member(source, None, json.dumps(row).encode()) if is_other else member


def _alone(value: Any) -> Any:
    """The value in a list of one, as Scrapy's loaders write each field."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _is_page_list(row: dict[str, Any]) -> bool:
    return str(row.get("format")).startswith(_WACZ_PAGES)


def _not_json(error: Exception) -> Failure:
    found = f"not JSON: {error}" if isinstance(error, ValueError) else "JSON nested too deep"
    return Failure("NotJson", found, "write one JSON object per line, or an array of them")
