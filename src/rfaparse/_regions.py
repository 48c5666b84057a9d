"""Where the parts of a source are: lead block and story, for each wrapping."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import Factory, frozen
from lxml import etree

from rfaparse._images import is_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from rfaparse._source import Source

_MARKS = frozenset(
    "storypagemaincol storytext headerimg"
    " storytop story_date dateline frontsidebar category".split()
)
"""The ids that say what an element of a page is. Ids repeat; the first of each counts."""
_MAYBE_MARKED: Callable[..., Any] = etree.XPath(
    f"descendant-or-self::*/@id[contains('{' '.join(sorted(_MARKS))}', .)]/.."
)
"""Elements whose id is one of these, or a part of one."""
_AROUND_STORY = ("headerimg", "storytop", "frontsidebar", "dateline", "category")
_LEAD_CLASSES = frozenset({"lead_image_caption", "copyright"})
_UNSEEN = frozenset({"head", "meta", "link", "base", "title", "script", "style", "template"})
_INLINE_CLASSES = frozenset({"image-inline", "image-richtext", "captioned"})
NULL = re.compile(r"\s*null(?=\s{2}|\s*$)")
"""A feed mirror's word for a lead block that the page did not have."""


@frozen
class Regions:
    """The parts of a source.

    Attributes:
        lead: Elements of the lead block, in order.
        story: The element that holds the story.
        around: Elements below `story` that are not the story's.
        marks: Elements with an id that means something, by id; empty for a fragment.
        has_null: Whether its first text is the literal ``null`` of a missing lead block.
    """

    lead: tuple[_Element, ...]
    story: _Element
    around: tuple[_Element, ...]
    marks: Mapping[str, _Element] = Factory(dict)
    has_null: bool = False


def find_regions(source: Source, url: str | None) -> Regions:
    """Find the parts of `source`; `url` is the address that an error names.

    Raises:
        NotAStory: A document without a story container.
        UnsupportedLayout: A page of the layout since late 2024.
    """
    marks = _marks(source.root)
    story, header = marks.get("storytext"), marks.get("headerimg")
    lead = () if header is None else (header,)
    if story is not None:
        return Regions(lead, story, _inside(story, lead), marks)
    column = marks.get("storypagemaincol")
    if column is not None or source.is_document:
        from rfaparse._other_pages import has_teasers, refusal  # noqa: PLC0415  no fragment's

        if column is not None and not has_teasers(column):
            return Regions(lead, column, _around_story(column, marks), marks)
        if source.is_document:
            raise refusal(source.root, url)
    block = _leading_block(source.root)
    return Regions(block, source.root, block, has_null=_begins_with_null(source.root))


def _marks(root: _Element) -> dict[str, _Element]:
    found: dict[str, _Element] = {}
    for element in _MAYBE_MARKED(root):
        name = element.get("id", "")
        if name in _MARKS:
            found.setdefault(name, element)
    return found


def _around_story(column: _Element, marks: Mapping[str, _Element]) -> tuple[_Element, ...]:
    around = [marks.get(name) for name in _AROUND_STORY]
    headline = next(column.iter("h1"), None)
    return tuple(each for each in (*around, headline) if each is not None)


def _inside(story: _Element, elements: tuple[_Element, ...]) -> tuple[_Element, ...]:
    return tuple(each for each in elements if story in each.iterancestors())


def _leading_block(root: _Element) -> tuple[_Element, ...]:
    """The lead block that a fragment begins with: a bare ``img`` and what belongs to it."""
    first = _first_content(root)
    if first is None or first.tag != "img" or not is_picture(first):
        return ()
    if not _INLINE_CLASSES.isdisjoint((first.get("class") or "").split()):
        return ()
    lead = [first]
    for each in first.itersiblings():
        if isinstance(each.tag, str):
            if not _is_lead_part(each):
                break
            lead.append(each)
        if each.tail and not each.tail.isspace():
            break
    return tuple(lead)


def _first_content(root: _Element) -> _Element | None:
    """The first element with content, seen through wrapping ``div`` without id or class."""
    element: _Element | None = root
    while element is not None and element.tag in ("html", "body", "div"):
        if element.tag == "div" and (element.get("id") or element.get("class")):
            return element
        text = element.text
        if text and not text.isspace():
            return None
        element = _first_child(element)
    return element


def _first_child(element: _Element) -> _Element | None:
    for child in element:
        if _holds_content(child):
            return child
    return None


def _begins_with_null(root: _Element) -> bool:
    """Whether the first text is the word ``null``, set apart from what follows."""
    element: _Element | None = root
    while element is not None and element.tag in ("html", "body", "div", "p"):
        text, below = element.text, None
        for each in element:
            if (text and not text.isspace()) or _holds_content(each):
                below = each
                break
            text = each.tail
        if text and not text.isspace():
            return NULL.match(text) is not None
        element = below
    return False


def _holds_content(element: _Element) -> bool:
    tag = element.tag
    return tag not in _UNSEEN and isinstance(tag, str)


def _is_lead_part(element: _Element) -> bool:
    if element.get("id") == "zoomattribute":
        return True
    return not _LEAD_CLASSES.isdisjoint((element.get("class") or "").split())
