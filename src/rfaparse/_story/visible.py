"""Which text of an element a browser shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rfaparse._story.late_content import load
from rfaparse._story.lines import BREAKS

if TYPE_CHECKING:
    from lxml.etree import _Element

UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "meta", "link"})
"""Elements whose text browsers do not show."""
_OF_STORIES = ("p", "div", "br", "img", "a", "ul")
"""Elements that never occur in an island of Word's XML, unless its end tag is missing."""
APART = frozenset({"iframe", "audio", "video", "object"})
"""Elements whose text is a fallback for a missing player."""


def drop_unseen(element: _Element) -> None:
    """Remove from a tree what browsers do not show, and Word's XML islands.

    First, scripts are replaced by what they would have added.
    """
    candidates = [*element.iterdescendants("xml", *UNSEEN)]
    if not candidates:
        return
    for island in candidates:
        if island.tag == "xml" and next(island.iter(*_OF_STORIES), None) is None:
            island.tag = "style"
    unseen = [candidate for candidate in candidates if candidate.tag != "xml"]
    load(element, unseen)
    for hidden in reversed(unseen):
        if hidden.tag in UNSEEN:
            hidden.text = None
            del hidden[:]
    etree.strip_tags(element, *UNSEEN)


def text_of(element: _Element) -> str:
    """All text of an element and of its descendants."""
    if not len(element):
        return element.text or ""
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return text


def shown_text(element: _Element) -> str:
    """The text of an element that a browser shows, without that in players; a break is a space."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner.tag in BREAKS:
            parts.append(" ")
        if event == "end":
            parts.append((inner.tail or "") if inner is not element else "")
        elif inner.tag in APART:
            walk.skip_subtree()
        else:
            parts.append(inner.text or "")
    return "".join(parts)
