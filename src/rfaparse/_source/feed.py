"""RFA's feeds: RSS 1.0/RDF with ``content:encoded``, RSS 2.0 and Atom."""

from __future__ import annotations

import codecs
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import field, frozen
from lxml import etree

from rfaparse._source.decode import clean_text, known_charset
from rfaparse._source.feed_media import MEDIA, keywords, lead_image, recordings
from rfaparse._source.metadata import Metadata
from rfaparse._source.source import FEED
from rfaparse._source.timestamps import moment
from rfaparse._urls import public_url
from rfaparse.errors import EmptySource, NotAFeed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from rfaparse.errors import RfaparseError

_ITEMS = frozenset({"item", "entry"})
_ROOTS = frozenset({"RDF", "rss", "feed"})
_AUTHORS = frozenset(
    {
        "author",
        "creator",
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/rss/1.0/}author",
        "{http://www.w3.org/2005/Atom}author",
    }
)
"""``itunes:author`` is the station's."""
_OTHERS = (MEDIA, "{http://www.itunes.com/dtds/podcast-1.0.dtd}")
_SEPARATOR = re.compile("[,;，、；]")
_WINDOW = 4096
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>").match
_OUTSIDE_ITEMS = re.compile(r"in tag (?:\w+:)?(?:RDF|rss|feed|channel)\b")
_STORY_TAGS = ("encoded", "content", "description", "summary")


_SURROGATE = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}"
    rb"|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));"
)
"""A reference to half of a pair, U+D800 to U+DFFF: libxml2 takes it, and lxml fails on its text."""
_REPLACEMENT = "\ufffd".encode()


@frozen
class FeedItem:
    """An item of a feed, as it stands there.

    Attributes:
        number: Its place in the feed, counted from 1.
        url: Its link as written.
        title: Its title as written.
        html: Its story's HTML; empty if it has none.
    """

    number: int
    url: str | None = None
    title: str | None = None
    html: str = field(default="", repr=False)


def read_feed(
    source: str | bytes, max_length: int
) -> Iterator[tuple[FeedItem, Metadata | RfaparseError]]:
    """The items of a feed, each with what the feed says of its story, or why it has none."""
    root, damage = _feed_root(source, max_length)
    elements = [each for each in root.iter() if _local(each) in _ITEMS]
    items = [_read_item(each, number) for number, each in enumerate(elements, start=1)]
    if damage is not None and not damage.in_item:
        items.append(FeedItem(len(items) + 1))
    for item, element in zip_longest(items, elements):
        if damage is not None and item is items[-1]:
            yield item, damage.error
        else:
            yield item, _metadata(element, item)


def is_feed(source: bytes) -> bool:
    """Whether `source` begins as a feed does."""
    start = source[:_WINDOW].removeprefix(codecs.BOM_UTF8)
    return FEED.match(start.decode("utf-8", "replace")) is not None


@frozen
class _Damage:
    """Where a feed broke off: inside its last item, or after it."""

    error: NotAFeed
    in_item: bool


def _feed_root(source: str | bytes, max_length: int) -> tuple[_Element, _Damage | None]:
    """The feed's root, and where it breaks off, if it does."""
    _, markup = clean_text(source, _declared(source), max_length)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    declaration = _DECLARATION(markup)
    markup = _SURROGATE.sub(_REPLACEMENT, markup[declaration.end() :] if declaration else markup)
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:  # for nothing at all, nothing can be recovered
        root = None
    if root is None or _local(root) not in _ROOTS:
        found = "without a root" if root is None else f"but <{_local(root)}>"
        raise NotAFeed(
            f"the source is no RSS or Atom feed {found}",
            "pass a feed's XML, or a story to rfaparse.parse()",
        )
    return root, _damage(parser)


def _damage(parser: etree.XMLParser) -> _Damage | None:
    broken = [each for each in parser.error_log if "NOT_FINISHED" in each.type_name]
    if not broken:
        return None
    last = broken[-1]
    error = NotAFeed(
        f"the feed breaks off in line {last.line}",
        "fetch it again; the items before the break are whole",
    )
    return _Damage(error, in_item=_OUTSIDE_ITEMS.search(last.message) is None)


def _declared(source: str | bytes) -> str | None:
    """The encoding that the XML declaration names, if Python knows it."""
    if isinstance(source, str):
        return None
    match = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", source)
    return known_charset(match[1].decode()) if match else None


def _local(element: _Element) -> str:
    """An element's name without its namespace; none if it describes a medium or a podcast."""
    tag = element.tag
    is_own = isinstance(tag, str) and not tag.startswith(_OTHERS)
    return tag.rpartition("}")[2] if is_own else ""


def _read_item(element: _Element, number: int) -> FeedItem:
    parts = {name: _child_text(element, name) for name in ("link", "title")}
    link = parts["link"] or next(
        (each.get("href") for each in element if _local(each) == "link" and each.get("href")), None
    )
    htmls = (_child_text(element, name) for name in _STORY_TAGS)
    return FeedItem(number, link, parts["title"], next((html for html in htmls if html), ""))


def _child_text(element: _Element, name: str) -> str | None:
    for child in element:
        if _local(child) == name:
            text = "".join(map(str, child.itertext())).strip()
            if text:
                return text
    return None


def _metadata(element: _Element, item: FeedItem) -> Metadata | EmptySource:
    if not item.html:
        found = f"item {item.number} of the feed has no text"
        return EmptySource(found, "read its page instead", url=item.url)
    base = public_url(item.url or "")
    encoded = _child_text(element, "encoded") or _child_text(element, "content")
    description = _child_text(element, "description") or _child_text(element, "summary")
    return Metadata(
        url=item.url,
        title=item.title,
        description=description if encoded else None,
        published=_date(element),
        subjects=_subjects(element),
        audio=tuple(recordings(element, base)),
        byline_field=_byline_field(element),
        lead_image=lead_image(element, base),
    )


def _date(element: _Element) -> datetime | None:
    for name in ("date", "pubDate", "published", "updated"):
        text = _child_text(element, name)
        found = moment(text) if text else None
        if found is not None:
            return found
    return None


def _byline_field(element: _Element) -> str | None:
    """``dc:creator`` or ``author``, a line for each; Atom's holds an element for the name."""
    authors = [each for each in element if each.tag in _AUTHORS]
    names = [_child_text(each, "name") or "".join(map(str, each.itertext())) for each in authors]
    return "\n".join(dict.fromkeys(filter(None, map(str.strip, names)))) or None


def _subjects(element: _Element) -> tuple[str, ...]:
    """Each once; ``media:keywords`` lists several, and leaves a stray ``;``."""
    named = [each for each in element if _local(each) in ("subject", "category")]
    found = [each.text or each.get("term") or "" for each in named]
    found += _SEPARATOR.split(keywords(element))
    return tuple(dict.fromkeys(filter(None, (each.strip(" \n\t;") for each in found))))
