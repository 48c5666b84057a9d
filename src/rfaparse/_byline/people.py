"""Credit lines and names of services that write with letters, in the form of their tables.

::

    line     = [ prose ] credit { credit }  |  "By" people { credit }
    credit   = labels people              a label's sign distinguishes it from prose: Edited by …
               [ ". " people behind ]     … contributed to this report
    labels   = label { joiner label }     Translated and edited by …
    people   = member { joiner member }
    member   = (name | desk) [ "in" place ] [ "for" desk [ "in" place ] ]

A credit line holds only credits, and is a whole line or ends one. Other sentences are prose,
and no credit is read from them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import frozen

from rfaparse._byline.credit_line import PROSE, CreditLine, Label, Names
from rfaparse._byline.desks import desks_at
from rfaparse._byline.services import TABLES
from rfaparse._text import any_of
from rfaparse.model import CreditKind, Role

if TYPE_CHECKING:
    from rfaparse._byline.table import LineShape

_LONGEST = 400
"""The most characters of the names after a label."""
_STOP = re.compile(r"[.;,]\s+").finditer
BY = re.compile(r"(?P<by>By)\s+")
_WORD = r"[^\s\d,،、;:：!?…()/]+"
_is_abbreviated = re.compile(r"(?:^|\W)(?:[A-Z]|Jr|Sr)$").search


@frozen
class Letters:
    """A service's labels, and its names, as expressions."""

    shape: LineShape
    role_of: dict[str, Role]
    labels: re.Pattern[str]
    label: re.Pattern[str]
    person: re.Pattern[str]
    joiner: re.Pattern[str]
    place: re.Pattern[str]
    desk_sign: re.Pattern[str]
    behind: re.Pattern[str]
    note: re.Pattern[str]
    begins: re.Pattern[str]


@cache
def letters_of(slug: str) -> Letters:
    """The expressions of the service `slug`; cached, since services are few."""
    table = next(table for table in TABLES if table.slug == slug)
    shape = table.line
    joins = any_of(table.joiners) or r"(?!)"
    joiner = shape.joiner or rf"(?:\s*[,،、;]|\s+(?:{joins}))\s+"
    person = shape.person or rf"(?P<name>{_WORD}(?:\s(?!(?:{joins})\s){_WORD}){{0,5}})"
    role_of = {word.lower(): role for role, words in table.labels.items() for word in words}
    word = f"(?:{any_of(role_of) or '(?!)'})".replace(" ", r"\s")
    joined = f"{word}(?:{shape.label_joiner}{word}){{0,3}}"
    sign = rf"(?:(?<=\sfrom)|\s{shape.sign})\b" if shape.sign else ""
    labels = f"{shape.before}(?P<label>(?P<words>{joined}){shape.addition}{sign}){shape.after}"
    others = (person, joiner, shape.place, shape.desk_sign, shape.behind, shape.note, shape.begins)
    return Letters(
        shape,
        role_of,
        re.compile(labels, re.IGNORECASE),
        re.compile(word, re.IGNORECASE),
        *map(re.compile, others),
    )


def read_credits(line: str, letters: Letters, by: re.Pattern[str] = BY) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none.

    Names without a label may begin it after a match of `by`.
    """
    labels = _labels(line, letters)
    edge = len(line) - len(line.lstrip(letters.shape.around))
    labels = (_by(by.match(line, edge), labels, letters) or _ahead(line, labels, letters)) + labels
    first = len(labels)
    while first and labels[first - 1].names is not PROSE:
        first -= 1
    while first < len(labels) and not _begins(line, labels[first].start, letters):
        first += 1
    tail = labels[first:]
    if not any(label.is_exact for label in tail):
        return None
    before = line[: tail[0].start]
    start = len(before.rstrip(" ([")) if before.strip(letters.shape.around) else 0
    end = tail[-1].names.end or len(line)
    return CreditLine(start, end, tail, sure=not start or letters.shape.amid_story)


def _by(by: re.Match[str] | None, labels: list[Label], letters: Letters) -> list[Label]:
    """``By`` and the names after it: credits beside a label, or if a desk is among them."""
    if by is None:
        return []
    until = labels[0].start if labels else len(by.string)
    names = read_people(by.string[by.end() : until], letters, before_label=bool(labels))
    if names is None or not (labels or names.desks):
        return []
    role = Role.REPORTER if names.desks else Role.WRITER
    return [Label(0, [(role, by["by"] or "")], names)]


def _ahead(line: str, labels: list[Label], letters: Letters) -> list[Label]:
    """``Ann Reed contributed to this report.`` before other credits."""
    ahead = line[: labels[0].start] if labels else ""
    return _contributed(ahead, 0, letters, is_ahead=True)[1] if ahead.strip() else []


def _labels(line: str, letters: Letters) -> list[Label]:
    matches = list(letters.labels.finditer(line))
    labels: list[Label] = []
    for match, following in zip_longest(matches, matches[1:]):
        words = [" ".join(label.lower().split()) for label in letters.label.findall(match["words"])]
        given = [(letters.role_of[word], match["label"]) for word in words]
        said = line[match.end() : following.start() if following else len(line)]
        contributed: list[Label] = []
        names = read_people(said, letters, before_label=following is not None)
        if names is None:
            said, contributed = _contributed(said, match.end(), letters)
            names = read_people(said, letters) if contributed else None
        if names is None and following is None:
            names = _before_prose(match, labels, letters)
        is_exact = not letters.shape.typos.issuperset(words)
        labels += [Label(match.start(), given, names or PROSE, is_exact=is_exact), *contributed]
    return labels


def _contributed(
    said: str, start: int, letters: Letters, *, is_ahead: bool = False
) -> tuple[str, list[Label]]:
    """Separate a label's names from those in ``. Ann Reed contributed to this report``."""
    behind = letters.behind.search(said, 0, _LONGEST)
    if behind is None or said[behind.end() :].strip(letters.shape.around):
        return said, []
    stops = [stop.end() for stop in _STOP(said, 0, behind.start())]
    for begin in [0, *stops] if is_ahead else stops:
        names = read_people(said[begin : behind.start()], letters)
        if names is not None:
            given = [(Role.CONTRIBUTOR, behind["label"])]
            return said[:begin], [Label(start + begin, given, names)]
    return said, []


def _before_prose(label: re.Match[str], labels: list[Label], letters: Letters) -> Names | None:
    """The names in the sentence that `label`, the line's last one, begins; None if it is prose.

    What follows the sentence stays prose. It must be a note, unless `label` begins a sentence and
    the line begins with `labels`, which all have names.
    """
    line, start = label.string, label.end()
    is_first = not labels or any(other.names is PROSE for other in labels)
    is_sure = (
        not is_first
        and not line[: labels[0].start].strip(letters.shape.around)
        and _begins(line, label.start(), letters)
    )
    stops = _STOP(line, start, start + _LONGEST)
    ends = (stop for stop in stops if not _is_abbreviated(line[start : stop.start()]))
    stop = next((stop for stop in ends if stop[0][0] == "."), None)
    if stop is None or not (is_sure or letters.note.match(line, stop.end())):
        return None
    names = read_people(line[start : stop.start() + 1], letters)
    if names is not None:
        names.end = stop.end()
    return names


def _begins(line: str, start: int, letters: Letters) -> bool:
    return letters.begins.search(line, max(0, start - 4), start) is not None


def read_people(text: str, letters: Letters, *, before_label: bool = False) -> Names | None:
    """The people in `text`; None if it contains anything else.

    >>> english = letters_of("english")
    >>> read_people("Ann Reed and Bo Stone for RFA Lao.", english).desks["Bo Stone"][1]
    'lao'
    >>> read_people("China last week", english) is None
    True
    """
    around = letters.shape.around
    said = stripped(text, around) if len(text) <= _LONGEST else ""
    for word in letters.shape.and_label if before_label else ():
        said = stripped(said.removesuffix(word), around)
    names, position, waiting = Names(), 0, 0
    while said:
        position = _take_member(names, said, position, letters)
        is_person = position > 0 and not names.is_desk(names.names[-1])
        following = letters.desk_sign.match(said, position) if is_person else None
        if following:
            desks, position = desks_at(said, following.end())
            for name in names.names[waiting:] if desks else ():
                names.desks.setdefault(name, (CreditKind.PERSON, desks[0].slug))
            waiting = len(names.names)
            position = _after_place(names, said, position, letters) if desks else -1
        if position == len(said):
            return names
        joiner = letters.joiner.match(said, position) if position > 0 else None
        if joiner is None:
            return None
        position = joiner.end()
    return None


def stripped(text: str, around: str) -> str:
    """The text without the characters around it; ``B.`` and ``Jr.`` at its end keep the stop."""
    said = text.strip(around)
    has_stop = text.lstrip(around).startswith(".", len(said))
    return f"{said}." if has_stop and _is_abbreviated(said) else said


def _take_member(names: Names, text: str, start: int, letters: Letters) -> int:
    """Take the person or the desks at `start`; the offset after them, -1 if there is neither."""
    desks, end = desks_at(text, start)
    for desk in desks:
        names.names.append(desk.name)
        names.desks[desk.name] = (CreditKind.DESK, desk.slug)
    if desks:
        return _after_place(names, text, end, letters)
    person = letters.person.match(text, start)
    if person is None:
        return -1
    names.names.append(person["name"])
    return _after_place(names, text, person.end(), letters)


def _after_place(names: Names, text: str, start: int, letters: Letters) -> int:
    """Take the place at `start`, if there is one; the offset after it."""
    place = letters.place.match(text, start)
    if place is None:
        return start
    names.locations.append(place["place"])
    return place.end()
