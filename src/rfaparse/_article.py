"""From an opened source to an `Article`: the packages in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from rfaparse._byline import take_byline
from rfaparse._page.regions import NO_LEAD, Marks, fragment_regions, is_page, marks_of, page_regions
from rfaparse._story.picture_credit import credit_of
from rfaparse._story.recordings import merged_audio
from rfaparse._story.walk import read_story
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.errors import NotAStory
from rfaparse.model import Article, Block, Image, RelatedLinks, Wrapping
from rfaparse.services import service_of_language, service_of_story

if TYPE_CHECKING:
    from datetime import datetime

    from rfaparse._page.regions import Regions
    from rfaparse._source.metadata import Metadata
    from rfaparse._source.source import Source
    from rfaparse.model import Audio
    from rfaparse.story_url import StoryAddress


@define
class Reading:
    """What was read of a source.

    Attributes:
        metadata: What the source says about the story; `Metadata.url` is the story's own.
        regions: The parts of the source, which were changed.
        lead_image: The picture above the story.
        blocks: The story's blocks in document order, credit lines still among them.
        audio: Its recordings.
        leftover: Visible texts of its region that belong to none of these.
    """

    metadata: Metadata
    regions: Regions
    lead_image: Image | None
    blocks: list[Block]
    audio: tuple[Audio, ...]
    leftover: tuple[str, ...]


def read_article(source: Source, url: str | None) -> Article:
    """Read the story of an opened source; `url` is its address as the caller gave it."""
    return article_of(read_source(source, url), source.wrapping)


def read_source(source: Source, url: str | None) -> Reading:
    """Read the parts of an opened source."""
    metadata, regions = find_parts(source, url)
    base = metadata.base or metadata.url
    story = read_story(regions, base)
    lead_image, blocks = story.lead_image, story.blocks
    leftover = [NO_LEAD] * regions.has_null + story.leftover
    if metadata.lead_image is not None:
        is_plone = source.wrapping is Wrapping.PLONE_JSON
        if lead_image is not None and is_plone and lead_image.url != metadata.lead_image.url:
            blocks, lead_image = [lead_image, *blocks], None  # a picture of the text
        lead_image = _lead_image(lead_image, metadata.lead_image)
    blocks = [*map(_with_credit, metadata.slideshow), *blocks]
    if metadata.related:
        blocks.append(RelatedLinks(metadata.related))
    audio = merged_audio([*story.audio, *metadata.audio])
    return Reading(metadata, regions, lead_image, blocks, audio, tuple(leftover))


def _with_credit(image: Image) -> Image:
    return evolve(image, credit=credit_of(image.caption or ""))


def _lead_image(written: Image | None, beside: Image) -> Image:
    """The HTML's lead image, completed from the metadata; else the lead image of the metadata."""
    if written is None:
        return _with_credit(beside)
    if written.url != beside.url or written.caption:
        return written
    credit = credit_of(beside.caption or "")
    return evolve(written, caption=beside.caption, copyright=beside.copyright, credit=credit)


def find_parts(source: Source, url: str | None) -> tuple[Metadata, Regions]:
    """The metadata of a source, and the parts of its story."""
    known = source.metadata
    given = filter(None, (url, known.url))
    address = next(filter(None, map(public_url, given)), None)
    metadata = known if known.url == address else evolve(known, url=address)
    marks = marks_of(source.root) if source.may_be_page else Marks()
    has_story, error = is_page(marks), None
    if source.is_document and not has_story:
        from rfaparse._page.other_pages import unless_credited  # noqa: PLC0415  few sources need it

        address = metadata.url or source.note.url or source.by_path.url
        error = unless_credited(source.root, address)
        marks = Marks()  # what is printed without a page around it is the story's
    if has_story or source.is_document:
        from rfaparse._page.page_metadata import page_metadata  # noqa: PLC0415  no fragment needs it

        said = page_metadata(source.root, marks, metadata.url, source.note, source.by_path)
        metadata = metadata.over(said)
    if has_story:
        return metadata, page_regions(marks)
    metadata = metadata.over(source.note).over(source.by_path)
    regions = fragment_regions(source.root)
    regions.unless_credited = error
    return metadata, regions


def article_of(reading: Reading, wrapping: Wrapping) -> Article:
    """The article that was read, in `wrapping` if no page was.

    Raises:
        NotAStory: A page whose story container has no story, or a document without a container
            that may be another site's.
    """
    metadata, regions = reading.metadata, reading.regions
    url, address = _address(metadata.url) if metadata.url else (None, None)
    known = address.service if address else service_of_language(metadata.language or "")
    slug = known.slug if known else None
    body, byline = take_byline(reading.blocks, metadata.byline_field, slug)
    if byline is None and regions.unless_credited is not None:
        raise regions.unless_credited
    if regions.is_page and not reading.audio and (byline is None or byline.text is None):
        _demand_story(reading.lead_image, body, metadata.url)
    service = address.service if address else service_of_story(metadata.language, byline, body)
    return Article(
        url=url,
        story_id=address.story_id if address else None,
        title=normalise(metadata.title or "") or None,
        description=normalise(metadata.description or "") or None,
        service=service.slug if service else None,
        section=address.section if address else None,
        dateline=metadata.dateline,
        created=(address.created if address else None) or metadata.created,
        published=metadata.published or _day(metadata.day, slug),
        modified=metadata.modified,
        subjects=metadata.subjects,
        lead_image=reading.lead_image,
        body=tuple(body),
        byline=byline,
        audio=reading.audio,
        leftover=reading.leftover,
        wrapping=Wrapping.PAGE if regions.is_page else wrapping,
    )


def _day(text: str | None, service: str | None) -> datetime | None:
    """The day that a feed writes in the words of a service's language."""
    if text is None:
        return None
    from rfaparse._page.printed_days import story_day  # noqa: PLC0415  few feeds need it

    return story_day(text, service)


def _demand_story(lead_image: Image | None, body: list[Block], url: str | None) -> None:
    """Refuse a page whose story container has no story; a single picture is a cartoon."""
    pictures = len(body) + (lead_image is not None)
    if pictures != 1 and all(isinstance(block, Image) for block in body):
        gallery = f"a photo gallery: {pictures} pictures and no text"
        content = gallery if pictures else "a story page, empty"
        raise NotAStory(content, "there is no story to read in it", url=url)


def _address(url: str) -> tuple[str, StoryAddress | None]:
    """The canonical form of a public address, and its parts if it is a story's."""
    from rfaparse.story_url import canonical_url, story_address  # noqa: PLC0415  a fragment has none

    address = story_address(url)
    return address.url if address else canonical_url(url), address
