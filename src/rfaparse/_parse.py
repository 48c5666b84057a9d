"""What everybody calls: from a source to an `Article`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rfaparse._source import MAX_SOURCE_LENGTH, open_source

if TYPE_CHECKING:
    import bs4
    from lxml.etree import _Element

    from rfaparse.model import Article


def parse(
    source: str | bytes | _Element | bs4.Tag,
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
        NotAStory: No markup; a feed; binary data; a document without a story container.
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
