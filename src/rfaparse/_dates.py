"""Times as machines write them, and days as the services print them."""

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
_LONGEST = 100
_BUDDHIST_YEARS = 543

_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)[日일]?"
)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d)")
_TIME = re.compile(
    r"[T,\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?|[A-Z][\w/]+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "edt": -4, "est": -5}
_NEW_YORK = frozenset({"et", "us/eastern", "america/new_york"})

_MONTHS = {
    "english": "January February March April May June"
    " July August September October November December",
    "khmer": "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "lao": "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "burmese": "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    "tibetan": "ཟླ་བ་དང་པོ ཟླ་བ་གཉིས་པ ཟླ་བ་གསུམ་པ ཟླ་བ་བཞི་པ ཟླ་བ་ལྔ་པ ཟླ་བ་དྲུག་པ"
    " ཟླ་བ་བདུན་པ ཟླ་བ་བརྒྱད་པ ཟླ་བ་དགུ་པ ཟླ་བ་བཅུ་པ ཟླ་བ་བཅུ་གཅིག་པ ཟླ་བ་བཅུ་གཉིས་པ",
    "uyghur": "يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر",
    "indonesian": "Januari Februari Maret April Mei Juni"
    " Juli Agustus September Oktober November Desember",
    "malay": "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
    "thai": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน"
    " กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "bengali": "জানুয়ারী ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "vietnamese": "tháng_1 tháng_2 tháng_3 tháng_4 tháng_5 tháng_6"
    " tháng_7 tháng_8 tháng_9 tháng_10 tháng_11 tháng_12",
}
"""Names of the months by service, January first. Source: Unicode CLDR 47, wide format names."""

_MONTH_OF = {
    word.replace("_", " ").lower(): number
    for words in _MONTHS.values()
    for number, word in enumerate(words.split(), start=1)
}
_MONTH = re.compile("|".join(map(re.escape, sorted(_MONTH_OF, key=len, reverse=True))))
_ABBREVIATED = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b")


def moment(text: str) -> datetime | None:
    """The time, UTC, that a machine wrote: RFC 3339, RFC 822, Plone's ``2021/01/14 14:33 GMT-5``.

    A time without a zone is UTC, as in Plone's own exports; a day without a time is its midnight.
    None for what is no time, and for Plone's ways to write that there is none (1969, 2499).

    >>> moment("2021-01-14T14:33:08-05:00").isoformat()
    '2021-01-14T19:33:08+00:00'
    >>> moment("Thu, 14 Jan 2021 19:33:08 GMT") == moment("2021/01/14 14:33:08 GMT-5")
    True
    >>> moment("1969-12-31T19:00:00-05:00") is None
    True
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    written = _YEAR_FIRST.match(text)
    if written:
        year, month, day = map(int, written.groups())
        return _built(year, month, day, text[written.end() :], timezone.utc)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  slow to import, rarely needed

    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def story_day(text: str, service: str | None = None) -> datetime | None:
    """The day, as midnight UTC, that a page's ``span#story_date`` prints; with a time, that time.

    A time without a zone is New York's, where the newsroom is.

    Args:
        text: ``2020-08-10``, ``2020.08.10``, ``10/08/2020``, ``August 10, 2020``,
            ``10 tháng 8 năm 2020``, ``๑๐ สิงหาคม ๒๕๖๓`` …: any service's digits and months.
        service: Slug of the service; English writes the month first in ``08/10/2020``.

    >>> story_day("2020-08-10").date().isoformat()
    '2020-08-10'
    >>> story_day("10 สิงหาคม 2563") == story_day("08/10/2020", "english")
    True
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    written = _YEAR_FIRST.search(text)
    if written:
        year, month, day = map(int, written.groups())
        return _built(year, month, day, text[written.end() :], new_york())
    written = _YEAR_LAST.search(text)
    if written:
        first, second, year = map(int, written.groups())
        month_first = (service == "english" and first <= 12) or second > 12  # noqa: PLR2004
        day, month = (second, first) if month_first else (first, second)
        return _built(year, month, day, text[written.end() :], new_york())
    return _named(text)


def _named(text: str) -> datetime | None:
    """A day whose month is a word."""
    name = _MONTH.search(text.lower()) or _ABBREVIATED.search(text.lower())
    if name is None:
        return None
    month = _MONTH_OF.get(name[0]) or _month_abbreviated(name[0])
    numbers = [int(each[0]) for each in _NUMBER.finditer(text[: name.start()])]
    rest = text[name.end() :]
    clock = _TIME.search(rest)
    numbers += [int(each[0]) for each in _NUMBER.finditer(rest[: clock.start()] if clock else rest)]
    days = [each for each in numbers if 1 <= each <= 31]  # noqa: PLR2004
    years = [each for each in numbers if each >= FIRST_YEAR]
    if len(days) != 1 or len(years) != 1:
        return None
    return _built(years[0], month, days[0], rest[clock.start() :] if clock else "", new_york())


def _month_abbreviated(name: str) -> int:
    return next(number for word, number in _MONTH_OF.items() if word.startswith(name[:3]))


def _built(
    year: int, month: int, day: int, rest: str, local: timezone | ZoneInfo
) -> datetime | None:
    """The time, UTC; `rest` is what follows the day."""
    if year > _LAST_YEAR:
        year -= _BUDDHIST_YEARS
    clock = _TIME.match(rest)
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
    except (ValueError, OverflowError):  # numbers that are no date
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
    return aware.astimezone(timezone.utc) if FIRST_YEAR <= aware.year <= _LAST_YEAR else None


@cache
def new_york() -> ZoneInfo:
    """America/New_York, where the newsroom is and whose time its URLs are written in."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  costs 5 ms, and not every story needs it

    return ZoneInfo("America/New_York")
