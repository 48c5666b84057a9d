"""Related links: a list whose whole text is links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._markup import (
    ATTRIBUTES,
    UNSEEN,
    attributes_of,
    attributes_to,
    end_of,
    name_of,
    unescaped,
)
from rfaparse._text import is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import RelatedLink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfaparse._markup import Markup

_MEDIA = frozenset("img iframe audio video object embed blockquote table".split())


_LINK_START = rf'<a{attributes_to("href")}"HREF"{ATTRIBUTES}>'
_HREF = '[^"<>]*'
_ANCHOR = _LINK_START.replace("HREF", _HREF) + "(?:[^<]+|<b>[^<]+</b>|<strong>[^<]+</strong>)</a>"
_BREAKS = rf"\s*(?:<br{ATTRIBUTES} ?/?>\s*)*"
USUAL_LIST = (
    rf"ul{ATTRIBUTES}>{_BREAKS}(?:<li{ATTRIBUTES}>\s*"
    rf"(?:{_ANCHOR}|<b>{_ANCHOR}{_BREAKS}</b>|<strong>{_ANCHOR}{_BREAKS}</strong>){_BREAKS}"
    rf"</li>{_BREAKS})*</ul>"
)
"""An expression for a ``ul`` of one link an item, or of nothing, from behind its first bracket."""
_is_usual = re.compile(f"<{USUAL_LIST}").fullmatch
_LINKS = re.compile(_LINK_START.replace("HREF", f"({_HREF})") + r"(?:<\w+>)?([^<]+)").findall


def read_usual_list(text: str, base: str | None) -> list[RelatedLink] | None:
    """The links of a list that is as `USUAL_LIST` says; None if one has no title.

    It gives what `read_related` would give for the list.
    """
    found = _LINKS(text)
    if "&" in text:
        found = [(unescaped(href), unescaped(title)) for href, title in found]
    links: list[RelatedLink] = []
    for href, title in found:
        words = normalise(title)
        if is_blank(words):
            return None
        links.append(RelatedLink(words, href, public_url(href, base)))
    return links


def read_list(text: str, base: str | None) -> list[RelatedLink] | None:
    """The links of a list, if it is as `USUAL_LIST` says and each has a title; None if not."""
    return read_usual_list(text, base) if _is_usual(text) else None


def read_related(
    markup: Markup, start: int, end: int, base: str | None
) -> list[RelatedLink] | None:
    """The links of a ``ul``/``ol``, or None if it has other text, other content or no link.

    Args:
        markup: The story's.
        start: Place of the list's start.
        end: Place of its end.
        base: The story's public address.
    """
    entries: list[_Entry] = []
    for item, href, text in _runs(markup, start, end):
        if is_blank(text):
            if entries:
                entries[-1].texts.append(text)
        elif href is None:
            return None
        else:
            last = entries[-1] if entries else None
            if last is None or last.item != item or not _same_place(last.href, href):
                last = _Entry(item, href)
                entries.append(last)
            last.texts.append(text)
    if not entries or not _MEDIA.isdisjoint(map(name_of, markup.tags[start:end])):
        return None
    return [entry.to_link(base) for entry in entries]


@define
class _Entry:
    """A title being read; one title may be split over several anchors of one address."""

    item: int | None
    href: str
    texts: list[str] = field(factory=list)

    def to_link(self, base: str | None) -> RelatedLink:
        return RelatedLink(normalise("".join(self.texts)), self.href, public_url(self.href, base))


def _same_place(href: str, other: str) -> bool:
    return href == other or (public_url(href) or href) == (public_url(other) or other)


def _runs(markup: Markup, start: int, end: int) -> Iterator[tuple[int | None, str | None, str]]:
    """The texts of a list, each with the ``li`` and the link's address that it stands in."""
    items: list[int | None] = [None]
    hrefs: list[str | None] = [None]
    resume = start
    for place in range(start, end):
        if place < resume:
            continue
        tag, text = markup.tags[place], markup.texts[place]
        name = name_of(tag)
        if name in UNSEEN:
            resume = end_of(markup.tags, place)
            if resume > place:
                continue
        elif name == "br":
            text = " " + text
        elif tag[-1] != "/":
            _step(name, tag, place, items, hrefs)
        if text:
            yield items[-1], hrefs[-1], text


def _step(
    name: str, tag: str, place: int, items: list[int | None], hrefs: list[str | None]
) -> None:
    """Enter or leave an item or a link."""
    if name == "li":
        items.append(place)
    elif name == "/li":
        items.pop()
    elif name == "a":
        hrefs.append(attributes_of(tag).get("href", hrefs[-1]))
    elif name == "/a":
        hrefs.pop()
