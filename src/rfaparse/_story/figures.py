"""Figures: which elements are figures, and what their parts are.

Plone 5 writes ``figure.captioned > img + figcaption.image-caption + small + #zoomattribute``,
Plone 4 ``div.captioned > div > img`` with ``.image-caption > span`` and ``.copyright`` inside, the
lead block ``img``, ``.lead_image_caption``, ``#zoomattribute > .copyright``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from rfaparse._story.picture import picture_of
from rfaparse._story.visible import APART

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rfaparse._story.picture import PartName, Picture
    from rfaparse.model import Image

_CAPTION_CLASSES = frozenset({"image-caption", "lead_image_caption"})
_FIGURE_CLASSES = frozenset({"captioned", "image-inline"})
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


def own_picture(figure: _Element) -> Picture | None:
    """The first picture of a figure, without those of figures inside it."""
    walk = etree.iterwalk(figure, events=("start",))
    next(walk)
    for _, each in walk:
        if each.tag == "img":
            picture = picture_of(each)
            if picture is not None:
                return picture
        elif each.tag in APART or is_figure(each.tag, classes_of(each)):
            walk.skip_subtree()
    return None


def text_part(tag: object, classes: list[str]) -> PartName | None:
    """The part of a figure that an element with these classes is, if that part has text."""
    if tag == "small" or "copyright" in classes:
        return "copyright"
    if tag == "figcaption" or not _CAPTION_CLASSES.isdisjoint(classes):
        return "caption"
    return None


def read_slides(show: _Element, base: str | None) -> list[Image]:
    """The pictures of a slideshow, each address once, with caption and copyright.

    Captions are in elements of any class; text outside ``.copyright`` is caption.
    """
    slides: dict[str, Picture] = {}
    slide, in_copyright = None, False
    for event, each in etree.iterwalk(show, events=("start", "end")):
        is_start, classes = event == "start", classes_of(each)
        picture = picture_of(each) if is_start and each.tag == "img" else None
        if picture is not None:
            slide = slides.setdefault(picture.src, picture)
        if text_part(each.tag, classes) == "copyright":
            in_copyright = is_start
        text = each.text if is_start else each.tail
        if slide is not None and not (each is show and not is_start):
            slide.parts("copyright" if in_copyright else "caption").append(f" {text or ''}")
            if is_start and is_zoom_link(each, classes):
                slide.zoom_href = each.get("href")
    return [slide.image(base) for slide in slides.values()]


def is_zoom_link(a: _Element, classes: list[str]) -> bool:
    """Whether an ``a`` links to the full-size picture."""
    is_zoom = "single_image" in classes or a.get("id") == "single_image"
    return is_zoom and a.get("href") is not None
