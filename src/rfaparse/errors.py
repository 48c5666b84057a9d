"""The errors. Each says what was found and what to do about it."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and marks of direction, which would reverse the rest of a message."""
_LONGEST = 200


class RfaparseError(Exception):
    """The base of all errors that this library raises for its input.

    Attributes:
        found: What the input is: one line of at most 200 characters.
        remedy: What the caller can do.
        url: The story's address, if the caller or the feed gave it.
    """

    def __init__(self, found: str, remedy: str, *, url: str | None = None) -> None:
        found = _INVISIBLE.sub("", " ".join(found.split()))
        found = found if len(found) <= _LONGEST else f"{found[: _LONGEST - 1]}…"
        super().__init__(found, remedy, url)
        self.found = found
        self.remedy = remedy
        self.url = url

    def __str__(self) -> str:
        where = f"{self.url}: " if self.url else ""
        return f"{where}{self.found}; {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.found, self.remedy, self.url)


def _restore(error: type[RfaparseError], found: str, remedy: str, url: str | None) -> RfaparseError:
    return error(found, remedy, url=url)


class EmptySource(RfaparseError):  # noqa: N818  it names what the source is
    """The source is empty, or only white space."""


class SourceTooLarge(RfaparseError):  # noqa: N818
    """The source is longer than `max_length`, or its elements are nested too deep."""


class NotAStory(RfaparseError):  # noqa: N818
    """The source is something else: another site's page, a section page, a feed, a data file."""


class NotAFeed(RfaparseError):  # noqa: N818
    """The source given to `rfaparse.parse_feed` is not an RSS or Atom feed, or is truncated."""


class NotAnArticle(RfaparseError):  # noqa: N818
    """The document given to `rfaparse.export.json.from_json` is not one that `to_json` wrote.

    ``found`` begins with the path of the first bad field: ``body[3].spans[0].kind: …``.
    """


class UnsupportedLayout(RfaparseError):  # noqa: N818
    """A page in RFA's layout since late 2024, which is not Plone's."""
