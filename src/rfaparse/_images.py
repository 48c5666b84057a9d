"""Pictures: the parts of a figure as they are met.

Plone 5 writes ``figure.captioned > img + figcaption.image-caption + small + #zoomattribute``,
Plone 4 ``div.captioned > div > img`` with ``.image-caption > span`` and ``.copyright`` inside, the
lead block ``img``, ``.lead_image_caption``, ``#zoomattribute > .copyright``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._markup import ATTRIBUTES, VOID_END, attributes_of, attributes_to, unescaped
from rfaparse._picture_credit import credit_of
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Image

if TYPE_CHECKING:
    from collections.abc import Mapping

_CAPTION_CLASSES = frozenset({"image-caption", "lead_image_caption"})
FIGURE_CLASSES = frozenset({"captioned", "image-inline"})
FIGURE_TAGS = frozenset({"figure", "div", "dl", "p", "td"})
"""Elements that wrap a picture and what is said of it; Plone 4 wrote ``dl`` too."""
_ZOOM_ICON = "icon-zoom."
_STYLE = r'(?: style="[^"<>]*")?'


def _zoom(version: str) -> str:
    """An expression for the zoom icon around which the full-size picture's address stands."""
    return (
        rf'(?:<div id="zoomattribute">\s*(?:<a(?=[^<>]* (?:id|class)="single_image")'
        rf'{attributes_to("href")}"(?P<zoom_{version}>[^"<>]*)"{ATTRIBUTES}>\s*'
        rf'<img{attributes_to("src")}"[^"<>]*icon-zoom\.[^"<>]*"{ATTRIBUTES}{VOID_END}\s*</a>\s*)?'
        r"</div>\s*)?"
    )


_PLONE4 = (
    rf'div class="image-inline captioned"{_STYLE}>\s*<div{_STYLE}>\s*'
    rf"<(?P<img_plone4>img{ATTRIBUTES}){VOID_END}\s*</div>\s*"
    rf'<div class="image-caption">\s*<span{_STYLE}>(?P<caption_plone4>[^<]*)</span>\s*'
    rf'<span class="copyright">(?P<copyright_plone4>[^<]*)</span>\s*</div>\s*'
    rf"{_zoom('plone4')}</div>"
)
_PLONE5 = (
    rf'figure class="image-richtext image-inline captioned"{_STYLE}>\s*'
    rf"<(?P<img_plone5>img{ATTRIBUTES}){VOID_END}\s*"
    rf'<figcaption class="image-caption">(?P<caption_plone5>[^<]*)</figcaption>\s*'
    rf"<small(?:/>|>(?P<copyright_plone5>[^<]*)</small>)\s*"
    rf"{_zoom('plone5')}</figure>"
)
FIGURES = {"plone4": _PLONE4, "plone5": _PLONE5}
"""Expressions for the figures that each version wrote, from behind their first bracket."""


@define
class Figure:
    """A figure being read: the picture, and the raw text of its caption and copyright."""

    image: Mapping[str, str] | None = None
    zoom_href: str | None = None
    caption: list[str] = field(factory=list)
    copyright: list[str] = field(factory=list)

    def text_part(self, name: str, tag: str) -> list[str] | None:
        """Where the text of an element belongs: caption, copyright, or neither."""
        classes = classes_of(tag) if "class=" in tag else ()
        if name == "small" or "copyright" in classes:
            return self.copyright
        if name == "figcaption" or (classes and not _CAPTION_CLASSES.isdisjoint(classes)):
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


def read_usual_figure(found: re.Match[str], version: str, base: str | None) -> Image | None:
    """The picture of a figure that `FIGURES` of `version` found; None if it has none after all."""
    attributes = attributes_of(found["img_" + version])
    if not is_picture(attributes):
        return None
    zoom_href = found["zoom_" + version]
    return read_image(
        attributes,
        base,
        zoom_href=unescaped(zoom_href) if zoom_href else None,
        caption=_text_or_none(found["caption_" + version]),
        copyright_text=_text_or_none(found["copyright_" + version]),
    )


def _text_or_none(text: str | None) -> str | None:
    return normalise(unescaped(text)) or None if text else None


def classes_of(tag: str) -> list[str]:
    """The classes that a tag names."""
    return attributes_of(tag).get("class", "").split()


def is_figure(name: str, tag: str) -> bool:
    """Whether an element wraps a picture and what is said of it."""
    if name == "figure":
        return True
    # Most are told without taking the tag apart.
    maybe = any(each in tag for each in FIGURE_CLASSES)
    return maybe and not FIGURE_CLASSES.isdisjoint(classes_of(tag))


def is_picture(attributes: Mapping[str, str]) -> bool:
    """Whether an ``img`` is content: it has a source and is not the zoom icon."""
    src = attributes.get("src")
    return src is not None and src != "" and _ZOOM_ICON not in src


def is_zoom_link(attributes: Mapping[str, str]) -> bool:
    """Whether an ``a`` leads to the full-size picture."""
    return attributes.get("id") == "single_image" or "single_image" in attributes.get("class", "")


def read_image(
    attributes: Mapping[str, str],
    base: str | None,
    *,
    zoom_href: str | None = None,
    caption: str | None = None,
    copyright_text: str | None = None,
) -> Image:
    """The `Image` of an ``img`` element's attributes and what was found around it."""
    get = attributes.get
    src, width, height = get("src") or "", get("width"), get("height")
    return Image(
        src=src,
        url=public_url(src, base),
        alt=get("alt") or None,
        title=get("title") or None,
        width=_pixels(width) if width else None,
        height=_pixels(height) if height else None,
        full_size_url=public_url(zoom_href, base) if zoom_href else None,
        caption=caption,
        copyright=copyright_text,
        credit=credit_of(caption) if caption else None,
    )


_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*", re.ASCII).fullmatch


def _pixels(value: str) -> int | None:
    match = _PIXELS(value)
    return int(match[1]) if match else None
