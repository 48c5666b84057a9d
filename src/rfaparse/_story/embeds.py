"""Foreign players and posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse._story.figures import classes_of
from rfaparse._story.visible import take_text
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Embed, EmbedKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND_OF_DOMAIN = {
    **dict.fromkeys(("youtube.com", "youtube-nocookie.com", "youtu.be"), EmbedKind.YOUTUBE),
    "kaltura.com": EmbedKind.KALTURA,
    **dict.fromkeys(("facebook.com", "fb.watch"), EmbedKind.FACEBOOK),
    **dict.fromkeys(("twitter.com", "x.com"), EmbedKind.TWEET),
    "instagram.com": EmbedKind.INSTAGRAM,
    "soundcloud.com": EmbedKind.SOUNDCLOUD,
}
_KIND_OF_TAG = {"video": EmbedKind.VIDEO, "iframe": EmbedKind.IFRAME}
_POST_CLASSES = {
    "twitter-tweet": EmbedKind.TWEET,
    "twitter-video": EmbedKind.TWEET,
    "instagram-media": EmbedKind.INSTAGRAM,
}
_POST_ADDRESS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\S+/status|instagram\.com/(?:p|reel|tv))/"
)
_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)").match


def post_kind(blockquote: _Element) -> EmbedKind | None:
    """Whose post a ``blockquote`` embeds, or None if it is a quotation."""
    kinds = (_POST_CLASSES.get(name) for name in classes_of(blockquote))
    return next(filter(None, kinds), None)


def read_post(blockquote: _Element, kind: EmbedKind, base: str | None) -> Embed:
    """The embed of ``blockquote.twitter-tweet`` and its like, loose text included."""
    hrefs = [a.get("href") or "" for a in blockquote.iter("a")]
    address = blockquote.get("data-instgrm-permalink") or next(
        filter(_POST_ADDRESS.match, reversed(hrefs)), None
    )
    url = public_url(address, base) if address else None
    return Embed(kind, url, normalise(take_text(blockquote)))


def read_player(player: _Element, base: str | None) -> Embed | None:
    """The embed of an ``iframe``, ``video``, ``object`` or ``embed``; None if it shows nothing."""
    sources = (each.get("src") for each in player.iterdescendants("source", "embed"))
    address = (
        player.get("src") or player.get("data-src") or player.get("data") or next(sources, None)
    )
    if not address:
        return None
    url = public_url(address, base)
    kind = _kind_of(url) or _KIND_OF_TAG.get(str(player.tag), EmbedKind.OBJECT)
    return Embed(kind, url)


def _kind_of(url: str | None) -> EmbedKind | None:
    """Whose player is at `url`, by its domain."""
    address = _HOST(url) if url else None
    domain = address[1].lower() if address else ""
    while domain and domain not in _KIND_OF_DOMAIN:
        domain = domain.partition(".")[2]
    return _KIND_OF_DOMAIN.get(domain)
