"""One story as plone.restapi writes it: JSON with the fields of RFA's content type ``story``.

url            ``@id``
title, description, subjects, language, modified: the same
published      ``effective``
created        ``created``, unless it is the time of a copy
byline_field   ``story_byline``
dateline       ``story_dateline``
lead_image     ``image``, ``image_caption``, ``image_copyright``; of a story that Plone 4 made,
               ``p4_image`` with ``description`` and ``Rights``
slideshow      ``story_slideshow``
audio          ``audio_file``, ``additional_audio``; of a story that Plone 4 made, ``p4_audio``
related        ``manual_related_stories``

``text`` is the story's HTML. A file is ``{"download": …, "content-type": …}``, a related object
``{"@id": …, "title": …}``. No exported slideshow was available, so both are read in lists, also
within a row of its own. A value of another type than Plone writes counts as absent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from rfaparse._source.decode import clean_text
from rfaparse._source.foreign_trees import legal
from rfaparse._source.metadata import Metadata
from rfaparse._source.mistaken import mistaken, wrong_type
from rfaparse._source.source import open_fragment
from rfaparse._source.timestamps import moment
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.errors import EmptySource, NotAStory, RfaparseError, SourceTooLarge
from rfaparse.model import Audio, Image, RelatedLink, Wrapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from rfaparse._source.source import Source

_STORY_TYPES = frozenset({"story", "news item"})
_STORY_FIELDS = frozenset({"story_byline", "story_dateline", "story_slideshow"})
_OTHER_TYPES = frozenset(
    {"section", "folder", "collection", "topic", "image", "file", "link", "audio clip"}
    | {"plone site", "event", "comment", "discussion item"}
)
_ADDRESS = ("download", "@id", "url", "src", "href")
_FILE = ("image", "audio_file", "audio", "file")
"""The names under which a row or an object may have a file."""
_CAPTION = ("image_caption", "caption", "description")
_COPYRIGHT = ("image_copyright", "copyright", "Rights", "rights")
_MOST_PIXELS = 1_000_000
_SHOWN = 60
_REMEDY = "pass one story as plone.restapi writes it; HTML goes to rfaparse.parse()"


def open_plone(source: str | bytes | Mapping[str, object], max_length: int) -> Source:
    """The story of Plone's JSON: its text as a tree, and its other fields as metadata."""
    if isinstance(source, Mapping):
        story: object = source
    elif isinstance(source, (str, bytes, bytearray, memoryview)):
        story = _loaded(_json_text(source, max_length))
    else:
        raise wrong_type(source, "str, bytes or a mapping")
    if not isinstance(story, Mapping):
        raise NotAStory(f"the JSON is {_kind_of(story)}", _REMEDY)
    html = _html(story.get("text"))
    _demand_story(story, html)
    metadata, markup = _metadata(story), b""
    if html:
        html, markup = clean_text(html, None, max_length)
    elif not (metadata.lead_image or metadata.slideshow or metadata.audio):
        empty = "a story of Plone's without text, picture or recording"
        raise EmptySource(empty, "export it again, with its text", url=metadata.url)
    return open_fragment(html, markup, Wrapping.PLONE_JSON, metadata)


def is_plone(value: object) -> bool:
    """Whether a JSON object is Plone's, a story or not."""
    return isinstance(value, Mapping) and (
        "@type" in value or isinstance(value.get("text"), Mapping)
    )


def objects_of(source: bytes, max_length: int) -> list[Mapping[str, object] | RfaparseError]:
    """The objects of JSON, or an error for what is not one.

    JSON is an object, one per line, an array, or a list of restapi's whose items are whole.
    """
    text = _json_text(source, max_length)
    whole = _loaded_or_error(text)
    values = whole if isinstance(whole, list) else [whole]
    if isinstance(whole, RfaparseError):
        lines = [_loaded_or_error(line) for line in text.split("\n") if line.strip()]
        values = lines if any(isinstance(line, Mapping) for line in lines) else values
    return [
        value
        if isinstance(value, (Mapping, RfaparseError))
        else NotAStory(f"the JSON is {_kind_of(value)}", _REMEDY)
        for listed in values
        for value in _listed(listed)
    ]


def _listed(value: object) -> list[object]:
    """The items of a folder or a search, if they are whole (``fullobjects``); else the value."""
    items = value.get("items") if isinstance(value, Mapping) and not value.get("text") else None
    rows = items if isinstance(items, list) else []
    return rows if any(isinstance(row, Mapping) and row.get("text") for row in rows) else [value]


def _json_text(source: str | bytes | bytearray | memoryview, max_length: int) -> str:
    encoding = None if isinstance(source, str) else json.detect_encoding(bytes(source[:4]))
    is_wide = encoding is not None and not encoding.startswith("utf-8")
    text, _ = clean_text(source, encoding if is_wide else None, max_length)
    return text


def _loaded(text: str) -> object:
    try:
        value: object = json.loads(text, strict=False, parse_int=float)
    except RecursionError:
        deep = "JSON nested too deep", "Plone's stories are not; export it again"
        raise SourceTooLarge(*deep) from None
    except ValueError as error:
        broken = (f"it is not JSON, or broken: {error}", _REMEDY)
        raise NotAStory(*(mistaken(text) or broken)) from None
    return value


def _loaded_or_error(line: str) -> object:
    try:
        return _loaded(line)
    except RfaparseError as error:
        return error


def _demand_story(item: Mapping[str, object], html: str) -> None:
    """Refuse an object that is not a story, by its type, or because it has no text or fields.

    Types that RFA never had count as stories if they have a text, and list no items.
    """
    kind = _said(item, "@type")
    is_other = kind.lower() in _OTHER_TYPES
    is_story = kind.lower() in _STORY_TYPES or not _STORY_FIELDS.isdisjoint(item)
    if not is_other and (is_story or (html and "items" not in item)):
        return
    message, items = _said(item, "message", "error"), item.get("items")
    if message and not html:
        found = f"Plone's error {_short(_said(item, 'type') or 'message')}: {_short(message)}"
    elif kind:
        found = f"Plone's JSON of a {_short(kind)}, which is not a story"
    else:
        keys = ", ".join(_short(str(key)) for key in list(item)[:3])
        found = f"a JSON object without a story's text; it has {keys or 'nothing'}"
    listed = f" (it lists {len(items)} items)" if isinstance(items, (list, tuple)) else ""
    raise NotAStory(found + listed, _REMEDY, url=public_url(_said(item, "@id")))


def _kind_of(value: object) -> str:
    if isinstance(value, list):
        return f"an array of {len(value)}"
    if value is None:
        return "null"
    return {str: "a string", bool: "a truth value"}.get(type(value), "a number")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _html(text: object) -> str:
    html = _said(text, "data")
    if isinstance(text, Mapping) and text.get("content-type") == "text/plain":
        html = "<br>".join(map(escape, html.splitlines()))
    return html


def _metadata(item: Mapping[str, object]) -> Metadata:
    parent = _said(item.get("parent"), "@id")
    url = _said(item, "@id", "url") or (f"{parent}/{_said(item, 'id')}" if parent else None)
    base = public_url(url or "")
    published = _date(item, "effective")
    created = _date(item, "created")
    if created and published and created - published > timedelta(days=1):
        created = None  # of the copy that was moved here
    subjects = (normalise(_said(row, "title", "token")) for row in _rows(item.get("subjects")))
    lines = map(str.strip, _said(item, "story_byline").splitlines())
    return Metadata(
        url=url,
        title=_said(item, "title") or None,
        description=_said(item, "description") or None,
        created=created,
        published=published,
        modified=_date(item, "modified"),
        subjects=tuple(dict.fromkeys(filter(None, subjects))),
        audio=tuple(_recordings(item, base)),
        language=_said(item.get("language"), "token") or None,
        byline_field="\n".join(filter(None, lines)) or None,
        dateline=normalise(_said(item, "story_dateline")) or None,
        lead_image=_lead_image(item, base),
        slideshow=tuple(_images(_rows(item.get("story_slideshow")), base)),
        related=tuple(_related(item, base)),
    )


def _date(item: Mapping[str, object], name: str) -> datetime | None:
    return moment(_said(item, name))


def _lead_image(item: Mapping[str, object], base: str | None) -> Image | None:
    about = {name: item[name] for name in ("image_caption", "image_copyright") if _said(item, name)}
    media = ({**_medium(item.get(name)), **about} for name in ("image", "p4_image"))
    return next(_images(media, base), None)


def _images(values: Iterable[object], base: str | None) -> Iterator[Image]:
    for medium in map(_medium, values):
        src = _said(medium, *_ADDRESS)
        if src:
            yield Image(
                src,
                url=public_url(src, base),
                alt=_said(medium, "alt", "image_alt") or None,
                title=_said(medium, "title") or None,
                width=_pixels(medium.get("width")),
                height=_pixels(medium.get("height")),
                caption=normalise(_said(medium, *_CAPTION)) or None,
                copyright=normalise(_said(medium, *_COPYRIGHT)) or None,
            )


def _recordings(item: Mapping[str, object], base: str | None) -> Iterator[Audio]:
    for name in ("audio_file", "p4_audio", "additional_audio"):
        for medium in map(_medium, _rows(item.get(name))):
            src = _said(medium, *_ADDRESS)
            url = public_url(src, base) if src else None
            if url is not None:
                yield Audio(url, _said(medium, "content-type") or None, src=src)


def _related(item: Mapping[str, object], base: str | None) -> Iterator[RelatedLink]:
    for story in _rows(item.get("manual_related_stories")):
        if isinstance(story, Mapping):
            title, href = normalise(_said(story, "title")), _said(story, "@id", "url", "href")
            if title and href:
                yield RelatedLink(title, href, public_url(href, base))


def _medium(value: object) -> Mapping[str, object]:
    """The fields of a picture or recording, those of its file included."""
    if not isinstance(value, Mapping):
        return {"@id": value}
    files = (value.get(name) for name in _FILE)
    file = next((file for file in files if isinstance(file, (Mapping, str))), {})
    medium = {**value, **({"download": file} if isinstance(file, str) else file)}
    return medium if _said(medium, "download") else {**medium, **_largest(medium.get("scales"))}


def _largest(scales: object) -> Mapping[str, object]:
    sizes = scales.values() if isinstance(scales, Mapping) else ()
    media = [size for size in sizes if isinstance(size, Mapping)]
    return max(media, key=lambda medium: _pixels(medium.get("width")) or 0, default={})


def _pixels(value: object) -> int | None:
    if type(value) not in (int, float) or not 0 < value < _MOST_PIXELS:  # type: ignore[operator]
        return None
    return int(value)  # type: ignore[call-overload, no-any-return]


def _rows(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _said(value: object, *names: str) -> str:
    """The text of a value: itself, or an object's first of `names` that has one."""
    values = [value.get(name) for name in names] if isinstance(value, Mapping) else [value]
    texts = (legal(text).strip() for text in values if isinstance(text, str))
    return next(filter(None, texts), "")
