"""Recordings of the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from attrs import evolve

from rfaparse._story.embeds import player_addresses
from rfaparse._urls import public_url
from rfaparse.model import Audio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_AUDIO_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "wma": "audio/x-ms-wma",
    "ra": "audio/vnd.rn-realaudio",
}
_STREAM = "/@@stream"
"""Plone 5's view of a recording."""
_ENDING = re.compile(r"\.([a-z0-9]+)(?:[?#].*)?$", re.IGNORECASE).search


def read_audio(audio: _Element, base: str | None) -> Iterator[Audio]:
    """The recordings of an ``audio`` element; its fallback sentence is not read."""
    for source in audio.iter("audio", "source"):
        src = source.get("src") or source.get("data-src")
        url = public_url(src, base) if src else None
        if url is not None:
            yield Audio(url, source.get("type"), src=src)


def read_plugin(player: _Element, base: str | None) -> Iterator[Audio]:
    """The recordings of an ``object`` or ``embed``: its address, or those in its variables.

    Flash players take them from ``flashvars`` or from the query of their own address, as
    ``soundFile=a.mp3,b.mp3``, percent-encoded or not.
    """
    addresses = [address for address in player_addresses(player) if address]
    variables = [address.partition("?")[2] for address in addresses]
    for part in [player] if player.tag == "embed" else player.iter("object", "embed", "param"):
        is_named = (part.get("name") or "").lower() == "flashvars"
        variables += filter(None, (part.get("flashvars"), part.get("value") if is_named else None))
    for text in variables:
        addresses += [part for _, value in parse_qsl(text) for part in value.split(",")]
    yield from _recordings(addresses, base)


def read_player_list(element: _Element, base: str | None) -> list[Audio]:
    """The recordings of ``ul.audio`` or ``.storyaudio``: its players', else its links'."""
    recordings: list[Audio] = []
    inside: set[_Element] = set()  # of a player that reads them too
    for player in element.iter("audio", "object", "embed"):
        if player in inside:
            continue
        recordings += (read_audio if player.tag == "audio" else read_plugin)(player, base)
        if player.tag != "embed":
            inside.update(player.iter(player.tag))
    return recordings or [*_recordings((a.get("href") or "" for a in element.iter("a")), base)]


def _recordings(addresses: Iterable[str], base: str | None) -> Iterator[Audio]:
    """The addresses that are recordings, by their extension."""
    for address in addresses:
        url = public_url(address, base)
        mime_type = mime_type_of(url) if url else None
        if url and (mime_type or url.endswith(_STREAM)):
            yield Audio(url, mime_type, src=address)


def mime_type_of(url: str) -> str | None:
    """The MIME type by the extension of `url`.

    >>> mime_type_of("https://www.rfa.org/a.mp3")
    'audio/mpeg'
    """
    ending = _ENDING(url)
    return _AUDIO_TYPES.get(ending[1].lower()) if ending else None


def merged_audio(recordings: Iterable[Audio]) -> tuple[Audio, ...]:
    """Each recording once, in order, with the fields of all its mentions."""
    merged: dict[str, Audio] = {}
    for recording in recordings:
        known = merged.setdefault(recording.url, recording)
        merged[recording.url] = Audio(
            recording.url,
            known.mime_type or recording.mime_type,
            known.duration or recording.duration,
            src=known.src or recording.src,
        )
    return tuple(
        audio if audio.mime_type else evolve(audio, mime_type=mime_type_of(audio.url))
        for audio in merged.values()
    )
