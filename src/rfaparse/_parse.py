"""The public entry points: from a source to an `Article`, or to several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rfaparse._source.source import MAX_SOURCE_LENGTH, open_fragment, open_source
from rfaparse.errors import RfaparseError
from rfaparse.model import Wrapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import bs4

    from rfaparse._source.feed import FeedItem
    from rfaparse._types import LxmlElement
    from rfaparse.model import Article


def parse(
    source: str | bytes | LxmlElement | bs4.Tag,
    *,
    url: str | None = None,
    encoding: str | None = None,
    parser: Literal["lxml", "html5lib"] = "lxml",
    max_length: int = MAX_SOURCE_LENGTH,
) -> Article:
    """Read a saved Radio Free Asia story.

    Args:
        source: A whole page, a feed mirror's fragment or a Jekyll post: text, bytes, or a tree that
            the caller has already (which is read, not changed).
        url: The story's address; goes before the one that the source names.
        encoding: Charset of `bytes` without a byte order mark; by default UTF-8 if they are mostly
            that, else ``<meta>``'s, else what they look like.
        parser: What builds the tree of text and bytes; both give the same Article.
        max_length: The longest text or bytes to read: code points of `str`, bytes of `bytes`. A
            parse of prose takes some six times that in memory, one of bare markup up to a hundred.

    Returns:
        The story. What it lacks is None or empty.

    Raises:
        EmptySource: Nothing, or only white space.
        NotAStory: No element of a story; a feed, binary data or another format; a document without
            a story container.
        UnsupportedLayout: A page of RFA's layout since late 2024.
        SourceTooLarge: Longer than `max_length`, or elements nested more than 2,048 deep.
        TypeError: `source` is of another type.
        ValueError: `parser` or `encoding` is unknown.

    >>> import rfaparse
    >>> article = rfaparse.parse("<p>河水上涨。</p><p>记者：某甲 责编：某乙</p>")
    >>> article.text, article.byline.reporters
    ('河水上涨。', ('某甲',))
    """
    from rfaparse._article import read_article  # noqa: PLC0415  its tables are slow to make

    opened = open_source(source, encoding, parser, max_length)
    return read_article(opened, url)


def parse_feed(
    source: str | bytes,
    *,
    on_error: Callable[[FeedItem, RfaparseError], object] | None = None,
    max_length: int = MAX_SOURCE_LENGTH,
) -> Iterator[Article]:
    """Read the stories of a feed, one by one.

    Args:
        source: The feed's XML: RSS 1.0/RDF, RSS 2.0 or Atom.
        on_error: Called with an item that cannot be read and why; the next item follows. Without
            it the error is raised.
        max_length: The longest feed to read: code points of `str`, bytes of `bytes`.

    Yields:
        The item's story: lead image (its leading bare ``img``, else what the feed gives beside the
        HTML as ``media:content``, ``media:thumbnail`` or ``enclosure``), body, byline, audio,
        title, description, subjects, URL and date (UTC).

    Raises:
        EmptySource: Nothing, or only white space.
        NotAFeed: The source is no feed, or broke off (what stood before the break is read first).
        SourceTooLarge: Longer than `max_length`.
        RfaparseError: An item cannot be read and there is no `on_error`.
    """
    from rfaparse._article import read_article  # noqa: PLC0415  as above
    from rfaparse._source.feed import read_feed  # noqa: PLC0415  few need it

    for item, known in read_feed(source, max_length):
        try:
            if isinstance(known, RfaparseError):
                raise known
            article = read_article(open_fragment(item.html, Wrapping.FEED_ITEM, known), None)
        except RfaparseError as error:
            if on_error is None:
                raise
            on_error(item, error)
            continue
        yield article


def parse_plone(
    source: str | bytes | Mapping[str, object], *, max_length: int = MAX_SOURCE_LENGTH
) -> Article:
    """Read one story of Plone's own JSON, as plone.restapi writes it.

    The fields are those of RFA's content type ``story``. ``News Item`` and other types are read
    too if they have a text; lists, folders, pictures and error messages are not stories.

    Args:
        source: The JSON object: text, bytes (UTF-8, UTF-16 or UTF-32), or a mapping.
        max_length: The longest text, bytes or, of a mapping, story HTML to read.

    Returns:
        The story: ``text`` read as a fragment's HTML; pictures of ``story_slideshow`` before it;
        ``manual_related_stories`` as `RelatedLinks` behind it; ``created`` from the address if
        that says it, since the field's is at times that of a copy.

    Raises:
        EmptySource: Nothing; or a story without text, picture and recording.
        NotAStory: No JSON, or another object than a story.
        SourceTooLarge: Longer than `max_length`, or nested too deep.
        TypeError: `source` is of another type.

    >>> import rfaparse
    >>> story = {"@type": "story", "title": "水退", "text": {"data": "<p>河水退去。</p>"}}
    >>> rfaparse.parse_plone(story).text
    '河水退去。'
    """
    from rfaparse._article import read_article  # noqa: PLC0415  as above
    from rfaparse._source.plone import open_plone  # noqa: PLC0415  few need it

    return read_article(open_plone(source, max_length), None)


def read_json(source: bytes) -> list[Article | RfaparseError]:
    """The stories of Plone's JSON (one, one on each line, an array), or why one cannot be read."""
    from rfaparse._source.plone import objects_of  # noqa: PLC0415  as above

    return list(map(_story_or_error, objects_of(source, MAX_SOURCE_LENGTH)))


def _story_or_error(found: Mapping[str, object] | RfaparseError) -> Article | RfaparseError:
    try:
        return found if isinstance(found, RfaparseError) else parse_plone(found)
    except RfaparseError as error:
        return error
