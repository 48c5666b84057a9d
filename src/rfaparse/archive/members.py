"""What an input consists of."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  cattrs and get_type_hints read it at run time

from attrs import field, frozen


@frozen
class Failure:
    """Why a member gives no row.

    Attributes:
        error: The error's class.
        found: What was found.
        remedy: What to do.
    """

    error: str
    found: str
    remedy: str


@frozen
class Member:
    """One page, post or feed of an input.

    Attributes:
        input: The input's path as given.
        name: Path inside of it, a record's URL, or a line or row number; None for a file by itself.
        data: Its bytes; empty where there is a `failure`.
        url: The story's address where the container knows it.
        crawled: When it was fetched, UTC, where the container knows it.
        encoding: Charset of `data` where the container knows it.
        failure: Why it could not be taken out of its container.
    """

    input: str
    name: str | None = None
    data: bytes = field(default=b"", repr=False)
    url: str | None = None
    crawled: datetime | None = None
    encoding: str | None = None
    failure: Failure | None = None
