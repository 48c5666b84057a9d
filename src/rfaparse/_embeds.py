"""Foreign players and posts, and recordings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse._markup import attributes_of, name_of, seen
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Audio, Embed, EmbedKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rfaparse._markup import Markup

_KIND_OF_DOMAIN = {
    **dict.fromkeys(("youtube.com", "youtube-nocookie.com", "youtu.be"), EmbedKind.YOUTUBE),
    "kaltura.com": EmbedKind.KALTURA,
    **dict.fromkeys(("facebook.com", "fb.watch"), EmbedKind.FACEBOOK),
    **dict.fromkeys(("twitter.com", "x.com"), EmbedKind.TWEET),
    "instagram.com": EmbedKind.INSTAGRAM,
    "soundcloud.com": EmbedKind.SOUNDCLOUD,
}
_POST_CLASSES = {
    "twitter-tweet": EmbedKind.TWEET,
    "twitter-video": EmbedKind.TWEET,
    "instagram-media": EmbedKind.INSTAGRAM,
}
_POST_ADDRESS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\S+/status|instagram\.com/(?:p|reel|tv))/"
)
_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)").match
_AUDIO_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "wma": "audio/x-ms-wma",
    "ra": "audio/vnd.rn-realaudio",
}


def post_kind(classes: list[str]) -> EmbedKind | None:
    """Whose post a ``blockquote`` with `classes` embeds, or None if it is a quotation."""
    return next((_POST_CLASSES[name] for name in classes if name in _POST_CLASSES), None)


def read_post(markup: Markup, start: int, end: int, kind: EmbedKind, base: str | None) -> Embed:
    """The embed of ``blockquote.twitter-tweet`` and its like, loose text included."""
    attributes = attributes_of(markup.tags[start])
    address = attributes.get("data-instgrm-permalink") or next(
        (href for href in _hrefs(reversed(markup.tags[start:end])) if _POST_ADDRESS.match(href)),
        None,
    )
    url = public_url(address, base) if address else None
    return Embed(kind, url, normalise("".join(seen(markup, start, end))))


def _hrefs(tags: Iterable[str]) -> Iterator[str]:
    return (attributes_of(tag).get("href", "") for tag in tags if name_of(tag) == "a")


def read_player(tags: list[str], base: str | None) -> Embed | None:
    """The embed of an ``iframe``, ``video``, ``object`` or ``embed``; None if it shows nothing.

    Args:
        tags: The element's, and those of what is in it.
        base: The story's public address.
    """
    attributes = attributes_of(tags[0])
    address = (
        attributes.get("src")
        or attributes.get("data-src")
        or attributes.get("data")
        or next((each.get("src") for each in elements(tags[1:], "source", "embed")), None)
    )
    url = public_url(address, base) if address else None
    if not address:
        return None
    return Embed(_player_kind(name_of(tags[0]), url), url)


def elements(tags: Iterable[str], *names: str) -> Iterator[dict[str, str]]:
    """The attributes of each start among `tags` with one of `names`."""
    return (attributes_of(tag) for tag in tags if name_of(tag) in names)


def _player_kind(tag: str, url: str | None) -> EmbedKind:
    address = _HOST(url) if url else None
    domain = address[1].lower() if address else ""
    while domain:
        if domain in _KIND_OF_DOMAIN:
            return _KIND_OF_DOMAIN[domain]
        domain = domain.partition(".")[2]
    if tag == "video":
        return EmbedKind.VIDEO
    return EmbedKind.IFRAME if tag == "iframe" else EmbedKind.OBJECT


def read_audio(sources: Iterable[Mapping[str, str]], base: str | None) -> Iterator[Audio]:
    """The recordings of an ``audio`` element; its fallback sentence is not read.

    Args:
        sources: The attributes of the element, and of each ``source`` in it.
        base: The story's public address.
    """
    for each in sources:
        src = each.get("src")
        url = public_url(src, base) if src else None
        if url is not None:
            yield Audio(url, each.get("type") or mime_type_of(url))


def mime_type_of(url: str) -> str | None:
    """The MIME type that the end of `url` tells.

    >>> mime_type_of("https://www.rfa.org/a.mp3")
    'audio/mpeg'
    """
    ending = re.search(r"\.([a-z0-9]+)(?:[?#].*)?$", url, re.IGNORECASE)
    return _AUDIO_TYPES.get(ending[1].lower()) if ending else None
