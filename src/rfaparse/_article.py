"""From an opened source to an `Article`: the rooms in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from rfaparse._byline import take_byline
from rfaparse._markup import NotPlain
from rfaparse._metadata import Metadata, merged_audio
from rfaparse._plain import plain_regions
from rfaparse._regions import find_regions
from rfaparse._story import Story, read_lead, read_story
from rfaparse._text import normalise
from rfaparse._tree import build_tree, rebuilt_tree
from rfaparse._urls import public_url
from rfaparse.errors import NotAStory
from rfaparse.model import Article, Block, Image, Wrapping, texts
from rfaparse.services import RFA, service_at, service_of_labels, service_of_language

if TYPE_CHECKING:
    from rfaparse._regions import Regions
    from rfaparse._source import Source
    from rfaparse._tree import Tree
    from rfaparse.model import Audio, Byline
    from rfaparse.services import Service
    from rfaparse.story_url import StoryPlace

_MOSTLY = 0.95


@define
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
    known = source.metadata
    address = public_url(url) if url else None
    if address is None and known.url:
        address = public_url(known.url)
    metadata = known if known.url == address else evolve(known, url=address)
    try:
        return _read(plain_regions(source), metadata, is_source=True)
    except NotPlain:
        found = _regions_of(build_tree(source), metadata)  # and the tree goes, if it is ours
    try:
        return _read(*found)
    except NotPlain:
        return _read(*_regions_of(rebuilt_tree(build_tree(source)), metadata))


def _regions_of(tree: Tree, metadata: Metadata) -> tuple[Regions, Metadata]:
    """The parts of a tree, and `metadata` with what a page says around them."""
    regions = find_regions(tree, metadata.url)
    if regions.marks:
        from rfaparse._page_metadata import page_metadata  # noqa: PLC0415  no fragment needs it

        metadata = metadata.over(page_metadata(tree.root, regions.marks, metadata.url))
        if tree.saved_from:
            metadata = metadata.over(Metadata(url=public_url(tree.saved_from)))
    return regions, metadata


def _read(regions: Regions, metadata: Metadata, *, is_source: bool = False) -> Reading:
    story = read_story(regions.story, metadata.url, is_source=is_source)
    if regions.lead is None:
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
