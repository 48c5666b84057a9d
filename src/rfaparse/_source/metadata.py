"""What stands around a story: title, dates, address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import fields_dict, frozen

if TYPE_CHECKING:
    from datetime import datetime

    from rfaparse.model import Audio, Image, RelatedLink

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|saved with SingleFile\s+url:\s*(\S+)")
_SAVED_WINDOW = 2000


@frozen
class Metadata:
    """What stands around a story, from one source.

    Attributes:
        url: The story's address as written there.
        title: Headline.
        description: Standfirst.
        created: Time of creation, UTC.
        published: Time of publication, UTC.
        modified: Time of the last change, UTC.
        subjects: Keywords.
        audio: Recordings of the story.
        language: BCP 47 tag of the page.
        byline_field: What is printed under the headline, a line for each line.
        dateline: What is printed beside the date.
        lead_image: The picture that stands beside the HTML.
        slideshow: Pictures that the story begins with.
        related: Links that the story ends with.
        base: What relative addresses are meant against, if not `url`.
    """

    url: str | None = None
    title: str | None = None
    description: str | None = None
    created: datetime | None = None
    published: datetime | None = None
    modified: datetime | None = None
    subjects: tuple[str, ...] = ()
    audio: tuple[Audio, ...] = ()
    language: str | None = None
    byline_field: str | None = None
    dateline: str | None = None
    lead_image: Image | None = None
    slideshow: tuple[Image, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    base: str | None = None

    def over(self, less_trusted: Metadata) -> Metadata:
        """These, and where they are silent those of `less_trusted`."""
        return Metadata(*[getattr(self, name) or getattr(less_trusted, name) for name in _FIELDS])


_FIELDS = tuple(fields_dict(Metadata))
NO_METADATA = Metadata()


def saved_from(text: str) -> str | None:
    """The address that a browser wrote into the comment above a page when it saved it.

    >>> saved_from("<!-- saved from url=(0042)https://www.rfa.org/mandarin/Xinwen/x.html -->")
    'https://www.rfa.org/mandarin/Xinwen/x.html'
    """
    found = _SAVED_FROM.search(text[:_SAVED_WINDOW])
    return (found[1] or found[2]) if found else None
