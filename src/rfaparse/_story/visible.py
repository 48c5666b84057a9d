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
MEDIA = (*APART, "embed", "blockquote")
"""Elements that may be a block without text."""


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
    for parent in dict.fromkeys(hidden.getparent() for hidden in unseen):
        if parent is not None:
            _drop_unseen_of(parent)


def _drop_unseen_of(parent: _Element) -> None:
    """Remove the invisible elements of `parent`, and join the texts around them.

    lxml's own `strip_elements` leaves many texts in a row, and joins them in quadratic time.
    """
    kept, texts = None, [parent.text]
    for child in list(parent):
        if child.tag in UNSEEN:
            texts.append(child.tail)
            parent.remove(child)
        else:
            _set_text(parent, kept, texts)
            kept, texts = child, [child.tail]
    _set_text(parent, kept, texts)


def _set_text(parent: _Element, kept: _Element | None, texts: list[str | None]) -> None:
    if len(texts) > 1:
        text = "".join(filter(None, texts)) or None
        if kept is None:
            parent.text = text
        else:
            kept.tail = text


def text_of(element: _Element) -> str:
    """All text of an element and of its descendants."""
    if not len(element):
        return element.text or ""
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return text


def take_text(element: _Element) -> str:
    """Take the text of `element` out of its tree; a break is a space. Players keep their text."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            if inner is element:
                break
            text, inner.tail = inner.tail, None
        elif inner is not element and inner.tag in APART:
            walk.skip_subtree()
            continue
        else:
            text, inner.text = inner.text, None
        if inner.tag in BREAKS:
            parts.append(" ")
        if text:
            parts.append(text)
    return "".join(parts)
