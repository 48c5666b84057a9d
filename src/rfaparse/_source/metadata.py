"""What a source says about its story: title, dates, address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import fields_dict, frozen

from rfaparse._source.timestamps import time_of_saving
from rfaparse._urls import public_url

if TYPE_CHECKING:
    from datetime import datetime

    from rfaparse.model import Audio, Image, RelatedLink

_NOTE = re.compile(
    r"<!--\s*(?:saved from (?:url=\(\d+\))?|mirrored from |page saved with SingleFile\w*\s+url:\s*)"
    r"(\S+?)(?=\s|-->)"
    r"(?:\s+(?:at|saved date:|by HTTrack[^,>]*,)((?:(?!-->| using )[^\n])*))?",
    re.IGNORECASE,
)
"""In this order: browsers and monolith; HTTrack; SingleFile."""
_NOTE_WINDOW = 16384


@frozen
class Metadata:
    """What one source says about a story.

    Attributes:
        url: The story's address as written there.
        title: Headline.
        description: Standfirst.
        created: Time of creation, UTC.
        published: Time of publication, UTC.
        modified: Time of the last change, UTC.
        day: The day of publication, as a phrase in a service's language.
        subjects: Keywords.
        audio: Recordings of the story.
        language: BCP 47 tag of the page.
        byline_field: The text under the headline, line by line.
        dateline: The text beside the date.
        lead_image: The picture that is given beside the HTML.
        slideshow: Pictures that the story begins with.
        related: Links that the story ends with.
        base: The base of relative addresses, if it is not `url`.
        saved: When a tool saved the page, UTC.
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
    saved: datetime | None = None
    day: str | None = None

    def over(self, less_trusted: Metadata) -> Metadata:
        """These values, completed by those of `less_trusted`."""
        if self is NO_METADATA or less_trusted is NO_METADATA:
            return less_trusted if self is NO_METADATA else self
        return Metadata(*[getattr(self, name) or getattr(less_trusted, name) for name in _FIELDS])


_FIELDS = tuple(fields_dict(Metadata))
NO_METADATA = Metadata()


def saving_note(text: str) -> Metadata:
    """The address and the time that a tool noted in a comment above a page when it saved it.

    >>> note = saving_note(
    ...     "<!-- Mirrored from www.rfa.org/lao/x.html by HTTrack Website Copier/3.x [XR&CO'2014], "
    ...     "Wed, 15 Jun 2022 02:00:00 GMT -->"
    ... )
    >>> note.url, str(note.saved)
    ('https://www.rfa.org/lao/x.html', '2022-06-15 02:00:00+00:00')
    """
    for tool in _NOTE.finditer(text, 0, _NOTE_WINDOW):
        url = public_url(tool[1])
        if url:
            return Metadata(url=url, saved=time_of_saving(tool[2] or ""))
    return NO_METADATA
