"""Recordings of the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

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
_ENDING = re.compile(r"\.([a-z0-9]+)(?:[?#].*)?$", re.IGNORECASE).search


def read_audio(audio: _Element, base: str | None) -> Iterator[Audio]:
    """The recordings of an ``audio`` element; its fallback sentence is not read."""
    for each in audio.iter("audio", "source"):
        src = each.get("src")
        url = public_url(src, base) if src else None
        if url is not None:
            yield Audio(url, each.get("type") or mime_type_of(url))


def mime_type_of(url: str) -> str | None:
    """The MIME type by the ending of `url`.

    >>> mime_type_of("https://www.rfa.org/a.mp3")
    'audio/mpeg'
    """
    ending = _ENDING(url)
    return _AUDIO_TYPES.get(ending[1].lower()) if ending else None


def merged_audio(recordings: Iterable[Audio]) -> tuple[Audio, ...]:
    """Each recording once, in order, with what any mention of it says."""
    merged: dict[str, Audio] = {}
    for each in recordings:
        known = merged.setdefault(each.url, each)
        merged[each.url] = Audio(
            each.url,
            known.mime_type or each.mime_type,
            known.duration or each.duration,
            src=known.src or each.src,
        )
    return tuple(
        each if each.mime_type else evolve(each, mime_type=mime_type_of(each.url))
        for each in merged.values()
    )
