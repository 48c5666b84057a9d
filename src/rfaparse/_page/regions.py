"""Where the parts of a source are: lead block and story, for each wrapping."""

from __future__ import annotations

import re
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING, Any, TypeGuard

from attrs import define
from lxml import etree

from rfaparse._story.figures import classes_of, is_figure
from rfaparse._story.picture import is_picture
from rfaparse._story.visible import APART, drop_unseen

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
_WRAPPERS = frozenset({"html", "body", "div"})
"""What a fragment may begin with before its lead block: parsers' wrappers, ``div``."""
_NOT_OF_STORIES = ("form", "footer", "nav", "aside")
_LEADS_ONLY = frozenset({"lead_image_caption", "zoomattribute"})
_LEAD_PARTS = _LEADS_ONLY | {"copyright"}
"""Ids and classes."""
_ABOVE_LEAD = frozenset("h1 h2 h3 h4 h5 h6 audio".split())
_INLINE_CLASSES = frozenset({"image-inline", "image-richtext", "captioned"})
_SLIDESHOW = re.compile("slide|galler|carousel|swiper|image-inline", re.IGNORECASE).search
NO_LEAD = "null"
"""A feed mirror's word for a lead block that the page did not have."""


@define
class Regions:
    """The parts of a source, each a tree of its own.

    Attributes:
        lead: The lead block, if there is one.
        story: The story, without the parts that are read separately.
        slideshows: Elements with pictures, between the lead block and the story.
        is_page: Whether a story container marked it.
        has_null: Whether the story began with the literal ``null`` of a missing lead block, which
            `story` is without.
        unless_credited: The error to raise if the story has no credit line.
    """

    lead: _Element | None
    story: _Element
    slideshows: Sequence[_Element] = ()
    is_page: bool = False
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


def is_inside(element: _Element | None, known: dict[_Element | None, bool]) -> bool:
    """The `known` answer for `element`, or for its nearest ancestor that has one.

    The elements in between get the same answer, so that many deep elements take linear time.
    """
    path: list[_Element] = []
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    known.update(dict.fromkeys(path, known[element]))
    return known[element]


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
    lead, story = marks.first("headerimg"), marks.first("storytext")
    around = [lead, marks.first("story_byline")]
    around += chain.from_iterable(marks.get(name, ()) for name in _PRINTED)
    slides: list[_Element] = []
    if story is None:
        story = marks["storypagemaincol"][0]
        around += [*map(marks.first, _AROUND_STORY), next(story.iter("h1"), None)]
    else:
        _take_what_goes_on(story, marks.first("storypagemaincol"))
        _end_before(story, marks.first("frontsidebar"))
        _cut_last_footer(story)
        slides = [*_slideshows(story, lead, marks.first("storypagemaincol"))]
    known: dict[_Element | None, bool] = {story: True, lead: True, None: False}
    for part in around:
        if part is not None and is_inside(part.getparent(), known):
            _cut(part)
    if lead is not None and lead in story.iterancestors():
        _cut(story)
    for slide in slides:
        _cut(slide)
    for region in (story, lead, *slides):
        if region is not None:
            drop_unseen(region)
    if lead is not None and len(story) and not _has_text(story) and _is_lead_part(story[0]):
        part = story[0]
        _cut(part)
        lead.append(part)
    return Regions(lead, story, is_page=True, slideshows=slides)


def _slideshows(
    story: _Element, lead: _Element | None, column: _Element | None
) -> Iterator[_Element]:
    """Slideshows and further lead blocks before the story, in its column."""
    if column is None or column not in story.iterancestors():
        return
    kept = _around_lead(lead) if lead is not None else set()
    around = [*takewhile(lambda element: element is not column, (story, *story.iterancestors()))]
    for inner in reversed(around):
        for top in reversed([*inner.itersiblings(preceding=True)]):
            following = top.getnext()
            if next(top.iter("img"), None) is None:
                continue
            is_bare = top.tag == "img" and {lead}.isdisjoint(top.iterancestors())
            if is_bare and _is_lead_part(following):
                yield _cut_lead(top)
            walk = etree.iterwalk(top, events=("start",))
            for _, element in walk:
                is_further = element.get("id") == "headerimg"
                is_show = is_further or _SLIDESHOW(f"{element.get('id')} {element.get('class')}")
                if (is_show or element.tag == "figure") and element not in kept:
                    walk.skip_subtree()
                    yield element


def _around_lead(lead: _Element) -> set[_Element]:
    """Elements that are not a slideshow: a lead block, its ancestors, its picture's figure."""
    picture = next(filter(is_picture, lead.iter("img")), lead)
    figures = (
        element
        for element in picture.iterancestors()
        if is_figure(element.tag, classes_of(element))
    )
    return {*figures, lead, *lead.iterancestors()}


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
        if inner is not column and (inner is None or inner.tag != "div" or _is_named(inner)):
            return


def _is_other(element: _Element, *, is_far: bool) -> bool:
    """Whether an element after a story is not part of it: has an id, a class, a form, a footer.

    A figure is part of it. Outside the story's parent, a ``div`` around others is the page's.
    """
    classes = element.get("class")
    if element.get("id") or (classes and not is_figure(element.tag, classes.split())):
        return True
    is_around = (
        is_far and not classes and element.tag == "div" and element.find(".//div") is not None
    )
    return is_around or next(element.iter(*_NOT_OF_STORIES), None) is not None


def _end_before(story: _Element, first: _Element | None) -> None:
    """Cut out an element and all that follows, which an unclosed ``<div>`` pulled in."""
    if first is None or story not in first.iterancestors():
        return
    inside = takewhile(lambda element: element is not story, first.iterancestors())
    for inner, around in pairwise((first, *inside, story)):
        del around[around.index(inner) + 1 :]
        inner.tail = None
    _cut(first)


def _cut_last_footer(story: _Element) -> None:
    """Cut out a footer that an unclosed ``<div>`` pulled in: no story text follows it."""
    footer = next(reversed([*story.iter("footer")]), None)
    if footer is None or next(footer.iterancestors("blockquote", "figure"), None) is not None:
        return
    inside = takewhile(lambda element: element is not story, footer.iterancestors())
    for inner in (footer, *inside):
        behind = (text for sibling in inner.itersiblings() for text in sibling.itertext())
        tails = (sibling.tail or "" for sibling in (inner, *inner.itersiblings()))
        if any(str(text).strip() for text in (*behind, *tails)):
            return
    _cut(footer)


def _cut(element: _Element) -> None:
    """Cut an element out of its tree, leaving a break."""
    parent = element.getparent()
    if parent is not None:
        stand_in = etree.Element("br")
        stand_in.tail = element.tail
        element.tail = None
        parent.replace(element, stand_in)


def fragment_regions(root: _Element) -> Regions:
    """The parts of a fragment: the lead block that it may begin with, and the story."""
    drop_unseen(root)
    lead = _lead_picture(root)
    if lead is not None:
        return Regions(_cut_lead(lead), root)
    wrapper, is_named = root, False
    first: _Element | None = root
    while first is not None and (first is root or first.tag in _WRAPPERS):
        is_named = is_named or _is_named(first)
        wrapper, first = first, None if _has_text(first) else next(iter(first), None)
    if first is not None and not is_named and _is_bare_picture(first):
        return Regions(_cut_lead(first), root)
    with_text = first if first is not None and first.tag == "p" else wrapper
    return Regions(None, root, has_null=_take_null(with_text))


def _lead_picture(root: _Element) -> _Element | None:
    """A fragment's first picture, or its only wrapper, if a part of a lead is next to it.

    The parts before it are moved after it.
    """
    picture = next(filter(is_picture, root.iter("img")), None)
    while picture is not None and not _is_next_to_part(picture):
        picture = _wrapper_of(picture)
    if picture is None or not _begins_lead(picture):
        return None
    while _is_lead_part(part := picture.getprevious()):
        picture.addnext(part)
    return picture


def _wrapper_of(picture: _Element) -> _Element | None:
    """The element that contains only a picture, the ``source`` of ``picture`` apart."""
    around = picture.getparent()
    if around is None or _has_text(around) or (picture.tail or "").strip():
        return None
    return around if all(child is picture or child.tag == "source" for child in around) else None


def _is_next_to_part(picture: _Element) -> bool:
    """Whether a part of a lead is next to a picture; figures have a copyright too."""
    around = (picture.getprevious(), _next_element(picture))
    return any(_is_lead_part(element, _LEADS_ONLY) for element in around)


def _begins_lead(picture: _Element) -> bool:
    """Whether a picture is outside inline figures, after only headings, players and parts."""
    for inner in (picture, *picture.iterancestors()):
        if inner.tag in APART or not _INLINE_CLASSES.isdisjoint(classes_of(inner)):
            return False
        for before in inner.itersiblings(preceding=True):
            is_above = before.tag in _ABOVE_LEAD or _is_lead_part(before) or _is_empty(before)
            if not is_above or (before.tail or "").strip():
                return False
        around = inner.getparent()
        if around is not None and _has_text(around):
            return False
    return True


def _is_named(wrapper: _Element) -> bool:
    """Whether a ``div`` has an id or a class, so that it is something of its own."""
    return wrapper.tag == "div" and bool(wrapper.get("id") or wrapper.get("class"))


def _has_text(element: _Element) -> bool:
    return bool((element.text or "").strip())


def _is_bare_picture(element: _Element) -> bool:
    is_img = element.tag == "img" and is_picture(element)
    return is_img and _INLINE_CLASSES.isdisjoint(classes_of(element))


def _cut_lead(first: _Element) -> _Element:
    """Cut a lead block out of its tree: the picture that it begins with and what belongs to it."""
    parts = [first]
    while _is_lead_part(following := _next_element(parts[-1])):
        parts.append(following)
    lead = etree.Element("div")
    first.addprevious(lead)
    lead.tail, parts[-1].tail = parts[-1].tail, None
    lead.extend(parts)
    _cut(lead)
    return lead


def _next_element(element: _Element) -> _Element | None:
    """The element directly after another, breaks apart; after the last of a ``p``, that after it.

    A ``p`` contains no ``div``, so the lead block that it begins goes on after it.
    """
    while not (element.tail or "").strip():
        following, around = element.getnext(), element.getparent()
        if following is not None and following.tag == "br":
            element = following
        elif following is not None or around is None or around.tag != "p" or element.tag == "p":
            return following
        else:
            element = around
    return None


def _is_lead_part(
    element: _Element | None, names: frozenset[str] = _LEAD_PARTS
) -> TypeGuard[_Element]:
    """Whether there is an element, and it, or all of its content, is a part of a lead block."""
    if element is None:
        return False
    if len(element) == 1 and element.tag in ("p", "div") and not _has_text(element):
        inner = element[0]
        if not (inner.tail or "").strip() and not names.isdisjoint(_names(inner)):
            return True
    return not names.isdisjoint(_names(element))


def _names(element: _Element) -> list[str]:
    return [*classes_of(element), element.get("id") or ""]


def _take_null(element: _Element) -> bool:
    """Remove the word for a missing lead block, if two spaces or a tag follow it."""
    text = (element.text or "").lstrip()
    behind = text.removeprefix(NO_LEAD)
    if behind == text or behind[:2].strip():
        return False
    element.text = behind
    return True
