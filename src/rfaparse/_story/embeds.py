"""Foreign players and posts. Those that a script would draw are made in `late_content`."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from rfaparse._story.figures import classes_of
from rfaparse._story.late_content import CHARTS
from rfaparse._story.visible import shown_text
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Embed, EmbedKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_KIND_OF_DOMAIN = {
    **dict.fromkeys(("youtube.com", "youtube-nocookie.com", "youtu.be"), EmbedKind.YOUTUBE),
    "kaltura.com": EmbedKind.KALTURA,
    **dict.fromkeys(("facebook.com", "fb.watch"), EmbedKind.FACEBOOK),
    **dict.fromkeys(("twitter.com", "x.com"), EmbedKind.TWEET),
    "instagram.com": EmbedKind.INSTAGRAM,
    "soundcloud.com": EmbedKind.SOUNDCLOUD,
    **dict.fromkeys(("flourish.studio", "flo.uri.sh"), EmbedKind.FLOURISH),
    **dict.fromkeys(("tableau.com", "tableausoftware.com"), EmbedKind.TABLEAU),
}
_KIND_OF_CLASS = {
    "flourish-embed": EmbedKind.FLOURISH,
    "tableauViz": EmbedKind.TABLEAU,
    "kaltura": EmbedKind.KALTURA,
}
_FLOURISH = "https://public.flourish.studio/"
"""The base of a chart's ``data-src`` (``visualisation/123``)."""
_ADDRESS_PARAMS = frozenset({"movie", "src", "url", "filename"})
"""Names of the ``param`` with the address that a plug-in shows."""
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
    """The site of the post in a ``blockquote``, or None if it is a quotation."""
    kinds = (_POST_CLASSES.get(name) for name in classes_of(blockquote))
    return next(filter(None, kinds), None)


def read_post(blockquote: _Element, kind: EmbedKind, base: str | None) -> Embed:
    """The embed of ``blockquote.twitter-tweet`` and similar, loose text included."""
    hrefs = [a.get("href") or "" for a in blockquote.iter("a")]
    address = blockquote.get("data-instgrm-permalink") or next(
        filter(_POST_ADDRESS.match, reversed(hrefs)), None
    )
    url = public_url(address, base) if address else None
    return Embed(kind, url, normalise(shown_text(blockquote)))


def read_player(player: _Element, base: str | None) -> Embed | None:
    """The embed of an ``iframe``, ``video``, ``object`` or ``embed``; None if it shows nothing."""
    known = next(filter(None, map(_KIND_OF_CLASS.get, classes_of(player))), None)
    addresses = list(filter(None, player_addresses(player)))
    if known is None and not addresses:
        return None
    url = next(filter(None, (public_url(address, base) for address in addresses)), None)
    kind = known or _kind_of(url) or _KIND_OF_TAG.get(str(player.tag), EmbedKind.OBJECT)
    return Embed(kind, url)


def player_addresses(player: _Element) -> Iterator[str | None]:
    """The addresses that a player may show, in the order of its attributes and parts."""
    yield from map(player.get, ("src", "data-src", "data-url", "data"))
    if player.tag == "embed":  # it has no end tag: what a parser puts inside it follows it
        return
    params: dict[str, str] = {}
    for part in player.iterdescendants("source", "embed", "object", "iframe", "audio", "param"):
        name = (part.get("name") or "").lower()
        if part.tag != "param" or name in _ADDRESS_PARAMS:
            yield from map(part.get, ("src", "data-src", "data", "value"))
        else:
            params[name] = unquote(part.get("value") or "")
    if "host_url" in params and "name" in params:  # Tableau's
        host, site = params["host_url"].rstrip("/"), params.get("site_root", "").rstrip("/")
        yield f"{host}{site}/views/{params['name']}"


def read_chart(division: _Element, classes: list[str]) -> Embed | None:
    """The embed of ``div.flourish-embed``, unless its script already added an ``iframe``.

    That of ``div.tableauPlaceholder`` is its ``object``; the picture before it, which a browser
    shows until then, is taken out.
    """
    if CHARTS.isdisjoint(classes):
        return None
    player = next(division.iter("object", "iframe"), None)
    if player is None:
        return read_player(division, _FLOURISH) if "flourish-embed" in classes else None
    before = takewhile(lambda element: element is not player, division.iter("img", str(player.tag)))
    for img in list(before):
        img.tag = "span"
    return None


def _kind_of(url: str | None) -> EmbedKind | None:
    """The kind of the player at `url`, by its domain."""
    address = _HOST(url) if url else None
    domain = address[1].lower() if address else ""
    while domain and domain not in _KIND_OF_DOMAIN:
        domain = domain.partition(".")[2]
    return _KIND_OF_DOMAIN.get(domain)
