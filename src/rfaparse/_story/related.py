"""Related links: a list whose whole text is links."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rfaparse._story.marks import LINK
from rfaparse._text import is_blank
from rfaparse._urls import public_url
from rfaparse.model import RelatedLink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse._story.marks import Stretch

Item: TypeAlias = "tuple[int, str, list[Stretch]]"
"""A line of a list: the number of its ``li``, its text, and its marked stretches."""


def related_links(items: Iterable[Item], base: str | None) -> list[RelatedLink]:
    """The links of a list; none if it has other text.

    Args:
        items: The list's lines.
        base: The story's public address.
    """
    links: list[RelatedLink] = []
    latest = 0
    for entry, text, stretches in items:
        end = 0
        for (kind, href), start, stop in stretches:
            title = text[start:stop]
            if kind is not LINK or href is None or is_blank(title):
                continue
            gap = text[end:start]
            if gap and not is_blank(gap):
                return []
            last = links[-1] if links and entry == latest else None
            if last and (last.href == href or _address(last.href) == _address(href)):
                # one title, split over several anchors
                title = f"{last.title}{gap if end else ' '}{title}"
                links[-1] = RelatedLink(title, last.href, last.url)
            else:
                links.append(RelatedLink(title, href, public_url(href, base)))
            latest, end = entry, stop
        if not is_blank(text[end:]):
            return []
    return links


def _address(href: str) -> str:
    return public_url(href) or href
