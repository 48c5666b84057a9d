"""Pictures: the parts of a figure as they are met.

Plone 5 writes ``figure.captioned > img + figcaption.image-caption + small + #zoomattribute``,
Plone 4 ``div.captioned > div > img`` with ``.image-caption > span`` and ``.copyright`` inside, the
lead block ``img``, ``.lead_image_caption``, ``#zoomattribute > .copyright``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Image

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAPTION_CLASSES = frozenset({"image-caption", "lead_image_caption"})
_FIGURE_CLASSES = frozenset({"captioned", "image-inline"})
FIGURE_TAGS = frozenset({"figure", "div", "dl", "p", "td"})
"""Elements that wrap a picture and what is said of it; Plone 4 wrote ``dl`` too."""
_ZOOM_ICON = "icon-zoom."


@define
class Figure:
    """A figure being read: the picture, and the raw text of its caption and copyright."""

    image: _Element | None = None
    zoom_href: str | None = None
    caption: list[str] = field(factory=list)
    copyright: list[str] = field(factory=list)

    def text_part(self, element: _Element) -> list[str] | None:
        """Where the text of `element` belongs: caption, copyright, or neither."""
        tag, written = element.tag, element.get("class")
        classes = written.split() if written else ()
        if tag == "small" or "copyright" in classes:
            return self.copyright
        if tag == "figcaption" or (classes and not _CAPTION_CLASSES.isdisjoint(classes)):
            return self.caption
        return None

    def to_image(self, base: str | None) -> Image | None:
        """The picture, or None if the figure had none."""
        if self.image is None:
            return None
        caption = normalise("".join(self.caption)) or None
        return read_image(
            self.image,
            base,
            zoom_href=self.zoom_href,
            caption=caption,
            copyright_text=normalise("".join(self.copyright)) or None,
        )


def is_figure(element: _Element) -> bool:
    """Whether `element` wraps a picture and what is said of it."""
    if element.tag == "figure":
        return True
    classes = element.get("class")
    return classes is not None and not _FIGURE_CLASSES.isdisjoint(classes.split())


def is_picture(element: _Element) -> bool:
    """Whether an ``img`` is content: it has a source and is not the zoom icon."""
    src = element.get("src")
    return src is not None and src != "" and _ZOOM_ICON not in src


def is_zoom_link(element: _Element) -> bool:
    """Whether an ``a`` leads to the full-size picture."""
    return element.get("id") == "single_image" or "single_image" in (element.get("class") or "")


def read_image(
    element: _Element,
    base: str | None,
    *,
    zoom_href: str | None = None,
    caption: str | None = None,
    copyright_text: str | None = None,
) -> Image:
    """The `Image` of an ``img`` element and what was found around it."""
    src = element.get("src") or ""
    return Image(
        src=src,
        url=public_url(src, base),
        alt=element.get("alt") or None,
        title=element.get("title") or None,
        width=_pixels(element.get("width")),
        height=_pixels(element.get("height")),
        full_size_url=public_url(zoom_href, base) if zoom_href else None,
        caption=caption,
        copyright=copyright_text,
        credit=_credit(caption) if caption else None,
    )


def _credit(caption: str) -> str | None:
    from rfaparse._picture_credit import credit_of  # noqa: PLC0415  needless without a caption

    return credit_of(caption)


_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*", re.ASCII).fullmatch


def _pixels(value: str | None) -> int | None:
    match = _PIXELS(value) if value else None
    return int(match[1]) if match else None
