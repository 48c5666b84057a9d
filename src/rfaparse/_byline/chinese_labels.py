"""The labels of a Chinese credit line, typed correctly or nearly so, and their additions.

::

    labels = label { joiner label }                撰稿、制作和主持 gives a name all three roles
    label  = [ station [ desk | place ] ] [ 驻 place ] { 特约 | 实习 … } word [ colon | space ]

A word with one wrong, missing, extra or swapped character is taken for the nearest label. It counts
only before a colon, between spaces or after the station, and only next to a correct label.
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rfaparse.model import Role

    _Words = Iterable[re.Match[str]]

ROLE_OF = words.DOUBLED | {word: role for role, labels in words.LABELS.items() for word in labels}
ROLE_OF |= {f"{word[0]} {word[1]}": ROLE_OF[word] for word in ROLE_OF if len(word) == 2}  # noqa: PLR2004
_KNOWN = {**ROLE_OF, **words.MISTYPED}
_MISSABLE = [word for role in words.MISSABLE for word in words.LABELS[role]]
_CHARACTERS = frozenset("".join(_MISSABLE))
_MOST_LABELS = 500
_SIGN = rf"(?P<dot>·?)(?:(?P<colon>\s*[{words.COLONS}]+)|(?P<space>\s+)|(?P<odd>[^\w\s（(【]))?"
_find_right = re.compile(f"(?P<word>{any_of(ROLE_OF)}){_SIGN}").finditer
_NAMED = rf"{any_of(_KNOWN)}|(?:[网網责責]\w|\w[辑輯])(?=·?\s?[{words.COLONS}])"
"""A word that needs no gap before it: 丁一禾网络：, 责编白辑：."""
_find_known = re.compile(f"(?P<word>{_NAMED}){_SIGN}").finditer
_find_words = re.compile(
    rf"(?<=\w)\s?[（(][^（()）\s{words.COLONS}]{{2,40}}(?<![{''.join(words.CLOSING_ENDS)}。.])[)）]"
    rf"|(?P<word>(?<!\w)\w{{1,5}}(?=·?\s?[{words.COLONS}])"
    rf"|(?=[{''.join({word[0] for word in _KNOWN})}])"
    rf"(?:{_NAMED}|(?<=\s)[网網责責]\w(?=\w{{2,3}}(?!\w))|(?<=[台臺])[记記]\w)"
    rf"|(?<=\s)\w{{1,2}}(?=\s)|(?<=[台臺])\w者){_SIGN}"
).finditer
"""Labels, and words that may be mistyped ones: before a colon, between gaps, after the station.

A note after a name is taken whole: a label in it is the profession of a guest.
"""
_without_right = re.compile(any_of(ROLE_OF)).sub
_may_be_mistyped = re.compile(rf"[{''.join(sorted(_CHARACTERS))}（(]|\|\w[{words.COLONS}]").search
"""What a line with a mistyped label or a profession has beside correct labels."""
_is_mistyped = re.compile(any_of(words.MISTYPED)).search
_before_label = re.compile(words.BEFORE_LABEL).search
_STATION_ENDS = frozenset(word[-1] for word in words.STATIONS)
_LONGEST_BEFORE = 32
_BOUNDARIES = frozenset(words.BOUNDARIES + words.AROUND)
_joiner = re.compile(rf"\s*[{words.JOINERS}]\s*").fullmatch


def find_labels(line: str, *, goes_on: bool = False) -> list[Label]:
    """All labels of `line`, without names; [] if none is correct, or if all are in prose.

    >>> [label.given[0][1] for label in find_labels("记者：某某 网骗：某某某")]
    ['记者', '网骗']
    """
    right = list(islice(_find_right(line), _MOST_LABELS))
    if not 0 < len(right) < _MOST_LABELS:
        return []
    end = right[0].end()
    if len(right) == 1 and is_prose(line, end) and not _is_mistyped(line, end):
        return []
    labels = _labels(line, right, set())
    may_begin = goes_on or labels[0].is_marked
    if not may_begin and not any(is_boundary(line, label.start) for label in labels):
        return []
    if _may_be_mistyped(_without_right("|", line)):
        roles = {ROLE_OF[word["word"]] for word in right}
        labels = _labels(line, islice(_find_words(line), _MOST_LABELS), roles)
    return labels


def _labels(line: str, words_: _Words, taken: set[Role]) -> list[Label]:
    """The labels among words, those with the same names joined."""
    labels: list[Label] = []
    word_end = 0
    for role, word in _with_roles(line, words_, taken):
        start, last_end, word_end = word.start(), word_end, word.end("dot")
        given = [(role, line[start:word_end])]
        label = Label(start, given, PROSE, word.end(), word.lastgroup, word["word"] in ROLE_OF)
        if start and (line[start - 1].isalnum() or line[start - 2 : start - 1] in _STATION_ENDS):
            _take_additions(line, label)
        last = labels[-1] if labels else None
        if last and _is_joined(line, last, last_end, label):
            last.given += label.given
            last.end, last.sign = label.end, label.sign
        else:
            labels.append(label)
    return labels


def _with_roles(
    line: str, words_: _Words, taken: set[Role]
) -> Iterator[tuple[Role, re.Match[str]]]:
    """Each word that is a label, or that has labels at its end (台北记者), with its role."""
    for word in words_:
        text = word["word"]
        role = ROLE_OF.get(text) or _nearest(text or "", taken)
        if role is not None:
            yield role, word
        elif len(text or "") > 2:  # noqa: PLR2004
            yield from _with_roles(line, _find_known(line, word.start(), word.end()), taken)


def _is_joined(line: str, label: Label, word_end: int, following: Label) -> bool:
    """Whether two labels have the same names: 撰稿、主持：, 撰稿主持：."""
    if label.sign == "colon":
        return False
    if word_end == following.start:
        return following.sign == "colon"
    return _joiner(line, word_end, following.start) is not None


def is_boundary(line: str, start: int) -> bool:
    """Whether a credit may begin at `start`: a line does, or a gap or a sign precedes."""
    return not start or line[start - 1] in _BOUNDARIES or line[start - 1].isspace()


def _nearest(word: str, taken: set[Role]) -> Role | None:
    """The role whose label `word` is, mistyped in one place; one that is not `taken`, if any."""
    if _CHARACTERS.isdisjoint(word) or word in words.NOT_TYPOS:
        return None
    roles = [words.MISTYPED[word]] if word in words.MISTYPED else []
    alike = (label for label in _MISSABLE if abs(len(word) - len(label)) < 2)  # noqa: PLR2004
    near = [label for label in alike if not set(word).isdisjoint(label) and _is_near(word, label)]
    roles += [ROLE_OF[label] for label in sorted(near, key=lambda label: label[0] != word[0])]
    role = next((role for role in roles if role not in taken), roles[0] if roles else None)
    taken.update([role] if role else [])
    return role


def _is_near(word: str, label: str) -> bool:
    """Whether one character differs, is missing, is extra (not in front), or two are swapped."""
    other = (index for index, pair in enumerate(zip(word, label, strict=False)) if len({*pair}) > 1)
    same = next(other, min(len(word), len(label)))
    rest, right = word[same:], label[same:]
    is_longer = same > 0 and rest[1:] == right
    return is_longer or rest[1:] == right[1:] or rest in (right[1:], right[1::-1] + right[2:])


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
