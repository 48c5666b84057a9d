"""Which stories go into the output."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from datetime import date, datetime
from typing import Any

from attrs import define, field, frozen

from rfaparse.export.arrow import data_to_row

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}")


@frozen
class Selection:
    """The conditions for a story; by default all stories are taken.

    Attributes:
        services: Slugs of language services; if empty, any service.
        since: The first day (UTC) of its date: when it was published, or else created.
        until: The last day.
        min_chars: The fewest code points of its text.
        unique_text: Of stories with the same text, take the first.
    """

    services: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_chars: int = 0
    unique_text: bool = False


@define
class Sieve:
    """Takes stories one by one.

    Attributes:
        left_out: How many were not taken, by reason.
    """

    selection: Selection
    left_out: Counter[str] = field(factory=Counter)
    _seen: set[bytes] = field(factory=set)

    def takes(self, text: bytes) -> bool:
        """Whether to take a story, given as a row's JSON object."""
        if self.selection == Selection():
            return True
        reason = self._reason_against(json.loads(text))
        if reason is not None:
            self.left_out[reason] += 1
        return reason is None

    def _reason_against(self, data: dict[str, Any]) -> str | None:
        wanted = self.selection
        if wanted.services and data["service"] not in wanted.services:
            return "of another service"
        if wanted.since or wanted.until:
            moment = data["published"] or data["created"]
            if moment is None:
                return "without a date"
            day = datetime.fromisoformat(moment).date()
            if day < (wanted.since or day) or day > (wanted.until or day):
                return "of another time"
        if wanted.min_chars and len(data_to_row(data)["text"]) < wanted.min_chars:
            return "too short"
        return self._reason_of_text(data["text_hash"]) if wanted.unique_text else None

    def _reason_of_text(self, text_hash: str | None) -> str | None:
        if text_hash is None:
            return None
        digest = bytes.fromhex(text_hash)
        if digest in self._seen:
            return "with the text of another"
        self._seen.add(digest)
        return None


def days_of(text: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day, given as text.

    Raises:
        ValueError: It is none of these.

    >>> [str(day) for day in days_of("2020-02")]
    ['2020-02-01', '2020-02-29']
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a year, month or day")
    match [int(part) for part in text.split("-")]:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case parts:
            return (date(*parts),) * 2
