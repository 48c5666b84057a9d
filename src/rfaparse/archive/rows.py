"""From a member to its rows, in a worker."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve, frozen

from rfaparse._article import article_of, read_source
from rfaparse._outcome import Failure, Skip, refused
from rfaparse._parse import parse_feed, read_json
from rfaparse._source.feed_xml import is_feed
from rfaparse._source.other_formats import is_json
from rfaparse._source.source import open_source
from rfaparse.archive.crawler_paths import read_crawl_path
from rfaparse.errors import NotAnArticle, RfaparseError
from rfaparse.export.json import ARTICLE_FIELDS, from_dict, is_stored, json_text, to_dict

_MOST_SAID = 200

if TYPE_CHECKING:
    from rfaparse._source.feed import FeedItem
    from rfaparse.archive.members import Member
    from rfaparse.model import Article


@frozen
class Row:
    """A story's row.

    Attributes:
        story: Its ``story_id``, else its address; its revisions share it.
        crawled: When it was fetched, as its container or the tool that saved it says, RFC 3339.
        text: A JSON object in UTF-8: the article's fields, ``content_hash``, ``text_hash``,
            ``input``, ``member`` and ``crawled``.
    """

    story: str | None
    crawled: str | None
    text: bytes


@frozen
class Report:
    """The report on a page without a row.

    Attributes:
        is_failure: Whether it should have been a story; else it was skipped.
        text: A JSON object in UTF-8: ``input``, ``member``, and ``error``, ``found``, ``remedy`` of
            a failure, or ``kind``, ``found`` of a skipped member.
    """

    is_failure: bool
    text: bytes


@frozen
class Outcome:
    """The outcome of a member: a row or a report; for a feed, one per item.

    Attributes:
        rows: Its stories.
        reports: Its reports.
    """

    rows: tuple[Row, ...] = ()
    reports: tuple[Report, ...] = ()


def read_member(member: Member) -> Outcome:
    """Parse a member: a story, or a feed's items."""
    known = member.failure or member.skip
    if known is not None:
        return without_row(member, known)
    by_path = read_crawl_path(member.crawl_path)
    try:
        if is_stored(member.data):
            return _stored(member)
        if is_feed(member.data) or is_json(member.data):
            dated = evolve(member, crawled=member.crawled or by_path.saved)
            return _feed(dated) if is_feed(member.data) else _in_json(dated)
        opened = open_source(member.data, None, "lxml", declared=member.encoding)
        source = evolve(opened, by_path=by_path)
        reading = read_source(source, member.url)
        article = article_of(reading, source.wrapping)
    except RfaparseError as error:
        name = by_path.url or member.name or member.input
        return without_row(member, refused(error, member.url, name))
    crawled = member.crawled or reading.metadata.saved
    return Outcome(rows=(_row(evolve(member, crawled=crawled), article),))


def _stored(member: Member) -> Outcome:
    """The story of a line that rfaparse wrote, with the line's own time of fetching."""
    try:
        data = json.loads(member.data)
        article = from_dict({name: data[name] for name in data if name in ARTICLE_FIELDS})
        crawled = data.get("crawled") and datetime.fromisoformat(data["crawled"])
    except NotAnArticle as error:
        return without_row(member, Failure("NotAnArticle", error.found, error.remedy))
    except (ValueError, TypeError, RecursionError) as error:
        found = f"a damaged line: {error}"[:_MOST_SAID]
        return without_row(member, Failure("NotAnArticle", found, "parse its page again"))
    return Outcome(rows=(_row(evolve(member, crawled=crawled), article),))


def _feed(member: Member) -> Outcome:
    reports: list[Report] = []

    def note(item: FeedItem, error: RfaparseError) -> None:
        name = f"{member.name or ''}#item {item.number}".lstrip("#")
        reports.append(_report(member.input, name, refused(error, item.url)))

    rows = tuple(_row(member, article) for article in parse_feed(member.data, on_error=note))
    if not rows and not reports:
        return without_row(member, Skip("feed without items", "it has no items"))
    return Outcome(rows, tuple(reports))


def _in_json(member: Member) -> Outcome:
    """The stories of Plone's JSON; several are numbered."""
    stories = read_json(member.data)
    rows: list[Row] = []
    reports: list[Report] = []
    for number, story in enumerate(stories, start=1):
        name = (
            f"{member.name or ''}#story {number}".lstrip("#") if len(stories) > 1 else member.name
        )
        if isinstance(story, RfaparseError):
            why = refused(story, getattr(story, "url", None) or member.url, name or member.input)
            reports.append(_report(member.input, name, why))
        else:
            rows.append(_row(evolve(member, name=name), story))
    return Outcome(tuple(rows), tuple(reports))


def without_row(member: Member, why: Failure | Skip) -> Outcome:
    """The outcome of a member that gives only a report."""
    return Outcome(reports=(_report(member.input, member.name, why),))


def _row(member: Member, article: Article) -> Row:
    fields = _json(to_dict(article))
    crawled = member.crawled.isoformat() if member.crawled else None
    seen = article.text.encode("utf-8", "surrogatepass")
    others = _json(
        {
            "content_hash": hashlib.sha256(fields).hexdigest(),
            "text_hash": hashlib.sha256(seen).hexdigest() if seen else None,
            "input": member.input,
            "member": member.name,
            "crawled": crawled,
        }
    )
    return Row(article.story_id or article.url, crawled, fields[:-1] + b"," + others[1:])


def _report(source: str, name: str | None, why: Failure | Skip) -> Report:
    said = _json({"input": source, "member": name, **asdict(why)})
    return Report(isinstance(why, Failure), said)


def _json(data: dict[str, Any]) -> bytes:
    return json_text(data, separators=(",", ":")).encode("utf-8", "replace")
