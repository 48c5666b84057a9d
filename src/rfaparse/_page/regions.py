"""Where the parts of a source are: lead block and story, for each wrapping."""

from __future__ import annotations

import re
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Any

from attrs import define
from lxml import etree

from rfaparse._story.figures import (
    classes_of,
    is_figure,
    is_inline,
    is_lead_part,
    is_wrapper,
    text_part,
)
from rfaparse._story.picture import is_picture
from rfaparse._story.visible import drop_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from rfaparse.errors import NotAStory

_IDS = frozenset(
    "storypagemaincol storytext headerimg storyteaser"
    " storytop story_byline story_date dateline frontsidebar category".split()
)
_MAYBE_MARKED: Callable[..., Any] = etree.XPath(
    f"descendant-or-self::*/@id[contains('{' '.join(sorted(_IDS))}', .)]"
)
"""Matches parts of these ids too; ``/..`` in the expression would take quadratic time."""
_FILLED = frozenset("storytext headerimg story_byline storyteaser frontsidebar category".split())
_PRINTED = ("dateline", "story_date", "storyteaser")
"""Ids that may occur twice on a page."""
_AROUND_STORY = ("storytop", "frontsidebar", "category")
_NOT_OF_STORIES = ("form", "footer", "nav", "aside")
_SLIDESHOW = re.compile("slide|galler|carousel|swiper|image-inline", re.IGNORECASE).search
NO_LEAD = "null"
"""A feed mirror's word for a lead block that the page did not have."""


@define
class Regions:
    """The parts of a source, each a tree of its own.

    Attributes:
        lead: A page's lead block, if it has one.
        story: The story, without the parts that are read separately.
        slideshows: Groups of elements with pictures, before the story.
        is_page: Whether a story container marked it.
        may_begin_with_lead: Whether a lead block at the start of the story is not marked as one.
        has_null: Whether the story began with the literal ``null`` of a missing lead block, which
            `story` is without.
        unless_credited: The error to raise if the story has no credit line.
    """

    lead: _Element | None
    story: _Element
    slideshows: Sequence[Sequence[_Element]] = ()
    is_page: bool = False
    may_begin_with_lead: bool = False
    has_null: bool = False
    unless_credited: NotAStory | None = None


class Marks(dict[str, "list[_Element]"]):
    """Elements with a meaningful id, by id. Ids repeat."""

    def first(self, name: str) -> _Element | None:
        """The first of an id."""
        return self[name][0] if name in self else None


def marks_of(root: _Element) -> Marks:
    """The marks in `root`, itself included; of those that may be empty, filled ones first."""
    marks = Marks()
    for name in _MAYBE_MARKED(root):
        if name in _IDS:
            marks.setdefault(str(name), []).append(name.getparent())
    for name in _FILLED & marks.keys():
        if len(marks[name]) > 1:
            marks[name].insert(0, _first_filled(marks[name]))
    return marks


def _first_filled(elements: list[_Element]) -> _Element:
    """The first that is not empty, else the first; what is inside an empty one is empty too."""
    empty: set[_Element] = set()
    for element in elements:
        if element not in empty:
            if not _is_empty(element):
                return element
            empty.update(element.iter())
    return elements[0]


def _is_empty(element: _Element) -> bool:
    media = ("img", "iframe", "audio", "video", "object", "embed")
    has_media = next(element.iter(*media), None) is not None
    return not has_media and not any(text.strip() for text in element.itertext())


def is_page(marks: Marks) -> bool:
    """Whether `marks` have a story container."""
    column = marks.first("storypagemaincol")
    if "storytext" in marks or column is None:
        return "storytext" in marks
    from rfaparse._page.other_pages import has_teasers  # noqa: PLC0415  few pages need it

    return not has_teasers(column)


def page_regions(marks: Marks) -> Regions:
    """The parts of a page; what is read separately is cut out of the story."""
    column, lead, story = map(marks.first, ("storypagemaincol", "headerimg", "storytext"))
    around = [lead, marks.first("story_byline")]
    around += chain.from_iterable(marks.get(name, ()) for name in _PRINTED)
    slideshows: list[list[_Element]] = []
    if story is None:
        story = marks["storypagemaincol"][0]
        around += [*map(marks.first, _AROUND_STORY), next(story.iter("h1"), None)]
    else:
        _take_what_goes_on(story, column)
        sidebar = marks.first("frontsidebar")
        if sidebar is not None and story in sidebar.iterancestors():
            _end_before(story, sidebar)
        drop_unseen(story)
        around.append(_last_footer(story))
        if column is not None and column in story.iterancestors():
            slideshows = [*_slideshows(column, lead, story)]
    holders = {story, *_ancestors(story), *_ancestors(lead)}
    for part in chain(around, *slideshows):
        if part is not None and part not in holders:
            _cut(part)
    if lead in holders:
        _cut(story)
    for region in (story, lead, *chain.from_iterable(slideshows)):
        if region is not None:
            drop_unseen(region)
    return Regions(lead, story, is_page=True, slideshows=slideshows)


def _ancestors(element: _Element | None) -> Iterator[_Element]:
    return iter(()) if element is None else element.iterancestors()


def _slideshows(
    column: _Element, lead: _Element | None, story: _Element
) -> Iterator[list[_Element]]:
    """Slideshows and further lead blocks before the story, in its column."""
    kept = {lead, *_ancestors(story), *_ancestors(lead)}
    if lead is not None:
        pictures = [*filter(is_picture, lead.iter("img"))]
        kept.update(pictures)
        figures = chain.from_iterable(picture.iterancestors() for picture in pictures[:1])
        kept.update(figure for figure in figures if is_figure(figure.tag, classes_of(figure)))
    walk = etree.iterwalk(column, events=("start",))
    for _, element in walk:
        if element is story:
            return
        if element in kept:
            continue
        if element.tag == "img" and (parts := _parts_after(element, kept)):
            yield [element, *parts]
        elif (
            element.tag == "figure"
            or element.get("id") == "headerimg"
            or _SLIDESHOW(f"{element.get('id')} {element.get('class')}")
        ):
            walk.skip_subtree()
            if next(element.iter("img"), None) is not None:
                yield [element]


def _is_part(element: _Element) -> bool:
    """Whether an element is a picture's caption or copyright."""
    part = _unwrapped(element)
    return is_lead_part(part) or bool(text_part(None, classes_of(part)))


def _parts_after(img: _Element, kept: set[_Element | None]) -> list[_Element]:
    """The captions and copyrights, with breaks, that directly follow a picture."""
    following = takewhile(_is_part_or_break, img.itersiblings() if is_picture(img) else ())
    parts = [part for part in following if part not in kept]
    return parts if any(map(_is_part, parts)) else []


def _is_part_or_break(element: _Element) -> bool:
    return element.tag == "br" or _is_part(element)


def _unwrapped(element: _Element) -> _Element:
    """What is in `element`, if it has no attributes and only another element; else itself."""
    is_alone = len(element) == 1 and not element.attrib and not _has_text(element)
    return element[0] if is_alone else element


def _take_what_goes_on(story: _Element, column: _Element | None) -> None:
    """Move what follows a story into it, up to the first element that is something else.

    A stray ``</div>`` ends a story too early, a second one its column, or the ``div`` around it.
    """
    inner: _Element | None = story
    while inner is not None:
        if inner.tail:
            etree.SubElement(story, "br").tail, inner.tail = inner.tail, None
        while (following := inner.getnext()) is not None:
            if _is_other(following, is_far=inner is not story):
                return
            story.append(following)
        inner = inner.getparent()
        if inner is not column and (inner is None or not is_wrapper(inner)):
            return


def _is_other(element: _Element, *, is_far: bool) -> bool:
    """Whether an element after a story is not part of it: has an id, a class, a form, a footer.

    A figure is part of it. Outside the story's parent, a ``div`` around others is the page's.
    """
    classes = classes_of(element)
    if element.get("id") or (classes and not is_figure(element.tag, classes)):
        return True
    if is_far and is_wrapper(element) and element.find(".//div") is not None:
        return True
    return next(element.iter(*_NOT_OF_STORIES), None) is not None


def _end_before(story: _Element, end: _Element) -> None:
    """Cut out an element of a story and all that follows, which an unclosed ``<div>`` pulled in."""
    inner = end
    while (around := inner.getparent()) is not None and inner is not story:
        del around[around.index(inner) + 1 :]
        inner.tail, inner = None, around
    _cut(end)


def _last_footer(story: _Element) -> _Element | None:
    """The page's footer, if an unclosed ``<div>`` pulled it in: no text of the story follows it."""
    footer = next(reversed([*story.iter("footer")]), None)
    if footer is None or next(footer.iterancestors("blockquote", "figure"), None) is not None:
        return None
    for inner in takewhile(lambda element: element is not story, (footer, *_ancestors(footer))):
        following = (
            etree.tostring(sibling, method="text", encoding="unicode")
            for sibling in inner.itersiblings()
        )
        if (inner.tail or "").strip() or any(map(str.strip, following)):
            return None
    return footer


def _cut(element: _Element) -> None:
    """Cut an element out of its tree, leaving a break."""
    parent = element.getparent()
    if parent is not None:
        stand_in = etree.Element("br")
        stand_in.tail = element.tail
        element.tail = None
        parent.replace(element, stand_in)


def fragment_regions(root: _Element) -> Regions:
    """The parts of a fragment: its story, which a lead block may begin."""
    drop_unseen(root)
    _put_after_picture(root)
    first = next(root.iterchildren("body"), root)
    while not _has_text(first) and len(first) and first[0].tag in ("div", "p"):
        first = first[0]
    has_null = _take_null(first)
    return Regions(None, root, has_null=has_null, may_begin_with_lead=not has_null)


def _put_after_picture(block: _Element) -> None:
    """Move the parts of a lead block that are directly before its picture to after it."""
    picture = inner = next(filter(is_picture, block.iter("img")), None)
    if picture is not None and is_inline(picture):
        return
    while picture is not None and inner is not None and inner is not block:
        before = inner.getprevious()
        if before is None:
            around = inner.getparent()
            is_first = around is not None and not (_has_text(around) or is_inline(around))
            inner = around if is_first else None
        elif (before.tail or "").strip():
            return
        elif is_lead_part(part := _unwrapped(before)):
            picture.addnext(part)
        else:
            inner = before if _is_empty(before) else None


def _has_text(element: _Element) -> bool:
    return bool((element.text or "").strip())


def _take_null(element: _Element) -> bool:
    """Remove the word for a missing lead block, if two spaces or a tag follow it."""
    text = (element.text or "").lstrip()
    behind = text.removeprefix(NO_LEAD)
    if behind == text or behind[:2].strip():
        return False
    element.text = behind
    return True
