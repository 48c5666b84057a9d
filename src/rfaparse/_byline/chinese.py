"""The credit line of the Mandarin and Cantonese services.

The grammar, over the labels of `labels.CHINESE`::

    line    = [ names ] credit { gap credit }        leading names go on with the line before
    credit  = labels [ colon ] [ names ]
    labels  = label { joiner label }                 撰稿、制作和主持 gives a name all three roles
    label   = [ station [ desk | place ] ] [ 驻 place ] { 特约 | 实习 … } word
    names   = see `chinese_names`
    gap     = white space 、 ， / ； & and brackets

What stands between two labels and is not `names` is prose, and no credit begins before its end; so
one pass reads a line. A label with one character mistyped counts only beside a right one. A line of
500 labels is none: somebody's test, not anybody's byline.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from attrs import define, evolve, field

from rfaparse._byline import labels
from rfaparse._byline.chinese_labels import COLON, MISTYPED, ROLE_OF, TYPO_CHARACTERS, WORD
from rfaparse._byline.chinese_names import Names, begins_prose, read_names
from rfaparse._byline.chinese_plain import read_plain
from rfaparse._byline.credit_line import CreditLine, unique_credits
from rfaparse._byline.places import LONGEST as _LONGEST_PLACE
from rfaparse._byline.places import PLACES, is_place, trailing_place
from rfaparse._byline.report_before import with_report
from rfaparse._text import any_of
from rfaparse.model import Credit, Role

_AFTER = re.compile(rf"(?P<dot>·?)(?:(?P<colon>\s*{COLON}+)|(?P<space>\s+))?")
_STATION_MISTYPED = "[自由亚亞洲州电電]{3,6}[台臺]"
_BEFORE = re.compile(
    rf"(?P<station>(?:{any_of(labels.CHINESE_STATIONS)}|{_STATION_MISTYPED})"
    rf"(?:[普中国粤國粵维維藏英缅緬韩韓越柬老]\w{{1,4}}[组組部台臺])?"
    rf"(?P<place>(?![驻駐])\w{{2,6}}?)??\s*)?"
    rf"(?:[驻駐](?P<post>\w{{1,8}}?))?"
    rf"(?P<prefix>(?:{any_of(labels.CHINESE_PREFIXES)}){{0,3}})$"
)
_LONGEST_BEFORE = 32
_MOST_LABELS = 500
_LONGEST_END = 400
_MISSABLE = [
    word for role in (Role.EDITOR, Role.WEB_EDITOR, Role.REPORTER) for word in labels.CHINESE[role]
]
_MISSABLE_CHARACTERS = frozenset("".join(_MISSABLE))
_BEFORE_ENDS = frozenset(word[-1] for word in labels.CHINESE_PREFIXES + labels.CHINESE_STATIONS)
_BEFORE_HINT = re.compile("[驻駐]|[电電亚亞洲州][台臺]|自由亚洲|自由亞洲|本台|本臺|RFA")
_RUN = re.compile(rf"(?<!\w)\w{{1,5}}(?=·?\s?{COLON})")
_MAYBE_LABEL = re.compile(
    f"[{''.join(sorted(_MISSABLE_CHARACTERS | set(TYPO_CHARACTERS)))}]"
    rf"(?:(?=\w{{0,4}}·?\s?{COLON})|(?<=\s[网網责責])|(?<=\s\w[编編])(?=\s)"
    r"|(?<=[电電][台臺][记記纪紀])|(?<=[电電][台臺]\w者))"
).search
"""A character of any mistyped label; ``re`` is quick to find one of a set."""
_LABEL_SIGN = re.compile(rf"{COLON}|\s|[台臺]").search
"""What stands beside any mistyped label."""
_SET_OFF = re.compile(rf"·?(?:{COLON}|\s)").match
_COLON = re.compile(rf"·?\s*{COLON}").match
_JOINER = re.compile(r"\s*[、和与與及兼/／&]\s*")
_BOUNDARY = re.compile(r"[\s。！？!?…”」』）)】\]〕》，,；;、/／（(【\[〔［］]")
_OPENING = "（(【[〔［ "
_AROUND = "（()）【】[]〔〕［］。.、，,;；/ ·•■●▲◆*＊#—–-"
_BEGINS_LABEL = re.compile(
    rf"[{re.escape(_AROUND)}]*(?:$|[驻駐]|[自由亚亞洲州电電]{{3}}"
    rf"|{any_of(labels.CHINESE_STATIONS + labels.CHINESE_PREFIXES)})"
).match


@define
class _Label:
    """One label, or joined ones, and the names after it (None if that is prose)."""

    start: int
    word_end: int
    end: int
    given: list[tuple[Role, str]]
    posts: list[str] = field(factory=list)
    is_exact: bool = True
    has_colon: bool = False
    has_space: bool = False
    has_station: bool = False
    names: Names | None = None

    @property
    def is_sure(self) -> bool:
        """Whether nobody speaks under its label in an interview."""
        role, label = self.given[0]
        return role in labels.CHINESE_SURE and label not in labels.CHINESE_SPOKEN

    @property
    def is_marked(self) -> bool:
        return self.has_colon or self.has_space or self.has_station


def read_line(line: str, before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none.

    Args:
        line: A line of the story without zero-width marks.
        before: The credits of the line before, whose last label this one may go on with.
    """
    plain = read_plain(line)
    if plain is not None:
        return plain
    words = list(islice(WORD.finditer(line), _MOST_LABELS))
    if not words:
        return _continuation(line, before)
    if before is None and len(words) == 1 and _is_mentioned(line, words[0]):
        return None
    if _is_prose_after(line, words):
        return None
    credit = read_with_grammar(line, words, before)
    return with_report(line, credit) if credit is not None else None


def _is_prose_after(line: str, words: list[re.Match[str]]) -> bool:
    """Whether prose follows the last label of a line that is no credits; most prose stops here."""
    after = _AFTER.match(line, words[-1].end())
    start = after.end() if after else words[-1].end()
    if not begins_prose(line, start):
        return False
    if len(words) > 2:  # noqa: PLR2004
        is_marked = any(_SET_OFF(line, word.end()) for word in words) or _BEFORE_HINT.search(line)
        return not (is_marked or _label_follows(line, 0))
    return not _label_follows(line, start, only_near=len(words) == 1)


def _is_mentioned(line: str, word: re.Match[str]) -> bool:
    """Whether a line's only label is a word amid its prose, told at a glance.

    No colon sets it off, and what stands before it is no station, post or place.
    """
    start = word.start()
    return not (
        _BEGINS_LABEL(line, 0, start)
        or _COLON(line, word.end())
        or _MAYBE_LABEL(line, 0, start)
        or _label_follows(line, 0)
        or is_place(line[:start].strip(_AROUND))
    )


def read_with_grammar(
    line: str, words: list[re.Match[str]], before: CreditLine | None
) -> CreditLine | None:
    """Read a line that has labels, `words`, as credits; None if it is prose."""
    last = _AFTER.match(line, words[-1].end())
    end = last.end() if last else words[-1].end()
    last_names = _names_at_end(line, end, words)
    if len(words) == _MOST_LABELS or (last_names is None and _is_prose(line, end, words)):
        return None
    found = _find_labels(line, words)
    for index, label in enumerate(found):
        if index + 1 == len(found) and label.end == end:
            names = last_names
        else:
            until = found[index + 1].start if index + 1 < len(found) else len(line)
            names = read_names(line, label.end, until, label.given[0][0])
        if names is not None and (label.is_marked or not names.is_sentence):
            label.names = names
    _keep_what_can_be_read(line, found)
    return _from_tail(line, found, before)


def _names_at_end(line: str, start: int, words: list[re.Match[str]]) -> Names | None:
    """What stands after the last label, as names; None for what is too long, or prose."""
    if len(line) - start > _LONGEST_END or begins_prose(line, start):
        return None
    return read_names(line, start, len(line), ROLE_OF[words[-1][0]])


def _is_prose(line: str, start: int, words: list[re.Match[str]]) -> bool:
    """Whether a line, no names from `start` on, can be no credits; most prose stops here."""
    if len(words) > 2:  # noqa: PLR2004
        return False
    return not _label_follows(line, start, only_near=len(words) == 1)


def _label_follows(line: str, start: int, *, only_near: bool = True) -> bool:
    """Whether something from `start` on may be a mistyped label, or any word before a colon."""
    if not (_MAYBE_LABEL(line, start) if only_near else _LABEL_SIGN(line, max(0, start - 1))):
        return False
    if MISTYPED.search(line, start):
        return True
    runs = islice(_RUN.finditer(line, start), _MOST_LABELS)
    return any(not only_near or _nearest_label(run[0]) for run in runs)


def _find_labels(line: str, words: list[re.Match[str]]) -> list[_Label]:
    """The labels of `line`, joined ones as one; mistyped ones between and after right ones."""
    near = _near_labels(line, words)
    spots = [
        (word.start(), word.end(), ROLE_OF[word[0]])
        for word in words
        if not any(start < word.end() and word.start() < end for start, end, _ in near)
    ]
    spots = sorted([*spots, *near])
    taken = {role for _, _, role in spots}
    found: list[_Label] = []
    free_from = 0
    for start, end, role in sorted([*spots, *_mistyped(line, spots, taken)]):
        if start < free_from:
            continue
        exact = line[start:end] in ROLE_OF
        label = _label_at(line, start, end, role, is_exact=exact)
        free_from = label.end
        previous = found[-1] if found else None
        if previous and not previous.has_colon and _is_joined(line, previous, label):
            previous.given += label.given
            previous.word_end, previous.end = label.word_end, label.end
            previous.has_colon, previous.has_space = label.has_colon, label.has_space
        else:
            found.append(label)
    return found


def _near_labels(line: str, words: list[re.Match[str]]) -> list[tuple[int, int, Role]]:
    """Words set apart before a colon that miss a label by one character: 责编辑, 网, 责任编缉."""
    found: list[tuple[int, int, Role]] = []
    for run in islice(_RUN.finditer(line), _MOST_LABELS):
        if run[0] in labels.CHINESE_NOT_TYPOS or any(
            word.start() <= run.start() and run.end() <= word.end() for word in words
        ):
            continue
        label = _nearest_label(run[0])
        if label:
            found.append((run.start(), run.end(), ROLE_OF[label]))
    return found


def _nearest_label(word: str) -> str | None:
    """The label that `word` misses by one character; that which begins alike, if there are more.

    >>> _nearest_label("网编辑"), _nearest_label("旧桥")
    ('网编', None)
    """
    if _MISSABLE_CHARACTERS.isdisjoint(word):
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


def _mistyped(
    line: str, spots: list[tuple[int, int, Role]], taken: set[Role]
) -> list[tuple[int, int, Role]]:
    """Mistyped labels, outside of the right ones at `spots`."""
    mistyped: list[tuple[int, int, Role]] = []
    starts = (start for start, _, _ in spots)
    ends = (end for _, end, _ in spots)
    for free, until in zip((0, *ends), (*starts, len(line)), strict=True):
        for match in islice(MISTYPED.finditer(line, free, until), _MOST_LABELS):
            if match[0] not in labels.CHINESE_NOT_TYPOS:
                role = _role_of_typo(match[0], taken)
                taken = taken | {role}
                mistyped.append((match.start(), match.end(), role))
    return mistyped


def _role_of_typo(word: str, taken: set[Role]) -> Role:
    """The role whose label `word` is nearest to, one not `taken` first."""
    begun = [role for role, first, _ in labels.CHINESE_TYPOS if word[0] in first]
    ended = [role for role, _, second in labels.CHINESE_TYPOS if word[1] in second]
    fitting = begun + ended
    return next((role for role in fitting if role not in taken), fitting[0])


def _label_at(line: str, start: int, end: int, role: Role, *, is_exact: bool) -> _Label:
    """The label around the word at `start`: what belongs to it before and after."""
    after = _AFTER.match(line, end)
    before = _before(line, start)
    if before and before["place"] and before["place"] not in PLACES:
        before = _BEFORE.search(line, before.start("place"), start)
    prefix_start = before.start("prefix") if before else start
    word_end = after.end("dot") if after else end
    label = _Label(
        start=before.start() if before else start,
        word_end=word_end,
        end=after.end() if after else end,
        given=[(role, line[prefix_start:word_end])],
        is_exact=is_exact,
    )
    if before:
        label.has_station = before["station"] is not None
        label.posts = [post for post in (before["place"], before["post"]) if post]
    if after:
        label.has_colon = after["colon"] is not None
        label.has_space = after["space"] is not None
    if not label.posts:
        _take_place_before(line, label)
    return label


def _take_place_before(line: str, label: _Label) -> None:
    """In 台北记者 a place begins the label."""
    place = trailing_place(line[max(0, label.start - _LONGEST_PLACE) : label.start])
    if place is not None:
        start = label.start - len(place)
        if not start or _BOUNDARY.match(line[start - 1]):
            label.start = start
            label.posts = [place]


def _before(line: str, start: int) -> re.Match[str] | None:
    """What belongs to a label and stands before its word; mostly nothing does."""
    if not start or not line[start - 1].isalnum():
        window_start = max(0, start - 1 - len("自由亚洲电台"))
        if not start or not line[start - 1].isspace() or "台" not in line[window_start:start]:
            return None
    first = max(0, start - _LONGEST_BEFORE)
    if line[start - 1] not in _BEFORE_ENDS and not _BEFORE_HINT.search(line, first, start):
        return None
    return _BEFORE.search(line, first, start)


def _is_joined(line: str, previous: _Label, label: _Label) -> bool:
    return _JOINER.fullmatch(line, previous.word_end, label.start) is not None


def _from_tail(line: str, found: list[_Label], before: CreditLine | None) -> CreditLine | None:
    """The credits from the first label after which no prose stands."""
    first = len(found)
    while first and found[first - 1].names is not None:
        first -= 1
    for index in range(first, len(found)):
        start = found[index].start
        bare = not line[:start].strip(_AROUND)
        leading = None
        sets_off = found[index].has_colon or found[index].has_space
        if index == 0 and not bare and before is not None and sets_off:
            leading = read_names(line, 0, start, before.open_label[0])
        if bare or (leading is not None and leading.follow_on):
            return _assembled(line, found[index:], 0, leading, before)
        if _BOUNDARY.match(line[start - 1]):
            start = len(line[:start].rstrip(_OPENING))
            return _assembled(line, found[index:], start, None, None)
    return None


def _assembled(
    line: str,
    tail: list[_Label],
    start: int,
    leading: Names | None,
    before: CreditLine | None,
) -> CreditLine | None:
    credits_: list[Credit] = []
    locations: list[str] = []
    if leading is not None and before is not None:
        _credit(leading, [before.open_label], credits_, locations)
    _share_contribution(line, tail)
    for label in tail:
        locations += label.posts
        if label.names:
            _credit(label.names, label.given, credits_, locations)
    last = tail[-1].names or Names()
    is_open = last.is_empty and tail[-1].has_colon
    if not any(label.is_exact for label in tail) or not (credits_ or locations or is_open):
        return None
    in_brackets = line[start:].lstrip()[:1] in tuple("（(【[［")
    sure = leading is not None or _is_sure(tail, in_brackets=in_brackets)
    if start and not (sure and _stands_after_prose(tail)):
        return None
    if not sure and not _may_be_credit(tail[0]):
        return None
    return CreditLine(
        start,
        last.end,
        unique_credits(credits_),
        tuple(dict.fromkeys(locations)),
        sure,
        is_open,
        tail[-1].given[-1],
        tuple(role for label in tail for role, _ in label.given),
    )


def _share_contribution(line: str, tail: list[_Label]) -> None:
    """In （记者某某、特约记者某某亦有贡献） the closing words are said of both."""
    for previous, label in reversed(list(pairwise(tail))):
        phrase = label.names.contribution if label.names else None
        opening = line.rfind("（", 0, previous.start) > line.rfind("）", 0, previous.start)
        if phrase and previous.names and opening and "）" not in line[previous.start : label.start]:
            previous.names.contribution = phrase


def _credit(
    names: Names, given: list[tuple[Role, str]], credits_: list[Credit], locations: list[str]
) -> None:
    if names.contribution:
        given = [(Role.CONTRIBUTOR, names.contribution)]
    credits_ += [Credit(role, name, label) for role, label in given for name in names.names]
    credits_ += [Credit(Role.CONTRIBUTOR, name, phrase) for name, phrase in names.helpers]
    locations += names.locations


def _is_sure(tail: list[_Label], *, in_brackets: bool) -> bool:
    """Whether the labels can only be those of a credit line."""
    named = [label for label in tail if label.names and not label.names.is_empty]
    named = [label for label in named if label.names and not label.names.spoken]
    empty = sum(1 for each in tail if each.names and each.names.is_empty and each.has_colon)
    if named and len(named) + empty > 1:
        return True
    if in_brackets and named and tail[0].has_colon:
        return True
    return any(_is_sure_alone(label) for label in named)


def _is_sure_alone(only: _Label) -> bool:
    if only.is_sure:
        return True
    names = only.names or Names()
    if names.contribution or names.reported or len(only.given) > 1:
        return True
    return only.has_station


def _stands_after_prose(tail: list[_Label]) -> bool:
    """Whether credits may follow prose on its line.

    An announcer's sentence that ends a standfirst (``…。某台记者某某某地报道。``) is prose.
    """
    return len(tail) > 1 or tail[0].has_colon


def _may_be_credit(only: _Label) -> bool:
    """Whether a line of one label may be a credit, where it stands at the story's end."""
    return only.is_marked and only.names is not None and not only.names.spoken


def _continuation(line: str, before: CreditLine | None) -> CreditLine | None:
    """A line without a label: the names that the line before left out, or who contributed."""
    if before is None:
        return None
    role, label = before.open_label
    names = read_names(line.strip(_AROUND), 0, len(line.strip(_AROUND)), role)
    if names is None or not names.names or not names.follow_on:
        return None
    if names.contribution and before.sure:
        role, label = Role.CONTRIBUTOR, names.contribution
    elif names.contribution or not before.is_open:
        return None
    credits_ = unique_credits([Credit(role, name, label) for name in names.names])
    locations = tuple(dict.fromkeys(names.locations))
    return evolve(
        before, start=0, end=len(line), credits=credits_, locations=locations, is_open=False
    )


def _keep_what_can_be_read(line: str, found: list[_Label]) -> None:
    """In a full credit line, let each label keep the names that it begins with.

    A credit line is full if a label has names, and another has too or is one that nobody speaks
    under.
    """
    whole = [
        label
        for label in found
        if label.names and label.names.names and label.is_exact and label.is_marked
    ]
    sure = any(label.is_sure and label.is_marked for label in found)
    if not whole or not (sure or len(whole) > 1):
        return
    for index, label in enumerate(found):
        if label.names is None and (label.has_colon or (index and label.is_sure)):
            until = found[index + 1].start if index + 1 < len(found) else len(line)
            role = label.given[0][0]
            label.names = read_names(line, label.end, until, role, partial=True) or Names(end=until)
    while found[-1].names is None:
        del found[-1]
