"""Related links: a list whose whole text is links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from rfaparse._story.visible import MEDIA, text_of
from rfaparse._text import is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import RelatedLink

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_IN_LINKS = frozenset({"img", "table", *MEDIA})
"""Elements that a list of links never has."""


@define
class _Entry:
    """A link being read; one title may be split over several anchors of one address."""

    a: _Element
    href: str
    title: str

    def goes_on_in(self, a: _Element, href: str) -> bool:
        """Whether another anchor has the rest of the title."""
        if _item_of(self.a) is not _item_of(a):
            return False
        return self.href == href or _address(self.href) == _address(href)


def read_related(ul: _Element, base: str | None) -> list[RelatedLink] | None:
    """The links of a ``ul`` or ``ol``; None if it has other text, other content or no link.

    Args:
        ul: The list. Its ``br`` become spaces.
        base: The story's public address.
    """
    anchors: list[_Element] = []
    for each in ul.iter():
        if each.tag == "a":
            anchors.append(each)
        elif each.tag == "br":
            each.tail = f" {each.tail or ''}"
        elif each.tag in _NOT_IN_LINKS:
            return None
    return [
        RelatedLink(normalise(each.title), each.href, public_url(each.href, base))
        for each in _entries(ul, anchors)
    ] or None


def _entries(ul: _Element, anchors: list[_Element]) -> list[_Entry]:
    """The links of a list; none if there is text outside them."""
    entries: list[_Entry] = []
    whole, offset = text_of(ul) if anchors else "", 0
    for a in anchors:
        href, text = a.get("href"), text_of(a)
        if href is None or is_blank(text):
            continue
        start = whole.find(text, offset)
        gap = whole[offset:start]
        if start < 0 or not is_blank(gap):
            return []
        offset = start + len(text)
        if entries and entries[-1].goes_on_in(a, href):
            entries[-1].title += gap + text
        else:
            entries.append(_Entry(a, href, text))
    return entries if is_blank(whole[offset:]) else []


def _address(href: str) -> str:
    return public_url(href) or href


def _item_of(a: _Element) -> _Element | None:
    return next(a.iterancestors("li"), None)
