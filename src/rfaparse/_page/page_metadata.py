"""What a page says around its story, and which source of each thing is trusted first.

The order of trust, from the first; an empty or unreadable source is passed over:

=============  =====================================================================================
url            ``link[rel=canonical]``, ``og:url``, JSON-LD ``url`` and ``mainEntityOfPage``;
               addresses of our own sites only. Then the note of a tool that saved the page:
               WebScrapBook's ``data-scrapbook-source``, Save Page WE's ``savepage-url``, a comment
               (a browser's, SingleFile's, HTTrack's). Then ``base[href]`` and Plone 5's
               ``body[data-base-url]``, if they name a story's page. At last its place in an archive
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
subjects       ``article:tag``, a JSON-LD ``keywords`` list, ``#category a``, then what is parted by
               commas: JSON-LD ``keywords``, ``meta[name=keywords]``, ``DC.subject``
audio          ``audio.story_audio`` and ``.storyaudio audio`` of the story's column, ``og:audio``,
               JSON-LD ``audio``
=============  =====================================================================================

What the caller, a post's front matter or a feed says goes before all of these. JSON-LD's ``author``
and ``publisher`` are not read: they name the station, or an editor's login, and no credit.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import frozen
from lxml import etree

from rfaparse._page.dates import story_day
from rfaparse._source.metadata import NO_METADATA, Metadata
from rfaparse._source.timestamps import moment, time_of_saving
from rfaparse._story.lines import BREAKS
from rfaparse._story.recordings import read_audio
from rfaparse._story.visible import UNSEEN, text_of
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Audio
from rfaparse.story_url import names_story, story_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from rfaparse._page.regions import Marks

_STORY_TYPE = re.compile(r"\w*(?:Article|Posting|Report)")
_SITE_NAME = re.compile(
    r"\s+[—–|-]\s+[^—–|]*(?:Radio Free Asia|RFA|BenarNews|自由亚洲|自由亞洲)[^—–|]*$"
)
_DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?")
_WRAPPER = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_COMMA = re.compile("[,，、،;；]")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAYER_CLASSES = frozenset({"storyaudio", "story_audio"})
_PRINTED_APART = ("story_date", "story_byline")
_SCRAPBOOK = ("data-scrapbook-source", "data-scrapbook-create")
_PUBLISHED = ("article:published_time", "dc.date.issued")
_MODIFIED = ("article:modified_time", "og:updated_time", "dc.date.modified")


def page_metadata(
    root: _Element,
    marks: Marks,
    url: str | None,
    note: Metadata = NO_METADATA,
    place: Metadata = NO_METADATA,
) -> Metadata:
    """What a page says of its story.

    Args:
        root: The page.
        marks: Its elements with an id that means something, by id.
        url: The story's public address where it is known otherwise.
        note: What a tool that saved the page noted above it.
        place: What the page's place in an archive says.
    """
    metas: dict[str, list[str]] = {}
    links: list[str] = []
    scripts: list[str] = []
    titles: list[str] = []
    players: list[_Element] = []
    bases: list[str] = []
    for each in root.iter("meta", "link", "title", "script", "audio", "base", "body"):
        if each.tag == "meta":
            name = each.get("property") or each.get("name") or each.get("itemprop") or ""
            metas.setdefault(name.lower(), []).append(each.get("content") or "")
        elif each.tag == "link":
            if "canonical" in (each.get("rel") or "").lower().split():
                links.append(each.get("href") or "")
        elif each.tag == "title":
            titles.append(each.text or "")
        elif each.tag == "base":
            bases.append(each.get("href") or "")
        elif each.tag == "body":  # Plone 5: the story, below which its pictures are
            context = each.get("data-base-url")
            bases.append(f"{context.rstrip('/')}/" if context else "")
        elif each.tag == "audio":
            players.append(each)
        elif each.get("type") == "application/ld+json":
            scripts.append(each.text or "")
    language = root.get("lang") or root.get(_XML_LANG)
    metas.update((name, [root.get(name) or ""]) for name in _SCRAPBOOK)
    ld = _json_ld(scripts)
    reader = _PageReader(language, marks, metas, links, titles, players, bases, ld)
    return reader.read(url, note, place)


@frozen
class _PageReader:
    language: str | None
    marks: Marks
    metas: dict[str, list[str]]
    links: list[str]
    titles: list[str]
    players: list[_Element]
    bases: list[str]
    ld: dict[str, Any]

    def read(self, url: str | None, note: Metadata, place: Metadata) -> Metadata:
        note = self._noted().over(note)
        url = url or self._own_address() or note.url
        base = next(filter(None, (public_url(each, url) for each in self.bases)), None)
        url = url or (base if base and names_story(base) else None) or place.url
        address = story_address(url) if url else None
        service = address.service.slug if address else None
        dates = map(text_of, self.marks.get("story_date", ()))
        days = (story_day(text, service) for text in dates)
        published = map(moment, (*self._ld("datePublished"), *self._meta(*_PUBLISHED)))
        modified = map(moment, (*self._ld("dateModified"), *self._meta(*_MODIFIED)))
        return Metadata(
            url=url,
            title=next(filter(None, map(normalise, self._titles())), None),
            description=next(filter(None, map(normalise, self._descriptions())), None),
            published=next(filter(None, chain(published, days)), None),
            modified=next(filter(None, modified), None),
            subjects=next(filter(None, self._subjects()), ()),
            audio=tuple(self._audio(base or url)),
            language=self.language,
            byline_field=self._printed("story_byline"),
            dateline=self._printed("dateline"),
            base=base,
            saved=note.saved or place.saved,
        )

    def _meta(self, *names: str) -> list[str]:
        return [content for name in names for content in self.metas.get(name, ())]

    def _ld(self, name: str) -> list[str]:
        return _strings(self.ld.get(name))

    def _printed(self, name: str) -> str | None:
        """What stands in the first element of an id that has text besides what is read apart."""
        apart = {each for id_ in _PRINTED_APART for each in self.marks.get(id_, ())}
        lines = (_lines_of(each, apart) for each in self.marks.get(name, ()))
        return next(filter(None, lines), None)

    def _noted(self) -> Metadata:
        """What a tool noted in the head, or on the root."""
        urls = map(public_url, self._meta("savepage-url", _SCRAPBOOK[0]))
        times = map(time_of_saving, self._meta("savepage-date", _SCRAPBOOK[1]))
        return Metadata(url=next(filter(None, urls), None), saved=next(filter(None, times), None))

    def _own_address(self) -> str | None:
        pages = [*self._ld("url"), *_strings(self.ld.get("mainEntityOfPage"), "@id", "url")]
        for text in (*self.links, *self._meta("og:url"), *pages):
            url = public_url(text)
            if url and story_address(url):
                return url
        return None

    def _titles(self) -> Iterator[str]:
        yield from self._headlines()
        yield from self._ld("headline")
        yield from self._meta("og:title")
        yield from (_SITE_NAME.sub("", normalise(title)) for title in self.titles)

    def _headlines(self) -> Iterator[str]:
        """The ``h1`` of the story's column; those of the story itself are sub-headings."""
        column, story = map(self.marks.first, ("storypagemaincol", "storytext"))
        if column is not None:
            for headline in column.iter("h1"):
                around = (*headline.iterancestors(), *headline.iterdescendants("div"))
                if story is None or story not in around:
                    yield text_of(headline)

    def _descriptions(self) -> Iterator[str]:
        yield self._printed("storyteaser") or ""
        yield from self._meta("og:description", "description")
        yield from self._ld("description")

    def _subjects(self) -> Iterator[tuple[str, ...]]:
        keywords = self.ld.get("keywords")
        category = self.marks.first("category")
        links = category.iter("a") if category is not None else ()
        yield _each_once(self._meta("article:tag"))
        yield _each_once(_strings(keywords) if isinstance(keywords, list) else [])
        yield _each_once(text_of(link) for link in links)
        for text in (*_strings(keywords), *self._meta("keywords", "dc.subject")):
            yield _each_once(_COMMA.split(text))

    def _audio(self, base: str | None) -> Iterator[Audio]:
        column, beside = map(self.marks.first, ("storypagemaincol", "frontsidebar"))
        others = set(beside.iter("audio")) if beside is not None else set()
        for player in self.players if column is None else column.iter("audio"):
            around = chain([player], player.iterancestors())
            names = ((each.get("class") or "").split() for each in around)
            if player not in others and not all(map(_PLAYER_CLASSES.isdisjoint, names)):
                yield from read_audio(player, base)
        types = self._meta("og:audio:type")
        for text in self._meta("og:audio", "og:audio:url", "og:audio:secure_url"):
            url = public_url(text, base)
            if url:
                yield Audio(url, types[0] if types else None, src=text)
        for each in _objects(self.ld.get("audio")):
            for text in _strings(each.get("contentUrl") or each.get("url")):
                url = public_url(text, base)
                if url:
                    kind = next(iter(_strings(each.get("encodingFormat"))), None)
                    yield Audio(url, kind, _seconds(each.get("duration")), src=text)


def _lines_of(element: _Element, apart: set[_Element]) -> str | None:
    """The lines of an element, up to the story if that is inside of it, without unseen text."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "start" and each.get("id") in ("storytext", "headerimg"):
            break
        if event == "start" and (each.tag in UNSEEN or (each in apart and each is not element)):
            walk.skip_subtree()
            continue
        if each.tag in BREAKS:
            parts.append("\n")
        if each is not element or event == "start":
            parts.append((each.text if event == "start" else each.tail) or "")
    lines = filter(None, map(normalise, "".join(parts).split("\n")))
    return "\n".join(lines) or None


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(normalise, texts))))


def _json_ld(scripts: Iterable[str]) -> dict[str, Any]:
    """The object that describes the story; empty if there is none, or the JSON is broken."""
    found = [each for script in scripts for each in _objects(_loaded(script))]
    typed = (each for each in found if _is_story(each))
    dated = (each for each in found if "datePublished" in each or "headline" in each)
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
    above = [each for each in _items(value) if isinstance(each, dict)]
    below = [each for graph in above for each in _items(graph.get("@graph"))]
    return [*above, *(each for each in below if isinstance(each, dict))]


def _strings(value: Any, *names: str) -> list[str]:
    """The strings of a JSON value: itself, its items, or what its objects call by `names`.

    >>> _strings(["a", {"@id": "b", "url": 1}], "@id", "url")
    ['a', 'b']
    """
    found = [
        part
        for each in _items(value)
        for part in ([each.get(name) for name in names] if isinstance(each, dict) else [each])
    ]
    return [each for each in found if isinstance(each, str)]


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
