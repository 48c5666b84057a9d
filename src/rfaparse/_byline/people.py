"""Credit lines and names of services that write with letters, in the form of their tables.

::

    line     = [ prose ] credit { credit } [ prose ]
    credit   = labels people                        Translated and edited by …
             | "By" people                          only beside others, or if it names a desk
             | people behind                        … contributed to this report
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

from attrs import evolve, frozen

from rfaparse._byline.credit_line import PROSE, CreditLine, Label, Names
from rfaparse._byline.desks import desks_at
from rfaparse._byline.services import TABLES
from rfaparse._text import any_of
from rfaparse.model import CreditKind, Role

if TYPE_CHECKING:
    from rfaparse._byline.table import LineShape

BY = r"(?-i:By)(?=\s)"
_PEOPLE = (
    r"(?:^|(?<=[.;]\s)|(?:(?<=,\s)|(?<=\())(?-i:(?=[A-Z\u00c0-\u024f])(?![JS]r\b)))"
    r"(?P<people>(?-i:[^.;]|[.;](?!\s)|(?<=\b[A-Z])\.|(?<=\b[JS]r)\.){1,300}?)\s+"
)
"""A sentence up to the words that follow its names."""
_WORD = r"(?:[^\s\d,.،、;:：!?…()/]|\.(?=\s?\w))+"
_stop = re.compile(r"\)?\.\s+").match


@frozen
class Letters:
    """A service's labels, as an expression, and its names, in the form of `shape`."""

    shape: LineShape
    word: re.Pattern[str]
    role_of: dict[str, Role]


@cache
def letters_of(slug: str, by: str = BY) -> Letters:
    """The labels and names of the service `slug`; cached, since services are few.

    Names without a label may begin a line after a match of `by`.
    """
    table = next(table for table in TABLES if table.slug == slug)
    shape, joins = table.line, any_of(table.joiners)
    role_of = {word.lower(): role for role, words in table.labels.items() for word in words}
    word = f"(?:{any_of(role_of)})".replace(" ", r"\s")
    label = shape.label.replace("WORD", word)
    shape = evolve(
        shape,
        label=rf"(?i){label}|^\W*(?P<by>{by})[:：\s]*|{_PEOPLE}{shape.behind}",
        person=shape.person or rf"(?P<name>{_WORD}(?:\s(?!(?:{joins})\s){_WORD}){{0,5}})",
        joiner=shape.joiner or rf"(?:\s*[,،、;]|\s+(?:{joins}))\s+",
    )
    return Letters(shape, re.compile(word, re.IGNORECASE), role_of)


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """An expression of a table, which is compiled at its first use."""
    return re.compile(expression)


def read_credits(line: str, letters: Letters) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none.

    Prose may follow them if it is a note, or if credits are the first two sentences of the line.
    """
    shape, labels = letters.shape, _labels(line, letters)
    while labels and not _begins(line, labels[0], shape):
        del labels[0]
    if not any(label.is_exact for label in labels):
        return None
    ahead, end = line[: labels[0].start], labels[-1].names.end
    start = len(ahead.rstrip(" ([")) if ahead.strip(shape.around) else 0
    are_sentences = not start and len(labels) > 1 and _begins(line, labels[-1], shape)
    may_end = are_sentences or not labels[-1].names.stopped
    if not (may_end or compiled(shape.note).match(line, end)):
        return None
    return CreditLine(start, end, labels, sure=not start or shape.amid_story)


def _begins(line: str, label: Label, shape: LineShape) -> bool:
    """Whether the label begins a sentence."""
    start = label.start
    return compiled(shape.begins).search(line, max(0, start - 4), start) is not None


def _labels(line: str, letters: Letters) -> list[Label]:
    """The labels with names that no prose follows, but that of the last one's sentence."""
    shape = letters.shape
    marks = [mark for mark in compiled(shape.label).finditer(line) if _is_label(mark, shape)]
    labels: list[Label] = []
    for mark, following in zip_longest(marks, marks[1:]):
        is_behind = mark.lastgroup == "behind"
        until = following.start() if following else len(line)
        names = read_people(line, shape, mark.start() if is_behind else mark.end(), until)
        names.end = mark.end() if is_behind else names.end
        rest = line[names.end : until].strip(shape.around)
        stop = None if following or not rest else _stop(line, names.end)
        if stop:
            names.stopped, names.end = True, stop.end()
        elif not rest or (following and compiled(shape.note).match(rest)):
            names.end = until
        else:
            names = PROSE
        if names.names:
            labels.append(_label(mark, names, letters))
        else:
            labels.clear()
    return labels


def _label(mark: re.Match[str], names: Names, letters: Letters) -> Label:
    written = mark[mark.lastgroup or 0]
    words = [" ".join(word.lower().split()) for word in letters.word.findall(written)]
    given = [(letters.role_of[word], written) for word in words]
    is_exact = not letters.shape.beside.issuperset(words)
    if not words:  # By
        given = [(Role.REPORTER if names.desks else Role.WRITER, written)]
        is_exact = bool(names.desks)
    return Label(mark.start(), given, names, is_exact=is_exact)


def _is_label(mark: re.Match[str], shape: LineShape) -> bool:
    """Whether only names precede a label that follows names."""
    start, end = mark.span("people")
    return start < 0 or read_people(mark.string, shape, start, end).end == end


def read_people(text: str, shape: LineShape, start: int, until: int) -> Names:
    """The people from `start`; the text from `Names.end` to `until` is something else.

    >>> english = letters_of("english").shape
    >>> read_people("Ann Reed and Bo Stone for RFA Lao.", english, 0, 34).desks["Bo Stone"][1]
    'lao'
    >>> read_people("Ann Reed last week", english, 0, 18).end
    8
    """
    names, waiting = Names(), 0
    start = until - len(text[start:until].lstrip(shape.around))
    names.end = position = start
    while (end := _take_member(names, text, position, until, shape)) > position:
        is_person = names.names and not names.is_desk(names.names[-1])
        sign = compiled(shape.desk_sign).match(text, end, until) if is_person else None
        desks, desk_end = desks_at(text, sign.end(), until) if sign else ((), end)
        is_open = sign is not None and sign[0].endswith("(")
        if desks and not (is_open and text[desk_end:until][:1] not in {"", ")"}):
            for name in names.names[waiting:]:
                names.desks.setdefault(name, (CreditKind.PERSON, desks[0].slug))
            waiting = len(names.names)
            end = _after_place(names, text, desk_end, until, shape)
        names.end = end
        joiner = compiled(shape.joiner).match(text, end, until)
        if joiner is None:
            break
        position = joiner.end()
        names.end = until if position == until else end
    return names


def _take_member(names: Names, text: str, start: int, until: int, shape: LineShape) -> int:
    """Take the person, the desks or the place at `start`; the offset after, `start` if none is."""
    desks, end = desks_at(text, start, until)
    person = compiled(shape.person).match(text, start, until)
    if person and person.end("name") > end:
        names.names.append(person["name"])
        end = person.end()
    else:
        for desk in desks:
            names.names.append(desk.name)
            names.desks[desk.name] = (CreditKind.DESK, desk.slug)
    return _after_place(names, text, end, until, shape)


def _after_place(names: Names, text: str, start: int, until: int, shape: LineShape) -> int:
    """Take the place at `start`, if there is one; the offset after it."""
    place = compiled(shape.place).match(text, start, until)
    if place is None:
        return start
    names.locations.append(place["place"])
    return place.end()
