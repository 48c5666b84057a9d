"""Times in machine formats: in feeds, in heads of pages, in Plone's exports."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FIRST_YEAR = 1996
"""RFA's first broadcasts; Plone writes 1969 or earlier for a date that was never set …"""
_LAST_YEAR = 2099
"""… and 2499 for one without an end."""
LONGEST = 100
_BUDDHIST_YEARS = 543

YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)[日일]?"
)
CLOCK = re.compile(
    r"[T,\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?|[A-Z][\w/]+)?",
    re.IGNORECASE,
)
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "edt": -4, "est": -5}
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{0,3}", re.ASCII)
_BEFORE_OFFSET = re.compile(r"\b(?:GMT|UTC)(?=[+-]\d)")
_NEW_YORK = frozenset({"et", "us/eastern", "america/new_york"})


def moment(text: str) -> datetime | None:
    """The time, UTC, that a machine wrote: RFC 3339, RFC 822, Plone's ``2021/01/14 14:33 GMT-5``.

    A time without a zone is UTC, as in Plone's own exports; a day without a time is its midnight.
    None if it is not a time, and for Plone's values for a missing one (1969, 2499).

    >>> moment("2021-01-14T14:33:08-05:00").isoformat()
    '2021-01-14T19:33:08+00:00'
    >>> moment("Thu, 14 Jan 2021 19:33:08 GMT") == moment("2021/01/14 14:33:08 GMT-5")
    True
    >>> moment("1969-12-31T19:00:00-05:00") is None
    True
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    written = YEAR_FIRST.match(text)
    if written:
        year, month, day = map(int, written.groups())
        return utc_time(year, month, day, text[written.end() :], timezone.utc)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  slow to import, rarely needed

    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def time_of_saving(text: str) -> datetime | None:
    """The time, UTC, at which a tool saved a page: as for `moment`, a browser's format, digits.

    >>> time_of_saving("Wed Jun 15 2022 10:00:00 GMT+0800 (China Standard Time)").isoformat()
    '2022-06-15T02:00:00+00:00'
    >>> time_of_saving("20220615020000123") == time_of_saving("Wed, 15 Jun 2022 02:00:00 GMT")
    True
    >>> time_of_saving("Wed Jun 15 2022").isoformat()
    '2022-06-15T00:00:00+00:00'
    """
    digits = _DIGITS.fullmatch(text.strip())
    if digits:
        return moment("{}-{}-{}T{}:{}:{}Z".format(*digits.groups()))
    text = _BEFORE_OFFSET.sub("", text)
    return moment(text) or moment(f"{text} 00:00:00")


def utc_time(
    year: int, month: int, day: int, rest: str, local: timezone | ZoneInfo
) -> datetime | None:
    """The time, UTC; `rest` is the text after the day."""
    if year > _LAST_YEAR:
        year -= _BUDDHIST_YEARS
    clock = CLOCK.match(rest)
    try:
        if clock is None:
            return _utc(datetime(year, month, day, tzinfo=timezone.utc))
        hour = int(clock["hour"])
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
        second = int(clock["second"] or 0)
        micro = int((clock["fraction"] or "0").ljust(6, "0")[:6])
        zone = _zone(clock["zone"], local)
        return _utc(datetime(year, month, day, hour, int(clock["minute"]), second, micro, zone))
    except (ValueError, OverflowError):  # numbers that are not a date
        return None


def _zone(name: str | None, local: timezone | ZoneInfo) -> timezone | ZoneInfo:
    if name is None:
        return local
    lowered = name.lower()
    if lowered in _ZONES:
        return timezone(timedelta(hours=_ZONES[lowered]))
    if lowered in _NEW_YORK:
        return new_york()
    offset = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?", lowered)
    if offset is None:
        return local
    minutes = 60 * int(offset[2]) + int(offset[3] or 0)
    return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))


def _utc(moment_: datetime) -> datetime | None:
    aware = moment_ if moment_.tzinfo else moment_.replace(tzinfo=timezone.utc)
    return plausible(aware.astimezone(timezone.utc)) if plausible(aware) else None


def plausible(time: datetime) -> datetime | None:
    """`time`, or None if RFA did not exist then."""
    return time if FIRST_YEAR <= time.year <= _LAST_YEAR else None


@cache
def new_york() -> ZoneInfo:
    """America/New_York, where the newsroom is and whose time its URLs are written in."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  costs 5 ms, and not every story needs it

    return ZoneInfo("America/New_York")
