"""From a member to its rows, inside of a worker."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from rfaparse._article import article_of, read_source
from rfaparse._parse import parse_feed, read_json
from rfaparse._source.decode import decode
from rfaparse._source.feed_xml import is_feed
from rfaparse._source.other_formats import is_json
from rfaparse._source.source import open_source
from rfaparse.archive.members import Failure, Member
from rfaparse.errors import RfaparseError
from rfaparse.export.json import to_dict

if TYPE_CHECKING:
    from rfaparse._source.feed import FeedItem
    from rfaparse.model import Article


@frozen
class Row:
    """A story's row.

    Attributes:
        url: The story's address.
        crawled: When it was fetched, as its container or the tool that saved it says, RFC 3339.
        text: A JSON object in UTF-8: the article's fields, ``content_hash``, ``input``, ``member``
            and ``crawled``.
    """

    url: str | None
    crawled: str | None
    text: bytes


@frozen
class Outcome:
    """What became of a member.

    Attributes:
        rows: Its stories.
        errors: What could not be read, each as a JSON object: ``input``, ``member``, ``error``,
            ``found``, ``remedy``.
    """

    rows: tuple[Row, ...] = ()
    errors: tuple[bytes, ...] = ()


def read_member(member: Member) -> Outcome:
    """Parse a member: a story, or a feed's items."""
    if member.failure is not None:
        return failed(member, member.failure)
    try:
        if is_feed(member.data):
            return _feed(member)
        if is_json(member.data):
            return _in_json(member)
        text = decode(member.data, declared=member.encoding)
        source = open_source(text, None, "lxml")
        reading = read_source(source, member.url)
        article = article_of(reading, source.wrapping)
    except RfaparseError as error:
        return failed(member, Failure(type(error).__name__, error.found, error.remedy))
    crawled = member.crawled or reading.metadata.saved
    return Outcome(rows=(_row(evolve(member, crawled=crawled), article),))


def _feed(member: Member) -> Outcome:
    errors: list[bytes] = []

    def note(item: FeedItem, error: RfaparseError) -> None:
        failure = Failure(type(error).__name__, error.found, error.remedy)
        name = f"{member.name or ''}#item {item.number}".lstrip("#")
        errors.append(_error(member.input, name, failure))

    rows = tuple(_row(member, article) for article in parse_feed(member.data, on_error=note))
    return Outcome(rows, tuple(errors))


def _in_json(member: Member) -> Outcome:
    """The stories of Plone's JSON; several are numbered."""
    found = read_json(member.data)
    rows: list[Row] = []
    errors: list[bytes] = []
    for number, each in enumerate(found, start=1):
        name = f"{member.name or ''}#story {number}".lstrip("#") if len(found) > 1 else member.name
        if isinstance(each, RfaparseError):
            failure = Failure(type(each).__name__, each.found, each.remedy)
            errors.append(_error(member.input, name, failure))
        else:
            rows.append(_row(evolve(member, name=name), each))
    return Outcome(tuple(rows), tuple(errors))


def failed(member: Member, failure: Failure) -> Outcome:
    """A member that gives nothing but an error."""
    return Outcome(errors=(_error(member.input, member.name, failure),))


def _row(member: Member, article: Article) -> Row:
    fields = to_dict(article)
    crawled = member.crawled.isoformat() if member.crawled else None
    text = _json(
        {
            **fields,
            "content_hash": hashlib.sha256(_json(fields)).hexdigest(),
            "input": member.input,
            "member": member.name,
            "crawled": crawled,
        }
    )
    return Row(article.url, crawled, text)


def _error(source: str, name: str | None, failure: Failure) -> bytes:
    return _json(
        {
            "input": source,
            "member": name,
            "error": failure.error,
            "found": failure.found,
            "remedy": failure.remedy,
        }
    )


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
