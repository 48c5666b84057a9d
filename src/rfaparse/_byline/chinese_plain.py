"""The plain credit line, read at a glance: labels, colons, usual names, and nothing else.

Nine of ten credit lines are that. It gives what the grammar of `chinese` would, in a fraction of
its time; ``tests/test_byline_chinese.py`` compares the two.
"""

from __future__ import annotations

import re

from rfaparse._byline import labels
from rfaparse._byline.chinese_labels import COLON, MISTYPED, ROLE_OF, WORD
from rfaparse._byline.chinese_names import (
    HAN,
    han_words,
    may_be_more_than_names,
    read_names,
)
from rfaparse._byline.credit_line import CreditLine, unique_credits
from rfaparse._byline.places import trailing_place
from rfaparse._text import any_of
from rfaparse.model import Credit, Role

_PREFIX = f"(?:{any_of(labels.CHINESE_PREFIXES)})?"


def _whole(word: str) -> str:
    """An expression for a label that no longer one begins with: 主持, and not that of 主持人."""
    rests = [other[len(word) :] for other in ROLE_OF if other.startswith(word) and other != word]
    return f"{word}(?!{'|'.join(rests)})" if rests else word


_WORD = f"(?:{any_of(map(_whole, ROLE_OF))})"
_NAME = f"[{HAN}]{{2,3}}"
_NAMES = rf"{_NAME}(?:(?:[、，,/／]|\s+)(?!{_PREFIX}{_WORD}){_NAME})*"
_SET_OFF = rf"(?:\s*{COLON}+\s*|\s+)"
_CREDIT = rf"({_PREFIX})({_WORD}){_SET_OFF}?({_NAMES})"
_GAP = r"[\s；;，,、/／（()）]+"
_LINE = re.compile(
    rf"[\s（(]*(?:{any_of(labels.CHINESE_STATIONS)})?(?P<prefix>{_PREFIX})(?P<word>{_WORD})"
    rf"(?:\s*(?P<report>[{HAN}\s、]{{4,24}}[报報][道导導])[\s。]+"
    rf"|{_SET_OFF}?(?P<names>{_NAMES}){_GAP})"
    rf"(?P<others>{_CREDIT}(?:{_GAP}{_CREDIT})*)[\s）)]*"
).fullmatch
"""Two labels make a credit line: the first may do without a sign."""
_credits = re.compile(_CREDIT).findall
_PEOPLE = re.compile(_NAMES).fullmatch
_FROM = re.compile("[从從在发發于於驻駐]").search
_LONGEST = 400
_ONE_NAME = 3
"""Characters that two names do not fit in."""


def read_plain(line: str) -> CreditLine | None:
    """Read a line of two or more plain credits; None says only that it is the grammar's to read."""
    found = _LINE(line) if len(line) <= _LONGEST else None
    if found is None:
        return None
    prefix, word, names, report, others = found.group("prefix", "word", "names", "report", "others")
    given = _credits(others)
    # A name, or the end of one and what follows it, may look like a label to the grammar.
    if WORD.findall(line) != [word, *[each for _, each, _ in given]]:
        return None
    if names:
        given.insert(0, (prefix, word, names))
    if may_be_more_than_names(" ".join([each for _, _, each in given])):
        return None
    credits_: list[Credit] = []
    roles: list[Role] = []
    locations: list[str] = []
    if report:
        role = ROLE_OF[word]
        reporters = _reported(line, found, role, locations)
        if reporters is None:
            return None
        roles.append(role)
        credits_ = [Credit(role, name, prefix + word) for name in reporters]
    for before, after, names in given:
        role, label = ROLE_OF[after], before + after
        roles.append(role)
        if len(names) <= _ONE_NAME:
            credits_.append(Credit(role, names, label))
        else:
            credits_ += [Credit(role, name, label) for name in han_words(names)]
    return CreditLine(
        start=0,
        end=len(line),
        credits=unique_credits(credits_),
        locations=tuple(locations),
        sure=True,
        is_open=False,
        open_label=(role, label),
        roles=tuple(roles),
    )


def _reported(
    line: str, found: re.Match[str], role: Role, locations: list[str]
) -> list[str] | None:
    """Who reported, of a stretch that ends in 报道; where from goes to `locations`."""
    stretch = found["report"]
    place = trailing_place(stretch[:-2].rstrip())
    if place is not None:
        people = stretch[: stretch.rindex(place)].strip()
        if (
            _PEOPLE(people)
            and not _FROM(people)
            and trailing_place(people) is None
            and not may_be_more_than_names(people)
        ):
            locations.append(place)
            return han_words(people)
    start, end = found.start("report"), found.start("others")
    if MISTYPED.search(line, start, end):
        return None
    names = read_names(line, start, end, role)
    if names is None or names.spoken or names.contribution:
        return None
    locations += dict.fromkeys(names.locations)
    return names.names
