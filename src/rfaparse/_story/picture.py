"""A picture while it is read: its ``img``, its caption and its copyright."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, field

from rfaparse._story.late_content import source_of
from rfaparse._story.picture_credit import credit_of
from rfaparse._text import is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import Image

if TYPE_CHECKING:
    from lxml.etree import _Element

PartName: TypeAlias = Literal["caption", "copyright"]
_ZOOM_ICON = "icon-zoom."
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*", re.ASCII).fullmatch


@define(eq=False)
class Picture:
    """A picture whose caption and copyright may still follow.

    Attributes:
        img: Its element.
        src: Its address as written.
        zoom_href: The address of the full-size picture.
        caption: Runs of text.
        copyright: As `caption`.
        has_lead_part: Whether a part of a lead block followed it.
    """

    img: _Element
    src: str
    zoom_href: str | None = None
    caption: list[str] = field(factory=list)
    copyright: list[str] = field(factory=list)
    has_lead_part: bool = False

    def parts(self, name: PartName) -> list[str]:
        """The runs of a part; more may be added."""
        return self.caption if name == "caption" else self.copyright

    def lacks(self, name: PartName) -> bool:
        """Whether a part has no text yet."""
        return is_blank("".join(self.parts(name)))

    def image(self, base: str | None) -> Image:
        """It as an `Image`; `base` is the story's public address."""
        get = self.img.get
        caption = normalise("".join(self.caption)) or None
        return Image(
            src=self.src,
            url=public_url(self.src, base),
            alt=get("alt") or None,
            title=get("title") or None,
            width=_pixels(get("width")),
            height=_pixels(get("height")),
            full_size_url=public_url(self.zoom_href, base) if self.zoom_href else None,
            caption=caption,
            copyright=normalise("".join(self.copyright)) or None,
            credit=credit_of(caption) if caption else None,
        )


def picture_of(img: _Element) -> Picture | None:
    """An ``img`` as a picture if it is content: it has a source and is not the zoom icon."""
    src = source_of(img)
    return Picture(img, src) if src and _ZOOM_ICON not in src else None


def _pixels(value: str | None) -> int | None:
    match = _PIXELS(value) if value else None
    return int(match[1]) if match else None


def is_picture(img: _Element) -> bool:
    """Whether an ``img`` is content."""
    return picture_of(img) is not None
