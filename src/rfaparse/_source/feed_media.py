"""The lead image and the recordings that a feed gives beside an item's HTML.

RFA's app feeds (RSS 2.0) write ``media:content[url]`` around ``media:description`` (the caption)
and ``media:credit`` (the copyright); its RSS 1.0 feeds write ``enc:enclosure[rdf:resource]``. An
``enclosure`` or a ``media:thumbnail`` counts if there is no ``media:content``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from rfaparse._source.feed_xml import base_of, name_of, text_of
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Audio, Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_RESOURCES = ("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource", "rdf:resource")
Elements: TypeAlias = "dict[str, list[_Element]]"
"""Elements of an item by name."""
ITEMS = frozenset({"item", "entry"})
"""Elements that are items; a feed whose end tags are missing has them inside one another."""
_KINDS = ("image", "audio", "video")
_IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_AUDIO_ENDINGS = (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".wma")
_UNITS = (1, 60, 3600)
_MOST_DIGITS = 6


def elements_in(item: _Element) -> Elements:
    """The elements of an item by name, without those of items inside it."""
    elements: Elements = {}
    walk = etree.iterwalk(item, events=("start",), tag=etree.Element)
    for _, element in walk:
        name = name_of(element)
        elements.setdefault(name, []).append(element)
        if name in ITEMS and element is not item:
            walk.skip_subtree()
    return elements


def lead_image(item: _Element, elements: Elements, url: str | None) -> Image | None:
    """The picture beside the HTML of the item at `url`."""
    contents = [medium for medium in elements.get("media:content", ()) if _is(medium, "image")]
    thumbnails = elements.get("media:thumbnail", ())
    enclosures = [medium for medium in _enclosures(elements) if _is(medium, "image")]
    image = next(filter(_address, (*contents, *thumbnails, *enclosures)), None)
    if image is None:
        return None
    src = _address(image)
    return Image(
        src,
        url=public_url(src, base_of(image, url)),
        width=_number(image.get("width")),
        height=_number(image.get("height")),
        caption=_said(image, item, "description"),
        copyright=_said(image, item, "credit") or _said(image, item, "copyright"),
    )


def recordings(elements: Elements, url: str | None) -> Iterator[Audio]:
    """The recordings beside the HTML of the item at `url`."""
    durations = map(_seconds, map(text_of, elements.get("itunes:duration", ())))
    duration = next(filter(None, durations), None)
    for medium in (*_enclosures(elements), *elements.get("media:content", ())):
        src = _address(medium) if _is(medium, "audio") else ""
        address = public_url(src, base_of(medium, url))
        if address is not None:
            kind = medium.get("type", "")
            mime_type = kind if kind.lower().startswith("audio") else None
            seconds = _seconds(medium.get("duration", "")) or duration
            yield Audio(address, mime_type, seconds, src=src)


def keywords(elements: Elements) -> str:
    """What ``media:keywords`` lists."""
    return ",".join(map(text_of, elements.get("media:keywords", ())))


def _enclosures(elements: Elements) -> list[_Element]:
    links = (*elements.get("link", ()), *elements.get("atom:link", ()))
    return [
        *(*elements.get("enclosure", ()), *elements.get("enc:enclosure", ())),
        *(link for link in links if link.get("rel") == "enclosure"),
    ]


def _is(element: _Element, kind: str) -> bool:
    """Whether a medium is an image or audio, by its type if possible, else by its address."""
    declared = (element.get(name, "").lower() for name in ("type", "medium"))
    known = next((value for value in declared if value.startswith(_KINDS)), None)
    if known is not None:
        return known.startswith(kind)
    endings = _IMAGE_ENDINGS if kind == "image" else _AUDIO_ENDINGS
    return _address(element).lower().partition("?")[0].endswith(endings)


def _address(element: _Element) -> str:
    names = ("url", *_RESOURCES, "href")
    return next(filter(None, map(element.get, names)), "").strip()


def _said(medium: _Element, item: _Element, name: str) -> str | None:
    """A text about a medium: inside it, in its group, or in the item."""
    for holder in (medium, *medium.iterancestors()):
        for child in holder.iterchildren(etree.Element):
            text = normalise(text_of(child)) if name_of(child) == f"media:{name}" else ""
            if text:
                return text
        if holder is item:
            break
    return None


def _seconds(text: str) -> float | None:
    """Seconds of a clock, 65 as well as 1:05 or 0:01:05; None for anything else, and for none.

    >>> _seconds("65"), _seconds("01:05"), _seconds("1:01:05"), _seconds("soon")
    (65.0, 65.0, 3665.0, None)
    """
    numbers = [_number(part) for part in text.strip().split(":")]
    if len(numbers) > len(_UNITS) or None in numbers:
        return None
    units = zip(reversed(numbers), _UNITS, strict=False)
    return float(sum(unit * (number or 0) for number, unit in units)) or None


def _number(text: str | None) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        return None
    return int(text)
