"""The byline field: the text under the headline.

::

    field  = [ place ] [ by | role ] names [ "," role [ "," place ] ] [ closing ]
    names  = name { ("," | joiner) [ place ] name }
    name   = 1 to 6 words  |  desk

An e-mail address may be anywhere. A credit line like that at the end of a story is read as one.
The words come from the service's table, or from all tables if there is no service. What is not a
name credits nobody: the field itself keeps it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from rfaparse._byline.credit_line import CreditLine, Label, Names
from rfaparse._byline.desks import OWN_STATIONS, desk_of_own_name, desks_at
from rfaparse._byline.people import letters_of, read_credits, read_people, stripped
from rfaparse._byline.services import TABLES
from rfaparse._byline.services.english import CITIES, PARTICLES
from rfaparse._text import any_of, normalise, without_joiners
from rfaparse.model import CreditKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_EMAIL = re.compile(r"[(<\[]?\s*[A-Za-z0-9_.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)>\]]?")
_AROUND = " .,;:|/·•-–—།،。：*။။។।༎"
_BRACKETS = frozenset("()（）[]【】")
_in_brackets = re.compile(r"[(（[【]?([^()（）[\]【】]*)[)）\]】]?").fullmatch
_NOTE = re.compile(r"\s*[(（][^()（）]*[)）]")
_COMMA = re.compile(r"\s*[,،、၊;；/|&·།]\s*|\s[-–—]\s")
_STATION_BEHIND = re.compile(
    "(?<=[\\w.])(?:\\s*[,،，(（/|]\\s*|\\s+[-–—]\\s+|(?<=[\u3400-\u9fff])\\s+)"
    f"(?:RFA|Radio Free Asia|BenarNews|(?:đài )?{OWN_STATIONS})[)）]?$"
)
_STATION_AHEAD = re.compile(
    "^自由[亚亞]洲(?:[电電][台臺])?\\s+(?=[\u3400-\u9fff]{2,4}(?<![组組部台臺])$)"
    "|^(?:RFA|자유아시아방송)\\s+(?=[\uac00-\ud7a3]{2,4}$)"
)
_NO_SPACE = "(?<=[者员員编編])(?=[\u3400-\u9fff])"
"""Between a Chinese label and a name."""
_HANGUL = "(?<=[\uac00-\ud7a3]{2})"
_PLACE = r"(?P<place>[^\W\d_][\w .-]*)"
_UNSPACED = "(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
"""Behind a letter of a script without spaces between words: Thai, Lao, Burmese, Khmer."""
_is_chinese = re.compile("[\u3400-\u9fff]").search
_has_label = re.compile(
    r"(?:ed|ing|ions?|ten|english) by |(?:reporting|ions) from ", re.IGNORECASE
).search
_no_name = re.compile(r"[\d@#%?!…:：៖<>\[\]{}=_*\"“”«»]|www\.|https?").search
_is_title = re.compile(
    r"\b(?:admin|analyst|author|columnist|commentator|contributor|correspondent|director|editor"
    r"|journalist|president|professor|reporter|researcher|staff|writer)s?\b|^special (?:to|for)\b"
    r"|^by$|^nhóm$",
    re.IGNORECASE,
).search
"""Words of a job, which names lack."""
_LONGEST, _MOST_WORDS, _LONGEST_NAME, _LONGEST_OPENING = 300, 6, 60, 80


def read_field(text: str, slug: str | None) -> CreditLine:
    """The credits of a byline field, and its places.

    Args:
        text: The field as written.
        slug: The service of the story, if it is known.
    """
    said = ", ".join(map(normalise, without_joiners(text).splitlines()))
    said = stripped(normalise(_EMAIL.sub(" ", said)), _AROUND) if len(said) <= _LONGEST else ""
    bracketed = _in_brackets(said)
    said = bracketed[1] if bracketed else said
    line = _credit_line(said)
    if line is not None and line.start == 0:
        for named in line.labels:
            named.names.names = _without_titles(named.names)
        return line
    words = _words_of(slug)
    places: list[str] = []
    said = _after_place(said, places)
    role, label, said = words.take_label(said, places)
    said = words.closing.sub("", said)
    names = _names(said, words, is_labelled=role is not None)
    if names is None:
        return CreditLine(0, 0, [])
    role = role or (Role.REPORTER if names.work_for_desk or names.reported else Role.WRITER)
    return CreditLine(0, len(text), [Label(0, [(role, label)], names, posts=places)])


def read_opening(line: str, slug: str) -> CreditLine | None:
    """Read one of a story's first lines as the byline field of a reporter or an editor.

    Prose may begin alike, so names there have two words or more, none in lower case.
    """
    credit_line = read_field(line if len(line) <= _LONGEST_OPENING else "", slug)
    credits_ = credit_line.credits
    if not credits_ or credits_[0].role not in {Role.REPORTER, Role.EDITOR}:
        return None
    people = [credit.name for credit in credits_ if credit.kind is CreditKind.PERSON]
    words = " ".join([*people, *credit_line.locations]).split()
    if any(" " not in name for name in people) or any(word[0].islower() for word in words):
        return None
    credit_line.end = len(line)
    return credit_line


def _after_place(said: str, places: list[str]) -> str:
    """The text after the place that it begins with; the place is added to `places`."""
    for place in [pattern.match(said) for pattern in _PLACES_BEFORE]:
        if place:
            places.append(place["place"])
            said = said[place.end() :]
    return said


def _credit_line(said: str) -> CreditLine | None:
    if not _is_chinese(said):
        may_be = _has_label(said)
        return read_credits(said, letters_of("english"), _BY) if may_be else None
    from rfaparse._byline.chinese import read_line  # noqa: PLC0415  its tables are large

    return read_line(said)


@frozen
class _Words:
    """The words of one or more tables, as expressions."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    joiner: re.Pattern[str]
    closing: re.Pattern[str]
    origin: re.Pattern[str]
    role_of: dict[str, Role]
    is_english: bool

    def take_label(self, said: str, places: list[str]) -> tuple[Role | None, str, str]:
        """The role of a label, the label as written, and the rest."""
        before = self.before.match(said)
        if before and before["by"]:
            return None, before["by"], said[before.end() :]
        behind = self.behind.search(said)
        match = behind or before
        if match is None:
            return None, "", said
        places += [behind["place"]] if behind and behind["place"] else []
        left = said[: match.start()] if behind else said[match.end() :]
        return self.role_of[match["role"].lower()], match["role"], left

    def without_additions(self, part: str, places: list[str]) -> str:
        """One of some names without its own label, place and closing words."""
        origin = self.origin.search(part)
        places += [origin["place"]] if origin else []
        part = self.closing.sub("", part[: origin.start()] if origin else part)
        before = self.before.match(part)
        return part[before.end() :] if before else part


_PLACES_BEFORE = [re.compile(table.place_before) for table in TABLES if table.place_before]
_ENGLISH_BY = next(table.by for table in TABLES if table.slug == "english")
"""Words that every service uses."""


@cache
def _words_of(slug: str | None) -> _Words:
    """The words of a service, or of all; cached, since services are few."""
    tables = [table for table in TABLES if table.slug == slug] or list(TABLES)
    given = [(role, words) for table in tables for role, words in table.roles.items()]
    role_of = {word.lower(): role for role, words in given for word in words}
    by, roles = _any_of(_ENGLISH_BY, *(table.by for table in tables)), _any_of(role_of)
    froms = f"(?:{_any_of(*(table.froms for table in tables))})"
    joiners = _any_of(*(table.joiners for table in tables))
    before = (
        rf"(?:(?P<by>{by}|an?\s(?:[\w-]+\s){{1,3}}by)|(?P<role>{roles}))"
        rf"(?:\s*[:：៖་།/／|｜]\s*|\s+|{_NO_SPACE}|{_UNSPACED}|$)"
    )
    behind = (
        rf"(?:\s*[,،(（/–-]\s*|\s+|{_HANGUL})(?P<role>{roles})\s*[)）]?"
        rf"(?:(?:\s*,\s*(?:{froms}\s+)?|\s+{froms}\s+){_PLACE})?$"
    )
    return _Words(
        re.compile(before, re.IGNORECASE),
        re.compile(behind, re.IGNORECASE),
        re.compile(rf"(?:\s*[,၊])?(?:\s+|་|{_UNSPACED})(?:{joiners})\s*"),
        re.compile(
            rf"(?:^|[\s,]+)(?:{_any_of(*(table.closings for table in tables))})[\s.]*$",
        ),
        re.compile(rf"(?:^|\s+){froms}\s+{_PLACE}$"),
        role_of,
        is_english=len(tables) > 1 or slug == "english",
    )


def _any_of(*words: Iterable[str]) -> str:
    """An expression for any of `words`, for nothing at all if there are none."""
    distinct = dict.fromkeys(word for given in words for word in given)
    return any_of(distinct).replace(" ", r"\s") or r"(?!)"


def _names(said: str, words: _Words, *, is_labelled: bool) -> Names | None:
    """The people in `said`, without titles; None if it contains anything else."""
    said = _STATION_BEHIND.sub("", stripped(said, _AROUND))
    people = None if _no_name(said) else read_people(said, letters_of("english"))
    if people is not None and (words.is_english or people.work_for_desk or people.locations):
        people.names = _without_titles(people)
        _part_cities(people)
        return people
    said = _STATION_AHEAD.sub("", said)
    if _is_chinese(said) and desk_of_own_name(said) is None:
        from rfaparse._byline.chinese_names import may_follow, read_names  # noqa: PLC0415

        names = read_names(said, 0, len(said), Role.WRITER)
        return names if names is not None and may_follow(names) else None
    names = Names()
    for written in _COMMA.split(words.joiner.sub(",", _NOTE.sub("", said))):
        part = words.without_additions(_after_place(written, names.locations), names.locations)
        desks, end = desks_at(part)
        desk = desks[0] if desks and end == len(part) else desk_of_own_name(part)
        if desk is not None:
            names.desks[desk.name] = (CreditKind.DESK, desk.slug)
            names.names.append(desk.name)
        elif part and not (_is_title(part) and names.names):
            if not _is_name(part, is_labelled=is_labelled):
                return None
            names.names.append(part)
    _part_cities(names)
    return names


def _without_titles(names: Names) -> list[str]:
    return [name for name in names.names if names.is_desk(name) or not _is_title(name)]


def _part_cities(names: Names) -> None:
    """Move cities behind names to the places."""
    cities = [name for name in names.names[1:] if name in CITIES]
    names.locations += cities
    names.names = [name for name in names.names if name not in cities]


def _is_name(text: str, *, is_labelled: bool) -> bool:
    """Whether a part of a field has the shape of a name.

    A name in a script with capitals has them, unless a label says that it is one.
    """
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST_NAME:
        return False
    if _no_name(text) or _is_title(text) or not _BRACKETS.isdisjoint(text):
        return False
    return is_labelled or all(
        not word[0].islower() or word.split("-")[0] in PARTICLES or not word.isascii()
        for word in words
    )


_BY = re.compile(rf"(?:(?P<by>{_any_of(_ENGLISH_BY)})(?:\s*[:：]\s*|\s+))?", re.IGNORECASE)
"""The text before names that a label follows, or nothing."""
