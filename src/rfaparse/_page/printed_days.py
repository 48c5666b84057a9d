"""Days as the services print them above a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from rfaparse._source.timestamps import (
    CLOCK,
    FIRST_YEAR,
    LONGEST,
    YEAR_FIRST,
    new_york,
    utc_time,
)

if TYPE_CHECKING:
    from datetime import datetime

_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d)")
_WORDS_BETWEEN = re.compile(r"\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*").fullmatch
_NUMBERS = re.compile(r"\d+").findall
_ZERO_BEFORE = re.compile(r"(?<=tháng )0(?=\d)", re.IGNORECASE)
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_TEN = re.compile(r"(\d?)十(\d?)")
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
    "thai, short": "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "vietnamese, words": "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu"
    " tháng_bảy tháng_tám tháng_chín tháng_mười tháng_mười_một tháng_mười_hai",
    "chinese": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    "chinese, digits": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "korean": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
    "vietnamese": "tháng_1 tháng_2 tháng_3 tháng_4 tháng_5 tháng_6"
    " tháng_7 tháng_8 tháng_9 tháng_10 tháng_11 tháng_12",
}
"""Names of the months by service, January first. Source: Unicode CLDR 47."""

_OTHER_SPELLINGS = {
    1: "জানুয়ারি ဇန်န၀ါရီ",
    2: "ফেব্রুয়ারি កុម្ភះ ဖေဖော်၀ါရီ فېبرال",
    3: "មិនា",
    8: "আগষ্ট သြဂုတ် ئاۋغۇس",
    9: "سىنتەبىر سېنتەبر سىنتەبر",
    10: "ئۆكتەبر",
    11: "নভেম্বার နို၀င်ဘာ نويابر",
    12: "دېكابر",
}
"""Other spellings in use, by the number of the month."""

_MONTH_OF = {
    normalize("NFC", word.replace("_", " ").lower()): number
    for words in _MONTHS.values()
    for number, word in enumerate(words.split(), start=1)
} | {
    normalize("NFC", word): number
    for number, words in _OTHER_SPELLINGS.items()
    for word in words.split()
}
_MONTH = re.compile("|".join(map(re.escape, sorted(_MONTH_OF, key=len, reverse=True))))
_ABBREVIATED = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|agu|aug|ogo|sept?|okt|oct|nov|de[cs]|dis)\b"
)


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
    if len(text) > LONGEST:
        return None
    text = _ZERO_BEFORE.sub("", normalize("NFC", text))
    if "年" in text:
        digits = text.translate(_CHINESE_DIGITS)
        text = _CHINESE_TEN.sub(lambda ten: f"{ten[1] or 1}{ten[2] or 0}", digits)
    written = YEAR_FIRST.search(text)
    if written:
        year, month, day = map(int, written.groups())
    elif written := _YEAR_LAST.search(text):
        first, second, year = map(int, written.groups())
        month_first = (service == "english" and first <= 12) or second > 12  # noqa: PLR2004
        month, day = (first, second) if month_first else (second, first)
    else:
        return _named(text)
    return utc_time(year, month, day, text[written.end() :], new_york())


def _named(text: str) -> datetime | None:
    """A day whose month is a word, or a year-first day with words between its numbers."""
    name = _MONTH.search(text.lower()) or _ABBREVIATED.search(text.lower())
    if name is None:
        year_first = _WORDS_BETWEEN(text)
        if year_first is None:
            return None
        year, month, day = map(int, year_first.groups())
        return utc_time(year, month, day, "", new_york())
    month = _MONTH_OF.get(name[0]) or next(
        number for word, number in _MONTH_OF.items() if word.startswith(name[0][:3])
    )
    rest = text[name.end() :]
    clock = CLOCK.search(rest)
    end = clock.start() if clock else len(rest)
    numbers = [int(number) for number in _NUMBERS(f"{text[: name.start()]} {rest[:end]}")]
    days = [number for number in numbers if 1 <= number <= 31]  # noqa: PLR2004
    years = [number for number in numbers if number >= FIRST_YEAR]
    if len(days) != 1 or len(years) != 1:
        return None
    return utc_time(years[0], month, days[0], rest[end:], new_york())
