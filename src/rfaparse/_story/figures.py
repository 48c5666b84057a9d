"""Figures: which elements are figures, and what their parts are.

Plone 5 writes ``figure.captioned > img + figcaption.image-caption + small + #zoomattribute``,
Plone 4 ``div.captioned > div > img`` with ``.image-caption > span`` and ``.copyright`` inside, the
lead block ``img``, ``.lead_image_caption``, ``#zoomattribute > .copyright``.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeGuard

from lxml import etree

from rfaparse._story.picture import picture_of
from rfaparse._story.visible import APART

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from rfaparse._story.picture import PartName, Picture

_CAPTION_CLASSES = frozenset({"image-caption", "lead_image_caption"})
_FIGURE_CLASSES = frozenset({"captioned", "image-inline"})
_INLINE_CLASSES = _FIGURE_CLASSES | {"image-richtext"}
FIGURE_TAGS = frozenset({"figure", "div", "dl", "p", "td"})
"""Elements that wrap a picture and its caption; Plone 4 wrote ``dl`` too."""


PART_TAGS = frozenset({"figcaption", "small"})
"""Elements that are parts of a figure even without a class."""


def classes_of(element: _Element) -> list[str]:
    """The classes of an element."""
    names = element.get("class")
    return names.split() if names else []


def is_figure(tag: object, classes: list[str]) -> bool:
    """Whether an element with these classes wraps a picture and its caption."""
    return tag == "figure" or (tag in FIGURE_TAGS and not _FIGURE_CLASSES.isdisjoint(classes))


def is_inline(element: _Element) -> bool:
    """Whether an element is a picture inside the text, or the figure around one."""
    return not _INLINE_CLASSES.isdisjoint(classes_of(element))


def own_picture(figure: _Element) -> Picture | None:
    """The first picture of a figure, unless a figure inside it comes first."""
    walk = etree.iterwalk(figure, events=("start",))
    next(walk)
    for _, element in walk:
        if element.tag == "img":
            picture = picture_of(element)
            if picture is not None:
                return picture
        elif is_figure(element.tag, classes_of(element)):
            return None
        elif element.tag in APART:
            walk.skip_subtree()
    return None


def is_lead_part(element: _Element | None) -> TypeGuard[_Element]:
    """Whether there is an element, and it is a part that only lead blocks and figures have."""
    return element is not None and (
        is_zoom_block(element) or "lead_image_caption" in classes_of(element)
    )


def is_zoom_block(element: _Element) -> bool:
    """Whether an element holds the link to the full-size picture, and its copyright."""
    return "zoomattribute" in (element.get("id"), *classes_of(element))


def is_wrapper(element: _Element) -> bool:
    """Whether an element is ``html``, ``body``, or a ``div`` without an id and a class."""
    if element.tag == "div":
        return not (element.get("id") or element.get("class"))
    return element.tag in ("html", "body")


def text_part(tag: object, classes: list[str]) -> PartName | None:
    """The part of a figure that an element with these classes is, if that part has text."""
    if tag == "small" or "copyright" in classes:
        return "copyright"
    if tag == "figcaption" or not _CAPTION_CLASSES.isdisjoint(classes):
        return "caption"
    return None


def read_slides(show: Sequence[_Element]) -> Iterable[Picture]:
    """The pictures of a slideshow, each address once, with caption and copyright.

    Captions are in elements of any class; text outside ``.copyright`` is caption.
    """
    slides: dict[str, Picture] = {}
    slide, in_copyright, tops = None, False, {*show}
    parts = (etree.iterwalk(part, events=("start", "end")) for part in show)
    for event, element in chain.from_iterable(parts):
        is_start, classes = event == "start", classes_of(element)
        picture = picture_of(element) if is_start and element.tag == "img" else None
        if picture is not None:
            slide = slides.setdefault(picture.src, picture)
        if text_part(element.tag, classes) == "copyright":
            in_copyright = is_start
        text = element.text if is_start else element.tail
        if slide is not None and (is_start or element not in tops):
            slide.parts("copyright" if in_copyright else "caption").append(f" {text or ''}")
            if is_start and is_zoom_link(element, classes):
                slide.zoom_href = element.get("href")
    return slides.values()


def is_zoom_link(a: _Element, classes: list[str]) -> bool:
    """Whether an ``a`` links to the full-size picture."""
    is_zoom = "single_image" in classes or a.get("id") == "single_image"
    return is_zoom and a.get("href") is not None
