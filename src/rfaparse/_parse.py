"""The public entry points: from a source to an `Article`, or to several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rfaparse._source import MAX_SOURCE_LENGTH
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
        source: A whole page, a feed mirror's fragment or a Jekyll post: text, bytes, or an existing
            tree (which is read, not changed).
        url: The story's address; overrides the one that the source names.
        encoding: Charset of `bytes` without a byte order mark; by default UTF-8 if they are mostly
            valid UTF-8, else the one in ``<meta>``, else a detected one.
        parser: Which library builds the tree of text and bytes; both give the same Article.
        max_length: The longest source to read, in code points of `str` or in bytes. Parsing takes
            about six times that in memory for prose, up to a hundred times for bare markup.

    Returns:
        The story. Missing values are None or empty.

    Raises:
        EmptySource: The source is empty, or only white space.
        NotAStory: The source has no element of a story, is a feed, binary data or another format,
            or is a document without a story container.
        UnsupportedLayout: The source is a page in RFA's layout since late 2024.
        SourceTooLarge: The source is longer than `max_length`, or nested more than 2,048 deep.
        TypeError: `source` is of another type.
        ValueError: `parser` or `encoding` is unknown.

    >>> import rfaparse
    >>> article = rfaparse.parse("<p>河水上涨。</p><p>记者：某甲 责编：某乙</p>")
    >>> article.text, article.byline.reporters
    ('河水上涨。', ('某甲',))
    """
    from rfaparse._article import read_article  # noqa: PLC0415  its tables are slow to make
    from rfaparse._source.source import open_source  # noqa: PLC0415  as above

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
        on_error: Called with each item that cannot be read and its error; then the next item
            follows. Without it, the error is raised.
        max_length: The longest feed to read, in code points of `str` or in bytes.

    Yields:
        The story of each item, with lead image (its leading bare ``img``, else what the feed gives
        beside the HTML as ``media:content``, ``media:thumbnail`` or ``enclosure``), body, byline,
        audio, title, description, subjects, URL and date (UTC).

    Raises:
        EmptySource: The source is empty, or only white space.
        NotAFeed: The source is not a feed, or is truncated (the items before the break come first).
        SourceTooLarge: The source is longer than `max_length`.
        RfaparseError: An item cannot be read and there is no `on_error`.
    """
    from rfaparse._article import read_article  # noqa: PLC0415  as above
    from rfaparse._source.feed import read_feed  # noqa: PLC0415  few need it
    from rfaparse._source.source import open_fragment  # noqa: PLC0415  as above

    for item, known in read_feed(source, max_length):
        try:
            if isinstance(known, RfaparseError):
                raise known
            html = item.html
            opened = open_fragment(html, html.encode(), Wrapping.FEED_ITEM, known)
            article = read_article(opened, None)
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

    The fields are those of RFA's content type ``story``. ``News Item`` and other types with a text
    are also read; lists, folders, pictures and error messages are not stories.

    Args:
        source: The JSON object: text, bytes (UTF-8, UTF-16 or UTF-32), or a mapping.
        max_length: The longest source to read; for a mapping, the longest HTML of its story.

    Returns:
        The story, with ``text`` read as a fragment's HTML, the pictures of ``story_slideshow``
        before it, and ``manual_related_stories`` as `RelatedLinks` after it. ``created`` comes from
        the address if it has a date, because the field may have the time of a copy.

    Raises:
        EmptySource: The source is empty, or a story without text, picture and recording.
        NotAStory: The source is not JSON, or not a story.
        SourceTooLarge: The source is longer than `max_length`, or nested too deep.
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
    """The stories of Plone's JSON (one, one per line, or an array), or the error of each."""
    from rfaparse._source.plone import objects_of  # noqa: PLC0415  as above

    return list(map(_story_or_error, objects_of(source, MAX_SOURCE_LENGTH)))


def _story_or_error(story: Mapping[str, object] | RfaparseError) -> Article | RfaparseError:
    try:
        return story if isinstance(story, RfaparseError) else parse_plone(story)
    except RfaparseError as error:
        return error
