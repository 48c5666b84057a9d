"""From an opened source to an `Article`: the rooms in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from rfaparse._byline import take_byline
from rfaparse._metadata import Metadata
from rfaparse._regions import NO_LEAD, fragment_regions, is_page, marks_of, page_regions
from rfaparse._story.recordings import merged_audio
from rfaparse._story.walk import read_lead, read_story
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.errors import NotAStory
from rfaparse.model import Article, Block, Image, Wrapping, texts
from rfaparse.services import RFA, service_at, service_of_labels, service_of_language

if TYPE_CHECKING:
    from rfaparse._regions import Regions
    from rfaparse._source import Source
    from rfaparse.model import Audio, Byline
    from rfaparse.services import Service
    from rfaparse.story_url import StoryPlace

_MOSTLY = 0.95


@define
class Reading:
    """What was read of a source, credit lines still among the blocks.

    Attributes:
        metadata: What stands around the story; `Metadata.url` is the story's own.
        lead_image: The picture above the story.
        blocks: The story's blocks in document order.
        audio: Its recordings.
        is_page: Whether it came in a page.
        has_null: Whether the word for a missing lead block stood before it.
        unless_credited: The error that it deserves if it has no credit line.
    """

    metadata: Metadata
    lead_image: Image | None
    blocks: list[Block]
    audio: tuple[Audio, ...]
    is_page: bool
    has_null: bool
    unless_credited: NotAStory | None


def read_source(source: Source, url: str | None) -> Reading:
    """Read the parts of an opened source; `url` is its address as the caller gave it."""
    metadata, regions = find_parts(source, url)
    story = read_story(regions.story, metadata.url)
    lead_image, blocks, recordings = None, story.blocks, story.audio
    if regions.lead is not None:
        lead_image, lead = read_lead(regions.lead, metadata.url)
        blocks, recordings = [*lead.blocks, *blocks], [*lead.audio, *recordings]
    audio = merged_audio([*recordings, *metadata.audio])
    return Reading(
        metadata,
        lead_image,
        blocks,
        audio,
        regions.is_page,
        regions.has_null,
        regions.unless_credited,
    )


def find_parts(source: Source, url: str | None) -> tuple[Metadata, Regions]:
    """What stands around a source's story, and where its parts are.

    Raises:
        NotAStory: A document that holds no story.
        UnsupportedLayout: A page of the layout since late 2024.
    """
    known = source.metadata
    address = public_url(url or "") or public_url(known.url or "")
    metadata = known if known.url == address else evolve(known, url=address)
    marks = marks_of(source.root) if source.may_be_page else {}
    if is_page(marks):
        from rfaparse._page_metadata import page_metadata  # noqa: PLC0415  no fragment needs it

        metadata = metadata.over(page_metadata(source.root, marks, metadata.url))
        if source.saved_from:
            metadata = metadata.over(Metadata(url=public_url(source.saved_from)))
        return metadata, page_regions(marks)
    error = None
    if source.is_document:
        from rfaparse._other_pages import unless_credited  # noqa: PLC0415  few sources need it

        error = unless_credited(source.root, address)
    regions = fragment_regions(source.root)
    regions.unless_credited = error
    return metadata, regions


def read_article(source: Source, url: str | None) -> Article:
    """Read the story of an opened source; `url` is its address as the caller gave it."""
    return article_of(read_source(source, url), source.wrapping)


def article_of(reading: Reading, wrapping: Wrapping) -> Article:
    """The article that was found, in `wrapping` if no page was.

    Raises:
        NotAStory: A page whose story container has no story; a document without a container and
            without a credit line that may be another site's.
    """
    metadata = reading.metadata
    body, byline = take_byline(reading.blocks)
    if reading.unless_credited is not None and byline is None:
        raise reading.unless_credited
    if reading.is_page and not (reading.audio or byline):
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
        leftover=(NO_LEAD,) if reading.has_null else (),
        wrapping=Wrapping.PAGE if reading.is_page else wrapping,
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
    found = service_of_language(language) if language else None
    if found is None and byline is not None:
        found = service_of_labels(byline.credits)
    if found is None and language and language.lower().startswith("en"):
        letters = [each for each in "".join(texts(body)) if each.isalpha()]
        if letters and sum(map(str.isascii, letters)) > _MOSTLY * len(letters):
            return service_at(RFA, "english")
    return found


def _text_or_none(text: str | None) -> str | None:
    return normalise(text) or None if text else None
