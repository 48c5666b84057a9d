"""The metadata of a page, and the order in which its sources are trusted.

The order of trust, from the first; an empty or unreadable source is ignored:

=============  =====================================================================================
url            ``link[rel=canonical]``, ``og:url``, JSON-LD ``url`` and ``mainEntityOfPage``;
               addresses of our own sites only. Then the note of a tool that saved the page:
               WebScrapBook's ``data-scrapbook-source``, Save Page WE's ``savepage-url``, a comment
               (a browser's, SingleFile's, HTTrack's). Then ``base[href]`` and Plone 5's
               ``body[data-base-url]``, if they name a story's page. Last, its path in an archive
title          ``#storypagemaincol h1``, JSON-LD ``headline``, ``og:title``, ``title`` without the
               site's name
description    ``#storyteaser``, ``og:description``, ``meta[name=description]``, JSON-LD
               ``description``
byline_field   ``#story_byline``
dateline       ``#dateline`` without the date and the byline field
published      JSON-LD ``datePublished``, ``article:published_time``, ``DC.date.issued``,
               the first ``span#story_date`` that holds a date
modified       JSON-LD ``dateModified``, ``article:modified_time``, ``og:updated_time``,
               ``DC.date.modified``
subjects       ``article:tag``, a JSON-LD ``keywords`` list, ``#category a``, then lists with
               commas: JSON-LD ``keywords``, ``meta[name=keywords]``, ``DC.subject``
audio          ``audio.story_audio`` and ``.storyaudio audio`` of the story's column, ``og:audio``,
               JSON-LD ``audio``
=============  =====================================================================================

The caller, a post's front matter and a feed come before all of these. JSON-LD's ``author``
and ``publisher`` are not read: they name the station or an editor's login.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

from lxml import etree

from rfaparse._page.printed_days import story_day
from rfaparse._source.metadata import NO_METADATA, Metadata
from rfaparse._source.timestamps import moment, time_of_saving
from rfaparse._story.figures import classes_of
from rfaparse._story.lines import BREAKS
from rfaparse._story.recordings import read_audio
from rfaparse._story.visible import UNSEEN, text_of
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Audio
from rfaparse.story_url import names_story, service_above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from rfaparse._page.regions import Marks

_T = TypeVar("_T")

# By the names of `_Said`.
_ADDRESSES = ("<link>", "og:url", "@url", "@mainEntityOfPage")
_PUBLISHED = ("@datePublished", "article:published_time", "dc.date.issued")
_MODIFIED = ("@dateModified", "article:modified_time", "og:updated_time", "dc.date.modified")
_DESCRIPTIONS = ("og:description", "description", "@description")
_SCRAPBOOK = ("data-scrapbook-source", "data-scrapbook-create")

_STORY_TYPE = re.compile(r"\w*(?:Article|Posting|Report)")
_SITE_NAME = re.compile(
    r"\s+[—–|-]\s+[^—–|]*(?:Radio Free Asia|RFA|BenarNews|自由亚洲|自由亞洲)[^—–|]*$"
)
_DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?")
_WRAPPER = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_COMMA = re.compile("[,，、،;；]")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAYER_CLASSES = frozenset({"storyaudio", "story_audio"})


def page_metadata(
    root: _Element,
    marks: Marks,
    url: str | None,
    note: Metadata = NO_METADATA,
    by_path: Metadata = NO_METADATA,
) -> Metadata:
    """What a page says about its story.

    Args:
        root: The page.
        marks: Its elements with a meaningful id, by id.
        url: The story's public address where it is known otherwise.
        note: What a tool that saved the page noted above it.
        by_path: What the page's path in an archive says.
    """
    said = _Said(root)
    url = url or said.first(_own_address, *_ADDRESSES)
    url = url or said.first(public_url, "savepage-url", _SCRAPBOOK[0]) or note.url
    base = said.first(lambda href: public_url(href, url), "<base>")
    url = url or (base if base and names_story(base) else None) or by_path.url
    saved = said.first(time_of_saving, "savepage-date", _SCRAPBOOK[1])
    apart = {*marks.get("story_date", ()), *marks.get("story_byline", ())}
    teaser = normalise(_printed(marks, "storyteaser", apart) or "")
    return Metadata(
        url=url,
        title=_title(said, marks),
        description=teaser or said.first(normalise, *_DESCRIPTIONS),
        published=said.first(moment, *_PUBLISHED) or _printed_day(marks, url),
        modified=said.first(moment, *_MODIFIED),
        subjects=_subjects(said, marks),
        audio=tuple(_audio(said, marks, base or url)),
        language=root.get("lang") or root.get(_XML_LANG),
        byline_field=_printed(marks, "story_byline", apart),
        dateline=_printed(marks, "dateline", apart),
        base=base,
        saved=saved or note.saved or by_path.saved,
    )


class _Said(dict[str, "list[str]"]):
    """The values in a page's head and JSON-LD, by name.

    ``og:title`` or ``description`` is a ``meta``, ``<base>`` an element or its equivalent,
    ``@url`` JSON-LD's.
    """

    def __init__(self, root: _Element) -> None:
        self.players: list[_Element] = []
        for element in root.iter("meta", "link", "title", "script", "audio", "base", "body"):
            tag = element.tag
            if tag == "meta":
                name = (
                    element.get("property") or element.get("name") or element.get("itemprop") or ""
                )
                self._add(name.lower(), element.get("content"))
            elif tag == "link":
                if "canonical" in (element.get("rel") or "").lower().split():
                    self._add("<link>", element.get("href"))
            elif tag == "base":
                self._add("<base>", element.get("href"))
            elif tag == "body":  # Plone 5: the story, below which its pictures are
                context = element.get("data-base-url")
                self._add("<base>", f"{context.rstrip('/')}/" if context else None)
            elif tag == "audio":
                self.players.append(element)
            elif tag == "title" or element.get("type") == "application/ld+json":
                self._add(f"<{tag}>", element.text)
        for name in _SCRAPBOOK:
            self._add(name, root.get(name))
        described = _json_ld(self.texts("<script>"))
        self.update((f"@{name}", _strings(value)) for name, value in described.items())
        self["@mainEntityOfPage"] = _strings(described.get("mainEntityOfPage"), "@id", "url")
        self.has_tags = isinstance(described.get("keywords"), list)
        self.recordings = _objects(described.get("audio"))

    def _add(self, name: str, text: str | None) -> None:
        if text:
            self.setdefault(name, []).append(text)

    def texts(self, *names: str) -> list[str]:
        """The values of these names, in their order."""
        return [text for name in names for text in self.get(name, ())]

    def first(self, read: Callable[[str], _T | None], *names: str) -> _T | None:
        """The first of these values that `read` can read, as read."""
        return next(filter(None, map(read, self.texts(*names))), None)


def _own_address(text: str) -> str | None:
    url = public_url(text)
    return url if url and service_above(url) else None


def _title(said: _Said, marks: Marks) -> str | None:
    return (
        next(filter(None, map(normalise, _headlines(marks))), None)
        or said.first(normalise, "@headline", "og:title")
        or said.first(lambda title: _SITE_NAME.sub("", normalise(title)), "<title>")
    )


def _headlines(marks: Marks) -> Iterator[str]:
    """The ``h1`` of the story's column; one inside the story is a sub-heading."""
    column, story = map(marks.first, ("storypagemaincol", "storytext"))
    around = {*story.iterancestors()} if story is not None else set()
    known: dict[_Element | None, bool] = {story: True, None: False}
    for headline in column.iter("h1") if column is not None else ():
        if headline not in around and not _is_inside(headline.getparent(), known):
            yield text_of(headline)


def _is_inside(element: _Element | None, known: dict[_Element | None, bool]) -> bool:
    """The `known` answer for `element`, or for its nearest ancestor that has one.

    The elements in between get the same answer, so that many deep elements take linear time.
    """
    path: list[_Element] = []
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    known.update(dict.fromkeys(path, known[element]))
    return known[element]


def _printed_day(marks: Marks, url: str | None) -> datetime | None:
    service = service_above(url) if url else None
    slug = service.slug if service else None
    days = (story_day(text_of(date), slug) for date in marks.get("story_date", ()))
    return next(filter(None, days), None)


def _printed(marks: Marks, name: str, apart: set[_Element]) -> str | None:
    """The text of an id's first element that has any, without what is read `apart`."""
    empty: set[_Element] = set()
    for element in marks.get(name, ()):
        lines = _lines_of(element, apart) if element not in empty else None
        if lines:
            return lines
        if element not in apart and element not in empty:
            empty.update(element.iter())
    return None


def _lines_of(element: _Element, apart: set[_Element]) -> str | None:
    """The visible lines of an element, up to the story if that is inside it."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and inner.get("id") in ("storytext", "headerimg"):
            break
        if event == "start" and (inner.tag in UNSEEN or (inner in apart and inner is not element)):
            walk.skip_subtree()
            continue
        if inner.tag in BREAKS:
            parts.append("\n")
        if inner is not element or event == "start":
            parts.append((inner.text if event == "start" else inner.tail) or "")
    lines = filter(None, map(normalise, "".join(parts).split("\n")))
    return "\n".join(lines) or None


def _subjects(said: _Said, marks: Marks) -> tuple[str, ...]:
    category = marks.first("category")
    links = category.iter("a") if category is not None else ()
    return (
        _each_once(said.texts("article:tag"))
        or (_each_once(said.texts("@keywords")) if said.has_tags else ())
        or _each_once(map(text_of, links))
        or said.first(_parted_by_commas, "@keywords", "keywords", "dc.subject")
        or ()
    )


def _parted_by_commas(text: str) -> tuple[str, ...]:
    return _each_once(_COMMA.split(text))


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(normalise, texts))))


def _audio(said: _Said, marks: Marks, base: str | None) -> Iterator[Audio]:
    for player in _players(said, marks):
        yield from read_audio(player, base)
    mime_type = said.first(str, "og:audio:type")
    for text in said.texts("og:audio", "og:audio:url", "og:audio:secure_url"):
        url = public_url(text, base)
        if url:
            yield Audio(url, mime_type, src=text)
    for recording in said.recordings:
        mime_type = next(iter(_strings(recording.get("encodingFormat"))), None)
        for text in _strings(recording.get("contentUrl") or recording.get("url")):
            url = public_url(text, base)
            if url:
                yield Audio(url, mime_type, _seconds(recording.get("duration")), src=text)


def _players(said: _Said, marks: Marks) -> Iterator[_Element]:
    """Players of the story's column, but of its sidebar, that have or are in a class of theirs."""
    column, beside = map(marks.first, ("storypagemaincol", "frontsidebar"))
    # Whether an element is in such a class; None for one that is elsewhere.
    known: dict[_Element | None, bool | None] = {column: False, beside: None}
    known[None] = False if column is None else None
    for player in said.players:
        inside: list[_Element] = []
        element: _Element | None = player
        while element is not None and element not in known:
            inside.append(element)
            element = element.getparent()
        is_player = known[element]
        for inner in reversed(inside):
            if is_player is False:
                is_player = not _PLAYER_CLASSES.isdisjoint(classes_of(inner))
            known[inner] = is_player
        if is_player:
            known[player] = None  # what is inside it is read with it
            yield player


def _json_ld(scripts: Iterable[str]) -> dict[str, Any]:
    """The object that describes the story; empty if there is none, or the JSON is broken."""
    objects = [described for script in scripts for described in _objects(_loaded(script))]
    typed = filter(_is_story, objects)
    dated = (item for item in objects if not {"datePublished", "headline"}.isdisjoint(item))
    return next(typed, next(dated, {}))


def _loaded(script: str) -> Any:
    try:
        return json.loads(_WRAPPER.sub("", script), strict=False)
    except (ValueError, RecursionError):  # broken, or nested beyond what a page would
        return None


def _is_story(described: dict[str, Any]) -> bool:
    return any(map(_STORY_TYPE.fullmatch, _strings(described.get("@type"))))


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON value: itself, its items, those of a ``@graph``."""
    above = [item for item in _items(value) if isinstance(item, dict)]
    below = [item for graph in above for item in _items(graph.get("@graph"))]
    return [*above, *(item for item in below if isinstance(item, dict))]


def _strings(value: Any, *names: str) -> list[str]:
    """The strings of a JSON value: itself, its items, or the values of `names` in its objects.

    >>> _strings(["a", {"@id": "b", "url": 1}], "@id", "url")
    ['a', 'b']
    """
    parts = [
        part
        for item in _items(value)
        for part in ([item.get(name) for name in names] if isinstance(item, dict) else [item])
    ]
    return [part for part in parts if isinstance(part, str)]


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _seconds(duration: Any) -> float | None:
    """Seconds of an ISO 8601 duration.

    >>> _seconds("PT1M30S")
    90.0
    """
    match = _DURATION.fullmatch(duration) if isinstance(duration, str) else None
    if match is None:
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return 3600 * hours + 60 * minutes + seconds or None
