"""Related links: a list whose whole text is links."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rfaparse._story.marks import LINK
from rfaparse._text import is_blank
from rfaparse.model import RelatedLink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse._story.marks import Stretch

Item: TypeAlias = "tuple[int, str, list[Stretch]]"
"""A line of a list: the number of its entry, its text, and its marked stretches."""


def related_links(items: Iterable[Item]) -> list[RelatedLink]:
    """The links of a list, given its lines; none if it has other text."""
    links: list[tuple[list[str], str, str | None]] = []
    latest = 0
    for entry, text, stretches in items:
        end = 0
        for (kind, href, url), start, stop in stretches:
            title = text[start:stop]
            if kind is not LINK or href is None or is_blank(title):
                continue
            gap = text[end:start]
            if gap and not is_blank(gap):
                return []
            last = links[-1] if links and entry == latest else None
            if last and (last[1] == href or (url is not None and last[2] == url)):
                # one title, split over several anchors
                last[0].extend((gap if end else " ", title))
            else:
                links.append(([title], href, url))
            latest, end = entry, stop
        if not is_blank(text[end:]):
            return []
    return [RelatedLink("".join(titles), href, url) for titles, href, url in links]
