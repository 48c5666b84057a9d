"""Pictures, and what is said of them.

Plone 5 writes ``figure.captioned > img + figcaption.image-caption + small + #zoomattribute``,
Plone 4 ``div.captioned > div > img`` with ``.image-caption > span`` and ``.copyright`` inside, the
lead block ``img``, ``.lead_image_caption``, ``#zoomattribute > .copyright``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, evolve, field
from lxml import etree

from rfaparse._byline.picture_credit import credit_of
from rfaparse._story.loaded import source_of
from rfaparse._story.visible import APART, MEDIA, take_text, text_of
from rfaparse._text import is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import Image

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAPTION_CLASSES = frozenset({"image-caption", "lead_image_caption"})
_FIGURE_CLASSES = frozenset({"captioned", "image-inline"})
FIGURE_TAGS = frozenset({"figure", "div", "dl", "p", "td"})
"""Elements that wrap a picture and what is said of it; Plone 4 wrote ``dl`` too."""
_ZOOM_ICON = "icon-zoom."


def classes_of(element: _Element) -> list[str]:
    """The classes that an element names."""
    names = element.get("class")
    return names.split() if names else []


def is_figure(tag: object, classes: list[str]) -> bool:
    """Whether an element with these classes wraps a picture and what is said of it."""
    return tag == "figure" or (tag in FIGURE_TAGS and not _FIGURE_CLASSES.isdisjoint(classes))


def is_picture(img: _Element) -> bool:
    """Whether an ``img`` is content: it has a source and is not the zoom icon."""
    src = source_of(img)
    return src != "" and _ZOOM_ICON not in src


PartName: TypeAlias = Literal["caption", "copyright"]


@define
class _Parts:
    """The parts of a figure, as they stand in the tree."""

    img: _Element | None = None
    zooms: list[_Element] = field(factory=list)
    texts: list[tuple[_Element, PartName]] = field(factory=list)

    def take_texts(self) -> dict[str, str | None]:
        """Caption and copyright, which the tree then lacks; of nested ones the inner goes first."""
        texts = {"caption": "", "copyright": ""}
        taken: set[_Element] = set()
        for element, name in reversed(self.texts):
            text = take_text(element, lambda each: each in taken or _is_apart(each))
            texts[name] = f"{text} {texts[name]}"
            taken.add(element)
        return {name: normalise(text) or None for name, text in texts.items()}


def take_picture(figure: _Element, base: str | None) -> Image | None:
    """Take a figure's picture and what is said of it out of the tree; None if it has no picture.

    All else stays for the walk, and so does a figure inside of the figure.
    """
    parts = _parts_of(figure)
    if parts.img is None:
        return None
    zoom_href = parts.zooms[-1].get("href") if parts.zooms else None
    image = read_image(parts.img, base, zoom_href=zoom_href, **parts.take_texts())
    parts.img.tag = "span"
    for each in parts.zooms:
        del each.attrib["href"]
    return image


def has_content(element: _Element) -> bool:
    """Whether anything in an element shows: text, a picture, a player or a post."""
    media = element.iter("img", *MEDIA)
    return any(each.tag != "img" or is_picture(each) for each in media) or not is_blank(
        text_of(element)
    )


def with_part(image: Image, element: _Element, name: PartName) -> Image:
    """A picture with the caption or copyright that stands outside of its figure, which is taken."""
    parts = _parts_of(element)
    parts.texts.insert(0, (element, name))
    texts = parts.take_texts()
    caption = _joined(image.caption, texts["caption"])
    copyright_ = _joined(image.copyright, texts["copyright"])
    credit = credit_of(caption) if caption else None
    return evolve(image, caption=caption, copyright=copyright_, credit=credit)


def _joined(first: str | None, second: str | None) -> str | None:
    return " ".join(filter(None, (first, second))) or None


def text_part(tag: object, classes: list[str]) -> PartName | None:
    """Which part of a figure an element with these classes is, if it is one that has text."""
    if tag == "small" or "copyright" in classes:
        return "copyright"
    if tag == "figcaption" or not _CAPTION_CLASSES.isdisjoint(classes):
        return "caption"
    return None


def _parts_of(figure: _Element) -> _Parts:
    """The parts of a figure, but for those of a figure inside of it."""
    parts = _Parts()
    walk = etree.iterwalk(figure, events=("start",))
    next(walk)
    for _, each in walk:
        tag = each.tag
        if tag == "img":
            if parts.img is None and is_picture(each):
                parts.img = each
            continue
        classes = classes_of(each)
        if tag == "a":
            if _is_zoom_link(each, classes):
                parts.zooms.append(each)
        elif tag in APART or is_figure(tag, classes):
            walk.skip_subtree()
        elif (name := text_part(tag, classes)) is not None:
            parts.texts.append((each, name))
    return parts


@define
class _Slide:
    """A picture of a slideshow, and what follows it up to the next."""

    img: _Element
    zoom_href: str | None = None
    caption: str = ""
    copyright: str = ""


def read_slides(show: _Element, base: str | None) -> list[Image]:
    """The pictures of a slideshow, each address once, with what is said of them.

    Captions stand in elements of any class; what stands in no ``.copyright`` is caption.
    """
    slides: dict[str, _Slide] = {}
    slide, part = None, "caption"
    for event, each in etree.iterwalk(show, events=("start", "end")):
        is_start, classes = event == "start", classes_of(each)
        if is_start and each.tag == "img" and is_picture(each):
            slide = slides.setdefault(source_of(each), _Slide(each))
        if text_part(each.tag, classes) == "copyright":
            part = "copyright" if is_start else "caption"
        text = each.text if is_start else each.tail
        if slide is not None and not (each is show and not is_start):
            setattr(slide, part, f"{getattr(slide, part)} {text or ''}")
            if is_start and _is_zoom_link(each, classes):
                slide.zoom_href = each.get("href")
    return [
        read_image(
            each.img,
            base,
            zoom_href=each.zoom_href,
            caption=normalise(each.caption) or None,
            copyright=normalise(each.copyright) or None,
        )
        for each in slides.values()
    ]


def _is_apart(element: _Element) -> bool:
    """Whether an element inside of a figure is none of its parts."""
    return element.tag in APART or is_figure(element.tag, classes_of(element))


def _is_zoom_link(a: _Element, classes: list[str]) -> bool:
    """Whether an ``a`` leads to the full-size picture."""
    is_zoom = "single_image" in classes or a.get("id") == "single_image"
    return is_zoom and a.get("href") is not None


def read_image(
    img: _Element,
    base: str | None,
    *,
    zoom_href: str | None = None,
    caption: str | None = None,
    copyright: str | None = None,  # noqa: A002  the field's name
) -> Image:
    """The `Image` of an ``img`` and what is said of it."""
    get = img.get
    src = source_of(img)
    return Image(
        src=src,
        url=public_url(src, base),
        alt=get("alt") or None,
        title=get("title") or None,
        width=_pixels(get("width")),
        height=_pixels(get("height")),
        full_size_url=public_url(zoom_href, base) if zoom_href else None,
        caption=caption,
        copyright=copyright,
        credit=credit_of(caption) if caption else None,
    )


_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*", re.ASCII).fullmatch


def _pixels(value: str | None) -> int | None:
    match = _PIXELS(value) if value else None
    return int(match[1]) if match else None
