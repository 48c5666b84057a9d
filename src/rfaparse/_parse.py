"""From a source to an `Article`: the rooms in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from rfaparse._byline import take_byline
from rfaparse._metadata import Metadata, merged_audio
from rfaparse._regions import find_regions
from rfaparse._source import MAX_SOURCE_LENGTH, Source, open_source
from rfaparse._story import Story, read_lead, read_story
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.errors import NotAStory
from rfaparse.model import Article, Block, Image, Wrapping, texts

if TYPE_CHECKING:
    import bs4
    from lxml.etree import _Element

    from rfaparse._regions import Regions
    from rfaparse.model import Audio, Byline
    from rfaparse.services import Service
    from rfaparse.story_url import StoryPlace

_MOSTLY = 0.95


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
    opened = open_source(source, encoding, parser, max_length)
    return read_article(opened, url)


@frozen
class Reading:
    """What was found in a source, credit lines still among the blocks.

    Attributes:
        regions: Where its parts are.
        metadata: What stands around the story; `Metadata.url` is the story's own.
        lead_image: The picture above the story.
        blocks: The story's blocks in document order.
        audio: Its recordings.
    """

    regions: Regions
    metadata: Metadata
    lead_image: Image | None
    blocks: list[Block]
    audio: tuple[Audio, ...]


def read_source(source: Source, url: str | None) -> Reading:
    """Find the parts of an opened source; `url` is its address as the caller gave it."""
    written = (url, source.metadata.url)
    address = next(filter(None, (public_url(each) for each in written if each)), None)
    regions = find_regions(source, address)
    known = source.metadata
    metadata = known if known.url == address else evolve(known, url=address)
    if regions.marks:
        from rfaparse._page_metadata import page_metadata  # noqa: PLC0415  no fragment needs it

        metadata = metadata.over(page_metadata(source.root, regions.marks, address))
        if source.saved_from:
            metadata = metadata.over(Metadata(url=public_url(source.saved_from)))
    story = read_story(
        regions.story, metadata.url, skipped=regions.around, has_null=regions.has_null
    )
    if not regions.lead:
        audio = merged_audio([*story.audio, *metadata.audio])
        return Reading(regions, metadata, None, story.blocks, audio)
    lead = read_lead(regions.lead, metadata.url)
    lead_image, before = _lead_image(lead)
    audio = merged_audio([*lead.audio, *story.audio, *metadata.audio])
    return Reading(regions, metadata, lead_image, [*before, *story.blocks], audio)


def read_article(source: Source, url: str | None) -> Article:
    """Read the story of an opened source; `url` is its address as the caller gave it."""
    return article_of(read_source(source, url), source.wrapping)


def article_of(reading: Reading, wrapping: Wrapping) -> Article:
    """The article that was found, in `wrapping` if no page was.

    Raises:
        NotAStory: A page whose story container has no story.
    """
    metadata, regions = reading.metadata, reading.regions
    body, byline = take_byline(reading.blocks)
    if regions.marks and not (reading.audio or byline):
        _demand_story(reading.lead_image, body, metadata.url)
    place = _place(metadata.url) if metadata.url else None
    service = place.service if place else _service(metadata.language, body, byline)
    return Article(
        url=metadata.url,
        title=_text_or_none(metadata.title),
        description=_text_or_none(metadata.description),
        service=service.slug if service else None,
        section=place.section if place else None,
        created=place.created if place else None,
        published=metadata.published,
        modified=metadata.modified,
        subjects=metadata.subjects,
        lead_image=reading.lead_image,
        body=tuple(body),
        byline=byline,
        audio=reading.audio,
        leftover=("null",) if regions.has_null else (),
        wrapping=Wrapping.PAGE if regions.marks else wrapping,
    )


def _demand_story(lead_image: Image | None, body: list[Block], url: str | None) -> None:
    """Refuse a page whose story container has no story; one picture alone is a cartoon's."""
    if not all(isinstance(block, Image) for block in body):
        return
    pictures = len(body) + (lead_image is not None)
    if pictures == 1:
        return
    raise NotAStory(
        f"a photo gallery: {pictures} pictures and no text" if pictures else "a story page, empty",
        "there is no story to read in it",
        url=url,
    )


def _place(url: str) -> StoryPlace | None:
    from rfaparse.story_url import story_place  # noqa: PLC0415  a fragment has no address

    return story_place(url)


def _service(language: str | None, body: list[Block], byline: Byline | None) -> Service | None:
    """The service by the page's language, else by the labels of the credits.

    Plone says ``en`` where nobody set a language, so that counts only for text in plain letters.
    """
    if language is None and byline is None:
        return None
    from rfaparse.services import (  # noqa: PLC0415  as of the address
        RFA,
        service_at,
        service_of_labels,
        service_of_language,
    )

    found = service_of_language(language) if language else None
    if found is None and byline is not None:
        found = service_of_labels(byline.credits)
    if found is None and language and language.lower().startswith("en"):
        letters = [each for each in "".join(texts(body)) if each.isalpha()]
        if letters and sum(map(str.isascii, letters)) > _MOSTLY * len(letters):
            return service_at(RFA, "english")
    return found


def _lead_image(lead: Story) -> tuple[Image | None, list[Block]]:
    first = lead.blocks[0] if lead.blocks else None
    if isinstance(first, Image):
        return first, lead.blocks[1:]
    return None, lead.blocks


def _text_or_none(text: str | None) -> str | None:
    return normalise(text) or None if text else None
