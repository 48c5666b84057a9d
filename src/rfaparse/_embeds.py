"""Foreign players and posts, and recordings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Audio, Embed, EmbedKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "meta", "link"})
"""Elements whose text no reader sees."""
_PLAYERS = frozenset({"iframe", "audio", "video", "object"})
"""Elements whose text is a fallback."""

_HOSTS = (
    (EmbedKind.YOUTUBE, ("youtube.com", "youtube-nocookie.com", "youtu.be")),
    (EmbedKind.KALTURA, ("kaltura.com",)),
    (EmbedKind.FACEBOOK, ("facebook.com", "fb.watch")),
    (EmbedKind.TWEET, ("twitter.com", "x.com")),
    (EmbedKind.INSTAGRAM, ("instagram.com",)),
    (EmbedKind.SOUNDCLOUD, ("soundcloud.com",)),
)
_POST_CLASSES = {
    "twitter-tweet": EmbedKind.TWEET,
    "twitter-video": EmbedKind.TWEET,
    "instagram-media": EmbedKind.INSTAGRAM,
}
_POST_ADDRESS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\S+/status|instagram\.com/(?:p|reel|tv))/"
)
_AUDIO_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "wma": "audio/x-ms-wma",
    "ra": "audio/vnd.rn-realaudio",
}


def post_kind(element: _Element) -> EmbedKind | None:
    """Whose post a ``blockquote`` embeds, or None if it is a quotation."""
    classes = (element.get("class") or "").split()
    return next((_POST_CLASSES[name] for name in classes if name in _POST_CLASSES), None)


def read_post(element: _Element, kind: EmbedKind, base: str | None) -> Embed:
    """The embed of ``blockquote.twitter-tweet`` and its like, loose text included."""
    hrefs = [anchor.get("href") or "" for anchor in element.iter("a")]
    address = element.get("data-instgrm-permalink") or next(
        (href for href in reversed(hrefs) if _POST_ADDRESS.match(href)), None
    )
    url = public_url(address, base) if address else None
    return Embed(kind, url, normalise("".join(_visible(element))))


def _visible(element: _Element) -> Iterator[str]:
    """The texts below `element` that a reader sees; breaks and blocks are spaces."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walk:
        if event == "start":
            if each.tag in UNSEEN or each.tag in _PLAYERS:
                walk.skip_subtree()
            elif each.text:
                yield each.text
        elif each is not element:
            if each.tag in ("br", "p", "div"):
                yield " "
            if each.tail:
                yield each.tail


def read_player(element: _Element, base: str | None) -> Embed | None:
    """The embed of an ``iframe``, ``video``, ``object`` or ``embed``; None if it shows nothing."""
    address = (
        element.get("src")
        or element.get("data-src")
        or element.get("data")
        or next((each.get("src") for each in element.iter("source", "embed")), None)
    )
    url = public_url(address, base) if address else None
    if not address:
        return None
    return Embed(_player_kind(str(element.tag), url), url)


def _player_kind(tag: str, url: str | None) -> EmbedKind:
    address = re.match(r"https?://(?:[^/@]*@)?([^/:?#]+)", url or "")
    host = address[1].lower() if address else ""
    for kind, domains in _HOSTS:
        if any(host == domain or host.endswith("." + domain) for domain in domains):
            return kind
    if tag == "video":
        return EmbedKind.VIDEO
    return EmbedKind.IFRAME if tag == "iframe" else EmbedKind.OBJECT


def read_audio(element: _Element, base: str | None) -> Iterator[Audio]:
    """The recordings of an ``audio`` element; its fallback sentence is not read."""
    for each in (element, *element.iter("source")):
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
