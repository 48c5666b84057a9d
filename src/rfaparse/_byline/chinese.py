"""The credit line of the Mandarin and Cantonese services.

The grammar, over the labels of `labels.CHINESE`::

    line    = [ names ] credit { gap credit }        leading names go on with the line before
    credit  = labels [ colon ] [ names ]
    labels  = label { joiner label }                 撰稿、制作和主持 gives a name all three roles
    label   = [ station ] [ 驻 place ] { 特约 | 实习 … } word
    names   = { name | place | note } [ report | contribution ]
    name    = 2 to 4 Chinese characters | parts joined by "·" | Latin words
    place   = a word of `places.PLACES`, or the end of a word that is too long for a name
    note    = "（" place or remark "）"
    report  = [ place ] 报道 | 发自 place 的报道 | 综合报道 …
    contribution = 亦有贡献 | 对报道有贡献 …
    gap     = white space 、 ， / ； & and brackets

What stands between two labels and is not `names` is prose, and no credit begins before its end; so
one pass reads a line. A label with one character mistyped counts only beside a right one.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field, frozen

from rfaparse._byline import labels
from rfaparse._byline.places import PLACES, trailing_place
from rfaparse.model import Credit, Role

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
_COLON = "[:：;；︰﹕∶]"
_ROLE_OF = {word: role for role, words in labels.CHINESE.items() for word in words}
_WORDS = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
_MISTYPED = "|".join(
    dict.fromkeys(
        form
        for _, first, second in labels.CHINESE_TYPOS
        for form in (f"[{first}][{_HAN}]", f"[{_HAN}][{second}]")
    )
)
_NO_NAME_BEGINS = "网網责責"
_LABEL = re.compile(
    r"(?P<station>(?:自由亚洲|自由亞洲)(?:电台|電台|電臺)?|本台|本臺|RFA)?"
    rf"(?:[驻駐](?P<post>[{_HAN}]{{2,8}}?))?"
    r"(?P<label>(?:特约|特約|实习|實習|特派|见习|見習|资深|資深){0,3}"
    rf"(?:(?P<word>{_WORDS})"
    rf"|(?P<typo>(?:{_MISTYPED})(?=·?\s?{_COLON})"
    rf"|(?<=\s)[{_NO_NAME_BEGINS}][{_HAN}](?=\s|[{_HAN}]{{2,3}}(?![{_HAN}]))))·?)"
    rf"(?:(?P<colon>\s*{_COLON}+)|(?P<space>\s+)|)"
)
_JOINER = re.compile(r"\s*[、和与與及兼/／&]\s*")
_BOUNDARY = re.compile(r"[\s。！？!?…”」』）)】\]〕》，,；;、/／（(【\[〔]")
_OPENING = "（(【[〔 "
_AROUND = "（()）【】[]〔〕。.、，,;；/ "
_TOKEN = re.compile(
    r"(?P<note>[（(][^（()）]{0,24}[)）])"
    rf"|(?P<han>[{_HAN}](?:[{_HAN}·•‧・]*[{_HAN}])?)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.'’-]*)"
    r"|(?P<space>\s+)"
    r"|(?P<mark>[、，,;；:：/／|｜&＆+·（()）【】\[\]〔〕—–-]+)"
    r"|(?P<end>[。.]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_REPORT = re.compile(
    r"(?P<rest>.*?)(?:的)?(?:综合|綜合|连线|連線|采访|採訪|联合|聯合|现场|現場|电话|電話|整理)*"
    r"(?:报道|報道|报导|報導)",
    re.DOTALL,
)
_FROM = re.compile(r"(?P<name>.*?)(?:发自|發自|发于|發於|自|从|從|在)(?P<place>.{2,8})", re.DOTALL)
_CONTRIBUTION = re.compile(
    r"(?P<name>.*?)(?P<phrase>(?:对|對|为|為)?(?:此|本|该|該|这|這)?(?:篇|则|則)?"
    r"(?:文|稿|报道|報道|报导|報導)?(?:亦|也|均|都|皆)?(?:有|作出|做出)(?:所|了)?(?:贡献|貢獻))",
    re.DOTALL,
)
_CONJUNCTION = re.compile("[和与與及]")
_PLACE_ENDING = re.compile("(?:州|市|省|县|縣|岛|島|港|湾|灣|区|區|镇|鎮|堡|城|斯坦)$")
_SPOKEN = re.compile("[您你我他她它们們吗嗎呢吧啊呀嘛哦这這那哪什么麼怎了的是不没沒谢謝请請问問]")
_DESK = re.compile("(?:组|組|部|台|臺|社|报|報|名|实习|實習|特约|特約|文|图|圖|员|員)$")
_PLACED = frozenset({Role.REPORTER, Role.WRITER, Role.HOST, Role.CONTRIBUTOR})
_NAME_LENGTHS = range(2, 5)
_LONGEST_WORD = 24


@frozen
class CreditLine:
    """The credits of a line, or of a part of it.

    Attributes:
        start: Offset in the line at which they begin.
        end: Offset at which they end.
        credits: In order.
        locations: In order.
        sure: Whether they are credits wherever the line stands; else it may be speech.
        is_open: Whether its last label waits for names.
        open_label: Role and label that names on the next line would go on with.
        roles: The roles of its labels, with names or not.
    """

    start: int
    end: int
    credits: tuple[Credit, ...]
    locations: tuple[str, ...]
    sure: bool
    is_open: bool
    open_label: tuple[Role, str]
    roles: frozenset[Role]


@define
class _Names:
    """What stands after a label, up to `end` (an offset in the line)."""

    names: list[str] = field(factory=list)
    locations: list[str] = field(factory=list)
    reported: bool = False
    contribution: str | None = None
    stopped: bool = False
    end: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.names or self.locations or self.reported)

    @property
    def is_sentence(self) -> bool:
        """Whether a full stop ends them that no 报道 or 贡献 accounts for."""
        return self.stopped and not (self.reported or self.contribution)

    @property
    def spoken(self) -> bool:
        return any(_SPOKEN.search(name) for name in self.names)


@define
class _Labels:
    """One label, or joined ones, and the names after it (None if that is prose)."""

    first: re.Match[str]
    last: re.Match[str]
    given: list[tuple[Role, str]]
    names: _Names | None = None

    @property
    def is_exact(self) -> bool:
        return self.first["word"] is not None

    @property
    def is_marked(self) -> bool:
        return (self.last["colon"] or self.last["space"] or self.first["station"]) is not None


def read_line(line: str, before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none.

    Args:
        line: A line of the story without zero-width marks.
        before: The credits of the line before, whose last label this one may go on with.
    """
    found = _find_labels(line)
    if not found:
        return _continuation(line, before)
    for here, following in zip(found, [*found[1:], None], strict=True):
        until = following.first.start() if following else len(line)
        names = _read_names(line, here.last.end(), until, here.given[0][0])
        if names is not None and (here.is_marked or not names.is_sentence):
            here.names = names
    if found[-1].names is None:
        _keep_before_junk(line, found)
    return _from_tail(line, found, before)


def _find_labels(line: str) -> list[_Labels]:
    found: list[_Labels] = []
    for match in _LABEL.finditer(line):
        role = _role(match, found)
        previous = found[-1] if found else None
        if previous and not previous.last["colon"]:
            between = line[previous.last.end("label") : match.start()]
            if _JOINER.fullmatch(between):
                previous.given.append((role, match["label"]))
                previous.last = match
                continue
        found.append(_Labels(match, match, [(role, match["label"])]))
    return found


def _role(match: re.Match[str], found: list[_Labels]) -> Role:
    if match["word"]:
        return _ROLE_OF[match["word"]]
    typo = match["typo"]
    fitting = [
        role
        for role, first, second in labels.CHINESE_TYPOS
        if typo[0] in first or typo[1] in second
    ]
    taken = {role for each in found for role, _ in each.given}
    begun = [role for role, first, _ in labels.CHINESE_TYPOS if typo[0] in first]
    return next((role for role in (*begun, *fitting) if role not in taken), fitting[0])


def _from_tail(line: str, found: list[_Labels], before: CreditLine | None) -> CreditLine | None:
    """The credits from the first label after which no prose stands."""
    first = len(found)
    while first and found[first - 1].names is not None:
        first -= 1
    for index in range(first, len(found)):
        start = found[index].first.start()
        prefix = line[:start]
        bare = not prefix.strip(_AROUND)
        leading = None
        if index == 0 and not bare and before is not None:
            leading = _read_names(line, 0, start, before.open_label[0])
        if bare or leading is not None:
            return _assembled(found[index:], 0, leading, before)
        if _BOUNDARY.match(prefix[-1]):
            start = len(prefix.rstrip(_OPENING))
            return _assembled(found[index:], start, None, None)
    return None


def _assembled(
    tail: list[_Labels],
    start: int,
    leading: _Names | None,
    before: CreditLine | None,
) -> CreditLine | None:
    credits_: list[Credit] = []
    locations: list[str] = []
    if leading is not None and before is not None:
        role, label = before.open_label
        credits_ += [Credit(role, name, label) for name in leading.names]
        locations += leading.locations
    for each in tail:
        names = each.names or _Names()
        if each.first["post"]:
            locations.append(each.first["post"])
        helped = names.contribution
        given = [(Role.CONTRIBUTOR, helped)] if helped else each.given
        credits_ += [Credit(role, name, label) for role, label in given for name in names.names]
        locations += names.locations
    last = tail[-1].names or _Names()
    is_open = last.is_empty and tail[-1].last["colon"] is not None
    if not any(each.is_exact for each in tail) or not (credits_ or locations or is_open):
        return None
    sure = leading is not None or _is_sure(tail)
    if start and not (sure and _stands_after_prose(tail)):
        return None
    if not sure and not _may_be_credit(tail[0]):
        return None
    return CreditLine(
        start,
        last.end,
        tuple(dict.fromkeys(credits_)),
        tuple(dict.fromkeys(locations)),
        sure,
        is_open,
        tail[-1].given[-1],
        frozenset(role for each in tail for role, _ in each.given),
    )


def _is_sure(tail: list[_Labels]) -> bool:
    """Whether the labels can only be those of a credit line."""
    named = [each for each in tail if each.names and not each.names.is_empty]
    named = [each for each in named if each.names and not each.names.spoken]
    empty = sum(1 for each in tail if each.names and each.names.is_empty and each.last["colon"])
    if named and len(named) + empty > 1:
        return True
    return any(_is_sure_alone(each) for each in named)


def _is_sure_alone(only: _Labels) -> bool:
    role, label = only.given[0]
    if role in labels.SURE_CHINESE and label not in labels.SPOKEN_CHINESE:
        return True
    names = only.names or _Names()
    if names.contribution or names.reported or len(only.given) > 1:
        return True
    return only.first["station"] is not None


def _stands_after_prose(tail: list[_Labels]) -> bool:
    """Whether credits may follow prose on its line.

    An announcer's sentence that ends a standfirst (``…。某台记者某某某地报道。``) is prose.
    """
    return len(tail) > 1 or tail[0].last["colon"] is not None


def _may_be_credit(only: _Labels) -> bool:
    """Whether a line of one label may be a credit, where it stands at the story's end."""
    return only.is_marked and only.names is not None and not only.names.spoken


def _continuation(line: str, before: CreditLine | None) -> CreditLine | None:
    """A line without a label: the names that the line before left out."""
    if before is None or not before.is_open:
        return None
    role, label = before.open_label
    names = _read_names(line, 0, len(line), role)
    if names is None or not names.names or names.spoken:
        return None
    credits_ = tuple(Credit(role, name, label) for name in names.names)
    locations = tuple(names.locations)
    return evolve(
        before, start=0, end=len(line), credits=credits_, locations=locations, is_open=False
    )


def _keep_before_junk(line: str, found: list[_Labels]) -> None:
    """Let the last label keep its names where junk follows them in a full credit line."""
    whole = [each for each in found[:-1] if each.names and each.names.names]
    if len(whole) > 1:
        last = found[-1]
        last.names = _read_names(line, last.last.end(), len(line), last.given[0][0], partial=True)


def _read_names(
    line: str, start: int, until: int, role: Role, *, partial: bool = False
) -> _Names | None:
    """Read a stretch of `line` as names; None if it is prose.

    With `partial`, what cannot be read ends the stretch if a name and a gap stand before it.
    """
    reader = _NameReader(role)
    gap, ended, end = "", False, until
    last_end = start
    for token in _TOKEN.finditer(line, start, until):
        kind = token.lastgroup
        if kind in ("space", "mark"):
            gap = "mark" if kind == "mark" or gap == "mark" else "space"
            continue
        if kind == "end":
            ended = True
            continue
        if ended or kind == "other" or not reader.take(str(kind), token[0], gap):
            if not (partial and gap and reader.found.names):
                return None
            end = last_end
            break
        gap, last_end = "", token.end()
    if not reader.finish():
        return None
    reader.found.stopped = ended
    reader.found.end = end
    return reader.found


@define
class _NameReader:
    """Takes the tokens of a stretch one by one; each method is False where it turns to prose."""

    role: Role
    found: _Names = field(factory=_Names)
    _last: str = ""
    _single: list[str] = field(factory=list)

    def take(self, kind: str, value: str, gap: str) -> bool:
        """Take a word, a Latin word or a note that stands after `gap` (nothing, space, mark)."""
        if kind == "han" and len(value) == 1:
            if gap == "mark" and not self._join_single():
                return False
            self._single.append(value)
            return True
        if not self._join_single():
            return False
        before, self._last = self._last, kind
        if kind == "note":
            return self._note(value[1:-1].strip())
        if kind == "latin":
            return self._latin(value, before, gap)
        if before == "latin" and not gap and self.found.names:
            self.found.names[-1] += value
            return len(value) <= _LONGEST_WORD
        return self._word(value, gap)

    def finish(self) -> bool:
        """Settle what is still open."""
        found = self.found
        if not self._join_single():
            return False
        if found.locations and not (found.names or found.reported):
            found.names, found.locations = found.locations, []
        return True

    def _join_single(self) -> bool:
        """Characters set apart are one name (``王 允``), or two of one length."""
        single, self._single = self._single, []
        if not single:
            return True
        if len(single) in (2, 3):
            self.found.names.append("".join(single))
        elif len(single) in (4, 6):
            half = len(single) // 2
            self.found.names += ["".join(single[:half]), "".join(single[half:])]
        else:
            return False
        return True

    def _latin(self, value: str, before: str, gap: str) -> bool:
        if before == "latin" and gap == "space" and self.found.names:
            self.found.names[-1] += " " + value
        else:
            self.found.names.append(value)
        return len(self.found.names[-1]) <= 4 * _LONGEST_WORD

    def _note(self, inner: str) -> bool:
        """A place, or a remark that is no credit (a pen name's note, a desk)."""
        report = _REPORT.fullmatch(inner)
        text = (report["rest"] if report else inner).lstrip("驻駐于於在")
        origin = _FROM.fullmatch(text)
        text = origin["place"] if origin and not origin["name"] else text
        for part in re.split(r"[、，,/／\s]+", text):
            if part in PLACES or (self._is_han(part) and not _DESK.search(part)):
                self.found.locations.append(part)
        return True

    @staticmethod
    def _is_han(text: str) -> bool:
        return re.fullmatch(f"[{_HAN}]{{2,6}}", text) is not None

    def _word(self, word: str, gap: str) -> bool:
        if len(word) > _LONGEST_WORD:
            return False
        contribution = _CONTRIBUTION.fullmatch(word)
        if contribution:
            self.found.contribution = contribution["phrase"]
            word = contribution["name"]
        report = _REPORT.fullmatch(word)
        if report:
            self.found.reported = True
            return self._reported(report["rest"], gap)
        return not word or self._name_or_place(word)

    def _reported(self, word: str, gap: str) -> bool:
        """What stands before 报道: a place, a name, or a name and a place."""
        origin = _FROM.fullmatch(word)
        if origin and (origin["place"] in PLACES or "发自" in word or "發自" in word):
            self.found.locations.append(origin["place"])
            word = origin["name"]
        elif word in PLACES:
            self._split_last_name(gap)
            self.found.locations.append(word)
            return True
        elif self._is_unknown_place(word, gap):
            self.found.locations.append(word)
            return True
        else:
            word = self._without_place(word)
        return not word or self._name_or_place(word)

    def _split_last_name(self, gap: str) -> None:
        """In 某某巴黎、柏林报道 the place stands at the end of the name."""
        if gap == "mark" and self.found.names:
            self.found.names[-1] = self._without_place(self.found.names[-1])

    def _is_unknown_place(self, word: str, gap: str) -> bool:
        """Whether a word set apart from the names before it is a place that no table has."""
        if gap != "space" or not self.found.names or not self._is_han(word):
            return False
        if _parted_place(word)[1]:
            return False
        return len(word) not in range(2, 4) or _PLACE_ENDING.search(word) is not None

    def _without_place(self, word: str) -> str:
        name, place = _parted_place(word)
        if place:
            self.found.locations.append(place)
        return name

    def _name_or_place(self, word: str) -> bool:
        if word in PLACES and self.role in _PLACED:
            self.found.locations.append(word)
            return True
        if len(word) not in _NAME_LENGTHS and self.role in _PLACED:
            word = self._without_place(word)
        names = self._parted(word)
        if not all(map(_is_name, names)):
            return False
        self.found.names += names
        return True

    @staticmethod
    def _parted(word: str) -> list[str]:
        """``某某和某某`` as two names; a name may itself have the conjunction's character."""
        if len(word) in _NAME_LENGTHS:
            return [word]
        for match in _CONJUNCTION.finditer(word):
            pair = [word[: match.start()], word[match.end() :]]
            if all(map(_is_name, pair)):
                return pair
        return [word]


def _parted_place(word: str) -> tuple[str, str | None]:
    """A name and the known place that is written right after it."""
    place = trailing_place(word)
    if place is None or len(word) - len(place) not in _NAME_LENGTHS:
        return word, None
    return word[: -len(place)], place


def _is_name(word: str) -> bool:
    parts = re.split("[·•‧・]", word)
    if len(parts) > 1:
        return all(parts) and len(word) <= _LONGEST_WORD
    return len(word) in _NAME_LENGTHS
