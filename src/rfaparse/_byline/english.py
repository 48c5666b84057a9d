"""The credit line of the English service.

::

    line     = sentence { sentence }
    sentence = labels "by" people [ "." ]  |  "By" people "for RFA" …
    labels   = label { ("," | "and") label }        Translated and edited by …
    people   = person { ("," | "and" [ "by" ]) person }
    person   = 1 to 6 capitalised words [ "for" desk ] [ "in" place ]  |  desk
    desk     = [ "the" ] … "Service", of RFA
"""

from __future__ import annotations

import re

from rfaparse._byline.credit_line import CreditLine, unique_credits
from rfaparse._byline.labels import ENGLISH, role_of_word
from rfaparse.model import Credit, Role

_ROLE_OF = role_of_word(ENGLISH)
_LABEL_WORD = "|".join(word.replace(" ", r"\s") for word in sorted(_ROLE_OF, key=len)[::-1])
_LABELS = re.compile(
    rf"(?:(?<=[.;)\]\s(\[])|^)(?P<labels>(?:{_LABEL_WORD})(?:(?:,|,?\sand)\s(?:{_LABEL_WORD})){{0,3}})"
    r"\sby\b:?\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"By\s+(?P<people>.{3,80}?)\s+for\s+(?:RFA|Radio Free Asia)\b.{0,60}", re.DOTALL)
_PARTED = re.compile(r"\s*(?:,\s*and\s+by|\band\s+by|,\s*and|\band|,|&)\s+")
_DESK = re.compile(
    r"(?:the\s+)?(?:RFA\W{0,2}s?\s+)?[A-Z][\w.'’ -]{0,40}\s(?:Service|Investigative)"
)
_FOR_DESK = re.compile(r"\s+for\s+(?:the\s+)?(?:RFA|Radio Free Asia|BenarNews|[A-Z]\w+ Service).*")
_IN_PLACE = re.compile(r"\s+(?:in|from)\s+(?P<place>[A-Z][\w.'’-]*(?:[ ,]+[A-Z][\w.'’-]*){0,3})$")
_WORD = r"(?:[A-Z\u00c0-\u024f][\w.'’-]*|al|bin|binti|da|de|der|la|le|van|von)"
_PERSON = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,5}}")
_ENDS = " .;)]"
_LONGEST_PEOPLE = 400


def read_line(line: str, _before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none."""
    alone = _BY.fullmatch(line.strip(_ENDS + "(["))
    if alone:
        people = _people(alone["people"])
        return _credit_line(0, line, [([Role.REPORTER], "By", people)]) if people else None
    matches = list(_LABELS.finditer(line))
    found: list[tuple[list[Role], str, _People]] = []
    start = len(line)
    for match, following in zip(reversed(matches), [None, *reversed(matches)], strict=False):
        end = following.start() if following else len(line)
        people = _people(line[match.end() : end])
        if people is None:
            break
        found.append((_roles(match["labels"]), f"{match['labels']} by", people))
        start = match.start()
    return _credit_line(start, line, found[::-1]) if found else None


_People = tuple[list[str], list[str]]


def _roles(text: str) -> list[Role]:
    """The roles of joined labels, in order.

    >>> [role.value for role in _roles("Translated and edited")]
    ['translator', 'editor']
    """
    parts = re.split(r",?\sand\s|,\s", " ".join(text.lower().split()))
    return [_ROLE_OF[part] for part in parts]


def _people(text: str) -> _People | None:
    """Names and places of a stretch; None if it is prose."""
    text = text.strip(_ENDS + "([")
    if not text or len(text) > _LONGEST_PEOPLE:
        return None
    names: list[str] = []
    places: list[str] = []
    for part in _PARTED.split(text):
        person = _FOR_DESK.sub("", part).strip()
        place = _IN_PLACE.search(person)
        if place:
            places.append(place["place"])
            person = person[: place.start()]
        if not (_PERSON.fullmatch(person) or _DESK.fullmatch(person)):
            return None
        names.append(person)
    return names, places


def _credit_line(start: int, line: str, found: list[tuple[list[Role], str, _People]]) -> CreditLine:
    start = len(line[:start].rstrip(" (["))
    credits_ = [
        Credit(role, name, label)
        for roles, label, (names, _) in found
        for role in roles
        for name in names
    ]
    return CreditLine(
        start=start,
        end=len(line),
        credits=unique_credits(credits_),
        locations=tuple(dict.fromkeys(place for *_, (_, places) in found for place in places)),
        sure=True,
        is_open=False,
        open_label=(credits_[-1].role, credits_[-1].label),
        roles=tuple(each.role for each in credits_),
    )
