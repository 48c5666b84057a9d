"""The members of an input."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  cattrs and get_type_hints read it at run time

from attrs import field, frozen

from rfaparse._outcome import Failure, Skip, is_story_address, other_kind, refused
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse.archive.crawler_paths import NO_PATH, CrawlPath
from rfaparse.errors import SourceTooLarge

_OPENING = 1024


@frozen
class Member:
    """One page, post, feed or other file of an input.

    Attributes:
        input: The input's path as given.
        name: Path within it, a record's URL, or a line or row number; None for a file by itself.
        data: Its bytes; empty if there is a `failure` or a `skip`.
        url: The story's address, if the container knows it.
        crawled: When it was fetched, UTC, if the container knows it.
        encoding: Charset of `data`, if the container knows it.
        failure: Why it could not be read from its container.
        skip: Why it is not a story, if that is known before parsing.
        crawl_path: Its path, which may give its address and when it was fetched.
    """

    input: str
    name: str | None = None
    data: bytes = field(default=b"", repr=False)
    url: str | None = None
    crawled: datetime | None = None
    encoding: str | None = None
    failure: Failure | None = None
    skip: Skip | None = None
    crawl_path: CrawlPath = NO_PATH


def file_member(  # noqa: PLR0913  what containers know of a file
    source: str,
    name: str | None,
    data: bytes,
    *,
    size: int | None = None,
    url: str | None = None,
    crawled: datetime | None = None,
    encoding: str | None = None,
    media_type: str | None = None,
    crawl_path: CrawlPath = NO_PATH,
) -> Member:
    """A file as a member: a page, or set aside as a picture, a script, or too large.

    Args:
        source: The input's path as given.
        name: As `Member` has it.
        data: Its bytes; for a file that is too large, the first ones suffice.
        size: Its length, if `data` is not all.
        url: As `Member` has it, and so `crawled` and `encoding`.
        crawled: When it was fetched.
        encoding: Its charset.
        media_type: As declared by a server.
        crawl_path: As `Member` has it.
    """
    size = len(data) if size is None else size
    kind = other_kind(url or name or source, media_type, data[:_OPENING])
    if kind is not None and not (_is_page(media_type) and is_story_address(url)):
        return Member(source, name, url=url, crawled=crawled, skip=Skip(kind, f"{size:,} bytes"))
    if size > MAX_SOURCE_LENGTH:
        found = f"{size:,} bytes, more than {MAX_SOURCE_LENGTH:,}"
        verdict = refused(SourceTooLarge(found, "no page is so long"), url, name)
        if isinstance(verdict, Skip):
            return Member(source, name, url=url, skip=verdict)
        return Member(source, name, url=url, failure=verdict)
    return Member(source, name, data, url, crawled, encoding, crawl_path=crawl_path)


def _is_page(media_type: str | None) -> bool:
    return media_type is None or "html" in media_type
