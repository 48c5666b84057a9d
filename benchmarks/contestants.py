"""The contestants of the speed benchmark: the floors, rfaparse and the peers.

Each peer does the nearest thing that it can. `compare` makes the same calls and scores them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import compare
import html5lib
import trafilatura
from instructions import bare, bare_feed, read_feed
from selectolax.lexbor import LexborHTMLParser

import rfaparse
from rfaparse.export import json

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = "lxml tree"


def whole(text: str) -> rfaparse.Article:
    """Everything that rfaparse gives."""
    return rfaparse.parse(text)


def by_html5lib(text: str) -> rfaparse.Article:
    """The same articles from html5lib's trees."""
    return rfaparse.parse(text, parser="html5lib")


def to_json(text: str) -> str:
    """The whole way from HTML to JSON."""
    return json.to_json(rfaparse.parse(text))


def trafilatura_text(text: str) -> str | None:
    """Its text alone."""
    extracted: str | None = trafilatura.extract(text)
    return extracted


FLOORS: dict[str, Callable[[str], Any]] = {
    BARE: bare,
    "selectolax tree": LexborHTMLParser,
    "html5lib tree": html5lib.parse,
}
OURS: dict[str, Callable[[str], Any]] = {"rfaparse": whole}
PEERS: dict[str, Callable[[str], Any]] = {
    "resiliparse": compare.by_resiliparse,
    **compare.WITH_FUNDUS,
    "justext": compare.by_justext,
    "readability-lxml": compare.by_readability,
    "trafilatura (text)": trafilatura_text,
    "trafilatura": compare.by_trafilatura,
    "goose3": compare.by_goose,
    "newspaper4k": compare.by_newspaper,
}
POSTS: dict[str, Callable[[str], Any]] = {BARE: bare, "rfaparse": whole}
FEEDS: dict[str, Callable[[str], Any]] = {BARE: bare_feed, "rfaparse": read_feed}
EVERYONE = {**FLOORS, **OURS, **PEERS}


def gives_text(answer: Any) -> bool:
    """Whether the answer of a peer that should give text has any."""
    text = answer.get("text") if isinstance(answer, dict) else answer
    return text is not None and text != ""
