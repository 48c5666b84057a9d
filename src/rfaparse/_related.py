"""Related links: a list whose whole text is links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field
from lxml import etree

from rfaparse._embeds import UNSEEN
from rfaparse._text import is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import RelatedLink, RelatedLinks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MARKING = frozenset({"b", "strong", "i", "em", "u", "span", "font"})
_MEDIA = ("img", "iframe", "audio", "video", "object", "embed", "blockquote", "table")


def merged(first: RelatedLinks, second: RelatedLinks) -> RelatedLinks:
    """Neighbouring lists as one: editors wrote a ``ul`` for each entry."""
    return RelatedLinks(first.links + second.links)


def read_related(element: _Element, base: str | None) -> RelatedLinks | None:
    """The links of a ``ul``/``ol``, or None if it has other text, other content or no link."""
    plain = _plain_links(element, base)
    if plain:
        return RelatedLinks(plain)
    if next(element.iter(*_MEDIA), None) is not None:
        return None
    entries = _entries(element)
    if not entries:
        return None
    return RelatedLinks(tuple(entry.to_link(base) for entry in entries))


def _plain_links(element: _Element, base: str | None) -> tuple[RelatedLink, ...] | None:
    """The links of a list whose items have one link each and no other text, as most lists are.

    The link may stand in one ``b`` or the like, and have one inside; None for any other list.
    """
    links: list[RelatedLink] = []
    spaces = [element.text]
    for item in element:
        spaces.append(item.tail)
        each, href = item, None
        while len(each) == 1:
            spaces.append(each.text)
            each = each[0]
            spaces.append(each.tail)
            if each.tag == "a" and href is None:
                href = each.get("href")
            elif each.tag not in _MARKING:
                return None
        text = each.text
        if item.tag != "li" or len(each) or href is None or text is None or is_blank(text):
            return None
        links.append(RelatedLink(normalise(text), href, public_url(href, base)))
    return tuple(links) if all(not each or each.isspace() for each in spaces) else None


@define
class _Entry:
    """A title being read; one title may be split over several anchors of one address."""

    item: _Element | None
    href: str
    texts: list[str] = field(factory=list)

    def to_link(self, base: str | None) -> RelatedLink:
        return RelatedLink(normalise("".join(self.texts)), self.href, public_url(self.href, base))


def _entries(element: _Element) -> list[_Entry] | None:
    """The titled links below `element`; None if any text stands outside of a link."""
    entries: list[_Entry] = []
    for item, anchor, text in _runs(element):
        if is_blank(text):
            if entries:
                entries[-1].texts.append(text)
        elif anchor is None:
            return None
        else:
            href = anchor.get("href") or ""
            last = entries[-1] if entries else None
            if last is None or last.item is not item or not _same_place(last.href, href):
                last = _Entry(item, href)
                entries.append(last)
            last.texts.append(text)
    return entries


def _same_place(href: str, other: str) -> bool:
    return href == other or (public_url(href) or href) == (public_url(other) or other)


def _runs(element: _Element) -> Iterator[tuple[_Element | None, _Element | None, str]]:
    """The texts below `element`, each with the ``li`` and the link that it stands in."""
    items: list[_Element] = []
    anchors: list[_Element] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walk:
        if event == "start" and each.tag in UNSEEN:
            walk.skip_subtree()
            continue
        stack = items if each.tag == "li" else anchors if _is_link(each) else None
        if event == "start":
            if stack is not None:
                stack.append(each)
            text = each.text
        else:
            if stack is not None and event == "end":
                stack.pop()
            text = each.tail if each is not element else None
            if each.tag == "br":
                text = " " + (text or "")
        if text:
            yield items[-1] if items else None, anchors[-1] if anchors else None, text


def _is_link(element: _Element) -> bool:
    return element.tag == "a" and element.get("href") is not None
