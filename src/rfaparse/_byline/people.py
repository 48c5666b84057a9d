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
_sentence = re.compile(r"(?<!\b[A-Z])(?<!\b[JS]r)[.;]\s+|\((?![^()]*\))").finditer
_other_name = re.compile(r"[,.;]\s+(?![JS]r\b)").search
_WORD = r"(?:[^\s\d,.،、;:：!?…()/]|\.(?=\s?\w))+"
_LONGEST = 400
"""The most characters of the names after a label."""
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
        label=rf"(?i){label}|^\W*(?P<by>{by})[:：\s]*|{shape.behind}",
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
    labels: list[Label] = []
    marks = _marks(line, shape)
    for (start, mark), following in zip_longest(marks, marks[1:]):
        until = following[0] if following else len(line)
        if start < mark.start():
            names = read_people(line, shape, start, mark.start())
            names.end = mark.end()
        else:
            names = read_people(line, shape, mark.end(), until)
        rest = line[names.end : until].strip(shape.around)
        stop = None if following or not rest else _stop(line, names.end)
        if stop:
            names.stopped, names.end = True, stop.end()
        elif not rest or (following and compiled(shape.note).match(rest)):
            names.end = until
        else:
            names = PROSE
        if names.names:
            labels.append(_label(start, mark, names, letters))
        else:
            labels.clear()
    return labels


def _label(start: int, mark: re.Match[str], names: Names, letters: Letters) -> Label:
    written = mark[mark.lastgroup or 0]
    words = [" ".join(word.lower().split()) for word in letters.word.findall(written)]
    given = [(letters.role_of[word], written) for word in words]
    is_exact = not letters.shape.beside.issuperset(words)
    if not words:  # By
        given = [(Role.REPORTER if names.desks else Role.WRITER, written)]
        is_exact = bool(names.desks)
    return Label(start, given, names, is_exact=is_exact)


def _marks(line: str, shape: LineShape) -> list[tuple[int, re.Match[str]]]:
    """The labels, each with the offset at which it begins, or the names before it."""
    marks: list[tuple[int, re.Match[str]]] = []
    refused = 0
    for mark in compiled(shape.label).finditer(line):
        start, floor = mark.start(), marks[-1][1].end() if marks else 0
        if mark.lastgroup == "behind":
            start = _start_of_people(line, floor, refused, mark.start())
            names = read_people(line, shape, start, mark.start())
            if not names.names or line[names.end : mark.start()].strip():
                refused = mark.end()
                continue
        marks.append((start, mark))
    return marks


def _start_of_people(line: str, floor: int, refused: int, until: int) -> int:
    """Where the names of contributors begin: with a sentence, or after a label's first name.

    A sentence in which an earlier ``contributed`` was refused has none.
    """
    window = max(floor, refused, until - _LONGEST)
    stops = [stop.end() for stop in _sentence(line, window, until)]
    if stops or refused > floor:
        return stops[-1] if stops else until
    other = _other_name(line, window, until) if floor and window == floor else None
    return other.end() if other else window


def read_people(text: str, shape: LineShape, start: int, until: int) -> Names:
    """The people from `start`; the text from `Names.end` to `until` is something else.

    >>> english = letters_of("english").shape
    >>> read_people("Ann Reed and Bo Stone for RFA Lao.", english, 0, 34).desks["Bo Stone"][1]
    'lao'
    >>> read_people("Ann Reed last week", english, 0, 18).end
    8
    """
    names, waiting, until = Names(), 0, min(until, start + _LONGEST)
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
