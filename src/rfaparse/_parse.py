"""From a source to an `Article`: the rooms in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rfaparse._byline import take_byline
from rfaparse._regions import find_regions
from rfaparse._source import Source, open_source
from rfaparse._story import Story, read_lead, read_story
from rfaparse._text import normalise
from rfaparse._urls import public_url, story_place
from rfaparse.model import Article, Block, Image

if TYPE_CHECKING:
    import bs4
    from lxml.etree import _Element


def parse(
    source: str | bytes | _Element | bs4.Tag,
    *,
    url: str | None = None,
    encoding: str | None = None,
    parser: Literal["lxml", "html5lib"] = "lxml",
) -> Article:
    """Read a saved Radio Free Asia story.

    Args:
        source: A whole page, a feed mirror's fragment or a Jekyll post: text, bytes, or a tree that
            the caller has already (which is read, not changed).
        url: The story's address; goes before the one that the source names.
        encoding: Charset of `bytes` without a byte order mark; by default UTF-8, else ``<meta>``'s.
        parser: What builds the tree of text and bytes; both give the same Article.

    Returns:
        The story. What it lacks is None or empty.

    Raises:
        EmptySource: Nothing, or only white space.
        NotAStory: No markup; a feed; binary data; a document without a story container.
        UnsupportedLayout: A page of RFA's layout since late 2024.
        SourceTooLarge: Longer than `rfaparse.MAX_SOURCE_LENGTH`.
        TypeError: `source` is of another type.
        ValueError: `parser` or `encoding` is unknown.

    >>> import rfaparse
    >>> article = rfaparse.parse("<p>河水上涨。</p><p>记者：某甲 责编：某乙</p>")
    >>> article.text, article.byline.reporters
    ('河水上涨。', ('某甲',))
    """
    opened = open_source(source, encoding, parser)
    return read_article(opened, url)


def read_article(source: Source, url: str | None) -> Article:
    """Read the story of an opened source."""
    envelope = source.envelope
    public = public_url(url or envelope.url or "")
    regions = find_regions(source, public)
    lead_story = read_lead(regions.lead, public)
    story = read_story(regions.story, public, skipped=regions.around, null=regions.null)
    lead_image, before = _lead_image(lead_story)
    body, byline = take_byline([*before, *story.blocks])
    place = story_place(public) if public else None
    return Article(
        url=public,
        title=_text_or_none(envelope.title),
        description=_text_or_none(envelope.description),
        service=place.service if place else None,
        section=place.section if place else None,
        created=place.created if place else None,
        published=envelope.published,
        subjects=envelope.subjects,
        lead_image=lead_image,
        body=tuple(body),
        byline=byline,
        audio=tuple(dict.fromkeys([*lead_story.audio, *story.audio])),
        leftover=("null",) if regions.null is not None else (),
        wrapping=source.wrapping,
    )


def _lead_image(lead: Story) -> tuple[Image | None, list[Block]]:
    first = lead.blocks[0] if lead.blocks else None
    if isinstance(first, Image):
        return first, lead.blocks[1:]
    return None, lead.blocks


def _text_or_none(text: str | None) -> str | None:
    return normalise(text) or None if text else None
