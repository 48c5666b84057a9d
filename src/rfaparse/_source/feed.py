"""RFA's feeds: RSS 1.0/RDF with ``content:encoded``, RSS 2.0 and Atom."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import field, frozen
from lxml import etree

from rfaparse._source.feed_media import ITEMS, elements_in, keywords, lead_image, recordings
from rfaparse._source.feed_xml import base_of, feed_root, name_of, text_of
from rfaparse._source.metadata import Metadata
from rfaparse._source.timestamps import moment
from rfaparse._urls import RFA, public_url
from rfaparse.errors import EmptySource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from rfaparse._source.feed_media import Elements
    from rfaparse.errors import RfaparseError

_AUTHORS = ("author", "creator", "dc:creator")
"""``itunes:author`` names the station."""
_DATES = ("dc:date", "date", "pubdate", "published", "updated")
_SUBJECTS = ("dc:subject", "subject", "category")
_WHOLE = ("content:encoded", "encoded", "content", "xhtml:body")
_SHORT = ("description", "summary")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_WEEKDAY = re.compile("^[^0-9,،]*[,،]")
"""French shortens Tuesday as English does March."""
_SEPARATOR = re.compile("[,;，、；]")


@frozen
class FeedItem:
    """An item of a feed, as written.

    Attributes:
        number: Its position in the feed, counted from 1.
        url: Its link; without one, its permalink or what RDF says it is about.
        title: Its title.
        html: Its story's HTML; empty if it has none.
    """

    number: int
    url: str | None = None
    title: str | None = None
    html: str = field(default="", repr=False)


def read_feed(
    source: str | bytes, max_length: int
) -> Iterator[tuple[FeedItem, Metadata | RfaparseError]]:
    """The items of a feed, each with the metadata of its story, or why it has none."""
    root, damage = feed_root(source, max_length)
    elements = [element for element in root.iter(etree.Element) if name_of(element) in ITEMS]
    parts = [_parts(element) for element in elements]
    items = [*map(_read_item, elements, parts, range(1, len(elements) + 1))]
    if damage is not None and not (damage.in_item and items):
        items.append(FeedItem(len(items) + 1))
    for item, element, named in zip_longest(items, elements, parts):
        if damage is not None and item is items[-1]:
            yield item, damage.error
        else:
            yield item, _metadata(element, named, item)


def _parts(item: _Element) -> Elements:
    """An item's elements by name."""
    parts: Elements = {}
    for child in item.iterchildren("*"):  # no entity, no comment
        parts.setdefault(name_of(child), []).append(child)
    return parts


def _named(parts: Elements, names: tuple[str, ...]) -> list[_Element]:
    """The parts of these names, in the order of the names."""
    return [part for name in names for part in parts.get(name, ())]


def _read_item(element: _Element, parts: Elements, number: int) -> FeedItem:
    holder = _holder(parts)
    html = "" if holder is None else _html(holder)
    return FeedItem(number, _address(parts) or element.get(_ABOUT), _text(parts, "title"), html)


def _holder(parts: Elements, names: tuple[str, ...] = _WHOLE + _SHORT) -> _Element | None:
    """The element that holds the story's HTML."""
    return next((part for part in _named(parts, names) if len(part) or _string(part)), None)


def _address(parts: Elements) -> str | None:
    """RSS's link is text; Atom's an ``href``, of which the one to the story is ``alternate``.

    FeedBurner puts its own address there, and the story's into ``origLink``.
    """
    links = _named(parts, ("feedburner:origlink", "link"))
    alternate = (link for link in links if link.get("rel", "alternate") == "alternate")
    addresses = [(link, _string(link)) for link in links]
    addresses += ((link, link.get("href", "")) for link in alternate)
    addresses += _permalinks(parts)
    return next((_absolute(href, part.base) for part, href in addresses if href), None)


def _absolute(href: str, base: str | None) -> str:
    """A feed's own base counts; without it, only paths are known to be RFA's."""
    if href.startswith("/"):
        base = base or RFA
    return href if base is None else public_url(href, public_url(base)) or href


def _permalinks(parts: Elements) -> Iterator[tuple[_Element, str]]:
    """The address of an item without a link, as in Plone 4's ``rss.xml``."""
    for part in _named(parts, ("guid", "id")):
        if part.get("isPermaLink") != "false" and _string(part).startswith(("http:", "https:")):
            yield part, _string(part)


def _string(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _text(parts: Elements, *names: str) -> str | None:
    """The first text in the parts of these names."""
    return next(filter(None, map(text_of, _named(parts, names))), None)


def _html(element: _Element) -> str:
    """The HTML in an element: escaped once or twice, or as elements (Atom's ``xhtml``)."""
    if len(element) == 0:
        html = _string(element)
        return html if "<" in html else unescape(html)
    for inner in element.iterdescendants(etree.Element):
        name = inner.tag.rpartition("}")[2]
        if ":" not in name:  # of an undeclared prefix
            inner.tag = name
    inside = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (escape(element.text or "", quote=False) + "".join(inside)).strip()


def _metadata(element: _Element, parts: Elements, item: FeedItem) -> Metadata | EmptySource:
    elements = elements_in(element)
    audio = tuple(recordings(elements, item.url))
    image = lead_image(element, elements, item.url)
    if not (item.html or audio or image):
        no_text = f"item {item.number} of the feed has no text"
        return EmptySource(no_text, "read its page instead", url=item.url)
    return Metadata(
        url=item.url,
        title=item.title,
        description=_text(parts, *_SHORT) if _holder(parts, _WHOLE) is not None else None,
        published=_date(parts),
        subjects=_subjects(elements, parts),
        audio=audio,
        byline_field=_byline_field(parts),
        lead_image=image,
        base=_base(parts, item),
        day=_WEEKDAY.sub("", _text(parts, *_DATES) or "", count=1) or None,
    )


def _base(parts: Elements, item: FeedItem) -> str | None:
    """The base of the HTML's addresses; Atom's ``div`` may have a base of its own."""
    holder = _holder(parts)
    return None if holder is None else base_of(next(iter(holder), holder), item.url)


def _date(parts: Elements) -> datetime | None:
    return next(filter(None, map(moment, map(_string, _named(parts, _DATES)))), None)


def _byline_field(parts: Elements) -> str | None:
    """``dc:creator`` or ``author``, one per line; Atom's has an element for the name."""
    authors = _named(parts, _AUTHORS)
    names = [_text(_parts(author), "name") or text_of(author) for author in authors]
    return "\n".join(dict.fromkeys(filter(None, names))) or None


def _subjects(elements: Elements, parts: Elements) -> tuple[str, ...]:
    """The subjects, each once; ``media:keywords`` lists several, with a stray ``;``."""
    subjects = [text_of(part) or part.get("term", "") for part in _named(parts, _SUBJECTS)]
    subjects += _SEPARATOR.split(keywords(elements))
    stripped = (subject.strip(" \n\t;") for subject in subjects)
    return tuple(dict.fromkeys(filter(None, stripped)))
