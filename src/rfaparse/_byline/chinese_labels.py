"""The labels of a Chinese credit line, rightly typed or nearly so, and what belongs to each.

::

    labels = label { joiner label }                撰稿、制作和主持 gives a name all three roles
    label  = [ station [ desk | place ] ] [ 驻 place ] { 特约 | 实习 … } word [ colon | space ]

A label with one character mistyped, missing or more counts only before a colon, between spaces or
behind the station, and only beside a right one.
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

ROLE_OF = {word: role for role, each in words.LABELS.items() for word in each}
ROLE_OF |= {f"{word[0]} {word[1]}": ROLE_OF[word] for word in ROLE_OF if len(word) == 2}  # noqa: PLR2004
MOST_LABELS = 500
_WORD = re.compile(any_of(ROLE_OF))
_SIGN = rf"(?P<dot>·?)(?:(?P<colon>\s*[{words.COLONS}]+)|(?P<space>\s+))?"
_marked_words = re.compile(f"(?P<word>{any_of(ROLE_OF)}){_SIGN}").finditer
_colon = re.compile(f"[{words.COLONS}]").finditer
_colon_after = re.compile(rf"·?\s*[{words.COLONS}]").match
_sign_at = re.compile(_SIGN).match
_STATION_END = f"[电電][{words.STATION_ENDS}]"
_TYPO_CHARACTERS = "网網责責编編记記纪紀者"
_set_off = re.compile(
    rf"[{_TYPO_CHARACTERS}](?:(?<=\s[网網责責])\w"
    rf"(?=\s|\w{{2,3}}(?!\w)|\w{{2,3}}(?:{any_of(ROLE_OF)}))"
    rf"|(?<={_STATION_END}[记記纪紀])\w"
    rf"|(?P<second>(?<=\s\w[编編])(?=\s)|(?<={_STATION_END}\w者)))"
).finditer
"""Two characters that may be a mistyped label without a colon, by the one that is right."""
_run = re.compile(r"\w{1,6}$").search
_LONGEST_RUN = 5
_before_label = re.compile(
    rf"(?P<station>(?:{any_of(words.STATIONS)}"
    rf"|[{words.STATION_CHARACTERS}]{{3,6}}[{words.STATION_ENDS}])"
    rf"(?:[{words.DESKS_OF}]\w{{1,4}}[{words.DESK_ENDS}])?"
    rf"(?P<place>(?![{words.POSTED}])\w{{2,6}}?)??\s*)?"
    rf"(?:[{words.POSTED}](?P<post>\w{{1,8}}?))?"
    rf"(?P<prefix>(?:{any_of(words.PREFIXES)}){{0,3}})$"
).search
_before_hint = re.compile(f"[{words.POSTED}{words.STATION_ENDS}洲A]").search
"""A character of a post, or the last one of a station."""
_STATION_ENDS = frozenset(word[-1] for word in words.STATIONS)
_BEFORE_ENDS = frozenset(word[-1] for word in words.PREFIXES + words.STATIONS)
_LONGEST_BEFORE, _LONGEST_BEGINNING = 32, 45
_joiner = re.compile(rf"\s*[{words.JOINERS}]\s*").fullmatch
_BOUNDARY = re.compile(rf"[\s{re.escape(words.BOUNDARIES)}]")
_FIRSTS = "".join(first for _, first, _ in words.TYPOS)
_SECONDS = "".join(second for *_, second in words.TYPOS)
_MISSABLE = [word for role in words.MISSABLE for word in words.LABELS[role]]
_MISSABLE_CHARACTERS = frozenset("".join(_MISSABLE))
_maybe_mistyped = re.compile(
    rf"[{''.join(sorted(_MISSABLE_CHARACTERS | {*_FIRSTS, *_SECONDS, *'纪紀'}))}{words.COLONS}]"
    rf"(?:(?=\w{{0,4}}·?\s?[{words.COLONS}])|(?<=\s[网網责責])|(?<=\s\w[编編])(?=\s)"
    rf"|(?<={_STATION_END}[记記纪紀])|(?<={_STATION_END}\w者)|(?<=^\w\|[{words.COLONS}])"
    rf"|(?<=\|\w[{words.COLONS}]))"
).search
"""A character of whatever may be a mistyped label, where right ones are written ``|``."""


def find_labels(line: str) -> list[Label]:
    """The labels of `line`, joined ones as one; none without a right one, or with too many."""
    signs = {word.start(): word for word in _marked_words(line)}
    spots = [(*word.span("word"), ROLE_OF[word["word"]]) for word in signs.values()]
    if not 0 < len(spots) < MOST_LABELS:
        return []
    if _maybe_mistyped(_WORD.sub("|", line)):
        spots = _with_mistyped(line, spots)
    found: list[Label] = []
    free_from = 0
    for start, end, role in spots:
        if start < free_from:
            continue
        label = _label_at(line, start, end, role, signs.get(start))
        free_from = label.end
        previous = found[-1] if found else None
        if previous and not previous.has_colon and _joiner(line, previous.word_end, label.start):
            previous.given += label.given
            previous.word_end, previous.end = label.word_end, label.end
            previous.has_colon, previous.has_space = label.has_colon, label.has_space
        else:
            found.append(label)
    return found


def is_mentioned(line: str) -> bool:
    """Whether the only label of `line` is a word amid its prose: it has no colon and begins no line.

    A line that it could begin, with what belongs to it, is for the grammar to tell.
    """
    word = _WORD.search(line)
    if word is None or _WORD.search(line, word.end()) or _colon_after(line, word.end()):
        return False
    start = word.start()
    if start <= _LONGEST_BEGINNING and (
        not line[:start].strip(words.AROUND)
        or line[start - 1] in _BEFORE_ENDS
        or _before_hint(line, max(0, start - _LONGEST_BEFORE), start)
        or trailing_place(line[:start].rstrip())
    ):
        return False
    return not _maybe_mistyped(line, 0, start) and not _maybe_mistyped(line, word.end())


def is_boundary(line: str, start: int) -> bool:
    """Whether a credit may begin at `start`."""
    return not start or _BOUNDARY.match(line, start - 1) is not None


_Spot = tuple[int, int, Role]


def _with_mistyped(line: str, spots: list[_Spot]) -> list[_Spot]:
    """The right labels at `spots`, and what is nearly one, in order."""
    near: list[_Spot] = []
    start_of = {end: start for start, end, _ in spots}
    pairs = [
        (second - 1, second + 1)
        for found in islice(_set_off(line), MOST_LABELS)
        for second in [found.start() + (found["second"] is None)]
    ]
    for start, end in _runs_before_colons(line, start_of):
        label = _nearest_label(line[start:end]) if end - start <= _LONGEST_RUN else None
        if label is not None:
            near.append((start, end, ROLE_OF[label]))
        elif end - start > 1 and (line[end - 2] in _FIRSTS or line[end - 1] in _SECONDS):
            pairs.append((end - 2, end))
    if near:
        taken = {place for start, end, _ in near for place in range(start, end)}
        spots = sorted([each for each in spots if taken.isdisjoint(range(*each[:2]))] + near)
    return _with_pairs(line, spots, pairs) if pairs else spots


def _with_pairs(line: str, spots: list[_Spot], pairs: list[tuple[int, int]]) -> list[_Spot]:
    """The labels at `spots`, and two characters each that are one with a character mistyped."""
    inside = {place for start, end, _ in spots for place in range(start, end)}
    taken = {role for *_, role in spots}
    found = spots.copy()
    for start, end in sorted(pairs):
        word = line[start:end]
        if inside.isdisjoint((start, end - 1)) and word not in words.NOT_TYPOS:
            role = _role_of_typo(word, taken)
            taken.add(role)
            found.append((start, end, role))
    return sorted(found)


def _runs_before_colons(line: str, start_of: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Where words that stand before colons begin and end; of long ones, the last characters.

    Right labels, whose beginnings `start_of` gives by their ends, are not among them, unless a
    character more begins the line.
    """
    for colon in islice(_colon(line), MOST_LABELS):
        at = colon.start()
        if start_of.get(at, 1) != 1:
            continue
        text = line[max(0, at - 8) : at]
        word = text[:-1] if text[-1:].isspace() else text
        run = _run(word.removesuffix("·"))
        if run:
            start = at - len(text) + run.start()
            end = start + len(run[0])
            if end not in start_of or (start, start_of[end]) == (0, 1):
                yield start, end


def _nearest_label(word: str) -> str | None:
    """The label that `word` misses by one character; that which begins alike, if there are more.

    >>> _nearest_label("网编辑"), _nearest_label("旧桥")
    ('网编', None)
    """
    if _MISSABLE_CHARACTERS.isdisjoint(word) or word in words.NOT_TYPOS:
        return None
    near = [label for label in _MISSABLE if _is_near(word, label)]
    return next((each for each in near if each[0] == word[0]), near[0]) if near else None


def _is_near(word: str, label: str) -> bool:
    """Whether one character more, less or (of more than two) other makes `label` of `word`.

    >>> _is_near("网", "网编"), _is_near("编网", "网编"), _is_near("责任编缉", "责任编辑")
    (True, True, True)
    """
    if len(word) == len(label):
        if len(word) == 2:  # noqa: PLR2004
            return word == label[::-1]
        return sum(a != b for a, b in zip(word, label, strict=True)) == 1
    shorter, longer = sorted((word, label), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _role_of_typo(word: str, taken: set[Role]) -> Role:
    """The role whose label `word` is nearest to, one not `taken` first."""
    begun = [role for role, first, _ in words.TYPOS if word[0] in first]
    ended = [role for role, _, second in words.TYPOS if word[1] in second]
    fitting = begun + ended or [Role.REPORTER]
    return next((role for role in fitting if role not in taken), fitting[0])


def _label_at(line: str, start: int, end: int, role: Role, sign: re.Match[str] | None) -> Label:
    """The label around the word at `start`: what belongs to it before and after."""
    is_exact = sign is not None and sign.end("word") == end
    after = sign if is_exact else _sign_at(line, end)
    assert after is not None  # noqa: S101  it matches nothing at all, too
    before = _before(line, start) if start else None
    if before and before["place"] and before["place"] not in PLACES:
        before = _before_label(line, before.start("place"), start)
    word_end = after.end("dot")
    label = Label(
        before.start() if before else start,
        word_end,
        after.end(),
        [(role, line[before.start("prefix") if before else start : word_end])],
        is_exact=is_exact,
        has_colon=after.lastgroup == "colon",
        has_space=after.lastgroup == "space",
    )
    if before:
        label.has_station = before["station"] is not None
        label.posts = [post for post in (before["place"], before["post"]) if post]
    if not label.posts and line[label.start - 1 : label.start].isalnum():  # 台北记者
        place = trailing_place(line[max(0, label.start - LONGEST) : label.start])
        if place is not None and is_boundary(line, label.start - len(place)):
            label.start -= len(place)
            label.posts = [place]
    return label


def _before(line: str, start: int) -> re.Match[str] | None:
    """What belongs to a label and stands before its word; mostly nothing does."""
    first, last = max(0, start - _LONGEST_BEFORE), line[start - 1]
    if last.isspace():
        last = line[start - 2 : start - 1] if line[start - 2] in _STATION_ENDS else ""
    if last in _BEFORE_ENDS or (last.isalnum() and _before_hint(line, first, start)):
        return _before_label(line, first, start)
    return None
