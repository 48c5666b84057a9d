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
from rfaparse._byline.credit_line import Label
from rfaparse._byline.places import LONGEST, PLACES, trailing_place
from rfaparse._text import any_of
from rfaparse.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Spot = tuple[int, int, Role, re.Match[str] | None]

ROLE_OF = {word: role for role, each in words.LABELS.items() for word in each}
ROLE_OF |= {f"{word[0]} {word[1]}": ROLE_OF[word] for word in ROLE_OF if len(word) == 2}  # noqa: PLR2004
MOST_LABELS = 500
_WORD = re.compile(any_of(ROLE_OF))
_SIGN = rf"(?P<dot>·?)(?:(?P<colon>\s*[{words.COLONS}]+)|(?P<space>\s+))?"
_marked_words = re.compile(f"(?P<word>{any_of(ROLE_OF)}){_SIGN}").finditer
_sign_at = re.compile(_SIGN).match
_STATION_END = "[电電][台臺]"
_before_label = re.compile(words.BEFORE_LABEL).search
_before_hint = re.compile(f"[{words.POSTED}台臺洲A]").search
"""A character of a post, or the last one of a station."""
_STATION_ENDS = frozenset(word[-1] for word in words.STATIONS)
_BEFORE_ENDS = frozenset(word[-1] for word in words.PREFIXES + words.STATIONS)
_LONGEST_BEFORE, _LONGEST_BEGINNING = 32, 45
_joiner = re.compile(rf"\s*[{words.JOINERS}]\s*").fullmatch
_HAS_LABEL = rf"[^（()）]{{0,40}}(?:{any_of(ROLE_OF)})"
_profession = re.compile(
    rf"(?<=\w)\s?[（(](?={_HAS_LABEL})(?!{_HAS_LABEL}[\s{words.COLONS}])[^（()）]{{2,40}}"
    rf"(?<![{''.join(words.CLOSING_ENDS - {'稿'})}。. ])[)）]"
).sub
"""A note with a label's word after a name: a profession, unless it introduces a name."""
_BOUNDARY = re.compile(rf"[\s{re.escape(words.BOUNDARIES)}]")


def _spellings(label: str) -> Iterator[str]:
    """Expressions for `label` with a character more, less or (of more than two) other.

    One more in front counts only at the start of the line.
    """
    for place in range(len(label) + 1):
        before, after = label[:place], label[place:]
        yield rf"{before}\w{after}" if place else rf"^\w{label}"
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
_BEFORE_COLON = rf"(?=·?\s?[{words.COLONS}])"
_nearly = re.compile(
    rf"(?:{any_of(ROLE_OF)}){_BEFORE_COLON}"
    rf"|(?<!\w)(?:{_SPELLINGS}){_BEFORE_COLON}"
    rf"|{any_of(ROLE_OF)}"
    rf"|(?:[{_FIRSTS}]\w|\w[{_SECONDS}]){_BEFORE_COLON}"
    rf"|(?<=\s)[网網责責]\w(?=\s|\w{{2,3}}(?!\w)|\w{{2,3}}(?:{any_of(ROLE_OF)}))"
    rf"|(?<=\s)\w[编編](?=\s)|(?<={_STATION_END})(?:[记記纪紀]\w|\w者)"
).finditer
"""Labels, typed correctly or nearly so: before a colon, between spaces, or after the station."""
_maybe_mistyped = re.compile(
    rf"[{''.join(sorted({*''.join(_MISSABLE), *_FIRSTS, *_SECONDS, *'纪紀'}))}{words.COLONS}]"
    rf"(?:(?=\w{{0,4}}·?\s?[{words.COLONS}])|(?<=\s[网網责責])|(?<=\s\w[编編])(?=\s)"
    rf"|(?<={_STATION_END}[记記纪紀])|(?<={_STATION_END}\w者)|(?<=^\w\|[{words.COLONS}])"
    rf"|(?<=\|\w[{words.COLONS}]))"
).search
"""A character that may be part of a mistyped label; correct labels are replaced by ``|``."""


def find_labels(line: str, *, follows: bool = False) -> list[Label]:
    """The labels of `line`, joined labels as one.

    None without a correct one, with too many, or if the only one is a word in prose; a line that
    follows credits may go on with them before its label.
    """
    right = list(_marked_words(line))
    if not 0 < len(right) < MOST_LABELS:
        return []
    if max(line.rfind("（"), line.rfind("(")) > right[0].start():
        line = _without_professions(line, right)
        right = list(_marked_words(line))
    if len(right) == 1 and not follows and _is_mentioned(line, right[0]):
        return []
    spots: list[_Spot] = [
        (word.start(), word.end("word"), ROLE_OF[word["word"]], word) for word in right
    ]
    if _maybe_mistyped(_WORD.sub("|", line)):
        spots = _with_mistyped(line, spots)
    found: list[Label] = []
    free_from = 0
    for start, end, role, sign in spots:
        if start < free_from:
            continue
        label = _label_at(line, start, end, role, sign)
        free_from = label.end
        previous = found[-1] if found else None
        if previous and not previous.has_colon and _joiner(line, previous.word_end, label.start):
            previous.given += label.given
            previous.word_end, previous.end = label.word_end, label.end
            previous.has_colon, previous.has_space = label.has_colon, label.has_space
        else:
            found.append(label)
    return found


def _without_professions(line: str, labels: list[re.Match[str]]) -> str:
    """The line with professions after a label's names blanked, without changing its length."""
    sure = (
        each.end()
        for each in labels
        if each["colon"] or each["space"] or ROLE_OF[each["word"]] is Role.GUEST
    )
    start = next(sure, len(line))
    return line[:start] + _profession(lambda note: "）" * len(note[0]), line[start:])


def _is_mentioned(line: str, word: re.Match[str]) -> bool:
    """Whether a line's only label is a word in prose: no colon, and not at the start.

    If the label and its additions may begin the line, the grammar decides.
    """
    start = word.start()
    if word.lastgroup == "colon" or (
        start <= _LONGEST_BEGINNING
        and (
            not line[:start].strip(words.AROUND)
            or line[start - 1] in _BEFORE_ENDS
            or _before_hint(line, max(0, start - _LONGEST_BEFORE), start)
            or trailing_place(line[:start].rstrip())
        )
    ):
        return False
    return not _maybe_mistyped(line, 0, start) and not _maybe_mistyped(line, word.end("word"))


def is_boundary(line: str, start: int) -> bool:
    """Whether a credit may begin at `start`."""
    return not start or _BOUNDARY.match(line, start - 1) is not None


def _with_mistyped(line: str, right: list[_Spot]) -> list[_Spot]:
    """The labels of `line`: the correct ones in `right`, and mistyped ones."""
    signs = {start: sign for start, *_, sign in right}
    taken = {role for _, _, role, _ in right}
    spots: list[_Spot] = []
    for found in islice(_nearly(line), MOST_LABELS):
        text, role = found[0], ROLE_OF.get(found[0])
        if role is None and text not in words.NOT_TYPOS:
            near = [label for label, is_near in _NEAR if is_near(text)]
            label = next((each for each in near if each[0] == text[0]), (near or [""])[0])
            role = ROLE_OF[label] if label else _role_of_typo(text, taken)
            taken.add(role)
        if role is not None:
            sign = signs.get(found.start()) if text in ROLE_OF else None
            spots.append((*found.span(), role, sign))
    return spots


def _role_of_typo(word: str, taken: set[Role]) -> Role:
    """The role whose label is nearest to two characters, first one that is not `taken`."""
    begun = [role for role, first, _ in words.TYPOS if word[0] in first]
    ended = [role for role, _, second in words.TYPOS if word[1] in second]
    fitting = begun + ended or [Role.REPORTER]
    return next((role for role in fitting if role not in taken), fitting[0])


def _label_at(line: str, start: int, end: int, role: Role, sign: re.Match[str] | None) -> Label:
    """The label around the word at `start`, with its additions before and after."""
    after = sign or _sign_at(line, end)
    assert after is not None  # noqa: S101  it matches nothing at all, too
    last = line[start - 1] if start else " "
    stands_alone = not (last.isalnum() or line[start - 2 : start - 1] in _STATION_ENDS)
    before = None if stands_alone else _before(line, start)
    if before and before["place"] and before["place"] not in PLACES:
        before = _before_label(line, before.start("place"), start)
    word_end, kind = after.end("dot"), after.lastgroup
    label = Label(
        before.start() if before else start,
        word_end,
        after.end(),
        [(role, line[before.start("prefix") if before else start : word_end])],
        is_exact=sign is not None,
        has_colon=kind == "colon",
        has_space=kind == "space",
    )
    if before:
        label.has_station = before["station"] is not None
        label.posts = [post for post in (before["place"], before["post"]) if post]
    if not (stands_alone or label.posts) and line[label.start - 1 : label.start].isalnum():
        # 台北记者
        place = trailing_place(line[max(0, label.start - LONGEST) : label.start])
        if place is not None and is_boundary(line, label.start - len(place)):
            label.start -= len(place)
            label.posts = [place]
    return label


def _before(line: str, start: int) -> re.Match[str] | None:
    """The additions before a label's word; mostly none."""
    first, last = max(0, start - _LONGEST_BEFORE), line[start - 1]
    if last.isspace():
        last = line[start - 2 : start - 1] if line[start - 2] in _STATION_ENDS else ""
    if last in _BEFORE_ENDS or (last.isalnum() and _before_hint(line, first, start)):
        return _before_label(line, first, start)
    return None
