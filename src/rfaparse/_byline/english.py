"""The credit line of the English service.

::

    line     = [ prose "." ] sentence { sentence }
    sentence = labels "by" people { [ "," ] [ "and" | "with" ] labels "by" people } [ "." ]
             | "By" people, at least one of them "for" a desk
    labels   = label { ("," | "and") label }        Translated and edited by …
    people   = member { ("," | "and" [ "by" ]) member }
    member   = (1 to 6 capitalised words | desk) [ "in" place ] [ "for" desk ]

A credit sentence begins with a label and holds nothing but credits. It is a whole line, or ends
one; any other sentence is prose, and no credit is read from it.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._byline.credit_line import closed_line
from rfaparse._byline.desks import desks_at
from rfaparse._byline.labels import ENGLISH, role_of_word
from rfaparse.model import Credit, CreditKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfaparse._byline.credit_line import CreditLine

_ROLE_OF = role_of_word(ENGLISH)
_TYPOS = frozenset({"translates"})
"""Labels that count only beside a right one."""
_LABEL = "|".join(word.replace(" ", r"\s") for word in sorted(_ROLE_OF, key=len)[::-1])
_LABELS = re.compile(
    rf"(?:^|(?<=[\s(\[]))(?:with\s)?(?P<labels>(?:{_LABEL})(?:(?:,\s|,?\sand\s)(?:{_LABEL})){{0,3}})"
    r"\sby\b:?\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"By\s+")
_SENTENCE_ENDS = re.compile(r"[.!?;)\]”\"’–—|/-]\s+$|[(\[]\s*$|^\s*$").search
_BETWEEN = " \t\n\u00a0,;–—|/(["
_JOINING = (" and", " with")
_JOINER = re.compile(r"(?:\s*,\s*and|\s+and|\s*,|\s*&)\s+(?:by\s+)?")
_FOR = re.compile(r"\s+(?:for|of)\s+")
_IN_PLACE = re.compile(
    r"\s+(?:in|from)\s+(?P<place>(?:the\s)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})"
)
_WORD = (
    r"(?:(?:[A-Z]|Dr|Jr|Mr|Mrs|Ms|Sr|St)\.(?![\w])"
    r"|[A-Z\u00c0-\u024f](?:[\w'’-]|\.(?=[\w-])|(?<=\.[A-Z])\.)*"
    r"|(?:al|bin|binti|da|de|der|la|le|van|von)\b)"
)
_PERSON = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,5}}(?:,\s(?:Jr|Sr|II|III)\b\.?)?")
_ENDS = " \t\n\u00a0.;)]–—|/"
_INITIALS = re.compile(r"(?:^|\W)[A-Z]$").search
_LONGEST_PEOPLE = 400


@define
class People:
    """Who is named after a label.

    Attributes:
        members: Name, kind, and slug of the desk, in order.
        places: Where they report from.
        has_desk: Whether one is said to work for a desk.
    """

    members: list[tuple[str, CreditKind, str | None]] = field(factory=list)
    places: list[str] = field(factory=list)
    has_desk: bool = False

    def credits(self, role: Role, label: str) -> Iterator[Credit]:
        """Each of them credited with `role`."""
        return (Credit(role, name, label, kind, desk) for name, kind, desk in self.members)


@define
class _Sentence:
    """A label, what is said after it, and whether a sentence begins with it."""

    start: int
    labels: str
    people: People | None
    begins: bool


def read_line(line: str, _before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none."""
    by = _BY.match(line)
    if by:
        people = read_people(line[by.end() :])
        if people is not None and people.has_desk:
            return _credit_line(0, line, [([Role.REPORTER], "By", people)])
    sentences = _sentences(line)
    first = len(sentences)
    while first and sentences[first - 1].people is not None:
        first -= 1
    while first < len(sentences) and not sentences[first].begins:
        first += 1
    tail = sentences[first:]
    if not tail or all(each.labels.lower() in _TYPOS for each in tail):
        return None
    found = [
        (_roles(each.labels), f"{each.labels} by", each.people) for each in tail if each.people
    ]
    return _credit_line(tail[0].start, line, found)


def _sentences(line: str) -> list[_Sentence]:
    matches = list(_LABELS.finditer(line))
    sentences = []
    for match, following in zip_longest(matches, matches[1:]):
        end = following.start() if following else len(line)
        said = line[match.end() : end]
        people = read_people(said if end == len(line) else _without_joiner(said))
        begins = _SENTENCE_ENDS(line[max(0, match.start() - 3) : match.start()]) is not None
        sentences.append(_Sentence(match.start(), match["labels"], people, begins))
    return sentences


def _without_joiner(said: str) -> str:
    """What is said before another label, without what joins the two."""
    said = said.rstrip(_BETWEEN)
    joiner = next((each for each in _JOINING if said.endswith(each)), "")
    return said.removesuffix(joiner).rstrip(_BETWEEN)


def _roles(text: str) -> list[Role]:
    """The roles of joined labels, in order.

    >>> [role.value for role in _roles("Translated and edited")]
    ['translator', 'editor']
    """
    parts = re.split(r",?\sand\s|,\s", " ".join(text.lower().split()))
    return [_ROLE_OF[part] for part in parts]


def read_people(text: str) -> People | None:
    """Who is named in all of `text`; None if anything else is in it.

    >>> read_people("Ann Reed and Bo Stone for RFA Lao.").members[1][::2]
    ('Bo Stone', 'lao')
    >>> read_people("China last week") is None
    True
    """
    said = text.rstrip(_ENDS) if len(text) <= _LONGEST_PEOPLE else ""
    if _INITIALS(said) and text[len(said) :].startswith("."):
        said += "."
    people, position, waiting = People(), 0, 0
    if not said:
        return None
    while True:
        position = _take_member(people, said, position)
        if position < 0:
            return None
        following = _FOR.match(said, position)
        if following:
            desks, position = desks_at(said, following.end())
            if not desks:
                return None
            people.has_desk = True
            people.members[waiting:] = [
                (name, kind, desk or desks[0].slug) for name, kind, desk in people.members[waiting:]
            ]
            waiting = len(people.members)
        if position == len(said):
            return people
        joiner = _JOINER.match(said, position)
        if joiner is None:
            return None
        position = joiner.end()


def _take_member(people: People, text: str, start: int) -> int:
    """Take the person or the desks at `start`; the offset after them, -1 if there is neither."""
    desks, end = desks_at(text, start)
    if desks:
        people.members += [(desk.name, CreditKind.DESK, desk.slug) for desk in desks]
        return end
    person = _PERSON.match(text, start)
    if person is None:
        return -1
    people.members.append((person[0], CreditKind.PERSON, None))
    place = _IN_PLACE.match(text, person.end())
    if place:
        people.places.append(place["place"])
        return place.end()
    return person.end()


def _credit_line(start: int, line: str, found: list[tuple[list[Role], str, People]]) -> CreditLine:
    start = len(line[:start].rstrip(" (["))
    credits_ = [
        credit
        for roles, label, people in found
        for role in roles
        for credit in people.credits(role, label)
    ]
    places = dict.fromkeys(place for *_, people in found for place in people.places)
    return closed_line(start, line, credits_, locations=tuple(places), sure=not start)
