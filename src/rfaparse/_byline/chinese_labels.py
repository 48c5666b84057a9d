"""The labels of a Chinese credit line, typed correctly or nearly so, and their additions.

::

    labels = label { joiner label }                撰稿、制作和主持 gives a name all three roles
    label  = [ station [ desk | place ] ] [ 驻 place ] { 特约 | 实习 … } word [ colon | space ]

A label with one character mistyped, missing or more counts only before a colon, between spaces or
after the station, and only next to a correct one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from rfaparse._byline import chinese_words as words
from rfaparse._byline.chinese_names import is_prose
from rfaparse._byline.credit_line import PROSE, Label
from rfaparse._byline.places import LONGEST, PLACES, trailing_place
from rfaparse._text import any_of
from rfaparse.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Spot = tuple[Role, re.Match[str], bool]

ROLE_OF = {word: role for role, labels in words.LABELS.items() for word in labels}
ROLE_OF |= {f"{word[0]} {word[1]}": ROLE_OF[word] for word in ROLE_OF if len(word) == 2}  # noqa: PLR2004
for _role in words.MISSABLE:
    # typed twice in one character: 责责编, 责编编
    for _word in [label for label in words.LABELS[_role] if len(label) == 2]:  # noqa: PLR2004
        ROLE_OF |= {f"{_word[0]}{_word}": _role, f"{_word}{_word[1]}": _role}
MOST_LABELS = 500
_SIGN = rf"(?P<dot>·?)(?:(?P<colon>\s*[{words.COLONS}]+)|(?P<space>\s+))?"
_marked_words = re.compile(f"(?P<word>{any_of(ROLE_OF)}){_SIGN}").finditer
_without_words = re.compile(any_of(ROLE_OF)).sub
_STATION_END = "[电電][台臺]"
_before_label = re.compile(words.BEFORE_LABEL).search
_STATION_ENDS = frozenset(word[-1] for word in words.STATIONS)
_LONGEST_BEFORE, _LONGEST_BEGINNING = 32, 45
_has_note = re.compile("[（(]").search
_joiner = re.compile(rf"\s*[{words.JOINERS}]\s*").fullmatch
_HAS_LABEL = rf"[^（()）]{{0,40}}(?:{any_of(ROLE_OF)})"
_profession = re.compile(
    rf"(?<=\w)\s?[（(](?={_HAS_LABEL})(?!{_HAS_LABEL}[\s{words.COLONS}])[^（()）]{{2,40}}"
    rf"(?<![{''.join(words.CLOSING_ENDS - {'稿'})}。. ])[)）]"
).sub
"""A note with a label's word after a name: a profession, unless it introduces a name."""


def _spellings(label: str) -> Iterator[str]:
    """Expressions for `label` with a character more, less or (of more than two) other.

    One more in front counts only at the start of the line.
    """
    for cut in range(len(label) + 1):
        before, after = label[:cut], label[cut:]
        yield rf"{before}\w{after}" if cut else rf"^\w{label}"
        if after:
            yield before + after[1:]
        if after and len(label) > 2:  # noqa: PLR2004
            yield rf"{before}\w{after[1:]}"
    if len(label) == 2:  # noqa: PLR2004
        yield label[::-1]


_MISSABLE = [word for role in words.MISSABLE for word in words.LABELS[role]]
_NEAR = [(label, re.compile("|".join(_spellings(label))).fullmatch) for label in _MISSABLE]
_FIRSTS = "".join(first for _, first, _ in words.TYPOS)
_SECONDS = "".join(second for *_, second in words.TYPOS)
_SPELLINGS = "|".join(spelling for label in _MISSABLE for spelling in _spellings(label))
_SWAPPED = "|".join(label[::-1] for label in _MISSABLE if len(label) == 2)  # noqa: PLR2004
_BEFORE_COLON = rf"(?=·?\s?[{words.COLONS}])"
_nearly = re.compile(
    rf"(?P<word>(?:{any_of(ROLE_OF)}){_BEFORE_COLON}"
    rf"|(?<!\w)(?:{_SPELLINGS}){_BEFORE_COLON}"
    rf"|{any_of(ROLE_OF)}"
    rf"|(?<![^\W约約习習台臺])(?:{any_of(words.MISTYPED)})"
    rf"|(?:[{_FIRSTS}]\w|\w[{_SECONDS}]){_BEFORE_COLON}"
    rf"|(?<=\s)[网網责責]\w(?=\s|\w{{2,3}}(?!\w)|\w{{2,3}}(?:{any_of(ROLE_OF)}))"
    rf"|(?<=\s)(?:\w[编編]|[責责网網]|{_SWAPPED})(?=\s)"
    rf"|(?<={_STATION_END})(?:[记記纪紀]\w|\w者)){_SIGN}"
).finditer
"""Labels, typed correctly or nearly so: before a colon, between spaces, or after the station."""
_has_mistyped_word = re.compile(any_of(words.MISTYPED)).search
_has_mistyped_sign = re.compile(
    rf"[{''.join(sorted({*''.join(_MISSABLE), *_FIRSTS, *_SECONDS, *'纪紀'}))}"
    rf"{words.COLONS}](?:(?=\w{{0,4}}·?\s?[{words.COLONS}])|(?<=\s[网網责責编編者])"
    r"|(?<=\s\w[编編])(?=\s)"
    rf"|(?<={_STATION_END}[记記纪紀])|(?<={_STATION_END}\w者)|(?<=^\w\|[{words.COLONS}])"
    rf"|(?<=\|\w[{words.COLONS}]))"
).search
"""A character that may be part of a mistyped label; correct labels are replaced by ``|``."""


def _maybe_mistyped(line: str, start: int = 0) -> bool:
    return bool(_has_mistyped_sign(line, start) or _has_mistyped_word(line, start))


def find_labels(line: str) -> list[Label] | None:
    """All labels of `line`, without names; [] if no label is correct, None for prose.

    >>> [label.given[0][1] for label in find_labels("记者：某某 网骗：某某某")]
    ['记者', '网骗']
    """
    right = list(_marked_words(line))
    if not 0 < len(right) < MOST_LABELS:
        return []
    end = right[0].end()
    if len(right) == 1 and is_prose(line, end) and not _maybe_mistyped(line, end):
        return None
    if _has_note(line, end):
        line = _without_professions(line, right)
        right = list(_marked_words(line))
    spots = [(ROLE_OF[word["word"]], word, True) for word in right]
    if _maybe_mistyped(_without_words("|", line)):
        spots = _with_mistyped(line, spots)
    labels: list[Label] = []
    word_end = 0
    for role, word, is_exact in spots:
        start, last_end, word_end = word.start(), word_end, word.end("dot")
        given = [(role, line[start:word_end])]
        label = Label(start, given, PROSE, word.end(), word.lastgroup, is_exact)
        if start and (line[start - 1].isalnum() or line[start - 2 : start - 1] in _STATION_ENDS):
            _take_additions(line, label)
        last = labels[-1] if labels else None
        if last and _is_joined(line, last, last_end, label):
            last.given += label.given
            last.end, last.sign = label.end, label.sign
        else:
            labels.append(label)
    return labels


def _is_joined(line: str, label: Label, word_end: int, following: Label) -> bool:
    """Whether two labels have the same names: 撰稿、主持：, 撰稿主持：."""
    if label.sign == "colon":
        return False
    if word_end == following.start:
        return following.sign == "colon"
    return _joiner(line, word_end, following.start) is not None


def is_boundary(line: str, start: int, signs: str = words.BOUNDARIES) -> bool:
    """Whether a credit may begin at `start`: a line does, or a gap or one of `signs` precedes."""
    return not start or line[start - 1] in signs or line[start - 1].isspace()


def _without_professions(line: str, labels: list[re.Match[str]]) -> str:
    """The line with professions after a label's names blanked, without changing its length."""
    sure = (
        word.end()
        for word in labels
        if word.lastgroup != "dot" or ROLE_OF[word["word"]] is Role.GUEST
    )
    start = next(sure, len(line))
    return line[:start] + _profession(lambda note: "）" * len(note[0]), line[start:])


def _with_mistyped(line: str, right: list[_Spot]) -> list[_Spot]:
    """The labels of `line`: the correct ones in `right`, and mistyped ones."""
    starts = {word.start() for _, word, _ in right}
    taken = {role for role, *_ in right}
    spots: list[_Spot] = []
    for match in islice(_nearly(line), MOST_LABELS):
        text = match["word"]
        mistyped = words.MISTYPED.get(text)
        role = ROLE_OF.get(text) or (None if mistyped in taken else mistyped)
        is_exact = text in ROLE_OF and match.start() in starts
        if role is None and text not in words.NOT_TYPOS:
            near = [label for label, is_near in _NEAR if is_near(text)]
            label = next((spelled for spelled in near if spelled[0] == text[0]), (near or [""])[0])
            role = ROLE_OF[label] if label else _role_of_typo(text, taken)
            taken.add(role)
        if role is not None:
            spots.append((role, match, is_exact))
    return spots


def _role_of_typo(word: str, taken: set[Role]) -> Role:
    """The role whose label is nearest to two characters, first one that is not `taken`."""
    begun = [role for role, first, _ in words.TYPOS if word[0] in first]
    ended = [role for role, _, second in words.TYPOS if word[1] in second]
    fitting = begun + ended or [Role.REPORTER]
    return next((role for role in fitting if role not in taken), fitting[0])


def _take_additions(line: str, label: Label) -> None:
    """Extend a label by what belongs to it before its word."""
    start = label.start
    before = _before_label(line, max(0, start - _LONGEST_BEFORE), start)
    if before and before["place"] and before["place"] not in PLACES:
        before = _before_label(line, before.start("place"), start)
    if before and before.start() < start:
        label.start = before.start()
        role, word = label.given[0]
        label.given = [(role, before["prefix"] + word)]
        label.has_station = before["station"] is not None
        label.posts = [post for post in before.group("place", "post") if post]
    if not label.posts and line[label.start - 1 : label.start].isalnum():
        # 台北记者
        place = trailing_place(line[max(0, label.start - LONGEST) : label.start])
        if place is not None and is_boundary(line, label.start - len(place)):
            label.start -= len(place)
            label.posts = [place]
