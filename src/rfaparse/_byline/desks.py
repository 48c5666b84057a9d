"""Desks: services and stations credited in place of a person.

``RFA's Lao Service``, ``RFA's Lao and Khmer Services``, ``the Cantonese Service``, ``RFA Burmese``,
``RFA Staff``, ``BenarNews, an RFA-affiliated online news service``, ``ໜ່ວຍຂ່າວ RFA ລາວ``.
"""

from __future__ import annotations

import re

from attrs import frozen

from rfaparse._byline.services import TABLES
from rfaparse._text import any_of

_SLUG_OF = {
    name.lower(): table.slug
    for table in TABLES
    if table.site == "www.rfa.org"
    for name in (table.name, *table.desk_names)
}
_OWN_NAME_OF = {
    name.lower(): table.slug if table.site == "www.rfa.org" else "benarnews"
    for table in TABLES
    for name in (*table.desk_names, *([table.own_name] if table.site == "www.rfa.org" else []))
}
_NAME = f"(?i:{any_of(_SLUG_OF)})"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,?\sand\s|,\s){_NAME})*)"
OWN_STATIONS = (
    "(?:自由[亚亞]洲(?:[電电][台臺])?|[亚亞]洲事[实實]查核[实實][验驗]室|자유아시아방송"
    "|Á Châu Tự Do|ئەركىن ئاسىيا رادىيوسى|(?:វិទ្យុ)?អាស៊ីសេរី|ວິທຍຸ ?ເອເຊັ?[ຍຽ] ?ເສຣີ)"
)
"""What the station calls itself in its services."""
_STATION = r"(?P<station>RFA|Radio Free Asia|BenarNews)(?:['’]s?)?"
_DESK = re.compile(
    rf"(?:(?:the|its)\s+)?(?:{_STATION}\s+)?{_NAMES}\s+(?:[Ss]ervices?|[Dd]esks?|[Tt]eams?)"
    r"|(?:the\s+)?(?:RFA|Radio Free Asia)(?:['’]s?)?\s+"
    rf"(?P<name>{_NAME}(?:\sand\s(?:RFA\s)?{_NAME}(?!\s\w))*)"
    r"|(?:the\s+)?(?P<alone>RFA|Radio Free Asia|BenarNews|Asia Fact Check Lab|AFCL)(?:['’]s?)?"
    r"(?:\s+(?:[Ss]taff|[Rr]eporters?|Investigative(?:\s\w+)?|[Nn]ewsroom))?"
    r"(?:,\s+(?:an?\s+RFA[- ]|RFA['’]s\s)affiliated(?:\s[a-z]+){1,4}"
    r"|,\s+an?(?:\s[a-z]+){1,4}\saffiliated\swith\s(?:RFA|Radio Free Asia))?"
)
BEGINNING = r"(?i:the|its|RFA|Radio Free Asia|BenarNews|Asia Fact Check Lab|AFCL)\b"
"""What a desk in English begins with."""
_find_names = re.compile(_NAME).findall
_has_station = re.compile(rf"\b(?:RFA|Radio Free Asia)\b|{OWN_STATIONS}").search
_ends = re.compile("(?![\\w-]|\\s[\u0370-\u1fff\u3040-\ud7ff])").match
"""A desk's name ends neither inside a word nor before a word in another script."""


@frozen
class Desk:
    """A desk as written in a credit.

    Attributes:
        slug: Of a service, or ``rfa`` or ``benarnews``.
        name: As written; words that two desks share are repeated.
    """

    slug: str
    name: str


def desks_at(text: str, start: int, until: int) -> tuple[tuple[Desk, ...], int]:
    """The desks at `start`, before `until`, and the offset after them; `start` if there are none.

    >>> [desk.name for desk in desks_at("RFA’s Lao and Khmer Services.", 0, 29)[0]]
    ['RFA’s Lao Service', 'RFA’s Khmer Service']
    >>> desks_at("BenarNews, an RFA-affiliated online news service.", 0, 49)[0][0].slug
    'benarnews'
    """
    match = _DESK.match(text, start, until)
    if match is None or not _ends(text, match.end()):
        return (), start
    if match["alone"]:
        slug = "benarnews" if match["alone"] == "BenarNews" else "rfa"
        return (Desk(slug, match[0]),), match.end()
    key = "names" if match["names"] else "name"
    names = _find_names(match[key])
    before, after = text[start : match.start(key)], text[match.end(key) : match.end()]
    after = after if len(names) == 1 else after.removesuffix("s")
    return tuple(Desk(_SLUG_OF[name.lower()], before + name + after) for name in names), match.end()


def desk_of_own_name(text: str) -> Desk | None:
    """The desk whose own-language name is in a text, next to the station's or before 组.

    >>> desk_of_own_name("ໜ່ວຍຂ່າວ RFA ລາວ").slug
    'lao'
    """
    said = text.lower()
    slug = next((slug for name, slug in _OWN_NAME_OF.items() if name in said), None)
    is_named = slug == "benarnews" or (slug and said[-1] in "组組")
    if not is_named and _has_station(text) is None:
        return None
    return None if slug is None and text.isascii() else Desk(slug or "rfa", text)
