"""The plain credit line, read at a glance: labels, colons, usual names, and nothing else.

Nine of ten credit lines are that. It gives what the grammar of `chinese` would, in a quarter of the
time; ``tests/test_byline_chinese.py`` compares the two.
"""

from __future__ import annotations

import re

from rfaparse._byline import labels
from rfaparse._byline.chinese_labels import COLON, MISTYPED, ROLE_OF
from rfaparse._byline.chinese_names import HAN, read_names, usual_names
from rfaparse._byline.credit_line import CreditLine, unique_credits
from rfaparse._byline.places import trailing_place
from rfaparse._text import any_of
from rfaparse.model import Credit, Role

_NAMES = rf"(?P<names>[{HAN}]{{2,3}}(?:(?:[、，,/／]|\s+)[{HAN}]{{2,3}})*)"
_AFTER = rf"(?P<set_off>\s*{COLON}+\s*|\s+)?{_NAMES}"
_PREFIX = rf"(?P<prefix>(?:{any_of(labels.CHINESE_PREFIXES)})?)"
_START = re.compile(rf"[\s（(]*(?P<station>{any_of(labels.CHINESE_STATIONS)})?{_PREFIX}").fullmatch
_GAP = re.compile(rf"{_AFTER}[\s；;，,、/／（()）]+{_PREFIX}").fullmatch
_REPORT = re.compile(
    rf"(?P<set_off>\s+)?(?P<report>[{HAN}\s、]{{4,24}}[报報][道导導])[\s。]+{_PREFIX}"
).fullmatch
_PEOPLE = re.compile(_NAMES).fullmatch
_FROM = re.compile("[从從在发發于於驻駐]").search
_END = re.compile(rf"{_AFTER}[\s）)]*").fullmatch


def read_plain(line: str, words: list[re.Match[str]]) -> CreditLine | None:
    """Read a line whose labels are `words`; None says only that it is the grammar's to read."""
    before = _START(line, 0, words[0].start())
    if before is None:
        return None
    credits_: list[Credit] = []
    locations: list[str] = []
    roles: list[Role] = []
    # Two labels make a credit line: the first may do without a sign.
    prefix, set_off = before["prefix"], before["station"] or len(words) > 1
    for word, following in zip(words, [*words[1:], None], strict=True):
        role, label = ROLE_OF[word[0]], prefix + word[0]
        until = following.start() if following else len(line)
        found = (_GAP if following else _END)(line, word.end(), until)
        names = usual_names(found["names"]) if found else None
        if names is None and following and set_off:
            found = _REPORT(line, word.end(), until)
            names = _reported(line, found, role, locations) if found else None
        if not (found and names and (found["set_off"] or set_off)):
            return None
        roles.append(role)
        credits_ += [Credit(role, name, label) for name in names]
        prefix, set_off = found["prefix"] if following else "", None
    return CreditLine(
        start=0,
        end=len(line),
        credits=unique_credits(credits_),
        locations=tuple(dict.fromkeys(locations)),
        sure=True,
        is_open=False,
        open_label=(role, label),
        roles=frozenset(roles),
    )


def _reported(
    line: str, found: re.Match[str], role: Role, locations: list[str]
) -> list[str] | None:
    """Who reported, of a stretch that ends in 报道; where from goes to `locations`."""
    stretch = found["report"]
    place = trailing_place(stretch[:-2].rstrip())
    if place is not None:
        people = stretch[: stretch.rindex(place)].strip()
        if _PEOPLE(people) and not _FROM(people) and trailing_place(people) is None:
            names = usual_names(people)
            if names is not None:
                locations.append(place)
                return names
    start, end = found.start("report"), found.start("prefix")
    names_ = None if MISTYPED.search(line, start, end) else read_names(line, start, end, role)
    if names_ is None or names_.spoken or names_.contribution:
        return None
    locations += names_.locations
    return names_.names
