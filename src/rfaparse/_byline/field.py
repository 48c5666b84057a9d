"""The byline field: what is printed under the headline.

::

    field  = [ place "-" ] [ by | role ] names [ "," role ] [ closing ]
    names  = name { ("," | joiner) name }
    name   = 1 to 6 words  |  desk

An e-mail address may stand anywhere. A credit line, as a story may end with one, is read as such.
The words are those of the service's table; without a service those of all tables. What is no name
credits nobody: the field itself keeps it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._byline.desks import desk_of_own_name, desks_at
from rfaparse._byline.english import read_line as read_english
from rfaparse._byline.english import read_people
from rfaparse._byline.services import TABLES
from rfaparse._text import any_of, normalise, without_joiners
from rfaparse.model import Credit, CreditKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse._byline.credit_line import CreditLine


_EMAIL = re.compile(r"[(<\[]?\s*\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)>\]]?")
_AROUND = " .,;:|/·•-–—།،。：()（）"
_COMMA_LINE = ", "
_COMMA = re.compile(r"\s*[,،、;；/|&·]\s*")
_PLACE_BEFORE = re.compile(r"(?P<place>[\uac00-\ud7a3]{2,6})\s*[-–]\s*(?=[\uac00-\ud7a3])")
_STATION_BEHIND = re.compile(r"(?<=\w)\s*[,،]\s*(?:RFA|Radio Free Asia|BenarNews)$")
_HAN = re.compile("[\u3400-\u9fff]").search
_BY_LABEL = re.compile(r"\w+ed by |\w+ing by ").search
_NO_NAME = re.compile(r"[\d@#%?!…:：<>\[\]{}=_*\"“”«»]|www\.|https?").search
_TITLE = re.compile(
    r"\b(?:admin|analyst|author|correspondent|director|editor|president|professor|reporter|staff"
    r"|writer)s?\b",
    re.IGNORECASE,
).search
"""Words of a job, which no name has."""
_PARTICLES = frozenset("al bin binti da de der di la le van von ibn el".split())
_LONGEST, _MOST_WORDS, _LONGEST_NAME = 300, 6, 60


@define
class FieldCredits:
    """Whom a byline field credits, and where from."""

    credits: list[Credit] = field(factory=list)
    locations: list[str] = field(factory=list)


def read_field(text: str, slug: str | None) -> FieldCredits:
    """Whom a byline field credits.

    Args:
        text: The field as written.
        slug: The service of the story, if it is known.
    """
    said = _COMMA_LINE.join(map(normalise, without_joiners(text).splitlines()))
    said = said if len(said) <= _LONGEST else ""
    said = normalise(_EMAIL.sub(" ", said)).strip(_AROUND)
    if not said:
        return FieldCredits()
    line = _credit_line(said)
    if line is not None and line.start == 0:
        return FieldCredits(list(line.credits), list(line.locations))
    words = _words_of(slug)
    found = FieldCredits()
    place = _PLACE_BEFORE.match(said)
    if place:
        found.locations.append(place["place"])
        said = said[place.end() :]
    role, label, said = words.take_label(said, found.locations)
    members, is_for_desk = _members(
        words.without_closing(said), words, found.locations, is_labelled=bool(role)
    )
    if role is None:
        role = Role.REPORTER if is_for_desk else Role.WRITER
    if members:
        found.credits += [Credit(role, name, label, kind, desk) for name, kind, desk in members]
        return found
    return FieldCredits()


def _credit_line(said: str) -> CreditLine | None:
    if not _HAN(said):
        return read_english(said) if _BY_LABEL(said) else None
    from rfaparse._byline.chinese import read_line  # noqa: PLC0415  its tables are large

    return read_line(said)


@define
class _Words:
    """The words of one or more tables, as expressions."""

    by: re.Pattern[str]
    role_before: re.Pattern[str]
    role_behind: re.Pattern[str]
    joiner: re.Pattern[str]
    closing: re.Pattern[str]
    role_of: dict[str, Role]
    is_english: bool

    def take_label(self, said: str, locations: list[str]) -> tuple[Role | None, str, str]:
        """The role that a label gives, the label as written, and what is left."""
        by = self.by.match(said)
        if by:
            return None, by["word"], said[by.end() :]
        behind = self.role_behind.search(said)
        if behind:
            if behind["place"]:
                locations.append(behind["place"])
            return self.role_of[behind["word"].lower()], behind["word"], said[: behind.start()]
        before = self.role_before.match(said)
        if before is None:
            return None, "", said
        if before["place"]:
            locations.append(before["place"])
        return self.role_of[before["word"].lower()], before["word"], said[before.end() :]

    def without_closing(self, said: str) -> str:
        return self.closing.sub("", said)


_ENGLISH_BY = next(table.by for table in TABLES if table.slug == "english")
"""Every service has been met with these."""


@cache
def _words_of(slug: str | None) -> _Words:
    """The words of a service, or of all; kept, since there are no more than services."""
    tables = [table for table in TABLES if table.slug == slug] or list(TABLES)
    role_of = {
        word.lower(): role
        for table in tables
        for role, words in table.roles.items()
        for word in words
    }
    roles = _alternatives(role_of)
    return _Words(
        by=re.compile(
            rf"(?P<word>{_alternatives([*_all(table.by for table in tables), *_ENGLISH_BY])})"
            r"(?:\s*[:：]\s*|\s+)",
            re.IGNORECASE,
        ),
        role_before=re.compile(
            rf"(?:(?P<place>\w{{2,20}}?)(?:دىن|تىن)\s+)?(?P<word>{roles})"
            r"(?:\s*[:：་།]\s*|\s+|(?<=[者编編])(?=[\u3400-\u9fff]))",
            re.IGNORECASE,
        ),
        role_behind=re.compile(
            rf"(?:\s*[,،(（]\s*|\s+)(?P<word>{roles})\s*[)）]?"
            r"(?:\s*,\s*(?P<place>[^\W\d_][\w .-]*))?$",
            re.IGNORECASE,
        ),
        joiner=re.compile(
            rf"(?:\s+|་)(?:{_alternatives(_all(table.joiners for table in tables))})(?:\s*)"
        ),
        closing=re.compile(
            rf"\s+(?:{_alternatives(_all(table.closings for table in tables))})[\s.]*$"
        ),
        role_of=role_of,
        is_english=len(tables) > 1 or slug == "english",
    )


def _all(words: Iterable[tuple[str, ...]]) -> list[str]:
    return [word for each in words for word in each]


def _alternatives(words: Iterable[str]) -> str:
    """An expression for any of `words`, for nothing at all if there are none."""
    distinct = dict.fromkeys(words)
    return any_of(distinct).replace(" ", r"\s") if distinct else r"(?!)"


_Member = tuple[str, CreditKind, "str | None"]


def _members(
    said: str, words: _Words, locations: list[str], *, is_labelled: bool
) -> tuple[list[_Member], bool]:
    """Who is named, and whether they work for a desk; nobody if anything else is in it."""
    said = _STATION_BEHIND.sub("", said.strip(_AROUND))
    people = None if _NO_NAME(said) else read_people(said)
    if people is not None and (words.is_english or people.has_desk or people.places):
        locations += people.places
        return [each for each in people.members if _is_credited(*each)], people.has_desk
    station = desk_of_own_name(said)
    if _HAN(said) and station is None:
        return _chinese_members(said), False
    members: list[_Member] = []
    for part in _COMMA.split(words.joiner.sub(",", said)):
        desks, end = desks_at(part)
        desk = desks[0] if desks and end == len(part) else desk_of_own_name(part)
        if desk is not None:
            members.append((desk.name, CreditKind.DESK, desk.slug))
        elif _TITLE(part) and members:
            continue
        elif _is_name(part, is_labelled=is_labelled):
            members.append((part, CreditKind.PERSON, None))
        else:
            return [], False
    return members, False


def _is_credited(name: str, kind: CreditKind, _desk: str | None) -> bool:
    return kind is CreditKind.DESK or not (_TITLE(name) or name.lower() == "by")


def _chinese_members(said: str) -> list[_Member]:
    from rfaparse._byline.chinese_names import read_names  # noqa: PLC0415  its tables are large

    names = read_names(said, 0, len(said), Role.EDITOR)
    if names is None or names.spoken:
        return []
    return [(name, CreditKind.PERSON, None) for name in names.names]


def _is_name(text: str, *, is_labelled: bool) -> bool:
    """Whether a part of a field has the shape of a name.

    A name in a script with capitals has them, unless a label says that it is one.
    """
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST_NAME:
        return False
    if _NO_NAME(text) or _TITLE(text) or text.lower() == "by":
        return False
    return is_labelled or all(
        not word[0].islower() or word in _PARTICLES or not word.isascii() for word in words
    )
